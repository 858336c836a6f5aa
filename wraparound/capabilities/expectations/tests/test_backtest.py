"""The back-test end to end on an invented panel, with the real library; and what is kept and shown."""

import csv

import numpy as np
import pytest

from wraparound.capabilities.expectations.actions import BacktestOrder, run_backtest
from wraparound.capabilities.expectations.calculation.backtest import design_of
from wraparound.capabilities.expectations.queries import answers
from wraparound.capabilities.expectations.terms.backtest import OURS, PROTOCOL, Era, Scale
from wraparound.capabilities.expectations.wording.backtest import backtest_table, say_backtest, tenths_table
from wraparound.methods.trajectories.rolling import complete
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.published.panel_files import PanelNotRead, read_panel
from wraparound.published.release import newest_release
from wraparound.published.terms import AE_ALL, RTT_18_WEEKS, CannotAnswer, NotInEvidence

HEAD = ("ods_code", "period", "measure", "numerator", "denominator")


def a_panel(folder, *, trusts=12, quarters=30, measure=AE_ALL, extra=()):
    """An invented panel in the plain layout: trusts that revert to a level of their own."""
    chance = np.random.default_rng(3)
    level = chance.normal(0.8, 0.4, trusts)
    rows = []
    for quarter in range(quarters):
        for trust in range(trusts):
            share = 1 / (1 + np.exp(-(level[trust] + chance.normal(0, 0.1))))
            day = f"{2016 + quarter // 4}-{3 * (quarter % 4) + 1:02}-01"
            rows.append((f"X{trust:02}", day, str(measure), int(9000 * share), 9000))
    path = folder / "invented.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([HEAD, *rows, *extra])
    return path


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    path = a_panel(tmp_path_factory.mktemp("panel"))
    told = []
    order = BacktestOrder(AE_ALL, read_panel(path, AE_ALL), path.name, keep=False)
    found = run_backtest(order, newest_release(), tell=told.append, by=OPERATOR)
    assert len(told) == found.origins
    return found


def test_every_method_is_scored_on_the_same_cases(answer):
    assert (answer.trusts, answer.months_per_period, answer.source) == (12, 3, "invented.csv")
    names = {tuple(score.method for score in cell.scores) for cell in answer.cells}
    assert names == {(OURS, "Seasonal naive", "Naive", "AutoETS", "AutoTheta")}
    for cell in answer.cells:
        assert cell.cases >= 10
        assert all(score.crps > 0 for score in cell.scores)
        assert all(sum(score.transform) == pytest.approx(1, abs=1e-3) for score in cell.scores)
        assert [skill.beside for skill in cell.skills] == [score.method for score in cell.scores[1:]]


def test_trusts_that_revert_are_foreseen_better_than_by_the_last_figure(answer):
    cell = next(
        c for c in answer.cells if (c.scale, c.era, c.fifth, c.months_ahead) == (Scale.RELATIVE, Era.ALL, None, 12)
    )
    by_name = {score.method: score.crps for score in cell.scores}
    assert by_name[OURS] < by_name["Naive"]
    assert 0.6 < cell.scores[0].coverage["80"] <= 1


def test_it_is_told_in_words_and_as_a_table(answer):
    said = say_backtest(answer)
    assert "12 trusts with a figure in every quarter" in said
    table = backtest_table(answer, Scale.RELATIVE)
    assert all(len(row) == len(table.headings) for row in table.rows)


def test_a_long_panel_is_judged_at_three_horizons_and_a_short_one_at_one(tmp_path):
    long = complete(read_panel(a_panel(tmp_path), AE_ALL))
    assert design_of(long).horizons == (4, 8, 12)
    assert design_of(long).origins[0] == 11
    short = complete(read_panel(a_panel(tmp_path, quarters=13), AE_ALL))
    assert (design_of(short).horizons, design_of(short).origins) == ((4,), (7, 8))


def test_too_little_to_judge_is_said(tmp_path):
    few = read_panel(a_panel(tmp_path, trusts=4), AE_ALL)
    order = BacktestOrder(AE_ALL, few, "few.csv", keep=False)
    with pytest.raises(CannotAnswer, match="4 trusts with a figure in each of 30 periods: too little"):
        run_backtest(order, newest_release(), tell=lambda line: None, by=OPERATOR)


@pytest.mark.parametrize(
    ("extra", "complaint"),
    [
        ([("X01", "2016-01-01", "ae_4hour_all_types", "5", "9")], "X01 has two figures for 2016-01"),
        ([("X01", "spring", "ae_4hour_all_types", "5", "9")], "line 362: X01 in “spring” is not a period"),
        ([("X01", "2026-01-01", "ae_4hour_all_types", "ten", "9")], "line 362"),
        ([("X01", "2026-01-01", "ae_4hour_all_types", "10", "9")], "10 of 9 is not a share"),
    ],
)
def test_a_row_that_does_not_fit_is_named(tmp_path, extra, complaint):
    with pytest.raises(PanelNotRead, match=complaint):
        read_panel(a_panel(tmp_path, extra=extra), AE_ALL)


def test_files_that_are_no_panel_are_refused_in_a_sentence(tmp_path):
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(PanelNotRead, match="no column ods_code"):
        read_panel(wrong, AE_ALL)
    wrong.write_bytes(b"\xff\xfe\x00binary")
    with pytest.raises(PanelNotRead, match="Give a CSV file in UTF-8"):
        read_panel(wrong, AE_ALL)
    with pytest.raises(PanelNotRead, match="cannot be read"):
        read_panel(tmp_path / "not there.csv", AE_ALL)
    with pytest.raises(PanelNotRead, match="has no figure of rtt"):
        read_panel(a_panel(tmp_path), RTT_18_WEEKS)


def test_an_empty_cell_is_a_period_that_was_not_reported(tmp_path):
    path = a_panel(tmp_path, extra=[("X99", "2016-01-01", "ae_4hour_all_types", "", "")])
    assert "X99" not in read_panel(path, AE_ALL).units


def test_what_is_kept_is_what_is_shown(client):
    kept = answers.backtests(viewer=PUBLIC)
    assert kept
    shown = client.get("/expectations/backtest/").content.decode()
    for one in kept:
        assert one.protocol == PROTOCOL
        assert one.cells
        assert str(one.trusts) in shown


def test_a_measure_of_one_s_own_is_judged_from_a_panel_and_refused_without(tmp_path):
    path = a_panel(tmp_path, quarters=13, measure="cancer_62_day")
    order = BacktestOrder("cancer_62_day", read_panel(path, "cancer_62_day"), path.name, keep=False)
    found = run_backtest(order, newest_release(), tell=lambda line: None, by=OPERATOR)
    assert found.measure == "cancer_62_day"
    assert say_backtest(found).startswith("cancer_62_day, by quarter")
    with pytest.raises(PanelNotRead, match=r"no figure of wibble\. It has figures of: cancer_62_day"):
        read_panel(path, "wibble")
    with pytest.raises(NotInEvidence, match=r"holds no measure “wibble”.*--panel FILE"):
        run_backtest(BacktestOrder("wibble", None, "", keep=False), newest_release(), tell=print, by=OPERATOR)


def test_a_month_may_be_given_without_its_day(tmp_path):
    path = a_panel(tmp_path, quarters=13)
    short = tmp_path / "short.csv"
    short.write_text(path.read_text(encoding="utf-8").replace("-01,ae", ",ae"), encoding="utf-8")
    one, other = read_panel(path, AE_ALL), read_panel(short, AE_ALL)
    assert one.units == other.units
    assert np.array_equal(one.within, other.within)


def test_the_open_median_is_scored_on_the_same_cases_with_wider_ranges(answer):
    by_scale = {scale: [one for one in answer.cells if one.scale is scale] for scale in Scale}
    for held, opened in zip(by_scale[Scale.ABSOLUTE], by_scale[Scale.OPEN], strict=True):
        assert (held.cases, held.scores[1:]) == (opened.cases, opened.scores[1:])
        assert opened.scores[0].width["80"] >= held.scores[0].width["80"]


def test_where_outcomes_fell_in_the_ranges_and_what_comes_back_by_itself_are_shown(answer, client):
    table = tenths_table(answer)
    assert all(len(row) == 11 for row in table.rows)
    shown = client.get("/expectations/backtest/").content.decode()
    assert "Share of outcomes in each tenth" in shown
    assert shown.count("Regression to the mean, ") == 3
