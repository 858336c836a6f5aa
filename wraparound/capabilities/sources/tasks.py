"""What sources does in the background: a release for which everybody is ready is taken into use."""

from wraparound.capabilities.sources.actions.imports import take_into_use as take
from wraparound.people.terms.access import Viewer
from wraparound.records.terms import EventTerms


def take_into_use(event: EventTerms) -> None:
    """Told last: every other listener has handled the event."""
    by = Viewer(event.by_name or "a person", event.by)
    take(event.data["release"], event.data["files"], event.data["note"], at=event.at, by=by)
