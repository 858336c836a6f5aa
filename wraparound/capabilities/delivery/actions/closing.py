"""An organisation passes into another: its plan goes with it, or ends with a reason where nobody takes it on."""

from datetime import datetime

from wraparound.capabilities.delivery.access import FOLLOW
from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.capabilities.delivery.models.recommendations import Answer, Programme
from wraparound.capabilities.delivery.terms.milestones import MilestoneState
from wraparound.people.access import ensure
from wraparound.people.models import Organisation
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.models.keeping import Controller

NOBODY_TOOK_IT_ON = "The organisation was closed, and none that uses this site took its plan on."


def follow_closing(before: str, *, at: datetime, by: Viewer) -> int:
    """Once an organisation has ended, its open milestones and programmes go to its successor; how many milestones.

    Where no organisation of the successor's code is here, open milestones are dropped, with that as the reason. Answers
    end with the organisation: whoever takes it over answers for itself. Nothing happens while it has not ended.
    """
    ensure(by, FOLLOW)
    entity = Controller.objects.filter(code=before, ended_at__isnull=False).select_related("successor").first()
    gone = Organisation.objects.filter(code=before).first()
    if entity is None or gone is None:
        return 0
    after = _successor(entity)
    rows = Milestone.objects.filter(organisation=gone, state=MilestoneState.OPEN)
    with changing("The plan of an organisation went to whoever took it over", at=at, by=by):
        many = rows.count()
        if after is None:
            rows.update(state=MilestoneState.DROPPED, ended=at.date(), why_ended=NOBODY_TOOK_IT_ON)
        else:
            # Those that are done go with it too: what is open may wait for them, and they are the plan's past.
            Milestone.objects.filter(organisation=gone).update(organisation=after, shared=False)
            Programme.objects.filter(organisation=gone).update(organisation=after)
        Answer.objects.filter(organisation=gone, ended_at__isnull=True).update(ended_at=at)
    return many


def _successor(entity: Controller) -> Organisation | None:
    now = entity.successor
    while now is not None and now.ended_at is not None and now.successor is not None:
        now = now.successor
    found = Organisation.objects.select_related("controller").filter(code=now.code).first() if now else None
    return found
