"""Bench strength of the posts of a list, and who props up several of them, read from the store at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from wraparound.capabilities.pipelines.access import SEE_COVER, SEE_POSTS
from wraparound.capabilities.pipelines.calculation.cover import SEVERAL
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import may_be_named
from wraparound.capabilities.pipelines.queries.narrowing import counting_with_band
from wraparound.capabilities.pipelines.queries.seeing import of_posts
from wraparound.capabilities.pipelines.terms.lists import Bench, Known, Propping, Seen
from wraparound.capabilities.pipelines.terms.succession import Band, Use
from wraparound.people.access import reach
from wraparound.people.terms.access import PUBLIC, Reach, Viewer

MANY_POSTS = 300
"""From this many on, only those are read of whom something is said: of critical posts, or known by name."""
MANY_KNOWN = 5_000
"""From this many on, whom the viewer may see by name is no way to leave anybody out."""


@dataclass(frozen=True)
class BenchOn:
    """Bench strength, and for each of those confirmed for several posts the numbers and titles of these.

    `several` are ids, those for most posts first; whom of them the viewer may see is not said here.
    """

    strength: Bench
    several: Mapping[int, Mapping[int, str]] = field(default_factory=dict)

    def propping(self, known: Mapping[int, Known], most: int, *, viewer: Viewer) -> tuple[Propping, ...]:
        """The first of them whom the viewer may see, by name."""
        told = [(known[one], posts) for one, posts in self.several.items() if one in known][:most]
        return tuple(
            Propping(known=one, posts=tuple(sorted(posts.items(), key=lambda post: (post[1], post[0]))))
            for one, posts in sorted(told, key=lambda each: (each[0].name.casefold(), each[0].number))
        )


class Found(NamedTuple):
    """A post that a list has: its number, whether it is critical, and the key of its group."""

    post: int
    critical: bool
    key: Any


class _Line(NamedTuple):
    post: int
    person: int
    use: str
    title: str
    place: str
    band: str | None
    review_by: date | None


def bench_on(every: Sequence[Found], *, viewer: Viewer, day: Day, today: Day) -> BenchOn:
    """Of these posts, which a question has: how strong their bench is, and who props up several.

    People are counted whether or not the viewer sees their names; whoever sees yes or no only is told no people.
    """
    if len(every) <= MANY_POSTS:
        return _counted(every, None, viewer, day, today)
    known = list(may_be_named(viewer=viewer, today=today).values_list("pk", flat=True)[: MANY_KNOWN + 1])
    return _counted(every, set(known) if len(known) <= MANY_KNOWN else None, viewer, day, today)


def sees(*, viewer: Viewer) -> Seen:
    """Whether the viewer sees the plan of every post that they see at all."""
    far, plans = reach(viewer, SEE_POSTS), reach(viewer, SEE_COVER)
    whole = plans.nation or (
        not far.nation and far.organisations <= plans.organisations and far.regions <= plans.regions
    )
    return Seen.PLAN if whole else Seen.YES_NO


def _counted(every: Sequence[Found], known: set[int] | None, viewer: Viewer, day: Day, today: Day) -> BenchOn:
    """Counted from those who count; where it is told whom the viewer knows by name, the others are read less."""
    plans, whole = reach(viewer, SEE_COVER), sees(viewer=viewer) is Seen.PLAN
    posts, critical = [one.post for one in every], {one.post for one in every if one.critical}
    rows = counting_with_band(viewer=viewer, day=day)
    said = Q(post__in=critical, use=Use.SUCCESSOR)
    if plans.is_empty:
        rows = rows.filter(said)
    elif known is None:
        rows = rows.filter(post__in=posts)
    else:
        rows = rows.filter(said | Q(person__in=known, post__in=posts))
    fields = ("post", "person", "use", "post__title", "post__organisation__name", "now_band", "now_review_by")
    lines = [_Line(*row) for row in rows.values_list(*fields)] if every else []
    strength = _strength(lines, critical, day, whole)
    if plans.is_empty:
        return BenchOn(strength)
    planned = None if whole else set(_planned(every, day, plans))
    told = [one for one in lines if planned is None or one.post in planned]
    return BenchOn(strength, _several([one for one in told if known is None or one.person in known]))


def _planned(every: Sequence[Found], day: Day, plans: Reach) -> Iterable[int]:
    posts = day.posts().filter(of_posts(plans, day, viewer=PUBLIC), pk__in=[one.post for one in every])
    return posts.values_list("pk", flat=True)


def _strength(lines: list[_Line], critical: set[int], day: Day, whole: bool) -> Bench:
    bench = [one for one in lines if one.post in critical and one.use == Use.SUCCESSOR]
    ready = [one for one in bench if one.band == Band.READY_NOW and one.review_by and one.review_by >= day.on]
    return Bench(
        critical=len(critical),
        confirmed=len({one.post for one in bench}),
        ready_now=len({one.post for one in ready}),
        people=len({one.person for one in ready}) if whole else 0,
    )


def _several(lines: list[_Line]) -> dict[int, dict[int, str]]:
    posts: dict[int, dict[int, str]] = defaultdict(dict)
    for one in lines:
        posts[one.person][one.post] = f"{one.title}, {one.place}"
    found = [(person, held) for person, held in posts.items() if len(held) >= SEVERAL]
    return dict(sorted(found, key=lambda each: (-len(each[1]), each[0])))
