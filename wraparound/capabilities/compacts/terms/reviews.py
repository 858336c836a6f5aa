"""Review meetings: when they are due, what they see, what is said and agreed in them, and what comes next."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wraparound.capabilities.compacts.terms.agreement import Follows, Party, Point, Result
from wraparound.capabilities.compacts.terms.compacts import UndertakingSort, UndertakingState
from wraparound.capabilities.compacts.terms.criteria import CriterionTerms, KnownCriterion
from wraparound.capabilities.compacts.terms.patience import Judged
from wraparound.capabilities.compacts.terms.ranges import Range

MOST_STEPS = 20
"""Of what comes next, from one review: beyond it nobody does them all."""
MOST_AGREED = 40
"""Lines of what was agreed in one review."""
LONGEST_WORDS = 8000
"""Letters of what one side says of one review."""
WRITING_SIDES = (Party.LEADER, Party.BOARD, Party.REGION)
"""The sides that record reviews; the centre reads them where it takes part."""
MUST_AGREE = (Party.LEADER, Party.BOARD)
"""The sides without whose word the record of a review is not agreed."""


class ReviewState(StrEnum):
    """Where a review stands.

    PLANNED: it is still to be held. HELD: what was known is frozen, and its record is being written. AGREED: leader
    and board have both written or confirmed it. APART: a side does not agree to it, so that each side's words stand
    beside the other's. LEFT: it was not held, and is no longer asked for. After PLANNED and HELD nothing is altered.
    """

    PLANNED = "planned"
    HELD = "held"
    AGREED = "agreed"
    APART = "apart"
    LEFT = "left"


class StepState(StrEnum):
    """Where something that was to be done next stands."""

    OPEN = "open"
    DONE = "done"
    NOT_DONE = "not_done"


class SideAnswer(StrEnum):
    """What a side says of the record of a review: nothing yet, that it wrote it, confirms it, or does not agree."""

    NONE = ""
    WROTE = "wrote"
    CONFIRMED = "confirmed"
    APART = "apart"


@dataclass(frozen=True, kw_only=True)
class KnownResult:
    """A result as a review sees it: its ranges, the day it is due by then, and the newest figure in percent.

    `judged`: what its patience rule said; none where it has none. `anew` is the range as worked out anew on `anew_on`.
    `moved`: days later than agreed. `of` is the first day of the period of the figure, `period` the same in words; both
    without meaning where `percent` is none.
    """

    result: Result
    range: Range | None = None
    anew: Range | None = None
    anew_on: date | None = None
    by: date
    moved: int = 0
    percent: float | None = None
    period: str = ""
    of: date | None = None
    judged: Judged | None = None


@dataclass(frozen=True, kw_only=True)
class KnownUndertaking:
    """A promise or condition as a review sees it; `number` leads to its page. No name of whoever recorded it."""

    number: int
    key: str
    sort: UndertakingSort
    words: str
    giver: str
    receiver: str
    due: date
    state: UndertakingState
    overdue: bool
    delivered_on: date | None
    evidence: str


@dataclass(frozen=True, kw_only=True)
class KnownEffect:
    """Something that followed from what was not kept, as a review sees it."""

    number: int
    sort: Follows
    because: str
    starts: date
    ends: date | None
    lifted: str
    line: str


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known on a day: it is shown before a review, and frozen when it is held."""

    on: date
    version: int
    release: str
    made_up_release: str = ""
    results: tuple[KnownResult, ...] = ()
    undertakings: tuple[KnownUndertaking, ...] = ()
    effects: tuple[KnownEffect, ...] = ()
    criteria: tuple[KnownCriterion, ...] = ()

    def result_of(self, key: str) -> KnownResult | None:
        """One result by its key."""
        return next((one for one in self.results if one.result.key == key), None)


@dataclass(frozen=True)
class Moved:
    """The newest figure of a result, beside the newest one at the review before: percent, and its period in words."""

    key: str
    before: float
    before_period: str
    now: float
    now_period: str


@dataclass(frozen=True)
class Revised:
    """A figure that was published otherwise after the review: the same period then and now, in percent."""

    key: str
    period: str
    then: float
    now: float


@dataclass(frozen=True)
class SinceLast:
    """What changed between two days on which something was known: numbers of undertakings and effects, and figures.

    `settled` were kept or met since, `late` became overdue or were recorded as not kept, `altered` stand otherwise,
    `begun` followed from what was not kept, `ended` no longer do, `criteria` stand otherwise than they did.
    """

    settled: tuple[KnownUndertaking, ...] = ()
    late: tuple[KnownUndertaking, ...] = ()
    altered: tuple[KnownUndertaking, ...] = ()
    begun: tuple[KnownEffect, ...] = ()
    ended: tuple[KnownEffect, ...] = ()
    criteria: tuple[KnownCriterion, ...] = ()
    figures: tuple[Moved, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing changed."""
        return not (self.settled or self.late or self.altered or self.begun or self.ended or self.criteria)


@dataclass(frozen=True, kw_only=True)
class StepTerms:
    """Something that is to be done next: in words, who sees to it, by which day, and whether it was done.

    `counts`: whether it is asked for; of a record that was not agreed only what the side that wrote it does itself.
    """

    number: int
    compact: int
    review: int
    words: str
    party: Party
    name: str
    due: date
    state: StepState
    said: str
    settled_on: date | None
    settled_by: str
    counts: bool
    overdue: bool
    may_settle: bool
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class NewStep:
    """Something to be done next, as it is typed."""

    words: str
    party: Party
    name: str = ""
    due: date


@dataclass(frozen=True, kw_only=True)
class ReviewRecord:
    """The record of a review as it is typed: who took part, what was agreed, and what comes next."""

    took_part: str = ""
    agreed: tuple[str, ...] = ()
    steps: tuple[NewStep, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SideWords:
    """What one side says of a review in its own words, and its answer to the record."""

    party: Party
    words: str
    by: str
    at: datetime | None
    answer: SideAnswer
    answered_by: str
    answered_at: datetime | None
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class AddedWords:
    """Something that was added to a review: for a side, or for nobody where `party` is none."""

    party: Party | None
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class ReviewLine:
    """A review in the list of a compact's reviews. `number` is none for a point that is further off than a month."""

    number: int | None
    point: Point | None
    because: str
    called_for: Party | None
    due: date
    day: date | None
    day_agreed: bool
    held_on: date | None
    state: ReviewState
    overdue: bool


@dataclass(frozen=True, kw_only=True)
class ReviewList:
    """The reviews of a compact, steps that are still to be done, and its exit criteria; for one viewer."""

    compact: int
    organisation: str
    code: str
    leader: str
    role: str
    made_up: bool
    lines: tuple[ReviewLine, ...]
    steps: tuple[StepTerms, ...]
    criteria: tuple[CriterionTerms, ...]
    regimes: tuple[Result, ...]
    sides: tuple[Party, ...]
    may_call: bool
    has_force: bool
    today: date


@dataclass(frozen=True, kw_only=True)
class ReviewTerms:
    """One review of a compact as one viewer may see it.

    `known` is what is known today before it is held, and after that what was known then. `last_on` is the day of the
    review before it, none where this is the first; `since` what changed from then on. `last_steps` are what was to be
    done next by then. `revised`: figures published otherwise since. `took_part` in its own words. `version`: what a
    form about the review carries. `sides` are those for which the viewer records here.
    """

    number: int
    compact: int
    organisation: str
    organisation_code: str
    made_up: bool
    leader: str
    role: str
    starts: date
    line: ReviewLine
    took_part: str
    day_for: Party | None
    day_agreed_for: Party | None
    known: Known
    known_at: datetime | None
    last_number: int | None
    last_on: date | None
    since: SinceLast | None
    last_steps: tuple[StepTerms, ...]
    words: tuple[SideWords, ...]
    added: tuple[AddedWords, ...]
    agreed: tuple[str, ...]
    steps: tuple[StepTerms, ...]
    written_for: Party | None
    written_by: str
    written_at: datetime | None
    revised: tuple[Revised, ...]
    criteria: tuple[CriterionTerms, ...]
    sides: tuple[Party, ...]
    asks_region: bool
    may_answer: tuple[Party, ...]
    may_add: bool
    version: int
    today: date

    @property
    def state(self) -> ReviewState:
        """Where it stands."""
        return self.line.state

    @property
    def is_open(self) -> bool:
        """Whether anything of it can still be altered."""
        return self.line.state in (ReviewState.PLANNED, ReviewState.HELD)

    def words_of(self, party: Party) -> SideWords | None:
        """What one side says."""
        return next((one for one in self.words if one.party is party), None)
