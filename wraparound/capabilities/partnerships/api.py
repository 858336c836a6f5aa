"""Partnerships as JSON."""

from django.http import HttpRequest
from ninja import Router

from wraparound.capabilities.partnerships.access import RULES
from wraparound.capabilities.partnerships.queries.arrangements import arrangements
from wraparound.capabilities.partnerships.queries.followed import followed
from wraparound.capabilities.partnerships.terms.arrangements import ArrangementTerms
from wraparound.capabilities.partnerships.terms.followed import FollowedAnswer
from wraparound.people.access import require
from wraparound.published.terms import AE_ALL, Measure

router = Router(tags=["partnerships"])


@router.get("/followed", response=FollowedAnswer, url_name="api_followed")
def api_followed(request: HttpRequest, measure: str = AE_ALL) -> FollowedAnswer:
    """What followed when one trust took over another, or several became one: figures before and after, no cause."""
    return followed(Measure(measure), viewer=require(request, RULES["api_followed"]))


@router.get("/arrangements", response=list[ArrangementTerms], url_name="api_arrangements")
def api_arrangements(request: HttpRequest, organisation: str = "") -> list[ArrangementTerms]:
    """How organisations are led together, of those that you may read; of one organisation where its code is given."""
    viewer = require(request, RULES["api_arrangements"])
    return list(arrangements(viewer=viewer, code=organisation))
