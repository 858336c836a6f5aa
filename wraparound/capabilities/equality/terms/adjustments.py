"""What helps somebody at work, as they say it themselves, and to whom they released it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wraparound.published.terms import CannotAnswer, NotInEvidence

MOST_LINES, LONGEST_LINE, LONGEST_ABOUT = 12, 300, 120
"""Adjustments that somebody keeps, letters in one of them, and letters of what a release is for."""
LONGEST_RELEASE = 366
"""Days for which something is released at most; it can be released again."""


class ReleasedFor(StrEnum):
    """What somebody releases their adjustments for."""

    INTERVIEW = "interview"
    FIRST_DAY = "first_day"
    POST = "post"
    PROGRAMME = "programme"
    MEETING = "meeting"


class ReleaseState(StrEnum):
    """How a release stands for the person who made it.

    PAUSED: it runs, and shows nothing while its reader decides on an appointment for which the person stands.
    """

    RUNS = "runs"
    PAUSED = "paused"
    TAKEN_BACK = "taken_back"
    OVER = "over"


@dataclass(frozen=True, kw_only=True)
class OwnAdjustments:
    """What the viewer wrote down, one adjustment a line; `on` is the day of the last change, none where none is."""

    lines: tuple[str, ...] = ()
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewAdjustmentRelease:
    """What somebody wants to release: to whom, as they typed it, for what, which lines, until which day."""

    reader: str
    purpose: ReleasedFor
    about: str
    lines: tuple[str, ...]
    until: date


@dataclass(frozen=True, kw_only=True)
class OwnAdjustmentRelease:
    """A release as the person who made it reads it; `looks` are the moments at which its reader opened it.

    `lines` are those that its reader can read, and none once it is over: they are kept no longer then.
    """

    key: str
    reader: str
    purpose: ReleasedFor
    about: str
    lines: tuple[str, ...]
    released_on: date
    until: date
    ended_on: date | None
    state: ReleaseState
    looks: tuple[datetime, ...]

    @property
    def is_open(self) -> bool:
        """Whether it can still be taken back."""
        return self.state in (ReleaseState.RUNS, ReleaseState.PAUSED)


@dataclass(frozen=True, kw_only=True)
class ReleasedToReader:
    """A release as its reader has it. The adjustments are there only once it was opened, which is noted."""

    key: str
    person: str
    purpose: ReleasedFor
    about: str
    until: date
    opened: bool
    lines: tuple[str, ...] = ()


class CannotRelease(CannotAnswer):
    """What was sent cannot be kept or released as put; the message says what was wrong and what to do."""


class NoSuchRelease(NotInEvidence):
    """Nothing there for this viewer: the same sentence for what is not theirs, is over, or never was."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is nothing under this address for you. What was released to you may be over.")
