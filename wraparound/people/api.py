"""People as JSON, cut by the same engine as the pages."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router

from wraparound.people.access import RULES, require
from wraparound.people.queries import accounts, grants, organisations
from wraparound.people.queries.people import people_page, profile
from wraparound.people.terms import GrantTerms, OrganisationTerms, PeoplePage, PeopleQuestion, Profile

router = Router(tags=["people"])
REFUSALS = {401: dict[str, str], 403: dict[str, str], 404: dict[str, str], 422: dict[str, str]}


@router.get("/", response={200: PeoplePage, **REFUSALS}, url_name="api_people")
def api_people(
    request: HttpRequest,
    q: Annotated[str, Query(max_length=100)] = "",
    organisation: Annotated[str, Query(max_length=10)] = "",
    role: Annotated[str, Query(max_length=30)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> PeoplePage:
    """A page of the people whom you may see, by name; else counts, where they are yours. Needs a sign-in or token."""
    viewer = require(request, RULES["api_people"])
    return people_page(PeopleQuestion(q, organisation, role, page), viewer=viewer, on=timezone.localdate())


@router.get("/me", response={200: Profile, **REFUSALS}, url_name="api_me")
def api_me(request: HttpRequest) -> Profile:
    """Your own record, and who can see it. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_me"])
    return profile(accounts.own_key(viewer=viewer), viewer=viewer, at=timezone.localtime())


@router.get("/organisations", response={200: tuple[OrganisationTerms, ...], **REFUSALS}, url_name="api_organisations")
def api_organisations(request: HttpRequest) -> tuple[OrganisationTerms, ...]:
    """The organisations of this site, with counts where they are yours to see. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_organisations"])
    return organisations.organisations(viewer=viewer, on=timezone.localdate())


@router.get("/organisations/{code}", response={200: OrganisationTerms, **REFUSALS}, url_name="api_organisation")
def api_organisation(request: HttpRequest, code: Annotated[str, Path(max_length=10)]) -> OrganisationTerms:
    """One organisation of this site. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_organisation"])
    row = organisations.organisation_of(code, viewer=viewer)
    return organisations.in_terms(row, organisations.head_count(row, viewer=viewer, on=timezone.localdate()))


@router.get("/grants", response={200: tuple[GrantTerms, ...], **REFUSALS}, url_name="api_grants")
def api_grants(request: HttpRequest, ended: bool = False) -> tuple[GrantTerms, ...]:
    """Who was given what in the part of the site you look after. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_grants"])
    return grants.grants(viewer=viewer, on=timezone.localdate(), all_of_them=ended)


@router.get("/{key}", response={200: Profile, **REFUSALS}, url_name="api_person")
def api_person(request: HttpRequest, key: UUID) -> Profile:
    """One person as you may see them. Needs a sign-in or a token."""
    viewer = require(request, RULES["api_person"])
    return profile(str(key), viewer=viewer, at=timezone.localtime())
