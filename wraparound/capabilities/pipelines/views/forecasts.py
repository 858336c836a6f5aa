"""Forecasts: what is coming for a place, one forecast while and after it is worked out, and what it rests on."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.actions import forecasts as act
from wraparound.capabilities.pipelines.exchange.forecasts import forecast_as_pdf, forecast_workbook
from wraparound.capabilities.pipelines.exchange.tables import EXCEL
from wraparound.capabilities.pipelines.forms.forecasts import AskForm, PartForm, PlaceForm
from wraparound.capabilities.pipelines.queries import forecasts as ask
from wraparound.capabilities.pipelines.terms.forecasts import (
    By,
    CannotForecast,
    ForecastPlace,
    ForecastResult,
    ForecastState,
    ForecastTerms,
    NoSuchForecast,
    Rated,
    WhatIf,
)
from wraparound.capabilities.pipelines.terms.posts import CannotKeep, PostLevel
from wraparound.capabilities.pipelines.views.imports import AGAIN
from wraparound.capabilities.pipelines.wording import forecast_counts as figures
from wraparound.capabilities.pipelines.wording import forecast_grounds as rests
from wraparound.capabilities.pipelines.wording import forecast_lines as parts
from wraparound.capabilities.pipelines.wording import forecasts as tell
from wraparound.capabilities.pipelines.wording import scenarios as say
from wraparound.capabilities.pipelines.wording.forecast_papers import paper_name
from wraparound.capabilities.pipelines.wording.forecast_pictures import (
    quarters_of_line,
    quarters_picture,
    years_of_line,
    years_picture,
)
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.records import as_file

BUSY = (ForecastState.WAITING, ForecastState.RUNNING)
TABLES = (By.ROLE, By.KIND, By.REGION)
WORDS = {"tell": tell, "say": say, "rests": rests, "parts": parts, "figures": figures}


@require_safe
@or_not_found
def forecasts(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["forecasts"])
    form = PlaceForm(request.GET)
    try:
        page = ask.forecast_page(form.place_asked(), viewer=viewer)
    except CannotForecast:
        return render(request, "pipelines/forecasts_none.html", {"tell": tell})
    newest = page.newest
    shown = shown_of(newest, form.level_asked()) if newest else None
    context = {
        "page": page,
        "places": [(one.value, tell.place_words(one)) for one in page.places],
        "shown": shown,
        "old": tell.old_words(newest.head, timezone.localdate()) if newest else "",
        "names": names_in([one.what for one in page.scenarios], page.place, viewer),
        "to_compare": any(one.latest and one.latest_state is ForecastState.DONE for one in page.scenarios),
        **WORDS,
    }
    answer = render(request, "pipelines/forecasts.html", context)
    if page.under_way and not shown:
        answer["Refresh"] = AGAIN
    return answer


@require_safe
@or_not_found
def forecast(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["forecast"])
    found = ask.forecast_of(number, viewer=viewer)
    head = found.head
    context = {
        "head": head,
        "what": say.what_lines(head.what, names_in([head.what], head.place, viewer)),
        "busy": head.state in BUSY,
        "shown": shown_of(found, PlaceForm(request.GET).level_asked()),
        "old": tell.old_words(head, timezone.localdate()),
        **WORDS,
    }
    answer = render(request, "pipelines/forecast.html", context)
    if head.state in BUSY:
        answer["Refresh"] = AGAIN
    return answer


@require_safe
@or_not_found
def forecast_rests(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["forecast_rests"])
    found = ask.forecast_of(number, viewer=viewer)
    result = result_of(found)
    context = {
        "head": found.head,
        "result": result,
        "ground": rests.ground_words(result.ground),
        "learnt": rests.learnt_sentence(result.rates),
        "rates": [(of, lines) for of in Rated if (lines := rests.rates_of(result.rates, of))],
        "looked_back": [rests.back_row(one) for one in result.back],
        "tell": tell,
        "rests": rests,
    }
    return render(request, "pipelines/forecast_rests.html", context)


@require_safe
@or_not_found
def forecast_part(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["forecast_part"])
    found = ask.forecast_of(number, viewer=viewer)
    outcome = result_of(found).outcome
    level, by, key = PartForm(request.GET).asked()
    one, whole = parts.of_line(outcome, level, by, key), outcome.of(level)
    if one is None or whole is None:
        raise NoSuchForecast
    context = {
        "head": found.head,
        "line": one,
        "quarters": quarters_of_line(one, whole),
        "note": tell.quarters_note(whole),
        "years": years_of_line(one),
        **WORDS,
    }
    return render(request, "pipelines/forecast_part.html", context)


@require_safe
@or_not_found
def forecast_sheet(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["forecast_sheet"])
    found = ask.forecast_of(number, viewer=viewer)
    result_of(found)
    names = names_in([found.head.what], found.head.place, viewer)
    return as_file(forecast_workbook(found, names), paper_name(found.head, "xlsx"), EXCEL)


@require_safe
@or_not_found
def forecast_pdf(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["forecast_pdf"])
    found = ask.forecast_of(number, viewer=viewer)
    result_of(found)
    names = names_in([found.head.what], found.head.place, viewer)
    return as_file(forecast_as_pdf(found, names), paper_name(found.head, "pdf"), "application/pdf")


@require_POST
@or_not_found
def forecast_ask(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["forecast_ask"])
    place, scenario = AskForm(request.POST).asked()
    try:
        number = act.ask_forecast(place, scenario=scenario, at=timezone.localtime(), by=viewer)
    except CannotKeep as trouble:
        messages.error(request, str(trouble))
        return to_place(place)
    return redirect("pipelines:forecast", number=number)


@require_POST
@or_not_found
def forecast_stop(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["forecast_stop"])
    try:
        act.stop_forecast(number, at=timezone.localtime(), by=viewer)
    except CannotKeep as trouble:
        messages.error(request, str(trouble))
    return redirect("pipelines:forecast", number=number)


def to_place(value: str, part: str = "") -> HttpResponse:
    """The page of a place, by its value; at a part of it."""
    return redirect(f"{reverse('pipelines:forecasts')}?{urlencode({'place': value})}{part}")


def result_of(found: ForecastTerms) -> ForecastResult:
    """What came of it; not there before it is done."""
    if found.result is None:
        raise NoSuchForecast
    return found.result


def names_in(whats: list[WhatIf], place: ForecastPlace, viewer: Viewer) -> dict[str, str]:
    """What organisations are called by their codes, where a what-if speaks of any."""
    if not any(one.merges for one in whats):
        return {}
    return dict(ask.choices_of(place.value, viewer=viewer).organisations)


def shown_of(found: ForecastTerms, asked: PostLevel | None) -> dict[str, Any] | None:
    """All that a page shows of a forecast that is done, of the level that was asked for or the first; none before."""
    if found.result is None:
        return None
    result, outcome = found.result, found.result.outcome
    level = say.level_in(outcome, asked)
    if level is None:
        return {"done": found, "level": None}
    kinds, grid = parts.grid_of(outcome, level.level)
    tables = [(by, parts.lines_of(outcome, level.level, by)) for by in TABLES]
    return {
        "done": found,
        "level": level,
        "levels": [one.level for one in outcome.levels],
        "answer": tell.answer_words(level, outcome),
        "silent": tell.silent_words(outcome),
        "differs": say.difference_of(found, level.level),
        "quarters": quarters_picture(level),
        "years": years_picture(level),
        "kinds": kinds,
        "grid": grid,
        "together": parts.together_words(outcome, level.level) if grid else "",
        "tables": [(by, lines) for by, lines in tables if lines],
        "back": rests.back_words(result.back),
    }
