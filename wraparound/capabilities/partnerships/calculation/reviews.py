"""When a review may be written, and when what each side wrote is shown to the other. Pure."""

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

from wraparound.capabilities.partnerships.terms.agreements import BOTH, Side
from wraparound.capabilities.partnerships.terms.reviews import OPENS_BEFORE, SHOWN_AFTER


def is_shown(written: AbstractSet[Side], due_on: date, today: date) -> bool:
    """Whether both read each other: once both have written, or when one has and SHOWN_AFTER days have passed.

    >>> due = date(2026, 6, 1)
    >>> is_shown({Side.HELPER}, due, date(2026, 6, 14)), is_shown({Side.HELPER}, due, date(2026, 6, 15))
    (False, True)
    """
    return set(written) >= BOTH or (bool(written) and today >= shown_on(due_on))


def shown_on(due_on: date) -> date:
    """The day on which it is shown at the latest, if anybody has written."""
    return due_on + timedelta(days=SHOWN_AFTER)


def opens_on(due_on: date) -> date:
    """From when it can be written."""
    return due_on - timedelta(days=OPENS_BEFORE)


def may_write(side: Side, written: AbstractSet[Side], due_on: date, today: date) -> bool:
    """Whether the side may write, or write anew: from shortly before its day, and until the other could read it."""
    return today >= opens_on(due_on) and (side not in written or not is_shown(written, due_on, today))
