"""Calendars of due days: which somebody may have, and what one says to whoever has its address."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from wraparound.capabilities.delivery.access import HAVE_CALENDAR, KEEP_PLAN
from wraparound.capabilities.delivery.models.feeds import CalendarLink
from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.capabilities.delivery.queries.reading import about
from wraparound.capabilities.delivery.terms.feeds import (
    LONGEST_SECRET,
    MOST_DAYS,
    CalendarsPage,
    CalendarTerms,
    DueDay,
    DueDays,
    NoSuchCalendar,
)
from wraparound.capabilities.delivery.terms.milestones import MilestoneState
from wraparound.people.access import allows, ensure, reach
from wraparound.people.models import Organisation
from wraparound.people.queries.viewers import digest_of, viewer_for
from wraparound.people.terms.access import Viewer

OWN = "Milestones that you own"
NAME_OWN = "My milestones"


def calendars(*, viewer: Viewer) -> CalendarsPage:
    """The viewer's calendars: of their own milestones, and of each plan that they keep."""
    ensure(viewer, HAVE_CALENDAR)
    rows = CalendarLink.objects.filter(person=viewer.person or 0, ended_at__isnull=True)
    there = {row.organisation_id: row for row in rows}
    places = Organisation.objects.filter(pk__in=reach(viewer, KEEP_PLAN).organisations).order_by("name", "pk")
    found = [_terms("", OWN, there.get(None)), *(_terms(one.code, one.name, there.get(one.pk)) for one in places)]
    return CalendarsPage(calendars=tuple(found))


def link_of(secret: str, *, viewer: Viewer) -> CalendarLink:
    """The link behind a secret while it works; NoSuchCalendar otherwise."""
    rows = CalendarLink.objects.filter(ended_at__isnull=True, person__is_active=True)
    found = rows.select_related("person", "organisation__region").filter(digest=digest_of(secret[:LONGEST_SECRET]))
    row = found.first()
    if row is None:
        raise NoSuchCalendar
    return row


def due_days(secret: str, *, at: datetime, viewer: Viewer) -> tuple[Viewer, DueDays]:
    """Whose calendar it is, and what it says now; NoSuchCalendar also once its owner keeps the plan no longer.

    Titles and days leave, and not whose they are: nobody is looked at, and no look is logged.
    """
    row = link_of(secret, viewer=viewer)
    owner = viewer_for(row.person_id, row.person.name, on=timezone.localtime(at).date(), viewer=viewer)
    rows = Milestone.objects.filter(state=MilestoneState.OPEN)
    if row.organisation is None:
        mine = rows.filter(owner=row.person_id)
        return owner, DueDays(name=NAME_OWN, days=_days(mine, viewer))
    place = about(row.organisation, viewer=owner)
    if not allows(owner, KEEP_PLAN, place):
        raise NoSuchCalendar
    theirs = rows.filter(organisation=row.organisation_id)
    return owner, DueDays(name=f"The plan of {row.organisation.name}", days=_days(theirs, viewer))


def _days(rows: QuerySet[Milestone], viewer: Viewer) -> tuple[DueDay, ...]:
    told = rows.order_by("due_on", "pk").values_list("pk", "title", "due_on")[:MOST_DAYS]
    return tuple(DueDay(number=number, title=title, due=due) for number, title, due in told)


def _terms(code: str, name: str, row: CalendarLink | None) -> CalendarTerms:
    return CalendarTerms(
        code=code, name=name, made_at=row.made_at if row else None, used_at=row.used_at if row else None
    )
