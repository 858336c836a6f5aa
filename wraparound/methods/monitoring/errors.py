"""How often the line is wrong either way, for one start: it flags who did as expected, or misses who slides.

Every reference path is judged by a line drawn without its own unit, so that nobody is judged by themselves. Method
page: docs/methods/patience.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.monitoring.line import SHAPE
from wraparound.methods.monitoring.paths import ReferencePaths, trailing_mean
from wraparound.methods.trajectories.fit import weighted_quantile
from wraparound.methods.trajectories.panel import Array, expit

SLIDES = (0.0, 0.5, 1.0)
"""Points a month; 0 is what came of the paths themselves."""

LEAST_SHARE = 0.001


@dataclass(frozen=True)
class ErrorRates:
    """For one share of the line: what it flags, 0 to 1, by slide (rows as SLIDES) and by each of the periods asked."""

    share: float
    flagged: tuple[tuple[float, ...], ...]


def error_rates(  # noqa: PLR0913, PLR0917  the question has these parts
    paths: ReferencePaths, start: Array, median: float, shares: Sequence[float], by: Sequence[int], months: int
) -> tuple[ErrorRates, ...]:
    """What lines of these shares flag by so many periods (of `months` months each) of paths near a start.

    `median` is where the median unit stands, log odds: it turns points into log odds.
    """
    weights = paths.weights(float(start[0]))
    counted = np.zeros((len(shares), len(SLIDES), len(by)))
    total = 0.0
    slid = [_slid(paths, slide, median, months) for slide in SLIDES]
    for unit in np.unique(paths.cases.unit[weights > LEAST_SHARE * weights.max()]):
        own = paths.cases.unit == unit
        others = np.where(own, 0.0, weights)
        allowed = _allowances(paths, others / others.sum(), shares)
        total += float(weights[own].sum())
        for place, means in enumerate(slid):
            counted[:, place] += _flagged(means[own], allowed, weights[own], by)
    found = counted / total
    return tuple(
        ErrorRates(share, tuple(tuple(round(float(one), 4) for one in row) for row in found[number]))
        for number, share in enumerate(shares)
    )


def _slid(paths: ReferencePaths, slide: float, median: float, months: int) -> Array:
    """Paths × periods: three months' means in spreads, once so many points a month are taken off each path."""
    if slide == 0:
        return paths.means
    path = paths.left + paths.cases.design @ paths.slopes.T
    share = expit(path + median)
    taken = slide / 100 * months * np.arange(1, paths.periods + 1)
    lower = np.clip(share - taken, LEAST_SHARE, None)
    moved = np.log(lower / (1 - lower)) - np.log(share / (1 - share))
    means: Array = trailing_mean(paths.left + np.minimum(moved, 0.0), paths.periods_per_look) / paths.spreads
    return means


def _allowances(paths: ReferencePaths, weights: Array, shares: Sequence[float]) -> Array:
    """Shares × periods: as line.allowance, several at once."""
    strayed = np.sqrt(weights @ paths.means**2)
    shape = strayed * (np.arange(1, paths.periods + 1) / paths.periods) ** SHAPE
    furthest = (-paths.means / shape).max(axis=1)
    reach = weighted_quantile(furthest, weights, 1 - np.array(shares))
    found: Array = reach[:, None] * shape
    return found


def _flagged(means: Array, allowed: Array, weights: Array, by: Sequence[int]) -> NDArray[np.float64]:
    """Shares × moments: the weight of the paths that were below the line by then."""
    ever = np.logical_or.accumulate(means[None] < -allowed[:, None, :], axis=2)
    found: NDArray[np.float64] = np.einsum("spm,p->sm", ever[:, :, [one - 1 for one in by]], weights)
    return found
