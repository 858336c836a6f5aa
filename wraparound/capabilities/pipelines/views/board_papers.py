"""A talent board on the screen of the room, and its minutes as a page to print and as Word."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.exchange.boards import WORD, file_name, minutes_as_word
from wraparound.capabilities.pipelines.queries.board_pages import talent_board
from wraparound.capabilities.pipelines.queries.board_papers import minutes_for_all
from wraparound.capabilities.pipelines.queries.board_screen import slide
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.views.board_asking import words
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.records import as_file


@require_safe
@or_not_found
def board_screen(request: HttpRequest, number: int, place: int) -> HttpResponse:
    viewer = require(request, RULES["board_screen"])
    found = slide(number, place, viewer=viewer, today=Day(timezone.localdate()))
    return render(request, "pipelines/board_screen.html", words(found.head, found=found))


@require_safe
@or_not_found
def board_minutes(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["board_minutes"])
    found = talent_board(number, viewer=viewer, today=Day(timezone.localdate()), whole=True)
    if not found.head.has_minutes:
        return redirect("pipelines:board", number=number)
    return render(request, "pipelines/board_minutes.html", words(found.head, found=found))


@require_safe
@or_not_found
def board_word(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["board_word"])
    today = timezone.localdate()
    found = minutes_for_all(number, viewer=viewer, today=Day(today))
    return as_file(minutes_as_word(found, today), file_name(found), WORD)
