"""What belongs to a person in the pipeline, and releases as either side reads them."""

from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.terms.people import Interests, ReleaseFor, ReleaseState, ReleaseTo, Side
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, State, Use


@dataclass(frozen=True, kw_only=True)
class ReleaseLine:
    """A release. `known` is none where the person is not the viewer's to see; `ends` is its last day.

    `theirs`: the viewer leads the organisation that offered it.
    """

    number: int
    known: Known | None
    organisation_code: str
    organisation: str
    region: str
    purpose: ReleaseFor
    to: ReleaseTo
    because: str
    offered_on: date
    ends: date
    agreed_on: date | None
    declined_on: date | None
    taken_back_on: date | None
    taken_back_by: Side | None
    state: ReleaseState
    theirs: bool = False


@dataclass(frozen=True, kw_only=True)
class OwnPost:
    """A post that somebody holds or held; `organisation` by name."""

    post: int
    title: str
    organisation: str
    kind: HolderKind
    starts: date
    ends: date | None


@dataclass(frozen=True, kw_only=True)
class OwnReadiness:
    """A readiness as the person reads it: `kind` of organisation, and by whom it was agreed on what.

    `ends` is the last day on which it counted, none while it does. `shows`: something of theirs stands beside it.
    """

    number: int
    role: PostRole
    level: PostLevel
    kind: str
    organisation: str
    band: Band
    agreed_on: date
    agreed_by: str
    evidence: str
    review_by: date
    stale: bool
    ends: date | None
    ended_because: str
    shows: bool = False


@dataclass(frozen=True, kw_only=True)
class OwnPlan:
    """A plan that names somebody, as they read it. `ends` is the day from which it does no longer; `over`: it came."""

    number: int
    post: int
    title: str
    organisation: str
    use: Use
    state: State
    because: str
    named_on: date
    confirmed_on: date | None
    ends: date | None
    ended_because: str
    over: bool


@dataclass(frozen=True, kw_only=True)
class OwnSight:
    """Who sees somebody in a pipeline: their organisations, those to which a post of theirs belongs, and by release.

    `held_at`: of which they hold or held a post, or which it served in that time. `people` are those who can look by
    their role today, each by name and why. `shown_at_work` and `has_interests` are about what they would consider.
    """

    organisations: tuple[str, ...]
    held_at: tuple[str, ...]
    released: tuple[ReleaseLine, ...]
    people: tuple[tuple[str, str], ...]
    has_interests: bool
    shown_at_work: bool


@dataclass(frozen=True, kw_only=True)
class OwnPipeline:
    """Everything of pipelines that belongs to one person. `places` names the regions of their interests."""

    name: str
    sight: OwnSight
    posts: tuple[OwnPost, ...]
    interests: Interests | None
    places: tuple[tuple[str, str], ...]
    readiness: tuple[OwnReadiness, ...]
    plans: tuple[OwnPlan, ...]
    releases: tuple[ReleaseLine, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing of them is in a pipeline yet."""
        return not (self.posts or self.interests or self.readiness or self.plans or self.releases)


@dataclass(frozen=True, kw_only=True)
class Unreleased:
    """How many people of an organisation are in its pipeline and are not released to the viewer, in people."""

    organisation_code: str
    organisation: str
    people: int


@dataclass(frozen=True, kw_only=True)
class ReleasesPage:
    """Releases that the viewer's organisations offered, and those that show somebody to the viewer; a page of each.

    `unreleased` counts for those who keep the pipeline of a region.
    """

    own: tuple[ReleaseLine, ...]
    own_matching: int
    to_viewer: tuple[ReleaseLine, ...]
    matching: int
    page: int
    pages: int
    unreleased: tuple[Unreleased, ...]
    leads: bool


@dataclass(frozen=True, kw_only=True)
class ReleasePage:
    """One person of the viewer's organisation, and every release of them that it offered, the latest first."""

    key: str
    name: str
    organisation: str
    region: str
    releases: tuple[ReleaseLine, ...]
    is_self: bool
