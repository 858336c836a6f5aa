"""What followed mergers and acquisitions: rests on the evidence release in use and needs no database."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from wraparound.capabilities.expectations.queries.panels import panel_of
from wraparound.capabilities.partnerships.access import ABOUT
from wraparound.capabilities.partnerships.calculation.followed import moves_followed, years_followed
from wraparound.capabilities.partnerships.terms.followed import YEARS_AFTER, FollowedAnswer
from wraparound.capabilities.partnerships.wording.followed import COMPARED_WITHIN_KIND, followed_sentences
from wraparound.capabilities.sources.queries.releases import release_in_use
from wraparound.people.access import ensure
from wraparound.people.terms.access import PUBLIC, Viewer
from wraparound.published.measure_files import cards_in
from wraparound.published.organisations import organisations_in
from wraparound.published.succession import successions_in
from wraparound.published.terms import AE_ALL, CannotAnswer, Measure, Release


class NotComparedAcross(CannotAnswer):
    """A measure that is compared within a kind of trust only."""


def followed(measure: Measure = AE_ALL, *, viewer: Viewer) -> FollowedAnswer:
    """What followed, on one measure; NotInEvidence for one that the release does not hold."""
    ensure(viewer, ABOUT)
    return _followed(release_in_use(viewer=viewer), measure)


def measures_to_follow(*, viewer: Viewer) -> tuple[Measure, ...]:
    """The measures for which this can be asked, in the order in which they are offered."""
    ensure(viewer, ABOUT)
    cards = cards_in(release_in_use(viewer=viewer))
    return tuple(measure for measure, card in cards.items() if not card.within_kind and not card.made_up)


@lru_cache(maxsize=32)
def _followed(release: Release, measure: Measure) -> FollowedAnswer:
    # Whoever may ask was asked above; published figures are for everybody.
    panel = panel_of(measure, release, viewer=PUBLIC)
    card = cards_in(release)[measure]
    if card.within_kind:
        raise NotComparedAcross(COMPARED_WITHIN_KIND)
    moves = moves_followed(panel, successions_in(release), organisations_in(release))
    known = [one for one in moves if any(one.gained(year) is not None for year in range(1, YEARS_AFTER + 1))]
    last = panel.month_of(panel.periods - 1)
    answer = FollowedAnswer(
        measure=measure,
        more_is_better=not card.lower_is_better,
        moves=moves,
        years=years_followed(panel, moves, more_is_better=not card.lower_is_better),
        without=len(moves) - len(known),
        release=release.id,
        data_to=date(last // 12, last % 12 + 1, 1),
    )
    return replace(answer, sentences=followed_sentences(answer))
