"""People counted by place and group, many at once."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.equality_measures.groups import NotACode
from wraparound.methods.suppression.snapshot import Flags, Ints


def numbered(values: Iterable[str], order: Sequence[str]) -> Ints:
    """Which of an order each value is, so that many people can be counted at once.

    Raises:
        NotACode: for a value that is not in it.
    """
    number = {one: place for place, one in enumerate(order)}
    try:
        return np.fromiter((number[one] for one in values), dtype=np.int64)
    except KeyError as error:
        raise NotACode(f"{error.args[0]!r} is none of {', '.join(order)}.") from error


def counted(leaf: Ints, group: Ints, shape: tuple[int, int], which: Flags | None = None) -> NDArray[np.int64]:
    """Leaves × groups: how many people there are of each, or how many of those who are meant.

    Args:
        leaf: by person, where they are counted.
        group: by person, their group.
        shape: how many leaves and groups there are.
        which: by person, whether they are meant; all where it is left out.
    """
    flat = leaf * shape[1] + group
    chosen = flat if which is None else flat[which]
    return np.bincount(chosen, minlength=shape[0] * shape[1]).reshape(shape).astype(np.int64)
