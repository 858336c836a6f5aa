"""The reviews of a compact, one of them as the paper for the meeting and its record, and the same as PDF."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.actions import reviews as act
from wraparound.capabilities.compacts.exchange.reviews import review_as_pdf
from wraparound.capabilities.compacts.forms.reviews import AddForm, CallForm, DayForm, HoldForm
from wraparound.capabilities.compacts.queries import reviews as kept
from wraparound.capabilities.compacts.terms.agreement import Point
from wraparound.capabilities.compacts.terms.reviews import ReviewState, ReviewTerms
from wraparound.capabilities.compacts.views.asking import REFUSED, number_in, or_not_found
from wraparound.capabilities.compacts.views.recording import all_words, or_who_can, who_can, with_version
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.looks import exporting

SAID = {
    ReviewState.HELD: "You have confirmed it. It waits for the other side.",
    ReviewState.AGREED: "Leader and board have both written or confirmed it. Nothing in it is altered any more.",
    ReviewState.APART: "It stands so: each side in its own words. Nothing in it is altered any more.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
@or_who_can
def reviews(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["reviews"])
    at = timezone.localtime()
    found = kept.reviews(number, viewer=viewer, on=at.date())
    did = request.POST.get("did", "") if request.method == "POST" else ""
    if did and not found.sides:
        return who_can(request, number, viewer)
    form = CallForm(request.POST if did == "call" else None)
    try:
        if did == "plan":
            point = next((one for one in Point if one.value == request.POST.get("point")), None)
            made = act.call(number, "", None, point=point, at=at, by=viewer)
            return redirect("compacts:review", number=number, review=made)
        if did == "call" and form.is_valid():
            given = form.cleaned_data
            made = act.call(number, given["because"], given["day"], at=at, by=viewer)
            messages.success(request, "It is called, and every side is told.")
            return redirect("compacts:review", number=number, review=made)
    except REFUSED as trouble:
        if not form.is_bound:
            messages.error(request, str(trouble))
        else:
            form.add_error(None, str(trouble))
    return render(request, "compacts/reviews.html", all_words(found=found, form=form))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
@or_who_can
def review(request: HttpRequest, number: int, review: int) -> HttpResponse:
    viewer = require(request, RULES["review"])
    at = timezone.localtime()
    found = kept.review(number, review, viewer=viewer, on=at.date())
    did = request.POST.get("did", "") if request.method == "POST" else ""
    if did and not found.sides and not (did == "add" and found.may_add):
        return who_can(request, number, viewer)
    day, hold, add = _forms(found, did, at, request=request)
    asked: DayForm | HoldForm | AddForm | None = {"day": day, "hold": hold, "add": add}.get(did)  # type: ignore[assignment]
    if did in ("agree_day", "confirm", "apart") or (asked is not None and asked.is_valid()):
        try:
            messages.success(request, _do(found, did, asked, at, viewer, request=request))
        except REFUSED as trouble:
            if asked is None:
                messages.error(request, str(trouble))
            else:
                asked.add_error(None, str(trouble))
                with_version(asked, found.version)
        else:
            return redirect("compacts:review", number=number, review=review)
    context = all_words(found=found, day=day, hold=hold, add=add, did=did, states=ReviewState)
    return render(request, "compacts/review.html", context)


@require_safe
@or_not_found
def review_pdf(request: HttpRequest, number: int, review: int) -> HttpResponse:
    viewer = require(request, RULES["review_pdf"])
    with exporting("compacts:review_pdf", by=viewer):
        found = kept.review(number, review, viewer=viewer, on=timezone.localdate())
    where = request.build_absolute_uri(reverse("compacts:review", args=[number, review]))
    name = f"review-{found.organisation_code}-{number}-{review}.pdf"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(review_as_pdf(found, where), content_type="application/pdf", headers=disposition)


def _forms(found: ReviewTerms, did: str, at: datetime, *, request: HttpRequest) -> tuple[DayForm, HoldForm, AddForm]:
    before = {"took_part": found.took_part, "version": found.version}
    return (
        DayForm(request.POST if did == "day" else None, auto_id="day_%s", initial={**before, "day": found.line.day}),
        HoldForm(request.POST if did == "hold" else None, auto_id="hold_%s", initial={**before, "held_on": at.date()}),
        AddForm(request.POST if did == "add" else None, auto_id="add_%s"),
    )


def _do(
    found: ReviewTerms,
    did: str,
    asked: DayForm | HoldForm | AddForm | None,
    at: datetime,
    viewer: Viewer,
    *,
    request: HttpRequest,
) -> str:
    """Does what was asked; what is then said."""
    compact, number = found.compact, found.number
    given = asked.cleaned_data if asked is not None else {}
    version = given.get("version") or number_in(request.POST.get("version")) or 0
    if did == "day":
        act.propose_day(compact, number, given["day"], given["took_part"], version=version, at=at, by=viewer)
        return "Proposed, and every side is told."
    if did == "agree_day":
        act.agree_day(compact, number, version=version, at=at, by=viewer)
        return "The day is agreed, and every side is told."
    if did == "hold":
        act.hold(compact, number, given["held_on"], given["took_part"], version=version, at=at, by=viewer)
        return "Recorded, and what was known is kept with it. Write down what was said and agreed."
    if did == "add":
        act.add(compact, number, given["added"], at=at, by=viewer)
        return "Added, with its time."
    if did == "confirm":
        return SAID[act.confirm(compact, number, version=version, at=at, by=viewer)]
    return SAID[act.stand_apart(compact, number, version=version, at=at, by=viewer)]
