"""Whoever takes up a post belongs to its organisation; whoever leaves it may leave that too."""

from datetime import date, datetime

from django.db.models import Q

from wraparound.capabilities.pipelines.access import LEAD
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.people.actions.people import end_membership, take_on
from wraparound.people.models import Membership, Person
from wraparound.people.terms.access import Viewer


def join_with(person: Person, post: Post, starts: date, *, at: datetime, by: Viewer) -> None:
    """Has somebody belong to the organisation of a post they take up, unless they do already, then or by now."""
    here = Membership.objects.filter(person=person, organisation=post.organisation)
    if starts <= at.date() and here.current(at.date()).exists():
        return
    take_on(person, post.organisation, post.title, starts=starts, rule=LEAD, at=at, by=by)


def leave_with(person: Person, post: Post, last_day: date, *, at: datetime, by: Viewer) -> None:
    """Has somebody leave the organisation of the post they leave; CannotKeep where they hold another post there."""
    place = post.organisation
    held = Holder.objects.counted().filter(person=person, post__organisation=place).select_related("post")
    other = held.filter(Q(ends__isnull=True) | Q(ends__gt=last_day)).order_by("starts", "pk").first()
    if other is not None:
        raise CannotKeep(
            f"They hold another post here after that day: {other.post.title}. Enter their last day there first, or "
            "leave the tick out."
        )
    open_ones = Membership.objects.filter(person=person, organisation=place, ends__isnull=True)
    if open_ones.filter(starts__gt=last_day).exists():
        raise CannotKeep("They are entered as belonging here from after that day. Leave the tick out.")
    if open_ones.exists():
        end_membership(str(person.key), place.code, on=last_day, at=at, by=by, rule=LEAD)
