"""Two sides to be paired, small enough to try everything, for tests."""

from itertools import product

import numpy as np
from hypothesis import strategies as some

from wraparound.methods.pairing.sides import Sides, neutral_orders, tiers

MOST = 4


def sides_of(seeking, giving, places, *, barred=(), orders=None, seed=0):
    """Sides from lists of wishes."""
    if orders is None:
        orders = neutral_orders(len(seeking), len(giving), np.random.default_rng(seed))
    likes = tiers(seeking, len(giving)), tiers(giving, len(seeking))
    return Sides(*likes, np.array(places, dtype=np.int64), *orders, tuple(barred))


def some_wishes(draw, many, *, ties):
    """Some of the others, in any order, some of them liked alike."""
    whom = draw(some.permutations(range(many)))[: draw(some.integers(0, many))]
    if not ties:
        return list(whom)
    tier, found = [], []
    for one in whom:
        tier.append(one)
        if draw(some.booleans()):
            found.append(tuple(tier))
            tier = []
    return [*found, tuple(tier)] if tier else found


@some.composite
def any_sides(draw, *, most=MOST, ties=True, most_places=3):
    seekers, givers = draw(some.integers(0, most)), draw(some.integers(0, most))
    seeking = [some_wishes(draw, givers, ties=ties) for _ in range(seekers)]
    giving = [some_wishes(draw, seekers, ties=ties) for _ in range(givers)]
    places = [draw(some.integers(0, most_places)) for _ in range(givers)]
    every = list(product(range(seekers), range(givers)))
    barred = draw(some.lists(some.sampled_from(every), max_size=3)) if every else []
    return sides_of(seeking, giving, places, barred=barred, seed=draw(some.integers(0, 999)))
