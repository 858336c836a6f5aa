"""Pages of the board of offers: all of them, one, and putting one up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.careers.access import OFFER, RULES, SEE_COUNTED
from wraparound.capabilities.careers.actions import offers as act
from wraparound.capabilities.careers.actions.offer_requests import ask_for
from wraparound.capabilities.careers.forms.offers import NeedsForm, OfferForm, OfferSoughtForm, WishForm
from wraparound.capabilities.careers.queries import offers as ask
from wraparound.capabilities.careers.queries.frameworks import frameworks
from wraparound.capabilities.careers.queries.offer_counts import boards_told
from wraparound.capabilities.careers.queries.offer_requests import own_requests, requests_here
from wraparound.capabilities.careers.wording import offers as say
from wraparound.capabilities.careers.wording.frameworks import day
from wraparound.people.access import allows, require
from wraparound.people.views.asking import or_not_found, written


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def offers(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["offers"])
    today = timezone.localdate()
    found = ask.board_page(viewer=viewer, on=today)
    form = NeedsForm(request.POST if request.method == "POST" else None, page=found)
    if written(form, lambda at: act.look_for(form.needs(), at=at, by=viewer), "", visit=request):
        return redirect("careers:offers")
    context = {
        "found": found,
        "form": form,
        "own": own_requests(viewer=viewer, on=today),
        "keeps": allows(viewer, OFFER),
        "told": allows(viewer, SEE_COUNTED),
        "say": say,
    }
    return render(request, "careers/offers.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def offer(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["offer"])
    found = ask.offer_page(number, viewer=viewer, on=timezone.localdate())
    form = WishForm(request.POST if request.method == "POST" else None, page=found)
    made: list[int] = []
    if written(
        form,
        lambda at: made.append(ask_for(number, *form.said(), at=at, by=viewer)),
        "Both organisations are asked. You read here what they say.",
        visit=request,
    ):
        return redirect("careers:offer_request", number=made[0])
    return render(request, "careers/offer.html", {"found": found, "form": form, "say": say, "day": day})


@require_safe
def offers_kept(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["offers_kept"])
    today = timezone.localdate()
    context = {
        "found": ask.kept_offers(viewer=viewer),
        "requests": requests_here(viewer=viewer, on=today),
        "on": today,
        "say": say,
    }
    return render(request, "careers/offers_kept.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def offer_new(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["offer_new"])
    places, known = ask.offering_places(viewer=viewer), frameworks(viewer=viewer)
    sought = OfferSoughtForm(request.GET if "place" in request.GET else None, places=places, frameworks=known)
    if not (sought.is_bound and sought.is_valid()):
        return render(request, "careers/offer_sought.html", {"form": sought})
    page = ask.offer_writing(**_sought(sought), viewer=viewer)
    form = OfferForm(request.POST if request.method == "POST" else None, framework=page.framework)
    made: list[int] = []
    if written(
        form,
        lambda at: made.append(act.put_offer(form.new(page.place.key, page.key), at=at, by=viewer)),
        "It is on the board.",
        visit=request,
    ):
        return redirect("careers:offer", number=made[0])
    return render(request, "careers/offer_new.html", {"page": page, "form": form})


@require_POST
@or_not_found
def offer_take_down(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["offer_take_down"])
    act.take_down(number, at=timezone.localtime(), by=viewer)
    messages.success(request, say.TAKEN_DOWN)
    return redirect("careers:offers_kept")


@require_safe
@or_not_found
def offers_told(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["offers_told"])
    return render(request, "careers/offers_told.html", {"found": boards_told(viewer=viewer), "say": say})


def _sought(form: OfferSoughtForm) -> dict[str, str]:
    return {"code": form.cleaned_data["place"], "framework": form.cleaned_data["framework"]}
