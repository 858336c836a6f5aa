"""How far people would go, as it was published: nothing here sees a count."""

from wraparound.capabilities.equality.access import REQUIREMENTS
from wraparound.capabilities.equality.calculation.snapshots import place_name, published
from wraparound.capabilities.equality.models.mobility import PublishedMobility
from wraparound.capabilities.equality.terms.figures import PlaceSort
from wraparound.capabilities.equality.terms.requirements import MOVING_HOUSE, WOULD_NOT, RegionSaid
from wraparound.people.access import ensure
from wraparound.people.queries.organisations import regions
from wraparound.people.terms.access import Viewer


def moving_said(region: str, *, viewer: Viewer) -> RegionSaid | None:
    """What was published last of a region, by its code; none where nothing was published of it."""
    ensure(viewer, REQUIREMENTS)
    kept = PublishedMobility.objects.order_by("-day").first()
    named = place_name(PlaceSort.REGION, region)
    shown = published(kept.published) if kept else None
    if shown is None or named not in shown.places:
        return None
    return RegionSaid(
        region=next(one.name for one in regions(viewer=viewer) if one.code == region),
        day=shown.day,
        would_not=shown.figure(MOVING_HOUSE, named, WOULD_NOT),
        people=shown.together(MOVING_HOUSE, named),
    )
