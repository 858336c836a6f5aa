"""What a vacancy asks for, and how what is held of somebody answers it, one by one. No score, no order by it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.terms.people import Interests
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band

MOST_REQUIREMENTS = 20
MOST_YEARS = 30
LONGEST_WORDS = 300


class RequirementSort(StrEnum):
    """What a requirement asks about. WORDS is judged by people and by nothing else."""

    ROLE_HELD = "role_held"
    KIND_HELD = "kind_held"
    YEARS = "years"
    READINESS = "readiness"
    WOULD_ROLE = "would_role"
    WOULD_PLACE = "would_place"
    WOULD_KIND = "would_kind"
    WOULD_CHALLENGED = "would_challenged"
    WOULD_MOVE = "would_move"
    AVAILABLE_BY = "available_by"
    WORDS = "words"


class Verdict(StrEnum):
    """How one requirement is answered of one person. TO_JUDGE: by people alone."""

    MEETS = "meets"
    DOES_NOT = "does_not"
    NOT_KNOWN = "not_known"
    TO_JUDGE = "to_judge"


class Reason(StrEnum):
    """Why a requirement is answered as it is.

    NOTHING_ENTERED: no post of theirs is entered at all. STALE: what was agreed is past its review. NOT_SAID: they
    have not said, or it is not to be read here.
    """

    HELD = "held"
    NOT_HELD = "not_held"
    NOTHING_ENTERED = "nothing_entered"
    LONG_ENOUGH = "long_enough"
    TOO_SHORT = "too_short"
    READY = "ready"
    LATER = "later"
    STALE = "stale"
    NOT_AGREED = "not_agreed"
    SAID = "said"
    SAID_OTHERWISE = "said_otherwise"
    NOT_SAID = "not_said"
    JUDGE = "judge"


class Narrow(StrEnum):
    """Whom a match shows. ESSENTIAL: who meets every essential requirement; POSSIBLE: who fails none of them."""

    EVERYBODY = ""
    ESSENTIAL = "essential"
    POSSIBLE = "possible"


@dataclass(frozen=True, kw_only=True)
class Asks:
    """What a requirement asks: only the parts that its sort needs. `years` whole, in such a role at such a level.

    `unbroken`: in one stay. `place` is the code of a region, `words` free text.
    """

    role: PostRole | None = None
    level: PostLevel | None = None
    kind: str = ""
    years: int | None = None
    unbroken: bool = False
    band: Band | None = None
    place: str = ""
    by: date | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class RequirementTerms:
    """A requirement of a vacancy; essential, or desirable. Its number is 0 before it is kept."""

    number: int
    sort: RequirementSort
    essential: bool
    asks: Asks
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class PostFact:
    """A time in which somebody held a post, as it is entered."""

    title: str
    organisation: str
    kind_of_place: str
    role: PostRole
    level: PostLevel
    how: HolderKind
    starts: date
    ends: date | None


@dataclass(frozen=True, kw_only=True)
class ReadyFact:
    """A readiness that counts on the day."""

    role: PostRole
    level: PostLevel
    kind: str
    band: Band
    agreed_on: date
    review_by: date


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is held of one person. `interests` is none where they have not said, or do not let it be read here.

    `said_on` is the day on which they last wrote it.
    """

    posts: tuple[PostFact, ...] = ()
    readiness: tuple[ReadyFact, ...] = ()
    interests: Interests | None = None
    said_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What facts say of one requirement: the posts or the readiness that say so, or how long, in days."""

    verdict: Verdict
    reason: Reason
    posts: tuple[PostFact, ...] = ()
    ready: ReadyFact | None = None
    days: int = 0
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """How a requirement is answered of one person: by which fact, of which day; in words."""

    requirement: int
    verdict: Verdict
    reason: Reason
    fact: str
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Matched:
    """One person and every answer, in the order of the requirements. `missing` says what they lack, in words.

    `listed` is the number of their candidacy where they are a candidate already.
    """

    known: Known
    released: bool
    answers: tuple[Answer, ...]
    missing: tuple[str, ...]
    listed: int | None


@dataclass(frozen=True, kw_only=True)
class ShutOut:
    """What one requirement does: of those who meet every other essential one, how many meet, do not, are not known.

    In people, whether or not the viewer sees their names. `many`: half of them or more, two at least, do not meet it or
    are not known to. `takes_care`: it is of a sort that is known to shut people out: unbroken time, or moving house.
    """

    requirement: int
    meet_others: int
    meet: int
    do_not: int
    not_known: int
    many: bool
    takes_care: bool


@dataclass(frozen=True, kw_only=True)
class MatchPage:
    """The people who could be considered for a vacancy on a day, by name: a page of `matching` whom the viewer sees.

    `people` are all of them and `meet_all` those who meet every essential requirement, in people; `hidden` are not the
    viewer's to see by name.
    """

    vacancy: int
    title: str
    organisation: str
    day: date
    requirements: tuple[RequirementTerms, ...]
    shut_out: tuple[ShutOut, ...]
    rows: tuple[Matched, ...]
    people: int
    meet_all: int
    hidden: int
    narrow: Narrow
    matching: int
    page: int
    pages: int
    leads: bool
