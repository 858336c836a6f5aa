"""Calls for evidence as those who open and read them work with them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.listening.access import RULES
from wraparound.capabilities.listening.actions import calls as acts
from wraparound.capabilities.listening.actions.themes import note_opened
from wraparound.capabilities.listening.forms.calls import CallForm, CloseForm, HeardForm, TakeOutForm
from wraparound.capabilities.listening.queries import calls as ask
from wraparound.capabilities.listening.queries.asking import places_to_ask
from wraparound.capabilities.listening.queries.themes import readers_to_choose, reading_of_call, reading_page
from wraparound.capabilities.listening.terms.pulses import CannotListen
from wraparound.capabilities.listening.views.themes import sorting
from wraparound.capabilities.listening.wording import calls as say
from wraparound.capabilities.listening.wording.plain import day
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.records import as_file, page_of

BYTES = "application/octet-stream"
"""What every document is called: nothing that a browser would open."""


@require_http_methods(["GET", "HEAD", "POST"])
def call_new(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["call_new"])
    at, places = timezone.localtime(), places_to_ask(viewer=viewer)
    readers = readers_to_choose([over for over, _ in places], viewer=viewer, on=at.date())
    form = CallForm(request.POST if request.method == "POST" else None, places=places, readers=readers)
    if form.is_bound and form.is_valid():
        try:
            number = acts.open_call(form.asked_for(), at=at, by=viewer)
        except CannotListen as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "The call is open.")
            return redirect("listening:call_read", number=number)
    return render(request, "listening/call_new.html", {"form": form})


@require_safe
@or_not_found
def call_read(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["call_read"])
    at = timezone.localtime()
    row = ask.read_row(number, viewer=viewer)
    note_opened(row.reading, at=at, by=viewer)
    found = ask.evidence_page(row, viewer=viewer, on=at.date())
    link = request.build_absolute_uri(found.call.link)
    return render(request, "listening/call_read.html", {"found": found, "say": say, "link": link})


@require_safe
@or_not_found
def call_document(request: HttpRequest, number: int, document: int) -> HttpResponse:
    viewer = require(request, RULES["call_document"])
    row = ask.read_row(number, viewer=viewer)
    found = ask.document_of(row, document, viewer=viewer)
    note_opened(row.reading, at=timezone.localtime(), by=viewer)
    return as_file(bytes(found.content), found.name, BYTES)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def call_themes(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["call_themes"])
    at = timezone.localtime()
    row = ask.read_row(number, viewer=viewer)
    try:
        reading = reading_of_call(number, viewer=viewer, on=at.date())
    except CannotListen as trouble:
        messages.error(request, str(trouble))
        return redirect("listening:call_read", number=number)
    note_opened(reading, at=at, by=viewer)
    back = f"/listening/calls/{number}/read/"
    found = reading_page(
        reading, title=row.title, question=row.question, back=back, viewer=viewer, page=page_of(request)
    )
    return sorting(request, reading, found, asked=found.many, by=viewer)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def call_heard(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["call_heard"])
    at = timezone.localtime()
    row = ask.read_row(number, viewer=viewer, lead=True)
    found = ask.call_page(row, viewer=viewer, on=at.date())
    form = HeardForm(
        request.POST if request.method == "POST" else None, initial={"heard": found.heard, "good": found.good}
    )
    if form.is_bound and form.is_valid():
        try:
            acts.publish_heard(number, **form.cleaned_data, at=at, by=viewer)
        except CannotListen as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "What was heard is published.")
            return redirect("listening:call_read", number=number)
    return render(request, "listening/call_heard.html", {"form": form, "found": found, "say": say})


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def call_take_out(request: HttpRequest, number: int, piece: int) -> HttpResponse:
    viewer = require(request, RULES["call_take_out"])
    at = timezone.localtime()
    row = ask.read_row(number, viewer=viewer, lead=True)
    one = ask.piece_of(row, piece, viewer=viewer)
    note_opened(row.reading, at=at, by=viewer)
    form = TakeOutForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            acts.take_out(number, piece, form.chosen(), at=at, by=viewer)
        except CannotListen as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "It is taken out. Nothing of it is kept but that, the day and the reason.")
            return redirect("listening:call_read", number=number)
    found = ask.call_page(row, viewer=viewer, on=at.date())
    return render(request, "listening/call_take_out.html", {"form": form, "found": found, "one": one, "say": say})


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def call_close(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["call_close"])
    at = timezone.localtime()
    row = ask.read_row(number, viewer=viewer, lead=True)
    form = CloseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            acts.close_early(number, form.cleaned_data["because"], at=at, by=viewer)
        except CannotListen as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "The call is closed. Its page says why.")
            return redirect("listening:call_read", number=number)
    found = ask.call_page(row, viewer=viewer, on=at.date())
    return render(request, "listening/call_close.html", {"form": form, "found": found, "day": day})


@require_POST
@or_not_found
def call_reopen(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["call_reopen"])
    try:
        acts.reopen(number, at=timezone.localtime(), by=viewer)
    except CannotListen as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, "The call is open again.")
    return redirect("listening:call_read", number=number)
