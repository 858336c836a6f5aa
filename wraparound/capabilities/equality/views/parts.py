"""Pages of which parts of equality an organisation uses."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.equality.access import RULES
from wraparound.capabilities.equality.actions import parts as act
from wraparound.capabilities.equality.forms.parts import OffForm
from wraparound.capabilities.equality.queries import parts as ask
from wraparound.capabilities.equality.terms.answers import CannotCount, NoSuchCount
from wraparound.capabilities.equality.terms.parts import STATUTORY, EqualityPart
from wraparound.capabilities.equality.wording import parts as say
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found, written


@never_cache
@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["parts"])
    places = ask.part_places(viewer=viewer)
    if len(places) == 1:
        return redirect("equality:parts_organisation", code=places[0][0])
    return render(request, "equality/parts.html", {"places": places, "say": say})


@never_cache
@require_safe
@or_not_found
def parts_organisation(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["parts_organisation"])
    found = ask.place_parts(code, viewer=viewer)
    return render(request, "equality/parts_organisation.html", {"found": found, "say": say})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def part_off(request: HttpRequest, code: str, part: str) -> HttpResponse:
    viewer = require(request, RULES["part_off"])
    which, found = _switchable(part), ask.place_parts(code, viewer=viewer)
    form = OffForm(request.POST if request.method == "POST" else None)
    if written(
        form,
        lambda at: act.switch_off(found.code, which, form.cleaned_data["reason"], at=at, by=viewer),
        say.SWITCHED,
        visit=request,
    ):
        return redirect("equality:parts_organisation", code=found.code)
    return render(request, "equality/part_off.html", {"found": found, "part": which, "form": form, "say": say})


@require_POST
@or_not_found
def part_on(request: HttpRequest, code: str, part: str) -> HttpResponse:
    viewer = require(request, RULES["part_on"])
    which = _switchable(part)
    try:
        act.switch_on(code, which, at=timezone.localtime(), by=viewer)
    except CannotCount as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, say.SWITCHED_ON)
    return redirect("equality:parts_organisation", code=code.upper())


def _switchable(part: str) -> EqualityPart:
    """The part of this name; NoSuchCount for any other, and for what is statutory."""
    found = next((one for one in EqualityPart if one.value == part and one not in STATUTORY), None)
    if found is None:
        raise NoSuchCount
    return found
