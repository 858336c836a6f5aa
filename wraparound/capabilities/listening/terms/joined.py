"""Milestones of plans that are joined to what was done after a pulse, as each may read them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST_JOINED = 5
"""Milestones that can be joined to one thing that was done."""


class JoinedState(StrEnum):
    """Where a joined milestone stands, as far as the viewer may know.

    Kept: its organisation shows it to nobody here. Taken back: whoever joined it did. Gone: no plan has it any more.
    """

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    KEPT = "kept"
    TAKEN_BACK = "taken back"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True)
class JoinedMilestone:
    """One joined milestone: title and days only where they may be read.

    `number` is that of the joining, `place` the organisation whose plan it is in, `link` leads there for those who read
    the plan. `due` and `ended` are as they are now; `ended` is also the day on which it was taken back.
    `late`: it is open after its due day.
    """

    number: int
    place: str
    state: JoinedState
    joined_on: date
    title: str = ""
    due: date | None = None
    ended: date | None = None
    late: bool = False
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class CanJoin:
    """A milestone that the viewer may join: `key` is the code of its organisation and its number.

    `shared`: its organisation shared it, so that those who were asked read it in any case.
    """

    key: str
    title: str
    place: str
    due: date
    shared: bool


@dataclass(frozen=True, kw_only=True)
class JoiningPage:
    """What can be joined to one thing that was done, and what is joined already."""

    pulse: int
    title: str
    done: int
    heard: str
    did: str
    joined: tuple[JoinedMilestone, ...]
    can: tuple[CanJoin, ...]
