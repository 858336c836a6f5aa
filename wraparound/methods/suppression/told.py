"""Which hidden counts the shown ones would tell, were all of them exact: by elimination, not by looking for patterns.

The hidden counts that fit are one of them plus anything that leaves every equation as it is. A count that is nought in
all of these is told. So it is enough to look at one that is drawn at random: where it is nought, all are.
"""

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.suppression.snapshot import Flags
from wraparound.methods.suppression.sums import KNOWN, Sums

NOUGHT = 1e-6
CLOSE = 1e-12
ROUNDS = 20_000


def told_by_subtraction(sums: Sums, shown: Flags) -> Flags:
    """By count: whether it is hidden and yet follows from those that are shown."""
    found: Flags = np.zeros_like(shown)
    hidden = np.flatnonzero(~shown)
    if hidden.size and sums.many:
        found[hidden] = np.abs(_free(sums, shown, hidden)) < NOUGHT
    return found


def _free(sums: Sums, shown: Flags, hidden: NDArray[np.int64]) -> NDArray[np.float64]:
    """A change of the hidden counts, at random, that changes none of the sums that are known."""
    # Half a second that only those shall wait for who publish.
    from scipy.sparse import coo_array
    from scipy.sparse.linalg import lsmr

    column = np.cumsum(~shown) - 1
    parts = np.flatnonzero(~shown[sums.part])
    wholes = np.flatnonzero((sums.whole != KNOWN) & ~shown[sums.whole])
    rows = np.concatenate([sums.equation[parts], wholes])
    columns = column[np.concatenate([sums.part[parts], sums.whole[wholes]])]
    signs = np.concatenate([np.ones(parts.size), -np.ones(wholes.size)])
    equations = coo_array((signs, (rows, columns)), shape=(sums.many, hidden.size)).tocsr()
    drawn = np.random.default_rng(hidden.size).normal(size=hidden.size)
    fixed = lsmr(equations, equations @ drawn, atol=CLOSE, btol=CLOSE, conlim=0, maxiter=ROUNDS)[0]
    free: NDArray[np.float64] = drawn - fixed
    return free
