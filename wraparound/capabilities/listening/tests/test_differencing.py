"""Two reports of the same question, subtracted from each other: somebody who came in between is not found."""

from copy import deepcopy
from datetime import timedelta

import pytest

from wraparound.capabilities.listening.calculation import from_data, shown_again
from wraparound.capabilities.listening.models import PulseReport
from wraparound.capabilities.listening.queries.asking import people_by_group
from wraparound.capabilities.listening.queries.pulses import pulse_page
from wraparound.capabilities.listening.tests.world import AT, answers, closed, make_listening_world, opened, somebody
from wraparound.people.terms.access import OPERATOR

pytestmark = pytest.mark.django_db
AGAIN = AT + timedelta(days=95)
LAST = AGAIN + timedelta(days=15)
EACH = [0, 1, 2, 3, 4]


@pytest.fixture(scope="module")
def made(made_once):
    return made_once(lambda: make_listening_world(acute=25, community=0))


@pytest.fixture
def world(made):
    return deepcopy(made)


def asked_twice(world, *, came, silent=0):
    """All answer alike both times, besides so many who are silent the second; those who came answer as well."""
    first = opened(world)
    answers(first, world.asked, EACH * 5)
    closed()
    people = world.asked[silent:] + [somebody(f"Newly Come{number:02}", "ZZ01") for number in range(came)]
    said = (EACH * 5)[silent:] + [2] * came
    second = opened(world, at=AGAIN)
    answers(second, people, said, at=AGAIN)
    closed(LAST)
    return first, second


def told(number, world):
    return pulse_page(number, viewer=world.sender, on=LAST.date()).results[0]


def test_the_same_people_are_told_of_again_with_what_moved(world):
    first, second = asked_twice(world, came=0)
    assert told(first, world).everybody is not None
    assert told(second, world).everybody is not None
    moved = told(second, world).moved
    assert moved.difference == 0
    assert moved.low < 0 < moved.high


def test_one_who_came_is_not_found_by_subtraction(world):
    first, second = asked_twice(world, came=1)
    assert told(first, world).everybody is not None
    assert told(second, world).everybody is None


def test_where_enough_were_silent_the_second_is_told(world):
    _, second = asked_twice(world, came=1, silent=3)
    assert told(second, world).everybody.most.of == 23


def test_a_question_of_ones_own_is_not_held_against_another(world):
    first = opened(world, standing=(), own=("We are heard",))
    answers(first, world.asked, EACH * 5)
    closed()
    newcomer = somebody("Newly Come", "ZZ01")
    second = opened(world, at=AGAIN, standing=(), own=("We are heard in time",))
    answers(second, [*world.asked, newcomer], [*EACH * 5, 2], at=AGAIN)
    closed(LAST)
    assert told(second, world).everybody is not None
    assert told(second, world).moved is None


def test_what_was_told_stays_what_it_was(world):
    first = opened(world)
    answers(first, world.asked, EACH * 5)
    closed()
    before = PulseReport.objects.get(pulse=first).content
    somebody("Newly Come", "ZZ01")
    second = opened(world, at=AGAIN)
    answers(second, world.asked, 4, at=AGAIN)
    closed(LAST)
    assert PulseReport.objects.get(pulse=first).content == before
    with pytest.raises(Exception, match="only ever added to"):
        PulseReport.objects.filter(pulse=first).update(content={})


@pytest.mark.parametrize(("came", "silent"), [(1, 3), (2, 5), (4, 12), (0, 1)])
def test_an_attacker_with_both_reports_pins_nobody(world, came, silent):
    from tests.without_django.disclosure_attack import FIVE, Attack

    numbers = asked_twice(world, came=came, silent=silent)
    shown = []
    for number in numbers:
        kept = from_data(PulseReport.objects.get(pulse=number).content).questions[0]
        shown.append(shown_again(kept, people_by_group(number, viewer=OPERATOR)))
    both = [one.report.everyone for one in shown]
    targets = [both[1] - both[0], *(frozenset({person}) for person in sorted(both[1] - both[0])[:2]), {min(both[0])}]
    for target in filter(None, targets):
        for answer in FIVE:
            alike = {one for one in FIVE if shown[1].level[one] == shown[1].level[answer]}
            low, high = Attack(shown, target).range_of(1, alike)
            assert low < high
