"""Finding the one person whom somebody names, by the address they sign in with."""

from wraparound.capabilities.partnerships.access import TAKE_PART
from wraparound.capabilities.partnerships.queries.cohorts import NAMED
from wraparound.capabilities.partnerships.terms.pairs import CannotTakePart
from wraparound.capabilities.partnerships.wording.pairs import NO_ACCOUNT
from wraparound.people.access import Rule
from wraparound.people.models import Person
from wraparound.people.queries.leaders import person_with_address
from wraparound.people.queries.people import person_of
from wraparound.people.queries.viewers import chooser
from wraparound.people.terms.access import Viewer


def person_to_ask(who: str, *, by: Viewer, rule: Rule = TAKE_PART) -> Person:
    """Whoever signs in with an address, or a made-up person by their key; CannotTakePart where there is nobody."""
    who = who.strip()
    if who in {key for key, _, _ in chooser(viewer=by)}:
        return person_of(who, viewer=by)
    found = person_with_address(who, rule, viewer=by, fields=NAMED) if "@" in who else None
    if found is None:
        raise CannotTakePart(NO_ACCOUNT)
    return found
