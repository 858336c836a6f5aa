"""Small worlds for tests: a region, a trust or two, and people in them."""

from datetime import UTC, date, datetime

from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region, bring_in
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.people.terms.people import NewPerson

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
TODAY = date(2026, 2, 1)


def make_region(code="NORTH"):
    return add_region(code, f"{code.title()} (made up)", at=AT, by=OPERATOR, made_up=True)


def make_trust(code="N1", region=None):
    return add_organisation(
        code, f"Trust {code} (made up)", "Acute", region or make_region(), at=AT, by=OPERATOR, made_up=True
    )


def make_person(name, code="N1", *, email=None, since=date(2025, 1, 1), until=None):
    (key,) = bring_in([NewPerson(name, email, ((code, "Manager", since, until),))], at=AT, by=OPERATOR)
    return key


def grant_of(key, role, purpose, scope, target="", **dates):
    days = {"starts": date(2025, 1, 1), "ends": None, **dates}
    new = NewGrant(key, role, purpose, scope, target, days["starts"], days["ends"], "For the test")
    return give(new, at=AT, by=OPERATOR)


def make_administrator(scope=Scope.NATION, target="", name="Otto Keeper", code="N1"):
    key = make_person(name, code)
    grant_of(key, Role.ADMINISTRATOR, Purpose.AUDIT, scope, target)
    return viewer_of_key(key)


def viewer_of_key(key, on=TODAY):
    from wraparound.people.queries.people import person_of

    row = person_of(key, viewer=OPERATOR)
    return viewer_for(row.pk, row.name, on=on, viewer=PUBLIC)
