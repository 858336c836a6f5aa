"""Pages of requirements that shut people out, for an organisation that the viewer's role reaches."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wraparound.capabilities.equality.access import RULES
from wraparound.capabilities.equality.queries import requirements as ask
from wraparound.capabilities.equality.wording import requirements as say
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found


@never_cache
@require_safe
def requirements(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["requirements"])
    places = ask.requirement_places(viewer=viewer)
    if len(places) == 1:
        return redirect("equality:requirements_organisation", code=places[0][0])
    return render(request, "equality/requirements.html", {"places": places, "say": say})


@never_cache
@require_safe
@or_not_found
def requirements_organisation(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["requirements_organisation"])
    found = ask.requirements_at(code, viewer=viewer, today=timezone.localdate())
    return render(request, "equality/requirements_organisation.html", {"found": found, "say": say})
