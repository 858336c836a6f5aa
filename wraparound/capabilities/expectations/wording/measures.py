"""What a measure is called, also where the release in use no longer holds it: an earlier answer must still be told."""

from contextlib import suppress

from wraparound.published.measure_files import card_of as card_in_use
from wraparound.published.measure_files import cards_in, measure_cards
from wraparound.published.measures import MeasureCard
from wraparound.published.release import EvidenceAltered, held_releases, open_release, release_in_use
from wraparound.published.terms import Measure, Release


def card_of(measure: str) -> MeasureCard:
    """What a measure is: as the release in use says, else the newest held here that has it; else NotInEvidence."""
    if measure in measure_cards():
        return card_in_use(measure)
    newest = _newest_with(measure)
    return cards_in(newest)[Measure(measure)] if newest else card_in_use(measure)


def why_not_held(measure: Measure, release: Release) -> str:
    """Why a release says nothing of a measure, and what to do."""
    newest = _newest_with(measure)
    if newest is None:
        return (
            f"We hold no measure “{measure}”: it never was, or is no longer published here. There are: "
            f"{', '.join(cards_in(release))}."
        )
    figure = cards_in(newest)[measure].figure
    if release != release_in_use():
        return f"The {figure} is not published in evidence release {release.id}; release {newest.id} holds it."
    return (
        f"The {figure} is no longer published: the evidence in use here, release {release.id}, does not hold it; "
        f"release {newest.id} does. Choose another measure."
    )


def _newest_with(measure: str) -> Release | None:
    for name in reversed(held_releases()):
        # One that was altered has nothing to say here; whoever asks for it is told.
        with suppress(EvidenceAltered):
            if measure in cards_in(release := open_release(name)):
                return release
    return None
