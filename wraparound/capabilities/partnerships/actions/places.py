"""Coordinates are brought for the whole site, and taken back: then the ones before count again."""

import json
from datetime import datetime

from django.conf import settings

from wraparound.capabilities.partnerships.access import BRING_PLACES
from wraparound.capabilities.partnerships.models.places import PlacesFile
from wraparound.capabilities.partnerships.terms.places import LONGEST_SOURCE, CannotBringPlaces, PlacesRead
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.controllers import site_controller


def bring_places(read: PlacesRead, source: str, *, at: datetime, by: Viewer) -> int:
    """Takes them into use; the number of the file. CannotBringPlaces without a source, with a fault, or with none."""
    ensure(by, BRING_PLACES)
    source = source.strip()
    if read.faults:
        raise CannotBringPlaces("Nothing was taken: put right what is said below, and send the file again.")
    if not read.at:
        raise CannotBringPlaces("The file has no line below its first. Give one line for each organisation.")
    if not source or len(source) > LONGEST_SOURCE:
        raise CannotBringPlaces(f"Say where the coordinates come from, in {LONGEST_SOURCE} letters at most.")
    with changing("Coordinates of organisations were brought", at=at, by=by):
        made = PlacesFile.objects.create(
            controller=site_controller(settings.SITE_CONTROLLER, by=by),
            source=source,
            many=len(read.at),
            content=json.dumps({code: [one.latitude, one.longitude] for code, one in sorted(read.at.items())}),
            brought_at=at,
        )
    return int(made.pk)


def take_places_back(number: int, *, at: datetime, by: Viewer) -> None:
    """They count no longer; CannotBringPlaces where these are not the ones in use."""
    ensure(by, BRING_PLACES)
    with changing("Coordinates of organisations were taken back", at=at, by=by):
        rows = PlacesFile.objects.filter(taken_back_at__isnull=True).select_for_update(of=("self",))
        row = rows.order_by("-pk").first()
        if row is None or row.pk != number:
            raise CannotBringPlaces("These coordinates are not in use. Below is what is.")
        row.taken_back_at = at
        row.save(update_fields=["taken_back_at"])
