"""What organisations say of themselves, and how much they help others: the one place where proposals read it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from wraparound.capabilities.partnerships.access import PROPOSE, SEE_NEEDS
from wraparound.capabilities.partnerships.queries.agreements import helping_of
from wraparound.capabilities.partnerships.queries.own_words import needs_of, offers_of
from wraparound.capabilities.partnerships.terms.own_words import OwnNeed, OwnOffer
from wraparound.capabilities.partnerships.terms.proposals import NOT_READ, OwnWords
from wraparound.people.access import allows, ensure
from wraparound.people.terms.access import Viewer


def own_words_of(codes: Collection[str], *, viewer: Viewer, on: date) -> OwnWords:
    """Needs, offers and help given of these organisations on the day; not read where the viewer may not see them."""
    ensure(viewer, PROPOSE)
    if not allows(viewer, SEE_NEEDS):
        return NOT_READ
    return OwnWords(
        read=True,
        needs=_by_code(needs_of(codes, viewer=viewer, on=on)),
        offers=_by_code(offers_of(codes, viewer=viewer, on=on)),
        helping=helping_of(codes, viewer=viewer, on=on),
    )


def _by_code[Said: OwnNeed | OwnOffer](said: Iterable[Said]) -> Mapping[str, tuple[Said, ...]]:
    found: dict[str, tuple[Said, ...]] = {}
    for one in said:
        found[one.code] = (*found.get(one.code, ()), one)
    return found
