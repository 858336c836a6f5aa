"""Writing check-ins, answering them, taking them back, and noting that they were read. Their words are locked first."""

import json
from collections.abc import Mapping
from datetime import datetime

from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.check_ins import CHECK_INS, CheckIn
from wraparound.capabilities.compacts.queries.check_ins import WORDS, newest_of, readable
from wraparound.capabilities.compacts.queries.confidants import Door, door_to, state_of
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.terms.agreement import CannotAgree
from wraparound.capabilities.compacts.terms.check_ins import LONGEST_WORDS, CheckInQuestion, CheckInState
from wraparound.capabilities.compacts.wording.check_ins import (
    ENDED,
    MEANWHILE,
    NO_ANSWER,
    NO_KEY,
    NO_WORDS,
    NOT_YET,
    ON_HOLD,
    TOO_LONG,
)
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.models.locked import CannotLock, lock
from wraparound.records.queries.rights import holds_on

WROTE, TOOK_BACK = "A check-in was written", "Words of a check-in were taken back by whoever wrote them"


def write(number: int, said: Mapping[CheckInQuestion, str], *, seen: int, at: datetime, by: Viewer) -> int:
    """A check-in of the leader; its number. `seen` is the newest entry that its writer's window showed.

    CannotAgree without words, with too many, while the compact is not in force, or where something was written
    meanwhile; NoSuchCompact for anybody but the leader.
    """
    door_for_writing(number, by=by, leader=True)
    parts = {asked.value: words.strip() for asked, words in said.items() if words.strip()}
    if not parts:
        raise CannotAgree(NO_WORDS)
    return _write(number, parts, None, seen=seen, at=at, by=by)


def answer(number: int, check_in: int, words: str, *, seen: int, at: datetime, by: Viewer) -> int:
    """An answer to a check-in by either of the two; its number. CannotAgree as above."""
    door = door_for_writing(number, by=by)
    if not readable(door, viewer=by).filter(pk=check_in, answers__isnull=True).exists():
        raise NoSuchCompact
    if not words.strip():
        raise CannotAgree(NO_ANSWER)
    return _write(number, {WORDS: words.strip()}, check_in, seen=seen, at=at, by=by)


def take_back(number: int, entry: int, *, at: datetime, by: Viewer) -> None:
    """The words of an entry are gone, for both and for good; that something was taken back stays. Only by its writer.

    CannotAgree while a legal hold lies on either of the two; NoSuchCompact for an entry of somebody else.
    """
    with changing(TOOK_BACK, at=at, by=by):
        door = _held(number, by)
        row = readable(door, viewer=by).filter(pk=entry, written_by=by.person).first()
        if row is None:
            raise NoSuchCompact
        if row.taken_back_at is not None:
            return
        people = {row.leader_id, row.written_by_id, *([door.chosen.person_id] if door.chosen else [])}
        if any(one.released_at is None for person in people for one in holds_on(person, viewer=by)):
            raise CannotAgree(ON_HOLD)
        row.words, row.taken_back_at = "", at
        row.save(update_fields=["words", "taken_back_at"])


def mark_read(number: int, *, at: datetime, by: Viewer) -> None:
    """The viewer has now been shown what the other wrote. A mark of use: history leaves it out."""
    rows = readable(door_to(number, viewer=by), viewer=by).filter(read_at__isnull=True)
    unread = list(rows.exclude(written_by=by.person).values_list("pk", flat=True))
    CheckIn.objects.filter(pk__in=unread).update(read_at=at)


def door_for_writing(number: int, *, by: Viewer, leader: bool = False) -> Door:
    """The door by which somebody comes who may write today; with `leader`, only the leader."""
    door = door_to(number, viewer=by)
    if not door.opens or (leader and not door.is_leader):
        raise NoSuchCompact
    state = state_of(door.compact, viewer=by)
    if state is not CheckInState.OPEN:
        raise CannotAgree(ENDED if state is CheckInState.ENDED else NOT_YET)
    return door


def _write(number: int, parts: Mapping[str, str], answers: int | None, *, seen: int, at: datetime, by: Viewer) -> int:
    if any(len(words) > LONGEST_WORDS for words in parts.values()):
        raise CannotAgree(TOO_LONG)
    try:
        locked = lock(json.dumps(parts, ensure_ascii=False), CHECK_INS)
    except CannotLock as trouble:
        raise CannotAgree(NO_KEY) from trouble
    with changing(WROTE, at=at, by=by):
        door = _held(number, by)
        if newest_of(door.compact, viewer=by) != seen:
            raise CannotAgree(MEANWHILE)
        made = CheckIn.objects.create(
            controller=door.compact.controller,
            compact=door.compact,
            leader=door.leader,
            written_by_id=by.person or 0,
            answers_id=answers,
            words=locked,
            written_at=at,
        )
    return int(made.pk)


def _held(number: int, by: Viewer) -> Door:
    """The door again, once our turn to write has come and nobody else can change the compact."""
    door_to(number, viewer=by)
    Compact.objects.select_for_update(of=("self",)).get(pk=number)
    door = door_to(number, viewer=by)
    if not door.opens:
        raise NoSuchCompact
    return door
