"""A made-up region with two trusts: people who are counted, and whoever sends files or looks after access."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO

import xlsxwriter

from wraparound.capabilities.equality.actions.monitoring import count, look_at
from wraparound.capabilities.equality.actions.own import give
from wraparound.capabilities.equality.exchange.monitoring import columns_of, read_monitoring
from wraparound.capabilities.equality.queries.lists import lists_in_use
from wraparound.capabilities.equality.terms.answers import Characteristic, Without
from wraparound.capabilities.equality.terms.monitoring import MonitoringSheet
from wraparound.people.actions.grants import give as give_role
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope, Viewer
from wraparound.people.terms.people import NewPerson

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
TODAY = AT.date()
YEAR = 2025
HERE, FAR = "ZZ01", "ZZ09"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
STAFF = MonitoringSheet.STAFF


@dataclass
class EqualityWorld:
    """Two who are counted, the equality leads of both trusts, a chair, and whoever looks after access."""

    person: Viewer
    other: Viewer
    lead: Viewer
    far_lead: Viewer
    chair: Viewer
    keeper: Viewer


def make_equality_world():
    north = add_region("NO", "No (made up)", at=AT, by=OPERATOR, made_up=True)
    for code in (HERE, FAR):
        add_organisation(code, f"Trust {code} (made up)", "Acute", north, at=AT, by=OPERATOR, made_up=True)
    one = Scope.ORGANISATION
    return EqualityWorld(
        person=somebody("Pia Personne"),
        other=somebody("Otto Othering"),
        lead=somebody("Ella Leadwell", (Role.EQUALITY_LEAD, Purpose.EQUALITY, one, HERE)),
        far_lead=somebody("Femi Farwell", (Role.EQUALITY_LEAD, Purpose.EQUALITY, one, FAR)),
        chair=somebody("Cleo Chairing", (Role.CHAIR, Purpose.TALENT, one, HERE)),
        keeper=somebody("Kay Keeper", (Role.ADMINISTRATOR, Purpose.AUDIT, Scope.NATION, "")),
    )


def somebody(name, grant=None):
    """Somebody of the first trust, as a viewer, with a role where one is given."""
    belongs = ((HERE, "Manager", date(2025, 1, 1), None),)
    (key,) = bring_in([NewPerson(name, address_of(name), belongs)], at=AT, by=OPERATOR)
    if grant:
        role, purpose, scope, target = grant
        given = NewGrant(key, role, purpose, scope, target, date(2025, 1, 1), None, "For the test")
        give_role(given, at=AT, by=OPERATOR)
    person = Person.objects.get(key=key)
    return viewer_for(person.pk, person.name, on=TODAY, viewer=PUBLIC)


def address_of(name):
    """The address with which somebody of the world signs in."""
    return f"{name.replace(' ', '.').lower()}@made-up.example"


def signed_in(client, viewer):
    """The client, as the viewer."""
    client.force_login(Person.objects.get(pk=viewer.person), backend=BACKEND)
    return client


def all_answers(**said):
    """An answer to every question: declined where none is said."""
    return {one: said.get(one.value, Without.DECLINED.value) for one in Characteristic}


def gives(viewer, **said):
    """Somebody gives these answers."""
    give(all_answers(**said), at=AT, by=viewer)


def line(reference, **said):
    """A row of staff as a file has it, by its headings; nothing known unless it is said."""
    row = dict.fromkeys(columns_of(STAFF), "")
    codes = dict.fromkeys(("Ethnicity", "Disability", "Sex", "Age", "Religion or belief", "Sexual orientation"), "99")
    return row | codes | {"Reference": reference, "Year": "2025/26", "Pay level": "band-7"} | said


def workbook(rows, sheet="Staff"):
    """A workbook of these rows, by the headings of the first."""
    kept = BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        made = book.add_worksheet(sheet)
        made.write_row(0, 0, list(rows[0]))
        for number, row in enumerate(rows, start=1):
            made.write_row(number, 0, list(row.values()))
    return kept.getvalue()


def read(rows, year=YEAR):
    """What is understood of a workbook of these rows."""
    return read_monitoring("staff.xlsx", workbook(rows), year, lists_in_use(viewer=PUBLIC))


def counted(world, rows, *, code=HERE, by=None, year=YEAR):
    """The number of a file of these rows, looked at and counted."""
    found = read(rows, year)
    assert found.troubles == ()
    number = look_at(code, year, found.rows, at=AT, by=by or world.lead)
    count(number, at=AT, by=by or world.lead)
    return number
