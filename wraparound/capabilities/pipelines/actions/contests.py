"""What becomes of a readiness or a plan once the person was right that it is wrong. People has seen who answers."""

from datetime import datetime

from django.db.models import Q

from wraparound.capabilities.pipelines.actions.readiness import end_counting
from wraparound.capabilities.pipelines.actions.succession import end_naming
from wraparound.capabilities.pipelines.models.succession import Readiness, Successor
from wraparound.capabilities.pipelines.wording.own import UPHELD
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing

OF_READINESS, OF_PLANS = Readiness._meta.label_lower, Successor._meta.label_lower


def end_readiness_upheld(number: int, answer: str, *, at: datetime, by: Viewer) -> None:
    """The readiness counts nowhere from the day after; its reason is the answer. One that had ended stays as it was."""
    with changing(UPHELD, at=at, by=by):
        row = Readiness.objects.select_for_update().filter(_lasts_beyond(at), pk=number).first()
        if row is not None:
            end_counting(row, at.date(), f"{UPHELD}: {answer}", by=by)


def take_off_upheld(number: int, answer: str, *, at: datetime, by: Viewer) -> None:
    """The person is taken off the plan; its reason is the answer. One that named them no longer stays as it was."""
    with changing(UPHELD, at=at, by=by):
        row = Successor.objects.select_for_update().filter(_lasts_beyond(at), pk=number).first()
        if row is not None:
            end_naming(row, at.date(), f"{UPHELD}: {answer}", by=by)


def _lasts_beyond(at: datetime) -> Q:
    """Without a last day, or with one that lies ahead: that of a post which is closed then."""
    return Q(ends__isnull=True) | Q(ends__gt=at.date())
