"""Counting where people of a region went from roles: once a year, by the site itself."""

from datetime import datetime

from django.utils import timezone

from wraparound.capabilities.careers.calculation.next_roles import as_data, told_moves
from wraparound.capabilities.careers.models.next_roles import RegionMoves
from wraparound.capabilities.careers.queries.next_roles import regions_due
from wraparound.capabilities.pipelines.queries.moves import role_times
from wraparound.people.terms.access import Viewer


def count_moves_due(*, at: datetime, by: Viewer) -> int:
    """Counts moves of each region that is due, also where nothing may be told; how many could be told."""
    on = timezone.localtime(at).date()
    made = 0
    for region in list(regions_due(viewer=by, on=on)):
        told = told_moves(role_times(region, viewer=by, on=on))
        RegionMoves.objects.create(region_id=region, on=on, content=as_data(told))
        made += bool(told)
    return made
