"""The words of documents that come out of a compact: which there are, of what they are made, and what one says."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Point
from wraparound.papers.terms import Paper


class PaperSort(StrEnum):
    """The documents, under the words by which addresses name them."""

    LETTER = "letter"
    BOARD = "board-paper"
    PAY = "pay-case"
    OBJECTIVES = "objectives"
    MONTH = "month"


BEFORE_SIGNING = frozenset({PaperSort.LETTER, PaperSort.BOARD})
"""Made of a version that is offered, too, and marked as not signed."""


class NoSuchPaper(CannotAgree):
    """A document cannot be made of this version; the message says why, and what it could be made of."""


@dataclass(frozen=True, kw_only=True)
class PayRule:
    """One thing that is said of the pay framework for very senior managers, in our words.

    `confirmed`: read at a published source by us; where it is not, `says` is what would have to be looked up.
    """

    key: str
    says: str
    confirmed: bool
    source: str = ""
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class History:
    """What a published prospectus of the same post says of how leadership has changed: its words, edition and day."""

    words: str
    edition: int
    published: date


@dataclass(frozen=True, kw_only=True)
class PaperContext:
    """What a document needs besides the compact: the address of what was signed, review points, and what else is known.

    `asked_by`: who asked for it and for which side, in words.
    """

    where: str
    asked_by: str = ""
    points: tuple[tuple[Point, date], ...] = ()
    last_day: date | None = None
    history: History | None = None
    pay_rules: tuple[PayRule, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PaperOffer:
    """A document that can be had of a compact, or not and why: `version` is of which version it would be made."""

    sort: PaperSort
    name: str
    what: str
    version: int
    proposed: bool
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class CompactPaper:
    """One document of one version of a compact. `proposed`: that version is offered and nobody is bound by it yet."""

    compact: int
    version: int
    organisation_code: str
    sort: PaperSort
    proposed: bool
    paper: Paper
