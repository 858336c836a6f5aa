"""A small world for keeping posts: two trusts of a region, those who lead them for talent, and those who may not."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from wraparound.capabilities.pipelines.actions.holders import take_up
from wraparound.capabilities.pipelines.actions.posts import add_post
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.terms.posts import (
    HolderCorrection,
    HolderKind,
    NewHolder,
    NewPost,
    PostLevel,
    PostRole,
)
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope, Viewer
from wraparound.people.terms.people import NewPerson
from wraparound.records.queries.history import version_number

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = AT.date()
SINCE = date(2020, 1, 1)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WRONG = ("colleague", "other_director", "region", "analyst")
"""Those who may keep nothing of the trust."""


@dataclass
class World:
    """Everybody by what they do, as viewers of today; `people` are the rows."""

    director: Viewer
    chair: Viewer
    other_director: Viewer
    region: Viewer
    analyst: Viewer
    colleague: Viewer
    people: dict[str, Person]


def make_world(on=TODAY):
    north, south = (
        add_region(code, f"{code.title()} (made up)", at=AT, by=OPERATOR, made_up=True) for code in ("NO", "SO")
    )
    for code, name, region in (
        ("ZZ01", "Larkmoor Hospitals", north),
        ("ZZ02", "Thistleford Hospitals", north),
        ("ZZ03", "Gorsedale Hospitals", south),
    ):
        add_organisation(code, f"{name} (made up)", "Acute", region, at=AT, by=OPERATOR, made_up=True)
    wanted = {
        "director": ("Dora Peopleton", "ZZ01", Role.PEOPLE_DIRECTOR, Scope.ORGANISATION, "ZZ01"),
        "chair": ("Cara Chairwell", "ZZ01", Role.CHAIR, Scope.ORGANISATION, "ZZ01"),
        "other_director": ("Otis Otherman", "ZZ02", Role.PEOPLE_DIRECTOR, Scope.ORGANISATION, "ZZ02"),
        "region": ("Reg Northway", "ZZ02", Role.TALENT_LEAD, Scope.REGION, "NO"),
        "analyst": ("Ana Lystrom", "ZZ02", Role.ANALYST, Scope.REGION, "NO"),
        "colleague": ("Colin League", "ZZ01", None, None, ""),
    }
    people, viewers = {}, {}
    for part, (name, code, role, scope, target) in wanted.items():
        key = newcomer(name, code, email=f"{part}@made-up.example")
        people[part] = Person.objects.get(key=key)
        if role is not None:
            new = NewGrant(key, role, Purpose.TALENT, scope, target, SINCE, None, "For the test")
            give(new, at=AT, by=OPERATOR)
        viewers[part] = viewer_for(people[part].pk, name, on=on, viewer=PUBLIC)
    return World(people=people, **viewers)


def newcomer(name, code="ZZ01", email=None, since=SINCE):
    (key,) = bring_in([NewPerson(name, email, ((code, "Manager", since, None),))], at=AT, by=OPERATOR)
    return key


def described(title="Director of finance", **more):
    parts = {"role": PostRole.FINANCE, "level": PostLevel.BOARD, "starts": SINCE}
    return NewPost(title=title, **{**parts, **more})


def a_post(world, title="Director of finance", *, code="ZZ01", by=None, at=AT, **more):
    return add_post(code, described(title, **more), at=at, by=by or world.director)


def held(world, post, name="", since=SINCE, *, kind=HolderKind.SUBSTANTIVE, by=None, at=AT, **more):
    """Somebody new by name, or whoever `person` says, takes the post up; the number of the entry."""
    new = NewHolder(kind=kind, starts=since, name=name, **more)
    return take_up(post, new, at=at, by=by or world.director)


def version_of(number, kind=Holder):
    return version_number(kind.objects.get(pk=number), viewer=OPERATOR)


def corrected(number, why="Typed wrongly", **changes):
    """The entry as it is, but for some of it."""
    row = Holder.objects.get(pk=number)
    now = {
        "kind": HolderKind(row.kind),
        "starts": row.starts,
        "ends": row.ends,
        "expected_end": row.expected_end,
        "cost": row.cost,
    }
    return HolderCorrection(**{**now, **changes}, why=why)


def entries(post):
    """What is known of a post: kind, person and days, the first to begin first."""
    rows = Holder.objects.counted().filter(post=post).select_related("person").order_by("starts", "pk")
    return [(str(row.kind), row.person.name if row.person else "", row.starts, row.ends) for row in rows]


def post_row(number):
    return Post.objects.get(pk=number)


def look_as(client, world, part):
    client.force_login(world.people[part], backend=BACKEND)
