"""Letting something of one's own stand beside a readiness, and taking it away."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.actions.references import show_beside, take_from_beside
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.wording import references as say
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found


@require_POST
@or_not_found
def beside(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["beside"])
    token = request.POST.get("token", "")
    return _done(request, lambda at: show_beside(number, token, at=at, by=viewer), say.ADDED)


@require_POST
@or_not_found
def beside_end(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["beside_end"])
    return _done(request, lambda at: take_from_beside(number, at=at, by=viewer), say.TAKEN_AWAY)


def _done(visit: HttpRequest, act: Callable[[datetime], None], words: str) -> HttpResponse:
    try:
        act(timezone.localtime())
    except CannotKeep as trouble:
        messages.error(visit, str(trouble))
    else:
        messages.success(visit, words)
    return redirect("pipelines:mine")
