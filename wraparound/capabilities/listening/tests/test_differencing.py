"""Two reports of the same question, subtracted from each other: somebody who came in between is not found."""

from datetime import timedelta

import pytest

from wraparound.capabilities.listening.actions.pulses import open_pulse
from wraparound.capabilities.listening.calculation.pulses import from_data, shown_again
from wraparound.capabilities.listening.models.pulses import Asked, PulseReport
from wraparound.capabilities.listening.queries.asking import people_by_group
from wraparound.capabilities.listening.queries.pulses import pulse_page
from wraparound.capabilities.listening.terms.pulses import CannotListen
from wraparound.capabilities.listening.tests.world import (
    AT,
    answers,
    closed,
    make_listening_world,
    opened,
    pulse_over,
    somebody,
)
from wraparound.capabilities.listening.wording.pictures import over_time_picture, said_picture
from wraparound.people.models import Person
from wraparound.people.terms.access import OPERATOR, Purpose, Role, Scope

pytestmark = pytest.mark.django_db
AGAIN = AT + timedelta(days=95)
LAST = AGAIN + timedelta(days=15)
LATE = AGAIN + timedelta(days=95)
EACH = [0, 1, 2, 3, 4]


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(lambda: make_listening_world(acute=25, community=0))


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


def test_what_is_not_told_is_a_gap_in_time_for_everybody_who_reads_it(world):
    first, second = asked_twice(world, came=1)
    steps = told(second, world).over_time
    assert [(one.number, one.most is None) for one in steps] == [(first, False), (second, True)]
    assert [(one.answered, one.asked) for one in steps] == [(None, 25), (None, 26)]
    for viewer in (world.asked[0], OPERATOR):
        page = pulse_page(second, viewer=viewer, on=LAST.date())
        assert page.results[0].over_time == steps
    drawn = over_time_picture(told(second, world), 1)
    assert drawn.wide.count("<circle") == 1
    assert "cannot tell" in drawn.wide
    assert drawn.table.rows[1][1] == "cannot tell"
    assert said_picture(told(second, world), 1) is None


def test_a_picture_of_answers_holds_what_is_told_and_its_intervals(world):
    _, second = asked_twice(world, came=0)
    result = told(second, world)
    drawn = said_picture(result, 1)
    assert drawn.wide.count("<rect") == len(result.everybody.answers)
    assert drawn.wide.count("chart-interval") == 3 * len(result.everybody.answers)
    assert drawn.title == "40% said “most of it” or “all of it”"
    assert [one.most.count for one in result.over_time] == [10, 10]


def test_one_who_came_is_not_found_by_subtraction(world):
    first, second = asked_twice(world, came=1)
    assert told(first, world).everybody is not None
    assert told(second, world).everybody is None


def test_where_enough_were_silent_the_second_is_told(world):
    _, second = asked_twice(world, came=1, silent=3)
    assert told(second, world).everybody.most.of == 23


OWN = {"standing": (), "own": ("We are heard",), "free": "What would help?"}
"""Questions of one's own, which could be the same in other words: whoever asks writes them."""


def test_nobody_can_be_left_out_by_being_chosen_as_second_reader(world):
    """The attack: ask everybody, then everybody but the target, with the target as reader, and subtract the two."""
    target = somebody("Tara Target", "ZZ01", (Role.REGIONAL_DIRECTOR, Purpose.TALENT, Scope.REGION, "NO"))
    chosen = str(Person.objects.get(pk=target.person).key)
    first = opened(world, **OWN)
    second = opened(world, at=AGAIN, second=chosen, **OWN)
    rounds = [set(Asked.objects.filter(pulse=one).values_list("person", flat=True)) for one in (first, second)]
    assert rounds[0] == rounds[1] == {one.person for one in world.asked}
    by_the_other = open_pulse(pulse_over(closes_on=LATE.date() + timedelta(days=14), **OWN), at=LATE, by=target)
    assert people_by_group(by_the_other, viewer=OPERATOR) == people_by_group(first, viewer=OPERATOR)
    one_asked = str(Person.objects.get(pk=world.asked[0].person).key)
    with pytest.raises(CannotListen, match="Whoever a pulse asks cannot read"):
        opened(world, at=LATE + timedelta(days=95), second=one_asked, **OWN)


@pytest.mark.parametrize("words", ["We are heard", "Somebody listens to us"])
@pytest.mark.parametrize(("silent", "is_told"), [(0, False), (3, True)])
def test_a_question_of_ones_own_is_held_against_those_before_in_whatever_words(world, words, silent, is_told):
    first = opened(world, **OWN)
    answers(first, world.asked, EACH * 5)
    closed()
    assert told(first, world).everybody is not None
    newcomer = somebody("Newly Come", "ZZ01")
    second = opened(world, at=AGAIN, **{**OWN, "own": (words,)})
    answers(second, [*world.asked[silent:], newcomer], [*(EACH * 5)[silent:], 2], at=AGAIN)
    closed(LAST)
    assert (told(second, world).everybody is not None) is is_told
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
