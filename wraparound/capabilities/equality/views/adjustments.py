"""Pages of workplace adjustments: the person's own, and those of whom they named."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.equality.access import RULES
from wraparound.capabilities.equality.actions import adjustments as act
from wraparound.capabilities.equality.forms.people import AdjustmentsForm, ReleaseForm
from wraparound.capabilities.equality.queries import adjustments as ask
from wraparound.capabilities.equality.queries.own import can_give
from wraparound.capabilities.equality.wording import adjustments as say
from wraparound.capabilities.equality.wording import own as say_own
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found, written

NOT_READY = "equality/not_ready.html"


@never_cache
@require_safe
@or_not_found
def adjustments(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["adjustments"])
    if not can_give(viewer=viewer):
        return render(request, NOT_READY, {"say": say_own})
    context = {
        "found": ask.own_adjustments(viewer=viewer),
        "releases": ask.own_releases(viewer=viewer, on=timezone.localdate()),
        "say": say,
        "day": say_own.day,
    }
    return render(request, "equality/adjustments.html", context)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def adjustments_change(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["adjustments_change"])
    if not can_give(viewer=viewer):
        return render(request, NOT_READY, {"say": say_own})
    held = ask.own_adjustments(viewer=viewer).lines
    form = AdjustmentsForm(request.POST if request.method == "POST" else None, held=held)
    if written(form, lambda at: act.write_adjustments(form.typed(), at=at, by=viewer), "", visit=request):
        there = bool(ask.own_adjustments(viewer=viewer).lines)
        messages.success(request, say.WRITTEN if there else say.REMOVED)
        return redirect("equality:adjustments")
    return render(request, "equality/adjustments_change.html", {"form": form, "say": say})


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def adjustments_release(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["adjustments_release"])
    if not can_give(viewer=viewer):
        return render(request, NOT_READY, {"say": say_own})
    held = ask.own_adjustments(viewer=viewer).lines
    form = ReleaseForm(request.POST if request.method == "POST" else None, held=held)
    if written(form, lambda at: act.release(form.new(), at=at, by=viewer), say.RELEASED, visit=request):
        return redirect("equality:adjustments")
    return render(request, "equality/adjustments_release.html", {"form": form, "held": held, "say": say})


@require_POST
@or_not_found
def adjustments_take_back(request: HttpRequest, key: str) -> HttpResponse:
    viewer = require(request, RULES["adjustments_take_back"])
    act.take_release_back(key, at=timezone.localtime(), by=viewer)
    messages.success(request, say.TAKEN_BACK)
    return redirect("equality:adjustments")


@never_cache
@require_safe
@or_not_found
def released(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["released"])
    found = ask.released_to(viewer=viewer, on=timezone.localdate())
    return render(request, "equality/released.html", {"found": found, "say": say, "day": say_own.day})


@never_cache
@require_safe
@or_not_found
def released_read(request: HttpRequest, key: str) -> HttpResponse:
    viewer = require(request, RULES["released_read"])
    found = act.read_release(key, at=timezone.localtime(), by=viewer)
    return render(request, "equality/released_read.html", {"found": found, "say": say, "day": say_own.day})
