"""Published figures as a panel, and what a fit knows of one trust (docs/methods/performance.md)."""

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np

from wraparound.capabilities.expectations.terms.performance import Baseline, Joined, PastPoint, StepOnPage
from wraparound.methods.trajectories.fit import Fit
from wraparound.methods.trajectories.panel import Cell, Panel, expit, panel_of, share_with
from wraparound.methods.trajectories.positions import Positions
from wraparound.published.terms import Measure, PerformanceFigure, RecordingStep, Succession


def panel_from(figures: Iterable[PerformanceFigure], months_per_period: int) -> Panel:
    """The panel of one measure's figures, counts by trust and period; NoPanel where one does not fit."""
    cells = (Cell(one.code, month_number(one.period), one.within, one.total) for one in figures)
    return panel_of(cells, months_per_period)


def known_places(steps: Iterable[RecordingStep], measure: Measure, panel: Panel) -> list[tuple[str, int]]:
    """Trust and period (counted from the panel's first) of every known step; one without a code is every trust's."""
    return [
        (unit, period)
        for step in steps
        if step.measure == measure
        for unit in ((step.code,) if step.code else panel.units)
        for period in range(panel.period_of(_first(step)), panel.period_of(_last(step)) + 1)
    ]


def merger_places(successions: Iterable[Succession], panel: Panel) -> list[tuple[str, int]]:
    """Trust and period in which a trust with figures of its own became part of it."""
    reported = {unit: np.flatnonzero(~np.isnan(panel.total[row])) for row, unit in enumerate(panel.units)}
    places: list[tuple[str, int]] = []
    for one in successions:
        period = panel.period_of(month_number(one.on))
        before = reported.get(one.predecessor, np.empty(0))
        if not one.split and (before < period).any():
            places.append((one.successor, period))
    return places


def baseline_of(fit: Fit, code: str, figures: Sequence[PerformanceFigure]) -> Baseline | None:
    """Mean of the comparable quarters of the last year, in percent; None where the fit has no start for the trust."""
    positions = fit.positions
    if code not in positions.units or np.isnan(positions.starts[fit.last][positions.units.index(code), 0]):
        return None
    row = positions.units.index(code)
    window = range(max(0, fit.last - positions.periods_per_year + 1), fit.last + 1)
    counted = [
        period
        for period in window
        if positions.stretch[row, period] == positions.stretch[row, fit.last]
        and not np.isnan(positions.relative[row, period])
    ]
    share = {month_number(one.period): one.share for one in figures}
    mean = float(np.mean([share[_month(positions, period)] for period in counted]))
    median = float(np.mean(expit(positions.median[counted])))
    return Baseline(
        level=round(100 * mean, 1),
        months=len(counted) * positions.months_per_period,
        first_month=month_text(_month(positions, counted[0])),
        last_month=month_text(_month(positions, counted[-1]) + positions.months_per_period - 1),
        beside_median=round(100 * (mean - median), 1),
    )


def shares_in(fit: Fit, figures: Sequence[PerformanceFigure]) -> dict[int, float]:
    """Period of the fit (0 the first) → share, 0 to 1, of one trust's figures; those outside its periods are left out.

    Half a case is added at both ends, as for every trust of a panel. NoPanel where a figure is no share, begins no
    period, or stands twice.
    """
    positions = fit.positions
    if figures:
        panel_from(figures, positions.months_per_period)
    placed = (
        ((month_number(one.period) - positions.first_month) // positions.months_per_period, one) for one in figures
    )
    return {period: (one.within + 0.5) / (one.total + 1) for period, one in placed if 0 <= period < positions.periods}


def past_of(fit: Fit, code: str, figures: Sequence[PerformanceFigure]) -> tuple[PastPoint, ...]:
    """Every period from the trust's first figure to the last of the panel, oldest first, with gaps as None."""
    positions = fit.positions
    by_month = {month_number(one.period): one for one in figures}
    broken = {step.period for step in fit.steps if step.unit == code}
    if not by_month:
        return ()
    first = (min(by_month) - positions.first_month) // positions.months_per_period
    return tuple(
        PastPoint(
            period=first_day(_month(positions, period)),
            percent=round(100 * figure.share, 2) if figure else None,
            median=_percent(float(positions.median[period])),
            begins=period in broken,
            address=figure.address if figure else None,
        )
        for period in range(max(0, first), positions.periods)
        for figure in (by_month.get(_month(positions, period)),)
    )


def steps_of(fit: Fit, code: str, known: Iterable[RecordingStep], joined: Sequence[Joined]) -> tuple[StepOnPage, ...]:
    """The recording steps of a trust that the fit heeds, with the reason where one is published."""
    positions = fit.positions
    reasons = {
        month: step for step in known for month in range(_first(step), _last(step) + 1, positions.months_per_period)
    }
    return tuple(
        StepOnPage(
            period=first_day(_month(positions, step.period)),
            change=step.change,
            known=reasons.get(_month(positions, step.period)),
            joined=tuple(one for one in joined if _holds(positions, step.period, one.on)),
        )
        for step in fit.steps
        if step.unit == code
    )


def data_to(fit: Fit) -> date:
    """The last day that the figures cover."""
    return last_day(_month(fit.positions, fit.last) + fit.positions.months_per_period - 1)


def month_number(day: date) -> int:
    """Ordinal of a month: year × 12 + month − 1."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    """The first day of a month by its ordinal."""
    return date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
    """The last day of a month by its ordinal."""
    return date.fromordinal(first_day(month + 1).toordinal() - 1)


def month_text(month: int) -> str:
    """2026-03."""
    return f"{month // 12}-{month % 12 + 1:02}"


def _percent(odds: float) -> float | None:
    return None if np.isnan(odds) else round(100 * share_with(odds), 2)


def _month(positions: Positions, period: int) -> int:
    return positions.first_month + period * positions.months_per_period


def _holds(positions: Positions, period: int, day: date) -> bool:
    return _month(positions, period) <= month_number(day) < _month(positions, period + 1)


def _first(step: RecordingStep) -> int:
    return month_number(date.fromisoformat(step.period.partition("..")[0]))


def _last(step: RecordingStep) -> int:
    return month_number(date.fromisoformat(step.period.rpartition("..")[2]))
