"""Loops, knock-on, the chain that ends last, slips and when it may be done: worked examples. Runs without Django."""

from datetime import date

import numpy as np
import pytest

from wraparound.capabilities.delivery.calculation.finishing import finish_forecast, weights_of
from wraparound.capabilities.delivery.calculation.slips import overdue_unmoved, past_of, slips_between
from wraparound.capabilities.delivery.calculation.waiting import (
    expected_days,
    knock_on,
    last_chain,
    loop_closed_by,
    pushed,
)
from wraparound.capabilities.delivery.terms.slips import FEWEST, PastMilestone, SlipSort
from wraparound.capabilities.delivery.tests.factories import DAY, days, milestone, moved
from wraparound.capabilities.delivery.wording.milestones import ITSELF, loop_words
from wraparound.capabilities.delivery.wording.slips import (
    chain_words,
    forecast_words,
    link_words,
    slip_words,
    stands_words,
)


def test_a_loop_is_named_by_its_whole_chain():
    waits = {2: [1], 3: [2], 4: [3, 1]}

    assert loop_closed_by(waits, 1, 4) == (1, 4, 1)
    assert loop_closed_by(waits, 1, 3) == (1, 3, 2, 1)
    assert loop_closed_by(waits, 5, 4) == ()
    said = loop_words(f"M{number}" for number in loop_closed_by(waits, 1, 3))
    assert "“M1” would wait for “M3”, which waits for “M2”, which waits for “M1”" in said


def test_nothing_waits_for_itself():
    assert loop_closed_by({}, 1, 1) == (1, 1)
    assert loop_words(["M1", "M1"]) == ITSELF


def test_what_waits_for_something_late_is_pushed_on_through_every_link():
    plan = [milestone(1, 40), milestone(2, 20, waits=[1], effort=5), milestone(3, 44, waits=[2]), milestone(4, 10)]

    assert expected_days(plan, DAY) == {4: DAY + days(10), 1: DAY + days(40), 2: DAY + days(45), 3: DAY + days(45)}
    assert [(one.number, one.days) for one in pushed(plan, DAY)] == [(2, 25), (3, 1)]
    assert [one.number for one in knock_on(plan, 1, DAY)] == [2, 3]
    assert knock_on(plan, 4, DAY) == ()


def test_what_is_done_or_dropped_holds_nothing_up_and_what_is_overdue_does():
    done = [milestone(1, 40, ended=3), milestone(2, 20, waits=[1])]
    overdue = [milestone(1, -30), milestone(2, -10, waits=[1])]

    assert pushed(done, DAY) == ()
    assert pushed([milestone(1, 40, ended=3, dropped=True), milestone(2, 20, waits=[1])], DAY) == ()
    assert [one.can_be for one in pushed(overdue, DAY)] == [DAY]


def test_the_chain_that_ends_last_goes_back_to_what_is_expected_last_each_time():
    plan = [
        milestone(1, 10),
        milestone(2, 30),
        milestone(3, 50, waits=[1, 2], effort=15),
        milestone(4, 60, waits=[3]),
        milestone(5, 55),
    ]
    chain = last_chain(plan, DAY)

    assert [(one.milestone.number, one.room) for one in chain.links] == [(2, 5), (3, 10), (4, 0)]
    assert chain.ends == DAY + days(60)
    said = "The plan ends on 31 July 2026, with “Milestone 4”, after 2 milestones before it in one chain."
    assert chain_words(chain) == said
    assert link_words(chain.links[0], is_last=False) == "Expected on 1 July 2026. 5 days of room before the next."
    assert last_chain([milestone(1, ended=1)], DAY).links == ()


def test_slips_are_told_with_days_reasons_and_knock_on():
    then = [milestone(1, 10), milestone(2, 20, waits=[1]), milestone(3, 30), milestone(4, 40), milestone(5, 5)]
    now = [
        milestone(1, 25),
        milestone(2, 20, waits=[1]),
        milestone(3, 30, ended=-1, dropped=True),
        milestone(4, 35),
        milestone(5, 5, ended=0),
        milestone(6, 90),
    ]
    moves = {1: [moved(-200, 2, 10), moved(-20, 10, 25)], 4: [moved(-3, 40, 35)]}
    found = slips_between(then, now, moves, since=DAY - days(100), on=DAY)

    assert [(one.number, one.sort, one.days) for one in found] == [
        (1, SlipSort.LATER, 15),
        (3, SlipSort.DROPPED, 0),
        (6, SlipSort.NEW, 0),
        (4, SlipSort.EARLIER, -5),
    ]
    assert [one.days for one in found[0].moves] == [15]
    assert [(one.number, one.days) for one in found[0].pushed] == [(2, 5)]
    assert slip_words(found[0]) == "15 days later: it was due on 11 June 2026, and now on 26 June 2026."
    assert slip_words(found[1]).startswith("Dropped: No longer needed.")


def test_a_slip_says_whether_it_is_done_overdue_or_to_come():
    then = [milestone(number, 10) for number in (1, 2, 3)] + [milestone(4, 90)]
    now = [milestone(1, 25, ended=24), milestone(2, 25), milestone(3, 50), milestone(4, 90)]
    found = slips_between(then, now, {}, since=DAY, on=DAY + days(30))
    told = {one.number: f"{slip_words(one)} {stands_words(one, DAY + days(30))}" for one in found}

    assert told == {
        1: "15 days later: it was due on 11 June 2026, and then on 26 June 2026. Done on 25 June 2026, 1 day before "
        "its day.",
        2: "15 days later: it was due on 11 June 2026, and now on 26 June 2026. Overdue by 5 days.",
        3: "40 days later: it was due on 11 June 2026, and now on 21 July 2026. Still open, due in 20 days.",
    }
    assert {one.number: (one.state, one.overdue) for one in found if one.number < 3} == {1: ("done", 0), 2: ("open", 5)}
    # Overdue with the day that it always had: no slip, and yet not kept quiet.
    unmoved = overdue_unmoved([*now, milestone(5, 3)], found, DAY + days(30))
    assert [one.number for one in unmoved] == [5]


def test_the_past_of_a_plan_knows_what_is_done_and_what_is_at_least_late():
    plan = [
        milestone(1, 10, ended=14),
        milestone(2, 30),
        milestone(3, -8),
        milestone(4, 60),
        milestone(5, 9, ended=1, dropped=True),
    ]
    first = {1: DAY + days(4), 2: DAY + days(10), 3: DAY - days(8), 4: DAY + days(60), 5: DAY}

    assert past_of(plan, first, DAY) == (
        PastMilestone(number=1, first_due=DAY + days(4), days=10, at_least=False),
        PastMilestone(number=2, first_due=DAY + days(10), days=20, at_least=True),
        PastMilestone(number=3, first_due=DAY - days(8), days=8, at_least=True),
    )


def test_weights_are_those_of_the_product_limit_estimate():
    """Kaplan and Meier by hand: 1, 2+, 3, 4+ of four leaves 3/4 and 3/8, and 3/8 is never seen to end."""
    weights, left = weights_of(np.array([False, True, False, True]), np.ones((1, 4)))

    assert weights[0].tolist() == pytest.approx([0.25, 0, 0.375, 0])
    assert left.tolist() == pytest.approx([0.375])


def forecast(plan, first, *, seed=1):
    return finish_forecast(plan, first, past_of(plan, first, DAY), on=DAY, chance=np.random.default_rng(seed))


def test_too_few_say_that_nobody_can_tell():
    plan = [*(milestone(number, -30, ended=-20) for number in range(1, FEWEST)), milestone(99, 30)]
    found = forecast(plan, {one.number: one.due for one in plan})

    assert not found.can_tell
    assert (found.finished, found.moved, found.open) == (FEWEST - 1, 0, 1)
    assert forecast_words(found).startswith("We cannot tell")
    assert "7 are done in this plan, and no open ones moved or are overdue" in forecast_words(found)


def test_a_plan_that_never_slipped_is_expected_on_its_last_day():
    plan = [*(milestone(number, -30, ended=-30) for number in range(1, 12)), milestone(99, 30), milestone(98, 44)]
    found = forecast(plan, {one.number: one.due for one in plan})

    assert (found.low, found.middle, found.high) == (DAY + days(44),) * 3
    assert not found.beyond


def test_a_plan_that_is_always_ten_days_late_is_expected_ten_days_late_and_after_what_it_waits_for():
    past = [milestone(number, -30, ended=-20) for number in range(1, 12)]
    plan = [*past, milestone(98, 30), milestone(99, 31, waits=[98], effort=20)]
    found = forecast(plan, {one.number: one.due for one in plan})

    assert (found.low, found.high) == (DAY + days(60), DAY + days(60))


def test_the_same_chance_says_the_same_and_later_than_anything_seen_is_said():
    plan = [*(milestone(number, -60 - number, ended=-50) for number in range(1, 12)), milestone(99, -200)]
    first = {one.number: one.due for one in plan}

    assert forecast(plan, first) == forecast(plan, first)
    assert forecast(plan, first).beyond
    assert forecast(plan, first).low == DAY


@pytest.mark.parametrize("seed", [7])
def test_the_range_covers_what_comes_about_as_often_as_it_says(seed):
    """Made-up plans of 60 milestones that slip independently: the last day lies within the range in 80 to 97 of 100."""
    chance = np.random.default_rng(seed)
    inside = told = 0
    for _ in range(150):
        offsets = np.sort(chance.integers(-400, 120, size=60))
        slips = np.maximum(-10, np.round(chance.exponential(25, size=60) - 5)).astype(int)
        plan = [
            milestone(number, int(due), ended=int(due + slip) if due + slip <= 0 else None)
            for number, (due, slip) in enumerate(zip(offsets, slips, strict=True), start=1)
        ]
        first = {one.number: one.due for one in plan}
        found = finish_forecast(plan, first, past_of(plan, first, DAY), on=DAY, chance=chance)
        if found.low is None or found.high is None:
            continue
        last = DAY + days(int(max(due + slip for due, slip in zip(offsets, slips, strict=True))))
        told += 1
        inside += found.low <= last <= found.high
    assert told > 140
    assert 0.80 <= inside / told <= 0.97


def test_a_date_is_a_date():
    assert date(2026, 6, 1) == DAY
