"""Chance that depends on nothing but what it is for: seed, replication, stream, one of many, and which draw of theirs.

Whoever asks for the third draw of post 17 in replication 4 gets the same number, whatever was asked for before and by
however many threads: so results are the same for any number of them, and two scenarios meet the same chance.

The numbers are those of SplitMix64 (Steele, Lea and Flood 2014, OOPSLA): the k-th draw of a key is the k-th output of a
generator that begins at it, and keys are made from other keys in the same way.
"""

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]

STEP = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)
DROPPED = np.uint64(12)
"""Bits that a double has no room for, if no number is to come out as 1."""

HALF_UNIT, UNIT = 2.0**-53, 2.0**-52


def outputs(keys: Keys, draw: NDArray[np.integer] | int) -> Keys:
    """The draw-th output, counted from 0, of a generator that begins at each key."""
    if isinstance(draw, int):
        mixed = keys + np.uint64((draw + 1) * int(STEP) % 2**64)
    else:
        mixed = draw.astype(np.uint64)
        mixed += np.uint64(1)
        mixed *= STEP
        mixed = mixed + keys
    mixed ^= mixed >> np.uint64(30)
    mixed *= FIRST
    mixed ^= mixed >> np.uint64(27)
    mixed *= SECOND
    mixed ^= mixed >> np.uint64(31)
    return mixed


def replication_keys(seed: int, first: int, many: int) -> Keys:
    """The keys of so many replications, from the first on."""
    start = np.array([seed], dtype=np.uint64)
    return outputs(outputs(start, 0), np.arange(first, first + many))


def keys_of(replications: Keys, stream: int, ids: NDArray[np.integer]) -> Keys:
    """Replications × ids: the key of each, in a stream that no other purpose shares."""
    streams = outputs(replications, stream)
    return outputs(streams[:, None], ids[None, :])


def uniform(keys: Keys, draw: NDArray[np.integer] | int) -> NDArray[np.float64]:
    """Numbers strictly between 0 and 1."""
    found: NDArray[np.float64] = (outputs(keys, draw) >> DROPPED).astype(np.float64)
    found *= UNIT
    found += HALF_UNIT
    return found


def exponential(keys: Keys, draw: NDArray[np.integer] | int) -> NDArray[np.float64]:
    """Waiting times with mean 1."""
    found = uniform(keys, draw)
    np.log(found, out=found)
    np.negative(found, out=found)
    return found
