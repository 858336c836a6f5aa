"""Programmes of an organisation or a region: their recommendations are added, changed and ended."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.delivery.access import RULES
from wraparound.capabilities.delivery.actions import programmes as act
from wraparound.capabilities.delivery.forms.recommendations import (
    OwnRecommendationForm,
    RecommendationForm,
    recommendation_typed,
)
from wraparound.capabilities.delivery.queries import programmes as ask
from wraparound.capabilities.delivery.terms.recommendations import CannotPlan
from wraparound.capabilities.delivery.views.asking import words
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found, written

ADDED = "Added. Each organisation of the region answers it for itself."
CHANGED = "Changed."
ENDED = "It is no longer followed. Answers that were given stay."
RENAMED = "Renamed."
NO_SUCH_STEP = "There is nothing of that kind to do here."


@require_safe
@or_not_found
def programmes(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["programmes"])
    return render(request, "delivery/programmes.html", words(found=ask.programmes(code, viewer=viewer), form=None))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def regional_programmes(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["regional_programmes"])
    found = ask.regional_programmes(request.GET.get("region", ""), viewer=viewer)
    form = RecommendationForm(request.POST if request.method == "POST" else None)
    if written(
        form, lambda at: act.recommend_to_region(found.code, form.new(), at=at, by=viewer), ADDED, visit=request
    ):
        return redirect(_page_of(found.code, of_region=True))
    return render(request, "delivery/programmes.html", words(found=found, form=form))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def recommendation(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["recommendation"])
    found = ask.own_recommendation(number, viewer=viewer)
    page = _page_of(found.code, of_region=found.of_region)
    if request.method == "POST" and request.POST.get("step") == "end":
        act.end_recommendation(number, at=timezone.localtime(), by=viewer)
        messages.success(request, ENDED)
        return redirect(page)
    sent, one = request.POST if request.method == "POST" else None, found.recommendation
    begun = recommendation_typed(one, found.version)
    form = OwnRecommendationForm(sent, initial=begun, programme=one.programme)
    if written(
        form,
        lambda at: act.change_recommendation(
            number, form.new(), version=form.cleaned_data["version"] or 0, at=at, by=viewer
        ),
        CHANGED,
        visit=request,
    ):
        return redirect(page)
    return render(request, "delivery/recommendation.html", words(form=form, found=found, page=page))


@require_POST
@or_not_found
def programme_step(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["programme_step"])
    row = ask.programme_of(number, viewer=viewer)
    at, step = timezone.localtime(), request.POST.get("step", "")
    if step not in ("end", "rename"):
        raise Http404(NO_SUCH_STEP)
    try:
        if step == "end":
            act.end_programme(number, at=at, by=viewer)
        else:
            act.rename_programme(number, request.POST.get("name", ""), at=at, by=viewer)
    except CannotPlan as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, ENDED if step == "end" else RENAMED)
    return redirect(_page_of(row.code, of_region=row.of_region))


def _page_of(code: str, *, of_region: bool) -> str:
    if of_region:
        return f"{reverse('delivery:regional_programmes')}?region={code}"
    return reverse("delivery:programmes", kwargs={"code": code})
