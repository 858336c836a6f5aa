"""Review meetings: when they are due, what changed since the last one, what was revised, and when a record stands."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from wraparound.capabilities.compacts.calculation.clock import Stretch, moved_to, part_after
from wraparound.capabilities.compacts.calculation.drafting import points_of
from wraparound.capabilities.compacts.terms.agreement import Agreement, Party, Point
from wraparound.capabilities.compacts.terms.compacts import UndertakingState
from wraparound.capabilities.compacts.terms.reviews import (
    MUST_AGREE,
    WRITING_SIDES,
    Known,
    KnownUndertaking,
    Moved,
    ReviewState,
    Revised,
    SideAnswer,
    SinceLast,
)

AHEAD = timedelta(days=30)
"""So long before its day a review of a point is called, so that somebody can find a day for it."""
OPEN_STATES = (UndertakingState.OPEN, UndertakingState.REPORTED)
SMALLEST = 0.05
"""Percentage points: a figure that differs by less is the same as it is shown."""


def points_to_review(agreement: Agreement, since: date) -> tuple[tuple[Point, date], ...]:
    """The review points of a text with their days; those that had passed before it bound anybody are left out."""
    return tuple((point, day) for point, day in points_of(agreement.starts, agreement.months) if day >= since)


def state_after(answers: Mapping[Party, SideAnswer]) -> ReviewState:
    """Where a review that was held stands by what the sides answer to its record.

    Apart as soon as one does not agree; agreed once leader and board have each written or confirmed it.

    >>> state_after({Party.LEADER: SideAnswer.WROTE, Party.REGION: SideAnswer.CONFIRMED})
    <ReviewState.HELD: 'held'>
    """
    if SideAnswer.APART in answers.values():
        return ReviewState.APART
    stands = (SideAnswer.WROTE, SideAnswer.CONFIRMED)
    whole = all(answers.get(one) in stands for one in MUST_AGREE)
    return ReviewState.AGREED if whole else ReviewState.HELD


def counts_after(state: ReviewState, party: Party, written_for: Party) -> bool:
    """Whether a step of a record is asked for: all of one that is agreed, else what its writers do themselves."""
    return state is ReviewState.AGREED or (state is ReviewState.APART and party is written_for)


def sees_to(party: Party, sides: Iterable[Party]) -> bool:
    """Whether one who acts for these sides can say that a step was done: whoever sees to it, or anybody for another."""
    mine = tuple(sides)
    return party in mine or (party not in WRITING_SIDES and any(one in WRITING_SIDES for one in mine))


def due_now(by: date, key: str, pauses: Iterable[Stretch], since: date, on: date) -> date:
    """The day on which a result is due by then: its agreed day, later by the pauses since its text came into force."""
    counted = [part for one in pauses if (part := part_after(one, since)) is not None]
    return moved_to(by, key, counted, on)


def changed_since(before: Known, now: Known) -> SinceLast:
    """What changed from one review to the next. What was there in neither form, or alike in both, is left out."""
    stood = {one.number: one for one in before.undertakings}
    followed = {one.number: one for one in before.effects}
    criteria = {one.number: one for one in before.criteria}
    altered = [one for one in now.undertakings if stood.get(one.number) != one and _told(one, stood.get(one.number))]
    settled = tuple(one for one in altered if one.state is UndertakingState.KEPT)
    late = tuple(one for one in altered if one not in settled and _is_late(one))
    return SinceLast(
        settled=settled,
        late=late,
        altered=tuple(one for one in altered if one not in settled and one not in late),
        begun=tuple(one for one in now.effects if one.number not in followed),
        ended=tuple(
            one
            for one in now.effects
            if one.ends is not None and one.number in followed and followed[one.number].ends is None
        ),
        criteria=tuple(one for one in now.criteria if criteria.get(one.number) != one),
        figures=tuple(_figures(before, now)),
    )


def revised(known: Known, figures: Mapping[str, Mapping[date, float]]) -> tuple[Revised, ...]:
    """The figures that a review saw and that are published otherwise now: by result and first day of their period."""
    found = []
    for one in known.results:
        if one.percent is None or one.of is None:
            continue
        now = figures.get(one.result.key, {}).get(one.of)
        if now is not None and abs(now - one.percent) >= SMALLEST:
            found.append(Revised(one.result.key, one.period, one.percent, now))
    return tuple(found)


def _is_late(one: KnownUndertaking) -> bool:
    return one.overdue or one.state is UndertakingState.NOT_KEPT


def _told(one: KnownUndertaking, before: KnownUndertaking | None) -> bool:
    """Whether a difference is worth a line: a new promise that is only due is not."""
    if before is None:
        return one.state not in OPEN_STATES or one.overdue
    return (one.state, one.overdue, one.due) != (before.state, before.overdue, before.due)


def _figures(before: Known, now: Known) -> Iterable[Moved]:
    """Results with a newer period than at the review before; a revision of the same period is none."""
    for one in now.results:
        was = before.result_of(one.result.key)
        if was is None or was.percent is None or one.percent is None or was.of is None or one.of is None:
            continue
        if was.result.measure == one.result.measure and one.of > was.of:
            yield Moved(one.result.key, was.percent, was.period, one.percent, one.period)
