"""A small world with three made-up trusts of two regions, and somebody to speak for each."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from wraparound.capabilities.partnerships.actions import agreeing, asking
from wraparound.capabilities.partnerships.models.agreements import Agreement
from wraparound.capabilities.partnerships.queries.agreements import agreement
from wraparound.capabilities.partnerships.terms.agreements import Move, NewProposal, Payer, Side, WrittenTerms
from wraparound.capabilities.partnerships.terms.own_words import Topic
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
HELPED, HELPER, OTHER = "ZZ01", "ZZ02", "ZZ03"


@dataclass
class World:
    """Everybody by what they are here, as viewers of today; `people` are the rows. ZZ03 is of another region."""

    helped: Viewer
    helped_chief: Viewer
    helper: Viewer
    helper_chief: Viewer
    other: Viewer
    region: Viewer
    other_region: Viewer
    improver: Viewer
    analyst: Viewer
    stranger: Viewer
    people: dict[str, Person]


def make_world(on=TODAY):
    north, south = (
        add_region(code, f"{code.title()} (made up)", at=AT, by=OPERATOR, made_up=True) for code in ("NO", "SO")
    )
    for code, name, region in (
        (HELPED, "Larkmoor Hospitals (made up)", north),
        (HELPER, "Thistleford Hospitals (made up)", north),
        (OTHER, "Ambermere Hospitals (made up)", south),
    ):
        add_organisation(code, name, "Acute", region, at=AT, by=OPERATOR, made_up=True)
    one, two = Scope.ORGANISATION, Scope.REGION
    wanted = {
        "helped": ("Cara Chairwell", HELPED, Role.CHAIR, Purpose.COMPACT, one, HELPED),
        "helped_chief": ("Lena Leadbetter", HELPED, Role.CHIEF_EXECUTIVE, Purpose.IMPROVEMENT, one, HELPED),
        "helper": ("Otis Otherchair", HELPER, Role.CHAIR, Purpose.COMPACT, one, HELPER),
        "helper_chief": ("Hal Helpwell", HELPER, Role.CHIEF_EXECUTIVE, Purpose.COMPACT, one, HELPER),
        "other": ("Thea Thirdchair", OTHER, Role.CHAIR, Purpose.COMPACT, one, OTHER),
        "region": ("Reg Northway", HELPED, Role.REGIONAL_DIRECTOR, Purpose.COMPACT, two, "NO"),
        "other_region": ("Sue Southway", OTHER, Role.REGIONAL_DIRECTOR, Purpose.COMPACT, two, "SO"),
        "improver": ("Imp Rover", HELPED, Role.IMPROVEMENT_DIRECTOR, Purpose.IMPROVEMENT, two, "NO"),
        "analyst": ("Ana Lyst", HELPED, Role.ANALYST, Purpose.IMPROVEMENT, two, "NO"),
        "stranger": ("Stan Stranger", HELPED, None, None, None, ""),
    }
    people, viewers = {}, {}
    for side, (name, code, role, purpose, scope, target) in wanted.items():
        email = f"{side}@made-up.example"
        (key,) = bring_in([NewPerson(name, email, ((code, "Somebody", date(2025, 1, 1), None),))], at=AT, by=OPERATOR)
        people[side] = Person.objects.get(key=key)
        if role is not None:
            new = NewGrant(key, role, purpose, scope, target, date(2025, 1, 1), None, "For the test")
            give(new, at=AT, by=OPERATOR)
        viewers[side] = viewer_for(people[side].pk, name, on=on, viewer=PUBLIC)
    return World(people=people, **viewers)


def token(row):
    return version_number(row, viewer=OPERATOR)


def days(many):
    return timedelta(days=many)


def look_as(client, world, side):
    client.force_login(world.people[side], backend=BACKEND)
    return client


def written_terms(**more):
    parts = {
        "topic": Topic.URGENT_CARE,
        "aims": ("Decisions by eleven",),
        "people": "A flow team, two days a week",
        "days": 8.0,
        "money": 24_000,
        "paid_by": Payer.HELPED,
        "starts": TODAY + days(10),
        "ends": TODAY + days(370),
        "reviews": (TODAY + days(100), TODAY + days(200)),
        "gains": "Your people lead a change elsewhere",
    }
    return WrittenTerms(**{**parts, **more})


def proposed(world, *, by="helped", at=AT):
    """Proposed by one side to the other."""
    mine, theirs = (HELPED, HELPER) if by == "helped" else (HELPER, HELPED)
    words = "Would you look at our front door with us?"
    new = NewProposal(mine=mine, theirs=theirs, side=Side(by), topic=Topic.URGENT_CARE, words=words)
    return asking.propose(new, at=at, by=getattr(world, by)).number


def taken_up(world, *, at=AT):
    number = proposed(world, at=at)
    asking.answer(number, Move.TAKE_UP, at=at, by=world.helper)
    return number


def diagnosed(world, *, at=AT):
    """Both have said what they think is wrong, and agreed one text."""
    number = taken_up(world, at=at)
    for side in ("helped", "helper"):
        agreeing.tell_diagnosis(number, f"What {side} sees", version=0, at=at, by=getattr(world, side))
    agreeing.write_diagnosis(number, "What both see", seen=0, at=at, by=world.helped)
    agreeing.agree_diagnosis(number, seen=1, at=at, by=world.helper)
    return number


def with_terms(world, *, at=AT, **more):
    number = diagnosed(world, at=at)
    agreeing.write_terms(number, written_terms(**more), seen=0, at=at, by=world.helped)
    return number


def digest_for(number, viewer, on=TODAY):
    return agreement(number, viewer=viewer, on=on).terms.digest


def accept(number, viewer, *, at=AT, **more):
    return agreeing.accept(number, digest=digest_for(number, viewer, at.date()), at=at, by=viewer, **more)


def in_force(world, *, at=AT, **more):
    number = with_terms(world, at=at, **more)
    accept(number, world.helped, at=at)
    accept(number, world.helper, at=at)
    return number


def row_of(number):
    return Agreement.objects.get(pk=number)
