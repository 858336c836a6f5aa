"""Work in the background: `wraparound work`, the process that `serve` keeps beside it, and waiting for one event."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from wraparound.web.catalogue import CATALOGUE, listeners

if TYPE_CHECKING:
    from argparse import _SubParsersAction
    from datetime import datetime

LONGEST_WAIT = 300.0
"""Seconds a command waits for what it set off; then it goes on without it."""
DAILY = timedelta(days=1)
progress = logging.getLogger("wraparound.progress")


def add_work(areas: "_SubParsersAction[ArgumentParser]") -> None:
    """The verb that works in the background; `serve` starts one by itself."""
    work = areas.add_parser(
        "work",
        help="do in the background what was set off: one process or several, beside the site",
        epilog="wraparound work",
    )
    work.add_argument("--demo", action="store_true", help="in the made-up region instead of this site")
    work.add_argument("--once", action="store_true", help="do what waits now, then stop")
    work.add_argument(
        "--with", dest="parent", type=int, default=0, metavar="PID", help="stop when this process is gone"
    )
    work.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Works until it is told to stop, or until nothing waits."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"wraparound.web.settings.{'demo' if arguments.demo else 'local'}")
    import django

    django.setup()
    from wraparound.published.release import hold_releases_in
    from wraparound.records import tasks
    from wraparound.web.settings.folders import RELEASES

    hold_releases_in(RELEASES)
    if arguments.once:
        with tasks.at_work() as name:
            handled = tasks.work_off(listeners(), name)
        print(f"Handled: {handled}.")
        return 0
    stop = threading.Event()
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda *_: stop.set())
    if arguments.parent:
        threading.Thread(target=_stop_without, args=(arguments.parent, stop), daemon=True).start()
    threading.Thread(target=_every_day, args=(stop,), daemon=True).start()
    tasks.work(listeners(), stop)
    return 0


@contextmanager
def worker_beside(*, demo: bool) -> Iterator[None]:
    """A worker in a process of its own for as long as the site is open; started again should it end."""
    stop = threading.Event()
    thread = threading.Thread(target=_keep_working, args=(stop, demo), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=15)


def finish(event: int) -> None:
    """Does what an event sets off, here and now, telling how far it is; what another worker has taken is waited for."""
    from django.utils import timezone

    from wraparound.people.terms.access import OPERATOR
    from wraparound.records import tasks
    from wraparound.records.queries import outbox

    told = logging.StreamHandler(sys.stderr)
    progress.addHandler(told)
    progress.setLevel(logging.INFO)
    progress.propagate = False
    until = time.monotonic() + LONGEST_WAIT
    try:
        with tasks.at_work() as name:
            tasks.work_off(listeners(), name, event=event)
            while not outbox.is_settled(event, viewer=OPERATOR) and time.monotonic() < until:
                if trouble := outbox.trouble_of(event, viewer=OPERATOR):
                    print(f"It is tried again in the background: {trouble} ({timezone.now():%H:%M})", file=sys.stderr)
                    return
                time.sleep(0.2)
                tasks.work_off(listeners(), name, event=event)
    finally:
        progress.removeHandler(told)
        progress.propagate = True


def _keep_working(stop: threading.Event, demo: bool) -> None:
    words = [sys.executable, "-m", "wraparound.cli", "work", "--with", str(os.getpid()), *(["--demo"] if demo else [])]
    while not stop.is_set():
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL)
        while process.poll() is None and not stop.wait(0.2):
            pass
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
        stop.wait(2.0)


def _stop_without(parent: int, stop: threading.Event) -> None:
    """Ends the work when the process it stands beside is gone, however it went."""
    while os.getppid() == parent:
        if stop.wait(1.0):
            return
    stop.set()


def _daily_of_capabilities(at: "datetime") -> None:
    """What capabilities let happen by themselves: each looks for itself what is left to do today."""
    from importlib import import_module

    for one in CATALOGUE:
        if not one.daily:
            continue
        try:
            getattr(import_module(f"{one.package}.tasks"), one.daily)(at)
        except Exception as trouble:
            # The others go on; it is tried again in ten minutes.
            logging.getLogger("wraparound.background").error("%s was put off: %s", one.name, type(trouble).__name__)


def _every_day(stop: threading.Event) -> None:
    """Once a day: retention, and what capabilities do daily.

    Every ten minutes: new eras of history where it has outgrown what stands, and how rows are spread, which a site that
    is being filled must not wait a day for.
    """
    from django.core.management import call_command
    from django.db import connections
    from django.utils import timezone

    from wraparound.people.actions import accounts
    from wraparound.people.actions.people import end_roles_of_those_who_left
    from wraparound.people.terms.access import OPERATOR
    from wraparound.records.actions import removal, store

    log = logging.getLogger("wraparound.background")
    while True:
        try:
            at = timezone.now()
            if removal.is_due(at=at, by=OPERATOR):
                report = removal.run_retention(at=at, by=OPERATOR, act=True)
                accounts.tidy_access(at=at, by=OPERATOR)
                call_command("clearsessions", verbosity=0)
                end_roles_of_those_who_left(at=at, by=OPERATOR)
                log.info("Retention removed %s records", report.removed)
            store.begin_eras(at=at, by=OPERATOR)
            store.learn_the_spread(by=OPERATOR)
        except Exception as trouble:
            # Whatever it is, tomorrow is another day; the class says enough without what somebody typed.
            log.error("Daily work was put off: %s", type(trouble).__name__)
        _daily_of_capabilities(timezone.now())
        connections.close_all()
        if stop.wait(600):
            return
