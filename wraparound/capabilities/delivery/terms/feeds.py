"""Calendar links: addresses with a secret, at which a calendar of somebody's choice reads due days."""

from dataclasses import dataclass
from datetime import date, datetime

from wraparound.capabilities.delivery.terms.recommendations import NotInPlan

LONGEST_SECRET = 80
MOST_DAYS = 2_000
"""Due days in one calendar: as many as a plan holds milestones."""


class NoSuchCalendar(NotInPlan):
    """The address opens nothing: it is wrong, was ended or renewed, or whoever made it has left. One for all."""


@dataclass(frozen=True, kw_only=True)
class DueDay:
    """One day in a calendar: the number of a milestone, what it says, and by when. Nothing else leaves."""

    number: int
    title: str
    due: date


@dataclass(frozen=True, kw_only=True)
class DueDays:
    """What a calendar reads: its name, and the open milestones, the earliest due first."""

    name: str
    days: tuple[DueDay, ...]


@dataclass(frozen=True, kw_only=True)
class CalendarTerms:
    """A calendar that somebody may have: of their own milestones, with an empty code, or of a plan that they keep.

    `made_at` is none where it has no working address; `used_at` is when that was last read.
    """

    code: str
    name: str
    made_at: datetime | None
    used_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class CalendarsPage:
    """The calendars that the viewer may have."""

    calendars: tuple[CalendarTerms, ...]
