"""A sheet of promises and conditions that comes back: its rows, what they would change, and what cannot be taken."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.published.terms import CannotAnswer

MOST_LINES = 20_000
"""Rows of one sheet; as many as leave in one."""
MOST_CHANGES = 500
"""Rows of one sheet that change something: all of them are written in one go, while everybody else waits."""
LARGEST_SENT = 10_000_000
"""Bytes of one file."""
MOST_DAYS = 5_000
"""Working days that can have been given."""
LONGEST_EVIDENCE = 500
NUMBER, VERSION, STATE = "Number", "Version", "State"
KEPT_ON, DAYS_GIVEN, EVIDENCE = "Kept on", "Days given", "Evidence"
"""The columns that are taken."""


class SheetNotRead(CannotAnswer):
    """The file is not a sheet of promises that can be read; the message says what to do."""


class LineNotTaken(CannotAnswer):
    """One row of a sheet was refused, so nothing of the sheet was written; the message says which and why."""

    def __init__(self, line: int, why: str) -> None:
        """`line` as the spreadsheet numbers its rows."""
        super().__init__(f"Row {line} cannot be taken, so nothing of the sheet was recorded. {why}")


@dataclass(frozen=True, kw_only=True)
class SheetLine:
    """One row as it was sent, every cell as text. `line` is the number that the spreadsheet gives it.

    `others` are the columns that are only for reading, as far as they were there, with their cells.
    """

    line: int
    number: str
    version: str
    kept_on: str
    days_given: str
    evidence: str
    state: str
    others: tuple[tuple[str, str], ...] = ()


class Meant(StrEnum):
    """What the cell “State” of a row asks for. OTHER: a state that a sheet does not set. UNKNOWN: no state at all."""

    SAME = "same"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    OTHER = "other"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why a row is left as it is."""

    NO_NUMBER = "no_number"
    NO_VERSION = "no_version"
    NOT_FOUND = "not_found"
    TWICE = "twice"
    CHANGED = "changed"
    DIFFERS = "differs"
    NOT_A_SIDE = "not_a_side"
    ENDED = "ended"
    DAY = "day"
    FUTURE = "future"
    DAYS = "days"
    LONG = "long"
    STATE = "state"
    NO_DAY = "no_day"
    BOTH = "both"
    NO_REASON = "no_reason"
    EARLY = "early"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, kw_only=True)
class SheetChange:
    """What one row asks for: kept on a day, or, where `kept_on` is none, not kept for the reason in `evidence`.

    `number` and `version` are those of the promise or condition as it was when the sheet was made.
    """

    line: int
    number: int
    version: int
    kept_on: date | None
    days_given: float | None
    evidence: str


@dataclass(frozen=True)
class LineLeft:
    """A row that is left as it is: why, what it is about where that is known, and the cell that stands in the way."""

    line: int
    why: Why
    about: str = ""
    column: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Proposed:
    """What a row would change: about what, where, and what is recorded of it before and after, in words."""

    change: SheetChange
    about: str
    place: str
    before: str
    after: str


@dataclass(frozen=True)
class SheetPreview:
    """A whole sheet held against what is recorded: what it would change, what is left and why, what is the same."""

    proposed: tuple[Proposed, ...]
    left: tuple[LineLeft, ...]
    same: int

    @property
    def changes(self) -> tuple[SheetChange, ...]:
        """What would be written."""
        return tuple(one.change for one in self.proposed)
