"""Releases: for the person, for the trust that offered them, and for those to whom they show somebody."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from wraparound.capabilities.pipelines.access import LEAD, SEE_COVER, SEE_RELEASED, THEIR_OWN
from wraparound.capabilities.pipelines.calculation.lists import pages_of
from wraparound.capabilities.pipelines.calculation.releases import release_state
from wraparound.capabilities.pipelines.models.people import Release
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.naming import names_seen, released_to, still_there
from wraparound.capabilities.pipelines.queries.remembering import until_changed
from wraparound.capabilities.pipelines.terms.lists import Known
from wraparound.capabilities.pipelines.terms.own import ReleaseLine, ReleasePage, ReleasesPage, Unreleased
from wraparound.capabilities.pipelines.terms.people import ReleaseDays, ReleaseFor, ReleaseState, ReleaseTo, Side
from wraparound.people.access import allows, ensure, reach
from wraparound.people.models import FORGOTTEN, Membership, Organisation, Person
from wraparound.people.queries.people import NobodyHere, person_of
from wraparound.people.terms.access import Subject, Viewer
from wraparound.published.terms import NotInEvidence

ON_A_PAGE = 40
SHOW = ("name", "release")


class NoSuchRelease(NotInEvidence):
    """No such release, or not one for this viewer: the same sentence for both, so that it tells nothing."""

    def __init__(self) -> None:
        """One sentence for every case."""
        super().__init__("There is no such release, or it is not yours to see.")


def releases_page(page: int, *, viewer: Viewer, today: Day) -> ReleasesPage:
    """Releases that the viewer's organisations offered with how they stand, and those that show somebody to them."""
    ensure(viewer, SEE_COVER)
    led = reach(viewer, LEAD).organisations
    offered = with_place(today, viewer=viewer).filter(organisation__in=led).order_by("-starts", "-pk")
    to_viewer = with_place(today, viewer=viewer).filter(
        pk__in=released_to(viewer=viewer, today=today).exclude(organisation__in=led).values("pk")
    )
    to_viewer = to_viewer.order_by("organisation__name", "person__name_key", "pk")
    own_matching, matching = (offered.count() if led else 0), to_viewer.count()
    pages = pages_of(max(own_matching, matching), ON_A_PAGE)
    page = min(page, pages)
    part = slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE)
    own_rows, rows = (list(offered[part]) if led else []), list(to_viewer[part])
    known = names_seen((row.person_id for row in (*own_rows, *rows)), SHOW, viewer=viewer, today=today)
    return ReleasesPage(
        own=tuple(release_line(row, today.on, known, theirs=True) for row in own_rows),
        own_matching=own_matching,
        to_viewer=tuple(release_line(row, today.on, known) for row in rows),
        matching=matching,
        page=page,
        pages=pages,
        unreleased=_unreleased(viewer, today) if allows(viewer, SEE_RELEASED) else (),
        leads=bool(led),
    )


def releases_of(key: str, *, viewer: Viewer, today: Day) -> ReleasePage:
    """A person of an organisation that the viewer leads, and the releases it offered of them; NobodyHere otherwise."""
    person, place = releasable(key, viewer=viewer, today=today)
    known = names_seen([person.pk], SHOW, viewer=viewer, today=today)
    if person.pk not in known:
        raise NobodyHere
    rows = with_place(today, viewer=viewer).filter(person=person, organisation=place).order_by("-starts", "-pk")
    return ReleasePage(
        key=str(person.key),
        name=person.name,
        organisation=place.name,
        region=place.region.name,
        releases=tuple(release_line(row, today.on, known, theirs=True) for row in rows[:ON_A_PAGE]),
        is_self=person.pk == viewer.person,
    )


def releasable(key: str, *, viewer: Viewer, today: Day) -> tuple[Person, Organisation]:
    """The rows of a person and of the organisation that could release them; NobodyHere where there is none.

    They belong to it and the viewer leads it; it is the first by name where there are several.
    """
    ensure(viewer, LEAD)
    person = person_of(key, viewer=viewer)
    here: QuerySet[Membership] = today.memberships().filter(
        person=person, organisation__in=reach(viewer, LEAD).organisations
    )
    found = here.select_related("organisation__region").order_by("organisation__name", "pk").first()
    if found is None or person.name == FORGOTTEN:
        raise NobodyHere
    return person, found.organisation


def own_release(number: int, *, viewer: Viewer, today: Day) -> ReleaseLine:
    """A release of the viewer themselves; NoSuchRelease for anybody else's."""
    ensure(viewer, THEIR_OWN)
    row = with_place(today, viewer=viewer).filter(pk=number, person=viewer.person or 0).first()
    if row is None:
        raise NoSuchRelease
    return release_line(row, today.on, {})


def release_of(number: int, *, viewer: Viewer) -> tuple[Release, Side]:
    """The row behind a number, for actions, and on which side the viewer is; NoSuchRelease for whoever is on none."""
    ensure(viewer, THEIR_OWN)
    row = Release.objects.select_related("organisation__region", "person", "controller").filter(pk=number).first()
    if row is None:
        raise NoSuchRelease
    if row.person_id == viewer.person:
        return row, Side.PERSON
    place = row.organisation
    if allows(viewer, LEAD, Subject.at(place.pk, place.region_id)):
        return row, Side.TRUST
    raise NoSuchRelease


def with_place(today: Day, *, viewer: Viewer) -> QuerySet[Any]:
    """Every release with its organisation, and whether the person is still there; the caller cuts them."""
    rows = Release.objects.select_related("organisation__region")
    return rows.annotate(there=still_there(today, viewer=viewer))


def waiting_for(person: int, *, viewer: Viewer, today: Day) -> QuerySet[Any]:
    """Releases that wait for the answer of a person."""
    rows = with_place(today, viewer=viewer).filter(there=True, person=person, ends__gte=today.on)
    return rows.filter(agreed_on__isnull=True, declined_on__isnull=True, taken_back_on__isnull=True)


def release_line(
    row: Any, on: date, known: dict[int, Known], *, theirs: bool = False, viewer: Viewer | None = None
) -> ReleaseLine:
    """The row as a term."""
    return ReleaseLine(
        number=row.pk,
        known=known.get(row.person_id),
        organisation_code=row.organisation.code,
        organisation=row.organisation.name,
        region=row.organisation.region.name,
        purpose=ReleaseFor(row.purpose),
        to=ReleaseTo(row.to),
        because=row.because,
        offered_on=row.starts,
        ends=row.ends,
        agreed_on=row.agreed_on,
        declined_on=row.declined_on,
        taken_back_on=row.taken_back_on,
        taken_back_by=Side(row.taken_back_by) if row.taken_back_by else None,
        state=state_of(row, on, there=row.there),
        theirs=theirs,
    )


def state_of(row: Release, on: date, *, there: bool, viewer: Viewer | None = None) -> ReleaseState:
    """How a release stands on the day."""
    days = ReleaseDays(
        ends=row.ends, agreed_on=row.agreed_on, declined_on=row.declined_on, taken_back_on=row.taken_back_on
    )
    return release_state(days, on, there=there)


def in_force(lines: Iterable[ReleaseLine], *, viewer: Viewer | None = None) -> tuple[ReleaseLine, ...]:
    """Those that show somebody to others."""
    return tuple(one for one in lines if one.state is ReleaseState.IN_FORCE)


def _unreleased(viewer: Viewer, today: Day) -> tuple[Unreleased, ...]:
    """By organisation: how many hold a post, are named or have a readiness, and are not released to the viewer."""
    return until_changed("unreleased", (today,), lambda: _counted(viewer, today), viewer=viewer)


def _counted(viewer: Viewer, today: Day) -> tuple[Unreleased, ...]:
    far = reach(viewer, SEE_RELEASED)
    people = (one.filter(person__isnull=False) for one in (today.holders(), today.successors(), today.readiness()))
    in_a_pipeline = Q(pk__in=[])
    for rows in people:
        in_a_pipeline |= Q(person__in=rows.values("person"))
    shown_to_viewer = released_to(viewer=viewer, today=today).filter(
        person=OuterRef("person"), organisation=OuterRef("organisation")
    )
    here = today.memberships().filter(in_a_pipeline, ~Q(Exists(shown_to_viewer)))
    if not far.nation:
        here = here.filter(organisation__region__in=far.regions)
    counted = here.values("organisation__code", "organisation__name").annotate(many=Count("person", distinct=True))
    return tuple(
        Unreleased(
            organisation_code=one["organisation__code"], organisation=one["organisation__name"], people=one["many"]
        )
        for one in counted.order_by("organisation__name", "organisation__code")
    )
