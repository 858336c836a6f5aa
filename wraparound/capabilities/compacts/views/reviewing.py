"""Writing down a review: each side's own words, the record of the meeting, and whether what comes next was done."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.actions import reviews as act
from wraparound.capabilities.compacts.actions.steps import settle_step
from wraparound.capabilities.compacts.forms.reviews import EMPTY_ROWS, OwnWordsForm, RecordForm, StepForm, record_values
from wraparound.capabilities.compacts.queries import reviews as kept
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.reviews import WRITING_SIDES, ReviewState, ReviewTerms
from wraparound.capabilities.compacts.views.asking import REFUSED, or_not_found
from wraparound.capabilities.compacts.views.recording import all_words, or_who_can, who_can, with_version
from wraparound.capabilities.compacts.wording.agreement import PARTIES
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer

WHO = [(one.value, PARTIES[one].capitalize()) for one in Party]


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
@or_who_can
def review_words(request: HttpRequest, number: int, review: int, party: str) -> HttpResponse:
    viewer = require(request, RULES["review_words"])
    at = timezone.localtime()
    side = next((one for one in WRITING_SIDES if one.value == party), None)
    if side is None:
        raise NoSuchCompact
    found = kept.review(number, review, viewer=viewer, on=at.date())
    if side not in found.sides:
        return _not_theirs(found, viewer, request=request)
    said, version = kept.own_words(number, review, side, viewer=viewer)
    form = OwnWordsForm(request.POST if request.method == "POST" else None, initial={"words": said, "version": version})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            act.say(number, review, side, given["words"], version=given["version"], at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
            with_version(form, version)
        else:
            messages.success(request, "It is kept. Every side reads it here.")
            return redirect("compacts:review", number=number, review=review)
    return render(request, "compacts/review_words.html", all_words(found=found, side=side, form=form, said=said))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
@or_who_can
def review_record(request: HttpRequest, number: int, review: int) -> HttpResponse:
    viewer = require(request, RULES["review_record"])
    at = timezone.localtime()
    found = kept.review(number, review, viewer=viewer, on=at.date())
    if not found.sides:
        return _not_theirs(found, viewer, request=request)
    if found.state is not ReviewState.HELD and request.method != "POST":
        messages.error(request, act.SETTLED_ALREADY if not found.is_open else "Say first on which day it was held.")
        return redirect("compacts:review", number=number, review=review)
    initial: dict[str, Any] = dict(record_values(found.took_part, found.agreed, found.steps))
    rows = max(len(found.steps) + EMPTY_ROWS, _rows_sent(request.POST))
    form = RecordForm(
        request.POST if request.method == "POST" else None,
        parties=WHO,
        rows=rows,
        earliest=found.line.held_on,
        initial={**initial, "version": found.version},
    )
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            act.write_record(number, review, form.record(), version=version, at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
            with_version(form, found.version)
        else:
            messages.success(request, "It is written down. Every side is told, and asked whether it is right.")
            return redirect("compacts:review", number=number, review=review)
    return render(request, "compacts/review_record.html", all_words(found=found, form=form))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
@or_who_can
def review_step(request: HttpRequest, number: int, step: int) -> HttpResponse:
    viewer = require(request, RULES["review_step"])
    at = timezone.localtime()
    found = kept.step(number, step, viewer=viewer, on=at.date())
    form = StepForm(request.POST if request.method == "POST" else None, initial={"version": found.version})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        done = given["done"] == "yes"
        try:
            settle_step(number, step, done=done, said=given["said"], version=given["version"], at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
            with_version(form, found.version)
        else:
            messages.success(request, "Recorded, and every side is told.")
            return redirect("compacts:review", number=number, review=found.review)
    return render(request, "compacts/review_step.html", all_words(found=found, form=form, number=number))


def _not_theirs(found: ReviewTerms, viewer: Viewer, *, request: HttpRequest) -> HttpResponse:
    """For one who reads it and records nothing in it: back to it, or, where something was sent, who can."""
    if request.method != "POST":
        messages.error(request, act.NO_SIDE)
        return redirect("compacts:review", number=found.compact, review=found.number)
    return who_can(request, found.compact, viewer)


def _rows_sent(names: Iterable[str]) -> int:
    return sum(1 for name in names if name.startswith("words_"))
