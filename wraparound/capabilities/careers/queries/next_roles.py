"""Where people went from a role: what was counted in the region whose role it is."""

from collections.abc import Iterable
from datetime import date

from wraparound.capabilities.careers.access import CLOSE, READ
from wraparound.capabilities.careers.calculation.next_roles import from_data
from wraparound.capabilities.careers.models.next_roles import RegionMoves
from wraparound.capabilities.careers.queries.profiles import profile_page
from wraparound.capabilities.careers.terms.counts import STANDS, TRIED_AGAIN
from wraparound.capabilities.careers.terms.next_roles import NextRolePage
from wraparound.capabilities.careers.terms.profiles import ProfileLine
from wraparound.people.access import ensure
from wraparound.people.models import Region
from wraparound.people.terms.access import Viewer


def next_roles(number: int, *, viewer: Viewer) -> NextRolePage:
    """What is known of the way on from the role of a profile; NoSuchCareer where there is no such profile."""
    return next_after(profile_page(number, viewer=viewer).line, viewer=viewer)


def next_after(line: ProfileLine, *, viewer: Viewer) -> NextRolePage:
    """The same of a profile that was read already."""
    ensure(viewer, READ)
    rows = RegionMoves.objects.filter(region__code=line.region).select_related("region")
    row = min(rows, key=lambda one: (not one.content, -one.on.toordinal()), default=None)
    if row is None:
        return NextRolePage(region=line.region, sought=line.sought)
    told = from_data(row.content, line.sought)
    return NextRolePage(region=row.region.name, sought=line.sought, told=told, counted_on=row.on)


def regions_due(*, viewer: Viewer, on: date) -> Iterable[int]:
    """Regions of which nothing was told within a year, and nothing was counted within four weeks."""
    ensure(viewer, CLOSE)
    told = RegionMoves.objects.filter(on__gt=on - STANDS).exclude(content={}).values("region")
    tried = RegionMoves.objects.filter(on__gt=on - TRIED_AGAIN).values("region")
    rows = Region.objects.exclude(pk__in=told).exclude(pk__in=tried)
    return rows.order_by("pk").values_list("pk", flat=True)
