"""A plan as it is read: by those whose it is, by a region, at the terminal and by programs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.delivery.terms.milestones import MilestoneState, MilestoneTerms, Move, OwnerOffered
from wraparound.capabilities.delivery.terms.recommendations import (
    Answered,
    AnswerTerms,
    Recommendation,
    RecommendationKey,
)
from wraparound.capabilities.delivery.terms.slips import Chain, FinishForecast, Pushed, Slip


class GroupBy(StrEnum):
    """How the timeline is put together."""

    NOTHING = "nothing"
    OWNER = "owner"
    RECOMMENDATION = "recommendation"


@dataclass(frozen=True, kw_only=True)
class PlanPage:
    """The plan of an organisation as at a day, and what it says on it.

    `on` is the day by which things are overdue: `as_at` where an earlier day is read, else today. `may_plan`: the
    viewer keeps it and reads it as it is today. `why` says by which role the viewer reads it.
    """

    code: str
    name: str
    made_up: bool
    on: date
    as_at: date | None
    answered: tuple[Answered, ...]
    milestones: tuple[MilestoneTerms, ...]
    pushed: tuple[Pushed, ...]
    chain: Chain
    may_plan: bool
    leavers: int = 0
    why: str = ""

    @property
    def open(self) -> tuple[MilestoneTerms, ...]:
        """What is still to be done, the earliest due first."""
        return tuple(one for one in self.milestones if one.is_open)

    @property
    def ended(self) -> tuple[MilestoneTerms, ...]:
        """What is done or dropped, the latest first."""
        over = [one for one in self.milestones if one.ended is not None]
        return tuple(sorted(over, key=lambda one: (one.ended or date.min, one.number), reverse=True))

    @property
    def overdue(self) -> tuple[MilestoneTerms, ...]:
        """What is past its due day."""
        return tuple(one for one in self.milestones if one.is_overdue(self.on))

    @property
    def due_soon(self) -> tuple[MilestoneTerms, ...]:
        """What is due within the next weeks."""
        return tuple(one for one in self.milestones if one.is_due_soon(self.on))

    @property
    def unanswered(self) -> tuple[Answered, ...]:
        """Recommendations without an answer."""
        return tuple(one for one in self.answered if one.answer is None and not one.recommendation.ended)

    def titled(self, number: int) -> str:
        """The title of a milestone of this plan."""
        return next((one.title for one in self.milestones if one.number == number), "")


@dataclass(frozen=True, kw_only=True)
class SlipsPage:
    """What slipped in a plan since a day, and the forecast that its own slips allow.

    `overdue` is what is past its day without having been moved since, and so is no slip.
    """

    code: str
    name: str
    made_up: bool
    since: date
    on: date
    then: int
    now: int
    slips: tuple[Slip, ...]
    forecast: FinishForecast
    overdue: tuple[MilestoneTerms, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BoardReport:
    """Where a plan stands, for a board that met last on the day since which slips are told; made by whom.

    `instead` says why another day is told than was asked for; empty where it is the same.
    """

    plan: PlanPage
    slips: SlipsPage
    made_by: str
    instead: str = ""

    @property
    def done(self) -> tuple[MilestoneTerms, ...]:
        """What was done since, the latest first."""
        since = self.slips.since
        return tuple(
            one
            for one in self.plan.ended
            if one.state is MilestoneState.DONE and one.ended is not None and one.ended >= since
        )

    @property
    def due_next(self) -> tuple[MilestoneTerms, ...]:
        """What is to come, the earliest due first."""
        return tuple(one for one in self.plan.open if not one.is_overdue(self.plan.on))


@dataclass(frozen=True, kw_only=True)
class Steps:
    """What the viewer may do with a milestone: keep it in every way, or as its owner end and move it."""

    keep: bool
    own: bool


@dataclass(frozen=True, kw_only=True)
class MilestonePage:
    """One milestone with what it waits for, what waits for it, and every move of its due day, oldest first."""

    code: str
    name: str
    made_up: bool
    milestone: MilestoneTerms
    version: int
    waits_for: tuple[MilestoneTerms, ...]
    waited_by: tuple[MilestoneTerms, ...]
    moves: tuple[Move, ...]
    could_wait_for: tuple[tuple[int, str], ...]
    recommendation: str
    figure: str
    steps: Steps
    on: date


@dataclass(frozen=True, kw_only=True)
class PlanLine:
    """A plan in a list: how many milestones are open, overdue and due soon, and how many answers are missing."""

    code: str
    name: str
    open: int
    overdue: int
    due_soon: int
    unanswered: int


@dataclass(frozen=True, kw_only=True)
class OwnMilestone:
    """A milestone that the viewer owns, with the organisation whose it is."""

    code: str
    name: str
    milestone: MilestoneTerms


@dataclass(frozen=True, kw_only=True)
class DeliveryPage:
    """The door: plans that the viewer may read, milestones that they own, and whether they read a region."""

    plans: tuple[PlanLine, ...]
    own: tuple[OwnMilestone, ...]
    reads_region: bool
    on: date


@dataclass(frozen=True, kw_only=True)
class SharedPlan:
    """What an organisation shared with its region, and how much it did not: none where that is fewer than five."""

    code: str
    name: str
    answered: tuple[Answered, ...]
    milestones: tuple[MilestoneTerms, ...]
    kept_answers: int | None
    kept_milestones: int | None


@dataclass(frozen=True, kw_only=True)
class SharedAnswers:
    """How the organisations of a region answered one recommendation, of those that shared it."""

    key: RecommendationKey
    title: str
    adopt: tuple[str, ...]
    adapt: tuple[str, ...]
    decline: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SharedWithRegion:
    """A region as it is read there: what was shared, by organisation and by recommendation, and counts of the rest."""

    code: str
    name: str
    made_up: bool
    on: date
    plans: tuple[SharedPlan, ...]
    answers: tuple[SharedAnswers, ...]
    organisations: int
    regions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class HandingPage:
    """Open milestones whose owners left, and those who could take them over."""

    code: str
    name: str
    left: tuple[MilestoneTerms, ...]
    owners: tuple[OwnerOffered, ...]
    on: date


@dataclass(frozen=True, kw_only=True)
class AnsweringPage:
    """A recommendation to be answered: with the answer there is, its version, and the milestones that serve it."""

    code: str
    name: str
    answered: Answered
    version: int
    earlier: tuple[AnswerTerms, ...]
    milestones: tuple[MilestoneTerms, ...]
    on: date


@dataclass(frozen=True, kw_only=True)
class RecommendingPage:
    """What is there when a recommendation is added: the organisation's own programmes by name."""

    code: str
    name: str
    programmes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WritingPage:
    """What a form about a milestone offers: recommendations, measures by key and name, and owners."""

    code: str
    name: str
    recommendations: tuple[Recommendation, ...]
    measures: tuple[tuple[str, str], ...]
    owners: tuple[OwnerOffered, ...]
