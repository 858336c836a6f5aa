"""What organisations say of themselves: what they need help with, and what they could give. See docs/words.md."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.published.terms import CannotAnswer

LONGEST_WORDS = 600
MONTHS_FRESH = 6
"""So long what an organisation says of itself counts, unless it names another day."""
FURTHEST_MONTHS = 24
"""The furthest day that can be named for that."""
MOST_DAYS = 400
"""Days a month that an organisation can offer: twenty people, full time."""


class Topic(StrEnum):
    """What help is about."""

    URGENT_CARE = "urgent_care"
    PLANNED_CARE = "planned_care"
    QUALITY = "quality"
    MONEY = "money"
    WORKFORCE = "workforce"
    CULTURE = "culture"
    LEADERSHIP = "leadership"
    GOVERNANCE = "governance"
    MATERNITY = "maternity"
    MENTAL_HEALTH = "mental_health"
    COMMUNITY_CARE = "community_care"
    DIGITAL = "digital"
    ESTATE = "estate"


class Means(StrEnum):
    """What help consists of: people with a skill, a whole team, somebody on the board, a system, or a visit."""

    SKILL = "skill"
    TEAM = "team"
    BOARD_MEMBER = "board_member"
    SYSTEM = "system"
    VISIT = "visit"


class CannotPartner(CannotAnswer):
    """A partnership, or what is said for one, cannot be as it was asked; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class OwnNeed:
    """What an organisation says it needs, in its own words, since when; past `review` it counts as old.

    `means` are what would help, none where it does not say.
    """

    number: int
    code: str
    topic: Topic
    words: str
    means: tuple[Means, ...]
    said_on: date
    review: date
    said_by: str = ""


@dataclass(frozen=True, kw_only=True)
class OwnOffer:
    """What an organisation says it could give: `days` are people's days in a month, until `until` where that is said.

    Past `review` it counts as old.
    """

    number: int
    code: str
    topic: Topic
    means: tuple[Means, ...]
    words: str
    days: float
    said_on: date
    until: date | None
    review: date
    said_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Helping:
    """How much an organisation helps others today: agreements in force in which it is the helper, days a month.

    `days_promised` are of those in force and of those it has accepted and that have not begun; `days_offered` what it
    says it could give in all, none where it says nothing. `helped` are agreements in which it is helped.
    """

    code: str
    helps: int
    helped: int
    days_promised: float
    days_offered: float | None


@dataclass(frozen=True, kw_only=True)
class NewNeed:
    """A need as it is typed; without `review` it counts for MONTHS_FRESH."""

    topic: Topic
    words: str
    means: tuple[Means, ...] = ()
    review: date | None = None


@dataclass(frozen=True, kw_only=True)
class NewOffer:
    """An offer as it is typed: `days` are people's days in a month; without `review` it counts for MONTHS_FRESH."""

    topic: Topic
    means: tuple[Means, ...]
    words: str
    days: float
    until: date | None = None
    review: date | None = None


@dataclass(frozen=True)
class OfOthers:
    """What organisations say that the viewer may read: needs and offers that still count, each with its name."""

    needs: tuple[tuple[str, OwnNeed], ...]
    offers: tuple[tuple[str, OwnOffer], ...]
    topic: Topic | None


@dataclass(frozen=True, kw_only=True)
class OwnWordsPage:
    """What one organisation says of itself, what is old too. `may_speak`: the viewer says it for the organisation."""

    code: str
    name: str
    made_up: bool
    needs: tuple[OwnNeed, ...]
    offers: tuple[OwnOffer, ...]
    may_speak: bool
    today: date

    def is_old(self, one: OwnNeed | OwnOffer) -> bool:
        """Whether it is past the day until which it counts."""
        return one.review < self.today
