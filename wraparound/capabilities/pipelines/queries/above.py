"""Above whom a post stands on a day: where its superior was not there, below the next one up that was.

What was entered stays: a post that is closed, also ahead, is still the one to which others report.
"""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.people.terms.access import Viewer

MOST_GONE = 4
"""Posts one above the other that were not there, as far as they are followed."""


def next_there(superiors: Iterable[int | None], *, viewer: Viewer, day: Day) -> dict[int, int]:
    """For those of these posts that were not there on the day, the next one above that was, by number.

    Numbers only, in one statement: whether the viewer may see what they stand for is for the caller to ask.
    """
    first = {one for one in superiors if one is not None}
    if not first:
        return {}
    away = Post.objects.as_at(day.known).filter(not_there(viewer=viewer, day=day))
    found, level = Q(pk__in=first), away.filter(pk__in=first)
    for _ in range(MOST_GONE):
        found |= Q(pk__in=level.values("reports_to"))
        level = away.filter(pk__in=level.values("reports_to"))
    gone: dict[int, int | None] = dict(away.filter(found).values_list("pk", "reports_to"))
    ends = {one: _upwards(one, gone) for one in first & gone.keys()}
    return {one: end for one, end in ends.items() if end is not None}


def next_above(superior: int | None, *, viewer: Viewer, day: Day) -> Q:
    """That a post is the next one up from this one, which was not there on the day; no post where it was."""
    gone = Post.objects.as_at(day.known).filter(not_there(viewer=viewer, day=day))
    found, level = Q(pk__in=[]), gone.filter(pk__in=[superior])
    for _ in range(MOST_GONE):
        found |= Q(pk__in=level.values("reports_to"))
        level = gone.filter(pk__in=level.values("reports_to"))
    return found


def reporting_to(number: int, *, viewer: Viewer, day: Day) -> Q:
    """That a post reports to this one, or to one below it that was not there on the day."""
    gone = Post.objects.as_at(day.known).filter(not_there(viewer=viewer, day=day))
    found, level = Q(reports_to=number), gone.filter(reports_to=number)
    for _ in range(MOST_GONE):
        found |= Q(reports_to__in=level.values("pk"))
        level = gone.filter(reports_to__in=level.values("pk"))
    return found


def is_there(post: Post, *, viewer: Viewer, day: Day) -> bool:
    """Whether a post was there on the day."""
    return post.starts <= day.on and (post.ends is None or post.ends >= day.on)


def not_there(*, viewer: Viewer, day: Day) -> Q:
    """That a post was to come yet on the day, or over."""
    return Q(starts__gt=day.on) | Q(ends__lt=day.on)


def _upwards(number: int, gone: Mapping[int, int | None]) -> int | None:
    """The first above a post that is not among those gone; none where there is none, or too many are gone."""
    above: int | None = number
    for _ in range(MOST_GONE):
        above = gone[above] if above is not None else None
        if above not in gone:
            return above
    return None
