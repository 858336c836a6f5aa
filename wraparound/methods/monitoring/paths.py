"""Reference paths: what units that started alike did, period by period, beside what was to be expected of them.

Method page: docs/methods/patience.md. Positions are log odds beside the median (trajectories/positions.py); a unit for
which lower is better is turned round first, so that a fall is always the worse. What a path did beside its expectation
is its remainder; remainders are counted in spreads, how far those of everybody went apart since the same start.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.trajectories.fit import HALF_LIFE, Cases, nearness, slopes_of
from wraparound.methods.trajectories.panel import Array
from wraparound.methods.trajectories.positions import Positions

FEWEST_PATHS = 40
"""Whole paths; of fewer, 4 in 100 would be one or two."""

FEWEST_FOR_A_SPREAD = 10
"""Others whose remainder is known; of fewer nobody can say how far everybody moved."""

SMOOTHED_MONTHS = 3
MORE_THAN_HALF = 0.5


class TooFewPaths(ValueError):
    """The history holds too few whole paths of this length to draw a line from."""


@dataclass(frozen=True, eq=False)
class ReferencePaths:
    """Past starts whose every period over the term is known.

    Attributes:
        cases: paths: design (paths × 4), weight by recency, unit and period of the start; outcome is the last period.
        slopes: periods × 4, what is expected of a start at each period ahead.
        left: paths × periods, the remainders; log odds.
        means: paths × periods, three months' mean of the remainders, in `spreads`.
        spreads: paths × periods, how far those of everybody went apart since the same start; log odds.
        looks: paths × quarters, mean of each quarter, in spreads of that.
        spread: periods, the usual spread of the three months' means; log odds.
        spread_of_looks: quarters, the usual spread of the means of quarters; log odds.
        periods_per_look: periods in a quarter: 3 for months, 1 for quarters.
    """

    cases: Cases
    slopes: Array
    left: Array
    means: Array
    spreads: Array
    looks: Array
    spread: Array
    spread_of_looks: Array
    periods_per_look: int

    @property
    def periods(self) -> int:
        """Length of the term, in periods."""
        return int(self.left.shape[1])

    def expected(self, start: Array) -> Array:
        """Periods: the positions to be expected after a start (its three parts, see Positions.starts)."""
        found: Array = self.slopes @ np.concatenate([[1.0], start])
        return found

    def weights(self, level: float, without: int | None = None) -> Array:
        """Paths: how much each counts for a start at this level, adding up to 1; one unit may be left out."""
        cases = self.cases
        if without is not None:
            cases = replace(cases, weight=np.where(cases.unit == without, 0.0, cases.weight))
        weights = cases.weight * nearness(level, cases)
        total: Array = weights / weights.sum()
        return total


def worse_is_down(positions: Positions) -> Positions:
    """The same positions turned round, for a share of which less is better."""
    return replace(positions, relative=-positions.relative, median=-positions.median)


def reference_paths(positions: Positions, term: int, last: int | None = None) -> ReferencePaths:
    """Every whole path over `term` periods that ended by period `last` (the panel's end when left out).

    TooFewPaths where there are fewer than forty.
    """
    last = positions.periods - 1 if last is None else last
    step = max(1, positions.periods_per_year // 4)
    origins = range(last - term, -1, -step)
    parts = [_paths_from(positions, origin, term) for origin in origins]
    found = sum(part[0].size for part in parts)
    if found < FEWEST_PATHS:
        raise TooFewPaths(
            f"Only {found} whole paths of {term} periods lie in the figures; {FEWEST_PATHS} are needed to draw a line."
        )
    unit = np.concatenate([part[0] for part in parts])
    design, path = (np.concatenate([part[place] for part in parts]) for place in (1, 2))
    origin = np.concatenate([np.full(part[0].size, one) for part, one in zip(parts, origins, strict=True)])
    years = (last - term - origin) / positions.periods_per_year
    cases = Cases(design, path[:, -1], 0.5 ** (years / HALF_LIFE), unit, origin)
    slopes = np.stack(
        [
            slopes_of(replace(cases, outcome=path[:, ahead]), cases.weight, ahead + 1, positions.periods_per_year)
            for ahead in range(term)
        ]
    )
    return _in_spreads(cases, slopes, path - design @ slopes.T, look_length(positions.months_per_period))


def look_length(months_per_period: int) -> int:
    """Periods that make up three months, 1 at least."""
    return max(1, SMOOTHED_MONTHS // months_per_period)


def spread_of(remainders: Array) -> Array:
    """Periods: how far rows went apart, root mean square; NaN where fewer than ten are known."""
    known = (~np.isnan(remainders)).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        spread: Array = np.where(
            known >= FEWEST_FOR_A_SPREAD, np.sqrt(np.nansum(remainders**2, axis=0) / known), np.nan
        )
    return spread


def trailing_mean(values: Array, window: int) -> Array:
    """Rows × periods: the mean of what is there of the last `window` periods, NaN where not more than half of them is.

    The first periods have fewer before them, and take those.
    """
    there = ~np.isnan(values)
    sums = np.cumsum(np.pad(np.where(there, values, 0.0), ((0, 0), (window, 0))), axis=1)
    counts = np.cumsum(np.pad(there.astype(np.float64), ((0, 0), (window, 0))), axis=1)
    total, count = sums[:, window:] - sums[:, :-window], counts[:, window:] - counts[:, :-window]
    possible = np.minimum(np.arange(1, values.shape[1] + 1), window)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean: Array = np.where(count > MORE_THAN_HALF * possible, total / count, np.nan)
    return mean


def by_look(values: Array, length: int) -> Array:
    """Rows × whole quarters: the mean of what was reported, NaN where not more than half was."""
    whole = values.shape[1] // length
    parts = values[:, : whole * length].reshape(len(values), whole, length)
    there = ~np.isnan(parts)
    count = there.sum(axis=2)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean: Array = np.where(count > MORE_THAN_HALF * length, np.where(there, parts, 0.0).sum(axis=2) / count, np.nan)
    return mean


def _in_spreads(cases: Cases, slopes: Array, left: Array, length: int) -> ReferencePaths:
    means, looks = trailing_mean(left, length), by_look(left, length)
    spreads = np.empty_like(means)
    for origin in np.unique(cases.origin):
        same = cases.origin == origin
        spreads[same] = spread_of(means[same])
        looks[same] /= spread_of(looks[same])
    share = cases.weight / cases.weight.sum()
    return ReferencePaths(
        cases=cases,
        slopes=slopes,
        left=left,
        means=means / spreads,
        spreads=spreads,
        looks=looks,
        spread=np.sqrt(share @ means**2),
        spread_of_looks=np.sqrt(share @ by_look(left, length) ** 2),
        periods_per_look=length,
    )


def _paths_from(positions: Positions, origin: int, term: int) -> tuple[NDArray[np.int64], Array, Array]:
    """Unit, design and path of every unit with a start here and a report in each period of the term.

    None where they are too few for a spread.
    """
    start = positions.starts[origin]
    ahead = slice(origin + 1, origin + 1 + term)
    path = positions.relative[:, ahead]
    same = (positions.stretch[:, ahead] == positions.stretch[:, origin][:, None]).all(axis=1)
    kept = np.flatnonzero(same & ~np.isnan(start).any(axis=1) & ~np.isnan(path).any(axis=1))
    kept = kept if kept.size >= FEWEST_FOR_A_SPREAD else kept[:0]
    design = np.column_stack([np.ones(kept.size), start[kept]])
    return kept, design, path[kept]
