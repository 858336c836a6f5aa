"""Partnerships at the terminal, as people type it: by published evidence without a database, or with own words."""

import json
from datetime import date

import pytest

from wraparound.capabilities.partnerships.queries.proposals import propose
from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.capabilities.partnerships.terms.proposals import ProposalQuestion
from wraparound.cli import main
from wraparound.people.terms.access import OPERATOR


def test_it_needs_no_database_and_says_what_was_not_read(capsys):
    assert main(["partnerships", "propose", "RXW"]) == 0
    said = capsys.readouterr().out
    assert "What organisations say of themselves is not read here" in said
    assert "Where it needs help:" in said


@pytest.mark.database
def test_with_own_words_it_asks_the_database(db, capsys):
    assert main(["partnerships", "propose", "RXW", "--own-words", "--only", "came_through", "--json"]) == 0
    assert all(one["came_through"] for one in json.loads(capsys.readouterr().out)["proposals"])


def test_coordinates_give_distances(capsys, tmp_path):
    places = tmp_path / "places.csv"
    places.write_text("code,latitude,longitude\nRXW,52.709,-2.794\nRBS,53.419,-2.897\n", encoding="utf-8")
    assert main(["partnerships", "propose", "RXW", "--places", str(places), "--json"]) == 0
    found = {one["code"]: one["kilometres"] for one in json.loads(capsys.readouterr().out)["proposals"]}
    assert found["RBS"] == 79.0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("code,latitude\nRXW,52\n", "has no column longitude"),
        ("code,latitude,longitude\nRXW,north,-2\n", "line 2"),
        ("code,latitude,longitude\nRXW,152,-2\n", "line 2"),
        ("code,latitude,longitude\nRXW,nan,-2\n", "line 2"),
        ("code,latitude,longitude\nRXW\n", "line 2"),
    ],
)
def test_a_file_that_cannot_be_read_says_which_line(capsys, tmp_path, content, said):
    places = tmp_path / "places.csv"
    places.write_text(content, encoding="utf-8")
    assert main(["partnerships", "propose", "RXW", "--places", str(places)]) == 2
    assert said in capsys.readouterr().err


def test_a_missing_file_and_an_unknown_code_are_one_line_each(capsys, tmp_path):
    assert main(["partnerships", "propose", "RXW", "--places", str(tmp_path / "none.csv")]) == 2
    assert main(["partnerships", "propose", "QQQ"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_a_table_goes_out_as_csv(capsys):
    assert main(["partnerships", "propose", "RXW", "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith("Code,Organisation,Kind,Region,What,Answer,Words")


def test_it_says_what_the_query_says(capsys):
    assert main(["partnerships", "propose", "rxw", "--topic", "planned_care", "--all", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    asked = ProposalQuestion(code="RXW", topic=Topic.PLANNED_CARE, filters=())
    found = propose(asked, viewer=OPERATOR, on=date.fromisoformat(said["on"]))
    assert [one["code"] for one in said["proposals"]] == [one.code for one in found.proposals]
    assert [one["words"] for one in said["aspects"]] == [one.words for one in found.aspects]
