"""Spreadsheets of an organisation: taken out, and sent; and what became of those that were."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.actions import imports as acts
from wraparound.capabilities.pipelines.exchange.tables import EXCEL, csv_out, read_tables, template_out, workbook_out
from wraparound.capabilities.pipelines.forms.exchange import SendForm
from wraparound.capabilities.pipelines.queries.exporting import export_of
from wraparound.capabilities.pipelines.queries.imports import imports_of, mappings_of
from wraparound.capabilities.pipelines.queries.keeping import place_kept
from wraparound.capabilities.pipelines.terms.columns import TITLES
from wraparound.capabilities.pipelines.terms.exchange import CannotImport, Sheet
from wraparound.capabilities.pipelines.wording import exchange as tell
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.records import as_file
from wraparound.records.actions.looks import exporting

CSV = "text/csv; charset=utf-8"


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def spreadsheets(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["spreadsheets"])
    place = place_kept(code, viewer=viewer)
    form = SendForm(request.POST, request.FILES) if request.method == "POST" else SendForm()
    if form.is_bound and form.is_valid():
        sent, at = form.cleaned_data["file"], timezone.localtime()
        try:
            tables = read_tables(sent.name, sent.read())
            number = acts.send(code, sent.name, tables, counts_from=form.day(), at=at, by=viewer)
        except CannotImport as trouble:
            form.add_error("file", str(trouble))
        else:
            if not acts.known_already(number, by=viewer):
                return redirect("pipelines:import_columns", number=number)
            try:
                acts.take_as(number, None, at=at, by=viewer)
            except CannotImport as trouble:
                messages.error(request, str(trouble))
                return redirect("pipelines:import_columns", number=number)
            return redirect("pipelines:import_preview", number=number)
    context = {
        "form": form,
        "place": place,
        "found": imports_of(code, viewer=viewer),
        "mappings": mappings_of(code, viewer=viewer),
        "sheets": [(one.value, TITLES[one]) for one in Sheet],
        "tell": tell,
        "day": day,
    }
    return render(request, "pipelines/spreadsheets.html", context)


@require_safe
@or_not_found
def export_workbook(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["export_workbook"])
    with exporting("pipelines:export_workbook", by=viewer):
        found = export_of(code, viewer=viewer, on=timezone.localdate())
    return as_file(workbook_out(found), f"{code}-pipelines.xlsx", EXCEL)


@require_safe
@or_not_found
def export_csv(request: HttpRequest, code: str, sheet: str) -> HttpResponse:
    viewer = require(request, RULES["export_csv"])
    if sheet not in set(Sheet):
        raise Http404("There is no such sheet. Choose people, posts, holders or successors.")
    with exporting("pipelines:export_csv", by=viewer):
        found = export_of(code, viewer=viewer, on=timezone.localdate(), sheet=Sheet(sheet))
    return as_file(csv_out(found, Sheet(sheet)), f"{code}-{sheet}.csv", CSV)


@require_safe
def export_template(request: HttpRequest) -> HttpResponse:
    require(request, RULES["export_template"])
    return as_file(template_out(), "pipelines-empty.xlsx", EXCEL)
