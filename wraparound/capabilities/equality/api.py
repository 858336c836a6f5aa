"""Equality as JSON: what is asked, and figures as pages show them. What people answered is in no part of the API."""

from datetime import date, timedelta
from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Schema
from pydantic import Field

from wraparound.capabilities.delivery.terms.standing import ProgrammeStanding, RegionalStanding
from wraparound.capabilities.equality.access import RULES
from wraparound.capabilities.equality.queries.acting import actions_at, actions_of_region
from wraparound.capabilities.equality.queries.figures import (
    figures_of_nation,
    figures_of_organisation,
    figures_of_region,
)
from wraparound.capabilities.equality.queries.lists import lists_in_use
from wraparound.capabilities.equality.queries.parity import parity_of
from wraparound.capabilities.equality.queries.parts import place_parts
from wraparound.capabilities.equality.queries.requirements import requirements_at
from wraparound.capabilities.equality.terms.answers import AnswerList
from wraparound.capabilities.equality.terms.figures import PlaceFigures, PlaceSort
from wraparound.capabilities.equality.terms.parity import (
    AS_NOW,
    LONGEST_SOURCE,
    USUAL_LEAVING_OF_100,
    ParityAsked,
    ParityTarget,
    PlaceParity,
)
from wraparound.capabilities.equality.terms.parts import PlaceParts
from wraparound.capabilities.equality.terms.requirements import PlaceRequirements
from wraparound.methods.equality_measures.indicators import Standard
from wraparound.people.access import require

router = Router(tags=["equality"])
REFUSALS = {401: dict[str, str], 403: dict[str, str], 404: dict[str, str], 422: dict[str, str]}
Code = Annotated[str, Path(max_length=10)]
Year = Annotated[int | None, Query(ge=2000, le=2100)]


@router.get("/lists/", response=list[AnswerList], url_name="api_equality")
def api_equality(request: HttpRequest) -> list[AnswerList]:
    """Every list of answers with its codes, and whether it is confirmed against the national one. Open to everybody."""
    viewer = require(request, RULES["api_equality"])
    return list(lists_in_use(viewer=viewer).values())


@router.get("/figures/nation", response={200: PlaceFigures, **REFUSALS}, url_name="api_figures_nation")
def api_figures_nation(request: HttpRequest, year: Year = None) -> PlaceFigures:
    """Published figures of all regions, and region by region; the newest year unless one is given. Needs a sign-in."""
    viewer = require(request, RULES["api_figures_nation"])
    return figures_of_nation(year, viewer=viewer, on=timezone.localdate())


@router.get("/figures/regions/{code}", response={200: PlaceFigures, **REFUSALS}, url_name="api_figures_region")
def api_figures_region(request: HttpRequest, code: Code, year: Year = None) -> PlaceFigures:
    """Published figures of a region, and of the kinds of organisation in it. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_figures_region"])
    return figures_of_region(code, year, viewer=viewer, on=timezone.localdate())


@router.get(
    "/figures/organisations/{code}", response={200: PlaceFigures, **REFUSALS}, url_name="api_figures_organisation"
)
def api_figures_organisation(request: HttpRequest, code: Code, year: Year = None) -> PlaceFigures:
    """Published figures of an organisation that your role reaches. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_figures_organisation"])
    return figures_of_organisation(code, year, viewer=viewer, on=timezone.localdate())


@router.get(
    "/actions/organisations/{code}", response={200: ProgrammeStanding, **REFUSALS}, url_name="api_equality_actions"
)
def api_equality_actions(request: HttpRequest, code: Code, since: date | None = None) -> ProgrammeStanding:
    """The six actions of the equality plan at an organisation, and what moved since a day (13 weeks ago by itself)."""
    viewer = require(request, RULES["api_equality_actions"])
    today = timezone.localdate()
    return actions_at(code, viewer=viewer, since=since or today - timedelta(days=91), today=today)


@router.get(
    "/actions/regions/{code}", response={200: RegionalStanding, **REFUSALS}, url_name="api_equality_actions_region"
)
def api_equality_actions_region(request: HttpRequest, code: Code) -> RegionalStanding:
    """What organisations of a region shared of the six actions, and counts of the rest. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_equality_actions_region"])
    return actions_of_region(code, viewer=viewer, today=timezone.localdate())


@router.get("/requirements/{code}", response={200: PlaceRequirements, **REFUSALS}, url_name="api_equality_requirements")
def api_equality_requirements(request: HttpRequest, code: Code) -> PlaceRequirements:
    """What vacancies and profiles of an organisation ask that shuts people out, with rounded counts."""
    viewer = require(request, RULES["api_equality_requirements"])
    return requirements_at(code, viewer=viewer, today=timezone.localdate())


@router.get("/parts/{code}", response={200: PlaceParts, **REFUSALS}, url_name="api_equality_parts")
def api_equality_parts(request: HttpRequest, code: Code) -> PlaceParts:
    """Which parts an organisation uses, which are statutory, and why others are off. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_equality_parts"])
    return place_parts(code, viewer=viewer)


class ParityQuestion(Schema):
    """What is asked of the years ahead.

    `leaving`: of 100 people, how many leave their level in a year. `shortlists`, `appointments`, `group_leaving` and
    `entry`: hundredths of now; below 100 fewer of the group are shortlisted, appointed, leave or come in.
    """

    year: int | None = Field(None, ge=2000, le=2100)
    standard: Standard = Standard.WRES
    target: ParityTarget = ParityTarget.WORKFORCE
    population: float | None = None
    source: str = Field("", max_length=LONGEST_SOURCE)
    leaving: int = USUAL_LEAVING_OF_100
    shortlists: int = AS_NOW
    appointments: int = AS_NOW
    group_leaving: int = AS_NOW
    entry: int = AS_NOW


Question = Annotated[ParityQuestion, Query()]


@router.get("/parity/nation", response={200: PlaceParity, **REFUSALS}, url_name="api_parity_nation")
def api_parity_nation(request: HttpRequest, asked: Question) -> PlaceParity:
    """When each level of all regions together reaches a share, from published figures alone. Needs a sign-in."""
    viewer = require(request, RULES["api_parity_nation"])
    return parity_of(PlaceSort.NATION, "", _question(asked), asked.year, viewer=viewer)


@router.get("/parity/regions/{code}", response={200: PlaceParity, **REFUSALS}, url_name="api_parity_region")
def api_parity_region(request: HttpRequest, code: Code, asked: Question) -> PlaceParity:
    """When each level of a region reaches a share, from published figures alone. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_parity_region"])
    return parity_of(PlaceSort.REGION, code, _question(asked), asked.year, viewer=viewer)


@router.get("/parity/organisations/{code}", response={200: PlaceParity, **REFUSALS}, url_name="api_parity_organisation")
def api_parity_organisation(request: HttpRequest, code: Code, asked: Question) -> PlaceParity:
    """When each level of an organisation that your role reaches is at a share. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_parity_organisation"])
    return parity_of(PlaceSort.ORGANISATION, code, _question(asked), asked.year, viewer=viewer)


def _question(asked: ParityQuestion) -> ParityAsked:
    return ParityAsked(**asked.dict(exclude={"year"}))
