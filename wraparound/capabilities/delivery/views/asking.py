"""What every page of delivery does alike: a refusal is a sentence, and words come from wording."""

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from wraparound.capabilities.delivery.terms.milestones import EvidenceSort, MilestoneState
from wraparound.capabilities.delivery.terms.plans import GroupBy
from wraparound.capabilities.delivery.terms.recommendations import CannotPlan, Choice
from wraparound.capabilities.delivery.wording import milestones as tell
from wraparound.capabilities.delivery.wording import plain
from wraparound.capabilities.delivery.wording import plans as say
from wraparound.capabilities.delivery.wording import recommendations as answer
from wraparound.capabilities.delivery.wording import slips as slip
from wraparound.records.actions.rights import ChangedMeanwhile

REFUSED = (CannotPlan, ChangedMeanwhile)
"""What is said beside what was typed; what is not there, or not theirs, is a page of its own."""


def words(**more: object) -> dict[str, object]:
    """The context of a page: what it shows, with the functions that say it."""
    known = {
        "say": say,
        "tell": tell,
        "slip": slip,
        "answer": answer,
        "plain": plain,
        "Choice": Choice,
        "GroupBy": GroupBy,
        "State": MilestoneState,
        "Evidence": EvidenceSort,
    }
    return {**known, **more}


def written(form: forms.Form, write: Callable[[datetime], object], done: str, *, visit: HttpRequest) -> bool:
    """Whether what was sent is right and was written; what is refused is said on the form, with what was typed."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        write(timezone.localtime())
    except REFUSED as trouble:
        form.add_error(None, str(trouble))
        if isinstance(trouble, ChangedMeanwhile):
            # As it was sent, with the version that it says now.
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["version"] = form.initial["version"]  # type: ignore[index]
        return False
    messages.success(visit, done)
    return True
