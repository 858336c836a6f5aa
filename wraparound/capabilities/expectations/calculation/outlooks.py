"""The fan of what is realistic for one trust and one measure (docs/methods/performance.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.expectations.calculation.panels import (
    baseline_of,
    data_to,
    first_day,
    month_number,
    past_of,
    steps_of,
)
from wraparound.capabilities.expectations.terms.performance import (
    FEW_STARTS,
    FORECAST_METHOD,
    QUANTILES,
    Baseline,
    FanPoint,
    ForecastAnswer,
    ForecastQuestion,
    Joined,
    TargetNotAskable,
    WorstMonth,
)
from wraparound.methods.trajectories.fit import Fit
from wraparound.methods.trajectories.forecast import outlook, share_quantiles
from wraparound.methods.trajectories.national import Scenario, expected_median, season_place
from wraparound.methods.trajectories.panel import share_with
from wraparound.published.measures import MeasureCard
from wraparound.published.terms import Organisation, PerformanceFigure, RecordingStep


@dataclass(frozen=True)
class TrustFigures:
    """What is published about one trust and one measure: its figures, known recording steps, and who joined it."""

    organisation: Organisation
    figures: tuple[PerformanceFigure, ...]
    steps: tuple[RecordingStep, ...]
    joined: tuple[Joined, ...]
    release: str
    card: MeasureCard


def answer_forecast(question: ForecastQuestion, fit: Fit, about: TrustFigures) -> ForecastAnswer:
    """The fan over every period that the measure's history reaches, up to 36 months, in percent.

    Where the trust has no year of comparable figures at the end of the data, `fan` is empty and `baseline` None.
    """
    baseline = start_of(fit, about)
    horizons = [one.horizon for one in fit.horizons] if baseline else []
    fan = tuple(fan_point(fit, about.organisation.code, horizon, question.scenario) for horizon in horizons)
    return ForecastAnswer(
        organisation=about.organisation,
        measure=question.measure,
        scenario=question.scenario,
        baseline=baseline,
        fan=fan,
        past=past_of(fit, about.organisation.code, about.figures),
        steps=steps_of(fit, about.organisation.code, about.steps, about.joined),
        data_to=data_to(fit),
        reaches_months=fit.furthest * fit.positions.months_per_period,
        thin=is_thin(fan),
        worst_month=worst_month(fit),
        why_not="",
        beyond="",
        release=about.release,
        method=FORECAST_METHOD,
        joined_since=joined_since(fit, about),
    )


def start_of(fit: Fit, about: TrustFigures) -> Baseline | None:
    """Where the trust starts; None where it has closed, or where another joined it after the figures end.

    Nothing lies ahead of a closed trust, and nothing is forecast across a merger: its figures were of other patients.
    """
    if about.organisation.closed or joined_since(fit, about):
        return None
    return baseline_of(fit, about.organisation.code, about.figures)


def joined_since(fit: Fit, about: TrustFigures) -> tuple[Joined, ...]:
    """The trusts that joined this one after the last figure, where the measure counts cases."""
    return tuple(one for one in about.joined if about.card.counts_cases and one.on > data_to(fit))


def fan_point(fit: Fit, code: str, horizon: int, scenario: Scenario) -> FanPoint:
    """The range at one horizon, in percent to a tenth."""
    shares = share_quantiles(outlook(fit, code, horizon, scenario), [percent / 100 for percent in QUANTILES])
    months = fit.positions.months_per_period
    return FanPoint(
        period=period_at(fit, horizon),
        months_ahead=horizon * months,
        quantiles={str(percent): round(100 * share, 1) for percent, share in zip(QUANTILES, shares, strict=True)},
        median_trust=median_trust(fit, horizon, scenario),
        starts=fit.horizons[horizon - 1].origins,
    )


def median_trust(fit: Fit, horizon: int, scenario: Scenario) -> float:
    """Where the median trust is under the scenario, in percent."""
    place = season_place(fit.positions, fit.last + horizon)
    odds = expected_median(fit.path, place, horizon, scenario)
    return round(100 * share_with(odds), 1)


def period_at(fit: Fit, horizon: int) -> date:
    """The first day of the period so many periods after the last."""
    positions = fit.positions
    return first_day(positions.first_month + (fit.last + horizon) * positions.months_per_period)


def horizon_by(fit: Fit, by: str) -> int:
    """Periods from the last figure to the last period that has ended by the end of that month.

    Raises TargetNotAskable for what is no month, and for a month by which nothing new will have been measured. The
    horizon may lie beyond what history reaches; then it is the caller's to say so.
    """
    positions = fit.positions
    month = _month_named(by)
    end_of_data = positions.first_month + positions.periods * positions.months_per_period - 1
    horizon = (month - end_of_data) // positions.months_per_period
    if horizon < 1:
        first = first_day(end_of_data + positions.months_per_period)
        raise TargetNotAskable(
            f"Figures reach to {first_day(end_of_data):%B %Y}, and the next {_a_period(fit)} ends in {first:%B %Y}: "
            f"choose {first:%Y-%m} or a later month instead of {by}.",
            about="by",
        )
    return horizon


def _a_period(fit: Fit) -> str:
    return {1: "month", 3: "quarter", 12: "year"}.get(fit.positions.months_per_period, "period")


def is_thin(fan: Sequence[FanPoint]) -> bool:
    """Whether some range rests on few starting quarters."""
    return any(point.starts < FEW_STARTS for point in fan)


def worst_month(fit: Fit) -> WorstMonth | None:
    """The measured flattery, in percentage points."""
    found = fit.flattery
    if found is None:
        return None
    return WorstMonth(round(100 * found.one_period, 1), round(100 * found.year_mean, 1), found.starts)


def _month_named(text: str) -> int:
    try:
        return month_number(date.fromisoformat(f"{text.strip()}-01"))
    except ValueError as trouble:
        raise TargetNotAskable(
            f"“{text}” is not a month: give the year and the month, such as 2028-03 for March 2028.",
            about="by",
        ) from trouble
