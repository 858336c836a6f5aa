"""Pages of the years ahead: when each level of a place reaches a share, and what would bring it forward."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wraparound.capabilities.equality.access import RULES
from wraparound.capabilities.equality.exchange.parity import parity_workbook
from wraparound.capabilities.equality.forms.parity import ParityForm
from wraparound.capabilities.equality.queries.parity import parity_of
from wraparound.capabilities.equality.terms.figures import PlaceSort
from wraparound.capabilities.equality.terms.parity import PlaceParity
from wraparound.capabilities.equality.views.figures import EXCEL
from wraparound.capabilities.equality.wording import parity as say
from wraparound.capabilities.equality.wording import parity_pictures as pictures
from wraparound.capabilities.equality.wording.monitoring import year_words
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.records import as_file


@never_cache
@require_safe
@or_not_found
def parity_nation(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["parity_nation"])
    return _page(request, PlaceSort.NATION, "", viewer)


@never_cache
@require_safe
@or_not_found
def parity_region(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["parity_region"])
    return _page(request, PlaceSort.REGION, code, viewer)


@never_cache
@require_safe
@or_not_found
def parity_organisation(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["parity_organisation"])
    return _page(request, PlaceSort.ORGANISATION, code, viewer)


@never_cache
@require_safe
@or_not_found
def parity_nation_sheet(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["parity_nation_sheet"])
    return _sheet(request, PlaceSort.NATION, "", viewer)


@never_cache
@require_safe
@or_not_found
def parity_region_sheet(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["parity_region_sheet"])
    return _sheet(request, PlaceSort.REGION, code, viewer)


@never_cache
@require_safe
@or_not_found
def parity_organisation_sheet(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["parity_organisation_sheet"])
    return _sheet(request, PlaceSort.ORGANISATION, code, viewer)


def _page(visit: HttpRequest, sort: PlaceSort, code: str, viewer: Viewer) -> HttpResponse:
    form = _form(visit)
    context = {
        "found": _found(form, sort, code, viewer),
        "form": form,
        "sheet": visit.GET.urlencode(),
        "say": say,
        "year_words": year_words,
        "pictures": pictures,
    }
    return render(visit, "equality/parity.html", context)


def _sheet(visit: HttpRequest, sort: PlaceSort, code: str, viewer: Viewer) -> HttpResponse:
    form = _form(visit)
    if form.is_bound and not form.is_valid():
        return _page(visit, sort, code, viewer)
    found = _found(form, sort, code, viewer)
    return as_file(parity_workbook(found), f"{found.code}-{found.year}-parity.xlsx", EXCEL)


def _form(visit: HttpRequest) -> ParityForm:
    """As it was asked; an address without a question is one about things as they are."""
    return ParityForm(visit.GET if visit.GET else None)


def _found(form: ParityForm, sort: PlaceSort, code: str, viewer: Viewer) -> PlaceParity:
    return parity_of(sort, code, form.asked(), form.year_asked(), viewer=viewer)
