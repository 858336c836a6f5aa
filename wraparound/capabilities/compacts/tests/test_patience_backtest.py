"""The back-test of patience: on invented months, by command, and on the monthly figures where they are at hand."""

import csv
from pathlib import Path

import numpy as np
import pytest

from wraparound.capabilities.compacts.calculation.patience_backtest import answer_patience_backtest
from wraparound.capabilities.compacts.terms.patience import PatienceRule
from wraparound.capabilities.compacts.wording.patience import say_patience_backtest
from wraparound.published.panel_files import read_panel
from wraparound.published.terms import AE_ALL, CannotAnswer

PANELS = Path(__file__).resolve().parents[5] / "shared/evidence/panels"


def a_file(folder, *, trusts=20, months=84):
    """Invented months in the plain layout: trusts that wander about a level of their own."""
    chance = np.random.default_rng(5)
    level, wander, rows = chance.normal(0.8, 0.4, trusts), np.zeros(trusts), []
    for month in range(months):
        wander = 0.9 * wander + chance.normal(0, 0.05, trusts)
        for trust in range(trusts):
            share = 1 / (1 + np.exp(-(level[trust] + wander[trust])))
            rows.append(
                (f"X{trust:02}", f"{2016 + month // 12}-{month % 12 + 1:02}-01", AE_ALL, int(9000 * share), 9000)
            )
    path = folder / "months.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("ods_code", "period", "measure", "numerator", "denominator"), *rows])
    return path


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    path = a_file(tmp_path_factory.mktemp("panel"))
    return judged(read_panel(path, AE_ALL))


def judged(panel, source="months.csv"):
    return answer_patience_backtest(panel, AE_ALL, source, lambda _: None, np.random.default_rng(1))


def test_every_rule_is_judged_on_the_same_cases_and_slides_are_found_more_often_the_steeper(found):
    assert [one.rule for one in found.rules] == list(PatienceRule)
    assert (found.trusts, found.origins, found.cases, found.stopped) == (20, 5, 100, 0)
    for score in found.rules:
        for months in (12, 24):
            assert score.share(0.0, months) <= score.share(0.5, months) <= score.share(1.0, months)
        assert score.share(1.0, 12) <= score.share(1.0, 24)


def test_our_line_leaves_in_peace_and_a_control_chart_does_not(found):
    by_rule = {one.rule: one for one in found.rules}
    assert by_rule[PatienceRule.LINE].share(0.0, 24) < by_rule[PatienceRule.CHART].share(0.0, 24)
    assert by_rule[PatienceRule.LINE].share(1.0, 24) > 0.9
    assert by_rule[PatienceRule.CERTIFICATE].share(0.0, 24) < by_rule[PatienceRule.CHART].share(0.0, 24)


def test_limits_hold_the_share_and_the_same_seed_gives_the_same(found, tmp_path):
    for score in found.rules:
        for one in score.flagged:
            assert one.low <= one.share <= one.high
    again = read_panel(a_file(tmp_path), AE_ALL)
    assert judged(again) == found


def test_it_is_said_with_its_limits_and_its_protocol(found):
    said = say_patience_backtest(found)
    assert "our line: let us talk" in said
    assert "Protocol 2, method patience-3" in said


def test_too_short_a_panel_is_refused_in_a_sentence(tmp_path):
    short = read_panel(a_file(tmp_path, months=60), AE_ALL)
    with pytest.raises(CannotAnswer, match="48 months before the first origin"):
        judged(short)


@pytest.mark.skipif(not PANELS.exists(), reason="the monthly figures stay in shared/evidence/panels")
def test_on_the_monthly_figures_what_was_to_be_reached_is_reached():
    months = read_panel(PANELS / "ae_monthly.csv", AE_ALL)
    found = judged(months, "ae_monthly.csv")
    line = next(one for one in found.rules if one.rule is PatienceRule.LINE)
    assert found.simulated.share <= 0.05
    assert line.share(0.0, 24) <= 0.08
    assert line.share(0.5, 24) >= 0.45
    assert line.share(1.0, 24) >= 0.95
