"""A paper as PDF (UA-1: tagged, titled, in English, fonts within), and as pictures of its pages."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from wraparound.charts.standalone import standalone
from wraparound.charts.terms import Chart
from wraparound.papers.measures import LOOKS, shares
from wraparound.papers.signs import FONTS, breakable, printable
from wraparound.papers.terms import Paper, PaperPart, PaperTable

TEMPLATE = Path(__file__).with_name("paper.typ")
MOST_TOGETHER = 1_600
"""Letters of a part that stays on one page; a longer one, and a table of many rows, goes on over the next."""
ROWS_TOGETHER = 8


def as_pdf(paper: Paper) -> bytes:
    """PDF/UA-1; a sign for which there is no shape stands as an empty square."""
    made: bytes = _set(paper, "pdf", pdf_standards=["ua-1"])
    return made


def as_pages(paper: Paper, dots_per_inch: int = 100) -> list[bytes]:
    """The same pages as pictures (PNG), to look at."""
    made: bytes | list[bytes] = _set(paper, "png", ppi=dots_per_inch)
    return made if isinstance(made, list) else [made]


def typeset(template: Path | bytes, inputs: dict[str, str], form: str, **options: Any) -> Any:
    """What typst makes of a template and data; it sees our fonts and no others, so that pages are the same anywhere."""
    compiled: Any = typst.compile
    return compiled(
        template, format=form, sys_inputs=inputs, font_paths=[str(FONTS)], ignore_system_fonts=True, **options
    )


def _set(paper: Paper, form: str, **options: Any) -> Any:
    plain = _plain(paper)
    try:
        return typeset(TEMPLATE, {"paper": json.dumps(_each(plain, breakable))}, form, **options)
    except typst.TypstError:
        # The standard allows no sign without a shape, and those who write may type any.
        return typeset(TEMPLATE, {"paper": json.dumps(_each(plain, _safe))}, form, **options)


def _safe(words: str) -> str:
    return breakable(printable(words))


def _plain(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title,
        "line": paper.line,
        "notices": paper.notices,
        "footer": paper.footer,
        "parts": [_part(one) for one in paper.parts],
        "sources": [{"words": one.words, "link": one.link, "shown": one.link} for one in paper.sources],
        "measures": asdict(LOOKS[paper.look]),
    }


def _part(part: PaperPart) -> dict[str, Any]:
    words = (part.heading, *part.lines, *part.sentences, *part.points, part.note)
    return {
        **{name: getattr(part, name) for name in ("heading", "level", "lines", "sentences", "points", "note")},
        "chart": _picture(part.chart),
        "table": _table(part.table) if part.table else None,
        "rooms": part.rooms,
        "ruled": part.ruled,
        # What was written to be read together: an entry under a smaller heading, or a place to sign.
        "together": (part.level > 2 or bool(part.rooms))
        and part.table is None
        and sum(map(len, words)) <= MOST_TOGETHER,
    }


def _table(table: PaperTable) -> dict[str, Any]:
    return {
        "headings": table.headings,
        "rows": table.rows,
        "shares": shares(table),
        "pictures": [_picture(one, narrow=True) for one in table.pictures],
        "picture_heading": table.picture_heading,
        "breakable": len(table.rows) > ROWS_TOGETHER or bool(table.pictures),
    }


def _picture(drawn: Chart | None, *, narrow: bool = False) -> dict[str, str] | None:
    if drawn is None:
        return None
    return {"title": drawn.title, "description": drawn.description, "svg": standalone(drawn, narrow=narrow)}


def _each(value: Any, change: Any, name: str = "") -> Any:
    """The same with every text changed, but for what no reader sees as text."""
    if isinstance(value, str):
        return value if name in ("svg", "link") else change(value)
    if isinstance(value, dict):
        return {key: _each(one, change, key) for key, one in value.items()}
    return [_each(one, change, name) for one in value] if isinstance(value, list | tuple) else value
