"""Counting what may be told of the board of each region."""

from datetime import datetime

from django.utils import timezone

from wraparound.capabilities.careers.access import CLOSE
from wraparound.capabilities.careers.models.offers import RegionBoard
from wraparound.capabilities.careers.queries.offer_counts import due_parts
from wraparound.people.access import ensure
from wraparound.people.models import Region
from wraparound.people.terms.access import Viewer


def count_boards(*, at: datetime, by: Viewer) -> int:
    """Counts each part of each region's board that was not told within a year; how many of them could be told."""
    ensure(by, CLOSE)
    on = timezone.localtime(at).date()
    made = [
        RegionBoard(region_id=region, part=part, on=on, content=told)
        for region in Region.objects.order_by("pk").values_list("pk", flat=True)
        for part, told in due_parts(region, viewer=by, on=on)
    ]
    RegionBoard.objects.bulk_create(made)
    return sum(bool(one.content) for one in made)
