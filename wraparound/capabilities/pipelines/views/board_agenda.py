"""Preparing a talent board: who is invited, and what is on its agenda."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.actions import board_agenda as act
from wraparound.capabilities.pipelines.forms.boards import AgendaForm, FindPostsForm, InviteToBoardForm
from wraparound.capabilities.pipelines.queries.board_pages import agenda_page
from wraparound.capabilities.pipelines.queries.board_people import inviting, preparing
from wraparound.capabilities.pipelines.queries.boards import board_head, board_led, invited_rows, participant
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.views.board_asking import REFUSED, did, words
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found
from wraparound.published.cells import number_in

ADD, INVITE = "add", "invite"


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def board_people(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["board_people"])
    at = timezone.localtime()
    row = board_led(number, viewer=viewer)
    choices = inviting(row, viewer=viewer, today=Day(at.date()))
    sent = request.method == "POST" and did(request) == INVITE
    form = InviteToBoardForm(request.POST if sent else None, people=choices.invite)
    if request.method == "POST" and not sent:
        return _done(request, number, "pipelines:board_people", lambda: _with_people(request, number, viewer))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            many = act.invite(number, given["keys"], given["email"], at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "Invited. They find it in what needs them." if many else "")
            return redirect("pipelines:board_people", number=number)
    people = [participant(one, viewer=viewer) for one in invited_rows(number, viewer=viewer)]
    context = words(board_head(row, viewer=viewer), form=form, people=people, choices=choices)
    return render(request, "pipelines/board_people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def board_agenda(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["board_agenda"])
    at = timezone.localtime()
    today = Day(at.date())
    row = board_led(number, viewer=viewer)
    finding = FindPostsForm(request.GET)
    q, who = finding.asked()
    sent = request.method == "POST" and did(request) == ADD
    if request.method == "POST" and not sent:
        return _done(request, number, "pipelines:board_agenda", lambda: _with_items(request, number, viewer))
    choices = preparing(row, q, who, viewer=viewer, today=today)
    form = AgendaForm(request.POST if sent else None, posts=choices.posts, people=choices.people)
    if form.is_bound and form.is_valid():
        try:
            _add(number, form.cleaned_data, viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "On the agenda, at its end.")
            return redirect("pipelines:board_agenda", number=number)
    items = agenda_page(row, viewer=viewer, today=today)
    context = words(board_head(row, viewer=viewer), form=form, items=items, finding=finding, q=q, who=who)
    return render(request, "pipelines/board_agenda.html", context)


def _add(number: int, given: dict[str, Any], viewer: Viewer) -> None:
    at = timezone.localtime()
    act.add_items(number, [int(one) for one in given["posts"]], given["person"], given["because"], at=at, by=viewer)


def _with_items(visit: HttpRequest, number: int, viewer: Viewer) -> str:
    at, item = timezone.localtime(), _number(visit, "item")
    if did(visit) in ("up", "down"):
        act.move_item(number, item, up=did(visit) == "up", at=at, by=viewer)
        return "The order is changed."
    if did(visit) == "off":
        act.take_off_item(number, item, at=at, by=viewer)
        return "Taken off the agenda."
    raise CannotKeep("Choose one of the buttons.")


def _with_people(visit: HttpRequest, number: int, viewer: Viewer) -> str:
    at = timezone.localtime()
    if did(visit) == "chair":
        act.choose_chair(number, _number(visit, "invited"), at=at, by=viewer)
        return "They chair it."
    if did(visit) == "off":
        act.take_off_invited(number, _number(visit, "invited"), at=at, by=viewer)
        return "No longer invited."
    if did(visit) == "present":
        present = [number_in(one) for one in visit.POST.getlist("present")]
        act.note_present(number, present, at=at, by=viewer)
        return "Kept who was there."
    raise CannotKeep("Choose one of the buttons.")


def _number(visit: HttpRequest, name: str) -> int:
    return number_in(visit.POST.get(name, ""))


def _done(visit: HttpRequest, number: int, then: str, act_now: Any) -> HttpResponse:
    """Does what a button is for, says so, and shows the page again."""
    try:
        messages.success(visit, act_now())
    except REFUSED as trouble:
        messages.error(visit, str(trouble))
    return redirect(then, number=number)
