"""Whose name somebody may see in a pipeline: the one place that says so, for every page, export and search."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wraparound.capabilities.pipelines.access import SEE_OWN_NAMES, SEE_RELEASED
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Holder
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.terms.people import ReleaseTo
from wraparound.people.access import reach
from wraparound.people.models import FORGOTTEN, Organisation, Person
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Reach, Viewer

Some = Sequence[int] | QuerySet[Any, Any]


@dataclass(frozen=True)
class Part:
    """People of a part of a page, and the fields of them that it shows; at most so many, the first of whom may be."""

    people: Iterable[int | None]
    fields: tuple[str, ...]
    most: int | None = None


def names_seen(
    people: Iterable[int | None], fields: tuple[str, ...], *, viewer: Viewer, today: Day
) -> dict[int, Known]:
    """Those among these people, by id, whom the viewer may see by name today; the looks are logged.

    Whatever day a page is about, the viewer's rights, and what people have agreed to, are those of today.
    """
    return names_seen_in([Part(people, fields)], viewer=viewer, today=today)


def names_seen_in(parts: Sequence[Part], *, viewer: Viewer, today: Day) -> dict[int, Known]:
    """The same for several parts of a page at once: whoever is in none of them is not told, and not logged."""
    asked = [(list(dict.fromkeys(one for one in part.people if one is not None)), part) for part in parts]
    found = names_among((one for people, _ in asked for one in people), viewer=viewer, today=today)
    told: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for people, part in asked:
        told[part.fields] |= set([one for one in people if one in found][: part.most])
    for fields, shown_ones in told.items():
        names_shown(sorted(shown_ones), fields, viewer=viewer)
    return {one: found[one] for one in sorted(set().union(*told.values()))}


def names_among(people: Iterable[int | None], *, viewer: Viewer, today: Day) -> dict[int, Known]:
    """Those among these people, by id, whom the viewer may see, for a page that shows only some of them.

    Whom it shows it must say with `names_shown`; where all are shown, `names_seen` does both.
    """
    wanted = sorted({one for one in people if one is not None})
    if not wanted:
        return {}
    rows = may_be_named(viewer=viewer, today=today, among=wanted).values_list("pk", "key", "name")
    return {pk: Known(pk, str(key), name) for pk, key, name in rows}


def names_shown(people: Iterable[int], fields: tuple[str, ...], *, viewer: Viewer) -> None:
    """The viewer is shown these people by name: the looks are logged."""
    rule = SEE_RELEASED if reach(viewer, SEE_OWN_NAMES).is_empty else SEE_OWN_NAMES
    shown([one for one in people if one != viewer.person], fields, rule, viewer=viewer)


def may_be_named(*, viewer: Viewer, today: Day, among: Some | None = None) -> QuerySet[Person]:
    """Everybody whom the viewer may see by name in a pipeline today, or those `among` these ids, listed or asked for.

    Their own people and those who hold or have held a post of theirs, those released to them, and themselves.
    """
    people: QuerySet[Person] = Person.objects.exclude(name=FORGOTTEN)
    if among is not None:
        people = people.filter(pk__in=among)
    own, far = reach(viewer, SEE_OWN_NAMES), reach(viewer, SEE_RELEASED)
    if own.nation:
        return people
    allowed = Q(pk=viewer.person) if viewer.person is not None else Q(pk__in=[])
    if own.organisations:
        here = today.memberships().filter(organisation__in=own.organisations)
        allowed |= Q(pk__in=_among(here, among)) | Q(pk__in=_among(_held_a_post_of(own.organisations), among))
    if not (own.is_empty and far.is_empty):
        allowed |= Q(pk__in=_among(_released_to(own, far, today, viewer), among))
    return people.filter(allowed)


def released_to(*, viewer: Viewer, today: Day) -> QuerySet[Release]:
    """The releases that show somebody to the viewer today, as one who keeps a region's pipeline or leads a trust."""
    own, far = reach(viewer, SEE_OWN_NAMES), reach(viewer, SEE_RELEASED)
    return Release.objects.none() if own.is_empty and far.is_empty else _released_to(own, far, today, viewer)


def still_there(day: Day, *, viewer: Viewer) -> Exists:
    """That whoever a release is about still belonged on the day to the organisation that released them.

    By the membership that they had when it was offered: whoever left and came back is not shown by what was agreed
    before.
    """
    since = day.memberships().filter(starts__lte=OuterRef("starts"))
    return Exists(since.filter(person=OuterRef("person"), organisation=OuterRef("organisation")))


def _held_a_post_of(organisations: frozenset[int]) -> QuerySet[Holder]:
    """Whoever holds or held a post of these organisations, or one of another while it served them too."""
    while_shared = Holder.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=F("post__shares__starts")),
        Q(post__shares__ends__isnull=True) | Q(post__shares__ends__gte=F("starts")),
        post__shares__organisation__in=organisations,
    )
    theirs = Q(post__organisation__in=organisations) | Q(pk__in=while_shared.values("pk"))
    return Holder.objects.counted().filter(theirs, person__isnull=False)


def _released_to(own: Reach, far: Reach, today: Day, viewer: Viewer) -> QuerySet[Release]:
    """To their region, or to the trusts of a region of which they lead one; it ends with the person's place there."""
    rows = today.releases().filter(still_there(today, viewer=viewer))
    if far.nation:
        return rows
    seen = Q(organisation__region__in=far.regions)
    if own.organisations:
        regions = Organisation.objects.filter(pk__in=own.organisations).values("region")
        seen |= Q(to=ReleaseTo.TRUSTS, organisation__region__in=regions)
    return rows.filter(seen)


def _among(rows: QuerySet[Any], among: Some | None) -> QuerySet[Any, Any]:
    """The people of these rows, of some only where that narrows what the store must look through."""
    return (rows if among is None else rows.filter(person__in=among)).values("person")
