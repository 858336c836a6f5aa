"""The back-test by its frozen protocol (docs/methods/backtest.md): rolling origins, identical cases, whole blocks."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from wraparound.capabilities.expectations.calculation.panels import month_text
from wraparound.capabilities.expectations.terms.backtest import (
    DRAWS,
    LEVELS_OF_PINBALL,
    ORIGINS_IN_A_BLOCK,
    OURS,
    PROTOCOL,
    RANGES,
    BacktestAnswer,
    BacktestCell,
    Era,
    MethodScore,
    Scale,
    Skill,
)
from wraparound.capabilities.expectations.terms.performance import FORECAST_METHOD
from wraparound.methods.scores import covered, crps, pinball_loss, skill_interval, transform
from wraparound.methods.trajectories.panel import Panel, shares
from wraparound.methods.trajectories.rolling import LEVELS, Ranges, complete, ranges_at
from wraparound.published.terms import CannotAnswer

Array = NDArray[np.float64]
Forecasters = Mapping[str, Callable[[Array, int], Array]]

APRIL_2022 = 2022 * 12 + 3
PANDEMIC = (2020 * 12 + 2, 2022 * 12 + 2)
LONG_HISTORY = 72
"""Months; a panel at least so long is judged at 12, 24 and 36 months from 36 months of history on, a shorter at 12."""

FEWEST_CASES = 10


@dataclass(frozen=True)
class Design:
    """When forecasts are made and for when, in periods."""

    origins: tuple[int, ...]
    horizons: tuple[int, ...]


@dataclass(frozen=True)
class Scored:
    """Every case of one scale: outcome (points) and each method's quantiles (cases × 99), and where it comes from.

    `origin` is a month's ordinal, `ahead` months, `fifth` 1 (worst) to 5 by the start at that origin.
    """

    scale: Scale
    outcome: Array
    quantiles: Mapping[str, Array]
    origin: NDArray[np.int64]
    ahead: NDArray[np.int64]
    fifth: NDArray[np.int64]


def design_of(panel: Panel) -> Design:
    """Origins a quarter apart, from the least history on, and the horizons that the panel can judge."""
    months = panel.months_per_period
    long = panel.periods * months >= LONG_HISTORY
    horizons = tuple(ahead // months for ahead in ((12, 24, 36) if long else (12,)))
    first = (36 if long else 24) // months - 1
    step = max(1, 3 // months)
    return Design(tuple(range(first, panel.periods - horizons[0], step)), horizons)


def score_panel(panel: Panel, simple: Forecasters, tell: Callable[[str], None]) -> tuple[list[Scored], int]:
    """Every case of every scale, and how many some method had no forecast of; `tell` hears of the progress."""
    design = design_of(panel)
    collected: dict[Scale, list[Scored]] = {scale: [] for scale in Scale}
    left_out = 0
    for number, origin in enumerate(design.origins, start=1):
        tell(f"origin {number} of {len(design.origins)}: {month_text(panel.month_of(origin))} …")
        ours = ranges_at(panel, origin, design.horizons)
        reachable = [horizon for horizon in design.horizons if origin + horizon < panel.periods]
        for scales in ((Scale.RELATIVE,), (Scale.ABSOLUTE, Scale.OPEN)):
            theirs = _simple_at(panel, origin, max(reachable), simple, scales[0])
            for scale, horizon in product(scales, reachable):
                found, missing = _cases(panel, origin, horizon, scale, ours.get(horizon), theirs)
                collected[scale] += [found] if found is not None else []
                # The same cases lack a forecast on every scale: counted once.
                left_out += missing if scale is Scale.RELATIVE else 0
    return [_joined(scale, parts) for scale, parts in collected.items() if parts], left_out


def cells_of(scored: list[Scored], chance: np.random.Generator) -> tuple[BacktestCell, ...]:
    """Every cut with at least ten cases, each method on the same ones."""
    return tuple(cell for one in scored for cell in _cells(one, chance))


def _cells(scored: Scored, chance: np.random.Generator) -> Iterator[BacktestCell]:
    for era in Era:
        for ahead in np.unique(scored.ahead):
            for fifth in (None, 1, 2, 3, 4, 5):
                chosen = _in_era(scored.origin, era) & (scored.ahead == ahead)
                if fifth is not None:
                    chosen &= scored.fifth == fifth
                if chosen.sum() >= FEWEST_CASES:
                    yield _cell(scored, era, int(ahead), fifth, np.flatnonzero(chosen), chance)


def _cell(  # noqa: PLR0913, PLR0917  a cut has these parts
    scored: Scored, era: Era, ahead: int, fifth: int | None, rows: NDArray[np.intp], chance: np.random.Generator
) -> BacktestCell:
    outcome, origin = scored.outcome[rows], scored.origin[rows]
    by_method = {name: found[rows] for name, found in scored.quantiles.items()}
    ours = crps(outcome, by_method[OURS], LEVELS)
    skills = tuple(
        _skill(name, ours, crps(outcome, found, LEVELS), origin, chance)
        for name, found in by_method.items()
        if name != OURS
    )
    return BacktestCell(
        scale=scored.scale,
        era=era,
        months_ahead=ahead,
        fifth=fifth,
        origins=len(np.unique(origin)),
        windows=int((origin.max() - origin.min()) // ahead) + 1,
        cases=int(rows.size),
        scores=tuple(_score(name, outcome, found) for name, found in by_method.items()),
        skills=skills,
    )


def _skill(name: str, ours: Array, theirs: Array, origin: NDArray[np.int64], chance: np.random.Generator) -> Skill:
    skill, low, high = skill_interval(ours, theirs, origin, ORIGINS_IN_A_BLOCK, DRAWS, chance)
    return Skill(
        name, round(skill, 4), None if low is None else round(low, 4), None if high is None else round(high, 4)
    )


def _score(name: str, outcome: Array, quantiles: Array) -> MethodScore:
    loss = pinball_loss(outcome, quantiles, LEVELS).mean(axis=0)
    ends = {
        share: (quantiles[:, _column((100 - share) / 2)], quantiles[:, _column((100 + share) / 2)]) for share in RANGES
    }
    tenths = np.histogram(transform(outcome, quantiles), bins=10, range=(0, 1))[0] / outcome.size
    return MethodScore(
        method=name,
        crps=round(float(crps(outcome, quantiles, LEVELS).mean()), 4),
        pinball={str(level): round(float(loss[_column(level)]), 4) for level in LEVELS_OF_PINBALL},
        coverage={str(share): round(float(covered(outcome, *end).mean()), 4) for share, end in ends.items()},
        width={str(share): round(float((high - low).mean()), 3) for share, (low, high) in ends.items()},
        transform=tuple(round(float(one), 4) for one in tenths),
    )


def _column(percent: float) -> int:
    return round(percent) - 1


def _in_era(origin: NDArray[np.int64], era: Era) -> NDArray[np.bool_]:
    if era is Era.BEFORE_APRIL_2022:
        chosen = origin < APRIL_2022
    elif era is Era.FROM_APRIL_2022:
        chosen = origin >= APRIL_2022
    elif era is Era.PANDEMIC:
        chosen = (origin >= PANDEMIC[0]) & (origin <= PANDEMIC[1])
    else:
        chosen = np.ones_like(origin, dtype=np.bool_)
    return np.asarray(chosen, dtype=np.bool_)


def _series(panel: Panel, scale: Scale) -> Array:
    """Trusts × periods in points: the percentage, or its distance from the median of these trusts."""
    percent = 100 * shares(panel)
    return percent - np.median(percent, axis=0) if scale is Scale.RELATIVE else percent


def _simple_at(panel: Panel, origin: int, ahead: int, simple: Forecasters, scale: Scale) -> dict[str, Array]:
    """Method → trusts × periods ahead × 99, from each trust's own series up to the origin."""
    seen = _series(panel, scale)[:, : origin + 1]
    return {name: np.stack([forecast(row, ahead) for row in seen]) for name, forecast in simple.items()}


def _cases(  # noqa: PLR0913, PLR0917  one origin, horizon and scale
    panel: Panel, origin: int, horizon: int, scale: Scale, ours: Ranges | None, theirs: Mapping[str, Array]
) -> tuple[Scored | None, int]:
    """The cases that every method could forecast, and how many were not such."""
    if ours is None:
        return None, len(panel.units)
    mine = 100 * {Scale.RELATIVE: ours.relative, Scale.ABSOLUTE: ours.absolute, Scale.OPEN: ours.open}[scale]
    by_method = {OURS: mine, **{name: found[:, horizon - 1] for name, found in theirs.items()}}
    there = np.all([np.isfinite(found).all(axis=1) for found in by_method.values()], axis=0)
    if not there.any():
        return None, len(panel.units)
    level = ours.level[there]
    edges = np.quantile(level, (0.2, 0.4, 0.6, 0.8))
    count = int(there.sum())
    found = Scored(
        scale=scale,
        outcome=_series(panel, scale)[there, origin + horizon],
        quantiles={name: one[there] for name, one in by_method.items()},
        origin=np.full(count, panel.month_of(origin) + panel.months_per_period - 1),
        ahead=np.full(count, horizon * panel.months_per_period),
        fifth=np.searchsorted(edges, level, side="left") + 1,
    )
    return found, len(panel.units) - count


def _joined(scale: Scale, parts: list[Scored]) -> Scored:
    return Scored(
        scale=scale,
        outcome=np.concatenate([one.outcome for one in parts]),
        quantiles={name: np.concatenate([one.quantiles[name] for one in parts]) for name in parts[0].quantiles},
        origin=np.concatenate([one.origin for one in parts]),
        ahead=np.concatenate([one.ahead for one in parts]),
        fifth=np.concatenate([one.fifth for one in parts]),
    )


@dataclass(frozen=True)
class Judged:
    """What a back-test is of: the measure, where its figures come from, and the release it stands beside."""

    measure: str
    source: str
    release: str


def answer_backtest(
    panel: Panel, judged: Judged, simple: Forecasters, tell: Callable[[str], None], chance: np.random.Generator
) -> BacktestAnswer:
    """The back-test of a panel by the protocol; CannotAnswer where it is too short to judge anything."""
    whole = complete(panel)
    design = design_of(whole)
    if not design.origins or len(whole.units) < FEWEST_CASES:
        raise CannotAnswer(
            f"{judged.source} has {len(whole.units)} trusts with a figure in each of {whole.periods} periods: too "
            "little to judge. It takes 36 months (24 for a short panel) before the first origin and 12 after it."
        )
    scored, left_out = score_panel(whole, simple, tell)
    ends = [month_text(whole.month_of(origin) + whole.months_per_period - 1) for origin in design.origins]
    return BacktestAnswer(
        measure=judged.measure,
        source=judged.source,
        trusts=len(whole.units),
        months_per_period=whole.months_per_period,
        first_origin=ends[0],
        last_origin=ends[-1],
        origins=len(ends),
        left_out=left_out,
        cells=cells_of(scored, chance),
        protocol=PROTOCOL,
        method=FORECAST_METHOD,
        release=judged.release,
        seconds=0.0,
    )
