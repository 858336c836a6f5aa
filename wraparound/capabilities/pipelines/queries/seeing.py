"""Posts with their holders and those named for them, each cut to what the viewer may see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from wraparound.capabilities.pipelines.access import LEAD, SEE_COVER, SEE_OWN_NAMES, SEE_POSTS, SEE_RELEASED
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.queries.above import is_there, next_above, not_there
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import (
    known_now,
    may_follow,
    names_seen,
    still_there,
)
from wraparound.capabilities.pipelines.terms.lists import HolderLine, Known, PostTerms, Seen, SuccessorLine
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import (
    CostPer,
    Grade,
    HolderKind,
    Left,
    NoSuchPost,
    PostLevel,
    PostRole,
)
from wraparound.capabilities.pipelines.terms.succession import Band, Sort, State, Use
from wraparound.people.access import Rule, allows, ensure, reach
from wraparound.people.terms.access import PUBLIC, Reach, Subject, Viewer
from wraparound.records.models.log import Change
from wraparound.records.queries.history import version_number

HOLDERS_SHOW = ("name", "post held")
PLANS_SHOW = ("name", "named for a post", "readiness")
FEW_DAYS, FEW_REACHES = 8, 64
"""Days, and reaches, for which what is asked of the store is kept ready-made; the answers are not kept."""


def posts_seen(*, viewer: Viewer, day: Day, rule: Rule = SEE_POSTS) -> QuerySet[Post]:
    """The posts that were there on the day, as far as the rule lets the viewer look today; in no order."""
    ensure(viewer, rule)
    return day.posts().filter(of_posts(reach(viewer, rule), day, viewer=viewer))


def of_posts(far: Reach, day: Day, *, viewer: Viewer, at: str = "") -> Q:
    """That a post belongs to, or is shared today with, what the reach covers.

    Of the row itself, or of the post `at` the end of a reference such as "post__".
    """
    if far.nation:
        return Q()
    return _of_posts(far, day.now, at) if not far.is_empty else Q(pk__in=[])


@lru_cache(maxsize=FEW_REACHES)
def _of_posts(far: Reach, today: Day, at: str) -> Q:
    return _reached(far, at) | Q((f"{at}pk__in", today.shares().filter(_reached(far)).values("post")))


def post_of(number: int, *, viewer: Viewer, day: Day, rule: Rule = SEE_POSTS) -> Post:
    """The row of a post that the rule lets the viewer see, closed ones too; NoSuchPost otherwise.

    With `above_seen`: whether they may see the post that it reports to, which can be of another organisation; with
    `gone_below`: whether one that was not there on the day reports to it; and with the `newest` change of this site, by
    which `remembering` tells what has to be found anew.
    """
    every = Post.objects.as_at(day.known)
    above = every.filter(of_posts(reach(viewer, SEE_POSTS), day, viewer=viewer), pk=OuterRef("reports_to"))
    newest = Subquery(Change.objects.order_by("-pk").values("pk")[:1])
    gone = every.filter(not_there(viewer=viewer, day=day), reports_to=OuterRef("pk"))
    rows = every.annotate(above_seen=Exists(above), gone_below=Exists(gone), newest=newest)
    rows = rows.filter(of_posts(reach(viewer, rule), day, viewer=viewer))
    found = rows.select_related("organisation__region", "reports_to", "controller").filter(pk=number).first()
    if found is None:
        raise NoSuchPost
    return found


def about(post: Post, *, viewer: Viewer) -> Subject:
    """What a post is about: its organisation and region, and nobody."""
    return Subject.at(post.organisation_id, post.organisation.region_id)


def leads(post: Post, *, viewer: Viewer) -> bool:
    """Whether the viewer leads the organisation of the post for talent, and so keeps it."""
    return allows(viewer, LEAD, about(post, viewer=viewer))


def post_terms(post: Any, *, viewer: Viewer, day: Day, brief: bool = False) -> PostTerms:
    """A row of `post_of` as a term.

    A `brief` one leaves out whom it is shared with, and its version; and what it reports to is as it was entered.
    """
    entered = post.reports_to if post.above_seen else None
    place, above = post.organisation, entered if brief else _above(post, entered, day, viewer)
    shares = day.shares().filter(post=post.pk).select_related("organisation").order_by("organisation__name")
    return PostTerms(
        number=post.pk,
        title=post.title,
        role=PostRole(post.role),
        level=PostLevel(post.level),
        executive=post.executive,
        voting=post.voting,
        grade=Grade(post.grade),
        critical=post.critical,
        critical_because=post.critical_because,
        organisation_code=place.code,
        organisation=place.name,
        kind=place.kind,
        region=place.region.name,
        made_up=place.made_up,
        reports_to=(above.pk, above.title) if above else None,
        shared_with=() if brief else tuple((one.organisation.code, one.organisation.name) for one in shares),
        least_successors=post.least_successors,
        most_successors=post.most_successors,
        starts=post.starts,
        ends=post.ends,
        ended_because=post.ended_because,
        seen=Seen.PLAN if post.pk in plans_seen([post], viewer=viewer, day=day) else Seen.YES_NO,
        leads=leads(post, viewer=viewer),
        version=version_number(post, viewer=viewer) if day.known is None and not brief else 0,
        above_unseen=above is None and post.reports_to is not None,
    )


def _above(post: Post, entered: Post | None, day: Day, viewer: Viewer) -> Post | None:
    """The post to which it reports; where that was not there, the next one up that was and that the viewer may see."""
    above = post.reports_to
    if above is None or is_there(above, viewer=viewer, day=day):
        return entered
    seen = day.posts().filter(of_posts(reach(viewer, SEE_POSTS), day, viewer=viewer)).exclude(pk=post.pk)
    return seen.filter(next_above(above.pk, viewer=viewer, day=day)).first() or entered


def holders_on(posts: Sequence[Post], *, viewer: Viewer, day: Day, today: Day) -> dict[int, tuple[HolderLine, ...]]:
    """Who held each of these posts on the day, by the number of the post: the first to begin first."""
    rows = holder_rows(posts, viewer=viewer, day=day)
    known = names_seen((row.person_id for row in rows), HOLDERS_SHOW, viewer=viewer, today=today)
    return holder_lines(rows, posts, known, viewer=viewer)


def holder_rows(posts: Sequence[Post], *, viewer: Viewer, day: Day) -> list[Holder]:
    """The rows behind `holders_on`, for a query that asks for all its names at once."""
    rows = list(day.holders().filter(post__among=frozenset(one.pk for one in posts)).order_by("starts", "pk"))
    return without_others(rows, posts, viewer=viewer, today=day.now)


def holder_rows_ahead(posts: Sequence[Post], *, viewer: Viewer, day: Day, today: Day) -> list[Holder]:
    """The same rows, and those of whoever is entered for later where the day looks ahead, in one question."""
    rows = day.holders_ahead(today).filter(post__among=frozenset(one.pk for one in posts))
    return without_others(list(rows.order_by("starts", "pk")), posts, viewer=viewer, today=today)


def without_others(rows: list[Holder], posts: Sequence[Post], *, viewer: Viewer, today: Day) -> list[Holder]:
    """These rows, without the person where they are known only by a post that they held elsewhere.

    Whoever leads a trust and keeps its region too knows somebody who left by that past, and not by the post of another
    trust that they hold now: of those posts they see whom a region sees.
    """
    own, both = reach(viewer, SEE_OWN_NAMES), not reach(viewer, SEE_RELEASED).is_empty
    if own.is_empty or own.nation or not both:
        return rows
    theirs = {one.pk for one in posts if one.organisation_id in own.organisations}
    elsewhere = [row for row in rows if row.post_id not in theirs and row.person_id is not None]
    people = frozenset(row.person_id or 0 for row in elsewhere)
    now = set(known_now(viewer=viewer, today=today, among=people).values_list("pk", flat=True)) if people else people
    hidden = [row for row in elsewhere if row.person_id not in now]
    shares = today.shares().filter(organisation__in=own.organisations, post__in={row.post_id for row in hidden})
    serve = set(shares.values_list("post", flat=True)) if hidden else set()
    for row in hidden:
        if row.post_id not in serve:
            row.person_id = None
    return rows


def holder_lines(
    rows: Sequence[Holder], posts: Sequence[Post], known: Mapping[int, Known], *, viewer: Viewer
) -> dict[int, tuple[HolderLine, ...]]:
    """The lines of rows of holders, each with a name where `known` has it; by the number of the post."""
    led = {one.pk for one in posts if leads(one, viewer=viewer)}
    found: dict[int, list[HolderLine]] = defaultdict(list)
    for row in rows:
        found[row.post_id].append(_holder_line(row, known, leads=row.post_id in led))
    return {post: tuple(lines) for post, lines in found.items()}


def named_on(posts: Sequence[Post], *, viewer: Viewer, day: Day, today: Day) -> dict[int, tuple[SuccessorLine, ...]]:
    """Who was named for each of these posts on the day, by the number of the post; in neutral order, by name.

    Nothing of posts of which the viewer sees yes or no only. For the same post, every page that shows who is named
    asks here, so that nobody is hidden on one and shown on another.
    """
    rows = named_rows(posts, viewer=viewer, day=day)
    told = may_follow((row.person_id for row in rows), viewer=viewer, day=day, today=today)
    known = names_seen(told_among(rows, posts, told, viewer=viewer), PLANS_SHOW, viewer=viewer, today=today)
    return named_lines(rows, posts, known, told, viewer=viewer, day=day)


def named_rows(posts: Sequence[Post], *, viewer: Viewer, day: Day) -> list[Any]:
    """The rows behind `named_on`, for a query that asks for all its names at once."""
    return rows_of_plans(plans_seen(posts, viewer=viewer, day=day), day, viewer=viewer)


def rows_of_plans(planned: frozenset[int], day: Day, *, viewer: Viewer) -> list[Any]:
    """The rows of those named for posts whose plans the viewer sees."""
    return list(successors_with_band(day, viewer=viewer).filter(post__among=planned)) if planned else []


def named_lines(
    rows: Sequence[Any],
    posts: Sequence[Post],
    known: Mapping[int, Known],
    told: Set[int],
    *,
    viewer: Viewer,
    day: Day,
) -> dict[int, tuple[SuccessorLine, ...]]:
    """The lines of `named_rows`, each with a name where `known` has it; of posts of others only those `told`."""
    led = {one.pk for one in posts if leads(one, viewer=viewer)}
    named = {one: name for one, name in known.items() if one in told}
    found: dict[int, list[SuccessorLine]] = defaultdict(list)
    for row in rows:
        is_led = row.post_id in led
        found[row.post_id].append(_successor_line(row, known if is_led else named, day, leads=is_led))
    return {post: tuple(sorted(lines, key=_neutral)) for post, lines in found.items()}


def told_among(rows: Sequence[Any], posts: Sequence[Post], told: Set[int], *, viewer: Viewer) -> list[int | None]:
    """The people of these rows whom their plans may name to the viewer."""
    led = {one.pk for one in posts if leads(one, viewer=viewer)}
    return [row.person_id for row in rows if row.post_id in led or row.person_id in told]


def successors_with_band(day: Day, *, viewer: Viewer) -> QuerySet[Any]:
    """Those named on the day, each with `now_band`, `now_review_by` and `standing`; the caller cuts them to posts."""
    rows: QuerySet[Any] = with_band(day, viewer=viewer).annotate(standing=standing(day, viewer=viewer))
    return rows


@lru_cache(maxsize=FEW_DAYS)
def _with_band(day: Day) -> QuerySet[Any]:
    agreed = (
        day.readiness()
        .filter(
            person=OuterRef("person"),
            role=OuterRef("post__role"),
            level=OuterRef("post__level"),
            kind=OuterRef("post__organisation__kind"),
        )
        .order_by("-starts", "-pk")  # on the day on which one replaces another, the newer
    )
    return day.successors().annotate(
        now_band=Subquery(agreed.values("band")[:1]), now_review_by=Subquery(agreed.values("review_by")[:1])
    )


def with_band(day: Day, *, viewer: Viewer) -> QuerySet[Any]:
    """Those named on the day, each with `now_band` and `now_review_by`: the same question on every page of a day."""
    rows: QuerySet[Any] = _with_band(day)
    return rows.filter()


def standing(day: Day, *, viewer: Viewer) -> Exists:
    """That somebody named belonged to the organisation of the post on the day, or was released to its trusts for it."""
    return _standing(day)


@lru_cache(maxsize=FEW_DAYS)
def _standing(day: Day) -> Exists:
    here = day.memberships().filter(person=OuterRef("person"), organisation=OuterRef("post__organisation"))
    released = day.releases().filter(
        still_there(day, viewer=PUBLIC),
        to=ReleaseTo.TRUSTS,
        purpose=ReleaseFor.POSTS,
        person=OuterRef("person"),
        organisation__region=OuterRef("post__organisation__region"),
    )
    return Exists(here) | Exists(released)  # type: ignore[return-value]  # Django combines conditions so


def plans_seen(posts: Iterable[Post], *, viewer: Viewer, day: Day) -> frozenset[int]:
    """Numbers of those of these posts of whose cover the viewer sees more than yes or no.

    Of posts that they reach themselves, or that serve today an organisation which they reach.
    """
    numbers = {one.pk: allows(viewer, SEE_COVER, about(one, viewer=viewer)) for one in posts}
    far, rest = reach(viewer, SEE_COVER), [number for number, seen in numbers.items() if not seen]
    shared: set[int] = set()
    if rest and not far.is_empty:
        shared = set(day.now.shares().filter(_reached(far), post__in=rest).values_list("post", flat=True))
    return frozenset(number for number, seen in numbers.items() if seen or number in shared)


def _reached(far: Reach, at: str = "") -> Q:
    """What the store need not ask is left out; a reach to neither organisations nor regions is none."""
    found = Q(pk__in=[])
    if far.organisations:
        found |= Q((f"{at}organisation__in", far.organisations))
    if far.regions:
        found |= Q((f"{at}organisation__region__in", far.regions))
    return found


def _holder_line(row: Holder, known: Mapping[int, Known], *, leads: bool) -> HolderLine:
    return HolderLine(
        number=row.pk,
        post=row.post_id,
        kind=HolderKind(row.kind),
        known=known.get(row.person_id or 0),
        starts=row.starts,
        ends=row.ends,
        expected_end=row.expected_end,
        left_because=Left(row.left_because) if leads and row.left_because else None,
        cost=row.cost if leads else None,
        cost_per=CostPer(row.cost_per),
    )


def _successor_line(row: Any, known: Mapping[int, Known], day: Day, *, leads: bool) -> SuccessorLine:
    sort = Sort(row.sort)
    there = sort is not Sort.NAMED or bool(row.standing)
    # What is agreed about somebody who went is no longer a matter of this plan.
    band, review_by = (row.now_band or row.band, row.now_review_by) if there else (None, None)
    confirmed = row.confirmed_on is not None and row.confirmed_on <= day.on
    return SuccessorLine(
        number=row.pk,
        post=row.post_id,
        use=Use(row.use),
        sort=sort,
        state=State.CONFIRMED if confirmed else State.PROPOSED,
        known=known.get(row.person_id or 0),
        label=row.label if leads else "",
        band=Band(band) if band else None,
        review_by=review_by,
        stale=review_by is not None and review_by < day.on,
        standing=there,
        because=row.because if leads else "",
        named_on=row.starts,
        confirmed_on=row.confirmed_on if confirmed else None,
    )


def _neutral(one: SuccessorLine) -> tuple[object, ...]:
    """By name, those not named after them by when they were named: an order that says nothing of anybody."""
    return (one.known is None, one.known.name.casefold() if one.known else "", one.named_on, one.number)
