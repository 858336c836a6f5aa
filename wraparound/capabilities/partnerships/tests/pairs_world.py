"""A made-up region with people who seek and who give, and whoever organises: for tests of cohorts and pairs."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from wraparound.capabilities.partnerships.actions import cohorts, joining, pairs
from wraparound.capabilities.partnerships.models.pairs import Cohort, Joining, Pair, PairPart
from wraparound.capabilities.partnerships.queries import cohorts as kept
from wraparound.capabilities.partnerships.queries.pairs import people_pairs
from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.capabilities.partnerships.terms.pairs import NewAsk, NewCohort, NewJoining, PairSort, Wishes
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope, Viewer
from wraparound.people.terms.people import NewPerson
from wraparound.records.queries.history import version_number

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
TODAY = AT.date()
LATER = AT + timedelta(days=12)
"""After the last day to join."""
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
T = Topic


@dataclass
class PairsWorld:
    """Everybody as a viewer of today; `people` are the rows. All but `far` belong to the region of the cohort."""

    seeker: Viewer
    other: Viewer
    giver: Viewer
    spare: Viewer
    organiser: Viewer
    director: Viewer
    stranger: Viewer
    region: Viewer
    keeper: Viewer
    auditor: Viewer
    far: Viewer
    people: dict[str, Person]


WANTED = {
    "seeker": ("Sefa Seekwell", "ZZ01", None, None, None, ""),
    "other": ("Otto Alsoseek", "ZZ01", None, None, None, ""),
    "giver": ("Gita Givewell", "ZZ02", None, None, None, ""),
    "spare": ("Spiro Sparetime", "ZZ02", None, None, None, ""),
    "organiser": ("Olu Organiser", "ZZ01", Role.TALENT_LEAD, Purpose.TALENT, Scope.REGION, "NO"),
    "director": ("Dee Directress", "ZZ01", Role.PEOPLE_DIRECTOR, Purpose.TALENT, Scope.ORGANISATION, "ZZ01"),
    "stranger": ("Stan Stranger", "ZZ02", None, None, None, ""),
    "region": ("Reg Northway", "ZZ01", Role.REGIONAL_DIRECTOR, Purpose.COMPACT, Scope.REGION, "NO"),
    "keeper": ("Kay Keeper", "ZZ01", Role.ADMINISTRATOR, Purpose.AUDIT, Scope.NATION, ""),
    "auditor": ("Audie Torr", "ZZ01", Role.AUDITOR, Purpose.AUDIT, Scope.NATION, ""),
    "far": ("Farah Southway", "ZZ09", Role.TALENT_LEAD, Purpose.TALENT, Scope.REGION, "SO"),
}


def make_pairs_world():
    north, south = (
        add_region(code, f"{code.title()} (made up)", at=AT, by=OPERATOR, made_up=True) for code in ("NO", "SO")
    )
    for code, region in (("ZZ01", north), ("ZZ02", north), ("ZZ09", south)):
        add_organisation(code, f"Trust {code} (made up)", "Acute", region, at=AT, by=OPERATOR, made_up=True)
    people, viewers = {}, {}
    for side, (name, code, role, purpose, scope, target) in WANTED.items():
        belongs = ((code, "Director of things", date(2025, 1, 1), None),)
        (key,) = bring_in([NewPerson(name, address_of(side), belongs)], at=AT, by=OPERATOR)
        people[side] = Person.objects.get(key=key)
        if role is not None:
            new = NewGrant(key, role, purpose, scope, target, date(2025, 1, 1), None, "For the test")
            give(new, at=AT, by=OPERATOR)
        viewers[side] = as_viewer(people[side])
    return PairsWorld(people=people, **viewers)


def address_of(side):
    return f"{side}@made-up.example"


def as_viewer(person):
    return viewer_for(person.pk, person.name, on=TODAY, viewer=PUBLIC)


def open_one(world, *, by=None, seed=7, at=AT, **more):
    new = {"sort": PairSort.MENTORING, "name": "First years", "over": "region:NO", "joins_until": date(2026, 5, 11)}
    return cohorts.open_cohort(NewCohort(**{**new, **more}), seed=seed, at=at, by=by or world.organiser)


def join(number, by, *, at=AT, version=None, **more):
    said = {"seeks": False, "gives": False, "shown_as": by.name.split()[0], **more}
    row = Joining.objects.filter(cohort=number, person=by.person, left_at__isnull=True).first()
    seen = version if version is not None else version_number(row, viewer=by) if row else 0
    joining.join(number, NewJoining(**said), version=seen, at=at, by=by)
    return place_of(number, by)


def seek(number, by, **more):
    return join(number, by, seeks=True, **more)


def offer(number, by, **more):
    return join(number, by, gives=True, **more)


def place_of(number, by):
    return Joining.objects.get(cohort=number, person=by.person).pk


def wish(number, by, *whom, at=AT, only=False):
    row = Joining.objects.get(cohort=number, person=by.person)
    wishes = Wishes(**{"seeking" if row.seeks else "giving": tuple(whom)}, only=only)
    joining.wish(number, wishes, at=at, by=by)


def paired(number):
    """Who is paired in a cohort today, by the first names of seeker and giver."""
    return {pair_names(one) for one in Pair.objects.filter(cohort=number, ended_at__isnull=True)}


def pair_names(pair):
    two = dict(PairPart.objects.filter(pair=pair).values_list("side", "person__name"))
    return two["seeking"].split()[0], two["giving"].split()[0]


def pair_of(number, by):
    """The number of the open pair of somebody in a cohort."""
    return PairPart.objects.get(pair__cohort=number, pair__ended_at__isnull=True, person=by.person).pair_id


def agree(pair, *both, at=LATER):
    for one in both:
        pairs.accept(pair, at=at, by=one)


def make(number, *, at=LATER):
    Cohort.objects.filter(pk=number).update(stirred=True)
    return cohorts.make_pairs_due(at=at, by=OPERATOR)


def ask(by, side, *, at=AT, **more):
    new = {"who": address_of(side), "sort": PairSort.MENTORING, "wants": "An hour a month", **more}
    return pairs.ask(NewAsk(**new), at=at, by=by)


def mine(by, *, on=None):
    return people_pairs(viewer=by, on=on or LATER.date()).pairs


def counts(number, *, by, on=None):
    return kept.organiser_page(number, viewer=by, on=on or LATER.date()).counts
