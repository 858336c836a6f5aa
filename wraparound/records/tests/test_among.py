"""Asking for some of many by number, as one value."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wraparound.people.models import Membership, Person
from wraparound.people.tests.factories import make_person, make_trust

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def people():
    make_trust()
    keys = [make_person(name) for name in ("Ada", "Bea", "Cy", "Dot")]
    return [Person.objects.get(key=key) for key in keys]


def test_those_among_some_numbers_are_those_in_them_also_by_reference_and_in_a_question_within_another(people):
    ada, bea, cy, _ = (one.pk for one in people)
    some = frozenset({ada, cy, 999_999_999})
    assert set(Person.objects.filter(pk__among=some).values_list("pk", flat=True)) == {ada, cy}
    assert set(Person.objects.exclude(pk__among=some).filter(pk__in=[ada, bea])) == {people[1]}
    here = Membership.objects.filter(person__among=some)
    assert set(here.values_list("person", flat=True)) == {ada, cy}
    assert set(Person.objects.filter(pk__in=here.values("person"))) == {people[0], people[2]}
    assert set(Membership.objects.filter(person__memberships__person__among=some)) == set(here)


def test_among_nobody_nothing_is_asked(people):
    with CaptureQueriesContext(connection) as asked:
        assert list(Person.objects.filter(pk__among=frozenset())) == []
    assert len(asked) == 0


def test_however_many_they_are_the_statement_is_the_same(people):
    def statement(many):
        return str(Person.objects.filter(pk__among=frozenset(range(many))).query.sql_with_params()[0])

    assert statement(3) == statement(40_000)
    assert Person.objects.filter(pk__among=frozenset(range(40_000))).count() <= len(people)
