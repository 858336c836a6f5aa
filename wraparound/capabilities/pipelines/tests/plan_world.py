"""Two trusts of one region and one of another, with posts, people and readiness, for tests of succession plans."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from wraparound.capabilities.pipelines.actions import holders, posts, succession
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.models.succession import Readiness, Successor
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.plans import plan_of
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import HolderKind, NewHolder, NewPost, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, NewSuccessor, Sort, Use
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.models import Organisation, Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope, Viewer
from wraparound.people.terms.people import NewPerson
from wraparound.records.actions.changes import changing
from wraparound.records.queries.history import version_number

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
TODAY = AT.date()
SINCE = date(2025, 1, 1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ROLES = {
    "chair": (Role.CHAIR, Scope.ORGANISATION, "ZZ01"),
    "director": (Role.PEOPLE_DIRECTOR, Scope.ORGANISATION, "ZZ01"),
    "neighbour": (Role.CHIEF_EXECUTIVE, Scope.ORGANISATION, "ZZ02"),
    "region": (Role.TALENT_LEAD, Scope.REGION, "NO"),
    "analyst": (Role.ANALYST, Scope.REGION, "NO"),
    "other_region": (Role.TALENT_LEAD, Scope.REGION, "SO"),
}
PEOPLE = {
    "chair": ("Cara Chairwell", "ZZ01"),
    "director": ("Dora Peopleton", "ZZ01"),
    "neighbour": ("Nell Nextdoor", "ZZ02"),
    "region": ("Reg Northway", "ZZ02"),
    "analyst": ("Anna Lystwood", "ZZ02"),
    "other_region": ("Sue Southway", "ZZ03"),
    "ann": ("Ann Abelson", "ZZ01"),
    "bob": ("Bob Birchett", "ZZ01"),
    "cy": ("Cy Carverley", "ZZ01"),
    "eve": ("Eve Elsewhere", "ZZ02"),
}


@dataclass
class World:
    """Viewers and people by what they are called here; `chief`, `finance` and `deputy` are numbers of posts of ZZ01."""

    viewers: dict[str, Viewer]
    people: dict[str, Person]
    chief: int
    finance: int
    deputy: int
    theirs: int

    def __getattr__(self, name):
        found = self.__dict__.get("viewers", {})
        if name not in found:
            raise AttributeError(name)
        return found[name]


def make_plans():
    """Ann holds finance and Bob its deputy; nobody holds the chief executive's post. Eve is of a neighbouring trust."""
    north, south = (
        add_region(code, f"{name} (made up)", at=AT, by=OPERATOR, made_up=True)
        for code, name in (("NO", "Northmoor"), ("SO", "Southfen"))
    )
    for code, name, region in (("ZZ01", "Larkmoor", north), ("ZZ02", "Thistleford", north), ("ZZ03", "Fenby", south)):
        add_organisation(code, f"{name} Hospitals (made up)", "Acute", region, at=AT, by=OPERATOR, made_up=True)
    people, viewers = {}, {}
    for who, (name, code) in PEOPLE.items():
        new = NewPerson(name, f"{who}@made-up.example", ((code, "Somebody", SINCE, None),))
        (key,) = bring_in([new], at=AT, by=OPERATOR)
        people[who] = Person.objects.get(key=key)
        if who in ROLES:
            role, scope, target = ROLES[who]
            give(NewGrant(key, role, Purpose.TALENT, scope, target, SINCE, None, "For the test"), at=AT, by=OPERATOR)
        viewers[who] = viewer_for(people[who].pk, name, on=TODAY, viewer=PUBLIC)
    chair = viewers["chair"]
    chief = add_post(chair, "Chief executive", PostRole.CHIEF_EXECUTIVE, critical=True, critical_because="The board")
    finance = add_post(chair, "Director of finance", PostRole.FINANCE, reports_to=chief)
    deputy = add_post(chair, "Deputy director of finance", PostRole.FINANCE, PostLevel.DEPUTY, reports_to=finance)
    theirs = add_post(viewers["neighbour"], "Chief nurse", PostRole.NURSING, code="ZZ02")
    world = World(viewers, people, chief, finance, deputy, theirs)
    hold(world, finance, "ann")
    hold(world, deputy, "bob")
    return world


def add_post(by, title, role, level=PostLevel.BOARD, *, code="ZZ01", **more):
    return posts.add_post(code, NewPost(title=title, role=role, level=level, starts=SINCE, **more), at=AT, by=by)


def hold(world, post, who, *, kind=HolderKind.SUBSTANTIVE, starts=SINCE, by="chair", **more):
    new = NewHolder(kind=kind, starts=starts, person=str(world.people[who].key) if who else "", **more)
    return holders.take_up(post, new, at=AT, by=world.viewers[by])


def ready(world, who, post, band=Band.READY_NOW, *, agreed=date(2026, 3, 1), review=date(2027, 2, 1), code="ZZ01"):
    """A readiness for such a post, as another part of this site would write it."""
    row = Post.objects.select_related("organisation").get(pk=post)
    place = Organisation.objects.get(code=code)
    with changing("A readiness was agreed", at=AT, by=OPERATOR):
        return Readiness.objects.create(
            controller=place.controller,
            person=world.people[who],
            organisation=place,
            role=row.role,
            level=row.level,
            kind=row.organisation.kind,
            band=band,
            starts=agreed,
            review_by=review,
            agreed_by="Cara Chairwell and they themselves",
            evidence="Acted for six months",
        )


def release(world, who, *, to=ReleaseTo.TRUSTS, purpose=ReleaseFor.POSTS, agreed=SINCE, ends=date(2027, 1, 1)):
    """A release by the organisation to which somebody belongs, with their agreement."""
    place = Organisation.objects.get(code=PEOPLE[who][1])
    with changing("A release was offered", at=AT, by=OPERATOR):
        return Release.objects.create(
            controller=place.controller,
            person=world.people[who],
            organisation=place,
            purpose=purpose,
            to=to,
            because="They asked",
            starts=SINCE,
            ends=ends,
            agreed_on=agreed,
        )


def name(world, post, who, *, by="chair", confirm=False, use=Use.SUCCESSOR, at=AT, **more):
    sort = more.pop("sort", Sort.NAMED)
    key = str(world.people[who].key) if who else ""
    new = NewSuccessor(use=use, sort=sort, person=key, **more)
    return succession.name(post, new, confirm=confirm, at=at, by=world.viewers[by])


def confirm(world, successor, *, by="chair", version=None, at=AT):
    return succession.confirm(successor, version=version or token(successor), at=at, by=world.viewers[by])


def take_off(world, successor, *, by="chair", because="They prefer to stay", version=None, at=AT):
    found = version or token(successor)
    return succession.take_off(successor, because=because, version=found, at=at, by=world.viewers[by])


def token(successor):
    return version_number(Successor.objects.get(pk=successor), viewer=OPERATOR)


def plan(world, post, who="chair", *, on=TODAY, known=None):
    viewer = world.viewers[who] if isinstance(who, str) else who
    return plan_of(post, viewer=viewer, day=Day(on, known), today=Day(TODAY))


def names(group):
    return [one.line.known.name for one in group.named if one.line.known]


def days(many):
    return timedelta(days=many)


def look_as(client, world, who):
    client.force_login(world.people[who], backend=BACKEND)
    return client
