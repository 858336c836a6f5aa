"""Partnerships at the terminal: a cohort in a spreadsheet is paired without a database, or its rows are put right."""

import json

import pytest

from wraparound.cli import main

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
