"""What is held on a day of posts, holders, readiness and people: plain rows, from which a forecast is worked out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.pipelines.terms.people import Interests
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band


@dataclass(frozen=True)
class StockPlace:
    """An organisation: its kind, its region, and the day on which posts of it were first entered here."""

    code: str
    kind: str
    region: str
    region_name: str
    entered: date


@dataclass(frozen=True)
class StockPost:
    """A post of an organisation (`place` is its number here), from its first to its last day."""

    number: int
    place: int
    role: PostRole
    level: PostLevel
    starts: date
    ends: date | None


@dataclass(frozen=True)
class HeldTime:
    """A time in which somebody held a post, or, with no `person`, nobody; `stays` where they hold it substantively."""

    post: int
    person: int | None
    stays: bool
    starts: date
    ends: date | None
    expected_end: date | None


@dataclass(frozen=True)
class AgreedTime:
    """A readiness as it was agreed, from the day on which it was; the review was due by `review_by`."""

    person: int
    role: PostRole
    level: PostLevel
    kind: str
    band: Band
    starts: date
    ends: date | None
    review_by: date


@dataclass(frozen=True)
class StockPerson:
    """Somebody: the one of these organisations to which they belong, or belonged until the day on which they `left`.

    `released`: to be considered for posts. `interests` as far as their organisation, or those they are released to, may
    read them.
    """

    place: int
    left: date | None
    released: bool
    interests: Interests | None


@dataclass(frozen=True, kw_only=True)
class ForecastGround:
    """Everything of the organisations of a forecast, by what is known today; rows that are over are its history.

    `people` by number: of everybody with a readiness, and of substantive holders who belong to one of them.
    """

    on: date
    places: Mapping[int, StockPlace]
    posts: tuple[StockPost, ...]
    held: tuple[HeldTime, ...]
    agreed: tuple[AgreedTime, ...]
    people: Mapping[int, StockPerson]
