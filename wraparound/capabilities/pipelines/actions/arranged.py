"""Posts follow how organisations are led together, on being told: a post is shared, or those of one that ends close.

What would hurt somebody is left to those who keep the post: a post with an open vacancy stays, and so does the own post
of an organisation that comes to share another's.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q

from wraparound.capabilities.pipelines.access import CARRY_OVER
from wraparound.capabilities.pipelines.actions.closing import close_kept, open_kept
from wraparound.capabilities.pipelines.models.posts import Post, Share
from wraparound.capabilities.pipelines.terms.posts import CannotKeep, PostLevel, PostRole
from wraparound.capabilities.pipelines.wording.posts import taken_over
from wraparound.people.access import ensure
from wraparound.people.models import Organisation
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import remove
from wraparound.records.terms import Basis

DAY = timedelta(days=1)
SHARED = {"shared_chair": PostRole.CHAIR, "shared_chief": PostRole.CHIEF_EXECUTIVE}
"""The role of the post that each sort of arrangement shares."""
ACQUISITION = "acquisition"
TAKEN_BACK = "An arrangement of organisations was taken back"


def follow_arrangement(
    sort: str, leads: str, others: Iterable[str], on: date, *, last_day: date | None = None, at: datetime, by: Viewer
) -> int:
    """Has posts follow what the boards agreed, from that day; how many posts were touched. Told twice, it is once."""
    ensure(by, CARRY_OVER)
    with changing("Posts follow how organisations are led together", at=at, by=by):
        lead = Organisation.objects.filter(code=leads).first()
        places = list(Organisation.objects.filter(code__in=list(others)).order_by("pk"))
        if lead is None:
            return 0
        if sort in SHARED:
            return _share(SHARED[sort], lead, places, on, last_day)
        return sum(_close(one, lead, on, at.date(), by) for one in places) if sort == ACQUISITION else 0


def end_arrangement(
    sort: str, leads: str, others: Iterable[str], on: date, *, last_day: date, at: datetime, by: Viewer
) -> int:
    """What has been shared since `on` is so no longer after its last day; how many times it was."""
    ensure(by, CARRY_OVER)
    with changing("Posts follow how organisations are led together", at=at, by=by):
        shares = _shared_by_it(sort, leads, others, on)
        # One that its keeper ended earlier stays ended then.
        longer = [share for share in shares if share.ends is None or share.ends > last_day]
        for share in longer:
            share.ends = max(share.starts, last_day)
            share.save()
        return len(longer)


def take_back_arrangement(sort: str, leads: str, others: Iterable[str], on: date, *, at: datetime, by: Viewer) -> int:
    """Undoes what followed from it, as if it had never been: shares go, and what it closed is opened again."""
    ensure(by, CARRY_OVER)
    with changing("Posts follow how organisations are led together", at=at, by=by):
        if sort in SHARED:
            gone = [share.pk for share in _shared_by_it(sort, leads, others, on)]
            return remove(Share._meta.label_lower, gone, basis=Basis.UNDO, why=TAKEN_BACK, at=at, by=by)
        lead = Organisation.objects.filter(code=leads).first()
        if lead is None or sort != ACQUISITION:
            return 0
        because = taken_over(lead.name)
        closed = list(Post.objects.filter(organisation__code__in=list(others), ended_because=because).order_by("pk"))
        for post in closed:
            open_kept(post, at.date(), by=by)
        return len(closed)


def _share(role: PostRole, lead: Organisation, places: Iterable[Organisation], on: date, last_day: date | None) -> int:
    """The one post of the role serves them too; where none or several are entered, those who keep them say which."""
    posts = list(Post.objects.filter(organisation=lead, role=role, level=PostLevel.BOARD, ends__isnull=True)[:2])
    if len(posts) != 1:
        return 0
    post = posts[0]
    starts = max(post.starts, on)
    if last_day is not None and last_day < starts:
        # It was over before this post began.
        return 0
    still = Share.objects.filter(Q(ends__isnull=True) | Q(ends__gte=starts), post=post)
    there = set(still.values_list("organisation", flat=True))
    new = [
        Share(controller_id=post.controller_id, post=post, organisation=one, starts=starts, ends=last_day)
        for one in places
        if one.pk not in there
    ]
    for share in new:
        share.save()
    return len(new)


def _shared_by_it(sort: str, leads: str, others: Iterable[str], on: date) -> list[Share]:
    """The shares that began with an arrangement: one that a keeper had entered before stays theirs."""
    if sort not in SHARED:
        return []
    shares = Share.objects.filter(
        post__organisation__code=leads,
        post__role=SHARED[sort],
        organisation__code__in=list(others),
    )
    return [one for one in shares.select_related("post") if one.starts == max(one.post.starts, on)]


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
