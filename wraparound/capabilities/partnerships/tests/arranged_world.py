"""A small world for what organisations agree: three made-up trusts of two regions, somebody who speaks for each."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope, Viewer
from wraparound.people.terms.people import NewPerson

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = AT.date()
SINCE = date(2020, 1, 1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WANTED = {
    "chair": ("Cara Chairwell", "ZZ01", Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, "ZZ01"),
    "other": ("Otis Otherchair", "ZZ02", Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, "ZZ02"),
    "third": ("Thea Thirdly", "ZZ03", Role.CHIEF_EXECUTIVE, Purpose.COMPACT, Scope.ORGANISATION, "ZZ03"),
    "region": ("Reg Northway", "ZZ01", Role.REGIONAL_DIRECTOR, Purpose.COMPACT, Scope.REGION, "NO"),
    "far_region": ("Sue Southway", "ZZ03", Role.REGIONAL_DIRECTOR, Purpose.COMPACT, Scope.REGION, "SO"),
    "director": ("Dora Peopleton", "ZZ01", Role.PEOPLE_DIRECTOR, Purpose.TALENT, Scope.ORGANISATION, "ZZ01"),
    "other_director": ("Otto Peopling", "ZZ02", Role.PEOPLE_DIRECTOR, Purpose.TALENT, Scope.ORGANISATION, "ZZ02"),
}


@dataclass
class World:
    """Everybody by what they do, as viewers of today; `people` are the rows."""

    chair: Viewer
    other: Viewer
    third: Viewer
    region: Viewer
    far_region: Viewer
    director: Viewer
    other_director: Viewer
    people: dict[str, Person]


def make_world():
    """ZZ01 and ZZ02 of a region in the north, ZZ03 of one in the south."""
    north, south = (
        add_region(code, f"{code.title()} (made up)", at=AT, by=OPERATOR, made_up=True) for code in ("NO", "SO")
    )
    for code, name, region in (
        ("ZZ01", "Larkmoor Hospitals", north),
        ("ZZ02", "Thistleford Hospitals", north),
        ("ZZ03", "Gorsedale Hospitals", south),
    ):
        add_organisation(code, f"{name} (made up)", "Acute", region, at=AT, by=OPERATOR, made_up=True)
    people, viewers = {}, {}
    for part, (name, code, role, purpose, scope, target) in WANTED.items():
        new = NewPerson(name, f"{part}@made-up.example", ((code, "Leader", SINCE, None),))
        (key,) = bring_in([new], at=AT, by=OPERATOR)
        people[part] = Person.objects.get(key=key)
        give(NewGrant(key, role, purpose, scope, target, SINCE, None, "For the test"), at=AT, by=OPERATOR)
        viewers[part] = viewer_for(people[part].pk, name, on=TODAY, viewer=PUBLIC)
    return World(people=people, **viewers)
