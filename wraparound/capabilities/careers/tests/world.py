"""A made-up region with two trusts, another region, and somebody for every way to meet careers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from wraparound.capabilities.careers.actions.frameworks import bring_in_framework
from wraparound.capabilities.careers.exchange.frameworks import read_framework_file
from wraparound.capabilities.careers.terms.frameworks import FrameworkHead
from wraparound.capabilities.careers.tests.framework_examples import grid_workbook
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope, Viewer
from wraparound.people.terms.people import NewPerson
from wraparound.records.actions.rights import place_hold

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
TODAY = AT.date()
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HERE, NEAR, FAR = "ZZ01", "ZZ02", "ZZ09"
SHIPPED = "board-2024"


@dataclass
class CareersWorld:
    """A ward manager, a mentor elsewhere, and those who keep what roles ask, as viewers of today."""

    ward: Viewer
    colleague: Viewer
    mentor: Viewer
    director: Viewer
    near_director: Viewer
    lead: Viewer
    keeper: Viewer


def make_careers_world():
    north, south = (
        add_region(code, f"{code.title()} (made up)", at=AT, by=OPERATOR, made_up=True) for code in ("NO", "SO")
    )
    for code, kind, region in ((HERE, "Acute", north), (NEAR, "Community", north), (FAR, "Acute", south)):
        add_organisation(code, f"Trust {code} (made up)", kind, region, at=AT, by=OPERATOR, made_up=True)
    one, two = Scope.ORGANISATION, Scope.REGION
    return CareersWorld(
        ward=somebody("Wanda Wardwell", HERE),
        colleague=somebody("Colin Colleague", HERE),
        mentor=somebody("Mena Mentor", FAR),
        director=somebody("Padma Peoplewise", HERE, (Role.PEOPLE_DIRECTOR, Purpose.TALENT, one, HERE)),
        near_director=somebody("Nell Nearby", NEAR, (Role.PEOPLE_DIRECTOR, Purpose.TALENT, one, NEAR)),
        lead=somebody("Tala Leadwell", HERE, (Role.TALENT_LEAD, Purpose.TALENT, two, "NO")),
        keeper=somebody("Kay Keeper", HERE, (Role.ADMINISTRATOR, Purpose.AUDIT, Scope.NATION, "")),
    )


def somebody(name, code, grant=None):
    """Somebody of a trust, as a viewer, with a role where one is given."""
    belongs = ((code, "Ward manager", date(2025, 1, 1), None),)
    (key,) = bring_in([NewPerson(name, address_of(name), belongs)], at=AT, by=OPERATOR)
    if grant:
        role, purpose, scope, target = grant
        give(NewGrant(key, role, purpose, scope, target, date(2025, 1, 1), None, "For the test"), at=AT, by=OPERATOR)
    person = Person.objects.get(key=key)
    return viewer_for(person.pk, person.name, on=TODAY, viewer=PUBLIC)


def on_hold(viewer):
    """A legal hold on somebody."""
    person = Person.objects.get(pk=viewer.person)
    place_hold(person.pk, person.controller, "An inquiry", at=AT, by=OPERATOR)


def address_of(name):
    """The address with which somebody of the world signs in."""
    return f"{name.replace(' ', '.').lower()}@made-up.example"


def signed_in(client, viewer):
    """The client, as the viewer."""
    client.force_login(Person.objects.get(pk=viewer.person), backend=BACKEND)
    return client


def standards(version="2026"):
    """27 competencies at four stages, as they come out of a workbook."""
    return read_framework_file("a.xlsx", grid_workbook(), FrameworkHead(name="Standards (made up)", version=version))


def brought_in(world, *, by=None, place=f"organisation:{HERE}", version="2026"):
    """The number of the standards once they were brought in."""
    return bring_in_framework(place, standards(version).framework, at=AT, by=by or world.director)
