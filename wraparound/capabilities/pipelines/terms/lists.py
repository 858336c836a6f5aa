"""Posts, holders and plans as one viewer may see them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.pipelines.terms.posts import CostPer, Grade, HolderKind, Left, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, Sort, State, Use


class Seen(StrEnum):
    """How much of a plan a viewer sees: names where these are theirs and counts elsewhere, or yes and no."""

    PLAN = "plan"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Known:
    """Somebody whom the viewer may see by name: id, key and name."""

    number: int
    key: str
    name: str


@dataclass(frozen=True, kw_only=True)
class HolderLine:
    """A time in which a post was held or empty. `known` is none where it is vacant, or not the viewer's to see.

    `cost` is in whole pounds, for what `cost_per` says; with `left_because` it is none and empty for viewers who do
    not lead the organisation.
    """

    number: int
    post: int
    kind: HolderKind
    known: Known | None
    starts: date
    ends: date | None
    expected_end: date | None
    left_because: Left | None
    cost: int | None
    cost_per: CostPer


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """The day from which a post is held otherwise, and by whom: by nobody where none are. `closed`: it is over then."""

    on: date
    holders: tuple[HolderLine, ...] = ()
    closed: bool = False


@dataclass(frozen=True, kw_only=True)
class SuccessorLine:
    """Somebody named for a post. `known` is none for EXTERNAL and UNKNOWN, and for a person not the viewer's to see.

    `band` of a person is their readiness for the role of the post in organisations of its kind, none where nothing was
    agreed; `review_by` and `stale` are of that. `standing`: they belong to the organisation of the post, or are
    released to its trusts; whoever is not is not counted, and their band is not told. `because` and `label` only for
    those who lead it.
    """

    number: int
    post: int
    use: Use
    sort: Sort
    state: State
    known: Known | None
    label: str
    band: Band | None
    review_by: date | None
    stale: bool
    standing: bool
    because: str
    named_on: date
    confirmed_on: date | None

    @property
    def counts(self) -> bool:
        """Whether it is part of the bench: a confirmed person who is still there."""
        return self.sort is Sort.NAMED and self.state is State.CONFIRMED and self.standing

    @property
    def ready_now(self) -> bool:
        """Whether they count as ready now: agreed, and not past its review."""
        return self.counts and self.band is Band.READY_NOW and not self.stale


@dataclass(frozen=True, kw_only=True)
class Cover:
    """How a post is covered: confirmed people who are still there, by band, in people; and who else is named.

    `stale`: of those in a band, how many whose readiness is past its review; they are in no band's count. `unagreed`:
    confirmed, and no readiness was ever agreed. `cover`: confirmed to stand in. `proposed`, `external` and `unknown`
    are named and not counted. `gone`: named and no longer there.
    """

    ready_now: int = 0
    one_to_two: int = 0
    three_to_five: int = 0
    stale: int = 0
    unagreed: int = 0
    cover: int = 0
    proposed: int = 0
    external: int = 0
    unknown: int = 0
    gone: int = 0

    @property
    def successors(self) -> int:
        """Confirmed people, in any band or none."""
        return self.ready_now + self.one_to_two + self.three_to_five + self.stale + self.unagreed


@dataclass(frozen=True, kw_only=True)
class YesNo:
    """What is said of a plan to whoever may not see how a post is covered: whether there is anybody, and no more."""

    ready_now: bool
    one_to_two: bool
    three_to_five: bool
    successor: bool
    cover: bool
    stale: bool


@dataclass(frozen=True, kw_only=True)
class PostTerms:
    """A post as one viewer may see it. `kind` is that of its organisation; `reports_to` number and title of a post.

    `above_unseen`: it reports to a post that the viewer may not see, of which nothing is said.

    `leads`: the viewer leads the organisation for talent, and changes what is here. `shared_with`: code and name of
    organisations.
    """

    number: int
    title: str
    role: PostRole
    level: PostLevel
    executive: bool
    voting: bool
    grade: Grade
    critical: bool
    critical_because: str
    organisation_code: str
    organisation: str
    kind: str
    region: str
    made_up: bool
    reports_to: tuple[int, str] | None
    shared_with: tuple[tuple[str, str], ...]
    least_successors: int | None
    most_successors: int | None
    starts: date
    ends: date | None
    ended_because: str
    seen: Seen
    leads: bool
    version: int
    above_unseen: bool = False


@dataclass(frozen=True, kw_only=True)
class Propping:
    """Somebody confirmed for several posts: at most one of them is theirs at a time. `posts`: numbers and titles."""

    known: Known
    posts: tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True)
class Bench:
    """Bench strength: of the critical posts that are there, how many have a confirmed successor, and one ready now.

    All in posts. `people` is how many different people those ready now are: fewer than `ready_now` where one props up
    several.
    """

    critical: int
    confirmed: int
    ready_now: int
    people: int
