"""The door to partnerships: for everybody what they are, for those who lead an organisation what is theirs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wraparound.capabilities.partnerships.access import RULES
from wraparound.people.access import require


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    require(request, RULES["index"])
    return render(request, "partnerships/about.html", {})
