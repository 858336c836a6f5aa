"""The words of patience: how long a compact waits before somebody should talk, and how often that is wrong."""

from dataclasses import dataclass
from enum import StrEnum

PATIENCE_METHOD = "patience-2"
"""Changes whenever the same figures would give another rule."""

BACKTEST_PROTOCOL = 2


class PatienceRule(StrEnum):
    """The rules that are held against each other. LINE and CERTIFICATE are ours, on the series beside the median."""

    LINE = "line"
    CERTIFICATE = "certificate"
    ONE_LOW = "one_low"
    THREE_LOW = "three_low"
    CHART = "chart"
    CHART_RAW = "chart_raw"


@dataclass(frozen=True, kw_only=True)
class Flagged:
    """How many of the cases a rule flagged by so many months, 0 to 1, with 95% limits (None: too few blocks).

    `slide`: points a month that were taken off the figures; 0 leaves them as they were.
    """

    slide: float
    months: int
    share: float
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class RuleScore:
    """One rule and what it flagged: in the real months, and with slides put into them.

    `flagged` of the cases without a recording step in the term; `of_all` of every case, judged until its step.
    """

    rule: PatienceRule
    flagged: tuple[Flagged, ...]
    of_all: tuple[Flagged, ...] = ()

    def share(self, slide: float, months: int) -> float:
        """What was flagged of one slide by so many months."""
        return next(one.share for one in self.flagged if (one.slide, one.months) == (slide, months))


@dataclass(frozen=True, kw_only=True)
class PatienceBacktest:
    """The back-test of the patience rule by its protocol (docs/methods/patience.md).

    `cases`: trusts × origins; `stopped` of them met a recording step within the term. `windows` that do not overlap fit
    between the first and the last origin. `simulated`: what the line flagged of `simulated_paths` reference
    paths of trusts that it was not drawn from.
    """

    measure: str
    source: str
    trusts: int
    origins: int
    first_origin: str
    last_origin: str
    windows: int
    cases: int
    stopped: int
    months: int
    simulated: Flagged
    simulated_paths: int
    rules: tuple[RuleScore, ...]
    method: str = PATIENCE_METHOD
    protocol: int = BACKTEST_PROTOCOL
    seconds: float = 0.0
    sentences: tuple[str, ...] = ()
