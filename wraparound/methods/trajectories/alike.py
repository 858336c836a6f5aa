"""Comparators: past starts like one's own, one a unit, with what came of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.trajectories.fit import Cases, Fit

BAND = 0.15
"""Log odds; about three points of a hundred at 70%."""

WIDER = 0.05
WIDEST = 0.45
ENOUGH = 15
"""Units; where fewer started within the band it is widened, but never beyond the widest."""

EACH_ITS_OWN: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class AlikeStart:
    """One unit's start: period, level of its last year then and position after the horizon, log odds beside the median.

    A start whose outcome cannot be compared (not reported, a step, the unit ended) is none of these.
    """

    unit: str
    period: int
    level: float
    after: float


@dataclass(frozen=True)
class AlikeStarts:
    """The starts within `band` log odds of the level asked for: those with an outcome, and units left out without."""

    band: float
    starts: tuple[AlikeStart, ...]
    left_out: tuple[str, ...]


def alike_starts(
    fit: Fit, level: float, horizon: int, among: Collection[str], families: Mapping[str, str] = EACH_ITS_OWN
) -> AlikeStarts:
    """The newest start of each of these units that lay within the band and whose outcome is known.

    One start a unit, so that a unit that stayed at this level for years counts once, as one case. Units with the same
    name in `families` are one unit too, such as one before and after it was renamed.
    """
    cases = fit.cases(horizon)
    wanted = np.array([unit in among for unit in fit.positions.units], dtype=np.bool_)
    eligible = wanted[cases.unit]
    family = _families(fit.positions.units, families)[cases.unit]
    away = np.abs(cases.design[:, 1] - level)
    band = BAND
    while len(np.unique(family[eligible & (away <= band)])) < ENOUGH and band + WIDER <= WIDEST + 1e-9:
        band = round(band + WIDER, 2)
    starts = _newest(fit, cases, family, np.flatnonzero(eligible & (away <= band)))
    counted = {families.get(start.unit, start.unit) for start in starts}
    uncounted = {unit for unit in among if families.get(unit, unit) not in counted}
    return AlikeStarts(band, starts, _without_outcome(fit, level, horizon, band, uncounted))


def _families(units: tuple[str, ...], families: Mapping[str, str]) -> NDArray[np.int64]:
    """The number of each unit's family."""
    names = [families.get(unit, unit) for unit in units]
    number = {name: place for place, name in enumerate(sorted(set(names)))}
    return np.array([number[name] for name in names], dtype=np.int64)


def _newest(fit: Fit, cases: Cases, family: NDArray[np.int64], places: NDArray[np.int64]) -> tuple[AlikeStart, ...]:
    order = places[np.lexsort((-cases.origin[places], family[places]))]
    first = np.flatnonzero(np.diff(family[order], prepend=-1))
    newest = order[first]
    return tuple(
        AlikeStart(
            fit.positions.units[cases.unit[place]],
            int(cases.origin[place]),
            float(cases.design[place, 1]),
            float(cases.outcome[place]),
        )
        for place in newest[np.argsort(cases.unit[newest])]
    )


def _without_outcome(fit: Fit, level: float, horizon: int, band: float, among: Collection[str]) -> tuple[str, ...]:
    """Units that started alike long enough ago, but never with an outcome that compares."""
    positions = fit.positions
    step = max(1, positions.periods_per_year // 4)
    origins = list(range(positions.periods - 1 - horizon, -1, -step))
    levels = positions.starts[origins][:, :, 0] if origins else np.empty((0, len(positions.units)))
    with np.errstate(invalid="ignore"):
        alike = (np.abs(levels - level) <= band).any(axis=0)
    return tuple(unit for unit, was in zip(positions.units, alike, strict=True) if was and unit in among)
