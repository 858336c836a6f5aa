"""What is believed of rates before any history is seen. Each with its source and date in docs/methods/stockflow.md."""

from typing import NamedTuple

from wraparound.methods.stockflow.hazards import Prior
from wraparound.methods.stockflow.stock import FAR, LAPSED, NEAR, READY

YEAR = 12.0
LEAVING = Prior(0.27 / YEAR, 8, by_elapsed=10, by_role=20, by_kind=10, edges=(0.0, 12.0, 24.0, 48.0))
"""Of substantive holders, a month."""
FILLING = Prior(0.2, 4, by_elapsed=10, by_role=20, by_kind=10, edges=(0.0, 3.0, 6.0, 12.0))
"""Of vacancies, a month."""


class PlainPrior(NamedTuple):
    """A rate a month, or a share, and as how many seen events, or cases, it counts."""

    value: float
    worth: float


INSIDE = PlainPrior(0.5, 4)
"""The share of vacancies that somebody ready fills where there is somebody."""
MOVING = {
    READY: PlainPrior(1 / 24, 4),
    NEAR: PlainPrior(1 / 18, 4),
    FAR: PlainPrior(1 / 30, 4),
    LAPSED: PlainPrior(1 / 12, 2),
}
"""From each band to the one that follows, a month."""
GOING = PlainPrior(0.1 / YEAR, 10)
"""Of those without a post, a month."""
