"""Reviews of a partnership: each side writes alone, both are shown, one note is agreed. And figures since it began."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.partnerships.terms.agreements import JointWords, Side
from wraparound.published.terms import Measure

LONGEST_PART = 2_000
SHOWN_AFTER = 14
"""Days after its day on which what one side wrote is shown although the other has written nothing."""
OPENS_BEFORE = 14
"""Days before its day from which a review can be written."""


class ReviewSort(StrEnum):
    """Along the way, or of the end."""

    REVIEW = "review"
    ENDING = "ending"


@dataclass(frozen=True, kw_only=True)
class NewWords:
    """What one side writes of a review: `days_given` are people's days since the last one, none where not known."""

    offered: str
    delivered: str
    days_given: float | None
    learned: str
    change: str


@dataclass(frozen=True, kw_only=True)
class SideWords:
    """What one side wrote, on which day; `late` where it was written after the other's had been shown."""

    side: Side
    words: NewWords
    written_on: date
    late: bool


@dataclass(frozen=True, kw_only=True)
class ReviewPage:
    """One review as one side reads it: its own words, and both once they are shown.

    `written` are the sides that have written, `may_write` whether the viewer's may still; `joint` is the newest note
    of both. `publishes` are the sides that let the region read what was learned, of an ending alone.
    """

    agreement: int
    number: int
    helper: str
    helped: str
    made_up: bool
    is_ending: bool
    due_on: date
    sides: tuple[Side, ...]
    words: tuple[SideWords, ...]
    written: tuple[Side, ...]
    shown: bool
    shown_on: date
    may_write: bool
    joint: JointWords | None
    may_agree: bool
    publishes: tuple[Side, ...]
    seen: int
    today: date

    def name_of(self, side: Side) -> str:
        """The organisation on a side."""
        return self.helper if side is Side.HELPER else self.helped


@dataclass(frozen=True, kw_only=True)
class Since:
    """One published measure of one organisation since the start, in percent.

    `then` is the last figure before it began, `now` the newest; `median_then` and `median_now` those of the median
    trust. `low` and `high` hold eight in ten of what could be expected for `now` from the start on, none where no
    range can be made; `why_no_range` then says why.
    """

    measure: Measure
    label: str
    then: float | None
    then_words: str
    now: float | None
    now_words: str
    median_then: float | None
    median_now: float | None
    low: float | None
    high: float | None
    why_no_range: str


@dataclass(frozen=True, kw_only=True)
class FiguresSince:
    """The published figures of one side since the start; empty with a reason where there are none."""

    side: Side
    name: str
    made_up: bool
    lines: tuple[Since, ...]
    why_none: str
