"""The list of posts that people live in: a page of it, and all of it as a sheet."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from django.db.models import Q

from wraparound.capabilities.pipelines.access import LEAD, SEE_POSTS
from wraparound.capabilities.pipelines.calculation.cover import cover_of
from wraparound.capabilities.pipelines.calculation.lists import next_review, pages_of, tomorrow_of
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.queries.bench import BenchOn, Found, bench_on, sees
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.listing import Listed, listed_on
from wraparound.capabilities.pipelines.queries.naming import Part
from wraparound.capabilities.pipelines.queries.narrowing import narrowed
from wraparound.capabilities.pipelines.queries.remembering import until_changed
from wraparound.capabilities.pipelines.queries.seeing import PLANS_SHOW, leads, posts_seen
from wraparound.capabilities.pipelines.queries.yes_no import yes_and_no
from wraparound.capabilities.pipelines.terms.lists import Known, Seen, YesNo
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.question import (
    MOST_PROPPING,
    GroupBy,
    PostGroup,
    PostRow,
    PostsChoices,
    PostsPage,
    PostsQuestion,
    PostsSheet,
)
from wraparound.capabilities.pipelines.wording.posts import ROLES
from wraparound.people.access import reach
from wraparound.people.models import Organisation, Region
from wraparound.people.terms.access import Subject, Viewer

ON_A_PAGE = 25
AT_ONCE = 500
"""Posts of a sheet that are read together: their people fit into one statement of any store."""
FEW = 40
"""Organisations that are listed to choose from; more are searched by name."""
_PLACE = ("organisation__name", "organisation", "level", "title_key", "pk")
_ROLES = {role.value: place for place, role in enumerate(PostRole)}
_ORDERS: dict[GroupBy | None, tuple[Any, ...]] = {
    None: _PLACE,
    GroupBy.ORGANISATION: _PLACE,
    GroupBy.ROLE: _PLACE,
    GroupBy.REGION: ("organisation__region__name", *_PLACE),
}
_KEYS = {
    GroupBy.ORGANISATION: "organisation__code",
    GroupBy.ROLE: "role",
    GroupBy.REGION: "organisation__region__name",
}


@dataclass(frozen=True)
class Every:
    """All posts that a question has, in the order of the list (ids); of each group how many, by key; and the bench."""

    posts: tuple[int, ...]
    many: Mapping[Any, int]
    bench: BenchOn
    anything: bool


def posts_page(question: PostsQuestion, *, viewer: Viewer, day: Day, today: Day) -> PostsPage:
    """A page of the posts of the day: by organisation, level and title, cut to what the viewer may see today."""
    asked = (question.asked(), day, today)
    every = until_changed("posts", asked, lambda: _all_of(question, viewer, day, today), viewer=viewer)
    pages = pages_of(len(every.posts), ON_A_PAGE)
    page = min(question.page, pages)
    here = every.posts[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    others = Part(every.bench.several, PLANS_SHOW, MOST_PROPPING)
    rows, known = _rows(here, others, viewer, day, today)
    return PostsPage(
        question=question,
        day=day.on,
        rows=rows,
        groups=_groups(every.many, rows, question.group),
        matching=len(every.posts),
        page=page,
        pages=pages,
        bench=every.bench.strength,
        propping=every.bench.propping(known, MOST_PROPPING, viewer=viewer),
        sees=sees(viewer=viewer),
        anything=every.anything,
    )


def posts_sheet(question: PostsQuestion, *, viewer: Viewer, day: Day, today: Day) -> PostsSheet:
    """Every post that the question has on all its pages, in the same order: exactly what the pages show."""
    every, nobody = _every(question, viewer, day, today), Part((), PLANS_SHOW)
    return PostsSheet(
        question=question,
        day=day.on,
        rows=tuple(row for some in batched(every, AT_ONCE) for row in _sheet_rows(some, nobody, viewer, day, today)),
        bench=bench_on(every, viewer=viewer, day=day, today=today).strength,
        sees=sees(viewer=viewer),
        is_past=day != today,
    )


def choices_of(rows: Sequence[PostRow], *, viewer: Viewer) -> tuple[PostsChoices, tuple[tuple[str, str], ...]]:
    """What the viewer's list can be narrowed to; and code and name of the organisations that they lead.

    `rows` are those of the page: whoever reaches one organisation only learns its name from them.
    """
    far, led = reach(viewer, SEE_POSTS), reach(viewer, LEAD)
    if rows and len(far.organisations) == 1 and not (far.nation or far.regions):
        here = {(one.organisation_code, one.organisation) for one in rows if one.leads}
        return PostsChoices(organisations=(), regions=()), tuple(here)
    within = Q() if far.nation else Q(pk__in=far.organisations) | Q(region__in=far.regions)
    known = Organisation.objects.filter(within).exclude(kind="Region").order_by("name", "pk")
    places = list(known.values_list("pk", "region", "code", "name")[: FEW + 1])
    theirs = tuple((code, name) for pk, _, code, name in places if led.covers(Subject(organisations=frozenset({pk}))))
    regions: Iterable[tuple[str, str]] = ()
    if far.nation or len(far.regions) > 1:
        several = Region.objects.all() if far.nation else Region.objects.filter(pk__in=far.regions)
        regions = several.order_by("name").values_list("code", "name")
    few = tuple((code, name) for _, _, code, name in places) if len(places) <= FEW else ()
    return PostsChoices(organisations=few, regions=tuple(regions)), theirs


def _all_of(question: PostsQuestion, viewer: Viewer, day: Day, today: Day) -> Every:
    every = _every(question, viewer, day, today)
    return Every(
        posts=tuple(one.post for one in every),
        many=Counter(one.key for one in every) if question.group else {},
        bench=bench_on(every, viewer=viewer, day=day, today=today),
        anything=bool(every) or posts_seen(viewer=viewer, day=today).exists(),
    )


def _every(question: PostsQuestion, viewer: Viewer, day: Day, today: Day) -> list[Found]:
    """All posts that the question is about, in the order of the list: found once, for pages, counts and the bench."""
    posts = narrowed(question, viewer=viewer, day=day, today=today).order_by(*_ORDERS[question.group])
    key = _KEYS[question.group] if question.group else "pk"
    every = [Found(*row) for row in posts.values_list("pk", "critical", key)]
    return sorted(every, key=lambda one: _ROLES[one.key]) if question.group is GroupBy.ROLE else every


def _sheet_rows(found: Sequence[Found], nobody: Part, viewer: Viewer, day: Day, today: Day) -> tuple[PostRow, ...]:
    return _rows([one.post for one in found], nobody, viewer, day, today)[0]


def _rows(
    found: Sequence[int], others: Part, viewer: Viewer, day: Day, today: Day
) -> tuple[tuple[PostRow, ...], dict[int, Known]]:
    """These posts as rows; and, by name, those of `others` whom the viewer may see."""
    if not found:
        return (), {}
    read = day.posts().select_related("organisation__region").in_bulk(found)
    posts = [read[one] for one in found if one in read]
    seen = listed_on(posts, others, viewer=viewer, day=day, today=today)
    unplanned = [one.pk for one in posts if one.pk not in seen.planned]
    answers = yes_and_no(unplanned, viewer=viewer, day=day)
    rows = tuple(_row(one, seen, answers.get(one.pk), viewer, day) for one in posts)
    return rows, seen.known


def _row(post: Post, seen: Listed, answer: YesNo | None, viewer: Viewer, day: Day) -> PostRow:
    named = seen.named.get(post.pk, ())
    cover = None if answer else cover_of(named)
    place, review = post.organisation, next_review(named)
    return PostRow(
        number=post.pk,
        title=post.title,
        role=PostRole(post.role),
        level=PostLevel(post.level),
        critical=post.critical,
        critical_because=post.critical_because,
        least_successors=post.least_successors,
        organisation_code=place.code,
        organisation=place.name,
        kind=place.kind,
        region=place.region.name,
        seen=Seen.YES_NO if answer else Seen.PLAN,
        leads=leads(post, viewer=viewer),
        holders=seen.held.get(post.pk, ()),
        ahead=seen.ahead.get(post.pk, ()),
        named=named,
        cover=cover,
        yes_no=answer,
        tomorrow=tomorrow_of(answer or cover_of(named)),
        next_review=review,
        stale=answer.stale if answer else bool(cover and cover.stale),
    )


def _groups(many: Mapping[Any, int], rows: Sequence[PostRow], group: GroupBy | None) -> tuple[PostGroup, ...]:
    """The groups of a page, with how many posts each has on all pages."""
    if group is None:
        return ()
    words = dict(_group_of(one, group) for one in rows)
    return tuple(PostGroup(key=key, words=said, posts=many[key]) for key, said in words.items())


def _group_of(row: PostRow, group: GroupBy) -> tuple[str, str]:
    """Key and words of the group in which a row stands."""
    if group is GroupBy.ROLE:
        return row.role, str(ROLES[row.role])
    return (row.region, row.region) if group is GroupBy.REGION else (row.organisation_code, row.organisation)
