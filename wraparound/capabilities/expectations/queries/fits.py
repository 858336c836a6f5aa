"""The fit behind the forecasts of one measure, for whoever reads more in it than a range: the patience rule."""

from wraparound.capabilities.expectations import evidence
from wraparound.capabilities.expectations.access import SEE_EVIDENCE
from wraparound.capabilities.expectations.queries import made_up
from wraparound.capabilities.expectations.queries.releases import release_for
from wraparound.capabilities.expectations.terms.made_up import MadeUpTrust
from wraparound.capabilities.expectations.wording.measures import why_not_held
from wraparound.methods.trajectories.fit import Fit
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.published.measure_files import cards_in
from wraparound.published.measures import MeasureCard
from wraparound.published.terms import Measure, NotInEvidence


def fit_of(
    code: str, measure: Measure, *, viewer: Viewer, release: str | None = None, invented: MadeUpTrust | None = None
) -> tuple[Fit, MeasureCard, str]:
    """The fit that a trust is judged by, the card of the measure, and the release both are of.

    A made-up trust comes with its figures (`invented`). NotInEvidence where the release lacks measure or trust.
    """
    ensure(viewer, SEE_EVIDENCE)
    chosen = release_for(release, viewer=viewer)
    cards = cards_in(chosen)
    if measure not in cards:
        raise NotInEvidence(why_not_held(measure, chosen))
    if invented is not None:
        fit = made_up.fit_of_made_up(measure, invented, viewer=viewer, release=release)
    else:
        fit = evidence.fit_for(chosen, code, measure)
    return fit, cards[measure], chosen.id
