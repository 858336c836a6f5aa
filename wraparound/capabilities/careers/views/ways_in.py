"""Pages of ways in, for everybody, and of openings, for those who put them there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.careers.access import KEEP, RULES
from wraparound.capabilities.careers.actions import ways_in as act
from wraparound.capabilities.careers.forms.ways_in import OpeningForm
from wraparound.capabilities.careers.queries.frameworks import keeper_places
from wraparound.capabilities.careers.queries.ways_in import own_openings, route_page, routes
from wraparound.capabilities.careers.wording import ways_in as say
from wraparound.people.access import allows, require
from wraparound.people.views.asking import or_not_found, written


@require_safe
def ways_in(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["ways_in"])
    context = {"found": routes(viewer=viewer), "keeps": allows(viewer, KEEP), "say": say}
    return render(request, "careers/ways_in.html", context)


@require_safe
@or_not_found
def way_in(request: HttpRequest, key: str) -> HttpResponse:
    viewer = require(request, RULES["way_in"])
    found = route_page(key, viewer=viewer, on=timezone.localdate())
    return render(request, "careers/way_in.html", {"found": found, "say": say})


@require_safe
def openings(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["openings"])
    titles = {one.key: one.title for one in routes(viewer=viewer)}
    context = {"found": own_openings(viewer=viewer), "titles": titles, "on": timezone.localdate(), "say": say}
    return render(request, "careers/openings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def opening_new(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["opening_new"])
    places, known = keeper_places(viewer=viewer), routes(viewer=viewer)
    form = OpeningForm(request.POST if request.method == "POST" else None, places=places, routes=known)
    if written(form, lambda at: act.add_opening(form.new(), at=at, by=viewer), say.OPENED_WORDS, visit=request):
        return redirect("careers:openings")
    return render(request, "careers/opening_new.html", {"form": form})


@require_POST
@or_not_found
def opening_end(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["opening_end"])
    act.end_opening(number, at=timezone.localtime(), by=viewer)
    messages.success(request, say.END_WORDS)
    return redirect("careers:openings")
