"""A small world with two made-up trusts of one region, a third of another, and somebody for every way to see a plan."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from wraparound.capabilities.delivery.actions import milestones
from wraparound.capabilities.delivery.terms.milestones import NewMilestone
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope, Viewer
from wraparound.people.terms.people import NewPerson

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
TODAY = AT.date()
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HERE, NEAR, FAR = "ZZ01", "ZZ02", "ZZ03"
OWNER = "Owen Ownwell"


@dataclass
class World:
    """Everybody by what they are here, as viewers of today; `people` are the rows."""

    lead: Viewer
    chief: Viewer
    chair: Viewer
    owner: Viewer
    colleague: Viewer
    near_lead: Viewer
    region: Viewer
    other_region: Viewer
    improver: Viewer
    administrator: Viewer
    people: dict[str, Person]


def make_world(on=TODAY):
    north, south = (
        add_region(code, f"{code.title()} (made up)", at=AT, by=OPERATOR, made_up=True) for code in ("NO", "SO")
    )
    for code, name, region in (
        (HERE, "Larkmoor Hospitals (made up)", north),
        (NEAR, "Thistleford Hospitals (made up)", north),
        (FAR, "Ambermere Hospitals (made up)", south),
    ):
        add_organisation(code, name, "Acute", region, at=AT, by=OPERATOR, made_up=True)
    one, two, purpose = Scope.ORGANISATION, Scope.REGION, Purpose.IMPROVEMENT
    wanted = {
        "lead": ("Della Leadwell", HERE, Role.IMPROVEMENT_DIRECTOR, purpose, one, HERE),
        "chief": ("Lena Leadbetter", HERE, Role.CHIEF_EXECUTIVE, Purpose.COMPACT, one, HERE),
        "chair": ("Cara Chairwell", HERE, Role.CHAIR, Purpose.COMPACT, one, HERE),
        "owner": (OWNER, HERE, None, None, None, ""),
        "colleague": ("Colin Colleague", HERE, None, None, None, ""),
        "near_lead": ("Nell Nearby", NEAR, Role.IMPROVEMENT_DIRECTOR, purpose, one, NEAR),
        "region": ("Reg Northway", HERE, Role.REGIONAL_DIRECTOR, Purpose.COMPACT, two, "NO"),
        "other_region": ("Sue Southway", FAR, Role.REGIONAL_DIRECTOR, Purpose.COMPACT, two, "SO"),
        "improver": ("Imp Rover", HERE, Role.IMPROVEMENT_DIRECTOR, purpose, two, "NO"),
        "administrator": ("Otto Keeper", HERE, Role.ADMINISTRATOR, Purpose.AUDIT, one, HERE),
    }
    people, viewers = {}, {}
    for side, (name, code, role, purpose_, scope, target) in wanted.items():
        email = f"{side}@made-up.example"
        (key,) = bring_in([NewPerson(name, email, ((code, "Somebody", date(2025, 1, 1), None),))], at=AT, by=OPERATOR)
        people[side] = Person.objects.get(key=key)
        if role is not None:
            new = NewGrant(key, role, purpose_, scope, target, date(2025, 1, 1), None, "For the test")
            give(new, at=AT, by=OPERATOR)
        viewers[side] = viewer_for(people[side].pk, name, on=on, viewer=PUBLIC)
    return World(people=people, **viewers)


def days(many):
    return timedelta(days=many)


def look_as(client, world, side):
    client.force_login(world.people[side], backend=BACKEND)
    return client


def new_milestone(title="Train every ward leader", due=30, **more):
    return NewMilestone(**{"title": title, "owner": OWNER, "due": TODAY + days(due), **more})


def commit(world, title="Train every ward leader", due=30, *, at=AT, code=HERE, by=None, **more):
    return milestones.commit_to(code, new_milestone(title, due, **more), at=at, by=by or world.lead)
