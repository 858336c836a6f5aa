"""The brief as documents: tagged PDF (UA-1) and Word."""

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import typst
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

import wraparound.charts
from wraparound.capabilities.expectations.terms.briefs import Brief, BriefSection
from wraparound.capabilities.expectations.wording.numbers import source_date
from wraparound.charts.standalone import standalone
from wraparound.charts.terms import Chart, ChartTable

FONTS = Path(wraparound.charts.__file__).parent / "fonts"
TEMPLATE = Path(__file__).with_name("brief.typ")
PICTURE = '#set page(width: 17cm, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.svg), format: "svg", width: 17cm)'
DOTS_PER_INCH = 220
TEXT_WIDTH = 17.2
FIRST_COLUMN = 5.2
"""Centimetres."""

DEEP = RGBColor(0x12, 0x34, 0x3B)
QUIET = RGBColor(0x4C, 0x62, 0x72)


def brief_as_pdf(brief: Brief) -> bytes:
    """PDF/UA-1: tagged, titled, in English, pictures with their description, fonts within."""
    made: bytes = _set(TEMPLATE, {"brief": json.dumps(_plain(brief))}, "pdf", pdf_standards=["ua-1"])
    return made


def brief_as_pages(brief: Brief, dots_per_inch: int = 100) -> list[bytes]:
    """The same pages as pictures (PNG), to look at."""
    made: bytes | list[bytes] = _set(TEMPLATE, {"brief": json.dumps(_plain(brief))}, "png", ppi=dots_per_inch)
    return made if isinstance(made, list) else [made]


def brief_as_word(brief: Brief) -> bytes:
    """A Word document with headings, tables with heading rows, and pictures with their description."""
    made = Document()
    _begin(made, brief)
    made.add_heading(brief.title, level=1)
    _small(made.add_paragraph(brief.line))
    for section in brief.sections:
        _add_section(made, section)
    if brief.sources:
        made.add_heading("Sources", level=2)
        for source in brief.sources:
            _small(made.add_paragraph(f"{source.words} {source.link}", style="List Bullet"))
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _set(template: Path | bytes, inputs: dict[str, str], form: str, **options: Any) -> Any:
    """What typst makes of a template and data; it sees our fonts and no others, so that pages are the same anywhere."""
    compiled: Any = typst.compile
    return compiled(
        template, format=form, sys_inputs=inputs, font_paths=[str(FONTS)], ignore_system_fonts=True, **options
    )


def _plain(brief: Brief) -> dict[str, Any]:
    return {
        "title": brief.title,
        "line": brief.line,
        "footer": _footer(brief),
        "sections": [
            {
                "heading": one.heading,
                "sentences": list(one.sentences),
                "points": list(one.points),
                "note": one.note,
                "chart": _picture(one.chart),
                "table": {"headings": one.table.headings, "rows": one.table.rows} if one.table else None,
            }
            for one in brief.sections
        ],
        "sources": [{"words": one.words, "link": one.link} for one in brief.sources],
    }


def _picture(drawn: Chart | None) -> dict[str, str] | None:
    if drawn is None:
        return None
    return {"title": drawn.title, "description": drawn.description, "svg": standalone(drawn)}


def _footer(brief: Brief) -> str:
    method = f", method {brief.method}" if brief.method else ""
    return (
        f"Wraparound, from published evidence: release of {source_date(brief.release)}{method}. Not an NHS service. "
        "Open Government Licence v3.0."
    )


def _begin(made: Any, brief: Brief) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(1.9)
    page.top_margin, page.bottom_margin = Cm(1.5), Cm(1.6)
    page.footer.paragraphs[0].text = _footer(brief)
    _add_page_number(page.footer.paragraphs[0])
    _small(page.footer.paragraphs[0])
    made.core_properties.title = brief.title
    made.core_properties.author = "Wraparound"
    made.core_properties.language = "en-GB"
    made.core_properties.comments = f"Evidence release {brief.release}, method {brief.method}"
    # The day of the evidence, not of the download: the same brief is the same file.
    made.core_properties.created = made.core_properties.modified = datetime.fromisoformat(brief.release)
    body = made.styles["Normal"]
    body.font.name, body.font.size = "Arial", Pt(9.5)
    body.paragraph_format.space_after = Pt(4)
    body.element.rPr.append(_element("w:lang", {"w:val": "en-GB"}))
    for name, size in (("Heading 1", 18), ("Heading 2", 11.5)):
        style = made.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = "Arial", Pt(size), True, DEEP
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "")
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(9), Pt(3)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)


def _add_section(made: Any, section: BriefSection) -> None:
    made.add_heading(section.heading, level=2)
    for sentence in section.sentences:
        made.add_paragraph(sentence)
    if section.chart is not None:
        _add_chart(made, section.chart)
    if section.table is not None:
        _add_table(made, section.table)
    if section.note:
        _small(made.add_paragraph(section.note))
    for point in section.points:
        made.add_paragraph(point, style="List Bullet")


def _add_chart(made: Any, drawn: Chart) -> None:
    title = made.add_paragraph()
    title.add_run(drawn.title).bold = True
    title.paragraph_format.keep_with_next = True
    png = _set(PICTURE.encode(), {"svg": standalone(drawn)}, "png", ppi=DOTS_PER_INCH)
    placed = made.add_picture(io.BytesIO(png), width=Cm(17.2))
    placed._inline.docPr.set("descr", drawn.description)
    placed._inline.docPr.set("title", drawn.title)


def _add_table(made: Any, shown: ChartTable) -> None:
    """Lines under the rows and no boxes; the heading row is marked as one, and the whole stays on a page."""
    grid = made.add_table(rows=0, cols=len(shown.headings))
    grid.autofit = False
    first = min(FIRST_COLUMN, TEXT_WIDTH / 2)
    widths = [first, *[(TEXT_WIDTH - first) / (len(shown.headings) - 1)] * (len(shown.headings) - 1)]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Cm(width)
    for place, row in enumerate((shown.headings, *shown.rows)):
        added, last = grid.add_row(), place == len(shown.rows)
        for cell, words, width in zip(added.cells, row, widths, strict=True):
            cell.width = Cm(width)
            _fill(cell, words, heading=place == 0, with_next=not last)
        properties = added._tr.get_or_add_trPr()
        properties.append(_element("w:cantSplit", {"w:val": "true"}))
        if place == 0:
            properties.append(_element("w:tblHeader", {"w:val": "true"}))
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def _fill(cell: Any, words: str, *, heading: bool, with_next: bool) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(words)
    run.bold, run.font.size = heading, Pt(8.5)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1.5)
    paragraph.paragraph_format.keep_with_next = with_next
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    border = _element("w:tcBorders", {})
    size, colour = ("9", "12343B") if heading else ("4", "D8DDE0")
    border.append(_element("w:bottom", {"w:val": "single", "w:sz": size, "w:space": "0", "w:color": colour}))
    cell._tc.get_or_add_tcPr().append(border)


def _add_page_number(paragraph: Any) -> None:
    run = paragraph.add_run(" · page ")
    for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind:
            run._r.append(_element("w:fldChar", {"w:fldCharType": kind}))
        else:
            field = OxmlElement("w:instrText")
            field.text = words
            run._r.append(field)


def _small(paragraph: Any) -> None:
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(8), QUIET


def _element(name: str, attributes: dict[str, str]) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made
