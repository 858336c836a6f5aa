"""What adds up to what: every equation by which somebody could subtract one figure from another."""

from dataclasses import dataclass

import numpy as np

from wraparound.methods.suppression.snapshot import Flags, Ints, Snapshot

KNOWN = -1
"""In place of a whole that everybody knows without us."""


@dataclass(frozen=True, eq=False)
class Sums:
    """Equations, each a whole and its parts; counts by their place in tables × places × groups laid flat.

    Attributes:
        whole: by equation: a count, or KNOWN.
        part: counts, those of one equation together.
        equation: by part: which equation.
    """

    whole: Ints
    part: Ints
    equation: Ints

    @property
    def many(self) -> int:
        """How many equations."""
        return int(self.whole.size)

    def total(self, values: Ints) -> Ints:
        """By equation: the sum over its parts of what each count has."""
        return np.bincount(self.equation, values[self.part], self.many).astype(np.int64)

    def first_shown(self, order: Ints, shown: Flags, which: Flags) -> Ints:
        """Of each of these equations that has one: the part that is shown and comes first in an order."""
        entries = np.flatnonzero(shown[self.part] & which[self.equation])
        entries = entries[np.lexsort((order[self.part[entries]], self.equation[entries]))]
        _, first = np.unique(self.equation[entries], return_index=True)
        return self.part[entries[first]]


def sums_of(snapshot: Snapshot) -> Sums:
    """All equations of a snapshot: places and their parts, tables and their parts, groups where sizes are known."""
    flat: Ints = np.arange(snapshot.counts.size).reshape(snapshot.counts.shape)
    number, at = snapshot.places.number, snapshot.names.index
    equations: list[tuple[Ints, Ints]] = []
    for whole, parts in snapshot.places.sums:
        equations.append((flat[:, number[whole]], np.moveaxis(flat[:, [number[one] for one in parts]], 1, -1)))
    for whole, parts in snapshot.parts.items():
        equations.append((flat[at(whole)], np.moveaxis(flat[[at(one) for one in parts]], 0, -1)))
    for place, table in enumerate(snapshot.tables):
        if table.size_known:
            equations.append((np.full(flat.shape[1], KNOWN), flat[place]))
    return _laid_flat(equations)


def _laid_flat(equations: list[tuple[Ints, Ints]]) -> Sums:
    wholes, parts, owners, so_far = [], [], [], 0
    for whole, part in equations:
        rows = part.reshape(whole.size, -1)
        wholes.append(whole.ravel())
        parts.append(rows.ravel())
        owners.append(so_far + np.repeat(np.arange(whole.size), rows.shape[1]))
        so_far += whole.size
    none = np.zeros(0, dtype=np.int64)
    return Sums(*(np.concatenate([none, *one]) for one in (wholes, parts, owners)))
