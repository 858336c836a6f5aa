"""How many of many are meant, from chance that is given: the same chance is the same count for every what-if."""

import numpy as np

from wraparound.methods.stockflow.stock import Array, Ints

HALF = 0.5
FEW, MOST_EXACT = 5.0, 60
"""Expected, below which counts are exact; and a count that is never come to then."""


def binomial(chance: Array, many: Ints, part: Array) -> Ints:
    """Of so many, how many are meant, each by this part: the count below which chance lies.

    Exact where few are expected; elsewhere by the normal distribution and its skew (Cornish and Fisher 1938).
    """
    from scipy.special import ndtri

    rarer = np.minimum(part, 1 - part)
    lot = np.where(part <= HALF, chance, 1 - chance)
    normal, spread = ndtri(lot), np.sqrt(many * rarer * (1 - rarer))
    middle = many * rarer + spread * normal + (1 - 2 * rarer) * (normal * normal - 1) / 6
    found = np.clip(np.floor(middle + HALF), 0, many)
    few = many * rarer < FEW
    found[few] = _exact(lot[few], many[few], rarer[few])
    meant: Ints = np.where(part <= HALF, found, many - found).astype(np.int64)
    return meant


def _exact(chance: Array, many: Ints, part: Array) -> Array:
    """The same, one count after the other."""
    odds, here = part / (1 - part), (1 - part) ** many
    reached, found = here.copy(), np.zeros(many.size)
    for count in range(1, MOST_EXACT):
        beyond = (chance > reached) & (count <= many)
        if not beyond.any():
            break
        here = here * odds * (many - count + 1) / count
        reached += np.where(count <= many, here, 0)
        found += beyond
    return found
