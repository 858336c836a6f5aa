"""Who may be considered for a post, and who may take it up."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import QuerySet

from wraparound.capabilities.pipelines.access import SEE_OWN_NAMES
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import (
    may_be_named,
    names_and_followers,
    released_to,
    still_there,
)
from wraparound.capabilities.pipelines.queries.seeing import leads
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.people.access import reach
from wraparound.people.models import DatedRows, Person
from wraparound.people.terms.access import Viewer


def released_for(post: Post, person: Person, *, viewer: Viewer, today: Day) -> DatedRows[Release]:
    """What releases them to be considered for posts in the region of this one: for nothing else are they considered."""
    rows = today.releases().filter(still_there(today, viewer=viewer), person=person, purpose=ReleaseFor.POSTS)
    return rows.filter(organisation__region=post.organisation.region_id)


def released_into(
    places: Mapping[int, int], people: Collection[int], *, viewer: Viewer, today: Day
) -> frozenset[tuple[int, int]]:
    """Which of these people are released to be considered for posts of which organisations, by their regions.

    For many at once what `may_be_considered` asks for one, beside who is of the organisation.
    """
    rows = today.releases().filter(still_there(today, viewer=viewer), purpose=ReleaseFor.POSTS, to=ReleaseTo.TRUSTS)
    found = rows.filter(organisation__region__in=set(places.values())).values_list("person", "organisation__region")
    return frozenset(
        (person, place) for person, region in found if person in people for place, of in places.items() if of == region
    )


def may_be_considered(post: Post, person: Person, *, viewer: Viewer, today: Day) -> bool:
    """Whether they are of the organisation of the post, or released to the trusts of its region for posts."""
    here = today.memberships().filter(person=person, organisation=post.organisation_id)
    released = released_for(post, person, viewer=viewer, today=today).filter(to=ReleaseTo.TRUSTS)
    return here.exists() or released.exists()


def known_as_considered(
    people: Iterable[int], post: Post, released: frozenset[int], *, viewer: Viewer, day: Day, today: Day
) -> dict[int, Known]:
    """Those among these people, by id, whom the viewer may know to be considered for a post; the caller logs the look.

    Never whoever is named to them only because they held a post of theirs, nor on an earlier day whoever was released
    later; and where they do not lead the organisation of the post, only who was released to be considered for posts:
    those of `shown_for_posts`.
    """
    known, told = names_and_followers(people, viewer=viewer, day=day, today=today)
    if not leads(post, viewer=viewer) and not reach(viewer, SEE_OWN_NAMES).nation:
        told &= released
    return {one: name for one, name in known.items() if one in told}


def released_for_posts(people: Iterable[int], *, viewer: Viewer, today: Day) -> frozenset[int]:
    """Those among these people, by id, who are released to the viewer to be considered for posts; all for the site."""
    wanted = frozenset(people)
    if reach(viewer, SEE_OWN_NAMES).nation or not wanted:
        return wanted
    rows = shown_for_posts(viewer=viewer, today=today).filter(person__in=wanted)
    return frozenset(rows.values_list("person", flat=True))


def shown_for_posts(*, viewer: Viewer, today: Day) -> QuerySet[Release]:
    """The releases by which somebody is shown to the viewer today to be considered for posts."""
    return released_to(viewer=viewer, today=today).filter(purpose=ReleaseFor.POSTS)


def may_take_up(post: Post, person: Person, *, viewer: Viewer, today: Day) -> bool:
    """Whether the viewer may have them hold the post: whoever may be considered, and who held one there before."""
    if not may_be_named(viewer=viewer, today=today, among=frozenset({person.pk})).exists():
        return False
    held = Holder.objects.counted().filter(person=person, post__organisation=post.organisation_id)
    return may_be_considered(post, person, viewer=viewer, today=today) or held.exists()
