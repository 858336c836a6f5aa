"""Two made-up regions of two trusts each, people in all of them, and somebody for every grant there can be.

The fixture on which faults of other systems become tests of ours, as capabilities arrive that could have them.
"""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime

from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.models import Person
from wraparound.people.terms.access import KEPT_TO, OPERATOR, NewGrant, Purpose, Role, Scope
from wraparound.people.terms.people import NewPerson
from wraparound.records.actions.changes import changing

AT = datetime(2024, 4, 1, 9, tzinfo=UTC)
SINCE = date(2024, 4, 1)
RELATIONS = ("self", "colleague", "other organisation", "other region")


@dataclass(frozen=True)
class Holder:
    """Somebody who looks, known by the grant they hold; role, purpose and scope are empty for those without."""

    label: str
    person: Person | None
    role: str = ""
    purpose: str = ""
    scope: str = ""


@dataclass(frozen=True)
class World:
    """Everyone who looks, and whom they look at: a colleague in N1, someone in N2, someone in S1."""

    holders: tuple[Holder, ...]
    colleague: Person
    elsewhere: Person
    far: Person
    colleagues_grant: int

    def subject(self, holder, relation):
        """Whose record is meant."""
        there = {"colleague": self.colleague, "other organisation": self.elsewhere, "other region": self.far}
        return holder.person if relation == "self" else there[relation]

    def holder(self, role, scope, purpose=None):
        """The first holder that fits."""
        return next(
            one for one in self.holders if one.role == role and one.scope == scope and purpose in (None, one.purpose)
        )


def make_world():
    north, south = (
        add_region(code, f"{name} (made up)", at=AT, by=OPERATOR, made_up=True)
        for code, name in (("NORTH", "Northmoor"), ("SOUTH", "Southfen"))
    )
    for code, region in (("N1", north), ("N2", north), ("S1", south), ("S2", south)):
        add_organisation(code, f"Trust {code} (made up)", "Acute", region, at=AT, by=OPERATOR, made_up=True)
    colleague, elsewhere, far = (
        _person(name, code, number)
        for number, (name, code) in enumerate(
            (("Colla Samehouse", "N1"), ("Elsa Nextdoor", "N2"), ("Farid Otherside", "S1"))
        )
    )
    holders = [Holder("nobody", None), Holder("member", _person("Memo Plainly", "N1", 3))]
    for number, (role, purpose, scope) in enumerate(every_grant()):
        person = _person(f"Holder Number{number:02}", "N1", 10 + number)
        target = {Scope.PERSON: str(colleague.key), Scope.ORGANISATION: "N1", Scope.REGION: "NORTH", Scope.NATION: ""}[
            scope
        ]
        give(NewGrant(str(person.key), role, purpose, scope, target, SINCE, None, "For the test"), at=AT, by=OPERATOR)
        holders.append(Holder(f"{role} for {purpose} over {scope}", person, role.value, purpose.value, scope.value))
    new = NewGrant(
        str(colleague.key), Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, "N1", SINCE, None, "For the test"
    )
    return World(tuple(holders), colleague, elsewhere, far, give(new, at=AT, by=OPERATOR).number)


def every_grant():
    """Every role with every purpose and scope for which it can be given."""
    for role, (purposes, scopes) in KEPT_TO.items():
        for purpose in (one for one in Purpose if one in purposes):
            for scope in (one for one in Scope if one in scopes):
                yield role, purpose, scope


def _person(name, code, number):
    email = f"{name.replace(' ', '.').lower()}@made-up.example"
    (key,) = bring_in([NewPerson(name, email, ((code, "Manager", SINCE, None),))], at=AT, by=OPERATOR)
    person = Person.objects.get(key=key)
    # A key that can be foretold, so that a failing case can be run again by name.
    person.key = uuid.UUID(int=number + 1)
    person.password = "!none"  # nobody signs in with it
    with changing("A key that can be foretold", at=AT, by=OPERATOR):
        person.save()
    return person
