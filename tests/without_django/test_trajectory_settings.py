"""Each rule of a forecast moves the answer in the way its words say; take one away and a test here fails."""

from dataclasses import replace

import numpy as np
import pytest

from tests.without_django.test_trajectories import JANUARY_2016, fitted, made_up
from tests.without_django.test_trajectory_forecasts import resampled
from wraparound.methods.trajectories.alike import alike_starts
from wraparound.methods.trajectories.fit import (
    BANDWIDTH,
    ENOUGH_UNITS,
    Cases,
    bandwidths,
    cases_at,
    fit_horizon,
    nearness,
    slopes_of,
    slopes_resampled,
    units_worth,
)
from wraparound.methods.trajectories.forecast import effective_count, odds_of, outlook, probability_of, share_quantiles
from wraparound.methods.trajectories.national import FEWEST_CHANGES, Scenario, median_path
from wraparound.methods.trajectories.panel import Cell, logit, panel_of
from wraparound.methods.trajectories.positions import positions_of, step_flags
from wraparound.methods.trajectories.steps import detect_steps

HELD = Scenario.HELD


def panel_with(changes, periods=40):
    """The invented panel, with the cases of some units multiplied in some periods: {(unit, period): factor}."""
    cells = []
    for cell in made_up(periods=periods):
        scale = changes.get((cell.unit, (cell.month - JANUARY_2016) // 3), 1.0)
        cells.append(Cell(cell.unit, cell.month, cell.within * scale, cell.total * scale))
    return panel_of(cells, 3)


def cases_of(outcome, level, unit=None, weight=None):
    """Cases that started at these levels, a unit each unless said."""
    count = len(level)
    return Cases(
        design=np.column_stack([np.ones(count), level, np.zeros(count), np.zeros(count)]),
        outcome=np.asarray(outcome, dtype=float),
        weight=np.ones(count) if weight is None else weight,
        unit=np.arange(count) if unit is None else unit,
        origin=np.zeros(count, dtype=np.int64),
    )


class TestWhatIsAStep:
    @pytest.mark.parametrize("factor", [0.6, 1.7])
    def test_one_odd_quarter_is_none_neither_where_it_begins_nor_where_it_ends(self, factor):
        assert not detect_steps(panel_with({("U005", 20): factor})).any()

    def test_a_change_in_the_last_quarter_alone_may_yet_go_back(self):
        assert not detect_steps(panel_with({("U005", 39): 1.7})).any()

    def test_a_change_that_two_quarters_show_is_one(self):
        lasting = {("U005", period): 1.7 for period in (38, 39)}
        assert np.argwhere(detect_steps(panel_with(lasting))).tolist() == [[5, 38]]

    def test_a_unit_that_always_swings_so_has_none(self):
        swinging = {("U005", period): 1.4 if period % 2 else 1.0 for period in range(40)}
        assert not detect_steps(panel_with(swinging))[5].any()


class TestRecency:
    def test_a_start_counts_half_after_two_years(self):
        cases = fitted().cases(4)
        newest = cases.origin.max()
        weight = {int(newest - origin): set(cases.weight[cases.origin == origin]) for origin in set(cases.origin)}
        assert weight[0] == {1.0}
        assert weight[8] == {0.5}
        assert weight[16] == {0.25}

    def test_what_came_of_newer_starts_moves_the_range_more(self):
        cells = made_up(periods=40)
        early, late = (shifted(cells, first, first + 8) for first in (16, 30))
        plain = median_of(fitted(cells))
        # In these years every other unit fell: how far the answer follows says how they count.
        assert abs(median_of(fitted(late)) - plain) > abs(median_of(fitted(early)) - plain)


class TestWhoLends:
    def test_in_the_middle_only_near_levels_lend_and_far_out_more_do(self):
        cases = fitted().cases(4)
        middle, far = bandwidths(np.array([0.0, 2.5]), cases)
        assert middle == BANDWIDTH
        assert far > BANDWIDTH
        for level in (0.0, 2.5, -2.5):
            assert units_worth(cases, nearness(level, cases)) >= ENOUGH_UNITS

    def test_a_case_at_the_same_level_lends_most(self):
        lent = nearness(0.0, fitted().cases(4))
        away = np.abs(fitted().cases(4).design[:, 1])
        assert lent[np.argmin(away)] > lent[np.argmax(away)]
        assert np.all(np.diff(lent[np.argsort(away)]) <= 1e-12)

    def test_units_that_weigh_alike_are_worth_their_number(self):
        cases = cases_of(np.zeros(6), np.zeros(6), unit=np.array([0, 0, 1, 1, 2, 2]))
        assert units_worth(cases, np.ones(6)) == pytest.approx(3)
        assert units_worth(cases, np.array([1, 1, 0, 0, 0, 0.0])) == pytest.approx(1)


class TestSlopes:
    def test_units_are_never_forecast_to_drift_apart_for_ever(self):
        level = np.linspace(-1, 1, 40)
        diverging = cases_of(1.8 * level, level)
        assert slopes_of(diverging, diverging.weight, 4, 4)[1] == pytest.approx(1)
        assert slopes_resampled(diverging, np.ones((1, 40)), 4, 4)[0, 1] == pytest.approx(1)

    def test_where_the_slope_is_held_the_rest_is_the_best_that_is_left(self):
        level = np.linspace(0, 1, 40)
        diverging = cases_of(1.8 * level, level)
        constant = slopes_of(diverging, diverging.weight, 4, 4)[0]
        # With slope 1 the mean remainder is 0.8 · 0.5; the ridge draws it a tenth towards 0.
        assert constant == pytest.approx(0.4 / 1.1, abs=0.01)

    def test_a_level_that_reverts_is_left_alone(self):
        level = np.linspace(-1, 1, 40)
        reverting = cases_of(0.5 * level, level)
        assert slopes_of(reverting, reverting.weight, 4, 4)[1] == pytest.approx(0.5, abs=0.03)


class TestCalibration:
    def test_the_scale_of_a_horizon_scales_its_range(self):
        fit = fitted()
        widths = []
        for scale in (1.0, 1.3):
            scaled = replace(fit, horizons=tuple(replace(one, scale=scale) for one in fit.horizons))
            low, high = share_quantiles(outlook(scaled, "U004", 8, HELD), [0.1, 0.9])
            widths.append(logit(high) - logit(low))
        assert widths[1] == pytest.approx(1.3 * widths[0])

    def test_it_is_measured_and_a_short_history_has_none(self):
        assert any(one.scale != 1 for one in fitted().horizons)
        assert {one.scale for one in fitted(made_up(periods=12)).horizons[3:]} == {1.0}

    def test_outcomes_that_scatter_more_at_some_origins_than_far_ones_foresaw_widen_it(self):
        calm = fit_horizon(positions_of(panel_of(made_up(), 3), step_flags(panel_of(made_up(), 3), [])), 4)
        wild = made_up()
        chance = np.random.default_rng(5)
        shaken = {(f"U{unit:03}", period): chance.normal(0, 0.5) for unit in range(30) for period in range(34, 40)}
        cells = [moved(cell, shaken.get((cell.unit, (cell.month - JANUARY_2016) // 3), 0.0)) for cell in wild]
        panel = panel_of(cells, 3)
        assert fit_horizon(positions_of(panel, step_flags(panel, [])), 4).scale > calm.scale


class TestMedianPath:
    def test_its_typical_change_never_shrinks_as_the_horizon_grows(self):
        for seed in range(12):
            panel = panel_of(made_up(periods=14, seed=seed), 3)
            found = median_path(positions_of(panel, step_flags(panel, [])), 8).typical_change
            assert list(found) == sorted(found)

    def test_a_horizon_with_few_past_changes_borrows_the_last_that_has_enough(self):
        panel = panel_of(made_up(periods=14), 3)
        changes = median_path(positions_of(panel, step_flags(panel, [])), 10).changes
        counted = [len(one) for one in changes[1:]]
        assert min(counted) == FEWEST_CHANGES
        assert changes[10] == changes[9] == changes[8] == changes[7]
        assert changes[6] != changes[7]


class TestOdds:
    def test_what_resampling_says_binds_where_comparators_are_many(self):
        assert effective_count(0.5, 0.05, 100) == pytest.approx(4)
        assert effective_count(0.2, 0.16 / 11, 100) == pytest.approx(10)
        few_units = fitted(made_up(units=12))
        # The unit furthest from the median: its forecast leans on the slopes, which few units settle.
        half = share_quantiles(outlook(few_units, "U003", 8, HELD), [0.5])[0]
        free = odds_of(few_units, "U003", 8, half, 500, HELD, resampled(few_units, 8, 1))
        assert 1 < free.effective < 0.6 * outlook(few_units, "U003", 8, HELD).units
        assert odds_of(few_units, "U003", 8, half, 3, HELD, resampled(few_units, 8, 1)).effective == 3

    def test_they_are_never_worth_more_than_the_units_they_rest_on(self):
        few_units = fitted(made_up(units=12))
        sure = odds_of(few_units, "U004", 8, 0.01, 500, HELD, resampled(few_units, 8, 1))
        assert sure.effective == pytest.approx(outlook(few_units, "U004", 8, HELD).units)
        assert sure.low < 0.9

    def test_names_decide_nothing(self):
        cells = made_up()
        turned = [replace_unit(cell, f"V{999 - int(cell.unit[1:]):03}") for cell in cells]
        one, other = outlook(fitted(cells), "U004", 8, HELD), outlook(fitted(turned), "V995", 8, HELD)
        assert np.allclose(share_quantiles(one, [0.1, 0.5, 0.9]), share_quantiles(other, [0.1, 0.5, 0.9]), atol=1e-6)
        assert probability_of(one, 0.6) == pytest.approx(probability_of(other, 0.6), abs=1e-6)

    def test_half_a_case_of_those_it_rests_on_is_kept_at_both_ends(self):
        seen = outlook(fitted(), "U004", 8, HELD)
        half = 0.5 / (max(seen.units, ENOUGH_UNITS) + 1)
        assert probability_of(seen, 0.9999) == pytest.approx(half)
        assert probability_of(seen, 0.0001) == pytest.approx(1 - half)
        assert half <= 0.5 / (ENOUGH_UNITS + 1)


class TestAlike:
    def test_a_family_counts_once_with_its_newest_start(self):
        fit = fitted()
        plain = alike_starts(fit, 0.0, 4, fit.positions.units)
        pair = {one.unit for one in plain.starts[:2]}
        families = dict.fromkeys(pair, "both")
        joined = alike_starts(fit, 0.0, 4, fit.positions.units, families)
        assert len({one.unit for one in joined.starts} & pair) == 1
        kept = next(one for one in joined.starts if one.unit in pair)
        assert kept.period == max(one.period for one in plain.starts if one.unit in pair)
        assert not pair & set(joined.left_out)

    def test_who_can_never_be_followed_so_long_is_left_out_by_name(self):
        gone = [cell for cell in made_up() if not (cell.unit == "U007" and cell.month >= JANUARY_2016 + 3 * 9)]
        fit = fitted(gone)
        level = float(np.nanmean(fit.positions.starts[3:9, 7, 0]))
        assert "U007" in alike_starts(fit, level, 8, fit.positions.units).left_out
        assert "U007" in {one.unit for one in alike_starts(fit, level, 2, fit.positions.units).starts}


def shifted(cells, first, last):
    """Every other unit falls by half a log odds in these periods."""
    found = []
    for cell in cells:
        period = (cell.month - JANUARY_2016) // 3
        found.append(moved(cell, -0.5 if first <= period < last and int(cell.unit[1:]) % 2 else 0.0))
    return found


def moved(cell, by):
    share = (cell.within + 0.5) / (cell.total + 1)
    odds = np.log(share / (1 - share)) + by
    return Cell(cell.unit, cell.month, round(cell.total / (1 + np.exp(-odds))), cell.total)


def replace_unit(cell, unit):
    return Cell(unit, cell.month, cell.within, cell.total)


def median_of(fit):
    return share_quantiles(outlook(fit, "U004", 4, HELD), [0.5])[0]


def test_cases_are_only_those_whose_outcome_lies_in_the_same_stretch():
    panel = panel_of(made_up(), 3)
    whole = cases_at(positions_of(panel, step_flags(panel, [])), 4)
    broken = cases_at(positions_of(panel, step_flags(panel, [("U005", 20)])), 4)
    lost = {(5, origin) for origin in range(16, 23)}
    places = [set(zip(one.unit.tolist(), one.origin.tolist(), strict=True)) for one in (whole, broken)]
    assert places[0] - places[1] == lost
