"""What waits for what: loops, when each can be done, what is due too early, and the chain that ends last.

docs/methods/delivery.md defines each of them. Days are days of the calendar; people's days of effort count as so many.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from graphlib import TopologicalSorter
from itertools import pairwise

from wraparound.capabilities.delivery.terms.milestones import MilestoneTerms
from wraparound.capabilities.delivery.terms.slips import Chain, ChainLink, Pushed

Waits = Mapping[int, Sequence[int]]
"""For each milestone, those that it waits for."""


def loop_closed_by(waits: Waits, milestone: int, on: int) -> tuple[int, ...]:
    """The loop that would arise if the milestone waited for `on`, from it and back to it; empty where none would.

    >>> loop_closed_by({2: [1], 3: [2]}, 1, 3)
    (1, 3, 2, 1)
    >>> loop_closed_by({2: [1]}, 3, 2)
    ()
    """
    came_from: dict[int, int] = {on: milestone}
    ahead = [on]
    while ahead:
        here = ahead.pop(0)
        if here == milestone:
            return _way(came_from, milestone, on)
        for other in waits.get(here, ()):
            if other not in came_from:
                came_from[other] = here
                ahead.append(other)
    return ()


def _way(came_from: Mapping[int, int], milestone: int, on: int) -> tuple[int, ...]:
    if on == milestone:
        return milestone, milestone
    back = [milestone]
    while back[-1] != on:
        back.append(came_from[back[-1]])
    return (milestone, *reversed(back))


def in_order(milestones: Iterable[MilestoneTerms]) -> tuple[MilestoneTerms, ...]:
    """The same milestones, each after everything that it waits for; ValueError of a loop, which no plan has."""
    by = {one.number: one for one in milestones}
    waits = {number: [other for other in one.waits_for if other in by] for number, one in sorted(by.items())}
    return tuple(by[number] for number in TopologicalSorter(waits).static_order())


def can_be(one: MilestoneTerms, expected: Mapping[int, date]) -> date | None:
    """The first day on which it can be done: its effort after the last of what it waits for that is still to be done.

    None where it waits for nothing of the kind.
    """
    ends = [expected[other] for other in one.waits_for if other in expected]
    return max(ends) + timedelta(days=one.effort or 0) if ends else None


def expected_days(milestones: Iterable[MilestoneTerms], on: date) -> dict[int, date]:
    """For each open milestone the day on which it is expected: its due day, or later where it cannot be by then.

    What is overdue is expected on the day itself at the earliest. Done and dropped ones hold nothing up.
    """
    expected: dict[int, date] = {}
    for one in in_order(one for one in milestones if one.is_open):
        first = can_be(one, expected)
        expected[one.number] = max(one.due, on, first or one.due)
    return expected


def pushed(milestones: Sequence[MilestoneTerms], on: date) -> tuple[Pushed, ...]:
    """Every open milestone that is due before it can be, because of what it waits for; the earliest due first."""
    expected = expected_days(milestones, on)
    found = []
    for one in milestones:
        first = can_be(one, expected) if one.is_open else None
        if first is not None and first > one.due:
            found.append(Pushed(number=one.number, title=one.title, due=one.due, can_be=first))
    return tuple(sorted(found, key=lambda each: (each.due, each.number)))


def waiting_on(waits: Waits, number: int) -> frozenset[int]:
    """Everything that waits for one milestone, directly or through others."""
    reached = {number}
    while more := {one for one, others in waits.items() if one not in reached and reached.intersection(others)}:
        reached |= more
    return frozenset(reached - {number})


def knock_on(milestones: Sequence[MilestoneTerms], number: int, on: date) -> tuple[Pushed, ...]:
    """What waits for one milestone, directly or through others, and is due before it can be."""
    behind = waiting_on({one.number: one.waits_for for one in milestones}, number)
    return tuple(one for one in pushed(milestones, on) if one.number in behind)


def last_chain(milestones: Sequence[MilestoneTerms], on: date) -> Chain:
    """The chain that ends last: from the open milestone expected last back to what it waits for, the last each time.

    Of two that are expected on one day, the one entered first.
    """
    by = {one.number: one for one in milestones if one.is_open}
    expected = expected_days(milestones, on)
    if not expected:
        return Chain(links=())
    numbers = [_latest(expected, expected)]
    while before := [other for other in by[numbers[0]].waits_for if other in expected]:
        numbers.insert(0, _latest(before, expected))
    rooms = [_room(by[after], before, expected) for before, after in pairwise(numbers)]
    return Chain(
        links=tuple(
            ChainLink(milestone=by[number], expected=expected[number], room=room)
            for number, room in zip(numbers, [*rooms, 0], strict=True)
        )
    )


def _latest(numbers: Iterable[int], expected: Mapping[int, date]) -> int:
    return min(numbers, key=lambda number: (-expected[number].toordinal(), number))


def _room(after: MilestoneTerms, before: int, expected: Mapping[int, date]) -> int:
    """Days by which the one before could be later without moving the one after."""
    return (expected[after.number] - expected[before]).days - (after.effort or 0)
