"""A fit as plain values and back, so that it can be kept with the evidence it was made from.

Only what cannot be made again at once is kept: positions, the path of the median, slopes and scales.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from wraparound.methods.trajectories.fit import Fit, Flattery, HorizonFit
from wraparound.methods.trajectories.national import MedianPath
from wraparound.methods.trajectories.panel import Array
from wraparound.methods.trajectories.positions import Positions
from wraparound.methods.trajectories.steps import Step


def as_plain(fit: Fit) -> dict[str, Any]:
    """The fit as dictionaries, lists, numbers and None, ready for JSON."""
    positions, path = fit.positions, fit.path
    return {
        "units": list(positions.units),
        "first_month": positions.first_month,
        "months_per_period": positions.months_per_period,
        "median": _plain(positions.median),
        "relative": [_plain(row) for row in positions.relative],
        "stretch": positions.stretch.tolist(),
        "steps": [[step.unit, step.period, step.change] for step in fit.steps],
        "level": path.level,
        "season": list(path.season),
        "typical_change": list(path.typical_change),
        "changes": [list(one) for one in path.changes],
        "horizons": [[one.horizon, list(one.slopes), one.scale, one.origins] for one in fit.horizons],
        "flattery": [fit.flattery.one_period, fit.flattery.year_mean, fit.flattery.starts] if fit.flattery else None,
    }


def from_plain(kept: Mapping[str, Any]) -> Fit:
    """The fit that was kept; KeyError, TypeError or ValueError where these are not the values of one."""
    positions = Positions(
        units=tuple(kept["units"]),
        first_month=int(kept["first_month"]),
        months_per_period=int(kept["months_per_period"]),
        relative=_floats(kept["relative"]),
        median=_floats([kept["median"]])[0],
        stretch=np.array(kept["stretch"], dtype=np.int64),
    )
    return Fit(
        positions=positions,
        steps=tuple(Step(unit, period, change) for unit, period, change in kept["steps"]),
        path=MedianPath(
            level=kept["level"],
            season=tuple(kept["season"]),
            typical_change=tuple(kept["typical_change"]),
            changes=tuple(tuple(one) for one in kept["changes"]),
        ),
        horizons=tuple(
            HorizonFit(horizon, tuple(slopes), scale, origins) for horizon, slopes, scale, origins in kept["horizons"]
        ),
        flattery=Flattery(*kept["flattery"]) if kept["flattery"] else None,
    )


def _plain(values: Array) -> list[float | None]:
    return [None if np.isnan(one) else one for one in values.tolist()]


def _floats(rows: list[list[float | None]]) -> Array:
    return np.array([[np.nan if one is None else one for one in row] for row in rows], dtype=np.float64)
