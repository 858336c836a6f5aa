"""Published files → what a calculation needs, checked."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

import numpy as np

from wraparound.capabilities.expectations.terms.backtest import (
    BacktestAnswer,
    BacktestCell,
    Era,
    MethodScore,
    Scale,
    Skill,
)
from wraparound.capabilities.expectations.terms.performance import FORECAST_METHOD, SEED, Beside, Joined, Published
from wraparound.methods.trajectories.fit import Fit
from wraparound.methods.trajectories.forecast import Resamples, resamples_at
from wraparound.methods.trajectories.storage import from_plain
from wraparound.published.facts import facts_in, official_expectations
from wraparound.published.imported import ImportedFigure, imported_of, national_totals, revisions_of
from wraparound.published.kept import Shelf, names_kept, read_kept
from wraparound.published.lineage import living_successors
from wraparound.published.measure_files import cards_in
from wraparound.published.organisations import organisation, organisations_in
from wraparound.published.performance import (
    EVERYWHERE,
    figures_of_measure,
    newest_quarters,
    performance_of,
    recording_steps_in,
)
from wraparound.published.ratings import ratings_in
from wraparound.published.regimes import regime_spells_in
from wraparound.published.release import open_release
from wraparound.published.staff_experience import (
    STAFF_INDICATORS,
    staff_figures_of,
    staff_figures_of_measure,
    staff_indicators_of,
)
from wraparound.published.succession import successions_in
from wraparound.published.terms import (
    AE_ALL,
    AE_MAJOR,
    RTT_18_WEEKS,
    Coverage,
    Fact,
    Kind,
    Measure,
    NotInEvidence,
    Organisation,
    PerformanceFigure,
    Rating,
    RecordingStep,
    Regime,
    RegimeSpell,
    Release,
    StaffIndicator,
    Succession,
)

LEADING_MEASURES = (AE_MAJOR, AE_ALL, RTT_18_WEEKS)
"""The measure that opens a trust's page is the first of these that something can be said of, else any of its own."""

STAFF_MEASURES = frozenset(STAFF_INDICATORS.values())


class EvidenceIncomplete(RuntimeError):
    """A release does not hold what these calculations rest on."""


@dataclass(frozen=True)
class RegimeEvidence:
    """What is published about one regime: its spells, how complete they are, what was officially expected."""

    spells: tuple[RegimeSpell, ...]
    coverage: Coverage
    expected: tuple[Fact, ...]


@dataclass(frozen=True)
class TrustEvidence:
    """What is published about one code besides its spells."""

    performance: tuple[PerformanceFigure, ...]
    steps: tuple[RecordingStep, ...]
    ratings: tuple[Rating, ...]
    staff: tuple[StaffIndicator, ...]


@cache
def regime_evidence(release: Release, regime: Regime) -> RegimeEvidence:
    """Spells, completeness and expectations of one regime; EvidenceIncomplete if the release says nothing of it."""
    coverage = {one.regime: one for one in release.sidecar("regime_spells").coverage}
    if regime not in coverage:
        raise EvidenceIncomplete(f"Release {release.id} does not say how complete its spells of {regime} are.")
    return RegimeEvidence(
        spells=tuple(spell for spell in all_spells(release) if spell.regime is regime),
        coverage=coverage[regime],
        expected=official_expectations(release, regime),
    )


@cache
def all_spells(release: Release) -> tuple[RegimeSpell, ...]:
    """Every spell of the release, each of a trust that the release knows; EvidenceIncomplete otherwise."""
    known = organisations_in(release)
    spells = regime_spells_in(release)
    strangers = sorted({spell.code for spell in spells} - set(known))
    if strangers:
        raise EvidenceIncomplete(f"Spells of trusts that release {release.id} does not list: {', '.join(strangers)}.")
    return spells


def in_leading_order(measures: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """Those of these measures that can open a page: waiting times first, imported ones next, the staff survey never."""
    first = [one for one in LEADING_MEASURES if one in measures]
    return (*first, *(one for one in measures if one not in first and one not in STAFF_MEASURES))


def newest(release: Release) -> dict[Measure, date]:
    """The newest quarter of each measure for which any trust has a figure."""
    return newest_quarters(release)


def facts_about(topic: str, release: Release) -> tuple[Fact, ...]:
    """The published facts on one topic, in the order of the table."""
    return tuple(fact for fact in facts_in(release) if fact.topic == topic)


def organisations(release: Release) -> dict[str, Organisation]:
    """Every trust by its code."""
    return organisations_in(release)


def successions(release: Release) -> tuple[Succession, ...]:
    """Every succession, in date order."""
    return successions_in(release)


def stored_backtests(release: Release, method: str) -> tuple[BacktestAnswer, ...]:
    """The back-tests kept with the release, by name, else with the one it was made from; each says which it judges."""
    names = names_kept(release, Shelf.BACKTESTS, method)
    if not names and release.based_on:
        return stored_backtests(open_release(release.based_on), method)
    return tuple(_backtest(json.loads(read_kept(release, Shelf.BACKTESTS, method, name))) for name in names)


def _backtest(kept: dict[str, Any]) -> BacktestAnswer:
    cells = tuple(
        BacktestCell(
            **{
                **cell,
                "scale": Scale(cell["scale"]),
                "era": Era(cell["era"]),
                "scores": tuple(MethodScore(**{**one, "transform": tuple(one["transform"])}) for one in cell["scores"]),
                "skills": tuple(Skill(**one) for one in cell["skills"]),
            }
        )
        for cell in kept["cells"]
    )
    words = tuple(kept["sentences"])
    return BacktestAnswer(**{**kept, "cells": cells, "sentences": words})


def all_ratings(release: Release) -> tuple[Rating, ...]:
    """Every rating of the release, oldest first."""
    return ratings_in(release)


def beside(release: Release, code: str, measure: Measure, data_to: date) -> Beside:
    """What a publisher's files say of a trust and a measure besides the figures that the forecast rests on."""
    standard = cards_in(release)[measure].standard
    months = [one for one in imported_of(release, code) if one.measure == measure and one.period > data_to]
    england = national_totals(release).get(measure)
    return Beside(
        standard=standard.percent if standard else None,
        england=_published(england) if england else None,
        month=_published(months[-1]) if months else None,
        revised=tuple(one.address for one in revisions_of(release, code) if one.measure == measure),
    )


def _published(one: ImportedFigure) -> Published:
    return Published(one.period, one.within, one.total, round(one.percent, 2), one.address)


def trust_evidence(release: Release, code: str) -> TrustEvidence:
    """Waiting times, recording steps, ratings and staff survey of one code; empty where nothing is published."""
    return TrustEvidence(
        performance=performance_of(release, code),
        steps=tuple(step for step in recording_steps_in(release) if step.code in {code, EVERYWHERE}),
        ratings=tuple(rating for rating in ratings_in(release) if rating.code == code),
        staff=staff_indicators_of(release, code),
    )


def measure_evidence(release: Release, measure: Measure) -> tuple[tuple[PerformanceFigure, ...], list[RecordingStep]]:
    """Every figure of one measure that can be shown, and its known recording steps."""
    steps = [step for step in recording_steps_in(release) if step.measure == measure]
    if measure in STAFF_MEASURES:
        return staff_figures_of_measure(release, measure), steps
    return figures_of_measure(release, measure), steps


@cache
def figures_of(release: Release, code: str) -> Mapping[Measure, tuple[PerformanceFigure, ...]]:
    """One trust's figures of every measure, oldest first; a measure without a figure is not in it."""
    every = (*performance_of(release, code), *staff_figures_of(release, code))
    return {
        measure: tuple(one for one in every if one.measure == measure)
        for measure in cards_in(release)
        if any(one.measure == measure for one in every)
    }


def fit_name(measure: Measure, kind: Kind | None) -> str:
    """The name under which a fit is kept; a measure compared within kinds has one for each."""
    return measure if kind is None else f"{measure}-{kind.value.replace(' ', '_')}"


@cache
def stored_fit(release: Release, method: str, measure: Measure, kind: Kind | None = None) -> Fit:
    """The fit kept with the release; NotInEvidence where none was made, EvidenceAltered where it was changed."""
    content = read_kept(release, Shelf.FITS, method, fit_name(measure, kind))
    try:
        return from_plain(json.loads(content))
    except (ValueError, KeyError, TypeError) as trouble:
        raise EvidenceIncomplete(f"The fit of {measure} kept with release {release.id} is not one.") from trouble


def stored_fits(release: Release, method: str) -> Iterator[Fit]:
    """Every fit that is kept with the release."""
    for card in cards_in(release).values():
        for kind in Kind if card.within_kind else (None,):
            with suppress(NotInEvidence):
                yield stored_fit(release, method, card.measure, kind)


def fit_for(release: Release, code: str, measure: Measure) -> Fit:
    """The fit that a trust is judged by; NotInEvidence where too few trusts of its kind are measured."""
    found = organisation(release, code)
    try:
        return fit_of_kind(release, found, measure)
    except NotInEvidence:
        if not cards_in(release)[measure].within_kind or measure in figures_of(release, code):
            raise
        # Nothing is measured of it; any kind's fit says so and to when the figures reach.
        return stored_fit(release, FORECAST_METHOD, measure, Kind.ACUTE)


def fit_of_kind(release: Release, trust: Organisation, measure: Measure) -> Fit:
    """The fit of those that a trust is compared with; NotInEvidence where too few of its kind are measured."""
    card = cards_in(release)[measure]
    kind = trust.kind if card.within_kind else None
    try:
        return stored_fit(release, FORECAST_METHOD, measure, kind)
    except NotInEvidence as trouble:
        if kind is None:
            raise
        raise NotInEvidence(
            f"We cannot say: the {card.figure} is compared within a kind of trust only, and too few trusts of the kind "
            f"of {trust.name} ({kind}) are measured."
        ) from trouble


@lru_cache(maxsize=8)
def resamples(release: Release, measure: Measure, kind: Kind | None, horizon: int) -> Resamples:
    """The draws behind the odds: always from the same seed, so kept for those who ask next."""
    fit = stored_fit(release, FORECAST_METHOD, measure, kind)
    return resamples_at(fit, horizon, np.random.default_rng(SEED))


def joined(release: Release, code: str) -> tuple[Joined, ...]:
    """The trusts that became part of one which kept its code, oldest first."""
    known = organisations(release)
    return tuple(
        Joined(one.predecessor, known[one.predecessor].name, one.on, one.address)
        for one in successions(release)
        if one.successor == code and not one.split and one.predecessor in known
    )


@cache
def families(release: Release) -> dict[str, str]:
    """Code → the code that its line ends in today, so that one trust under two codes is one case."""
    lines = [one for one in successions(release) if not one.split]
    return {code: living_successors(code, lines)[0] for code in organisations(release)}
