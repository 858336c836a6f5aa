"""A plan as a workbook: its sheets and columns, what a file says, and what bringing it in would do."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from wraparound.capabilities.delivery.terms.milestones import Doubt, MilestoneState, MilestoneTerms, Move, NewMilestone
from wraparound.capabilities.delivery.terms.plans import PlanPage
from wraparound.capabilities.delivery.terms.recommendations import (
    AnswerTerms,
    NewAnswer,
    NewRecommendation,
    NotInPlan,
    Recommendation,
    RecommendationKey,
)


class Sheet(StrEnum):
    """What a sheet holds. MOVES and COLUMNS go out only: what happened is not brought in, nor what a column means."""

    MILESTONES = "Milestones"
    ANSWERS = "Answers"
    RECOMMENDATIONS = "Recommendations"
    MOVES = "Moves"
    COLUMNS = "Columns"


ABOUT = "About"
"""The sheet of notes in which a workbook of ours says when it was taken out."""

READ = (Sheet.MILESTONES, Sheet.ANSWERS)
"""What is read of the workbook of a plan; of that of a region's programmes, RECOMMENDATIONS alone."""
READ_OF_REGION = (Sheet.RECOMMENDATIONS,)

RECOMMENDED: Mapping[str, str] = {
    "recommendation": "Recommendation",
    "programme": "Programme",
    "place": "Place in it",
    "title": "Title",
    "asks": "What it asks for",
    "source": "Source",
    "link": "Link",
}
"""What is said of a recommendation, by itself or before the answer to it."""

COLUMNS: Mapping[Sheet, Mapping[str, str]] = {
    Sheet.MILESTONES: {
        "number": "Number",
        "title": "What will be so",
        "recommendation": "Recommendation",
        "for": "For",
        "owner": "Owner",
        "owner_key": "Owner’s key",
        "due": "Due on",
        "moved_why": "Why its day moved",
        "moved_words": "More of why",
        "effort": "People’s days",
        "evidence": "What shows it",
        "evidence_of": "Which figure or promise",
        "evidence_words": "Shown, in words",
        "evidence_link": "Link",
        "waits_for": "Waits for",
        "state": "State",
        "ended": "Done or dropped on",
        "why_ended": "Why it was dropped",
        "shared": "Shared with the region",
    },
    Sheet.ANSWERS: {
        **RECOMMENDED,
        "choice": "Answer",
        "words": "How, or why",
        "on": "Answered on",
        "by": "Answered by",
        "shared": "Shared with the region",
    },
    Sheet.RECOMMENDATIONS: RECOMMENDED,
    Sheet.MOVES: {
        "number": "Number",
        "title": "What will be so",
        "on": "Moved on",
        "before": "From",
        "after": "To",
        "reason": "Why",
        "words": "More of why",
    },
}
"""Of each sheet its columns by name, with their headings, in their order."""

TOLD: Mapping[Sheet, Collection[str]] = {Sheet.MILESTONES: ("for",), Sheet.ANSWERS: ("place", "by")}
"""Columns that go out for people to read, and are not read when the file comes in."""

ESSENTIAL: Mapping[Sheet, Collection[str]] = {
    Sheet.MILESTONES: ("title", "number"),
    Sheet.ANSWERS: ("choice", "title"),
    Sheet.RECOMMENDATIONS: ("title",),
}
"""A sheet with any title that has one of these columns, and most of its others, is that sheet."""


EVERY_ROW = "every"
"""What is ticked instead of each row that was changed here since."""


def mark_of(sheet: Sheet, line: int) -> str:
    """What stands for a row where it is ticked.

    >>> mark_of(Sheet.MILESTONES, 4)
    'Milestones-4'
    """
    return f"{sheet.value}-{line}"


class Outcome(StrEnum):
    """What bringing a file in would do with a row.

    MEANWHILE: it differs, and what it is about was changed here since the file was taken out, so that it stays unless
    somebody takes the row all the same.
    """

    REFUSED = "refused"
    MEANWHILE = "meanwhile"
    CHANGE = "change"
    ADD = "add"
    SAME = "same"


class FileState(StrEnum):
    """Where a file stands that was sent for a plan."""

    SENT = "sent"
    WRITTEN = "written"
    DROPPED = "dropped"
    UNDONE = "undone"


class NoSuchFile(NotInPlan):
    """There is no such file, or it is not the viewer's to see: one sentence for both."""


@dataclass(frozen=True, kw_only=True)
class SentRow:
    """A row of a file: in which sheet and line, and its cells as text by the names of our columns."""

    sheet: Sheet
    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class SentSheets:
    """What was read of a file: its rows, and titles of sheets and headings of columns that were not.

    `made_at` is when it was taken out of a plan, none where it does not say.
    """

    rows: tuple[SentRow, ...]
    sheets_passed: tuple[str, ...] = ()
    columns_passed: tuple[str, ...] = ()
    made_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class OwnerFound:
    """Who is meant by a name or an address: a key and a name, or the sentence that says why nobody is."""

    key: str = ""
    name: str = ""
    trouble: str = ""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What is known of a plan when a file is held against it.

    `owners` says who is meant by what is typed and by a key beside it; `promises` are numbers that can show a
    milestone; `spoken` the words that people write for each of our own, by column. `changed` and `answered` were so
    since the file was taken out; `taken` are the marks of rows that are written all the same, or EVERY_ROW.
    """

    today: date
    milestones: Mapping[int, MilestoneTerms]
    recommendations: Mapping[RecommendationKey, Recommendation]
    answers: Mapping[RecommendationKey, AnswerTerms]
    owners: Mapping[tuple[str, str], OwnerFound]
    figures: Collection[str]
    promises: Collection[str]
    spoken: Mapping[str, Mapping[str, str]]
    changed: Collection[int] = ()
    answered: Collection[RecommendationKey] = ()
    taken: Collection[str] = ()

    def takes(self, row: SentRow) -> bool:
        """Whether a row is written although what it is about was changed since."""
        return EVERY_ROW in self.taken or mark_of(row.sheet, row.line) in self.taken


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One column that becomes otherwise, as text; titles for numbers are put in by wording."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class RowTold:
    """What would become of one row, with what differs, or why it cannot be taken; `loop` has titles in a ring.

    `doubts` say what of it may not be meant. With the outcome MEANWHILE, `trouble` says why it cannot be written even
    by whoever wants to.
    """

    sheet: Sheet
    line: int
    title: str
    outcome: Outcome
    differences: tuple[Difference, ...] = ()
    trouble: str = ""
    loop: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def mark(self) -> str:
        """What stands for it where it is ticked."""
        return mark_of(self.sheet, self.line)

    @property
    def can_be_taken(self) -> bool:
        """Whether it is written where somebody ticks it."""
        return self.outcome is Outcome.MEANWHILE and not self.trouble


@dataclass(frozen=True, kw_only=True)
class MilestoneWrite:
    """A milestone to be written. `number` is below nought where it is new, as is that of others that it waits for.

    `moved_why` is empty where its day stays.
    """

    number: int
    new: NewMilestone
    state: MilestoneState
    ended: date | None
    why_ended: str
    moved_why: str
    moved_words: str
    waits_for: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class AnswerWrite:
    """An answer to be written; `again` where choice, words or day differ, and not only who reads it."""

    key: RecommendationKey
    new: NewAnswer
    on: date
    again: bool


@dataclass(frozen=True, kw_only=True)
class RecommendationWrite:
    """A recommendation of a region that becomes otherwise: its number, and what it says from then on."""

    number: int
    new: NewRecommendation


@dataclass(frozen=True, kw_only=True)
class WhatItDoes:
    """What bringing a file in would do: each row, all that would be written, and how many milestones it does not name.

    `added` are recommendations that are not there, by a key for the time being, and `recommended` those of a region
    that become otherwise. `elsewhere`: the numbers are of another plan, so that every milestone is new. `names` are
    those of owners by their keys. `fingerprint` stands for everything that would be written. `made_at` is when the file
    was taken out, none where it does not say.
    """

    rows: tuple[RowTold, ...]
    milestones: tuple[MilestoneWrite, ...]
    answers: tuple[AnswerWrite, ...]
    added: Mapping[RecommendationKey, NewRecommendation]
    stays: int
    elsewhere: bool
    names: Mapping[str, str] = field(default_factory=dict)
    fingerprint: str = ""
    made_at: datetime | None = None
    recommended: tuple[RecommendationWrite, ...] = ()

    def many(self, outcome: Outcome) -> int:
        """How many rows come out like this."""
        return sum(one.outcome is outcome for one in self.rows)

    def rows_of(self, outcome: Outcome) -> tuple[RowTold, ...]:
        """The rows that come out like this."""
        return tuple(one for one in self.rows if one.outcome is outcome)

    @property
    def can_be_written(self) -> bool:
        """Whether something would be written, or could be where it is ticked, and no row stands in the way."""
        takable = any(one.can_be_taken for one in self.rows)
        return not self.many(Outcome.REFUSED) and (self.writes_something or takable)

    @property
    def writes_something(self) -> bool:
        """Whether anything would be written as it is."""
        return bool(self.milestones or self.answers or self.added or self.recommended)


@dataclass(frozen=True, kw_only=True)
class FileTerms:
    """A file that was sent for a plan, or for the programmes of a region; `counts` are rows by outcome."""

    number: int
    code: str
    name: str
    file: str
    state: FileState
    sent_on: date
    sent_by: str
    done_on: date | None
    rows: int
    of_region: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)


class StaysBecause(StrEnum):
    """Why something that a file wrote cannot be taken back."""

    CHANGED = "changed"
    WAITED = "waited"
    REFERRED = "referred"
    ANSWERED = "answered"
    HELD = "held"
    RING = "ring"


@dataclass(frozen=True, kw_only=True)
class InTheWay:
    """Something that a file wrote and that cannot be taken back: what it is called, and why.

    `by` is what the sort of record is called that refers to it, where one does.
    """

    title: str
    because: StaysBecause
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class FilePage:
    """A file as whoever keeps the plan sees it: what it would do, none once it is no longer to be written.

    `in_the_way` says of what was written what cannot be taken back, and why; while there is any, nothing is.
    """

    file: FileTerms
    does: WhatItDoes | None
    sheets_passed: tuple[str, ...] = ()
    columns_passed: tuple[str, ...] = ()
    in_the_way: tuple[InTheWay, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SpreadsheetPage:
    """The files that were sent for a plan, or for the programmes of a region, the latest first."""

    code: str
    name: str
    files: tuple[FileTerms, ...]
    of_region: bool = False


@dataclass(frozen=True, kw_only=True)
class ProgrammesOut:
    """The recommendations of a region that are followed, as they leave in a workbook, and when."""

    code: str
    recommendations: tuple[Recommendation, ...]
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PlanOut:
    """A plan as it leaves in a workbook, and when: with every move of every day, oldest first, by milestone."""

    plan: PlanPage
    at: datetime
    moves: Mapping[int, tuple[Move, ...]]
