"""A small world with compacts: a made-up trust with made-up figures, and somebody for every side."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from wraparound.capabilities.compacts.actions import signing, texts
from wraparound.capabilities.compacts.calculation.documents import agreement_in
from wraparound.capabilities.compacts.models.agreed import Text, Undertaking
from wraparound.capabilities.compacts.queries.texts import digest_to_sign
from wraparound.capabilities.compacts.terms.agreement import (
    Concern,
    Condition,
    ConditionSort,
    Follows,
    NotYet,
    Party,
    Promise,
    Result,
    ResultSort,
)
from wraparound.capabilities.compacts.terms.compacts import NewCompact
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope, Viewer
from wraparound.people.terms.people import NewPerson
from wraparound.records.queries.history import version_number

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
TODAY = AT.date()
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class World:
    """Everybody by the side they act for, as viewers of today; `people` are the rows."""

    chair: Viewer
    leader: Viewer
    region: Viewer
    centre: Viewer
    improver: Viewer
    stranger: Viewer
    other_chair: Viewer
    other_region: Viewer
    people: dict[str, Person]


def make_world(on=TODAY):
    north, south = (
        add_region(code, f"{code.title()} (made up)", at=AT, by=OPERATOR, made_up=True) for code in ("NO", "SO")
    )
    add_organisation("ZZ01", "Larkmoor Hospitals (made up)", "Acute", north, at=AT, by=OPERATOR, made_up=True)
    add_organisation("ZZ02", "Thistleford Hospitals (made up)", "Acute", south, at=AT, by=OPERATOR, made_up=True)
    wanted = {
        "chair": ("Cara Chairwell", "ZZ01", Role.CHAIR, Scope.ORGANISATION, "ZZ01"),
        "leader": ("Lena Leadbetter", "ZZ01", Role.CHIEF_EXECUTIVE, Scope.ORGANISATION, "ZZ01"),
        "region": ("Reg Northway", "ZZ01", Role.REGIONAL_DIRECTOR, Scope.REGION, "NO"),
        "centre": ("Nan Centrell", "ZZ01", Role.NATIONAL_DIRECTOR, Scope.NATION, ""),
        "improver": ("Imp Rover", "ZZ01", Role.IMPROVEMENT_DIRECTOR, Scope.REGION, "NO"),
        "stranger": ("Stan Stranger", "ZZ01", None, None, ""),
        "other_chair": ("Otis Otherchair", "ZZ02", Role.CHAIR, Scope.ORGANISATION, "ZZ02"),
        "other_region": ("Sue Southway", "ZZ02", Role.REGIONAL_DIRECTOR, Scope.REGION, "SO"),
    }
    people, viewers = {}, {}
    for side, (name, code, role, scope, target) in wanted.items():
        email = f"{side}@made-up.example"
        (key,) = bring_in([NewPerson(name, email, ((code, "Somebody", date(2025, 1, 1), None),))], at=AT, by=OPERATOR)
        people[side] = Person.objects.get(key=key)
        if role is not None:
            new = NewGrant(key, role, Purpose.COMPACT, scope, target, date(2025, 1, 1), None, "For the test")
            give(new, at=AT, by=OPERATOR)
        viewers[side] = viewer_for(people[side].pk, name, on=on, viewer=PUBLIC)
    return World(people=people, **viewers)


def result(key="", **more):
    parts = {
        "sort": ResultSort.MEASURE,
        "concern": Concern.WHAT,
        "by": date(2027, 6, 30),
        "measure": "ae_4hour_major",
        "level": 54.0,
    }
    return Result(key=key, **{**parts, **more})


def promise(key="", **more):
    parts = {
        "words": "An improvement director, two days a week",
        "giver": Party.REGION,
        "receiver": Party.LEADER,
        "days": 90.0,
        "cost": 72_000,
        "paid_by": Party.REGION,
        "starts": date(2026, 5, 11),
        "due": date(2026, 7, 1),
        "follows": Follows.PAUSE,
    }
    return Promise(key=key, **{**parts, **more})


def condition(key="", **more):
    parts = {
        "sort": ConditionSort.TEAM,
        "words": "A director of finance is in post",
        "owner": Party.BOARD,
        "due": date(2026, 9, 1),
        "follows": Follows.REVIEW,
    }
    return Condition(key=key, **{**parts, **more})


def not_yet(key="", **more):
    return NotYet(key=key, **{"words": "The inherited deficit", "until": date(2027, 3, 31), **more})


def begin(world, *, asks_region=True, asks_centre=False, by=None, leader=None, **more):
    """A compact with a private draft of the board's."""
    new = NewCompact(
        **{
            "organisation": "ZZ01",
            "role": "Chief executive",
            "leader": str(world.people["leader"].key) if leader is None else leader,
            "starts": date(2026, 5, 11),
            "months": 36,
            "asks_region": asks_region,
            "asks_centre": asks_centre,
            **more,
        }
    )
    return texts.begin(new, at=AT, by=by or world.chair)


def fill(made, by, *, number=1, **parts):
    """Writes the draft whole: a result, one about how, a condition, a promise that pauses, one thing not yet asked."""
    draft = Text.objects.get(compact=made, number=number)
    whole = {
        "results": (result("r1"), result("r2", measure="staff_enough", level=31.0, concern=Concern.HOW, reason="Ours")),
        "conditions": (condition("c1"),),
        "promises": (promise("p1"), promise("p2", words="A coach", giver=Party.BOARD, follows=Follows.NOTHING)),
        "not_yet": (not_yet("n1"),),
        "afterwards": "A secondment right.",
        **parts,
    }
    agreement = replace(agreement_in(draft.content), **whole)
    texts.set_text(made.pk, number, agreement, version=version_number(draft, viewer=by), at=AT, by=by)


def offered(world, **more):
    """A compact whose first version is offered for signing."""
    parts = more.pop("parts", {})
    made = begin(world, **more)
    fill(made, world.chair, **parts)
    texts.share(made.pk, 1, at=AT, by=world.chair)
    signing.offer(made.pk, 1, at=AT, by=world.chair)
    return made


def sign(made, viewer, party, *, number=1, at=AT, typed=None):
    digest = digest_to_sign(made.pk, number, viewer=viewer)
    return signing.sign(made.pk, number, party, typed or viewer.name, digest=digest, at=at, by=viewer)


def in_force(world, *, at=AT, **more):
    """A compact signed by every side that must."""
    made = offered(world, **more)
    sign(made, world.leader, Party.LEADER, at=at)
    sign(made, world.chair, Party.BOARD, at=at)
    if made.asks_region:
        sign(made, world.region, Party.REGION, at=at)
    return made


def undertaking(made, key):
    return Undertaking.objects.get(compact=made, key=key)


def token(row):
    return version_number(row, viewer=OPERATOR)


def days(many):
    return timedelta(days=many)


def look_as(client, world, side):
    client.force_login(world.people[side], backend=BACKEND)
    return client
