"""For those who keep records: history, corrections, removal, the log, control, background and retention."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.people.access import CHANGE_ACCESS, CHANGE_THE_SITE, RULES, allows, require
from wraparound.people.actions import leaving, rights
from wraparound.people.actions.people import correct_membership as correct
from wraparound.people.exchange import audit_workbook, people_workbook
from wraparound.people.forms import (
    CorrectionForm,
    FindForm,
    RemoveForm,
    TransferForm,
)
from wraparound.people.queries import audit as log
from wraparound.people.queries import organisations, records
from wraparound.people.queries.people import head_of, membership_head, people_sheet
from wraparound.people.terms.people import MembershipCorrection
from wraparound.people.views.records import SHEET, as_file, page_of
from wraparound.people.wording import background as tasks
from wraparound.people.wording import records as tell
from wraparound.people.wording.records import membership_detail
from wraparound.published.terms import CannotAnswer, NotInEvidence
from wraparound.records.actions.looks import exporting
from wraparound.records.actions.removal import run_retention
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.queries.history import version_number


@require_safe
def history(request: HttpRequest, key: UUID) -> HttpResponse:
    viewer = require(request, RULES["history"])
    try:
        name, lines = records.history_of(str(key), viewer=viewer, on=timezone.localdate())
        looks = records.looks_at(str(key), page_of(request), viewer=viewer, on=timezone.localdate())
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    context = {"lines": lines, "own": False, "name": name, "key": key, "tell": tell, "looks": looks}
    return render(request, "people/history.html", context)


@require_safe
def organisation_history(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["organisation_history"])
    try:
        row = organisations.organisation_of(code, viewer=viewer)
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    lines = records.organisation_history(row, viewer=viewer)
    context = {"lines": lines, "own": False, "name": row.name, "code": row.code, "tell": tell, "looks": None}
    return render(request, "people/history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def correct_membership(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    viewer = require(request, RULES["correct_membership"])
    try:
        row = membership_head(str(key), number, viewer=viewer)
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    version = version_number(row, viewer=viewer)
    start = {"job": row.job, "starts": row.starts, "ends": row.ends, "version": version}
    form, now = CorrectionForm(request.POST if request.method == "POST" else None, initial=start), None
    if form.is_bound and form.is_valid():
        try:
            correct(number, MembershipCorrection(**form.cleaned_data), at=timezone.localtime(), by=viewer)
        except ChangedMeanwhile as trouble:
            now = membership_detail(row.starts, row.ends)
            form = CorrectionForm({**form.cleaned_data, "version": version})
            form.is_valid()
            form.add_error(None, str(trouble))
        except CannotAnswer as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "It is corrected. What it said before stays in the history.")
            return redirect("people:person", key=key)
    context = {"form": form, "person": row.person, "row": row, "now": now}
    return render(request, "people/correct.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    viewer = require(request, RULES["remove"])
    try:
        person = head_of(str(key), CHANGE_ACCESS, viewer=viewer, on=timezone.localdate())
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            leaving.remove_person(str(key), at=timezone.localtime(), by=viewer)
        except CannotAnswer as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "Their record was removed. A dated mark stays that does not say what it was.")
            return redirect("people:index")
    return render(request, "people/remove.html", {"form": form, "person": person})


@require_safe
def sheet(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["sheet"])
    form = FindForm(request.GET)
    with exporting("people:sheet", by=viewer):
        people = people_sheet(form.question(), viewer=viewer, on=timezone.localdate())
    return as_file(people_workbook(people), "people.xlsx", SHEET)


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["audit"])
    page = page_of(request)
    lines = log.changes(page, viewer=viewer, on=timezone.localdate())
    return render(
        request,
        "people/audit.html",
        {"lines": lines, "page": page, "tell": tell, "may_hold": allows(viewer, CHANGE_ACCESS)},
    )


@require_safe
def audit_looks(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["audit_looks"])
    found = log.look_lines(page_of(request), viewer=viewer, on=timezone.localdate())
    return render(request, "people/looks.html", {"found": found, "own": False, "tell": tell})


@require_safe
def audit_sheet(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["audit_sheet"])
    with exporting("people:audit_sheet", by=viewer):
        pages = [log.changes(page, viewer=viewer, on=timezone.localdate()) for page in range(1, 21)]
    return as_file(audit_workbook([line for page in pages for line in page]), "changes.xlsx", SHEET)


@require_safe
def controllers(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["controllers"])
    page = log.control(viewer=viewer)
    return render(
        request, "people/controllers.html", {"page": page, "tell": tell, "may": allows(viewer, CHANGE_THE_SITE)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["transfer"])
    choices = [(one.code, one.name) for one in log.control(viewer=viewer).controllers if one.records]
    form = TransferForm(request.POST if request.method == "POST" else None, controllers=choices)
    if form.is_bound and form.is_valid():
        given, at = form.cleaned_data, timezone.localtime()
        try:
            if given["name"].strip():
                rights.enter_controller(given["after"], given["name"].strip(), at=at, by=viewer)
            made = rights.transfer_control(
                given["before"], given["after"], given["why"], ends=given["ends"], at=at, by=viewer
            )
        except CannotAnswer as trouble:
            form.add_error(None, str(trouble))
        else:
            many = sum(made.records.values())
            messages.success(request, f"{many:,} records passed from {made.before} to {made.after}.")
            return redirect("people:controllers")
    return render(request, "people/transfer.html", {"form": form})


@require_safe
def background(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["background"])
    found = log.background(viewer=viewer, at=timezone.now())
    return render(
        request, "people/background.html", {"found": found, "say": tasks, "may": allows(viewer, CHANGE_THE_SITE)}
    )


@require_POST
def again(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["again"])
    try:
        rights.send_again(number, at=timezone.now(), by=viewer)
    except CannotAnswer as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, "It is on its way again.")
    return redirect("people:background")


@require_safe
def retention(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["retention"])
    classes, runs = log.kept_how_long(viewer=viewer)
    context = {
        "classes": classes,
        "runs": runs,
        "due": run_retention(at=timezone.now(), by=viewer, act=False),
        "asked": log.removed_at_request(viewer=viewer),
        "tell": tell,
    }
    return render(request, "people/retention.html", context)
