"""Whoever gives, changes and goes again: figures that are published afterwards are those without them, to the count."""

from dataclasses import replace
from datetime import timedelta

import pytest

from wraparound.capabilities.equality.actions.monitoring import take_back
from wraparound.capabilities.equality.actions.own import object_to_counting, withdraw
from wraparound.capabilities.equality.actions.publishing import publish_what_is_due
from wraparound.capabilities.equality.models.figures import PublishedFigures
from wraparound.capabilities.equality.tests.figures import files_counted, made_up_rows
from wraparound.capabilities.equality.tests.world import AT, HERE, YEAR, address_of, gives, make_equality_world
from wraparound.people.terms.access import OPERATOR

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_equality_world)


def published_after(months):
    """The mark of all counts, which is the same for the same counts alone, and what was shown of them."""
    publish_what_is_due(at=AT + timedelta(days=28 * months), by=OPERATOR)
    row = PublishedFigures.objects.filter(standard="WRES", source="files", year=YEAR).latest("day")
    return row.mark, row.published | {"day": ""}


def test_what_is_published_later_is_as_if_they_had_never_been_there(world):
    rows = made_up_rows(5, staff=400, applicants=150)
    of_person = replace(rows[0], row=999, reference="pia", email=address_of(world.person.name))
    without = files_counted(world.lead, rows, code=HERE)
    never_there = published_after(0)
    take_back(without, at=AT, by=world.lead)
    files_counted(world.lead, [*rows, of_person], code=HERE)
    said_by_employer = published_after(1)
    gives(world.person, ethnicity="K" if of_person.given["ethnicity"] != "K" else "A")
    gives(world.person, ethnicity="prefer_not")
    said_by_themselves = published_after(2)
    assert len({mark for mark, _ in (never_there, said_by_employer, said_by_themselves)}) == 3
    withdraw(by=world.person)
    assert published_after(3) == said_by_employer
    object_to_counting(at=AT, by=world.person)
    assert published_after(4) == never_there
