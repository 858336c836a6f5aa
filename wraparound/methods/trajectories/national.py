"""The path of the median unit: a stated scenario, never an extrapolated drift.

A decade of one country's figures holds one or two turns of its path, far too few to say where it goes next. So the
path is an assumption somebody can read and change, and the size of past changes is shown beside it.
"""

import warnings
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from wraparound.methods.trajectories.panel import Array
from wraparound.methods.trajectories.positions import Positions

YEARS_OF_SEASON = 4
FEWEST_CHANGES = 4
"""Past changes over a horizon; where there are fewer, those of the longest horizon that has as many stand in."""

SHIFTS = 21


class Scenario(StrEnum):
    """What is assumed of the median: held, up or down by its typical change, or as open as past changes leave it."""

    HELD = "held"
    RISING = "rising"
    FALLING = "falling"
    OPEN = "open"


@dataclass(frozen=True)
class MedianPath:
    """The median's level over the last year, in log odds, and how it swings within a year.

    Attributes:
        level: mean of the last year, log odds.
        season: log odds above or below the level, one per period of the calendar year, January first.
        typical_change: by horizon in periods (0 is none): median size of past changes from such a level, log odds;
            never less than over a shorter horizon.
        changes: by horizon: those past changes, log odds, in order of time.
    """

    level: float
    season: tuple[float, ...]
    typical_change: tuple[float, ...]
    changes: tuple[tuple[float, ...], ...]


def median_path(positions: Positions, furthest: int) -> MedianPath:
    """The path of the median up to `furthest` periods ahead of the last one."""
    year = positions.periods_per_year
    season = _season(positions)
    places = np.array([season_place(positions, period) for period in range(positions.periods)])
    level = positions.median - season[places]
    changes: list[tuple[float, ...]] = [()]
    for horizon in range(1, furthest + 1):
        begins = range(year - 1, positions.periods - horizon)
        past = (float(level[t + horizon] - mean_of(level[t - year + 1 : t + 1])) for t in begins)
        found = tuple(round(change, 5) for change in past if not np.isnan(change))
        changes.append(found if len(found) >= FEWEST_CHANGES or not changes[-1] else changes[-1])
    typical = [float(np.median(np.abs(one))) if one else 0.0 for one in changes]
    return MedianPath(
        level=round(mean_of(level[-year:]), 5),
        season=tuple(round(float(one), 5) for one in season),
        typical_change=tuple(round(float(one), 5) for one in np.maximum.accumulate(typical)),
        changes=tuple(changes),
    )


def season_place(positions: Positions, period: int) -> int:
    """Which period of the calendar year this is, counted from January, 0 first."""
    return (positions.first_month + period * positions.months_per_period) % 12 // positions.months_per_period


def expected_median(path: MedianPath, place: int, horizon: int, scenario: Scenario) -> float:
    """Log odds of the median at a horizon, in a period of the year, under a scenario (for OPEN its middle)."""
    move = {Scenario.RISING: 1.0, Scenario.FALLING: -1.0}.get(scenario, 0.0)
    return path.level + path.season[place] + move * path.typical_change[horizon]


def median_shifts(path: MedianPath, horizon: int, scenario: Scenario) -> Array:
    """Equally likely departures of the median from its expected path, log odds: only 0 unless the path is OPEN.

    Past changes count with both signs, so that a decade of decline does not forecast decline.
    """
    past = np.array(path.changes[horizon])
    if scenario is not Scenario.OPEN or not past.size:
        return np.zeros(1)
    both: Array = np.quantile(np.concatenate([past, -past]), (np.arange(SHIFTS) + 0.5) / SHIFTS)
    return both


def mean_of(values: Array) -> float:
    """The mean of what is there; NaN where nothing is."""
    there = values[~np.isnan(values)]
    return float(there.mean()) if there.size else float("nan")


def _season(positions: Positions) -> Array:
    """Median over the last four years of how far each period of the year lies from that year's mean; sums to 0."""
    year = positions.periods_per_year
    years = min(YEARS_OF_SEASON, positions.periods // year)
    season = np.zeros(year)
    if years == 0:
        return season
    blocks = positions.median[positions.periods - years * year :].reshape(years, year)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a period that nobody ever reported has no swing
        swing = np.nan_to_num(np.nanmedian(blocks - np.nanmean(blocks, axis=1, keepdims=True), axis=0))
    first = season_place(positions, positions.periods - year)
    season = np.roll(swing, first)
    centred: Array = season - season.mean()
    return centred
