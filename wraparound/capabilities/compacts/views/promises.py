"""Promises and conditions on all sides: the list, one of them, and reviews that were held."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.actions import undertakings as record
from wraparound.capabilities.compacts.actions.reviews import hold_called
from wraparound.capabilities.compacts.forms.compacts import HeldForm, PromisesForm, ReportForm, WhyForm
from wraparound.capabilities.compacts.queries import undertakings as kept
from wraparound.capabilities.compacts.queries.reading import compact_of
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.compacts import UndertakingSort
from wraparound.capabilities.compacts.views.asking import REFUSED, number_in, or_not_found, words
from wraparound.capabilities.compacts.wording.agreement import PARTIES
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.published.terms import CannotAnswer

GIVERS = [("", "Whoever gives it"), *((one.value, PARTIES[one].capitalize()) for one in Party)]
SORTS = [("", "Promises and conditions"), *((one.value, f"{one.value.capitalize()}s") for one in UndertakingSort)]


@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["promises"])
    form = PromisesForm(request.GET)
    found = kept.promises(form.question(), viewer=viewer, on=timezone.localdate())
    context = words(found=found, givers=GIVERS, sorts=SORTS, today=timezone.localdate())
    return render(request, "compacts/promises.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def undertaking(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["undertaking"])
    at = timezone.localtime()
    found = kept.undertaking(number, viewer=viewer, on=at.date())
    did = request.POST.get("did", "") if request.method == "POST" else ""
    now = {"delivered_on": found.delivered_on or at.date(), "days_given": found.days_given, "evidence": found.evidence}
    report = ReportForm(request.POST if did == "report" else None, initial={**now, "version": found.version})
    why = WhyForm(request.POST if did in ("dispute", "give_up") else None, initial={"version": found.version})
    asked = report if did == "report" else why
    if did and (did in ("confirm", "open_again") or (asked.is_bound and asked.is_valid())):
        try:
            _record(number, did, {**request.POST.dict(), **(asked.cleaned_data if asked.is_bound else {})}, at, viewer)
        except REFUSED as trouble:
            _say(trouble, asked, found.version, request=request)
        else:
            messages.success(request, "Recorded, and every side is told.")
            return redirect("compacts:undertaking", number=number)
    context = words(found=found, report=report, why=why, did=did, today=at.date())
    return render(request, "compacts/undertaking.html", context)


@require_POST
@or_not_found
def review_held(request: HttpRequest, number: int, effect: int) -> HttpResponse:
    viewer = require(request, RULES["review_held"])
    compact_of(number, viewer=viewer)
    form = HeldForm(request.POST)
    try:
        if not form.is_valid():
            messages.error(request, "Give the day on which the review was held, like 2026-11-24 or 24/11/2026.")
        else:
            at = timezone.localtime()
            review = hold_called(number, effect, form.cleaned_data["held_on"], at=at, by=viewer)
            messages.success(
                request, "Recorded, and what was known is kept with it. Write down what was said and agreed."
            )
            return redirect("compacts:review", number=number, review=review)
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    return redirect("compacts:compact", number=number)


def _say(trouble: CannotAnswer, asked: ReportForm | WhyForm, version: int, *, request: HttpRequest) -> None:
    """What was wrong, beside everything that was typed, which is sent again with the version of now."""
    if not asked.is_bound:
        messages.error(request, str(trouble))
        return
    asked.add_error(None, str(trouble))
    asked.data = {**asked.data.dict(), "version": version}  # type: ignore[attr-defined]  # as it was sent


def _record(number: int, did: str, given: dict[str, Any], at: datetime, viewer: Viewer) -> None:
    version = number_in(str(given.get("version", ""))) or 0
    if did == "report":
        record.report(
            number,
            delivered_on=given["delivered_on"],
            days_given=given["days_given"],
            evidence=given["evidence"],
            version=version,
            at=at,
            by=viewer,
        )
    elif did == "confirm":
        record.confirm(number, version=version, at=at, by=viewer)
    elif did == "dispute":
        record.dispute(number, given["why"], version=version, at=at, by=viewer)
    elif did == "give_up":
        record.give_up(number, given["why"], version=version, at=at, by=viewer)
    else:
        record.open_again(number, version=version, at=at, by=viewer)
