"""The patience rule, pure: the line keeps its promise, the certificate is a fair bet, breaks and pauses are heeded."""

from dataclasses import replace
from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wraparound.methods.monitoring.certificate import (
    CELLS,
    ENOUGH,
    _payments,
    certificate_for,
    slide_a_month,
    stakes,
)
from wraparound.methods.monitoring.errors import error_rates
from wraparound.methods.monitoring.line import USUAL, allowance, below, line_for
from wraparound.methods.monitoring.paths import (
    TooFewPaths,
    by_look,
    reference_paths,
    spread_of,
    trailing_mean,
    worse_is_down,
)
from wraparound.methods.monitoring.simple import in_a_row, xmr_flags
from wraparound.methods.monitoring.since import since
from wraparound.methods.trajectories.panel import Cell, panel_of
from wraparound.methods.trajectories.positions import positions_of

UNITS, MONTHS, TERM = 30, 84, 24


def a_panel(seed=1, *, units=UNITS, months=MONTHS, slide=None, missing=(), every=1):
    """Invented units that wander about a level of their own; `slide`: (unit, from period, points a month)."""
    chance = np.random.default_rng(seed)
    level = chance.normal(0.9, 0.4, units)
    wander = np.zeros(units)
    cells = []
    for period in range(months // every):
        wander = 0.9 * wander + chance.normal(0, 0.08, units)
        share = 1 / (1 + np.exp(-(level + wander + chance.normal(0, 0.03, units))))
        for unit in range(units):
            if (unit, period) in missing:
                continue
            own = share[unit]
            if slide and unit == slide[0] and period > slide[1]:
                own -= slide[2] / 100 * (period - slide[1]) * every
            cells.append(Cell(f"U{unit:02}", 24_000 + period * every, round(20_000 * max(own, 0.01)), 20_000))
    return panel_of(cells, every)


def positions(**more):
    panel = a_panel(**more)
    return positions_of(panel, np.zeros(panel.total.shape, dtype=np.bool_))


@pytest.fixture(scope="module")
def known():
    return positions()


@pytest.fixture(scope="module")
def paths(known):
    return reference_paths(known, TERM)


def running(found, unit, start, paths, begun, paused=None):
    expected = paths.expected(begun)
    many = found.periods - 1 - start
    return since(found, unit, start, paths.slopes, expected, np.zeros(many, np.bool_) if paused is None else paused)


def test_of_the_reference_paths_no_more_than_the_share_is_ever_below_the_line(known, paths):
    for unit in (0, 7, 20):
        weights = paths.weights(float(known.starts[known.periods - 1][unit, 0]))
        flagged = below(paths.means, allowance(paths, weights, USUAL)).any(axis=1)
        assert weights @ flagged <= USUAL + 1e-9
        # And the line is no laxer than that: a hair closer, and more are below it.
        assert weights @ below(paths.means, allowance(paths, weights, USUAL) * 0.9).any(axis=1) >= weights @ flagged


def test_a_more_patient_choice_never_flags_what_a_less_patient_one_does_not(known, paths):
    start = known.starts[known.periods - 1][3]
    strict, usual, patient = (np.array(line_for(paths, start, share).allowed) for share in (0.08, 0.04, 0.02))
    assert (strict <= usual).all()
    assert (usual <= patient).all()


def test_a_line_from_too_short_a_history_is_refused():
    with pytest.raises(TooFewPaths, match="whole paths of 24 periods"):
        reference_paths(positions(units=12, months=36), TERM)


def test_paths_across_a_break_or_a_gap_are_none(known):
    broken = replace(known, stretch=known.stretch.copy(), relative=known.relative.copy())
    broken.stretch[0, 50:] += 1
    broken.relative[1, 60] = np.nan
    before, after = reference_paths(known, TERM), reference_paths(broken, TERM)
    for unit, first in ((0, 50), (1, 60)):
        crossing = (before.cases.unit == unit) & (before.cases.origin < first) & (before.cases.origin + TERM >= first)
        assert crossing.any()
        left = (after.cases.unit == unit) & (after.cases.origin < first) & (after.cases.origin + TERM >= first)
        assert not left.any()


@pytest.mark.parametrize("bet", [0.0, 0.3, 1.0, 1.5])
def test_a_bet_is_fair_and_pays_more_the_lower_the_cell(bet):
    pays = _payments(bet)
    assert pays.size == CELLS
    assert abs(pays.mean() - 1) < 1e-12
    assert (np.diff(pays) <= 1e-12).all()


def test_the_stake_of_the_reference_paths_is_worth_no_more_than_one_on_the_whole(known, paths):
    """What makes it a certificate: under the reference paths its expectation is 1 after each quarter, whenever."""
    start = known.starts[known.periods - 1][5]
    certificate = certificate_for(paths, start, 0.9)
    weights = paths.weights(float(start[0]))
    expected = weights @ stakes(certificate, paths.looks)
    assert (expected < 1.35).all()  # the paths are few, and each quarter's cells hold a hundredth of them each
    assert weights @ (stakes(certificate, paths.looks).max(axis=1) >= ENOUGH) <= 1 / ENOUGH


def test_a_slide_is_certified_sooner_or_later_and_a_quarter_without_figures_is_no_bet(known, paths):
    start = known.starts[known.periods - 1][5]
    certificate = certificate_for(paths, start, 0.9)
    falling = -np.linspace(0.5, 6, 8)[None]
    reached = stakes(certificate, falling)[0]
    assert reached[-1] >= ENOUGH
    silent = falling.copy()
    silent[0, 3] = np.nan
    with_gap = stakes(certificate, silent)[0]
    # The quarter itself and the two that rest on it.
    assert with_gap[3] == with_gap[2]
    assert with_gap[4] == with_gap[3]
    assert with_gap[5] == with_gap[4]
    assert with_gap[6] != with_gap[5]


def test_a_slide_in_the_figures_is_found_and_the_others_are_left_in_peace():
    origin = MONTHS - 1 - TERM
    slid = positions(slide=(4, origin, 1.0))
    paths = reference_paths(slid, TERM, last=origin)
    flagged = []
    for row, unit in enumerate(slid.units):
        begun = slid.starts[origin][row]
        found = running(slid, unit, origin, paths, begun)
        if below(found.means[None], np.array(line_for(paths, begun).allowed)).any():
            flagged.append(unit)
    assert "U04" in flagged
    assert len(flagged) <= 4


def test_errors_are_those_of_lines_drawn_without_oneself_and_fall_as_patience_shrinks(known, paths):
    start = known.starts[known.periods - 1][3]
    late, usual, soon = error_rates(paths, start, 0.9, (0.02, 0.04, 0.08), (12, 24), 1)
    for rates in (late, usual, soon):
        (was_12, was_24), (half_12, half_24), (one_12, one_24) = rates.flagged
        assert 0 <= was_12 <= was_24 <= 1
        assert half_24 >= was_24
        assert one_24 >= half_24
        assert one_12 <= one_24
        assert half_12 <= half_24
    assert late.flagged[0][1] <= usual.flagged[0][1] <= soon.flagged[0][1]
    assert late.flagged[1][1] <= usual.flagged[1][1] <= soon.flagged[1][1]


def test_a_break_ends_what_can_be_compared(known):
    origin = MONTHS - 1 - TERM
    paths = reference_paths(known, TERM, last=origin)
    broken = replace(known, stretch=known.stretch.copy())
    broken.stretch[2, origin + 7 :] += 1
    found = running(broken, "U02", origin, paths, known.starts[origin][2])
    assert found.broken == origin + 7
    assert list(found.periods) == list(range(origin + 1, origin + 7))


def test_a_unit_without_figures_has_done_nothing_that_is_known(known):
    origin = MONTHS - 1 - TERM
    paths = reference_paths(known, TERM, last=origin)
    found = running(known, "NEW", origin, paths, known.starts[origin][2])
    assert np.isnan(found.left).all()
    assert not below(found.means[None], np.ones(TERM)).any()


def test_missing_months_are_no_figure_and_change_no_other(known):
    origin = MONTHS - 1 - TERM
    paths = reference_paths(known, TERM, last=origin)
    begun = known.starts[origin][2]
    holes = replace(known, relative=known.relative.copy())
    holes.relative[2, origin + 5 : origin + 7] = np.nan
    whole, gaps = (running(one, "U02", origin, paths, begun) for one in (known, holes))
    assert isnan(gaps.means[5])  # two of three months are missing: not more than half
    assert not isnan(gaps.means[8])
    np.testing.assert_allclose(gaps.means[9:], whole.means[9:])


def test_a_pause_is_not_judged_and_a_fall_in_it_is_taken_out_but_a_rise_is_not(known):
    origin = MONTHS - 1 - TERM
    paths = reference_paths(known, TERM, last=origin)
    begun = known.starts[origin][2]
    paused = np.zeros(TERM, np.bool_)
    paused[6:12] = True
    fallen, risen = (replace(known, relative=known.relative.copy()) for _ in range(2))
    fallen.relative[2, origin + 7 :] -= 1.0
    risen.relative[2, origin + 7 :] += 1.0
    plain, fell, rose = (running(one, "U02", origin, paths, begun, paused) for one in (known, fallen, risen))
    assert list(fell.periods[5:8]) == [origin + 6, origin + 13, origin + 14]
    assert fell.lift[5] == 0
    assert fell.lift[6] == pytest.approx(plain.lift[6] + 1.0, abs=0.5)
    assert fell.left[8] > plain.left[8] - 0.5
    assert rose.lift[6] == 0
    assert rose.left[8] > plain.left[8]


def test_lower_is_better_is_the_same_rule_upside_down(known):
    down = worse_is_down(known)
    np.testing.assert_array_equal(down.relative, -known.relative)
    assert reference_paths(down, TERM).left == pytest.approx(-reference_paths(known, TERM).left, abs=1e-6)


def test_quarters_are_looked_at_one_by_one():
    quarterly = positions(every=3)
    paths = reference_paths(quarterly, 8)
    assert paths.periods_per_look == 1
    assert paths.looks.shape[1] == 8
    np.testing.assert_allclose(paths.means, paths.looks)


def test_a_point_is_worth_more_log_odds_near_the_ends():
    assert slide_a_month(0.0, 0.0) == pytest.approx(0.04)
    assert slide_a_month(2.5, 0.0) > 0.1


rows = st.integers(1, 4).flatmap(
    lambda many: st.lists(
        st.lists(st.one_of(st.just(float("nan")), st.floats(-5, 5)), min_size=6, max_size=6),
        min_size=many,
        max_size=many,
    )
)


@given(rows, st.integers(1, 4))
def test_a_trailing_mean_is_the_mean_of_what_is_there_of_the_last_periods(given_rows, window):
    values = np.array(given_rows)
    found = trailing_mean(values, window)
    for row in range(values.shape[0]):
        for period in range(values.shape[1]):
            last = values[row, max(0, period - window + 1) : period + 1]
            there = last[~np.isnan(last)]
            if there.size > 0.5 * last.size:
                assert found[row, period] == pytest.approx(there.mean(), abs=1e-9)
            else:
                assert np.isnan(found[row, period])


@given(rows)
def test_a_quarter_is_the_mean_of_its_months_where_more_than_half_are_there(given_rows):
    values = np.array(given_rows)
    found = by_look(values, 3)
    for row in range(values.shape[0]):
        for look in range(2):
            months = values[row, 3 * look : 3 * look + 3]
            there = months[~np.isnan(months)]
            if there.size >= 2:
                assert found[row, look] == pytest.approx(there.mean(), abs=1e-9)
            else:
                assert np.isnan(found[row, look])


def test_of_fewer_than_ten_nobody_says_how_far_everybody_moved():
    few, enough = np.ones((9, 3)), np.ones((10, 3))
    assert np.isnan(spread_of(few)).all()
    np.testing.assert_allclose(spread_of(enough), 1.0)


def test_the_control_chart_flags_a_point_below_its_limit_and_the_seventh_in_a_row_below_the_mean():
    """Mean 50, mean moving range 2, so the lower limit is 50 − 2.66 × 2 = 44.68 (Provost and Murray's constant)."""
    before = np.array([[49.0, 51.0, 49.0, 51.0, 49.0, 51.0]])
    after = np.array([[49.5] * 6 + [49.5, 44.6, 44.7]])
    flags = xmr_flags(before, after)[0]
    assert flags.tolist() == [False] * 6 + [True, True, True]
    above = np.array([[44.7, 50.5, 44.6]])
    assert xmr_flags(before, above)[0].tolist() == [False, False, True]


def test_in_a_row_counts_the_last_ones():
    low = np.array([[True, True, False, True, True, True]])
    assert in_a_row(low, 3)[0].tolist() == [False] * 5 + [True]
