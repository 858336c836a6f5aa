"""The door to partnerships: for everybody what they are, for those who lead an organisation what is theirs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.partnerships.access import OWN_OR_TOLD, RULES
from wraparound.capabilities.partnerships.queries.agreements import partnerships
from wraparound.capabilities.partnerships.views.asking import words
from wraparound.people.access import allows, require


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    if not allows(viewer, OWN_OR_TOLD):
        return render(request, "partnerships/about.html", {})
    found = partnerships(viewer=viewer, on=timezone.localdate())
    return render(request, "partnerships/index.html", words(found=found))
