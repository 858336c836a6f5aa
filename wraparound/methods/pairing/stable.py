"""Stable pairs of two sides, by deferred acceptance (Gale and Shapley 1962). Method page: docs/methods/pairing.md.

Stable: no two who are not together would both rather have each other than somebody they have, or than an empty place.
Whoever proposes gets the best that any stable solution gives them, and the other side the least. So who proposes is an
argument, and it decides something.
"""

from dataclasses import dataclass
from enum import StrEnum
from heapq import heappush, heapreplace

import numpy as np

from wraparound.methods.pairing.sides import NOBODY, Ints, Sides, Tiers

LOOKED_AT_SINGLY = 8
"""Of a list, before the rest of it is looked at in one go: few refusals are quicker one by one."""
FREE = int(np.iinfo(np.int32).max)
"""How far down somebody with an empty place would go: they take anybody whom they listed."""


class Side(StrEnum):
    """Who proposes."""

    SEEKERS = "seekers"
    GIVERS = "givers"


@dataclass(frozen=True, eq=False)
class Paired:
    """Who was paired: of each seeker the number of the giver, NOBODY where there is none."""

    giver: Ints

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Every pair as seeker and giver, by seeker."""
        return [(seeker, giver) for seeker, giver in enumerate(self.giver.tolist()) if giver != NOBODY]


def pair(sides: Sides, *, proposing: Side = Side.SEEKERS) -> Paired:
    """The one stable solution that is best for every one of those who propose, among all stable ones.

    It depends on nothing but what the sides say: not on the numbers people have, nor on who is asked first. Where
    somebody likes several alike, the neutral orders decide; no two are then left who both strictly prefer each other.
    """
    found = np.full(sides.seekers, NOBODY, dtype=np.int64)
    ones = np.ones(sides.seekers, dtype=np.int64)
    may_be = sides.may_be()
    at_giver, at_seeker = strict(sides)
    if proposing is Side.SEEKERS:
        for giver, held in enumerate(_deferred(np.where(may_be, at_seeker, FREE), at_giver.T, ones, sides.places)):
            found[held] = giver
    else:
        for seeker, held in enumerate(_deferred(np.where(may_be.T, at_giver, FREE), at_seeker.T, sides.places, ones)):
            found[seeker] = held[0] if held else NOBODY
    return Paired(found)


def strict(sides: Sides) -> tuple[Tiers, Tiers]:
    """How far down each giver has each seeker, and each seeker each giver: tiers, and within them the neutral order."""
    return _strict(sides.giving, sides.order_of_seekers), _strict(sides.seeking, sides.order_of_givers)


def _strict(liked: Tiers, order: Ints) -> Tiers:
    standing = np.empty(order.size, dtype=np.int32)
    standing[order] = np.arange(order.size)
    return liked * np.int32(order.size) + standing


def _deferred(wanted: Tiers, standing: Tiers, wants: Ints, room: Ints) -> list[list[int]]:
    """For each of those who are asked, whom they hold at the end.

    `wanted` is proposers × asked: how far down each proposer has each, FREE where they would not ask. `standing` is
    of the same shape: how far down each of those asked has each proposer. `wants` and `room`: how many each takes.
    """
    proposers, asked = wanted.shape
    order, ends = np.argsort(wanted, axis=1), (wanted < FREE).sum(axis=1).tolist()
    standing = np.ascontiguousarray(standing)
    bar = np.where(room > 0, FREE, NOBODY)
    held: list[list[tuple[int, int]]] = [[] for _ in range(asked)]
    rooms, at = room.tolist(), [0] * proposers
    # The order in which they propose changes nothing but the time: those whom most would have need not be sent away.
    first = np.argsort(-standing.sum(axis=1, dtype=np.int64), kind="stable")
    waiting: list[int] = np.repeat(first, wants[first]).tolist()
    look = _Look(order, standing, bar)
    while waiting:
        proposer = waiting.pop()
        place = look.next_who_would(proposer, at[proposer], ends[proposer])
        at[proposer] = place + 1
        if place == ends[proposer]:
            continue
        who = order.item(proposer, place)
        mine = (-standing.item(proposer, who), proposer)
        if len(held[who]) < rooms[who]:
            heappush(held[who], mine)
        else:
            waiting.append(heapreplace(held[who], mine)[1])
        if len(held[who]) == rooms[who]:
            bar[who] = -held[who][0][0]
    return [[proposer for _, proposer in one] for one in held]


@dataclass(frozen=True, eq=False)
class _Look:
    """Who of a proposer's list would take them now. `bar`: of each of those asked, how far down they would go."""

    order: Ints
    standing: Tiers
    bar: Ints

    def next_who_would(self, proposer: int, start: int, end: int) -> int:
        """The place in the proposer's list, from `start`, of the next who would take them; `end` where nobody would."""
        singly = min(end, start + LOOKED_AT_SINGLY)
        for place in range(start, singly):
            who = self.order.item(proposer, place)
            if self.standing.item(proposer, who) < self.bar.item(who):
                return place
        rest = self.order[proposer, singly:end]
        would = self.standing[proposer, rest] < self.bar[rest]
        return singly + int(would.argmax()) if would.any() else end
