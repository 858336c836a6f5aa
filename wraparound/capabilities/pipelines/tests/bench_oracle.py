"""Bench strength as it is defined, counted post by post: what the store is asked at once must say the same."""

from collections import defaultdict

from wraparound.capabilities.pipelines.calculation.cover import SEVERAL
from wraparound.capabilities.pipelines.terms.lists import Bench, Propping
from wraparound.capabilities.pipelines.terms.succession import Use


def bench_of(critical):
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


def propping(named, titles):
    """Those confirmed for SEVERAL posts or more, by name; only people whom the viewer may see are told apart."""
    found = defaultdict(dict)
    for one in named:
        if one.counts and one.known is not None:
            found[one.known][one.post] = titles.get(one.post, "")
    several = ((known, posts) for known, posts in found.items() if len(posts) >= SEVERAL)
    return tuple(
        Propping(known=known, posts=tuple(sorted(posts.items(), key=lambda post: (post[1], post[0]))))
        for known, posts in sorted(several, key=lambda one: (one[0].name.casefold(), one[0].number))
    )
