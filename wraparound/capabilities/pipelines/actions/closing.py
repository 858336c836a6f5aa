"""A post is closed, and all that hangs on it ends with it; taken back, all of it is as it was before."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q

from wraparound.capabilities.pipelines.actions.posts import FAR, kept_post, tell_of_post
from wraparound.capabilities.pipelines.actions.settling import settle
from wraparound.capabilities.pipelines.models.posts import Holder, Post, Share
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.capabilities.pipelines.terms.posts import LONGEST_REASON, CannotKeep, HolderKind, Left
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged
from wraparound.records.models.keeping import FOREVER, KEPT, Record
from wraparound.records.queries.history import version_number

CLOSED = "The post was closed"


def close_post(
    number: int, *, last_day: date, because: str, at: datetime, by: Viewer, version: int | None = None
) -> None:
    """The last day of a post: who held it leaves it with that day, and nobody is named for it any longer."""
    if not because.strip():
        raise CannotKeep("Say why it ends: whoever looks for the post later will read it.")
    with changing(CLOSED, at=at, by=by):
        post = kept_post(number, at.date(), by=by)
        if version is not None:
            ensure_unchanged(post, version, by=by)
        _ensure_closable(post, last_day, at.date())
        post.ends, post.ended_because = last_day, because.strip()[:LONGEST_REASON]
        post.save()
        _end_holders(post, last_day, by)
        for share in _going_on(Share, post, last_day):
            share.ends = max(share.starts, last_day)
            share.save()
        for named in _going_on(Successor, post, last_day):
            named.ends = last_day if named.starts <= last_day else max(named.starts, at.date())
            named.ended_because = CLOSED
            named.save()
        for below in Post.objects.filter(reports_to=post):
            if below.ends is None or below.ends > last_day:
                below.reports_to = post.reports_to
                below.save()
        tell_of_post(post, "closed", last_day, by=by)


def open_post_again(number: int, *, at: datetime, by: Viewer) -> None:
    """Takes the closing of a post back: all that ended with it is as it was before, unless it was changed since."""
    with changing("A post was opened again", at=at, by=by):
        post = kept_post(number, at.date(), by=by)
        if post.ends is None:
            raise CannotKeep("It is open.")
        closing = version_number(post, viewer=by)
        post.ends, post.ended_because = None, ""
        post.save()
        for kind in (Holder, Share, Successor):
            _as_before(kind, closing, kind.objects.filter(post=post).values_list("pk", flat=True))
        _as_before(Post, closing, Post.objects.exclude(pk=post.pk).values_list("pk", flat=True))
        settle(post, by=by)
        tell_of_post(post, "opened", at.date(), by=by)


def _ensure_closable(post: Post, last_day: date, today: date) -> None:
    if post.ends is not None:
        raise CannotKeep(f"It is closed already: its last day is {day(post.ends)}.")
    if last_day > today + FAR:
        raise CannotKeep("That last day lies more than a year ahead. Enter it when it is nearer.")
    later = Holder.objects.counted().filter(post=post, starts__gt=last_day).exclude(kind=HolderKind.VACANT)
    if last_day < post.starts or later.exists():
        raise CannotKeep("It began, or somebody took it up, after that day. Give a later one.")


def _end_holders(post: Post, last_day: date, by: Viewer) -> None:
    """Whoever holds it leaves with the day; what of its being empty lies after it falls away."""
    for row in _going_on(Holder, post, last_day):
        if row.kind != HolderKind.VACANT and not row.taken_back:
            row.ends, row.left_because = last_day, row.left_because or Left.REORGANISED
            row.save()
    settle(post, by=by)


def _going_on[Row: (Holder, Share, Successor)](kind: type[Row], post: Post, last_day: date) -> list[Row]:
    """Rows of a post that would go on after the day."""
    rows = kind.objects.filter(Q(ends__isnull=True) | Q(ends__gt=last_day), post=post)
    return list(rows.order_by("pk"))


def _as_before(kind: type[Record], closing: int, among: Iterable[int]) -> None:
    """Has rows that a change altered, and nobody since, be as they were before it."""
    kept = KEPT[kind._meta.label_lower]
    versions = kept.versions._default_manager
    now = versions.filter(v_record__in=among, v_change=closing, v_until=FOREVER)
    before = versions.filter(v_record__in=now.values("v_record"), v_until_change=closing).exclude(v_change=closing)
    for was in before:
        row = kind._default_manager.get(pk=was.v_record)
        for field in kept.tracked:
            setattr(row, field.attname, getattr(was, field.attname))
        row.save()
