"""What a form about a milestone offers, and what of a milestone may not be meant."""

from datetime import date

from wraparound.capabilities.delivery.calculation.doubting import doubts_of
from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.capabilities.delivery.queries.milestones import measures_to_choose
from wraparound.capabilities.delivery.queries.owners import suggested_owners
from wraparound.capabilities.delivery.queries.plans import kept_place
from wraparound.capabilities.delivery.queries.recommendations import recommendations_of
from wraparound.capabilities.delivery.terms.milestones import NewMilestone, TitledMilestone
from wraparound.capabilities.delivery.terms.plans import WritingPage
from wraparound.capabilities.delivery.wording.milestones import doubt_words
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


def doubts(code: str, new: NewMilestone, number: int | None, *, viewer: Viewer, today: date) -> tuple[str, ...]:
    """What of a milestone may not be meant, in words; `number` is that of one that is there and is changed.

    The day of one that is there is not looked at: it is moved elsewhere.
    """
    place = kept_place(code, viewer=viewer)
    rows = Milestone.objects.filter(organisation=place.pk).order_by("due_on", "pk").values_list("pk", "title", "due_on")
    others = [TitledMilestone(number=pk, title=title, due=due) for pk, title, due in rows]
    typed = TitledMilestone(number=number or 0, title=new.title, due=new.due)
    return tuple(doubt_words(one) for one in doubts_of(typed, others, today=None if number else today))
