"""Scoring forecasts that come as quantiles: CRPS, pinball loss, coverage, and the probability integral transform.

All in the unit of the outcome. Lower is better for CRPS, pinball and, at equal coverage, width. Gneiting and Raftery
2007, Journal of the American Statistical Association 102, 359–378.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

FEWEST_BLOCKS = 3


def pinball_loss(outcome: Array, quantiles: Array, at: Sequence[float]) -> Array:
    """The loss of each quantile, cases × quantiles, from outcomes (cases), quantiles of that shape and their levels."""
    over = outcome[:, None] - quantiles
    levels = np.asarray(at)
    loss: Array = np.where(over >= 0, levels * over, (levels - 1) * over)
    return loss


def crps(outcome: Array, quantiles: Array, at: Sequence[float]) -> Array:
    """Cases: the continuous ranked probability score as twice the mean pinball loss over evenly spaced levels."""
    score: Array = 2 * pinball_loss(outcome, quantiles, at).mean(axis=1)
    return score


def covered(outcome: Array, low: Array, high: Array) -> NDArray[np.bool_]:
    """Cases: whether the outcome lies in the range, its ends included."""
    inside: NDArray[np.bool_] = (low <= outcome) & (outcome <= high)
    return inside


def transform(outcome: Array, quantiles: Array) -> Array:
    """Cases: where the outcome falls among its quantiles, 0 to 1; evenly spread where ranges are right."""
    below = (quantiles < outcome[:, None]).mean(axis=1)
    level = (quantiles == outcome[:, None]).mean(axis=1)
    place: Array = below + level / 2
    return place


def skill_interval(  # noqa: PLR0913, PLR0917  a resampling has these parts
    ours: Array, theirs: Array, origin: NDArray[np.int64], block: int, draws: int, chance: np.random.Generator
) -> tuple[float, float | None, float | None]:
    """How far our score lies below theirs, 1 − ours / theirs, with its 95% limits from resampling blocks of origins.

    `ours` and `theirs` score the same cases, `origin` says from which origin each is; `block` neighbouring origins are
    drawn together, `draws` times. With fewer than three blocks there is nothing to resample: the limits are None.
    """
    origins = np.unique(origin)
    sums = np.array([(ours[origin == one].sum(), theirs[origin == one].sum()) for one in origins])
    blocks = [sums[place : place + block].sum(axis=0) for place in range(0, len(origins), block)]
    skill = float(1 - ours.sum() / theirs.sum())
    if len(blocks) < FEWEST_BLOCKS:
        return skill, None, None
    drawn = chance.integers(0, len(blocks), size=(draws, len(blocks)))
    totals = np.array(blocks)[drawn].sum(axis=1)
    spread = np.quantile(1 - totals[:, 0] / totals[:, 1], (0.025, 0.975))
    return skill, float(spread[0]), float(spread[1])
