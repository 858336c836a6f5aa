"""Coordinates of organisations in words."""

from wraparound.capabilities.partnerships.terms.places import COLUMNS, PlacesPage
from wraparound.capabilities.partnerships.wording.plain import day

NAME = "Where organisations are"
WHY = (
    "With coordinates, the list of who could help says how far away each is, in a straight line. Without them it says "
    "whether it is in the same region. They change nobody’s place in a list."
)
NONE = "Nobody has brought coordinates yet, so nearness is told by region alone."
NEEDS = (
    f"CSV or Excel with the columns {', '.join(COLUMNS)}: the code, degrees north, degrees east. The file itself is "
    "not kept."
)
TAKEN_BACK = "Taken back. What was in use before, if anything, is in use again."
WHO_BRINGS = "Regional directors, improvement directors and analysts of improvement bring them, for the whole site."
SHOWN = 12


def brought_words(many: int) -> str:
    """That they count now."""
    of = "1 organisation" if many == 1 else f"{many:,} organisations"
    return f"Coordinates of {of} are in use now."


def answer_words(found: PlacesPage) -> str:
    """How many are known, from where, since when."""
    if found.in_use.number is None or found.in_use.brought_at is None:
        return NONE
    since = day(found.in_use.brought_at.date())
    return f"{found.known:,} of {found.of:,} open trusts have coordinates, brought on {since}."


def elsewhere_words(many: int) -> str:
    """Of lines that are about nobody we know."""
    line = "1 line of the file is" if many == 1 else f"{many:,} lines of the file are"
    return f"{line} about no organisation that is known here."
