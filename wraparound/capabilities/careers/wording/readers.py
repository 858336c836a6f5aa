"""What careers holds of somebody, and who reads it, in words."""

from collections.abc import Sequence
from datetime import date

from wraparound.capabilities.careers.terms.readers import HeldHere
from wraparound.capabilities.careers.wording.frameworks import day, how_many

PAGE = "What careers holds of you, and who reads it"
BEHIND = "Read by those to whom you show it by name; what you ask for, by those who answer it"
LEAD = "All that careers holds of you, and who else can read each part of it today. No role lets anybody read the rest."
NOTHING = "Careers holds nothing of you yet."
ALONE = "Nobody but you."
TO_CONFIRM = "is asked to confirm it, or confirms it"
TO_VOUCH = "is asked to vouch for it, or vouches for it"
NO_NAMES = "Whoever you asked reads your name and the competencies, and nothing that you or others said."
BESIDES = (
    "What was credited to you stands in your record. What you look for on the board, and whether you may be counted, "
    "nobody else reads."
)


def until_words(until: date) -> str:
    """Until when somebody reads it."""
    return f"until {day(until)}, unless you take it back"


def lead_words(found: Sequence[HeldHere]) -> str:
    """How much is held, in a sentence."""
    return f"{how_many(len(found), 'thing')}. {LEAD}" if found else NOTHING
