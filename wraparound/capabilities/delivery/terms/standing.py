"""What a place does about one programme: each recommendation with its answer, what serves it, and what moved since.

Other capabilities show it on pages of their own, so it comes with its words.
"""

from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.delivery.terms.milestones import MilestoneState
from wraparound.capabilities.delivery.terms.plans import SharedAnswers
from wraparound.capabilities.delivery.terms.recommendations import BOARD_OBJECTIVES, Choice, Recommendation


@dataclass(frozen=True, kw_only=True)
class MilestoneTold:
    """One milestone: `where` it stands and what `shows` it, in words; `link` leads to that, if anything does.

    `owner` is a name, empty where the reader may not know it.
    """

    number: int
    title: str
    owner: str
    due: date
    state: MilestoneState
    overdue: bool
    where: str
    shows: str
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class ActionStanding:
    """One recommendation: how it is answered (`choice`, none yet; `said` in words) and what serves it, by due day.

    `moved` says what is otherwise than it was at the end of the day since which is told, a sentence each.
    """

    recommendation: Recommendation
    choice: Choice | None
    said: str
    milestones: tuple[MilestoneTold, ...]
    moved: tuple[str, ...]

    @property
    def is_of_board(self) -> bool:
        """Whether milestones beneath it are objectives of board members, each owned by one of them."""
        return self.recommendation.key == BOARD_OBJECTIVES


@dataclass(frozen=True, kw_only=True)
class ProgrammeStanding:
    """A programme at an organisation, today (`on`) and beside what stood at the end of the day `since`.

    `may_plan`: the viewer keeps the plan.
    """

    code: str
    name: str
    made_up: bool
    programme: str
    since: date
    on: date
    actions: tuple[ActionStanding, ...]
    may_plan: bool

    @property
    def milestones(self) -> tuple[MilestoneTold, ...]:
        """Every one, action by action."""
        return tuple(one for action in self.actions for one in action.milestones)


@dataclass(frozen=True, kw_only=True)
class PlaceTold:
    """What one organisation shared: milestones without owners, answers it gave, and how much it kept, in words."""

    code: str
    name: str
    answers: int
    milestones: tuple[MilestoneTold, ...]
    kept: str


@dataclass(frozen=True, kw_only=True)
class RegionalStanding:
    """A programme as a region reads it: who answered how, by recommendation, and what each organisation shared.

    `organisations` is how many there are in the region, sharing or not.
    """

    code: str
    name: str
    made_up: bool
    on: date
    programme: str
    answers: tuple[SharedAnswers, ...]
    places: tuple[PlaceTold, ...]
    organisations: int


@dataclass(frozen=True, kw_only=True)
class StandingPlaces:
    """Code and name of the organisations and of the regions of which a programme can be read, by name."""

    organisations: tuple[tuple[str, str], ...]
    regions: tuple[tuple[str, str], ...]

    @property
    def only(self) -> str:
        """The code of the one organisation that there is to read; empty where there is more, or nothing."""
        return self.organisations[0][0] if len(self.organisations) == 1 and not self.regions else ""
