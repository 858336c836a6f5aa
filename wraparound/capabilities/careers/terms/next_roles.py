"""Where people of a region went from a role, and after how long: of many together, and never of anybody."""

from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.careers.terms.profiles import RoleSought

LEAST_MOVES = 11
"""People who went from one role to another, below which nothing is told of that role."""
LEAST_TOGETHER = 5
"""People below whom a role that they went to, or how many wait, is not told apart."""


@dataclass(frozen=True, kw_only=True)
class NextRole:
    """A role that people went to, and how many of them."""

    sought: RoleSought
    people: int


@dataclass(frozen=True, kw_only=True)
class RoleMoves:
    """What may be told of those who held a role in a region for the first time.

    `moved` is how many went on to another role there, `waiting` how many have not (none: fewer than LEAST_TOGETHER).
    `quarter`, `half`, `three_quarters` are the times by which so many had, in half-years, rounded up, from the
    survival curve in which those who have not yet count as waiting; none where it does not get there. `others` are
    people who went to roles that too few went to.
    """

    moved: int
    waiting: int | None
    quarter: int | None
    half: int | None
    three_quarters: int | None
    following: tuple[NextRole, ...]
    others: int


@dataclass(frozen=True, kw_only=True)
class NextRolePage:
    """What is known of the way on from a role in a region.

    `counted_on` is the day of the latest count of the region that told anything of any role, or else of the latest that
    told nothing; none where none was made. `told` is none where nothing may be told of this role.
    """

    region: str
    sought: RoleSought
    told: RoleMoves | None = None
    counted_on: date | None = None
