"""What runs in the background, for those who look after it. Callers have checked who asks."""

from datetime import datetime, timedelta

from django.db.models import Count

from wraparound.records.models.outbox import Delivery, Event, Worker
from wraparound.records.terms import (
    Background,
    DeliveryState,
    DeliveryTerms,
    EventTerms,
    Someone,
    WorkerTerms,
)

SHOWN = 50
GONE_AFTER = timedelta(seconds=30)
"""A worker not heard of for so long is gone, and what it had taken is taken up again."""


def background(*, viewer: Someone, at: datetime) -> Background:
    """Workers, how many deliveries stand where, those dead or under way (50 of each at most) and the last ones done."""
    counted = dict(Delivery.objects.values_list("state").annotate(many=Count("pk")))
    rows = Delivery.objects.select_related("event__change")
    return Background(
        workers=tuple(
            WorkerTerms(one.name, one.started_at, one.seen_at, at - one.seen_at < GONE_AFTER)
            for one in Worker.objects.order_by("started_at")
        ),
        counts=tuple((state, counted.get(state.value, 0)) for state in DeliveryState),
        dead=tuple(_delivery(one) for one in rows.filter(state=DeliveryState.DEAD).order_by("-event_id")[:SHOWN]),
        under_way=tuple(
            _delivery(one)
            for one in rows.filter(state__in=[DeliveryState.WAITING, DeliveryState.WORKING]).order_by("event_id")[
                :SHOWN
            ]
        ),
        done=tuple(_delivery(one) for one in rows.filter(state=DeliveryState.DONE).order_by("-done_at")[:SHOWN]),
    )


def undone(name: str, listener: str, *, viewer: Someone) -> tuple[EventTerms, ...]:
    """The events of this name that the listener has not handled yet and has not given up, oldest first."""
    settled = Delivery.objects.filter(listener=listener, state__in=[DeliveryState.DONE, DeliveryState.DEAD])
    rows = Event.objects.filter(name=name).exclude(pk__in=settled.values("event")).select_related("change")
    return tuple(event_terms(row) for row in rows.order_by("pk"))


def is_settled(event: int, *, viewer: Someone) -> bool:
    """Whether every delivery of the event that was made out is done or given up."""
    open_ones = [DeliveryState.WAITING, DeliveryState.WORKING]
    return not Delivery.objects.filter(event=event, state__in=open_ones).exists()


def trouble_of(event: int, *, viewer: Someone) -> str:
    """What went wrong last with a delivery of the event that is not done; empty where nothing did."""
    rows = Delivery.objects.filter(event=event).exclude(state=DeliveryState.DONE).exclude(trouble="")
    return str(rows.values_list("trouble", flat=True).first() or "")


def worker_is_seen(*, viewer: Someone, at: datetime) -> bool:
    """Whether a worker was heard of lately."""
    return Worker.objects.filter(seen_at__gt=at - GONE_AFTER).exists()


def event_terms(row: Event, *, viewer: Someone | None = None) -> EventTerms:
    """The row as a term."""
    change = row.change
    return EventTerms(
        row.pk, row.name, row.sort, row.record, change.at, change.by, change.by_name, row.controller, dict(row.data)
    )


def _delivery(row: Delivery) -> DeliveryTerms:
    return DeliveryTerms(
        row.pk,
        event_terms(row.event),
        row.listener,
        DeliveryState(row.state),
        row.tries,
        row.trouble,
        row.due_at,
        row.done_at,
    )
