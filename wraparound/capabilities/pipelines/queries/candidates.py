"""Who could be named for a post: found by name, or by what was agreed for such a post."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from wraparound.capabilities.pipelines.access import PROPOSE
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import (
    known_now,
    may_be_named,
    names_seen,
    names_shown,
    still_there,
)
from wraparound.capabilities.pipelines.queries.seeing import about, post_of
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.plans import Candidate
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.people.access import ensure
from wraparound.people.calculation import words_asked
from wraparound.people.models import Person
from wraparound.people.queries.people import named_like
from wraparound.people.terms.access import Viewer

ON_A_PAGE = 20
CANDIDATES_SHOW = ("name", "where they belong", "readiness")


def candidates(number: int, text: str, *, chosen: str = "", viewer: Viewer, today: Day) -> tuple[Candidate, ...]:
    """People whom the viewer may name, by name, a page at most: those whose name begins so, and whoever is chosen.

    Without words to find them by, those with whom a readiness for such a post was agreed. Of whoever only held a post
    here once, nothing but the name.
    """
    post = post_of(number, viewer=viewer, day=today, rule=PROPOSE)
    ensure(viewer, PROPOSE, about(post, viewer=viewer))
    people = may_be_named(viewer=viewer, today=today)
    found = list(
        _found(people, text, post, today, viewer).order_by("name_key", "pk").values_list("pk", flat=True)[:ON_A_PAGE]
    )
    if (key := _key(chosen)) is not None:
        found += people.filter(key=key).values_list("pk", flat=True)
    known = names_seen(found, CANDIDATES_SHOW, viewer=viewer, today=today)
    now = list(known_now(viewer=viewer, today=today, among=frozenset(known)).values_list("pk", flat=True))
    jobs = dict(today.memberships().filter(person__in=now).order_by("starts").values_list("person", "job"))
    agreed = _agreed(post, today).filter(person__in=now)
    bands = {person: (Band(band), review_by) for person, band, review_by in agreed.values_list(*_AGREED)}
    standing = _standing(now, post, today, viewer)
    return tuple(
        Candidate(
            known=one,
            job=jobs.get(one.number, ""),
            band=bands[one.number][0] if one.number in bands else None,
            stale=one.number in bands and bands[one.number][1] < today.on,
            standing=one.number in standing,
            only_held=one.number not in now,
        )
        for one in sorted(known.values(), key=lambda one: (one.name.casefold(), one.number))
    )


def to_name(key: str, *, viewer: Viewer, today: Day) -> Known | None:
    """Whoever is about to be named, once the post is chosen; none where the viewer may not see them by name."""
    if not key or (found := _key(key)) is None:
        return None
    row = may_be_named(viewer=viewer, today=today).filter(key=found).first()
    if row is None:
        return None
    names_shown([row.pk], ("name",), viewer=viewer)
    return Known(row.pk, str(row.key), row.name)


_AGREED = ("person", "band", "review_by")


def _found(people: QuerySet[Person], text: str, post: Post, today: Day, viewer: Viewer) -> QuerySet[Person]:
    if not words_asked(text):
        return known_now(viewer=viewer, today=today).filter(pk__in=_agreed(post, today).values("person"))
    return named_like(people, text, viewer=viewer)


def _agreed(post: Post, today: Day) -> QuerySet[Any]:
    return today.readiness().filter(role=post.role, level=post.level, kind=post.organisation.kind)


def _standing(people: list[int], post: Post, today: Day, viewer: Viewer) -> frozenset[int]:
    """Those who belong to the organisation of the post, or are released to its trusts to be considered for posts."""
    here = today.memberships().filter(person=OuterRef("pk"), organisation=post.organisation_id)
    released = today.releases().filter(
        still_there(today, viewer=viewer),
        person=OuterRef("pk"),
        purpose=ReleaseFor.POSTS,
        to=ReleaseTo.TRUSTS,
        organisation__region=post.organisation.region_id,
    )
    rows = Person.objects.filter(Exists(here) | Exists(released), pk__in=people)
    return frozenset(rows.values_list("pk", flat=True))


def _key(chosen: str) -> UUID | None:
    try:
        return UUID(chosen)
    except ValueError:
        return None
