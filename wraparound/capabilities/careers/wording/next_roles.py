"""The way on from a role, in words."""

from wraparound.capabilities.careers.terms.next_roles import LEAST_MOVES, LEAST_TOGETHER, NextRolePage, RoleMoves
from wraparound.capabilities.careers.terms.profiles import OF_POSTS
from wraparound.capabilities.careers.wording.frameworks import day, how_many
from wraparound.capabilities.careers.wording.profiles import role_words

HEAD = "Where people went from this role, and after how long"
NO_FIGURE = "No published figure that this site holds says it."
NOT_KEPT = f"We do not know. Posts of this level are not kept here, so nobody's moves are counted. {NO_FIGURE}"
NOT_COUNTED = f"We do not know. Nothing has been counted in this region yet. {NO_FIGURE}"
MEANS = (
    "Only posts that are kept here count, held as one’s own: not standing in. Whoever left without another post here "
    "counts as waiting up to that day. It says what happened, not what will, and nothing of anybody’s own chances."
)


def next_lines(page: NextRolePage) -> tuple[str, ...]:
    """The answer, a sentence to a line: how long, where they went, and on what it rests."""
    if page.told is None or page.counted_on is None:
        return (unknown(page),)
    return (how_long(page.told), where_to(page.told), rests_on(page.told, page), MEANS)


def unknown(page: NextRolePage) -> str:
    """Why we do not know."""
    if page.sought.level not in OF_POSTS:
        return NOT_KEPT
    if page.counted_on is None:
        return NOT_COUNTED
    return (
        f"We do not know. When it was counted last, on {day(page.counted_on)}, fewer than {LEAST_MOVES} people had "
        f"gone from it to another role in the region, or too few of those who had not. {NO_FIGURE}"
    )


def how_long(one: RoleMoves) -> str:
    """The time to another role as a range."""
    if one.half is None:
        first = f"a quarter within {years(one.quarter)}" if one.quarter else "fewer than a quarter"
        return f"Fewer than half have gone on to another role so far: {first}."
    last = f"three quarters within {years(one.three_quarters)}" if one.three_quarters else "three quarters not yet"
    return f"Half had another role within {years(one.half)}: a quarter within {years(one.quarter or one.half)}, {last}."


def where_to(one: RoleMoves) -> str:
    """The roles they went to, with how many of how many."""
    parts = [f"{role_words(each.sought)} ({each.people} of {one.moved})" for each in one.following]
    if one.others:
        parts.append(f"another role ({one.others} of {one.moved}; a role is named from {LEAST_TOGETHER} people up)")
    return f"They went on to: {'; '.join(parts)}."


def rests_on(one: RoleMoves, page: NextRolePage) -> str:
    """How many it rests on, where, and when that was counted."""
    waiting = f"fewer than {LEAST_TOGETHER}" if one.waiting is None else str(one.waiting) if one.waiting else "nobody"
    on = f", counted on {day(page.counted_on)}, once a year" if page.counted_on else ""
    return f"It rests on {how_many(one.moved, 'person', 'people')} who went on; {waiting} waiting{on}: {page.region}."


def years(halves: int) -> str:
    """Half-years as people say them.

    >>> years(1), years(2), years(7)
    ('half a year', '1 year', '3½ years')
    """
    whole, half = divmod(halves, 2)
    if not whole:
        return "half a year"
    return "1 year" if halves == 2 else f"{whole}{'½' if half else ''} years"
