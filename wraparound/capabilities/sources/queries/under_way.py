"""Releases on their way into use; asks the database, unlike the other queries of sources."""

from wraparound.capabilities.sources.access import SEE_SOURCES
from wraparound.capabilities.sources.terms import RELEASE_MADE
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.records.queries.outbox import undone


def under_way(*, viewer: Viewer) -> tuple[str, ...]:
    """The releases that are made and not in use yet, because their ranges are still being made."""
    ensure(viewer, SEE_SOURCES)
    return tuple(one.data["release"] for one in undone(RELEASE_MADE, "sources.take_into_use", viewer=viewer))
