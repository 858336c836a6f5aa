"""What of partnerships wants a person today."""

from datetime import datetime

from wraparound.capabilities.partnerships.queries.pairs import needs_of_people
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need


def needs_today(*, viewer: Viewer, at: datetime) -> tuple[Need, ...]:
    """What waits for the viewer."""
    return needs_of_people(viewer=viewer, on=at.date())
