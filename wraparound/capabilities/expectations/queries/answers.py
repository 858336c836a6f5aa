"""Every answer of expectations. Nothing here needs a database: answers rest on the evidence release in use."""

from dataclasses import replace
from functools import lru_cache, partial

from wraparound.capabilities.expectations import evidence
from wraparound.capabilities.expectations.access import SEE_EVIDENCE
from wraparound.capabilities.expectations.calculation.comparators import Others, Reaching, comparators_of
from wraparound.capabilities.expectations.calculation.outlooks import (
    TrustFigures,
    answer_forecast,
    start_of,
    worst_month,
)
from wraparound.capabilities.expectations.calculation.ratings import rating_record
from wraparound.capabilities.expectations.calculation.recovery import RecoveryEvidence, answer_recovery
from wraparound.capabilities.expectations.calculation.targets import answer_target
from wraparound.capabilities.expectations.calculation.trusts import (
    latest_figures,
    latest_staff,
    named,
    regime_to_compare,
    spells_on_page,
)
from wraparound.capabilities.expectations.queries.lists import organisations, trusts
from wraparound.capabilities.expectations.queries.releases import release_for
from wraparound.capabilities.expectations.terms.backtest import BacktestAnswer
from wraparound.capabilities.expectations.terms.briefs import Brief
from wraparound.capabilities.expectations.terms.performance import (
    FORECAST_METHOD,
    ComparatorAnswer,
    ForecastAnswer,
    ForecastQuestion,
    TargetAnswer,
    TargetNotAskable,
    TargetQuestion,
    WorstMonth,
)
from wraparound.capabilities.expectations.terms.ratings import RatingRecord
from wraparound.capabilities.expectations.terms.recovery import RecoveryAnswer, RecoveryQuestion, Shown, SpellList
from wraparound.capabilities.expectations.terms.search import TrustSearch
from wraparound.capabilities.expectations.terms.trusts import TrustAnswer
from wraparound.capabilities.expectations.wording.briefs import Told, brief_of
from wraparound.capabilities.expectations.wording.measures import why_not_held
from wraparound.capabilities.expectations.wording.outlooks import comparator_sentences
from wraparound.capabilities.expectations.wording.ratings import rating_limits, rating_sentences
from wraparound.capabilities.expectations.wording.recovery import recovery_sentences
from wraparound.capabilities.expectations.wording.telling import told_forecast, told_target
from wraparound.capabilities.expectations.wording.trusts import recovery_of_trust, trust_sentences, what_is_missing
from wraparound.capabilities.sources.queries.releases import release_in_use
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.published.lineage import carried_into, followed_by, living_successors, split_into
from wraparound.published.measure_files import cards_in, measure_cards
from wraparound.published.organisations import organisation
from wraparound.published.terms import Fact, Kind, Measure, NotInEvidence, Regime, Release

MONTHS_FOLLOWED = 24


def recovery(question: RecoveryQuestion, *, viewer: Viewer, release: str | None = None) -> RecoveryAnswer:
    """How long recovery took; QuestionNotAskable when the question contradicts itself."""
    ensure(viewer, SEE_EVIDENCE)
    # To a tenth of a month: finer differences are no question, and answers are kept for those who ask the same.
    asked = replace(question, months_served=round(question.months_served, 1))
    return _recovery(release_for(release, viewer=viewer), asked)


def every_regime(*, viewer: Viewer) -> tuple[RecoveryAnswer, ...]:
    """The plain question for each regime, in the order in which they began."""
    return tuple(recovery(RecoveryQuestion(regime=regime), viewer=viewer) for regime in Regime)


def home_finding(*, viewer: Viewer) -> RecoveryAnswer:
    """The finding on the first page: every spell in quality special measures."""
    return recovery(RecoveryQuestion(regime=Regime.QUALITY), viewer=viewer)


def trust(code: str, *, viewer: Viewer) -> TrustAnswer:
    """What published evidence says about a trust; NotInEvidence for a code that no trust has."""
    ensure(viewer, SEE_EVIDENCE)
    return _trust(release_in_use(viewer=viewer), code.strip().upper())


def forecast(question: ForecastQuestion, *, viewer: Viewer, release: str | None = None) -> ForecastAnswer:
    """The fan of one measure for one trust; NotInEvidence for a code that no trust has."""
    ensure(viewer, SEE_EVIDENCE)
    return _forecast(release_for(release, viewer=viewer), replace(question, code=question.code.strip().upper()))


def check(question: TargetQuestion, *, viewer: Viewer, release: str | None = None) -> TargetAnswer:
    """The odds of a target; TargetNotAskable where target or month make no sense. Nothing is kept of what was asked."""
    ensure(viewer, SEE_EVIDENCE)
    # To a hundredth of a point: the figures are published no finer, and the same question gets the same answer.
    asked = replace(question, code=question.code.strip().upper(), target=round(question.target, 2))
    return _check(release_for(release, viewer=viewer), asked)


def comparators(question: ForecastQuestion, months: int, *, viewer: Viewer) -> ComparatorAnswer:
    """Who a trust is compared with after so many months; TargetNotAskable for a time that is no whole quarters."""
    ensure(viewer, SEE_EVIDENCE)
    return _comparators(release_in_use(viewer=viewer), replace(question, code=question.code.strip().upper()), months)


def ratings(*, viewer: Viewer, release: str | None = None) -> RatingRecord:
    """What became of each rating after one, two and three years, as far as we hold it."""
    ensure(viewer, SEE_EVIDENCE)
    return _ratings(release_for(release, viewer=viewer))


def backtests(*, viewer: Viewer) -> tuple[BacktestAnswer, ...]:
    """The back-tests kept with the release in use: how good the ranges have been."""
    ensure(viewer, SEE_EVIDENCE)
    return evidence.stored_backtests(release_in_use(viewer=viewer), FORECAST_METHOD)


def regression(*, viewer: Viewer) -> dict[Measure, WorstMonth | None]:
    """How much of a bad quarter mends by itself, for each measure by quarter."""
    ensure(viewer, SEE_EVIDENCE)
    release = release_in_use(viewer=viewer)
    return {
        measure: worst_month(evidence.stored_fit(release, FORECAST_METHOD, measure))
        for measure, card in measure_cards().items()
        if not card.within_kind
    }


def brief(code: str, measure: Measure | None = None, *, viewer: Viewer) -> Brief:
    """Two pages on one trust: its leading measure, or the one asked for, and every other in a line."""
    ensure(viewer, SEE_EVIDENCE)
    release = release_in_use(viewer=viewer)
    about = _trust(release, code.strip().upper())
    asked = measure or (about.realistic.measure if about.realistic else None)
    told = {
        one: _forecast(release, ForecastQuestion(code=about.organisation.code, measure=one)) for one in about.measures
    }
    leading = told.pop(asked, None) if asked else None
    if asked and leading is None:
        leading = _forecast(release, ForecastQuestion(code=about.organisation.code, measure=asked))
    compared = None
    if leading is not None and leading.fan:
        months = max(point.months_ahead for point in leading.fan if point.months_ahead <= MONTHS_FOLLOWED)
        compared = _comparators(
            release, ForecastQuestion(code=about.organisation.code, measure=leading.measure), months
        )
    tests = evidence.stored_backtests(release, FORECAST_METHOD)
    tested = next((one for one in tests if leading is not None and one.measure == leading.measure), None)
    return brief_of(about, Told(leading, tuple(told.values()), compared, tested), release.sidecars)


def make_ready(*, viewer: Viewer) -> None:
    """Reads the evidence and the kept fits into memory, so that no visitor waits for it."""
    every_regime(viewer=viewer)
    trusts(TrustSearch(), viewer=viewer)
    release = release_in_use(viewer=viewer)
    for fit in evidence.stored_fits(release, FORECAST_METHOD):
        for one in fit.horizons:
            fit.cases(one.horizon)
    trust(next(iter(evidence.organisations(release))), viewer=viewer)


def every_trust(*, viewer: Viewer) -> tuple[TrustAnswer, ...]:
    """The answer for every trust, open and closed, in order of code."""
    return tuple(trust(code, viewer=viewer) for code in sorted(organisations(viewer=viewer)))


def spells(regime: Regime, *, viewer: Viewer) -> SpellList:
    """Every spell in one regime with its length, by date of entry."""
    answer = recovery(RecoveryQuestion(regime=regime), viewer=viewer)
    return SpellList(regime, answer.each_spell, answer.release)


def facts_about(topic: str, *, viewer: Viewer) -> tuple[Fact, ...]:
    """The published facts on one topic, such as leadership: about groups, never by name."""
    ensure(viewer, SEE_EVIDENCE)
    return evidence.facts_about(topic, release_in_use(viewer=viewer))


@lru_cache(maxsize=512)
def _recovery(release: Release, question: RecoveryQuestion) -> RecoveryAnswer:
    about = evidence.regime_evidence(release, question.regime)
    rests_on = RecoveryEvidence(
        spells=evidence.all_spells(release),
        organisations=evidence.organisations(release),
        coverage=about.coverage,
        expected=about.expected,
        release=release.id,
    )
    answer = answer_recovery(question, rests_on)
    return replace(answer, sentences=recovery_sentences(answer))


@lru_cache(maxsize=512)
def _trust(release: Release, code: str) -> TrustAnswer:
    found = organisation(release, code)
    known = evidence.organisations(release)
    successions = evidence.successions(release)
    carried = spells_on_page(code, evidence.all_spells(release), successions)
    published = evidence.trust_evidence(release, code)
    like_it = _like_it(release, regime_to_compare(carried), found.kind)
    measures = tuple(evidence.figures_of(release, code))
    answer = TrustAnswer(
        organisation=found,
        realistic=_leading(release, code, measures),
        measures=measures,
        predecessors=named((one.predecessor for one in carried_into(code, successions)), known),
        part_of_split=named((one.predecessor for one in split_into(code, successions)), known),
        successors=named((one.successor for one in followed_by(code, successions)), known),
        spells=carried,
        like_it=like_it,
        like_it_same_kind=like_it.kind is not None,
        performance=latest_figures(
            published.performance, published.steps, carried_into(code, successions), evidence.newest(release)
        ),
        ratings=published.ratings,
        staff=latest_staff(published.staff),
        figures_to=release.published,
        release=release.id,
    )
    answer = replace(answer, missing=what_is_missing(answer), recovery_sentences=recovery_of_trust(answer))
    return replace(answer, sentences=trust_sentences(answer))


def _leading(release: Release, code: str, measures: tuple[Measure, ...]) -> ForecastAnswer | None:
    """The fan that opens the page: the first measure that something can be said of, else the first with a figure."""
    leading = evidence.in_leading_order(measures)
    answers = [_forecast(release, ForecastQuestion(code=code, measure=one)) for one in leading]
    return next((one for one in answers if one.fan), answers[0] if answers else None)


@lru_cache(maxsize=1024)
def _forecast(release: Release, question: ForecastQuestion) -> ForecastAnswer:
    about = _about(release, question.code, question.measure)
    answer = answer_forecast(question, evidence.fit_for(release, question.code, question.measure), about)
    return told_forecast(answer, evidence.beside(release, question.code, question.measure, answer.data_to))


@lru_cache(maxsize=512)
def _check(release: Release, question: TargetQuestion) -> TargetAnswer:
    about = _about(release, question.code, question.measure)
    fit = evidence.fit_for(release, question.code, question.measure)
    kind = about.organisation.kind if about.card.within_kind else None
    drawn = partial(evidence.resamples, release, question.measure, kind)
    answer = answer_target(question, fit, about, _others(release, question.code), drawn)
    asked = ForecastQuestion(code=question.code, measure=question.measure)
    why_no_start = _forecast(release, asked).why_not if answer.baseline is None else ""
    return told_target(answer, why_no_start, fit.furthest * fit.positions.months_per_period)


@lru_cache(maxsize=512)
def _comparators(release: Release, question: ForecastQuestion, months: int) -> ComparatorAnswer:
    about = _about(release, question.code, question.measure)
    fit = evidence.fit_for(release, question.code, question.measure)
    reaches = fit.furthest * (every := fit.positions.months_per_period)
    if months % every or not every <= months <= reaches:
        raise TargetNotAskable(
            f"Comparators are followed for whole {'years' if every == 12 else 'quarters'}, {every} to {reaches} months "
            f"ahead; not {months}.",
            about="months",
        )
    baseline = start_of(fit, about)
    found = None
    if baseline is not None:
        asked = months // every, _others(release, question.code), question.scenario
        found = comparators_of(fit, about.organisation, *asked, Reaching(None, about.card.lower_is_better))
    answer = ComparatorAnswer(
        organisation=about.organisation,
        measure=question.measure,
        scenario=question.scenario,
        months_ahead=months,
        baseline=baseline,
        comparators=found,
        why_not="" if found else _forecast(release, question).why_not,
        release=release.id,
        method=FORECAST_METHOD,
    )
    return replace(answer, sentences=comparator_sentences(answer))


@lru_cache(maxsize=8)
def _ratings(release: Release) -> RatingRecord:
    record = rating_record(
        evidence.all_ratings(release),
        organisations=evidence.organisations(release),
        release_day=release.published,
        release=release.id,
    )
    return replace(record, sentences=rating_sentences(record), limits=rating_limits(record))


def _about(release: Release, code: str, measure: Measure) -> TrustFigures:
    found = organisation(release, code)
    if measure not in cards_in(release):
        raise NotInEvidence(why_not_held(measure, release))
    published = evidence.trust_evidence(release, code)
    return TrustFigures(
        organisation=found,
        figures=evidence.figures_of(release, code).get(measure, ()),
        steps=tuple(step for step in published.steps if step.measure == measure),
        joined=evidence.joined(release, code),
        release=release.id,
        card=cards_in(release)[measure],
    )


@lru_cache(maxsize=512)
def _others(release: Release, code: str) -> Others:
    """Everybody else: a trust is not compared with itself under an earlier or a later code."""
    successions = evidence.successions(release)
    own = {one.predecessor for one in carried_into(code, successions)} | set(living_successors(code, successions))
    return Others(evidence.organisations(release), frozenset(own), evidence.families(release))


def _like_it(release: Release, regime: Regime, kind: Kind) -> RecoveryAnswer:
    """Trusts of the same kind where enough of their spells are known for a curve, else trusts of every kind."""
    same_kind = _recovery(release, RecoveryQuestion(regime=regime, kind=kind))
    return same_kind if same_kind.shown is Shown.CURVE else _recovery(release, RecoveryQuestion(regime=regime))
