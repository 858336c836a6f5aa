"""A recognition: what an organisation and its team achieved, the leader's part in words, and words of thanks."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.attested import Attested, Issuer, PublishedKey

MOST_THANKS = 12
"""Colleagues who can be asked for words of thanks: beyond it nobody reads them."""
MOST_ADDED = 20
"""Sentences that can be added to those drawn from the compact."""
LONGEST_NOTE = 400
"""Characters of what is said to one sentence."""
LONGEST_WORDS = 3000
"""Characters of the leader's, the chair's or the regional director's words."""
LONGEST_THANKS = 600
"""Characters of one colleague's thanks."""
FEWEST_WORDS = 5
"""Words in a reason that is given for a revocation: fewer are no sentence."""


class RecognitionState(StrEnum):
    """Where a recognition stands. What was revoked stays issued, with the revocation beside it."""

    DRAFT = "draft"
    ISSUED = "issued"
    LEFT = "left"


class DrawnSort(StrEnum):
    """Of what a sentence speaks that was drawn from the compact."""

    RESULT = "result"
    CONDITION = "condition"
    PROMISE = "promise"
    CLOCK = "clock"


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A sentence drawn from the compact: it can be left out, and something said to it, but its figures stay."""

    key: str
    sort: DrawnSort
    words: str
    left_out: bool = False
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RecognitionText:
    """What a draft says: sentences drawn from the compact on a day, sentences added, and the words of each side.

    `board_by` and `region_by` are the names of those who wrote the words of the board and the region.
    """

    drawn_on: date
    drawn: tuple[Drawn, ...] = ()
    added: tuple[str, ...] = ()
    leader_words: str = ""
    board_words: str = ""
    board_by: str = ""
    region_words: str = ""
    region_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Written:
    """What one side sends of a draft: keys of the sentences that stay, what is said to them (by key), and words.

    The words of another side are ignored.
    """

    kept: tuple[str, ...]
    notes: tuple[tuple[str, str], ...] = ()
    added: tuple[str, ...] = ()
    leader_words: str = ""
    board_words: str = ""
    region_words: str = ""


@dataclass(frozen=True, kw_only=True)
class About:
    """Whom and what a recognition is about, as its statement names them."""

    leader: str
    post: str
    organisation: str
    code: str
    region: str
    made_up: bool
    first_day: date
    last_day: date


class Lacking(StrEnum):
    """What a draft still lacks before its leader can agree to it."""

    ACHIEVED = "achieved"
    LEADER_WORDS = "leader_words"
    BOARD_WORDS = "board_words"
    REGION_WORDS = "region_words"


@dataclass(frozen=True, kw_only=True)
class ThanksTerms:
    """Words of thanks: from whom, asked for by whom; `given` with the agreement to be named; `chosen` by the leader."""

    number: int
    person: str
    asked_by: str
    asked_at: datetime
    words: str
    given: bool
    declined: bool
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class OwnThanks:
    """What a colleague sees who was asked for thanks: for whom, and their own words. `closed`: they stay so."""

    number: int
    leader: str
    post: str
    organisation: str
    made_up: bool
    asked_by: str
    words: str
    given: bool
    declined: bool
    issued: bool
    closed: bool
    chosen: bool
    version: int


@dataclass(frozen=True, kw_only=True)
class RecognitionLine:
    """A recognition in the list of a compact's."""

    number: int
    issuer: Issuer
    state: RecognitionState
    begun_by: str
    begun_at: datetime
    issued_at: datetime | None
    revoked_at: datetime | None
    shown: bool


@dataclass(frozen=True, kw_only=True)
class RecognitionList:
    """The recognitions of a compact, for its sides. `may_begin`: for whom the viewer can begin one (board, region).

    `leads`: the viewer is its leader.
    """

    compact: int
    organisation: str
    leader: str
    made_up: bool
    lines: tuple[RecognitionLine, ...]
    may_begin: tuple[Party, ...]
    is_side: bool
    why_not: str = ""
    leads: bool = False


@dataclass(frozen=True, kw_only=True)
class RecognitionTerms:
    """One recognition as a side of the compact sees it.

    `content` is what it states as it stands, `digest` the fingerprint of that, to which the leader agrees and which the
    issuer signs. `agreed`: the leader has agreed to exactly these words. `issues`: the side that issues it.
    `shown`: its leader shows it publicly; only they get its `token`, and the signatures. `thanks` are those of a draft.
    """

    number: int
    compact: int
    about: About
    issuer: Issuer
    issues: Party
    state: RecognitionState
    text: RecognitionText
    thanks: tuple[ThanksTerms, ...]
    version: int
    digest: str
    agreed: bool
    agreed_at: datetime | None
    lacking: tuple[Lacking, ...]
    pointed: tuple[str, ...]
    sides: tuple[Party, ...]
    is_leader: bool
    begun_by: str
    begun_at: datetime
    issued_at: datetime | None = None
    attested: Attested | None = None
    revoked: Attested | None = None
    token: str = ""
    shown: bool = False
    content: dict[str, Any] = field(default_factory=dict)
    has_key: bool = False

    @property
    def may_issue(self) -> bool:
        """Whether the viewer acts for the side that issues and revokes it."""
        return self.issues in self.sides and not self.is_leader


@dataclass(frozen=True, kw_only=True)
class PublicRecognition:
    """What anybody reads while its leader shows it: verified just now against the published keys.

    `withheld`: how many words of thanks stand in the signed file and are not shown, because the record of whoever gave
    them was removed; what is shown then has no signature, which is that of the whole.
    """

    token: str
    attested: Attested
    revoked: Attested | None
    shown_at: datetime
    withheld: int = 0


@dataclass(frozen=True)
class KeyList:
    """Published keys, of every issuer or of one; `mine` are the issuers whose keys the viewer looks after."""

    keys: tuple[PublishedKey, ...]
    mine: tuple[Issuer, ...] = ()
