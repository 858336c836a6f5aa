"""Calls for evidence as everybody reads them, and what a guest sends and takes back.

No page here knows who is at it: what is sent is sent by nobody in particular, also where somebody is signed in.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.listening.access import RULES
from wraparound.capabilities.listening.actions import calls as acts
from wraparound.capabilities.listening.exchange.documents import look_at
from wraparound.capabilities.listening.forms.calls import EvidenceForm, ReceiptForm
from wraparound.capabilities.listening.queries import calls as ask
from wraparound.capabilities.listening.terms.calls import NoSuchReceipt, SentDocument, SentOtherwise
from wraparound.capabilities.listening.terms.pulses import CannotListen
from wraparound.capabilities.listening.wording import calls as say
from wraparound.capabilities.listening.wording import themes
from wraparound.capabilities.listening.wording.plain import day
from wraparound.people.access import require, viewer_of
from wraparound.people.terms.access import PUBLIC
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.places import place_of


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["calls"])
    found = ask.calls(viewer=viewer, on=timezone.localdate())
    return render(request, "listening/calls.html", {"found": found, "say": say})


@cache_control(no_store=True)
@csrf_exempt  # Sent by nobody in particular, without a cookie to compare with: docs/decisions/0061.
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def call(request: HttpRequest, number: int) -> HttpResponse:
    require(request, RULES["call"])
    return _call(request, number, None)


@cache_control(no_store=True)
@csrf_exempt  # The same, for whoever has the link.
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def call_by_link(request: HttpRequest, number: int, token: str) -> HttpResponse:
    require(request, RULES["call_by_link"])
    return _call(request, number, token)


def _call(visit: HttpRequest, number: int, token: str | None) -> HttpResponse:
    viewer = viewer_of(visit)
    at = timezone.localtime()
    row = ask.call_row(number, viewer=viewer, token=token)
    found = ask.call_page(row, viewer=viewer, on=at.date())
    form = EvidenceForm(visit.POST, visit.FILES) if visit.method == "POST" else EvidenceForm()
    context = {"found": found, "form": form, "say": say, "themes": themes, "day": day}
    if form.is_bound and form.is_valid():
        try:
            acts.let_in(
                row, _size(form), place=place_of(visit), at=at, by=PUBLIC
            )  # Before a document is read and looked at.
            receipt = acts.send_evidence(row, form.sent(_document(form)), at=at, by=PUBLIC)
        except CannotListen as trouble:
            form.add_error(None, str(trouble))
            if isinstance(trouble, SentOtherwise):
                form.begin_again()
        else:
            return render(visit, "listening/sent.html", {**context, "receipt": receipt})
    return render(visit, "listening/call.html", context)


def _size(form: EvidenceForm) -> int:
    """Bytes of the document that was sent, 0 without one; it is not read for it."""
    sent = form.cleaned_data["document"]
    return sent.size or 0 if sent else 0


def _document(form: EvidenceForm) -> SentDocument | None:
    """What was sent as a document, looked at from outside; CannotListen where it is not taken."""
    sent = form.cleaned_data["document"]
    return look_at(sent.name or "", sent.read()) if sent else None


@cache_control(no_store=True)
@csrf_exempt  # Whoever has the receipt has sent it; there is no cookie to compare with: docs/decisions/0061.
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    require(request, RULES["receipt"])
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    found, taken_back = None, False
    if form.is_bound and form.is_valid():
        number = form.cleaned_data["receipt"]
        try:
            if request.POST.get("do") == "withdraw":
                acts.withdraw(number, at=timezone.localtime(), by=PUBLIC)
                taken_back = True
            found = ask.receipt_page(number, viewer=PUBLIC)
        except NoSuchReceipt as trouble:
            form.add_error("receipt", str(trouble))
    context = {"found": found, "form": form, "say": say, "taken_back": taken_back, "day": day}
    return render(request, "listening/receipt.html", context)
