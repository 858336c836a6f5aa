"""A fit with one more unit that only starts from it: everybody's cases, slopes and path stay as they were.

So the range and odds of a unit that is in no data can be asked for, and it never becomes a case for anybody else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from wraparound.methods.trajectories.fit import Cases, Fit
from wraparound.methods.trajectories.panel import Array
from wraparound.methods.trajectories.positions import FURTHEST, Positions


@dataclass(frozen=True, eq=False)
class FitWithNewcomer(Fit):
    """A fit whose last unit was added afterwards; every case behind a horizon is one of the `original` fit."""

    original: Fit

    def cases(self, horizon: int) -> Cases:
        """The cases of the original fit, whose rows are the same here."""
        return self.original.cases(horizon)


def with_newcomer(fit: Fit, unit: str, shares: Mapping[int, float]) -> Fit:
    """The same fit with `unit` as its last row, which starts from `shares`: period (0 the first) → share, 0 to 1.

    A share is taken beside the median of its period, no further than 6 log odds out, rounded as positions are; a period
    without a share or without a median is a gap. The shares are one stretch: nothing in them is a recording step.
    ValueError for a unit that is in the fit already, a period that is not, or what is no share.
    """
    positions = fit.positions
    if unit in positions.units:
        raise ValueError(f"{unit} is in this fit already; a newcomer needs a name of its own.")
    added = replace(
        positions,
        units=(*positions.units, unit),
        relative=np.vstack([positions.relative, _beside_median(positions, shares)]),
        stretch=np.vstack([positions.stretch, np.zeros(positions.periods, dtype=np.int64)]),
    )
    return FitWithNewcomer(added, fit.steps, fit.path, fit.horizons, fit.flattery, fit)


def _beside_median(positions: Positions, shares: Mapping[int, float]) -> Array:
    """Periods: log odds of the share minus the median's."""
    share = np.full(positions.periods, np.nan)
    for period, one in shares.items():
        if not 0 <= period < positions.periods or not 0 <= one <= 1:
            raise ValueError(
                f"{one} in period {period} is not a share between 0 and 1 in one of {positions.periods} periods; leave "
                "out a period without a report."
            )
        share[period] = one
    with np.errstate(divide="ignore"):  # none and all are infinitely far, and cut off below
        odds = np.clip(np.log(share) - np.log1p(-share), -FURTHEST, FURTHEST)
    relative: Array = np.round(odds - positions.median, 5)
    return relative
