"""A forecast of the made-up region, and scenarios that its talent lead would try."""

from datetime import datetime

from wraparound.capabilities.pipelines.actions.forecasts import begin_forecast, save_scenario, work_out
from wraparound.capabilities.pipelines.models.forecasts import Forecast
from wraparound.capabilities.pipelines.terms.forecasts import CannotForecast, Programme, WhatIf
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.people.models import Person, Region
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import Viewer

LEAD = "Talia Bramblewick"


def seed_forecasts(*, at: datetime, by: Viewer) -> int:
    """What is coming for the made-up region as things are, and two scenarios not yet worked out; how many. Once."""
    if Forecast.objects.exists():
        return Forecast.objects.count()
    person = Person.objects.filter(name=LEAD, made_up=True).first()
    region = Region.objects.filter(made_up=True).order_by("pk").first()
    if person is None or region is None:
        return 0
    lead = viewer_for(person.pk, person.name, on=at.date(), viewer=by)
    place = f"region:{region.code}"
    programme = Programme(
        a_year=6, role=PostRole.OPERATIONS, level=PostLevel.BOARD, kind="Mental health", band=Band.ONE_TO_TWO
    )
    save_scenario(place, "A fifth fewer leave", WhatIf(leaving=80), shared=True, at=at, by=lead)
    save_scenario(
        place,
        "Half released, and a programme",
        WhatIf(released=50, programmes=(programme,)),
        shared=False,
        at=at,
        by=lead,
    )
    number = begin_forecast(place, at=at, by=lead)
    try:
        work_out(number, at=at, by=lead)
    except CannotForecast:
        Forecast.objects.filter(pk=number).delete()
    return Forecast.objects.count()
