"""Compacts as they are shown: lists, one of them, its texts, signatures, undertakings and what follows."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from wraparound.capabilities.compacts.terms.agreement import (
    Agreement,
    Difference,
    Follows,
    NetCost,
    Party,
    Pointed,
    Problem,
)
from wraparound.capabilities.compacts.terms.patience import Judged, RuleTerms
from wraparound.capabilities.compacts.terms.ranges import Frozen, Range
from wraparound.capabilities.pipelines.terms.pointing import PostName


class TextState(StrEnum):
    """Where one version of a compact's text stands.

    PRIVATE: only the side that writes it reads it. SHARED: every side reads and comments; it is no longer changed.
    OFFERED: frozen with its ranges, to be signed. IN_FORCE: signed by everyone who must. REPLACED: by a later one in
    force. LEFT: put aside unsigned.
    """

    PRIVATE = "private"
    SHARED = "shared"
    OFFERED = "offered"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    LEFT = "left"


class UndertakingSort(StrEnum):
    """What an undertaking is: a promise, or a condition."""

    PROMISE = "promise"
    CONDITION = "condition"


class UndertakingState(StrEnum):
    """Where an undertaking stands. REPORTED: its giver says it was kept, and nobody else has confirmed it yet."""

    OPEN = "open"
    REPORTED = "reported"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    ENDED = "ended"


@dataclass(frozen=True)
class Signed:
    """A signature: who signed for which party, as whom, the name typed, and when. `void`: why it no longer counts."""

    party: Party
    name: str
    acting_as: str
    typed: str
    at: datetime
    void: str = ""


@dataclass(frozen=True)
class Said:
    """A comment on a text, or on one item of it (`key`): by whom, for which party, when."""

    number: int
    key: str
    words: str
    by: str
    party: Party | None
    at: datetime
    own: bool


@dataclass(frozen=True)
class TextLine:
    """A version in the list of versions."""

    number: int
    state: TextState
    side: Party
    written_by: str
    begun_at: datetime
    shared_at: datetime | None
    in_force_at: datetime | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class TextTerms:
    """One version of the text in full.

    `ranges` and patience `rules` are frozen where `frozen` is there, else worked out as it is read.
    """

    number: int
    state: TextState
    side: Party
    written_by: str
    begun_at: datetime
    shared_at: datetime | None
    offered_at: datetime | None
    in_force_at: datetime | None
    agreement: Agreement
    ranges: tuple[Range, ...]
    frozen: Frozen | None
    problems: tuple[Problem, ...]
    pointed: tuple[Pointed, ...]
    net_cost: NetCost
    comments: tuple[Said, ...]
    signatures: tuple[Signed, ...]
    missing: tuple[Party, ...]
    version: int
    fingerprint: str = ""
    rules: tuple[RuleTerms, ...] = ()

    def rule_of(self, key: str) -> RuleTerms | None:
        """The patience rule of one result; none where none was chosen."""
        return next((one for one in self.rules if one.key == key), None)

    def range_of(self, key: str) -> Range | None:
        """The range of one result; none where it has none yet."""
        return next((one for one in self.ranges if one.key == key), None)

    def said_of(self, key: str) -> tuple[Said, ...]:
        """What was said of one item; of the whole for an empty key."""
        return tuple(one for one in self.comments if one.key == key)


@dataclass(frozen=True, kw_only=True)
class UndertakingTerms:
    """A promise or condition of a compact in force.

    `days` and `cost` as promised, `days_given` as delivered. `overdue`: past its day and not kept. `late_on`: the day
    on which what was agreed follows. `bears_on`: the results, in words, for which it follows; empty where for all of
    them, and in lists of many compacts. `counts_as_kept`: whether the clock takes it for kept.
    `may_report`, `may_confirm` and `may_give_up`: whether the viewer can say that
    it was kept, that it was kept indeed, and that it is not kept, which before its day only its giver can.
    """

    number: int
    compact: int
    key: str
    sort: UndertakingSort
    organisation: str
    leader: str
    words: str
    component: str
    giver: Party
    giver_words: str
    receiver_words: str
    days: float | None
    cost: int | None
    paid_by: str
    starts: date | None
    review: date | None
    due: date
    follows: Follows
    late_on: date | None
    state: UndertakingState
    overdue: bool
    delivered_on: date | None
    days_given: float | None
    evidence: str
    reported_by: str
    confirmed_by: str
    version: int
    bears_on: tuple[str, ...] = ()
    counts_as_kept: bool = False
    may_report: bool = False
    may_confirm: bool = False
    may_give_up: bool = False


@dataclass(frozen=True, kw_only=True)
class EffectTerms:
    """What followed: a pause, ranges anew, or a review, because of which undertaking, from when to when.

    `bears_on` are the keys of the results that it changes; all where it is empty. `ranges` hold what was ranged anew.
    """

    number: int
    sort: Follows
    undertaking: int
    because: str
    starts: date
    ends: date | None
    said_at: datetime
    bears_on: tuple[str, ...]
    ranges: tuple[Range, ...]
    lifted: str = ""


@dataclass(frozen=True)
class ResultDue:
    """A result with the day it is due now: `moved` days later than agreed because the clock was paused."""

    key: str
    by: date
    moved: int


@dataclass(frozen=True)
class CompactLine:
    """A compact in a list."""

    number: int
    organisation_code: str
    organisation: str
    made_up: bool
    leader: str
    role: str
    state: str
    overdue: int
    due_soon: int
    paused: bool
    next_on: date | None


@dataclass(frozen=True)
class CompactQuestion:
    """What a list is narrowed to: part of the name of an organisation or leader, a state, and the page from 1."""

    text: str = ""
    state: str = ""
    page: int = 1


@dataclass(frozen=True)
class CompactList:
    """One page of the compacts that the viewer may see, of `matching`."""

    lines: tuple[CompactLine, ...]
    matching: int
    page: int
    pages: int
    question: CompactQuestion


@dataclass(frozen=True)
class PromiseQuestion:
    """What the list of promises and conditions is narrowed to.

    `which`: open, due, overdue, kept, not_kept or all; `giver` a party; `sort` promise or condition; text; page from 1.
    """

    which: str = "open"
    giver: str = ""
    sort: str = ""
    text: str = ""
    page: int = 1


@dataclass(frozen=True)
class PromiseList:
    """One page of undertakings by the day they are due, of `matching`; `overdue` and `soon` count all of them."""

    lines: tuple[UndertakingTerms, ...]
    matching: int
    page: int
    pages: int
    question: PromiseQuestion
    overdue: int
    soon: int


@dataclass(frozen=True)
class Merged:
    """What became of an organisation by published evidence, or by the register of controllers.

    `into`: code and name of each that followed it. `split`: it was divided. `on` is none where no day is known.
    """

    into: tuple[tuple[str, str], ...]
    on: date | None
    split: bool


@dataclass(frozen=True, kw_only=True)
class CompactTerms:
    """A compact as one viewer may see it: the text in force (or, before there is one, the newest they may read).

    `sides` are the parties for which the viewer acts. `latest` is the newest figure of each result with a measure: its
    key, percent and period. `asks_region` and `asks_centre`: whether they are to sign too. `judged`: what the patience
    rules of the version in force say of the figures published since. `merged`: what became of the organisation, where
    it is no more. `post` is the one that it is about, for those who may see it in pipelines.
    """

    number: int
    organisation_code: str
    organisation: str
    region: str
    made_up: bool
    has_evidence: bool
    leader: str
    leader_key: str
    role: str
    asks_region: bool
    asks_centre: bool
    opened_at: datetime
    opened_by: str
    ended_at: datetime | None
    text: TextTerms | None
    texts: tuple[TextLine, ...]
    undertakings: tuple[UndertakingTerms, ...]
    effects: tuple[EffectTerms, ...]
    due: tuple[ResultDue, ...]
    latest: tuple[tuple[str, float, str], ...]
    sides: tuple[Party, ...]
    seers: tuple[tuple[str, str], ...]
    why: str
    may_comment: bool
    today: date
    judged: tuple[Judged, ...] = ()
    merged: Merged | None = None
    post: PostName | None = None

    def judged_of(self, key: str) -> Judged | None:
        """What the patience rule of one result says of its figures; none where there is no rule in force."""
        return next((one for one in self.judged if one.key == key), None)

    def latest_of(self, key: str) -> tuple[float, str] | None:
        """The newest figure of one result in percent, with its period."""
        return next(((percent, period) for one, percent, period in self.latest if one == key), None)

    def due_of(self, key: str) -> ResultDue | None:
        """When a result is due now; none before a version is in force."""
        return next((one for one in self.due if one.key == key), None)

    @property
    def acts(self) -> bool:
        """Whether the viewer acts for a side that writes: any but the centre, which only signs."""
        return any(one is not Party.CENTRE for one in self.sides)

    @property
    def to_sign(self) -> tuple[Party, ...]:
        """The sides for which the viewer can sign this version now; the centre also once it is in force."""
        if self.text is None or self.ended_at is not None:
            return ()
        signed = {one.party for one in self.text.signatures if not one.void}
        mine = tuple(one for one in self.sides if one not in signed)
        if self.text.state is TextState.IN_FORCE:
            return tuple(one for one in mine if one is Party.CENTRE)
        return mine if self.text.state is TextState.OFFERED else ()

    @property
    def has_force(self) -> bool:
        """Whether some version is in force."""
        return any(one.state is TextState.IN_FORCE for one in self.texts)

    @property
    def paused(self) -> bool:
        """Whether the clock stands still today."""
        return any(one.sort is Follows.PAUSE and one.ends is None for one in self.effects)


@dataclass(frozen=True, kw_only=True)
class NewCompact:
    """A compact to be begun: the code of its organisation, the post, its leader and its time, and who is asked to sign.

    `leader` is the key of somebody offered, the address they sign in with, or empty while nobody is named. `post` is
    the number of one of the posts of the organisation; none, with `role` typed, for one that is not entered.
    """

    organisation: str
    role: str
    post: int | None = None
    leader: str = ""
    starts: date
    months: int
    asks_region: bool
    asks_centre: bool


@dataclass(frozen=True)
class Compared:
    """Two versions side by side: what differs, item by item."""

    before: int
    after: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Verified:
    """Whether a signed version is what was signed: each check with its sentence."""

    compact: int
    version: int
    holds: bool
    checks: tuple[tuple[str, bool, str], ...]
    fingerprint: str
