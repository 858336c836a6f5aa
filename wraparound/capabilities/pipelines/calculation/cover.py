"""How posts are covered, counted from who is named for them. See docs/methods/pipelines.md."""

from collections.abc import Iterable

from wraparound.capabilities.pipelines.terms.lists import Cover, SuccessorLine
from wraparound.capabilities.pipelines.terms.succession import Sort, State, Use

SEVERAL = 2
"""From how many posts on somebody props up several."""


def cover_of(named: Iterable[SuccessorLine]) -> Cover:
    """How one post is covered by those named for it; in people, none of them twice in the same count.

    >>> cover_of(()).successors
    0
    """
    counts = {name: 0 for name in Cover.__dataclass_fields__}
    for one in named:
        if one.use is Use.SUCCESSOR or one.counts:
            counts[_place_of(one)] += 1
    return Cover(**counts)


def _place_of(one: SuccessorLine) -> str:
    """In which count of a cover somebody is."""
    if one.sort is not Sort.NAMED:
        return one.sort.value
    if not one.standing:
        return "gone"
    if one.state is State.PROPOSED:
        return "proposed"
    if one.use is Use.COVER:
        return "cover"
    if one.band is None:
        return "unagreed"
    return "stale" if one.stale else one.band.value
