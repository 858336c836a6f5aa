"""Where one trust stands on one measure, beside the median trust and beside itself (docs/methods/partnerships.md)."""

import math
from collections.abc import Sequence
from datetime import date

import numpy as np

from wraparound.capabilities.expectations.calculation.outlooks import TrustFigures, start_of
from wraparound.capabilities.expectations.calculation.panels import data_to, first_day, last_day, month_number
from wraparound.capabilities.expectations.calculation.ratings import possible_publication
from wraparound.capabilities.expectations.terms.standings import MeasureStanding, Moved, RatingHeld, Size, YearAgo
from wraparound.methods.trajectories.fit import Fit
from wraparound.methods.trajectories.forecast import CannotForecast
from wraparound.methods.trajectories.panel import Array, expit
from wraparound.methods.trajectories.rolling import as_it_was, beside_median
from wraparound.published.terms import Measure, PerformanceFigure, Rating

NINE_IN_TEN = (0.05, 0.95)
FEWEST_PAIRS = 3
T_95 = {3: 4.303, 4: 3.182}
"""Student's t, 97.5%, by the number of pairs (one degree of freedom fewer)."""

Z_95 = 1.96
TO_POINTS = 100


def measure_standing(fit: Fit, then: Fit | None, about: TrustFigures) -> MeasureStanding:
    """Where a trust stands on a measure of which it has a figure; `then` is the fit as it was a year earlier."""
    card, code = about.card, about.organisation.code
    start = start_of(fit, about)
    known = start is not None
    return MeasureStanding(
        measure=card.measure,
        label=card.label,
        figure=card.figure,
        lower_is_better=card.lower_is_better,
        within_kind=card.within_kind,
        counts_cases=card.counts_cases,
        level=start.level if start else None,
        beside=start.beside_median if start else None,
        from_=_month_named(start.first_month) if start else None,
        to=data_to(fit) if start else None,
        stepped=_newest_step(fit, code),
        moved=moved_of(fit, code, about.figures) if known else None,
        year_ago=year_ago_of(fit, then, code) if known and then is not None else None,
        address=about.figures[-1].address,
        why_not="" if known else _why_not(fit, about),
    )


def fit_of_a_year_ago(fit: Fit) -> Fit | None:
    """What a forecast made a year before the last figure rested on; None where too little was known then."""
    year = fit.positions.periods_per_year
    return as_it_was(fit, fit.last - year, year)


def moved_of(fit: Fit, code: str, figures: Sequence[PerformanceFigure]) -> Moved | None:
    """How the distance from the median trust changed in a year; None where fewer than three quarters can be paired.

    Each quarter of the last year stands beside the same quarter of the year before, so that the season drops out; the
    interval is Student's for the mean of these differences. Of a yearly survey there is one pair, and the interval is
    that of two shares of people who answered. Nothing is paired across a recording step.
    """
    positions = fit.positions
    year, row = positions.periods_per_year, positions.units.index(code)
    away = _beside(fit, row)
    last = fit.last
    pairs = [
        float(away[period] - away[period - year])
        for period in range(max(year, last - year + 1), last + 1)
        if positions.stretch[row, period] == positions.stretch[row, period - year]
    ]
    found = TO_POINTS * np.array([one for one in pairs if not math.isnan(one)])
    if year == 1:
        return _moved_in_a_survey(found, figures)
    if found.size < FEWEST_PAIRS:
        return None
    mean, half = float(found.mean()), T_95[found.size] * float(found.std(ddof=1)) / math.sqrt(found.size)
    return Moved(round(mean, 1), round(mean - half, 1), round(mean + half, 1), int(found.size))


def year_ago_of(fit: Fit, then: Fit, code: str) -> YearAgo | None:
    """The range made a year ago for the newest period, and what came; None where the two do not compare."""
    positions, year = fit.positions, fit.positions.periods_per_year
    row = positions.units.index(code)
    came = float(_beside(fit, row)[fit.last])
    if math.isnan(came) or positions.stretch[row, fit.last] != positions.stretch[row, fit.last - year]:
        return None
    try:
        low, high = beside_median(then, code, year, NINE_IN_TEN)
    except CannotForecast:
        return None
    newest = positions.first_month + fit.last * positions.months_per_period
    return YearAgo(
        low=round(TO_POINTS * low, 1),
        high=round(TO_POINTS * high, 1),
        came=round(TO_POINTS * came, 1),
        made_from=data_to(then),
        period=first_day(newest),
    )


def size_of(measure: Measure, unit: str, adds_up: bool, figures: Sequence[PerformanceFigure]) -> Size | None:
    """The cases of the last four quarters where a year is their sum, else the newest count; None where any lacks."""
    newest = figures[-1]
    quarterly = adds_up and len(figures) > 1
    counted = figures[-4:] if quarterly else figures[-1:]
    if quarterly and month_number(newest.period) - month_number(counted[0].period) != 9:
        return None
    return Size(measure, unit, sum(one.total for one in counted), newest.period, len(counted), newest.address)


def ratings_held(ratings: Sequence[Rating]) -> tuple[RatingHeld, ...]:
    """Ratings with the days on which each can have been published, oldest first."""
    held = (RatingHeld(one, possible_publication(one.published)) for one in ratings)
    return tuple(sorted(held, key=lambda one: (one.published.earliest, one.published.latest)))


def _beside(fit: Fit, row: int) -> Array:
    """Share minus the median's, by period; NaN where not reported or within a step."""
    median = fit.positions.median
    away: Array = expit(fit.positions.relative[row] + median) - expit(median)
    return away


def _moved_in_a_survey(found: Array, figures: Sequence[PerformanceFigure]) -> Moved | None:
    """One survey beside the one before, with the sampling error of both shares; the median's own is left out."""
    if found.size != 1 or len(figures) < 2:
        return None
    spread = sum(one.share * (1 - one.share) / one.total for one in figures[-2:])
    mean, half = float(found[0]), TO_POINTS * Z_95 * math.sqrt(spread)
    return Moved(round(mean, 1), round(mean - half, 1), round(mean + half, 1), 1)


def _newest_step(fit: Fit, code: str) -> date | None:
    """The first day of the newest recording step of the two years that are compared."""
    positions = fit.positions
    first = fit.last - 2 * positions.periods_per_year + 1
    periods = [one.period for one in fit.steps if one.unit == code and one.period >= first]
    return first_day(positions.first_month + max(periods) * positions.months_per_period) if periods else None


def _why_not(fit: Fit, about: TrustFigures) -> str:
    newest = month_number(about.figures[-1].period) + fit.positions.months_per_period - 1
    if newest < month_number(data_to(fit)):
        return f"Its newest figure is of {last_day(newest):%B %Y}; others have newer ones."
    return "It has no year of comparable figures at the end of the data."


def _month_named(text: str) -> date:
    return date.fromisoformat(f"{text}-01")
