"""Working off the outbox: every listener is told of every event it hears, exactly once, whatever happens in between.

A worker takes a delivery (one short transaction), handles it (one transaction in which the listener writes and the
delivery is noted as done: both or neither), and takes the next. Killed in between, it is no longer heard of, and
another takes its delivery up again. A listener that fails is tried again later and later, and after the last try its
delivery is dead, and shown as such, until somebody sends it again.
"""

import logging
import os
import secrets
import threading
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db import close_old_connections, connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from wraparound.records.calculation.waiting import wait_before_try
from wraparound.records.models.outbox import Delivery, Event, Position, Worker
from wraparound.records.queries.outbox import GONE_AFTER, event_terms
from wraparound.records.terms import DeliveryState, Listener

log = logging.getLogger("wraparound.background")
MOST_TRIES = 8
AT_ONCE = 500
GIVE_WAY = 4
"""How long others have their turn after a delivery, in times of what it took."""
LEAST_WAY, MOST_WAY = 0.01, 0.25
"""Seconds of that, however short or long it took."""
STATE = DeliveryState


class TakenFromUs(RuntimeError):
    """While we handled it, somebody else took the delivery up, thinking us gone; what we wrote is undone."""


def make_out(listeners: Sequence[Listener]) -> int:
    """Makes out the deliveries of events not yet made out for each listener, from the beginning for a new one."""
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    known = dict(Position.objects.values_list("listener", "event"))
    # Asked first without a lock: most of the time there is nothing new, and nobody who writes should wait for that.
    return sum(_made_out(name, heard, last) for name, heard in _heard(listeners) if known.get(name, -1) < last)


def _heard(listeners: Sequence[Listener]) -> list[tuple[str, list[str]]]:
    """Each name once, with every event that is heard under it: a task that hears several has one place in the outbox.

    Made out one event after the other, the first would move that place past all the rest.
    """
    found: dict[str, list[str]] = {}
    for one in listeners:
        found.setdefault(one.name, []).append(one.hearing.event)
    return list(found.items())


def _made_out(name: str, heard: Sequence[str], last: int) -> int:
    with transaction.atomic():
        Position.objects.get_or_create(listener=name)
        position = Position.objects.select_for_update().get(listener=name)
        new = Event.objects.filter(pk__gt=position.event, pk__lte=last, name__in=heard).order_by("pk")
        at = timezone.now()
        rows = [Delivery(event_id=pk, listener=name, due_at=at) for pk in new.values_list("pk", flat=True)]
        Delivery.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)
        position.event = max(position.event, last)
        position.save(update_fields=["event"])
    return len(rows)


def work_off(listeners: Sequence[Listener], worker: str, *, event: int | None = None) -> int:
    """Handles what is due now, until nothing is; how many deliveries were handled. Only one event where it is given."""
    handled = 0
    # One worker does one thing at a time: what is still ours was left when the store was away for a moment.
    mine = Delivery.objects.filter(state=STATE.WORKING, worker=worker)
    if mine.exists():
        mine.update(state=STATE.WAITING, due_at=timezone.now())
    make_out(listeners)
    begun = time.monotonic()
    while (taken := _take(listeners, worker, event)) is not None:
        handled += _handle(*taken, worker)
        make_out(listeners)
        _give_way(time.monotonic() - begun)
        begun = time.monotonic()
    return handled


def _give_way(took: float) -> None:
    """Lets those who wait have their turn where one writes at a time: SQLite keeps no queue, and they would starve."""
    if connection.vendor == "sqlite":
        time.sleep(min(MOST_WAY, max(LEAST_WAY, GIVE_WAY * took)))


def _take(listeners: Sequence[Listener], worker: str, event: int | None) -> tuple[int, Listener] | None:
    """The next delivery that is due, now ours; none where there is none."""
    known = {one.name: one for one in listeners}
    at = timezone.now()
    rows = _ready(known, at) if event is None else _ready(known, at).filter(event=event)
    rows = rows.order_by("event_id", "pk")
    first = rows.first()
    if first is None:
        return None
    by_rows = connection.features.has_select_for_update_skip_locked
    # Where one writes at a time, nobody waits while we look: then it is only asked whether it is still as we found it.
    found = Delivery.objects.filter(pk=first.pk, state=first.state, worker=first.worker, tries=first.tries)
    with transaction.atomic():
        row = rows.select_for_update(skip_locked=True, of=("self",)).first() if by_rows else found.first()
        if row is not None and row.tries < MOST_TRIES:
            Delivery.objects.filter(pk=row.pk).update(
                state=STATE.WORKING, tries=row.tries + 1, worker=worker, taken_at=at, trouble=""
            )
            return row.pk, known[row.listener]
        if row is None and by_rows:
            # What is due is in other hands.
            return None
        if row is not None:
            # Taken for the last time by a worker that went: whatever it is, it ends workers.
            _dead(row.pk, "The process that handled it ended, every time.")
    # Another was quicker, or one was given up: nobody else waits for the next round because of that.
    return _take(listeners, worker, event)


def _ready(known: dict[str, Listener], at: datetime) -> QuerySet[Delivery]:
    """Deliveries that can be handled: due, or taken by a worker that is gone; in order for each record."""
    alive = Worker.objects.filter(name=OuterRef("worker"), seen_at__gt=at - GONE_AFTER)
    mine = Delivery.objects.filter(listener__in=list(known))
    due = mine.filter(Q(state=STATE.WAITING, due_at__lte=at) | Q(Q(state=STATE.WORKING), ~Exists(alive)))
    undone = [STATE.WAITING, STATE.WORKING]
    earlier = Delivery.objects.filter(
        listener=OuterRef("listener"),
        event__lt=OuterRef("event"),
        event__sort=OuterRef("event__sort"),
        event__record=OuterRef("event__record"),
        state__in=undone,
    )
    last = [name for name, one in known.items() if one.hearing.last]
    others = Delivery.objects.filter(event=OuterRef("event")).exclude(listener__in=last).exclude(state=STATE.DONE)
    return due.filter(~Exists(earlier)).exclude(Q(listener__in=last) & Exists(others))


def _handle(delivery: int, listener: Listener, worker: str) -> int:
    """One if it was handled, none if the listener failed and it will be tried again, or is dead."""
    try:
        event = event_terms(Event.objects.select_related("change").get(deliveries=delivery))
        task = getattr(import_module(listener.module), listener.hearing.task)
        if listener.hearing.long:
            task(event)
            with transaction.atomic():
                _done(delivery, worker)
        else:
            with transaction.atomic():
                # Noted first: two who both think it theirs wait for each other here, and the second finds it done.
                _done(delivery, worker)
                task(event)
    except TakenFromUs:
        log.warning("A delivery was taken by another worker while it was being handled")
        return 0
    except Exception as trouble:
        _failed(delivery, listener, trouble)
        return 0
    return 1


def _done(delivery: int, worker: str) -> None:
    ours = Delivery.objects.filter(pk=delivery, state=STATE.WORKING, worker=worker)
    if not ours.update(state=STATE.DONE, done_at=timezone.now()):
        raise TakenFromUs


def _failed(delivery: int, listener: Listener, trouble: Exception) -> None:
    # Its message may hold what somebody typed; its class and place do not.
    frames = traceback.extract_tb(trouble.__traceback__)
    where = f"{type(trouble).__name__} in {frames[-1].name}, {Path(frames[-1].filename).name}:{frames[-1].lineno}"
    log.error("%s failed: %s", listener.name, where)
    with transaction.atomic():
        row = Delivery.objects.get(pk=delivery)
        if row.state != STATE.WORKING:
            return
        if row.tries >= MOST_TRIES:
            _dead(delivery, where)
            return
        Delivery.objects.filter(pk=delivery).update(
            state=STATE.WAITING, trouble=where[:300], due_at=timezone.now() + wait_before_try(row.tries)
        )


def _dead(delivery: int, trouble: str) -> None:
    log.error("A delivery is dead after %s tries", MOST_TRIES)
    Delivery.objects.filter(pk=delivery).update(state=STATE.DEAD, trouble=trouble[:300])


@contextmanager
def at_work(beat: timedelta | None = None) -> Iterator[str]:
    """The name of a worker that is heard of as long as the block lasts."""
    name = f"{os.getpid()}-{secrets.token_hex(4)}"
    at = timezone.now()
    Worker.objects.filter(seen_at__lt=at - timedelta(days=1)).delete()
    Worker.objects.create(name=name, started_at=at, seen_at=at)
    stop = threading.Event()
    every = beat or timedelta(seconds=settings.HEARTBEAT_SECONDS)
    thread = threading.Thread(target=_beat, args=(name, stop, every), daemon=True)
    thread.start()
    try:
        yield name
    finally:
        stop.set()
        thread.join(timeout=10)
        Worker.objects.filter(name=name).delete()


def _beat(name: str, stop: threading.Event, every: timedelta) -> None:
    while not stop.wait(every.total_seconds()):
        try:
            at = timezone.now()
            # Made anew where a restore took it away.
            new = {"seen_at": at, "started_at": at}
            Worker.objects.update_or_create(name=name, defaults={"seen_at": at}, create_defaults=new)
        except Exception as trouble:
            log.warning("A heartbeat was missed: %s", type(trouble).__name__)
        finally:
            close_old_connections()
    connection.close()


def work(listeners: Sequence[Listener], stop: threading.Event, *, pause: float = 1.0) -> None:
    """Works until told to stop: what is due, then a pause."""
    with at_work() as name:
        while not stop.is_set():
            try:
                work_off(listeners, name)
            except Exception as trouble:
                # The store was away for a moment; what was being handled is as it was.
                log.error("Work stopped for a moment: %s", type(trouble).__name__)
                time.sleep(pause)
            close_old_connections()
            stop.wait(pause)
