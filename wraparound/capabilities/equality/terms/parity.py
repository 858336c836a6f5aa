"""When a group reaches a share at each level: what is asked, and what is told. It rests on shown figures alone."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.equality.terms.figures import PlaceSort
from wraparound.methods.equality_measures.indicators import Standard
from wraparound.published.terms import CannotAnswer

YEARS_AHEAD = 25
USUAL_LEAVING_OF_100 = 24
"""Of 100 people, how many leave their level in a year, where nobody says otherwise: as many as leave senior posts,
0.0225 a month, which is 23.7 a year (docs/methods/stockflow.md)."""
LEAST, MOST, AS_NOW = 10, 400, 100
"""Of what is given in hundredths of how it is now."""


MOST_LEAVING, LONGEST_SOURCE = 60, 200
NEEDS_A_SOURCE = (
    "No share of the population is held here: give it in percent, above 0 and below 100, and say where it is published."
)


class CannotProject(CannotAnswer):
    """What was asked cannot be worked out as put; the message says what to do."""


class ParityTarget(StrEnum):
    """Which share is to be reached: that of everybody employed there, or of the population served, which is stated."""

    WORKFORCE = "workforce"
    POPULATION = "population"


class ParityVerdict(StrEnum):
    """What can be said of a level.

    THERE: nine of ten runs are there at once, whatever counts stand behind the figures. TODAY: it is there today, and
    not in nine of ten runs does it stay for a year. NOT_BEFORE: a year before which
    nine of ten are not. NOT_WITHIN: not within the years looked at. CANNOT_TELL: it may be there, and may not come.
    HIDDEN: a figure that it needs is not shown.
    """

    THERE = "there"
    TODAY = "today"
    NOT_BEFORE = "not_before"
    NOT_WITHIN = "not_within"
    CANNOT_TELL = "cannot_tell"
    HIDDEN = "hidden"


@dataclass(frozen=True, kw_only=True)
class ParityAsked:
    """What is asked.

    Attributes:
        population: the share of the population, percent; source: where it is published. Both stated by whoever asks.
        leaving: of 100 people, how many leave their level in a year; taken alike for both groups.
        shortlists, appointments, group_leaving, entry: hundredths of how it is now. Odds that somebody shortlisted is
            of the group, above the lowest level shown; their likelihood of appointment; how many of them leave where
            100 do now; and odds on shortlists of the lowest level shown.
    """

    standard: Standard = Standard.WRES
    target: ParityTarget = ParityTarget.WORKFORCE
    population: float | None = None
    source: str = ""
    leaving: int = USUAL_LEAVING_OF_100
    shortlists: int = AS_NOW
    appointments: int = AS_NOW
    group_leaving: int = AS_NOW
    entry: int = AS_NOW

    def __post_init__(self) -> None:
        """It can be worked out, or CannotProject says what to give."""
        given = (self.shortlists, self.appointments, self.group_leaving, self.entry)
        if not all(LEAST <= one <= MOST for one in given):
            raise CannotProject(f"What would be otherwise is given in hundredths of now, from {LEAST} to {MOST}.")
        if not 1 <= self.leaving <= MOST_LEAVING:
            raise CannotProject(f"Of 100 people, from 1 to {MOST_LEAVING} leave their level in a year.")
        if self.target is ParityTarget.POPULATION and not (
            self.source.strip() and self.population is not None and 0 < self.population < 100
        ):
            raise CannotProject(NEEDS_A_SOURCE)

    @property
    def is_what_if(self) -> bool:
        """Whether anything would be otherwise."""
        return {self.shortlists, self.appointments, self.group_leaving, self.entry} != {AS_NOW}


@dataclass(frozen=True, kw_only=True)
class Reaching:
    """When a level is at the share, in calendar years; none where that is not within the years looked at.

    Attributes:
        early: one of ten runs is there, with the counts behind the figures that favour the group most.
        middle: half of the runs, with the figures as they stand.
        late: nine of ten, with the counts that favour it least.
    """

    verdict: ParityVerdict
    early: int | None = None
    middle: int | None = None
    late: int | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class LevelParity:
    """A level: the share of the group among those of both groups today, with its ends, 0 to 1, and when it is there.

    `then`: the same if it were as in the what-if; none where nothing is otherwise.
    """

    level: str
    name: str
    share: float | None
    low: float | None
    high: float | None
    now: Reaching
    then: Reaching | None = None


@dataclass(frozen=True, kw_only=True)
class PlaceParity:
    """When parity comes at a place, level by level.

    Attributes:
        year: in which the year of the figures begins; counted_on: when they were counted, from which the years run.
        group: whose share; target: the share to be reached, 0 to 1, none where it cannot be told.
        why_not: in words, why nothing is told of any level; else empty.
        says: what it rests on, takes and cannot say, in sentences.
    """

    sort: PlaceSort
    code: str
    name: str
    made_up: bool
    year: int
    counted_on: date | None
    asked: ParityAsked
    group: str
    target: float | None
    target_words: str
    levels: tuple[LevelParity, ...]
    why_not: str
    says: tuple[str, ...]
