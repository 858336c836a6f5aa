"""One item of a talent board, conflicts of interest, and what is to be done."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.actions import board_notes as act
from wraparound.capabilities.pipelines.forms.boards import (
    ActionForm,
    DecideForm,
    DeclareForm,
    DoneForm,
    MinutesForm,
    SaidForm,
)
from wraparound.capabilities.pipelines.queries.board_pages import item_page, talent_board
from wraparound.capabilities.pipelines.queries.board_people import one_action
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.terms.boards import ItemPage, TalentBoard
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.views.board_asking import REFUSED, did, item_choices, words
from wraparound.capabilities.pipelines.views.entering import refuse
from wraparound.capabilities.pipelines.wording import boards as say
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found

SAID, MINUTES, DECLARE, DECIDE = "said", "minutes", "declare", "decide"


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def board_item(request: HttpRequest, number: int, item: int) -> HttpResponse:
    viewer = require(request, RULES["board_item"])
    at = timezone.localtime()
    found = item_page(number, item, viewer=viewer, today=Day(at.date()))
    about = request.GET.get("of") or ""
    minutes = MinutesForm(
        request.POST if did(request) == MINUTES else None,
        initial={"words": found.item.minutes, "version": found.item.version},
    )
    said = SaidForm(
        request.POST if did(request) == SAID else None,
        people=[(one.key, one.name) for one in found.spoken_of],
        initial=_said_so_far(found, about),
    )
    if minutes.is_bound and minutes.is_valid():
        given = minutes.cleaned_data
        if _kept(
            minutes,
            "version",
            found.item.version,
            lambda: act.write_item(number, item, given["words"], version=given["version"], at=at, by=viewer),
        ):
            messages.success(request, "Kept.")
            return redirect("pipelines:board_item", number=number, item=item)
    if said.is_bound and said.is_valid():
        given = said.cleaned_data
        seen = _said_so_far(found, given["person"])["seen"]
        if _kept(
            said,
            "seen",
            seen,
            lambda: act.write_said(
                number, item, given["person"], given["spoken"], seen=given["seen"], at=at, by=viewer
            ),
        ):
            messages.success(request, say.READ_BY_THEM)
            return redirect("pipelines:board_item", number=number, item=item)
    return render(request, "pipelines/board_item.html", words(found.head, found=found, minutes=minutes, said=said))


def _said_so_far(found: ItemPage, key: str) -> dict[str, Any]:
    """What was written of somebody already, to go on from."""
    kept = next((one for one in found.said if one.known is not None and one.known.key == key), None)
    return {"person": key, "spoken": kept.words if kept else "", "seen": kept.version if kept else 0}


def _kept(form: Any, name: str, version: int, act_now: Callable[[], Any]) -> bool:
    """Whether it was kept; else what was wrong stands in the form, with what was typed."""
    try:
        act_now()
    except REFUSED as trouble:
        refuse(form, trouble, version, name=name)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def board_conflicts(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["board_conflicts"])
    at = timezone.localtime()
    found = talent_board(number, viewer=viewer, today=Day(at.date()))
    writes = found.head.leads or found.head.chairs
    people = [(str(one.person), one.name) for one in found.people] if writes else []
    form = DeclareForm(
        request.POST if did(request) == DECLARE else None,
        items=item_choices(found.items),
        people=people,
        initial={"about": request.GET.get("item") or "", "person": str(viewer.person or "")},
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        about = int(given["about"]) if given["about"] else None
        whose = int(given["person"]) if given.get("person") else None
        if _kept(form, "", 0, lambda: act.declare(number, about, given["words"], person=whose, at=at, by=viewer)):
            messages.success(request, "Declared. The chair decides whether they stay.")
            return redirect("pipelines:board_conflicts", number=number)
    if did(request) == DECIDE:
        return _decide(request, number, viewer)
    context = words(found.head, found=found, form=form, writes=writes, items=dict(item_choices(found.items)))
    return render(request, "pipelines/board_conflicts.html", context)


def _decide(visit: HttpRequest, number: int, viewer: Viewer) -> HttpResponse:
    form = DecideForm(visit.POST)
    try:
        if not form.is_valid():
            raise CannotKeep("Say whether they stay or leave.")
        act.decide_conflict(number, **form.cleaned_data, at=timezone.localtime(), by=viewer)
    except REFUSED as trouble:
        messages.error(visit, str(trouble))
    else:
        messages.success(visit, "Kept.")
    return redirect("pipelines:board_conflicts", number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def board_actions(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["board_actions"])
    at = timezone.localtime()
    found: TalentBoard = talent_board(number, viewer=viewer, today=Day(at.date()))
    form = ActionForm(
        request.POST if request.method == "POST" else None,
        items=item_choices(found.items),
        people=[(str(one.person), one.name) for one in found.people],
        initial={"about": request.GET.get("item") or ""},
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        about = int(given["about"]) if given["about"] else None
        if _kept(
            form,
            "",
            0,
            lambda: act.add_action(number, about, given["words"], int(given["owner"]), given["due"], at=at, by=viewer),
        ):
            messages.success(request, "Kept. They find it in what needs them.")
            return redirect("pipelines:board_actions", number=number)
    context = words(found.head, found=found, form=form, items=dict(item_choices(found.items)))
    return render(request, "pipelines/board_actions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def board_done(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["board_done"])
    head, action, reads = one_action(number, viewer=viewer)
    start = {"words": action.done_words, "version": action.version}
    form = DoneForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        done = did(request) != "undo"
        if _kept(
            form,
            "version",
            action.version,
            lambda: act.finish_action(
                number, given["words"], done=done, version=given["version"], at=timezone.localtime(), by=viewer
            ),
        ):
            messages.success(request, "Kept as done." if done else "It is to be done again.")
            return redirect("pipelines:board_actions", number=head.number) if reads else redirect("pipelines:boards")
    return render(request, "pipelines/board_done.html", words(head, form=form, action=action, reads=reads))
