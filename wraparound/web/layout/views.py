"""Pages that belong to no capability: home, about, the guide to the API, and what machines ask about this site."""

from datetime import datetime
from importlib import import_module
from itertools import islice

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.expectations.queries.answers import home_finding
from wraparound.capabilities.expectations.wording.pictures import recovery_picture
from wraparound.capabilities.expectations.wording.recovery import rests_on, rule_of_the_day
from wraparound.people.access import RUN_THE_SITE, SEE_AUDIT, SEE_LIST, allows, require
from wraparound.people.queries.waiting import there_are
from wraparound.people.terms.access import Viewer
from wraparound.people.terms.people import Need
from wraparound.people.wording import access as say
from wraparound.web.catalogue import FACES
from wraparound.web.layout.access import RULES
from wraparound.web.layout.api import description
from wraparound.web.layout.readiness import findings


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["home"])
    finding = home_finding(viewer=viewer)
    context = {
        "finding": finding,
        "curve": recovery_picture(finding),
        "rests_on": rests_on(finding),
        "rule": rule_of_the_day(finding),
    }
    return render(request, "layout/home.html", context)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    require(request, RULES["about"])
    return render(request, "layout/about.html")


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["today"])
    at = timezone.localtime()
    context = {
        "needs": _needs(viewer, at),
        "asleep": getattr(request, "roles_asleep", False),
        "may_list": allows(viewer, SEE_LIST),
        "may_check": allows(viewer, SEE_AUDIT),
        "may_run": allows(viewer, RUN_THE_SITE),
        "say": say,
    }
    return render(request, "layout/today.html", context)


def _needs(viewer: Viewer, at: datetime) -> list[Need]:
    """What every capability asks of the viewer; whether anything waits is asked once for all that can say so."""
    asked = [import_module(f"{one.package}.queries.{one.asks}") for one in FACES if one.asks]
    rows = [one.waiting(viewer=viewer, at=at) if hasattr(one, "waiting") else () for one in asked]
    found = iter(there_are([each for some in rows for each in some], viewer=viewer))
    needs: list[Need] = []
    for one, some in zip(asked, rows, strict=True):
        known = {"waits": tuple(islice(found, len(some)))} if some else {}
        needs += one.needs_today(viewer=viewer, at=at, **known)
    return needs


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """That the process answers. It asks nothing else: a site whose database is away is not dead."""
    require(request, RULES["health"])
    return _told_once({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """What must be true before visitors are sent here, each with its sentence; 503 where something is not."""
    require(request, RULES["ready"])
    found = findings()
    all_well = all(one.ok for one in found.values())
    checks = {name: {"ok": one.ok, "says": one.says} for name, one in found.items()}
    return _told_once({"status": "ready" if all_well else "not ready", "checks": checks}, 200 if all_well else 503)


@require_safe
def api_guide(request: HttpRequest) -> HttpResponse:
    require(request, RULES["api-guide"])
    return render(request, "layout/api_guide.html", {"operations": _operations()})


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    require(request, RULES["openapi"])
    return JsonResponse(description())


def _told_once(answer: dict[str, object], status: int = 200) -> HttpResponse:
    """An answer true of this moment only, which nobody on the way may keep."""
    return JsonResponse(answer, status=status, headers={"Cache-Control": "no-store"})


def _operations() -> list[dict[str, object]]:
    """Each address of the API with its sentence and its parameters, as the description itself gives them."""
    paths = description()["paths"]
    return [
        {
            "path": path,
            "summary": operation.get("description") or operation["summary"],
            "parameters": operation["parameters"],
        }
        for path, methods in paths.items()
        for operation in methods.values()
    ]
