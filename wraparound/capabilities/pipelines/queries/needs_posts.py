"""What posts ask of those who keep them today: holders expected to leave, posts that stand or will be empty, and an own
post beside a shared one."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from wraparound.capabilities.pipelines.access import LEAD
from wraparound.capabilities.pipelines.models.posts import Holder, Share
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.needs_rows import Part, Row, part
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.wording.needs import beside_words, empty_words, ending_words, leaving_words
from wraparound.people.access import reach
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need

SOON = timedelta(days=90)
LONG = timedelta(days=90)
AHEAD = timedelta(days=183)
"""How long before it stands empty a critical post is asked about: time enough for a competition."""
MOST = 10
LED_ALONE = (PostRole.CHAIR, PostRole.CHIEF_EXECUTIVE)
"""Of these an organisation has one: its own, or one that it shares."""


def asked_of_posts(*, viewer: Viewer, today: date) -> Iterator[Part]:
    """Without a name; of posts of organisations that the viewer leads for talent."""
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
    yield part(
        now.filter(ending | empty | (leaving & ~Exists(follows))),
        lambda found: _of_posts(found, today),
        viewer=viewer,
        record="pk",
        number="post",
        title="post__title",
        place="post__organisation__name",
        first="starts",
        second="expected_end",
        third="ends",
        word="kind",
    )
    shared = Share.objects.current(today).filter(organisation=OuterRef("organisation"), post__role=OuterRef("role"))
    served = shared.filter(post__level=OuterRef("level"), post__ends__isnull=True)
    beside = Day(today).posts().filter(organisation__in=led, role__in=LED_ALONE, level=PostLevel.BOARD)
    yield part(
        beside.filter(Exists(served), ends__isnull=True),
        _own_beside_shared,
        viewer=viewer,
        record="pk",
        number="pk",
        title="title",
        place="organisation__name",
    )


def _own_beside_shared(found: Sequence[Row]) -> Iterator[Need]:
    for row in sorted(found, key=lambda one: (one.place, one.title))[:MOST]:
        words = beside_words(row.title, row.place)
        yield Need(words, f"/pipelines/posts/{row.number}/close/", "Close its own post", None)


def _of_posts(found: Sequence[Row], today: date) -> Iterator[Need]:
    rows = sorted(found, key=lambda one: (one.third or one.second or date.max, one.first or today, one.record))
    # Two who share a post and leave it on one day leave one post empty.
    listed = list({(row.number, row.third or row.record): row for row in rows}.values())
    for row in listed[:MOST]:
        yield _need(row, today)
    if len(listed) > MOST:
        yield Need("More posts need to be looked at.", "/pipelines/", "See them all")


def _need(row: Row, today: date) -> Need:
    starts, expected_end, ends = row.first or today, row.second, row.third
    post, who = f"/pipelines/posts/{row.number}/", "See who could stand in or follow"
    if ends is not None:
        return Need(leaving_words(row.title, row.place, ends), post, who, ends)
    if expected_end is None:
        return Need(empty_words(row.title, row.place, starts), post, who, None)
    words = ending_words(row.title, row.place, HolderKind(row.word), expected_end, today=today)
    if expected_end < today:
        return Need(words, f"/pipelines/holders/{row.record}/leave/", "Say how it stands", expected_end)
    return Need(words, post, "See the plan", expected_end)
