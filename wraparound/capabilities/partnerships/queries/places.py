"""By which coordinates distances are told, and how many organisations have any."""

import json
from types import MappingProxyType

from wraparound.capabilities.expectations.queries.lists import organisations
from wraparound.capabilities.partnerships.access import BRING_PLACES, PROPOSE
from wraparound.capabilities.partnerships.models.places import PlacesFile
from wraparound.capabilities.partnerships.terms.places import Coordinates, PlacesInUse, PlacesPage
from wraparound.people.access import allows, ensure
from wraparound.people.models import Organisation
from wraparound.people.terms.access import Viewer


def places_in_use(*, viewer: Viewer) -> PlacesInUse:
    """The newest coordinates that nobody took back; without a number where there are none."""
    ensure(viewer, PROPOSE)
    rows = PlacesFile.objects.filter(taken_back_at__isnull=True).order_by("-pk")
    newest = rows.values_list("pk", "source", "brought_at", "content").first()
    if newest is None:
        return PlacesInUse(at=MappingProxyType({}))
    number, source, brought_at, content = newest
    return PlacesInUse(number=number, source=source, brought_at=brought_at, at=_coordinates(content))


def places_page(*, viewer: Viewer) -> PlacesPage:
    """What is in use, and which of the open trusts are not in it."""
    found = places_in_use(viewer=viewer)
    at, register = found.at or {}, organisations(viewer=viewer)
    trusts = [one for one in register.values() if one.is_open]
    codes = {one.code for one in trusts}
    here = set(Organisation.objects.exclude(kind="Region").values_list("code", flat=True))
    return PlacesPage(
        in_use=found,
        known=sum(code in at for code in codes),
        of=len(codes),
        without=tuple(sorted(one.name for one in trusts if one.code not in at)) if at else (),
        elsewhere=len(at.keys() - codes - here - register.keys()),
        can_bring=allows(viewer, BRING_PLACES),
    )


def _coordinates(content: str) -> MappingProxyType[str, Coordinates]:
    return MappingProxyType({code: Coordinates(north, east) for code, (north, east) in json.loads(content).items()})
