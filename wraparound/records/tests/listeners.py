"""Listeners of the tests' own: they write, fail, take their time or end their process."""

import os
import signal
import time

from django.utils import timezone

from wraparound.people.models import Region
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing
from wraparound.records.actions.controllers import site_controller
from wraparound.records.terms import EventTerms, Hearing, Listener

HEARD: list[int] = []
FAILING: set[int] = set()


def listener(task: str, event: str = "tests.happened", **more: bool) -> Listener:
    return Listener(f"tests.{task}", __name__, Hearing(event, task, **more))


def hears(event: EventTerms) -> None:
    HEARD.append(event.number)


def writes(event: EventTerms) -> None:
    """One row for each event: a second handling of the same event would be seen."""
    with changing("A listener wrote", at=timezone.now(), by=OPERATOR):
        Region.objects.create(
            code=f"E{event.number}", name="Heard", made_up=True, controller=site_controller("Tests", by=OPERATOR)
        )


def writes_slowly(event: EventTerms) -> None:
    writes(event)
    time.sleep(0.05)


def fails(event: EventTerms) -> None:
    writes(event)
    if event.number in FAILING:
        raise ValueError("Ada Telltale, ada@telltale.example")


def ends_its_process(event: EventTerms) -> None:
    writes(event)
    os.kill(os.getpid(), signal.SIGKILL)
