"""What a unit and everybody else have done since a start: remainders in spreads, with pauses and breaks taken out.

Method page: docs/methods/patience.md. A pause is time that counts for nobody: its periods are not judged, and a fall
during it is taken out of what follows. A rise is not, so that a pause never makes a unit look worse.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.monitoring.paths import look_length, spread_of, trailing_mean
from wraparound.methods.trajectories.panel import Array
from wraparound.methods.trajectories.positions import Positions, starts_at

Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Since:
    """Periods since a start, those that count.

    Attributes:
        periods: their place in the panel.
        lift: what is added to the unit's positions for falls during pauses, 0 or more; log odds.
        left: positions with the lift, minus what was expected; NaN where not reported.
        means: three months' mean of `left`, in spreads; NaN where there is none.
        spread: how far everybody's three months' mean went apart since the same start, log odds.
        broken: place in the panel of the period from which nothing compares with the start; None where nothing is.
    """

    periods: NDArray[np.int64]
    lift: Array
    left: Array
    means: Array
    spread: Array
    broken: int | None


def since(  # noqa: PLR0913, PLR0917  a start, what was expected of it, and what is left out
    positions: Positions, unit: str, start: int, slopes: Array, expected: Array, paused: Flags
) -> Since:
    """What `unit` has done since the period `start`, beside its `expected` path (by period that counts).

    `slopes` (periods × 4) say what was to be expected of everybody else. `paused` has one flag per period after the
    start, as far as the panel goes. A unit that has no row has done nothing that is known.
    """
    length = look_length(positions.months_per_period)
    ahead = np.arange(start + 1, positions.periods)
    row = positions.units.index(unit) if unit in positions.units else None
    own = np.full(ahead.size, np.nan) if row is None else positions.relative[row, ahead]
    broken = None if row is None else _first_break(positions, row, start, ahead)
    counts = ~paused[: ahead.size] & (ahead < (positions.periods if broken is None else broken))
    before = np.full(0, np.nan) if row is None else positions.relative[row, max(0, start + 1 - length) : start + 1]
    places = np.flatnonzero(counts)[: expected.size]
    lift = _falls(own, counts, before, length)[places]
    others = _everybody(positions, start, slopes, length, row)[places]
    left = own[places] + lift - expected[: places.size]
    means = trailing_mean(left[None], length)[0] / others
    return Since(ahead[places], lift, left, means, others, broken)


def _first_break(positions: Positions, row: int, start: int, ahead: NDArray[np.int64]) -> int | None:
    """The first period after the start in another stretch: a recording step, a merger, or a gap of more than a year."""
    other = np.flatnonzero(positions.stretch[row, ahead] != positions.stretch[row, start])
    return int(ahead[other[0]]) if other.size else None


def _falls(own: Array, counts: Flags, before: Array, length: int) -> Array:
    """For each period how much is added for falls during the pauses before it; log odds, 0 or more."""
    added = np.zeros(own.size)
    known = list(before[~np.isnan(before)])
    lift = 0.0
    was_paused: list[float] = []
    for place in range(own.size):
        if not counts[place]:
            was_paused += [float(own[place])] if not np.isnan(own[place]) else []
            continue
        if was_paused and known:
            lift += max(0.0, float(np.mean(known[-length:])) - float(np.mean(was_paused[-length:])))
        was_paused = []
        added[place] = lift
        if not np.isnan(own[place]):
            known.append(float(own[place]))
    return added


def _everybody(positions: Positions, start: int, slopes: Array, length: int, row: int | None) -> Array:
    """Periods after the start: how far everybody else's three months' mean has gone apart; NaN beyond the term."""
    begun = starts_at(positions, start)
    ahead = slice(start + 1, positions.periods)
    path = positions.relative[:, ahead]
    comparable = positions.stretch[:, ahead] == positions.stretch[:, start][:, None]
    reach = min(path.shape[1], len(slopes))
    expected = np.column_stack([np.ones(len(begun)), begun]) @ slopes[:reach].T
    left = np.full(path.shape, np.nan)
    left[:, :reach] = np.where(comparable[:, :reach], path[:, :reach], np.nan) - expected
    if row is not None:
        left[row] = np.nan
    spread = spread_of(trailing_mean(left, length))
    if reach and path.shape[1] > reach:
        # A pause can lead past the term; the last spread that is known then stands.
        spread[reach:] = spread[reach - 1]
    return spread
