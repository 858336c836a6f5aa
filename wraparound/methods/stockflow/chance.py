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

FROM_ONE = np.uint64(0x3FF0000000000000)
"""The bits of a double from 1 until 2, but for what stands behind its point."""

NEARLY_ONE = 1 - 2.0**-53

NEAR = 32_768
"""Numbers that find room near a processor together."""


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
    bits = outputs(keys, draw)
    bits >>= DROPPED
    # Written as a number from 1 until 2 and taken back: exact, and quicker than to make a whole number a double.
    bits |= FROM_ONE
    found = bits.view(np.float64)
    found -= NEARLY_ONE
    return found


def exponential(keys: Keys, draw: NDArray[np.integer] | int) -> NDArray[np.float64]:
    """Waiting times with mean 1."""
    found = uniform(keys, draw)
    np.log(found, out=found)
    np.negative(found, out=found)
    return found


def first_exponential(replications: Keys, stream: int, ids: NDArray[np.integer]) -> NDArray[np.float64]:
    """Replications × ids: the first waiting time of each key, with mean 1.

    Some replications at a time: what is worked on stays near the processor, which is twice as quick.
    """
    found = np.empty((replications.size, ids.size))
    some = max(1, NEAR // max(ids.size, 1))
    for first in range(0, replications.size, some):
        found[first : first + some] = exponential(keys_of(replications[first : first + some], stream, ids), 0)
    return found
