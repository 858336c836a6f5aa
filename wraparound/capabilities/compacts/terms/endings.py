"""The words of an ending: how and when a compact ends, and the statement that both sides agree of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from wraparound.capabilities.compacts.terms.agreement import Concern, Follows, Party
from wraparound.capabilities.compacts.terms.compacts import Merged, UndertakingSort

BACK = timedelta(days=14)
"""How far back the day may lie on which a compact is said to end early: what happened is not always said that day."""
SOON = timedelta(days=30)
"""From when before its last day Today says that a compact ends."""
TO_AGREE = timedelta(days=60)
"""From the day the first words of a statement were shown to the day on which either side may close it not agreed."""
MOST_WORDS = 4000
"""Of signs in the joint words of a statement, and in the words of one side."""
RETURN = "return_ticket"
"""The component of support that stays due after an ending: the leader's way back."""


class EndingHow(StrEnum):
    """How a compact ends. LEFT: the leader no longer holds the post, for whatever reason."""

    ON_TIME = "on_time"
    LEADER = "leader"
    BOARD = "board"
    TOGETHER = "together"
    MERGER = "merger"
    LEFT = "left"


class EndingState(StrEnum):
    """Where an ending stands.

    PROPOSED: it waits for the other side. DECLARED: it takes effect on its day. TAKEN_BACK: before its day, by whoever
    declared it, or not agreed to. OVERTAKEN: the last day of the compact came first. DONE: the compact has ended by it.
    """

    PROPOSED = "proposed"
    DECLARED = "declared"
    TAKEN_BACK = "taken_back"
    OVERTAKEN = "overtaken"
    DONE = "done"


class StatementState(StrEnum):
    """Where one version of a statement stands. OPEN: to be agreed. REPLACED: answered with other words."""

    OPEN = "open"
    REPLACED = "replaced"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"


class Delivered(StrEnum):
    """What became of a promise or condition by the end.

    LATE: kept after its day. SAID: whoever gave it says so and nobody confirmed it. UNSETTLED: its day passed and
    nothing is recorded. NOT_DUE: its day lay after the end.
    """

    KEPT = "kept"
    LATE = "late"
    NOT_KEPT = "not_kept"
    SAID = "said"
    UNSETTLED = "unsettled"
    NOT_DUE = "not_due"


@dataclass(frozen=True, kw_only=True)
class NewEnding:
    """An ending to be declared or proposed. `next_steps`: what happens next. `successor`: into which organisation."""

    how: EndingHow
    ends_on: date
    reason: str
    next_steps: str = ""
    successor: str = ""


@dataclass(frozen=True, kw_only=True)
class EndingTerms:
    """How a compact ends, from which day, said by whom for which party, and who agreed to it.

    `party` is empty where it ends with its last day, which nobody declares.
    """

    number: int
    how: EndingHow
    state: EndingState
    ends_on: date
    party: Party | None
    by: str
    reason: str
    next_steps: str
    successor: str
    declared_at: datetime
    agreed_by: str = ""
    agreed_party: Party | None = None
    agreed_at: datetime | None = None
    may_take_back: bool = False
    may_agree: bool = False


@dataclass(frozen=True, kw_only=True)
class ResultFact:
    """A result: what was agreed for which day, its range at signing in words, days moved, and the newest figure.

    `figure` is in percent, with its period in words; none where nothing is published of it.
    """

    key: str
    words: str
    concern: Concern
    agreed_for: date
    due: date
    moved: int
    range: str
    reason: str
    figure: float | None
    period: str


@dataclass(frozen=True, kw_only=True)
class DeliveredFact:
    """A promise or condition, who gave it, and what became of it. `days` are working days; `returns`: a way back."""

    key: str
    sort: UndertakingSort
    words: str
    giver: Party
    giver_words: str
    receiver_words: str
    due: date
    state: Delivered
    contested: bool
    delivered_on: date | None
    days: float | None
    days_given: float | None
    evidence: str
    returns: bool


@dataclass(frozen=True, kw_only=True)
class FollowedFact:
    """What followed from something not kept: because of what, from when to when, for which results in words."""

    sort: Follows
    because: str
    starts: date
    ends: date | None
    results: tuple[str, ...]
    lifted: str


@dataclass(frozen=True)
class Waived:
    """Something the leader was not yet accountable for, and until when."""

    words: str
    until: date


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the record knows of a compact at its end; no side can alter it. `taken_on` is the day it was put together.

    `signed` is the fingerprint of the version in force, `stood_still` the days on which the clock stood still for any
    result, `release` the evidence release of the newest figures.
    """

    compact: int
    organisation_code: str
    organisation: str
    post: str
    leader: str
    version: int
    signed: str
    starts: date
    last_day: date
    ended_on: date
    how: EndingHow
    by: Party | None
    reason: str
    next_steps: str
    successor: str
    results: tuple[ResultFact, ...]
    delivered: tuple[DeliveredFact, ...]
    followed: tuple[FollowedFact, ...]
    stood_still: int
    not_yet: tuple[Waived, ...]
    afterwards: str
    release: str
    made_up_release: str
    taken_on: date


@dataclass(frozen=True, kw_only=True)
class Statement:
    """The whole of one version of a statement: the record's facts, what both say, and what each side says alone."""

    number: int
    facts: Facts
    joint: str = ""
    leader_words: str = ""
    board_words: str = ""


@dataclass(frozen=True)
class AgreedTo:
    """That somebody agreed to a version of a statement, or closed it, for a side. `void`: why it no longer counts."""

    party: Party
    name: str
    acting_as: str
    typed: str
    at: datetime
    void: str = ""


@dataclass(frozen=True)
class StatementLine:
    """A version in the list of versions."""

    number: int
    state: StatementState
    party: Party
    written_by: str
    written_at: datetime


@dataclass(frozen=True, kw_only=True)
class StatementTerms:
    """One version of a statement as it is shown, with who agreed to it.

    `holds`: a settled one is, to the byte, what was sealed; `sealed` is that copy, and `seal` the mark of this site's
    key on it. `outdated`: something was recorded since it was written. `revised`: figures that are others today.
    `may_agree` and `may_close` are the viewer's; `close_from` is the day from which either side may close it.
    """

    number: int
    state: StatementState
    party: Party
    written_by: str
    written_at: datetime
    settled_at: datetime | None
    statement: Statement
    agreed: tuple[AgreedTo, ...]
    digest: str
    fingerprint: str
    holds: bool
    outdated: bool
    revised: tuple["RevisedFigure", ...]
    close_from: date | None
    may_agree: tuple[Party, ...]
    may_close: tuple[Party, ...]
    sealed: str = ""
    seal: str = ""


@dataclass(frozen=True)
class ToClose:
    """The version that would be settled if the statement were closed as not agreed today, and its fingerprint."""

    statement: Statement
    digest: str
    fingerprint: str


@dataclass(frozen=True)
class RevisedFigure:
    """A figure of the statement beside today's: of the same period where `newer` is empty, else of a newer one."""

    words: str
    period: str
    then: float
    now: float | None
    newer: str = ""


@dataclass(frozen=True, kw_only=True)
class EndingPage:
    """How a compact ends, or would, and its statement, as one viewer may see it.

    `standing` is the ending that is proposed, declared or done, `before` those taken back. `way` are the ways by which
    the viewer can end it. `returns`: promises of a way back, in words. `writes`: the sides for which they write the
    statement. `kept_until`: the last day on which this site keeps it, once it has ended.
    """

    compact: int
    organisation_code: str
    organisation: str
    made_up: bool
    post: str
    leader: str
    starts: date | None
    last_day: date | None
    ended_at: datetime | None
    in_force: bool
    version_offered: int | None
    sides: tuple[Party, ...]
    standing: EndingTerms | None
    before: tuple[EndingTerms, ...]
    merged: Merged | None
    successors: tuple[tuple[str, str], ...]
    ways: tuple[EndingHow, ...]
    afterwards: str
    returns: tuple[str, ...]
    writes: tuple[Party, ...]
    may_write: bool
    statement: StatementTerms | None
    versions: tuple[StatementLine, ...]
    kept_until: date | None
    today: date


@dataclass(frozen=True)
class StatementSection:
    """A part of a statement as it is read: sentences, and lines of a name and what is said of it."""

    heading: str
    sentences: tuple[str, ...] = ()
    points: tuple[tuple[str, str], ...] = ()
    level: int = 2
