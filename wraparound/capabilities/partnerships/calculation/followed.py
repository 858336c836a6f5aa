"""What followed mergers and acquisitions, on published figures. Method: docs/methods/partnerships.md, What followed.

Before a move, the figures of all parts are added up, so that what stands before and after counts the same patients as
far as figures can say. Each year stands beside the median trust of the same quarters, so that what happened everywhere
is taken away. It says what followed, of how many, and never why.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

import numpy as np

from wraparound.capabilities.partnerships.terms.followed import (
    FEWEST_MOVES,
    YEARS_AFTER,
    Beside,
    MoveFollowed,
    YearFollowed,
)
from wraparound.methods.trajectories.panel import Array, Panel, shares
from wraparound.published.terms import Organisation, Succession

LEAST_QUARTERS = 0.75
"""Of the periods of a year, how many must be there."""


def moves_followed(
    panel: Panel, successions: Iterable[Succession], organisations: Mapping[str, Organisation]
) -> tuple[MoveFollowed, ...]:
    """Every merger and acquisition by day and successor; splits are left out, since nobody carries those patients."""
    median = np.nanmedian(shares(panel), axis=0)
    whole = sorted((one for one in successions if not one.split), key=_move)
    return tuple(_followed(panel, median, tuple(group), organisations) for _, group in groupby(whole, key=_move))


def _move(one: Succession) -> tuple[str, str]:
    return one.on.isoformat(), one.successor


def _followed(
    panel: Panel, median: Array, move: Sequence[Succession], organisations: Mapping[str, Organisation]
) -> MoveFollowed:
    on, successor = move[0].on, move[0].successor
    starts = _starts(panel, on)
    every = panel.periods_per_year
    gone = tuple(one.predecessor for one in move)
    # A successor with an earlier code of its own was there before, whether or not it has figures of this measure.
    opened = organisations[successor].opened if successor in organisations else None
    takes_over = opened is not None and opened < on
    parts = (*gone, successor) if takes_over else gone
    return MoveFollowed(
        parts=tuple((code, _name(code, organisations)) for code in gone),
        successor=successor,
        successor_name=_name(successor, organisations),
        on=on,
        takes_over=takes_over,
        before=_beside(panel, median, parts, range(starts - every, starts)),
        after=tuple(
            _beside(panel, median, (successor,), range(starts + every * year, starts + every * (year + 1)))
            for year in range(YEARS_AFTER)
        ),
        addresses=tuple(one.address for one in move),
    )


def _name(code: str, organisations: Mapping[str, Organisation]) -> str:
    return organisations[code].name if code in organisations else code


def _beside(panel: Panel, median: Array, parts: Sequence[str], periods: range) -> Beside | None:
    """The parts added up over these periods; none where one has no figures, or too few periods are there."""
    rows = [panel.units.index(one) for one in parts if one in panel.units]
    if len(rows) < len(parts) or periods.start < 0:
        return None
    here = [one for one in periods if one < panel.periods and not np.isnan(panel.total[rows, one]).any()]
    if len(here) < LEAST_QUARTERS * len(periods):
        return None
    within, total = (float(counts[np.ix_(rows, here)].sum()) for counts in (panel.within, panel.total))
    weight = panel.total[np.ix_(rows, here)].sum(axis=0)
    usual = float(np.average(median[here], weights=weight))
    return Beside(
        percent=round(100 * within / total, 2),
        points=round(100 * (within / total - usual), 2),
        quarters=len(here),
        within=within,
        total=total,
    )


def years_followed(panel: Panel, moves: Sequence[MoveFollowed], *, more_is_better: bool) -> tuple[YearFollowed, ...]:
    """All moves together, year by year after them, with trusts without a move over the same times."""
    there = shares(panel)
    beside: Array = 100 * (there - np.nanmedian(there, axis=0))
    theirs = {code for one in moves for code in (one.successor, *(code for code, _ in one.parts))}
    others = beside[[row for row, code in enumerate(panel.units) if code not in theirs]]
    good = 1 if more_is_better else -1
    return tuple(_year(panel, moves, others, year, good) for year in range(1, YEARS_AFTER + 1))


def _year(panel: Panel, moves: Sequence[MoveFollowed], others: Array, year: int, good: int) -> YearFollowed:
    known = [(one, found) for one in moves if (found := one.gained(year)) is not None]
    gained = [found for _, found in known]
    meanwhile = [others[:0, 0], *(_meanwhile(panel, others, one, year) for one, _ in known)]
    usual = np.concatenate(meanwhile)
    enough = len(gained) >= FEWEST_MOVES
    low, middle, high = _at(gained, (25, 50, 75)) if enough else (None, None, None)
    usual_low, usual_high = _at(usual, (25, 75)) if enough and usual.size else (None, None)
    return YearFollowed(
        year=year,
        moves=len(gained),
        better=sum(good * one > 0 for one in gained),
        low=low,
        middle=middle,
        high=high,
        others=usual.size,
        usual_low=usual_low,
        usual_high=usual_high,
    )


def _meanwhile(panel: Panel, others: Array, move: MoveFollowed, year: int) -> Array:
    """What trusts without a move gained beside the median over the same times, where every period is there."""
    starts, every = _starts(panel, move.on), panel.periods_per_year
    after = others[:, starts + every * (year - 1) : starts + every * year]
    gained: Array = after.mean(axis=1) - others[:, starts - every : starts].mean(axis=1)
    return gained[~np.isnan(gained)]


def _at(values: Sequence[float] | Array, percents: tuple[int, ...]) -> tuple[float, ...]:
    return tuple(round(float(one), 1) for one in np.percentile(np.asarray(values, dtype=np.float64), percents))


def _starts(panel: Panel, on: date) -> int:
    """The period that the day lies in."""
    return panel.period_of(12 * on.year + on.month - 1)
