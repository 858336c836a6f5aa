"""Pages, workbook and API of proposals: who is let in, and that all say the same."""

import io
from datetime import date

import pytest
import python_calamine

from wraparound.capabilities.partnerships.queries.here import propose_here
from wraparound.capabilities.partnerships.terms.proposals import Guards, ProposalQuestion, Verdict
from wraparound.people.access import NotYours
from wraparound.people.actions.people import add_organisation, add_region
from wraparound.people.models import Person
from wraparound.people.queries.organisations import NoSuchOrganisation
from wraparound.people.terms.access import OPERATOR, Purpose, Role, Scope
from wraparound.people.tests.factories import AT, grant_of, make_person, make_region, make_trust, viewer_of_key

pytestmark = [pytest.mark.django_db, pytest.mark.database]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ON = date(2026, 11, 26)


@pytest.fixture
def world():
    make_trust("N1", make_region("NORTH"))
    make_trust("N2", make_region("SOUTH"))


def somebody(name, role, purpose, scope=Scope.ORGANISATION, target="N1"):
    key = make_person(name, "N1")
    grant_of(key, role, purpose, scope, target)
    return key


def signed_in(client, key):
    client.force_login(Person.objects.get(key=key), backend=BACKEND)
    return client


@pytest.fixture
def improver(client, world):
    return signed_in(client, somebody("Ida", Role.IMPROVEMENT_DIRECTOR, Purpose.IMPROVEMENT, Scope.NATION, ""))


def test_a_real_trust_is_answered_in_words_with_where_each_figure_comes_from(improver):
    page = improver.get("/partnerships/RXW/proposals/").content.decode()
    assert "Who could help the Shrewsbury and Telford Hospital NHS Trust" in page
    assert "needs help with urgent care, planned care, workforce and quality" in page
    assert "They stand in order of name" in page
    assert "/sources/2026-11-23/performance_quarterly/9741/" in page
    assert "N1" not in page.partition("<main")[2]


def test_filters_stay_in_the_address_and_an_empty_list_says_how_to_go_on(improver):
    page = improver.get("/partnerships/RXW/proposals/?only=offers_help&topic=urgent_care").content.decode()
    assert 'value="offers_help" id="only-offers_help" checked' in page
    assert 'value="same_kind" id="only-same_kind" checked' not in page
    assert '<option value="urgent_care" selected>' in page
    assert "the list is narrowed to none of them" in page
    whole = improver.get("/partnerships/RXW/proposals/?narrow=1").content.decode()
    assert "?narrow=1&page=2" in whole.replace("&amp;", "&")
    assert improver.get("/partnerships/RXW/proposals/?page=999&only=odd&topic=odd").status_code == 200


def test_one_proposal_has_everything_of_both_and_warns_first(improver):
    page = improver.get("/partnerships/RXW/proposals/RBD/").content.decode()
    assert page.index("Helping could hurt it") < page.index("Criterion by criterion")
    assert "of 8 measures" in page
    assert improver.get("/partnerships/RXW/proposals/RXW/").status_code == 404
    assert improver.get("/partnerships/RXW/proposals/ZZ99/").status_code == 404
    assert improver.get("/partnerships/QQQ/proposals/").status_code == 404


def test_page_workbook_and_api_say_the_same(improver):
    named = improver.get("/api/partnerships/RXW/proposals").json()
    codes = [one["code"] for one in named["proposals"]]
    sheet = improver.get("/partnerships/RXW/proposals.xlsx")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sheet.content))
    rows = book.get_sheet_by_name("Proposals").to_python()
    place = rows[0].index("Code")
    assert list(dict.fromkeys(row[place] for row in rows[1:])) == codes
    page = improver.get("/partnerships/RXW/proposals/").content.decode()
    assert [code for code in codes if f"/proposals/{code}/" in page] == codes[:20]


def test_the_api_takes_filters_and_a_topic(improver):
    every = improver.get("/api/partnerships/RXW/proposals?every=true").json()
    planned = improver.get("/api/partnerships/RXW/proposals?topic=planned_care&only=same_region").json()
    assert len(every["proposals"]) == every["found"]
    assert {one["region"] for one in planned["proposals"]} == {"Midlands"}
    needs = {each["need"]["name"] for one in planned["proposals"] for each in one["complements"]}
    assert needs == {"rtt_18week_incomplete"}
    assert improver.get("/api/partnerships/RXW/proposals?only=odd").status_code == 422


def test_a_chair_asks_for_their_own_organisation_alone(client, world):
    chair = somebody("Cara", Role.CHAIR, Purpose.COMPACT)
    signed_in(client, chair)
    own = client.get("/partnerships/N1/proposals/")
    assert own.status_code == 200
    assert "made-up figures are not compared here" in own.content.decode()
    assert "What it needs is not known" in own.content.decode()
    assert client.get("/partnerships/N2/proposals/").status_code == 403
    assert client.get("/partnerships/RXW/proposals/").status_code == 404
    viewer = viewer_of_key(chair, on=ON)
    with pytest.raises(NotYours):
        propose_here(ProposalQuestion(code="N2"), viewer=viewer, on=ON)
    with pytest.raises(NoSuchOrganisation):
        propose_here(ProposalQuestion(code="RXW"), viewer=viewer, on=ON)


def test_who_leads_for_talent_alone_is_refused(client, world):
    signed_in(client, somebody("Tara", Role.CHAIR, Purpose.TALENT))
    for address in ("/partnerships/N1/proposals/", "/partnerships/N1/proposals/N2/", "/partnerships/N1/proposals.xlsx"):
        assert client.get(address).status_code == 403
    assert client.get("/api/partnerships/N1/proposals").status_code == 403


def test_a_real_organisation_never_meets_made_up_ones(world):
    region = add_region("REAL", "Midlands", at=AT, by=OPERATOR)
    add_organisation("RXW", "The Shrewsbury and Telford", "Acute", region, at=AT, by=OPERATOR)
    found = propose_here(ProposalQuestion(code="RXW", filters=()), viewer=OPERATOR, on=ON)
    assert {one.made_up for one in found.proposals} == {False}
    assert not {"N1", "N2"} & {one.code for one in found.proposals}
    # By the register it is open and has figures, whatever it was called when it was entered here.
    assert found.name == "The Shrewsbury and Telford Hospital NHS Trust"
    assert propose_here(ProposalQuestion(code="N1"), viewer=OPERATOR, on=ON).looked_at == 1


def test_leaders_whose_posts_are_not_entered_here_are_not_known(world):
    found = propose_here(ProposalQuestion(code="RXW", filters=()), viewer=OPERATOR, on=ON)
    lines = {line.verdict for one in found.proposals for line in one.guard if line.guard is Guards.LEADERS}
    assert lines == {Verdict.NOT_KNOWN}
