"""Steps of the denominator: where a unit suddenly counts other cases than it did, so that its share cannot be compared.

A step is a change of log total that is large beside everybody's change in that period and beside the unit's own usual
changes, and that stays. What everybody went through together (a pandemic, a winter) is no step.
"""

import warnings
from dataclasses import dataclass

import numpy as np

from wraparound.methods.trajectories.panel import Array, Flags, Panel

SMALLEST_STEP = 0.15
"""Change of log total; about 16 percent more cases, or 14 percent fewer."""

BEYOND_NOISE = 4.0
"""How many times the usual change (robust standard deviation) a step must be."""

STAYS = 0.6
"""Share of the smallest step that must be left when half a year before and after are compared."""

FEWEST_AFTER = 2
"""Reports from the step on that must show it; a change in the last period alone may yet go back."""

TO_ROBUST_SD = 1.4826


@dataclass(frozen=True)
class Step:
    """A period in which a unit counts otherwise than before.

    `change` is new total / old total, once everybody's change is taken out; None where no report came before.
    """

    unit: str
    period: int
    change: float | None


def detect_steps(panel: Panel) -> Flags:
    """Units × periods: True where the unit's cases change by a step between the report before and this one.

    The first report of a unit is never a step. Across a gap the reports on both sides of it are compared.
    """
    level, change = _level_and_change(panel)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a period or a unit without any report has no median
        own = TO_ROBUST_SD * np.nanmedian(np.abs(change), axis=1)[:, None]
        everyone = TO_ROBUST_SD * np.nanmedian(np.abs(change - np.nanmedian(change, axis=0)), axis=0)[None, :]
        shift = _lasting_shift(level, change, max(2, panel.periods_per_year // 2))
    noise = np.fmax(own, everyone)
    large = np.abs(change) > np.fmax(SMALLEST_STEP, BEYOND_NOISE * noise)
    lasting = (np.abs(shift) > STAYS * SMALLEST_STEP) & (np.sign(shift) == np.sign(change))
    steps: Flags = large & lasting
    return steps


def steps_at(panel: Panel, flags: Flags) -> tuple[Step, ...]:
    """The flagged places, unit by unit, with the size of the change."""
    _, change = _level_and_change(panel)
    return tuple(
        Step(panel.units[row], int(period), _ratio(float(change[row, period]))) for row, period in np.argwhere(flags)
    )


def _ratio(change: float) -> float | None:
    return None if np.isnan(change) else round(float(np.exp(change)), 4)


def _level_and_change(panel: Panel) -> tuple[Array, Array]:
    """Log total beside the usual path, and its change since the report before."""
    level = np.log(panel.total) - _usual_path(panel.total)
    return level, level - _report_before(level)


def _usual_path(total: Array) -> Array:
    """The log path that the median unit took, from 0 at the first period; flat where no two reports meet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        typical = np.nanmedian(np.diff(np.log(total), axis=1), axis=0)
    path: Array = np.concatenate([[0.0], np.cumsum(np.nan_to_num(typical))])
    return path


def _report_before(values: Array) -> Array:
    """For each place the last value reported before it in the row; NaN before the first."""
    before = np.full_like(values, np.nan)
    for period in range(1, values.shape[1]):
        earlier = values[:, period - 1]
        before[:, period] = np.where(np.isnan(earlier), before[:, period - 1], earlier)
    return before


def _lasting_shift(level: Array, change: Array, window: int) -> Array:
    """Median of the window from each period on, minus the median of the last reports before it.

    Of an even number of reports the middle one that speaks against the change is the median, so that among two a
    single odd one makes no step, neither where it begins nor where it ends.
    """
    shift = np.full_like(level, np.nan)
    for row, period in np.argwhere(np.abs(change) > SMALLEST_STEP):
        before = level[row, :period]
        before = before[~np.isnan(before)][-window:]
        after = level[row, period : period + window]
        after = after[~np.isnan(after)]
        if after.size >= FEWEST_AFTER:
            up = change[row, period] > 0
            shift[row, period] = _middle(after, upper=not up) - _middle(before, upper=up)
    return shift


def _middle(values: Array, *, upper: bool) -> float:
    return float(np.sort(values)[values.size // 2 if upper else (values.size - 1) // 2])
