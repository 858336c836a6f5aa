"""What happened, kept in order in the transaction in which it happened, and its way to each listener."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wraparound.records.models.log import Change
from wraparound.records.terms import DeliveryState


class Event(models.Model):
    """Something that happened. Numbers rise in the order in which transactions commit: one writes at a time."""

    name = models.CharField(max_length=80, db_index=True)
    sort = models.CharField(max_length=80, blank=True)
    record = models.BigIntegerField(null=True)
    controller = models.CharField(max_length=10, blank=True)
    data = models.JSONField()
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="events")

    not_a_record = "What happened, by opaque references; it is only ever added to."

    def __str__(self) -> str:
        return f"{self.pk}: {self.name}"


class Delivery(models.Model):
    """One event on its way to one listener. There is one for each pair, so that none is handled twice."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="deliveries")
    listener = models.CharField(max_length=120)
    state = models.CharField(max_length=10, default=DeliveryState.WAITING)
    tries = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=60, blank=True)
    taken_at = models.DateTimeField(null=True)

    not_a_record = "Where an event stands on its way; it says nothing of anybody."

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "due_at", "event"], name="deliveries_due"),
            models.Index(fields=["listener", "event"], name="deliveries_of"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "listener"], name="an_event_once_for_each_listener"),
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in DeliveryState]), name="delivery_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.DONE, done_at__isnull=False)
                | (~Q(state=DeliveryState.DONE) & Q(done_at__isnull=True)),
                name="done_deliveries_say_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} to {self.listener}: {self.state}"


class Position(models.Model):
    """How far along the outbox deliveries have been made out for a listener; a new one begins at the beginning."""

    listener = models.CharField(max_length=120, unique=True)
    event = models.BigIntegerField(default=0)

    not_a_record = "How far a listener has read; it says nothing of anybody."

    def __str__(self) -> str:
        return f"{self.listener} at {self.event}"


class Worker(models.Model):
    """A process that works in the background, and when it was last heard of."""

    name = models.CharField(max_length=60, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    not_a_record = "A process, not a person."

    def __str__(self) -> str:
        return self.name
