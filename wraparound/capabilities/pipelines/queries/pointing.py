"""Posts for what points at them from above: a list of titles, whether one may be seen, and its story in counts.

A post is not about anybody, so whoever the caller's own rule lets in is given titles. Who holds one is told of nobody
whom the viewer could not see by name here anyway, but for a chief executive, whom the caller names by that role.
"""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from wraparound.capabilities.pipelines.access import SEE_POSTS
from wraparound.capabilities.pipelines.calculation.stories import story_from
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import may_be_named
from wraparound.capabilities.pipelines.queries.seeing import of_posts
from wraparound.capabilities.pipelines.terms.pointing import PostName, Stay, Story
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.people.access import Rule, ensure, reach
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Viewer


def posts_to_point_at(organisation: int, rule: Rule, *, viewer: Viewer, day: Day) -> tuple[PostName, ...]:
    """The posts that are there for an organisation on the day, its own and those that serve it too, by title.

    `rule` lets the viewer ask; the caller has seen to it that it reaches the organisation.
    """
    ensure(viewer, rule)
    rows = day.posts().filter(_of(organisation, day)).order_by("title_key", "pk")
    return tuple(_name(row) for row in rows)


def places_served(number: int, rule: Rule, *, viewer: Viewer, day: Day) -> frozenset[int]:
    """The organisations for which a post is there on the day: whose it is, and those that it serves too."""
    ensure(viewer, rule)
    own = day.posts().filter(pk=number).values_list("organisation", flat=True)
    return frozenset((*own, *day.shares().filter(post=number).values_list("organisation", flat=True)))


def name_of_post(number: int | None, rule: Rule, *, viewer: Viewer) -> PostName | None:
    """The post of this number, closed or moved ones too, at which the caller points already; `rule` lets them ask."""
    ensure(viewer, rule)
    row = Post.objects.filter(pk=number or 0).first()
    return _name(row) if row is not None else None


def post_seen(number: int | None, *, viewer: Viewer, day: Day) -> PostName | None:
    """The post of this number where the viewer may see it in pipelines, closed ones too; none otherwise."""
    far = reach(viewer, SEE_POSTS)
    if number is None or far.is_empty:
        return None
    row = Post.objects.filter(of_posts(far, day, viewer=viewer), pk=number).first()
    return _name(row) if row is not None else None


def holding_among(
    posts: Collection[PostName], people: Collection[str], rule: Rule, *, viewer: Viewer, day: Day
) -> dict[str, PostName]:
    """Who of these people, by key, whom the caller shows already, holds which of these posts substantively.

    Told of a chief executive's post, and of others whose holder the viewer may see by name in pipelines. `rule` lets
    the viewer ask; the looks are logged.
    """
    ensure(viewer, rule)
    if not posts or not people:
        return {}
    called = {one.number: one for one in posts}
    rows = list(
        day.holders()
        .filter(post__in=list(called), kind=HolderKind.SUBSTANTIVE, person__key__in=list(people))
        .order_by("-starts", "-pk")
        .values_list("person", "person__key", "post")
    )
    found = may_be_named(viewer=viewer, today=day, among=frozenset(row[0] for row in rows))
    named = set(found.values_list("pk", flat=True))
    told = [row for row in rows if row[0] in named or called[row[2]].role is PostRole.CHIEF_EXECUTIVE]
    shown(sorted({person for person, _, _ in told if person != viewer.person}), ("post held",), rule, viewer=viewer)
    return {str(key): called[post] for _, key, post in told}


def story_of(number: int, organisation: int, rule: Rule, *, viewer: Viewer, day: Day) -> Story | None:
    """How a post of an organisation was held up to the day, in counts and months; none where it is not one of theirs.

    `rule` lets the viewer ask; the caller has seen to it that it reaches the organisation.
    """
    ensure(viewer, rule)
    post = Post.objects.as_at(day.known).filter(_of(organisation, day), pk=number).first()
    if post is None:
        return None
    rows: QuerySet[Holder] = Holder.objects.as_at(day.known).counted().filter(post=number, starts__lte=day.on)
    stays = rows.values_list("kind", "person", "starts", "ends")
    return story_from(
        (Stay(kind=HolderKind(kind), person=person, starts=starts, ends=ends) for kind, person, starts, ends in stays),
        post.title,
        day.on,
    )


def _of(organisation: int, day: Day) -> Q:
    return Q(organisation=organisation) | Q(pk__in=day.shares().filter(organisation=organisation).values("post"))


def _name(row: Post) -> PostName:
    return PostName(number=row.pk, title=row.title, role=PostRole(row.role))


def held_since(
    organisations: Collection[str], roles: Collection[PostRole], *, viewer: Viewer, day: Day
) -> dict[str, tuple[tuple[PostRole, HolderKind, date | None], ...]]:
    """By the code of an organisation, how posts of these roles are held on the day and since when; nobody's name.

    Of the posts that the viewer may see in pipelines; none where they may see none. A post with no entry is vacant
    since no day that is known.
    """
    far = reach(viewer, SEE_POSTS)
    if far.is_empty or not organisations:
        return {}
    posts = day.posts().filter(of_posts(far, day, viewer=viewer), role__in=list(roles))
    posts = posts.filter(organisation__code__in=list(organisations), level=PostLevel.BOARD)
    rows = posts.order_by("organisation__code", "role", "pk").values_list("pk", "organisation__code", "role")
    stays = day.holders().filter(post__in=posts.values("pk")).order_by("starts", "pk")
    newest = {post: (HolderKind(kind), starts) for post, kind, starts in stays.values_list("post", "kind", "starts")}
    found: dict[str, tuple[tuple[PostRole, HolderKind, date | None], ...]] = {}
    for post, code, role in rows:
        held = newest.get(post, (HolderKind.VACANT, None))
        found[code] = (*found.get(code, ()), (PostRole(role), *held))
    return found
