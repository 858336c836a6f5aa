"""The rules that ours is held against: control charts and percentiles, as they are used today.

Rows are units; a rule says at each period whether it flags. Only the worse side is looked at: down.
"""

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.trajectories.panel import Array

Flags = NDArray[np.bool_]

TO_LIMITS = 2.66
"""Of the mean moving range: the natural process limits of an XmR chart."""

RUN = 7


def xmr_flags(before: Array, after: Array) -> Flags:
    """An XmR chart of `before`: a period of `after` below its lower limit, or the seventh in a row below its mean."""
    mean = before.mean(axis=1, keepdims=True)
    limit = mean - TO_LIMITS * np.abs(np.diff(before, axis=1)).mean(axis=1, keepdims=True)
    with np.errstate(invalid="ignore"):
        flags: Flags = (after < limit) | in_a_row(after < mean, RUN)
    return flags


def in_a_row(low: Flags, many: int) -> Flags:
    """Where this period and the `many` − 1 before it are all low."""
    counts = np.cumsum(np.pad(low.astype(np.int64), ((0, 0), (many, 0))), axis=1)
    flags: Flags = (counts[:, many:] - counts[:, :-many]) == many
    return flags
