"""What a role asks beside what somebody said of themselves, competency by competency. No sum, no score, no rank."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.capabilities.careers.terms.assessments import Answered, Progress
from wraparound.capabilities.careers.terms.credits import CreditTerms
from wraparound.capabilities.careers.terms.frameworks import Competency
from wraparound.capabilities.careers.terms.offers import OfferLine
from wraparound.capabilities.careers.terms.profiles import Ask, ProfilePage


class GapState(StrEnum):
    """How what was said stands to what is asked.

    MET: at least as far. PARTLY: on the way. MISSING: not yet. UNKNOWN: not answered, or no chance to show it.
    """

    MET = "met"
    PARTLY = "partly"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class GapLine:
    """A competency that a role asks for, what somebody said of it, and how that stands to what is asked.

    `next_words` is how the competency shows where the role asks it, as the framework says it; `earlier` what they said
    against a framework before this one.
    """

    competency: Competency
    ask: Ask
    said: Answered
    state: GapState
    next_words: tuple[str, ...] = ()
    earlier: str = ""

    @property
    def lacks(self) -> bool:
        """Whether they said that they do not have it, or not as far as the role asks."""
        return self.state in (GapState.MISSING, GapState.PARTLY)

    @property
    def lacks_essential(self) -> bool:
        """Whether that is so of something without which the role cannot be had."""
        return self.lacks and self.ask.essential


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Something that exists and that the person could join: its name, until when, and where it stands."""

    name: str
    until: date
    address: str


@dataclass(frozen=True, kw_only=True)
class GapPage:
    """A role beside what the viewer said: each competency alone, what exists that could help, and how far they are.

    `credits` are earlier work that was credited, by key of a competency: beside what was said, and never in its place.
    `board` are open offers across organisations that can build a competency, by its key, in one order for everybody.
    `assessment` is the number of theirs against the framework of the role; none where they have not begun.
    """

    profile: ProfilePage
    lines: tuple[GapLine, ...]
    offers: Sequence[Offer]
    credits: Mapping[str, tuple[CreditTerms, ...]]
    board: Mapping[str, tuple[OfferLine, ...]]
    assessment: int | None
    progress: Progress

    @property
    def credited(self) -> int:
        """For how many of the competencies earlier work is credited."""
        return sum(bool(self.credits.get(one.competency.key)) for one in self.lines)

    def of(self, state: GapState) -> tuple[GapLine, ...]:
        """The competencies that stand so, in the order of the framework."""
        return tuple(one for one in self.lines if one.state is state)
