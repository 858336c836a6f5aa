"""Posts follow how organisations are led together, on being told: a post is shared, or those of one that ends close.

What would hurt somebody is left to those who keep the post: a post with an open vacancy stays, and so does the own post
of an organisation that comes to share another's.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from wraparound.capabilities.pipelines.access import CARRY_OVER
from wraparound.capabilities.pipelines.actions.closing import close_kept, open_kept
from wraparound.capabilities.pipelines.models.posts import Post, Share
from wraparound.capabilities.pipelines.terms.posts import CannotKeep, PostLevel, PostRole
from wraparound.capabilities.pipelines.wording.posts import taken_over
from wraparound.people.access import ensure
from wraparound.people.models import Organisation
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing

DAY = timedelta(days=1)
SHARED = {"shared_chair": PostRole.CHAIR, "shared_chief": PostRole.CHIEF_EXECUTIVE}
"""The role of the post that each sort of arrangement shares."""
ACQUISITION = "acquisition"


def follow_arrangement(sort: str, leads: str, others: Iterable[str], on: date, *, at: datetime, by: Viewer) -> int:
    """Has posts follow what the boards agreed, from that day; how many posts were touched. Told twice, it is once."""
    ensure(by, CARRY_OVER)
    with changing("Posts follow how organisations are led together", at=at, by=by):
        lead = Organisation.objects.filter(code=leads).first()
        places = list(Organisation.objects.filter(code__in=list(others)).order_by("pk"))
        if lead is None:
            return 0
        if sort in SHARED:
            return _share(SHARED[sort], lead, places, on)
        return sum(_close(one, lead, on, at.date(), by) for one in places) if sort == ACQUISITION else 0


def end_arrangement(sort: str, leads: str, others: Iterable[str], last_day: date, *, at: datetime, by: Viewer) -> int:
    """The post is shared no longer after that day; how many times it was."""
    ensure(by, CARRY_OVER)
    with changing("Posts follow how organisations are led together", at=at, by=by):
        return _unshare(SHARED[sort], leads, others, last_day) if sort in SHARED else 0


def take_back_arrangement(sort: str, leads: str, others: Iterable[str], on: date, *, at: datetime, by: Viewer) -> int:
    """Undoes what followed from it: what was shared is so no longer, and what it closed is opened again."""
    ensure(by, CARRY_OVER)
    with changing("Posts follow how organisations are led together", at=at, by=by):
        if sort in SHARED:
            return _unshare(SHARED[sort], leads, others, max(on, at.date() - DAY))
        lead = Organisation.objects.filter(code=leads).first()
        if lead is None or sort != ACQUISITION:
            return 0
        because = taken_over(lead.name)
        closed = list(Post.objects.filter(organisation__code__in=list(others), ended_because=because).order_by("pk"))
        for post in closed:
            open_kept(post, at.date(), by=by)
        return len(closed)


def _share(role: PostRole, lead: Organisation, places: Iterable[Organisation], on: date) -> int:
    """The one post of the role serves them too; where none or several are entered, those who keep them say which."""
    posts = list(Post.objects.filter(organisation=lead, role=role, level=PostLevel.BOARD, ends__isnull=True)[:2])
    if len(posts) != 1:
        return 0
    post = posts[0]
    there = set(Share.objects.filter(post=post, ends__isnull=True).values_list("organisation", flat=True))
    new = [
        Share(controller_id=post.controller_id, post=post, organisation=one, starts=max(post.starts, on))
        for one in places
        if one.pk not in there
    ]
    for share in new:
        share.save()
    return len(new)


def _unshare(role: PostRole, leads: str, others: Iterable[str], last_day: date) -> int:
    shares = Share.objects.filter(
        post__organisation__code=leads, post__role=role, organisation__code__in=list(others), ends__isnull=True
    )
    for share in shares:
        share.ends = max(share.starts, last_day)
        share.save()
    return len(shares)


def _close(place: Organisation, into: Organisation, on: date, today: date, by: Viewer) -> int:
    """Every open post of an organisation that ends, the day before; those that cannot close stay for their keepers."""
    closed = 0
    for post in Post.objects.filter(organisation=place, ends__isnull=True).order_by("pk"):
        try:
            close_kept(post, on - DAY, taken_over(into.name), today, by=by)
        except CannotKeep:
            continue
        closed += 1
    return closed
