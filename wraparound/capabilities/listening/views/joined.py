"""Joining milestones to what was done, and taking them back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wraparound.capabilities.listening.access import RULES
from wraparound.capabilities.listening.actions.joined import join_milestone
from wraparound.capabilities.listening.actions.joined import take_back as take_it_back
from wraparound.capabilities.listening.forms.joined import JoinForm
from wraparound.capabilities.listening.queries.joined import joining_page
from wraparound.capabilities.listening.queries.pulses import pulse_to_speak_of
from wraparound.capabilities.listening.terms.joined import JoinedState
from wraparound.capabilities.listening.terms.pulses import CannotListen
from wraparound.capabilities.listening.wording import joined as say
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def milestones(request: HttpRequest, number: int, done: int) -> HttpResponse:
    viewer = require(request, RULES["milestones"])
    at = timezone.localtime()
    found = joining_page(pulse_to_speak_of(number, viewer=viewer), done, viewer=viewer, today=at.date())
    form = JoinForm(request.POST if request.method == "POST" else None, can=found.can)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            join_milestone(number, done, said["milestone"], told=said["told"], at=at, by=viewer)
        except CannotListen as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "The milestone is joined. Whoever was asked reads how it stands from now on.")
            return redirect("listening:pulse", number=number)
    context = {"found": found, "form": form, "say": say, "states": JoinedState}
    return render(request, "listening/milestones.html", context)


@require_POST
@or_not_found
def take_back(request: HttpRequest, number: int, joined: int) -> HttpResponse:
    viewer = require(request, RULES["take_back"])
    take_it_back(number, joined, at=timezone.localtime(), by=viewer)
    messages.success(request, "It is taken back. That one was joined, and when it was taken back, stays to be read.")
    return redirect("listening:pulse", number=number)
