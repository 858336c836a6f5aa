"""The interval of a proportion from few cases, honest at none and at all.

Jeffreys' interval (Brown, Cai and DasGupta 2001, Statistical Science 16, 101–133): quantiles of the beta distribution
with half a case added on either side. With none of n it reaches down to 0 and with all of n up to 1, and it is never a
point.
"""

import math

STEPS = 200
CLOSE = 1e-15
TERMS_OF_FRACTION = 10_000
NEGLIGIBLE = 1e-16
TINY = 1e-300


class NotAProportion(ValueError):
    """The counts are no proportion: negative, more than all, or none at all."""


def proportion_interval(met: float, of: float, level: float = 0.95) -> tuple[float, float]:
    """Low and high end, 0 to 1, of the proportion met / of; counts may be fractional (effective counts).

    Args:
        met: how many, 0 to `of`.
        of: of how many, above 0.
        level: how often such an interval holds the truth, 0 to 1.

    Raises:
        NotAProportion: when the counts are not those of a proportion.
    """
    if not (math.isfinite(met) and math.isfinite(of)) or of <= 0 or not 0 <= met <= of:
        raise NotAProportion(f"{met:g} of {of:g} is no proportion: give counts with 0 ≤ met ≤ of and of above 0.")
    tail = (1 - level) / 2
    first, second = met + 0.5, of - met + 0.5
    low = 0.0 if met == 0 else beta_quantile(tail, first, second)
    high = 1.0 if met == of else 1 - beta_quantile(tail, second, first)
    # A share of a fraction of a case can lie outside an equal-tailed interval; the interval then reaches to it.
    return min(low, met / of), max(high, met / of)


def beta_quantile(at: float, first: float, second: float) -> float:
    """The value below which a part `at` (0 to 1) of the beta distribution with these two shapes lies."""
    low, high = 0.0, 1.0
    tried = first / (first + second)
    for _ in range(STEPS):
        beyond = beta_below(tried, first, second) - at
        low, high = (tried, high) if beyond < 0 else (low, tried)
        # Newton's step, or half the bracket where it would leave it.
        density = _density(tried, first, second)
        step = tried - beyond / density if density > 0 else low
        better = step if low < step < high else (low + high) / 2
        if abs(better - tried) <= CLOSE * tried or better in (low, high):
            break
        tried = better
    return better


def beta_below(value: float, first: float, second: float) -> float:
    """The part, 0 to 1, of the beta distribution with these two shapes that lies below a value between 0 and 1."""
    if value <= 0:
        return 0.0
    if value >= 1:
        return 1.0
    front = value * (1 - value) * _density(value, first, second)
    # The fraction converges fast only on the side of the bulk; the other side is its complement.
    if value < (first + 1) / (first + second + 2):
        return front * _fraction(value, first, second) / first
    return 1 - front * _fraction(1 - value, second, first) / second


def _density(value: float, first: float, second: float) -> float:
    """The beta density at a value strictly between 0 and 1."""
    return math.exp(
        math.lgamma(first + second)
        - math.lgamma(first)
        - math.lgamma(second)
        + (first - 1) * math.log(value)
        + (second - 1) * math.log1p(-value)
    )


def _fraction(value: float, first: float, second: float) -> float:
    """The continued fraction of the incomplete beta function, by Lentz's method."""
    numerator, ratio = 1.0, 1 / _not_nought(1 - (first + second) * value / (first + 1))
    found = ratio
    for term in range(1, TERMS_OF_FRACTION):
        even = term * (second - term) * value / ((first + 2 * term - 1) * (first + 2 * term))
        odd = -(first + term) * (first + second + term) * value / ((first + 2 * term) * (first + 2 * term + 1))
        change = 1.0
        for part in (even, odd):
            ratio = 1 / _not_nought(1 + part * ratio)
            numerator = _not_nought(1 + part / numerator)
            change = ratio * numerator
            found *= change
        if abs(change - 1) < NEGLIGIBLE * 10:
            break
    return found


def _not_nought(value: float) -> float:
    return value if abs(value) > TINY else TINY
