"""A development plan: the direction that somebody chose, steps in their own words, and talks that both sides agree.

Nothing here is a score or a rating, and no direction is better than another.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.careers.terms.gaps import GapLine
from wraparound.capabilities.careers.terms.profiles import ProfileLine

MOST_STEPS = 30
MOST_TEXTS = 50
LONGEST_STEP = 300
LONGEST_WHY = 600
LONGEST_TALK = 3_000
LONGEST_SHOWN = 2 * 366
"""Days for which a plan can be shown."""
DAYS_BEFORE = 14
"""Days before the day of a step from which on its person is reminded."""
NEWS_DAYS = 14
"""Days for which the page of today tells of a plan that was shown, or of an answer, where nothing has to be done."""


class Direction(StrEnum):
    """Where somebody wants to grow, as they say after a talk: the three categories of Scope for Growth."""

    DEPTH = "depth"
    BREADTH = "breadth"
    STRETCH = "stretch"


class Side(StrEnum):
    """Of a talk: whose plan it is, or whoever they chose."""

    PERSON = "person"
    PARTNER = "partner"


@dataclass(frozen=True, kw_only=True)
class NewPlanStep:
    """A step as it is written: what, for which competency (a key; empty for none), by when, which help it needs."""

    words: str
    competency: str = ""
    by_when: date
    help_needed: str = ""


@dataclass(frozen=True, kw_only=True)
class PlanStep:
    """A step of a plan, with the title of its competency and the day on which its person called it done."""

    key: int
    words: str
    competency: str
    title: str
    by_when: date
    help_needed: str
    done_on: date | None = None

    def is_overdue(self, on: date) -> bool:
        """Whether its day is over and it is not done."""
        return self.done_on is None and self.by_when < on


@dataclass(frozen=True, kw_only=True)
class TalkText:
    """What one side wrote about a talk: it is agreed by whoever wrote it, and by the other from `agreed_on`."""

    place: int
    by: Side
    name: str
    held_on: date
    written_on: date
    words: str
    agreed_on: date | None


@dataclass(frozen=True, kw_only=True)
class TalkTerms:
    """That a plan is shown to somebody until a day, and what both wrote about their talk, the latest first.

    `waits_for` is the side that the latest text waits for; none where nothing waits.
    """

    number: int
    person: str
    partner: str
    until: date
    taken_back_on: date | None
    texts: tuple[TalkText, ...]
    waits_for: Side | None

    def counts(self, on: date) -> bool:
        """Whether the partner reads the plan, and either side writes, on the day."""
        return self.taken_back_on is None and on <= self.until

    @property
    def agreed(self) -> TalkText | None:
        """The latest text that both agreed."""
        return next((one for one in self.texts if one.agreed_on), None)


@dataclass(frozen=True, kw_only=True)
class DevelopmentPlanPage:
    """A plan for a role: direction and why, steps by day, what is missing, and talks.

    `gaps` are the competencies of the role that are not met, for the person alone; empty for a partner.
    """

    number: int
    person: str
    role: ProfileLine
    direction: Direction | None
    why: str
    steps: tuple[PlanStep, ...]
    gaps: tuple[GapLine, ...]
    talks: tuple[TalkTerms, ...]
    competencies: tuple[tuple[str, str], ...]
    version: int

    def steps_for(self, competency: str) -> int:
        """How many steps are written for a competency, by its key."""
        return sum(one.competency == competency for one in self.steps)

    def is_shown(self, on: date) -> bool:
        """Whether anybody but the person reads it on the day."""
        return any(one.counts(on) for one in self.talks)

    @property
    def talked(self) -> bool:
        """Whether anything was written down about a talk."""
        return any(one.texts for one in self.talks)


@dataclass(frozen=True, kw_only=True)
class DevelopmentPlanLine:
    """A plan in a list of one's own: for which role, how many steps, how many done, and the next day."""

    number: int
    role: ProfileLine
    direction: Direction | None
    steps: int
    done: int
    next_on: date | None


@dataclass(frozen=True, kw_only=True)
class TalkLine:
    """Somebody's plan that is shown to the viewer, in a list."""

    number: int
    person: str
    role: ProfileLine
    until: date


@dataclass(frozen=True, kw_only=True)
class TalkOver:
    """That a plan was shown to the viewer and is no longer: whose it is, its last day, and when it was taken back."""

    person: str
    until: date
    taken_back_on: date | None


@dataclass(frozen=True, kw_only=True)
class TalkPage:
    """A talk as either side reads it, with the plan that it is about."""

    talk: TalkTerms
    side: Side
    plan: DevelopmentPlanPage
    may_write: bool
    version: int
