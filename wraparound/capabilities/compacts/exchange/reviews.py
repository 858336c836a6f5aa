"""A review as a document, its paper before the meeting and its record after it: tagged PDF (UA-1)."""

import json
from pathlib import Path
from typing import Any

import typst

from wraparound.capabilities.compacts.terms.reviews import ReviewTerms
from wraparound.capabilities.compacts.wording import review_paper as paper
from wraparound.capabilities.compacts.wording.prospectuses import MADE_UP
from wraparound.papers.signs import FONTS, printable

TEMPLATE = Path(__file__).with_name("review.typ")


def review_as_pdf(found: ReviewTerms, where: str) -> bytes:
    """PDF/UA-1: tagged, titled, in English, fonts within. `where`: the address at which the same can be read.

    A sign for which there is no shape stands as an empty square.
    """
    compiled: Any = typst.compile
    made: bytes = compiled(
        TEMPLATE,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"review": json.dumps(_plain(found, where))},
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
    )
    return made


def _plain(found: ReviewTerms, where: str) -> dict[str, Any]:
    said = {
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
    # Those who write may type any sign, and the standard allows none without a shape.
    return {key: _printable(one) for key, one in said.items()}


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(one) for key, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, list) else value
