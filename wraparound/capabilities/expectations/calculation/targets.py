"""The check of a target: odds, comparators, the target half would meet (docs/methods/performance.md)."""

import math
from collections.abc import Callable
from dataclasses import replace

from wraparound.capabilities.expectations.calculation.comparators import Others, Reaching, comparators_of
from wraparound.capabilities.expectations.calculation.outlooks import (
    TrustFigures,
    fan_point,
    horizon_by,
    median_trust,
    period_at,
    start_of,
)
from wraparound.capabilities.expectations.calculation.panels import data_to
from wraparound.capabilities.expectations.terms.performance import (
    FEW_STARTS,
    FORECAST_METHOD,
    HIGHEST_TARGET,
    SEED,
    ScenarioOdds,
    TargetAnswer,
    TargetNotAskable,
    TargetQuestion,
)
from wraparound.methods.trajectories.fit import Fit
from wraparound.methods.trajectories.forecast import Resamples, odds_of, outlook, probability_of
from wraparound.methods.trajectories.national import Scenario


def answer_target(
    question: TargetQuestion, fit: Fit, about: TrustFigures, others: Others, resampled: Callable[[int], Resamples]
) -> TargetAnswer:
    """The odds that the measure is at the target or better in the last period that ends by then.

    `resampled` gives the draws of whole trusts at a horizon, in periods.

    Raises TargetNotAskable for a target outside 0 to 100 percent or a month that is none or has passed. Where the trust
    has no start, or the history does not reach so far, the odds are None.
    """
    target = checked_target(question.target)
    horizon = horizon_by(fit, question.by)
    answer = _without_odds(question, fit, about, horizon)
    if answer.baseline is None or horizon > fit.furthest:
        return answer
    code, scenario, lower = about.organisation.code, question.scenario, about.card.lower_is_better
    reaching = Reaching(target / 100, lower)
    comparators = comparators_of(fit, about.organisation, horizon, others, scenario, reaching)
    odds = odds_of(fit, code, horizon, target / 100, comparators.of, scenario, resampled(horizon), lower=lower)
    point = fan_point(fit, code, horizon, scenario)
    return replace(
        answer,
        probability=round(odds.probability, 4),
        probability_interval=(round(odds.low, 4), round(odds.high, 4)),
        worth=round(odds.effective, 1),
        median=point.quantiles["50"],
        range_80=(point.quantiles["10"], point.quantiles["90"]),
        stretch=point.quantiles["10" if lower else "90"],
        point=point,
        comparators=comparators,
        other_scenarios=tuple(
            ScenarioOdds(
                other,
                median_trust(fit, horizon, other),
                round(probability_of(outlook(fit, code, horizon, other), target / 100, lower=lower), 4),
            )
            for other in Scenario
            if other is not scenario
        ),
        thin=point.starts < FEW_STARTS,
    )


def checked_target(target: float) -> float:
    """The target in percent; TargetNotAskable with what to give instead."""
    if not math.isfinite(target) or not 0 < target <= 100:
        raise TargetNotAskable(
            f"A target is a percentage above 0 and up to 100, such as 78; not {target:g}.", about="target"
        )
    if target > HIGHEST_TARGET:
        raise TargetNotAskable(
            f"Above {HIGHEST_TARGET}% a handful of patients decide, and no odds can be given; choose a target up to "
            f"{HIGHEST_TARGET}.",
            about="target",
        )
    return target


def _without_odds(question: TargetQuestion, fit: Fit, about: TrustFigures, horizon: int) -> TargetAnswer:
    return TargetAnswer(
        organisation=about.organisation,
        measure=question.measure,
        baseline=start_of(fit, about),
        target=question.target,
        by=question.by.strip(),
        judged_on=period_at(fit, horizon),
        months_ahead=horizon * fit.positions.months_per_period,
        probability=None,
        probability_interval=None,
        worth=None,
        median=None,
        range_80=None,
        stretch=None,
        point=None,
        comparators=None,
        sentence="",
        sentences=(),
        scenario=question.scenario,
        other_scenarios=(),
        thin=False,
        data_to=data_to(fit),
        release=about.release,
        method=FORECAST_METHOD,
        seed=SEED,
    )
