"""A person leaves: what the law lets them erase goes at once, what must stay loses their name, and marks say so."""

from datetime import datetime

from wraparound.people.access import SIGNED_IN, ensure
from wraparound.people.actions.people import CannotBringIn, ensure_wholly_theirs, last_administrator
from wraparound.people.models import FORGOTTEN, Grant, Person
from wraparound.people.queries.people import person_of
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.actions.removal import OnHold, remove
from wraparound.records.queries.rights import holds_on
from wraparound.records.terms import Basis

LEFT = "The person left and asked for it"
ASKED = "The person asked for it"


def leave(*, at: datetime, by: Viewer) -> int:
    """Removes what is held about the viewer, ends their roles and closes their account; how many records went.

    CannotBringIn for the last access administrator of the whole site, OnHold under a legal hold: nothing has changed.
    """
    ensure(by, SIGNED_IN)
    return _remove(Person.objects.get(pk=by.person or 0), LEFT, at, by)


def remove_person(key: str, *, at: datetime, by: Viewer) -> int:
    """The same for somebody who asks and has no account here, by whoever looks after everything they belong to."""
    person = person_of(key, viewer=by)
    if person.name == FORGOTTEN:
        raise CannotBringIn("That record was removed already.")
    ensure_wholly_theirs(person, at.date(), by=by)
    if person.pk == by.person:
        raise CannotBringIn("To remove your own record, leave: see your own page.")
    return _remove(person, ASKED, at, by)


def _remove(person: Person, why: str, at: datetime, by: Viewer) -> int:
    with changing(why, at=at, by=by):
        Person.objects.select_for_update().get(pk=person.pk)
        if last_administrator(person, at=at, by=by):
            raise CannotBringIn(
                "This is the last access administrator of the whole site. Give the role to someone first, then leave."
            )
        if any(one.released_at is None for one in holds_on(person.pk, viewer=by)):
            raise OnHold
        Grant.objects.filter(person=person, ended_at__isnull=True).update(
            ended_at=at, ended_by="" if by.person else by.name, ended_by_person=by.person
        )
        Person.objects.filter(pk=person.pk, is_active=True).update(is_active=False, closed_at=at)
        tell("people.left", {"person": str(person.pk)}, by=by, of=person)
        return remove("people.person", [person.pk], basis=Basis.ERASURE, why=why, at=at, by=by)
