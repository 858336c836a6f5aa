"""Expectations at the terminal, as people type it."""

import json
import shlex
import subprocess
import sys

import pytest

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
