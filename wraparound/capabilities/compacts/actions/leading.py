"""Whom somebody means by the leader whom they chose or typed."""

from datetime import date

from wraparound.capabilities.compacts.access import START
from wraparound.capabilities.compacts.terms.agreement import CannotAgree
from wraparound.people.models import Organisation, Person
from wraparound.people.queries.leaders import could_lead, person_with_address
from wraparound.people.queries.people import person_of
from wraparound.people.terms.access import Viewer


def leader_called(given: str, place: Organisation, on: date, *, by: Viewer, now: Person | None = None) -> Person | None:
    """Whoever was chosen by key, or named by the address they sign in with; none where nobody was.

    `now` is who leads already: they stay, whether or not they would still be in the list.
    """
    if not given:
        return None
    if now is not None and given == str(now.key):
        return now
    if "@" in given:
        found = person_with_address(given, START, viewer=by)
        if found is None:
            raise CannotAgree(
                f"Nobody signs in here as {given}. Have them invited first, or leave the leader open for now."
            )
        return found
    if given not in {key for key, _ in could_lead(place.pk, START, viewer=by, on=on)}:
        raise CannotAgree("Choose the leader from the list, or give the address they sign in with.")
    return person_of(given, viewer=by)
