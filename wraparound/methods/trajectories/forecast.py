"""What a fit says of one unit: the range at a horizon, the odds of a target, and how sure those odds are.

Shares are 0 to 1. Everything is a pure function of a stored fit, so that what was shown can be shown again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.proportions import proportion_interval
from wraparound.methods.trajectories.fit import (
    ENOUGH_UNITS,
    Cases,
    Fit,
    HorizonFit,
    nearness,
    slopes_resampled,
    units_worth,
    weighted_quantile,
)
from wraparound.methods.trajectories.national import Scenario, expected_median, median_shifts, season_place
from wraparound.methods.trajectories.panel import Array, expit, logit

DRAWS = 400
"""Resamples of whole units behind the interval of a probability."""


class CannotForecast(ValueError):
    """There is nothing to start from, or the history does not reach so far; `why` says which."""


@dataclass(frozen=True)
class Outlook:
    """Where a unit may be at one horizon: weighted outcomes of past cases, carried over to its own start.

    Attributes:
        values: log odds of the share (not beside the median), in increasing order.
        weights: of each value, adding up to 1.
        shifts: equally likely departures of the median from its scenario, log odds.
        units: how many units' worth of past cases it rests on.
    """

    values: Array
    weights: Array
    shifts: Array
    units: float


@dataclass(frozen=True)
class Odds:
    """The probability of reaching a share, with its interval, 0 to 1; `effective` is the count it is worth."""

    probability: float
    low: float
    high: float
    effective: float


@dataclass(frozen=True, eq=False)
class Resamples:
    """Draws of whole units at one horizon.

    Attributes:
        slopes: draws × 4, fitted again in each draw.
        copies: draws × cases, how often the case's unit was drawn.
        left: draws × cases, what each case left over by those slopes, scaled as the range is; log odds.
    """

    slopes: Array
    copies: NDArray[np.int8]
    left: NDArray[np.float32]


def start_of(fit: Fit, unit: str) -> Array | None:
    """The three parts of the unit's start at the end of the panel; None where it has none."""
    if unit not in fit.positions.units:
        return None
    start: Array = fit.positions.starts[fit.last][fit.positions.units.index(unit)]
    return None if np.isnan(start[0]) else start


def outlook(fit: Fit, unit: str, horizon: int, scenario: Scenario) -> Outlook:
    """Where the unit may be `horizon` periods after the panel's end; CannotForecast where nothing can be said."""
    values, weights, units = _beside_median(fit, unit, horizon)
    shifts = median_shifts(fit.path, horizon, scenario)
    return Outlook(values + _median_then(fit, horizon, scenario), weights, shifts, units)


@lru_cache(maxsize=64)
def _beside_median(fit: Fit, unit: str, horizon: int) -> tuple[Array, Array, float]:
    """Outcomes beside the median in increasing order, their weights, and the units they are worth.

    Kept for a while, because a page asks for the same unit and horizon under several scenarios.
    """
    start, fitted = _begin(fit, unit, horizon)
    cases = fit.cases(horizon)
    left = _left_over(cases, np.array(fitted.slopes))
    lent = nearness(float(start[0]), cases)
    weights = cases.weight * lent
    values = np.concatenate([[1.0], start]) @ np.array(fitted.slopes) + fitted.scale * left
    order = np.argsort(values, kind="stable")
    return values[order], weights[order] / weights.sum(), units_worth(cases, lent)


def share_quantiles(seen: Outlook, at: Sequence[float]) -> tuple[float, ...]:
    """The shares, 0 to 1, below which these parts of the outlook lie."""
    values = (seen.values[:, None] + seen.shifts[None, :]).ravel()
    weights = np.repeat(seen.weights, seen.shifts.size)
    return tuple(float(one) for one in expit(weighted_quantile(values, weights, np.array(at))))


def probability_of(seen: Outlook, target: float, *, lower: bool = False) -> float:
    """The part of the outlook at or above (`lower`: at or below) a share between 0 and 1.

    It is kept half a case away from none and all: half a case among the units that the outlook rests on, a dozen at
    least, so that the odds never contradict the range from 5% to 95%.
    """
    needed = logit(target) - seen.shifts
    below = np.concatenate([[0.0], np.cumsum(seen.weights)])
    places = np.searchsorted(seen.values, needed, side="right" if lower else "left")
    reached = below[places] if lower else 1 - below[places]
    half = 0.5 / (max(seen.units, ENOUGH_UNITS) + 1)
    return float(np.clip(reached.mean(), half, 1 - half))


def odds_of(  # noqa: PLR0913, PLR0917  the question has these parts
    fit: Fit,
    unit: str,
    horizon: int,
    target: float,
    comparators: int,
    scenario: Scenario,
    resamples: Resamples,
    *,
    lower: bool = False,
) -> Odds:
    """The odds that the unit reaches `target` (share between 0 and 1), worth at most so many comparators.

    Reaching it is being at or above it; at or below where lower is better.

    CannotForecast where the unit has no start or the history does not reach; ValueError for a target of 0 or 1.

    Whole units are resampled, slopes fitted again each time, and the spread of the probability says how many
    independent cases it is worth; never more than there are comparators, or units that the range rests on. The number
    of comparators is usually the smallest. The interval is that of so many cases (methods/proportions.py). A harder
    target is never likelier: the probability is that of the range, and the draws do not depend on the target.
    """
    seen = outlook(fit, unit, horizon, scenario)
    found = probability_of(seen, target, lower=lower)
    # At or below is what is left of at or above, and varies as much.
    spread = float(np.var(_resampled(fit, unit, horizon, target, scenario, resamples)))
    worth = effective_count(found, spread, min(comparators, seen.units))
    low, high = proportion_interval(found * worth, worth)
    return Odds(found, low, high, worth)


def effective_count(probability: float, variance: float, most: float) -> float:
    """How many independent cases would give a proportion this variance; at most so many, and one at least."""
    most = max(1.0, most)
    between = probability * (1 - probability)
    if variance <= 0 or between <= 0:
        return most
    return float(np.clip(between / variance - 1, 1.0, most))


def resamples_at(fit: Fit, horizon: int, chance: np.random.Generator) -> Resamples:
    """Whole units drawn again, and the slopes fitted again in each draw; CannotForecast where history does not reach.

    The same for every unit, target and scenario, so that many targets cost little more than one.
    """
    fitted = _fitted(fit, horizon)
    cases = fit.cases(horizon)
    copies = _copies(cases, len(fit.positions.units), chance)
    slopes = slopes_resampled(cases, copies, horizon, fit.positions.periods_per_year)
    counted = copies[:, cases.unit]
    left = cases.outcome[None, :] - slopes @ cases.design.T
    left -= np.average(left, axis=1, weights=counted * cases.weight[None, :])[:, None]
    # Counts are small and the remainders need no more than seven digits: an eighth of the memory, several times faster.
    return Resamples(slopes, counted.astype(np.int8), (fitted.scale * left).astype(np.float32))


def _resampled(  # noqa: PLR0913, PLR0917  as odds_of
    fit: Fit, unit: str, horizon: int, target: float, scenario: Scenario, resamples: Resamples
) -> Array:
    """The probability in each resample of whole units."""
    start, _ = _begin(fit, unit, horizon)
    cases = fit.cases(horizon)
    weight = (cases.weight * nearness(float(start[0]), cases)).astype(np.float32)
    centre = resamples.slopes @ np.concatenate([[1.0], start]) + _median_then(fit, horizon, scenario)
    total = _weigh(resamples.copies, weight)
    shifts = median_shifts(fit.path, horizon, scenario)
    reached = np.zeros(total.size)
    for shift in shifts:
        needed = (logit(target) - shift - centre).astype(np.float32)
        reached += _weigh(resamples.copies * (resamples.left >= needed[:, None]), weight)
    share: Array = reached / shifts.size / np.where(total > 0, total, 1.0)
    return share


def _weigh(copies: NDArray[np.int8], weight: NDArray[np.float32]) -> Array:
    """Draws: the weight of the cases drawn. By one processor: many small sums, for which threads only wait."""
    found: Array = np.einsum("dc,c->d", copies.astype(np.float32), weight)
    return found


def _copies(cases: Cases, units: int, chance: np.random.Generator) -> Array:
    """Draws × units: how often each unit with a case was drawn, as many draws of units as there are such units."""
    present = np.unique(cases.unit)
    copies = np.zeros((DRAWS, units))
    copies[:, present] = chance.multinomial(present.size, np.full(present.size, 1 / present.size), DRAWS)
    return copies


def _left_over(cases: Cases, slopes: Array) -> Array:
    left: Array = cases.outcome - cases.design @ slopes
    centred: Array = left - np.average(left, weights=cases.weight)
    return centred


def _median_then(fit: Fit, horizon: int, scenario: Scenario) -> float:
    place = season_place(fit.positions, fit.last + horizon)
    return expected_median(fit.path, place, horizon, scenario)


def _begin(fit: Fit, unit: str, horizon: int) -> tuple[NDArray[np.float64], HorizonFit]:
    start = start_of(fit, unit)
    if start is None:
        raise CannotForecast(f"{unit} has no year of comparable figures at the end of the panel to start from.")
    return start, _fitted(fit, horizon)


def _fitted(fit: Fit, horizon: int) -> HorizonFit:
    fitted = fit.at(horizon)
    if fitted is None:
        raise CannotForecast(f"The history reaches horizons of 1 to {fit.furthest} periods, not {horizon}.")
    return fitted
