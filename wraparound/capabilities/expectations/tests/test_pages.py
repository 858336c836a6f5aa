"""The pages of expectations, by what they say."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture
def page(client: Client):
    def read(address):
        response = client.get(address)
        assert response.status_code == 200, address
        return re.sub(r"\s+", " ", response.content.decode())

    return read


def test_a_trust_opens_with_its_answer_in_words(page):
    shown = page("/expectations/RXW/")
    assert (
        "entered quality special measures on 8 November 2018 and left on 5 March 2026, after 7 years 4 months" in shown
    )
    assert shown.index('class="wrap-answer"') < shown.index('class="chart-picture"')
    assert "/sources/2026-11-23/regime_spells/40/" in shown
    assert "/sources/2026-11-23/facts/1/" in shown


def test_a_thin_page_says_what_is_known_what_is_missing_and_why(page):
    shown = page("/expectations/K0N6A/")
    assert "No spell of The Online in special measures or recovery support is recorded" in shown
    assert "What is missing, and why" in shown
    assert "How long recovery took elsewhere" in shown
    assert "Nothing else is held for this code" in shown


def test_a_closed_trust_leads_on(page):
    shown = page("/expectations/RXH/")
    assert "closed on 31 March 2021. It is now part of University Hospitals Sussex." in shown
    assert 'href="/expectations/RYR/"' in shown


def test_the_divided_trust_names_both_and_its_history_is_carried_by_no_one(page):
    assert "It was divided between" in page("/expectations/RW6/")
    assert "its history is carried by no one" in page("/expectations/RM3/")


def test_a_small_code_is_sent_to_its_page(client):
    response = client.get("/expectations/rxw/")
    assert (response.status_code, response.url) == (302, "/expectations/RXW/")


def test_one_match_opens_the_trust_and_several_are_listed(client, page):
    assert client.get("/expectations/?q=shrews").url == "/expectations/RXW/"
    assert "3 trusts found." in page("/expectations/?q=leeds")


def test_filters_stick_and_can_be_taken_away(page):
    shown = page("/expectations/?q=&region=Midlands&kind=ambulance&spells=1")
    assert '<option value="Midlands" selected>' in shown
    assert '<option value="ambulance" selected>' in shown
    assert re.search(r'name="spells"[^>]*checked', shown)
    assert "Show every trust" in shown


def test_what_cannot_be_understood_is_said_and_the_rest_is_kept(page):
    shown = page("/expectations/recovery/quality_special_measures/?kind=acute&served=lots")
    assert "Months already served must be a number, such as 18." in shown
    assert 'value="lots"' in shown
    shown = page("/expectations/recovery/financial_special_measures/?cohort=later")
    assert "exist only for quality_special_measures" in shown


def test_every_spell_behind_a_curve_can_be_opened(page):
    shown = page("/expectations/recovery/quality_special_measures/")
    table = shown[shown.index('id="spells"') :]
    rows = set(re.findall(r"/sources/2026-11-23/regime_spells/(\d+)/", table))
    assert len(rows) == 41


def test_a_thin_regime_shows_a_list_and_no_curve(page):
    shown = page("/expectations/recovery/recovery_support/")
    assert 'id="recovery-wide-title"' not in shown
    assert "Under 10 known lengths we draw no curve" in shown
    assert "thin" in shown


def test_months_served_say_so(page):
    shown = page("/expectations/recovery/quality_special_measures/?served=24")
    assert "that had lasted 24 months" in shown
    assert "It begins after 24 months at 100 of 100" in shown


@pytest.mark.parametrize("address", ["/expectations/ZZZ/", "/expectations/recovery/wibble/", "/expectations/toolong/"])
def test_what_is_not_there_is_404_with_a_way_on(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert b"Find an NHS trust" in response.content


def test_hostile_text_is_shown_as_text(page):
    shown = page("/expectations/?q=%3Cscript%3Ealert(1)%3C/script%3E&stay=1")
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_the_suggestions_are_short_and_carry_their_address(client):
    found = client.get("/expectations/suggestions/?q=hospital").json()["suggestions"]
    assert len(found) == 8
    assert client.get("/expectations/suggestions/?q=").json() == {"suggestions": []}
    brighton = client.get("/expectations/suggestions/?q=brighton").json()["suggestions"][0]
    assert brighton["address"] == "/expectations/RYR/"
    assert "formerly Brighton and Sussex" in brighton["line"]
