"""What a development programme led to: of many together, beside people who were not on it, and never of anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from wraparound.capabilities.careers.terms.next_roles import NextRole
from wraparound.methods.ratios import Reading

LEAST_PEOPLE = 11
"""People on a programme below whom nothing is told of it."""
ROOM = 2
"""People who moved, and who did not, below which that is not told."""
STEP = 5
"""Percentage points: shares of those who were not on it are told in such steps."""
HEAVIEST = 0.025
"""The part of such a share that one person may make up, at most: half a step."""
YEARS = (1, 2)
DAYS = {1: 366, 2: 731}
"""Days in which somebody moved within so many years, leap days let in."""
TWO_YEARS = timedelta(days=DAYS[2])
LONGEST_PROGRAMME = 120


@dataclass(frozen=True, kw_only=True)
class NewProgramme:
    """A programme as it is named: for which place, what it is called, its first and last day."""

    place: str
    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class ComparedShare:
    """The share, in percent and steps of STEP, of people in the same starting roles who were not on it.

    Standardised to the starting roles of those who were. `low` and `high` are its interval, rounded outwards.
    """

    share: int
    low: int
    high: int
    reading: Reading


@dataclass(frozen=True, kw_only=True)
class MovedWithin:
    """How many of those on it moved to a bigger role; `low` and `high` are the interval of their share, in percent."""

    moved: int
    low: int
    high: int
    compared: ComparedShare | None = None


@dataclass(frozen=True, kw_only=True)
class ProgrammeTold:
    """What may be told of a programme: how many people, from which roles, and how many moved within so many years."""

    people: int
    started: tuple[NextRole, ...]
    others: int
    within: Mapping[int, MovedWithin]


@dataclass(frozen=True, kw_only=True)
class ProgrammeLine:
    """A programme in a list: whose it is, its days, from which day it is counted and told; what is told of it.

    `in_it`: the viewer said that they were on it and are counted. `open`: that can still be said or taken back.
    """

    number: int
    name: str
    owner: str
    region: str
    starts_on: date
    ends_on: date
    counted_from: date
    told_from: date
    open: bool
    in_it: bool
    may_drop: bool
    told: ProgrammeTold | None
    told_on: date | None
