"""The door to partnerships: for everybody what they are, for those who lead an organisation what is theirs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.partnerships.access import OWN_OR_TOLD, RULES, SEE_NEEDS, SEE_REGION
from wraparound.capabilities.partnerships.queries.agreements import partnerships
from wraparound.capabilities.partnerships.views.asking import words
from wraparound.people.access import allows, require


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    if not allows(viewer, OWN_OR_TOLD):
        return render(request, "partnerships/about.html", {})
    found = partnerships(viewer=viewer, on=timezone.localdate())
    may = {"may_see_region": allows(viewer, SEE_REGION), "may_see_needs": allows(viewer, SEE_NEEDS)}
    return render(request, "partnerships/index.html", words(found=found, **may))
