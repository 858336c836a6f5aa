"""A made-up trust with a chart: two levels and a third below one, a neighbour, a region, an analyst; one released."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from wraparound.capabilities.pipelines.actions.holders import take_up
from wraparound.capabilities.pipelines.actions.posts import add_post
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.models.succession import Readiness, Successor
from wraparound.capabilities.pipelines.queries.charts import chart_of
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.terms.charts import ChartQuestion
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import HolderKind, NewHolder, NewPost, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, Sort, Use
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.models import Organisation, Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope, Viewer
from wraparound.people.terms.people import NewPerson
from wraparound.records.actions.changes import changing

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
TODAY = AT.date()
SINCE = date(2025, 1, 1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class World:
    """Who looks, as viewers of today, with their rows; and the posts of Larkmoor (ZZ01) by a short name."""

    viewers: dict[str, Viewer]
    people: dict[str, Person]
    posts: dict[str, int]


def make_world():
    north, south = (
        add_region(code, f"{code.title()} (made up)", at=AT, by=OPERATOR, made_up=True) for code in ("NO", "SO")
    )
    for code, name, region in (("ZZ01", "Larkmoor", north), ("ZZ02", "Thistleford", north), ("ZZ03", "Farlow", south)):
        add_organisation(code, f"{name} Hospitals (made up)", "Acute", region, at=AT, by=OPERATOR, made_up=True)
    wanted = {
        "leader": ("Lena Leadbetter", "ZZ01", Role.PEOPLE_DIRECTOR, Scope.ORGANISATION, "ZZ01"),
        "region": ("Reg Northway", "ZZ02", Role.TALENT_LEAD, Scope.REGION, "NO"),
        "analyst": ("Ana Lyst", "ZZ02", Role.ANALYST, Scope.ORGANISATION, "ZZ01"),
        "neighbour": ("Nell Nextdoor", "ZZ02", Role.CHAIR, Scope.ORGANISATION, "ZZ02"),
        "stranger": ("Stan Stranger", "ZZ01", None, None, ""),
        "chief": ("Cora Chiefly", "ZZ01", None, None, ""),
        "deputy": ("Dov Deputton", "ZZ01", None, None, ""),
        "released": ("Rosa Releasedon", "ZZ01", None, None, ""),
    }
    people, viewers = {}, {}
    for side, (name, code, role, scope, target) in wanted.items():
        email = f"{side}@made-up.example"
        (key,) = bring_in([NewPerson(name, email, ((code, "Somebody", SINCE, None),))], at=AT, by=OPERATOR)
        people[side] = Person.objects.get(key=key)
        if role is not None:
            new = NewGrant(key, role, Purpose.TALENT, scope, target, SINCE, None, "For the test")
            give(new, at=AT, by=OPERATOR)
        viewers[side] = viewer_for(people[side].pk, name, on=TODAY, viewer=PUBLIC)
    world = World(viewers, people, {})
    add(world, "chief", "Chief executive", critical=True)
    add(world, "finance", "Director of finance", above="chief", role=PostRole.FINANCE)
    add(world, "nursing", "Director of nursing", above="chief", role=PostRole.NURSING)
    add(world, "deputy", "Deputy director of finance", above="finance", role=PostRole.FINANCE, level=PostLevel.DEPUTY)
    add(world, "chair", "Chair", role=PostRole.CHAIR)
    holds(world, "chief", "chief")
    holds(world, "deputy", "deputy")
    take_up(world.posts["finance"], vacancy(date(2026, 3, 2)), at=AT, by=viewers["leader"])
    named(world, "chief", "deputy", band=Band.ONE_TO_TWO)
    named(world, "chief", "released", band=Band.READY_NOW)
    release(world, "released")
    return world


def add(world, short, title, *, above=None, by="leader", code="ZZ01", **more):
    new = NewPost(title=title, role=PostRole.CHIEF_EXECUTIVE, level=PostLevel.BOARD, starts=SINCE)
    more |= {"critical_because": "Nobody stands in"} if more.get("critical") else {}
    new = replace(new, reports_to=world.posts.get(above), **more)
    world.posts[short] = add_post(code, new, at=AT, by=world.viewers[by])
    return world.posts[short]


def vacancy(starts):
    return NewHolder(kind=HolderKind.VACANT, starts=starts)


def holds(world, post, side, *, starts=SINCE, ends=None, kind=HolderKind.SUBSTANTIVE):
    new = NewHolder(kind=kind, starts=starts, ends=ends, person=str(world.people[side].key))
    return take_up(world.posts[post], new, at=AT, by=world.viewers["leader"])


def named(world, post, side, *, band=None, use=Use.SUCCESSOR, confirmed=True, ends=None):
    row, person = Post.objects.get(pk=world.posts[post]), world.people[side]
    with changing("Named for the test", at=AT, by=world.viewers["leader"]):
        kept = {"controller": row.controller, "person": person, "starts": SINCE}
        if band and not Readiness.objects.filter(person=person, role=row.role, level=row.level).exists():
            Readiness.objects.create(
                **kept,
                organisation=row.organisation,
                role=row.role,
                level=row.level,
                kind=row.organisation.kind,
                band=band,
                review_by=date(2027, 1, 1),
                agreed_by="Lena",
                evidence="Seen",
            )
        confirmed_on = SINCE if confirmed else None
        Successor.objects.create(**kept, post=row, use=use, sort=Sort.NAMED, ends=ends, confirmed_on=confirmed_on)


def release(world, side):
    place = Organisation.objects.get(code="ZZ01")
    with changing("Released for the test", at=AT, by=world.viewers["leader"]):
        Release.objects.create(
            controller=place.controller,
            person=world.people[side],
            organisation=place,
            purpose=ReleaseFor.POSTS,
            to=ReleaseTo.REGION,
            because="They wish it",
            starts=SINCE,
            ends=date(2099, 1, 1),
            agreed_on=SINCE,
        )


def chart(world, side="leader", *, on=TODAY, code="ZZ01", known=None, **asked):
    return chart_of(code, ChartQuestion(**asked), viewer=world.viewers[side], day=Day(on, known), today=Day(TODAY))


def looks_as(client, world, side):
    client.force_login(world.people[side], backend=BACKEND)
    return client
