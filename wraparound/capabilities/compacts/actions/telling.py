"""Telling the sides of a compact that something happened: by an event, so that mail leaves once it is written."""

from datetime import datetime

from wraparound.capabilities.compacts.access import ACTS_FOR
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.queries.reading import subject_of
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.people.access import Rule
from wraparound.people.queries.leaders import holders_of
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.outbox import tell
from wraparound.records.models.outbox import Event
from wraparound.records.models.triggers import open_change

BEFORE_THE_CENTRE = frozenset(
    f"compacts.{what}"
    for what in (
        *("shared", "commented", "parties", "taking_part", "put_aside", "taken_up", "let_us_talk"),
        *("recognition", "recognition_agreed", "recognition_issued", "recognition_revoked", "key_stolen"),
    )
)
"""What happens while a text is still being written, which the centre reads once it is offered; and recognitions."""


def tell_sides(name: str, row: Compact, *, at: datetime, by: Viewer) -> int:
    """Puts the event into the outbox with everybody it concerns besides whoever did it; its number.

    Once in a change: a sheet that settles two hundred promises of a compact tells of it once.
    """
    told = Event.objects.filter(change=open_change(), name=name, record=row.pk, sort=row._meta.label_lower)
    if (first := told.values_list("pk", flat=True).first()) is not None:
        return int(first)
    return tell(name, {"compact": str(row.pk), "people": _concerned(row, name, at, by)}, by=by, of=row)


def _concerned(row: Compact, name: str, at: datetime, by: Viewer) -> str:
    """Opaque references of the leader and of those who act for the board, the region and the centre, if asked."""
    asked = {
        Party.BOARD: True,
        Party.REGION: row.asks_region,
        Party.CENTRE: row.asks_centre and name not in BEFORE_THE_CENTRE,
    }
    to = tuple(one for party, is_asked in asked.items() if is_asked for one in ACTS_FOR[party].to)
    held = holders_of(subject_of(row, viewer=by), Rule(because="They act for a side.", to=to), viewer=by, on=day_of(at))
    people = dict.fromkeys([*([row.leader_id] if row.leader_id else []), *held])
    return ",".join(str(one) for one in people if one != by.person)
