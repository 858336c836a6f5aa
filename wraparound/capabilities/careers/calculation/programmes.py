"""What may be told of a programme and of those who were not on it. See docs/methods/careers.md."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import pairwise
from math import ceil, floor
from typing import Any

from wraparound.capabilities.careers.calculation.apart import told_apart
from wraparound.capabilities.careers.terms.next_roles import LEAST_TOGETHER, NextRole
from wraparound.capabilities.careers.terms.profiles import RoleLevel, RoleSought
from wraparound.capabilities.careers.terms.programmes import (
    DAYS,
    HEAVIEST,
    LEAST_PEOPLE,
    ROOM,
    STEP,
    TWO_YEARS,
    YEARS,
    ComparedShare,
    MovedWithin,
    ProgrammeTold,
)
from wraparound.capabilities.pipelines.terms.moves import HeldOn
from wraparound.capabilities.pipelines.terms.posts import PostRole
from wraparound.methods.proportions import proportion_interval
from wraparound.methods.ratios import Reading, Share, ratio_of

APRIL = 4
Part = tuple[date, int, int]
"""Last day of a programme, its number, and the number of somebody who was on it."""


def counted_from(ends_on: date) -> date:
    """The first 1 April after the last day of a programme: all programmes of a year are counted from one day.

    >>> counted_from(date(2024, 3, 31)), counted_from(date(2024, 4, 1))
    (datetime.date(2024, 4, 1), datetime.date(2025, 4, 1))
    """
    return date(ends_on.year + (ends_on.month >= APRIL), APRIL, 1)


def is_open(ends_on: date, on: date) -> bool:
    """Whether people still say that they are counted on a programme: it was not told, nor could have been."""
    return on <= counted_from(ends_on) + TWO_YEARS


def first_of_each(parts: Collection[Part]) -> dict[int, int]:
    """By somebody who was on programmes the one in which they are counted: that which ended first."""
    return {person: programme for _, programme, person in sorted(parts, reverse=True)}


def told_programme(on_it: Sequence[HeldOn], others: Sequence[HeldOn]) -> ProgrammeTold | None:
    """What may be told of those on a programme beside others who held a role in the region on the same day."""
    if len(on_it) < LEAST_PEOPLE:
        return None
    started = Counter(_role(one) for one in on_it)
    apart, rest = told_apart(started, LEAST_TOGETHER)
    return ProgrammeTold(
        people=len(on_it),
        started=tuple(NextRole(sought=one, people=many) for one, many in apart),
        others=rest,
        within={years: _moved(on_it, others, years) for years in _tellable(on_it)},
    )


def _tellable(on_it: Sequence[HeldOn]) -> list[int]:
    """Of how many years it may be told: those who moved by each told day, between them and after all are enough."""
    counts = {years: sum(_by(one, years) for one in on_it) for years in YEARS}
    told: list[int] = []
    for years in reversed(YEARS):
        cuts = [0, *(counts[one] for one in sorted({*told, years})), len(on_it)]
        if all(after - before >= ROOM for before, after in pairwise(cuts)):
            told.append(years)
    return sorted(told)


def _moved(on_it: Sequence[HeldOn], others: Sequence[HeldOn], years: int) -> MovedWithin:
    moved = sum(_by(one, years) for one in on_it)
    low, high = proportion_interval(moved, len(on_it))
    return MovedWithin(
        moved=moved,
        low=floor(100 * low),
        high=ceil(100 * high),
        compared=compared_share(on_it, others, years),
    )


def compared_share(on_it: Sequence[HeldOn], others: Sequence[HeldOn], years: int) -> ComparedShare | None:
    """The share of others who moved, directly standardised to the starting roles of those on it; none where few.

    Nobody makes up more than HEAVIEST of it, ROOM moved and ROOM did not: so a step of it says nothing of anybody.
    """
    weights = {role: many / len(on_it) for role, many in Counter(_role(one) for one in on_it).items()}
    of = Counter(_role(one) for one in others if _role(one) in weights)
    met = Counter(_role(one) for one in others if _role(one) in weights and _by(one, years))
    if any(of[role] * HEAVIEST < weight for role, weight in weights.items()):
        return None
    if not ROOM <= met.total() <= of.total() - ROOM:
        return None
    share = sum(weight * met[role] / of[role] for role, weight in weights.items())
    # As many people as would make a plain share as uncertain as this weighted one (Kish).
    effective = 1 / sum(weight**2 / of[role] for role, weight in weights.items())
    low, high = proportion_interval(share * effective, effective)
    moved = sum(_by(one, years) for one in on_it)
    beside = Share(min(round(share * effective), floor(effective)), floor(effective))
    return ComparedShare(
        share=STEP * round(100 * share / STEP),
        low=STEP * floor(100 * low / STEP),
        high=STEP * ceil(100 * high / STEP),
        reading=ratio_of(Share(moved, len(on_it)), beside).reading,
    )


def as_data(told: ProgrammeTold) -> dict[str, Any]:
    """As it is stored."""
    return {
        "people": told.people,
        "started": [[one.sought.role.value, one.sought.level.value, one.people] for one in told.started],
        "others": told.others,
        "within": {
            str(years): {**one.__dict__, "compared": dict(one.compared.__dict__) if one.compared else None}
            for years, one in told.within.items()
        },
    }


def from_data(data: Mapping[str, Any]) -> ProgrammeTold:
    """What was stored."""
    started = tuple(
        NextRole(sought=RoleSought(role=PostRole(role), level=RoleLevel(level)), people=people)
        for role, level, people in data["started"]
    )
    within = {int(years): _within(one) for years, one in data["within"].items()}
    return ProgrammeTold(people=data["people"], started=started, others=data["others"], within=within)


def _within(one: Mapping[str, Any]) -> MovedWithin:
    beside = one["compared"]
    compared = ComparedShare(**{**beside, "reading": Reading(beside["reading"])}) if beside else None
    return MovedWithin(**{**one, "compared": compared})


def _role(one: HeldOn) -> RoleSought:
    return RoleSought(role=one.role, level=RoleLevel(one.level))


def _by(one: HeldOn, years: int) -> bool:
    return one.days is not None and one.days <= DAYS[years]
