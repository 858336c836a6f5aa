"""The words of ratings over time: what became of a rating after one, two and three years."""

from dataclasses import dataclass
from enum import StrEnum

from wraparound.published.terms import RowAddress


class OverallRating(StrEnum):
    """The Care Quality Commission's overall ratings, as published."""

    INADEQUATE = "Inadequate"
    REQUIRES_IMPROVEMENT = "Requires improvement"
    GOOD = "Good"
    OUTSTANDING = "Outstanding"


class HowKnown(StrEnum):
    """How we know the rating in force on a day.

    PUBLISHED: a later one was published by then, and another after, so that it was in force as far as we hold them.
    BETWEEN: none by then, but one after, so that the first was in force as far as we hold them. LAST_HELD: one was
    published by then, but it is the last we hold, so another may have followed. NOT_SEEN: we hold no later one. CLOSED:
    the code had closed. NOT_CLEAR: a date known only to the month or year leaves the order open. Only the first two are
    known.
    """

    PUBLISHED = "published by then"
    BETWEEN = "between two that we hold"
    LAST_HELD = "the last we hold came before"
    NOT_SEEN = "not seen"
    CLOSED = "its code had closed"
    NOT_CLEAR = "dates not exact enough"


@dataclass(frozen=True)
class RatingMove:
    """One trust's rating, and the one in force so many years after it was published; `later` is None where unknown.

    `published` is the first rating's date as exactly as known; `rows` the rows that it rests on.
    """

    code: str
    name_then: str
    first: OverallRating
    published: str
    years: int
    later: OverallRating | None
    how: HowKnown
    rows: tuple[RowAddress, ...]


@dataclass(frozen=True)
class MoveShare:
    """How many of the known had this rating later, with the share's 95% limits, 0 to 1."""

    rating: OverallRating
    count: int
    low: float
    high: float


@dataclass(frozen=True)
class MoveRow:
    """What became of one rating after so many years: counts of trusts, each once.

    `known` is the denominator of `shares`; `between` of them rest on a rating that held between two we have; `unknown`
    are trusts with such a rating long enough ago whose later rating we do not hold.
    """

    first: OverallRating
    years: int
    known: int
    between: int
    unknown: int
    shares: tuple[MoveShare, ...]


@dataclass(frozen=True, kw_only=True)
class RatingRecord:
    """The record of moves: how many ratings of how many trusts it rests on, of how many open trusts there are."""

    ratings: int
    trusts: int
    open_trusts: int
    rows: tuple[MoveRow, ...]
    moves: tuple[RatingMove, ...]
    release: str
    sentences: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
