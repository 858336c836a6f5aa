"""When a post is empty, worked out from who held it. See docs/methods/pipelines.md, “Holders”."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from wraparound.capabilities.pipelines.terms.posts import Span

DAY = timedelta(days=1)


def overlaps(one: Span, other: Span) -> bool:
    """Whether the two share a day.

    >>> overlaps(Span(date(2026, 1, 1), date(2026, 3, 31)), Span(date(2026, 4, 1)))
    False
    """
    return one.starts <= (other.ends or date.max) and other.starts <= (one.ends or date.max)


def left_of(span: Span, taken: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of a time without the days of others: none, one or several times, in order."""
    found, from_day = [], span.starts
    for one in sorted(taken, key=lambda one: one.starts):
        if not overlaps(Span(from_day, span.ends), one):
            continue
        if one.starts > from_day:
            found.append(Span(from_day, one.starts - DAY))
        if one.ends is None or one.ends == date.max:
            return tuple(found)
        from_day = one.ends + DAY
    if span.ends is None or from_day <= span.ends:
        found.append(Span(from_day, span.ends))
    return tuple(found)


def together(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days as times that neither overlap nor touch, in order."""
    found: list[Span] = []
    for one in sorted(spans, key=lambda one: one.starts):
        last = found[-1] if found else None
        if last is None or (last.ends is not None and one.starts > last.ends + DAY):
            found.append(one)
        elif last.ends is not None and (one.ends is None or one.ends > last.ends):
            found[-1] = Span(last.starts, one.ends)
    return tuple(found)


def empty_after(held: Iterable[Span]) -> tuple[Span, ...]:
    """The times after somebody's last day in which nobody held the post; before the first holder nothing is known."""
    blocks = together(held)
    return tuple(
        Span(one.ends + DAY, blocks[place].starts - DAY if place < len(blocks) else None)
        for place, one in enumerate(blocks, start=1)
        if one.ends is not None
    )


def vacancies(
    held: Sequence[Span], said: Sequence[Span], *, freed: Span | None = None, last_day: date | None = None
) -> tuple[Span, ...]:
    """When a post is vacant: after whoever held it, and when it was said to be, but never while it is held.

    `freed` was taken for held and, as is known now, was not, or not all of it: a vacancy that ended because of it goes
    on, and one that began only with its end falls away. `last_day` is that of the post.
    """
    said, filled = list(said), []
    for one in left_of(freed, held) if freed else ():
        if any(before.ends is not None and before.ends + DAY == one.starts for before in said):
            filled.append(one)
        elif one.ends is not None:
            said = [after for after in said if after.starts != one.ends + DAY]
    pieces = [piece for one in (*said, *filled) for piece in left_of(one, held)]
    found = together([*empty_after(held), *pieces])
    if last_day is None:
        return found
    return tuple(Span(one.starts, min(one.ends or last_day, last_day)) for one in found if one.starts <= last_day)
