"""What a form about a milestone offers: recommendations, measures and owners of the plan."""

from datetime import date

from wraparound.capabilities.delivery.queries.milestones import measures_to_choose
from wraparound.capabilities.delivery.queries.owners import suggested_owners
from wraparound.capabilities.delivery.queries.plans import kept_place
from wraparound.capabilities.delivery.queries.recommendations import recommendations_of
from wraparound.capabilities.delivery.terms.plans import WritingPage
from wraparound.people.terms.access import Viewer


def writing(code: str, *, viewer: Viewer, today: date) -> WritingPage:
    """What there is to choose from, in a plan that the viewer keeps."""
    place = kept_place(code, viewer=viewer)
    return WritingPage(
        code=place.code,
        name=place.name,
        recommendations=recommendations_of(place, viewer=viewer),
        measures=measures_to_choose(viewer=viewer),
        owners=suggested_owners(place, viewer=viewer, on=today),
    )
