"""What every page of a plan does alike: not there and not theirs are the same page; of which day it is."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from wraparound.capabilities.pipelines.forms.plans import PlanDayForm
from wraparound.capabilities.pipelines.queries.days import Day, day_of
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.wording import comparing, post_history
from wraparound.capabilities.pipelines.wording import plans as say
from wraparound.capabilities.pipelines.wording import succession as bands
from wraparound.people.terms.access import Viewer
from wraparound.people.wording.access import day
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
    form, on = PlanDayForm(request.GET), timezone.localdate()
    return day_of(form.day(), on, viewer=viewer, as_shown=form.as_shown()), Day(on)


def words(**more: object) -> dict[str, object]:
    """The context of a page: what it shows, with the functions that say it."""
    known = {"say": say, "beside": comparing, "told": post_history, "bands": bands, "day": day}
    return {**known, "today": timezone.localdate(), **more}
