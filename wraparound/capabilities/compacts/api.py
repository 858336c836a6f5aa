"""Compacts as JSON, cut by the same engine as the pages; prospectuses and the catalogue of support are public."""

from datetime import date
from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router

from wraparound.capabilities.compacts.access import RULES
from wraparound.capabilities.compacts.queries import compacts as kept
from wraparound.capabilities.compacts.queries import prospectuses as posts
from wraparound.capabilities.compacts.queries.check_ins import check_ins
from wraparound.capabilities.compacts.queries.raised import raised_list
from wraparound.capabilities.compacts.queries.undertakings import promises
from wraparound.capabilities.compacts.queries.verifying import verify
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.check_ins import CheckInPage, RaisedList
from wraparound.capabilities.compacts.terms.compacts import (
    CompactList,
    CompactQuestion,
    CompactTerms,
    Compared,
    PromiseList,
    PromiseQuestion,
    UndertakingSort,
    Verified,
)
from wraparound.capabilities.compacts.terms.prospectuses import ProspectusPage, ProspectusQuestion, ProspectusTerms
from wraparound.capabilities.compacts.terms.support import SupportComponent
from wraparound.people.access import require

router = Router(tags=["compacts"])
REFUSALS = {401: dict[str, str], 403: dict[str, str], 404: dict[str, str], 422: dict[str, str]}
NOT_THERE = {404: dict[str, str], 422: dict[str, str]}

Number = Annotated[int, Path(ge=1, le=1_000_000_000)]
Version = Annotated[int, Path(ge=1, le=10_000)]
AskedVersion = Annotated[int, Query(ge=1, le=10_000)]
Page = Annotated[int, Query(ge=1, le=10_000)]
Words = Annotated[str, Query(max_length=100, pattern=r"^[^\x00]*$")]


@router.get("/", response={200: CompactList, **REFUSALS}, url_name="api_compacts")
def api_compacts(
    request: HttpRequest,
    q: Words = "",
    state: Literal["", "writing", "signing", "in_force", "ended"] = "",
    page: Page = 1,
) -> CompactList:
    """A page of the compacts that you may see, by organisation. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_compacts"])
    return kept.compacts(CompactQuestion(q, state, page), viewer=viewer, on=_today())


@router.get("/promises", response={200: PromiseList, **REFUSALS}, url_name="api_promises")
def api_promises(
    request: HttpRequest,
    which: Literal["open", "due", "overdue", "kept", "not_kept", "all"] = "open",
    giver: Party | None = None,
    sort: UndertakingSort | None = None,
    q: Words = "",
    page: Page = 1,
) -> PromiseList:
    """A page of promises and conditions on all sides, by the day they are due. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_promises"])
    return promises(PromiseQuestion(which, giver or "", sort or "", q, page), viewer=viewer, on=_today())


@router.get("/catalogue", response=list[SupportComponent], url_name="api_catalogue")
def api_catalogue(request: HttpRequest) -> list[SupportComponent]:
    """What support can consist of, and what is known of whether each part of it works."""
    viewer = require(request, RULES["api_catalogue"])
    return list(posts.support(viewer=viewer).values())


@router.get("/prospectuses", response={200: ProspectusPage, 422: dict[str, str]}, url_name="api_prospectuses")
def api_prospectuses(request: HttpRequest, q: Words = "", page: Page = 1) -> ProspectusPage:
    """A page of the prospectuses of posts that are published: open ones first, the soonest to close before others."""
    viewer = require(request, RULES["api_prospectuses"])
    return posts.published_page(ProspectusQuestion(q, page), viewer=viewer, on=_today())


@router.get("/prospectuses/{number}", response={200: ProspectusTerms, **NOT_THERE}, url_name="api_prospectus")
def api_prospectus(request: HttpRequest, number: Number, edition: AskedVersion | None = None) -> ProspectusTerms:
    """One published prospectus: the edition that counts today, or the one that is asked for."""
    viewer = require(request, RULES["api_prospectus"])
    return posts.public_prospectus(number, edition, viewer=viewer)


@router.get("/{number}", response={200: CompactTerms, **REFUSALS}, url_name="api_compact")
def api_compact(request: HttpRequest, number: Number) -> CompactTerms:
    """One compact with its text, promises and what followed, as you may see it. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_compact"])
    return kept.compact(number, viewer=viewer, on=_today())


@router.get("/{number}/versions/{version}", response={200: CompactTerms, **REFUSALS}, url_name="api_text")
def api_text(request: HttpRequest, number: Number, version: Version) -> CompactTerms:
    """One compact with the version of its text that is asked for. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_text"])
    return kept.compact(number, viewer=viewer, on=_today(), version=version)


@router.get("/{number}/compare", response={200: Compared, **REFUSALS}, url_name="api_compare")
def api_compare(request: HttpRequest, number: Number, before: AskedVersion, after: AskedVersion) -> Compared:
    """What differs between two versions of a text, item by item. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_compare"])
    return kept.compared(number, before, after, viewer=viewer, on=_today())


@router.get("/{number}/verify", response={200: Verified, **REFUSALS}, url_name="api_verify")
def api_verify(request: HttpRequest, number: Number, version: AskedVersion | None = None) -> Verified:
    """Whether a signed version is what was signed, each check with its sentence. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_verify"])
    return verify(number, viewer=viewer, version=version)


@router.get("/{number}/check-ins", response={200: CheckInPage, **REFUSALS}, url_name="api_check_ins")
def api_check_ins(request: HttpRequest, number: Number, page: Page = 1) -> CheckInPage:
    """A page of the check-ins of a compact, for its leader and whoever they chose alone. Needs a sign-in or token."""
    viewer = require(request, RULES["api_check_ins"])
    return check_ins(number, viewer=viewer, on=_today(), page=page)


@router.get("/{number}/raised", response={200: RaisedList, **REFUSALS}, url_name="api_raised")
def api_raised(request: HttpRequest, number: Number) -> RaisedList:
    """What the leader raised openly, as far as it was raised with you. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_raised"])
    return raised_list(number, viewer=viewer)


def _today() -> date:
    """The day by the clock on the wall."""
    return timezone.localdate()
