"""Coordinates of organisations: what is in use, brought from a file, taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wraparound.capabilities.partnerships.access import RULES
from wraparound.capabilities.partnerships.actions.places import bring_places, take_places_back
from wraparound.capabilities.partnerships.exchange.places import places_in
from wraparound.capabilities.partnerships.forms.places import PlacesForm
from wraparound.capabilities.partnerships.queries.places import places_page
from wraparound.capabilities.partnerships.terms.places import CannotBringPlaces, PlacesNotRead
from wraparound.capabilities.partnerships.wording import places as say
from wraparound.people.access import ensure, require
from wraparound.people.terms.access import Viewer

PAGE = "partnerships:places"


@require_http_methods(["GET", "HEAD", "POST"])
def places(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["places"])
    if request.method != "POST":
        return _page(PlacesForm(), (), request=request, viewer=viewer)
    ensure(viewer, RULES["bring_places"])
    form = PlacesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(form, (), request=request, viewer=viewer)
    sent = form.cleaned_data["file"]
    faults: tuple[str, ...] = ()
    try:
        read = places_in(sent.name, sent.read())
        faults = read.faults
        bring_places(read, form.cleaned_data["source"], at=timezone.localtime(), by=viewer)
    except (PlacesNotRead, CannotBringPlaces) as refused:
        form.add_error("file", str(refused))
        return _page(form, faults, request=request, viewer=viewer)
    messages.success(request, say.brought_words(len(read.at)))
    return redirect(PAGE)


@require_POST
def places_back(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["places_back"])
    number = request.POST.get("number", "")
    try:
        take_places_back(
            int(number) if number.isdecimal() and len(number) < 10 else 0, at=timezone.localtime(), by=viewer
        )
    except CannotBringPlaces as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, say.TAKEN_BACK)
    return redirect(PAGE)


def _page(form: PlacesForm, faults: tuple[str, ...], *, request: HttpRequest, viewer: Viewer) -> HttpResponse:
    found = places_page(viewer=viewer)
    context = {"found": found, "form": form, "faults": faults, "say": say}
    return render(request, "partnerships/places.html", context)
