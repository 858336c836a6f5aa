"""Where each unit stands beside the median unit, on the log-odds scale, in stretches that steps and long gaps end.

Log odds, because near 100% there is little room left: two points from 97% are as hard won as many from 60%.
"""

import math
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.trajectories.panel import Array, Flags, NoPanel, Panel, logits

FURTHEST = 6.0
"""Log odds beyond which a share is taken as this far: 0.25% and 99.75%. Beyond it single cases decide."""

FEWEST_FOR_A_MEDIAN = 10
"""Units that must report for a median of the period."""

SHARE_OF_A_YEAR = 0.75
"""How much of the last year must be reported, in the same stretch, for a starting level."""

YEARS_OF_LONG_RUN = 4


@dataclass(frozen=True, eq=False)
class Positions:
    """The panel as positions.

    Attributes:
        units: names of the rows.
        first_month, months_per_period: as in the panel.
        relative: units × periods, log odds minus the median's; NaN where not reported or within a step.
        median: periods, log odds of the median unit of those in the data; NaN where too few report.
        stretch: units × periods; two periods compare only where the number is the same.
    """

    units: tuple[str, ...]
    first_month: int
    months_per_period: int
    relative: Array
    median: Array
    stretch: NDArray[np.int64]

    @property
    def periods(self) -> int:
        """Number of periods."""
        return int(self.median.size)

    @property
    def periods_per_year(self) -> int:
        """12 for months, 4 for quarters."""
        return 12 // self.months_per_period

    @cached_property
    def median_of_year(self) -> Array:
        """Periods: mean log odds of the median over the year that ends there, of the periods that have one."""
        year = self.periods_per_year
        windows = [self.median[max(0, period - year + 1) : period + 1] for period in range(self.periods)]
        return _mean(np.array([np.pad(one, (year - one.size, 0), constant_values=np.nan) for one in windows]))

    @cached_property
    def starts(self) -> Array:
        """Periods × units × 3: what a forecast from the end of that period begins with; see `starts_at`."""
        return np.stack([starts_at(self, period) for period in range(self.periods)])


def positions_of(panel: Panel, steps: Flags) -> Positions:
    """The panel as positions. A period with a step is left out itself: it mixes two ways of recording.

    A period that too few units report has no median, and nobody a position. NoPanel where the last year has none.
    """
    odds = np.clip(logits(panel), -FURTHEST, FURTHEST)
    odds[steps] = np.nan
    reporting = (~np.isnan(odds)).sum(axis=0)
    most = reporting[-panel.periods_per_year :].max()
    if most < FEWEST_FOR_A_MEDIAN:
        raise NoPanel(
            f"In the last year no more than {most} report in any period; a median needs {FEWEST_FOR_A_MEDIAN}."
        )
    odds[:, reporting < FEWEST_FOR_A_MEDIAN] = np.nan
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a period without reports has no median
        median = np.nanmedian(odds, axis=0)
    return Positions(
        units=panel.units,
        first_month=panel.first_month,
        months_per_period=panel.months_per_period,
        relative=np.round(odds - median, 5),
        median=np.round(median, 5),
        stretch=_stretches(panel, steps),
    )


def step_flags(panel: Panel, places: Iterable[tuple[str, int]]) -> Flags:
    """Units × periods with True at these places (unit, period); places outside the panel are ignored."""
    flags: Flags = np.zeros(panel.total.shape, dtype=np.bool_)
    row = {unit: place for place, unit in enumerate(panel.units)}
    for unit, period in places:
        if unit in row and 0 <= period < panel.periods:
            flags[row[unit], period] = True
    return flags


def _stretches(panel: Panel, steps: Flags) -> NDArray[np.int64]:
    """A number per place that grows at each step and after each gap of more than a year."""
    reported = ~np.isnan(panel.total)
    breaks = steps.astype(np.int64)
    for row in range(len(panel.units)):
        there = np.flatnonzero(reported[row])
        late = there[1:][np.diff(there) > panel.periods_per_year]
        breaks[row, late] += 1
    stretch: NDArray[np.int64] = np.cumsum(breaks, axis=1)
    return stretch


def starts_at(positions: Positions, period: int) -> Array:
    """Units × 3, known at the end of a period: mean of the last year; last quarter minus it; long-run mean minus it.

    The long run is the last four years, or as much of them as lies in the same stretch. NaN where less than
    three quarters of the last year are reported in the stretch, or nothing of its last half.
    """
    year = positions.periods_per_year
    quarter = max(1, year // 4)
    same = positions.stretch == positions.stretch[:, period][:, None]
    seen = np.where(same, positions.relative, np.nan)
    last_year = seen[:, max(0, period - year + 1) : period + 1]
    enough = (~np.isnan(last_year)).sum(axis=1) >= math.ceil(SHARE_OF_A_YEAR * year)
    fresh = (~np.isnan(last_year[:, -max(1, year // 2) :])).any(axis=1)
    level = np.where(enough & fresh, _mean(last_year), np.nan)
    recent = _mean(seen[:, max(0, period - quarter + 1) : period + 1]) - level
    long_run = _mean(seen[:, max(0, period - YEARS_OF_LONG_RUN * year + 1) : period + 1]) - level
    return np.column_stack([level, np.where(np.isnan(recent) & enough & fresh, 0.0, recent), long_run])


def _mean(values: Array) -> Array:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a row without any report has no mean
        mean: Array = np.nanmean(values, axis=1)
    return mean
