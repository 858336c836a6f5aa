"""A unit that only starts from a fit: nobody's answer changes for it, and its own is that of whoever is where it is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.without_django.test_trajectories import JANUARY_2016, fitted, made_up
from wraparound.methods.trajectories.alike import alike_starts
from wraparound.methods.trajectories.fit import Fit
from wraparound.methods.trajectories.forecast import (
    CannotForecast,
    odds_of,
    outlook,
    resamples_at,
    share_quantiles,
    start_of,
)
from wraparound.methods.trajectories.national import Scenario
from wraparound.methods.trajectories.newcomer import with_newcomer
from wraparound.methods.trajectories.panel import panel_of, shares

CELLS = made_up()
PANEL = panel_of(CELLS, 3)
FIT: Fit = fitted(CELLS)
LEVELS = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]
RESAMPLES = resamples_at(FIT, 8, np.random.default_rng(1))
UNITS = some.sampled_from(FIT.positions.units)
HORIZONS = some.integers(1, 12)
SCENARIOS = some.sampled_from(Scenario)
SHARES = some.dictionaries(some.integers(0, 39), some.floats(0, 1), max_size=40)


def shares_like(unit):
    row = shares(PANEL)[PANEL.units.index(unit)]
    return {period: float(one) for period, one in enumerate(row) if not np.isnan(one)}


def ranges(fit, unit, horizon=8, scenario=Scenario.HELD):
    return share_quantiles(outlook(fit, unit, horizon, scenario), LEVELS)


@settings(max_examples=30, deadline=None)
@given(SHARES, UNITS, HORIZONS, SCENARIOS)
def test_every_answer_for_the_others_stays_as_it_was(given_shares, unit, horizon, scenario):
    more = with_newcomer(FIT, "NEW", given_shares)
    assert ranges(more, unit, horizon, scenario) == ranges(FIT, unit, horizon, scenario)
    assert np.array_equal(start_of(more, unit), start_of(FIT, unit))
    asked = (unit, 8, 0.6, 20, scenario, RESAMPLES)
    assert odds_of(more, *asked) == odds_of(FIT, *asked)
    level = float(start_of(FIT, unit)[0])
    among = set(FIT.positions.units)
    assert alike_starts(more, level, horizon, among) == alike_starts(FIT, level, horizon, among)


@settings(max_examples=20, deadline=None)
@given(SHARES)
def test_a_newcomer_is_never_a_case_and_cases_are_worked_out_once(given_shares):
    more = with_newcomer(FIT, "NEW", given_shares)
    row = more.positions.units.index("NEW")
    for one in FIT.horizons:
        assert more.cases(one.horizon) is FIT.cases(one.horizon)
        assert row not in more.cases(one.horizon).unit
    assert (more.horizons, more.path, more.steps, more.flattery) == (FIT.horizons, FIT.path, FIT.steps, FIT.flattery)
    assert FIT.positions.units == PANEL.units
    found = alike_starts(more, 0.0, 4, more.positions.units)
    assert "NEW" not in {start.unit for start in found.starts}


def test_the_draws_of_whole_units_do_not_see_it():
    more = with_newcomer(FIT, "NEW", shares_like("U004"))
    again = resamples_at(more, 8, np.random.default_rng(1))
    assert np.array_equal(again.copies, RESAMPLES.copies)
    assert np.allclose(again.left, RESAMPLES.left, atol=1e-6)


@settings(max_examples=30, deadline=None)
@given(UNITS, HORIZONS, SCENARIOS)
def test_with_the_shares_of_another_it_gets_the_range_and_the_odds_of_that_other(unit, horizon, scenario):
    more = with_newcomer(FIT, "NEW", shares_like(unit))
    # Half a case in 20,000, and the median's fifth decimal, are all the difference; the next outcome is not far.
    assert ranges(more, "NEW", horizon, scenario) == pytest.approx(ranges(FIT, unit, horizon, scenario), abs=3e-3)
    assert start_of(more, "NEW") == pytest.approx(start_of(FIT, unit), abs=1e-3)
    ours, theirs = (odds_of(more, one, 8, 0.6, 20, scenario, RESAMPLES) for one in ("NEW", unit))
    assert ours.probability == pytest.approx(theirs.probability, abs=0.02)


@given(some.dictionaries(some.integers(0, 39), some.sampled_from([0.0, 1.0]), max_size=40))
def test_none_and_all_are_no_further_out_than_for_anybody(given_shares):
    added = with_newcomer(FIT, "NEW", given_shares).positions
    odds = added.relative[-1] + added.median
    there = ~np.isnan(odds)
    assert set(np.flatnonzero(there)) == set(given_shares)
    assert np.allclose(np.abs(odds[there]), 6)


def test_a_period_without_a_median_is_a_gap():
    hole = JANUARY_2016 + 3 * 38
    fit = fitted([cell for cell in CELLS if cell.month != hole or int(cell.unit[1:]) < 5])
    more = with_newcomer(fit, "NEW", shares_like("U004"))
    assert np.isnan(more.positions.relative[-1, 38])
    assert start_of(more, "NEW") is not None


def test_without_a_last_year_it_has_no_start_and_that_is_said():
    early = {period: share for period, share in shares_like("U004").items() if period < 30}
    with pytest.raises(CannotForecast, match="NEW has no year of comparable figures"):
        outlook(with_newcomer(FIT, "NEW", early), "NEW", 4, Scenario.HELD)


def test_two_newcomers_do_not_see_each_other():
    one = with_newcomer(FIT, "NEW", shares_like("U004"))
    both = with_newcomer(one, "NEWER", shares_like("U011"))
    assert both.cases(8) is FIT.cases(8)
    assert ranges(both, "NEW") == ranges(one, "NEW")


@pytest.mark.parametrize(
    ("unit", "given_shares", "said"),
    [
        ("U004", {39: 0.5}, "U004 is in this fit already"),
        ("NEW", {40: 0.5}, "one of 40 periods"),
        ("NEW", {-1: 0.5}, "one of 40 periods"),
        ("NEW", {39: 1.01}, "not a share between 0 and 1"),
        ("NEW", {39: float("nan")}, "leave out a period without a report"),
    ],
)
def test_a_name_that_is_taken_and_what_is_no_share_are_refused(unit, given_shares, said):
    with pytest.raises(ValueError, match=said):
        with_newcomer(FIT, unit, given_shares)
