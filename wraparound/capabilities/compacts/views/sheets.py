"""Promises and conditions as a spreadsheet: out, and in again after a look at what it would change."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.actions.sheets import take_sheet
from wraparound.capabilities.compacts.exchange.promises import promises_workbook, read_sheet
from wraparound.capabilities.compacts.forms.compacts import PromisesForm
from wraparound.capabilities.compacts.forms.sheets import HeldForm, SheetForm, held
from wraparound.capabilities.compacts.queries import sheets
from wraparound.capabilities.compacts.terms.sheets import LineNotTaken, SheetNotRead, SheetPreview
from wraparound.capabilities.compacts.wording import sheets as say
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.records import SHEET, as_file
from wraparound.records.actions.looks import exporting


@require_safe
def promises_sheet(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["promises_sheet"])
    form, today = PromisesForm(request.GET), timezone.localdate()
    with exporting("compacts:promises_sheet", by=viewer):
        found = sheets.sheet_of(form.question(), viewer=viewer, on=today)
    return as_file(promises_workbook(found, today), "promises.xlsx", SHEET)


@require_http_methods(["GET", "HEAD", "POST"])
def promises_import(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["promises_import"])
    if request.method != "POST":
        return _page(None, {}, viewer, request=request)
    if "held" in request.POST:
        return _take(viewer, request=request)
    form = SheetForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(None, {"file": str(form.errors["file"][0])}, viewer, request=request)
    sent = form.cleaned_data["file"]
    try:
        found = sheets.looked_at(read_sheet(sent.name, sent.read()), viewer=viewer, on=timezone.localdate())
    except SheetNotRead as trouble:
        return _page(None, {"file": str(trouble)}, viewer, request=request)
    return _page(found, {}, viewer, request=request)


def _take(viewer: Viewer, *, request: HttpRequest) -> HttpResponse:
    """Records what was looked at; where a row is refused by now, nothing is, and the rest is shown again."""
    form = HeldForm(request.POST, viewer=viewer)
    if not form.is_valid():
        return _page(None, {"file": str(form.errors["held"][0])}, viewer, request=request)
    changes, at = form.cleaned_data["held"], timezone.localtime()
    try:
        done = take_sheet(changes, at=at, by=viewer)
    except LineNotTaken as trouble:
        again = sheets.looked_at_again(changes, viewer=viewer, on=at.date())
        return _page(again, {"answer": str(trouble)}, viewer, request=request)
    messages.success(request, say.taken_words(done))
    return redirect("compacts:promises")


def _page(found: SheetPreview | None, errors: dict[str, str], viewer: Viewer, *, request: HttpRequest) -> HttpResponse:
    carried = held(found.changes, viewer) if found and found.proposed else ""
    context = {"found": found, "errors": errors, "held": carried, "say": say}
    return render(request, "compacts/promises_import.html", context)
