"""The words of the back-test: how good the ranges have been, beside simple forecasts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

PROTOCOL = 2
"""Number of the protocol in docs/methods/backtest.md."""

OURS = "Wraparound"
LEVELS_OF_PINBALL = (5, 10, 25, 50, 75, 90, 95)
RANGES = (50, 80, 90)
DRAWS = 2000
ORIGINS_IN_A_BLOCK = 4


class Scale(StrEnum):
    """What is scored: the distance from the median trust, or the percentage itself, its median trust held or open."""

    RELATIVE = "relative"
    ABSOLUTE = "absolute"
    OPEN = "absolute, median open"


class Era(StrEnum):
    """Which origins: all, those before April 2022, those since, and those within the pandemic apart."""

    ALL = "all origins"
    BEFORE_APRIL_2022 = "before April 2022"
    FROM_APRIL_2022 = "from April 2022"
    PANDEMIC = "March 2020 to March 2022"


@dataclass(frozen=True)
class MethodScore:
    """One method on the cases of a cell; percentage points, coverage and transform 0 to 1.

    `pinball` by level, `coverage` and `width` by range (percent), `transform` the share of outcomes in each tenth.
    """

    method: str
    crps: float
    pinball: Mapping[str, float]
    coverage: Mapping[str, float]
    width: Mapping[str, float]
    transform: tuple[float, ...]


@dataclass(frozen=True)
class Skill:
    """How far our CRPS lies below a simple method's: 1 − ours / theirs, with 95% limits over blocks of origins.

    The limits are None where there are fewer than three blocks to resample.
    """

    beside: str
    skill: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class BacktestCell:
    """One cut: scale, era, horizon in months and fifth of the start (1 is the worst; None is every trust).

    `origins` counts origins, `windows` those whose outcomes do not overlap, `cases` trusts times origins.
    """

    scale: Scale
    era: Era
    months_ahead: int
    fifth: int | None
    origins: int
    windows: int
    cases: int
    scores: tuple[MethodScore, ...]
    skills: tuple[Skill, ...]


@dataclass(frozen=True, kw_only=True)
class BacktestAnswer:
    """The back-test of one measure: what it rests on, every cell, and how many cases were left out for all methods.

    `measure` is one of ours, or whatever a panel of one's own calls it.
    """

    measure: str
    source: str
    trusts: int
    months_per_period: int
    first_origin: str
    last_origin: str
    origins: int
    left_out: int
    cells: tuple[BacktestCell, ...]
    protocol: int
    method: str
    release: str
    seconds: float
    sentences: tuple[str, ...] = ()
