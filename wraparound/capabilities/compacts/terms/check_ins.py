"""Check-ins: private notes between a leader and the person they chose; and what a leader raises openly."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

LONGEST_WORDS = 3_000
"""Characters of one answer in a check-in, and of what is raised."""


class CheckInQuestion(StrEnum):
    """What a check-in asks, always in free words."""

    HOW = "how"
    HELPS = "helps"
    IN_THE_WAY = "in_the_way"
    TALK = "talk"


class CheckInState(StrEnum):
    """Whether check-ins are written: not before the compact is in force, nor once it has ended."""

    NOT_YET = "not_yet"
    OPEN = "open"
    ENDED = "ended"


class RaisedTo(StrEnum):
    """To whom a leader can raise something."""

    BOARD = "board"
    REGION = "region"
    IMPROVEMENT = "improvement"


@dataclass(frozen=True)
class CheckInEntry:
    """One note, as one of the two reads it: what its writer said, each part with its question (none in an answer).

    Attributes:
        number: of this entry.
        own: whether the reader wrote it.
        by: what its writer is called.
        at: when it was written.
        parts: questions and words; empty where it was taken back or cannot be opened.
        taken_back: its words are gone.
        shut: it does not open with the keys that the site has now.
        new: the reader had not read it before.
    """

    number: int
    own: bool
    by: str
    at: datetime
    parts: tuple[tuple[CheckInQuestion | None, str], ...]
    taken_back: bool
    shut: bool
    new: bool


@dataclass(frozen=True)
class CheckInTerms:
    """A check-in of the leader with what was answered, the oldest answer first."""

    first: CheckInEntry
    answers: tuple[CheckInEntry, ...]


@dataclass(frozen=True)
class ConfidantTerms:
    """The person whom the leader chose. `reads`: they open check-ins today; `why_not` where they do not."""

    name: str
    chosen_at: datetime
    accepted_at: datetime | None
    reads_earlier: bool
    reads: bool
    why_not: str
    version: int


@dataclass(frozen=True)
class CheckInPage:
    """Check-ins of one compact as one of the two reads them, the newest first.

    `seen` is the newest entry there is; `left` is who stepped out or said no last, where nobody is chosen now.
    """

    number: int
    organisation: str
    made_up: bool
    leader: str
    role: str
    is_leader: bool
    state: CheckInState
    can_lock: bool
    confidant: ConfidantTerms | None
    left: str
    check_ins: tuple[CheckInTerms, ...]
    seen: int
    page: int
    pages: int

    @property
    def may_write(self) -> bool:
        """Whether the reader can write today."""
        return self.state is CheckInState.OPEN and self.can_lock and (self.is_leader or self.opens)

    @property
    def has_new(self) -> bool:
        """Whether something here had not been read."""
        return any(each.new for one in self.check_ins for each in (one.first, *one.answers))

    @property
    def opens(self) -> bool:
        """Whether the reader opens check-ins: the leader, or whoever accepted."""
        return self.is_leader or (self.confidant is not None and self.confidant.reads)


@dataclass(frozen=True)
class RaisedAnswerTerms:
    """What somebody who was named answered: as what, in which words, when."""

    by: str
    acting_as: str
    words: str
    at: datetime


@dataclass(frozen=True)
class RaisedTerms:
    """What a leader raised openly by their own choice: to whom, in which words, and what was answered."""

    number: int
    compact: int
    organisation: str
    leader: str
    to: tuple[RaisedTo, ...]
    words: str
    at: datetime
    answers: tuple[RaisedAnswerTerms, ...]
    own: bool
    may_answer: bool


@dataclass(frozen=True)
class RaisedList:
    """What was raised about one compact, as far as it is the reader's, the newest first."""

    number: int
    organisation: str
    leader: str
    made_up: bool
    is_leader: bool
    may_raise: bool
    raised: tuple[RaisedTerms, ...]


@dataclass(frozen=True)
class LockedAnew:
    """What became of what is kept locked: put under the newest key, under it already, and not to be opened at all."""

    anew: int
    already: int
    shut: int
