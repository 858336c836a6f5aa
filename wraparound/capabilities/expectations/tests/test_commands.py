"""Expectations at the terminal, as people type it."""

import csv
import io
import json
import shlex
import subprocess
import sys

import pytest
import python_calamine
from pyarrow import parquet

from wraparound.cli import main


def run(capsys, *words):
    try:
        code = main(["expectations", *words])
    except SystemExit as stopped:
        code = stopped.code
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_the_answer_as_one_json_object(capsys):
    code, out, err = run(capsys, "recovery", "--regime", "quality_special_measures", "--json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert (answer["regime"], answer["spells"], answer["release"]) == ("quality_special_measures", 41, "2026-11-23")
    assert set(answer) >= {
        "recovered", "merged", "censored", "median_months", "median_interval", "out_by", "cumulative_incidence",
    }  # fmt: skip


def test_the_answer_in_words(capsys):
    code, out, _ = run(capsys, "recovery", "--regime", "quality_special_measures", "--kind", "acute", "--served", "24")
    assert code == 0
    assert "that had lasted 24 months" in out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("recovery", "--regime", "nonsense"), "“nonsense” is not one of: quality_special_measures"),
        (("recovery",), "--regime"),
        (("recovery", "--regime", "financial_special_measures", "--cohort", "later"), "exist only for"),
        (("recovery", "--regime", "quality_special_measures", "--served", "-3"), "between 0 and 240"),
        (("recovery", "--regime", "quality_special_measures", "--served", "nan"), "between 0 and 240"),
        (("recovery", "--regime", "quality_special_measures", "--wibble"), "--wibble"),
        (("recovery", "--regime", "quality_special_measures", "--served", "lots"), "“lots” is not a number of months"),
        (("trust", "ZZZ"), "no NHS trust with the code “ZZZ”"),
        (("find", "--region", "Mercia"), "There is no region “Mercia”"),
        (("check", "ZZZ", "--measure", "ae_4hour_major", "--target", "78", "--by", "2028-03"), "no NHS trust with the"),
        (
            ("check", "RXW", "--measure", "wibble", "--target", "78", "--by", "2028-03"),
            "“wibble” is not one of: ae_4hour",
        ),
        (
            ("check", "RXW", "--measure", "ae_4hour_major", "--target", "lots", "--by", "2028-03"),
            "“lots” is not a perc",
        ),
        (
            ("check", "RXW", "--measure", "ae_4hour_major", "--target", "nan", "--by", "2028-03"),
            "above 0 and up to 100",
        ),
        (
            ("check", "RXW", "--measure", "ae_4hour_major", "--target", "178", "--by", "2028-03"),
            "above 0 and up to 100",
        ),
        (
            ("check", "RXW", "--measure", "ae_4hour_major", "--target", "78", "--by", "spring"),
            "“spring” is not a month",
        ),
        (("check", "RXW", "--measure", "ae_4hour_major", "--target", "78", "--by", "2020-03"), "choose 2026-06 or a"),
        (("check", "RXW", "--measure", "ae_4hour_major", "--target", "78"), "--by"),
        (("forecast", "RXW"), "--measure"),
        (("forecast", "RXW", "--measure", "ae_4hour_major", "--scenario", "rosy"), "“rosy” is not one of: held"),
        (("comparators", "RXW", "--measure", "ae_4hour_major", "--months", "25"), "whole quarters"),
        (("comparators", "RXW", "--measure", "ae_4hour_major", "--months", "x"), "“x” is not a whole number of months"),
        (("fit", "--release", "1999-01-01"), "There is no evidence release “1999-01-01”"),
        (("wibble",), "wibble"),
        ((), "COMMAND"),
    ],
)
def test_what_cannot_be_answered_exits_2_with_one_clear_line(capsys, words, complaint):
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert complaint in err
    assert err.count("\n") == 1


def test_a_trust_and_a_search(capsys):
    assert "7 years 4 months" in run(capsys, "trust", "rxw")[1]
    assert "RYR" in run(capsys, "find", "brighton")[1]
    assert "Did you mean" in run(capsys, "find", "shrewsbery")[1]
    assert "RX9" in run(capsys, "find", "--region", "midlands", "--kind", "ambulance")[1]
    assert run(capsys, "spells", "--regime", "recovery_support")[1].count("length not known") == 11
    assert run(capsys, "regimes")[1].count("list)") == 3


def test_the_check_of_a_target_in_words_and_as_json(capsys):
    words = ("check", "RXW", "--measure", "ae_4hour_major", "--target", "78%", "--by", "2028-03")
    code, out, _ = run(capsys, *words)
    assert code == 0
    assert "78% by March 2028: no better than about 1 in 80" in out
    assert "What would change it" in out
    answer = json.loads(run(capsys, *words, "--json")[1])
    assert (answer["by"], answer["target"], answer["scenario"]) == ("2028-03", 78.0, "held")
    assert answer["sentence"] in out
    assert set(answer) >= {
        "organisation", "measure", "baseline", "target", "by", "probability", "probability_interval", "median",
        "range_80", "comparators", "sentence", "scenario", "release", "method",
    }  # fmt: skip
    assert {"level", "months"} <= set(answer["baseline"])
    assert {"met", "of"} <= set(answer["comparators"])


def test_the_fan_the_comparators_and_the_ratings_in_words(capsys):
    fan = run(capsys, "forecast", "RXW", "--measure", "ae_4hour_all_types")[1]
    assert fan.count("%") > 84
    assert "January to March 2029" in fan
    assert "no A&E four-hour figure" in run(capsys, "forecast", "RRU", "--measure", "ae_4hour_major")[1]
    assert "now worth" in run(capsys, "comparators", "RXW", "--measure", "ae_4hour_major")[1]
    assert "whose rating two years later we know" in run(capsys, "ratings")[1]


def test_no_database_and_no_settings_are_needed(tmp_path):
    words = [sys.executable, "-m", "wraparound.cli", "expectations", "trust", "RXW", "--json"]
    environment = {"PATH": "", "DJANGO_SETTINGS_MODULE": "no.such.settings", "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["organisation"]["code"] == "RXW"
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_has_had_enough_is_no_error():
    words = f"{shlex.quote(sys.executable)} -m wraparound.cli sources show performance_quarterly | head -1"
    done = subprocess.run(["bash", "-c", words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "columns"),
    [
        (
            ("forecast", "RXW", "--measure", "ae_4hour_major"),
            {"what", "quantiles_50", "address_row", "release", "method"},
        ),
        (("comparators", "RXW", "--measure", "ae_4hour_major"), {"code", "as_it_would_be", "release", "method"}),
        (
            ("check", "RXW", "--measure", "ae_4hour_major", "--target", "60", "--by", "2028-03"),
            {"probability", "probability_interval_low", "comparators_of", "release", "method", "seed"},
        ),
        (("spells", "--regime", "recovery_support"), {"code", "months", "address_row", "release"}),
        (("recovery", "--regime", "quality_special_measures"), {"code", "months", "address_row", "release"}),
        (("ratings",), {"code", "first", "later", "how", "release"}),
        (("find", "leeds"), {"organisation_code", "release"}),
    ],
)
def test_a_table_for_analysts_has_a_row_for_each_case_and_where_it_comes_from(capsys, words, columns):
    code, out, err = run(capsys, *words, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (code, err) == (0, "")
    assert rows
    assert set(rows[0]) >= columns
    assert all(row["release"] == "2026-11-23" for row in rows)


def test_parquet_says_in_itself_where_it_comes_from_and_excel_opens(capsys, tmp_path):
    words = ("forecast", "RXW", "--measure", "ae_4hour_major")
    assert run(capsys, *words, "--out", str(tmp_path / "fan.parquet"))[0] == 0
    table = parquet.read_table(tmp_path / "fan.parquet")
    assert table.schema.metadata[b"method"].startswith(b"trajectories-")
    assert table.num_rows == 52
    code, out, err = run(capsys, *words, "--out", str(tmp_path / "fan.xlsx"))
    assert (code, out) == (0, "")
    assert "52 rows written" in err
    book = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "fan.xlsx"))
    assert len(book.get_sheet_by_index(0).to_python()) == 53
    assert sorted(one.name for one in tmp_path.iterdir()) == ["fan.parquet", "fan.xlsx"]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--format", "parquet"), "say where it goes with --out FILE.parquet"),
        (("--out", "fan.doc"), "end its name in .csv, .xlsx, .parquet"),
        (("--out", "no/such/folder/fan.csv"), "There is no folder"),
        (("--format", "wibble"), "invalid choice"),
    ],
)
def test_a_table_that_cannot_be_written_is_refused_in_one_line_before_any_work(capsys, words, complaint):
    code, out, err = run(capsys, "forecast", "RXW", "--measure", "ae_4hour_major", *words)
    assert (code, out) == (2, "")
    assert complaint in err
    assert err.count("\n") == 1


def test_a_sheet_of_targets_in_and_out(capsys, tmp_path):
    sheet = tmp_path / "plans.csv"
    sheet.write_text("trust,measure,target,by\n" + "RXW,ae_4hour_major,60,2028-03\n" * 120, encoding="utf-8")
    code, out, err = run(capsys, "targets", str(sheet), "--out", str(tmp_path / "answers.csv"))
    assert (code, out) == (0, "")
    assert "120 of 120" in err
    answers = list(csv.DictReader(io.StringIO((tmp_path / "answers.csv").read_text(encoding="utf-8-sig"))))
    assert len(answers) == 120
    assert answers[0]["sentence"].startswith("Of 39 other acute trusts")
    code, _, err = run(capsys, "targets", str(tmp_path / "nowhere.csv"))
    assert (code, err.count("\n")) == (2, 1)


@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_a_brief_is_written(capsys, tmp_path, ending, begins):
    code, out, err = run(capsys, "brief", "RXW", "--to", str(tmp_path / f"b.{ending}"))
    assert code == 0
    assert "What is realistic: Shrewsbury and Telford Hospital" in out
    assert (tmp_path / f"b.{ending}").read_bytes().startswith(begins)
    assert "Written to" in err
    assert run(capsys, "brief", "RXW", "--to", "b.odt")[0] == 2
