"""The words of what is realistic: where a measure may be, what happened to others, the odds of a target."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wraparound.methods.trajectories.national import Scenario
from wraparound.published.terms import CannotAnswer, Kind, Measure, Organisation, RecordingStep, RowAddress

FORECAST_METHOD = "trajectories-2"
"""Changes whenever the same evidence would give another figure."""

SEED = 20261123
"""Of the resampling behind an interval of odds; kept with every answer."""

QUANTILES = (5, 10, 25, 50, 75, 90, 95)
"""Percent of outcomes below; the fan's lines."""

FEW_STARTS = 8
"""Starting quarters; a range that rests on fewer is said to be thin."""

HIGHEST_TARGET = 99.7
"""Percent; beyond it a handful of patients decide (docs/methods/performance.md, 1)."""


class TargetNotAskable(CannotAnswer):
    """A target, month or time that nothing can be said of: `about` names which; the message says what to give."""

    def __init__(self, message: str, *, about: str) -> None:
        super().__init__(message)
        self.about = about


@dataclass(frozen=True, kw_only=True)
class ForecastQuestion:
    """Where may this trust's measure be over the next three years, if the median trust goes this way?"""

    code: str
    measure: Measure
    scenario: Scenario = Scenario.HELD


@dataclass(frozen=True, kw_only=True)
class TargetQuestion:
    """How likely is it that this trust's measure is at `target` percent or better by the end of the month `by`?"""

    code: str
    measure: Measure
    target: float
    by: str
    scenario: Scenario = Scenario.HELD


@dataclass(frozen=True)
class Baseline:
    """Where a trust starts: the mean of its last year, in percent, of how many months, with its first and last month.

    `beside_median` is percentage points above (or, negative, below) the median trust over the same periods.
    """

    level: float
    months: int
    first_month: str
    last_month: str
    beside_median: float


@dataclass(frozen=True)
class PastPoint:
    """One period: percent within the standard, the median trust's, and the row it comes from.

    None where it (or, for the median, nearly everybody's) was not reported. `begins`: a recording step begins here.
    """

    period: date
    percent: float | None
    median: float | None
    begins: bool
    address: RowAddress | None


@dataclass(frozen=True)
class Joined:
    """A trust that became part of another which kept its code: from that day the figures count other patients."""

    code: str
    name: str
    on: date
    address: RowAddress


@dataclass(frozen=True)
class StepOnPage:
    """A recording step as far as we know it: its period, how many times the cases changed, and the reason if known.

    `known` is the published reason, `joined` the trusts that came in then; both may be missing.
    """

    period: date
    change: float | None
    known: RecordingStep | None
    joined: tuple[Joined, ...] = ()


@dataclass(frozen=True)
class FanPoint:
    """The range at one horizon, in percent: the period, months after the last figure, quantiles by name ("5" to "95").

    `median_trust` is the median trust under the scenario; `starts` the starting quarters behind the range.
    """

    period: date
    months_ahead: int
    quantiles: Mapping[str, float]
    median_trust: float
    starts: int


@dataclass(frozen=True)
class WorstMonth:
    """How choosing the worst on one period flatters recovery: mean gain after a year beside the median, in points.

    `one_period` is of the worst fifth by one quarter, counted from it; `year_mean` of the worst fifth by a year's mean.
    """

    one_period: float
    year_mean: float
    starts: int


@dataclass(frozen=True)
class Published:
    """A figure as its publisher gives it: `within` of `total` in a period by its first day, and its row."""

    period: date
    within: int
    total: int
    percent: float
    address: RowAddress


@dataclass(frozen=True)
class Beside:
    """What stands beside a forecast: the national standard (percent), England as published, the trust's newest month.

    `month` is newer than the last whole quarter, so that no forecast counts it yet; `revised` are the rows of figures
    that replaced others; `sentences` say all of it.
    """

    standard: float | None
    england: Published | None
    month: Published | None
    revised: tuple[RowAddress, ...]
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ForecastAnswer:
    """The fan of one measure for one trust. Percent; months are counted from the end of the last figure.

    `baseline` is None and `fan` empty where nothing can honestly be said; `why_not` then says why and what would help.
    `reaches_months` is how far the measure's own history reaches. `beyond` says what lies past it.
    """

    organisation: Organisation
    measure: Measure
    scenario: Scenario
    baseline: Baseline | None
    fan: tuple[FanPoint, ...]
    past: tuple[PastPoint, ...]
    steps: tuple[StepOnPage, ...]
    data_to: date
    reaches_months: int
    thin: bool
    worst_month: WorstMonth | None
    why_not: str
    beyond: str
    release: str
    method: str
    sentences: tuple[str, ...] = ()
    beside: Beside | None = None
    joined_since: tuple[Joined, ...] = ()


@dataclass(frozen=True)
class Comparator:
    """One trust that started alike, once: its newest such start and what came of it, in percent.

    `start` and `median_then` are means of the year up to `started`; `points_away` is why it is in: how far above or
    below this trust's start that was, in points at the median of today. `after` and `median_after` are of the period at
    the horizon. `as_it_would_be` carries its later place beside the median over to the median of the scenario; `met` is
    whether that reaches the target, None where no target was asked about.
    """

    code: str
    name: str
    started: date
    start: float
    median_then: float
    points_away: float
    arrived: date
    after: float
    median_after: float
    as_it_would_be: float
    met: bool | None


@dataclass(frozen=True)
class LeftOut:
    """A trust that started alike whose outcome cannot be compared, and why."""

    code: str
    name: str
    why: str


@dataclass(frozen=True)
class Comparators:
    """The trusts that started alike: how many met the target, of how many; one start each.

    `kind` is None where too few of its kind started alike and trusts of every kind count; `points` is how far from the
    trust's own start, in points at the median of today. `fastest_fifth` is the level in percent, carried over
    to the median of the scenario, that a fifth of them reached or passed.
    """

    met: int | None
    of: int
    kind: Kind | None
    points: float
    fastest_fifth: float | None
    best: float | None
    each: tuple[Comparator, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True)
class ScenarioOdds:
    """The odds under another assumption about the median trust, and where that trust would then be, in percent."""

    scenario: Scenario
    median_trust: float
    probability: float


@dataclass(frozen=True, kw_only=True)
class TargetAnswer:
    """The check of a target. Percent for levels and targets, 0 to 1 for odds.

    `probability`, its 95% interval, `median` (the target half would meet), `range_80` and `fan` are None where nothing
    can honestly be said; `sentence` then says why. `worth` is the number of comparable cases the odds are worth.
    `judged_on` is the period whose figure decides: the last that has ended by then.
    """

    organisation: Organisation
    measure: Measure
    baseline: Baseline | None
    target: float
    by: str
    judged_on: date | None
    months_ahead: int
    probability: float | None
    probability_interval: tuple[float, float] | None
    worth: float | None
    median: float | None
    range_80: tuple[float, float] | None
    stretch: float | None
    point: FanPoint | None
    comparators: Comparators | None
    sentence: str
    sentences: tuple[str, ...]
    scenario: Scenario
    other_scenarios: tuple[ScenarioOdds, ...]
    thin: bool
    data_to: date
    release: str
    method: str
    seed: int


@dataclass(frozen=True, kw_only=True)
class ComparatorAnswer:
    """Who a trust is compared with on a measure, after so many months."""

    organisation: Organisation
    measure: Measure
    scenario: Scenario
    months_ahead: int
    baseline: Baseline | None
    comparators: Comparators | None
    why_not: str
    release: str
    method: str
    sentences: tuple[str, ...] = ()


@dataclass(frozen=True)
class MeasureFitted:
    """One measure's fit as it was kept: trusts, periods, how far it reaches in months, steps, seconds it took.

    `kind` where the measure is compared within a kind of trust only; None where all are fitted together.
    """

    measure: Measure
    kind: Kind | None
    trusts: int
    periods: int
    reaches_months: int
    steps: int
    seconds: float


@dataclass(frozen=True)
class ReleaseFitted:
    """Every measure of a release, fitted and kept."""

    release: str
    method: str
    measures: tuple[MeasureFitted, ...]
