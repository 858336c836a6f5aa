"""The interval of a proportion: against a kept package, and laws that hold for every count."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as some
from scipy.stats import beta, binom

from wraparound.methods.proportions import NotAProportion, beta_below, beta_quantile, proportion_interval

COUNTS = some.floats(1, 5_000)
SHARES = some.floats(0, 1)


@pytest.mark.parametrize("first", [0.5, 0.51, 1.0, 1.5, 7.3, 40.5, 300.5, 20_000.5])
@pytest.mark.parametrize("second", [0.5, 0.77, 2.0, 12.5, 150.5, 5_000.5])
def test_quantiles_and_shares_are_those_of_a_kept_package(first, second):
    for at in (1e-4, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9999):
        assert beta_quantile(at, first, second) == pytest.approx(beta.ppf(at, first, second), rel=1e-9, abs=1e-12)
    for value in (1e-6, 0.01, 0.4, 0.9, 0.9999):
        assert beta_below(value, first, second) == pytest.approx(beta.cdf(value, first, second), rel=1e-9, abs=1e-12)


def test_the_published_example_of_none_and_all():
    """Jeffreys' upper end for 0 of 10 is 0.2172 (Brown, Cai and DasGupta's rule at the ends)."""
    low, high = proportion_interval(0, 10)
    assert (low, round(high, 4)) == (0.0, 0.2172)
    assert proportion_interval(10, 10) == pytest.approx((1 - high, 1.0))


@given(SHARES, COUNTS)
def test_the_interval_holds_the_share_and_is_never_a_point(share, of):
    low, high = proportion_interval(share * of, of)
    assert 0 <= low <= share * (1 + 1e-12)
    assert share * (1 - 1e-12) <= high <= 1
    assert high > low


@given(SHARES, COUNTS)
def test_none_and_all_are_mirror_images(share, of):
    met = share * of
    low, high = proportion_interval(met, of)
    assert proportion_interval(of - met, of) == pytest.approx((1 - high, 1 - low), abs=1e-9)


@given(SHARES, COUNTS, some.floats(1, 50))
def test_the_same_share_among_more_cases_never_widens_it(share, of, times):
    few, many = proportion_interval(share * of, of), proportion_interval(share * of * times, of * times)
    assert many[1] - many[0] <= few[1] - few[0] + 1e-9


@given(SHARES, SHARES, COUNTS)
def test_a_larger_share_lowers_neither_end(one, other, of):
    assume(one != other)
    (low, high), (later_low, later_high) = (proportion_interval(share * of, of) for share in sorted((one, other)))
    assert later_low >= low - 1e-12
    assert later_high >= high - 1e-12


@pytest.mark.parametrize("truth", [0.03, 0.1, 0.3, 0.5, 0.8])
def test_on_average_over_sample_sizes_it_covers_as_often_as_it_says(truth):
    """Exactly, by the binomial distribution: no chance is involved."""
    covered = []
    for of in range(20, 60):
        chances = binom.pmf(np.arange(of + 1), of, truth)
        inside = [low <= truth <= high for low, high in (proportion_interval(met, of) for met in range(of + 1))]
        covered.append(chances[inside].sum())
    assert 0.93 <= np.mean(covered) <= 0.98


@pytest.mark.parametrize(("met", "of"), [(1, 0), (-1, 3), (4, 3), (float("nan"), 3), (1, float("inf"))])
def test_what_is_no_proportion_is_refused(met, of):
    with pytest.raises(NotAProportion, match="is no proportion"):
        proportion_interval(met, of)
