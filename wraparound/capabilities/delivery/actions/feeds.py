"""A calendar link is made, renewed and ended by its owner; that it was read is noted."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from wraparound.capabilities.delivery.access import HAVE_CALENDAR
from wraparound.capabilities.delivery.models.feeds import CalendarLink
from wraparound.capabilities.delivery.queries.plans import kept_place
from wraparound.people.access import ensure
from wraparound.people.models import Person
from wraparound.people.queries.viewers import digest_of
from wraparound.people.terms.access import Viewer

SEEN_EVERY = timedelta(minutes=1)


@transaction.atomic
def make_link(code: str, *, at: datetime, by: Viewer) -> str:
    """A new address of the actor's own calendar, or of that of a plan they keep; its secret, shown once, kept nowhere.

    The one before it opens nothing any more.
    """
    ensure(by, HAVE_CALENDAR)
    place = kept_place(code, viewer=by) if code else None
    assert by.person is not None  # whoever is signed in is somebody
    Person.objects.select_for_update().get(pk=by.person)
    end_link(code, at=at, by=by)
    secret = secrets.token_urlsafe(32)
    CalendarLink.objects.create(person_id=by.person, organisation=place, digest=digest_of(secret), made_at=at)
    return secret


def end_link(code: str, *, at: datetime, by: Viewer) -> None:
    """Ends one of the actor's own; nothing happens where there is none. It needs no plan to be kept any more."""
    ensure(by, HAVE_CALENDAR)
    mine = CalendarLink.objects.filter(person=by.person, ended_at__isnull=True)
    mine = mine.filter(organisation__code__iexact=code) if code else mine.filter(organisation__isnull=True)
    mine.update(ended_at=at)


def link_used(secret: str, *, at: datetime, by: Viewer) -> None:
    """Notes that an address was read, once a minute at most."""
    CalendarLink.objects.filter(digest=digest_of(secret)).exclude(used_at__gt=at - SEEN_EVERY).update(used_at=at)
