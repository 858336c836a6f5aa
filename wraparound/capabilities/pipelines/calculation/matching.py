"""How what is held of somebody answers what a vacancy asks, one requirement at a time. See docs/methods/pipelines.md.

No sum, no weight, no order: people stand by name, whatever the answers are.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any

from wraparound.capabilities.pipelines.calculation.holding import together
from wraparound.capabilities.pipelines.terms.matching import (
    LONGEST_WORDS,
    MOST_YEARS,
    Asks,
    Facts,
    Finding,
    Narrow,
    PostFact,
    Reason,
    RequirementSort,
    RequirementTerms,
    ShutOut,
    Verdict,
)
from wraparound.capabilities.pipelines.terms.people import Interests, Travel
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole, Span
from wraparound.capabilities.pipelines.terms.succession import Band

YEAR = 365
"""Days of a year in such a role: a leap day keeps nobody out."""
SORT = RequirementSort
BANDS = tuple(Band)
LEAST_SHORT = 2
"""Fewer people than that, of whom one requirement alone is not known to be met, are not called many."""


def finding(one: RequirementTerms, facts: Facts, on: date) -> Finding:
    """How the facts, as they are known on the day, answer the requirement."""
    return _ANSWERED[one.sort](one.asks, facts, on)


def findings(asked: Sequence[RequirementTerms], facts: Facts, on: date) -> tuple[Finding, ...]:
    """The same for each requirement, in its order."""
    return tuple(finding(one, facts, on) for one in asked)


def fits(asked: Sequence[RequirementTerms], found: Sequence[Finding], narrow: Narrow) -> bool:
    """Whether somebody is among those whom a match is narrowed to; only what is essential narrows."""
    essential = [two.verdict for one, two in zip(asked, found, strict=True) if _counts(one)]
    if narrow is Narrow.ESSENTIAL:
        return all(verdict is Verdict.MEETS for verdict in essential)
    return narrow is not Narrow.POSSIBLE or Verdict.DOES_NOT not in essential


def shut_out(asked: Sequence[RequirementTerms], people: Iterable[Sequence[Finding]]) -> tuple[ShutOut, ...]:
    """What each essential requirement does on its own, to those who meet all the others; in people."""
    rows = list(people)
    found = []
    for place, one in enumerate(asked):
        if not _counts(one):
            continue
        others = [other for other, each in enumerate(asked) if other != place and _counts(each)]
        left = [row[place].verdict for row in rows if all(row[other].verdict is Verdict.MEETS for other in others)]
        meet, do_not = left.count(Verdict.MEETS), left.count(Verdict.DOES_NOT)
        short = len(left) - meet
        found.append(
            ShutOut(
                requirement=one.number,
                meet_others=len(left),
                meet=meet,
                do_not=do_not,
                not_known=short - do_not,
                many=short >= LEAST_SHORT and 2 * short >= len(left),
                takes_care=one.sort is SORT.WOULD_MOVE or (one.sort is SORT.YEARS and one.asks.unbroken),
            )
        )
    return tuple(found)


def trouble_with(one: RequirementTerms, *, kinds: Collection[str]) -> str:
    """What a requirement does not say and must, in a sentence; empty where it says all that its sort needs."""
    asks, sort = one.asks, one.sort
    if asks.kind and asks.kind not in kinds:
        return f"There is no such kind of organisation here: {asks.kind}."
    missing = {
        SORT.ROLE_HELD: not (asks.role or asks.level) and "Choose a role or a level.",
        SORT.KIND_HELD: not asks.kind and "Choose a kind of organisation.",
        SORT.YEARS: not (asks.years and 0 < asks.years <= MOST_YEARS) and f"Give whole years, from 1 to {MOST_YEARS}.",
        SORT.READINESS: not (asks.role and asks.level and asks.kind and asks.band)
        and "Choose a role, a level, a kind of organisation and a readiness.",
        SORT.WOULD_ROLE: not asks.role and "Choose a role.",
        SORT.WOULD_PLACE: not asks.place and "Choose a region.",
        SORT.WOULD_KIND: not asks.kind and "Choose a kind of organisation.",
        SORT.AVAILABLE_BY: not asks.by and "Give the day by which they must be available.",
        SORT.WORDS: not 0 < len(asks.words.strip()) <= LONGEST_WORDS
        and f"Say what is asked, in at most {LONGEST_WORDS} letters.",
    }
    return missing.get(sort) or ""


def asks_text(asks: Asks) -> str:
    """The same words for the same question.

    >>> asks_text(Asks(years=3))
    '{"years": 3}'
    """
    said = {field.name: getattr(asks, field.name) for field in fields(asks)}
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items() if value}
    return json.dumps({name: str(value) if isinstance(value, StrEnum) else value for name, value in plain.items()})


def asks_in(text: str) -> Asks:
    """What such a text asks."""
    kept = json.loads(text)
    read: Mapping[str, Callable[[str], Any]] = {
        "role": PostRole,
        "level": PostLevel,
        "band": Band,
        "by": date.fromisoformat,
    }
    return Asks(**{name: read[name](value) if name in read else value for name, value in kept.items()})


def _counts(one: RequirementTerms) -> bool:
    """Whether facts alone can say that somebody is kept out by it."""
    return one.essential and one.sort is not SORT.WORDS


def _such(posts: Iterable[PostFact], asks: Asks) -> tuple[PostFact, ...]:
    return tuple(
        one
        for one in posts
        if (asks.role is None or one.role is asks.role)
        and (asks.level is None or one.level is asks.level)
        and (not asks.kind or one.kind_of_place == asks.kind)
    )


def _held(asks: Asks, facts: Facts, on: date) -> Finding:
    found = _such(_until(facts, on), asks)
    if found:
        return Finding(verdict=Verdict.MEETS, reason=Reason.HELD, posts=found, on=found[0].starts)
    return _no_such(facts, on)


def _no_such(facts: Facts, on: date) -> Finding:
    entered = _until(facts, on)
    if not entered:
        return Finding(verdict=Verdict.NOT_KNOWN, reason=Reason.NOTHING_ENTERED)
    return Finding(verdict=Verdict.DOES_NOT, reason=Reason.NOT_HELD, posts=entered, on=entered[0].starts)


def _years(asks: Asks, facts: Facts, on: date) -> Finding:
    such = _such(_until(facts, on), asks)
    if not such:
        return _no_such(facts, on)
    stays = together(Span(one.starts, min(one.ends or on, on)) for one in such)
    days = [((one.ends or on) - one.starts).days + 1 for one in stays]
    whole = max(days) if asks.unbroken else sum(days)
    enough = whole >= YEAR * (asks.years or 0)
    return Finding(
        verdict=Verdict.MEETS if enough else Verdict.DOES_NOT,
        reason=Reason.LONG_ENOUGH if enough else Reason.TOO_SHORT,
        posts=such,
        days=whole,
        on=such[0].starts,
    )


def _until(facts: Facts, on: date) -> tuple[PostFact, ...]:
    """Posts that had begun by the day, the latest first."""
    begun = (one for one in facts.posts if one.starts <= on)
    return tuple(sorted(begun, key=lambda one: (one.starts, one.title), reverse=True))


def _ready(asks: Asks, facts: Facts, on: date) -> Finding:
    wanted = (asks.role, asks.level, asks.kind)
    agreed = [one for one in facts.readiness if (one.role, one.level, one.kind) == wanted and one.agreed_on <= on]
    if not agreed:
        return Finding(verdict=Verdict.NOT_KNOWN, reason=Reason.NOT_AGREED)
    last = max(agreed, key=lambda one: one.agreed_on)
    if last.review_by < on:
        return Finding(verdict=Verdict.NOT_KNOWN, reason=Reason.STALE, ready=last, on=last.agreed_on)
    enough = BANDS.index(last.band) <= BANDS.index(asks.band or Band.READY_NOW)
    return Finding(
        verdict=Verdict.MEETS if enough else Verdict.DOES_NOT,
        reason=Reason.READY if enough else Reason.LATER,
        ready=last,
        on=last.agreed_on,
    )


def _would(fits_it: Callable[[Asks, Interests], bool]) -> Callable[[Asks, Facts, date], Finding]:
    """A requirement that what somebody says themselves answers."""

    def answered(asks: Asks, facts: Facts, on: date) -> Finding:
        if facts.interests is None or (facts.said_on is not None and facts.said_on > on):
            return Finding(verdict=Verdict.NOT_KNOWN, reason=Reason.NOT_SAID)
        meets = fits_it(asks, facts.interests)
        return Finding(
            verdict=Verdict.MEETS if meets else Verdict.DOES_NOT,
            reason=Reason.SAID if meets else Reason.SAID_OTHERWISE,
            on=facts.said_on,
        )

    return answered


def _role(asks: Asks, said: Interests) -> bool:
    return any(role is asks.role and asks.level in (None, level) for role, level in said.roles)


def _place(asks: Asks, said: Interests) -> bool:
    """A region that they name; or any, where they would move and name none."""
    return asks.place in said.places or (said.travel is Travel.MOVE and not said.places)


def _available(asks: Asks, said: Interests) -> bool:
    return said.not_before is None or (asks.by is not None and said.not_before <= asks.by)


def _to_judge(asks: Asks, facts: Facts, on: date) -> Finding:
    return Finding(verdict=Verdict.TO_JUDGE, reason=Reason.JUDGE)


_BY_ANSWERS: Mapping[RequirementSort, Callable[[Asks, Facts, date], Finding]] = {
    SORT.WOULD_ROLE: _would(_role),
    SORT.WOULD_PLACE: _would(_place),
    SORT.WOULD_KIND: _would(lambda asks, said: asks.kind in said.kinds),
    SORT.WOULD_CHALLENGED: _would(lambda asks, said: said.challenged),
    SORT.WOULD_MOVE: _would(lambda asks, said: said.travel is Travel.MOVE),
    SORT.AVAILABLE_BY: _would(_available),
}
RESTS_ON_ANSWERS = frozenset(_BY_ANSWERS)
"""Sorts that are judged by what people said of themselves, and not by what is entered of them."""
_ANSWERED: Mapping[RequirementSort, Callable[[Asks, Facts, date], Finding]] = {
    SORT.ROLE_HELD: _held,
    SORT.KIND_HELD: _held,
    SORT.YEARS: _years,
    SORT.READINESS: _ready,
    SORT.WORDS: _to_judge,
    **_BY_ANSWERS,
}
