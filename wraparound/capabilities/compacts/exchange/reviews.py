"""A review as a document, its paper before the meeting and its record after it: tagged PDF (UA-1)."""

from pathlib import Path
from typing import Any

from wraparound.capabilities.compacts.terms.reviews import ReviewTerms
from wraparound.capabilities.compacts.wording import review_paper as paper
from wraparound.capabilities.compacts.wording.prospectuses import MADE_UP
from wraparound.papers.pdf import filled

TEMPLATE = Path(__file__).with_name("review.typ")


def review_as_pdf(found: ReviewTerms, where: str) -> bytes:
    """PDF/UA-1: tagged, titled, in English, fonts within. `where`: the address at which the same can be read.

    A sign for which there is no shape stands as an empty square.
    """
    return filled(TEMPLATE, "review", _plain(found, where))


def _plain(found: ReviewTerms, where: str) -> dict[str, Any]:
    return {
        "title": paper.title(found),
        "line": paper.standing(found),
        "notices": [MADE_UP] if found.made_up else [],
        "sections": [
            {
                "heading": one.heading,
                "level": one.level,
                "paragraphs": list(one.paragraphs),
                "points": [{"name": point.name, "words": point.words, "mark": point.what} for point in one.points],
            }
            for one in paper.sections(found)
        ],
        "footer": paper.FOOTER,
        "where": where,
    }
