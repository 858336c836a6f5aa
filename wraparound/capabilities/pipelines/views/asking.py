"""What the pages of pipelines do alike: not there and not theirs are the same page; of which day a page is."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from wraparound.capabilities.pipelines.forms.days import DayForm
from wraparound.capabilities.pipelines.queries.days import Day, day_of
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.wording.posts import lies_ahead
from wraparound.people.terms.access import Viewer
from wraparound.published.terms import NotInEvidence
from wraparound.records.actions.rights import ChangedMeanwhile

REFUSED = (CannotKeep, ChangedMeanwhile)
"""What is said beside what was typed; what is not there, or not theirs, is a page of its own."""
Page = Callable[..., HttpResponse]


def or_not_found(page: Page) -> Page:
    """The page, or the one that says that nothing is there for this viewer."""

    @wraps(page)
    def asked(visit: HttpRequest, **given: Any) -> HttpResponse:
        try:
            return page(visit, **given)
        except NotInEvidence as trouble:
            raise Http404(str(trouble)) from trouble

    return asked


def days_asked(viewer: Viewer, *, request: HttpRequest) -> tuple[Day, Day]:
    """The day that a page is about, and today."""
    today = timezone.localdate()
    on, shown = DayForm(request.GET).asked()
    if on is not None and on > today:
        messages.info(request, lies_ahead(on))
    return day_of(on, today, viewer=viewer, as_shown=shown), day_of(None, today, viewer=viewer)
