"""A plan, or the programmes of a region, as a workbook: taken out, sent, looked at, written and undone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.delivery.access import RULES
from wraparound.capabilities.delivery.actions import spreadsheets as act
from wraparound.capabilities.delivery.actions.undoing import in_the_way, undo
from wraparound.capabilities.delivery.exchange.spreadsheets import (
    EXCEL,
    plan_tables,
    plan_workbook,
    programmes_workbook,
)
from wraparound.capabilities.delivery.forms.spreadsheets import PlanFileForm
from wraparound.capabilities.delivery.queries.exporting import plan_out
from wraparound.capabilities.delivery.queries.plans import plan
from wraparound.capabilities.delivery.queries.spreadsheets import file_page, programmes_out
from wraparound.capabilities.delivery.queries.spreadsheets import regional_spreadsheet as read_regional
from wraparound.capabilities.delivery.queries.spreadsheets import spreadsheet as read
from wraparound.capabilities.delivery.terms.recommendations import CannotPlan
from wraparound.capabilities.delivery.terms.spreadsheets import READ_OF_REGION, FilePage, FileState, NoSuchFile, Outcome
from wraparound.capabilities.delivery.views.asking import words
from wraparound.capabilities.delivery.wording import spreadsheets as sheet_says
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.records import as_file
from wraparound.records.actions.looks import exporting

WRITTEN = "Written."
ASIDE = "Put aside. Nothing was written."
UNDONE = "Undone. All of it is as it was before."
NO_SUCH_STEP = "There is nothing of that kind to do here."


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def spreadsheet(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["spreadsheet"])
    found = read(code, viewer=viewer)
    form = PlanFileForm(request.POST, request.FILES) if request.method == "POST" else PlanFileForm()
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            tables = plan_tables(sent.name, sent.read())
            number = act.send(code, sent.name, tables, at=timezone.localtime(), by=viewer)
        except CannotPlan as trouble:
            form.add_error("file", str(trouble))
        else:
            return redirect("delivery:spreadsheet_file", code=found.code, number=number)
    return render(request, "delivery/spreadsheet.html", words(form=form, found=found, sheet_says=sheet_says))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def regional_spreadsheet(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["regional_spreadsheet"])
    found = read_regional(request.GET.get("region", ""), viewer=viewer)
    form = PlanFileForm(request.POST, request.FILES) if request.method == "POST" else PlanFileForm()
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            tables = plan_tables(sent.name, sent.read(), READ_OF_REGION)
            number = act.send_to_region(found.code, sent.name, tables, at=timezone.localtime(), by=viewer)
        except CannotPlan as trouble:
            form.add_error("file", str(trouble))
        else:
            return redirect("delivery:regional_file", number=number)
    return render(request, "delivery/spreadsheet.html", words(form=form, found=found, sheet_says=sheet_says))


@require_safe
@or_not_found
def regional_out(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["regional_out"])
    out = programmes_out(request.GET.get("region", ""), viewer=viewer, at=timezone.localtime())
    return as_file(programmes_workbook(out), f"{out.code}-recommendations.xlsx", EXCEL)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def regional_file(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["regional_file"])
    found = file_page(number, viewer=viewer, today=timezone.localdate(), in_the_way=in_the_way(number, by=viewer))
    if not found.file.of_region:
        raise NoSuchFile
    return _shown(found, viewer, redirect("delivery:regional_file", number=number), visit=request)


@require_safe
@or_not_found
def spreadsheet_out(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["spreadsheet_out"])
    with exporting("delivery:spreadsheet_out", by=viewer):
        out = plan_out(code, viewer=viewer, at=timezone.localtime())
    return as_file(plan_workbook(out), f"{out.plan.code}-plan.xlsx", EXCEL)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def spreadsheet_file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    viewer = require(request, RULES["spreadsheet_file"])
    found = _page(code, number, viewer)
    again = redirect("delivery:spreadsheet_file", code=found.file.code, number=number)
    return _shown(found, viewer, again, visit=request)


def _shown(found: FilePage, viewer: Viewer, again: HttpResponse, *, visit: HttpRequest) -> HttpResponse:
    """The page of a file, or the same again once something was done with it."""
    if visit.method == "POST":
        try:
            messages.success(visit, _done(visit, found.file.number, viewer))
        except CannotPlan as trouble:
            messages.error(visit, str(trouble))
        return again
    return render(
        visit,
        "delivery/spreadsheet_file.html",
        words(found=found, sheet_says=sheet_says, titles=_titles(found, viewer), Outcome=Outcome, FileState=FileState),
    )


def _page(code: str, number: int, viewer: Viewer) -> FilePage:
    today = timezone.localdate()
    found = file_page(number, viewer=viewer, today=today, in_the_way=in_the_way(number, by=viewer))
    if found.file.of_region or found.file.code.casefold() != code.casefold():
        raise NoSuchFile
    return found


def _done(visit: HttpRequest, number: int, viewer: Viewer) -> str:
    at, step = timezone.localtime(), visit.POST.get("step", "")
    if step == "write":
        taken = frozenset(visit.POST.getlist("take"))
        act.write(number, visit.POST.get("fingerprint", ""), taken=taken, at=at, by=viewer)
        return WRITTEN
    if step == "drop":
        act.put_aside(number, at=at, by=viewer)
        return ASIDE
    if step == "undo":
        undo(number, at=at, by=viewer)
        return UNDONE
    raise CannotPlan(NO_SUCH_STEP)


def _titles(found: FilePage, viewer: Viewer) -> dict[str, str]:
    """What keys and numbers stand for in what differs: milestones, owners and recommendations of the plan."""
    if found.does is None or found.file.of_region:
        return {}
    there = plan(found.file.code, viewer=viewer, today=timezone.localdate())
    titles = {str(one.number): one.title for one in there.milestones}
    titles |= {str(one.number): one.new.title for one in found.does.milestones}
    titles |= {one.owner: one.owner_name for one in there.milestones} | dict(found.does.names)
    titles |= {str(one.recommendation.key): one.recommendation.title for one in there.answered}
    return titles | {str(key): one.title for key, one in found.does.added.items()}
