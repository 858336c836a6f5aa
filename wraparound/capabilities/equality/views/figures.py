"""Pages of published figures: which years and places there are, and one place in a year."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wraparound.capabilities.equality.access import RULES
from wraparound.capabilities.equality.exchange.return_papers import WORD, return_document
from wraparound.capabilities.equality.exchange.returns import returns_workbook
from wraparound.capabilities.equality.forms.figures import year_asked
from wraparound.capabilities.equality.queries import figures as ask
from wraparound.capabilities.equality.queries.parts import off_words
from wraparound.capabilities.equality.terms.figures import PlaceFigures
from wraparound.capabilities.equality.terms.parts import EqualityPart
from wraparound.capabilities.equality.wording import figures as say
from wraparound.capabilities.equality.wording import pictures
from wraparound.capabilities.equality.wording import survey as survey_say
from wraparound.capabilities.equality.wording.monitoring import year_words
from wraparound.capabilities.equality.wording.own import day
from wraparound.capabilities.equality.wording.parity import QUESTION
from wraparound.people.access import require
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.records import as_file

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@never_cache
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["figures"])
    context = {"found": ask.figures_places(viewer=viewer), "say": say, "year_words": year_words}
    return render(request, "equality/figures.html", context)


@never_cache
@require_safe
@or_not_found
def figures_nation(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["figures_nation"])
    on = timezone.localdate()
    return _page(request, ask.figures_of_nation(year_asked(request.GET), viewer=viewer, on=on))


@never_cache
@require_safe
@or_not_found
def figures_region(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["figures_region"])
    on = timezone.localdate()
    return _page(request, ask.figures_of_region(code, year_asked(request.GET), viewer=viewer, on=on))


@never_cache
@require_safe
@or_not_found
def figures_organisation(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["figures_organisation"])
    on = timezone.localdate()
    found = ask.figures_of_organisation(code, year_asked(request.GET), viewer=viewer, on=on)
    return _page(request, found, off_words(found.code, EqualityPart.STAGES, viewer=viewer))


@never_cache
@require_safe
@or_not_found
def figures_region_sheet(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["figures_region_sheet"])
    on = timezone.localdate()
    return _sheet(ask.figures_of_region(code, year_asked(request.GET), viewer=viewer, on=on))


@never_cache
@require_safe
@or_not_found
def figures_organisation_sheet(request: HttpRequest, code: str) -> HttpResponse:
    viewer = require(request, RULES["figures_organisation_sheet"])
    on = timezone.localdate()
    return _sheet(ask.figures_of_organisation(code, year_asked(request.GET), viewer=viewer, on=on))


@never_cache
@require_safe
@or_not_found
def figures_region_paper(request: HttpRequest, code: str, standard: str) -> HttpResponse:
    viewer = require(request, RULES["figures_region_paper"])
    on = timezone.localdate()
    return _paper(ask.figures_of_region(code, year_asked(request.GET), viewer=viewer, on=on), standard)


@never_cache
@require_safe
@or_not_found
def figures_organisation_paper(request: HttpRequest, code: str, standard: str) -> HttpResponse:
    viewer = require(request, RULES["figures_organisation_paper"])
    on = timezone.localdate()
    return _paper(ask.figures_of_organisation(code, year_asked(request.GET), viewer=viewer, on=on), standard)


def _paper(found: PlaceFigures, standard: str) -> HttpResponse:
    content = return_document(found, standard, day=timezone.localdate())
    return as_file(content, f"{found.code}-{found.year}-{standard.upper()}.docx", WORD)


def _sheet(found: PlaceFigures) -> HttpResponse:
    return as_file(returns_workbook(found), f"{found.code}-{found.year}-equality.xlsx", EXCEL)


def _page(visit: HttpRequest, found: PlaceFigures, no_stages: str = "") -> HttpResponse:
    context = {
        "found": found,
        "no_stages": no_stages,
        "say": say,
        "survey_say": survey_say,
        "pictures": pictures,
        "parity_question": QUESTION,
        "year_words": year_words,
        "day": day,
    }
    return render(visit, "equality/figures_place.html", context)
