"""How many times as likely something is in one group as in another, with an interval that holds at small counts.

The interval is Koopman's (1984, Biometrics 40, 513–517): every ratio that a score test at its level does not rule out.
It needs no half case added, and it holds at none and at all. How often it holds the truth: docs/methods/ratios.md.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist

LOWEST, HIGHEST = 0.8, 1.25
"""The four-fifths range: from four fifths to its inverse, so that it does not matter which group stands on top."""

WIDEST = 60.0
"""Ratios are looked for between e to the power of minus this and of this."""

CLOSE = 1e-12


class NotARatio(ValueError):
    """The counts are no ratio: negative, more than all, or nobody in a group."""


class Reading(StrEnum):
    """What a ratio says at its counts. FIRST and SECOND: the whole interval lies beyond 1 on the side of that group."""

    FIRST = "first"
    SECOND = "second"
    ALIKE = "alike"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class Share:
    """`met` of `of` people, 0 ≤ met ≤ of, of above 0; `met` is not whole where it comes from a published percentage.

    Raises:
        NotARatio: see there.
    """

    met: float
    of: int

    def __post_init__(self) -> None:
        """Counts of a share."""
        if self.of <= 0 or not 0 <= self.met <= self.of:
            raise NotARatio(f"{self.met} of {self.of} is no share: give numbers with 0 ≤ met ≤ of, of above 0.")

    @property
    def value(self) -> float:
        """The share, 0 to 1."""
        return self.met / self.of


@dataclass(frozen=True)
class Ratio:
    """The share of the first group divided by that of the second, with its interval.

    Attributes:
        value: none where nobody of the second group met it. `high` is then infinity, and may be otherwise too.
        low, high: the interval, 0 and above.
    """

    first: Share
    second: Share
    value: float | None
    low: float
    high: float

    @property
    def reading(self) -> Reading:
        """What it says: one of the groups ahead, all of the interval within four fifths, or that nobody can tell."""
        if self.low > 1:
            return Reading.FIRST
        if self.high < 1:
            return Reading.SECOND
        if self.low >= LOWEST and self.high <= HIGHEST:
            return Reading.ALIKE
        return Reading.CANNOT_TELL

    @property
    def is_within(self) -> bool | None:
        """Whether the ratio itself, without its interval, lies in the four-fifths range; none where there is none."""
        return None if self.value is None else LOWEST <= self.value <= HIGHEST


def ratio_of(first: Share, second: Share, level: float = 0.95) -> Ratio:
    """The relative likelihood of the first group beside the second.

    Args:
        first: of the group that stands on top.
        second: of the group below.
        level: how often such an interval holds the truth, 0 to 1.
    """
    value = first.value / second.value if second.met else None
    if not first.met and not second.met:
        return Ratio(first, second, None, 0.0, math.inf)
    most = NormalDist().inv_cdf((1 + level) / 2) ** 2
    low = _end(first, second, most) if first.met else 0.0
    high = 1 / _end(second, first, most) if second.met else math.inf
    return Ratio(first, second, value, low, high)


def _end(first: Share, second: Share, most: float) -> float:
    """The lowest ratio that is not ruled out, where the first group has somebody who met it; halved down to it."""
    low = -WIDEST
    high = WIDEST if second.met == 0 else math.log(first.value / second.value)
    while high - low > CLOSE:
        tried = (low + high) / 2
        low, high = (tried, high) if _surprise(first, second, math.exp(tried)) > most else (low, tried)
    return math.exp(high)


def _surprise(first: Share, second: Share, ratio: float) -> float:
    """Pearson's statistic of both groups, were the truth this ratio; the shares are then as likely as they can be."""
    below = _likeliest(first, second, ratio)
    return sum(
        (one.met - one.of * share) ** 2 / (one.of * share * (1 - share))
        for one, share in ((first, ratio * below), (second, below))
        if 0 < share < 1
    )


def _likeliest(first: Share, second: Share, ratio: float) -> float:
    """The share of the second group under which the counts are likeliest, that of the first being `ratio` times it."""
    square = (first.of + second.of) * ratio
    linear = first.of * ratio + first.met + second.of + second.met * ratio
    rest = first.met + second.met
    root = math.sqrt(max(0.0, linear**2 - 4 * square * rest))
    # The smaller root, in the form that loses no digits.
    return min(2 * rest / (linear + root), 1.0, 1 / ratio)
