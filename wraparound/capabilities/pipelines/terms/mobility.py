"""How far people would go, as they said at work, counted for a region."""

from dataclasses import dataclass
from enum import StrEnum


class MobilityAsked(StrEnum):
    """What a vacancy can ask of how far somebody would go. WORK_THERE: in the region itself."""

    MOVE_HOUSE = "move_house"
    WORK_THERE = "work_there"


@dataclass(frozen=True, kw_only=True)
class MobilityCount:
    """How many would and would not, of those who said it at work, by the rules of a match; `region` is its code.

    MOVE_HOUSE counts people of organisations of the region, WORK_THERE people of every region. Counts as they are: they
    are for the publisher of counts, and for no page.
    """

    region: str
    asked: MobilityAsked
    would: int
    would_not: int
