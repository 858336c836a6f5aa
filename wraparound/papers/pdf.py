"""A paper as PDF (UA-1: tagged, titled, in English, fonts within), and as pictures of its pages."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from wraparound.charts.standalone import standalone
from wraparound.charts.terms import Chart
from wraparound.papers.measures import LOOKS, shares, stays_together, table_stays_together
from wraparound.papers.signs import FONTS, printable, settled
from wraparound.papers.terms import Look, Paper, PaperPart, PaperTable

TEMPLATE = Path(__file__).with_name("paper.typ")


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


def filled(template: Path, name: str, plain: dict[str, Any]) -> bytes:
    """PDF/UA-1 of a template that reads `plain` under `name`; a sign without a shape stands as an empty square."""
    made: bytes = _filled(template, name, plain, str, "pdf", pdf_standards=["ua-1"])
    return made


def _set(paper: Paper, form: str, **options: Any) -> Any:
    return _filled(TEMPLATE, "paper", _plain(paper), settled, form, **options)


def _filled(
    template: Path, name: str, plain: dict[str, Any], change: Callable[[str], str], form: str, **options: Any
) -> Any:
    """The template with every text changed so; and made printable first where it cannot be set as it is."""
    try:
        return typeset(template, {name: json.dumps(_each(plain, change))}, form, **options)
    except typst.TypstError:
        # The standard allows no sign without a shape, and those who write may type any.
        safe = _each(plain, lambda words: change(printable(words)))
        return typeset(template, {name: json.dumps(safe)}, form, **options)


def _plain(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title,
        "line": paper.line,
        "notices": paper.notices,
        "footer": paper.footer,
        "parts": [_part(one, paper.look) for one in paper.parts],
        "sources": [{"words": one.words, "link": one.link, "shown": one.link} for one in paper.sources],
        "measures": asdict(LOOKS[paper.look]),
    }


def _part(part: PaperPart, look: Look) -> dict[str, Any]:
    return {
        **{name: getattr(part, name) for name in ("heading", "level", "lines", "sentences", "points", "note")},
        "chart": _picture(part.chart),
        "table": _table(part.table) if part.table else None,
        "rooms": part.rooms,
        "ruled": part.ruled,
        "together": stays_together(part, look),
    }


def _table(table: PaperTable) -> dict[str, Any]:
    return {
        "headings": table.headings,
        "rows": table.rows,
        "shares": shares(table),
        "pictures": [_picture(one, narrow=True) for one in table.pictures],
        "picture_heading": table.picture_heading,
        "breakable": not table_stays_together(table),
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
