"""Check-ins as the two read them who may, opened one by one; and what of them waits for either."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wraparound.capabilities.compacts.access import OWN_OR_HELD
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.check_ins import CHECK_INS, CheckIn, Confidant
from wraparound.capabilities.compacts.queries.acting import Acting
from wraparound.capabilities.compacts.queries.confidants import (
    LOOKED_AT,
    NAMED,
    Door,
    confidant_of,
    door_to,
    offered_to,
    signs_for,
    state_of,
    who_left,
)
from wraparound.capabilities.compacts.queries.needs_asked import Question, Told
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.terms.check_ins import CheckInEntry, CheckInPage, CheckInQuestion, CheckInTerms
from wraparound.capabilities.compacts.wording.check_ins import QUESTIONS
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need
from wraparound.people.terms.records import HeldElsewhere
from wraparound.records.actions.looks import note_look
from wraparound.records.models.locked import CannotLock, CannotUnlock, is_lockable, unlock

ON_A_PAGE = 12
WORDS = "words"
"""Under this, what is locked has an answer; a check-in has its questions."""


def check_ins(number: int, *, viewer: Viewer, on: date, page: int = 1) -> CheckInPage:
    """One page of the check-ins of a compact, the newest first; NoSuchCompact for all but the two.

    Whoever was asked and has not accepted finds that they are asked, and no check-in.
    """
    ensure(viewer, OWN_OR_HELD)
    door = door_to(number, viewer=viewer)
    row = door.compact
    heads = readable(door, viewer=viewer).filter(answers__isnull=True)
    matching = heads.count() if door.opens else 0
    pages = max(1, -(-matching // ON_A_PAGE))
    page = min(page, pages)
    shown = list(_whole(heads)[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]) if door.opens else []
    answers = list(_whole(readable(door, viewer=viewer).filter(answers__in=[one.pk for one in shown]))) if shown else []
    if not door.is_leader:
        note_look([door.leader.pk], LOOKED_AT, "Chosen by the leader for check-ins", by=viewer)
    return CheckInPage(
        number=row.pk,
        organisation=row.organisation.name,
        made_up=row.organisation.made_up,
        leader=door.leader.name,
        role=row.role,
        is_leader=door.is_leader,
        state=state_of(row, viewer=viewer),
        can_lock=is_lockable(),
        confidant=confidant_of(door, viewer=viewer, on=on),
        left=who_left(door, viewer=viewer),
        check_ins=tuple(_check_in(one, answers, viewer) for one in shown),
        seen=newest_of(row, viewer=viewer),
        page=page,
        pages=pages,
    )


def one_check_in(number: int, entry: int, *, viewer: Viewer, on: date) -> tuple[CheckInPage, CheckInTerms]:
    """One check-in with its answers, and what the page around it says; NoSuchCompact where it is not the viewer's."""
    ensure(viewer, OWN_OR_HELD)
    found = check_ins(number, viewer=viewer, on=on)
    door = door_to(number, viewer=viewer)
    rows = readable(door, viewer=viewer)
    first = _whole(rows.filter(pk=entry, answers__isnull=True)).first() if door.opens else None
    if first is None:
        raise NoSuchCompact
    return found, _check_in(first, list(_whole(rows.filter(answers=first.pk))), viewer)


def readable(door: Door, *, viewer: Viewer) -> QuerySet[CheckIn]:
    """The entries that whoever came by this door reads.

    The leader reads all. Whoever was chosen reads what was written since they accepted, and earlier check-ins where the
    leader let them: not what was answered to those by somebody else, who said it to the leader alone.
    """
    rows: QuerySet[CheckIn] = CheckIn.objects.filter(compact=door.compact, leader=door.compact.leader_id)
    if door.is_leader:
        return rows
    if door.chosen is None or door.chosen.accepted_at is None:
        return rows.none()
    since = Q(written_at__gte=door.chosen.accepted_at)
    if door.chosen.reads_earlier:
        return rows.filter(since | Q(answers__isnull=True))
    return rows.filter(since, Q(answers__isnull=True) | Q(answers__written_at__gte=door.chosen.accepted_at))


def newest_of(row: Compact, *, viewer: Viewer) -> int:
    """The number of the newest entry of a compact: what a form carries, so that two windows do not cross; else 0."""
    rows = CheckIn.objects.filter(compact=row, leader=row.leader_id).order_by("-pk")
    return rows.values_list("pk", flat=True).first() or 0


def offered_people(number: int, *, viewer: Viewer) -> tuple[tuple[str, str], ...]:
    """Key and name of those whom the leader can choose without giving an address; NoSuchCompact for anybody else."""
    door = door_to(number, viewer=viewer)
    if not door.is_leader:
        raise NoSuchCompact
    now = str(door.chosen.person.key) if door.chosen is not None else ""
    return tuple((key, name) for key, name in offered_to(door, viewer=viewer) if key != now)


def own_words(number: int, entry: int, *, viewer: Viewer) -> str:
    """What the leader wrote in one entry, as a beginning for what they raise; empty where it does not open.

    NoSuchCompact for anybody but the leader, and for an entry that somebody else wrote.
    """
    door = door_to(number, viewer=viewer)
    row = readable(door, viewer=viewer).filter(pk=entry, written_by=viewer.person).first() if door.is_leader else None
    if row is None:
        raise NoSuchCompact
    return "\n\n".join(words for _, words in _entry(row, viewer).parts)


def words_of(kept: str, *, viewer: Viewer) -> tuple[tuple[CheckInQuestion | None, str], ...]:
    """What is kept, opened; CannotUnlock or CannotLock where the site's keys do not open it."""
    found = json.loads(unlock(kept, CHECK_INS))
    if WORDS in found:
        return ((None, str(found[WORDS])),)
    return tuple((one, str(found[one.value])) for one in CheckInQuestion if found.get(one.value))


def asked_of_check_ins(mine: Acting, *, viewer: Viewer) -> dict[str, Question]:
    """Those who chose the viewer for their check-ins, whether or not something waits; answers they have not read."""
    chosen = Confidant.objects.filter(person=viewer.person, ended_at__isnull=True, leader=F("compact__leader"))
    asked = {"check-ins": Question(chosen, partial(_waiting, viewer))}
    if mine.leads:
        answers = CheckIn.objects.filter(leader=viewer.person, read_at__isnull=True, taken_back_at__isnull=True)
        answers = answers.exclude(written_by=viewer.person).filter(compact__leader=viewer.person)
        asked["answers"] = Question(answers, _answers_waiting)
    return asked


def _answers_waiting(rows: QuerySet[Any]) -> Iterator[Told]:
    """That an answer waits for the leader: never its words."""
    words = "An answer to a check-in waits for you."
    for one in rows.order_by("compact").values_list("compact", flat=True).distinct():
        yield None, Need(words, f"/compacts/{one}/check-ins/", "Read it")


def _waiting(viewer: Viewer, rows: QuerySet[Any]) -> Iterator[Told]:
    """Who asks the viewer to be there for check-ins, and what was written that they have not read: never its words."""
    for one in _with_unread(rows).select_related("compact__organisation", "leader").order_by("pk"):
        if signs_for(one.compact, viewer, viewer=viewer):
            continue
        address = f"/compacts/{one.compact_id}/check-ins/"
        note_look([one.leader_id], NAMED, "Chosen by the leader for check-ins", by=viewer)
        if one.accepted_at is None:
            words = f"{one.leader.name} asks you to be the person they check in with."
            yield None, Need(words, address, "Read what that means")
        elif one.unread:
            yield None, Need(f"A check-in of {one.leader.name} waits for you.", address, "Read it")


def _with_unread(rows: QuerySet[Any]) -> QuerySet[Any]:
    """With whether there is something of the leader's that the one who was chosen reads, and has not read."""
    unread = CheckIn.objects.filter(
        compact=OuterRef("compact"),
        leader=OuterRef("leader"),
        written_by=OuterRef("leader"),
        read_at__isnull=True,
        taken_back_at__isnull=True,
    )
    # As `readable` says it: since they accepted, or the check-ins themselves where the leader let them read earlier.
    since, head = Q(written_at__gte=OuterRef("accepted_at")), Q(answers__isnull=True)
    there = unread.filter(since, head | Q(answers__written_at__gte=OuterRef("accepted_at")))
    found: QuerySet[Any] = rows.annotate(
        unread=Exists(there) | (Q(reads_earlier=True) & Q(Exists(unread.filter(since | head))))
    )
    return found


def read_by(*, viewer: Viewer) -> tuple[tuple[int, str, str], ...]:
    """Number, leader and organisation of the compacts whose leader chose the viewer, and where they have accepted."""
    rows = Confidant.objects.filter(person=viewer.person, ended_at__isnull=True, accepted_at__isnull=False)
    rows = rows.filter(leader=F("compact__leader")).select_related("compact__organisation", "leader").order_by("pk")
    open_ones = [one for one in rows if not signs_for(one.compact, viewer, viewer=viewer)]
    note_look([one.leader_id for one in open_ones], NAMED, "Chosen by the leader for check-ins", by=viewer)
    return tuple((one.compact_id, one.leader.name, one.compact.organisation.name) for one in open_ones)


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """What somebody takes away of check-ins: everything they can open today, opened; of the person, and nobody else."""
    if viewer.person is None:
        return ()
    as_leader = Compact.objects.filter(leader=viewer.person).values_list("pk", flat=True)
    as_chosen = Confidant.objects.filter(person=viewer.person, ended_at__isnull=True).values_list("compact", flat=True)
    found = []
    for number in sorted({*as_leader, *as_chosen}):
        try:
            door = door_to(number, viewer=viewer)
        except NoSuchCompact:
            continue
        rows = readable(door, viewer=viewer)
        # Of somebody else's check-ins they take away what they wrote themselves.
        mine = rows if door.is_leader else rows.filter(written_by=viewer.person)
        found += [_held(_entry(one, viewer), door) for one in _whole(mine).order_by("written_at", "pk")]
    return tuple(found)


def _held(one: CheckInEntry, door: Door) -> HeldElsewhere:
    said = [f"{QUESTIONS[asked]} {words}" if asked else words for asked, words in one.parts]
    if one.taken_back:
        said = ["(taken back)"]
    if one.shut:
        said = ["(cannot be opened with the keys that this site has now)"]
    return HeldElsewhere("Check-ins", f"Check-ins, {door.compact.organisation.name}", one.at, one.by, "\n".join(said))


def _whole(rows: QuerySet[CheckIn]) -> QuerySet[CheckIn]:
    return rows.select_related("written_by").order_by("-written_at", "-pk")


def _check_in(first: CheckIn, answers: Iterable[CheckIn], viewer: Viewer) -> CheckInTerms:
    mine = sorted((one for one in answers if one.answers_id == first.pk), key=lambda one: (one.written_at, one.pk))
    return CheckInTerms(_entry(first, viewer), tuple(_entry(one, viewer) for one in mine))


def _entry(row: CheckIn, viewer: Viewer) -> CheckInEntry:
    parts: tuple[tuple[CheckInQuestion | None, str], ...] = ()
    shut = False
    if row.taken_back_at is None:
        try:
            parts = words_of(row.words, viewer=viewer)
        except (CannotUnlock, CannotLock):
            shut = True
    own = row.written_by_id == viewer.person
    return CheckInEntry(
        number=row.pk,
        own=own,
        by="You" if own else row.written_by.name,
        at=row.written_at,
        parts=parts,
        taken_back=row.taken_back_at is not None,
        shut=shut,
        new=not own and row.read_at is None,
    )
