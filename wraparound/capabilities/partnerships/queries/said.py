"""What organisations say of themselves, and how much they help others: the one place where proposals read it."""

from collections.abc import Collection
from datetime import date

from wraparound.capabilities.partnerships.access import PROPOSE
from wraparound.capabilities.partnerships.terms.proposals import NOT_READ, OwnWords
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer


def own_words_of(codes: Collection[str], *, viewer: Viewer, on: date) -> OwnWords:
    """Needs, offers and help given of these organisations on the day; not read where the viewer may not see them."""
    ensure(viewer, PROPOSE)
    return NOT_READ
