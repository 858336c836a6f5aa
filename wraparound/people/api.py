"""People as JSON, cut by the same engine as the pages."""

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router

from wraparound.people.access import RULES, require
from wraparound.people.queries import accounts, audit, grants, organisations, records
from wraparound.people.queries.people import people_page, profile
from wraparound.people.terms.access import GrantTerms
from wraparound.people.terms.people import OrganisationTerms, PeoplePage, PeopleQuestion, Profile
from wraparound.people.terms.records import ChangeLine, LookLines, OwnRecord
from wraparound.records.terms import Background

router = Router(tags=["people"])
REFUSALS = {401: dict[str, str], 403: dict[str, str], 404: dict[str, str], 422: dict[str, str]}


@router.get("/", response={200: PeoplePage, **REFUSALS}, url_name="api_people")
def api_people(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=100)] = "",
    organisation: Annotated[str, Query(max_length=10)] = "",
    role: Annotated[str, Query(max_length=30)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    as_at: date | None = None,
) -> PeoplePage:
    """A page of the people whom you may see, by name; else counts, where they are yours. Needs a sign-in or token."""
    viewer = require(request, RULES["api_people"])
    return people_page(PeopleQuestion(q, organisation, role, page, as_at), viewer=viewer, on=timezone.localdate())


@router.get("/me", response={200: Profile, **REFUSALS}, url_name="api_me")
def api_me(request: HttpRequest) -> Profile:
    """Your own record, and who can see it. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_me"])
    return profile(accounts.own_key(viewer=viewer), viewer=viewer, at=timezone.localtime())


@router.get("/me/record", response={200: OwnRecord, **REFUSALS}, url_name="api_my_record")
def api_my_record(request: HttpRequest) -> OwnRecord:
    """Everything held about you, with every look at it. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_my_record"])
    return records.own_record(viewer=viewer, at=timezone.localtime(), whole=True)


@router.get("/me/looks", response={200: LookLines, **REFUSALS}, url_name="api_my_looks")
def api_my_looks(request: HttpRequest, page: Annotated[int, Query(ge=1, le=10_000)] = 1) -> LookLines:
    """One page of who looked at your record. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_my_looks"])
    return records.own_looks(page, viewer=viewer)


@router.get("/me/history", response={200: list[ChangeLine], **REFUSALS}, url_name="api_my_history")
def api_my_history(request: HttpRequest) -> list[ChangeLine]:
    """What was changed about you, newest first. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_my_history"])
    return list(records.own_history(viewer=viewer))


@router.get("/looks", response={200: LookLines, **REFUSALS}, url_name="api_looks")
def api_looks(request: HttpRequest, page: Annotated[int, Query(ge=1, le=10_000)] = 1) -> LookLines:
    """One page of the looks at people in what you check. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_looks"])
    return audit.look_lines(page, viewer=viewer, on=timezone.localdate())


@router.get("/background", response={200: Background, **REFUSALS}, url_name="api_background")
def api_background(request: HttpRequest) -> Background:
    """What runs in the background. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_background"])
    return audit.background(viewer=viewer, at=timezone.now())


@router.get("/organisations", response={200: list[OrganisationTerms], **REFUSALS}, url_name="api_organisations")
def api_organisations(request: HttpRequest) -> list[OrganisationTerms]:
    """The organisations of this site, with counts where they are yours to see. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_organisations"])
    return list(organisations.organisations(viewer=viewer, on=timezone.localdate()))


@router.get("/organisations/{code}", response={200: OrganisationTerms, **REFUSALS}, url_name="api_organisation")
def api_organisation(request: HttpRequest, code: Annotated[str, Path(max_length=10)]) -> OrganisationTerms:
    """One organisation of this site. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_organisation"])
    row = organisations.organisation_of(code, viewer=viewer)
    return organisations.in_terms(row, organisations.head_count(row, viewer=viewer, on=timezone.localdate()))


@router.get("/grants", response={200: list[GrantTerms], **REFUSALS}, url_name="api_grants")
def api_grants(request: HttpRequest, ended: bool = False) -> list[GrantTerms]:
    """Who was given what in the part of the site you look after. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_grants"])
    return list(grants.grants(viewer=viewer, on=timezone.localdate(), all_of_them=ended))


@router.get("/{key}", response={200: Profile, **REFUSALS}, url_name="api_person")
def api_person(request: HttpRequest, key: UUID, as_at: date | None = None) -> Profile:
    """One person as you may see them, today or as known at the end of a day. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_person"])
    return profile(str(key), viewer=viewer, at=timezone.localtime(), as_at=as_at)


@router.get("/{key}/history", response={200: list[ChangeLine], **REFUSALS}, url_name="api_history")
def api_history(request: HttpRequest, key: UUID) -> list[ChangeLine]:
    """What was changed about a person, newest first. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_history"])
    return list(records.history_of(str(key), viewer=viewer, on=timezone.localdate())[1])
