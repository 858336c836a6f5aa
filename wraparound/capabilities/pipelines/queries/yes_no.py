"""What is told of a plan to whoever sees yes or no at most: the same on the list and on the page of a post."""

from collections import defaultdict
from collections.abc import Sequence

from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.narrowing import counting_with_band
from wraparound.capabilities.pipelines.terms.lists import YesNo
from wraparound.capabilities.pipelines.terms.succession import Band, Use
from wraparound.people.terms.access import Viewer


def yes_and_no(posts: Sequence[int], *, viewer: Viewer, day: Day) -> dict[int, YesNo]:
    """For posts of which the viewer sees no plan: whether there is anybody, and nothing of how many or who."""
    if not posts:
        return {}
    rows = counting_with_band(viewer=viewer, day=day).filter(post__in=posts)
    found: dict[int, set[str]] = defaultdict(set)
    for post, use, band, review_by in rows.values_list("post", "use", "now_band", "now_review_by").distinct():
        if use == Use.COVER:
            found[post].add(Use.COVER)
            continue
        stale = review_by is not None and review_by < day.on
        found[post] |= {"successor", "stale" if stale else band or ""}
    return {
        post: YesNo(
            ready_now=Band.READY_NOW in had,
            one_to_two=Band.ONE_TO_TWO in had,
            three_to_five=Band.THREE_TO_FIVE in had,
            successor="successor" in had,
            cover=Use.COVER in had,
            stale="stale" in had,
        )
        for post in posts
        for had in (found[post],)
    }
