"""Ratios, gaps and funnels from counts, exact or as they are published, and what they say at these counts."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from wraparound.methods.equality_measures.indicators import Gap, Likelihood, Side
from wraparound.methods.proportions import proportion_interval
from wraparound.methods.ratios import HIGHEST, LOWEST, Ratio, Share, ratio_of
from wraparound.methods.suppression.publishing import Published

type Count = Callable[[str, str], int]
"""How many of a group are counted in a table: count(table, group)."""


class Judged(StrEnum):
    """Where a ratio lies beside the four-fifths range, as a whole with its interval; or that nobody can tell."""

    INSIDE = "inside"
    ABOVE = "above"
    BELOW = "below"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True)
class Measured:
    """A relative likelihood.

    Attributes:
        of: what was measured.
        ratio: the shares, their ratio (none where nobody below met it) and its interval.
        unknown: how many of those who met it are of no known group, and of how many: in no ratio.
    """

    of: Likelihood
    ratio: Ratio
    unknown: tuple[int, int] | None

    @property
    def judged(self) -> Judged:
        """Beside four fifths."""
        return judged(self.ratio)


@dataclass(frozen=True)
class Points:
    """The difference of two percentages, with its interval; points, −100 to 100."""

    first: Share
    second: Share
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Step:
    """From one stage of the funnel to the next: the relative likelihood of going on, first group beside second."""

    from_stage: str
    to_stage: str
    ratio: Ratio

    @property
    def judged(self) -> Judged:
        """Beside four fifths."""
        return judged(self.ratio)


@dataclass(frozen=True)
class Spread:
    """How many organisations are inside the four-fifths range, above and below, by their ratios alone; counts."""

    inside: int
    above: int
    below: int

    @property
    def share_inside(self) -> float:
        """0 to 1, of all that have a ratio."""
        return self.inside / (self.inside + self.above + self.below)


def judged(ratio: Ratio) -> Judged:
    """Inside, above or below only where the whole interval is."""
    if ratio.low >= LOWEST and ratio.high <= HIGHEST:
        return Judged.INSIDE
    if ratio.low > HIGHEST:
        return Judged.ABOVE
    if ratio.high < LOWEST:
        return Judged.BELOW
    return Judged.CANNOT_TELL


def measure(what: Likelihood, count: Count, unknown: str = "unknown") -> Measured | None:
    """A relative likelihood from exact counts; none where a group has nobody in its denominator."""
    if not count(what.top.of, what.top.group) or not count(what.bottom.of, what.bottom.group):
        return None
    apart = (count(what.top.met, unknown), count(what.top.of, unknown))
    return Measured(what, ratio_of(_share(what.top, count), _share(what.bottom, count)), apart)


def measure_published(what: Likelihood, shown: Published, place: str) -> Measured | None:
    """The same from figures that are shown, so that it tells nothing that they do not; none where a count is too small.

    The interval holds for every count that a figure can stand for: it reaches from the lowest end to the highest.
    """
    needed = [(table, side.group) for side in (what.top, what.bottom) for table in (side.met, side.of)]
    if not all(shown.may_be_in_ratio(table, place, group) for table, group in needed):
        return None
    top, bottom = (_shares_behind(side, shown, place) for side in (what.top, what.bottom))
    middle = ratio_of(top[1], bottom[1])
    low, high = ratio_of(top[0], bottom[2]).low, ratio_of(top[2], bottom[0]).high
    return Measured(what, Ratio(top[1], bottom[1], middle.value, low, high), None)


def points_between(first: Share, second: Share, level: float = 0.95) -> Points:
    """The first percentage minus the second, in points.

    The interval joins those of both shares (Newcombe 1998, Statistics in Medicine 17, 873–890, method 10), with
    Jeffreys' instead of Wilson's.
    """
    one, other = (proportion_interval(share.met, share.of, level) for share in (first, second))
    value = first.value - second.value
    low = value - math.hypot(first.value - one[0], other[1] - second.value)
    high = value + math.hypot(one[1] - first.value, second.value - other[0])
    return Points(first, second, 100 * value, 100 * max(low, -1), 100 * min(high, 1))


def measure_gap(what: Gap, count: Count, groups: Sequence[str]) -> Points | None:
    """A gap from counts; of all, the unknown too. None where there is nobody.

    A board is all of itself: the interval says what chance does where so few are appointed.
    """
    inside, beside = (sum(count(table, group) for group in groups) for table in (what.inside, what.beside))
    if not inside or not beside:
        return None
    return points_between(Share(count(what.inside, what.group), inside), Share(count(what.beside, what.group), beside))


def measure_gap_published(what: Gap, shown: Published, place: str) -> Points | None:
    """The same from figures that are shown; none where any of them is hidden, or one of the group is too small.

    The interval holds for every count that a figure can stand for: it reaches from the lowest end to the highest.
    """
    tables = (what.inside, what.beside)
    if any(shown.together(table, place) is None for table in tables):
        return None
    if not all(shown.may_be_in_ratio(table, place, what.group) for table in tables):
        return None
    inside, beside = (_part_behind(what.group, table, shown, place) for table in tables)
    low, high = points_between(inside[0], beside[2]).low, points_between(inside[2], beside[0]).high
    middle = points_between(inside[1], beside[1])
    return Points(inside[1], beside[1], middle.value, low, high)


def funnel(stages: Sequence[str], first: str, second: str, count: Count) -> tuple[Step, ...]:
    """From stage to stage, then from the first to the last; steps from which a group has nobody are left out."""
    pairs = [*pairwise(stages)]
    if len(stages) > 2:
        pairs.append((stages[0], stages[-1]))

    def going_on(before: str, after: str, group: str) -> Share:
        return Share(count(after, group), count(before, group))

    return tuple(
        Step(before, after, ratio_of(going_on(before, after, first), going_on(before, after, second)))
        for before, after in pairs
        if count(before, first) and count(before, second)
    )


def spread_of(ratios: Iterable[float]) -> Spread:
    """Organisations beside the four-fifths range, both its ends inside."""
    found = list(ratios)
    above, below = sum(one > HIGHEST for one in found), sum(one < LOWEST for one in found)
    return Spread(len(found) - above - below, above, below)


def _share(side: Side, count: Count) -> Share:
    return Share(count(side.met, side.group), count(side.of, side.group))


def _part_behind(group: str, table: str, shown: Published, place: str) -> tuple[Share, Share, Share]:
    """The least part of a table that a group can be by its figures, the one they show, and the most."""
    ends = {one: shown.ends(table, place, one) or (0, 0) for one in shown.groups}
    least, most = ends.pop(group)
    fewest, many = (sum(one[end] for one in ends.values()) for end in (0, 1))
    figure, of_all = shown.figure(table, place, group) or 0, shown.together(table, place) or 1
    return Share(least, least + many), Share(figure, of_all), Share(most, most + fewest)


def _shares_behind(side: Side, shown: Published, place: str) -> tuple[Share, Share, Share]:
    """The least share that the figures can stand for, the one they show, and the most."""
    met, of = (shown.figure(table, place, side.group) or 0 for table in (side.met, side.of))
    least_met, least_of = max(shown.least, met - shown.off_by), max(shown.least, of - shown.off_by)
    most_met, most_of = met + shown.off_by, of + shown.off_by
    return Share(min(least_met, most_of), most_of), Share(min(met, of), of), Share(min(most_met, least_of), least_of)
