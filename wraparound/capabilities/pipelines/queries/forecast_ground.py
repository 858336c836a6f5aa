"""What a forecast rests on, read from the store: the whole of a place, whoever is named in it, told as counts alone."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from wraparound.capabilities.pipelines.access import FORECAST
from wraparound.capabilities.pipelines.models.people import Interest, Release
from wraparound.capabilities.pipelines.models.posts import Holder, Post, PostVersion
from wraparound.capabilities.pipelines.models.succession import Readiness
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.interests import in_terms
from wraparound.capabilities.pipelines.queries.naming import still_there
from wraparound.capabilities.pipelines.terms.forecast_ground import (
    AgreedTime,
    ForecastGround,
    HeldTime,
    StockPerson,
    StockPlace,
    StockPost,
)
from wraparound.capabilities.pipelines.terms.forecasts import ForecastPlace, NoSuchForecast, PlaceSort
from wraparound.capabilities.pipelines.terms.people import Interests, ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.people.access import allows
from wraparound.people.models import Membership, Organisation, Region
from wraparound.people.terms.access import PUBLIC, Subject, Viewer


@dataclass(frozen=True)
class Scope:
    """The place of a forecast as the store knows it: one of the two rows, or neither for all."""

    place: ForecastPlace
    organisation: Organisation | None = None
    region: Region | None = None

    @property
    def posts(self) -> Q:
        """That a post is of the place."""
        if self.organisation is not None:
            return Q(organisation=self.organisation.pk)
        return Q(organisation__region=self.region.pk) if self.region is not None else Q()


def scope_of(value: str, *, viewer: Viewer) -> Scope:
    """The place of such a value; NoSuchForecast where there is none, or it is not the viewer's to ask about."""
    sort, _, code = value.partition(":")
    found = _scope(sort, code.upper())
    if found is None or not allows(viewer, FORECAST, _about(found)):
        raise NoSuchForecast
    return found


def _scope(sort: str, code: str) -> Scope | None:
    if sort == PlaceSort.ORGANISATION:
        row = Organisation.objects.select_related("region").exclude(kind="Region").filter(code=code).first()
        return Scope(_place(PlaceSort.ORGANISATION, row), organisation=row) if row is not None else None
    if sort == PlaceSort.REGION:
        region = Region.objects.filter(code=code).first()
        return Scope(_place(PlaceSort.REGION, region), region=region) if region is not None else None
    return Scope(ForecastPlace(sort=PlaceSort.NATION, name="All organisations")) if sort == PlaceSort.NATION else None


def _place(sort: PlaceSort, row: Organisation | Region) -> ForecastPlace:
    return ForecastPlace(sort=sort, code=row.code, name=row.name)


def _about(scope: Scope) -> Subject:
    """What is asked about: of a region or of all, only who reaches that far as such is let in."""
    if scope.organisation is not None:
        return Subject(
            organisations=frozenset({scope.organisation.pk}), regions=frozenset({scope.organisation.region_id})
        )
    return Subject(regions=frozenset({scope.region.pk})) if scope.region is not None else Subject()


def ground_of(scope: Scope, on: date, *, viewer: Viewer) -> ForecastGround:
    """Everything of the place by what is known today, for a forecast from the day.

    Of an organisation alone: its own people, and those whom others of its region released to trusts to be considered
    for posts. NoSuchForecast where it is not the viewer's to ask about.
    """
    if not allows(viewer, FORECAST, _about(scope)):
        raise NoSuchForecast
    day = Day(on)
    rows = list(Post.objects.filter(scope.posts).select_related("organisation__region").order_by("pk"))
    home = {one.organisation_id for one in rows}
    released = _released(scope, home, day)
    belongs = _belonging(home, released, on)
    held = list(_held(scope))
    agreed = _agreed(belongs)
    wanted = {one.person for one in agreed} | {one.person for one in held if one.person is not None and one.stays}
    said = _interests(released)
    people = {
        number: StockPerson(place, left, number in released, said.get(number))
        for number, (place, left) in belongs.items()
        if number in wanted
    }
    places = _places(
        {one.organisation_id: one.organisation for one in rows}, {one.place for one in people.values()}, on
    )
    posts = tuple(
        StockPost(one.pk, one.organisation_id, PostRole(one.role), PostLevel(one.level), one.starts, one.ends)
        for one in rows
    )
    return ForecastGround(on=on, places=places, posts=posts, held=tuple(held), agreed=tuple(agreed), people=people)


def _places(home: Mapping[int, Organisation], others: Collection[int], on: date) -> dict[int, StockPlace]:
    """The organisations of the posts, and those of people who could come to them."""
    history: Any = PostVersion._default_manager
    first = history.filter(organisation_id__in=home).values("organisation_id")
    entered = {one["organisation_id"]: one["first"] for one in first.annotate(first=Min("v_since"))}
    away = Organisation.objects.select_related("region").filter(pk__in=set(others) - set(home))
    return {
        one.pk: StockPlace(
            code=one.code,
            kind=one.kind,
            region=one.region.code,
            region_name=one.region.name,
            entered=timezone.localtime(entered[one.pk]).date() if one.pk in entered else on,
        )
        for one in (*home.values(), *away)
    }


def _held(scope: Scope) -> Iterable[HeldTime]:
    of_posts = Post.objects.filter(scope.posts).values("pk")
    rows = Holder.objects.counted().filter(post__in=of_posts)
    fields = ("post", "person", "kind", "starts", "ends", "expected_end")
    for post, person, kind, starts, ends, expected in rows.order_by("starts", "pk").values_list(*fields):
        yield HeldTime(post, person, kind == HolderKind.SUBSTANTIVE, starts, ends, expected)


def _released(scope: Scope, home: Collection[int], day: Day) -> frozenset[int]:
    """Who is released to be considered for posts: beyond their own organisation, or to the trusts of its region."""
    rows: QuerySet[Release] = day.releases().filter(
        still_there(day, viewer=PUBLIC), purpose=ReleaseFor.POSTS, person__is_active=True
    )
    if scope.organisation is not None:
        # Its own people need no release to its own posts; of the others only those whom it may see.
        theirs = Q(organisation__region=scope.organisation.region_id, to=ReleaseTo.TRUSTS)
        rows = rows.filter(theirs | Q(organisation=scope.organisation.pk))
    else:
        rows = rows.filter(organisation__in=home)
    return frozenset(rows.values_list("person", flat=True))


def _belonging(home: Collection[int], released: Collection[int], on: date) -> dict[int, tuple[int, date | None]]:
    """By person: the organisation to which they belong now or belonged last, and their last day there."""
    found: dict[int, tuple[int, date | None]] = {}
    rows = Membership.objects.filter(Q(organisation__in=home) | Q(person__among=frozenset(released)))
    rows = rows.exclude(organisation__kind="Region").order_by("starts", "pk")
    fields = ("person", "organisation", "ends", "person__is_active", "person__closed_at")
    for person, place, last, active, closed in rows.values_list(*fields):
        # Whoever's account was closed has gone, and is remembered as such: the past would else hold those who stayed.
        ends = last if active or last is not None else (timezone.localtime(closed).date() if closed else on)
        before = found.get(person)
        # Whoever is still somewhere is there; of several the one they came to last.
        if before is None or before[1] is not None or ends is None:
            found[person] = (place, ends)
    return found


def _agreed(belongs: Collection[int]) -> list[AgreedTime]:
    fields = ("person", "role", "level", "kind", "band", "starts", "ends", "review_by")
    rows: Any = Readiness.objects.filter(person__among=frozenset(belongs)).order_by("starts", "pk")
    return [
        AgreedTime(person, PostRole(role), PostLevel(level), kind, Band(band), starts, ends, review_by)
        for person, role, level, kind, band, starts, ends, review_by in rows.values_list(*fields)
    ]


def _interests(released: Collection[int]) -> dict[int, Interests]:
    """What they would consider: of whom it is shown at work, and of the released."""
    rows = Interest.objects.filter(Q(shown_at_work=True) | Q(person__among=frozenset(released)))
    return {row.person_id: in_terms(row) for row in rows}
