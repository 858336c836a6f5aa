"""Development programmes of the viewer's regions, whether they are counted on one, and what was told."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import QuerySet

from wraparound.capabilities.careers.access import CLOSE, KEEP, READ
from wraparound.capabilities.careers.calculation.programmes import (
    counted_from,
    first_of_each,
    from_data,
    is_open,
    told_programme,
)
from wraparound.capabilities.careers.models.programmes import Programme, ProgrammePart, ProgrammesTold
from wraparound.capabilities.careers.queries.frameworks import keeps
from wraparound.capabilities.careers.terms.frameworks import NoSuchCareer
from wraparound.capabilities.careers.terms.programmes import TWO_YEARS, ProgrammeLine, ProgrammeTold
from wraparound.capabilities.careers.wording import programmes as say
from wraparound.capabilities.pipelines.queries.moves import held_on
from wraparound.people.access import ensure, reach
from wraparound.people.models import Membership
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.records import HeldElsewhere

Due = dict[tuple[int, date], list[Programme]]


def programmes(*, viewer: Viewer, on: date) -> tuple[ProgrammeLine, ...]:
    """Programmes of regions to which the viewer ever belonged, or which they keep; those that ended last first."""
    ensure(viewer, READ)
    rows = list(_known(viewer).select_related("organisation", "region").order_by("-ends_on", "-pk"))
    mine = set(ProgrammePart.objects.filter(person=viewer.person or 0).values_list("programme", flat=True))
    told = {
        (row.region_id, row.counted_from): row
        for row in ProgrammesTold.objects.filter(region__in={row.region_id for row in rows})
    }
    return tuple(
        _line(row, told.get((row.region_id, counted_from(row.ends_on))), row.pk in mine, viewer, on) for row in rows
    )


def known_programme(number: int, *, viewer: Viewer) -> Programme:
    """The row of a programme that the viewer may see; NoSuchCareer otherwise."""
    ensure(viewer, READ)
    row = _known(viewer).select_related("organisation", "region").filter(pk=number).first()
    if row is None:
        raise NoSuchCareer
    return row


def may_drop(row: Programme, *, viewer: Viewer) -> bool:
    """Whether the viewer keeps whosever programme it is."""
    return keeps(row.organisation, None if row.organisation else row.region, viewer=viewer)


def due_programmes(*, viewer: Viewer, on: date) -> Due:
    """By region and the day from which they are counted, programmes whose two years are over and that were not told."""
    ensure(viewer, CLOSE)
    told = set(ProgrammesTold.objects.values_list("region", "counted_from"))
    due: Due = {}
    for row in Programme.objects.filter(dropped_on__isnull=True).order_by("pk"):
        key = (row.region_id, counted_from(row.ends_on))
        if key not in told and on > key[1] + TWO_YEARS:
            due.setdefault(key, []).append(row)
    return due


def told_of(region: int, since: date, some: list[Programme], *, viewer: Viewer) -> Iterator[tuple[int, ProgrammeTold]]:
    """What may be told of these programmes of a region: everybody is counted in one of them, or with the others."""
    parts = ProgrammePart.objects.filter(programme__region=region, programme__dropped_on__isnull=True)
    fields = ("programme__ends_on", "programme", "person")
    counted = first_of_each(list(parts.filter(person__is_active=True).values_list(*fields)))
    held = held_on(region, viewer=viewer, on=since, until=since + TWO_YEARS)
    others = [one for one in held if one.person not in counted]
    for row in some:
        told = told_programme([one for one in held if counted.get(one.person) == row.pk], others)
        if told is not None:
            yield row.pk, told


def held_of(*, viewer: Viewer, at: datetime) -> tuple[HeldElsewhere, ...]:
    """On which programmes the viewer is counted: for the copy of their data."""
    rows = ProgrammePart.objects.filter(person=viewer.person or 0).select_related("programme").order_by("pk")
    return tuple(
        HeldElsewhere.on_day(row.said_on, "Careers", say.HELD, by=viewer.name, words=row.programme.name) for row in rows
    )


def _known(viewer: Viewer) -> QuerySet[Programme]:
    far = reach(viewer, KEEP)
    ever = Membership.objects.filter(person=viewer.person or 0).values("organisation__region")
    rows = Programme.objects.filter(dropped_on__isnull=True)
    return rows.filter(region__in=ever) | rows.filter(region__in=far.regions)


def _line(row: Programme, told: ProgrammesTold | None, in_it: bool, viewer: Viewer, on: date) -> ProgrammeLine:
    since = counted_from(row.ends_on)
    content = told.content.get(str(row.pk)) if told else None
    return ProgrammeLine(
        number=row.pk,
        name=row.name,
        owner=row.organisation.name if row.organisation else row.region.name,
        region=row.region.name,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        counted_from=since,
        told_from=since + TWO_YEARS,
        open=is_open(row.ends_on, on),
        in_it=in_it,
        may_drop=may_drop(row, viewer=viewer),
        told=from_data(content) if content else None,
        told_on=told.on if told else None,
    )
