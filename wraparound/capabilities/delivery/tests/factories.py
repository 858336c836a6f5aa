"""Milestones for tests of what knows no database."""

from datetime import date, timedelta

from wraparound.capabilities.delivery.terms.milestones import MilestoneState, MilestoneTerms, Move, MoveReason

DAY = date(2026, 6, 1)


def days(many):
    return timedelta(days=many)


def milestone(number, due=10, *, waits=(), effort=None, ended=None, dropped=False, **more):
    """Due so many days after DAY; `ended` counts in the same way."""
    state = MilestoneState.OPEN
    if ended is not None:
        state = MilestoneState.DROPPED if dropped else MilestoneState.DONE
    return MilestoneTerms(
        number=number,
        title=f"Milestone {number}",
        due=DAY + days(due),
        state=state,
        ended=None if ended is None else DAY + days(ended),
        why_ended="No longer needed." if dropped else "",
        effort=effort,
        waits_for=tuple(waits),
        **more,
    )


def moved(on, before, after, reason=MoveReason.PEOPLE, words=""):
    return Move(on=DAY + days(on), before=DAY + days(before), after=DAY + days(after), reason=reason, words=words)
