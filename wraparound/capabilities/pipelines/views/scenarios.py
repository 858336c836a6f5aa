"""What-ifs: tried, changed, dropped, and side by side beside things as they are."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from wraparound.capabilities.pipelines.access import RULES
from wraparound.capabilities.pipelines.actions import forecasts as act
from wraparound.capabilities.pipelines.exchange.comparisons import comparison_name, comparison_workbook
from wraparound.capabilities.pipelines.exchange.tables import EXCEL
from wraparound.capabilities.pipelines.forms.forecasts import PlaceForm, WhatIfForm, compared_in, typed
from wraparound.capabilities.pipelines.queries import forecasts as ask
from wraparound.capabilities.pipelines.terms.forecasts import (
    MOST_COMPARED,
    CannotForecast,
    ForecastPlace,
    ForecastTerms,
    NoSuchForecast,
    ScenarioTerms,
    WhatIf,
)
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.views.forecasts import names_in, to_place
from wraparound.capabilities.pipelines.wording import forecasts as tell
from wraparound.capabilities.pipelines.wording import scenarios as say
from wraparound.people.access import require
from wraparound.people.terms.access import Viewer
from wraparound.people.views.asking import or_not_found
from wraparound.people.views.records import as_file


@require_safe
@or_not_found
def forecast_compare(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["forecast_compare"])
    done = _compared(request, viewer)
    if isinstance(done, HttpResponse):
        return done
    context = {
        "done": done,
        "asked": urlencode([("one", one.head.number) for one in done]),
        "tables": [(level, say.compare_rows(done, level)) for level in say.levels_in(done)],
        "names": names_in([one.head.what for one in done], done[0].head.place, viewer),
        "tell": tell,
        "say": say,
    }
    return render(request, "pipelines/forecast_compare.html", context)


@require_safe
@or_not_found
def forecast_compare_sheet(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["forecast_compare_sheet"])
    done = _compared(request, viewer)
    if isinstance(done, HttpResponse):
        return done
    names = names_in([one.head.what for one in done], done[0].head.place, viewer)
    return as_file(comparison_workbook(done, names), comparison_name(done), EXCEL)


def _compared(visit: HttpRequest, viewer: Viewer) -> tuple[ForecastTerms, ...] | HttpResponse:
    """Those that were ticked; or, where they cannot stand side by side, the page that says why."""
    numbers = compared_in(visit.GET)
    if not numbers:
        messages.error(visit, say.CHOOSE_SOME)
        return redirect("pipelines:forecasts")
    try:
        if len(numbers) > MOST_COMPARED:
            raise CannotForecast(say.TOO_MANY)
        return ask.compared(numbers, viewer=viewer)
    except CannotKeep as trouble:
        messages.error(visit, str(trouble))
        return to_place(ask.forecast_of(numbers[0], viewer=viewer).head.place.value)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def what_if_new(request: HttpRequest) -> HttpResponse:
    viewer = require(request, RULES["what_if_new"])
    value = PlaceForm(request.POST or request.GET).place_asked()
    place = next((one for one in ask.places_to_forecast(viewer=viewer) if value in ("", one.value)), None)
    if place is None:
        raise NoSuchForecast
    return _written(request, place, None, viewer)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def what_if_edit(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["what_if_edit"])
    before = _own(number, viewer)
    return _written(request, before.place, before, viewer)


def _own(number: int, viewer: Viewer) -> ScenarioTerms:
    """One of the viewer's own: what others share is theirs to change."""
    found = ask.scenario_of(number, viewer=viewer)
    if not found.own:
        raise NoSuchForecast
    return found


def _written(visit: HttpRequest, place: ForecastPlace, before: ScenarioTerms | None, viewer: Viewer) -> HttpResponse:
    choices = ask.choices_of(place.value, viewer=viewer)
    begins = typed(before.what, name=before.name, shared=before.shared) if before else typed(WhatIf())
    form = WhatIfForm(
        visit.POST if visit.method == "POST" else None,
        initial=begins,
        organisations=choices.organisations,
        kinds=choices.kinds,
        targets=choices.targets,
    )
    if form.is_bound and form.is_valid():
        try:
            return _kept(visit, form, place, before, viewer)
        except CannotKeep as trouble:
            form.add_error(None, str(trouble))
    context = {
        "form": form,
        "place": place.value,
        "where": tell.place_words(place),
        "heading": say.CHANGE if before else say.NEW,
        "tell": tell,
        "say": say,
    }
    return render(visit, "pipelines/what_if.html", context)


def _kept(
    visit: HttpRequest, form: WhatIfForm, place: ForecastPlace, before: ScenarioTerms | None, viewer: Viewer
) -> HttpResponse:
    """Saves it, and has it worked out where that was asked; what refuses that is said on the page of the place."""
    given, at = form.cleaned_data, timezone.localtime()
    number = act.save_scenario(
        place.value,
        given["name"],
        form.what(),
        shared=given["shared"],
        number=before.number if before else None,
        at=at,
        by=viewer,
    )
    messages.success(visit, say.SAVED)
    if visit.POST.get("then") != "work":
        return to_place(place.value, "#what-if")
    try:
        asked = act.ask_forecast(place.value, scenario=number, at=at, by=viewer)
    except CannotKeep as trouble:
        messages.error(visit, str(trouble))
        return to_place(place.value)
    return redirect("pipelines:forecast", number=asked)


@require_http_methods(["GET", "HEAD", "POST"])
@or_not_found
def what_if_drop(request: HttpRequest, number: int) -> HttpResponse:
    viewer = require(request, RULES["what_if_drop"])
    one = _own(number, viewer)
    if request.method == "POST":
        name = act.drop_scenario(number, by=viewer)
        messages.success(request, say.dropped_words(name))
        return to_place(one.place.value, "#what-if")
    names = names_in([one.what], one.place, viewer)
    return render(request, "pipelines/what_if_drop.html", {"one": one, "names": names, "tell": tell, "say": say})
