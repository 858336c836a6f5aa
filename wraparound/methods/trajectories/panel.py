"""A panel: many units, one share each period, in months or quarters, with gaps where nothing was reported.

Periods are counted from the first one. A month is an ordinal, year × 12 + month − 1, so that January 2026 is 24312.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

MONTHS_IN_A_YEAR = 12


class NoPanel(ValueError):
    """The figures do not make a panel; the message says which one does not fit."""


@dataclass(frozen=True)
class Cell:
    """One unit in one period: `within` a standard, of `total`; `month` is the first month of the period."""

    unit: str
    month: int
    within: float
    total: float


@dataclass(frozen=True)
class Panel:
    """Figures by unit (rows, in alphabetical order) and period (columns, without holes in time).

    Attributes:
        units: names of the rows.
        first_month: ordinal of the first month of the first period.
        months_per_period: 1 for months, 3 for quarters.
        within, total: units × periods, counts; NaN where nothing was reported.
    """

    units: tuple[str, ...]
    first_month: int
    months_per_period: int
    within: Array
    total: Array

    @property
    def periods(self) -> int:
        """Number of periods."""
        return int(self.total.shape[1])

    @property
    def periods_per_year(self) -> int:
        """12 for months, 4 for quarters."""
        return MONTHS_IN_A_YEAR // self.months_per_period

    def period_of(self, month: int) -> int:
        """The period that a month lies in, counted from the first; may lie outside the panel."""
        return (month - self.first_month) // self.months_per_period

    def month_of(self, period: int) -> int:
        """Ordinal of the first month of a period."""
        return self.first_month + period * self.months_per_period


def panel_of(cells: Iterable[Cell], months_per_period: int) -> Panel:
    """The panel that these figures make, in whatever order they come; NoPanel where one does not fit."""
    kept = [_checked(cell, months_per_period) for cell in cells]
    if not kept:
        raise NoPanel("There are no figures, so there is nothing to forecast from.")
    units = tuple(sorted({cell.unit for cell in kept}))
    row = {unit: place for place, unit in enumerate(units)}
    first = min(cell.month for cell in kept)
    periods = (max(cell.month for cell in kept) - first) // months_per_period + 1
    within = np.full((len(units), periods), np.nan)
    total = within.copy()
    for cell in kept:
        place = row[cell.unit], (cell.month - first) // months_per_period
        if not np.isnan(total[place]):
            raise NoPanel(f"{cell.unit} has two figures for {_month(cell.month)}: keep one.")
        within[place], total[place] = cell.within, cell.total
    return Panel(units, first, months_per_period, within, total)


def shares(panel: Panel) -> Array:
    """Within / total, 0 to 1; NaN where nothing was reported."""
    return panel.within / panel.total


def logits(panel: Panel) -> Array:
    """Log odds of the share, with half a case added at both ends so that none and all are finite."""
    odds: Array = np.log((panel.within + 0.5) / (panel.total - panel.within + 0.5))
    return odds


def logit(share: float) -> float:
    """Log odds of a share strictly between 0 and 1."""
    return math.log(share / (1 - share))


def expit(odds: Array) -> Array:
    """The share, 0 to 1, with these log odds."""
    share: Array = 1 / (1 + np.exp(-odds))
    return share


def share_with(odds: float) -> float:
    """The share, 0 to 1, with these log odds."""
    return 1 / (1 + math.exp(-odds))


def _checked(cell: Cell, months_per_period: int) -> Cell:
    finite = math.isfinite(cell.within) and math.isfinite(cell.total)
    if not finite or cell.total <= 0 or not 0 <= cell.within <= cell.total:
        raise NoPanel(
            f"{cell.unit} in {_month(cell.month)}: {cell.within:g} of {cell.total:g} is not a share. "
            "A period without a report must be left out, not set to zero."
        )
    if cell.month % months_per_period:
        raise NoPanel(
            f"{cell.unit}: {_month(cell.month)} is not the first month of a period of {months_per_period} months."
        )
    return cell


def _month(ordinal: int) -> str:
    return f"{ordinal // 12}-{ordinal % 12 + 1:02}"
