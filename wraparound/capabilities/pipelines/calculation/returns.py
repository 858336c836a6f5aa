"""Quarters, and the seats of a board counted on a day. See docs/methods/pipelines.md, “Board-vacancy return”."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date, timedelta

from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.returns import (
    BoardKind,
    Quarter,
    SeatCounts,
    SeatFact,
    Spend,
    VacancySpend,
)
from wraparound.capabilities.pipelines.terms.vacancies import Costs

MONTHS = 3


def quarter_of(day: date) -> Quarter:
    """The quarter of the financial year in which a day lies.

    >>> quarter_of(date(2026, 3, 31))
    Quarter(starts=datetime.date(2026, 1, 1), ends=datetime.date(2026, 3, 31), number=4, year='2025/26')
    """
    first = date(day.year, day.month - (day.month - 1) % MONTHS, 1)
    last = _first_of_next(first) - timedelta(days=1)
    begins = first.year if first.month >= 4 else first.year - 1
    return Quarter(first, last, (first.month - 4) // MONTHS % 4 + 1, f"{begins}/{(begins + 1) % 100:02d}")


def quarters_until(day: date, many: int) -> tuple[Quarter, ...]:
    """So many quarters up to the one of the day, the latest first."""
    found = [quarter_of(day)]
    while len(found) < many:
        found.append(quarter_of(found[-1].starts - timedelta(days=1)))
    return tuple(found)


def quarter_due(today: date) -> date:
    """The last day of the last quarter that has ended: the one whose return is due.

    >>> quarter_due(date(2026, 11, 26))
    datetime.date(2026, 9, 30)
    """
    return quarter_of(today).starts - timedelta(days=1)


def board_kind(role: PostRole, level: PostLevel, *, executive: bool) -> BoardKind | None:
    """What sort of seat a post is; none where it is no seat of a board, or one that is none of the three.

    >>> board_kind(PostRole.CHAIR, PostLevel.BOARD, executive=True)
    <BoardKind.CHAIR: 'chair'>
    """
    if level is not PostLevel.BOARD:
        return None
    if role is PostRole.CHAIR:
        return BoardKind.CHAIR
    if role is PostRole.NON_EXECUTIVE:
        return BoardKind.NON_EXECUTIVE
    return BoardKind.EXECUTIVE if executive else None


def seat_counts(seats: Iterable[SeatFact]) -> tuple[SeatCounts, ...]:
    """Seats of each kind, counted; every kind is there, also with none."""
    known = list(seats)
    found = []
    for kind in BoardKind:
        those = [one for one in known if one.kind is kind]
        found.append(
            SeatCounts(
                kind=kind,
                posts=len(those),
                vacant=sum(one.vacant for one in those),
                stood_in=sum(one.vacant and one.stood_in for one in those),
                not_known=sum(one.not_known for one in those),
            )
        )
    return tuple(found)


def added(counts: Iterable[tuple[SeatCounts, ...]]) -> tuple[SeatCounts, ...]:
    """The counts of several organisations together."""
    rows = [one for some in counts for one in some]
    return tuple(
        SeatCounts(
            kind=kind,
            posts=sum(one.posts for one in rows if one.kind is kind),
            vacant=sum(one.vacant for one in rows if one.kind is kind),
            stood_in=sum(one.stood_in for one in rows if one.kind is kind),
            not_known=sum(one.not_known for one in rows if one.kind is kind),
        )
        for kind in BoardKind
    )


def spent_between(before: Costs | None, after: Costs) -> Costs:
    """What came to the costs of a vacancy between two days; a correction downwards is below nought.

    >>> spent_between(Costs(advertising=500), Costs(advertising=800, other=20)).whole
    320
    """
    earlier = before or Costs()
    return Costs(
        advertising=(after.advertising or 0) - (earlier.advertising or 0),
        search_firm=(after.search_firm or 0) - (earlier.search_firm or 0),
        interim_cover=(after.interim_cover or 0) - (earlier.interim_cover or 0),
        other=(after.other or 0) - (earlier.other or 0),
    )


def spend_of(some: Sequence[VacancySpend]) -> Spend:
    """What was spent on several vacancies. A part is said where its cost is, or where something came off or on.

    >>> moved = VacancySpend(spent=Costs(advertising=-500, other=500), said=Costs(other=500), was_open=True)
    >>> spend_of([moved]).advertising, spend_of([moved]).whole
    (-500, 0)
    """

    def part(name: str) -> int | None:
        said = any(getattr(one.said, name) is not None or getattr(one.spent, name) for one in some)
        return sum(getattr(one.spent, name) or 0 for one in some) if said else None

    parts = {one.name: part(one.name) for one in fields(Costs)}
    were_open = [one for one in some if one.was_open]
    return Spend(**parts, vacancies=len(were_open), not_said=sum(not one.said.said for one in were_open))


def _first_of_next(first: date) -> date:
    return date(first.year + (first.month + MONTHS > 12), (first.month + MONTHS - 1) % 12 + 1, 1)
