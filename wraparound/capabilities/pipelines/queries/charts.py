"""The chart of an organisation: its posts and those that serve it too, by who reports to whom.

A few statements whatever the size: all posts are placed by number and title, and only those that the page shows are
read with their holders and successors. What a card says of somebody comes from `seeing`, as on every other page.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from wraparound.capabilities.pipelines.access import LEAD, SEE_COVER, SEE_POSTS
from wraparound.capabilities.pipelines.calculation.charts import branches_of, part_of, tree_of, upwards
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.queries.above import next_there
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.listing import Listed, listed_on
from wraparound.capabilities.pipelines.queries.naming import Part, may_be_named, may_follow
from wraparound.capabilities.pipelines.queries.seeing import (
    leads,
    of_posts,
    post_of,
    posts_seen,
    successors_with_band,
)
from wraparound.capabilities.pipelines.terms.charts import (
    MOST_FOUND,
    Above,
    Branch,
    Chart,
    ChartNode,
    ChartQuestion,
    NoSuchChart,
    Placed,
    Tree,
)
from wraparound.capabilities.pipelines.terms.lists import Seen
from wraparound.capabilities.pipelines.terms.posts import NoSuchPost
from wraparound.capabilities.pipelines.terms.succession import Sort, Use
from wraparound.people.access import allows, ensure, reach
from wraparound.people.calculation import name_key
from wraparound.people.models import Organisation
from wraparound.people.queries.organisations import NoSuchOrganisation, organisation_of
from wraparound.people.terms.access import Subject, Viewer


@dataclass(frozen=True)
class _Cards:
    """What the cards of a page say, by the number of the post."""

    posts: dict[int, Post]
    listed: Listed
    followed: frozenset[int]


class _Where(NamedTuple):
    """The organisation of a post and its region, by id, and its last day."""

    organisation: int
    region: int
    ends: date | None


def chart_of(code: str, asked: ChartQuestion, *, viewer: Viewer, day: Day, today: Day) -> Chart:
    """The chart of an organisation, cut to what the viewer may see; NoSuchChart where its posts are not theirs."""
    place = _place_of(code, viewer=viewer)
    where = _where(place, viewer=viewer, day=day)
    tree = tree_of(where)
    if asked.top is not None and asked.top not in tree.posts:
        raise NoSuchPost
    part = tree.posts if asked.top is None else part_of(tree, asked.top)
    matching = _found(asked.text, place, tree, viewer=viewer, day=day, today=today) & set(part)
    found = [one for one in tree.posts if one in matching][:MOST_FOUND]
    roots = tree.tops if asked.top is None else (asked.top,)
    branches = branches_of(tree, roots, asked, found=found)
    rows = [_row(tree.posts[one.number], where[tree.posts[one.number]], place) for one in branches]
    cards = _cards(rows, viewer=viewer, day=day, today=today)
    above = _superiors([one.number for one in branches if one.above is None], tree, viewer=viewer, day=day)
    listed = roots if asked.top is None else tree.under.get(asked.top, ())
    return Chart(
        organisation_code=place.code,
        organisation=place.name,
        made_up=place.made_up,
        on=day.on,
        as_shown=day.known is not None,
        leads=allows(viewer, LEAD, _about(place)),
        posts=len(part),
        critical=sum(tree.posts[one].critical for one in part),
        flat=len(tree.posts) > 1 and not any(tree.under.values()),
        top=None if asked.top is None else (asked.top, tree.posts[asked.top].title),
        chain=() if asked.top is None else _titled(reversed(upwards(tree, asked.top)), tree),
        found=_titled(found, tree),
        matching=len(matching),
        more=max(0, len(listed) - asked.first - asked.beside),
        nodes=tuple(_node(one, tree, cards, above, found=matching, viewer=viewer) for one in branches),
    )


def code_of_post(number: int, *, viewer: Viewer, day: Day) -> str:
    """The code of the organisation of a post that the viewer may see; NoSuchPost otherwise."""
    return str(post_of(number, viewer=viewer, day=day).organisation.code)


def _place_of(code: str, *, viewer: Viewer) -> Organisation:
    ensure(viewer, SEE_POSTS)
    try:
        place = organisation_of(code, viewer=viewer)
    except NoSuchOrganisation as trouble:
        raise NoSuchChart from trouble
    if not allows(viewer, SEE_POSTS, _about(place)):
        raise NoSuchChart
    return place


def _about(place: Organisation) -> Subject:
    return Subject.at(place.pk, place.region_id)


def _where(place: Organisation, *, viewer: Viewer, day: Day) -> dict[Placed, _Where]:
    """Every post of the organisation, and every one that serves it too, each with what a card needs besides.

    Only as much of each row as a chart needs: of many posts, reading the rest would take most of the time. A post whose
    superior was not there on the day stands below the next one up that was.
    """
    serving = day.shares().filter(organisation=place.pk).values("post")
    rows = posts_seen(viewer=viewer, day=day).filter(Q(organisation=place.pk) | Q(pk__in=serving))
    wanted = ("pk", "title", "reports_to", "critical", "organisation", "organisation__region", "ends")
    found = list(rows.values_list(*wanted))
    moved = next_there({row[2] for row in found} - {row[0] for row in found}, viewer=viewer, day=day)
    return {Placed(row[0], row[1], moved.get(row[2], row[2]), row[3]): _Where(*row[4:]) for row in found}


def _row(one: Placed, where: _Where, place: Organisation) -> Post:
    """As much of the row as `seeing` needs to say what it is about, and when it closes."""
    at = place if where.organisation == place.pk else Organisation(pk=where.organisation, region_id=where.region)
    return Post(pk=one.number, title=one.title, organisation=at, ends=where.ends)


def _found(text: str, place: Organisation, tree: Tree, *, viewer: Viewer, day: Day, today: Day) -> set[int]:
    """Posts whose title has every word of the text, or that somebody of that name holds or could follow in.

    Only by names that the viewer may see; by those who could follow only where they see more than yes or no.
    """
    words = name_key(text).split()
    if not words:
        return set()
    found = {one.number for one in tree.posts.values() if all(word in name_key(one.title) for word in words)}
    pairs = list(day.holders().filter(post__in=tree.posts, person__isnull=False).values_list("post", "person"))
    if allows(viewer, SEE_COVER, _about(place)):
        named = day.successors().filter(post__in=tree.posts, person__isnull=False)
        rows = list(named.values_list("post", "person", "post__organisation"))
        told, led = (
            may_follow((row[1] for row in rows), viewer=viewer, day=day, today=today),
            reach(viewer, LEAD).organisations,
        )
        pairs += [row[:2] for row in rows if row[1] in told or row[2] in led]
    people = may_be_named(viewer=viewer, today=today, among=frozenset(person for _, person in pairs))
    for word in words:
        people = people.filter(name_key__contains=word)
    meant = set(people.values_list("pk", flat=True)) if pairs else set()
    return found | {post for post, person in pairs if person in meant}


def _cards(posts: Sequence[Post], *, viewer: Viewer, day: Day, today: Day) -> _Cards:
    listed = listed_on(posts, Part((), ()), viewer=viewer, day=day, today=today)
    unplanned = [one.pk for one in posts if one.pk not in listed.planned]
    return _Cards({one.pk: one for one in posts}, listed, _followed(unplanned, viewer=viewer, day=day))


def _followed(posts: Collection[int], *, viewer: Viewer, day: Day) -> frozenset[int]:
    """Those of these posts for which somebody is confirmed to follow and still there: all that yes and no say."""
    if not posts:
        return frozenset()
    rows = successors_with_band(day, viewer=viewer).filter(post__in=posts, use=Use.SUCCESSOR, sort=Sort.NAMED)
    return frozenset(rows.filter(confirmed_on__lte=day.on, standing=True).values_list("post", flat=True))


def _superiors(
    tops: Sequence[int], tree: Tree, *, viewer: Viewer, day: Day
) -> dict[int, tuple[Above, tuple[int, str] | None]]:
    """Why each of these stands at the top, and to which post it reports where the viewer may see that one."""
    wanted = {one for top in tops if (one := tree.posts[top].reports_to) is not None and one not in tree.posts}
    rows = Post.objects.as_at(day.known).filter(of_posts(reach(viewer, SEE_POSTS), day, viewer=viewer), pk__in=wanted)
    seen = {row[0]: row for row in rows.values_list("pk", "title", "starts", "ends")} if wanted else {}
    found: dict[int, tuple[Above, tuple[int, str] | None]] = {}
    for top in tops:
        number = tree.posts[top].reports_to
        if number is None:
            found[top] = Above.NOBODY, None
        elif number in tree.posts:
            found[top] = Above.LOOP if top in tree.looped else Above.CHOSEN, (number, tree.posts[number].title)
        elif number in seen:
            _, title, starts, ends = seen[number]
            there = starts <= day.on and (ends is None or ends >= day.on)
            found[top] = Above.ELSEWHERE if there else Above.CLOSED, (number, title)
        else:
            found[top] = Above.UNSEEN, None
    return found


def _node(
    one: Branch,
    tree: Tree,
    cards: _Cards,
    above: dict[int, tuple[Above, tuple[int, str] | None]],
    *,
    found: Collection[int],
    viewer: Viewer,
) -> ChartNode:
    post, number = tree.posts[one.number], one.number
    why, reports_to = above.get(number, (None, None))
    listed = cards.listed
    planned = number in listed.planned
    return ChartNode(
        number=number,
        title=post.title,
        critical=post.critical,
        level=one.level,
        above=one.above,
        why_top=why,
        reports_to=reports_to,
        reports=len(tree.under.get(number, ())),
        below=tree.below[number],
        opening=one.opening,
        left_out=one.left_out,
        found=number in found,
        seen=Seen.PLAN if planned else Seen.YES_NO,
        leads=leads(cards.posts[number], viewer=viewer),
        holders=listed.held.get(number, ()),
        ahead=listed.ahead.get(number, ()),
        named=listed.named.get(number, ()),
        followed=None if planned else number in cards.followed,
    )


def _titled(numbers: Iterable[int], tree: Tree) -> tuple[tuple[int, str], ...]:
    return tuple((one, tree.posts[one].title) for one in numbers)
