"""Pages of listening: what is here for somebody, asking, answering, what came of it, and what was done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.listening import wording as say
from wraparound.capabilities.listening.access import RULES
from wraparound.capabilities.listening.actions import answering, pulses
from wraparound.capabilities.listening.forms import AnswerForm, DoneForm, OftenForm, PulseForm
from wraparound.capabilities.listening.queries.asking import places_to_ask
from wraparound.capabilities.listening.queries.pulses import answer_page, listening_page, pulse_page, words_page
from wraparound.capabilities.listening.terms import CannotListen, NoSuchPulse, PulseState
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    found = listening_page(viewer=viewer, on=timezone.localdate())
    form = OftenForm(initial={"often": found.often.value})
    return render(request, "listening/index.html", {"found": found, "form": form, "say": say})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["new"])
    form = PulseForm(request.POST if request.method == "POST" else None, places=places_to_ask(viewer=viewer))
    if form.is_bound and form.is_valid():
        try:
            number = pulses.open_pulse(form.asked_for(), at=timezone.localtime(), by=viewer)
        except CannotListen as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "The pulse is open, and those who may be asked are.")
            return redirect("listening:pulse", number=number)
    return render(request, "listening/new.html", {"form": form, "say": say})


@require_POST
def how_often(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["how_often"])
    form = OftenForm(request.POST)
    if form.is_valid():
        pulses.set_often(form.chosen(), at=timezone.localtime(), by=viewer)
        messages.success(request, "It is noted. It counts from the next pulse on.")
    return redirect("listening:index")


@require_safe
@or_not_found
def pulse(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["pulse"])
    found = pulse_page(number, viewer=viewer, on=timezone.localdate())
    return render(request, "listening/pulse.html", {"found": found, "say": say, "states": PulseState})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def answer(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["answer"])
    at = timezone.localtime()
    found = answer_page(number, viewer=viewer, on=at.date())
    form = AnswerForm(request.POST if request.method == "POST" else None, questions=found.questions, free=found.free)
    if form.is_bound and form.is_valid():
        try:
            answering.answer(number, form.given(), at=at, by=viewer)
        except CannotListen as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, f"{say.THANKS} What came of it is here after {say.day(found.closes_on)}.")
            return redirect("listening:pulse", number=number)
    return render(request, "listening/answer.html", {"found": found, "form": form, "say": say})


@require_safe
@or_not_found
def words(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["words"])
    return render(request, "listening/words.html", {"found": words_page(number, viewer=viewer), "say": say})


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def did(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["did"])
    at = timezone.localtime()
    found = pulse_page(number, viewer=viewer, on=at.date())
    if not found.may_say:
        raise NoSuchPulse
    form = DoneForm(request.POST if request.method == "POST" else None, initial={"on": at.date()})
    if form.is_bound and form.is_valid():
        try:
            pulses.say_done(number, **form.cleaned_data, at=at, by=viewer)
        except CannotListen as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "It is said, to everybody who was asked.")
            return redirect("listening:pulse", number=number)
    return render(request, "listening/did.html", {"found": found, "form": form, "say": say})
