"""Who helps whom in a region, what is left to give, and where nobody meets anybody."""

from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.partnerships.terms.agreements import AgreementLine
from wraparound.capabilities.partnerships.terms.arrangements import ArrangementTerms
from wraparound.capabilities.partnerships.terms.own_words import OwnNeed, OwnOffer
from wraparound.published.terms import NotInEvidence


class NoSuchRegion(NotInEvidence):
    """No such region, or not one for this viewer: the same sentence for both."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is no region with this code here, or it is not yours to see.")


@dataclass(frozen=True, kw_only=True)
class Capacity:
    """An organisation's days a month: what it says it could give, none where it says nothing, and what it promised.

    `helps` is how many it helps now.
    """

    code: str
    name: str
    offered: float | None
    promised: float
    helps: int

    @property
    def left(self) -> float | None:
        """Days a month that are offered and not promised; none where nothing is offered, 0 where more is promised."""
        return None if self.offered is None else max(0.0, self.offered - self.promised)


@dataclass(frozen=True)
class Named[Said: (OwnNeed, OwnOffer)]:
    """A need or an offer with the name of its organisation."""

    name: str
    said: Said


@dataclass(frozen=True, kw_only=True)
class RegionalPage:
    """A region on a day: partnerships in force with one of its organisations, and arrangements; by name.

    `no_takers` are offers on a topic on which their organisation helps nobody while days of it are left; `no_offers`
    needs on a topic that no other organisation of the region offers, and on which nobody helps it.
    `said` of the `of` organisations of the region say anything of what they need or could give.
    `regions` are those that the viewer may look at.
    """

    code: str
    name: str
    made_up: bool
    today: date
    helping: tuple[AgreementLine, ...]
    arrangements: tuple[ArrangementTerms, ...]
    capacity: tuple[Capacity, ...]
    no_takers: tuple[Named[OwnOffer], ...]
    no_offers: tuple[Named[OwnNeed], ...]
    said: int
    of: int
    regions: tuple[tuple[str, str], ...]
