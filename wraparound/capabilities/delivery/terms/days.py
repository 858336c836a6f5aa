"""A past day that is asked for in an address: which it is, or why it cannot be told."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

EARLIEST_ASKED = date(2000, 1, 1)
"""No plan was kept here before it."""


class WrongDay(StrEnum):
    """Why a day that was asked for cannot be told."""

    UNREAD = "unread"
    AHEAD = "ahead"
    BEFORE = "before"


@dataclass(frozen=True, kw_only=True)
class DayAsked:
    """What was typed, nothing where nobody asked; the `day` that it is, and what is `wrong` with it.

    `day` is none where nobody asked or it cannot be read.
    """

    typed: str = ""
    day: date | None = None
    wrong: WrongDay | None = None

    @property
    def told(self) -> date | None:
        """The day, where it can be told."""
        return self.day if self.wrong is None else None
