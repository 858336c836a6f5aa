"""Pages that belong to no capability: home, about, and the guide to the API."""

from importlib import import_module

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wraparound.capabilities.expectations.queries import home_finding
from wraparound.capabilities.expectations.wording.pictures import recovery_picture
from wraparound.capabilities.expectations.wording.recovery import rests_on, rule_of_the_day
from wraparound.people.access import SEE_LIST, allows, require
from wraparound.people.wording import access as say
from wraparound.web.catalogue import FACES
from wraparound.web.layout.access import RULES
from wraparound.web.layout.api import api


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
    asked = [import_module(f"{one.package}.queries.{one.asks}") for one in FACES if one.asks]
    needs = [need for one in asked for need in one.needs_today(viewer=viewer, at=at)]
    context = {
        "needs": needs,
        "asleep": getattr(request, "roles_asleep", False),
        "may_list": allows(viewer, SEE_LIST),
        "say": say,
    }
    return render(request, "layout/today.html", context)


@require_safe
def api_guide(request: HttpRequest) -> HttpResponse:
    require(request, RULES["api-guide"])
    return render(request, "layout/api_guide.html", {"operations": _operations()})


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    require(request, RULES["openapi"])
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/"))


def _operations() -> list[dict[str, object]]:
    """Each address of the API with its sentence and its parameters, as the description itself gives them."""
    paths = api.get_openapi_schema(path_prefix="/api/")["paths"]
    return [
        {
            "path": path,
            "summary": operation.get("description") or operation["summary"],
            "parameters": operation["parameters"],
        }
        for path, methods in paths.items()
        for operation in methods.values()
    ]
