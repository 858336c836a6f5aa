"""Statements that an organisation or a region signs with its key, so that anybody can verify them without this site."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

FORMAT = "wraparound statement"
"""What every file of a signed statement says it is."""
NEWEST = 1
"""The newest version of the format that this software reads and the one that it writes."""
KEYS_FORMAT = "wraparound signing keys"
"""What a file of published keys says it is."""
LARGEST = 1_000_000
"""Bytes; no statement is larger, and what is larger is not read."""
LARGEST_KEYS = 20_000_000
"""Bytes of a file of published keys."""


class StatementKind(StrEnum):
    """What a signed statement is. A reader of one kind answers for every kind: the signature does not differ."""

    RECOGNITION = "recognition"
    REVOCATION = "revocation"
    ENDING = "ending statement"


class IssuerSort(StrEnum):
    """Whose key it is."""

    ORGANISATION = "organisation"
    REGION = "region"


@dataclass(frozen=True)
class Issuer:
    """An organisation or region that signs: its code and name. `made_up`: it exists only to try things in."""

    sort: IssuerSort
    code: str
    name: str
    made_up: bool


@dataclass(frozen=True)
class Signer:
    """Who signs for the issuer: the name they typed, in which role, and when."""

    typed: str
    acting_as: str
    at: datetime


class Fault(StrEnum):
    """What is wrong with something that was said to be a signed statement, or a file of keys."""

    TOO_LARGE = "too_large"
    EMPTY = "empty"
    NOT_TEXT = "not_text"
    CUT_OFF = "cut_off"
    NOT_JSON = "not_json"
    TWICE = "twice"
    NOT_OURS = "not_ours"
    NEWER = "newer"
    KIND = "kind"
    PARTS = "parts"
    UNSIGNED_PART = "unsigned_part"
    FINGERPRINT = "fingerprint"
    KEY = "key"
    CHANGED = "changed"


class NotAttested(ValueError):
    """It is not a statement that its key signed: `fault` says why, `about` which part, `line` where it breaks off."""

    def __init__(self, fault: Fault, about: str = "", line: int = 0) -> None:
        """What is wrong; wording.attested says it in a sentence."""
        super().__init__(fault.value)
        self.fault, self.about, self.line = fault, about, line


@dataclass(frozen=True)
class SignedStatement:
    """A signed statement as it was read: its kind, number, issuer, when and by whom it was signed, and what it says.

    `signed_at` is a moment as text, in universal time, from within what is signed, `signed_on` its day. `key` is the
    public key in hexadecimal digits, `fingerprint` its SHA-256. `made_anew`: another program wrote the file anew, with
    the same words.
    """

    kind: StatementKind
    number: str
    issuer: Issuer
    signed_at: str
    signed_on: date
    typed: str
    acting_as: str
    content: dict[str, Any]
    key: str
    fingerprint: str
    signature: str
    made_anew: bool = False


@dataclass(frozen=True, kw_only=True)
class PublishedKey:
    """A key that is published for ever: whose, from when to when it signed, and what is known of it.

    `until`: it signs no more since that day; none while it does. `stolen_from`: nothing signed with it counts from that
    day on, because somebody else may have it. `reason`: why it was replaced or is not to be trusted.
    """

    issuer: Issuer
    public: str
    fingerprint: str
    since: date
    until: date | None = None
    stolen_from: date | None = None
    reason: str = ""


class KeyStanding(StrEnum):
    """How the key of a statement stands to what the reader holds it against."""

    NOT_COMPARED = "not_compared"
    SAME = "same"
    PUBLISHED = "published"
    OTHER = "other"
    NOT_PUBLISHED = "not_published"
    ANOTHERS = "anothers"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    STOLEN = "stolen"
    STOLEN_LATER = "stolen_later"


COUNTS = frozenset({KeyStanding.NOT_COMPARED, KeyStanding.SAME, KeyStanding.PUBLISHED, KeyStanding.STOLEN_LATER})
"""Standings under which a statement with a right signature holds."""


@dataclass(frozen=True)
class Attested:
    """What was found: the statement, how its key stands, whether it holds, and what that proves, in sentences.

    `proves` and `does_not` are sentences for whoever reads it; `key` is the published one, where there is one.
    """

    statement: SignedStatement
    standing: KeyStanding
    holds: bool
    proves: tuple[str, ...]
    does_not: tuple[str, ...]
    key: PublishedKey | None = None
