"""Mean reversion beside the median: fitted on every past start whose outcome is known, calibrated on whole origins.

A unit's position h periods ahead is expected at
    b0 + b1·level + b2·(last quarter − level) + b3·(long run − level)
from its own start: b1 pulls towards the median as horizons grow, b3 towards the unit's own long-run mean. The slopes
are pooled over units and shrunk towards plain persistence; what is left over is kept as it was (no normal curve).
Method page: docs/methods/performance.md. Positions are log odds beside the median (trajectories/positions.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.trajectories.national import MedianPath, median_path
from wraparound.methods.trajectories.panel import Array, Panel, expit
from wraparound.methods.trajectories.positions import Positions, positions_of, step_flags
from wraparound.methods.trajectories.steps import Step, detect_steps, steps_at

MONTHS_AHEAD = 36
FEWEST_ORIGINS = 2
"""Starting quarters with a known outcome that a horizon needs; with fewer the history does not reach it."""

FEWEST_TO_CALIBRATE = 6
HALF_LIFE = 2.0
"""Years after which a past start counts half."""

HALF_LIFE_OF_CALIBRATION = 1.0
PERSISTENCE = 0.9
"""Prior slope of the level after a year; after h years it is this to the power h."""

RIDGE = np.array([0.1, 0.02, 0.02, 0.02])
"""Weight of the prior for constant and slopes, as a share of the weight of the cases."""

BANDWIDTH = 0.3
"""Log odds; how far cases that started higher or lower lend their outcomes."""

WIDER_BY = 1.25
WIDEST_BANDWIDTH = 3.0
ENOUGH_UNITS = 12
"""Units' worth of weight that a range must rest on; the bandwidth is widened until it does."""

ALIKE_ENOUGH = 0.1
"""Log odds; levels are rounded to this before their bandwidth is looked for."""

STEEPEST = 1.0
"""Slope of the level; above it units would be forecast to drift apart for ever."""

COVERED = 0.8
SCALES = (0.75, 1.33)
"""Calibration may narrow or widen the spread no further than this."""


class HistoryTooShort(ValueError):
    """The panel does not reach far enough for any horizon."""


@dataclass(frozen=True)
class Cases:
    """Past starts with a known outcome at one horizon, newest origin first.

    Attributes:
        design: cases × 4: 1 and the three parts of the start.
        outcome: cases, position at the horizon.
        weight: cases, by recency, at most 1.
        unit, origin: cases, row of the unit and period of the start.
    """

    design: Array
    outcome: Array
    weight: Array
    unit: NDArray[np.int64]
    origin: NDArray[np.int64]


@dataclass(frozen=True)
class HorizonFit:
    """What was fitted at one horizon: slopes, how far the spread is scaled, how many origins it rests on."""

    horizon: int
    slopes: tuple[float, float, float, float]
    scale: float
    origins: int


@dataclass(frozen=True)
class Flattery:
    """What choosing the worst on one period does to recovery a year on, in share (0 to 1), beside the median.

    `one_period` is the mean gain of the worst fifth by their last period, from that period; `year_mean` of the worst
    fifth by their last year, from that year's mean. `starts` counts the cases of each.
    """

    one_period: float
    year_mean: float
    starts: int


@dataclass(frozen=True, eq=False)
class Fit:
    """All that a forecast needs: positions, the path of the median, and one fit per horizon that history reaches."""

    positions: Positions
    steps: tuple[Step, ...]
    path: MedianPath
    horizons: tuple[HorizonFit, ...]
    flattery: Flattery | None

    @property
    def last(self) -> int:
        """The last period, from which forecasts start."""
        return self.positions.periods - 1

    @property
    def furthest(self) -> int:
        """The longest horizon, in periods."""
        return self.horizons[-1].horizon

    def at(self, horizon: int) -> HorizonFit | None:
        """What was fitted at a horizon, in periods; None where nothing was."""
        return next((one for one in self.horizons if one.horizon == horizon), None)

    def cases(self, horizon: int) -> Cases:
        """The cases behind a horizon; made again from the positions, as they were fitted, when first asked for."""
        if horizon not in self._cases:
            self._cases[horizon] = cases_at(self.positions, horizon)
        return self._cases[horizon]

    @cached_property
    def _cases(self) -> dict[int, Cases]:
        return {}


def fit_trajectories(
    panel: Panel,
    known_steps: Iterable[tuple[str, int]] = (),
    horizons: Iterable[int] | None = None,
    *,
    detect: bool = True,
) -> Fit:
    """The fit to a panel as of its last period; HistoryTooShort where no horizon can be reached.

    Every horizon up to 36 months is fitted, or only those asked for, in periods and in increasing order.

    Steps of the denominator are detected, unless it counts no cases (`detect` False); `known_steps` (unit, period) are
    added to them where there is a report. Nothing is fitted, forecast or counted across one.
    """
    reported = ~np.isnan(panel.total)
    flags = step_flags(panel, known_steps) & reported
    if detect:
        flags |= detect_steps(panel)
    positions = positions_of(panel, flags)
    asked = range(1, MONTHS_AHEAD // panel.months_per_period + 1) if horizons is None else horizons
    reached = tuple(found for horizon in asked if (found := fit_horizon(positions, horizon)) is not None)
    if not reached:
        raise HistoryTooShort(
            f"{positions.periods} periods are too few: a forecast needs a year to start from and at "
            f"least {FEWEST_ORIGINS} starts in time whose outcome is known."
        )
    path = median_path(positions, reached[-1].horizon)
    return Fit(positions, steps_at(panel, flags), path, reached, flattery(positions))


def cases_at(positions: Positions, horizon: int) -> Cases:
    """Every start, one a quarter back from the last that has an outcome, with its outcome in the same stretch."""
    step = max(1, positions.periods_per_year // 4)
    parts = []
    for origin in range(positions.periods - 1 - horizon, -1, -step):
        start, outcome = positions.starts[origin], positions.relative[:, origin + horizon]
        same = positions.stretch[:, origin] == positions.stretch[:, origin + horizon]
        kept = np.flatnonzero(same & ~np.isnan(start[:, 0]) & ~np.isnan(outcome))
        years = (positions.periods - 1 - horizon - origin) / positions.periods_per_year
        parts.append((start[kept], outcome[kept], np.full(kept.size, 0.5 ** (years / HALF_LIFE)), kept, origin))
    starts = np.concatenate([start for start, *_ in parts]) if parts else np.empty((0, 3))
    return Cases(
        design=np.column_stack([np.ones(len(starts)), starts]),
        outcome=np.concatenate([part[1] for part in parts]) if parts else np.empty(0),
        weight=np.concatenate([part[2] for part in parts]) if parts else np.empty(0),
        unit=np.concatenate([part[3] for part in parts]) if parts else np.empty(0, dtype=np.int64),
        origin=np.concatenate([np.full(part[3].size, part[4]) for part in parts]).astype(np.int64)
        if parts
        else np.empty(0, dtype=np.int64),
    )


def slopes_of(cases: Cases, weight: Array, horizon: int, periods_per_year: int) -> Array:
    """Constant and slopes by weighted least squares, shrunk towards persistence; that of the level is at most 1."""
    gram, cross = _shrunk(horizon, periods_per_year, float(weight.sum()))
    weighted = cases.design * weight[:, None]
    left, right = weighted.T @ cases.design + gram, weighted.T @ cases.outcome + cross
    slopes: Array = _solved(left[None], right[None])[0]
    return slopes


def slopes_resampled(cases: Cases, copies: Array, horizon: int, periods_per_year: int) -> Array:
    """Draws × 4: the same with each unit taken so many times (draws × units)."""
    units = copies.shape[1]
    weighted = cases.design * cases.weight[:, None]
    gram = np.zeros((units, 4, 4))
    cross = np.zeros((units, 4))
    mass = np.bincount(cases.unit, cases.weight, units)
    np.add.at(gram, cases.unit, weighted[:, :, None] * cases.design[:, None, :])
    np.add.at(cross, cases.unit, weighted * cases.outcome[:, None])
    prior_gram, prior_cross = _shrunk(horizon, periods_per_year, 1.0)
    total = (copies @ mass)[:, None]
    left = np.einsum("du,uij->dij", copies, gram) + total[:, :, None] * prior_gram
    right = copies @ cross + total * prior_cross
    return _solved(left, right)


def _solved(left: Array, right: Array) -> Array:
    """Draws × 4: the least squares solution, under the condition that the slope of the level is at most 1."""
    free: Array = np.linalg.solve(left, right[:, :, None])[:, :, 0]
    level = np.broadcast_to(np.eye(4)[1], right.shape)
    along = np.linalg.solve(left, level[:, :, None])[:, :, 0]
    too_steep = np.fmax(free[:, 1] - STEEPEST, 0.0)
    held: Array = free - along * (too_steep / along[:, 1])[:, None]
    return held


def nearness(level: float, cases: Cases) -> Array:
    """How much each case lends to one that starts at this level: 1 at the same level, less further away."""
    levels = np.array([level])
    lent: Array = _nearness(levels, cases.design[:, 1], bandwidths(levels, cases))[0]
    return lent


def bandwidths(levels: Array, cases: Cases) -> Array:
    """For each level how far away cases lend: 0.3 log odds, or as much more as brings in twelve units' worth.

    Far from the middle only one or two units ever started; their own past alone would pass for what is realistic.
    """
    rounded = np.round(levels / ALIKE_ENOUGH) * ALIKE_ENOUGH
    unique, places = np.unique(rounded, return_inverse=True)
    found: Array = np.array([_bandwidth(float(level), cases) for level in unique])[places]
    return found


def _bandwidth(level: float, cases: Cases) -> float:
    width = BANDWIDTH
    while width < WIDEST_BANDWIDTH and units_worth(cases, _nearness_at(level, cases, width)) < ENOUGH_UNITS:
        width *= WIDER_BY
    return width


def units_worth(cases: Cases, lent: Array) -> float:
    """How many units that lend alike would weigh as evenly as these do."""
    by_unit = np.bincount(cases.unit, cases.weight * lent)
    squared = float(by_unit @ by_unit)
    return float(by_unit.sum()) ** 2 / squared if squared > 0 else 0.0


def _nearness_at(level: float, cases: Cases, width: float) -> Array:
    lent: Array = _nearness(np.array([level]), cases.design[:, 1], np.array([width]))[0]
    return lent


def _nearness(levels: Array, started: Array, widths: Array) -> Array:
    """Levels × cases."""
    lent: Array = np.exp(-0.5 * ((levels[:, None] - started[None, :]) / widths[:, None]) ** 2)
    return lent


def flattery(positions: Positions) -> Flattery | None:
    """How much the worst fifth gained in a year, chosen by one period and by a year; None where no year has passed.

    None too where a period is a year: there is then nothing to choose.
    """
    year = positions.periods_per_year
    if year == 1:
        return None
    share = _share_beside_median(positions)
    by_period: list[Array] = []
    by_year: list[Array] = []
    for origin in range(positions.periods - 1 - year, year - 2, -max(1, year // 4)):
        level, later = positions.starts[origin][:, 0], share[:, origin + year]
        same = positions.stretch[:, origin] == positions.stretch[:, origin + year]
        kept = same & ~np.isnan(level) & ~np.isnan(share[:, origin]) & ~np.isnan(later)
        if kept.sum() < 5:
            continue
        # The mean of the year in share, over the periods that its level counts.
        window = slice(max(0, origin - year + 1), origin + 1)
        counted = np.where(
            positions.stretch[:, window] == positions.stretch[:, origin][:, None], share[:, window], np.nan
        )
        mean, now = np.nanmean(counted[kept], axis=1), share[kept, origin]
        by_period.append((later[kept] - now)[now <= np.quantile(now, 0.2)])
        by_year.append((later[kept] - mean)[mean <= np.quantile(mean, 0.2)])
    if not by_period:
        return None
    gains = np.concatenate(by_period), np.concatenate(by_year)
    return Flattery(round(float(gains[0].mean()), 5), round(float(gains[1].mean()), 5), int(gains[0].size))


def fit_horizon(positions: Positions, horizon: int) -> HorizonFit | None:
    """The fit at one horizon, in periods; None where the history does not reach it."""
    cases = cases_at(positions, horizon)
    origins = len(np.unique(cases.origin))
    if origins < FEWEST_ORIGINS:
        return None
    slopes = slopes_of(cases, cases.weight, horizon, positions.periods_per_year)
    scale = _calibration(cases, cases.outcome - cases.design @ slopes, positions, horizon)
    constant, level, recent, long_run = (round(float(one), 6) for one in slopes)
    return HorizonFit(horizon, (constant, level, recent, long_run), round(scale, 4), origins)


def _shrunk(horizon: int, periods_per_year: int, mass: float) -> tuple[Array, Array]:
    """What the prior adds to the normal equations."""
    prior = np.array([0.0, PERSISTENCE ** (horizon / periods_per_year), 0.0, 0.0])
    return np.diag(RIDGE * mass), RIDGE * mass * prior


def _calibration(cases: Cases, left: Array, positions: Positions, horizon: int) -> float:
    """How far the spread must be scaled so that 80% ranges held 80% of the outcomes of origins left out whole.

    The outcomes of one origin share what happened in that year, so an origin is judged by cases that started at
    least a year (or the horizon) away from it, never by its neighbours.
    """
    apart = min(horizon, positions.periods_per_year)
    ratios, weights = [], []
    for origin in np.unique(cases.origin):
        far = np.abs(cases.origin - origin) >= apart
        if len(np.unique(cases.origin[far])) < FEWEST_TO_CALIBRATE:
            continue
        here = cases.origin == origin
        low, high = _range_of_80(cases, left, far, cases.design[here, 1])
        ratio = np.where(left[here] > 0, left[here] / np.fmax(high, 1e-6), left[here] / np.fmin(low, -1e-6))
        age = (positions.periods - 1 - horizon - origin) / positions.periods_per_year
        ratios.append(ratio)
        weights.append(np.full(ratio.size, 0.5 ** (age / HALF_LIFE_OF_CALIBRATION)))
    if not ratios:
        return 1.0
    needed = weighted_quantile(np.concatenate(ratios), np.concatenate(weights), np.array([COVERED]))[0]
    return float(np.clip(needed, *SCALES))


def _range_of_80(cases: Cases, left: Array, far: NDArray[np.bool_], levels: Array) -> tuple[Array, Array]:
    """Lower and upper tenth of what was left over by the far cases, as seen from each of these levels."""
    order = np.flatnonzero(far)[np.argsort(left[far], kind="stable")]
    lent = _nearness(levels, cases.design[order, 1], bandwidths(levels, cases)) * cases.weight[order]
    mass = np.cumsum(lent, axis=1)
    mass /= mass[:, -1:]
    tail = (1 - COVERED) / 2
    ends = [np.minimum((mass < one).sum(axis=1), order.size - 1) for one in (tail, 1 - tail)]
    return left[order][ends[0]], left[order][ends[1]]


def weighted_quantile(values: Array, weights: Array, at: Array) -> Array:
    """The smallest value with at least this share of the weight at or below it, for each share in `at`."""
    order = np.argsort(values, kind="stable")
    mass = np.cumsum(weights[order])
    places = np.minimum(np.searchsorted(mass, at * mass[-1], side="left"), values.size - 1)
    found: Array = values[order][places]
    return found


def _share_beside_median(positions: Positions) -> Array:
    odds = positions.relative + positions.median
    return expit(odds) - expit(positions.median)
