"""Kills processes with SIGKILL in the middle of what they do, many times, and looks at what they left behind.

Run as a process of its own: python -m tests.operations.killing KIND KILLS; prints what it found as JSON. The settings
and the store are those of its environment. Children are forked when no connection is open, write until they are killed,
and say by a byte each when they begin and end, so that we know how many were killed in between.
"""

import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import django

django.setup()

from django.db import connection, connections  # noqa: E402  # settings first
from django.utils import timezone  # noqa: E402

from tests.samples import official  # noqa: E402
from wraparound.capabilities.sources.actions.imports import import_files  # noqa: E402
from wraparound.capabilities.sources.terms import ImportOrder  # noqa: E402
from wraparound.people.actions.people import add_organisation, add_region, bring_in  # noqa: E402
from wraparound.people.models import Membership, NameWord, Person, Region  # noqa: E402
from wraparound.people.terms.access import OPERATOR  # noqa: E402
from wraparound.people.terms.people import NewPerson  # noqa: E402
from wraparound.published.release import held_releases, hold_releases_in, open_release, release_in_use  # noqa: E402
from wraparound.published.terms import AE_MAJOR  # noqa: E402
from wraparound.records import tasks  # noqa: E402
from wraparound.records.actions.changes import changing  # noqa: E402
from wraparound.records.actions.deliveries import send_again  # noqa: E402
from wraparound.records.actions.outbox import tell  # noqa: E402
from wraparound.records.actions.store import _unlike  # noqa: E402
from wraparound.records.models.keeping import KEPT  # noqa: E402
from wraparound.records.models.log import Change  # noqa: E402
from wraparound.records.models.outbox import Delivery, Event, Worker  # noqa: E402
from wraparound.records.models.triggers import missing  # noqa: E402
from wraparound.records.tests.listeners import listener  # noqa: E402
from wraparound.web.catalogue import listeners  # noqa: E402
from wraparound.web.settings.folders import RELEASES  # noqa: E402

AT_ONCE = 40
HAPPENED = "tests.happened"


def begin_site():
    region = add_region("NORTH", "Northmoor (made up)", at=timezone.now(), by=OPERATOR, made_up=True)
    add_organisation("N1", "Trust N1 (made up)", "Acute", region, at=timezone.now(), by=OPERATOR, made_up=True)


def writes(told):
    """People by the forty, a bulk update of all that were there before, and an event, in one change."""
    for number in range(1_000_000):
        told(b"b")
        with changing("Killed or not", at=timezone.now(), by=OPERATOR):
            one = (("N1", "Manager", date(2025, 1, 1), None),)
            bring_in(
                [NewPerson(f"Person Of{number}", None, one) for _ in range(AT_ONCE)], at=timezone.now(), by=OPERATOR
            )
            last = Person.objects.order_by("-pk").values_list("pk", flat=True)[:AT_ONCE]
            Membership.objects.filter(person__in=list(last)).update(job=f"Job {number}")
            tell(HAPPENED, {"number": str(number)}, by=OPERATOR)
        told(b"e")


def works(told):
    """A worker that is told of what happens and writes for it."""
    with tasks.at_work() as name:
        while True:
            told(b"b")
            tasks.work_off((listener("writes_slowly"),), name)
            told(b"e")
            time.sleep(0.005)


def imports(told):
    """An import after another, each worked off to the end."""
    hold_releases_in(RELEASES)
    with tasks.at_work() as name, tempfile.TemporaryDirectory() as folder:
        for _ in range(1_000_000):
            told(b"b")
            tasks.work_off(tuple(one for one in listeners() if one.name == "sources.take_into_use"), name)
            path = Path(folder) / "figures.csv"
            path.write_bytes(official.plain([("RXW", "2026-04", AE_MAJOR, random.randrange(1, 9_000), 9_000)]))
            import_files(ImportOrder((path,)), at=timezone.now(), by=OPERATOR)
            tasks.work_off(tuple(one for one in listeners() if one.name == "sources.take_into_use"), name)
            told(b"e")


def forked(act):
    """A child that acts until it is killed; its number and the end of the pipe by which it tells."""
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        random.seed()
        try:
            act(lambda byte: os.write(writing, byte))
        except BaseException as trouble:
            print(f"{type(trouble).__name__}: {trouble}", file=sys.stderr, flush=True)
            os._exit(3)
    os.close(writing)
    return child, reading


def killed(child, reading, after):
    """Kills the child after it has begun, some milliseconds later; whether that was in the middle, and its exit."""
    select.select([reading], [], [], 60)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    said = b""
    while part := os.read(reading, 65_536):
        said += part
    os.close(reading)
    assert os.WIFSIGNALED(status), f"the child ended by itself: {status}"
    return said.endswith(b"b")


def troubles():
    """What a half-done change would leave behind."""
    found = list(missing(connection))
    people, memberships = Person.objects.count(), Membership.objects.count()
    if people % AT_ONCE or people != memberships:
        found.append(f"{people} people, {memberships} memberships")
    if NameWord.objects.filter(person=None).exists() or NameWord.objects.values("person").distinct().count() != people:
        found.append("names without words")
    if Event.objects.filter(name=HAPPENED).count() * AT_ONCE != people:
        found.append("an event without its change, or the other way round")
    for kept in KEPT.values():
        with connection.cursor() as cursor:
            cursor.execute(_unlike(kept))
            if cursor.fetchall():
                found.append(f"{kept.table} differs from its history")
    moments = list(Change.objects.order_by("pk").values_list("at", flat=True))
    if moments != sorted(set(moments)):
        found.append("changes out of order")
    for job in Membership.objects.values_list("job", flat=True).distinct():
        if not job.startswith("Job "):
            found.append("a change that was half made")
    return found


def finish(who):
    """Works off what is left, as a worker does that comes back: a server may hold a dead one's rows for a moment."""
    with tasks.at_work() as name:
        for _ in range(100):
            tasks.work_off(who, name)
            if not Delivery.objects.exclude(state="done").exists():
                return
            time.sleep(0.1)


def kill_writers(kills):
    begin_site()
    middle = 0
    for _ in range(kills):
        middle += killed(*forked(writes), random.uniform(0.0, 0.12))
        if found := troubles():
            return {"troubles": found}
    return {
        "kills": kills,
        "in the middle": middle,
        "changes": Change.objects.count(),
        "people": Person.objects.count(),
    }


def kill_workers(kills):
    """Two workers at a time, both killed; in the end every event was written for exactly once."""
    begin_site()
    middle = 0
    for _ in range(kills):
        for _ in range(4):
            with changing("It happened", at=timezone.now(), by=OPERATOR):
                tell(HAPPENED, {}, by=OPERATOR)
        pair = [forked(works), forked(works)]
        for child, reading in pair:
            middle += killed(child, reading, random.uniform(0.0, 0.08))
        # The dead are not heard of any more: half a minute later their work is taken up again.
        Worker.objects.all().delete()
    heard = (listener("writes_slowly"),)
    finish(heard)
    # One whose worker was killed at every try is given up, and shown; somebody who looks after the site sends it again.
    given_up = list(Delivery.objects.filter(state="dead").values_list("pk", flat=True))
    for number in given_up:
        send_again(number, at=timezone.now(), by=OPERATOR)
    # One that failed is tried again later and later; here later is now.
    failed = Delivery.objects.filter(state="waiting").update(due_at=timezone.now())
    finish(heard)
    codes = list(Region.objects.filter(name="Heard").values_list("code", flat=True))
    events = [f"E{pk}" for pk in Event.objects.filter(name=HAPPENED).values_list("pk", flat=True)]
    dead = Delivery.objects.exclude(state="done").count()
    if sorted(codes) != sorted(events) or dead:
        left = list(Delivery.objects.exclude(state="done").values_list("state", "tries", "trouble", "due_at"))
        return {"troubles": [f"{len(events)} events, {len(codes)} handled, {dead} not done: {left}"]}
    again = {"given up and sent again": len(given_up), "failed and tried again": failed}
    return {"kills": 2 * kills, "in the middle": middle, "events": len(events), "handled": len(codes), **again}


def kill_imports(kills):
    hold_releases_in(RELEASES)
    middle, seen = 0, set()
    for _ in range(kills):
        middle += killed(*forked(imports), random.uniform(0.0, 0.5))
        Worker.objects.all().delete()
        seen.add(release_in_use().id)
        for name in held_releases():
            open_release(name)
    finish(tuple(one for one in listeners() if one.name == "sources.take_into_use"))
    undone = Delivery.objects.filter(listener="sources.take_into_use").exclude(state="done").count()
    made = Event.objects.filter(name="sources.release_made").order_by("-pk").first()
    if undone or (made and release_in_use().id != made.data["release"]):
        return {"troubles": [f"{undone} not done; in use {release_in_use().id}, made {made.data['release']}"]}
    return {"kills": kills, "in the middle": middle, "releases": len(held_releases())}


if __name__ == "__main__":
    random.seed()
    kind, many = sys.argv[1], int(sys.argv[2])
    print(json.dumps({"writers": kill_writers, "workers": kill_workers, "imports": kill_imports}[kind](many)))
