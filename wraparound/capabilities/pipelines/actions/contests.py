"""What becomes of a readiness or a plan once the person was right that it is wrong. People has seen who answers."""

from datetime import datetime

from wraparound.capabilities.pipelines.models.succession import Readiness, Successor
from wraparound.capabilities.pipelines.wording.own import UPHELD
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing

OF_READINESS, OF_PLANS = Readiness._meta.label_lower, Successor._meta.label_lower
LONGEST = 300


def end_readiness_upheld(number: int, answer: str, *, at: datetime, by: Viewer) -> None:
    """The readiness counts nowhere from the day after; its reason is the answer. One that had ended stays as it was."""
    with changing(UPHELD, at=at, by=by):
        row = Readiness.objects.select_for_update().filter(pk=number, ends__isnull=True).first()
        if row is not None:
            row.ends, row.ended_because = max(at.date(), row.starts), f"{UPHELD}: {answer}"[:LONGEST]
            row.save()


def take_off_upheld(number: int, answer: str, *, at: datetime, by: Viewer) -> None:
    """The person is taken off the plan; its reason is the answer. One that named them no longer stays as it was."""
    with changing(UPHELD, at=at, by=by):
        row = Successor.objects.select_for_update().filter(pk=number, ends__isnull=True).first()
        if row is not None:
            row.ends, row.ended_because = max(at.date(), row.starts), f"{UPHELD}: {answer}"[:LONGEST]
            row.save()
