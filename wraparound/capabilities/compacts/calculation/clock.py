"""The clock of a compact: what follows from what was not kept, and when (docs/methods/compacts.md, 6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from wraparound.capabilities.compacts.terms.agreement import Follows

HERE = ZoneInfo("Europe/London")
"""Days end at midnight here, whatever clock a moment was told by."""
REVIEW_WITHIN = timedelta(days=14)
"""From the day a review is called to the day by which it should be held."""


def day_of(at: datetime) -> date:
    """The day of a moment, as people here call it.

    >>> day_of(datetime.fromisoformat("2026-06-30T23:30:00+00:00"))
    datetime.date(2026, 7, 1)
    """
    return at.astimezone(HERE).date()


@dataclass(frozen=True)
class Bound:
    """An undertaking as the clock sees it: what follows how many days after it was due, and when it was fulfilled."""

    number: int
    due: date
    grace: int
    follows: Follows
    fulfilled: bool
    bears_on: tuple[str, ...]


@dataclass(frozen=True)
class Stretch:
    """A time during which the clock stood still for some results (all where none are named): from, and up to.

    The clock runs again on `ends`; none while it stands.
    """

    starts: date
    ends: date | None
    bears_on: tuple[str, ...] = ()

    def touches(self, key: str) -> bool:
        """Whether it moves the result of this key."""
        return not self.bears_on or key in self.bears_on


def late_on(due: date, grace: int) -> date:
    """The first day on which what was agreed follows: the day after the last day of grace.

    >>> late_on(date(2026, 6, 30), 0)
    datetime.date(2026, 7, 1)
    """
    return due + timedelta(days=grace + 1)


def now_following(
    bound: Iterable[Bound], in_effect: Iterable[int], ended: Mapping[int, date], today: date
) -> list[tuple[Bound, date]]:
    """The undertakings from which something begins to follow by today and nothing does yet, with the day it begins.

    `in_effect` are those from which something follows already; `ended` the day on which what followed before ended, for
    those that were said to be fulfilled and turned out not to be: what follows then begins again no earlier than that.
    """
    running = set(in_effect)
    found = []
    for one in bound:
        if one.fulfilled or one.follows is Follows.NOTHING or one.number in running:
            continue
        begins = max(late_on(one.due, one.grace), ended.get(one.number, date.min))
        if begins <= today:
            found.append((one, begins))
    return found


def ends_on(starts: date, fulfilled: date) -> date:
    """When what followed ends: on the day it was fulfilled; at once, with no day lost, where that was in time."""
    return max(starts, fulfilled)


def part_after(pause: Stretch, since: date) -> Stretch | None:
    """The part of a pause from that day on; none where it was over by then."""
    if pause.ends is not None and pause.ends <= since:
        return None
    return Stretch(max(pause.starts, since), pause.ends, pause.bears_on)


def moved_to(by: date, key: str, pauses: Sequence[Stretch], today: date) -> date:
    """The day a result is due now: a day later for every day on which the clock stood still before it was due.

    Pauses that overlap count once. One that has not ended moves it by the days up to today, and goes on doing so.
    """
    due = by
    for starts, ends in _together([one for one in pauses if one.touches(key)], today):
        if starts > due:
            break
        due += ends - starts
    return due


def days_paused(key: str, by: date, pauses: Sequence[Stretch], today: date) -> int:
    """By how many days that is."""
    return (moved_to(by, key, pauses, today) - by).days


def _together(pauses: Iterable[Stretch], today: date) -> list[tuple[date, date]]:
    """Pauses in order, those that overlap or touch as one; from, and the day the clock runs again."""
    found: list[tuple[date, date]] = []
    for starts, ends in sorted((one.starts, one.ends or max(today, one.starts)) for one in pauses):
        if found and starts <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((starts, ends))
    return found
