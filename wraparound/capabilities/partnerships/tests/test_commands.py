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
    assert "There is no region with this code here" in capsys.readouterr().err
    assert main(["partnerships", "followed", "--measure", "ae_4hour_major", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["years"][0]["moves"] > 10


COHORT = """ref,side,places,wishes,topics,not_with
Ada,seeks,,Orla|Sam,money,
Bo,seeks,,Orla,,Sam
Cleo,both,1,,culture,
Orla,gives,1,Bo,money,
Sam,gives,2,Ada,culture,
"""


def answer(capsys, path, *more):
    code = main(["partnerships", "pair", str(path), "--json", *more])
    out = capsys.readouterr().out
    return code, json.loads(out)


@pytest.fixture
def cohort(tmp_path):
    path = tmp_path / "cohort.csv"
    path.write_text(COHORT, encoding="utf-8")
    return path


def test_a_cohort_is_paired_by_wishes_topics_and_who_must_not_be_with_whom(capsys, cohort):
    code, found = answer(capsys, cohort, "--seed", "1")
    assert code == 0
    pairs = {(one["seeker"], one["giver"]): one for one in found["pairs"]}
    assert ("Bo", "Orla") in pairs, "both wished for each other first"
    assert pairs["Bo", "Orla"]["wish_of_seeker"] == 1
    assert pairs["Bo", "Orla"]["wish_of_giver"] == 1
    assert pairs["Ada", "Sam"]["wish_of_seeker"] == 2
    assert ("Cleo", "Cleo") not in pairs
    assert found["unstable"] == 0
    assert found["faults"] == []


def test_the_same_seed_makes_the_same_pairs_whatever_the_order_of_the_rows(capsys, tmp_path, cohort):
    head, *rows = COHORT.splitlines()
    other = tmp_path / "other.csv"
    other.write_text("\n".join([head, *reversed(rows)]), encoding="utf-8")
    first, second = (answer(capsys, path, "--seed", "5")[1] for path in (cohort, other))
    assert first == second


@pytest.mark.parametrize("separator", [";", "\t"])
def test_semicolons_and_tabs_are_read_too_and_so_are_other_heads(capsys, tmp_path, separator):
    path = tmp_path / "cohort.csv"
    path.write_text(
        "\ufeff" + "Name,Side,Not with\nAda,Seeks,\nOrla,gives,\n".replace(",", separator), encoding="utf-8"
    )
    code, found = answer(capsys, path)
    assert (code, [(one["seeker"], one["giver"]) for one in found["pairs"]]) == (0, [("Ada", "Orla")])


def test_who_must_not_be_paired_counts_both_ways(capsys, tmp_path):
    path = tmp_path / "cohort.csv"
    for rows in ("Ada,seeks,Orla\nOrla,gives,\n", "Ada,seeks,\nOrla,gives,Ada\n"):
        path.write_text(f"ref,side,not_with\n{rows}", encoding="utf-8")
        _, found = answer(capsys, path)
        assert found["pairs"] == []
        assert found["waiting"][0]["why"]["possible"] == 0


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",seeks,,,", "It has no ref"),
        ("Ada,seeks,,,", "stands in 2 rows"),
        ("Bo,sees,,,", "Write seeks, gives or both"),
        ("Bo,gives,0,,", "a number from 1"),
        ("Bo,gives,two,,", "a number from 1"),
        ("Bo,seeks,,Zed,", "Zed in wishes is no ref"),
        ("Bo,seeks,,Bo,", "names itself in wishes"),
        ("Bo,seeks,,Ada|Ada,", "somebody twice in wishes"),
        ("Bo,seeks,,,Zed", "Zed in not_with is no ref"),
    ],
)
def test_what_is_wrong_is_said_row_by_row_and_nothing_is_paired(capsys, tmp_path, row, said):
    path = tmp_path / "cohort.csv"
    path.write_text(f"ref,side,places,wishes,not_with\nAda,seeks,,,\n{row}\n", encoding="utf-8")
    code, found = answer(capsys, path)
    assert code == 2
    assert found["pairs"] == []
    assert any(said in one["words"] and one["row"] == 3 for one in found["faults"])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no column ref"),
        (b"name\nAda\n", "no column side"),
        (b"ref,side,side\nAda,seeks,gives\n", "twice"),
        (b"ref,side\n\xff\xfe,seeks\n", "UTF-8"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(capsys, tmp_path, content, said):
    path = tmp_path / "cohort.csv"
    path.write_bytes(content)
    assert main(["partnerships", "pair", str(path)]) == 2
    assert said in capsys.readouterr().err


def test_a_file_that_is_not_there_and_a_seed_that_cannot_be_are_refused(capsys, tmp_path, cohort):
    assert main(["partnerships", "pair", str(tmp_path / "nowhere.csv")]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert main(["partnerships", "pair", str(cohort), "--seed", "-1"]) == 2
    assert "seed" in capsys.readouterr().err


def test_in_words_it_says_who_has_nobody_and_why(capsys, tmp_path):
    path = tmp_path / "cohort.csv"
    path.write_text("ref,side,wishes\nAda,seeks,\nBo,seeks,\nOrla,gives,Bo\n", encoding="utf-8")
    assert main(["partnerships", "pair", str(path), "--seed", "3"]) == 0
    said = capsys.readouterr().out
    assert "Bo with Orla" in said
    assert "Ada has nobody. 1 could have been: 1 took people they had wished for more." in said
    assert "--seed 3" in said
