"""Which evidence release an answer rests on: the one in use, or an earlier one that was named."""

from wraparound.capabilities.sources.queries import releases as held
from wraparound.people.terms.access import Viewer
from wraparound.published.terms import Release


def release_for(name: str | None, *, viewer: Viewer) -> Release:
    """The release of that name, None the one in use; NotInEvidence where it is not held."""
    return held.release_in_use(viewer=viewer) if name is None else held.release(name, viewer=viewer)
