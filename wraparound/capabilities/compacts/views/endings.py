"""How a compact ends: the page before and after, declaring, agreeing and taking back, and going on with a successor."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.actions import endings as act
from wraparound.capabilities.compacts.forms.endings import DeclareForm, StandingForm, SuccessorForm
from wraparound.capabilities.compacts.queries.endings import ending_page
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact, compact_of
from wraparound.capabilities.compacts.queries.verifying_endings import verify_ending as verified
from wraparound.capabilities.compacts.terms.agreement import CannotAgree
from wraparound.capabilities.compacts.terms.endings import EndingPage
from wraparound.capabilities.compacts.views.asking import REFUSED, or_not_found, words
from wraparound.capabilities.compacts.wording import endings as tell_ending
from wraparound.capabilities.compacts.wording import statements as tell_statement
from wraparound.people.access import NotYours, proved_lately, require
from wraparound.people.terms.access import Viewer

ROLE_ENDED = (
    "You do not act for a side of this compact today. If you did until lately, your role has ended: ask whoever looks "
    "after access. Nothing was recorded."
)
TYPED = "compacts_ending_typed"
"""What was typed before somebody was asked to sign in once more, kept for the page they come back to."""
PROVE = "Sign in once more first. Nothing was recorded yet: press it again after that."
TOO_LATE = "The compact has ended."


@require_safe
@or_not_found
def ending(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["ending"])
    found = ending_page(number, viewer=viewer, on=timezone.localdate())
    return render(request, "compacts/ending.html", told(found=found))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def declare_ending(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["declare_ending"])
    at = timezone.localtime()
    found = page_or_role_ended(number, viewer, request=request)
    ways = [(one.value, tell_ending.WAYS[one]) for one in found.ways]
    successor = ", ".join(name for _, name in found.merged.into) if found.merged else ""
    seen = found.standing.number if found.standing else 0
    begun = {"ends_on": at.date(), "successor": successor, **_typed_before(number, request=request), "seen": seen}
    form = DeclareForm(request.POST if request.method == "POST" else None, ways=ways, initial=begun)
    if form.is_bound and form.is_valid():
        if not proved_lately(request, at):
            request.session[TYPED] = {"number": number, **{name: request.POST.get(name, "") for name in form.fields}}
            return prove_first("compacts:declare_ending", number)
        try:
            given = form.cleaned_data["seen"]
            ended = act.declare(number, form.new(), seen=given, at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
            form.data = {**form.data.dict(), "seen": seen}  # type: ignore[attr-defined]  # as it was sent
        else:
            messages.success(request, TOO_LATE if ended else "Recorded, and every side is told.")
            return redirect("compacts:ending", number=number)
    return render(request, "compacts/ending_declare.html", told(form=form, found=found))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def agree_ending(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["agree_ending"])
    at = timezone.localtime()
    found = page_or_role_ended(number, viewer, request=request)
    if request.method != "POST" and (found.standing is None or not found.standing.may_agree):
        return redirect("compacts:ending", number=number)
    if not proved_lately(request, at):
        return prove_first("compacts:agree_ending", number)
    form = StandingForm(request.POST if request.method == "POST" else None)
    if form.is_bound:
        try:
            given = form.cleaned_data["ending"] if form.is_valid() else 0
            ended = act.agree(number, given, at=at, by=viewer)
            messages.success(request, TOO_LATE if ended else "You have agreed. It ends on the day that was proposed.")
        except REFUSED as trouble:
            messages.error(request, str(trouble))
        return redirect("compacts:ending", number=number)
    return render(request, "compacts/ending_agree.html", told(found=found))


@require_POST
@or_not_found
def take_back_ending(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["take_back_ending"])
    at = timezone.localtime()
    compact_of(number, viewer=viewer)
    if not proved_lately(request, at):
        messages.info(request, PROVE)
        return prove_first("compacts:ending", number)
    form = StandingForm(request.POST)
    try:
        given = form.cleaned_data["ending"] if form.is_valid() else 0
        act.take_back(number, given, at=at, by=viewer)
        messages.success(request, "It does not end like that after all, and every side is told. The compact goes on.")
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    return redirect("compacts:ending", number=number)


@require_POST
@or_not_found
def begin_with_successor(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["begin_with_successor"])
    compact_of(number, viewer=viewer)
    form = SuccessorForm(request.POST)
    try:
        given = form.cleaned_data["code"] if form.is_valid() else ""
        made = act.begin_with_successor(number, given, at=timezone.localtime(), by=viewer)
    except (*REFUSED, NotYours) as trouble:
        messages.error(request, str(trouble))
        return redirect("compacts:ending", number=number)
    messages.success(request, "It is begun from the text of the compact before. Look at each day: some have passed.")
    return redirect("compacts:edit", number=made.pk, version=1)


@require_safe
@or_not_found
def verify_ending(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["verify_ending"])
    try:
        found = verified(number, viewer=viewer)
    except CannotAgree as trouble:
        return render(request, "compacts/verify_ending.html", words(number=number, trouble=str(trouble)))
    return render(request, "compacts/verify_ending.html", words(number=number, found=found))


def told(**more: object) -> dict[str, object]:
    """The context of a page about an ending."""
    return words(states=tell_statement, **more)


def prove_first(view: str, number: int) -> HttpResponse:
    """To signing in once more, and back to the page."""
    back = urlencode({"next": reverse(view, kwargs={"number": number})})
    return redirect(f"{reverse('prove')}?{back}")


def page_or_role_ended(number: int, viewer: Viewer, *, request: HttpRequest) -> EndingPage:
    """The page of the ending; whoever sends something and no longer sees the compact is told of their role."""
    try:
        found = ending_page(number, viewer=viewer, on=timezone.localdate())
    except NoSuchCompact:
        if request.method == "POST":
            raise NotYours(ROLE_ENDED) from None
        raise
    if request.method == "POST" and not found.sides:
        raise NotYours(ROLE_ENDED)
    return found


def _typed_before(number: int, *, request: HttpRequest) -> dict[str, Any]:
    """What was typed, once: from now on it stands in the form, and is kept nowhere."""
    kept = request.session.pop(TYPED, None) or {}
    return dict(kept) if kept.get("number") == number else {}
