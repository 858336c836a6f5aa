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


def test_a_trust_opens_with_what_is_realistic_then_the_picture_then_a_form(page):
    shown = page("/expectations/RXW/")
    assert "Over the 12 months to March 2026 the accident and emergency (A&amp;E) four-hour figure" in shown
    places = [shown.index(part) for part in ('class="wrap-answer"', 'id="fan-wide-title"', 'name="target"')]
    assert places == sorted(places)
    assert "/expectations/RXW/comparators/?measure=ae_4hour_major" in shown
    assert "Why the start is a year" in shown


def test_another_measure_can_be_looked_at_and_stays_chosen(page):
    shown = page("/expectations/RXW/?measure=rtt_18week_incomplete")
    assert "18-week figure for the waiting list was 47%" in shown
    assert "of three years ahead we do not know" in shown
    assert '<option value="rtt_18week_incomplete" selected>' in shown
    assert "We hold no such measure" in page("/expectations/RXW/?measure=wibble")


def test_steps_and_gaps_are_named_under_the_picture(page):
    shown = page("/expectations/RX1/?measure=ae_4hour_all_types")
    assert "type-3 site added" in shown
    assert "Between March 2019 and July 2023 no figure was reported" in shown
    assert 'name="target"' not in shown


def test_a_target_is_answered_and_the_form_keeps_what_was_asked(page):
    shown = page("/expectations/RXW/target/?measure=ae_4hour_major&target=78&by=2028-03")
    assert "78% by March 2028: no better than about 1 in 80" in shown
    assert "Of 39 other acute trusts that started about as far from the median trust, none reached" in shown
    assert 'value="78"' in shown
    assert '<option value="2028-03" selected>' in shown
    assert shown.count('<td data-label="Reached the target">no</td>') == 39
    assert "Nothing is kept of what you asked" in shown


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "Give a target and a month"),
        ("target=&by=2028-03", "Give the target as a percentage, such as 78."),
        ("target=lots&by=2028-03", "Give the target as a percentage, such as 78."),
        ("target=150&by=2028-03", "above 0 and up to 100"),
        ("target=inf&by=2028-03", "above 0 and up to 100"),
        ("target=78&by=", "Choose the month by which"),
        ("target=78&by=2020-01", "choose 2026-06 or a later month"),
        ("target=78&by=2028-03&measure=wibble", "We hold no such measure"),
        ("target=78&by=2028-03&scenario=rosy", "There is no such assumption"),
        ("target=78,5%25&by=2028-03&measure=ae_4hour_major", "78.5% by March 2028"),
        ("target=78&by=2028-03&measure=rtt_18week_incomplete", "history reaches two years ahead"),
    ],
)
def test_whatever_is_asked_of_the_target_form_it_answers_in_words(page, asked, said):
    assert said in page(f"/expectations/RXW/target/?{asked}")


def test_a_trust_without_figures_has_a_target_page_that_says_why_not(page):
    shown = page("/expectations/RRU/target/?target=78&by=2028-03")
    assert "London Ambulance Service" in shown
    assert "We cannot say" in shown


def test_comparators_can_be_opened_and_those_left_out_are_named(page):
    shown = page("/expectations/RXW/comparators/?measure=ae_4hour_major&months=36")
    assert "can be followed for three years" in shown
    assert "Left out, and why" in shown
    assert '<option value="36" selected>' in shown
    assert "whole quarters" in page("/expectations/RXW/comparators/?months=25")
    assert "whole number of months" in page("/expectations/RXW/comparators/?months=x")
    assert "whole quarters" in page("/expectations/RXW/comparators/?months=0")


def test_comparators_keep_the_assumption_in_form_link_and_command(page):
    shown = page("/expectations/RXW/comparators/?measure=ae_4hour_major&months=24&scenario=rising")
    assert '<option value="rising" selected>' in shown
    assert "comparators/ae_4hour_major?months=24&amp;scenario=rising" in shown
    assert "--months 24 --scenario rising" in shown


def test_a_target_page_says_what_of_measure_or_assumption_it_did_not_understand(page):
    shown = page("/expectations/RXW/target/?measure=wibble")
    assert "We hold no such measure" in shown
    assert "<title>Error: " in shown
    assert "Give the target" not in shown.replace("Give a target", "")
    assert "There is no such assumption" in page("/expectations/RXW/target/?scenario=wibble&target=78&by=2028-03")
    assert "<title>Error: " in page("/expectations/RXW/?measure=wibble")


def test_a_month_between_quarters_stays_chosen(page):
    shown = page("/expectations/RXW/target/?measure=ae_4hour_major&target=60&by=2027-11")
    assert '<option value="2027-11" selected>November 2027</option>' in shown
    assert "July to September 2027" in shown


def test_a_target_of_many_decimals_is_the_same_everywhere(page):
    shown = page("/expectations/RXW/target/?measure=ae_4hour_major&target=60.123456&by=2028-03")
    assert "60.12% by March 2028" in shown
    assert "target=60.12&amp;by=2028-03" in shown
    assert "--target 60.12 " in shown


def test_who_joined_is_said_on_the_page_with_its_source(page):
    shown = page("/expectations/RA7/?measure=ae_4hour_major")
    assert "because Weston Area Health became part of it in April 2020" in shown
    assert "/sources/2026-11-23/succession/" in shown


def test_the_record_of_ratings_names_its_limits_and_every_row(page):
    shown = page("/expectations/ratings/")
    assert "no fair sample" in shown
    assert "/sources/2026-11-23/ratings/" in shown


def test_spells_stand_under_their_own_heading(page):
    shown = page("/expectations/RXW/")
    assert (
        "entered quality special measures on 8 November 2018 and left on 5 March 2026, after 7 years 4 months" in shown
    )
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


@pytest.mark.parametrize(
    "address",
    [
        "/expectations/ZZZ/",
        "/expectations/ZZZ/target/",
        "/expectations/ZZZ/comparators/",
        "/expectations/recovery/wibble/",
        "/expectations/toolong/",
    ],
)
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
