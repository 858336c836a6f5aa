"""Programmes of positive action: for whom they are, whether they fit somebody, and who asked to join."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wraparound.capabilities.equality.terms.adjustments import OwnAdjustmentRelease, OwnAdjustments
from wraparound.capabilities.equality.terms.answers import Characteristic
from wraparound.published.terms import CannotAnswer, NotInEvidence

LONGEST_TITLE, LONGEST_TEXT, LONGEST_SOURCE, MOST_PLACES = 120, 1_000, 300, 500


class Fit(StrEnum):
    """Whether a programme is for somebody, by what they gave themselves. Told to them alone, and kept nowhere.

    CANNOT_TELL: they gave nothing by which anybody could tell.
    """

    FITS = "fits"
    DOES_NOT = "does_not"
    CANNOT_TELL = "cannot_tell"


class JoiningState(StrEnum):
    """How far somebody has come who asked to join. Who withdraws is in no state: nothing is kept of it."""

    ASKED = "asked"
    PLACE = "place"
    NO_PLACE = "no_place"


@dataclass(frozen=True, kw_only=True)
class ForWhom:
    """Which answers a programme is for: for each question the codes that count.

    `every`: all the questions must be answered so; otherwise one of them is enough.
    """

    answers: Mapping[Characteristic, frozenset[str]]
    every: bool = False


@dataclass(frozen=True, kw_only=True)
class NewPositiveProgramme:
    """A programme as an equality lead writes it.

    `place` is such as “organisation:ZZ01” or “region:NORTH”; `why` says why the group is under-represented here, and
    `source` where that figure stands.
    """

    place: str
    title: str
    gives: str
    for_whom: str
    rule: ForWhom
    why: str
    source: str
    places: int
    starts_on: date
    closes_on: date


@dataclass(frozen=True, kw_only=True)
class PositiveProgramme:
    """A programme as everybody with an account reads it. `run_by` is the name of whoever runs it, and of nobody else.

    `is_mine`: the viewer runs it. `is_run`: whoever does is equality lead of its place still; otherwise the viewer may
    take it over where they are (`may_take_over`). `is_open`: somebody can ask to join, until `closes_on`.
    """

    number: int
    title: str
    place: str
    gives: str
    for_whom: str
    rule: ForWhom
    why: str
    source: str
    places: int
    starts_on: date
    closes_on: date
    run_by: str
    is_mine: bool
    is_run: bool
    may_take_over: bool
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class OwnJoining:
    """That the viewer asked to join a programme, on which day, and how it stands.

    `paused`: whoever runs it is shown nothing of it, while they decide on an appointment for which the viewer stands.
    """

    programme: int
    title: str
    on: date
    state: JoiningState
    answered: bool
    paused: bool


@dataclass(frozen=True, kw_only=True)
class OwnBeside:
    """What the store holds of the viewer beside answers; `looks`: when they opened what others released to them."""

    adjustments: OwnAdjustments
    releases: tuple[OwnAdjustmentRelease, ...]
    joinings: tuple[OwnJoining, ...]
    looks: tuple[datetime, ...]


@dataclass(frozen=True, kw_only=True)
class AskedToJoin:
    """Somebody who asked to join, as whoever runs the programme reads it: a name, a day, how it stands. No answer."""

    key: str
    person: str
    address: str
    on: date
    state: JoiningState


class CannotJoin(CannotAnswer):
    """What was sent cannot be kept as put; the message says what was wrong and what to do."""


class NoSuchProgramme(NotInEvidence):
    """Nothing there for this viewer: the same sentence for what is not theirs and what never was."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is no such programme, or it is not yours to run.")
