"""Delivery as JSON, cut by the same engine as the pages."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router

from wraparound.capabilities.delivery.access import RULES
from wraparound.capabilities.delivery.queries import plans as ask
from wraparound.capabilities.delivery.queries.recommendations import recommendations
from wraparound.capabilities.delivery.queries.regional import regional_plans
from wraparound.capabilities.delivery.terms.plans import PlanPage, SharedWithRegion, SlipsPage
from wraparound.capabilities.delivery.terms.recommendations import Recommendation
from wraparound.people.access import require

router = Router(tags=["delivery"])
REFUSALS = {401: dict[str, str], 403: dict[str, str], 404: dict[str, str], 422: dict[str, str]}

Code = Annotated[str, Path(min_length=2, max_length=12, pattern=r"^[A-Za-z0-9_-]+$")]


@router.get("/recommendations", response={200: list[Recommendation]}, url_name="api_recommendations")
def api_recommendations(request: HttpRequest) -> list[Recommendation]:
    """The recommendations that ship with this site, in our own words, each with its source and what is known of it."""
    viewer = require(request, RULES["api_recommendations"])
    return list(recommendations(viewer=viewer))


@router.get("/plans/{code}", response={200: PlanPage, **REFUSALS}, url_name="api_delivery_plan")
def api_plan(request: HttpRequest, code: Code, as_at: date | None = None) -> PlanPage:
    """The plan of an organisation, or as it stood at the end of an earlier day. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_delivery_plan"])
    return ask.plan(code, viewer=viewer, today=timezone.localdate(), as_at=as_at)


@router.get("/plans/{code}/slips", response={200: SlipsPage, **REFUSALS}, url_name="api_delivery_slips")
def api_slips(request: HttpRequest, code: Code, since: date) -> SlipsPage:
    """What slipped in a plan since a day, with reasons, and when all may be done. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_delivery_slips"])
    today = timezone.localdate()
    return ask.slips(code, viewer=viewer, since=since, today=today)


@router.get("/region", response={200: SharedWithRegion, **REFUSALS}, url_name="api_delivery_region")
def api_delivery_region(request: HttpRequest, region: str = "") -> SharedWithRegion:
    """What organisations of a region shared of their plans, and counts of the rest. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_delivery_region"])
    return regional_plans(region, viewer=viewer, today=timezone.localdate())
