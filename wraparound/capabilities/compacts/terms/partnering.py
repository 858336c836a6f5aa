"""What a partnership of two boards means for the compact of the one that is helped: a promise that could be added."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.compacts.terms.agreement import Promise


class PartneredState(StrEnum):
    """What became of the promise: in a draft of the board's, waiting for it, put into its draft, or left."""

    DRAFTED = "drafted"
    WAITING = "waiting"
    TAKEN = "taken"
    LEFT = "left"


@dataclass(frozen=True, kw_only=True)
class Partnered:
    """A partnership that came into force, as it was heard: codes, days and whole pounds in all, and days of its time.

    `agreement` is its number there; `topic` is one of a closed list of words, `paid_by` who pays the helper.
    """

    agreement: int
    organisation: str
    helper: str
    topic: str
    days: float
    money: int
    paid_by: str
    starts: date
    ends: date
    review: date | None


@dataclass(frozen=True, kw_only=True)
class PartneredTerms:
    """A promise that waits for the board: its number, and from which partnership it comes."""

    number: int
    agreement: int
    promise: Promise
    state: PartneredState


@dataclass(frozen=True, kw_only=True)
class PartneredPage:
    """What of partnerships waits for the board of a compact; nothing for those who do not act for it."""

    compact: int
    organisation: str
    waiting: tuple[PartneredTerms, ...]
