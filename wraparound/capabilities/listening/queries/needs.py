"""What listening asks of somebody today: to answer a pulse."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from wraparound.capabilities.listening.models.pulses import Asked
from wraparound.capabilities.listening.queries.pulses import waiting_rows
from wraparound.capabilities.listening.wording.pulses import need_words
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need
from wraparound.people.terms.records import HeldElsewhere

MOST = 10


def needs_today(*, viewer: Viewer, at: datetime, waits: Sequence[bool] | None = None) -> tuple[Need, ...]:
    """Pulses that wait for the viewer's answer, the first to close first.

    `waits` says for each of `waiting` whether there is any, where somebody has asked already.
    """
    if viewer.person is None or not (waits is None or any(waits)):
        return ()
    (rows,) = waiting(viewer=viewer, at=at)
    return tuple(_need(row) for row in rows.select_related("pulse").order_by("pulse__closes_on", "pk")[:MOST])


def waiting(*, viewer: Viewer, at: datetime) -> tuple[QuerySet[Any], ...]:
    """Rows of which any means that something waits."""
    return (waiting_rows(viewer=viewer, on=timezone.localtime(at).date()),)


def _need(row: Asked) -> Need:
    address = f"/listening/pulses/{row.pulse_id}/answer/"
    return Need(need_words(row.pulse.title), address, "Answer the pulse", row.pulse.closes_on)


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
