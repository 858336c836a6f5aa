"""Whom a mail is to tell that something of check-ins waits for them, and noting that it did."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F

from wraparound.capabilities.compacts.access import RUN_THE_CLOCK
from wraparound.capabilities.compacts.models.check_ins import CheckIn, Confidant
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer


@dataclass
class Waiting:
    """What one person has not been told of: numbers of entries, and of times that somebody was chosen."""

    entries: list[int] = field(default_factory=list)
    chosen: list[int] = field(default_factory=list)


def to_tell(*, by: Viewer) -> dict[int, Waiting]:
    """For each person (id) for whom something waits that no mail has told them of, what it is by number."""
    ensure(by, RUN_THE_CLOCK)
    found: dict[int, Waiting] = {}
    unread = CheckIn.objects.filter(told_at__isnull=True, read_at__isnull=True, taken_back_at__isnull=True)
    for number, leader in unread.exclude(written_by=F("leader")).values_list("pk", "leader"):
        found.setdefault(leader, Waiting()).entries.append(number)
    of_leader = unread.filter(
        written_by=F("leader"),
        compact__confidants__leader=F("leader"),
        compact__confidants__ended_at__isnull=True,
        compact__confidants__accepted_at__isnull=False,
        compact__confidants__chosen_at__lte=F("written_at"),
    )
    for number, person in of_leader.values_list("pk", "compact__confidants__person"):
        found.setdefault(person, Waiting()).entries.append(number)
    asked = Confidant.objects.filter(told_at__isnull=True, accepted_at__isnull=True, ended_at__isnull=True)
    for number, person in asked.values_list("pk", "person"):
        found.setdefault(person, Waiting()).chosen.append(number)
    left = Confidant.objects.filter(told_at__isnull=True, left=True)
    for number, leader in left.values_list("pk", "leader"):
        found.setdefault(leader, Waiting()).chosen.append(number)
    return found


def mark_told(waiting: Waiting, *, at: datetime, by: Viewer) -> None:
    """They were told of these. A mark of use: history leaves it out."""
    ensure(by, RUN_THE_CLOCK)
    _mark(CheckIn, waiting.entries, at)
    _mark(Confidant, waiting.chosen, at)


def _mark(model: type[CheckIn] | type[Confidant], numbers: Sequence[int], at: datetime) -> None:
    if numbers:
        model._default_manager.filter(pk__in=numbers).update(told_at=at)
