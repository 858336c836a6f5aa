"""The equality lead of a made-up organisation: somebody who sends its files and decides which parts it uses."""

from datetime import datetime

from wraparound.capabilities.equality.access import KEEP
from wraparound.people.access import ensure
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import bring_in
from wraparound.people.models import Organisation, Person
from wraparound.people.terms.access import NewGrant, Purpose, Role, Scope, Viewer
from wraparound.people.terms.people import NewPerson

NAME, JOB, CODE = "Sabine Willowcote", "Equality lead of the trust", "ZZ01"


def seed_lead(*, at: datetime, by: Viewer) -> int:
    """Somebody to look as, where the made-up organisation has none yet; how many came."""
    ensure(by, KEEP)
    there = Organisation.objects.filter(code=CODE, made_up=True).exists()
    if not there or Person.objects.filter(name=NAME, in_chooser=True).exists():
        return 0
    on = at.date()
    (key,) = bring_in([NewPerson(NAME, None, ((CODE, JOB, on, None),))], at=at, by=by, made_up=True, in_chooser=True)
    new = NewGrant(
        key, Role.EQUALITY_LEAD, Purpose.EQUALITY, Scope.ORGANISATION, CODE, on, None, "Appointed to the post"
    )
    give(new, at=at, by=by)
    return 1
