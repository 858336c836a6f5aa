"""What posts ask of those who keep them today: holders expected to leave, and posts that stand or will be empty."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from wraparound.capabilities.pipelines.access import LEAD
from wraparound.capabilities.pipelines.models.posts import Holder
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.terms.posts import HolderKind
from wraparound.capabilities.pipelines.wording.needs import empty_words, ending_words, leaving_words
from wraparound.people.access import reach
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

SOON = timedelta(days=90)
LONG = timedelta(days=90)
AHEAD = timedelta(days=183)
"""How long before it stands empty a critical post is asked about: time enough for a competition."""
MOST = 10


def needs_of_posts(*, viewer: Viewer, today: date) -> Iterator[Need]:
    """In one statement, and without a name; of posts of organisations that the viewer leads for talent."""
    led = reach(viewer, LEAD).organisations
    if not led:
        return
    now = Day(today).holders().filter(post__organisation__in=led, post__in=Day(today).posts())
    others = Holder.objects.counted().filter(post=OuterRef("post"), person__isnull=False)
    follows = others.filter(Q(ends__isnull=True) | Q(ends__gt=OuterRef("ends")))
    there = Day(today).holders().filter(post=OuterRef("post")).exclude(kind=HolderKind.VACANT)
    ending = Q(expected_end__lte=today + SOON, ends__isnull=True)
    empty = Q(kind=HolderKind.VACANT, starts__lte=today - LONG, ends__isnull=True) & ~Exists(there)
    leaving = Q(ends__lte=today + AHEAD, person__isnull=False, post__critical=True, post__ends__isnull=True)
    found = now.filter(ending | empty | (leaving & ~Exists(follows))).select_related("post__organisation")
    rows = found.order_by(Coalesce("ends", "expected_end"), "starts", "pk")
    # Two who share a post and leave it on one day leave one post empty.
    listed = list({(row.post_id, row.ends or row.pk): row for row in rows[: 2 * MOST + 2]}.values())
    for row in listed[:MOST]:
        yield _need(row, today)
    if len(listed) > MOST:
        yield Need("More posts need to be looked at.", "/pipelines/", "See them all")


def _need(row: Holder, today: date) -> Need:
    title, place, number = row.post.title, row.post.organisation.name, row.post_id
    if row.ends is not None:
        words = leaving_words(title, place, row.ends)
        return Need(words, f"/pipelines/posts/{number}/", "See who could stand in or follow", row.ends)
    if row.expected_end is None:
        words = empty_words(title, place, row.starts)
        return Need(words, f"/pipelines/posts/{number}/", "See who could stand in or follow", None)
    words = ending_words(title, place, HolderKind(row.kind), row.expected_end, today=today)
    over = row.expected_end < today
    address = f"/pipelines/holders/{row.pk}/leave/" if over else f"/pipelines/posts/{number}/"
    return Need(words, address, "Say how it stands" if over else "See the plan", row.expected_end)
