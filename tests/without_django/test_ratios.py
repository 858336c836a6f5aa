"""How many times as likely: beside a kept package, laws for every count, published figures, and how often it holds."""

import math
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy.stats import binom

from wraparound.methods.ratios import HIGHEST, LOWEST, NotARatio, Reading, Share, ratio_of


@some.composite
def shares(draw, most=3_000):
    of = draw(some.integers(1, most))
    return Share(draw(some.integers(0, of)), of)


@given(shares(), shares())
def test_both_ends_are_those_of_a_kept_package(first, second):
    kept = pytest.importorskip("statsmodels.stats.proportion")
    if not 0 < first.met < first.of or not 0 < second.met < second.of:
        return
    low, high = kept.confint_proportions_2indep(
        first.met, first.of, second.met, second.of, method="score", compare="ratio", correction=False
    )
    found = ratio_of(first, second)
    assert found.low == pytest.approx(low, rel=1e-5)
    assert found.high == pytest.approx(high, rel=1e-5)


@given(shares(), shares())
def test_the_interval_holds_the_ratio_and_is_turned_over_with_the_groups(first, second):
    found, turned = ratio_of(first, second), ratio_of(second, first)
    assert 0 <= found.low <= found.high
    if found.value is not None:
        assert found.low * (1 - 1e-9) <= found.value <= found.high * (1 + 1e-9)
    if first.met or second.met:
        assert turned.high == pytest.approx(1 / found.low if found.low else math.inf, rel=1e-9)
        assert turned.low == pytest.approx(1 / found.high if found.high != math.inf else 0, rel=1e-9, abs=1e-300)
    swapped = {Reading.FIRST: Reading.SECOND, Reading.SECOND: Reading.FIRST}
    assert turned.reading is swapped.get(found.reading, found.reading)


@given(shares(300), shares(300), some.integers(2, 30))
def test_the_same_shares_of_more_people_never_widen_it(first, second, times):
    few = ratio_of(first, second)
    many = ratio_of(*(Share(one.met * times, one.of * times) for one in (first, second)))
    assert many.low >= few.low * (1 - 1e-9)
    assert many.high <= few.high * (1 + 1e-9)


def test_none_and_nobody():
    assert ratio_of(Share(0, 40), Share(0, 90)).reading is Reading.CANNOT_TELL
    none_below = ratio_of(Share(9, 40), Share(0, 90))
    assert (none_below.value, none_below.high, none_below.reading) == (None, math.inf, Reading.FIRST)
    assert none_below.is_within is None
    none_above = ratio_of(Share(0, 40), Share(1, 90))
    assert (none_above.value, none_above.low, none_above.reading) == (0, 0, Reading.CANNOT_TELL)
    for met, of in ((1, 0), (-1, 4), (5, 4)):
        with pytest.raises(NotARatio, match="no share"):
            Share(met, of)


def test_alike_is_said_only_where_the_whole_interval_lies_within_four_fifths():
    assert ratio_of(Share(500, 2_000), Share(510, 2_000)).reading is Reading.ALIKE
    assert ratio_of(Share(5, 20), Share(5, 20)).reading is Reading.CANNOT_TELL
    assert ratio_of(Share(5, 20), Share(5, 20)).is_within
    assert LOWEST * HIGHEST == 1


CASES = [
    (events, people, share, truth)
    for events in (5, 10, 20, 50)
    for people, share in ((200, 0.1), (200, 0.3), (2_000, 0.1), (2_000, 0.5))
    for truth in (0.5, 0.8, 1.0, 1.25, 2.0)
    if events < people / 3
]
"""Expected events in both groups together, people, the share of them in the second group, and the true ratio."""


@cache
def ends(one, above, other, below):
    return ratio_of(Share(one, above), Share(other, below))


def held(events, people, share, truth):
    """How often the interval holds the truth: over every pair of counts, each as often as it comes."""
    below = round(people * share)
    above = people - below
    rate = events / (above * truth + below)
    first, second = (binom(of, part) for of, part in ((above, truth * rate), (below, rate)))
    likely = [np.arange(int(one.ppf(1e-6)), int(one.ppf(1 - 1e-6)) + 1) for one in (first, second)]
    chance = [one.pmf(np.arange(one.ppf(1 - 1e-6) + 1)) for one in (first, second)]
    found = 0.0
    for one in likely[0]:
        for other in likely[1]:
            ratio = ends(int(one), above, int(other), below)
            found += chance[0][one] * chance[1][other] * (ratio.low <= truth <= ratio.high)
    return found


def test_from_5_to_50_events_it_holds_the_truth_about_as_often_as_it_says():
    found = np.array([held(*case) for case in CASES])
    worst = CASES[int(found.argmin())]
    print(f"mean {found.mean():.3f}, least {found.min():.3f} at {worst}, most {found.max():.3f}")
    assert 0.945 <= found.mean() <= 0.975
    assert found.min() >= 0.92, worst
