"""What people of a region say of themselves, counted: only of those who agreed, and never of a few."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from wraparound.capabilities.careers.terms.gaps import GapState
from wraparound.capabilities.careers.terms.profiles import AskLine, ProfileLine

MINIMUM = 11
STANDS = timedelta(days=366)
"""For how long a count stands: two that follow each other closely could be subtracted."""
TRIED_AGAIN = timedelta(days=28)
"""After how long it is counted again where nothing could be told: nobody sees in which hour it became enough."""

States = tuple[GapState, ...]
"""How answers stand to what is asked, told together where they cannot be told apart. UNKNOWN: no chance to show it."""


@dataclass(frozen=True, kw_only=True)
class ToldCount:
    """What is told of a competency: classes of rungs by place, least first, each with how many gave one of them.

    `no_chance`: how many had no chance to show it; none where they were too few to tell, and are left out of all.
    """

    classes: tuple[tuple[tuple[int, ...], int], ...]
    no_chance: int | None = None

    @property
    def total(self) -> int:
        """Of how many it tells."""
        return sum(many for _, many in self.classes) + (self.no_chance or 0)


@dataclass(frozen=True, kw_only=True)
class CountLine:
    """A competency that a role asks for, and by how answers stand to that, how many; empty where nothing is told."""

    ask: AskLine
    counts: Mapping[States, int]

    @property
    def total(self) -> int:
        """Of how many it tells."""
        return sum(self.counts.values())


@dataclass(frozen=True, kw_only=True)
class CountPage:
    """A region's default for a role beside what people there say of themselves; no day where nothing was counted."""

    profile: ProfileLine
    framework: str
    lines: tuple[CountLine, ...]
    counted_on: date | None
    next_on: date | None
