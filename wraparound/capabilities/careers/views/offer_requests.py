"""Pages of what somebody asked for on the board: theirs, and those of both employers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wraparound.capabilities.careers.access import RULES
from wraparound.capabilities.careers.actions import offer_requests as act
from wraparound.capabilities.careers.forms.offers import EmployerForm, EndEarlyForm, LedToForm
from wraparound.capabilities.careers.queries.offer_requests import own_request, request_here
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.terms.offers import RequestState, Side
from wraparound.capabilities.careers.wording import offers as say
from wraparound.capabilities.careers.wording.frameworks import day
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found, written

RUNNING = (RequestState.AGREED, RequestState.UNDER_WAY)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def offer_request(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["offer_request"])
    found = own_request(number, viewer=viewer, on=timezone.localdate())
    ending = EndEarlyForm(request.POST if "why" in request.POST else None)
    if written(
        ending,
        lambda at: act.end_request(number, ending.cleaned_data["why"], None, at=at, by=viewer),
        "It has ended.",
        visit=request,
    ):
        return redirect("careers:offer_request", number=number)
    if "take_back" in request.POST:
        try:
            act.take_back_request(number, at=timezone.localtime(), by=viewer)
        except CannotKeepCareer as trouble:
            messages.error(request, str(trouble))
        else:
            messages.success(request, "Taken back. Nobody waits for an answer.")
        return redirect("careers:offer_request", number=number)
    context = {"found": found, "ending": ending, "runs": found.state in RUNNING, "say": say, "day": day}
    return render(request, "careers/offer_request.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def offer_answer(request: HttpRequest, number: int, side: str) -> HttpResponse:
    viewer = require(request, RULES["offer_answer"])
    if side not in set(Side):
        raise NoSuchCareer
    at_side = Side(side)
    found = request_here(number, at_side, viewer=viewer, on=timezone.localdate())
    form = EmployerForm(request.POST if "answer" in request.POST else None)
    ending = EndEarlyForm(request.POST if "why" in request.POST else None)
    if written(
        form,
        lambda at: act.answer_request(number, at_side, *form.said(), at=at, by=viewer),
        "Answered. They are told that there is news.",
        visit=request,
    ) or written(
        ending,
        lambda at: act.end_request(number, ending.cleaned_data["why"], at_side, at=at, by=viewer),
        "It has ended. They are told that there is news.",
        visit=request,
    ):
        return redirect("careers:offers_kept")
    runs = found.request.state in RUNNING
    context = {"found": found, "form": form, "ending": ending, "runs": runs, "say": say, "day": day}
    return render(request, "careers/offer_answer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def offer_led_to(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["offer_led_to"])
    found = own_request(number, viewer=viewer, on=timezone.localdate())
    form = LedToForm(request.POST if request.method == "POST" else None)

    def say_it(at: object) -> None:
        led_to, counted = form.said()
        act.say_led_to(number, led_to, counted=counted, at=timezone.localtime(), by=viewer)

    if written(form, say_it, "Kept. Thank you.", visit=request):
        return redirect("careers:offer_request", number=number)
    return render(request, "careers/offer_led_to.html", {"found": found, "form": form, "say": say})
