"""Sources at the terminal."""

import json

import pytest

from tests.samples import official
from wraparound.cli import main
from wraparound.published.release import hold_releases_in


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
    assert "regime_spells" in run(capsys, "releases")[1]
    assert "8 tables" in run(capsys, "verify")[1]
    assert json.loads(run(capsys, "verify", "--json")[1])[0]["tables"] == 8


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


@pytest.mark.django_db
class TestImport:
    @pytest.fixture(autouse=True)
    def site(self, tmp_path, monkeypatch):
        monkeypatch.setattr("wraparound.cli.RELEASES", tmp_path / "site")
        (tmp_path / "tea.toml").write_bytes(official.measure_file())
        (tmp_path / "tea.csv").write_bytes(official.tea())
        yield tmp_path
        hold_releases_in(None)

    def test_a_measure_of_ones_own_comes_in_and_is_forecast(self, capsys, site):
        files = (str(site / "tea.csv"), str(site / "tea.toml"))
        code, out, _ = run(capsys, "import", *files, "--preview")
        assert code == 0
        assert "Nothing was kept" in out
        assert not (site / "site").exists()
        code, out, err = run(capsys, "import", *files)
        assert code == 0
        assert "is in use" in out
        assert "tea_on_time …" in err
        assert main(["expectations", "forecast", "ZZA01", "--measure", "tea_on_time", "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert len(answer["fan"]) == 12
        assert answer["organisation"]["name"] == "Invented Trust 1 (made up)"
        assert [step["known"]["why"] for step in answer["steps"]] == ["Cups to take away are counted"]
        name = answer["release"]
        assert run(capsys, "import", *files)[1].startswith("Nothing new")
        assert f"{name}  " in run(capsys, "releases")[1]
        assert f"Release {name}: " in run(capsys, "verify")[1]
        assert "measures: 1 added" in run(capsys, "compare", "2026-11-23")[1]
        assert f"before: {name}" in run(capsys, "restore", "2026-11-23")[1]
        assert main(["expectations", "forecast", "RXW", "--measure", "ae_4hour_major"]) == 0

    def test_a_file_that_is_not_there_and_rows_that_cannot_be_taken(self, capsys, site):
        assert run(capsys, "import", str(site / "nothing.csv"))[::2] == (
            2,
            "wraparound: nothing.csv cannot be read (No such file or directory). Check its name and folder.\n",
        )
        code, _, err = run(capsys, "import", str(site / "tea.csv"))
        assert code == 2
        assert "send its measure file with it" in err
        assert err.count("\n") == 1
        assert "is not a month" in run(capsys, "import", str(site / "tea.csv"), "--month", "soon")[2]
        assert "no evidence release" in run(capsys, "restore", "1999-01-01")[2]
