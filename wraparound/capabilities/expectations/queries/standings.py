"""Where every open trust stands by published evidence, all at once, for those who look at many beside one another."""

from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from types import MappingProxyType

from wraparound.capabilities.expectations import evidence
from wraparound.capabilities.expectations.access import SEE_EVIDENCE
from wraparound.capabilities.expectations.calculation.outlooks import TrustFigures
from wraparound.capabilities.expectations.calculation.standings import (
    fit_of_a_year_ago,
    measure_standing,
    ratings_held,
    size_of,
)
from wraparound.capabilities.expectations.calculation.trusts import spells_on_page
from wraparound.capabilities.expectations.queries.releases import release_for
from wraparound.capabilities.expectations.terms.performance import FORECAST_METHOD
from wraparound.capabilities.expectations.terms.standings import MeasureStanding, Size, Standing
from wraparound.methods.trajectories.fit import Fit
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.published.measure_files import cards_in
from wraparound.published.measures import MeasureCard
from wraparound.published.terms import Kind, NotInEvidence, Organisation, PerformanceFigure, Release


def standings(*, viewer: Viewer, release: str | None = None) -> Mapping[str, Standing]:
    """Every trust that the register shows open, by its code; kept for the release, so that asking again costs nothing.

    Made-up organisations that came with a measure file are no trusts and are left out.
    """
    ensure(viewer, SEE_EVIDENCE)
    return _standings(release_for(release, viewer=viewer))


@lru_cache(maxsize=4)
def _standings(release: Release) -> Mapping[str, Standing]:
    invented = {card.measure for card in cards_in(release).values() if card.made_up}
    found = {code: _standing(release, one) for code, one in evidence.organisations(release).items() if one.is_open}
    kept = {code: one for code, one in found.items() if not {each.measure for each in one.measures} & invented}
    return MappingProxyType(kept)


def _standing(release: Release, found: Organisation) -> Standing:
    figures = evidence.figures_of(release, found.code)
    cards = cards_in(release)
    measures = (_measure(release, found, cards[measure], ones) for measure, ones in figures.items())
    sizes = (_size(cards[measure], ones) for measure, ones in figures.items())
    return Standing(
        organisation=found,
        measures=tuple(one for one in measures if one is not None),
        sizes=tuple(one for one in sizes if one is not None),
        spells=spells_on_page(found.code, evidence.all_spells(release), evidence.successions(release)),
        ratings=ratings_held(evidence.trust_evidence(release, found.code).ratings),
    )


def _measure(
    release: Release, found: Organisation, card: MeasureCard, figures: tuple[PerformanceFigure, ...]
) -> MeasureStanding | None:
    """None where too few of its kind are measured to stand beside."""
    kind = found.kind if card.within_kind else None
    fits = _fits(release, card, kind)
    if fits is None or found.code not in fits[0].positions.units:
        return None
    joined = evidence.joined(release, found.code)
    about = TrustFigures(found, figures, (), joined, release.id, card)
    return measure_standing(*fits, about)


@lru_cache(maxsize=64)
def _fits(release: Release, card: MeasureCard, kind: Kind | None) -> tuple[Fit, Fit | None] | None:
    """The fit that is kept for a measure, and the one that a forecast of a year ago would have rested on."""
    with suppress(NotInEvidence):
        fit = evidence.stored_fit(release, FORECAST_METHOD, card.measure, kind)
        return fit, fit_of_a_year_ago(fit)
    return None


def _size(card: MeasureCard, figures: tuple[PerformanceFigure, ...]) -> Size | None:
    return size_of(card.measure, card.unit, card.adds_up, figures)
