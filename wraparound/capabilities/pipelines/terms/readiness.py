"""Readiness as it is shown and asked for: of one person, and of everybody whom a viewer may see by name."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.published.terms import NotInEvidence

SOON = 30
"""Days before its review from which a readiness is said to be due."""
LONGEST_EVIDENCE = 2_000


class NoSuchReadiness(NotInEvidence):
    """No such readiness, or not one for this viewer: the same sentence for both, so that it tells nothing."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is no such readiness, or it is not yours to change. Begin at the card of the person.")


class Which(StrEnum):
    """Whom a list of people is narrowed to.

    AGREED: something is, and UNAGREED nothing is agreed about them; STALE: something is past its review; REVIEW: or
    will be within SOON days; SEVERAL: confirmed for two posts or more; RELEASED, to anybody, and NOT_RELEASED.
    """

    EVERYBODY = ""
    AGREED = "agreed"
    UNAGREED = "unagreed"
    STALE = "stale"
    REVIEW = "review"
    SEVERAL = "several"
    RELEASED = "released"
    NOT_RELEASED = "not_released"


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """What the person says is wrong with an entry, in a sentence; `number` is that of the contest, if it `waits`."""

    number: int
    line: str
    waits: bool


@dataclass(frozen=True, kw_only=True)
class ReadinessLine:
    """A readiness as it was agreed on `agreed_on`, of a role, level and kind; it counts until `ends`, its last day.

    `stale`: on the day that is asked about it is past `review_by`. `may_change`: the viewer may review or end it.
    `agreed_by`, `evidence`, `ended_because` and `wrong` (what the person says is wrong with it) are for the person and
    for those who lead where it was agreed; blank for everybody else.
    """

    number: int
    role: PostRole
    level: PostLevel
    kind: str
    band: Band
    agreed_on: date
    review_by: date
    stale: bool
    agreed_by: str
    evidence: str
    organisation: str
    ends: date | None = None
    ended_because: str = ""
    may_change: bool = False
    wrong: Wrong | None = None


@dataclass(frozen=True, kw_only=True)
class HeldPost:
    """A post that somebody holds or held, where the viewer may see the post."""

    post: int
    title: str
    organisation: str
    kind: HolderKind
    starts: date
    ends: date | None
    expected_end: date | None


@dataclass(frozen=True, kw_only=True)
class Place:
    """An organisation (its id and code) to which somebody belonged on the day, and as what."""

    number: int
    code: str
    organisation: str
    job: str
    since: date


@dataclass(frozen=True, kw_only=True)
class BenchQuestion:
    """What is asked of the list of people; an empty part narrows nothing. `page` counts from 1.

    `band` is of what is not past its review, unless `which` asks for that. `challenged`: open to organisations in
    difficulty, where the viewer may know. `mine`: only those of the organisations that the viewer leads, and not
    themselves.
    """

    text: str = ""
    role: PostRole | None = None
    level: PostLevel | None = None
    kind: str = ""
    band: Band | None = None
    which: Which = Which.EVERYBODY
    challenged: bool = False
    mine: bool = False
    organisation: str = ""
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether it asks for fewer than everybody."""
        return replace(self, page=1) != BenchQuestion()


@dataclass(frozen=True, kw_only=True)
class BenchLine:
    """Somebody in the list of people: where they belong, what they hold, what is agreed about them.

    `named_for` is how many posts of which the viewer may see the plan they are named for, `confirmed_for` for how many
    of these they are confirmed and counted. `released`: to anybody, on the day.
    """

    known: Known
    places: tuple[Place, ...]
    holds: tuple[HeldPost, ...]
    readiness: tuple[ReadinessLine, ...]
    named_for: int
    confirmed_for: int
    props_up_several: bool
    released: bool


@dataclass(frozen=True, kw_only=True)
class BandCounts:
    """People of an organisation who are not released to the viewer, by what is agreed about them; in people.

    Each is counted once in a column, and in several columns where several things were agreed. `people`: each once.
    """

    code: str
    organisation: str
    ready_now: int
    one_to_two: int
    three_to_five: int
    stale: int
    people: int


@dataclass(frozen=True, kw_only=True)
class BenchPage:
    """One page of the people whom the viewer may see by name, of `matching`; and counts of those they may not.

    `counts` is none where there is nobody whom the viewer sees as a count only.
    """

    on: date
    people: tuple[BenchLine, ...]
    matching: int
    page: int
    pages: int
    question: BenchQuestion
    counts: tuple[BandCounts, ...] | None
