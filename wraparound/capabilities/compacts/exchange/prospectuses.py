"""A prospectus as a document: tagged PDF (UA-1)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import typst

from wraparound.capabilities.compacts.terms.prospectuses import ProspectusTerms
from wraparound.capabilities.compacts.wording import prospectuses as say
from wraparound.papers.signs import FONTS, printable

TEMPLATE = Path(__file__).with_name("prospectus.typ")


def prospectus_as_pdf(found: ProspectusTerms, where: str, today: date) -> bytes:
    """PDF/UA-1: tagged, titled, in English, fonts within. `where`: the address at which the same can be read.

    A sign for which there is no shape stands as an empty square.
    """
    plain = _plain(found, where, today)
    try:
        return _set(plain)
    except typst.TypstError:
        # The standard allows no sign without a shape, and those who write may type any.
        return _set(_printable(plain))


def _set(plain: dict[str, Any]) -> bytes:
    compiled: Any = typst.compile
    made: bytes = compiled(
        TEMPLATE,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"prospectus": json.dumps(plain)},
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
    )
    return made


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


def _printable(value: Any) -> Any:
    """The same with every text as the typeface can show it."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(one) for key, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, list | tuple) else value
