"""One import: its columns, what it would do, the choices it asks for, writing it, and taking it back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.actions import imports as acts
from wraparound.capabilities.pipelines.actions import undoing
from wraparound.capabilities.pipelines.exchange.tables import EXCEL, refused_out
from wraparound.capabilities.pipelines.forms import exchange as forms
from wraparound.capabilities.pipelines.queries import imports
from wraparound.capabilities.pipelines.terms.exchange import CannotImport, ImportState, Outcome, Sheet, SheetSent, Taken
from wraparound.capabilities.pipelines.wording import exchange as tell
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.records import as_file
from wraparound.published.cells import number_in
from wraparound.published.terms import CannotAnswer, NotInEvidence
from wraparound.records.actions.looks import exporting

AGAIN = "5"
"""Seconds after which a page that waits is asked for again."""


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def import_columns(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["import_columns"])
    sheets, taken = imports.asked_about(number, viewer=viewer)
    error = ""
    if request.method == "POST":
        taken = forms.taken_from(sheets, request.POST)
        if "look" in request.POST:
            try:
                acts.take_as(number, taken, name=request.POST.get("name", ""), at=timezone.localtime(), by=viewer)
                return redirect("pipelines:import_preview", number=number)
            except CannotAnswer as trouble:
                error = str(trouble)
    context = {
        "found": imports.import_terms(number, viewer=viewer),
        "sheets": [_sheet(place, sheet, taken) for place, sheet in enumerate(sheets)],
        "holds": tell.HOLDS,
        "errors": {"columns": error} if error else {},
        "name": request.POST.get("name", ""),
        "tell": tell,
    }
    return render(request, "pipelines/import_columns.html", context)


def _sheet(place: int, sheet: SheetSent, taken: tuple[Taken, ...]) -> dict[str, Any]:
    holds = forms.holds_of(taken, sheet.title)
    columns = [
        (at, heading, sheet.samples[at], forms.column_now(taken, sheet.title, heading, holds), heading in sheet.kept)
        for at, heading in enumerate(sheet.headings)
    ]
    clears = any(one.clears for one in taken if one.title == sheet.title)
    return {
        "place": place,
        "sheet": sheet,
        "holds": holds,
        "columns": columns,
        "fields": forms.fields_for(holds),
        "clears": clears,
    }


@require_safe
@or_not_found
def import_preview(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["import_preview"])
    found = imports.import_terms(number, viewer=viewer)
    if found.state is ImportState.SENT and found.mine:
        return redirect("pipelines:import_columns", number=number)
    asked, page = forms.PageForm(request.GET), None
    if found.state is ImportState.LOOKED and found.mine:
        page = imports.preview_page(number, asked.outcome(), asked.number(), viewer=viewer, on=timezone.localdate())
    context = {
        "found": found,
        "page": page,
        "busy": found.state in tell.BUSY,
        "only_people": found.wrote() == {Sheet.PEOPLE},
        "fills_no_post": Sheet.PEOPLE in found.wrote() and Sheet.HOLDERS not in found.wrote(),
        "tell": tell,
        "day": day,
        "outcomes": [(one, found.counts.get(one.value, 0)) for one in tell.HEADS if found.counts.get(one.value)],
        "by_sheet": [(one, words) for one in Sheet if (words := tell.sheet_words(found, one))],
        "can_leave": page is not None and page.outcome in (Outcome.ADD, Outcome.CHANGE, Outcome.ASKS),
    }
    answer = render(request, "pipelines/import_preview.html", context)
    if found.state in tell.BUSY:
        answer["Refresh"] = AGAIN
    return answer


@require_POST
@or_not_found
def import_answer(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["import_answer"])
    given = forms.answers_from(request.POST.dict())
    if given:
        _tried(request, lambda: acts.answer(number, given, at=timezone.localtime(), by=viewer))
    else:
        messages.error(request, "Choose for at least one row.")
    return redirect("pipelines:import_preview", number=number)


@require_POST
@or_not_found
def import_write(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["import_write"])
    _tried(request, lambda: acts.confirm(number, at=timezone.localtime(), by=viewer))
    return redirect("pipelines:import_preview", number=number)


@require_POST
@or_not_found
def import_drop(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["import_drop"])
    found = imports.import_terms(number, viewer=viewer)
    if _tried(request, lambda: acts.put_aside(number, at=timezone.localtime(), by=viewer)):
        messages.success(request, f"{found.file} is put aside. Nothing was written, and its rows are not kept.")
    return redirect("pipelines:spreadsheets", code=found.organisation_code)


@require_safe
@or_not_found
def import_refused(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["import_refused"])
    with exporting("pipelines:import_refused", by=viewer):
        tables, lines, titles = imports.refused_rows(number, viewer=viewer)
        names = imports.names_in(lines, viewer=viewer, on=timezone.localdate())
    return as_file(refused_out(tables, lines, titles, names), "rows-to-mend.xlsx", EXCEL)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def import_undo(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["import_undo"])
    at = timezone.localtime()
    if request.method == "POST":
        found, seen = imports.import_terms(number, viewer=viewer), number_in(request.POST.get("seen", ""))
        try:
            done = undoing.confirm_undo(number, seen=seen, at=at, by=viewer)
        except CannotAnswer as trouble:
            messages.error(request, str(trouble))
            return redirect("pipelines:import_undo", number=number)
        if not done:
            return redirect("pipelines:import_preview", number=number)
        messages.success(request, tell.undone_words(found))
        return redirect("pipelines:spreadsheets", code=found.organisation_code)
    try:
        found, what = undoing.to_undo(number, on=at.date(), by=viewer)
    except CannotImport:
        # Its page says where it stands instead.
        return redirect("pipelines:import_preview", number=number)
    return render(request, "pipelines/import_undo.html", {"found": found, "what": what, "tell": tell, "day": day})


def _tried(visit: HttpRequest, act: Callable[[], object]) -> bool:
    """Whether it was done; otherwise the reason stands on the next page."""
    try:
        act()
    except NotInEvidence:
        raise
    except CannotAnswer as trouble:
        messages.error(visit, str(trouble))
        return False
    return True
