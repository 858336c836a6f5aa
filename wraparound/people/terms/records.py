"""What is held about somebody, who looked and what was changed, as it is read."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Self
from zoneinfo import ZoneInfo

from wraparound.people.terms.access import Seer
from wraparound.people.terms.people import SignInTerms, TokenTerms
from wraparound.records.terms import (
    ContestTerms,
    ControllerTerms,
    ConversationTerms,
    Did,
    Face,
    RemovalTerms,
    TransferTerms,
)

HERE = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class RecordEntry:
    """An entry about a person as they read it: what it is, who wrote it, when and why, and what they said of it.

    Attributes:
        sort: the word by which it is contested: person, membership or grant, or one of a capability.
        number: that of the record.
        title: what it says.
        detail: from when to when, or on what ground.
        written_by, written_at, why: of the change that entered it or changed it last.
        contest: what the person said is wrong with it, if anything.
        words: the sentence that it rests on, where it has one.
        organisation: whose entry it is, by name; empty where that is not said.
    """

    sort: str
    number: int
    title: str
    detail: str
    written_by: str
    written_at: datetime
    why: str
    contest: ContestTerms | None
    words: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class LookLine:
    """A look in words: when, who, why they were let, what they saw, how, of how many people, how many times."""

    at: datetime
    who: str
    why: str
    what: str
    face: Face
    many: int
    names: tuple[str, ...] = ()
    times: int = 1


@dataclass(frozen=True)
class LookLines:
    """One page of looks, newest first, of `matching` in all."""

    looks: tuple[LookLine, ...]
    matching: int
    page: int
    pages: int


@dataclass(frozen=True)
class ChangeLine:
    """What a change did to one record: when, who, why, the sort of record, and each field before and after."""

    at: datetime
    who: str
    why: str
    did: Did
    sort: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class AuditLine:
    """A change in the log: when, who, why, how many records of which sort it touched, and about whom, a few at most."""

    at: datetime
    who: str
    why: str
    touched: tuple[tuple[str, int], ...]
    about: tuple[str, ...]


@dataclass(frozen=True)
class OwnRecord:
    """Everything held about the person who asks, as they read it and take it away."""

    key: str
    name: str
    email: str | None
    made_up: bool
    has_account: bool
    controller: str
    seers: tuple[Seer, ...]
    entries: tuple[RecordEntry, ...]
    conversations: tuple[ConversationTerms, ...]
    contests: tuple[ContestTerms, ...]
    looks: LookLines
    removals: tuple[RemovalTerms, ...]
    on_hold: bool
    was_elsewhere: bool


@dataclass(frozen=True)
class HeldElsewhere:
    """One thing that a capability holds of the person who asks, for the copy that they take away.

    Attributes:
        part: what it belongs to; a sheet of its own in the workbook.
        what: what it is.
        at: when it was written.
        by: who wrote it.
        words: what it says.
    """

    part: str
    what: str
    at: datetime
    by: str
    words: str

    @classmethod
    def on_day(cls, day: date, part: str, what: str, *, by: str, words: str) -> Self:
        """One of which the day is known and the hour is not: it stands at the beginning of the day in England."""
        return cls(part, what, datetime.combine(day, time.min, HERE), by, words)


@dataclass(frozen=True)
class EntryElsewhere:
    """An entry about somebody that a capability keeps: number, what it says, and since when or on what ground.

    `words` is the sentence that somebody wrote for it, `organisation` whose entry it is, by name.
    """

    number: int
    title: str
    detail: str
    words: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class OwnTraces:
    """What somebody did here themselves: where they signed in, their tokens, and the looks they made at others."""

    sign_ins: tuple[SignInTerms, ...]
    tokens: tuple[TokenTerms, ...]
    looks: tuple[LookLine, ...]


@dataclass(frozen=True)
class LeavingLine:
    """What becomes of one sort of record when a person leaves: how many there are, whether they go, and why if not."""

    words: str
    many: int
    goes: bool
    why: str


@dataclass(frozen=True)
class ControlPage:
    """Who is answerable for what on this site, and how control passed."""

    controllers: tuple[ControllerTerms, ...]
    transfers: tuple[TransferTerms, ...]
    names: dict[int, str]
