"""What every page of partnerships does alike: a refusal is a sentence, and words come from wording."""

from wraparound.capabilities.partnerships.terms.own_words import CannotPartner
from wraparound.capabilities.partnerships.wording import own_words as said
from wraparound.records.actions.rights import ChangedMeanwhile

REFUSED = (CannotPartner, ChangedMeanwhile)
"""What is said beside what was typed; what is not there, or not theirs, is a page of its own."""


def words(**more: object) -> dict[str, object]:
    """The context of a page: what it shows, with the functions that say it."""
    return {"said": said, **more}
