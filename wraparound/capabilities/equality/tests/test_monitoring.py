"""An employer's file comes in whole or not at all; a message never repeats a cell; everything can be taken back."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from wraparound.capabilities.equality.actions.keeping import keep_daily
from wraparound.capabilities.equality.actions.monitoring import count, look_at, take_back
from wraparound.capabilities.equality.exchange.monitoring import read_monitoring, template
from wraparound.capabilities.equality.models.monitoring import MonitoringEntry, MonitoringFile
from wraparound.capabilities.equality.queries.counting import side_counts
from wraparound.capabilities.equality.queries.lists import lists_in_use
from wraparound.capabilities.equality.queries.monitoring import file_line, monitoring_places
from wraparound.capabilities.equality.terms.answers import CannotCount, Characteristic, NoSuchCount
from wraparound.capabilities.equality.terms.monitoring import MonitoringSheet, MonitoringState
from wraparound.capabilities.equality.tests.world import (
    AT,
    HERE,
    YEAR,
    counted,
    line,
    make_equality_world,
    read,
    signed_in,
    workbook,
)
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.records.models.log import Change

pytestmark = [pytest.mark.django_db, pytest.mark.database]
STORY = "She told us in confidence that"
WRONG = {
    "a code that is on no list": ({"Ethnicity": "Q"}, "Ethnicity is no code"),
    "free text": ({"Disability": STORY}, "Disability holds more than a code"),
    "another year": ({"Year": "2024/25"}, "not 2025/26"),
    "no year at all": ({"Year": ""}, "not 2025/26"),
    "no reference": ({"Reference": ""}, "Reference is empty"),
    "neither yes nor no": ({"Voting board member": "perhaps"}, "should be yes or no"),
    "a level of nowhere": ({"Pay level": "band-12"}, "Pay level is no code"),
}


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_equality_world)


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_by_row_and_not_repeated(name):
    said, words = WRONG[name]
    found = read([line("1"), {**line("2"), **said}])
    assert found.rows == ()
    (trouble,) = found.troubles
    assert (trouble.sheet, trouble.row) == ("Staff", 3)
    assert words in trouble.words
    assert STORY not in trouble.words


def test_nobody_stands_in_a_file_twice():
    (trouble,) = read([line("a1"), line("2"), line("A1")]).troubles
    assert (trouble.row, "row 2" in trouble.words) == (4, True)
    (trouble,) = read([line("1", Email="x@y.example"), line("2", Email="X@y.example")]).troubles
    assert trouble.row == 3


def test_other_columns_are_refused():
    (trouble,) = read([{**line("1"), "Surname": "Personne"}]).troubles
    assert "not taken in: Surname" in trouble.words
    (trouble,) = read([{"Reference": "1", "Year": "2025/26"}]).troubles
    assert "These columns are missing: Ethnicity" in trouble.words


def test_the_templates_come_in_again():
    for sheet in MonitoringSheet:
        found = read_monitoring("t.xlsx", template(sheet, YEAR), YEAR, lists_in_use(viewer=PUBLIC))
        assert found.troubles == ()
        assert [one.sheet for one in found.rows] == [sheet]


def test_whoever_was_appointed_was_on_the_shortlist():
    heads = dict.fromkeys(("Reference", "Email", "Year", "Ethnicity", "Disability", "Sex", "Age"), "")
    row = {**heads, "Religion or belief": "", "Sexual orientation": "", "Shortlisted": "no", "Appointed": "yes"}
    content = workbook([{**row, "Reference": "1", "Year": "2025"}], "Applicants")
    (trouble,) = read_monitoring("a.xlsx", content, YEAR, lists_in_use(viewer=PUBLIC)).troubles
    assert "was on the shortlist too" in trouble.words


class TestThePages:
    def test_from_the_file_to_the_count_and_back(self, world, client):
        signed_in(client, world.lead)
        assert "Send a file" in client.get("/equality/monitoring/").content.decode()
        page = send(client, [line("1"), line("2", Ethnicity=STORY)])
        assert "Nothing was taken in" in page.content.decode()
        assert STORY not in page.content.decode()
        assert not MonitoringFile.objects.exists()
        address = send(client, [line("1", Ethnicity="A"), line("2", Ethnicity="K")]).headers["Location"]
        assert "2 staff and 0 applicants: looked at, not counted" in client.get(address).content.decode()
        assert counts() == 0
        client.post(f"{address}count/")
        assert counts() == 2
        client.post(f"{address}undo/")
        assert (counts(), MonitoringEntry.objects.count()) == (0, 0)
        assert "taken back" in client.get("/equality/monitoring/").content.decode()

    def test_only_the_equality_lead_of_the_organisation(self, world, client):
        number = counted(world, [line("1")])
        addresses = (f"/equality/monitoring/{number}/", f"/equality/monitoring/of/{HERE}/")
        for viewer in (world.far_lead, world.chair, world.keeper, world.person):
            signed_in(client, viewer)
            assert {client.get(one).status_code for one in addresses} <= {403, 404}
            assert client.post(f"/equality/monitoring/{number}/undo/").status_code in (403, 404)
        assert counts() == 1
        with pytest.raises(NoSuchCount):
            take_back(number, at=AT, by=world.far_lead)
        assert monitoring_places(viewer=world.far_lead).files == ()


def test_one_file_counts_for_a_year_and_what_nobody_says_yes_to_goes(world):
    counted(world, [line("1")])
    again = look_at(HERE, YEAR, read([line("2")]).rows, at=AT, by=world.lead)
    with pytest.raises(CannotCount, match="counted already"):
        count(again, at=AT, by=world.lead)
    keep_daily(at=AT + timedelta(hours=23), by=OPERATOR)
    assert file_line(again, viewer=world.lead).state is MonitoringState.LOOKED_AT
    keep_daily(at=AT + timedelta(hours=25), by=OPERATOR)
    with pytest.raises(NoSuchCount):
        file_line(again, viewer=world.lead)
    assert MonitoringEntry.objects.count() == 1


def test_the_log_says_who_sent_a_file_and_not_what_it_says(world):
    counted(world, [line("REF-77", Ethnicity="K")])
    why = [one.why for one in Change.objects.filter(by=world.lead.person).order_by("pk")]
    assert why[0] == "A monitoring file of Trust ZZ01 (made up) for 2025/26 was sent"
    assert not any("REF-77" in one for one in why)


def send(client, rows):
    """What comes of sending a file of these rows."""
    file = SimpleUploadedFile("staff.xlsx", workbook(rows))
    return client.post(f"/equality/monitoring/of/{HERE}/", {"year": str(YEAR), "file": file})


def counts():
    """How many people are counted as staff."""
    return sum(one.people for one in side_counts(Characteristic.SEX, YEAR, viewer=OPERATOR))
