"""A partnership: proposing and suggesting one, its page, answering it, and the same on paper."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.partnerships.access import RULES
from wraparound.capabilities.partnerships.actions import asking as act
from wraparound.capabilities.partnerships.exchange.papers import agreement_as_pdf, file_name
from wraparound.capabilities.partnerships.forms.agreements import AnswerForm, ProposalForm, SuggestionForm
from wraparound.capabilities.partnerships.queries import agreements as ask
from wraparound.capabilities.partnerships.queries.figures import figures_since
from wraparound.capabilities.partnerships.queries.own_words import own_words_page
from wraparound.capabilities.partnerships.terms.agreements import Move
from wraparound.capabilities.partnerships.views.asking import REFUSED, words
from wraparound.capabilities.partnerships.wording import agreements as say
from wraparound.capabilities.partnerships.wording.agreements import begun_words
from wraparound.people.access import NotYours, require
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.records import as_file
from wraparound.records.actions.looks import exporting

NOT_SURE = "Tick that what both boards have written ends with it, and decline again. Nothing has changed."
ANSWERED = {
    Move.PROPOSE: "It is your proposal now. The other board is told that something waits for it.",
    Move.TAKE_UP: "You want to talk. Next, each board says what it thinks is wrong.",
    Move.DECLINE: "Declined. On this site only the two boards see that.",
    Move.TAKE_BACK: "Taken back. On this site only the two boards see that.",
}
SUGGESTED = "Suggested. Both boards are told that something waits for them; how they answer is theirs."


@require_safe
@or_not_found
def agreement(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["agreement"])
    found = ask.agreement(number, viewer=viewer, on=timezone.localdate())
    figures = figures_since(number, viewer=viewer)
    return render(request, "partnerships/agreement.html", words(found=found, figures=figures))


@require_safe
@or_not_found
def agreement_pdf(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["agreement_pdf"])
    where = request.build_absolute_uri(reverse("partnerships:agreement", args=[number]))
    with exporting("partnerships:agreement_pdf", by=viewer):
        found = ask.agreement(number, viewer=viewer, on=timezone.localdate())
        if found.terms is None:
            raise Http404("There are no terms yet, so there is nothing to print.")
        return as_file(agreement_as_pdf(found, where), file_name(found), "application/pdf")


@require_POST
@or_not_found
def answer(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["answer"])
    found = ask.agreement(number, viewer=viewer, on=timezone.localdate())
    form = AnswerForm(request.POST)
    if form.is_valid():
        step = Move(form.cleaned_data["step"])
        if step is Move.DECLINE and say.is_written(found) and not request.POST.get("sure"):
            messages.error(request, NOT_SURE)
            return redirect("partnerships:agreement", number=number)
        try:
            act.answer(number, step, why=form.cleaned_data["why"], at=timezone.localtime(), by=viewer)
            messages.success(request, ANSWERED[step])
        except REFUSED as trouble:
            messages.error(request, str(trouble))
    else:
        messages.error(request, "That is no answer to a proposal. Press one of the buttons.")
    return redirect("partnerships:agreement", number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def propose(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["propose"])
    found = own_words_page(code, viewer=viewer, on=timezone.localdate())
    if not found.may_speak:
        raise NotYours(RULES["propose"].because)
    asked = {name: request.GET.get(name, "") for name in ("theirs", "side", "topic")}
    places = ask.places_beside(code, viewer=viewer)
    form = ProposalForm(request.POST if request.method == "POST" else None, places=places, initial=asked)
    if form.is_bound and form.is_valid():
        try:
            begun = act.propose(form.new(code), at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, begun_words(begun))
            return redirect("partnerships:agreement", number=begun.number)
    return render(request, "partnerships/propose.html", words(form=form, found=found))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def suggest(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["suggest"])
    asked = {name: request.GET.get(name, "") for name in ("helper", "helped", "topic")}
    places = ask.places_to_suggest(viewer=viewer)
    form = SuggestionForm(request.POST if request.method == "POST" else None, places=places, initial=asked)
    if form.is_bound and form.is_valid():
        try:
            act.suggest(form.new(), at=timezone.localtime(), by=viewer)
        except (*REFUSED, NotYours) as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, SUGGESTED)
            return redirect("partnerships:index")
    return render(request, "partnerships/suggest.html", words(form=form))
