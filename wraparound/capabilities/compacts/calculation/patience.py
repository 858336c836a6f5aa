"""The patience rule of one result: made before signing, and what it says of figures since.

Method page: docs/methods/patience.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from wraparound.capabilities.compacts.calculation.clock import Stretch
from wraparound.capabilities.compacts.terms.agreement import Patience
from wraparound.capabilities.compacts.terms.patience import (
    PATIENCE_METHOD,
    SHARES,
    ChoiceTerms,
    ErrorTerms,
    Judged,
    JudgedPeriod,
    LookTerms,
    RuleTerms,
    Verdict,
)
from wraparound.methods.monitoring.certificate import ENOUGH, Certificate, Look, certificate_for, stakes
from wraparound.methods.monitoring.errors import error_rates
from wraparound.methods.monitoring.line import line_for
from wraparound.methods.monitoring.paths import (
    ReferencePaths,
    TooFewPaths,
    by_look,
    look_length,
    reference_paths,
    worse_is_down,
)
from wraparound.methods.monitoring.since import Since, since
from wraparound.methods.trajectories.fit import Fit
from wraparound.methods.trajectories.newcomer import FitWithNewcomer
from wraparound.methods.trajectories.panel import Array, share_with
from wraparound.methods.trajectories.positions import Positions

SHOWN_BY = (12, 24, 36)
LONGEST_PERIOD = 3
"""Months; a figure that is published once a year is looked at too seldom for a rule."""

SILENT_AFTER = 2
"""Periods that others have reported since; then the trust counts as silent."""


class NoRule(ValueError):
    """There can be no patience rule for this result; the message says why."""


@dataclass(frozen=True, kw_only=True)
class RuleQuestion:
    """Whose figures of which measure are to be judged, how patiently, from which day, for how many months.

    `known` is the day on which it is asked: periods that were not over by then are not known yet.
    """

    key: str
    choice: Patience
    unit: str
    measure: str
    lower: bool
    starts: date
    months: int
    known: date


def rule_for(fit: Fit, asked: RuleQuestion, release: str) -> RuleTerms:
    """The rule with all its parameters; NoRule says why there can be none."""
    positions = _positions(fit, lower=asked.lower)
    every = positions.months_per_period
    if every > LONGEST_PERIOD:
        raise NoRule("It is published once a year: too seldom for a rule. It is talked about at each review.")
    last = min(positions.periods - 1, _period_before(positions, asked.known))
    if asked.unit not in positions.units:
        raise NoRule("Nothing is published of this organisation that a rule could judge.")
    begun = positions.starts[last][positions.units.index(asked.unit)]
    if np.isnan(begun).any():
        raise NoRule("There is no year of comparable figures to start from.")
    paths = _longest(fit, asked.lower, last, asked.months // every)
    line = line_for(paths, begun, SHARES[asked.choice])
    median = float(np.nanmean(positions.median[max(0, last + 1 - positions.periods_per_year) : last + 1]))
    return RuleTerms(
        key=asked.key,
        choice=asked.choice,
        unit=asked.unit,
        measure=asked.measure,
        lower=asked.lower,
        months_per_period=every,
        start=positions.first_month + last * every,
        first=_first_whole(asked.starts, every),
        begun=_rounded(begun),
        median=round(median, 5),
        expected=line.expected,
        allowed=line.allowed,
        slopes=tuple(_rounded(row) for row in paths.slopes),
        spread=_rounded(paths.spread),
        looks=tuple(
            LookTerms(carried=one.carried, edges=one.edges, bets=one.bets)
            for one in certificate_for(paths, begun, median).looks
        ),
        choices=_choices(fit, asked.lower, last, paths.periods, tuple(begun.tolist()), median),
        made_up=isinstance(fit, FitWithNewcomer),
        release=release,
        method=PATIENCE_METHOD,
    )


def judge(rule: RuleTerms, fit: Fit, pauses: Iterable[Stretch], today: date, release: str) -> Judged:
    """What the rule says of the figures in `fit`; pauses are those of the compact."""
    positions = _positions(fit, lower=rule.lower)
    start = (rule.start - positions.first_month) // rule.months_per_period
    if not 0 <= start < positions.periods or rule.unit not in positions.units:
        return Judged(key=rule.key, verdict=Verdict.SILENT, release=release)
    standing = [one for one in pauses if one.touches(rule.key)]
    paused = np.array(
        [
            _first_day(positions, period) < _day(rule.first)
            or _is_paused(_first_day(positions, period), rule.months_per_period, standing, today)
            for period in range(start + 1, positions.periods)
        ],
        dtype=np.bool_,
    )
    expected = np.array(rule.expected)
    found = since(positions, rule.unit, start, np.array(rule.slopes), expected, paused)
    stake = _stakes(rule, found)
    periods = _periods(rule, positions, found, stake, start)
    row = positions.units.index(rule.unit)
    own = positions.relative[row, start + 1 :]
    newest = int(np.flatnonzero(~np.isnan(own))[-1]) + start + 1 if (~np.isnan(own)).any() else None
    verdict, began = _verdict(positions, found, periods, newest)
    return Judged(
        key=rule.key,
        verdict=verdict,
        since=began,
        newest=None if newest is None else _first_day(positions, newest),
        percent=None if newest is None else _percent(rule, positions, newest, float(positions.relative[row, newest])),
        broken=None if found.broken is None else _first_day(positions, found.broken),
        periods=(*periods, *_ahead(rule, positions, found)),
        stake=round(float(max(stake, default=1.0)), 2),
        release=release,
    )


def _verdict(
    positions: Positions, found: Since, periods: Sequence[JudgedPeriod], newest: int | None
) -> tuple[Verdict, date | None]:
    """What it comes to, and the first day of the period since when it does.

    A certificate that was reached stays. A line that is crossed is left again when the figures come back.
    """
    certain = next((one.day for one in periods if one.stake is not None and one.stake >= ENOUGH), None)
    if certain is not None:
        return Verdict.UNLIKE, certain
    if found.broken is not None:
        return Verdict.STOPPED, _first_day(positions, found.broken)
    last_known = newest if newest is not None else int(found.periods[0]) - 1 if found.periods.size else None
    if last_known is not None and positions.periods - 1 - last_known > SILENT_AFTER:
        return Verdict.SILENT, _first_day(positions, last_known + 1)
    judged = [one for one in periods if one.counts and one.percent is not None]
    if not judged:
        return Verdict.EARLY, None
    below = judged[-1].below
    run = [judged[-1]]
    for earlier in reversed(judged[:-1]):
        if earlier.below != below:
            break
        run.append(earlier)
    return (Verdict.TALK if below else Verdict.INSIDE), run[-1].day


def _periods(rule: RuleTerms, positions: Positions, found: Since, stake: Array, start: int) -> tuple[JudgedPeriod, ...]:
    """Every published period after the start, those that do not count too."""
    length = look_length(rule.months_per_period)
    place_of = {int(period): place for place, period in enumerate(found.periods)}
    row = positions.units.index(rule.unit)
    listed = []
    for period in range(start + 1, positions.periods):
        own = float(positions.relative[row, period])
        percent = None if np.isnan(own) else _percent(rule, positions, period, own)
        place = place_of.get(period)
        if place is None or np.isnan(found.spread[place]):
            listed.append(JudgedPeriod(day=_first_day(positions, period), percent=percent))
            continue
        middle = rule.expected[place] - float(found.lift[place])
        away = rule.allowed[place] * float(found.spread[place])
        look, rest = divmod(place + 1, length)
        listed.append(
            JudgedPeriod(
                day=_first_day(positions, period),
                percent=percent,
                expected=_percent(rule, positions, period, middle),
                line=_percent(rule, positions, period, middle - away),
                far=_percent(rule, positions, period, middle + away),
                counts=True,
                below=bool(found.means[place] < -rule.allowed[place]),
                stake=round(float(stake[look - 1]), 3) if rest == 0 and look <= stake.size else None,
            )
        )
    return tuple(listed)


def _ahead(rule: RuleTerms, positions: Positions, found: Since) -> tuple[JudgedPeriod, ...]:
    """The periods that are still to come within the term, by the usual spread; none after a break."""
    done = found.periods.size
    if found.broken is not None:
        return ()
    lift = float(found.lift[-1]) if done else 0.0
    first = max(positions.periods, (rule.first - positions.first_month) // rule.months_per_period)
    listed = []
    for place in range(done, len(rule.allowed)):
        month = positions.first_month + (first + place - done) * rule.months_per_period
        middle, away = rule.expected[place] - lift, rule.allowed[place] * rule.spread[place]
        ends = (_share(rule, rule.median + one) for one in (middle, middle - away, middle + away))
        expected, line, far = (round(100 * one, 2) for one in ends)
        listed.append(JudgedPeriod(day=_day(month), percent=None, expected=expected, line=line, far=far, ahead=True))
    return tuple(listed)


def _stakes(rule: RuleTerms, found: Since) -> Array:
    """The stake after each whole quarter that counts."""
    length = look_length(rule.months_per_period)
    looks = by_look(found.left[None], length)
    spread = by_look(found.spread[None], length)
    with np.errstate(invalid="ignore"):
        quarters = looks / spread
    certificate = Certificate(tuple(Look(one.carried, one.edges, one.bets) for one in rule.looks))
    reached: Array = stakes(certificate, quarters)[0]
    return reached


def _longest(fit: Fit, lower: bool, last: int, term: int) -> ReferencePaths:
    """Reference paths over the term, or over as many whole years of it as the history holds; NoRule without one."""
    positions = _others(fit, lower=lower)
    year = positions.periods_per_year
    for periods in [term, *range((term - 1) // year * year, 0, -year)]:
        try:
            return _paths(fit, lower, last, periods)
        except TooFewPaths:
            continue
    raise NoRule("Its figures do not reach back far enough to say what is usual: too few whole years are known.")


@lru_cache(maxsize=32)
def _paths(fit: Fit, lower: bool, last: int, periods: int) -> ReferencePaths:
    return reference_paths(_others(fit, lower=lower), periods, last)


@lru_cache(maxsize=256)
def _choices(  # noqa: PLR0913, PLR0917  what a start is judged beside
    fit: Fit, lower: bool, last: int, periods: int, begun: tuple[float, ...], median: float
) -> tuple[ChoiceTerms, ...]:
    paths = _paths(fit, lower, last, periods)
    every = fit.positions.months_per_period
    months = [one for one in SHOWN_BY if one <= periods * every] or [periods * every]
    rates = error_rates(paths, np.array(begun), median, list(SHARES.values()), [one // every for one in months], every)
    return tuple(
        ChoiceTerms(
            choice=choice,
            errors=tuple(
                ErrorTerms(
                    months=one,
                    flagged=found.flagged[0][place],
                    missed_half=round(1 - found.flagged[1][place], 4),
                    missed_one=round(1 - found.flagged[2][place], 4),
                )
                for place, one in enumerate(months)
            ),
        )
        for choice, found in zip(SHARES, rates, strict=True)
    )


def _positions(fit: Fit, *, lower: bool) -> Positions:
    return worse_is_down(fit.positions) if lower else fit.positions


def _others(fit: Fit, *, lower: bool) -> Positions:
    """Positions without a made-up trust: it is a case for nobody."""
    return _positions(fit.original if isinstance(fit, FitWithNewcomer) else fit, lower=lower)


def _period_before(positions: Positions, day: date) -> int:
    """The last period that is over by the day."""
    return (day.year * 12 + day.month - 1 - positions.first_month) // positions.months_per_period - 1


def _first_whole(day: date, every: int) -> int:
    """The month of the first period that begins on the day or after it."""
    month = day.year * 12 + day.month - 1 + (day.day > 1)
    return -(-month // every) * every


def _is_paused(first: date, months: int, pauses: Iterable[Stretch], today: date) -> bool:
    """Whether the clock stood still for at least half of the period."""
    days = [first + timedelta(days=one) for one in range((_day(_month(first) + months) - first).days)]
    still = sum(any(one.starts <= day < (one.ends or today) for one in pauses) for day in days)
    return 2 * still >= len(days)


def _percent(rule: RuleTerms, positions: Positions, period: int, relative: float) -> float:
    return round(100 * _share(rule, float(positions.median[period]) + relative), 2)


def _share(rule: RuleTerms, odds: float) -> float:
    """The share of these log odds, turned back where less is better."""
    return share_with(-odds if rule.lower else odds)


def _first_day(positions: Positions, period: int) -> date:
    return _day(positions.first_month + period * positions.months_per_period)


def _day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _rounded(values: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(round(float(one), 5) for one in values)
