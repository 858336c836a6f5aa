"""A post is closed, and all that hangs on it ends with it; taken back, all of it is as it was before.

Posts below it still report to it: queries/above.py has them stand below the next one that is there.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import Q

from wraparound.capabilities.pipelines.actions.holders import end_holding
from wraparound.capabilities.pipelines.actions.posts import FAR, kept_post, tell_of_post
from wraparound.capabilities.pipelines.actions.settling import settle
from wraparound.capabilities.pipelines.actions.succession import end_naming
from wraparound.capabilities.pipelines.models.posts import Holder, Post, PostVersion, Share
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.capabilities.pipelines.queries.vacancies import open_of
from wraparound.capabilities.pipelines.terms.posts import LONGEST_REASON, CannotKeep, HolderKind, Left
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ensure_unchanged
from wraparound.records.models.keeping import KEPT

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
        close_kept(post, last_day, because.strip(), at.date(), by=by)


def close_kept(post: Post, last_day: date, because: str, today: date, *, by: Viewer) -> None:
    """Closes a row that was found to be the actor's to close; CannotKeep where that day does not fit."""
    _ensure_closable(post, last_day, today)
    if open_of(post.pk, viewer=by).exists():
        raise CannotKeep("A vacancy of it is open. Withdraw it first: those who are considered are told with it.")
    post.ends, post.ended_because = last_day, because[:LONGEST_REASON]
    post.save()
    _end_holders(post, last_day, by)
    for share in _going_on(Share, post, last_day):
        share.ends = max(share.starts, last_day)
        share.save()
    for named in _going_on(Successor, post, last_day):
        end_naming(named, last_day if named.starts <= last_day else today, CLOSED, by=by)
    tell_of_post(post, "closed", last_day, by=by)


def open_post_again(number: int, *, at: datetime, by: Viewer) -> None:
    """Takes the closing of a post back: all that ended with it is as it was before, unless it was changed since."""
    with changing("A post was opened again", at=at, by=by):
        post = kept_post(number, at.date(), by=by)
        if post.ends is None:
            raise CannotKeep("It is open.")
        open_kept(post, at.date(), by=by)


def open_kept(post: Post, today: date, *, by: Viewer) -> None:
    """Takes back the closing of a row that was found to be the actor's to open."""
    closing = _closing_of(post)
    post.ends, post.ended_because = None, ""
    post.save()
    for kind in (Holder, Share, Successor):
        _as_before(kind, closing, post)
    settle(post, by=by)
    tell_of_post(post, "opened", today, by=by)


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
            end_holding(row, last_day, row.left_because or Left.REORGANISED, by=by)
    settle(post, by=by)


def _going_on[Row: (Holder, Share, Successor)](kind: type[Row], post: Post, last_day: date) -> list[Row]:
    """Rows of a post that would go on after the day."""
    rows = kind.objects.filter(Q(ends__isnull=True) | Q(ends__gt=last_day), post=post)
    return list(rows.order_by("pk"))


def _closing_of(post: Post) -> int:
    """The change that closed it: the last in which it came to have a last day. Others may have touched it since."""
    versions: Any = PostVersion._default_manager.filter(v_record=post.pk)
    closing = 0
    for change, ends in versions.order_by("-v_version").values_list("v_change", "ends"):
        if ends is None:
            break
        closing = change
    return closing


def _as_before(kind: type[Holder | Share | Successor], closing: int, post: Post) -> None:
    """Takes back what a change wrote in rows of a post, but for those whose last day somebody changed since."""
    kept = KEPT[kind._meta.label_lower]
    rows: Any = kept.versions._default_manager
    versions = rows.filter(post_id=post.pk).order_by("v_version")
    closed = {one.v_record: one for one in versions.filter(v_change=closing)}
    before = {one.v_record: one for one in versions.filter(v_until_change=closing).exclude(v_change=closing)}
    for row in kind.objects.filter(pk__in=closed.keys() & before.keys(), post=post).order_by("pk"):
        was, then = before[row.pk], closed[row.pk]
        if row.ends != then.ends:
            continue
        for name in (field.attname for field in kept.tracked):
            if getattr(row, name) == getattr(then, name):
                setattr(row, name, getattr(was, name))
        row.save()
