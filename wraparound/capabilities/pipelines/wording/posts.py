"""Posts in words."""

from collections.abc import Mapping
from datetime import date

from wraparound.capabilities.pipelines.terms.posts import CostPer, Grade, HolderKind, Left, PostLevel, PostRole

ROLES: Mapping[PostRole, str] = {
    PostRole.CHIEF_EXECUTIVE: "Chief executive",
    PostRole.CHAIR: "Chair",
    PostRole.NON_EXECUTIVE: "Non-executive director",
    PostRole.FINANCE: "Finance",
    PostRole.NURSING: "Nursing",
    PostRole.MEDICAL: "Medical",
    PostRole.OPERATIONS: "Operations",
    PostRole.PEOPLE: "People",
    PostRole.STRATEGY: "Strategy",
    PostRole.DIGITAL: "Digital and information",
    PostRole.GOVERNANCE: "Governance",
    PostRole.ESTATES: "Estates and facilities",
    PostRole.QUALITY: "Quality and improvement",
    PostRole.ALLIED_HEALTH: "Allied health professions",
    PostRole.OTHER: "Other",
}
LEVELS: Mapping[PostLevel, str] = {PostLevel.BOARD: "Board", PostLevel.DEPUTY: "Deputy"}
GRADES: Mapping[Grade, str] = {
    Grade.VSM: "Very senior manager (VSM)",
    Grade.ESM: "Executive and senior manager (ESM)",
    Grade.BAND_9: "Band 9",
    Grade.BAND_8D: "Band 8D",
    Grade.BAND_8C: "Band 8C",
    Grade.BAND_8B: "Band 8B",
    Grade.BAND_8A: "Band 8A",
    Grade.MEDICAL: "Medical contract",
    Grade.FEE: "Fee (chair or non-executive)",
    Grade.UNKNOWN: "Not said",
}
KINDS: Mapping[HolderKind, str] = {
    HolderKind.SUBSTANTIVE: "substantive",
    HolderKind.INTERIM: "interim",
    HolderKind.ACTING: "acting",
    HolderKind.SECONDMENT: "on secondment",
    HolderKind.VACANT: "vacant",
}
LEFT: Mapping[Left, str] = {
    Left.NHS_POST: "Took up another post in the NHS",
    Left.OUTSIDE: "Took up work outside the NHS",
    Left.RETIRED: "Retired",
    Left.TERM_ENDED: "The term or contract ended",
    Left.REORGANISED: "The organisation or the post changed",
    Left.RETURNED: "Went back to their own post",
    Left.OTHER: "Another reason",
}
COST_PER: Mapping[CostPer, str] = {CostPer.DAY: "a day", CostPer.YEAR: "a year", CostPer.ONCE: "once"}


NOT_SHOWN = "a post that is not shown here"
OF_TODAY = (
    "Titles, what is critical, and who reports to whom are those of today; read as this site showed it, they are those "
    "of then."
)
"""Of a past day, read as it is known today."""


def lies_ahead(on: date) -> str:
    """Why a page is about today where a later day was asked for."""
    return (
        f"{day(on)} lies ahead, so this page is about today. Nobody knows yet how it will be then; what is entered for "
        "later is said beside what is so today."
    )


def day(when: date) -> str:
    """A date as people write it.

    >>> day(date(2028, 3, 3))
    '3 March 2028'
    """
    return f"{when.day} {when:%B %Y}"


def within(words: str) -> str:
    """Words as they stand within a sentence: only the first letter is made small, so that the NHS stays the NHS.

    >>> within("Took up work outside the NHS")
    'took up work outside the NHS'
    """
    return f"{words[:1].lower()}{words[1:]}"


def taken_over(into: str) -> str:
    """Why a post closed when its organisation became part of another."""
    return f"Taken over by {into}"
