"""The catalogue of support: what it can consist of, and what is known of each part."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.queries.prospectuses import support
from wraparound.capabilities.compacts.wording import prospectuses as say
from wraparound.people.access import require


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["catalogue"])
    return render(request, "compacts/catalogue.html", {"components": support(viewer=viewer), "say": say})
