"""Coordinates are brought from a file for the whole site, change how nearness is told, and can be taken back."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.partnerships.exchange.places import places_in
from wraparound.capabilities.partnerships.models.places import PlacesFile
from wraparound.capabilities.partnerships.terms.places import Coordinates, PlacesNotRead
from wraparound.people.models import Person
from wraparound.people.terms.access import Purpose, Role, Scope
from wraparound.people.tests.factories import grant_of, make_person, make_region, make_trust
from wraparound.published.export import as_csv, as_excel
from wraparound.records.models.log import Change

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/partnerships/places/"
GOOD = b"code,latitude,longitude\nRXW,52.709,-2.794\nRBS,53.419,-2.897\nZZ99,1,2\n"
SOURCE = "A register, March 2026"


def signed_in(client, role, purpose, scope, target=""):
    key = make_person(role.title(), "N1")
    grant_of(key, role, purpose, scope, target)
    client.force_login(Person.objects.get(key=key), backend=BACKEND)
    return client


@pytest.fixture
def improver(client, db):
    make_trust("N1", make_region("NORTH"))
    return signed_in(client, Role.IMPROVEMENT_DIRECTOR, Purpose.IMPROVEMENT, Scope.NATION)


def sent(client, content, source=SOURCE, name="places.csv"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content), "source": source}, follow=True)


def said(answer):
    return " ".join(answer.content.decode().split())


places = st.dictionaries(
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=8),
    st.builds(Coordinates, st.floats(-90, 90).map(lambda one: round(one, 5)), st.floats(-180, 180).map(round)),
    min_size=1,
    max_size=30,
)


@given(places)
def test_what_stands_in_a_file_is_read_whole(at):
    rows = [{"code": code, "latitude": one.latitude, "longitude": one.longitude} for code, one in at.items()]
    assert places_in("p.csv", as_csv(rows)).at == at
    assert not places_in("p.csv", as_csv(rows)).faults


def test_an_excel_file_is_read_alike():
    rows = [{"Longitude": -2.794, "code": "rxw ", "LATITUDE": 52.709, "note": "x"}]
    assert places_in("p.xlsx", as_excel(rows, sheet="Places")).at == {"RXW": Coordinates(52.709, -2.794)}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no column code"),
        (b"code;latitude\nA;1\n", "no column longitude"),
        (b"\xff\xfe\x00code", "no table of text"),
        (b"code,latitude,longitude\n" + b"A,1,2\n" * 5_001, "more than 5,000 lines"),
        (b"x" * 2_000_001, "larger than 2 MB"),
    ],
)
def test_what_is_no_table_of_places_is_said(content, words):
    with pytest.raises(PlacesNotRead, match=words):
        places_in("p.csv", content)


def test_every_line_that_does_not_fit_is_said_and_nothing_is_written(improver):
    odd = b"code,latitude,longitude\nRXW,91,0\nRBS,53.4,-2.9\nrbs,1,1\n,1,1\nR0A,nan,2\n"
    page = said(sent(improver, odd))
    for words in ("Line 2: give a code", "Line 4: RBS stands in line 3 already", "Line 5:", "Line 6:"):
        assert words in page
    assert "Nothing was taken" in page
    assert not PlacesFile.objects.exists()


@pytest.mark.parametrize("source", ["", "   ", "x" * 201])
def test_no_source_no_coordinates(improver, source):
    assert "Error:" in said(sent(improver, GOOD, source))
    assert not PlacesFile.objects.exists()


def test_distances_are_told_by_them_until_they_are_taken_back(improver):
    before = said(improver.get("/partnerships/RXW/proposals/RBS/?narrow=1"))
    assert "no coordinates were brought" in before
    page = said(sent(improver, GOOD))
    assert "Coordinates of 3 organisations are in use now" in page
    assert re.search(r"2 of \d+ open trusts have coordinates", page)
    assert "1 line of the file is about no organisation that is known here" in page
    assert SOURCE in page
    assert "km away in a straight line" in said(improver.get("/partnerships/RXW/proposals/RBS/"))
    assert SOURCE in said(improver.get("/partnerships/RXW/proposals/?narrow=1"))
    row = PlacesFile.objects.get()
    assert "Ida" not in row.content
    back = said(improver.post(f"{PAGE}back/", {"number": row.pk}, follow=True))
    assert "Taken back" in back
    assert "no coordinates were brought" in said(improver.get("/partnerships/RXW/proposals/RBS/"))


def test_two_who_take_back_at_once_take_back_one(improver):
    sent(improver, GOOD)
    sent(improver, GOOD, "The second")
    newest = PlacesFile.objects.order_by("-pk").first().pk
    improver.post(f"{PAGE}back/", {"number": newest})
    again = said(improver.post(f"{PAGE}back/", {"number": newest}, follow=True))
    assert "These coordinates are not in use" in again
    assert SOURCE in again
    assert PlacesFile.objects.filter(taken_back_at__isnull=True).count() == 1
    assert Change.objects.filter(why__contains="Coordinates").count() == 3


@pytest.mark.parametrize("number", ["", "x", "99999999999999", "-1"])
def test_a_number_that_is_none_is_a_sentence(improver, number):
    assert "not in use" in said(improver.post(f"{PAGE}back/", {"number": number}, follow=True))


def test_whoever_leads_a_trust_reads_them_and_brings_none(client, db):
    make_trust("N1", make_region("NORTH"))
    chair = signed_in(client, Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, "N1")
    page = said(chair.get(PAGE))
    assert "Regional directors, improvement directors and analysts" in page
    assert 'type="file"' not in page
    assert sent(chair, GOOD).status_code == 403
    assert chair.post(f"{PAGE}back/", {"number": 1}).status_code == 403
