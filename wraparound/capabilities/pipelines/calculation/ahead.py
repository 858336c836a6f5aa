"""How a post is to be held on the days to come, from who holds it when. See docs/methods/pipelines.md, “Holders”."""

from collections.abc import Iterable
from datetime import date, timedelta

from wraparound.capabilities.pipelines.terms.lists import Ahead, HolderLine
from wraparound.capabilities.pipelines.terms.posts import HolderKind

DAY = timedelta(days=1)


def changes_ahead(lines: Iterable[HolderLine], on: date, last_day: date | None = None) -> tuple[Ahead, ...]:
    """The days after one on which a post is held otherwise than before, each with who holds it from then on.

    `last_day` is that of the post: after it nothing is said but that.

    >>> changes_ahead((), date(2026, 3, 2), date(2026, 12, 31))[0].on
    datetime.date(2027, 1, 1)
    """
    every = [one for one in lines if one.kind is not HolderKind.VACANT]
    closes = last_day + DAY if last_day is not None else date.max
    ends = [one.ends + DAY for one in every if one.ends is not None]
    days = sorted({day for day in (*(one.starts for one in every), *ends) if on < day < closes})
    found, before = [], _there(every, on)
    for day in days:
        now = _there(every, day)
        if _who(now) != _who(before):
            found.append(Ahead(on=day, holders=now))
        before = now
    return (*found, Ahead(on=closes, closed=True)) if on < closes < date.max else tuple(found)


def _there(lines: Iterable[HolderLine], on: date) -> tuple[HolderLine, ...]:
    return tuple(one for one in lines if one.starts <= on and (one.ends is None or one.ends >= on))


def _who(lines: Iterable[HolderLine]) -> set[tuple[int, HolderKind]]:
    """Who holds it and how; of those whose names are not the viewer's to see, each entry is somebody else."""
    return {(one.known.number if one.known else -one.number, one.kind) for one in lines}
