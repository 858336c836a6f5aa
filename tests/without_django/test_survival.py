"""The survival estimators: a published table, two kept packages as oracles, and laws for every input."""

import greenwood
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from wraparound.methods.survival import (
    NothingToEstimate,
    aalen_johansen,
    bounds_of_share_ended,
    interval_of_median,
    interval_of_time_by_which,
    kaplan_meier,
    limits_surviving,
    share_ended,
    share_surviving,
    time_by_which,
    turnbull,
)

# Weeks in remission on 6-mercaptopurine; a plus in the paper is False here. Freireich et al., Blood 21 (1963), as
# tabulated in Cox and Oakes, Analysis of Survival Data (1984), table 1.1.
WEEKS = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35]
SEEN = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0]

lengths = st.lists(st.integers(1, 40), min_size=1, max_size=40)
followed = st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=1, max_size=40)


def test_kaplan_meier_reproduces_the_published_remission_curve():
    curve = kaplan_meier(WEEKS, [bool(seen) for seen in SEEN])
    assert curve.times.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.surviving.round(3).tolist() == [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert curve.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert time_by_which(curve, 0.5) == 23


@given(followed)
def test_kaplan_meier_and_its_limits_agree_with_two_kept_packages(spells):
    times = np.array([time for time, _ in spells], float)
    seen = np.array([event for _, event in spells])
    if not seen.any():
        return
    ours = kaplan_meier(times.tolist(), seen.tolist())
    theirs = stats.ecdf(stats.CensoredData(uncensored=times[seen], right=times[~seen])).sf
    assert ours.surviving == pytest.approx([float(theirs.evaluate(time)) for time in ours.times], abs=1e-12)
    middle = (ours.surviving > 0) & (ours.surviving < 1)
    table = greenwood.KaplanMeier(conf_type="log-log").fit(greenwood.Surv(times, event=seen))
    low = dict(zip(table.time_, table.conf_low_, strict=True))
    high = dict(zip(table.time_, table.conf_high_, strict=True))
    assert ours.low[middle] == pytest.approx([low[time] for time in ours.times[middle]], abs=1e-9)
    assert ours.high[middle] == pytest.approx([high[time] for time in ours.times[middle]], abs=1e-9)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 2)), min_size=2, max_size=40))
def test_aalen_johansen_agrees_with_a_slow_obvious_version(spells):
    times, causes = [time for time, _ in spells], [cause for _, cause in spells]
    ours = aalen_johansen(times, causes, cause=1)
    for at in range(1, 31):
        surviving, share = 1.0, 0.0
        for time in sorted(set(times)):
            if time > at:
                break
            at_risk = sum(other >= time for other in times)
            share += surviving * sum(t == time and c == 1 for t, c in spells) / at_risk
            surviving *= 1 - sum(t == time and c != 0 for t, c in spells) / at_risk
        if at <= max(times):
            assert share_ended(ours, at) == pytest.approx(share, abs=1e-12)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 2)), min_size=1, max_size=40))
def test_competing_ends_and_those_left_always_add_up_to_everyone(spells):
    times, causes = [time for time, _ in spells], [cause for _, cause in spells]
    either = kaplan_meier(times, [cause != 0 for cause in causes])
    for at in range(1, max(times) + 1):
        left = share_surviving(either, at)
        ends = [share_ended(aalen_johansen(times, causes, cause=cause), at) for cause in (1, 2)]
        assert left + sum(ends) == pytest.approx(1, abs=1e-12)


def test_the_interval_of_a_cumulative_incidence_covers_the_truth_as_often_as_stated():
    chance = np.random.default_rng(20261123)
    truth = 0.6 * (1 - np.exp(-1))
    covered = 0
    for _ in range(400):
        times = chance.exponential(1.0, 120)
        causes = np.where(chance.random(120) < 0.6, 1, 2)
        ended = times < 1.5
        estimate = aalen_johansen(np.minimum(times, 1.5).tolist(), (causes * ended).tolist(), cause=1)
        place = int(np.searchsorted(estimate.times, 1.0, side="right")) - 1
        covered += estimate.low[place] <= truth <= estimate.high[place]
    # 95% of 400, give or take three Monte Carlo standard errors (1.1 points each).
    assert 0.917 <= covered / 400 <= 0.983


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5), st.booleans()), min_size=1, max_size=30))
def test_no_other_mass_is_more_likely_than_turnbull_s(cases):
    lower = np.array([low for low, _, _ in cases], float)
    upper = np.array([low + width if seen else np.inf for low, width, seen in cases])
    found = turnbull(lower.tolist(), upper.tolist())
    assert found.mass.sum() == pytest.approx(1)
    begins = np.where(np.isinf(upper), lower + 0.5, lower)
    middle = np.where(np.isinf(found.right), found.left + 1, (found.left + found.right) / 2)
    holds = (begins[:, None] <= np.maximum(middle, found.left)) & (found.right <= upper[:, None])
    # Kuhn and Tucker: moving mass to any interval cannot raise the likelihood, which is where it is at its greatest.
    likely = (holds * found.mass).sum(axis=1)
    assert (likely > 0).all()
    assert ((holds / likely[:, None]).mean(axis=0) <= 1 + 2e-7).all()


@given(followed)
def test_turnbull_with_exact_dates_is_kaplan_meier(spells):
    times = [time for time, _ in spells]
    seen = [event for _, event in spells]
    if not any(seen):
        return
    exact = turnbull(times, [time if event else np.inf for time, event in spells])
    curve = kaplan_meier(times, seen)
    for at in sorted({time for time, event in spells if event}):
        surely, possibly = bounds_of_share_ended(exact, at)
        assert surely == pytest.approx(1 - share_surviving(curve, at), abs=1e-6)
        assert possibly >= surely - 1e-12


def test_turnbull_agrees_with_a_kept_package_on_windows_of_dates():
    # No beginning falls on an end: there the two differ in whether an interval holds its own first moment.
    lower = [0, 2.1, 4.1, 5.1, 7.1, 8.1, 11.1, 3.1, 5.6, 12.1]
    upper = [3, 6, 5, 9, 9.5, np.inf, 15, 4, 6.5, np.inf]
    ours = turnbull(lower, upper)
    written = greenwood.Surv(lower, [end if np.isfinite(end) else None for end in upper], type="interval2")
    theirs = greenwood.Turnbull(tol=1e-12, max_iter=200_000).fit(written)
    expected = {
        (low, high): mass
        for low, high, mass in zip(theirs.interval_low_, theirs.interval_high_, theirs.prob_mass_, strict=True)
        if mass > 1e-6
    }
    found = {
        (left, right): mass for left, right, mass in zip(ours.left, ours.right, ours.mass, strict=True) if mass > 1e-6
    }
    assert found.keys() == expected.keys()
    assert [found[key] for key in expected] == pytest.approx(list(expected.values()), abs=1e-6)


@given(followed)
def test_shares_never_rise_and_limits_enclose_them(spells):
    curve = kaplan_meier([time for time, _ in spells], [event for _, event in spells])
    assert (np.diff(curve.surviving) <= 0).all()
    assert (curve.low <= curve.surviving + 1e-12).all()
    assert (curve.surviving <= curve.high + 1e-12).all()
    assert ((curve.low >= 0) & (curve.high <= 1)).all()


@given(followed, st.randoms())
def test_the_order_of_the_spells_does_not_matter(spells, chance):
    shuffled = list(spells)
    chance.shuffle(shuffled)
    first = kaplan_meier([time for time, _ in spells], [event for _, event in spells])
    second = kaplan_meier([time for time, _ in shuffled], [event for _, event in shuffled])
    assert first.surviving.tolist() == second.surviving.tolist()


@given(lengths)
def test_when_everyone_is_seen_to_the_end_the_curve_is_simple_counting(times):
    curve = kaplan_meier(times, [True] * len(times))
    for at in range(42):
        assert share_surviving(curve, at) == pytest.approx(sum(time > at for time in times) / len(times))


def test_nothing_is_said_past_the_follow_up_unless_everyone_had_ended():
    open_ended = kaplan_meier([5, 10], [True, False])
    assert share_surviving(open_ended, 10) == 0.5
    assert share_surviving(open_ended, 10.1) is None
    assert limits_surviving(open_ended, 10.1) is None
    assert time_by_which(open_ended, 0.9) is None
    assert share_surviving(kaplan_meier([5, 10], [True, True]), 99) == 0


def test_a_median_on_the_half_is_found_in_spite_of_rounding():
    tenths = kaplan_meier(list(range(1, 11)), [True] * 10)
    assert time_by_which(tenths, 0.5) == 5
    assert interval_of_time_by_which(tenths, 0.5)[0] < 5 < interval_of_time_by_which(tenths, 0.5)[1]


@pytest.mark.parametrize("durations", [[], [-1.0], [float("nan")], [float("inf")]])
def test_what_is_no_duration_is_refused_with_a_sentence(durations):
    with pytest.raises(NothingToEstimate, match=r"duration|Durations"):
        kaplan_meier(durations, [True] * len(durations))


def test_a_window_that_ends_before_it_begins_is_refused():
    with pytest.raises(NothingToEstimate, match="not before its beginning"):
        turnbull([3], [2])


def test_half_may_never_surely_have_ended():
    assert interval_of_median(turnbull([1, 2, 3], [1, np.inf, np.inf]))[1] == np.inf
