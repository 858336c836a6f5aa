"""A paper as Word: real headings, tables with heading rows, pictures described, styles that can be edited."""

import io
from datetime import datetime, time
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from wraparound.charts.standalone import NOT_IN_XML, standalone
from wraparound.charts.terms import Chart
from wraparound.papers.measures import LOOKS, Measures, shares, stays_together, table_stays_together
from wraparound.papers.pdf import typeset
from wraparound.papers.signs import in_one_line
from wraparound.papers.terms import Paper, PaperPart, PaperTable

PICTURE = (
    "#set page(width: {width}cm, height: auto, margin: 0pt)\n"
    '#image(bytes(sys.inputs.svg), format: "svg", width: {width}cm)'
)
DOTS_PER_INCH = 220
RULE_HEIGHT = 22
"""Points from one line to write on to the next."""
DEEP = RGBColor(0x12, 0x34, 0x3B)
QUIET = RGBColor(0x4C, 0x62, 0x72)
INK = RGBColor(0x21, 0x2B, 0x32)
FACE = "Arial"
NOTE, NOTICE, LINE, ROOM, CELL = "Paper note", "Paper notice", "Paper line", "Paper room", "Paper cell"


def as_word(paper: Paper) -> bytes:
    """The same words, tables and pictures as the PDF."""
    made, size = Document(), LOOKS[paper.look]
    _begin(made, paper, size)
    made.add_heading(_clean(paper.title), level=1)
    made.add_paragraph(_clean(paper.line), style=NOTE)
    for words in paper.notices:
        made.add_paragraph(_clean(words), style=NOTICE)
    for part in paper.parts:
        before = len(made.paragraphs)
        _add_words(made, part, size)
        if stays_together(part, paper.look):
            written = made.paragraphs[before:]
            for one in written if part.rooms else written[:-1]:
                one.paragraph_format.keep_with_next = True
        for words in part.rooms:
            _add_room(made, words, part.ruled, size)
    if paper.sources:
        made.add_heading("Sources", level=2)
        for source in paper.sources:
            _small(made.add_paragraph(_clean(f"{source.words} {source.link}".strip()), style="List Bullet"), size)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def _begin(made: Any, paper: Paper, size: Measures) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(size.side)
    page.top_margin, page.bottom_margin = Cm(size.top), Cm(size.bottom)
    page.header_distance = page.footer_distance = Cm(0.8)
    _style_all(made, size)
    _add_footer(page.footer, paper, size)
    about = made.core_properties
    about.title, about.author, about.language = _clean(paper.title)[:250], "Wraparound", "en-GB"
    about.comments = _clean(paper.about)[:250]
    # The day of the paper, not of the download: the same paper is the same file.
    about.created = about.modified = datetime.combine(paper.day, time())


def _style_all(made: Any, size: Measures) -> None:
    body = made.styles["Normal"]
    body.font.name, body.font.size, body.font.color.rgb = FACE, Pt(size.text), INK
    body.paragraph_format.space_after = Pt(size.text * size.gap * 0.6)
    body.paragraph_format.line_spacing = 0.5 + size.leading
    body.element.rPr.append(_element("w:lang", {"w:val": "en-GB"}))
    for level, points in enumerate(size.headings, start=1):
        style = made.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = FACE, Pt(points), True, DEEP
        style.paragraph_format.space_before = Pt(0 if level == 1 else points * size.above * 0.7)
        style.paragraph_format.space_after = Pt(points * 0.3)
        style.paragraph_format.keep_with_next = True
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(theme), None)
    made.styles["List Bullet"].paragraph_format.space_after = Pt(size.text * size.points * 0.35)
    for name, points, colour in (
        (NOTE, size.small, QUIET),
        (NOTICE, size.text, INK),
        (LINE, size.text, INK),
        (ROOM, size.small + 0.4, QUIET),
        (CELL, size.table, INK),
    ):
        style = made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size, style.font.color.rgb = body, Pt(points), colour
    made.styles[LINE].paragraph_format.space_after = Pt(0)
    beside = _element("w:pBdr", {})
    beside.append(_element("w:left", {"w:val": "single", "w:sz": "20", "w:space": "8", "w:color": "8A5A00"}))
    _put_border(made.styles[NOTICE].element.get_or_add_pPr(), beside)
    cell = made.styles[CELL].paragraph_format
    cell.line_spacing = 1.0
    cell.space_before = cell.space_after = Pt(max(1.0, size.row * 0.5))


def _add_footer(footer: Any, paper: Paper, size: Measures) -> None:
    first, *others = paper.footer
    written = [footer.paragraphs[0], *(footer.add_paragraph() for _ in others)]
    for place, words in zip(written, (first, *others), strict=True):
        place.style = NOTE
        place.paragraph_format.space_after = Pt(0)
        place.add_run(_clean(words))
    top = written[0]
    top.add_run(" · page ")
    _add_field(top, "PAGE")
    top.add_run(" of ")
    _add_field(top, "NUMPAGES")
    _small(top, size)


def _add_words(made: Any, part: PaperPart, size: Measures) -> None:
    if part.heading:
        made.add_heading(_clean(part.heading), level=part.level)
    for place, words in enumerate(part.lines):
        line = made.add_paragraph(_clean(words), style=LINE)
        if place == len(part.lines) - 1:
            line.paragraph_format.space_after = Pt(size.text * size.gap * 0.6)
    for words in part.sentences:
        made.add_paragraph(_clean(words))
    if part.chart is not None:
        _add_chart(made, part.chart, size)
    if part.table is not None:
        _add_table(made, part.table, size)
    if part.note:
        made.add_paragraph(_clean(part.note), style=NOTE)
    for words in part.points:
        made.add_paragraph(_clean(words), style="List Bullet")


def _add_room(made: Any, words: str, ruled: int, size: Measures) -> None:
    label = made.add_paragraph(_clean(words), style=ROOM)
    label.paragraph_format.keep_with_next = True
    label.paragraph_format.space_before, label.paragraph_format.space_after = Pt(size.text), Pt(0)
    for place in range(ruled):
        _rule(made.add_paragraph(style=ROOM), with_next=place < ruled - 1)


def _add_chart(made: Any, drawn: Chart, size: Measures) -> None:
    title = made.add_paragraph()
    title.add_run(_clean(drawn.title)).bold = True
    title.paragraph_format.keep_with_next = True
    _put_picture(made.add_paragraph(), drawn, size.width)


def _add_table(made: Any, shown: PaperTable, size: Measures) -> None:
    """Lines under the rows and no boxes; the heading row is marked as one and stands on every page; no row breaks."""
    heads = (*shown.headings, *((shown.picture_heading,) if shown.pictures else ()))
    widths = [share * size.width for share in shares(shown)]
    grid = made.add_table(rows=0, cols=len(heads))
    grid.autofit = False
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Cm(width)
    whole = table_stays_together(shown)
    _set_margins(grid)
    _add_row(grid, heads, widths, heading=True, with_next=True)
    for place, row in enumerate(shown.rows):
        drawn = shown.pictures[place] if shown.pictures else None
        cells = (*row, *(("",) if shown.pictures else ()))
        added = _add_row(grid, cells, widths, heading=False, with_next=whole and place < len(shown.rows) - 1)
        if drawn is not None:
            _put_picture(added.cells[-1].paragraphs[0], drawn, widths[-1] - 0.4, narrow=True)
    after = made.add_paragraph(style=LINE)
    after.paragraph_format.line_spacing = Pt(size.text * 0.6)


def _set_margins(grid: Any) -> None:
    """Words in the first column begin where sentences do."""
    margins = _element("w:tblCellMar", {})
    margins.append(_element("w:left", {"w:w": "0", "w:type": "dxa"}))
    margins.append(_element("w:right", {"w:w": "140", "w:type": "dxa"}))
    look = grid._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        grid._tbl.tblPr.append(margins)
    else:
        look.addprevious(margins)


def _add_row(grid: Any, cells: tuple[str, ...], widths: list[float], *, heading: bool, with_next: bool) -> Any:
    added = grid.add_row()
    for cell, words, width in zip(added.cells, cells, widths, strict=True):
        cell.width = Cm(width)
        _fill(cell, _clean(words), heading=heading, with_next=with_next)
    properties = added._tr.get_or_add_trPr()
    properties.append(_element("w:cantSplit", {"w:val": "true"}))
    if heading:
        properties.append(_element("w:tblHeader", {"w:val": "true"}))
    return added


def _fill(cell: Any, words: str, *, heading: bool, with_next: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = CELL
    paragraph.add_run(words).bold = heading
    paragraph.paragraph_format.keep_with_next = with_next
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    border = _element("w:tcBorders", {})
    thick, colour = ("9", "12343B") if heading else ("4", "D8DDE0")
    border.append(_element("w:bottom", {"w:val": "single", "w:sz": thick, "w:space": "0", "w:color": colour}))
    cell._tc.get_or_add_tcPr().append(border)


def _put_picture(paragraph: Any, drawn: Chart, width: float, *, narrow: bool = False) -> None:
    template = PICTURE.format(width=f"{width:.2f}").encode()
    png = typeset(template, {"svg": standalone(drawn, narrow=narrow)}, "png", ppi=DOTS_PER_INCH)
    placed = paragraph.add_run().add_picture(io.BytesIO(png), width=Cm(width))
    placed._inline.docPr.set("descr", _clean(drawn.description))
    placed._inline.docPr.set("title", _clean(drawn.title))


def _rule(paragraph: Any, *, with_next: bool) -> None:
    """An empty line with a rule under it, to write on."""
    line = paragraph.paragraph_format
    line.line_spacing_rule, line.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(RULE_HEIGHT)
    line.space_before = line.space_after = Pt(0)
    line.keep_with_next = with_next
    under = _element("w:pBdr", {})
    under.append(_element("w:bottom", {"w:val": "single", "w:sz": "4", "w:space": "1", "w:color": "4C6272"}))
    # Rules of neighbours that look alike are drawn once, unless a line between them is asked for.
    under.append(_element("w:between", {"w:val": "single", "w:sz": "4", "w:space": "1", "w:color": "4C6272"}))
    _put_border(paragraph._p.get_or_add_pPr(), under)


def _put_border(properties: Any, border: Any) -> None:
    """Where the format wants it: before shading, tabs, spacing and what follows."""
    later = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr")
    first = next((one for one in properties if one.tag in {qn(name) for name in later}), None)
    if first is None:
        properties.append(border)
    else:
        first.addprevious(border)


def _add_field(paragraph: Any, name: str) -> None:
    for kind, words in (("begin", None), (None, name), ("end", None)):
        run = paragraph.add_run()
        if kind:
            run._r.append(_element("w:fldChar", {"w:fldCharType": kind}))
        else:
            field = OxmlElement("w:instrText")
            field.text = words
            run._r.append(field)


def _small(paragraph: Any, size: Measures) -> None:
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(size.small), QUIET


def _clean(words: str) -> str:
    return NOT_IN_XML.sub("", in_one_line(words))


def _element(name: str, attributes: dict[str, str]) -> Any:
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(key), value)
    return made
