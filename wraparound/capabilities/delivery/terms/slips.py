"""What a plan slipped since a day, what that pushes on, the chain that ends last, and when it may all be done."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.delivery.terms.milestones import MilestoneState, MilestoneTerms, Move

FEWEST = 8
"""Milestones that were finished, moved or are overdue, below which nothing is told of when a plan may end."""
FEWEST_FINISHED = 4
"""Of these, so many must be finished: what is only known to be late says too little of how late."""


class SlipSort(StrEnum):
    """What became of a milestone between two days."""

    LATER = "later"
    EARLIER = "earlier"
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True, kw_only=True)
class Pushed:
    """A milestone that waits for another and is due before it can be; `can_be` is the first day on which it can."""

    number: int
    title: str
    due: date
    can_be: date

    @property
    def days(self) -> int:
        """How many days it is due too early."""
        return (self.can_be - self.due).days


@dataclass(frozen=True, kw_only=True)
class Slip:
    """One milestone that is otherwise than it was on the day.

    `was` is its due day then, none where it is new; `now` its due day today. `moves` are those since the day, oldest
    first; `pushed` what waits for it, directly or through others, and is due before it can be. `state`, `ended` and
    `overdue` (days after its day, while it is open; 0 otherwise) say how it stands today.
    """

    number: int
    title: str
    sort: SlipSort
    was: date | None
    now: date
    owner_name: str
    moves: tuple[Move, ...]
    why: str = ""
    pushed: tuple[Pushed, ...] = ()
    state: MilestoneState = MilestoneState.OPEN
    ended: date | None = None
    overdue: int = 0

    @property
    def days(self) -> int:
        """Days by which it is later than it was; negative where it is earlier, 0 of what is new."""
        return 0 if self.was is None else (self.now - self.was).days


@dataclass(frozen=True, kw_only=True)
class ChainLink:
    """One milestone of the chain that ends last: when it can be done, and the days of room before the next begins."""

    milestone: MilestoneTerms
    expected: date
    room: int


@dataclass(frozen=True, kw_only=True)
class Chain:
    """The chain of milestones that ends last, first to last; empty where nothing is open."""

    links: tuple[ChainLink, ...]

    @property
    def ends(self) -> date | None:
        """When the last of it can be done."""
        return self.links[-1].expected if self.links else None


@dataclass(frozen=True, kw_only=True)
class PastMilestone:
    """What history says of one milestone: its first due day, and by how many days it is or was later.

    `at_least` where it is not done yet: so many days it has been moved or is overdue, and it may become more.
    """

    number: int
    first_due: date
    days: int
    at_least: bool


@dataclass(frozen=True, kw_only=True)
class FinishForecast:
    """When everything open may be done: half of the draws lie before `middle`, nine tenths in `low` to `high`.

    `finished` and `moved` say from how many milestones it comes. `low`, `middle` and `high` are none where there are
    too few to tell, or nothing is open; `beyond` where it may be later than any slip that was seen here can say.
    """

    open: int
    finished: int
    moved: int
    low: date | None = None
    middle: date | None = None
    high: date | None = None
    beyond: bool = False

    @property
    def can_tell(self) -> bool:
        """Whether there is a range."""
        return self.low is not None
