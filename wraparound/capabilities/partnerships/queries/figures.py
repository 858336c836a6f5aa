"""Published figures of both organisations since a partnership began, beside what was to be expected from then on."""

from datetime import date

from wraparound.capabilities.compacts.queries.realism import Standing, measures_of, standing_of
from wraparound.capabilities.expectations.queries import answers, made_up
from wraparound.capabilities.expectations.terms.performance import ForecastAnswer, ForecastQuestion, PastPoint
from wraparound.capabilities.partnerships.models.agreements import Agreement
from wraparound.capabilities.partnerships.queries.reading import agreement_of, place_of
from wraparound.capabilities.partnerships.terms.agreements import Side
from wraparound.capabilities.partnerships.terms.reviews import FiguresSince, Since
from wraparound.people.models import Organisation
from wraparound.people.terms.access import Viewer
from wraparound.published.measure_files import measure_cards
from wraparound.published.terms import CannotAnswer, Measure

MOST_MEASURES = 6
NO_NEWER = "no figure of a later time is published yet"
NO_FAN = "no range could be made from that time"


def figures_since(number: int, *, viewer: Viewer) -> tuple[FiguresSince, ...]:
    """The figures of both sides of a partnership in force, or that was; none before it began.

    The range is the one that could be made when it came into force: from the evidence that was in use on that day.
    """
    row = agreement_of(number, viewer=viewer)
    if row.in_force_at is None:
        return ()
    began = row.in_force_at.date()
    return tuple(_of_side(row, side, began, viewer) for side in Side)


def _of_side(row: Agreement, side: Side, began: date, viewer: Viewer) -> FiguresSince:
    place = place_of(row, side, viewer=viewer)
    standing = standing_of(place, viewer=viewer)
    lines = _lines(place, standing, began, row.release, viewer) if standing.known else ()
    why = "" if lines else f"No figures of {place.name} are published here."
    return FiguresSince(side=side, name=place.name, made_up=place.made_up, lines=lines, why_none=why)


def _lines(place: Organisation, standing: Standing, began: date, release: str, viewer: Viewer) -> tuple[Since, ...]:
    then = _standing_then(place, release, viewer) or standing
    found: list[Since] = []
    for measure in measures_of(standing, viewer=viewer)[:MOST_MEASURES]:
        now = _forecast(measure, standing, None, viewer)
        if now is not None:
            found.append(_since(measure, now, _forecast(measure, then, release, viewer), began))
    return tuple(found)


def _standing_then(place: Organisation, release: str, viewer: Viewer) -> Standing | None:
    try:
        return standing_of(place, viewer=viewer, release=release or None)
    except CannotAnswer:
        return None


def _forecast(measure: Measure, standing: Standing, release: str | None, viewer: Viewer) -> ForecastAnswer | None:
    asked = ForecastQuestion(code=standing.code, measure=measure)
    try:
        if standing.invented is not None:
            return made_up.forecast_made_up(asked, standing.invented, viewer=viewer, release=release or None)
        return answers.forecast(asked, viewer=viewer, release=release or None)
    except CannotAnswer:
        return None


def _since(measure: Measure, now: ForecastAnswer, then: ForecastAnswer | None, began: date) -> Since:
    known = [one for one in now.past if one.percent is not None]
    before = [one for one in known if one.period < began]
    start, newest = (before[-1] if before else None), (known[-1] if known else None)
    newer = newest if newest is not None and newest.period >= began else None
    low, high, why = _range(newer, then)
    card = measure_cards()[measure]
    return Since(
        measure=measure,
        label=card.label,
        then=start.percent if start else None,
        then_words=_when(start, card.period),
        now=newer.percent if newer else None,
        now_words=_when(newer, card.period),
        median_then=start.median if start else None,
        median_now=newer.median if newer else None,
        low=low,
        high=high,
        why_no_range=why,
    )


def _range(newer: PastPoint | None, then: ForecastAnswer | None) -> tuple[float | None, float | None, str]:
    """Where eight in ten were to be expected at the newest figure, from what was known at the start."""
    if newer is None:
        return None, None, NO_NEWER
    there = next((one for one in (then.fan if then else ()) if one.period == newer.period), None)
    if there is None:
        return None, None, NO_FAN
    return there.quantiles["10"], there.quantiles["90"], ""


def _when(point: PastPoint | None, period: str) -> str:
    return f"{period} from {point.period:%B %Y}" if point else ""
