"""Pages of focus."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wraparound.capabilities.focus import queries, wording
from wraparound.capabilities.focus.access import RULES
from wraparound.people.access import require


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    return render(request, "focus/index.html", {"answer": queries.focus(viewer=viewer), "say": wording})
