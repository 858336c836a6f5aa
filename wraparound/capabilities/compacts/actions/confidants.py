"""Choosing the person for check-ins, by the leader; accepting, and stepping out, by either."""

from datetime import datetime

from wraparound.capabilities.compacts.access import OWN_OR_HELD
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.check_ins import Confidant
from wraparound.capabilities.compacts.queries.confidants import (
    NAMED,
    Door,
    chosen_version,
    door_to,
    offered_to,
    signs_for,
    state_of,
)
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.terms.agreement import CannotAgree
from wraparound.capabilities.compacts.terms.check_ins import CheckInState
from wraparound.capabilities.compacts.wording.agreement import PARTIES
from wraparound.capabilities.compacts.wording.check_ins import ENDED, NOT_YET
from wraparound.people.models import Person
from wraparound.people.queries.leaders import person_with_address
from wraparound.people.queries.people import person_of
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ChangedMeanwhile

CHANGED = "Who is chosen for check-ins was changed"


def choose(number: int, who: str, *, reads_earlier: bool, version: int, at: datetime, by: Viewer) -> None:
    """The leader asks somebody, by address or by the key of one they chose before; whoever was chosen so far is out.

    CannotAgree for nobody, oneself, whoever acts for another side, or while the compact is not in force;
    ChangedMeanwhile where somebody else was chosen, accepted or left since; NoSuchCompact for anybody but the leader.
    """
    with changing(CHANGED, at=at, by=by):
        door = _held(number, by)
        if not door.is_leader:
            raise NoSuchCompact
        state = state_of(door.compact, viewer=by)
        if state is not CheckInState.OPEN:
            raise CannotAgree(ENDED if state is CheckInState.ENDED else NOT_YET)
        _ensure_as_seen(door, version, by)
        person = _whom(who, door, at, by)
        if door.chosen is not None and door.chosen.person_id == person.pk:
            raise CannotAgree(f"You have chosen {person.name} already.")
        _end(door, at)
        Confidant.objects.create(
            controller=door.compact.controller,
            compact=door.compact,
            leader=door.leader,
            person=person,
            reads_earlier=reads_earlier,
            chosen_at=at,
        )


def accept(number: int, *, version: int, at: datetime, by: Viewer) -> None:
    """Whoever was asked says yes, and reads and answers from then on."""
    with changing(CHANGED, at=at, by=by):
        door = _held(number, by)
        if door.is_leader or door.chosen is None:
            raise NoSuchCompact
        if door.chosen.accepted_at is not None:
            return
        _ensure_as_seen(door, version, by)
        door.chosen.accepted_at = at
        door.chosen.save(update_fields=["accepted_at"])


def step_out(number: int, *, version: int, at: datetime, by: Viewer) -> None:
    """Either of the two ends it, or whoever was asked says no: the person opens nothing any more."""
    with changing(CHANGED, at=at, by=by):
        door = _held(number, by)
        if door.chosen is None:
            raise CannotAgree("Nobody is chosen for check-ins now.")
        _ensure_as_seen(door, version, by)
        _end(door, at)


def _end(door: Door, at: datetime) -> None:
    if door.chosen is not None:
        door.chosen.ended_at, door.chosen.left = at, not door.is_leader
        # Of somebody who left, the leader is told in turn.
        door.chosen.told_at = None if door.chosen.left else at
        door.chosen.save(update_fields=["ended_at", "left", "told_at"])


def _whom(who: str, door: Door, at: datetime, by: Viewer) -> Person:
    who = who.strip()
    if not who:
        raise CannotAgree("Say whom you choose: give the address they sign in with.")
    if "@" in who:
        found = person_with_address(who, OWN_OR_HELD, viewer=by, fields=NAMED)
        if found is None:
            raise CannotAgree(f"Nobody signs in here as {who}. Have them invited first, or choose somebody else.")
    elif who in {key for key, _ in offered_to(door, viewer=by)}:
        found = person_of(who, viewer=by)
    else:
        raise CannotAgree("Choose somebody from the list, or give the address they sign in with.")
    if found.pk == by.person:
        raise CannotAgree("That is yourself. Choose somebody to talk with: a mentor, a coach or a peer.")
    candidate = viewer_for(found.pk, found.name, on=day_of(at), viewer=by)
    if side := signs_for(door.compact, candidate, viewer=by):
        raise CannotAgree(
            f"{found.name} acts for {PARTIES[side]} in this compact. Whoever signs for another side cannot be the "
            "person you check in with: they judge whether your side of it was kept, and you should be able to say "
            "what you think of theirs. What they should know you can raise with them openly."
        )
    return found


def _ensure_as_seen(door: Door, version: int, by: Viewer) -> None:
    if chosen_version(door, viewer=by) != version:
        raise ChangedMeanwhile(
            "Who is chosen was changed meanwhile, perhaps by you in another window. Nothing was changed now: look at "
            "who it is, and choose again if you still mean it."
        )


def _held(number: int, by: Viewer) -> Door:
    """The door once our turn to write has come and nobody else can change the compact."""
    door_to(number, viewer=by)
    Compact.objects.select_for_update(of=("self",)).get(pk=number)
    return door_to(number, viewer=by)
