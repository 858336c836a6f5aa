"""Stable pairs of 2,000 who seek and 2,000 who give, and the kept package matching beside it at a size it ends at.

Run: make benchmark-pairing. Wishes are at random, or the same for everybody, which asks most of whoever goes one by
one; 50 wishes each, or everybody listed by everybody. Each time is the best of three after a first, twice: of pairing
alone, and with lists of numbers turned into arrays before it. Both packages must find the same pairs. matching
copies its players by recursion, which is allowed to go as deep here as it needs.
"""

import os
import sys
from functools import partial
from typing import NamedTuple

import numpy as np
from matching.games import HospitalResident
from timing import best_of

from wraparound.methods.pairing.reasons import unstable_pairs, why_seekers
from wraparound.methods.pairing.sides import NOBODY, Sides, neutral_orders, tiers
from wraparound.methods.pairing.stable import Paired, Side, pair

TARGET = "to reach: 2,000 with 2,000 within 1 s"
MANY = 2_000
BESIDE = (50, 100, 200)
Lists = list[list[int]]


class Wishes(NamedTuple):
    """What each of a side says of the other: numbers, the first wish first."""

    seeking: Lists
    giving: Lists
    places: list[int]


def main() -> int:
    print(f"{TARGET}\nprocessors {os.cpu_count()}, wanted by others at the start: {os.getloadavg()[0]:.1f}\n")
    for alike in (False, True):
        for length in (50, MANY):
            _ours(made_up(MANY, MANY, length, 1, alike=alike), f"{length:,} wishes, {'alike' if alike else 'random'}")
    _ours(made_up(MANY, 400, 50, 5, alike=False), "400 with five places each, 50 wishes, random")
    sys.setrecursionlimit(1_000_000)
    for many in BESIDE:
        _beside(many)
    return 0


def _ours(wishes: Wishes, words: str) -> None:
    sides, (built, _) = best_of(partial(sides_of, wishes))
    print(f"{words}: lists into arrays {built:.2f} s")
    for side in Side:
        paired, (spent, _) = best_of(partial(pair, sides, proposing=side))
        print(f"  {side} propose: {spent:.2f} s, together {spent + built:.2f} s; {len(paired.pairs):,} pairs")
    unstable, (spent, _) = best_of(partial(unstable_pairs, sides, paired))
    _, (told, _) = best_of(partial(why_seekers, sides, paired))
    print(f"  looked at every two: {len(unstable)} unstable, {spent:.2f} s; why of everybody {told:.2f} s")


def _beside(many: int) -> None:
    wishes = made_up(many, many, many, 1, alike=False)
    paired, (ours, _) = best_of(lambda: pair(sides_of(wishes)))
    found, (theirs, _) = best_of(partial(_theirs, wishes), runs=1)
    same = "the same pairs" if (found.giver == paired.giver).all() else "OTHER PAIRS"
    print(f"{many} with {many}: {ours:.4f} s beside {theirs:.2f} s of matching, {theirs / ours:,.0f} times; {same}")


def _theirs(wishes: Wishes) -> Paired:
    game = HospitalResident.create_from_dictionaries(
        {f"s{one}": [f"g{giver}" for giver in whom] for one, whom in enumerate(wishes.seeking)},
        {f"g{one}": [f"s{seeker}" for seeker in whom] for one, whom in enumerate(wishes.giving)},
        {f"g{one}": places for one, places in enumerate(wishes.places)},
    )
    found = np.full(len(wishes.seeking), NOBODY, dtype=np.int64)
    for giver, held in game.solve(optimal="resident").items():
        found[[int(one.name[1:]) for one in held]] = int(giver.name[1:])
    return Paired(found)


def sides_of(wishes: Wishes) -> Sides:
    """The same as arrays, with neutral orders that nothing depends on: all wishes are in a clear order."""
    seekers, givers = len(wishes.seeking), len(wishes.giving)
    orders = neutral_orders(seekers, givers, np.random.default_rng(13))
    places = np.array(wishes.places, dtype=np.int64)
    return Sides(tiers(wishes.seeking, givers), tiers(wishes.giving, seekers), places, *orders)


def made_up(seekers: int, givers: int, length: int, places: int, *, alike: bool) -> Wishes:
    """Those who give list everybody, those who seek list `length` of them; all alike, or each at random."""
    chance = np.random.default_rng(7)

    def lists(own: int, others: int, length: int) -> Lists:
        if alike:
            return [chance.permutation(others)[:length].tolist()] * own
        return [chance.permutation(others)[:length].tolist() for _ in range(own)]

    return Wishes(lists(seekers, givers, length), lists(givers, seekers, seekers), [places] * givers)


if __name__ == "__main__":
    raise SystemExit(main())
