"""What every page of partnerships does alike: a refusal is a sentence, and words come from wording."""

from django.utils import timezone

from wraparound.capabilities.partnerships.queries.agreements import agreement
from wraparound.capabilities.partnerships.terms.agreements import AgreementPage, AgreementState, Move, Side
from wraparound.capabilities.partnerships.terms.own_words import CannotPartner
from wraparound.capabilities.partnerships.wording import agreements as say
from wraparound.capabilities.partnerships.wording import own_words as said
from wraparound.capabilities.partnerships.wording import reviews as tell
from wraparound.people.access import NotYours
from wraparound.people.terms.access import Viewer
from wraparound.records.actions.rights import ChangedMeanwhile

REFUSED = (CannotPartner, ChangedMeanwhile)
"""What is said beside what was typed; what is not there, or not theirs, is a page of its own."""
SPEAKS_FOR_NEITHER = (
    "You read this partnership, and speak for neither of its boards. Their chairs and chief executives do."
)


def words(**more: object) -> dict[str, object]:
    """The context of a page: what it shows, with the functions that say it."""
    known = {"say": say, "said": said, "tell": tell, "Side": Side, "Move": Move, "State": AgreementState}
    return {**known, **more}


def of_a_board(number: int, *, viewer: Viewer) -> AgreementPage:
    """A partnership for one of whose boards the viewer speaks; NotYours for readers, and who speaks for both."""
    found = agreement(number, viewer=viewer, on=timezone.localdate())
    if len(found.sides) != 1:
        raise NotYours(say.SPEAKS_FOR_BOTH if found.sides else SPEAKS_FOR_NEITHER)
    return found
