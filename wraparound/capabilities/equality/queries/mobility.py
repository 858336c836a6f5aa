"""How far people would go, as it was published: nothing here sees a count."""

from collections.abc import Mapping

from wraparound.capabilities.equality.access import REQUIREMENTS
from wraparound.capabilities.equality.calculation.snapshots import place_name, published
from wraparound.capabilities.equality.models.mobility import PublishedMobility
from wraparound.capabilities.equality.terms.figures import PlaceSort
from wraparound.capabilities.equality.terms.requirements import WOULD_NOT, RegionSaid
from wraparound.capabilities.pipelines.terms.mobility import MobilityAsked
from wraparound.people.access import ensure
from wraparound.people.queries.organisations import regions
from wraparound.people.terms.access import Viewer

type Said = Mapping[tuple[str, MobilityAsked], RegionSaid]
"""By code of region and what is asked: what was published last."""


def mobility_said(*, viewer: Viewer) -> Said:
    """What was published last of every region; empty where nothing was published yet."""
    ensure(viewer, REQUIREMENTS)
    kept = PublishedMobility.objects.order_by("-day").first()
    if kept is None:
        return {}
    shown = published(kept.published)
    named = {place_name(PlaceSort.REGION, one.code): one for one in regions(viewer=viewer)}
    return {
        (named[place].code, asked): RegionSaid(
            asked=asked,
            region=named[place].name,
            day=shown.day,
            would_not=shown.figure(asked.value, place, WOULD_NOT),
            people=shown.together(asked.value, place),
        )
        for place in shown.places
        if place in named
        for asked in MobilityAsked
    }
