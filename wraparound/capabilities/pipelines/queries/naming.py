"""Whose name somebody may see in a pipeline: the one place that says so, for every page, export and search."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from wraparound.capabilities.pipelines.access import LEAD, SEE_OWN_NAMES, SEE_RELEASED
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Holder, Share
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
    wanted = list(people)
    return told_of([Part(wanted, fields)], names_among(wanted, viewer=viewer, today=today), viewer=viewer)


def told_of(parts: Sequence[Part], found: Mapping[int, Known], *, viewer: Viewer) -> dict[int, Known]:
    """Of those whom the viewer may see, the ones that the parts of a page show; these looks are logged, and no more."""
    told: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for part in parts:
        people = dict.fromkeys(one for one in part.people if one is not None)
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

    Those known now; and whoever holds or has held a post of theirs, with its own past and no more.
    """
    own = reach(viewer, SEE_OWN_NAMES)
    if own.nation:
        return _people(among)
    allowed = _now(own, viewer, today, among)
    if own.organisations:
        allowed |= Q(pk__in=_among(_held_a_post_of(own.organisations), among))
    return _people(among).filter(allowed)


def known_now(
    *, viewer: Viewer, today: Day, among: Some | None = None, released_by: date | None = None
) -> QuerySet[Person]:
    """Those of them whose life of today is the viewer's to see: their own people, those released, and themselves.

    Of whoever is named only because they held a post here, neither job nor place nor band of today is shown. With
    `released_by`, of those released only who had agreed by that day.
    """
    own = reach(viewer, SEE_OWN_NAMES)
    return _people(among) if own.nation else _people(among).filter(_now(own, viewer, today, among, released_by))


def may_follow(people: Iterable[int | None], *, viewer: Viewer, day: Day, today: Day) -> frozenset[int]:
    """Those among these people, by id, whom the plan of a post that the viewer does not lead may name.

    Never whoever only held a post of theirs; and on an earlier day nobody who was released later, whose band then was
    not theirs to read.
    """
    wanted = sorted({one for one in people if one is not None})
    own = reach(viewer, SEE_OWN_NAMES)
    if not wanted or own.nation or (day == today and own.is_empty):
        return frozenset(wanted)
    found = known_now(viewer=viewer, today=today, among=wanted, released_by=day.on)
    return frozenset(found.values_list("pk", flat=True))


def told_of_plans(*, viewer: Viewer, day: Day, today: Day) -> Q:
    """That an entry of a plan is told of its person: what `may_follow` says, as a condition.

    Of an earlier day only in plans that they lead, and of whoever had agreed to be shown by then.
    """
    if day == today or reach(viewer, SEE_OWN_NAMES).nation:
        return Q()
    known = known_now(viewer=viewer, today=today, released_by=day.on)
    return Q(post__organisation__in=reach(viewer, LEAD).organisations) | Q(person__in=known.values("pk"))


def names_and_followers(
    people: Iterable[int | None], *, viewer: Viewer, day: Day, today: Day
) -> tuple[dict[int, Known], frozenset[int]]:
    """What `names_among` and `may_follow` say of these people, in one question."""
    wanted, own = sorted({one for one in people if one is not None}), reach(viewer, SEE_OWN_NAMES)
    if own.is_empty or own.nation or not wanted:
        known = names_among(wanted, viewer=viewer, today=today)
        return known, may_follow(known, viewer=viewer, day=day, today=today)
    now = _now(own, viewer, today, wanted)
    told = now if day == today else _now(own, viewer, today, wanted, day.on)
    held = Q(pk__in=_among(_held_a_post_of(own.organisations), wanted)) if own.organisations else Q(pk__in=[])
    rows = _people(wanted).filter(now | held).annotate(told=ExpressionWrapper(told, BooleanField()))
    found = list(rows.values_list("pk", "key", "name", "told"))
    known = {pk: Known(pk, str(key), name) for pk, key, name, _ in found}
    return known, frozenset(row[0] for row in found if row[3])


def where_held(person: int, *, viewer: Viewer) -> QuerySet[Organisation]:
    """The organisations that know somebody by a post: of which they hold or held it, or which it served meanwhile."""
    while_held = Share.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=F("post__holders__starts")),
        Q(post__holders__ends__isnull=True) | Q(post__holders__ends__gte=F("starts")),
        post__holders__person=person,
        post__holders__taken_back=False,
    )
    held = Holder.objects.counted().filter(person=person)
    return Organisation.objects.filter(
        Q(pk__in=held.values("post__organisation")) | Q(pk__in=while_held.values("organisation"))
    )


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


def _people(among: Some | None) -> QuerySet[Person]:
    people: QuerySet[Person] = Person.objects.exclude(name=FORGOTTEN)
    return people if among is None else people.filter(pk__in=among)


def _now(own: Reach, viewer: Viewer, today: Day, among: Some | None, released_by: date | None = None) -> Q:
    far = reach(viewer, SEE_RELEASED)
    allowed = Q(pk=viewer.person) if viewer.person is not None else Q(pk__in=[])
    if own.organisations:
        here = today.memberships().filter(organisation__in=own.organisations)
        allowed |= Q(pk__in=_among(here, among))
    if not (own.is_empty and far.is_empty):
        released = _released_to(own, far, today, viewer)
        if released_by is not None:
            released = released.filter(agreed_on__lte=released_by)
        allowed |= Q(pk__in=_among(released, among))
    return allowed


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
