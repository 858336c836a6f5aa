"""What endings ask of somebody today: to agree or answer, to write the statement, to look at what comes."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from wraparound.capabilities.compacts.models.agreed import Compact, Text
from wraparound.capabilities.compacts.models.endings import Ending, EndStatement, StatementSignature
from wraparound.capabilities.compacts.queries.acting import Acting
from wraparound.capabilities.compacts.queries.merging import is_merged
from wraparound.capabilities.compacts.queries.needs_asked import MOST, Question, Told
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.compacts import TextState
from wraparound.capabilities.compacts.terms.endings import SOON, EndingState, StatementState
from wraparound.capabilities.compacts.wording.agreement import day
from wraparound.capabilities.compacts.wording.compacts import head_of
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

ASKED_FOR = timedelta(days=400)
"""How long after an ending Today asks for a statement that nobody has begun."""
WRITES = (Party.LEADER, Party.BOARD)


def asked_of_endings(mine: Acting, today: date, *, viewer: Viewer) -> dict[str, Question]:
    """Compacts whose ending wants something of the viewer; of sides that write its statement."""
    if not mine.sides(WRITES):
        return {}
    agreed = StatementSignature.objects.filter(
        statement__compact=OuterRef("pk"), statement__state=StatementState.OPEN, signer=viewer.person, void_at=None
    )
    in_force = Exists(Text.objects.filter(compact=OuterRef("pk"), state=TextState.IN_FORCE))
    found = Compact.objects.annotate(
        state_now=Subquery(_standing().values("state")[:1]),
        words=Subquery(_statement().values("state")[:1]),
        has_agreed=Exists(agreed),
        gone=is_merged(viewer=viewer),
    )
    ended_lately = Q(ended_at__isnull=False, last_day__isnull=False, ended_at__date__gte=today - ASKED_FOR)
    to_write = ended_lately & (Q(words__isnull=True) | (Q(words=StatementState.OPEN) & Q(has_agreed=False)))
    running = Q(ended_at__isnull=True) & (Q(last_day__lte=today + SOON) | Q(state_now__isnull=False) | Q(gone=True))
    rows = found.filter(mine.where(of=WRITES, way=""), in_force, to_write | running)
    return {"endings": Question(rows, partial(_of_endings, viewer))}


def _of_endings(viewer: Viewer, rows: QuerySet[Any]) -> Iterator[Told]:
    rows = rows.annotate(
        said_by=Subquery(_standing().values("said_by")[:1]),
        day_now=Subquery(_standing().values("ends_on")[:1]),
        words_by=Subquery(_statement().values("written_by")[:1]),
    )
    for row in rows.select_related("organisation", "leader").order_by("last_day", "pk")[:MOST]:
        yield row.leader_id, _need(row, viewer)


def _standing() -> QuerySet[Ending]:
    """The ending that each compact of the query in which this stands is to have."""
    return Ending.objects.filter(compact=OuterRef("pk"), state__in=[EndingState.PROPOSED, EndingState.DECLARED])


def _statement() -> QuerySet[EndStatement]:
    return EndStatement.objects.filter(compact=OuterRef("pk")).exclude(state=StatementState.REPLACED)


def _need(row: Compact, viewer: Viewer) -> Need:
    return _of_a_statement(row, viewer) if row.ended_at is not None else _of_an_ending(row, viewer)


def _of_a_statement(row: Compact, viewer: Viewer) -> Need:
    head, place, asked = _head(row), f"/compacts/{row.pk}/ending/", cast("Any", row)
    if asked.words is None:
        return Need(f"{head} has ended. Its statement waits to be written.", place, "Begin the statement")
    if asked.words_by != viewer.person:
        words = f"{head}: the other side has written the statement of its ending."
        return Need(words, f"{place}statement/", "Agree, or answer with other words")
    return Need(f"{head}: you wrote the statement, and have not agreed to it.", f"{place}statement/", "Agree to it")


def _of_an_ending(row: Compact, viewer: Viewer) -> Need:
    head, place, asked = _head(row), f"/compacts/{row.pk}/ending/", cast("Any", row)
    if asked.state_now == EndingState.PROPOSED and asked.said_by != viewer.person:
        return Need(f"{head}: an ending is proposed.", place, "Agree, or say no", asked.day_now)
    if asked.state_now is not None:
        proposed = " if the other side agrees" if asked.state_now == EndingState.PROPOSED else ""
        words = f"{head} ends early on {day(asked.day_now)}{proposed}."
        return Need(words, place, "See how it ends", asked.day_now)
    if asked.gone:
        words = f"{head}: the organisation has merged into another. The compact goes on until a side ends it."
        return Need(words, place, "End it, or agree a new one")
    assert row.last_day is not None  # chosen by it
    return Need(f"{head} comes to its last day on {day(row.last_day)}.", place, "See how it ends", row.last_day)


def _head(row: Compact) -> str:
    return head_of(row.organisation.name, row.leader.name if row.leader else None)
