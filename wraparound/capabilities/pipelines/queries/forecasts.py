"""Forecasts as they were worked out, and scenarios, for whoever may ask about their place."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from wraparound.capabilities.pipelines.access import FORECAST
from wraparound.capabilities.pipelines.calculation.forecasts.packing import result_in, what_in
from wraparound.capabilities.pipelines.models.forecasts import Forecast, Scenario
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.queries.forecast_ground import scope_of
from wraparound.capabilities.pipelines.terms.forecasts import (
    MOST_COMPARED,
    CannotForecast,
    ForecastHead,
    ForecastPage,
    ForecastPlace,
    ForecastState,
    ForecastTerms,
    NoSuchForecast,
    Outcome,
    PlaceSort,
    ScenarioChoices,
    ScenarioTerms,
)
from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole
from wraparound.people.access import ensure, reach
from wraparound.people.models import Organisation, Region
from wraparound.people.terms.access import Viewer

STATE = ForecastState
GOING_ON = (STATE.WAITING, STATE.RUNNING)
LEFT_AFTER = timedelta(hours=2)
"""A forecast that is not done so long after it was asked for is worked out by nobody any longer."""
MOST_EARLIER = 12
OF_AN_EARLIER_VERSION = (
    "It was worked out by an earlier version of this site, which kept it in another form. Ask for it again."
)
MOST_PLACES = 300


def places_to_forecast(*, viewer: Viewer) -> tuple[ForecastPlace, ...]:
    """The places that the viewer may ask about: all, regions, then organisations that have posts; by name."""
    ensure(viewer, FORECAST)
    far = reach(viewer, FORECAST)
    regions = Region.objects.all() if far.nation else Region.objects.filter(pk__in=far.regions)
    theirs = Q() if far.nation else Q(pk__in=far.organisations) | Q(region__in=far.regions)
    with_posts = Organisation.objects.filter(theirs, pk__in=Post.objects.values("organisation"))
    every = [ForecastPlace(sort=PlaceSort.NATION, name="All organisations")] if far.nation else []
    return (
        *every,
        *_places(PlaceSort.REGION, regions.order_by("name").values_list("code", "name")),
        *_places(PlaceSort.ORGANISATION, with_posts.order_by("name").values_list("code", "name")[:MOST_PLACES]),
    )


def _places(sort: PlaceSort, rows: Iterable[tuple[str, str]]) -> Iterable[ForecastPlace]:
    return (ForecastPlace(sort=sort, code=code, name=name) for code, name in rows)


def forecast_page(place: str, *, viewer: Viewer) -> ForecastPage:
    """What is coming for a place; where none is named, for the widest that the viewer may ask about."""
    places = places_to_forecast(viewer=viewer)
    if not place and not places:
        raise CannotForecast("There are no posts yet of which a forecast could be made.")
    found = scope_of(place or places[0].value, viewer=viewer).place
    rows = list(
        _rows().filter(place=found.value, scenario__isnull=True, content="").order_by("-pk").defer("result")[:40]
    )
    done = [one for one in rows if one.state == STATE.DONE]
    return ForecastPage(
        place=found,
        places=places,
        newest=_newest(done[0].pk, found, viewer) if done else None,
        under_way=next((_head(one, found, viewer) for one in rows if goes_on(one, viewer=viewer)), None),
        earlier=tuple(_head(one, found, viewer) for one in done[1:][:MOST_EARLIER]),
        scenarios=scenarios_of(found, viewer=viewer),
    )


def goes_on(row: Forecast, *, viewer: Viewer) -> bool:
    """Whether it waits or is worked out; what was asked for long ago has lost whoever worked it out."""
    return row.state in GOING_ON and row.asked_at > timezone.now() - LEFT_AFTER


def _newest(number: int, place: ForecastPlace, viewer: Viewer) -> ForecastTerms | None:
    """The newest that is done, unless an earlier version of this site stored it in another form."""
    found = _terms(_rows().get(pk=number), place, viewer)
    return found if found.result is not None else None


def _rows() -> QuerySet[Forecast]:
    return Forecast.objects.select_related("asked_by", "scenario")


def forecast_row(number: int, *, viewer: Viewer) -> tuple[Forecast, ForecastPlace]:
    """The row of a forecast, and its place, which the viewer may ask about; NoSuchForecast otherwise.

    With a scenario that is not shared: only whose scenario it is, or who asked.
    """
    ensure(viewer, FORECAST)
    row = _rows().filter(pk=number).first()
    if row is None:
        raise NoSuchForecast
    place = scope_of(row.place, viewer=viewer).place
    if row.content and not _reads(row, viewer):
        raise NoSuchForecast
    return row, place


def _reads(row: Forecast, viewer: Viewer) -> bool:
    shared = row.scenario is not None and (row.scenario.shared or row.scenario.person_id == viewer.person)
    return shared or (viewer.person is not None and row.asked_by_id == viewer.person) or _runs_the_machine(viewer)


def _runs_the_machine(viewer: Viewer) -> bool:
    return viewer.person is None and reach(viewer, FORECAST).nation


def forecast_of(number: int, *, viewer: Viewer) -> ForecastTerms:
    """One forecast."""
    row, place = forecast_row(number, viewer=viewer)
    return _terms(row, place, viewer)


def compared(numbers: Sequence[int], *, viewer: Viewer) -> tuple[ForecastTerms, ...]:
    """Finished forecasts of one place side by side, in the order given, four at most.

    CannotForecast where they are of several places, or not begun from the same day with the same chance.
    """
    found = tuple(forecast_of(one, viewer=viewer) for one in dict.fromkeys(numbers[:MOST_COMPARED]))
    if any(one.result is None for one in found):
        raise CannotForecast("Only forecasts that are worked out can be compared.")
    if len({(one.head.place.value, one.head.on, one.head.replications, one.head.seed) for one in found}) > 1:
        raise CannotForecast(
            "These begin from different days or places, so that their difference would not be that of the what-ifs. "
            "Work them out again, then compare."
        )
    if any(_before(one) != _before(found[0]) for one in found):
        raise CannotForecast(
            "Something was entered between these, or this site was renewed, so that they begin from different things "
            "as they are. Work them out again, then compare."
        )
    return found


def _before(one: ForecastTerms) -> Outcome | None:
    """Things as they are, in a forecast that is worked out."""
    return (one.result.as_is or one.result.outcome) if one.result is not None else None


def scenarios_of(place: ForecastPlace, *, viewer: Viewer) -> tuple[ScenarioTerms, ...]:
    """The viewer's own scenarios of a place, then those that others share; by name."""
    newest = Forecast.objects.filter(scenario=OuterRef("pk"), content=OuterRef("content")).order_by("-pk")
    rows = (
        Scenario.objects.filter(Q(person=viewer.person or 0) | Q(shared=True), place=place.value)
        .select_related("person")
        .annotate(latest=Subquery(newest.values("pk")[:1]), latest_state=Subquery(newest.values("state")[:1]))
    )
    found = [_scenario(row, place, viewer, row.latest, row.latest_state) for row in rows]
    return tuple(sorted(found, key=lambda one: (not one.own, one.name.casefold(), one.number)))


def scenario_row(number: int, *, viewer: Viewer, own: bool = False) -> tuple[Scenario, ForecastPlace]:
    """The row of a scenario, their `own` or shared with them, and its place; NoSuchForecast otherwise."""
    ensure(viewer, FORECAST)
    row = Scenario.objects.select_related("person").filter(pk=number).first()
    if row is None or not (row.person_id == viewer.person or (row.shared and not own)):
        raise NoSuchForecast
    return row, scope_of(row.place, viewer=viewer).place


def scenario_of(number: int, *, viewer: Viewer) -> ScenarioTerms:
    """One scenario."""
    row, place = scenario_row(number, viewer=viewer)
    newest = row.forecasts.filter(content=row.content).order_by("-pk").values_list("pk", "state").first()
    return _scenario(row, place, viewer, *(newest or (None, None)))


def choices_of(place: str, *, viewer: Viewer) -> ScenarioChoices:
    """What the form of a scenario offers: the organisations of a place that have posts, kinds, roles at a level."""
    scope = scope_of(place, viewer=viewer)
    posts = Post.objects.filter(scope.posts)
    here = Organisation.objects.filter(pk__in=posts.values("organisation"))
    targets = {(PostRole(role), PostLevel(level)) for role, level in posts.values_list("role", "level").distinct()}
    order = list(PostRole)
    return ScenarioChoices(
        organisations=tuple(here.order_by("name").values_list("code", "name")[:MOST_PLACES]),
        kinds=tuple(here.order_by("kind").values_list("kind", flat=True).distinct()),
        targets=tuple(sorted(targets, key=lambda one: (list(PostLevel).index(one[1]), order.index(one[0])))),
    )


def _scenario(
    row: Scenario, place: ForecastPlace, viewer: Viewer, latest: int | None, state: str | None
) -> ScenarioTerms:
    return ScenarioTerms(
        number=row.pk,
        name=row.name,
        place=place,
        what=what_in(row.content),
        shared=row.shared,
        own=row.person_id == viewer.person,
        by=row.person.name,
        latest=latest,
        latest_state=STATE(state) if state else None,
    )


def _head(row: Forecast, place: ForecastPlace, viewer: Viewer) -> ForecastHead:
    return ForecastHead(
        number=row.pk,
        place=place,
        on=row.on,
        state=STATE(row.state),
        done=row.done,
        parts=row.parts,
        asked_by=row.asked_by.name if row.asked_by is not None else row.asked_by_name,
        asked_at=row.asked_at,
        ended_at=row.ended_at,
        replications=row.replications,
        seed=row.seed,
        told=row.told,
        what=what_in(row.content),
        scenario=row.scenario_id,
        scenario_name=row.scenario.name if row.scenario is not None else "",
    )


def _terms(row: Forecast, place: ForecastPlace, viewer: Viewer) -> ForecastTerms:
    """One that an earlier version of this site stored in another form is as one that failed: it is asked for again."""
    head, result = _head(row, place, viewer), result_in(row.result) if row.state == STATE.DONE else None
    if row.state == STATE.DONE and result is None:
        head = replace(head, state=STATE.FAILED, told=OF_AN_EARLIER_VERSION)
    return ForecastTerms(head=head, result=result)
