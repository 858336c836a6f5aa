"""Sources at the terminal."""

import json

import pytest

from wraparound.cli import main


def run(capsys, *words):
    try:
        code = main(["sources", *words])
    except SystemExit as stopped:
        code = stopped.code
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_figure_walks_back_to_its_row_and_publisher(capsys):
    code, out, _ = run(capsys, "show", "regime_spells", "40")
    assert code == 0
    assert "Row 40 of regime_spells, release 2026-11-23" in out
    assert "https://www.shropshirestar.com/" in out
    assert "sha256" in out


def test_a_table_shows_what_it_cannot_say(capsys):
    out = run(capsys, "show", "performance_quarterly", "--code", "RXW")[1]
    assert "Sums over trusts are not England" in out
    assert "rows about RXW" in out


def test_a_release_is_listed_and_checked(capsys):
    assert "regime_spells" in run(capsys, "list")[1]
    assert "8 tables" in run(capsys, "check")[1]
    assert json.loads(run(capsys, "check", "--json")[1])["tables"] == 8


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("show", "weather"), "has no table “weather”"),
        (("show", "regime_spells", "75"), "there is no row 75"),
        (("show", "regime_spells", "forty"), "is not a whole number"),
        (("show", "regime_spells", "--page", "9"), "Page 9"),
        (("show", "regime_spells", "--release", "1999-01-01"), "no evidence release “1999-01-01”"),
    ],
)
def test_what_is_not_held_exits_2_with_one_line(capsys, words, complaint):
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert complaint in err
    assert err.count("\n") == 1


@pytest.mark.database
@pytest.mark.django_db
def test_a_release_is_adopted_from_the_terminal(capsys):
    code, out, _ = run(capsys, "adopt")
    assert code == 0
    assert "Release 2026-11-23 is in use here since" in out
