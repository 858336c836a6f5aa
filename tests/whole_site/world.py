"""Two made-up regions of two trusts each, people in all of them, and somebody for every grant there can be.

The fixture on which faults of other systems become tests of ours, as capabilities arrive that could have them.
"""

import uuid
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from wraparound.capabilities.compacts.actions import check_ins, confidants, prospectuses, raised, signing, texts
from wraparound.capabilities.compacts.calculation.documents import agreement_in
from wraparound.capabilities.compacts.models.agreed import Text, Undertaking
from wraparound.capabilities.compacts.queries.confidants import chosen_version, door_to
from wraparound.capabilities.compacts.queries.texts import digest_to_sign
from wraparound.capabilities.compacts.terms.agreement import Concern, Party, Promise, Result, ResultSort
from wraparound.capabilities.compacts.terms.check_ins import CheckInQuestion, RaisedTo
from wraparound.capabilities.compacts.terms.compacts import NewCompact
from wraparound.capabilities.compacts.terms.prospectuses import Offer, Prospect
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import KEPT_TO, OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.people.terms.people import NewPerson
from wraparound.records.actions.changes import changing
from wraparound.records.queries.history import version_number

AT = datetime(2024, 4, 1, 9, tzinfo=UTC)
SINCE = date(2024, 4, 1)
SECRET = "Words of a check-in that two people read"
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
    compact: int
    undertaking: int
    prospectus: int
    check_in: int
    raised: int

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
    given = give(new, at=AT, by=OPERATOR).number
    compact = make_compact(tuple(holders), colleague)
    promised = Undertaking.objects.get(compact=compact).pk
    written, told = make_check_in(compact, colleague, elsewhere)
    offered = make_prospectus(tuple(holders))
    return World(tuple(holders), colleague, elsewhere, far, given, compact, promised, offered, written, told)


def make_compact(holders, leader):
    """A compact of N1 in force: its leader is the colleague, its chair and its region hold the roles that there are."""
    chair = viewer_of(holders, "chair")
    new = NewCompact(
        organisation="N1",
        role="Chief executive",
        leader=leader.email,
        starts=date(2024, 4, 8),
        months=24,
        asks_region=True,
        asks_centre=True,
    )
    made = texts.begin(new, at=AT, by=chair)
    draft = Text.objects.get(compact=made)
    expected = Result(
        key="r1", sort=ResultSort.TYPED, concern=Concern.HOW, by=date(2025, 4, 8), words="Staff say that they are heard"
    )
    promised = Promise(
        key="p1", words="A mentor, a day a month", giver=Party.REGION, starts=date(2024, 4, 8), due=date(2025, 4, 8)
    )
    whole = replace(agreement_in(draft.content), results=(expected,), promises=(promised,))
    texts.set_text(made.pk, 1, whole, version=version_number(draft, viewer=OPERATOR), at=AT, by=chair)
    texts.share(made.pk, 1, at=AT, by=chair)
    signing.offer(made.pk, 1, at=AT, by=chair)
    digest = digest_to_sign(made.pk, 1, viewer=chair)
    himself = viewer_for(leader.pk, leader.name, on=SINCE, viewer=PUBLIC)
    sides = ((Party.LEADER, himself), (Party.BOARD, chair), (Party.REGION, viewer_of(holders, "regional_director")))
    for party, viewer in sides:
        signing.sign(made.pk, 1, party, viewer.name, digest=digest, at=AT, by=viewer)
    return made.pk


def make_check_in(compact, leader, chosen):
    """A check-in of the leader, read by somebody of another trust whom they chose, and something raised openly."""
    himself, other = (viewer_for(one.pk, one.name, on=SINCE, viewer=PUBLIC) for one in (leader, chosen))
    confidants.choose(compact, chosen.email, reads_earlier=False, version=0, at=AT, by=himself)
    version = chosen_version(door_to(compact, viewer=other), viewer=other)
    confidants.accept(compact, version=version, at=AT, by=other)
    written = check_ins.write(compact, {CheckInQuestion.HOW: SECRET}, seen=0, at=AT, by=himself)
    return written, raised.raise_it(compact, "The mentor has not come", tuple(RaisedTo), at=AT, by=himself)[0]


def make_prospectus(holders):
    """A prospectus of N1, published."""
    prospect = Prospect(
        title="Director of nursing",
        offers=(Offer(component="peer_mentoring", words="Two hours a month"),),
        not_judged=("Vacancies of the first day",),
        afterwards="A statement written together.",
        contact="The chair's office",
    )
    chair = viewer_of(holders, "chair")
    made = prospectuses.begin("N1", "Director of nursing", prospect, at=AT, by=chair)
    prospectuses.publish(made.pk, nobody_else_read_it=True, at=AT, by=chair)
    return made.pk


def viewer_of(holders, role):
    """Whoever holds the role for compacts, as a viewer."""
    holder = next(one for one in holders if (one.role, one.purpose) == (role, "compact"))
    return viewer_for(holder.person.pk, holder.person.name, on=SINCE, viewer=PUBLIC)


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
