"""Two sides to be paired, as numbers: whom each would take, in which order, and who may not be together.

Each of those who seek wants one of those who give; each of those who give has a number of places. Nobody need list
everybody: whoever is not listed is not taken. Several may be liked alike.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Tiers = NDArray[np.int32]
Bools = NDArray[np.bool_]
NEVER = -1
"""In the place of a tier: would not be taken."""
NOBODY = -1
"""In the place of somebody's number: there is none."""


class CannotPair(ValueError):
    """The two sides do not fit together; the message says what does not."""


@dataclass(frozen=True, eq=False)
class Sides:
    """Those who seek and those who give, each numbered from 0.

    Attributes:
        seeking: seekers × givers: the tier in which each seeker has each giver, 0 before 1; NEVER where not taken.
        giving: givers × seekers: the same the other way round.
        places: of each giver, how many seekers they would take; 0 or more.
        order_of_givers: a permutation by which those whom a seeker likes alike are taken: neutral, of no meaning.
        order_of_seekers: the same for those whom a giver likes alike.
        barred: pairs (seeker, giver) that may not be, whatever the two would like.
    """

    seeking: Tiers
    giving: Tiers
    places: Ints
    order_of_givers: Ints
    order_of_seekers: Ints
    barred: tuple[tuple[int, int], ...] = ()

    def __post_init__(self) -> None:
        if self.seeking.shape != (self.seekers, self.givers) or self.giving.shape != (self.givers, self.seekers):
            raise CannotPair("Each seeker needs a tier for each giver, and each giver one for each seeker.")
        for order, many in ((self.order_of_givers, self.givers), (self.order_of_seekers, self.seekers)):
            if not np.array_equal(np.sort(order), np.arange(many)):
                raise CannotPair("A neutral order names everybody of a side once.")
        if self.places.shape != (self.givers,):
            raise CannotPair("Each giver needs a number of places.")
        if (self.places < 0).any():
            raise CannotPair("Nobody has fewer than no places.")
        if any(not (0 <= seeker < self.seekers and 0 <= giver < self.givers) for seeker, giver in self.barred):
            raise CannotPair("A pair that may not be names somebody who is not there.")

    @property
    def seekers(self) -> int:
        """How many seek."""
        return int(self.order_of_seekers.size)

    @property
    def givers(self) -> int:
        """How many give."""
        return int(self.order_of_givers.size)

    def may_be(self) -> Bools:
        """Seekers × givers: whether each of the two would take the other, and nothing bars it."""
        found: Bools = (self.seeking >= 0) & (self.giving.T >= 0)
        if self.barred:
            found[tuple(np.array(self.barred, dtype=np.int64).T)] = False
        return found


def tiers(lists: Sequence[Iterable[int | Collection[int]]], many: int) -> Tiers:
    """Tiers from lists: the first wish first; several liked alike stand together as one. Others are not taken.

    >>> tiers([[2, 0], [(0, 1)]], 3).tolist()
    [[1, -1, 0], [0, 0, -1]]
    """
    found = np.full((len(lists), many), NEVER, dtype=np.int32)
    for row, wishes in zip(found, lists, strict=True):
        _fill(row, list(wishes), many)
    return found


def neutral_orders(seekers: int, givers: int, chance: np.random.Generator) -> tuple[Ints, Ints]:
    """An order of the givers and one of the seekers by chance alone: everybody may stand anywhere."""
    return chance.permutation(givers), chance.permutation(seekers)


def _fill(row: Tiers, wishes: list[int | Collection[int]], many: int) -> None:
    """One row of tiers. A list without ties, however long, is filled at once."""
    try:
        flat = np.fromiter(wishes, dtype=np.int64)
        places = np.arange(flat.size, dtype=np.int32)
    except TypeError:
        groups = [sorted(one) if isinstance(one, Collection) else [one] for one in wishes]
        flat = np.array([one for group in groups for one in group], dtype=np.int64)
        places = np.repeat(np.arange(len(groups), dtype=np.int32), [len(group) for group in groups])
    if flat.size and (flat.min() < 0 or flat.max() >= many):
        raise CannotPair("A wish names somebody who is not there.")
    row[flat] = places
    if np.count_nonzero(row >= 0) != flat.size:
        raise CannotPair("A wish names somebody twice.")
