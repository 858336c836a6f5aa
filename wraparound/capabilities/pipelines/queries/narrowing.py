"""Which posts a question is about: every filter is a condition of the store, so that counts and pages are right."""

from functools import lru_cache
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wraparound.capabilities.pipelines.access import LEAD, SEE_COVER
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import known_now, may_be_named
from wraparound.capabilities.pipelines.queries.seeing import FEW_DAYS, of_posts, posts_seen, standing, with_band
from wraparound.capabilities.pipelines.terms.posts import HolderKind
from wraparound.capabilities.pipelines.terms.question import Gap, PostsQuestion
from wraparound.capabilities.pipelines.terms.succession import Band, Sort, Use
from wraparound.people.access import reach
from wraparound.people.calculation import name_key, words_asked
from wraparound.people.queries.people import named_like
from wraparound.people.terms.access import PUBLIC, Viewer

MOST_WORDS = 5
"""Of a search; the others are left out."""


def narrowed(question: PostsQuestion, *, viewer: Viewer, day: Day, today: Day) -> QuerySet[Post]:
    """The posts of the day that the viewer may see and the question is about; in no order."""
    posts = posts_seen(viewer=viewer, day=day)
    told = {
        "organisation__code": question.organisation.upper(),
        "organisation__kind": question.kind,
        "organisation__region__code": question.region,
        "role": question.role,
        "level": question.level,
        "critical": question.critical,
    }
    posts = posts.filter(**{name: value for name, value in told.items() if value})
    if question.text.strip():
        posts = posts.filter(_called(question.text, viewer, day, today))
    return posts if question.gap is None else posts.filter(lacking(question.gap, viewer=viewer, day=day))


def lacking(gap: Gap, *, viewer: Viewer, day: Day) -> Any:
    """That a post lacks something, in the same words as `cover_of` and `SuccessorLine`: yes or no, and no more."""
    if gap is Gap.VACANT:
        return Exists(_held(HolderKind.VACANT, day))
    if gap is Gap.NO_SUBSTANTIVE:
        return ~Exists(_held(HolderKind.SUBSTANTIVE, day))
    if gap is Gap.NOBODY_READY:
        return ~has_in(Band.READY_NOW, viewer=viewer, day=day)
    if gap is Gap.STALE:
        return has_stale(viewer=viewer, day=day)
    use = Use.COVER if gap is Gap.NO_COVER else Use.SUCCESSOR
    named = counting(viewer=viewer, day=day).filter(use=use, post=OuterRef("pk"))
    if gap is not Gap.TOO_FEW:
        return ~Exists(named)
    many = named.order_by().values("post").annotate(many=Count("pk")).values("many")
    return Q(least_successors__gt=Coalesce(Subquery(many), 0))


def counting(*, viewer: Viewer, day: Day) -> QuerySet[Any]:
    """Those named on the day who count: confirmed people who are still there."""
    return _counting(day, with_bands=False).all()


def counting_with_band(*, viewer: Viewer, day: Day) -> QuerySet[Any]:
    """The same, each with `now_band` and `now_review_by`."""
    return _counting(day, with_bands=True).all()


def fresh(band: Band, day: Day, *, viewer: Viewer) -> Q:
    """Of those who count, with their band: that it is this one, and not past its review."""
    return Q(now_band=band, now_review_by__gte=day.on)


def has_in(band: Band, *, viewer: Viewer, day: Day) -> Exists:
    """That a post has a confirmed successor in a band who is not stale: in the first, one who is ready now."""
    rows = counting_with_band(viewer=viewer, day=day).filter(use=Use.SUCCESSOR, post=OuterRef("pk"))
    return Exists(rows.filter(fresh(band, day, viewer=viewer)))


def has_stale(*, viewer: Viewer, day: Day) -> Exists:
    """That a post has a confirmed successor whose readiness is past its review."""
    rows = counting_with_band(viewer=viewer, day=day).filter(use=Use.SUCCESSOR, post=OuterRef("pk"))
    return Exists(rows.filter(now_review_by__lt=day.on))


def _held(kind: HolderKind, day: Day) -> QuerySet[Any]:
    return day.holders().filter(post=OuterRef("pk"), kind=kind)


@lru_cache(maxsize=2 * FEW_DAYS)
def _counting(day: Day, *, with_bands: bool) -> QuerySet[Any]:
    rows = with_band(day, viewer=PUBLIC) if with_bands else day.successors()
    return rows.filter(standing(day, viewer=PUBLIC), sort=Sort.NAMED, confirmed_on__lte=day.on)


def _called(text: str, viewer: Viewer, day: Day, today: Day) -> Any:
    """That a post, its organisation, its holder or somebody named for it is called so.

    People are looked for among those only whom the viewer may see by name, and among those named only where the viewer
    sees the plan: a search finds nobody whom the list would not show.
    """
    words = name_key(text).replace("-", " ").split()[:MOST_WORDS]
    called = Q()
    for word in words:
        called &= Q(title_key__contains=word) | Q(organisation__name__icontains=word)
    if not words_asked(text):
        return called
    people = named_like(may_be_named(viewer=viewer, today=today), text, viewer=viewer).values("pk")
    held = Exists(day.holders().filter(post=OuterRef("pk"), person__in=people))
    named = Exists(day.successors().filter(post=OuterRef("pk"), person__in=people))
    led = Q(organisation__in=reach(viewer, LEAD).organisations)
    told = known_now(viewer=viewer, today=today, released_by=day.on).filter(pk__in=people)
    follow = Exists(day.successors().filter(post=OuterRef("pk"), person__in=told.values("pk")))
    planned = of_posts(reach(viewer, SEE_COVER), day, viewer=viewer)
    return called | Q(held) | (Q(named) & led) | (Q(follow) & planned)
