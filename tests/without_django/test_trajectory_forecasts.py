"""What a fit says of one unit: laws of the range and of the odds, and how often simulated truth is covered."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.without_django.test_trajectories import JANUARY_2016, fitted, made_up
from wraparound.methods.trajectories.fit import Fit
from wraparound.methods.trajectories.forecast import (
    CannotForecast,
    effective_count,
    odds_of,
    outlook,
    probability_of,
    resamples_at,
    share_quantiles,
    start_of,
)
from wraparound.methods.trajectories.national import Scenario
from wraparound.methods.trajectories.panel import Cell

FIT: Fit = fitted()
SCENARIOS = some.sampled_from(Scenario)
TARGETS = some.floats(0.001, 0.999)
HORIZONS = some.integers(1, 12)
UNITS = some.sampled_from(FIT.positions.units)


def odds(target=0.6, comparators=20, horizon=8, unit="U004", scenario=Scenario.HELD, seed=1, fit=FIT):
    return odds_of(fit, unit, horizon, target, comparators, scenario, resampled(fit, horizon, seed))


@cache
def resampled(fit, horizon, seed):
    return resamples_at(fit, horizon, np.random.default_rng(seed))


class TestRange:
    @given(UNITS, HORIZONS, SCENARIOS)
    def test_quantiles_rise_and_stay_between_nought_and_one(self, unit, horizon, scenario):
        found = share_quantiles(outlook(FIT, unit, horizon, scenario), [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95])
        assert list(found) == sorted(found)
        assert 0 < found[0] <= found[-1] < 1

    @given(UNITS, HORIZONS, SCENARIOS, some.floats(0.02, 0.98))
    def test_the_chance_of_reaching_a_quantile_is_what_the_quantile_says(self, unit, horizon, scenario, at):
        seen = outlook(FIT, unit, horizon, scenario)
        level = share_quantiles(seen, [at])[0]
        heaviest = max(seen.weights.max() * 1.01, 0.04)  # half a case of a dozen is kept at both ends
        assert probability_of(seen, level * (1 - 1e-9)) >= 1 - at - heaviest
        assert probability_of(seen, min(0.9999, level * (1 + 1e-9))) <= 1 - at + heaviest

    def test_further_ahead_the_range_is_wider(self):
        width = [np.ptp(share_quantiles(outlook(FIT, "U004", h, Scenario.HELD), [0.1, 0.9])) for h in (1, 4, 12)]
        assert width[0] < width[1] < width[2]

    def test_an_open_median_widens_the_range_and_a_rising_one_lifts_it(self):
        ends = {one: share_quantiles(outlook(FIT, "U004", 8, one), [0.1, 0.5, 0.9]) for one in Scenario}
        assert np.ptp(ends[Scenario.OPEN]) > np.ptp(ends[Scenario.HELD])
        assert ends[Scenario.FALLING][1] < ends[Scenario.HELD][1] < ends[Scenario.RISING][1]

    def test_no_start_and_no_reach_are_said(self):
        gone = [cell for cell in made_up() if not (cell.unit == "U007" and cell.month >= JANUARY_2016 + 90)]
        with pytest.raises(CannotForecast, match="U007 has no year of comparable figures"):
            outlook(fitted(gone), "U007", 4, Scenario.HELD)
        assert start_of(FIT, "NOBODY") is None
        with pytest.raises(CannotForecast, match="1 to 12 periods, not 13"):
            outlook(FIT, "U004", 13, Scenario.HELD)


class TestOdds:
    @settings(max_examples=40)
    @given(UNITS, HORIZONS, SCENARIOS, TARGETS, TARGETS, some.integers(0, 60))
    def test_a_harder_target_is_never_likelier(self, unit, horizon, scenario, one, other, comparators):
        easy, hard = (odds(target, comparators, horizon, unit, scenario) for target in sorted((one, other)))
        assert hard.probability <= easy.probability

    @settings(max_examples=40)
    @given(UNITS, HORIZONS, TARGETS, some.integers(0, 60))
    def test_odds_lie_in_their_interval_and_are_never_certain(self, unit, horizon, target, comparators):
        found = odds(target, comparators, horizon, unit)
        assert 0 < found.probability < 1
        assert 0 <= found.low <= found.probability <= found.high <= 1
        assert found.high - found.low > 0.01

    @settings(max_examples=40)
    @given(UNITS, HORIZONS, TARGETS, some.integers(1, 200), some.integers(1, 200))
    def test_the_same_odds_among_more_comparators_never_widen(self, unit, horizon, target, one, other):
        few, many = (odds(target, count, horizon, unit) for count in sorted((one, other)))
        if few.probability == many.probability:
            assert many.high - many.low <= few.high - few.low + 1e-12

    @given(some.floats(0, 1), some.floats(0, 0.3), some.integers(0, 300), some.integers(0, 300))
    def test_more_comparators_are_never_worth_less(self, probability, variance, one, other):
        few, many = sorted((one, other))
        assert effective_count(probability, variance, few) <= effective_count(probability, variance, many)
        assert 1 <= effective_count(probability, variance, few) <= max(1, few)

    def test_few_comparators_widen_the_interval(self):
        width = [odds(comparators=count).high - odds(comparators=count).low for count in (3, 10, 30)]
        assert width[0] > width[1] > width[2]

    def test_the_same_seed_gives_the_same_answer(self):
        assert odds(seed=7) == odds(seed=7)

    def test_order_of_units_does_not_matter(self):
        cells = made_up()
        turned = fitted(sorted(cells, key=lambda cell: (cell.unit, -cell.month), reverse=True))
        assert odds(fit=turned) == odds()

    def test_none_of_a_few_is_not_never(self):
        impossible = odds(target=0.999, comparators=9)
        assert 0 < impossible.probability < 0.04
        assert impossible.high > 0.2

    @settings(max_examples=40)
    @given(UNITS, HORIZONS, SCENARIOS, some.integers(0, 3))
    def test_odds_never_contradict_the_range_however_few_the_comparators(self, unit, horizon, scenario, comparators):
        high = share_quantiles(outlook(FIT, unit, horizon, scenario), [0.95])[0]
        assert odds(min(0.9999, high * 1.001), comparators, horizon, unit, scenario).probability <= 0.05


def test_ranges_cover_simulated_truth_about_as_often_as_they_say():
    """Thirty invented countries of forty units, quarterly; the outcome two years on was never seen by the fit."""
    inside = total = 0
    for seed in range(30):
        cells = made_up(units=40, periods=40, seed=100 + seed)
        known = [cell for cell in cells if cell.month < JANUARY_2016 + 32 * 3]
        fit = fitted(known)
        later = {cell.unit: cell for cell in cells if cell.month == JANUARY_2016 + 39 * 3}
        median_now = np.median([cell.within / cell.total for cell in later.values()])
        base = np.log(median_now / (1 - median_now))
        for unit, cell in later.items():
            seen = outlook(fit, unit, 8, Scenario.HELD)
            low, high = share_quantiles(seen, [0.1, 0.9])
            # Judged beside the median: where the median goes is a scenario, not a forecast.
            shift = base - (fit.path.level + fit.path.season[(39 * 3) % 12 // 3])
            truth = 1 / (1 + np.exp(-(_log_odds(cell) - shift)))
            inside += low <= truth <= high
            total += 1
    assert total == 1200
    assert 0.74 <= inside / total <= 0.86


def _log_odds(cell: Cell) -> float:
    return float(np.log((cell.within + 0.5) / (cell.total - cell.within + 0.5)))
