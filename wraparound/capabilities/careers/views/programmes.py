"""Pages of development programmes: naming one, being counted on one, and what they led to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.careers.access import KEEP, RULES
from wraparound.capabilities.careers.actions import programmes as act
from wraparound.capabilities.careers.forms.programmes import ProgrammeForm
from wraparound.capabilities.careers.queries import programmes as ask
from wraparound.capabilities.careers.queries.frameworks import keeper_places
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer
from wraparound.capabilities.careers.wording import programmes as say
from wraparound.people.access import allows, require
from wraparound.people.views.asking import or_not_found, written


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["programmes"])
    found = ask.programmes(viewer=viewer, on=timezone.localdate())
    return render(request, "careers/programmes.html", {"found": found, "keeps": allows(viewer, KEEP), "say": say})


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def programme_new(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["programme_new"])
    places = keeper_places(viewer=viewer)
    form = ProgrammeForm(request.POST if request.method == "POST" else None, places=places)
    if written(form, lambda at: act.name_programme(form.new(), at=at, by=viewer), say.NAMED, visit=request):
        return redirect("careers:programmes")
    return render(request, "careers/programme_new.html", {"form": form})


@require_POST
@or_not_found
def programme_part(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["programme_part"])
    agreed = "agree" in request.POST
    try:
        act.be_counted_on(number, agreed, at=timezone.localtime(), by=viewer)
    except CannotKeepCareer as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, say.IN_IT if agreed else say.OUT)
    return redirect("careers:programmes")


@require_POST
@or_not_found
def programme_drop(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["programme_drop"])
    try:
        act.drop_programme(number, at=timezone.localtime(), by=viewer)
    except CannotKeepCareer as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, say.DROPPED)
    return redirect("careers:programmes")
