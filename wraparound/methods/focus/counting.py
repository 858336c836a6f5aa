"""A document from its sentences: counts first, then a share with its interval, and whether two documents differ.

The share is HOW / (HOW + WHAT): of all flags given, how many are for how. A sentence with both flags counts on both
sides. Its interval is a score interval: all shares that the counts do not contradict, each tried with the chances of
one flag, the other and both that fit the counts best if it were true. How many have both is chance as well: were it
held, thirty sentences that all have both would leave no doubt at all, as if the next could not have one flag alone.
Without sentences of both it is the interval of Wilson (1927), Journal of the American Statistical Association 22,
209–212. Differences are put together from two intervals (Newcombe 1998, Statistics in Medicine 17, 873–890, method 10).
Neither knows of sentences that were flagged wrongly.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from wraparound.methods.focus.model import Scored

LEAST = 30
"""Sentences with a flag and no doubt about either, under which no share is said."""
WIDE = 1.959964
STEPS = 60


@dataclass(frozen=True)
class FlagCounts:
    """Sentences of a document: with one flag, with both, with neither, and those too near the middle to be called."""

    what: int
    how: int
    both: int
    neither: int
    unsure: int

    @property
    def flagged(self) -> int:
        """Sentences with a flag, sure ones alone."""
        return self.what + self.how + self.both

    @property
    def scored(self) -> int:
        """All sentences."""
        return self.flagged + self.neither + self.unsure


@dataclass(frozen=True)
class HowShare:
    """A share of HOW, 0 to 1, with the ends of its 95% interval."""

    share: float
    low: float
    high: float


@dataclass(frozen=True)
class ShareDifference:
    """One share minus another, in points of 0 to 1, with the ends of its 95% interval."""

    points: float
    low: float
    high: float

    @property
    def differs(self) -> bool:
        """Whether the interval leaves out none at all: only then is it called a change."""
        return self.low > 0 or self.high < 0


def counted(scores: Iterable[Scored]) -> FlagCounts:
    """The counts of some sentences, in whatever order."""
    found = {"what": 0, "how": 0, "both": 0, "neither": 0, "unsure": 0}
    for one in scores:
        found[_called(one)] += 1
    return FlagCounts(**found)


def share_of_how(counts: FlagCounts) -> HowShare | None:
    """The share of HOW; none under 30 sentences with a flag."""
    if counts.flagged < LEAST:
        return None
    flags = counts.flagged + counts.both
    share = (counts.how + counts.both) / flags
    return HowShare(share, _end(counts, share, 0.0), _end(counts, share, 1.0))


def difference(later: HowShare, earlier: HowShare) -> ShareDifference:
    """How much larger the later share is."""
    points = later.share - earlier.share
    low = points - math.hypot(later.share - later.low, earlier.high - earlier.share)
    high = points + math.hypot(later.high - later.share, earlier.share - earlier.low)
    return ShareDifference(points, low, high)


def _called(one: Scored) -> str:
    if one.unsure:
        return "unsure"
    if one.what.flagged and one.how.flagged:
        return "both"
    return "what" if one.what.flagged else "how" if one.how.flagged else "neither"


def _end(counts: FlagCounts, share: float, furthest: float) -> float:
    """The share furthest on that side which the counts do not contradict, by halving."""
    held, out = share, furthest
    if _fits(counts, out):
        return out
    for _ in range(STEPS):
        middle = (held + out) / 2
        held, out = (middle, out) if _fits(counts, middle) else (held, middle)
    return held


def _fits(counts: FlagCounts, share: float) -> bool:
    """Whether a document with this share could well have these counts: the variance is the one it would have."""
    both = _likeliest_both(counts, share)
    how, what = share - both * (1 - share), 1 - share - both * share
    spread = how * (1 - share) ** 2 + what * share**2 + both * (1 - 2 * share) ** 2
    away = (1 - share) * (counts.how + counts.both) - share * (counts.what + counts.both)
    return away**2 <= WIDE**2 * counts.flagged * max(spread, 0.0)


def _likeliest_both(counts: FlagCounts, share: float) -> float:
    """How many of the flagged sentences would have both, 0 to 1, where the share is this one: the likeliest.

    The share leaves one chance free. The counts are likeliest where b solves n v b² - m b + v·both = 0, with n all
    flagged sentences, v = share (1 - share) and m as below; the smaller solution is the one that leaves no chance
    under 0.
    """
    varies = share * (1 - share)
    middle = counts.both * (1 - 2 * varies) + counts.how * (1 - share) ** 2 + counts.what * share**2
    root = math.sqrt(max(middle**2 - 4 * counts.flagged * varies**2 * counts.both, 0.0))
    return 2 * counts.both * varies / (middle + root) if middle + root else 0.0
