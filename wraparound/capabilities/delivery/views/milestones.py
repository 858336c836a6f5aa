"""One milestone: committed to, read, changed, moved, done, dropped, and what it waits for."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.delivery.access import RULES
from wraparound.capabilities.delivery.actions import milestones as act
from wraparound.capabilities.delivery.actions.handing import hand_over as pass_on
from wraparound.capabilities.delivery.forms.handing import HandOverForm
from wraparound.capabilities.delivery.forms.milestones import (
    DoneForm,
    DropForm,
    MilestoneForm,
    MoveForm,
    milestone_typed,
)
from wraparound.capabilities.delivery.queries.handing import handing
from wraparound.capabilities.delivery.queries.milestones import milestone as read
from wraparound.capabilities.delivery.queries.writing import doubts, writing
from wraparound.capabilities.delivery.terms.milestones import NewMilestone
from wraparound.capabilities.delivery.terms.plans import MilestonePage
from wraparound.capabilities.delivery.views.asking import REFUSED, words
from wraparound.people.access import NotYours, require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found, written

COMMITTED = "It is part of your plan now. Say below what it waits for, if it does."
CHANGED = "Changed."
MOVED = "Moved, with the reason."
DONE = "Done."
DROPPED = "Dropped, with the reason."
HANDED = "Handed over."
NO_SUCH_STEP = "There is nothing of that kind to do here."
STEPS = {
    "wait": "It waits for that now.",
    "wait-no-more": "It waits for that no longer.",
    "share": "Your region reads it now.",
    "keep": "Your region no longer reads it.",
    "open": "It is open again.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def milestone_new(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["milestone_new"])
    found = writing(code, viewer=viewer, today=timezone.localdate())
    sent = request.POST if request.method == "POST" else None
    begun = {"recommendation": request.GET.get("for", "")}
    form = MilestoneForm(sent, initial=begun, known=found.recommendations, measures=found.measures)
    made: list[int] = []
    if written(
        form,
        lambda at: made.append(act.commit_to(code, _meant(form, code, None, viewer), at=at, by=viewer)),
        COMMITTED,
        visit=request,
    ):
        return redirect("delivery:milestone", number=made[0])
    return render(request, "delivery/milestone_write.html", words(form=form, found=found, number=None))


@require_safe
@or_not_found
def milestone(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["milestone"])
    return render(request, "delivery/milestone.html", words(found=_page(number, viewer)))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def milestone_change(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["milestone_change"])
    page = _kept(number, viewer)
    found = writing(page.code, viewer=viewer, today=timezone.localdate())
    sent = request.POST if request.method == "POST" else None
    form = MilestoneForm(
        sent,
        initial=milestone_typed(page.milestone, page.version),
        known=found.recommendations,
        measures=found.measures,
        dated=page.milestone.due,
    )
    if written(
        form,
        lambda at: act.change_milestone(
            number,
            _meant(form, page.code, number, viewer),
            version=form.cleaned_data["version"] or 0,
            at=at,
            by=viewer,
        ),
        CHANGED,
        visit=request,
    ):
        return redirect("delivery:milestone", number=number)
    return render(request, "delivery/milestone_write.html", words(form=form, found=found, number=number))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def milestone_move(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["milestone_move"])
    page = _page(number, viewer)
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        initial={"due": page.milestone.due, "version": page.version},
    )

    def do(at: datetime) -> None:
        given = form.cleaned_data
        act.move(
            number,
            given["due"],
            form.reason_given(),
            given["words"],
            version=given["version"] or 0,
            at=at,
            by=viewer,
        )

    if written(form, do, MOVED, visit=request):
        return redirect("delivery:milestone", number=number)
    return _stepped(page, form, "move", visit=request)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def milestone_done(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["milestone_done"])
    page = _page(number, viewer)
    form = DoneForm(request.POST if request.method == "POST" else None, initial={"on": timezone.localdate()})
    if written(form, lambda at: act.finish(number, form.cleaned_data["on"], at=at, by=viewer), DONE, visit=request):
        return redirect("delivery:milestone", number=number)
    return _stepped(page, form, "done", visit=request)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def milestone_drop(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["milestone_drop"])
    page = _kept(number, viewer)
    form = DropForm(request.POST if request.method == "POST" else None)
    if written(form, lambda at: act.drop(number, form.cleaned_data["why"], at=at, by=viewer), DROPPED, visit=request):
        return redirect("delivery:milestone", number=number)
    return _stepped(page, form, "drop", visit=request)


@require_POST
@or_not_found
def milestone_step(request: HttpRequest, number: int, step: str) -> HttpResponse:
    viewer = require(request, RULES["milestone_step"])
    if step not in STEPS:
        raise Http404(NO_SUCH_STEP)
    typed = request.POST.get("on", "")
    on, at = int(typed) if typed.isdigit() and len(typed) < 15 else 0, timezone.localtime()
    try:
        if step == "wait":
            act.wait_for(number, on, at=at, by=viewer)
        elif step == "wait-no-more":
            act.wait_no_more(number, on, at=at, by=viewer)
        elif step == "open":
            act.open_again(number, at=at, by=viewer)
        else:
            act.share(number, shared=step == "share", at=at, by=viewer)
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, STEPS[step])
    return redirect("delivery:milestone", number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def hand_over(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["hand_over"])
    found = handing(code, viewer=viewer, today=timezone.localdate())
    listed = [(str(one.number), one.title) for one in found.left]
    form = HandOverForm(
        request.POST if request.method == "POST" else None,
        initial={"numbers": [number for number, _ in listed]},
        listed=listed,
    )
    if written(
        form,
        lambda at: pass_on(code, form.chosen(), form.cleaned_data["owner"], at=at, by=viewer),
        HANDED,
        visit=request,
    ):
        return redirect("delivery:plan", code=found.code)
    return render(request, "delivery/hand_over.html", words(form=form, found=found))


def _meant(form: MilestoneForm, code: str, number: int | None, viewer: Viewer) -> NewMilestone:
    """What was typed, once everything that may not be meant was ticked."""
    new = form.new()
    form.ensure_meant(doubts(code, new, number, viewer=viewer, today=timezone.localdate()))
    return new


def _page(number: int, viewer: Viewer) -> MilestonePage:
    return read(number, viewer=viewer, today=timezone.localdate())


def _kept(number: int, viewer: Viewer) -> MilestonePage:
    """The page of a milestone whose plan the viewer keeps; NotYours of any other that they may read."""
    page = _page(number, viewer)
    if not page.steps.keep:
        raise NotYours(RULES["milestone_change"].because)
    return page


def _stepped(page: MilestonePage, form: forms.Form, step: str, *, visit: HttpRequest) -> HttpResponse:
    """The form of one step; NotYours for whoever only reads the milestone."""
    if not page.steps.own:
        raise NotYours(RULES["milestone_move"].because)
    return render(visit, "delivery/milestone_step.html", words(found=page, form=form, step=step))
