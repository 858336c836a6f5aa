"""Recognitions of a compact, for its sides: written, agreed to, and what the leader does with one that is issued."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.actions import recognition as act
from wraparound.capabilities.compacts.actions import thanks as thank
from wraparound.capabilities.compacts.exchange.recognitions import recognition_as_pdf
from wraparound.capabilities.compacts.forms.recognition import AskForm, ChooseForm, WritingForm
from wraparound.capabilities.compacts.queries import recognition as ask
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.recognition import RecognitionState, RecognitionTerms
from wraparound.capabilities.compacts.views.asking import REFUSED, number_in, or_not_found, words
from wraparound.capabilities.compacts.wording import attested, recognition
from wraparound.people.access import NotYours, require
from wraparound.people.views.records import as_file
from wraparound.records.actions.looks import exporting
from wraparound.records.actions.rights import ChangedMeanwhile

NOT_ITS_FILE = "The file of a recognition is its leader’s, to show or not. Ask them for it."


@require_safe
@or_not_found
def recognition_list(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["recognition"])
    found = ask.recognitions(number, viewer=viewer)
    return render(request, "compacts/recognition.html", said(found=found, number=number))


@require_POST
@or_not_found
def begin_recognition(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["begin_recognition"])
    issues = Party.REGION if request.POST.get("issues") == Party.REGION else Party.BOARD
    try:
        made = act.begin(number, issues, at=timezone.localtime(), by=viewer)
    except REFUSED as trouble:
        messages.error(request, str(trouble))
        return redirect("compacts:recognition", number=number)
    messages.success(request, "It is begun, with what the compact says. Leave out what does not belong there.")
    return redirect("compacts:write_recognition", number=number, which=made.pk)


@require_safe
@or_not_found
def one_recognition(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["one_recognition"])
    return _page(ask.recognition(number, which, viewer=viewer), request=request)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def write_recognition(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["write_recognition"])
    found = ask.recognition(number, which, viewer=viewer)
    if found.state is not RecognitionState.DRAFT:
        messages.error(request, "It is not being written any more.")
        return redirect("compacts:one_recognition", number=number, which=which)
    typed = request.POST if request.method == "POST" else None
    now: tuple[recognition.Said, ...] = ()
    form = WritingForm(typed, text=found.text, sides=found.sides, initial={"version": found.version})
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            act.write(number, which, form.written(), version=version, at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            # As it stands by now, beside what was typed.
            found = ask.recognition(number, which, viewer=viewer)
            now = recognition.parts(found.content) if isinstance(trouble, ChangedMeanwhile) else ()
            again = {**request.POST.dict(), "version": found.version}
            form = WritingForm(again, text=found.text, sides=found.sides)
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "Saved.")
            return redirect("compacts:one_recognition", number=number, which=which)
    return render(request, "compacts/recognition_write.html", said(found=found, form=form, now=now))


@require_POST
@or_not_found
def draw_recognition(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["draw_recognition"])
    version = number_in(request.POST.get("version")) or 0
    deed = partial(act.draw_anew, number, which, version=version, at=timezone.localtime(), by=viewer)
    return _done(deed, "It has the figures of today.", number, which, request=request)


@require_POST
@or_not_found
def leave_recognition(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["leave_recognition"])
    deed = partial(act.leave, number, which, at=timezone.localtime(), by=viewer)
    return _done(deed, "It is put aside.", number, which, request=request)


@require_POST
@or_not_found
def ask_thanks(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["ask_thanks"])
    form = AskForm(request.POST)
    if form.is_valid():
        try:
            made = thank.ask(number, which, form.cleaned_data["address"], at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            form.add_error("address", str(trouble))
        else:
            messages.success(request, f"{made.person.name} is asked. They are told, and can say no.")
            return redirect("compacts:one_recognition", number=number, which=which)
    return _page(ask.recognition(number, which, viewer=viewer), form, request=request)


@require_POST
@or_not_found
def choose_thanks(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["choose_thanks"])
    found = ask.recognition(number, which, viewer=viewer)
    form = ChooseForm(request.POST, thanks=found.thanks)
    chosen = [int(one) for one in form.cleaned_data["chosen"]] if form.is_valid() else []
    deed = partial(thank.choose, number, which, chosen, at=timezone.localtime(), by=viewer)
    return _done(deed, "Those that you ticked appear.", number, which, request=request)


@require_POST
@or_not_found
def agree_recognition(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["agree_recognition"])
    at = timezone.localtime()
    if "back" in request.POST:
        deed: Callable[[], object] = partial(act.take_back_agreement, number, which, at=at, by=viewer)
        return _done(
            deed, "You agree to it no longer. It is not issued unless you do again.", number, which, request=request
        )
    digest = request.POST.get("digest", "")[:64]
    deed = partial(act.agree, number, which, digest=digest, at=at, by=viewer)
    told = "You have agreed to it. It can be issued now; any change of it asks you again."
    return _done(deed, told, number, which, request=request)


@require_POST
@or_not_found
def show_recognition(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["show_recognition"])
    on = "off" not in request.POST
    deed = partial(act.show, number, which, on=on, at=timezone.localtime(), by=viewer)
    told = (
        "It is shown. Whoever has its address reads it."
        if on
        else "It is not shown any more. Its old address leads to nothing, and stays so."
    )
    return _done(deed, told, number, which, request=request)


@require_safe
@or_not_found
def recognition_file(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["recognition_file"])
    with exporting("compacts:recognition_file", by=viewer):
        document = ask.document_of(number, which, viewer=viewer)
    return as_file(document.encode(), "recognition.json", "application/json")


@require_safe
@or_not_found
def recognition_pdf(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["recognition_pdf"])
    with exporting("compacts:recognition_pdf", by=viewer):
        found = ask.recognition(number, which, viewer=viewer)
    if not found.is_leader or found.attested is None:
        raise NotYours(NOT_ITS_FILE)
    where = public_address(found.token, request=request) if found.token else ""
    content = recognition_as_pdf(found.attested, found.revoked, where)
    return as_file(content, "recognition.pdf", "application/pdf")


def public_address(token: str, *, request: HttpRequest) -> str:
    """The whole address at which everybody reads it."""
    return request.build_absolute_uri(reverse("compacts:recognition_public", kwargs={"token": token}))


def said(**more: object) -> dict[str, object]:
    """The context of a page about recognitions."""
    return words(told=recognition, attest=attested, state=RecognitionState, party=Party, **more)


def _page(found: RecognitionTerms, form: AskForm | None = None, *, request: HttpRequest) -> HttpResponse:
    where = public_address(found.token, request=request) if found.token else ""
    context = said(found=found, ask=form or AskForm(), where=where, parts=recognition.parts(found.content))
    return render(request, "compacts/recognition_one.html", context)


def _done(deed: Callable[[], object], told: str, number: int, which: int, *, request: HttpRequest) -> HttpResponse:
    """Does it, says so or why not, and goes back to its page."""
    try:
        deed()
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, told)
    return redirect("compacts:one_recognition", number=number, which=which)
