"""A prospectus as a document: tagged PDF (UA-1)."""

from datetime import date
from pathlib import Path
from typing import Any

from wraparound.capabilities.compacts.terms.prospectuses import ProspectusTerms
from wraparound.capabilities.compacts.wording import prospectuses as say
from wraparound.papers.pdf import filled

TEMPLATE = Path(__file__).with_name("prospectus.typ")


def prospectus_as_pdf(found: ProspectusTerms, where: str, today: date) -> bytes:
    """PDF/UA-1: tagged, titled, in English, fonts within. `where`: the address at which the same can be read.

    A sign for which there is no shape stands as an empty square.
    """
    return filled(TEMPLATE, "prospectus", _plain(found, where, today))


def _plain(found: ProspectusTerms, where: str, today: date) -> dict[str, Any]:
    said = found.edition.prospect
    return {
        "title": said.title,
        "line": f"{say.where(found)}. {say.standing(found, today)}.",
        "notices": [*([say.MADE_UP] if found.made_up else []), *say.notices(found)],
        "sections": [
            {
                "heading": one.heading,
                "level": one.level,
                "answer": one.key == "realistic",
                "paragraphs": one.paragraphs,
                "points": [{"name": point.name, "words": point.words, "what": point.what} for point in one.points],
            }
            for one in say.sections(found)
        ],
        "footer": say.FOOTER,
        "where": where,
    }
