"""Open milestones to be handed over: of owners who left, or of whoever is chosen."""

from datetime import date

from wraparound.capabilities.delivery.access import KEEP_PLAN
from wraparound.capabilities.delivery.queries.owners import left_behind, suggested_owners
from wraparound.capabilities.delivery.queries.plans import kept_place
from wraparound.capabilities.delivery.queries.reading import about, milestone_terms
from wraparound.capabilities.delivery.terms.plans import HandingPage
from wraparound.people.queries.looking import shown
from wraparound.people.terms.access import Viewer


def handing(code: str, *, viewer: Viewer, today: date) -> HandingPage:
    """Open milestones of a plan that the viewer keeps whose owners left, and names of those who could take over."""
    place = kept_place(code, viewer=viewer)
    rows = list(left_behind(viewer=viewer, on=today, place=place).select_related("owner").order_by("due_on", "pk"))
    subject = about(place, viewer=viewer)
    shown([row.owner_id for row in rows], ("name", "milestones"), KEEP_PLAN, viewer=viewer, about=subject)
    return HandingPage(
        code=place.code,
        name=place.name,
        left=tuple(milestone_terms(row, viewer=viewer) for row in rows),
        owners=suggested_owners(place, viewer=viewer, on=today),
        on=today,
    )
