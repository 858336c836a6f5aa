"""One's own record: what is held, who looked, what was changed; saying that it is wrong, taking it away, leaving."""

import json

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.people.access import RULES, require
from wraparound.people.actions import leaving, rights
from wraparound.people.exchange import as_workbook, plain
from wraparound.people.forms import ContestForm, LeaveForm, OwnNameForm
from wraparound.people.queries import records
from wraparound.people.queries.elsewhere import contestable, contested_elsewhere, held_elsewhere
from wraparound.people.terms.access import Viewer
from wraparound.people.wording import access as say
from wraparound.people.wording import records as tell
from wraparound.published.terms import CannotAnswer, NotInEvidence
from wraparound.records.actions.rights import ChangedMeanwhile

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def my_looks(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["my_looks"])
    found = records.own_looks(page_of(request), viewer=viewer)
    return render(request, "people/looks.html", {"found": found, "own": True, "tell": tell})


@require_safe
def my_history(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["my_history"])
    found = records.own_history(viewer=viewer)
    return render(request, "people/history.html", {"lines": found, "own": True, "tell": tell})


@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["my_data"])
    found = records.own_record(viewer=viewer, at=timezone.localtime(), whole=True)
    whole = {
        "record": found,
        "history": records.own_history(viewer=viewer, whole=True),
        "traces": records.own_traces(viewer=viewer),
        "elsewhere": held_elsewhere(viewer=viewer, at=timezone.localtime()),
    }
    content = json.dumps(plain(whole), ensure_ascii=False, indent=2)
    return as_file(content.encode(), "my-record.json", "application/json")


@require_safe
def my_sheet(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["my_sheet"])
    found = records.own_record(viewer=viewer, at=timezone.localtime(), whole=True)
    history = records.own_history(viewer=viewer, whole=True)
    more = held_elsewhere(viewer=viewer, at=timezone.localtime())
    return as_file(as_workbook(found, history, records.own_traces(viewer=viewer), more), "my-record.xlsx", SHEET)


@require_http_methods(["GET", "HEAD", "POST"])
def my_name(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["my_name"])
    name, version = records.own_name(viewer=viewer)
    form = OwnNameForm(request.POST if request.method == "POST" else None, initial={"name": name, "version": version})
    now = ""
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            rights.correct_own_name(given["name"], version=given["version"], at=timezone.localtime(), by=viewer)
        except ChangedMeanwhile as trouble:
            form, now = _again(form, OwnNameForm, version, trouble), name
        except CannotAnswer as trouble:
            form.add_error("name", str(trouble))
        else:
            messages.success(request, "Your name is corrected. What it was stays in the history of your record.")
            return redirect("people:me")
    return render(request, "people/my_name.html", {"form": form, "now": now})


@require_http_methods(["GET", "HEAD", "POST"])
def contest(request: HttpRequest, sort: str, number: int) -> HttpResponse:
    viewer = require(request, RULES["contest"])
    try:
        entry = records.entry_of(sort, number, viewer=viewer)
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    form = ContestForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            rights.contest_entry(sort, number, form.cleaned_data["words"], at=timezone.localtime(), by=viewer)
        except CannotAnswer as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(
                request, "What you said now stands beside the entry on your page here, and waits for an answer."
            )
            return redirect(_page_of(sort, viewer))
    context = {"form": form, "entry": entry, "tell": tell, "close": records.is_close(sort, viewer=viewer)}
    return render(request, "people/contest.html", context)


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["withdraw"])
    try:
        row = rights.withdraw_contest(number, at=timezone.localtime(), by=viewer)
    except NotInEvidence as trouble:
        raise Http404(str(trouble)) from trouble
    except CannotAnswer as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, "You have taken it back.")
        kept = contestable(row.sort, viewer=viewer)
        return redirect(kept.page if kept else "people:me")
    return redirect("people:me")


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["leave"])
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            leaving.leave(at=timezone.localtime(), by=viewer)
        except CannotAnswer as trouble:
            form.add_error(None, str(trouble))
        else:
            logout(request)
            return render(request, "people/left.html")
    lines = records.what_leaving_does(viewer=viewer)
    on_hold = records.is_on_hold(viewer=viewer)
    context = {"form": form, "lines": lines, "on_hold": on_hold, "tell": tell, "say": say}
    return render(request, "people/leave.html", context)


def page_of(asked: HttpRequest) -> int:
    """The page that was asked for, the first where it was not understood."""
    given = asked.GET.get("page", "1")
    return min(max(1, int(given)), 10_000) if given.isascii() and given.isdigit() and len(given) < 6 else 1


def _page_of(sort: str, viewer: Viewer) -> str:
    """The name of the address where somebody reads their entries of a sort."""
    kept = contested_elsewhere(viewer=viewer).get(sort)
    return kept.page if kept else "people:me"


def _again(form: OwnNameForm, kind: type[OwnNameForm], version: int, trouble: ChangedMeanwhile) -> OwnNameForm:
    """The same form with what was typed, now about the record as it is."""
    fresh = kind({"name": form.cleaned_data["name"], "version": version})
    fresh.is_valid()
    fresh.add_error(None, str(trouble))
    return fresh


def as_file(content: bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
