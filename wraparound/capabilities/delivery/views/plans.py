"""The door, a plan and what slipped in it."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.delivery.access import RULES
from wraparound.capabilities.delivery.forms.milestones import PlanQuestion
from wraparound.capabilities.delivery.queries import plans as ask
from wraparound.capabilities.delivery.queries.door import door, first_days
from wraparound.capabilities.delivery.queries.recommendations import recommendations
from wraparound.capabilities.delivery.views.asking import words
from wraparound.capabilities.delivery.wording.timeline import timeline
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found

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


@require_safe
@or_not_found
def plan(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["plan"])
    return _plan(code, viewer, visit=request)


@require_safe
@or_not_found
def slips(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["slips"])
    _, _, since = PlanQuestion(request.GET).asked()
    today = timezone.localdate()
    found = ask.slips(code, viewer=viewer, since=_since(since, today), today=today)
    return render(request, "delivery/slips.html", words(found=found))


def _plan(code: str, viewer: Viewer, own: object = (), *, visit: HttpRequest) -> HttpResponse:
    by, as_at, _ = PlanQuestion(visit.GET).asked()
    today = timezone.localdate()
    found = ask.plan(code, viewer=viewer, today=today, as_at=as_at)
    picture = timeline(found, by, first_days(found, viewer=viewer))
    more = {"by": by, "picture": picture, "own": own, "since": today - USUALLY_SINCE}
    return render(visit, "delivery/plan.html", words(found=found, **more))


def _since(asked: date | None, today: date) -> date:
    return min(asked or today - USUALLY_SINCE, today)
