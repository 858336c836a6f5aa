"""What followed when one organisation took over another, or several became one: figures before and after, no cause."""

from dataclasses import dataclass
from datetime import date

from wraparound.published.terms import Measure, RowAddress

YEARS_AFTER = 3
FEWEST_MOVES = 5
"""Of fewer, no summary is made; each is still listed."""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A year's share of all parts together, in percent, and points above the median trust of the same quarters.

    `quarters` are how many of the year's four had a figure of every part; `within` and `total` are their counts.
    """

    percent: float
    points: float
    quarters: int
    within: float
    total: float


@dataclass(frozen=True, kw_only=True)
class MoveFollowed:
    """One move: codes and names of those that went in, the one they became part of, the day.

    `takes_over`: the successor was there before, under its own code. `before` is the year up to the day, of all parts
    added up; `after` are years one to YEARS_AFTER from the day, none where too few figures are there.
    """

    parts: tuple[tuple[str, str], ...]
    successor: str
    successor_name: str
    on: date
    takes_over: bool
    before: Beside | None
    after: tuple[Beside | None, ...]
    addresses: tuple[RowAddress, ...]

    def gained(self, year: int) -> float | None:
        """Points beside the median in that year after the day, less those in the year before; none where not known."""
        after = self.after[year - 1]
        return None if self.before is None or after is None else round(after.points - self.before.points, 1)


@dataclass(frozen=True, kw_only=True)
class YearFollowed:
    """All moves of which that year is known: how many, how many stood better beside the median than before.

    `low`, `middle` and `high` are the quarter, half and three quarters of what they gained, in points; none for fewer
    than FEWEST_MOVES. `usual_low` and `usual_high` are the quarter and three quarters of what `others`, trusts without
    a move, gained over the same times; a trust counts once for each move.
    """

    year: int
    moves: int
    better: int
    low: float | None
    middle: float | None
    high: float | None
    others: int
    usual_low: float | None
    usual_high: float | None


@dataclass(frozen=True, kw_only=True)
class FollowedAnswer:
    """Every move of a release on one measure, with figures to the period that begins on `data_to`.

    `without` are moves of which no year before and after is known.
    """

    measure: Measure
    more_is_better: bool
    moves: tuple[MoveFollowed, ...]
    years: tuple[YearFollowed, ...]
    without: int
    release: str
    data_to: date
    sentences: tuple[str, ...] = ()
