"""How a release stands on a day, and how long one may last. See docs/methods/pipelines.md, Releases."""

from datetime import date

from wraparound.capabilities.pipelines.terms.people import ReleaseDays, ReleaseState
from wraparound.published.months import months_after

LONGEST_RELEASE = 12
"""Months from the day it is offered to its last day, at most."""


def release_state(days: ReleaseDays, on: date, *, there: bool) -> ReleaseState:
    """How it stands on the day: it shows somebody from the day they agree to its last day, and never without that.

    It no longer does on the day on which it was taken back. `there`: the person belongs to the organisation.

    >>> days = ReleaseDays(ends=date(2026, 5, 4), agreed_on=date(2026, 5, 1))
    >>> release_state(days, date(2026, 5, 4), there=True).value
    'in_force'
    """
    if days.declined_on is not None:
        return ReleaseState.DECLINED
    if days.taken_back_on is not None and days.taken_back_on <= on:
        return ReleaseState.TAKEN_BACK
    if days.ends < on:
        return ReleaseState.RAN_OUT if days.agreed_on is None else ReleaseState.ENDED
    if not there:
        return ReleaseState.GONE
    return ReleaseState.WAITING if days.agreed_on is None else ReleaseState.IN_FORCE


def last_day_of_a_release(offered_on: date) -> date:
    """The furthest last day."""
    return months_after(offered_on, LONGEST_RELEASE)
