"""Partnerships as JSON."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from wraparound.capabilities.partnerships.access import RULES
from wraparound.capabilities.partnerships.queries.pairs import people_pairs
from wraparound.capabilities.partnerships.terms.pairs import PeoplePairs
from wraparound.people.access import require

router = Router(tags=["partnerships"])


@router.get(
    "/people",
    response={200: PeoplePairs, 401: dict[str, str], 403: dict[str, str]},
    url_name="api_people_pairs",
    summary="Your own pairs and cohorts; nobody else's",
)
def api_people_pairs(request: HttpRequest) -> PeoplePairs:
    viewer = require(request, RULES["api_people_pairs"])
    return people_pairs(viewer=viewer, on=timezone.localdate())
