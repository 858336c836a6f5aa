"""What is held of the people who could be considered for a vacancy: posts, agreed readiness, what they would consider.

The same for whoever asks: what the organisation of the post may read of them. Whose names a viewer sees is cut after.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from wraparound.capabilities.pipelines.models.people import Interest
from wraparound.capabilities.pipelines.models.posts import Holder, Post
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.interests import in_terms
from wraparound.capabilities.pipelines.queries.naming import still_there
from wraparound.capabilities.pipelines.terms.matching import Facts, PostFact, ReadyFact
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.people.models import Person
from wraparound.people.terms.access import PUBLIC, Viewer


@dataclass(frozen=True)
class Considered:
    """Ids of the people who could be considered for a post, and of those among them who were released for it."""

    own: frozenset[int]
    released: frozenset[int]

    @property
    def people(self) -> tuple[int, ...]:
        """All of them."""
        return tuple(sorted(self.own | self.released))


def considered_for(post: Post, *, viewer: Viewer, day: Day) -> Considered:
    """The organisation's own people in a pipeline, and those released to the trusts of its region for posts.

    Without whoever holds the post substantively on the day: it is to be filled after them.
    """
    here = day.memberships().filter(organisation=post.organisation_id)
    held = Holder.objects.as_at(day.known).counted().filter(starts__lte=day.on, person__isnull=False)
    shown = Interest.objects.filter(shown_at_work=True)
    in_a_pipeline = (
        Q(person__in=held.values("person"))
        | Q(person__in=day.readiness().values("person"))
        | Q(person__in=shown.values("person"))
    )
    there = set(
        Person.objects.filter(is_active=True, pk__in=here.filter(in_a_pipeline).values("person")).values_list(
            "pk", flat=True
        )
    )
    released = day.releases().filter(
        still_there(day, viewer=PUBLIC),
        purpose=ReleaseFor.POSTS,
        to=ReleaseTo.TRUSTS,
        organisation__region=post.organisation.region_id,
    )
    others = set(released.filter(person__is_active=True).values_list("person", flat=True)) - there
    holding = day.holders().filter(post=post.pk, kind=HolderKind.SUBSTANTIVE).values_list("person", flat=True)
    holders = {one for one in holding if one is not None}
    return Considered(own=frozenset(there - holders), released=frozenset(others - holders))


def facts_of(who: Considered, *, viewer: Viewer, day: Day) -> dict[int, Facts]:
    """What is held of each of them by the day, by id; what they would consider where it is to be read."""
    people = who.people
    posts, ready = _posts(people, day), _readiness(people, day)
    readable = Q(person__in=who.released) | Q(person__in=who.own, shown_at_work=True)
    said = {row.person_id: row for row in Interest.objects.as_at(day.known).filter(readable)}
    return {
        one: Facts(
            posts=tuple(posts.get(one, ())),
            readiness=tuple(ready.get(one, ())),
            interests=in_terms(said[one]) if one in said else None,
            said_on=said[one].updated_on if one in said else None,
        )
        for one in people
    }


def _posts(people: Sequence[int], day: Day) -> dict[int, list[PostFact]]:
    rows = Holder.objects.as_at(day.known).counted().filter(person__in=people, starts__lte=day.on)
    found: dict[int, list[PostFact]] = defaultdict(list)
    for row in rows.select_related("post__organisation").order_by("-starts", "-pk"):
        found[row.person_id or 0].append(
            PostFact(
                title=row.post.title,
                organisation=row.post.organisation.name,
                kind_of_place=row.post.organisation.kind,
                role=PostRole(row.post.role),
                level=PostLevel(row.post.level),
                how=HolderKind(row.kind),
                starts=row.starts,
                ends=row.ends,
            )
        )
    return found


def _readiness(people: Sequence[int], day: Day) -> dict[int, list[ReadyFact]]:
    found: dict[int, list[ReadyFact]] = defaultdict(list)
    for row in day.readiness().filter(person__in=people).order_by("-starts", "-pk"):
        found[row.person_id].append(
            ReadyFact(
                role=PostRole(row.role),
                level=PostLevel(row.level),
                kind=row.kind,
                band=Band(row.band),
                agreed_on=row.starts,
                review_by=row.review_by,
            )
        )
    return found
