"""Forecasts as they would have been made: at each origin a fit that sees nothing after it."""

from dataclasses import dataclass, replace

import numpy as np

from wraparound.methods.trajectories.fit import Fit, HistoryTooShort, fit_horizon, fit_trajectories
from wraparound.methods.trajectories.forecast import outlook, share_quantiles, start_of
from wraparound.methods.trajectories.national import (
    Scenario,
    expected_median,
    median_path,
    median_shifts,
    season_place,
)
from wraparound.methods.trajectories.panel import Array, NoPanel, Panel, share_with
from wraparound.methods.trajectories.positions import Positions

LEVELS = tuple(round(percent / 100, 2) for percent in range(1, 100))
"""The quantiles that are scored: 1% to 99%."""


@dataclass(frozen=True)
class Ranges:
    """What was forecast at one origin for one horizon, for each unit of the panel in its order; NaN where nothing was.

    Attributes:
        relative: units × 99 levels, share minus the median's share under the held scenario.
        absolute: units × 99 levels, share under the held scenario.
        open: units × 99 levels, share under the open scenario.
        level: units, position of the start beside the median, log odds.
    """

    relative: Array
    absolute: Array
    open: Array
    level: Array


def until(panel: Panel, period: int) -> Panel:
    """The panel as it was known at the end of a period."""
    seen = slice(None, period + 1)
    return Panel(panel.units, panel.first_month, panel.months_per_period, panel.within[:, seen], panel.total[:, seen])


def only(panel: Panel, units: tuple[str, ...]) -> Panel:
    """The panel of these units alone, in the order of the panel."""
    rows = [place for place, unit in enumerate(panel.units) if unit in set(units)]
    kept = tuple(panel.units[row] for row in rows)
    return Panel(kept, panel.first_month, panel.months_per_period, panel.within[rows], panel.total[rows])


def complete(panel: Panel) -> Panel:
    """The units with a figure in every period."""
    whole = ~np.isnan(panel.total).any(axis=1)
    return only(panel, tuple(unit for unit, there in zip(panel.units, whole, strict=True) if there))


def ranges_at(panel: Panel, origin: int, horizons: tuple[int, ...]) -> dict[int, Ranges]:
    """The forecasts made at the end of `origin` for those horizons, in periods, that the history then reached."""
    try:
        fit = fit_trajectories(until(panel, origin), horizons=horizons)
    except (HistoryTooShort, NoPanel):
        return {}
    return {one.horizon: _ranges(fit, one.horizon) for one in fit.horizons}


def _ranges(fit: Fit, horizon: int) -> Ranges:
    units = fit.positions.units
    absolute = np.full((len(units), len(LEVELS)), np.nan)
    opened = absolute.copy()
    level = np.full(len(units), np.nan)
    for row, unit in enumerate(units):
        start = start_of(fit, unit)
        if start is not None:
            seen = outlook(fit, unit, horizon, Scenario.HELD)
            absolute[row] = share_quantiles(seen, LEVELS)
            shifts = median_shifts(fit.path, horizon, Scenario.OPEN)
            opened[row] = share_quantiles(replace(seen, shifts=shifts), LEVELS)
            level[row] = start[0]
    place = season_place(fit.positions, fit.last + horizon)
    median = share_with(expected_median(fit.path, place, horizon, Scenario.HELD))
    return Ranges(absolute - median, absolute, opened, level)


def as_it_was(fit: Fit, period: int, horizon: int) -> Fit | None:
    """The fit that the figures up to the end of a period give, for one horizon; None where history did not reach it.

    Positions are those of the fit, so that steps are as they are known now: what later proved to be recording is
    forecast across by nobody. For many units at once this is cheaper than a panel fitted anew.
    """
    seen = slice(None, period + 1)
    now = fit.positions
    then = Positions(
        units=now.units,
        first_month=now.first_month,
        months_per_period=now.months_per_period,
        relative=now.relative[:, seen],
        median=now.median[seen],
        stretch=now.stretch[:, seen],
    )
    fitted = fit_horizon(then, horizon) if period >= 0 else None
    return None if fitted is None else Fit(then, (), median_path(then, horizon), (fitted,), None)


def beside_median(fit: Fit, unit: str, horizon: int, at: tuple[float, ...]) -> tuple[float, ...]:
    """The quantiles of where a unit may be, share minus the median unit's; CannotForecast where nothing can be said."""
    place = season_place(fit.positions, fit.last + horizon)
    median = share_with(expected_median(fit.path, place, horizon, Scenario.HELD))
    return tuple(one - median for one in share_quantiles(outlook(fit, unit, horizon, Scenario.HELD), at))
