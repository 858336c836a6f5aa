"""The line: how far below the expected path a unit may be before somebody should talk, one line for all periods.

Simultaneous: of the reference paths no more than the stated share is ever below it within the term, however often one
looks. Everything is in spreads (monitoring/paths.py). Method page: docs/methods/patience.md, 6.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.monitoring.paths import ReferencePaths
from wraparound.methods.trajectories.fit import weighted_quantile
from wraparound.methods.trajectories.panel import Array

SHAPE = -0.4
"""Power of the part of the term that has passed; below 0 the line is laxer at first and closer later."""

USUAL = 0.04
"""Share of the reference paths that may ever be below the line."""


@dataclass(frozen=True)
class Line:
    """The expected path of one unit, log odds beside the median, and how many spreads below it the line lies.

    Both by period ahead. `share` is the part of the reference paths that was ever below the line within the term.
    """

    expected: tuple[float, ...]
    allowed: tuple[float, ...]
    share: float


def line_for(paths: ReferencePaths, start: Array, share: float = USUAL) -> Line:
    """The line of a unit with this start (level, last quarter, long run), drawn from all reference paths."""
    allowed = allowance(paths, paths.weights(float(start[0])), share)
    return Line(
        tuple(round(float(one), 5) for one in paths.expected(start)),
        tuple(round(float(one), 5) for one in allowed),
        share,
    )


def allowance(paths: ReferencePaths, weights: Array, share: float) -> Array:
    """Periods: how many spreads below the expected path the line lies, for reference paths weighted so."""
    strayed = np.sqrt(weights @ paths.means**2)
    shape: Array = strayed * (np.arange(1, paths.periods + 1) / paths.periods) ** SHAPE
    furthest = (-paths.means / shape).max(axis=1)
    reach = weighted_quantile(furthest, weights, np.array([1 - share]))[0]
    found: Array = reach * shape
    return found


def below(means: Array, allowed: Array) -> NDArray[np.bool_]:
    """Rows × periods: whether three months' means, in spreads, lie below the line; never where there is none."""
    with np.errstate(invalid="ignore"):
        under: NDArray[np.bool_] = means < -allowed[: means.shape[1]]
    return under
