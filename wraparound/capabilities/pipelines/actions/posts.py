"""Posts are kept: entered and changed. Nothing of them is deleted; closing.py ends them."""

from datetime import date, datetime, timedelta

from wraparound.capabilities.pipelines.access import LEAD
from wraparound.capabilities.pipelines.models.posts import Holder, Post, Share
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.seeing import about, post_of
from wraparound.capabilities.pipelines.terms.posts import (
    FIRST_DAY,
    LONGEST_REASON,
    LONGEST_TITLE,
    MOST_SUCCESSORS,
    CannotKeep,
    NewPost,
)
from wraparound.people.access import ensure
from wraparound.people.calculation import clean_name, name_key
from wraparound.people.models import Organisation
from wraparound.people.queries.organisations import organisation_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell
from wraparound.records.actions.rights import ensure_unchanged

DAY = timedelta(days=1)
FAR = timedelta(days=366)
"""How far ahead a first or a last day may lie."""
MOST_ABOVE = 50
"""Posts one above the other: beyond it, they are taken for a loop."""


def add_post(code: str, new: NewPost, *, at: datetime, by: Viewer) -> int:
    """A post of an organisation; its number. CannotKeep where it does not fit together."""
    place = organisation_of(code, viewer=by)
    ensure(by, LEAD, Subject.at(place.pk, place.region_id))
    with changing("A post was entered", at=at, by=by):
        post = Post(controller=place.controller, organisation=place)
        _put(post, new, at.date(), by)
        post.save()
        share(post, new.shared_with, at.date(), by=by)
        tell_of_post(post, "opened", at.date(), by=by)
    return int(post.pk)


def change_post(number: int, new: NewPost, *, version: int, at: datetime, by: Viewer) -> None:
    """A post as it should be; ChangedMeanwhile where somebody else changed it since it was read."""
    with changing("A post was changed", at=at, by=by):
        post = kept_post(number, at.date(), by=by)
        ensure_unchanged(post, version, by=by)
        if post.ends is not None:
            raise CannotKeep("It is closed. Open it again to change it.")
        if Holder.objects.counted().filter(post=post, starts__lt=new.starts).exists():
            raise CannotKeep("Somebody held it before that first day. Give a day that is not after the first holder's.")
        _put(post, new, at.date(), by)
        post.save()
        share(post, new.shared_with, at.date(), by=by)


def kept_post(number: int, today: date, *, by: Viewer) -> Post:
    """The row of a post that the actor keeps; NoSuchPost where they do not see it, NotYours where it is another's.

    A post that serves their organisation too is kept by the one that it belongs to.
    """
    post = post_of(number, viewer=by, day=Day(today), rule=LEAD)
    ensure(by, LEAD, about(post, viewer=by))
    return post


def _put(post: Post, new: NewPost, today: date, by: Viewer) -> None:
    title = clean_name(new.title)
    if not title or len(title) > LONGEST_TITLE:
        raise CannotKeep(f"Give the post a title of at most {LONGEST_TITLE} letters.")
    if new.critical and not new.critical_because.strip():
        raise CannotKeep("Say why it is critical: what would go wrong if it stood empty.")
    if not FIRST_DAY <= new.starts <= today + FAR:
        raise CannotKeep("Look at the year of its first day: not before 1948, and at most a year ahead.")
    _ensure_numbers(new.least_successors, new.most_successors)
    post.title, post.title_key = title, name_key(title)[: 2 * LONGEST_TITLE]
    post.role, post.level, post.grade = new.role, new.level, new.grade
    post.executive, post.voting, post.critical = new.executive, new.voting, new.critical
    post.critical_because = new.critical_because.strip()[:LONGEST_REASON] if new.critical else ""
    post.least_successors, post.most_successors = new.least_successors, new.most_successors
    post.starts = new.starts
    if not new.keeps_above:
        post.reports_to = _above(post, new.reports_to, today, by)


def _ensure_numbers(least: int | None, most: int | None) -> None:
    for one in (least, most):
        if one is not None and not 0 <= one <= MOST_SUCCESSORS:
            raise CannotKeep(f"How many successors are wanted is a number from 0 to {MOST_SUCCESSORS}.")
    if least is not None and most is not None and least > most:
        raise CannotKeep("The least number of successors is above the most. Change one of the two.")


def _above(post: Post, number: int | None, today: date, by: Viewer) -> Post | None:
    """The post that it reports to: open, of an organisation that the actor leads, and not below it."""
    if number is None:
        return None
    above = post_of(number, viewer=by, day=Day(today), rule=LEAD)
    if above.ends is not None and above.ends < today:
        raise CannotKeep(f"“{above.title}” is closed. Choose a post that is there.")
    upwards: Post | None = above
    for _ in range(MOST_ABOVE):
        if upwards is None:
            return above
        if post.pk is not None and upwards.pk == post.pk:
            break
        upwards = upwards.reports_to
    raise CannotKeep(f"“{above.title}” reports to this post, directly or through others. It cannot stand above it too.")


def share(post: Post, codes: tuple[str, ...], today: date, *, by: Viewer) -> None:
    """Has it serve these organisations too, from today, and no others any longer: yesterday was their last day."""
    wanted = {
        place.pk: place for code in codes if (place := organisation_of(code, viewer=by)).pk != post.organisation_id
    }
    current = list(Share.objects.filter(post=post, ends__isnull=True))
    for row in current:
        if row.organisation_id not in wanted:
            row.ends = max(row.starts, today - DAY)
            row.save()
    there = {row.organisation_id for row in current}
    Share.objects.bulk_create(
        Share(controller_id=post.controller_id, post=post, organisation=place, starts=max(post.starts, today))
        for place in wanted.values()
        if place.pk not in there
    )


def tell_of_post(post: Post, what: str, on: date, *, by: Viewer) -> None:
    """Lets others know that a post was opened or closed."""
    place: Organisation = post.organisation
    tell(
        f"pipelines.post_{what}",
        {"post": str(post.pk), "organisation": place.code, "on": on.isoformat()},
        by=by,
        of=post,
    )
