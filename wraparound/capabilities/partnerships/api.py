"""Partnerships as JSON, cut by the same engine as the pages."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router

from wraparound.capabilities.partnerships.access import RULES
from wraparound.capabilities.partnerships.queries import agreements as ask
from wraparound.capabilities.partnerships.queries.arrangements import arrangements
from wraparound.capabilities.partnerships.queries.followed import followed
from wraparound.capabilities.partnerships.queries.here import propose_here
from wraparound.capabilities.partnerships.queries.pairs import people_pairs
from wraparound.capabilities.partnerships.queries.regional import regional_page
from wraparound.capabilities.partnerships.terms.agreements import AgreementPage, PartnershipsPage
from wraparound.capabilities.partnerships.terms.arrangements import ArrangementTerms
from wraparound.capabilities.partnerships.terms.followed import FollowedAnswer
from wraparound.capabilities.partnerships.terms.own_words import Topic
from wraparound.capabilities.partnerships.terms.pairs import PeoplePairs
from wraparound.capabilities.partnerships.terms.proposals import USUAL, Filter, ProposalQuestion, Proposals
from wraparound.capabilities.partnerships.terms.regional import RegionalPage
from wraparound.people.access import require
from wraparound.published.terms import AE_ALL, Measure

router = Router(tags=["partnerships"])
REFUSALS = {401: dict[str, str], 403: dict[str, str], 404: dict[str, str], 422: dict[str, str]}

Number = Annotated[int, Path(ge=1, le=1_000_000_000)]
Code = Annotated[str, Path(min_length=2, max_length=12, pattern=r"^[A-Za-z0-9_-]+$")]
Only = Annotated[list[Filter] | None, Query(max_length=len(Filter))]


@router.get(
    "/followed", response={200: FollowedAnswer, 404: dict[str, str], 422: dict[str, str]}, url_name="api_followed"
)
def api_followed(request: HttpRequest, measure: str = AE_ALL) -> FollowedAnswer:
    """What followed when one trust took over another, or several became one: figures before and after, no cause."""
    viewer = require(request, RULES["api_followed"])
    return followed(Measure(measure), viewer=viewer)


@router.get("/people", response={200: PeoplePairs, **REFUSALS}, url_name="api_people_pairs")
def api_people_pairs(request: HttpRequest) -> PeoplePairs:
    """Your own pairs and cohorts; nobody else's. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_people_pairs"])
    return people_pairs(viewer=viewer, on=timezone.localdate())


@router.get("/region", response={200: RegionalPage, **REFUSALS}, url_name="api_region")
def api_region(request: HttpRequest, region: str = "") -> RegionalPage:
    """Who helps whom in a region, what is left to give, and where nobody meets anybody. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_region"])
    return regional_page(region, viewer=viewer, on=timezone.localdate())


@router.get("/arrangements", response={200: list[ArrangementTerms], **REFUSALS}, url_name="api_arrangements")
def api_arrangements(request: HttpRequest, organisation: str = "") -> list[ArrangementTerms]:
    """How organisations are led together, of those that you may read; of one organisation where its code is given."""
    viewer = require(request, RULES["api_arrangements"])
    return list(arrangements(viewer=viewer, code=organisation))


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


@router.get("/{code}/proposals", response={200: Proposals, **REFUSALS}, url_name="api_proposals")
def api_proposals(
    request: HttpRequest, code: Code, only: Only = None, topic: Topic | None = None, every: bool = False
) -> Proposals:
    """Who could help an organisation, by name; `every` narrows to nothing. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_proposals"])
    chosen = USUAL if only is None else only
    filters = () if every else tuple(one for one in Filter if one in chosen)
    question = ProposalQuestion(code=code, topic=topic, filters=filters)
    return propose_here(question, viewer=viewer, on=timezone.localdate())
