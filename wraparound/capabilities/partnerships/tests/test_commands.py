"""Partnerships at the terminal."""

import json

import pytest

from wraparound.capabilities.partnerships.tests.partner_world import BACKEND, HELPED, in_force, make_world
from wraparound.cli import main
from wraparound.people.models import Person
from wraparound.people.terms.access import Purpose, Role, Scope
from wraparound.people.tests.factories import grant_of, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_the_commands_say_it_in_words_and_as_json(capsys):
    number = in_force(make_world())
    assert main(["partnerships", "agreements"]) == 0
    assert "Thistleford Hospitals (made up) helps Larkmoor" in capsys.readouterr().out
    assert main(["partnerships", "agreement", str(number)]) == 0
    assert "Decisions by eleven" in capsys.readouterr().out
    assert main(["partnerships", "agreement", str(number), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["terms"]["terms"]["days"] == 8.0
    assert main(["partnerships", "needs", HELPED]) == 0
    assert "Nothing is said." in capsys.readouterr().out


def test_a_number_that_is_none_is_answered_in_words(capsys):
    make_world()
    assert main(["partnerships", "agreement", "99"]) != 0
    assert "There is no such partnership" in capsys.readouterr().err


class TestProposing:
    def test_it_says_what_the_api_says(self, client, capsys):
        make_world()
        key = make_person("Ida", HELPED)
        grant_of(key, Role.IMPROVEMENT_DIRECTOR, Purpose.IMPROVEMENT, Scope.NATION)
        client.force_login(Person.objects.get(key=key), backend=BACKEND)
        named = client.get("/api/partnerships/RXW/proposals").json()
        assert main(["partnerships", "propose", "RXW", "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
        assert [one["code"] for one in said["proposals"]] == [one["code"] for one in named["proposals"]]
        assert said["aspects"] == named["aspects"]
        assert (said["words_read"], named["words_read"]) == (False, True)

    def test_it_needs_no_database_and_says_what_was_not_read(self, capsys):
        assert main(["partnerships", "propose", "RXW"]) == 0
        said = capsys.readouterr().out
        assert "What organisations say of themselves is not read here" in said
        assert "Where it needs help:" in said

    def test_with_own_words_it_asks_the_database(self, capsys):
        assert main(["partnerships", "propose", "RXW", "--own-words", "--only", "came_through", "--json"]) == 0
        assert all(one["came_through"] for one in json.loads(capsys.readouterr().out)["proposals"])

    def test_coordinates_give_distances(self, capsys, tmp_path):
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
    def test_a_file_that_cannot_be_read_says_which_line(self, capsys, tmp_path, content, said):
        places = tmp_path / "places.csv"
        places.write_text(content, encoding="utf-8")
        assert main(["partnerships", "propose", "RXW", "--places", str(places)]) == 2
        assert said in capsys.readouterr().err

    def test_a_missing_file_and_an_unknown_code_are_one_line_each(self, capsys, tmp_path):
        assert main(["partnerships", "propose", "RXW", "--places", str(tmp_path / "none.csv")]) == 2
        assert main(["partnerships", "propose", "QQQ"]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 2

    def test_a_table_goes_out_as_csv(self, capsys):
        assert main(["partnerships", "propose", "RXW", "--format", "csv"]) == 0
        assert capsys.readouterr().out.startswith("Code,Organisation,Kind,Region,What,Answer,Words")


def test_a_region_is_told_in_words_and_a_move_with_what_followed(capsys):
    in_force(make_world())
    assert main(["partnerships", "region", "NO"]) == 0
    assert "1 partnership is in force." in capsys.readouterr().out
    assert main(["partnerships", "region", "NOWHERE"]) != 0
    assert "There is no such region" in capsys.readouterr().err
    assert main(["partnerships", "followed", "--measure", "ae_4hour_major", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["years"][0]["moves"] > 10
