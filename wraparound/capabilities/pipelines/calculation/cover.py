"""How posts are covered, counted from who is named for them. See docs/methods/pipelines.md."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from wraparound.capabilities.pipelines.terms.lists import Bench, Cover, Known, Propping, SuccessorLine
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


def bench_of(critical: Iterable[tuple[SuccessorLine, ...]]) -> Bench:
    """Bench strength of these critical posts, each given by those named for it; only confirmed people count."""
    posts = [tuple(one for one in named if one.use is Use.SUCCESSOR and one.counts) for named in critical]
    ready = [[one for one in named if one.ready_now] for named in posts]
    people = {one.known.number if one.known else -one.number for named in ready for one in named}
    return Bench(
        critical=len(posts),
        confirmed=sum(bool(named) for named in posts),
        ready_now=sum(bool(named) for named in ready),
        people=len(people),
    )


def propping(named: Iterable[SuccessorLine], titles: Mapping[int, str]) -> tuple[Propping, ...]:
    """Those confirmed for SEVERAL posts or more, by name; only people whom the viewer may see are told apart."""
    found: dict[Known, dict[int, str]] = defaultdict(dict)
    for one in named:
        if one.counts and one.known is not None:
            found[one.known][one.post] = titles.get(one.post, "")
    several = ((known, posts) for known, posts in found.items() if len(posts) >= SEVERAL)
    return tuple(
        Propping(known=known, posts=tuple(sorted(posts.items(), key=lambda post: (post[1], post[0]))))
        for known, posts in sorted(several, key=lambda one: (one[0].name.casefold(), one[0].number))
    )


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
