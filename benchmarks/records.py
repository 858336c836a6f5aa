"""The state as at an earlier day beside today's: 50,000 people, each with ten changes of name and ten of job.

Run: make benchmark-records. For each store: how long the history takes to grow (every round changes every person and
membership, with the database's own triggers, and is followed by what the daily job does), and then, page by page and
turn by turn, CPU of today's page and of the same page as at a day in the middle of the history: median, 95th, and the
first look at that day, before its count is remembered.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from stores import ROOT, make_up, on_each_store, surroundings

ROUNDS = 10
RUNS = 40


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        print(json.dumps(measure()))
        return 0
    head = f"{'store':<11}{'page':<20}{'today ms':>9}{'95th':>7}{'as at ms':>10}{'95th':>7}{'first':>7}"
    head += f"{'SQL':>5}{'as at':>7}"
    print(f"To reach: a page as at a day no slower than today's, {asked.people:,} people.\n\n{head}")
    on_each_store(lambda store, folder, more: run_store(store, asked.people, folder, more))
    return 0


def run_store(store: str, people: int, folder: Path, more: dict[str, str]) -> None:
    """A made-up region, its history, and the pages."""
    part = surroundings(folder, more)
    make_up(people, part)
    command = [sys.executable, __file__, "--measure"]
    answer = subprocess.run(command, cwd=ROOT, env=part, check=True, capture_output=True, text=True).stdout
    found = json.loads(answer.splitlines()[-1])
    for name, row in found["pages"].items():
        today, then = row["today"], row["as at"]
        print(
            f"{store:<11}{name:<20}{today['median']:>9.1f}{today['high']:>7.1f}{then['median']:>10.1f}{then['high']:>7.1f}"
            f"{then['first']:>7.1f}{today['sql']:>5}{then['sql']:>7}",
            flush=True,
        )
    print(
        f"{store:<11}{found['versions']:,} versions of people and memberships in {found['eras']} eras, grown in "
        f"{found['seconds']:.0f} s; longest new era {found['longest era']:.1f} s; counts agree: {found['agree']}",
        flush=True,
    )


def measure() -> dict[str, object]:
    """Grows the history and times the pages, in this process."""
    import django

    django.setup()
    from django.test import Client
    from django.utils import timezone

    from wraparound.people.models import Person

    began = time.monotonic()
    middle, longest = grow()
    seconds = time.monotonic() - began
    keeper = Person.objects.get(name__startswith="Ottoline")
    last = Person.objects.filter(in_chooser=False).order_by("-pk").values_list("key", flat=True)[0]
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(keeper, backend="allauth.account.auth_backends.AuthenticationBackend")
    day = timezone.localtime(middle).date().isoformat()
    pages = {
        "list": "/people/?",
        "list, last page": "/people/?page=10000&",
        "search, one word": "/people/?q=quillfeather&",
        "one organisation": "/people/?organisation=ZZ01&",
        "organisation": "/people/organisations/ZZ01/?",
        "profile": f"/people/{last}/?",
    }
    found = {name: both(client, address, f"{address}as_at={day}") for name, address in pages.items()}
    return {"pages": found, "seconds": seconds, "longest era": longest, **counted(middle)}


def grow() -> tuple[datetime, float]:
    """Every person renamed and every job changed, round by round through the last year; a moment in the middle."""
    from django.db.models import F, Value
    from django.db.models.functions import Concat, Left
    from django.utils import timezone

    from wraparound.people.models import Membership, Person
    from wraparound.people.terms.access import OPERATOR
    from wraparound.records.actions import store
    from wraparound.records.actions.changes import changing

    now, longest = timezone.now(), 0.0
    moments = [now - timedelta(days=300 - 25 * number) for number in range(ROUNDS)]
    for number, at in enumerate(moments):
        with changing(f"Round {number}", at=at, by=OPERATOR):
            Person.objects.update(name=Concat(Left(F("name"), 30), Value(f" {number}")))
            Membership.objects.update(job=Concat(Left(F("job"), 30), Value(f" {number}")))
        began = time.monotonic()
        store.begin_eras(at=at + timedelta(hours=1), by=OPERATOR)
        longest = max(longest, time.monotonic() - began)
    return moments[ROUNDS // 2] + timedelta(days=3), longest


def counted(middle: datetime) -> dict[str, object]:
    """How much history there is, and whether as many people stood in it then as now."""
    from wraparound.people.models import Person
    from wraparound.records.models.keeping import KEPT
    from wraparound.records.models.log import Era

    then = Person.objects.as_at(middle).count()
    grown = [KEPT[sort].versions._default_manager.count() for sort in ("people.person", "people.membership")]
    return {
        "versions": sum(grown),
        "eras": Era.objects.count(),
        "agree": then == Person.objects.count(),
    }


def both(client: object, today: str, then: str) -> dict[str, object]:
    """The two addresses in turn, so that whatever else the machine does falls on both alike."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    statements, times = {}, {"today": [], "as at": []}  # type: ignore[var-annotated]  # lists of milliseconds
    client.get(today)  # type: ignore[attr-defined]  # templates are read now
    first = {"today": _cpu(client, today), "as at": _cpu(client, then)}
    for name, address in (("today", today), ("as at", then)):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)  # type: ignore[attr-defined]  # a test client
        assert answer.status_code == 200, address
        assert ("As this site knew it" in answer.content.decode()) == (name == "as at"), address
        statements[name] = len(asked)
    for _ in range(RUNS):
        for name, address in (("today", today), ("as at", then)):
            times[name].append(_cpu(client, address))
    return {
        name: {
            "median": statistics.median(some),
            "high": sorted(some)[int(0.95 * RUNS)],
            "sql": statements[name],
            "first": first[name],
        }
        for name, some in times.items()
    }


def _cpu(client: object, address: str) -> float:
    """Milliseconds of CPU of this process, and of waiting for a server of its own where there is one."""
    wall, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF)
    client.get(address)  # type: ignore[attr-defined]  # a test client
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return 1000 * max(cpu, time.perf_counter() - wall if "WRAPAROUND_DATABASE_URL" in os.environ else cpu)


if __name__ == "__main__":
    sys.exit(main())
