"""Ways in: routes that ship with their facts and sources, and openings that organisations and regions add to them."""

from dataclasses import dataclass
from datetime import date

LONGEST_TITLE, LONGEST_WHERE, LONGEST_LINK = 100, 100, 300
LONGEST_OPEN = 366
"""Days at most for which an opening stands."""
MOST_OPENINGS = 50
"""At most on one page of a route."""
LEAST_TO_TELL = 11
"""How many people must have had an outcome before anything is told of how long it takes."""


@dataclass(frozen=True, kw_only=True)
class RouteFact:
    """What a public source says of a programme, in our words: whose page it is, where, and read on which day."""

    words: str
    source: str
    link: str
    read_on: date


@dataclass(frozen=True, kw_only=True)
class Route:
    """A way in. `long`, `earn` and `learn` are facts with a source; where there is none we do not know.

    `what`, `who`, `counts` and `next_steps` are our own words.
    """

    key: str
    title: str
    line: str
    what: tuple[str, ...]
    who: tuple[str, ...]
    counts: tuple[str, ...]
    long: tuple[RouteFact, ...]
    earn: tuple[RouteFact, ...]
    learn: tuple[RouteFact, ...]
    facts: tuple[RouteFact, ...]
    next_steps: tuple[str, ...]

    @property
    def sources(self) -> tuple[RouteFact, ...]:
        """A fact for each page that anything here rests on, in the order of the page."""
        every = (*self.long, *self.earn, *self.learn, *self.facts)
        return tuple({one.link: one for one in every}.values())


@dataclass(frozen=True, kw_only=True)
class NewOpening:
    """An opening as it is written: for which place, on which route; without a link people apply here."""

    place: str
    route: str
    title: str
    where: str
    closes_on: date
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class OpeningLine:
    """An opening in a list: whose it is, where the work is, its last day, and the link to apply by (empty: here)."""

    number: int
    route: str
    title: str
    where: str
    owner: str
    region: str
    closes_on: date
    link: str
    ended: bool = False


@dataclass(frozen=True, kw_only=True)
class OutcomeTold:
    """How long an outcome takes on a route: weeks within which half have one.

    None of it is told of few: then both are none. Where fewer than half ever had one, `weeks` is none.
    """

    enough: bool
    weeks: int | None = None


@dataclass(frozen=True, kw_only=True)
class RoutePage:
    """A route with what is open on it today, and how long an outcome takes."""

    route: Route
    openings: tuple[OpeningLine, ...]
    outcome: OutcomeTold
