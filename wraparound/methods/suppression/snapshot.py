"""Counts of a day, before anything is hidden: tables of places by groups, and what of them adds up to what."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class NotASnapshot(ValueError):
    """Counts that do not fit together; the message says which."""


@dataclass(frozen=True)
class Places:
    """Where is counted: the smallest places, and those that are made of others.

    Attributes:
        leaves: the smallest, such as organisations; their names stay the same from year to year.
        sums: a place and those it is made of, which share nobody; each is named before it is part of another. A place
            may be part of several: an organisation of its region and of its kind.
    """

    leaves: tuple[str, ...]
    sums: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __post_init__(self) -> None:
        """Every part is there before its whole, and nobody is counted twice, or NotASnapshot says where."""
        if len(set(self.names)) != len(self.names):
            raise NotASnapshot("Every place has a name of its own.")
        known = set(self.leaves)
        for whole, parts in self.sums:
            if not parts or not set(parts) <= known:
                raise NotASnapshot(f"{whole} is made of places that are not there yet: name those first.")
            known.add(whole)
        if self.members.max(initial=0) > 1:
            raise NotASnapshot("A place is made of places that share nobody.")

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All of them, the smallest first."""
        return (*self.leaves, *(whole for whole, _ in self.sums))

    @cached_property
    def number(self) -> Mapping[str, int]:
        """Which of the names each is."""
        return {name: place for place, name in enumerate(self.names)}

    @cached_property
    def members(self) -> Ints:
        """Places × leaves: 1 where the leaf is in the place."""
        found = np.zeros((len(self.names), len(self.leaves)), dtype=np.int64)
        found[: len(self.leaves)] = np.eye(len(self.leaves), dtype=np.int64)
        for whole, parts in self.sums:
            found[self.number[whole]] = sum(found[self.number[one]] for one in parts)
        return found

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """For each place the first name of the same leaves: a region of one organisation is that organisation."""
        first: dict[bytes, str] = {}
        return tuple(first.setdefault(row.tobytes(), name) for name, row in zip(self.names, self.members, strict=True))


@dataclass(frozen=True, eq=False)
class Table:
    """How many were counted, leaves × groups.

    Attributes:
        name: the same from year to year; no other table counts the same under another name.
        only_together: no leaf of it is ever shown, such as boards of a dozen people.
        size_known: everybody knows how many a place has in all groups together, such as people employed.
    """

    name: str
    counts: Ints
    only_together: bool = False
    size_known: bool = False


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Everything that is counted on a day.

    Attributes:
        day: on which it is counted.
        groups: such as white, black and minority ethnic, unknown; everybody is in one of them.
        parts: for a table those that add up to it, such as all bands to everybody employed.

    Raises:
        NotASnapshot: where counts are negative, of another shape, or do not add up.
    """

    day: datetime.date
    places: Places
    groups: tuple[str, ...]
    tables: tuple[Table, ...]
    parts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """See there."""
        if len(set(self.names)) != len(self.names):
            raise NotASnapshot("Every table has a name of its own.")
        for one in self.tables:
            if one.counts.shape != (len(self.places.leaves), len(self.groups)) or (one.counts < 0).any():
                raise NotASnapshot(f"{one.name} has a count for each place and group, and none below 0.")
        for whole, parts in self.parts.items():
            if not {whole, *parts} <= set(self.names):
                raise NotASnapshot(f"{whole} and its parts are tables of the snapshot.")
            if (self.table(whole).counts != sum(self.table(one).counts for one in parts)).any():
                raise NotASnapshot(f"The parts of {whole} do not add up to it.")

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Of the tables."""
        return tuple(one.name for one in self.tables)

    def table(self, name: str) -> Table:
        """The table of this name."""
        return self.tables[self.names.index(name)]

    @cached_property
    def counts(self) -> Ints:
        """Tables × places × groups."""
        leaves = np.stack([one.counts for one in self.tables]).astype(np.int64)
        found: Ints = np.einsum("pl,tlg->tpg", self.places.members, leaves)
        return found
