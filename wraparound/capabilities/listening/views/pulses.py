"""Pages of listening: what is here for somebody, asking, answering, what came of it, and what was done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.listening.access import RULES
from wraparound.capabilities.listening.actions import answering
from wraparound.capabilities.listening.actions import pulses as acts
from wraparound.capabilities.listening.actions.themes import note_opened
from wraparound.capabilities.listening.forms.pulses import AnswerForm, DoneForm, OftenForm, PulseForm
from wraparound.capabilities.listening.queries.asking import places_to_ask
from wraparound.capabilities.listening.queries.calls import calls
from wraparound.capabilities.listening.queries.pulses import (
    answer_page,
    answered_page,
    listening_page,
    pulse_page,
    words_page,
)
from wraparound.capabilities.listening.queries.themes import readers_to_choose, reading_of_pulse
from wraparound.capabilities.listening.terms.pulses import CannotListen, NoSuchPulse, PulseState
from wraparound.capabilities.listening.wording import joined, pictures, themes
from wraparound.capabilities.listening.wording import pulses as say
from wraparound.capabilities.listening.wording.calls import call_words
from wraparound.capabilities.listening.wording.plain import day
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    if viewer.person is None:
        open_ones = [one for one in calls(viewer=viewer, on=timezone.localdate()) if one.is_open]
        return render(request, "listening/guest.html", {"found": open_ones, "call_words": call_words})
    found = listening_page(viewer=viewer, on=timezone.localdate())
    form = OftenForm(initial={"often": found.often.value})
    return render(request, "listening/index.html", {"found": found, "form": form, "say": say})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["new"])
    places = places_to_ask(viewer=viewer)
    readers = readers_to_choose([over for over, _ in places], viewer=viewer, on=timezone.localdate())
    form = PulseForm(request.POST if request.method == "POST" else None, places=places, readers=readers)
    if form.is_bound and form.is_valid():
        try:
            number = acts.open_pulse(form.asked_for(), at=timezone.localtime(), by=viewer)
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
        acts.set_often(form.chosen(), at=timezone.localtime(), by=viewer)
        messages.success(request, "It is noted. It counts from the next pulse on.")
    return redirect("listening:index")


@require_safe
@or_not_found
def pulse(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["pulse"])
    found = pulse_page(number, viewer=viewer, on=timezone.localdate())
    words = {"say": say, "pictures": pictures, "joined": joined, "themes": themes}
    context = {"found": found, "states": PulseState, **words}
    return render(request, "listening/pulse.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def answer(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["answer"])
    at = timezone.localtime()
    if (done := answered_page(number, viewer=viewer, on=at.date())) is not None:
        return render(request, "listening/answered.html", {"found": done, "say": say})
    found = answer_page(number, viewer=viewer, on=at.date())
    form = AnswerForm(request.POST if request.method == "POST" else None, questions=found.questions, free=found.free)
    if form.is_bound and form.is_valid():
        try:
            answering.answer(number, form.given(), at=at, by=viewer)
        except CannotListen as trouble:
            form.add_error(None, str(trouble))
        except NoSuchPulse:
            # The same was sent twice at one moment: the page says now that it is answered.
            return redirect("listening:answer", number=number)
        else:
            messages.success(request, f"{say.THANKS} What came of it is here after {day(found.closes_on)}.")
            return redirect("listening:pulse", number=number)
    return render(request, "listening/answer.html", {"found": found, "form": form, "say": say, "themes": themes})


@require_safe
@or_not_found
def words(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["words"])
    found = words_page(number, viewer=viewer)
    if found.words is not None:
        note_opened(reading_of_pulse(number, viewer=viewer), at=timezone.localtime(), by=viewer)
    return render(request, "listening/words.html", {"found": found, "say": say, "themes": themes})


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
            acts.say_done(number, **form.cleaned_data, at=at, by=viewer)
        except CannotListen as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "It is said, to everybody who was asked.")
            return redirect("listening:pulse", number=number)
    return render(request, "listening/did.html", {"found": found, "form": form, "say": say})
