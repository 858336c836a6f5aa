"""The back-test of the patience rule by its frozen protocol (docs/methods/patience.md)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from wraparound.capabilities.compacts.terms.patience import Flagged, PatienceBacktest, PatienceRule, RuleScore
from wraparound.methods.monitoring.certificate import ENOUGH, certificate_of, slide_a_month, stakes
from wraparound.methods.monitoring.line import USUAL, allowance, below
from wraparound.methods.monitoring.paths import (
    ReferencePaths,
    TooFewPaths,
    by_look,
    reference_paths,
    spread_of,
    trailing_mean,
)
from wraparound.methods.monitoring.simple import in_a_row, xmr_flags
from wraparound.methods.trajectories.fit import weighted_quantile
from wraparound.methods.trajectories.panel import Array, Panel, logits, shares
from wraparound.methods.trajectories.positions import Positions, positions_of
from wraparound.methods.trajectories.rolling import complete, until
from wraparound.methods.trajectories.steps import detect_steps
from wraparound.published.terms import CannotAnswer

Flags = NDArray[np.bool_]

MONTHS = 24
BY = (12, 24)
SLIDES = (0.0, 0.5, 1.0)
FIRST_HISTORY = 48
"""Months before the first origin: a year to start from, two years of term, and a year of starts."""

DRAWS = 2000
ORIGINS_IN_A_BLOCK = 4
FEWEST_BLOCKS = 3
LOW_TENTH = 0.1
IN_A_ROW = 3


@dataclass(frozen=True)
class Judged:
    """What one origin gave: which rows of the panel, and what each rule flagged.

    `flags` by rule and slide are units × periods; `stopped` says which units met a step; `simulated` (reference paths:
    whether flagged) with their weights and units.
    """

    units: NDArray[np.int64]
    flags: dict[tuple[PatienceRule, float], Flags]
    stopped: Flags
    simulated: Flags
    weight: Array
    simulated_units: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Setting:
    """The whole panel of one back-test: its figures, positions and steps, and the length of the term in periods."""

    panel: Panel
    positions: Positions
    steps: Flags
    term: int


def answer_patience_backtest(
    panel: Panel, measure: str, source: str, tell: Callable[[str], None], chance: np.random.Generator
) -> PatienceBacktest:
    """What the rule, and simpler ones, would have flagged; CannotAnswer where the panel is too short to judge."""
    whole = complete(panel)
    length = whole.months_per_period
    term = MONTHS // length
    step = max(1, 3 // length)
    origins = list(range(FIRST_HISTORY // length - 1, whole.periods - term, step))
    if not origins or length > 3:
        raise CannotAgreeOnPatience(source, len(whole.units), whole.periods)
    steps = detect_steps(whole)
    setting = Setting(whole, positions_of(whole, steps), steps, term)
    found = []
    for number, origin in enumerate(origins, start=1):
        tell(f"origin {number} of {len(origins)} …")
        try:
            found.append(_judge(setting, origin))
        except TooFewPaths as trouble:
            raise CannotAgreeOnPatience(source, len(whole.units), whole.periods) from trouble
    ends = [_month(whole.month_of(origin) + length - 1) for origin in origins]
    return PatienceBacktest(
        measure=measure,
        source=source,
        trusts=len(whole.units),
        origins=len(origins),
        first_origin=ends[0],
        last_origin=ends[-1],
        windows=(origins[-1] - origins[0]) // term + 1,
        cases=sum(one.units.size for one in found),
        stopped=int(sum(one.stopped.sum() for one in found)),
        months=MONTHS,
        simulated=_simulated(found, len(whole.units), chance),
        simulated_paths=sum(one.simulated.size for one in found),
        rules=tuple(_score(rule, found, length, len(whole.units), chance) for rule in PatienceRule),
    )


class CannotAgreeOnPatience(CannotAnswer):
    """A panel that is too short, too small or too rare to judge the rule on."""

    def __init__(self, source: str, units: int, periods: int) -> None:
        """Says what there is and what it takes."""
        super().__init__(
            f"{source} has {units} trusts with a figure in each of {periods} periods: too little to judge by. It takes "
            f"months or quarters, {FIRST_HISTORY} months before the first origin and {MONTHS} after it."
        )


def _judge(setting: Setting, origin: int) -> Judged:
    seen = until(setting.panel, origin)
    known = positions_of(seen, detect_steps(seen))
    paths = reference_paths(known, setting.term)
    starts = known.starts[origin]
    units = np.flatnonzero(~np.isnan(starts).any(axis=1))
    ahead = slice(origin + 1, origin + 1 + setting.term)
    stopped = np.logical_or.accumulate(setting.steps[units, ahead], axis=1)
    expected = np.stack([paths.expected(starts[unit]) for unit in units])
    weights = np.stack([paths.weights(float(starts[unit, 0])) for unit in units])
    flags: dict[tuple[PatienceRule, float], Flags] = {}
    slid_by = {slide: _with_slide(setting.panel, units, ahead, slide) for slide in SLIDES}
    left = {
        slide: np.where(stopped, np.nan, logits(slid) - setting.positions.median[ahead]) - expected
        for slide, slid in slid_by.items()
    }
    for slide, slid in slid_by.items():
        for rule, flagged in _ours(paths, left[slide], left[0.0], weights, starts[units, 0], known).items():
            flags[rule, slide] = flagged
        before = slice(max(0, origin + 1 - MONTHS // setting.panel.months_per_period), origin + 1)
        for rule, flagged in _charts(setting.panel, units, before, ahead, shares(slid)).items():
            flags[rule, slide] = flagged & ~stopped
    simulated = _in_simulation(paths)
    return Judged(units, flags, stopped.any(axis=1), simulated, paths.cases.weight, paths.cases.unit)


def _with_slide(panel: Panel, units: NDArray[np.int64], ahead: slice, slide: float) -> Panel:
    """These units and periods with so many points a month taken off, growing from the first month; never below none."""
    total, within = panel.total[units, ahead], panel.within[units, ahead]
    months = (np.arange(total.shape[1]) + 1) * panel.months_per_period
    slid = np.fmax(within - total * slide / 100 * months, 0.0)
    return replace(panel, units=tuple(panel.units[one] for one in units), within=slid, total=total)


def _ours(  # noqa: PLR0913, PLR0917  what a rule sees has these parts
    paths: ReferencePaths, remainders: Array, real: Array, weights: Array, levels: Array, known: Positions
) -> dict[PatienceRule, Flags]:
    """What our rules flag, and those of single periods; the others, whose spread counts, do as they really did."""
    median = float(np.nanmean(known.median[-known.periods_per_year :]))
    length = paths.periods_per_look
    means, looks = trailing_mean(remainders, length), by_look(remainders, length)
    real_means, real_looks = trailing_mean(real, length), by_look(real, length)
    line, stake, low = [], [], []
    for row, one in enumerate(remainders):
        others = np.arange(len(real)) != row
        mean = means[row] / spread_of(real_means[others])
        line.append(below(mean[None], allowance(paths, weights[row], USUAL))[0])
        certificate = certificate_of(paths, weights[row], slide_a_month(float(levels[row]), median))
        look = looks[row] / spread_of(real_looks[others])
        stake.append(_at_ends(stakes(certificate, look[None])[0] >= ENOUGH, length, paths.periods))
        tenth = [weighted_quantile(paths.left[:, h], weights[row], np.array([LOW_TENTH]))[0] for h in range(one.size)]
        with np.errstate(invalid="ignore"):
            low.append(one < np.array(tenth))
    single = np.array(low)
    return {
        PatienceRule.LINE: np.array(line),
        PatienceRule.CERTIFICATE: np.array(stake),
        PatienceRule.ONE_LOW: single,
        PatienceRule.THREE_LOW: in_a_row(single, IN_A_ROW),
    }


def _at_ends(looked: Flags, length: int, periods: int) -> Flags:
    """A look a quarter, as flags by period: each at the last period of its quarter."""
    flags = np.zeros(periods, dtype=np.bool_)
    flags[length - 1 :: length][: looked.size] = looked
    return flags


def _charts(
    panel: Panel, units: NDArray[np.int64], before: slice, ahead: slice, slid: Array
) -> dict[PatienceRule, Flags]:
    percent = 100 * shares(panel)
    median = np.median(percent, axis=0)
    raw = percent[units, before], 100 * slid
    relative = raw[0] - median[before], raw[1] - median[ahead]
    return {PatienceRule.CHART: xmr_flags(*relative), PatienceRule.CHART_RAW: xmr_flags(*raw)}


def _in_simulation(paths: ReferencePaths) -> Flags:
    """Reference paths: whether a line made from those of all other units, for a start at its level, flagged it."""
    cases = paths.cases
    flagged = np.zeros(cases.unit.size, dtype=np.bool_)
    for row, unit in enumerate(cases.unit):
        allowed = allowance(paths, paths.weights(float(cases.design[row, 1]), without=int(unit)), USUAL)
        flagged[row] = below(paths.means[row][None], allowed).any()
    return flagged


def _score(rule: PatienceRule, found: list[Judged], length: int, units: int, chance: np.random.Generator) -> RuleScore:
    return RuleScore(
        rule=rule,
        flagged=tuple(_flagged(rule, found, length, units, chance, whole=True)),
        of_all=tuple(_flagged(rule, found, length, units, chance, whole=False)),
    )


def _flagged(  # noqa: PLR0913  one cut of one rule
    rule: PatienceRule, found: list[Judged], length: int, units: int, chance: np.random.Generator, *, whole: bool
) -> Iterator[Flagged]:
    """By slide and month; `whole`: only of the cases that met no step."""
    for slide in SLIDES:
        for months in BY:
            ever = [one.flags[rule, slide][:, : months // length].any(axis=1) for one in found]
            counts = [np.where(one.stopped & whole, 0.0, 1.0) for one in found]
            parts = [(one.units, flags, count) for one, flags, count in zip(found, ever, counts, strict=True)]
            yield _with_limits(parts, units, slide, months, chance)


def _simulated(found: list[Judged], units: int, chance: np.random.Generator) -> Flagged:
    parts = [(one.simulated_units, one.simulated, one.weight) for one in found]
    return _with_limits(parts, units, 0.0, MONTHS, chance)


def _with_limits(
    parts: list[tuple[NDArray[np.int64], Flags, Array]],
    units: int,
    slide: float,
    months: int,
    chance: np.random.Generator,
) -> Flagged:
    """The share flagged, and the wider of the limits from whole units drawn again and from blocks of origins."""
    by_origin = np.array([(float(weight @ flags), float(weight.sum())) for _, flags, weight in parts])
    by_unit = np.zeros((units, 2))
    for rows, flags, weight in parts:
        np.add.at(by_unit, rows, np.column_stack([weight * flags, weight]))
    blocks = np.add.reduceat(by_origin, np.arange(0, len(by_origin), ORIGINS_IN_A_BLOCK))
    limits = [_limits(one, chance) for one in (by_unit[by_unit[:, 1] > 0], blocks) if len(one) >= FEWEST_BLOCKS]
    low, high = max(limits, key=lambda one: one[1] - one[0], default=(None, None))
    share = by_origin[:, 0].sum() / by_origin[:, 1].sum()
    return Flagged(
        slide=slide,
        months=months,
        share=round(float(share), 4),
        low=None if low is None else round(low, 4),
        high=None if high is None else round(high, 4),
    )


def _limits(sums: Array, chance: np.random.Generator) -> tuple[float, float]:
    drawn = sums[chance.integers(0, len(sums), size=(DRAWS, len(sums)))].sum(axis=1)
    low, high = np.quantile(drawn[:, 0] / drawn[:, 1], (0.025, 0.975))
    return float(low), float(high)


def _month(ordinal: int) -> str:
    return f"{ordinal // 12}-{ordinal % 12 + 1:02}"
