"""What pages of every capability do alike: what is not there is one page; what is refused stands by what was typed."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from wraparound.published.terms import CannotAnswer, NotInEvidence
from wraparound.records.actions.rights import ChangedMeanwhile

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


def written(form: forms.Form, write: Callable[[datetime], object], done: str, *, visit: HttpRequest) -> bool:
    """Whether what was sent is right and was written; what is refused is said on the form, with what was typed.

    What is not there for this viewer is raised on, for `or_not_found`. `done` is said on the next page, if anything.
    """
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        write(timezone.localtime())
    except NotInEvidence:
        raise
    except CannotAnswer as trouble:
        form.add_error(None, str(trouble))
        if isinstance(trouble, ChangedMeanwhile) and "version" in form.initial:
            # As it was sent, with the version that it says now: whoever has read the sentence may send it again.
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["version"] = form.initial["version"]  # type: ignore[index]
        return False
    if done:
        messages.success(visit, done)
    return True
