"""What listening asks of somebody today: to answer a pulse."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from wraparound.capabilities.listening.models import Asked
from wraparound.capabilities.listening.queries.pulses import waiting_rows
from wraparound.capabilities.listening.wording import need_words
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need
from wraparound.people.terms.records import HeldElsewhere

MOST = 10


def rows_waiting(*, viewer: Viewer, at: datetime) -> QuerySet[Any]:
    """Pulses that wait for the viewer's answer."""
    return waiting_rows(viewer=viewer, on=timezone.localtime(at).date())


def needs_waiting(*, viewer: Viewer, at: datetime) -> tuple[Need, ...]:
    """The same in words; asked for only where there are some."""
    rows = waiting_rows(viewer=viewer, on=timezone.localtime(at).date()).select_related("pulse")
    return tuple(
        Need(need_words(row.pulse.title), f"/listening/pulses/{row.pulse_id}/answer/", "Answer the pulse", row.pulse.closes_on)
        for row in rows.order_by("pulse__closes_on", "pk")[:MOST]
    )


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """By which pulses the viewer was asked: what they answered is not held as theirs, and cannot be found again."""
    rows = Asked.objects.filter(person=viewer.person or 0).select_related("pulse__opened_by").order_by("pk")
    return tuple(
        HeldElsewhere(
            part="Listening",
            what="You were asked by a pulse",
            at=row.pulse.opened_at,
            by=row.pulse.opened_by.name,
            words=row.pulse.title,
        )
        for row in rows
    )
