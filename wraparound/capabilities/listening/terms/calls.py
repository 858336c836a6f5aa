"""A call for evidence: what is asked of whom, what is sent with a receipt, and what was heard."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.listening.terms.pulses import CannotListen
from wraparound.capabilities.listening.terms.themes import OpenedBy, ThemesTold
from wraparound.published.terms import NotInEvidence

LONGEST_SENT = 10_000
"""Characters of what somebody sends."""
LONGEST_HEARD = 10_000
LONGEST_NAME, LONGEST_CONTACT, LONGEST_FILE = 100, 200, 120
LARGEST_DOCUMENT = 5_000_000
"""Bytes."""
LONGEST_CALL = 120
"""Days at most for which a call is open."""
MOST_SENT, MOST_IN_A_DAY = 5_000, 500
"""What one call takes in all, and in one day."""
MOST_BYTES, MOST_BYTES_IN_A_DAY = 1_000_000_000, 100_000_000
"""Of the documents of one call, in all and of one day. Beyond it, words are taken and documents are not."""
MOST_FROM_A_PLACE = 20
"""How often one address of the network may send in an hour, what is refused too: many people of one trust share one."""


class NoSuchCall(NotInEvidence):
    """No call of this number is there for whoever asks."""

    def __init__(self) -> None:
        """One sentence, whether there is none or it is not theirs."""
        super().__init__("No call for evidence of this number is there for you.")


class NoSuchReceipt(NotInEvidence):
    """No receipt of this number is known."""

    def __init__(self) -> None:
        """One sentence, whether it never was or is no more."""
        super().__init__(
            "No receipt of this number is known here. What was sent is removed two years after a call ends."
        )


class SentOtherwise(CannotListen):
    """Something else was sent with this form before, or that is there no more: it needs a fresh one."""


class Forwhom(StrEnum):
    """Whom a call asks: everybody, or whoever has its link."""

    PUBLIC = "public"
    INVITED = "invited"


class TakenOutBecause(StrEnum):
    """Why a piece was taken out by whoever asked for it. The list is short, so that whoever sent it reads a reason."""

    NAMES = "names"
    HARMS = "harms"
    ABUSES = "abuses"
    ASTRAY = "astray"


class DocumentKind(StrEnum):
    """Which documents are taken, by the end of their names."""

    PDF = "pdf"
    WORD = "docx"
    EXCEL = "xlsx"
    TEXT = "txt"


@dataclass(frozen=True, kw_only=True)
class NewCall:
    """A call as it is opened; `second` is the key of a second reader, or empty."""

    title: str
    question: str
    over: str
    forwhom: Forwhom
    publishes: str
    closes_on: date
    second: str = ""


@dataclass(frozen=True, kw_only=True)
class SentDocument:
    """A document that somebody sends, as it was looked at: a plain name, its kind, and what is in it."""

    name: str
    kind: DocumentKind
    content: bytes


@dataclass(frozen=True, kw_only=True)
class NewEvidence:
    """What somebody sends: `once` tells a form sent twice from two forms."""

    words: str
    name: str
    contact: str
    may_publish: bool
    once: str
    document: SentDocument | None = None


@dataclass(frozen=True, kw_only=True)
class CallLine:
    """A call in a list. `closes_on`: its last day; `closed_on`: the day on which it was closed early, none if not."""

    number: int
    title: str
    place: str
    closes_on: date
    is_open: bool
    is_heard: bool
    closed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class CallPage:
    """A call as everybody reads it; `heard_on` is none before what was heard is published.

    `sent` and `taken_out`: how many pieces there are, and how many more were taken out. `closed_because`: why it was
    closed early, or empty. `may_reopen`: whoever opened it, the viewer, can open it again today.
    """

    line: CallLine
    question: str
    forwhom: Forwhom
    publishes: str
    readers: tuple[str, ...]
    heard: str
    good: str
    heard_on: date | None
    themes: ThemesTold | None
    may_read: bool
    leads: bool
    sent: int
    taken_out: int
    closed_because: str
    may_reopen: bool
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class EvidenceLine:
    """One thing that was sent, for its readers; `document` is the number of its document, none without one."""

    number: int
    sent_on: date
    words: str
    name: str
    contact: str
    may_publish: bool
    document: int | None
    document_name: str


@dataclass(frozen=True, kw_only=True)
class TakenOut:
    """That a piece was taken out: when, in which role, in words, and why."""

    on: date
    by: str
    because: TakenOutBecause


@dataclass(frozen=True, kw_only=True)
class TakenSoFar:
    """What was sent to a call, in all and on one day: how many pieces, and how many bytes of documents."""

    sent: int
    today: int
    size: int
    size_today: int


@dataclass(frozen=True, kw_only=True)
class EvidencePage:
    """All that was sent to a call, for its readers, how many took theirs back, and what was taken out."""

    call: CallPage
    sent: tuple[EvidenceLine, ...]
    withdrawn: int
    taken_out: tuple[TakenOut, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReceiptPage:
    """What became of what somebody sent, by their receipt."""

    title: str
    number: int
    public: bool
    sent_on: date
    withdrawn_on: date | None
    closes_on: date
    closed_on: date | None
    taken_out: TakenOut | None
    opened: tuple[OpenedBy, ...]
    is_sorted: bool
    heard_on: date | None
    had_document: bool
