"""One post and its plan: the summary, those named side by side, and its history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.queries.comparing import comparison
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.plans import plan_of
from wraparound.capabilities.pipelines.queries.post_history import history_of_post
from wraparound.capabilities.pipelines.queries.seeing import post_of
from wraparound.capabilities.pipelines.terms.posts import CannotKeep, NoSuchPost
from wraparound.capabilities.pipelines.views.asking import days_asked
from wraparound.capabilities.pipelines.views.board_asking import at_board
from wraparound.capabilities.pipelines.views.plan_asking import words
from wraparound.capabilities.pipelines.wording import plans as say
from wraparound.capabilities.pipelines.wording import vacancies as of_vacancies
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found


@require_safe
@or_not_found
def post(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["post"])
    day, today = days_asked(viewer, request=request)
    try:
        plan = plan_of(number, viewer=viewer, day=day, today=today)
    except NoSuchPost:
        return _entered_later(number, viewer, day, today, request, page="post")
    context = words(plan=plan, shown=day, of_vacancies=of_vacancies, meeting=at_board(request.GET))
    return render(request, "pipelines/post.html", context)


@require_safe
@or_not_found
def compare(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["compare"])
    day, today = days_asked(viewer, request=request)
    asked, trouble = tuple(dict.fromkeys(request.GET.getlist("person"))), ""
    try:
        found = comparison(number, () if "choose" in request.GET else asked, viewer=viewer, day=today)
    except CannotKeep as refused:
        found, trouble = comparison(number, (), viewer=viewer, day=today), str(refused)
    context = words(found=found, asked=asked, trouble=trouble, is_past=day != today)
    return render(request, "pipelines/compare.html", context)


@require_safe
@or_not_found
def post_history(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["post_history"])
    day, today = days_asked(viewer, request=request)
    try:
        found = history_of_post(number, viewer=viewer, day=day, today=today)
    except NoSuchPost:
        return _entered_later(number, viewer, day, today, request, page="post_history")
    return render(request, "pipelines/post_history.html", words(found=found, shown=day))


def _entered_later(number: int, viewer: Viewer, day: Day, today: Day, visit: HttpRequest, *, page: str) -> HttpResponse:
    """Says so of a post that this site did not show yet on that day, and nothing else of it; it is there as it is."""
    if day.known is None:
        raise NoSuchPost
    post_of(number, viewer=viewer, day=today)
    context = words(said=say.not_shown_then(day.on), shown=day, number=number, page=page)
    return render(visit, "pipelines/not_entered.html", context)
