"""Requirements that are known to shut people out, where they were found, and how many each would leave out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_READ = 2_000
"""Letters of one text that are looked at; requirements are shorter."""
MOVING_HOUSE = "moving house"
WOULD, WOULD_NOT = "would", "would not"
"""What is counted of how far people would go, and its groups."""


class Hurdle(StrEnum):
    """What a requirement asks that shuts people out beyond what the work needs."""

    MOBILITY = "mobility"
    UNBROKEN = "unbroken"
    LONG_SERVICE = "long_service"
    TITLE_HELD = "title_held"
    CLOSED_SECTOR = "closed_sector"
    UNADVERTISED = "unadvertised"
    KNOWN_ALREADY = "known_already"
    FULL_TIME = "full_time"
    QUALIFICATION = "qualification"


class FoundIn(StrEnum):
    """Where a requirement stands. ROUTE: in how the vacancy is filled, not in words."""

    VACANCY = "vacancy"
    ROUTE = "route"
    PROFILE = "profile"


@dataclass(frozen=True, kw_only=True)
class WordsFound:
    """That words ask for something: the part of them that says so, as it stands there."""

    hurdle: Hurdle
    words: str


@dataclass(frozen=True, kw_only=True)
class RegionSaid:
    """About how many of those of a region who said at work whether they would move house would not.

    `region` is its name. Figures of a day, in steps; `would_not` is up to 4 away from its count, and `people`, the sum
    of both answers, up to 8. Both none where either answer is too small to be told.
    """

    region: str
    day: date
    would_not: int | None
    people: int | None


@dataclass(frozen=True, kw_only=True)
class HurdleFound:
    """One requirement that shuts people out.

    `asked` is what is asked, in words; `matched` the part of free text that says so, empty where it is not free text.
    `left_out` is about how many of `people` who could be considered are known not to meet it, both rounded; none where
    it cannot be counted or the number is too small to be told (`few`).
    `moves`: that it asks to move house; `said`: what was published of that for the region, none where nothing was.
    """

    hurdle: Hurdle
    found_in: FoundIn
    title: str
    number: int
    asked: str
    essential: bool
    matched: str = ""
    left_out: int | None = None
    people: int | None = None
    few: bool = False
    moves: bool = False
    said: RegionSaid | None = None


@dataclass(frozen=True, kw_only=True)
class PlaceRequirements:
    """What is asked at an organisation and shuts people out; `off` says why nothing is looked at, in words.

    `vacancies` and `profiles` are how many were looked at.
    """

    code: str
    name: str
    made_up: bool
    vacancies: int
    profiles: int
    found: tuple[HurdleFound, ...]
    off: str = ""
