"""Every read of focus. Nothing here needs a database yet: it rests on the evidence release in use."""

from wraparound.capabilities.focus.access import SEE_FOCUS
from wraparound.capabilities.focus.calculation import answer_focus
from wraparound.capabilities.focus.terms import FocusAnswer
from wraparound.capabilities.sources.queries.releases import release_in_use
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer


def focus(*, viewer: Viewer) -> FocusAnswer:
    """What there is to rest on."""
    ensure(viewer, SEE_FOCUS)
    release = release_in_use(viewer=viewer)
    return answer_focus(release.id, rows_of_tables={one.table: one.rows for one in release.sidecars})
