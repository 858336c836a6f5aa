"""The measures of each look of a paper: sizes in points, margins and widths in centimetres; PDF and Word share them."""

from dataclasses import dataclass

from wraparound.papers.terms import Look, PaperPart, PaperTable

PAGE_WIDTH = 21.0
MOST_TOGETHER, SHORT = 1_600, 650
"""Letters of an entry, or of any other part, that stays on one page; a longer one goes on over the next."""
ROWS_TOGETHER = 8
"""Rows of a table that stays on one page."""


@dataclass(frozen=True, kw_only=True)
class Measures:
    """`text` of sentences, `small` of notes and footers, `table` in cells, `headings` of levels 1, 2 and 3.

    `side`, `top` and `bottom` are margins; `above` and `below` the gaps around a heading, `gap` between sentences, in
    parts of the letters' size.
    """

    text: float
    small: float
    table: float
    headings: tuple[float, float, float]
    side: float
    top: float
    bottom: float
    leading: float
    gap: float
    above: float
    below: float
    row: float
    """Points above and below what stands in a cell."""
    points: float
    """The gap between points of a list, in parts of the letters' size."""

    @property
    def width(self) -> float:
        """Of a line, in centimetres."""
        return PAGE_WIDTH - 2 * self.side


LOOKS = {
    Look.BRIEF: Measures(
        text=9.9,
        small=7.8,
        table=8.6,
        headings=(18, 11.2, 10.2),
        side=1.9,
        top=1.5,
        bottom=1.7,
        leading=0.6,
        gap=0.75,
        above=1.25,
        below=0.6,
        row=3.2,
        points=0.65,
    ),
    Look.PAPER: Measures(
        text=10.4,
        small=8.4,
        table=9.1,
        headings=(19, 13, 10.8),
        side=2.2,
        top=1.9,
        bottom=2.3,
        leading=0.64,
        gap=0.95,
        above=1.6,
        below=0.75,
        row=3.6,
        points=0.9,
    ),
    Look.ONE_PAGE: Measures(
        text=9,
        small=7.4,
        table=8.2,
        headings=(15, 10.4, 9.4),
        side=1.5,
        top=1.0,
        bottom=1.5,
        leading=0.55,
        gap=0.6,
        above=0.95,
        below=0.5,
        row=2.3,
        points=0.6,
    ),
}


def shares(table: PaperTable) -> list[float]:
    """What part of the line each column has, pictures included; together 1."""
    columns = len(table.headings) + bool(table.pictures)
    widths = list(table.widths) or [1.5, *[1.0] * (columns - 1)]
    return [one / sum(widths) for one in widths]


def stays_together(part: PaperPart, look: Look) -> bool:
    """Whether a part is not to be torn apart at the end of a page: an entry, a place to sign, and what is short."""
    if part.table is not None or look is Look.BRIEF:
        return False
    letters = sum(map(len, (*part.lines, *part.sentences, *part.points, part.note, *part.rooms)))
    # A heading alone stays with what comes after it.
    return 0 < letters <= (MOST_TOGETHER if part.level > 2 or part.rooms else SHORT)


def table_stays_together(table: PaperTable) -> bool:
    """Whether a table is not to be torn apart at the end of a page; no row of any table is."""
    return len(table.rows) <= ROWS_TOGETHER and not table.pictures
