"""A review of a partnership: its page, writing for one's own board, the note of both, who reads what was learned."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.partnerships.access import RULES
from wraparound.capabilities.partnerships.actions import reviews as act
from wraparound.capabilities.partnerships.forms.agreements import JointForm, SeenForm
from wraparound.capabilities.partnerships.forms.reviews import PublishForm, ReviewForm, words_as_typed
from wraparound.capabilities.partnerships.queries import reviews as ask
from wraparound.capabilities.partnerships.views.asking import REFUSED, of_a_board, words
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found


@require_safe
@or_not_found
def review(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["review"])
    found = ask.review(number, which, viewer=viewer, on=timezone.localdate())
    return render(request, "partnerships/review.html", words(found=found))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def write_review(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["write_review"])
    of_a_board(number, viewer=viewer)
    found = ask.review(number, which, viewer=viewer, on=timezone.localdate())
    mine = next((one for one in found.words if one.side in found.sides), None)
    begun = words_as_typed(mine, found.seen)
    form = ReviewForm(request.POST if request.method == "POST" else None, initial=begun)
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"]
            act.write_words(number, which, form.new(), version=version, at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["version"] = found.seen  # type: ignore[index]
        else:
            messages.success(request, "Kept.")
            return redirect("partnerships:review", number=number, which=which)
    return render(request, "partnerships/review_write.html", words(form=form, found=found, mine=mine))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def note(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["note"])
    about = of_a_board(number, viewer=viewer)
    found = ask.review(number, which, viewer=viewer, on=timezone.localdate())
    last = found.joint.number if found.joint else 0
    begun = {"words": found.joint.words if found.joint else "", "seen": last}
    form = JointForm(request.POST if request.method == "POST" else None, initial=begun)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            act.write_note(number, which, given["words"], seen=given["seen"], at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["seen"] = last  # type: ignore[index]
        else:
            messages.success(request, "Written. The other board can agree to it, or answer with another version.")
            return redirect("partnerships:review", number=number, which=which)
    return render(request, "partnerships/joint.html", words(form=form, found=about, review=found))


@require_POST
@or_not_found
def agree_note(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["agree_note"])
    of_a_board(number, viewer=viewer)
    form = SeenForm(request.POST)
    try:
        seen = form.cleaned_data["seen"] if form.is_valid() else 0
        act.agree_note(number, which, seen=seen, at=timezone.localtime(), by=viewer)
        messages.success(request, "Both boards agree to this note.")
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    return redirect("partnerships:review", number=number, which=which)


@require_POST
@or_not_found
def publish(request: HttpRequest, number: int, which: int) -> HttpResponse:
    viewer = require(request, RULES["publish"])
    of_a_board(number, viewer=viewer)
    form = PublishForm(request.POST)
    on = form.is_valid() and form.cleaned_data["on"]
    try:
        act.let_region_read(number, which, on=on, at=timezone.localtime(), by=viewer)
        messages.success(request, "Kept. The region reads it while both boards let it.")
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    return redirect("partnerships:review", number=number, which=which)
