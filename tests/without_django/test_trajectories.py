"""Panels, steps, positions, the path of the median, and the fit: laws, oracles and the two steps everybody knows."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wraparound.methods.trajectories.alike import ENOUGH, WIDEST, alike_starts
from wraparound.methods.trajectories.fit import (
    FEWEST_ORIGINS,
    HistoryTooShort,
    cases_at,
    fit_trajectories,
    slopes_of,
    slopes_resampled,
    weighted_quantile,
)
from wraparound.methods.trajectories.national import Scenario, expected_median, median_path, median_shifts
from wraparound.methods.trajectories.panel import Cell, NoPanel, panel_of, shares
from wraparound.methods.trajectories.positions import positions_of, step_flags
from wraparound.methods.trajectories.steps import detect_steps
from wraparound.methods.trajectories.storage import as_plain, from_plain

JANUARY_2016 = 2016 * 12
PANELS = Path(__file__).resolve().parents[3] / "shared/evidence/panels"


def made_up(units=30, periods=40, months=3, seed=1, total=20_000):
    """An invented panel: units revert slowly to a level of their own around a falling median; winter is lower."""
    chance = np.random.default_rng(seed)
    own = chance.normal(0, 0.5, units)
    place = own + chance.normal(0, 0.2, units)
    cells = []
    for period in range(periods):
        place = own + 0.9 * (place - own) + chance.normal(0, 0.08, units)
        month = JANUARY_2016 + period * months
        median = 1.2 - 0.01 * period + (0.2 if month % 12 in (3, 6) else -0.2)
        share = 1 / (1 + np.exp(-(median + place)))
        for unit in range(units):
            cells.append(Cell(f"U{unit:03}", month, float(chance.binomial(total, share[unit])), float(total)))
    return cells


def fitted(cells=None, months=3, known=()):
    return fit_trajectories(panel_of(cells or made_up(), months), known)


class TestPanel:
    def test_order_of_the_figures_does_not_matter(self):
        cells = made_up(units=12, periods=8)
        one, other = panel_of(cells, 3), panel_of(cells[::-1], 3)
        assert one.units == other.units
        assert np.array_equal(one.within, other.within)

    def test_what_was_not_reported_is_empty_and_never_zero(self):
        cells = [cell for cell in made_up(units=3, periods=5) if not (cell.unit == "U001" and cell.month % 12 == 3)]
        assert np.isnan(shares(panel_of(cells, 3))[1, 1])

    @pytest.mark.parametrize(
        ("within", "total", "said"),
        [(5, 0, "is not a share"), (7, 5, "is not a share"), (-1, 5, "is not a share"), (float("nan"), 5, "left out")],
    )
    def test_what_is_no_share_is_refused_by_name_and_month(self, within, total, said):
        with pytest.raises(NoPanel, match=f"U1 in 2016-01.*{said}"):
            panel_of([Cell("U1", JANUARY_2016, within, total)], 3)

    def test_two_figures_for_one_quarter_and_a_quarter_that_begins_in_february_are_refused(self):
        cell = Cell("U1", JANUARY_2016, 1, 2)
        with pytest.raises(NoPanel, match="two figures for 2016-01"):
            panel_of([cell, cell], 3)
        with pytest.raises(NoPanel, match="2016-02 is not the first month"):
            panel_of([Cell("U1", JANUARY_2016 + 1, 1, 2)], 3)
        with pytest.raises(NoPanel, match="no figures"):
            panel_of([], 3)


class TestSteps:
    def with_step(self, factor, at=20, periods=40):
        changed = []
        for cell in made_up(periods=periods):
            later = cell.unit == "U005" and cell.month >= JANUARY_2016 + at * 3
            scale = factor if later else 1.0
            changed.append(Cell(cell.unit, cell.month, cell.within * scale, cell.total * scale))
        return panel_of(changed, 3)

    @pytest.mark.parametrize("factor", [1.44, 0.7, 3.0])
    def test_a_lasting_jump_of_one_unit_is_a_step_and_nothing_else_is(self, factor):
        assert np.argwhere(detect_steps(self.with_step(factor))).tolist() == [[5, 20]]

    def test_what_everybody_went_through_is_no_step(self):
        cells = [
            Cell(cell.unit, cell.month, cell.within * 0.5, cell.total * 0.5)
            if cell.month >= JANUARY_2016 + 60
            else cell
            for cell in made_up()
        ]
        assert not detect_steps(panel_of(cells, 3)).any()

    def test_a_step_behind_a_gap_is_found_at_the_first_report_after_it(self):
        panel = self.with_step(2.0)
        panel.total[5, 18:22] = np.nan
        panel.within[5, 18:22] = np.nan
        assert np.argwhere(detect_steps(panel)).tolist() == [[5, 22]]

    def test_nothing_is_started_from_counted_or_fitted_across_a_step(self):
        fit = fit_trajectories(self.with_step(1.5))
        for one in fit.horizons:
            cases = fit.cases(one.horizon)
            origins = cases.origin[cases.unit == 5]
            # The quarter of the step itself mixes two ways of counting and is in neither stretch.
            assert not ((origins < 20) & (origins + one.horizon >= 20)).any()
            assert not np.isin(20, origins)
        starts = fit.positions.starts[:, 5, 0]
        assert np.isnan(starts[20:23]).all()
        assert not np.isnan(starts[23])

    def test_a_known_step_that_the_counts_do_not_show_is_heeded_too(self):
        fit = fitted(known=[("U005", 20), ("NOBODY", 3), ("U001", 999)])
        assert [(step.unit, step.period) for step in fit.steps] == [("U005", 20)]
        assert np.isnan(fit.positions.relative[5, 20])

    @pytest.mark.skipif(not PANELS.is_dir(), reason="the monthly panels are not part of the project")
    @pytest.mark.parametrize(
        ("code", "measure", "month"),
        [("RWD", "ae_4hour_major", (2025, 1)), ("RX1", "ae_4hour_all_types", (2025, 10))],
    )
    def test_the_two_steps_everybody_knows_are_found_in_the_months(self, code, measure, month):
        panel = panel_of(monthly_cells("ae_monthly.csv", measure), 1)
        wanted = panel.units.index(code), panel.period_of(month[0] * 12 + month[1] - 1)
        found = {tuple(place) for place in np.argwhere(detect_steps(panel)).tolist()}
        assert wanted in found
        assert not any(row == wanted[0] and abs(period - wanted[1]) in (1, 2, 3) for row, period in found)


class TestPositions:
    def test_the_median_unit_stands_at_nought(self):
        positions = positions_of(panel_of(made_up(units=31), 3), np.zeros((31, 40), dtype=bool))
        assert np.allclose(np.median(positions.relative, axis=0), 0, atol=1e-4)

    def test_a_gap_of_more_than_a_year_begins_a_new_stretch_and_a_shorter_one_does_not(self):
        panel = panel_of(made_up(), 3)
        panel.total[3, 10:15] = np.nan
        panel.total[4, 10:13] = np.nan
        stretch = positions_of(panel, step_flags(panel, [])).stretch
        assert stretch[3, 9] != stretch[3, 15]
        assert len(set(stretch[4].tolist())) == 1

    def test_a_start_needs_three_quarters_of_the_last_year_and_something_recent(self):
        panel = panel_of(made_up(), 3)
        panel.total[3, 37] = np.nan
        panel.total[4, 38:] = np.nan
        panel.total[5, [37, 39]] = np.nan
        last = positions_of(panel, step_flags(panel, [])).starts[-1]
        assert not np.isnan(last[3]).any()
        assert np.isnan(last[4, 0])
        assert np.isnan(last[5, 0])

    def test_too_few_reports_for_a_median_are_said(self):
        with pytest.raises(NoPanel, match="no more than 9 report"):
            fitted(made_up(units=9))

    @pytest.mark.parametrize("left", [0, 5])
    def test_a_period_that_nobody_or_nearly_nobody_reported_is_left_out_and_the_rest_stands(self, left):
        hole = JANUARY_2016 + 3 * 20
        cells = [cell for cell in made_up() if cell.month != hole or int(cell.unit[1:]) < left]
        fit = fitted(cells)
        assert np.isnan(fit.positions.median[20])
        assert np.isnan(fit.positions.relative[:, 20]).all()
        assert fit.furthest == 12
        whole = fitted().horizons[3].slopes
        assert np.allclose(fit.horizons[3].slopes, whole, atol=0.05)
        assert as_plain(from_plain(json.loads(json.dumps(as_plain(fit))))) == as_plain(fit)

    @pytest.mark.parametrize("share", [0, 1])
    def test_where_all_or_none_are_always_within_a_fit_stands_too(self, share):
        cells = [Cell(cell.unit, cell.month, share * cell.total, cell.total) for cell in made_up()]
        assert fitted(cells).furthest == 12


class TestMedianPath:
    def test_held_means_the_level_of_the_last_year_and_its_season_and_never_the_drift(self):
        positions = positions_of(panel_of(made_up(), 3), np.zeros((30, 40), dtype=bool))
        path = median_path(positions, 12)
        year = [expected_median(path, place, 12, Scenario.HELD) for place in range(4)]
        assert np.mean(year) == pytest.approx(positions.median[-4:].mean(), abs=0.02)
        assert path.season[1] - path.season[0] == pytest.approx(0.4, abs=0.05)

    def test_rising_and_falling_are_as_far_apart_on_either_side(self):
        path = fitted().path
        held, up, down = (
            expected_median(path, 0, 8, one) for one in (Scenario.HELD, Scenario.RISING, Scenario.FALLING)
        )
        assert up - held == pytest.approx(held - down)
        assert up > held

    def test_an_open_path_departs_up_as_often_as_down(self):
        shifts = median_shifts(fitted().path, 8, Scenario.OPEN)
        assert np.allclose(shifts, -shifts[::-1])
        assert median_shifts(fitted().path, 8, Scenario.HELD).tolist() == [0.0]


class TestFit:
    def test_slopes_are_those_of_least_squares_when_nothing_is_shrunk(self):
        cases = cases_at(fitted().positions, 4)
        heavy = cases.weight * 1.0
        ours = slopes_of(cases, heavy, 4, 4)
        root = np.sqrt(heavy)[:, None]
        extra = np.sqrt(np.array([0.1, 0.02, 0.02, 0.02]) * heavy.sum())
        design = np.vstack([cases.design * root, np.diag(extra)])
        outcome = np.concatenate([cases.outcome * root[:, 0], extra * np.array([0, 0.9, 0, 0])])
        assert np.allclose(ours, np.linalg.lstsq(design, outcome, rcond=None)[0], atol=1e-9)

    def test_taking_every_unit_once_is_no_resampling(self):
        fit = fitted()
        cases = fit.cases(4)
        once = slopes_resampled(cases, np.ones((1, 30)), 4, 4)[0]
        assert np.allclose(once, slopes_of(cases, cases.weight, 4, 4))

    def test_further_ahead_the_start_matters_less(self):
        level = [one.slopes[1] for one in fitted().horizons]
        assert level[0] > level[5] > level[11]

    def test_it_reaches_three_years_and_a_short_history_less(self):
        assert fitted().furthest == 12
        assert fitted(made_up(periods=12)).furthest == 8
        assert fitted(made_up(periods=122, months=1, units=15), months=1).furthest == 36
        assert all(one.origins >= FEWEST_ORIGINS for one in fitted(made_up(periods=12)).horizons)

    def test_a_history_of_a_year_reaches_nowhere_and_says_so(self):
        with pytest.raises(HistoryTooShort, match="4 periods are too few"):
            fitted(made_up(periods=4))

    def test_order_of_units_does_not_matter(self):
        cells = made_up()
        assert as_plain(fitted(cells)) == as_plain(fitted(sorted(cells, key=lambda one: (one.month, one.unit))))

    def test_a_fit_comes_back_from_plain_values_as_it_was(self):
        fit = fitted()
        kept = json.loads(json.dumps(as_plain(fit)))
        assert as_plain(from_plain(kept)) == as_plain(fit)

    def test_choosing_the_worst_on_one_period_flatters(self):
        found = fitted().flattery
        assert found.one_period > found.year_mean
        assert found.starts > 100

    @settings(max_examples=50)
    @given(some.lists(some.tuples(some.floats(-5, 5), some.floats(0.01, 5)), min_size=1, max_size=40))
    def test_a_weighted_quantile_has_that_share_at_or_below_it(self, pairs):
        values, weights = (np.array(column) for column in zip(*pairs, strict=True))
        for at in (0.1, 0.5, 0.9):
            found = weighted_quantile(values, weights, np.array([at]))[0]
            assert weights[values <= found].sum() >= at * weights.sum() * (1 - 1e-9)
            assert weights[values < found].sum() <= at * weights.sum() * (1 + 1e-9)


class TestAlike:
    def test_each_unit_counts_once_with_its_newest_start(self):
        fit = fitted()
        found = alike_starts(fit, 0.0, 4, fit.positions.units)
        assert len({start.unit for start in found.starts}) == len(found.starts)
        cases = fit.cases(4)
        for start in found.starts:
            row = fit.positions.units.index(start.unit)
            near = (cases.unit == row) & (np.abs(cases.design[:, 1]) <= found.band)
            assert start.period == cases.origin[near].max()
            assert start.after == pytest.approx(fit.positions.relative[row, start.period + 4])

    def test_the_band_widens_until_enough_started_alike_but_not_for_ever(self):
        fit = fitted()
        middle, edge = (alike_starts(fit, level, 4, fit.positions.units) for level in (0.0, 1.2))
        assert edge.band > middle.band
        assert len(middle.starts) >= ENOUGH
        assert alike_starts(fit, 9.0, 4, fit.positions.units).band == pytest.approx(WIDEST)
        assert alike_starts(fit, 9.0, 4, fit.positions.units).starts == ()

    def test_who_started_alike_and_cannot_be_followed_is_left_out_by_name(self):
        cells = [cell for cell in made_up() if not (cell.unit == "U007" and cell.month >= JANUARY_2016 + 90)]
        fit = fitted(cells)
        level = float(np.nanmean(fit.positions.starts[:29, 7, 0]))
        found = alike_starts(fit, level, 12, fit.positions.units)
        short = alike_starts(fit, level, 4, fit.positions.units)
        assert "U007" in {start.unit for start in short.starts}
        assert not {start.unit for start in found.starts} & set(found.left_out)


def monthly_cells(name, measure):
    with (PANELS / name).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["measure"] == measure and row["denominator"] and float(row["denominator"]) > 0:
                year, month, _ = (int(part) for part in row["period"].split("-"))
                yield Cell(row["ods_code"], year * 12 + month - 1, float(row["numerator"]), float(row["denominator"]))
