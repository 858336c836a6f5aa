"""The door, a plan and what slipped in it."""

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.delivery.access import RULES
from wraparound.capabilities.delivery.exchange.board import FORMS, board_file
from wraparound.capabilities.delivery.forms.milestones import PlanQuestion
from wraparound.capabilities.delivery.queries import plans as ask
from wraparound.capabilities.delivery.queries.door import door, first_days
from wraparound.capabilities.delivery.queries.recommendations import recommendations
from wraparound.capabilities.delivery.terms.days import DayAsked
from wraparound.capabilities.delivery.views.asking import words
from wraparound.capabilities.delivery.wording.board import board_file_name
from wraparound.capabilities.delivery.wording.days import plan_instead, slips_instead
from wraparound.capabilities.delivery.wording.timeline import timeline
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.records import as_file
from wraparound.records.actions.looks import exporting

USUALLY_SINCE = timedelta(days=91)
"""How far back slips are looked at where no day was asked for."""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["index"])
    found = door(viewer=viewer, today=timezone.localdate())
    if len(found.plans) == 1 and not found.reads_region:
        return _plan(found.plans[0].code, viewer, own=found.own, visit=request)
    shipped = recommendations(viewer=viewer)
    return render(request, "delivery/index.html", words(found=found, shipped=shipped))


NO_SUCH_FORM = "The page for the board comes as board.pdf and as board.docx."


@require_safe
@or_not_found
def plan(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["plan"])
    return _plan(code, viewer, visit=request)


@require_safe
@or_not_found
def slips(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["slips"])
    today = timezone.localdate()
    asked = PlanQuestion(request.GET).day("since", today)
    found = ask.slips(code, viewer=viewer, since=_since(asked, today), today=today)
    return render(request, "delivery/slips.html", words(found=found, instead=slips_instead(asked, found.since)))


@require_safe
@or_not_found
def board_paper(request: HttpRequest, code: str, form: str) -> HttpResponse:
    viewer = require(request, RULES["board_paper"])
    if form not in FORMS:
        raise Http404(NO_SUCH_FORM)
    today = timezone.localdate()
    asked = PlanQuestion(request.GET).day("since", today)
    since = _since(asked, today)
    with exporting("delivery:board_paper", by=viewer):
        found = ask.board_report(code, viewer=viewer, since=since, today=today, instead=slips_instead(asked, since))
    return as_file(board_file(found, form), board_file_name(found, form), FORMS[form])


def _plan(code: str, viewer: Viewer, own: object = (), *, visit: HttpRequest) -> HttpResponse:
    question, today = PlanQuestion(visit.GET), timezone.localdate()
    by, asked = question.grouped_by(), question.day("as_at", today)
    found = ask.plan(code, viewer=viewer, today=today, as_at=asked.told)
    picture = timeline(found, by, first_days(found, viewer=viewer))
    more = {"by": by, "picture": picture, "own": own, "since": today - USUALLY_SINCE, "instead": plan_instead(asked)}
    return render(visit, "delivery/plan.html", words(found=found, **more))


def _since(asked: DayAsked, today: date) -> date:
    return asked.told or today - USUALLY_SINCE
