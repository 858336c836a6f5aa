"""A chart from posts and to whom each reports: whatever is entered, every post stands in it once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from wraparound.capabilities.pipelines.terms.charts import (
    DEEPEST,
    FEW,
    MOST_ASKED,
    MOST_SHOWN,
    OPEN_LEVELS,
    Branch,
    ChartQuestion,
    Opening,
    Placed,
    Tree,
)


def tree_of(posts: Iterable[Placed]) -> Tree:
    """The chart of these posts, by title; those whose superior is not among them stand at the top.

    Where posts report to each other in a ring, the first of the ring by title stands at the top.

    >>> tree_of([Placed(1, "Chief executive", 2, True), Placed(2, "Chair", 1, False)]).tops
    (2,)
    """
    there = {one.number: one for one in sorted(posts, key=_by_title)}
    under: dict[int, list[int]] = defaultdict(list)
    for one in there.values():
        if one.reports_to in there:
            under[one.reports_to].append(one.number)
    tops = [number for number, one in there.items() if one.reports_to not in there]
    order = _downwards(tops, under)
    looped: set[int] = set()
    reached = set(order)
    for number in there:
        if number not in reached:
            first = _first_of_ring(number, there)
            under[there[first].reports_to or 0].remove(first)
            looped.add(first)
            more = _downwards([first], under)
            order += more
            reached.update(more)
    below = _below(order, under)
    tops = sorted((*tops, *looped), key=lambda number: (below[number] == 0, _by_title(there[number])))
    return Tree(there, tuple(tops), {number: tuple(those) for number, those in under.items()}, below, frozenset(looped))


def upwards(tree: Tree, number: int) -> tuple[int, ...]:
    """The posts above one, the nearest first; each once, and none above the first of a ring."""
    found: list[int] = []
    above = None if number in tree.looped else tree.posts[number].reports_to
    while above is not None and above in tree.posts:
        found.append(above)
        above = None if above in tree.looped else tree.posts[above].reports_to
    return tuple(found)


def part_of(tree: Tree, top: int) -> tuple[int, ...]:
    """A post and all below it."""
    return tuple(_downwards([top], tree.under))


def branches_of(
    tree: Tree, roots: Sequence[int], asked: ChartQuestion, *, found: Collection[int] = ()
) -> tuple[Branch, ...]:
    """What a page shows, from top to bottom: some levels open, further posts closed while there is room.

    A single root is always open, and the list that is asked for from a place on is that of the posts below it; of
    several roots it is that of the roots.
    The way down to those `found` is open whatever the room.
    """
    alone = len(roots) == 1
    roots = roots if alone else _list_of(roots, asked.first, asked.beside, found)
    way = {above for one in found for above in upwards(tree, one)}
    levels = asked.levels or OPEN_LEVELS
    room = (asked.most or (MOST_ASKED if asked.levels else MOST_SHOWN)) - len(roots)
    room -= sum(min(len(tree.under.get(one, ())), asked.beside) for one in way)
    placed: dict[int, Branch] = {}
    carried: set[int] = set()
    queue: list[tuple[int, int, int | None]] = [(one, 0, None) for one in roots]
    for number, level, above in queue:
        those = tree.under.get(number, ())
        kept = _list_of(those, asked.first if alone and level == 0 else 0, asked.beside, {*way, *found})
        opening = Opening.NOTHING if not those else Opening.LATER
        if those and level + 1 < DEEPEST:
            ahead = number in way or (alone and level == 0)
            if ahead or (level + 1 < levels and len(kept) <= room):
                opening = Opening.OPEN
                room -= 0 if number in way else len(kept)
            elif number in carried or tree.below[number] <= min(FEW, room):
                opening = Opening.CLOSED
                room -= 0 if number in carried else tree.below[number]
                carried.update(kept)
        shown = kept if opening in (Opening.OPEN, Opening.CLOSED) else ()
        placed[number] = Branch(number, level, above, opening, len(those) - len(shown) if shown else 0)
        queue += [(one, level + 1, number) for one in shown]
    return _from_top_to_bottom(placed, roots)


def _list_of(those: Sequence[int], first: int, many: int, needed: Collection[int]) -> tuple[int, ...]:
    """So many of a list from a place on, and whatever is needed of the rest."""
    last = first + many
    return tuple(one for place, one in enumerate(those) if first <= place < last or one in needed)


def _from_top_to_bottom(placed: Mapping[int, Branch], roots: Sequence[int]) -> tuple[Branch, ...]:
    under: dict[int, list[int]] = defaultdict(list)
    for one in placed.values():
        if one.above is not None:
            under[one.above].append(one.number)
    found, waiting = [], list(reversed(roots))
    while waiting:
        number = waiting.pop()
        found.append(placed[number])
        waiting += reversed(under[number])
    return tuple(found)


def _downwards(tops: Iterable[int], under: Mapping[int, Sequence[int]]) -> list[int]:
    """These and all below them, every one after the one above it."""
    order = list(tops)
    for number in order:
        order += under.get(number, ())
    return order


def _first_of_ring(number: int, there: Mapping[int, Placed]) -> int:
    """The first, by title, of the ring in which the way upwards from a post ends."""
    seen: dict[int, int] = {}
    while number not in seen:
        seen[number] = len(seen)
        number = there[number].reports_to or 0
    return min((one for one, place in seen.items() if place >= seen[number]), key=lambda one: _by_title(there[one]))


def _below(order: Sequence[int], under: Mapping[int, Sequence[int]]) -> dict[int, int]:
    below = dict.fromkeys(order, 0)
    for number in reversed(order):
        below[number] = sum(1 + below[one] for one in under.get(number, ()))
    return below


def _by_title(one: Placed) -> tuple[str, int]:
    return one.title.casefold(), one.number
