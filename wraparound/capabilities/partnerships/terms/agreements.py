"""A partnership of two boards, from a proposal to its end: its states, what each side may do, what is agreed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.published.months import months_after

LONGEST_DIAGNOSIS = 4_000
LONGEST_AIM = 300
MOST_AIMS = 6
LONGEST_REASON = 600
MOST_MONEY = 50_000_000
LONGEST_MONTHS = 60


class Side(StrEnum):
    """The two boards: the one that helps, and the one that is helped."""

    HELPER = "helper"
    HELPED = "helped"

    @property
    def other(self) -> "Side":
        """The other one."""
        return Side.HELPED if self is Side.HELPER else Side.HELPER


BOTH = frozenset(Side)


class AgreementState(StrEnum):
    """How far a partnership has come."""

    SUGGESTED = "suggested"
    PROPOSED = "proposed"
    DIAGNOSIS = "diagnosis"
    TERMS = "terms"
    IN_FORCE = "in_force"
    ENDED = "ended"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


OPEN = (
    *(AgreementState.SUGGESTED, AgreementState.PROPOSED, AgreementState.DIAGNOSIS),
    *(AgreementState.TERMS, AgreementState.IN_FORCE),
)
"""The states in which something can still be done; of two organisations one such partnership at a time each way."""


class Move(StrEnum):
    """What can be done to a partnership."""

    PROPOSE = "propose"
    TAKE_UP = "take_up"
    DECLINE = "decline"
    TAKE_BACK = "take_back"
    TELL = "tell"
    WRITE_DIAGNOSIS = "write_diagnosis"
    AGREE_DIAGNOSIS = "agree_diagnosis"
    WRITE_TERMS = "write_terms"
    ACCEPT = "accept"
    END = "end"
    CLOSE = "close"


class EndedHow(StrEnum):
    """How a partnership ended."""

    RAN_OUT = "ran_out"
    BY_HELPER = "by_helper"
    BY_HELPED = "by_helped"
    CLOSED = "closed"


class Payer(StrEnum):
    """Who pays the helper."""

    NOBODY = "nobody"
    HELPED = "helped"
    REGION = "region"
    CENTRE = "centre"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a partnership stands, as far as it decides what may be done.

    `told` are the sides that have said what they think is wrong, `diagnosis_by` who wrote the newest shared text,
    `terms` the fingerprint of the newest terms and `accepted` the sides that accepted exactly these.
    """

    state: AgreementState
    proposed_by: Side | None = None
    told: frozenset[Side] = frozenset()
    diagnosis_by: Side | None = None
    terms: str = ""
    accepted: frozenset[Side] = frozenset()


@dataclass(frozen=True, kw_only=True)
class WrittenTerms:
    """What two boards would agree: `days` are people's days a month, `money` whole pounds in all to the helper."""

    topic: Topic
    aims: tuple[str, ...]
    people: str
    days: float
    money: int
    paid_by: Payer
    starts: date
    ends: date
    reviews: tuple[date, ...]
    gains: str

    @property
    def months(self) -> int:
        """Whole and begun months from the first to the last day, one at least."""
        return next(many for many in range(1, 12 * LONGEST_MONTHS) if months_after(self.starts, many) > self.ends)

    @property
    def days_in_all(self) -> int:
        """People's days over the whole time, a month being a twelfth of a year; one at least."""
        return max(1, round(self.days * ((self.ends - self.starts).days + 1) * 12 / 365.25))


@dataclass(frozen=True, kw_only=True)
class NewProposal:
    """One organisation would help, or be helped by, another: `side` is what `mine` would be."""

    mine: str
    theirs: str
    side: Side
    topic: Topic
    words: str


@dataclass(frozen=True, kw_only=True)
class NewSuggestion:
    """A region suggests it to two boards, of which neither has proposed it."""

    helper: str
    helped: str
    topic: Topic
    words: str


@dataclass(frozen=True)
class Begun:
    """What came of a proposal: its number; `joined` where the other side had proposed the same already."""

    number: int
    joined: bool


@dataclass(frozen=True)
class Gone:
    """An organisation that is no more: its side, into what it passed (code and name), since when."""

    side: Side
    name: str
    into: tuple[tuple[str, str], ...]
    on: date


@dataclass(frozen=True)
class DaysKnown:
    """The helper's days a month: offered in its own words, none where it says nothing; promised to others; and here."""

    offered: float | None
    promised: float
    here: float

    @property
    def beyond(self) -> bool:
        """Whether with this partnership more is promised than was offered."""
        return self.offered is not None and self.promised + self.here > self.offered


@dataclass(frozen=True)
class OwnDiagnosis:
    """What one side thinks is wrong, in its own words, and when it last wrote that."""

    side: Side
    words: str
    written_on: date


@dataclass(frozen=True)
class JointWords:
    """A text of both sides: which version, by which side, and since when the other has agreed to it."""

    number: int
    words: str
    side: Side
    written_on: date
    agreed_on: date | None


@dataclass(frozen=True)
class Accepted:
    """One board accepted: who did it, in which role, when."""

    side: Side
    name: str
    acting_as: str
    on: date


@dataclass(frozen=True, kw_only=True)
class TermsPage:
    """One version of the terms with its fingerprint, who wrote it and who has accepted exactly it."""

    number: int
    side: Side
    written_on: date
    digest: str
    terms: WrittenTerms
    accepted: tuple[Accepted, ...]


@dataclass(frozen=True, kw_only=True)
class EndOf:
    """How it came to an end: declined, taken back or ended; the side that said so, and why, where that is said."""

    on: date
    side: Side | None
    how: EndedHow | None
    why: str


@dataclass(frozen=True, kw_only=True)
class AgreementLine:
    """A partnership in a list; `sides` are those for which the viewer speaks, `waits` whether they are waited for."""

    number: int
    helper_code: str
    helper: str
    helped_code: str
    helped: str
    topic: Topic
    state: AgreementState
    sides: tuple[Side, ...]
    waits: bool
    since: date
    last_day: date | None
    days: float | None


@dataclass(frozen=True, kw_only=True)
class SuggestionLine:
    """What a regional director suggested themselves; how the boards answered is theirs."""

    helper: str
    helped: str
    topic: Topic
    on: date


@dataclass(frozen=True, kw_only=True)
class ReviewLine:
    """A review in a list: its day, whether it is of the end, whether the viewer's side has written and it is shown."""

    number: int
    due_on: date
    is_ending: bool
    written: tuple[Side, ...]
    shown: bool
    settled: bool


@dataclass(frozen=True, kw_only=True)
class AgreementPage:
    """One partnership as one viewer may read it.

    `sides` are those for which they speak, `moves` what they may do now, `told` the sides that have said what they
    think is wrong (their words are in `own` as far as they are shown), `waits_for` the sides that are waited for.
    `unheard` are names of organisations that are waited for, for whose board nobody speaks on this site.
    `before` are earlier versions of the terms, newest first.
    """

    number: int
    helper_code: str
    helper: str
    helped_code: str
    helped: str
    made_up: bool
    topic: Topic
    words: str
    state: AgreementState
    proposed_by: Side | None
    suggested: bool
    opened_on: date
    sides: tuple[Side, ...]
    moves: tuple[Move, ...]
    waits_for: tuple[Side, ...]
    unheard: tuple[str, ...]
    told: tuple[Side, ...]
    own: tuple[OwnDiagnosis, ...]
    joint: JointWords | None
    terms: TermsPage | None
    before: tuple[TermsPage, ...]
    in_force_on: date | None
    last_day: date | None
    end: EndOf | None
    gone: tuple[Gone, ...]
    helper_days: DaysKnown | None
    reviews: tuple[ReviewLine, ...]
    learned: tuple[JointWords, ...]
    why: str
    today: date

    def name_of(self, side: Side) -> str:
        """The organisation on a side."""
        return self.helper if side is Side.HELPER else self.helped


@dataclass(frozen=True, kw_only=True)
class PartnershipsPage:
    """What somebody finds who opens partnerships: their organisations, what is under way, what is past, suggestions."""

    places: tuple[tuple[str, str], ...]
    open: tuple[AgreementLine, ...]
    past: tuple[AgreementLine, ...]
    suggested: tuple[SuggestionLine, ...]
    may_suggest: bool
