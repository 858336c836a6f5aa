"""Who may be considered for a post, and who may take it up."""

from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import may_be_named, still_there
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.people.models import DatedRows, Person
from wraparound.people.terms.access import Viewer


def released_for(post: Post, person: Person, *, viewer: Viewer, today: Day) -> DatedRows[Release]:
    """What releases them to be considered for posts in the region of this one: for nothing else are they considered."""
    rows = today.releases().filter(still_there(today, viewer=viewer), person=person, purpose=ReleaseFor.POSTS)
    return rows.filter(organisation__region=post.organisation.region_id)


def may_be_considered(post: Post, person: Person, *, viewer: Viewer, today: Day) -> bool:
    """Whether they are of the organisation of the post, or released to the trusts of its region for posts."""
    here = today.memberships().filter(person=person, organisation=post.organisation_id)
    released = released_for(post, person, viewer=viewer, today=today).filter(to=ReleaseTo.TRUSTS)
    return here.exists() or released.exists()


def may_take_up(post: Post, person: Person, *, viewer: Viewer, today: Day) -> bool:
    """Whether the viewer may have them hold the post: whoever may be considered, and who held one there before."""
    if not may_be_named(viewer=viewer, today=today, among=frozenset({person.pk})).exists():
        return False
    held = Holder.objects.counted().filter(person=person, post__organisation=post.organisation_id)
    return may_be_considered(post, person, viewer=viewer, today=today) or held.exists()
