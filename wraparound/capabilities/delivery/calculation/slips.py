"""What slipped since a day, from the plan as it stood then, the plan as it stands, and the moves between."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from wraparound.capabilities.delivery.calculation.waiting import knock_on
from wraparound.capabilities.delivery.terms.milestones import MilestoneState, MilestoneTerms, Move
from wraparound.capabilities.delivery.terms.slips import PastMilestone, Pushed, Slip, SlipSort


def slips_between(
    then: Sequence[MilestoneTerms],
    now: Sequence[MilestoneTerms],
    moves: Mapping[int, Sequence[Move]],
    *,
    since: date,
    on: date,
) -> tuple[Slip, ...]:
    """Each milestone that is due on another day than then, was dropped since, or is new; the longest slip first.

    What was done or dropped by then is past and left out, unless it is open again. `moves` are all that there ever
    were, of each milestone; those after `since` are told.
    """
    before = {one.number: one for one in then}
    found = []
    for one in now:
        was = before.get(one.number)
        sort = _sort(was, one)
        if sort is not None:
            made = [each for each in moves.get(one.number, ()) if each.on > since]
            behind = knock_on(now, one.number, on) if sort is SlipSort.LATER and one.is_open else ()
            late = (on - one.due).days if one.is_overdue(on) else 0
            found.append(replace(_slip(one, was, sort, made, behind), overdue=late))
    return tuple(sorted(found, key=lambda each: (_place(each), -each.days, each.now, each.number)))


def _sort(was: MilestoneTerms | None, now: MilestoneTerms) -> SlipSort | None:
    if was is None:
        return SlipSort.NEW
    if now.state is MilestoneState.DROPPED and was.is_open:
        return SlipSort.DROPPED
    if now.state is MilestoneState.DROPPED or was.due == now.due:
        return None
    return SlipSort.LATER if now.due > was.due else SlipSort.EARLIER


def _place(one: Slip) -> int:
    return (SlipSort.LATER, SlipSort.DROPPED, SlipSort.NEW, SlipSort.EARLIER).index(one.sort)


def _slip(
    one: MilestoneTerms,
    was: MilestoneTerms | None,
    sort: SlipSort,
    moves: Sequence[Move],
    behind: tuple[Pushed, ...],
) -> Slip:
    return Slip(
        number=one.number,
        title=one.title,
        sort=sort,
        was=was.due if was else None,
        now=one.due,
        owner_name=one.owner_name,
        moves=tuple(moves),
        why=one.why_ended if sort is SlipSort.DROPPED else "",
        pushed=behind,
        state=one.state,
        ended=one.ended,
    )


def overdue_unmoved(now: Sequence[MilestoneTerms], slips: Sequence[Slip], on: date) -> tuple[MilestoneTerms, ...]:
    """What is overdue and yet no slip: its day was not moved, although it is past."""
    told = {one.number for one in slips}
    return tuple(one for one in now if one.is_overdue(on) and one.number not in told)


def past_of(milestones: Sequence[MilestoneTerms], first_due: Mapping[int, date], on: date) -> tuple[PastMilestone, ...]:
    """What each milestone says of how this plan holds its days; dropped ones, and those not yet due or moved, nothing.

    A finished one says by how much it was later than its first due day; an open one that was moved or is overdue, by
    how much it is later at least.
    """
    found = []
    for one in milestones:
        first = first_due[one.number]
        if one.state is MilestoneState.DONE and one.ended is not None:
            found.append(
                PastMilestone(number=one.number, first_due=first, days=(one.ended - first).days, at_least=False)
            )
        elif one.is_open and (one.due > first or first < on):
            days = (max(one.due, on) - first).days
            found.append(PastMilestone(number=one.number, first_due=first, days=days, at_least=True))
    return tuple(found)
