"""What became of each rating after one, two and three years (docs/methods/ratings.md)."""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.expectations.terms.ratings import (
    HowKnown,
    MoveRow,
    MoveShare,
    OverallRating,
    RatingMove,
    RatingRecord,
)
from wraparound.methods.proportions import proportion_interval
from wraparound.published.terms import Organisation, Rating, Window

YEARS = (1, 2, 3)


@dataclass(frozen=True)
class DatedRating:
    """An overall rating with the days on which it can have been published."""

    rating: Rating
    overall: OverallRating
    published: Window


@dataclass(frozen=True)
class Watched:
    """Until when a trust can be followed: the day its code closed (None: it has not), and the day of the release."""

    closed: date | None
    release_day: date


def rating_record(
    ratings: Iterable[Rating], *, organisations: Mapping[str, Organisation], release_day: date, release: str
) -> RatingRecord:
    """The record of moves; each trust counts once for a rating and a number of years.

    Ratings stay with the code under which they were published. A time that ends after `release_day` has not passed and
    is not counted.
    """
    by_trust = _by_trust(ratings)
    moves = [
        move
        for first in OverallRating
        for years in YEARS
        for code, held in by_trust.items()
        if (move := _move(held, first, years, Watched(_closed(organisations, code), release_day))) is not None
    ]
    return RatingRecord(
        ratings=sum(len(held) for held in by_trust.values()),
        trusts=len(by_trust),
        open_trusts=sum(one.is_open for one in organisations.values()),
        rows=tuple(_row(first, years, moves) for first in OverallRating for years in YEARS),
        moves=tuple(moves),
        release=release,
    )


def possible_publication(text: str) -> Window:
    """The days that a date known to the year, month or day can be."""
    parts = [int(part) for part in text.split("-")]
    year, month, first = (*parts, 1, 1)[:3]
    if len(parts) == 3:
        return Window(date(year, month, first), date(year, month, first))
    last_month = month if len(parts) == 2 else 12
    return Window(date(year, month, 1), date(year, last_month, monthrange(year, last_month)[1]))


def _by_trust(ratings: Iterable[Rating]) -> dict[str, list[DatedRating]]:
    """Each trust's overall ratings, oldest first; blank ones are none."""
    found: dict[str, list[DatedRating]] = {}
    for rating in ratings:
        if rating.overall:
            dated = DatedRating(rating, OverallRating(rating.overall), possible_publication(rating.published))
            found.setdefault(rating.code, []).append(dated)
    for held in found.values():
        held.sort(key=lambda one: (one.published.earliest, one.published.latest))
    return dict(sorted(found.items()))


def _move(held: Sequence[DatedRating], first: OverallRating, years: int, watched: Watched) -> RatingMove | None:
    """The trust's one move: from its newest such rating whose later rating we know, else from its newest.

    The newest alone would nearly always be the last we hold of the trust, of which nothing later is known.
    """
    moves = [
        _later(held, place, years, watched.closed)
        for place, one in enumerate(held)
        if one.overall is first and years_later(one.published.latest, years) <= watched.release_day
    ]
    known = [move for move in moves if move.later is not None]
    return (known or moves)[-1] if moves else None


def _later(held: Sequence[DatedRating], place: int, years: int, closed: date | None) -> RatingMove:
    start = held[place]
    earliest = years_later(start.published.earliest, years)
    latest = years_later(start.published.latest, years)
    onward = held[place + 1 :]
    by_then = [one for one in onward if one.published.latest <= earliest]
    after = [one for one in onward if one.published.earliest > latest]
    later, how, rests_on = None, HowKnown.NOT_SEEN, [start]
    if closed is not None and latest >= closed:
        how = HowKnown.CLOSED
    elif (
        len(by_then) + len(after) < len(onward)
        or _order_open(held, start)
        or _order_open(by_then, by_then[-1] if by_then else None)
    ):
        how = HowKnown.NOT_CLEAR
    elif by_then and not after:
        how, rests_on = HowKnown.LAST_HELD, [start, by_then[-1]]
    elif by_then:
        later, how, rests_on = by_then[-1].overall, HowKnown.PUBLISHED, [start, by_then[-1], after[0]]
    elif after:
        later, how, rests_on = start.overall, HowKnown.BETWEEN, [start, after[0]]
    return RatingMove(
        code=start.rating.code,
        name_then=start.rating.name_then,
        first=start.overall,
        published=start.rating.published,
        years=years,
        later=later,
        how=how,
        rows=tuple(one.rating.address for one in rests_on),
    )


def _order_open(held: Sequence[DatedRating], one: DatedRating | None) -> bool:
    """Whether another rating, unlike this one, may have been published on the same days."""
    return one is not None and any(
        other.overall is not one.overall
        and other.published.earliest <= one.published.latest
        and one.published.earliest <= other.published.latest
        for other in held
    )


def _closed(organisations: Mapping[str, Organisation], code: str) -> date | None:
    found = organisations.get(code)
    return found.closed if found else None


def _row(first: OverallRating, years: int, moves: Iterable[RatingMove]) -> MoveRow:
    of_row = [move for move in moves if move.first is first and move.years == years]
    known = [move for move in of_row if move.later is not None]
    shares = []
    for rating in OverallRating if known else ():
        count = sum(move.later is rating for move in known)
        low, high = proportion_interval(count, len(known))
        shares.append(MoveShare(rating, count, round(low, 4), round(high, 4)))
    return MoveRow(
        first=first,
        years=years,
        known=len(known),
        between=sum(move.how is HowKnown.BETWEEN for move in known),
        unknown=len(of_row) - len(known),
        shares=tuple(shares),
    )


def years_later(day: date, years: int) -> date:
    """The same day so many years on; 28 February for a 29th that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
