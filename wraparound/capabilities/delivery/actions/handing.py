"""Open milestones pass to another owner, several in one step."""

from collections.abc import Sequence
from datetime import datetime

from wraparound.capabilities.delivery.actions.telling import tell_people
from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.capabilities.delivery.queries.owners import owner_called
from wraparound.capabilities.delivery.queries.plans import kept_place
from wraparound.capabilities.delivery.terms.milestones import MilestoneState
from wraparound.capabilities.delivery.terms.recommendations import NotInPlan
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing


def hand_over(code: str, numbers: Sequence[int], owner: str, *, at: datetime, by: Viewer) -> int:
    """Passes open milestones of one plan to another owner, all or none; how many.

    NotInPlan where one of them is not an open milestone of the plan, CannotPlan where nobody is meant by `owner`.
    """
    place = kept_place(code, viewer=by)
    person = owner_called(place, owner, viewer=by, on=at.date())
    with changing("Milestones were handed over", at=at, by=by):
        rows = list(
            Milestone.objects.filter(organisation=place.pk, state=MilestoneState.OPEN, pk__in=numbers)
            .select_related("controller")
            .select_for_update(of=("self",))
        )
        if len(rows) != len(set(numbers)):
            raise NotInPlan
        for row in rows:
            row.owner = person
            row.save(update_fields=["owner"])
        if rows:
            tell_people(rows[0], [person.pk], by=by)
    return len(rows)
