"""How a post was held, in counts and months, from who held it when. See docs/methods/pipelines.md."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from wraparound.capabilities.pipelines.terms.pointing import Stay, Story
from wraparound.capabilities.pipelines.terms.posts import HolderKind

DAYS_OF_A_MONTH = 30.4375
DAY = timedelta(days=1)


def story_from(stays: Iterable[Stay], title: str, on: date) -> Story:
    """The story of a post up to the day, which counts as the last one of whatever goes on.

    Entries of the same person that touch, or lie in each other, are one stay.

    >>> story_from((), "Chair", date(2026, 3, 1)).holders
    0
    """
    known = [one for one in stays if one.starts <= on]
    substantive = _joined(one for one in known if one.kind is HolderKind.SUBSTANTIVE)
    empty = _joined(one for one in known if one.kind is HolderKind.VACANT)
    others = {HolderKind.SUBSTANTIVE, HolderKind.VACANT}
    return Story(
        title=title,
        on=on,
        since=min((one.starts for one in known), default=None),
        holders=len({one.person for one in substantive}),
        left=tuple(sorted(months_of(one, on) for one in substantive if not _goes_on(one, on))),
        here=tuple(sorted(months_of(one, on) for one in substantive if _goes_on(one, on))),
        empty_times=len(empty),
        empty_months=round(sum(_days_of(one, on) for one in empty) / DAYS_OF_A_MONTH),
        empty_now=any(_goes_on(one, on) for one in empty),
        stood_in=len(_joined(one for one in known if one.kind not in others)),
    )


def months_of(stay: Stay, on: date) -> int:
    """How long it lasted, in whole months to the nearest; up to the day where it goes on."""
    return round(_days_of(stay, on) / DAYS_OF_A_MONTH)


def _days_of(stay: Stay, on: date) -> int:
    return (min(stay.ends or on, on) - stay.starts).days + 1


def _goes_on(stay: Stay, on: date) -> bool:
    return stay.ends is None or stay.ends >= on


def _joined(stays: Iterable[Stay]) -> list[Stay]:
    """Each stay of one person once, however many entries it has; in the order in which they begin."""
    found: dict[int | None, list[Stay]] = {}
    for one in sorted(stays, key=lambda stay: stay.starts):
        theirs = found.setdefault(one.person, [])
        last = theirs[-1] if theirs else None
        if last is not None and (last.ends is None or one.starts <= last.ends + DAY):
            ends = None if last.ends is None or one.ends is None else max(last.ends, one.ends)
            theirs[-1] = replace(last, ends=ends)
        else:
            theirs.append(one)
    return sorted((one for theirs in found.values() for one in theirs), key=lambda stay: stay.starts)
