"""What the pages of pipelines do alike: what is said beside what was typed, and of which day a page is."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone

from wraparound.capabilities.pipelines.forms.days import DayForm
from wraparound.capabilities.pipelines.queries.days import Day, day_of
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.wording.posts import lies_ahead
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.rights import ChangedMeanwhile

REFUSED = (CannotKeep, ChangedMeanwhile)
"""What is said beside what was typed; what is not there, or not theirs, is a page of its own."""


def days_asked(viewer: Viewer, *, request: HttpRequest) -> tuple[Day, Day]:
    """The day that a page is about, and today."""
    today = timezone.localdate()
    on, shown = DayForm(request.GET).asked()
    if on is not None and on > today:
        messages.info(request, lies_ahead(on))
    return day_of(on, today, viewer=viewer, as_shown=shown), day_of(None, today, viewer=viewer)
