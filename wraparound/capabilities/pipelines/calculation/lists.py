"""What a list says of one post, from who is named for it. See docs/methods/pipelines.md."""

from collections.abc import Iterable
from datetime import date

from wraparound.capabilities.pipelines.terms.lists import Cover, SuccessorLine, YesNo
from wraparound.capabilities.pipelines.terms.question import GroupBy, PostRow, Tomorrow
from wraparound.capabilities.pipelines.terms.succession import Use


def pages_of(many: int, on_a_page: int) -> int:
    """How many pages so many rows fill; one where there is none.

    >>> pages_of(0, 50), pages_of(50, 50), pages_of(51, 50)
    (1, 1, 2)
    """
    return max(1, -(-many // on_a_page))


def tomorrow_of(cover: Cover | YesNo) -> Tomorrow:
    """Who could take a post if it were empty tomorrow: somebody ready, else a stand-in, else somebody later.

    >>> tomorrow_of(Cover(one_to_two=2, cover=1))
    <Tomorrow.STAND_IN: 'stand_in'>
    """
    later = cover.successor if isinstance(cover, YesNo) else cover.successors
    if cover.ready_now:
        return Tomorrow.READY
    if cover.cover:
        return Tomorrow.STAND_IN
    return Tomorrow.LATER if later else Tomorrow.NOBODY


def next_review(named: Iterable[SuccessorLine]) -> date | None:
    """The first day by which the readiness of somebody who counts as a successor is to be looked at again."""
    days = [one.review_by for one in named if one.counts and one.use is Use.SUCCESSOR and one.review_by]
    return min(days, default=None)


def group_of(row: PostRow, group: GroupBy) -> str:
    """The key of the group in which a row stands."""
    if group is GroupBy.ROLE:
        return str(row.role)
    return row.organisation_code if group is GroupBy.ORGANISATION else row.region
