"""Whose name somebody may see in a pipeline: the one place that says so, for every page, export and search."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from wraparound.capabilities.pipelines.access import LEAD, SEE_OWN_NAMES, SEE_RELEASED
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.models.posts import Holder, Share
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.terms.people import ReleaseTo
from wraparound.people.access import reach
from wraparound.people.models import FORGOTTEN, Organisation, Person
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import PUBLIC, Reach, Viewer

Some = frozenset[int] | QuerySet[Any, Any]
FEW_VIEWERS = 64
"""Reaches for which what is asked of the store is kept ready-made; the answers are not kept."""


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
    wanted = _numbers(people)
    now, before = _now_and_before(wanted, wanted, viewer=viewer, today=today)
    return before | now


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
    wanted, own = _numbers(people), reach(viewer, SEE_OWN_NAMES)
    if not wanted or own.nation or (day == today and own.is_empty):
        return wanted
    found = known_now(viewer=viewer, today=today, among=wanted, released_by=day.on)
    return frozenset(found.values_list("pk", flat=True))


def agreed_by(people: Iterable[int | None], *, viewer: Viewer, today: Day) -> dict[int, date]:
    """Of those among these people whom only a release shows to the viewer: the day on which they first agreed to it."""
    own = reach(viewer, SEE_OWN_NAMES)
    if own.nation:
        return {}
    here = today.memberships().filter(organisation__in=own.organisations)
    rows = _some(released_to(viewer=viewer, today=today), "person", _numbers(people)).exclude(person=viewer.person or 0)
    rows = rows.exclude(person__in=here.values("person")).order_by("-agreed_on")
    return {person: on for person, on in rows.values_list("person", "agreed_on") if on is not None}


def told_of_plans(*, viewer: Viewer, day: Day, today: Day) -> Q:
    """That an entry of a plan is told of its person: what `may_follow` says, as a condition.

    Of an earlier day only in plans that they lead, and of whoever had agreed to be shown by then.
    """
    if day == today or reach(viewer, SEE_OWN_NAMES).nation:
        return Q()
    known = known_now(viewer=viewer, today=today, released_by=day.on)
    return Q(post__organisation__in=reach(viewer, LEAD).organisations) | Q(person__in=known.values("pk"))


def names_and_followers(
    people: Iterable[int | None], followers: Iterable[int | None] = (), *, viewer: Viewer, day: Day, today: Day
) -> tuple[dict[int, Known], frozenset[int]]:
    """What `names_among` and `may_follow` say of these people, asked together.

    Of those who are `followers` and nothing else, who may not follow is left out.
    """
    wanted, beside = _numbers(people), _numbers(followers)
    if day != today or reach(viewer, SEE_OWN_NAMES).nation:
        known = names_among(wanted | beside, viewer=viewer, today=today)
        told = may_follow(known, viewer=viewer, day=day, today=today)
        return {one: name for one, name in known.items() if one in wanted or one in told}, told
    now, before = _now_and_before(wanted | beside, wanted, viewer=viewer, today=today)
    return before | now, frozenset(now)


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
    return Release.objects.none() if own.is_empty and far.is_empty else _released_to(own, far, today)


def still_there(day: Day, *, viewer: Viewer) -> Exists:
    """That whoever a release is about still belonged on the day to the organisation that released them.

    By the membership that they had when it was offered: whoever left and came back is not shown by what was agreed
    before.
    """
    since = day.memberships().filter(starts__lte=OuterRef("starts"))
    return Exists(since.filter(person=OuterRef("person"), organisation=OuterRef("organisation")))


def _now_and_before(
    people: frozenset[int], holders: frozenset[int], *, viewer: Viewer, today: Day
) -> tuple[dict[int, Known], dict[int, Known]]:
    """Those among `people` who are `known_now`; and among `holders`, who held a post of theirs, now or before."""
    if not people:
        return {}, {}
    own, columns = reach(viewer, SEE_OWN_NAMES), ("pk", "key", "name", "now")
    rows = known_now(viewer=viewer, today=today, among=people).annotate(now=Value(True)).values_list(*columns)
    if own.organisations and not own.nation:
        held = _people(holders).filter(pk__in=_among(_held_a_post_of(own.organisations), holders))
        # Each part is looked up by its own index; said together, with "or", the store looks through all of both.
        rows = rows.union(held.annotate(now=Value(False)).values_list(*columns), all=True)
    found: tuple[dict[int, Known], dict[int, Known]] = ({}, {})
    for pk, key, name, now in rows:
        found[0 if now else 1][pk] = Known(pk, str(key), name)
    return found


def _numbers(people: Iterable[int | None]) -> frozenset[int]:
    return frozenset(one for one in people if one is not None)


def _some[Rows: QuerySet[Any]](rows: Rows, field: str, among: Some) -> Rows:
    how = "among" if isinstance(among, frozenset) else "in"
    return rows.filter((f"{field}__{how}", among))


def _people(among: Some | None) -> QuerySet[Person]:
    people: QuerySet[Person] = Person.objects.exclude(name=FORGOTTEN)
    return people if among is None else _some(people, "pk", among)


def _now(own: Reach, viewer: Viewer, today: Day, among: Some | None, released_by: date | None = None) -> Q:
    far = reach(viewer, SEE_RELEASED)
    allowed = Q(pk=viewer.person) if viewer.person is not None else Q(pk__in=[])
    if own.organisations:
        here = today.memberships().filter(organisation__in=own.organisations)
        allowed |= Q(pk__in=_among(here, among))
    if not (own.is_empty and far.is_empty):
        released = _released_to(own, far, today)
        if released_by is not None:
            released = released.filter(agreed_on__lte=released_by)
        allowed |= Q(pk__in=_among(released, among))
    return allowed


def _held_a_post_of(organisations: frozenset[int]) -> QuerySet[Holder]:
    """Whoever holds or held a post of these organisations, or one of another while it served them too."""
    return _ever_held(organisations).all()


@lru_cache(maxsize=FEW_VIEWERS)
def _ever_held(organisations: frozenset[int]) -> QuerySet[Holder]:
    while_shared = Holder.objects.filter(
        Q(ends__isnull=True) | Q(ends__gte=F("post__shares__starts")),
        Q(post__shares__ends__isnull=True) | Q(post__shares__ends__gte=F("starts")),
        post__shares__organisation__in=organisations,
    )
    theirs = Q(post__organisation__in=organisations) | Q(pk__in=while_shared.values("pk"))
    return Holder.objects.counted().filter(theirs, person__isnull=False)


def _released_to(own: Reach, far: Reach, today: Day) -> QuerySet[Release]:
    """To their region, or to the trusts of a region of which they lead one; it ends with the person's place there."""
    return _shown_by_release(own.organisations, far, today).all()


@lru_cache(maxsize=FEW_VIEWERS)
def _shown_by_release(led: frozenset[int], far: Reach, today: Day) -> QuerySet[Release]:
    rows = today.releases().filter(still_there(today, viewer=PUBLIC))
    if far.nation:
        return rows
    seen = Q(organisation__region__in=far.regions)
    if led:
        regions = Organisation.objects.filter(pk__in=led).values("region")
        seen |= Q(to=ReleaseTo.TRUSTS, organisation__region__in=regions)
    return rows.filter(seen)


def _among(rows: QuerySet[Any], among: Some | None) -> QuerySet[Any, Any]:
    """The people of these rows, of some only where that narrows what the store must look through."""
    return (rows if among is None else _some(rows, "person", among)).values("person")
