"""The figures of one measure as a panel, for whoever judges a rule or a forecast on them."""

from wraparound.capabilities.expectations import evidence
from wraparound.capabilities.expectations.access import SEE_EVIDENCE
from wraparound.capabilities.expectations.calculation.panels import panel_from
from wraparound.methods.trajectories.panel import Panel
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.published.measure_files import cards_in
from wraparound.published.terms import Measure, NotInEvidence, Release


def panel_of(measure: str, release: Release, *, viewer: Viewer) -> Panel:
    """Every figure of a measure of a release, by trust and quarter; NotInEvidence where the release holds none."""
    ensure(viewer, SEE_EVIDENCE)
    cards = cards_in(release)
    if measure not in cards:
        raise NotInEvidence(
            f"The release holds no measure “{measure}”; it holds: {', '.join(cards)}. To judge another, give its "
            "figures with --panel FILE."
        )
    figures, _ = evidence.measure_evidence(release, Measure(measure))
    return panel_from(figures, cards[Measure(measure)].months_per_period)
