"""Scores of quantile forecasts: against a kept library, and what they must do."""

import numpy as np
import pytest
import scoringrules
from hypothesis import given
from hypothesis import strategies as some

from tests.without_django.test_trajectories import made_up
from wraparound.methods.scores import covered, crps, pinball_loss, skill_interval, transform
from wraparound.methods.trajectories.panel import panel_of
from wraparound.methods.trajectories.rolling import LEVELS, only, ranges_at, until

CHANCE = np.random.default_rng(4)
OUTCOME = CHANCE.normal(size=40)
QUANTILES = np.sort(CHANCE.normal(size=(40, len(LEVELS))), axis=1)


def test_the_pinball_loss_and_the_score_are_those_of_a_kept_library():
    ours = pinball_loss(OUTCOME, QUANTILES, LEVELS)
    for column, level in enumerate(LEVELS):
        theirs = scoringrules.quantile_score(OUTCOME, QUANTILES[:, column], level)
        assert np.allclose(ours[:, column], theirs, atol=1e-12)
    theirs = scoringrules.crps_quantile(OUTCOME, QUANTILES, np.array(LEVELS))
    assert np.allclose(crps(OUTCOME, QUANTILES, LEVELS), theirs, atol=1e-12)


def test_the_score_of_a_normal_forecast_is_near_its_closed_form():
    from statistics import NormalDist

    exact = [[NormalDist().inv_cdf(level) for level in LEVELS]] * 5
    at = np.array([-2.0, -0.5, 0.0, 1.0, 3.0])
    assert np.allclose(crps(at, np.array(exact), LEVELS), scoringrules.crps_normal(at, 0.0, 1.0), rtol=0.03)


@given(some.floats(-5, 5), some.floats(0, 3))
def test_moving_a_sure_forecast_away_from_the_truth_never_scores_better(outcome, away):
    near, far = (np.full((1, 99), outcome + shift) for shift in (away / 2, away))
    assert crps(np.array([outcome]), near, LEVELS)[0] <= crps(np.array([outcome]), far, LEVELS)[0] + 1e-12


def test_coverage_and_transform_of_a_right_forecast_are_as_they_should_be():
    outcome = np.arange(1, 1000) / 1000
    quantiles = np.tile(np.array(LEVELS), (999, 1))
    assert covered(outcome, quantiles[:, 9], quantiles[:, 89]).mean() == pytest.approx(0.8, abs=0.01)
    tenths = np.histogram(transform(outcome, quantiles), bins=10, range=(0, 1))[0] / 999
    assert np.allclose(tenths, 0.1, atol=0.01)


def test_the_interval_of_skill_holds_the_skill_and_is_the_same_for_the_same_seed():
    origin = np.repeat(np.arange(12), 30)
    theirs = CHANCE.gamma(2, size=360)
    ours = theirs * CHANCE.uniform(0.6, 1.1, 360)
    first, again = (skill_interval(ours, theirs, origin, 4, 500, np.random.default_rng(9)) for _ in range(2))
    assert first == again
    assert first[1] <= first[0] <= first[2]
    assert first[0] == pytest.approx(1 - ours.sum() / theirs.sum())


def test_with_too_few_blocks_there_are_no_limits():
    ours, theirs, origin = np.ones(8), np.full(8, 2.0), np.repeat(np.arange(8), 1)
    assert skill_interval(ours, theirs, origin, 4, 100, np.random.default_rng(1)) == (0.5, None, None)


def test_a_forecast_sees_nothing_after_its_origin():
    panel = panel_of(made_up(), 3)
    before = ranges_at(panel, 25, (4, 8))
    panel.within[:, 26:] = panel.total[:, 26:] * 0.5
    panel.total[:, 26:] *= 3
    after = ranges_at(panel, 25, (4, 8))
    for horizon in (4, 8):
        assert np.array_equal(before[horizon].relative, after[horizon].relative)
        assert np.array_equal(before[horizon].absolute, after[horizon].absolute)


def test_a_panel_cut_in_time_or_to_some_units_is_that_part_and_no_other():
    panel = panel_of(made_up(), 3)
    assert until(panel, 9).periods == 10
    assert only(panel, ("U003", "U001")).units == ("U001", "U003")
    assert np.array_equal(only(panel, ("U003",)).total[0], panel.total[3])


def test_where_the_history_does_not_reach_there_is_no_range():
    assert ranges_at(panel_of(made_up(periods=10), 3), 3, (12,)) == {}
