"""What a post is mainly answerable for, guessed from its title by simple words; whoever keeps it puts it right."""

import re

from wraparound.capabilities.pipelines.terms.posts import PostLevel, PostRole

WORDS: tuple[tuple[str, PostRole], ...] = (
    (r"chief executive|\bceo\b|accountable officer", PostRole.CHIEF_EXECUTIVE),
    (r"non[- ]?executive", PostRole.NON_EXECUTIVE),
    (r"\bchair", PostRole.CHAIR),
    (r"\bfinanc|\bcfo\b", PostRole.FINANCE),
    (r"\bnurs|\bmidwi", PostRole.NURSING),
    (r"\bmedical\b|\bmedicine\b", PostRole.MEDICAL),
    (r"\boperati|\bcoo\b", PostRole.OPERATIONS),
    (r"\bpeople\b|\bworkforce\b|human resources|\bhr\b|organi[sz]ational development", PostRole.PEOPLE),
    (r"\bstrateg|\btransformation\b|\bpartnerships?\b", PostRole.STRATEGY),
    (r"\bdigital\b|\binformation\b|\btechnology\b|\bdata\b|\bcio\b", PostRole.DIGITAL),
    (r"\bgovernance\b|company secretary|corporate affairs", PostRole.GOVERNANCE),
    (r"\bestates?\b|\bfacilities\b", PostRole.ESTATES),
    (r"\bquality\b|\bimprovement\b|patient safety", PostRole.QUALITY),
    (r"allied health|\btherap", PostRole.ALLIED_HEALTH),
)
NOT_THE_CHIEF = re.compile(r"\b(deputy|associate|assistant|vice)[- ]+(chief executive|ceo)(?: officer)?\b")
LOWER = re.compile(r"\b(deputy|associate|assistant)\b")


def role_of_title(title: str) -> PostRole:
    """The role whose word comes first in the title; OTHER where none does.

    >>> role_of_title("Chief nurse and director of quality")
    <PostRole.NURSING: 'nursing'>
    >>> role_of_title("Deputy chief executive and director of finance")
    <PostRole.FINANCE: 'finance'>
    """
    words = " ".join(title.casefold().split())
    rest = NOT_THE_CHIEF.sub(" ", words)
    return _first(rest) or _first(words) or PostRole.OTHER


def level_of_title(title: str) -> PostLevel:
    """BOARD, unless the title says that it is somebody's deputy and names no seat of its own besides.

    >>> level_of_title("Deputy director of finance")
    <PostLevel.DEPUTY: 'deputy'>
    """
    rest = NOT_THE_CHIEF.sub(" ", " ".join(title.casefold().split()))
    return PostLevel.DEPUTY if LOWER.search(rest) else PostLevel.BOARD


def _first(words: str) -> PostRole | None:
    """The role named first; of two in the same place, the one that stands first in the list."""
    found = [(hit.start(), place) for place, (pattern, _) in enumerate(WORDS) if (hit := re.search(pattern, words))]
    return WORDS[min(found)[1]][1] if found else None
