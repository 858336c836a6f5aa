"""A plan as it leaves in a workbook."""

from datetime import datetime

from django.utils import timezone

from wraparound.capabilities.delivery.queries.plans import plan
from wraparound.capabilities.delivery.queries.reading import history_of
from wraparound.capabilities.delivery.terms.spreadsheets import PlanOut
from wraparound.people.terms.access import Viewer


def plan_out(code: str, *, viewer: Viewer, at: datetime) -> PlanOut:
    """The plan of an organisation now, with every move of every day; whoever reads the plan may take it out."""
    found = plan(code, viewer=viewer, today=timezone.localtime(at).date())
    _, moves = history_of([one.number for one in found.milestones], viewer=viewer)
    return PlanOut(plan=found, at=at, moves=moves)
