"""Shown figures → when each level reaches a share: docs/methods/equality.md, "When parity comes".

Three ladders in one run: with the figures, and with the counts behind them that favour the group most, and least. So
what is told holds for every count that a figure can stand for, and tells nothing that the figures do not.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.equality.calculation.snapshots import level_table
from wraparound.capabilities.equality.terms.figures import OF_STANDARDS, Counted
from wraparound.capabilities.equality.terms.parity import AS_NOW, YEARS_AHEAD, ParityAsked, ParityVerdict, Reaching
from wraparound.methods.equality_measures.indicators import APPOINTED, SHORTLISTED, Standard
from wraparound.methods.equality_measures.projection import (
    USUAL_FILLING,
    Level,
    Projection,
    Reached,
    Seen,
    WhatIf,
    project,
)
from wraparound.methods.suppression.publishing import Published

SEED = 20261129
RUNS, DRAWS, FOLLOWED = 100, 50, 10
CASES = LEAST, FIGURE, MOST = 0, 1, 2
"""Which count behind each figure of the group is taken; of the others the opposite one."""


@dataclass(frozen=True)
class Ends:
    """A share from 0 to 1: by the figures, and the least and most that the counts behind them allow."""

    low: float
    value: float
    high: float


@dataclass(frozen=True, eq=False)
class ShownPlace:
    """Figures of a place by one standard, as they are shown: a name that place_name gives.

    `first`: the day from which the years ahead are told: the last of the year of the figures, whenever it was counted.
    """

    shown: Published
    named: str
    standard: Standard
    first: date

    @property
    def what(self) -> Counted:
        """The groups of the standard; the second is the one whose share is followed."""
        return OF_STANDARDS[self.standard]

    @property
    def can_project(self) -> bool:
        """Whether shortlists and appointments of both groups are shown."""
        return all(self._is_shown(table) for table in (SHORTLISTED, APPOINTED))

    def share_of(self, table: str) -> Ends | None:
        """Of those of both groups in a table, the group; none where a figure is hidden or stands for too few."""
        return Ends(*(self._part(table, case) for case in (LEAST, FIGURE, MOST))) if self._is_shown(table) else None

    def levels_of(self, codes: Sequence[str]) -> tuple[str, ...]:
        """Levels, from the lowest up, of which both figures are shown."""
        there = [one for one in codes if level_table(one) in self.shown.tables]
        return tuple(one for one in there if self._is_shown(level_table(one)))

    def behind(self, table: str, group: str, which: int) -> int:
        """The least count behind a figure, the figure itself, or the most."""
        least, most = self.shown.ends(table, self.named, group) or (0, 0)
        return (least, self.shown.figure(table, self.named, group) or 0, most)[which]

    def _is_shown(self, table: str) -> bool:
        both = (self.what.first, self.what.second)
        return all(self.shown.may_be_in_ratio(table, self.named, group) for group in both)

    def _part(self, table: str, case: int) -> float:
        group = self.behind(table, self.what.second, case)
        return group / (group + self.behind(table, self.what.first, MOST - case))


def reaching(here: ShownPlace, levels: Sequence[str], target: Ends, asked: ParityAsked) -> tuple[Reaching, ...]:
    """When each of these levels is at the target, as it is asked; every what-if meets the same chance.

    Years are told from the last day of the year of the figures.
    """
    if not levels:
        return ()
    ladders = [_level(here, one, asked, case, lowest=one == levels[0]) for case in CASES for one in levels]
    run = _run(ladders, asked)
    shares = (target.high, target.value, target.low)
    today = [here.share_of(level_table(one)) for one in levels]
    return tuple(
        _reaching(
            [run.reached(_named(one, case), end) for case, end in zip(CASES, shares, strict=True)],
            here.first,
            above=share is not None and share.low >= target.high,
        )
        for one, share in zip(levels, today, strict=True)
    )


def what_if_of(asked: ParityAsked) -> WhatIf:
    """Hundredths as so many times."""
    return WhatIf(
        shortlists=asked.shortlists / AS_NOW,
        appointments=asked.appointments / AS_NOW,
        leaving=asked.group_leaving / AS_NOW,
        entry=asked.entry / AS_NOW,
    )


def monthly(leaving: int) -> float:
    """The rate a month at which so many of 100 leave in a year.

    >>> round(monthly(24), 4)
    0.0229
    """
    return -math.log1p(-leaving / 100) / 12


def _run(levels: Sequence[Level], asked: ParityAsked) -> Projection:
    return project(
        levels,
        years=YEARS_AHEAD,
        replications=RUNS,
        draws=DRAWS,
        seed=SEED,
        what_if=what_if_of(asked),
        followed=FOLLOWED,
    )


def _named(level: str, case: int) -> str:
    return f"{case}:{level}"


def _level(here: ShownPlace, level: str, asked: ParityAsked, case: int, *, lowest: bool) -> Level:
    """A level as it may be behind its figures; what nobody counts is taken as if it had been seen for one year."""
    table, rate = level_table(level), monthly(asked.leaving)
    group = _seen(here, table, here.what.second, rate, case)
    others = _seen(here, table, here.what.first, rate, MOST - case)
    filled = group.left + others.left
    return Level(
        name=_named(level, case),
        group=group,
        others=others,
        filled=filled,
        months_vacant=filled / USUAL_FILLING,
        lowest=lowest,
    )


def _seen(here: ShownPlace, table: str, group: str, rate: float, which: int) -> Seen:
    there = here.behind(table, group, which)
    shortlisted = here.behind(SHORTLISTED, group, FIGURE)
    appointed = min(here.behind(APPOINTED, group, which), shortlisted)
    left = max(1, round(12 * rate * there))
    return Seen(there=there, shortlisted=shortlisted, appointed=appointed, left=left, months=left / rate)


def _reaching(runs: Sequence[Reached], first: date, *, above: bool) -> Reaching:
    """`runs`: by the counts that favour the group least, by the figures, and by the counts that favour it most.

    `above`: whether it is there today, whatever counts stand behind the figures.
    """
    least, figure, most = runs
    quarter = (first.month - 1) // 3
    early, middle, late = (
        None if one is None else first.year + (quarter + one) // 4 for one in (most.early, figure.middle, least.late)
    )
    verdict = _verdict(most.early, least.late, above=above)
    if verdict in (ParityVerdict.NOT_WITHIN, ParityVerdict.TODAY):
        return Reaching(verdict=verdict)
    return Reaching(verdict=verdict, early=early, middle=middle, late=late)


def _verdict(early: int | None, late: int | None, *, above: bool) -> ParityVerdict:
    """By the quarters in which one of ten runs is there at the best, and nine of ten at the worst."""
    if above and late != 1:
        return ParityVerdict.TODAY
    if early is None:
        return ParityVerdict.NOT_WITHIN
    if early == 1 and late in (1, None):
        return ParityVerdict.THERE if late else ParityVerdict.CANNOT_TELL
    return ParityVerdict.NOT_BEFORE
