"""Who could help whom: what is known of an organisation, a proposal by its criteria, and what guards a helper."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from wraparound.capabilities.partnerships.terms.own_words import Helping, Means, OwnNeed, OwnOffer, Topic
from wraparound.capabilities.partnerships.terms.places import Coordinates
from wraparound.capabilities.partnerships.terms.standings import Aspect, Inside, SizeHeld, SpellHeld
from wraparound.published.terms import NotInEvidence, RowAddress

MOST_HELPED = 2
"""Organisations that one helps at a time; whoever helps so many already is not asked without a warning."""

MONTHS_IN_POST = 12
"""Months that a chair and a chief executive should have been in post before their organisation helps another."""

ALIKE = (0.8, 1.25)
"""How many times as large counts as about the same size."""

A_PAGE = 20
"""Proposals on one page."""


class NoSuchProposal(NotInEvidence):
    """No such organisation can be proposed to this one."""

    def __init__(self, words: str = "There is no such proposal.") -> None:
        super().__init__(words)


class Filter(StrEnum):
    """What proposals can be narrowed to. Each is a plain yes or no; none weighs more than another."""

    SAME_KIND = "same_kind"
    SAME_REGION = "same_region"
    CAME_THROUGH = "came_through"
    OFFERS_HELP = "offers_help"
    NOT_IN_REGIME = "not_in_regime"
    NOTHING_HURTS = "nothing_hurts"


USUAL = (Filter.SAME_KIND, Filter.NOT_IN_REGIME, Filter.NOTHING_HURTS)
"""What proposals are narrowed to where nobody asks otherwise."""


class Guards(StrEnum):
    """What is looked at before an organisation is asked to help."""

    REGIME = "regime"
    FIGURES = "figures"
    SAME_NEED = "same_need"
    SAID_NEED = "said_need"
    HELPS_ALREADY = "helps_already"
    DAYS = "days"
    LEADERS = "leaders"


class Verdict(StrEnum):
    """What a guard says of a helper. Not known is neither of the others."""

    HURTS = "hurts"
    FINE = "fine"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Leader:
    """A chair's or chief executive's post: how it is held (substantive, interim, vacant …) and since when; no name."""

    role: str
    kind: str
    since: date | None


@dataclass(frozen=True, kw_only=True)
class OwnWords:
    """What organisations say of themselves, and how much they help, by code; `read` is False where nothing was read."""

    needs: Mapping[str, tuple[OwnNeed, ...]] = field(default_factory=lambda: MappingProxyType({}))
    offers: Mapping[str, tuple[OwnOffer, ...]] = field(default_factory=lambda: MappingProxyType({}))
    helping: Mapping[str, Helping] = field(default_factory=lambda: MappingProxyType({}))
    read: bool = False


NOT_READ = OwnWords()


@dataclass(frozen=True, kw_only=True)
class Known:
    """All that is known of an organisation, published or said; empty where nothing is.

    `needs` and `offers` are those that do not count as old. `words_read` is whether what it says was read at all;
    `leaders` is None where its posts are not entered here or not the viewer's to see.
    """

    code: str
    name: str
    kind: str
    region: str
    made_up: bool = False
    aspects: tuple[Aspect, ...] = ()
    spells: tuple[SpellHeld, ...] = ()
    sizes: tuple[SizeHeld, ...] = ()
    inside: tuple[Inside, ...] = ()
    needs: tuple[OwnNeed, ...] = ()
    offers: tuple[OwnOffer, ...] = ()
    words_read: bool = False
    helping: Helping | None = None
    leaders: tuple[Leader, ...] | None = None
    at: Coordinates | None = None


@dataclass(frozen=True)
class Complement:
    """A need of one beside a strength of the other, on the same measure or the same question of a rating."""

    need: Aspect
    strength: Aspect


@dataclass(frozen=True)
class SaidComplement:
    """What one says it needs or figures show it does (`need`, in words), beside what the other offers or is strong in.

    `offer` is None where the other says nothing of the topic and its `strengths` by published figures do.
    """

    topic: Topic
    need: str
    said: bool
    offer: OwnOffer | None
    strengths: tuple[str, ...]


@dataclass(frozen=True)
class SizeBeside:
    """Both sizes by the same count: the helper is `times` as large."""

    asker: SizeHeld
    helper: SizeHeld
    times: float


@dataclass(frozen=True, kw_only=True)
class GuardLine:
    """One thing that was looked at before asking, what it says, and the figures and rows behind it.

    `measures` are labels of figures that came out worse than was realistic; `of` is how many were compared.
    """

    guard: Guards
    verdict: Verdict
    measures: tuple[Inside, ...] = ()
    of: int = 0
    topics: tuple[Topic, ...] = ()
    spell: SpellHeld | None = None
    helping: Helping | None = None
    leaders: tuple[Leader, ...] = ()
    sources: tuple[RowAddress, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Criterion:
    """One question about a proposal with its answer in words."""

    asked: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One organisation that could help another, criterion by criterion; no sum is ever taken.

    `kilometres` is in a straight line, None where coordinates are not given. `guard` begins with what would hurt.
    `not_known` says what nobody here knows of it.
    """

    code: str
    name: str
    kind: str
    region: str
    made_up: bool
    hurts: bool
    complements: tuple[Complement, ...]
    said: tuple[SaidComplement, ...]
    same_kind: bool
    same_region: bool
    size: SizeBeside | None
    kilometres: float | None
    came_through: tuple[SpellHeld, ...]
    spells: tuple[SpellHeld, ...]
    offers: tuple[OwnOffer, ...]
    days_offered: float | None
    means: tuple[Means, ...]
    guard: tuple[GuardLine, ...]
    criteria: tuple[Criterion, ...] = ()
    not_known: tuple[str, ...] = ()


@dataclass(frozen=True)
class AspectBeside:
    """One thing that evidence says of either or both: of the asker, and of the helper."""

    label: str
    asker: Aspect | None
    helper: Aspect | None


@dataclass(frozen=True)
class LeftOut:
    """How many proposals one filter leaves out, whatever the others do."""

    by: Filter
    many: int


@dataclass(frozen=True, kw_only=True)
class ProposalQuestion:
    """Who could help this organisation, with one topic or with all that it needs, narrowed to what?"""

    code: str
    topic: Topic | None = None
    filters: tuple[Filter, ...] = USUAL


@dataclass(frozen=True, kw_only=True)
class Proposals:
    """Who could help an organisation, alphabetical by name.

    `found` counts all that have a strength or an offer where it has a need, `looked_at` the open organisations that
    were looked at, `left_out` what each filter in use leaves out. With a `topic`, needs of others count as none,
    though the standing shows them. `places_source` says where coordinates come from; empty where it is not known.
    `proposals` are those that every filter lets in.
    """

    code: str
    name: str
    kind: str
    region: str
    made_up: bool
    on: date
    aspects: tuple[Aspect, ...]
    spells: tuple[SpellHeld, ...]
    needs: tuple[OwnNeed, ...]
    topic: Topic | None
    filters: tuple[Filter, ...]
    looked_at: int
    found: int
    left_out: tuple[LeftOut, ...]
    proposals: tuple[Proposal, ...]
    words_read: bool
    places_read: bool
    places_source: str
    release: str
    method: str
    sentences: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProposalPage:
    """One proposal with everything of both side by side: who asks, what is proposed, each aspect, what is needed."""

    found: Proposals
    proposal: Proposal
    beside: tuple[AspectBeside, ...]
