"""Which releases this site took into use, from its own database."""

from wraparound.capabilities.sources.access import SEE_SOURCES
from wraparound.capabilities.sources.models import ReleaseAdoption
from wraparound.capabilities.sources.terms import Adoption
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer


def adoptions(*, viewer: Viewer) -> tuple[Adoption, ...]:
    """Every adoption, oldest first."""
    ensure(viewer, SEE_SOURCES)
    return tuple(
        Adoption(row.release, row.digest, row.adopted_at, row.adopted_by) for row in ReleaseAdoption.objects.in_order()
    )
