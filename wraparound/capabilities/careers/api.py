"""Careers as JSON, cut by the same engine as the pages."""

from typing import Annotated

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router

from wraparound.capabilities.careers.access import RULES
from wraparound.capabilities.careers.queries.assessments import own_assessments
from wraparound.capabilities.careers.queries.counts import counted_page
from wraparound.capabilities.careers.queries.development import own_plans
from wraparound.capabilities.careers.queries.feedback import own_rounds
from wraparound.capabilities.careers.queries.frameworks import framework_called, frameworks
from wraparound.capabilities.careers.queries.gaps import gap_page
from wraparound.capabilities.careers.queries.investment import investment_page, region_investment_page
from wraparound.capabilities.careers.queries.next_roles import next_roles
from wraparound.capabilities.careers.queries.offers import board_page
from wraparound.capabilities.careers.queries.profiles import profile_page, profiles
from wraparound.capabilities.careers.queries.programmes import programmes
from wraparound.capabilities.careers.queries.system_work import own_lines
from wraparound.capabilities.careers.queries.ways_in import route_page, routes
from wraparound.capabilities.careers.terms.assessments import AssessmentLine
from wraparound.capabilities.careers.terms.development import DevelopmentPlanLine
from wraparound.capabilities.careers.terms.feedback import RoundLine
from wraparound.capabilities.careers.terms.frameworks import HeldFramework
from wraparound.capabilities.careers.terms.gaps import GapPage
from wraparound.capabilities.careers.terms.investment import FIRST_YEAR, LAST_YEAR, InvestmentPage, RegionInvestmentPage
from wraparound.capabilities.careers.terms.next_roles import NextRolePage
from wraparound.capabilities.careers.terms.offers import BoardLine
from wraparound.capabilities.careers.terms.profiles import ProfileLine, ProfilePage
from wraparound.capabilities.careers.terms.programmes import ProgrammeLine
from wraparound.capabilities.careers.terms.system_work import SystemWorkLine
from wraparound.capabilities.careers.terms.ways_in import Route, RoutePage
from wraparound.capabilities.careers.wording.counts import count_words, when_words
from wraparound.people.access import require

router = Router(tags=["careers"])
REFUSALS = {401: dict[str, str], 403: dict[str, str], 404: dict[str, str], 422: dict[str, str]}

Number = Annotated[int, Path(ge=1, le=1_000_000_000)]
Year = Annotated[int, Path(ge=FIRST_YEAR, le=LAST_YEAR)]
Code = Annotated[str, Path(min_length=1, max_length=10, pattern=r"^[A-Za-z0-9]+$")]
Key = Annotated[str, Path(min_length=2, max_length=40, pattern=r"^[a-z0-9-]+$")]


@router.get("/frameworks", response={200: list[HeldFramework], **REFUSALS}, url_name="api_careers")
def api_careers(request: HttpRequest) -> list[HeldFramework]:
    """Competency frameworks: those that ship with this site and, with a sign-in or a token, those brought in."""
    viewer = require(request, RULES["api_careers"])
    return list(frameworks(viewer=viewer))


@router.get("/roles", response={200: list[ProfileLine], **REFUSALS}, url_name="api_roles")
def api_roles(request: HttpRequest) -> list[ProfileLine]:
    """Every role of which somebody wrote what it asks. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_roles"])
    return list(profiles(viewer=viewer))


@router.get("/roles/{number}", response={200: ProfilePage, **REFUSALS}, url_name="api_role")
def api_role(request: HttpRequest, number: Number) -> ProfilePage:
    """What one role asks. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_role"])
    return profile_page(number, viewer=viewer)


@router.get("/roles/{number}/mine", response={200: GapPage, **REFUSALS}, url_name="api_gap")
def api_gap(request: HttpRequest, number: Number) -> GapPage:
    """What a role asks beside what you said of yourself. Yours alone. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_gap"])
    return gap_page(number, viewer=viewer, on=timezone.localdate())


@router.get("/roles/{number}/next", response={200: NextRolePage, **REFUSALS}, url_name="api_next_roles")
def api_next_roles(request: HttpRequest, number: Number) -> NextRolePage:
    """Where people of the region went from a role, and after how long, of many together. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_next_roles"])
    return next_roles(number, viewer=viewer)


@router.get("/roles/{number}/counted", response={200: list[str], **REFUSALS}, url_name="api_counted")
def api_counted(request: HttpRequest, number: Number) -> list[str]:
    """What people of a region say of themselves beside its default for a role, counted, as the page says it."""
    viewer = require(request, RULES["api_counted"])
    found = counted_page(number, viewer=viewer)
    return [when_words(found), *(f"{one.ask.competency.title}: {count_words(one)}" for one in found.lines)]


@router.get("/mine", response={200: list[AssessmentLine], **REFUSALS}, url_name="api_own_assessments")
def api_own_assessments(request: HttpRequest) -> list[AssessmentLine]:
    """What you said of yourself, and how far you are. Yours alone. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_own_assessments"])
    return list(own_assessments(viewer=viewer))


@router.get("/feedback", response={200: list[RoundLine], **REFUSALS}, url_name="api_own_feedback")
def api_own_feedback(request: HttpRequest) -> list[RoundLine]:
    """When you asked others what they see of you, and until when. Yours alone. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_own_feedback"])
    return list(own_rounds(viewer=viewer, on=timezone.localdate()))


@router.get("/offers", response={200: list[BoardLine], **REFUSALS}, url_name="api_offers")
def api_offers(request: HttpRequest) -> list[BoardLine]:
    """Open offers across organisations beside what you look for. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_offers"])
    return list(board_page(viewer=viewer, on=timezone.localdate()).lines)


@router.get("/programmes", response={200: list[ProgrammeLine], **REFUSALS}, url_name="api_programmes")
def api_programmes(request: HttpRequest) -> list[ProgrammeLine]:
    """Development programmes of your region, and what they led to, of many together. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_programmes"])
    return list(programmes(viewer=viewer, on=timezone.localdate()))


@router.get("/works", response={200: list[SystemWorkLine], **REFUSALS}, url_name="api_own_works")
def api_own_works(request: HttpRequest) -> list[SystemWorkLine]:
    """What you did across organisations, and who confirms it. Yours alone. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_own_works"])
    return list(own_lines(viewer=viewer))


@router.get("/plans", response={200: list[DevelopmentPlanLine], **REFUSALS}, url_name="api_own_plans")
def api_own_plans(request: HttpRequest) -> list[DevelopmentPlanLine]:
    """Your development plans: for which role, how many steps, the next day. Yours alone. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_own_plans"])
    return list(own_plans(viewer=viewer))


@router.get(
    "/investment/regions/{code}/{year}",
    response={200: RegionInvestmentPage, **REFUSALS},
    url_name="api_region_investment",
)
def api_region_investment(request: HttpRequest, code: Code, year: Year) -> RegionInvestmentPage:
    """What organisations of a region shared of what they spend on development. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_region_investment"])
    return region_investment_page(code, year, viewer=viewer)


@router.get("/investment/{code}/{year}", response={200: InvestmentPage, **REFUSALS}, url_name="api_investment")
def api_investment(request: HttpRequest, code: Code, year: Year) -> InvestmentPage:
    """What an organisation of yours spends on development in a financial year. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_investment"])
    return investment_page(code, year, viewer=viewer)


@router.get("/frameworks/{key}", response={200: HeldFramework, **REFUSALS}, url_name="api_framework")
def api_framework(request: HttpRequest, key: Key) -> HeldFramework:
    """One competency framework, by its key. One that was brought in needs a sign-in or a token."""
    viewer = require(request, RULES["api_framework"])
    return framework_called(key, viewer=viewer)


@router.get("/ways-in", response={200: list[Route], **REFUSALS}, url_name="api_ways_in")
def api_ways_in(request: HttpRequest) -> list[Route]:
    """Every way into leading in the NHS, with what is known of it and the source of each fact. Open to everybody."""
    viewer = require(request, RULES["api_ways_in"])
    return list(routes(viewer=viewer))


@router.get("/ways-in/{key}", response={200: RoutePage, **REFUSALS}, url_name="api_way_in")
def api_way_in(request: HttpRequest, key: Key) -> RoutePage:
    """One way in, with what is open on it today and how long an outcome takes. Open to everybody."""
    viewer = require(request, RULES["api_way_in"])
    return route_page(key, viewer=viewer, on=timezone.localdate())
