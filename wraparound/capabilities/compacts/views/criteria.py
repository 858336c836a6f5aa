"""Exit criteria of a support programme: a new one, one with its history, and changing it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.actions import criteria as act
from wraparound.capabilities.compacts.forms.compacts import WhyForm
from wraparound.capabilities.compacts.forms.reviews import CriterionForm, CriterionReportForm, criterion_values
from wraparound.capabilities.compacts.queries import criteria as kept
from wraparound.capabilities.compacts.queries.drafting import measure_choices
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.queries.reviews import reviews
from wraparound.capabilities.compacts.terms.criteria import CriterionTerms
from wraparound.capabilities.compacts.views.asking import REFUSED, number_in, or_not_found
from wraparound.capabilities.compacts.views.recording import all_words, or_who_can, who_can, with_version
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
@or_who_can
def new_criterion(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["new_criterion"])
    at = timezone.localtime()
    listed = reviews(number, viewer=viewer, on=at.date())
    if request.method == "POST" and not listed.sides:
        return who_can(request, number, viewer)
    before = listed.criteria[-1].programme if listed.criteria else ""
    form = CriterionForm(
        request.POST if request.method == "POST" else None,
        measures=measure_choices(listed.code, viewer=viewer),
        initial={"programme": before},
    )
    if form.is_bound and form.is_valid():
        try:
            made = act.begin(number, form.new(), at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "It stands with the compact now, and every side is told.")
            return redirect("compacts:criterion", number=number, criterion=made)
    context = all_words(form=form, number=number, organisation=listed.organisation, may=bool(listed.sides))
    return render(request, "compacts/criterion_write.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
@or_who_can
def edit_criterion(request: HttpRequest, number: int, criterion: int) -> HttpResponse:
    viewer = require(request, RULES["edit_criterion"])
    at = timezone.localtime()
    found = _one(number, criterion, at, viewer)
    if request.method == "POST" and not found.writes:
        return who_can(request, number, viewer)
    form = CriterionForm(
        request.POST if request.method == "POST" else None,
        measures=measure_choices(found.code, viewer=viewer),
        initial=dict(criterion_values(found)),
    )
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            act.change(number, criterion, form.new(), version=version, at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
            with_version(form, found.version)
        else:
            messages.success(request, "Changed, and every side is told.")
            return redirect("compacts:criterion", number=number, criterion=criterion)
    context = all_words(form=form, number=number, organisation=found.organisation, may=found.may_change, found=found)
    return render(request, "compacts/criterion_write.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
@or_who_can
def criterion(request: HttpRequest, number: int, criterion: int) -> HttpResponse:
    viewer = require(request, RULES["criterion"])
    at = timezone.localtime()
    found = _one(number, criterion, at, viewer)
    if request.method == "POST" and not found.writes:
        return who_can(request, number, viewer)
    did = request.POST.get("did", "") if request.method == "POST" else ""
    report = CriterionReportForm(
        request.POST if did == "report" else None, initial={"on": at.date(), "version": found.version}
    )
    why = WhyForm(request.POST if did == "dispute" else None, initial={"version": found.version})
    asked = {"report": report, "dispute": why}.get(did)
    if did in ("confirm", "open_again", "take_out") or (asked is not None and asked.is_valid()):
        given = {**request.POST.dict(), **(asked.cleaned_data if asked is not None else {})}
        try:
            _record(number, criterion, did, given, at, viewer)
        except REFUSED as trouble:
            if asked is None:
                messages.error(request, str(trouble))
            else:
                asked.add_error(None, str(trouble))
                with_version(asked, found.version)
        else:
            messages.success(request, "Recorded, and every side is told.")
            return redirect("compacts:criterion", number=number, criterion=criterion)
    context = all_words(found=found, report=report, why=why, did=did, number=number)
    return render(request, "compacts/criterion.html", context)


def _one(number: int, criterion: int, at: datetime, viewer: Viewer) -> CriterionTerms:
    found = kept.criterion(criterion, viewer=viewer, on=at.date())
    if found.compact != number:
        raise NoSuchCompact
    return found


def _record(number: int, criterion: int, did: str, given: dict[str, Any], at: datetime, viewer: Viewer) -> None:
    version = number_in(str(given.get("version", ""))) or 0
    if did == "report":
        act.report(
            number,
            criterion,
            met=given["met"] == "yes",
            on=given["on"],
            evidence=given["evidence"],
            version=version,
            at=at,
            by=viewer,
        )
    elif did == "dispute":
        act.dispute(number, criterion, given["why"], version=version, at=at, by=viewer)
    else:
        deed = {"confirm": act.confirm, "open_again": act.open_again, "take_out": act.take_out}[did]
        deed(number, criterion, version=version, at=at, by=viewer)
