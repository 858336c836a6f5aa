"""Which counts may stand apart, and which are told only together."""

from collections.abc import Mapping


def told_apart[K](counts: Mapping[K, int], least: int) -> tuple[tuple[tuple[K, int], ...], int]:
    """Counts that may be told apart, the largest first, and the sum of all others, which is nought or at least `least`.

    Where the others together are too few, the smallest that could stand apart goes to them. Fewer than `least` in all:
    nothing stands apart, and the sum is of all of them: it is not to be told. Of equal counts the first stays first.

    >>> told_apart({"a": 9, "b": 6, "c": 2}, 5)
    ((('a', 9),), 8)
    >>> told_apart({"a": 9, "b": 6}, 5)
    ((('a', 9), ('b', 6)), 0)
    """
    ordered = sorted(((key, many) for key, many in counts.items() if many), key=lambda one: -one[1])
    apart = [one for one in ordered if one[1] >= least]
    others = sum(many for _, many in ordered[len(apart) :])
    while apart and 0 < others < least:
        others += apart.pop()[1]
    return tuple(apart), others
