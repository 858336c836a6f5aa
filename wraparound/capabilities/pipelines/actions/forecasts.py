"""A forecast is asked for, worked out off the request, and stopped; scenarios are saved, shared and dropped."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from wraparound.capabilities.pipelines.access import FORECAST
from wraparound.capabilities.pipelines.calculation.forecasts.packing import result_text, what_in, what_text
from wraparound.capabilities.pipelines.models.forecasts import Forecast, Scenario
from wraparound.capabilities.pipelines.queries.forecast_ground import ground_of, scope_of
from wraparound.capabilities.pipelines.queries.forecasts import GOING_ON, LEFT_AFTER, forecast_row, scenario_row
from wraparound.capabilities.pipelines.terms.forecasts import (
    LONGEST_NAME,
    MOST_A_YEAR,
    MOST_PROGRAMMES,
    MOST_SCENARIOS,
    REPLICATIONS,
    SEED,
    CannotForecast,
    ForecastState,
    PlaceSort,
    WhatIf,
)
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell

if TYPE_CHECKING:
    from wraparound.methods.stockflow.simulation import Through

STATE = ForecastState
MOST_KEPT = 40
"""Forecasts of a sort of a place that are kept; the oldest go first."""
LONGEST_TOLD = 400
MOST_AT_ONCE = 6
"""Forecasts that one person has under way."""
NO_RELEASE_NEEDED = (
    "Your own people need no release to your own posts, so releasing more of them changes nothing here. Leave it empty."
)
LEFT = "It was not done for hours: what worked it out has ended. Ask for it again."


class Stopped(Exception):
    """Somebody stopped the forecast while it was worked out."""


def ask_forecast(
    place: str, *, scenario: int | None = None, replications: int = REPLICATIONS, at: datetime, by: Viewer
) -> int:
    """Has a forecast worked out in the background; its number. One that goes on for the same is given back instead."""
    with changing("A forecast was asked for", at=at, by=by):
        row, is_new = _asked(place, scenario, replications, at, by)
        if is_new:
            tell("pipelines.forecast_asked", {"forecast": str(row.pk)}, by=by)
    return int(row.pk)


def begin_forecast(
    place: str, *, what: WhatIf | None = None, replications: int = REPLICATIONS, at: datetime, by: Viewer
) -> int:
    """The same for whoever works it out themselves, here and now: nobody is told."""
    scope = scope_of(place, viewer=by)
    ensure_possible(what or WhatIf(), by=by)
    with transaction.atomic():
        return int(_new(scope.place.value, None, what or WhatIf(), replications, at, by).pk)


def _asked(place: str, scenario: int | None, replications: int, at: datetime, by: Viewer) -> tuple[Forecast, bool]:
    scope, what = scope_of(place, viewer=by), WhatIf()
    if scenario is not None:
        row, of = scenario_row(scenario, viewer=by)
        scope, what = scope_of(of.value, viewer=by), what_in(row.content)
        if not what.changes:
            raise CannotForecast("This what-if changes nothing yet. Say what it changes, then work it out.")
    content = what_text(what) if what.changes else ""
    under_way = Forecast.objects.filter(state__in=GOING_ON, asked_at__gt=at - LEFT_AFTER)
    same = under_way.filter(place=scope.place.value, content=content, on=at.date(), replications=replications)
    going_on = same.filter(scenario=scenario).first()
    if going_on is not None:
        return going_on, False
    if by.person is not None and under_way.filter(asked_by=by.person).count() >= MOST_AT_ONCE:
        raise CannotForecast(f"You have {MOST_AT_ONCE} under way. Wait for one of them, or stop one.")
    return _new(scope.place.value, scenario, what, replications, at, by), True


def _new(place: str, scenario: int | None, what: WhatIf, replications: int, at: datetime, by: Viewer) -> Forecast:
    content = what_text(what) if what.changes else ""
    _let_old_go(place, scenario, content)
    return Forecast.objects.create(
        place=place,
        scenario_id=scenario,
        content=content,
        on=at.date(),
        state=STATE.WAITING,
        replications=replications,
        seed=SEED,
        asked_by_id=by.person,
        asked_by_name="" if by.person is not None else by.name[:60],
        asked_at=at,
    )


def _let_old_go(place: str, scenario: int | None, content: str) -> None:
    """Of things as they are, of each what-if, and of what nobody saved, the newest are kept, each by themselves.

    What one person tries takes nothing from the others.
    """
    like = Forecast.objects.filter(place=place, scenario=scenario).exclude(state__in=GOING_ON)
    like = like.exclude(content="") if content else like.filter(content="")
    newest = like.filter(state=STATE.DONE).order_by("-pk").values_list("pk", flat=True).first()
    old = list(like.order_by("-pk").values_list("pk", flat=True)[MOST_KEPT:])
    Forecast.objects.filter(pk__in=[one for one in old if one != newest]).delete()


def work_out(
    number: int,
    *,
    at: datetime,
    by: Viewer,
    through: "Through | None" = None,
    told: Callable[[int, int], None] | None = None,
) -> bool:
    """Works a forecast out that waits, or that was begun by somebody who is gone; whether it is done.

    Between parts it is noted how far it is, and found whether somebody has stopped it.
    """
    # Arrays are for whoever works this out: pages, which read what was stored, need not load them.
    from wraparound.capabilities.pipelines.calculation.forecasts.working import Asked, worked_out

    rows = Forecast.objects.filter(pk=number)
    if not rows.filter(state__in=GOING_ON).update(state=STATE.RUNNING, done=0, parts=0, told=""):
        return False
    row = rows.get()

    def note(done: int, parts: int) -> None:
        if not rows.filter(state=STATE.RUNNING).update(done=done, parts=parts):
            raise Stopped
        if told is not None:
            told(done, parts)

    scope = scope_of(row.place, viewer=by)
    asked = Asked(what_in(row.content), row.replications, row.seed)
    try:
        result = worked_out(ground_of(scope, row.on, viewer=by), asked, told=note, through=through or map)
    except Stopped:
        return False
    done = {"state": STATE.DONE, "result": result_text(result), "ended_at": timezone.now()}
    return bool(rows.filter(state=STATE.RUNNING).update(**done))


def stop_forecast(number: int, *, at: datetime, by: Viewer) -> bool:
    """Stops a forecast that waits or is worked out; whether there was something to stop."""
    row, _ = forecast_row(number, viewer=by)
    going_on = Forecast.objects.filter(pk=row.pk, state__in=GOING_ON)
    return bool(going_on.update(state=STATE.STOPPED, ended_at=at))


def fail_forecast(number: int, why: str, *, at: datetime, by: Viewer) -> None:
    """Notes why a forecast could not be worked out, for whoever asked."""
    ensure(by, FORECAST)
    going_on = Forecast.objects.filter(pk=number, state__in=GOING_ON)
    going_on.update(state=STATE.FAILED, told=why[:LONGEST_TOLD], ended_at=at)


def end_forecasts_left(*, at: datetime, by: Viewer) -> int:
    """Ends forecasts that were asked for hours ago and are not done: whoever worked them out is gone; how many."""
    ensure(by, FORECAST)
    left = Forecast.objects.filter(state__in=GOING_ON, asked_at__lt=at - LEFT_AFTER)
    return left.update(state=STATE.FAILED, told=LEFT, ended_at=at)


def save_scenario(
    place: str, name: str, what: WhatIf, *, shared: bool, number: int | None = None, at: datetime, by: Viewer
) -> int:
    """Saves a scenario of a place, or changes one of the actor's own; its number. CannotForecast says what is wrong."""
    found = scope_of(place, viewer=by).place.value
    words = " ".join(name.split())[:LONGEST_NAME]
    if by.person is None:
        raise CannotForecast("Only somebody with an account saves what-ifs.")
    if not words:
        raise CannotForecast("Give the what-if a name.")
    ensure_possible(what, by=by)
    if what.released and found.startswith(PlaceSort.ORGANISATION):
        raise CannotForecast(NO_RELEASE_NEEDED)
    if not what.changes:
        raise CannotForecast("Say what the what-if changes.")
    with transaction.atomic():
        own = Scenario.objects.filter(person=by.person, place=found)
        row = scenario_row(number, viewer=by, own=True)[0] if number is not None else None
        others = own.exclude(pk=number) if number is not None else own
        if others.filter(name__iexact=words).exists():
            raise CannotForecast("You have a what-if of that name already. Give this one another.")
        if row is None and own.count() >= MOST_SCENARIOS:
            raise CannotForecast(f"You have {MOST_SCENARIOS} what-ifs here already. Drop one that you no longer use.")
        row = row or Scenario(person_id=by.person, place=found)
        row.name, row.content, row.shared, row.saved_at = words, what_text(what), shared, at
        row.save()
    return int(row.pk)


def drop_scenario(number: int, *, by: Viewer) -> str:
    """Drops one of the actor's own scenarios, with the forecasts made with it; its name."""
    row, _ = scenario_row(number, viewer=by, own=True)
    with transaction.atomic():
        Forecast.objects.filter(scenario=row.pk).delete()
        row.delete()
    return row.name


def ensure_possible(what: WhatIf, *, by: Viewer) -> None:
    """Every number of a scenario lies where it means something, or CannotForecast says which does not."""
    for words, value, least, most in (
        ("How many leave", what.leaving, 10, 400),
        ("How quickly vacancies are filled", what.filling, 10, 400),
        ("How many come", what.coming, 0, 400),
        ("How many more are released", what.released, 0, 100),
    ):
        if not least <= value <= most:
            raise CannotForecast(f"{words}: give a whole number from {least} to {most}, in hundredths.")
    if not 0 <= what.pause_from <= what.pause_until <= 60:
        raise CannotForecast("The time in which nothing is filled begins before it ends, within sixty months.")
    if what.merges is not None and (what.merges[0] == what.merges[1] or not 0 < what.merge_in <= 60):
        raise CannotForecast("Two different organisations become one, within sixty months.")
    if len(what.programmes) > MOST_PROGRAMMES:
        raise CannotForecast(f"At most {MOST_PROGRAMMES} programmes fit into a what-if.")
    if any(not 0 < one.a_year <= MOST_A_YEAR for one in what.programmes):
        raise CannotForecast(f"From 1 to {MOST_A_YEAR} people a year come through a programme.")
