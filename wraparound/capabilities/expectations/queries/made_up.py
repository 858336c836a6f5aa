"""The answers for a made-up trust: real trusts and their past, and a start that somebody invented.

It takes the path of `check` and `forecast`. Its figures come with the question, so it stands on no page and in no list.
"""

from dataclasses import replace
from functools import lru_cache, partial

from wraparound.capabilities.expectations import evidence
from wraparound.capabilities.expectations.access import SEE_EVIDENCE
from wraparound.capabilities.expectations.calculation.comparators import Others
from wraparound.capabilities.expectations.calculation.outlooks import TrustFigures, answer_forecast
from wraparound.capabilities.expectations.calculation.panels import shares_in
from wraparound.capabilities.expectations.calculation.targets import answer_target
from wraparound.capabilities.expectations.queries.releases import release_for
from wraparound.capabilities.expectations.terms.made_up import MadeUpTrust
from wraparound.capabilities.expectations.terms.performance import (
    ForecastAnswer,
    ForecastQuestion,
    TargetAnswer,
    TargetQuestion,
)
from wraparound.capabilities.expectations.wording.measures import why_not_held
from wraparound.capabilities.expectations.wording.telling import nothing_made_up, told_forecast, told_target, wrong_code
from wraparound.methods.trajectories.fit import Fit
from wraparound.methods.trajectories.newcomer import with_newcomer
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.published.measure_files import cards_in
from wraparound.published.terms import CannotAnswer, Measure, NotInEvidence, Release


def forecast_made_up(
    question: ForecastQuestion, trust: MadeUpTrust, *, viewer: Viewer, release: str | None = None
) -> ForecastAnswer:
    """The fan of one measure for a made-up trust; NotInEvidence where it has no figure of it, or the release has not.

    `question.code` is the trust's own, else CannotAnswer; so too where a trust of the release has that code.
    """
    ensure(viewer, SEE_EVIDENCE)
    asked = replace(question, code=question.code.strip().upper())
    return _forecast(release_for(release, viewer=viewer), asked, trust)


def check_made_up(
    question: TargetQuestion, trust: MadeUpTrust, *, viewer: Viewer, release: str | None = None
) -> TargetAnswer:
    """The odds of a target for a made-up trust, with real comparators; refused as `forecast_made_up` and `check` do."""
    ensure(viewer, SEE_EVIDENCE)
    # To a hundredth of a point, as for a real trust.
    asked = replace(question, code=question.code.strip().upper(), target=round(question.target, 2))
    return _check(release_for(release, viewer=viewer), asked, trust)


def fit_of_made_up(measure: Measure, trust: MadeUpTrust, *, viewer: Viewer, release: str | None = None) -> Fit:
    """The fit of real trusts with this one as a newcomer; NotInEvidence where it has no figure of the measure."""
    ensure(viewer, SEE_EVIDENCE)
    return _fit(release_for(release, viewer=viewer), measure, trust)


@lru_cache(maxsize=512)
def _forecast(release: Release, question: ForecastQuestion, trust: MadeUpTrust) -> ForecastAnswer:
    about = _about(release, question.code, question.measure, trust)
    answer = answer_forecast(question, _fit(release, question.measure, trust), about)
    return told_forecast(answer, evidence.beside(release, question.code, question.measure, answer.data_to))


@lru_cache(maxsize=512)
def _check(release: Release, question: TargetQuestion, trust: MadeUpTrust) -> TargetAnswer:
    about = _about(release, question.code, question.measure, trust)
    fit = _fit(release, question.measure, trust)
    kind = trust.organisation.kind if about.card.within_kind else None
    drawn = partial(evidence.resamples, release, question.measure, kind)
    others = Others(evidence.organisations(release), frozenset(), evidence.families(release))
    answer = answer_target(question, fit, about, others, drawn)
    asked = ForecastQuestion(code=question.code, measure=question.measure)
    why_no_start = _forecast(release, asked, trust).why_not if answer.baseline is None else ""
    return told_target(answer, why_no_start, fit.furthest * fit.positions.months_per_period)


@lru_cache(maxsize=64)
def _fit(release: Release, measure: Measure, trust: MadeUpTrust) -> Fit:
    """The fit that real trusts are judged by, with this one as a newcomer; kept, because what is asked of it is too."""
    fit = evidence.fit_of_kind(release, trust.organisation, measure)
    shares = shares_in(fit, [one for one in trust.figures if one.measure == measure])
    if not shares:
        raise NotInEvidence(nothing_made_up(trust.organisation, measure))
    return with_newcomer(fit, trust.organisation.code, shares)


def _about(release: Release, code: str, measure: Measure, trust: MadeUpTrust) -> TrustFigures:
    """What there is of the made-up trust: its figures, and neither steps nor mergers."""
    if code != trust.organisation.code or code in evidence.organisations(release):
        raise CannotAnswer(wrong_code(code, trust.organisation))
    if measure not in cards_in(release):
        raise NotInEvidence(why_not_held(measure, release))
    figures = tuple(one for one in trust.figures if one.measure == measure)
    return TrustFigures(trust.organisation, figures, (), (), release.id, cards_in(release)[measure])
