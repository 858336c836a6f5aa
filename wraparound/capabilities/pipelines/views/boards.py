"""Talent boards: the list, one meeting, preparing, opening, closing and correcting it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.actions import board_notes
from wraparound.capabilities.pipelines.actions import boards as act
from wraparound.capabilities.pipelines.forms.boards import BoardForm, CallOffForm, CloseForm, CorrectForm, MinutesForm
from wraparound.capabilities.pipelines.queries.board_closing import closing
from wraparound.capabilities.pipelines.queries.board_pages import talent_board
from wraparound.capabilities.pipelines.queries.board_people import places_to_prepare
from wraparound.capabilities.pipelines.queries.boards import board_head, board_led, board_written, boards_page
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.terms.boards import BoardState
from wraparound.capabilities.pipelines.views.board_asking import REFUSED, words
from wraparound.capabilities.pipelines.views.entering import refuse
from wraparound.capabilities.pipelines.wording import boards as say
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found


@require_safe
def boards(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["boards"])
    return render(request, "pipelines/boards.html", words(found=boards_page(viewer=viewer)))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def new_board(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["new_board"])
    at = timezone.localtime()
    places = places_to_prepare(viewer=viewer)
    start = {"code": request.GET.get("of") or (places[0][0] if places else "")}
    form = BoardForm(request.POST if request.method == "POST" else None, places=places, initial=start)
    if form.is_bound and form.is_valid():
        try:
            number = act.prepare(form.new(), at=at, by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "It is being prepared. Put posts on the agenda, and invite people.")
            return redirect("pipelines:board_agenda", number=number)
    return render(request, "pipelines/board_write.html", words(form=form))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def board(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["board"])
    at = timezone.localtime()
    found = talent_board(number, viewer=viewer, today=Day(at.date()))
    head = found.head
    start = {"words": head.minutes, "version": head.version}
    form = MinutesForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_bound and form.is_valid():
        try:
            board_notes.write_minutes(number, **form.cleaned_data, at=at, by=viewer)
        except REFUSED as trouble:
            refuse(form, trouble, head.version)
        else:
            messages.success(request, "Kept.")
            return redirect("pipelines:board", number=number)
    return render(request, "pipelines/board.html", words(head, found=found, form=form))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def edit_board(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["edit_board"])
    head = board_head(board_led(number, viewer=viewer), viewer=viewer)
    start = {"name": head.name, "day": head.day, "private": head.private, "version": head.version}
    form = BoardForm(request.POST if request.method == "POST" else None, places=(), initial=start)
    if form.is_bound and form.is_valid():
        try:
            version = form.cleaned_data["version"] or 0
            act.change(number, form.new(), version=version, at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            refuse(form, trouble, head.version)
        else:
            messages.success(request, "Changed.")
            return redirect("pipelines:board", number=number)
    return render(request, "pipelines/board_write.html", words(head, form=form))


@require_POST
@or_not_found
def board_open(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["board_open"])
    try:
        act.open_board(number, at=timezone.localtime(), by=viewer)
    except REFUSED as trouble:
        messages.error(request, str(trouble))
    else:
        messages.success(request, say.OPENED_MESSAGE)
    return redirect("pipelines:board", number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def board_close(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["board_close"])
    at = timezone.localtime()
    row = board_led(number, viewer=viewer)
    head = board_head(row, viewer=viewer)
    if head.state is not BoardState.OPEN:
        return redirect("pipelines:board", number=number)
    asked = closing(row, viewer=viewer, today=Day(at.date()))
    form = CloseForm(request.POST if request.method == "POST" else None, asked=asked, initial={"version": head.version})
    if form.is_bound and form.is_valid():
        try:
            act.close_board(number, form.outcomes(), **form.closes(), at=at, by=viewer)
        except REFUSED as trouble:
            refuse(form, trouble, head.version)
        else:
            messages.success(request, say.CLOSED_MESSAGE)
            return redirect("pipelines:board", number=number)
    return render(request, "pipelines/board_close.html", words(head, form=form, asked=asked))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def board_call_off(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["board_call_off"])
    head = board_head(board_led(number, viewer=viewer), viewer=viewer)
    form = CallOffForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            act.call_off(number, form.cleaned_data["because"], at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "Called off. It stays in the list with the reason.")
            return redirect("pipelines:boards")
    return render(request, "pipelines/board_call_off.html", words(head, form=form))


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def board_correct(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["board_correct"])
    head = board_head(board_written(number, viewer=viewer), viewer=viewer)
    form = CorrectForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            act.correct(number, form.cleaned_data["words"], at=timezone.localtime(), by=viewer)
        except REFUSED as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, "The correction stands beside the minutes, with today's day.")
            return redirect("pipelines:board", number=number)
    return render(request, "pipelines/board_correct.html", words(head, form=form))
