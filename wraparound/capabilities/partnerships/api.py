"""Partnerships as JSON, cut by the same engine as the pages."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router

from wraparound.capabilities.partnerships.access import RULES
from wraparound.capabilities.partnerships.queries import agreements as ask
from wraparound.capabilities.partnerships.terms.agreements import AgreementPage, PartnershipsPage
from wraparound.people.access import require

router = Router(tags=["partnerships"])
REFUSALS = {401: dict[str, str], 403: dict[str, str], 404: dict[str, str], 422: dict[str, str]}

Number = Annotated[int, Path(ge=1, le=1_000_000_000)]


@router.get("/agreements", response={200: PartnershipsPage, **REFUSALS}, url_name="api_agreements")
def api_agreements(request: HttpRequest) -> PartnershipsPage:
    """The partnerships that you may read, open and past. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_agreements"])
    return ask.partnerships(viewer=viewer, on=timezone.localdate())


@router.get("/agreements/{number}", response={200: AgreementPage, **REFUSALS}, url_name="api_agreement")
def api_agreement(request: HttpRequest, number: Number) -> AgreementPage:
    """One partnership as you may read it. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_agreement"])
    return ask.agreement(number, viewer=viewer, on=timezone.localdate())
