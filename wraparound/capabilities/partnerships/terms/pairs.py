"""People to people: who would like somebody beside them, who would be that, and who is paired. See docs/words.md."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.published.terms import CannotAnswer, NotInEvidence

LONGEST_NAME = 80
LONGEST_SHOWN = 120
LONGEST_WANTS = 600
LONGEST_NOTE = 3000
MOST_PLACES = 7
"""Of somebody who gives: a group of eight with whoever convenes it."""
LEAST_IN_A_GROUP = 3
"""Places of somebody who convenes a peer group: four with themselves."""
MOST_WISHES = 50
ANSWERED_WITHIN_DAYS = 28
"""A proposal, or a question to one person, that nobody answers ends by itself after so many days."""


class CannotTakePart(CannotAnswer):
    """What was asked of a cohort or a pair cannot be; the message says what to do."""


class NoSuchPair(NotInEvidence):
    """No such pair or cohort, or not one for this viewer: the same sentence for both."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is nothing here, or it is not yours to see. Your own page names what is.")


class PairSort(StrEnum):
    """What two people are to each other."""

    MENTORING = "mentoring"
    BUDDIES = "buddies"
    PEER_GROUP = "peer_group"
    SHADOWING = "shadowing"


class PairSide(StrEnum):
    """On which side somebody is: they seek somebody, or give their time."""

    SEEKING = "seeking"
    GIVING = "giving"


class Often(StrEnum):
    """How often two people would meet."""

    FORTNIGHT = "fortnight"
    MONTH = "month"
    SIX_WEEKS = "six_weeks"
    QUARTER = "quarter"


class PairState(StrEnum):
    """Where a pair stands, as one of the two sees it."""

    ASKS_YOU = "asks_you"
    WAITS_FOR_OTHER = "waits_for_other"
    AGREED = "agreed"
    ENDED = "ended"


class CohortState(StrEnum):
    """Where a cohort stands: people join, pairs were made and change as people do, or it has ended."""

    JOINING = "joining"
    PAIRING = "pairing"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class NewCohort:
    """A cohort to be opened, over an organisation or a region by its code; people join until `joins_until`."""

    sort: PairSort
    name: str
    over: str
    joins_until: date


@dataclass(frozen=True, kw_only=True)
class NewJoining:
    """How somebody joins: seeking, giving, or both; `places` is how many they would be there for.

    `shown_as` is what others who joined see of them, nothing where it is empty; `wants` is read by whoever they are
    paired with.
    """

    seeks: bool
    gives: bool
    seeks_topics: tuple[Topic, ...] = ()
    gives_topics: tuple[Topic, ...] = ()
    wants: str = ""
    places: int = 1
    often: Often = Often.MONTH
    shown_as: str = ""


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """Numbers of others who joined, the first wish first; with `only`, nobody else will do."""

    seeking: tuple[int, ...] = ()
    giving: tuple[int, ...] = ()
    only: bool = False


@dataclass(frozen=True, kw_only=True)
class Joined:
    """Somebody in a cohort as they are paired: `number` is of this joining, `person` a reference that means nothing."""

    number: int
    person: int
    seeks: bool
    gives: bool
    seeks_topics: frozenset[Topic] = frozenset()
    gives_topics: frozenset[Topic] = frozenset()
    places: int = 1
    wishes: Wishes = field(default_factory=Wishes)


@dataclass(frozen=True)
class PairingGround:
    """What stands before pairs are made: pairs are (number of the seeker's joining, number of the giver's).

    Attributes:
        fixed: somebody has accepted; they stay, and take their places.
        before: proposed, and nobody has answered; those that come again are kept.
        over: ended or declined; they do not come again.
        barred: two people who must not be paired, whoever would seek and whoever give.
        seed: what the neutral order is made from.
    """

    fixed: frozenset[tuple[int, int]] = frozenset()
    before: frozenset[tuple[int, int]] = frozenset()
    over: frozenset[tuple[int, int]] = frozenset()
    barred: frozenset[frozenset[int]] = frozenset()
    seed: int = 0


@dataclass(frozen=True, kw_only=True)
class PairWhy:
    """Why somebody who seeks has whom they have, in counts.

    `wish` is which of their wishes that is, from 1; none where it fits by topic, or where they have nobody. `possible`
    is how many there were for them, `rather_others` how many of those they would rather have had took only people they
    would rather have, `by_order` how many took somebody they like just as much.
    """

    paired: bool
    possible: int
    wish: int | None
    rather_others: int
    by_order: int


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """A pair by the numbers of two joinings; `kept` where it was proposed before and still is."""

    seeker: int
    giver: int
    kept: bool


@dataclass(frozen=True, kw_only=True)
class PairingResult:
    """What one run came to: pairs to propose, and why, by the number of each joining that was in it as a seeker."""

    proposed: tuple[Proposed, ...]
    why: dict[int, PairWhy]


@dataclass(frozen=True, kw_only=True)
class CohortLine:
    """A cohort in a list, for somebody who may join it or has, or who organises it."""

    number: int
    name: str
    sort: PairSort
    place: str
    joins_until: date
    state: CohortState
    joined: bool = False


@dataclass(frozen=True, kw_only=True)
class CohortCounts:
    """How many of a cohort joined, seek, give, have places, have somebody, and wait."""

    joined: int
    seeking: int
    giving: int
    places: int
    agreed: int
    waiting: int


@dataclass(frozen=True, kw_only=True)
class OrganiserPage:
    """A cohort as its organiser sees it: counts, and those pairs alone of which both said that they may know."""

    cohort: CohortLine
    counts: CohortCounts
    made_at: datetime | None
    known: tuple[tuple[str, str], ...]
    offered: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class OtherJoined:
    """Somebody else in a cohort as they agreed to be shown: `wish` is the viewer's own, from 1, none without one."""

    number: int
    shown_as: str
    topics: tuple[Topic, ...]
    wish: int | None


@dataclass(frozen=True, kw_only=True)
class CohortPage:
    """A cohort as somebody sees it who is in it, or may join: what they said, and others who may be wished for."""

    cohort: CohortLine
    mine: NewJoining | None
    wishes: Wishes
    givers: tuple[OtherJoined, ...]
    seekers: tuple[OtherJoined, ...]
    why: PairWhy | None
    shown_name: str
    version: int


@dataclass(frozen=True, kw_only=True)
class PairTerms:
    """A pair as one of the two sees it, and nobody else: `own_note` is of the viewer alone."""

    number: int
    sort: PairSort
    side: PairSide
    state: PairState
    other: str
    job: str
    wants: str
    topics: tuple[Topic, ...]
    cohort: str
    proposed_on: date
    is_kept: bool
    answer_by: date | None
    often: Often
    first_meeting: date | None
    next_meeting: date | None
    ends_on: date | None
    ended_on: date | None
    own_note: str
    organiser_may_know: bool
    group: tuple[str, ...]
    why: PairWhy | None
    version: int

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.state is not PairState.ENDED


@dataclass(frozen=True, kw_only=True)
class NewAsk:
    """One person asked directly, without a cohort: by sign-in address, or by the key of a made-up person."""

    who: str
    sort: PairSort
    wants: str
    topics: tuple[Topic, ...] = ()
    often: Often = Often.MONTH


@dataclass(frozen=True, kw_only=True)
class Meetings:
    """What either of the two notes of their meetings."""

    often: Often
    first_meeting: date | None
    next_meeting: date | None
    ends_on: date | None


@dataclass(frozen=True, kw_only=True)
class PeoplePairs:
    """Everything between people that is the viewer's: pairs, cohorts they are in or may join, and whom they barred."""

    pairs: tuple[PairTerms, ...]
    cohorts: tuple[CohortLine, ...]
    organises: bool


@dataclass(frozen=True, kw_only=True)
class BarLine:
    """Somebody with whom the viewer said they must not be paired."""

    number: int
    name: str


@dataclass(frozen=True, kw_only=True)
class CohortRow:
    """A row of a spreadsheet of a cohort: who, on which side, places, wishes and whom not, by the names of rows."""

    row: int
    ref: str
    seeks: bool
    gives: bool
    places: int
    topics: tuple[str, ...]
    wishes: tuple[str, ...]
    not_with: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SheetFault:
    """What is wrong with a row, and what to write instead."""

    row: int
    words: str


@dataclass(frozen=True, kw_only=True)
class SheetPair:
    """A pair from a spreadsheet: which of their wishes each has, none where it fits otherwise."""

    seeker: str
    giver: str
    wish_of_seeker: int | None
    wish_of_giver: int | None


@dataclass(frozen=True, kw_only=True)
class SheetWaiting:
    """A seeker of a spreadsheet without anybody, and why in counts."""

    seeker: str
    why: PairWhy


@dataclass(frozen=True, kw_only=True)
class SheetPairs:
    """What came of a cohort in a spreadsheet; with `faults` nothing was paired. `seed` makes the same pairs again."""

    pairs: tuple[SheetPair, ...]
    waiting: tuple[SheetWaiting, ...]
    places_left: int
    unstable: int
    seed: int
    faults: tuple[SheetFault, ...] = ()
