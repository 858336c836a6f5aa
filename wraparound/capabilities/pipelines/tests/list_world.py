"""A small world for the list of posts: two trusts of a region and one of another, leaders, a region and an analyst.

Posts, holders, readiness, plans and releases are entered as rows, so that a test says what is so and no more.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.models.succession import Readiness, Successor
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, Sort, Use
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.calculation import name_key
from wraparound.people.models import Organisation, Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope, Viewer
from wraparound.people.terms.people import NewPerson
from wraparound.records.actions.changes import changing

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
ON = AT.date()
SINCE = date(2024, 1, 1)
LATER = date(2026, 12, 1)
TODAY = Day(ON)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LOOKERS = {
    "leader": ("Lena Leadbetter", "Z1", Role.PEOPLE_DIRECTOR, Scope.ORGANISATION, "Z1"),
    "other": ("Otis Otherchair", "Z2", Role.CHAIR, Scope.ORGANISATION, "Z2"),
    "region": ("Reg Northway", "Z1", Role.TALENT_LEAD, Scope.REGION, "NO"),
    "far": ("Sue Southway", "Z3", Role.TALENT_LEAD, Scope.REGION, "SO"),
    "analyst": ("Ana Lyst", "Z1", Role.ANALYST, Scope.REGION, "NO"),
}


@dataclass
class ListWorld:
    """Those who look, as viewers of today, and their rows."""

    leader: Viewer
    other: Viewer
    region: Viewer
    far: Viewer
    analyst: Viewer
    people: dict[str, Person]


def make_list_world(on=ON):
    north, south = (
        add_region(code, f"{name} (made up)", at=AT, by=OPERATOR, made_up=True)
        for code, name in (("NO", "North"), ("SO", "South"))
    )
    for code, name, region in (("Z1", "Larkmoor", north), ("Z2", "Thistleford", north), ("Z3", "Southfen", south)):
        add_organisation(code, f"{name} (made up)", "Acute", region, at=AT, by=OPERATOR, made_up=True)
    people, viewers = {}, {}
    for side, (name, code, role, scope, target) in LOOKERS.items():
        people[side] = person(name, code)
        key = str(people[side].key)
        new = NewGrant(key, role, Purpose.TALENT, scope, target, SINCE, None, "For the test")
        give(new, at=AT, by=OPERATOR)
        viewers[side] = viewer_for(people[side].pk, name, on=on, viewer=PUBLIC)
    return ListWorld(people=people, **viewers)


def person(name, code="Z1", *, since=SINCE, until=None):
    (key,) = bring_in([NewPerson(name, None, ((code, "Manager", since, until),))], at=AT, by=OPERATOR)
    return Person.objects.get(key=key)


def post(title="Director of finance", code="Z1", *, role=PostRole.FINANCE, level=PostLevel.BOARD, **more):
    place = Organisation.objects.get(code=code)
    critical = more.pop("critical", True)
    with changing("For the test", at=more.pop("at", AT), by=OPERATOR):
        return Post.objects.create(
            controller_id=place.controller_id,
            organisation=place,
            title=title,
            title_key=name_key(title),
            role=role,
            level=level,
            **{
                "executive": True,
                "voting": True,
                "critical": critical,
                "critical_because": "Nobody stands in" if critical else "",
                "starts": SINCE,
                **more,
            },
        )


def holds(where, who, kind=HolderKind.SUBSTANTIVE, *, starts=SINCE, at=AT, **more):
    with changing("For the test", at=at, by=OPERATOR):
        return Holder.objects.create(
            controller_id=where.controller_id, post=where, person=who, kind=kind, starts=starts, **more
        )


def named(where, who, *, confirmed=SINCE, use=Use.SUCCESSOR, starts=SINCE, at=AT, **more):
    with changing("For the test", at=at, by=OPERATOR):
        return Successor.objects.create(
            controller_id=where.controller_id,
            post=where,
            person=who,
            use=use,
            starts=starts,
            confirmed_on=confirmed,
            **{"sort": Sort.NAMED if who else Sort.UNKNOWN, **more},
        )


def ready(who, band=Band.READY_NOW, *, role=PostRole.FINANCE, level=PostLevel.BOARD, review_by=LATER, at=AT, **more):
    place = Organisation.objects.get(code=more.pop("code", "Z1"))
    with changing("For the test", at=at, by=OPERATOR):
        return Readiness.objects.create(
            controller_id=place.controller_id,
            person=who,
            organisation=place,
            role=role,
            level=level,
            band=band,
            review_by=review_by,
            agreed_by="Lena Leadbetter",
            evidence="What they did",
            **{"kind": "Acute", "starts": SINCE, **more},
        )


def released(who, *, code="Z1", to=ReleaseTo.REGION, at=AT, **more):
    place = Organisation.objects.get(code=code)
    with changing("For the test", at=at, by=OPERATOR):
        return Release.objects.create(
            controller_id=place.controller_id,
            person=who,
            organisation=place,
            purpose=ReleaseFor.POSTS,
            to=to,
            because="For the test",
            **{"starts": SINCE, "ends": LATER, "agreed_on": SINCE, **more},
        )


def look_as(client, world, side):
    client.force_login(world.people[side], backend=BACKEND)
    return client


def give_too(world, side, region):
    """The same person, who is an analyst of a region too."""
    key = str(world.people[side].key)
    give(
        NewGrant(key, Role.ANALYST, Purpose.TALENT, Scope.REGION, region, SINCE, None, "For the test"),
        at=AT,
        by=OPERATOR,
    )
    return viewer_for(world.people[side].pk, world.people[side].name, on=ON, viewer=PUBLIC)
