"""Milestones: what an organisation commits itself to, who owns it, by when, what it waits for and what shows it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.delivery.terms.recommendations import (
    LONGEST_WORDS,
    NO_RECOMMENDATION,
    RecommendationKey,
)

LONGEST_MILESTONE = 160
LONGEST_REASON = 600
MOST_EFFORT = 2_000
MOST_MILESTONES = 2_000
"""Of one plan, open and ended."""
DUE_SOON = 28
"""Days before a due day from which it is said to be due soon."""
EARLIEST_DUE, LATEST_DUE = date(2000, 1, 1), date(2100, 1, 1)
assert LONGEST_WORDS >= LONGEST_REASON


class MilestoneState(StrEnum):
    """Where a milestone stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class EvidenceSort(StrEnum):
    """What shows that a milestone is reached."""

    NONE = "none"
    FIGURE = "figure"
    PROMISE = "promise"
    WORDS = "words"


class MoveReason(StrEnum):
    """Why a due day was moved."""

    WAITED = "waited"
    PEOPLE = "people"
    MONEY = "money"
    LARGER = "larger"
    PRESSURE = "pressure"
    CHANGED = "changed"
    EARLIER = "earlier"
    OTHER = "other"


ONLY_EARLIER = frozenset({MoveReason.EARLIER})
ONLY_LATER = frozenset({MoveReason.WAITED, MoveReason.MONEY, MoveReason.LARGER, MoveReason.PRESSURE})
"""Reasons for a day that comes sooner, and for one that comes later: the other way they say what cannot be."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What shows a milestone: the key of a measure or the number of a promise in `of`, or words with a link."""

    sort: EvidenceSort = EvidenceSort.NONE
    of: str = ""
    words: str = ""
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class NewMilestone:
    """A milestone as it is typed: `owner` is the key of a person, `effort` people's days, none where nobody said."""

    title: str
    owner: str
    due: date
    recommendation: RecommendationKey = NO_RECOMMENDATION
    effort: int | None = None
    evidence: Evidence = Evidence()
    shared: bool = False


@dataclass(frozen=True, kw_only=True)
class MilestoneTerms:
    """A milestone as it stands, or stood on a day.

    `ended` is the day on which it was done or dropped, none while it is open; `waits_for` are numbers of others of the
    same plan. `owner` is the key of a person and `owner_name` their name, both empty where the viewer may not know.
    """

    number: int
    title: str
    due: date
    state: MilestoneState = MilestoneState.OPEN
    ended: date | None = None
    why_ended: str = ""
    effort: int | None = None
    recommendation: RecommendationKey = NO_RECOMMENDATION
    owner: str = ""
    owner_name: str = ""
    evidence: Evidence = Evidence()
    waits_for: tuple[int, ...] = ()
    shared: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state is MilestoneState.OPEN

    def is_overdue(self, on: date) -> bool:
        """Whether it is open on a day after its due day."""
        return self.is_open and self.due < on

    def is_due_soon(self, on: date) -> bool:
        """Whether it is open and its due day is at most DUE_SOON days away."""
        return self.is_open and 0 <= (self.due - on).days <= DUE_SOON


@dataclass(frozen=True, kw_only=True)
class OwnerOffered:
    """Somebody to choose as an owner: what is typed for them, which is their name unless two here have it."""

    typed: str
    name: str
    does: str


class DoubtSort(StrEnum):
    """What of a milestone may not be meant."""

    PAST = "past"
    SAME_TITLE = "same title"


@dataclass(frozen=True, kw_only=True)
class TitledMilestone:
    """A milestone, or one to be, by what it says and by when; `number` is not above nought where it is none yet."""

    number: int
    title: str
    due: date


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """That a milestone may not be meant so: its day `due` is past, or the one of this `number` says the same.

    That one is due on `due`; a `number` below nought is of a row of a file.
    """

    sort: DoubtSort
    due: date
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class Move:
    """One move of a due day: on which day it was moved, from when to when, and why."""

    on: date
    before: date
    after: date
    reason: MoveReason
    words: str

    @property
    def days(self) -> int:
        """Days by which it was moved: later is positive."""
        return (self.after - self.before).days
