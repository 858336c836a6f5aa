"""Pages of what is done about the equality plan: at an organisation, and what a region was told."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wraparound.capabilities.delivery.queries.equality_actions import equality_places
from wraparound.capabilities.equality.access import RULES
from wraparound.capabilities.equality.forms.acting import since_asked
from wraparound.capabilities.equality.queries.acting import actions_at, actions_of_region
from wraparound.capabilities.equality.queries.figures import may_read
from wraparound.capabilities.equality.queries.parts import PartIsOff
from wraparound.capabilities.equality.wording import acting as say
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found

USUALLY_SINCE = timedelta(days=91)
"""How far back it is told what moved, where no day was asked for."""


@never_cache
@require_safe
def actions(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["actions"])
    found = equality_places(viewer=viewer)
    if found.only:
        return redirect("equality:actions_organisation", code=found.only)
    return render(request, "equality/actions.html", {"found": found, "say": say})


@never_cache
@require_safe
@or_not_found
def actions_organisation(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["actions_organisation"])
    today = timezone.localdate()
    since, unread = since_asked(request.GET, today)
    try:
        found = actions_at(code, viewer=viewer, since=since or today - USUALLY_SINCE, today=today)
    except PartIsOff as trouble:
        shown = {"off": str(trouble), "name": "This organisation", "code": code.upper()}
        return render(request, "equality/part_is_off.html", shown)
    context = {
        "found": found,
        "instead": say.unread_day(unread) if unread else "",
        "reads_figures": may_read(viewer=viewer),
        "say": say,
    }
    return render(request, "equality/actions_organisation.html", context)


@never_cache
@require_safe
@or_not_found
def actions_region(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["actions_region"])
    context = {
        "found": actions_of_region(code, viewer=viewer, today=timezone.localdate()),
        "reads_figures": may_read(viewer=viewer),
        "say": say,
    }
    return render(request, "equality/actions_region.html", context)
