"""What would follow if somebody took up a post: which posts fall vacant, and who is confirmed for these.

See docs/methods/pipelines.md. A post is looked into once, where it is reached soonest; whoever comes to it again is
sent there. Nothing here says that a move will happen.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.terms.plans import ChainEnd, ChainMove, PostLink

DEEPEST = 5
"""Moves one after the other, at most: what lies further is a guess upon guesses."""
MOST_MOVES = 100
"""Moves of a chain after which nothing further is looked into: nobody reads more of them."""


@dataclass
class _Move:
    known: Known | None
    many: int = 1
    leaves: int | None = None
    end: ChainEnd | None = None
    follows: list["_Move"] = field(default_factory=list)


def reached_from(
    start: int, confirmed: Mapping[int, Iterable[int]], holds: Mapping[int, Iterable[int]], deepest: int = DEEPEST
) -> frozenset[int]:
    """The posts that could fall vacant within so many moves, the first one not among them.

    `confirmed` gives people by post, `holds` posts by person.

    >>> sorted(reached_from(1, {1: [7], 2: [8]}, {7: [2], 8: [3]}))
    [2, 3]
    """
    seen, edge = {start}, {start}
    for _ in range(deepest):
        people = {person for post in edge for person in confirmed.get(post, ())}
        edge = {post for person in people for post in holds.get(person, ())} - seen
        seen |= edge
    return frozenset(seen - {start})


def chain_of(
    start: int,
    confirmed: Mapping[int, Sequence[Known | None]],
    holds: Mapping[int, Sequence[int]],
    posts: Mapping[int, PostLink],
    deepest: int = DEEPEST,
) -> tuple[ChainMove, ...]:
    """The moves into a post, each with those into the posts that it empties; none where nobody is confirmed for it.

    `confirmed` gives those confirmed for a post in neutral order, none for each whom the viewer may not see. `holds`
    gives, by the number of a person, the posts that they hold substantively and the viewer may see; each is in `posts`.
    No post is entered twice, no more than `deepest` moves stand one below the other, and once there are MOST_MOVES,
    those that stand at the end of a line go on further than is told.

    >>> ann, two = Known(7, "", "Ann"), PostLink(2, "Deputy")
    >>> (move,) = chain_of(1, {1: [ann]}, {7: [2]}, {2: two})
    >>> move.known.name, move.leaves.title, move.end.value
    ('Ann', 'Deputy', 'nobody')
    """
    first = _Move(None, leaves=start)
    entered = {start}
    waiting: deque[tuple[_Move, tuple[int, ...]]] = deque([(first, (start,))])
    told = 0
    while waiting:
        above, path = waiting.popleft()
        if told >= MOST_MOVES:
            above.end = ChainEnd.DEEP
            continue
        above.follows = _moves_into(path, confirmed, holds, entered, deepest)
        told += len(above.follows)
        if not above.follows:
            above.end = ChainEnd.NOBODY
        waiting.extend(
            (one, (*path, one.leaves)) for one in above.follows if one.end is None and one.leaves is not None
        )
    return tuple(_frozen(one, posts) for one in first.follows)


def _moves_into(
    path: tuple[int, ...],
    confirmed: Mapping[int, Sequence[Known | None]],
    holds: Mapping[int, Sequence[int]],
    entered: set[int],
    deepest: int,
) -> list[_Move]:
    """Everybody confirmed for the last post of the path, once for each post that they would leave; then the unseen."""
    moves, people = [], confirmed.get(path[-1], ())
    for known in people:
        if known is None:
            continue
        left = holds.get(known.number, ())
        moves += [_leaving(known, post, path, entered, deepest) for post in left]
        if not left:
            moves.append(_Move(known, end=ChainEnd.NO_POST))
    if unseen := sum(one is None for one in people):
        moves.append(_Move(None, unseen, end=ChainEnd.HIDDEN))
    return moves


def _leaving(known: Known, post: int, path: tuple[int, ...], entered: set[int], deepest: int) -> _Move:
    end = None
    if post in path:
        end = ChainEnd.LOOP
    elif post in entered:
        end = ChainEnd.SHOWN
    elif len(path) >= deepest:
        end = ChainEnd.DEEP
    else:
        entered.add(post)
    return _Move(known, leaves=post, end=end)


def _frozen(move: _Move, posts: Mapping[int, PostLink]) -> ChainMove:
    return ChainMove(
        known=move.known,
        many=move.many,
        leaves=posts[move.leaves] if move.leaves is not None else None,
        follows=tuple(_frozen(one, posts) for one in move.follows),
        end=move.end,
    )
