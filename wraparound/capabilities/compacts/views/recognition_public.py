"""What everybody reads: a recognition while its leader shows it, and keys that sign; and a colleague's own thanks."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.actions import thanks as act
from wraparound.capabilities.compacts.calculation.attested import keys_document
from wraparound.capabilities.compacts.exchange.recognitions import recognition_as_pdf
from wraparound.capabilities.compacts.forms.recognition import ThanksForm
from wraparound.capabilities.compacts.queries import recognition as ask
from wraparound.capabilities.compacts.queries.keys import published_keys
from wraparound.capabilities.compacts.queries.thanks import own_thanks
from wraparound.capabilities.compacts.views.asking import REFUSED, or_not_found
from wraparound.capabilities.compacts.views.recognition import public_address, said
from wraparound.capabilities.compacts.wording import recognition
from wraparound.people.access import require
from wraparound.people.views.records import as_file
from wraparound.records.actions.looks import exporting


@require_safe
@or_not_found
def recognition_public(request: HttpRequest, token: str) -> HttpResponse:
    viewer = require(request, RULES["recognition_public"])
    found = ask.public_recognition(token, viewer=viewer)
    content = found.attested.statement.content
    context = said(found=found, content=content, parts=recognition.parts(content), now=timezone.localtime())
    return _unlisted(render(request, "compacts/recognition_public.html", context))


@require_safe
@or_not_found
def recognition_public_file(request: HttpRequest, token: str) -> HttpResponse:
    viewer = require(request, RULES["recognition_public_file"])
    with exporting("compacts:recognition_public_file", by=viewer):
        document, _ = ask.public_documents(token, viewer=viewer)
    return _unlisted(as_file(document.encode(), "recognition.json", "application/json"))


@require_safe
@or_not_found
def recognition_revocation(request: HttpRequest, token: str) -> HttpResponse:
    viewer = require(request, RULES["recognition_revocation"])
    with exporting("compacts:recognition_revocation", by=viewer):
        _, revocation = ask.public_documents(token, viewer=viewer)
    if not revocation:
        raise Http404("It is not revoked.")
    return _unlisted(as_file(revocation.encode(), "revocation.json", "application/json"))


@require_safe
@or_not_found
def recognition_public_pdf(request: HttpRequest, token: str) -> HttpResponse:
    viewer = require(request, RULES["recognition_public_pdf"])
    with exporting("compacts:recognition_public_pdf", by=viewer):
        found = ask.public_recognition(token, viewer=viewer)
    where = public_address(token, request=request)
    content = recognition_as_pdf(found.attested, found.revoked, where, found.withheld)
    return _unlisted(as_file(content, "recognition.pdf", "application/pdf"))


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["keys"])
    return render(request, "compacts/keys.html", said(found=published_keys(viewer=viewer)))


@require_safe
def keys_file(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["keys_file"])
    content = keys_document(published_keys(viewer=viewer).keys, timezone.localdate())
    return as_file(content.encode(), "keys.json", "application/json")


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def thanks(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["thanks"])
    at, found = timezone.localtime(), own_thanks(number, viewer=viewer)
    gives = request.method == "POST" and "back" not in request.POST
    now = {"words": found.words, "named": found.given, "version": found.version}
    form = ThanksForm(request.POST if gives else None, initial=now)
    try:
        if gives and form.is_valid():
            given = form.cleaned_data
            act.give(number, given["words"], named=given["named"], version=given["version"], at=at, by=viewer)
            messages.success(request, "Thank you. The leader reads it, and chooses which words appear.")
            return redirect("compacts:thanks", number=number)
        if request.method == "POST" and not gives:
            act.take_back(number, at=at, by=viewer)
            more = "Nothing you wrote is kept." if found.closed else "Until it is issued you can still write something."
            messages.success(request, f"Nothing of yours appears. {more}")
            return redirect("compacts:thanks", number=number)
    except REFUSED as trouble:
        if not gives:
            messages.error(request, str(trouble))
            return redirect("compacts:thanks", number=number)
        form = ThanksForm({**request.POST.dict(), "version": found.version})
        form.add_error(None, str(trouble))
    hint = recognition.hint_about(form["words"].value() or "", "Your words")
    return render(request, "compacts/thanks.html", said(found=found, form=form, hint=hint))


def _unlisted(answer: HttpResponse) -> HttpResponse:
    """Kept by nobody on the way and listed by no search engine: what is shown can be shown no longer."""
    answer.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer.headers["Cache-Control"] = "no-store"
    return answer
