"""What pages of every capability do alike: what is not there, and what is not theirs, is the same page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from wraparound.published.terms import NotInEvidence

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
