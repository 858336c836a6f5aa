"""What must hold for every plan. Runs without Django."""

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as some

from wraparound.capabilities.delivery.calculation.slips import slips_between
from wraparound.capabilities.delivery.calculation.waiting import (
    expected_days,
    last_chain,
    loop_closed_by,
    pushed,
    waiting_on,
)
from wraparound.capabilities.delivery.tests.factories import DAY, days, milestone


@some.composite
def plans(draw):
    """Plans without a loop: each milestone waits only for those of a lower number."""
    many = draw(some.integers(1, 8))
    made = []
    for number in range(1, many + 1):
        waits = draw(some.lists(some.integers(1, number - 1), unique=True, max_size=3)) if number > 1 else []
        due = draw(some.integers(-60, 120))
        effort = draw(some.none() | some.integers(0, 30))
        ended = draw(some.none() | some.none() | some.integers(-60, 0))
        made.append(milestone(number, due, waits=waits, effort=effort, ended=ended))
    return made


WAITS = some.dictionaries(some.integers(1, 6), some.lists(some.integers(1, 6), unique=True, max_size=4), max_size=6)


def reaches(waits, start, goal):
    """The slow obvious version: whether one can walk from start to goal, in steps of any number."""
    seen, ahead = set(), [start]
    while ahead:
        here = ahead.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            ahead += waits.get(here, [])
    return False


@given(WAITS, some.integers(1, 6), some.integers(1, 6))
def test_a_loop_is_found_exactly_where_one_would_be_and_each_step_of_it_is_there(waits, milestone_, on):
    loop = loop_closed_by(waits, milestone_, on)

    assert bool(loop) == reaches(waits, on, milestone_)
    if loop:
        assert loop[0] == loop[-1] == milestone_
        assert loop[1] == on
        steps = pairwise(loop[1:])
        assert all(after in waits.get(before, []) for before, after in steps)


@given(plans())
def test_nothing_is_expected_before_its_day_or_before_what_it_waits_for(plan):
    expected = expected_days(plan, DAY)
    for one in plan:
        if not one.is_open:
            assert one.number not in expected
            continue
        assert expected[one.number] >= max(one.due, DAY)
        for other in one.waits_for:
            if other in expected:
                assert expected[one.number] >= expected[other] + days(one.effort or 0)


@given(plans())
def test_what_is_pushed_waits_for_something_open_and_nothing_else_is(plan):
    expected = expected_days(plan, DAY)
    late = {one.number for one in pushed(plan, DAY)}
    for one in plan:
        first = [expected[other] + days(one.effort or 0) for other in one.waits_for if other in expected]
        assert (one.number in late) == (one.is_open and bool(first) and max(first) > one.due)


@given(plans(), some.data(), some.integers(1, 90))
def test_a_milestone_of_the_last_chain_moves_its_end_by_what_goes_beyond_its_room(plan, data, later):
    chain = last_chain(plan, DAY)
    assume(chain.links)
    place = data.draw(some.integers(0, len(chain.links) - 1))
    number = chain.links[place].milestone.number
    moved = [
        milestone(
            one.number,
            (chain.links[place].expected - DAY).days + later if one.number == number else (one.due - DAY).days,
            waits=one.waits_for,
            effort=one.effort,
            ended=None if one.ended is None else (one.ended - DAY).days,
        )
        for one in plan
    ]
    room = sum(link.room for link in chain.links[place:])
    least = chain.ends + days(max(0, later - room))

    assert last_chain(moved, DAY).ends >= least
    if len(chain.links) == 1 or later <= room:
        behind = waiting_on({one.number: one.waits_for for one in plan}, number)
        others = [day for each, day in expected_days(moved, DAY).items() if each not in {*behind, number}]
        assert all(day <= chain.ends for day in others)


@given(plans())
def test_the_last_chain_is_a_chain_and_ends_last(plan):
    chain = last_chain(plan, DAY)
    expected = expected_days(plan, DAY)

    assert bool(chain.links) == bool(expected)
    if chain.links:
        assert chain.ends == max(expected.values())
        assert all(link.room >= 0 for link in chain.links)
        for before, after in pairwise(chain.links):
            assert before.milestone.number in after.milestone.waits_for


@given(plans())
def test_a_plan_has_not_slipped_against_itself(plan):
    assert slips_between(plan, plan, {}, since=DAY, on=DAY) == ()


@given(plans(), plans())
def test_every_milestone_that_differs_is_told_once_and_no_other(then, now):
    found = [one.number for one in slips_between(then, now, {}, since=DAY, on=DAY)]
    was = {one.number: one for one in then}

    assert len(found) == len(set(found))
    for one in now:
        differs = one.number not in was or was[one.number].due != one.due
        assert (one.number in found) == differs
