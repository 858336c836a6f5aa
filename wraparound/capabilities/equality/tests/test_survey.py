"""What others published comes in whole or not at all, is shown with its source, and can be taken back."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from wraparound.capabilities.equality.actions.keeping import keep_daily
from wraparound.capabilities.equality.actions.survey import look_at_survey, say_own_board, show_survey
from wraparound.capabilities.equality.exchange.survey import read_survey, template
from wraparound.capabilities.equality.models.survey import SurveyFigure, SurveyFile
from wraparound.capabilities.equality.queries.figures import figures_of_organisation
from wraparound.capabilities.equality.terms.answers import CannotCount
from wraparound.capabilities.equality.terms.survey import BoardSaid
from wraparound.capabilities.equality.tests.world import (
    AT,
    HERE,
    TODAY,
    YEAR,
    make_equality_world,
    signed_in,
    workbook,
)
from wraparound.capabilities.equality.wording.figures import BOARDS_TOGETHER
from wraparound.capabilities.equality.wording.survey import AS_IMPORTED
from wraparound.methods.equality_measures.indicators import Standard
from wraparound.people.terms.access import OPERATOR
from wraparound.published.sent_tables import tables_in

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SOURCE = "https://made-up.example/survey"
WRONG = {
    "no indicator of the survey": ({"Indicator": "9"}, "name none of"),
    "a group of the other standard": ({"Group": "disabled"}, "Group should be white or black"),
    "another year": ({"Year": "2024/25"}, "not 2025/26"),
    "more than all": ({"Percent": "104"}, "from 0 to 100"),
    "no number": ({"Percent": "nan"}, "from 0 to 100"),
    "nobody answered": ({"Responses": "0"}, "whole number from 1"),
    "nobody published it": ({"Source": ""}, "say who published it"),
    "a day to come": ({"Published on": "2027-01-01"}, "a day that has come"),
}


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_equality_world)


def line(group="white", percent="21.0", responses="1400", indicator="6", **said):
    row = {"Standard": "WRES", "Indicator": indicator, "Group": group, "Year": "2025/26", "Percent": percent}
    return row | {"Responses": responses, "Source": SOURCE, "Published on": "2026-03-12"} | said


def read(rows):
    return read_survey("s.xlsx", workbook(rows, "Staff survey"), YEAR, today=TODAY)


def shown(world, rows):
    number = look_at_survey(HERE, YEAR, read(rows).rows, at=AT, by=world.lead)
    show_survey(number, at=AT, by=world.lead)
    return figures_of_organisation(HERE, YEAR, viewer=world.lead, on=TODAY)


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_by_row_and_nothing_is_taken_in(name):
    said, words = WRONG[name]
    found = read([line(), line("bme") | said])
    assert found.rows == ()
    assert found.troubles[0].row == 3
    assert words in found.troubles[0].words


def test_the_same_group_twice_and_other_columns_are_refused():
    (trouble,) = read([line(), line()]).troubles
    assert "as in row 2" in trouble.words
    (trouble,) = read([{**line(), "Surname": "Personne"}]).troubles
    assert "not taken in: Surname" in trouble.words
    empty = read_survey("t.xlsx", template(YEAR), YEAR, today=TODAY)
    assert [one.words for one in empty.troubles] == ["The file has no row below its headings."]


def test_a_gap_has_its_interval_its_direction_and_its_source(world):
    found = shown(world, [line(), line("BME", "28.2", "386"), line(indicator="7"), line("bme", "20.5", "386", "7")])
    abuse, careers = found.survey
    assert [round(abuse.gap, 1), abuse.low > 0] == [7.2, True]
    assert "worse for black and minority ethnic people" in abuse.words
    assert "21.0% (18.9% to 23.2%) of 1,400 who answered" in abuse.words
    assert careers.low < 0 < careers.high
    assert "cannot tell at these counts" in careers.words
    assert abuse.sources == (f"{SOURCE}, published on 12 March 2026",)
    assert abuse.asks.endswith("Above 0: worse for black and minority ethnic people.")
    assert careers.asks.endswith("Above 0: worse for white people.")


def test_of_fewer_than_eleven_nothing_is_kept(world):
    (abuse,) = shown(world, [line(), line("bme", "30", "10")]).survey
    assert abuse.gap is None
    assert "fewer than 11 answered, so it is not shown" in abuse.words
    assert SurveyFigure.objects.get(percent=None).responses is None


def test_from_the_file_to_the_page_and_back(client, world):
    who = signed_in(client, world.lead)
    bad = send(who, [line(Percent="x")])
    assert "Nothing was taken in" in bad.content.decode()
    address = send(who, [line(), line("bme", "28.2", "386")]).headers["Location"]
    assert "2 figures: looked at, not shown" in who.get(address).content.decode()
    place = f"/equality/figures/organisations/{HERE}/?year={YEAR}"
    assert AS_IMPORTED not in who.get(place).content.decode()
    who.post(f"{address}show/")
    page = who.get(place).content.decode()
    assert AS_IMPORTED in page
    assert SOURCE in page
    sheets = dict(tables_in("r.xlsx", who.get(f"{place.split('?')[0]}returns.xlsx?year={YEAR}").content, titles=[]))
    assert any(row[1] == "Staff survey: Abuse from staff" and "+7.2 points" in " ".join(row) for row in sheets["WRES"])
    again = look_at_survey(HERE, YEAR, read([line()]).rows, at=AT, by=world.lead)
    with pytest.raises(CannotCount, match="shown already"):
        show_survey(again, at=AT, by=world.lead)
    who.post(f"{address}undo/")
    assert AS_IMPORTED not in who.get(place).content.decode()
    for viewer in (world.far_lead, world.chair):
        signed_in(client, viewer)
        assert client.get(address).status_code in (403, 404)
        assert client.post(f"{address}undo/").status_code in (403, 404)


def test_what_nobody_says_yes_to_goes_after_a_day(world):
    look_at_survey(HERE, YEAR, read([line()]).rows, at=AT, by=world.lead)
    keep_daily(at=AT + timedelta(hours=23), by=OPERATOR)
    assert SurveyFile.objects.count() == 1
    keep_daily(at=AT + timedelta(hours=25), by=OPERATOR)
    assert (SurveyFile.objects.count(), SurveyFigure.objects.count()) == (0, 0)


def test_a_board_that_was_published_stands_with_its_link_in_place_of_the_sentence(client, world):
    shown(world, [line()])
    who = signed_in(client, world.lead)
    sent = {"standard": "WRES", "year": YEAR, "board": "8.3", "workforce": "27.5", "published_on": "2026-04-01"}
    refused = who.post(f"/equality/published/of/{HERE}/board/", sent | {"link": "javascript:alert(1)"})
    assert "begins with https://" in refused.content.decode()
    answer = who.post(f"/equality/published/of/{HERE}/board/", sent | {"link": "https://made-up.example/b"})
    assert answer.status_code == 302
    (own,) = figures_of_organisation(HERE, YEAR, viewer=world.chair, on=TODAY).boards
    assert (own.standard, own.gap) == ("WRES", -19.2)
    assert "−19.2 points, the board has fewer than the workforce would suggest" in own.words
    who.post(f"/equality/published/board/{own.number}/undo/")
    assert figures_of_organisation(HERE, YEAR, viewer=world.lead, on=TODAY).boards == ()


def test_a_year_of_which_nothing_is_counted_is_shown_where_something_was_published(client, world):
    rows = [line(Year="2023/24"), line("bme", "28.2", "386", Year="2023/24")]
    found = read_survey("s.xlsx", workbook(rows, "Staff survey"), 2023, today=TODAY)
    show_survey(look_at_survey(HERE, 2023, found.rows, at=AT, by=world.lead), at=AT, by=world.lead)
    assert figures_of_organisation(HERE, viewer=world.lead, on=TODAY).years == (2023,)
    page = signed_in(client, world.lead).get(f"/equality/figures/organisations/{HERE}/?year=2023").content.decode()
    assert "worse for black and minority ethnic people" in page


def test_one_figure_of_a_board_stands_for_a_year(world):
    said = BoardSaid(
        standard=Standard.WDES,
        year=YEAR,
        board=10,
        workforce=9.5,
        link="https://made-up.example/b",
        published_on=date(2026, 4, 1),
    )
    say_own_board(HERE, said, at=AT, by=world.lead)
    number = say_own_board(HERE, said, at=AT, by=world.lead)
    (own,) = figures_of_organisation(HERE, YEAR, viewer=world.lead, on=TODAY).boards
    assert own.number == number
    assert BOARDS_TOGETHER not in own.words


def send(client, rows):
    """What comes of sending a file of these rows."""
    file = SimpleUploadedFile("survey.xlsx", workbook(rows, "Staff survey"))
    return client.post(f"/equality/published/of/{HERE}/survey/", {"year": str(YEAR), "file": file})
