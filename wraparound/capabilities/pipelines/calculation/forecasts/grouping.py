"""Posts put together for the lines of a forecast, never fewer of them than FEWEST_POSTS.

A line about one post would be about its holder; and where too few stand in a group, several such groups stand together,
so that nothing is left over from which the few could be worked out.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from wraparound.capabilities.pipelines.terms.forecasts import FEWEST_POSTS

TOGETHER = ""
"""The key of those that stand together because too few are of each."""


def grouped(keys: Sequence[str], fewest: int = FEWEST_POSTS) -> tuple[str, ...]:
    """The group of each post, whose own key is given; no post at all stands in a group where there are too few.

    >>> grouped(["a"] * 5 + ["b"] * 6 + ["c"] * 2)[-1] == grouped(["a"] * 5 + ["b"] * 6 + ["c"] * 2)[0]
    True
    """
    counts = Counter(keys)
    small = [key for key, many in counts.items() if many < fewest]
    together = sum(counts[key] for key in small)
    # The smallest of the others join them until they are enough; ties go by key, so that it is the same each time.
    for key in sorted(counts.keys() - set(small), key=lambda one: (counts[one], one)):
        if not 0 < together < fewest:
            break
        small.append(key)
        together += counts[key]
    return tuple(TOGETHER if key in small else key for key in keys)


def grouped_twice(keys: Sequence[str], between: str, fewest: int = FEWEST_POSTS) -> tuple[str, ...]:
    """The same where a key has two parts, and lines of either part are told too.

    Of each part, what stands together is nothing or enough posts, so that no line of it less the lines within leaves
    fewer.
    """
    found = list(grouped(keys, fewest))
    while few := _too_few_left(keys, found, between, fewest):
        key = min(few, key=lambda one: (keys.count(one), one))
        found = [TOGETHER if own == key else group for own, group in zip(keys, found, strict=True)]
    return tuple(found)


def _too_few_left(keys: Sequence[str], found: Sequence[str], between: str, fewest: int) -> set[str]:
    """Keys that still stand alone beside too few posts of either part that stand together."""
    left = Counter(
        (side, part)
        for key, group in zip(keys, found, strict=True)
        if group == TOGETHER
        for side, part in enumerate(key.split(between))
    )
    short = {part for part, many in left.items() if many < fewest}
    alone = set(found) - {TOGETHER}
    return {key for key in alone if any((side, part) in short for side, part in enumerate(key.split(between)))}


def numbered(groups: Sequence[str], order: Mapping[str, int]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The number of each post's group, and the key of each number: in the order given, those together last."""
    there = sorted(set(groups), key=lambda key: (key == TOGETHER, order.get(key, len(order)), key))
    number = {key: at for at, key in enumerate(there)}
    return tuple(number[key] for key in groups), tuple(there)
