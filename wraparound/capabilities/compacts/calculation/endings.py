"""What became of each promise by the end, how long the clock stood still, and what differs since: pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from wraparound.capabilities.compacts.calculation.clock import Stretch
from wraparound.capabilities.compacts.calculation.documents import canonical, plain_of
from wraparound.capabilities.compacts.terms.agreement import Agreement, CannotAgree
from wraparound.capabilities.compacts.terms.compacts import UndertakingState
from wraparound.capabilities.compacts.terms.endings import BACK, Delivered, Facts, RevisedFigure, Statement
from wraparound.published.months import months_after

DAY = timedelta(days=1)


def ensure_day(ends_on: date, starts: date, last_day: date, today: date) -> None:
    """CannotAgree where a compact cannot end early on that day; the message says which days there are."""
    if ends_on < starts:
        raise CannotAgree(f"The compact begins on {_day(starts)}. It cannot end before that day.")
    if ends_on >= last_day:
        raise CannotAgree(
            f"Its last day is {_day(last_day)}, and then it ends by itself. Give an earlier day, or let it run."
        )
    if ends_on < today - BACK:
        raise CannotAgree(
            f"That day lies more than {BACK.days} days back. Give {_day(max(starts, today - BACK))} or later, and say "
            "in the reason what happened before."
        )


def delivered(
    state: UndertakingState, due: date, delivered_on: date | None, ended_on: date, *, confirmed: bool
) -> Delivered:
    """What became of a promise by the day on which the compact ended.

    >>> delivered(UndertakingState.OPEN, date(2027, 1, 1), None, date(2026, 12, 1), confirmed=False)
    <Delivered.NOT_DUE: 'not_due'>
    >>> delivered(UndertakingState.KEPT, date(2026, 7, 1), date(2026, 7, 9), date(2026, 12, 1), confirmed=True)
    <Delivered.LATE: 'late'>
    """
    if state is UndertakingState.NOT_KEPT:
        return Delivered.NOT_KEPT
    if delivered_on is None:
        return Delivered.NOT_DUE if due > ended_on else Delivered.UNSETTLED
    if not confirmed:
        return Delivered.SAID
    return Delivered.KEPT if delivered_on <= due else Delivered.LATE


def closed_version(before: Statement, facts: Facts) -> Statement:
    """What stands once a statement is closed as not agreed: these facts, each side's own words, and none of both."""
    return replace(before, number=before.number + 1, facts=facts, joint="")


def days_stood(pauses: Iterable[Stretch], ended_on: date) -> int:
    """On how many days the clock stood still for any result, each day once, up to the end.

    >>> days_stood([Stretch(date(2026, 7, 1), date(2026, 7, 4)), Stretch(date(2026, 7, 3), None)], date(2026, 7, 6))
    5
    """
    stood = set[date]()
    for one in pauses:
        until = min(one.ends or ended_on, ended_on)
        stood |= {one.starts + DAY * many for many in range((until - one.starts).days)}
    return len(stood)


def same_record(now: Facts, then: Facts) -> bool:
    """Whether nothing was recorded of the compact since: newer figures, and the day it was put together, apart."""
    return _recorded(now) == _recorded(then)


def revised(facts: Facts, now: Mapping[str, Sequence[tuple[str, float]]]) -> tuple[RevisedFigure, ...]:
    """The figures of a statement that are others today, or that a newer one stands beside.

    `now` has for each result its figures of today, oldest first: the period in words, and percent.
    """
    found = []
    for one in facts.results:
        if one.figure is None:
            continue
        known = dict(now.get(one.key, ()))
        newest = next(reversed(known), "")
        if known.get(one.period) != one.figure:
            found.append(RevisedFigure(one.words, one.period, one.figure, known.get(one.period)))
        if newest and newest != one.period:
            found.append(RevisedFigure(one.words, one.period, one.figure, known[newest], newest))
    return tuple(found)


def statement_body(content: str, outcome: str, settled: str, agreed: Sequence[Mapping[str, str]]) -> str:
    """What is sealed once a statement is settled: its bytes, how and when it was settled, and who agreed."""
    return canonical(
        {"statement": content, "outcome": outcome, "settled": settled, "agreed": [dict(one) for one in agreed]}
    )


def same_words(one: Statement, other: Statement) -> bool:
    """Whether two versions say the same, facts apart."""
    return (one.joint, one.leader_words, one.board_words) == (other.joint, other.leader_words, other.board_words)


def for_successor(agreement: Agreement, today: date) -> Agreement:
    """The same text as the beginning of a compact with the organisation that followed: from today, for what was left.

    What has passed stays in it, so that whoever writes on decides what becomes of it.
    """
    last = months_after(agreement.starts, agreement.months)
    left = (last.year - today.year) * 12 + last.month - today.month
    months = min(max(left, 1), agreement.months)
    return replace(agreement, starts=today, months=months, reason="")


def _recorded(facts: Facts) -> object:
    results = tuple(replace(one, figure=None, period="") for one in facts.results)
    plain = replace(facts, results=results, release="", made_up_release="", taken_on=facts.ended_on)
    return plain_of(plain)


def _day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"
