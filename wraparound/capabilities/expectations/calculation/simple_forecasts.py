"""The simple forecasts that ours are held against, from a kept library (an extra: statsforecast).

Each sees one trust's own series up to the origin and gives the library's own intervals.
"""

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wraparound.published.terms import CannotAnswer

Array = NDArray[np.float64]

NAMES = ("Seasonal naive", "Naive", "AutoETS", "AutoTheta")
WIDTHS = tuple(range(2, 100, 2))
"""Percent; the intervals whose ends are the quantiles 1% to 99% save the middle."""


class LibraryMissing(CannotAnswer):
    """The library of simple forecasts is not installed; the message says how to install it."""


def simple_quantiles(season: int) -> dict[str, Callable[[Array, int], Array]]:
    """Name → what takes a series (oldest first) and a number of periods and gives periods × 99 quantiles."""
    try:
        from statsforecast import models
    except ImportError as trouble:
        raise LibraryMissing(
            "The back-test needs the library statsforecast, which this installation lacks: install the extra "
            "“backtest”."
        ) from trouble
    made = (
        models.SeasonalNaive(season_length=season),
        models.Naive(),
        models.AutoETS(season_length=season),
        models.AutoTheta(season_length=season),
    )
    return {name: _asking(model) for name, model in zip(NAMES, made, strict=True)}


def _asking(model: Any) -> Callable[[Array, int], Array]:
    def quantiles(series: Array, ahead: int) -> Array:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)  # models too large for a short series
                found = model.forecast(y=series, h=ahead, level=list(WIDTHS))
        # It gives up on odd series in many ways; such cases are left out for all methods, and counted.
        except Exception:
            return np.full((ahead, 2 * len(WIDTHS) + 1), np.nan)
        lower = [found[f"lo-{width}"] for width in reversed(WIDTHS)]
        upper = [found[f"hi-{width}"] for width in WIDTHS]
        joined: Array = np.column_stack([*lower, found["mean"], *upper]).astype(np.float64)
        return joined

    return quantiles
