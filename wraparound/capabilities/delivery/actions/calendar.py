"""What follows by the calendar: owners are reminded before and after the day of a milestone, once each."""

from datetime import date, datetime, timedelta

from django.db.models import Q

from wraparound.capabilities.delivery.access import FOLLOW
from wraparound.capabilities.delivery.actions.telling import tell_people
from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.capabilities.delivery.terms.milestones import MilestoneState
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing

REMINDED_BEFORE = timedelta(days=7)


def remind(*, at: datetime, by: Viewer) -> int:
    """Tells owners of milestones that are due within a week or overdue, once before and once after; how many owners."""
    ensure(by, FOLLOW)
    today = at.date()
    due = Q(state=MilestoneState.OPEN, due_on__lte=today + REMINDED_BEFORE)
    wanted = [one for one in Milestone.objects.filter(due).order_by("pk") if one.reminded != _mark(one.due_on, today)]
    if not wanted:
        return 0
    owners: dict[int, Milestone] = {}
    with changing("Owners of milestones were reminded", at=at, by=by):
        for one in wanted:
            one.reminded = _mark(one.due_on, today)
            one.save(update_fields=["reminded"])
            owners[one.owner_id] = one
        for owner, one in owners.items():
            tell_people(one, [owner], by=by)
    return len(owners)


def _mark(due: date, today: date) -> str:
    """Of which day somebody was reminded, and on which side of it."""
    return f"{due.isoformat()} {'late' if due < today else 'soon'}"
