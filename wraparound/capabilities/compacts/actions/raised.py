"""Raising something openly, by the leader's own choice and in their own words; and answering it."""

from collections.abc import Collection
from datetime import datetime

from wraparound.capabilities.compacts.actions.holding import held
from wraparound.capabilities.compacts.calculation.clock import day_of
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.check_ins import Raised, RaisedAnswer
from wraparound.capabilities.compacts.queries.confidants import state_of
from wraparound.capabilities.compacts.queries.raised import (
    answers_as,
    could_raise_to,
    named_in,
    raised_of,
    rule_of,
)
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact, subject_of
from wraparound.capabilities.compacts.terms.agreement import CannotAgree
from wraparound.capabilities.compacts.terms.check_ins import LONGEST_WORDS, CheckInState, RaisedTo
from wraparound.capabilities.compacts.wording.check_ins import TO
from wraparound.people.queries.leaders import holders_of
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell

TOO_LONG = f"That is too long: it can have {LONGEST_WORDS:,} characters. Nothing you typed is lost."


def raise_it(
    number: int, words: str, to: Collection[RaisedTo], *, at: datetime, by: Viewer
) -> tuple[int, tuple[RaisedTo, ...]]:
    """Raises it with those named, who are told; its number, and those of them whose role nobody holds today.

    CannotAgree without words or anybody named, or while the compact is not in force; NoSuchCompact for anybody but the
    leader.
    """
    with changing("Something was raised openly by the leader", at=at, by=by):
        row = held(number, by=by, ended_too=True)
        if by.person is None or row.leader_id != by.person:
            raise NoSuchCompact
        if state_of(row, viewer=by) is not CheckInState.OPEN:
            raise CannotAgree("Something is raised while the compact is in force. This one is not.")
        words = _checked(words)
        known = could_raise_to(row, viewer=by)
        wanted = tuple(one for one in known if one in to)
        if not wanted or len(wanted) != len(set(to)):
            raise CannotAgree("Say with whom you raise it: tick at least one of those who can read this compact.")
        made = Raised.objects.create(
            controller=row.controller,
            compact=row,
            leader_id=row.leader_id or 0,
            to_board=RaisedTo.BOARD in wanted,
            to_region=RaisedTo.REGION in wanted,
            to_improvement=RaisedTo.IMPROVEMENT in wanted,
            words=words,
            raised_at=at,
        )
        people = {to: _holders(to, row, at, by) for to in wanted}
        _tell("compacts.raised", made, row, {one for some in people.values() for one in some}, by)
    return int(made.pk), tuple(to for to, some in people.items() if not some)


def answer_raised(number: int, which: int, words: str, *, at: datetime, by: Viewer) -> None:
    """Answers it, as one of those who were named, or as the leader; the leader and the others are told."""
    with changing("An answer to what the leader raised", at=at, by=by):
        held(number, by=by)
        row, one = raised_of(number, which, viewer=by)
        words = _checked(words)
        as_whom = answers_as(one, row, viewer=by)
        own = by.person == one.leader_id
        RaisedAnswer.objects.create(
            controller=row.controller,
            raised=one,
            said_by_id=by.person or 0,
            acting_as="the leader" if own or as_whom is None else TO[as_whom],
            words=words,
            said_at=at,
        )
        people = {who for to in named_in(one, viewer=by) for who in _holders(to, row, at, by)}
        _tell("compacts.raised_answered", one, row, {*people, one.leader_id}, by)


def _checked(words: str) -> str:
    words = words.strip()
    if not words:
        raise CannotAgree("Write what they should know, in your own words.")
    if len(words) > LONGEST_WORDS:
        raise CannotAgree(TOO_LONG)
    return words


def _holders(to: RaisedTo, row: Compact, at: datetime, by: Viewer) -> tuple[int, ...]:
    return holders_of(subject_of(row, viewer=by), rule_of(to, row, viewer=by), viewer=by, on=day_of(at))


def _tell(name: str, one: Raised, row: Compact, people: Collection[int], by: Viewer) -> None:
    to = ",".join(str(who) for who in sorted(people) if who != by.person)
    tell(name, {"compact": str(row.pk), "people": to}, by=by, of=one)
