"""A paper as data: what a document says, whoever composed it, before it is set as PDF or Word."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wraparound.charts.terms import Chart, ChartTable


class Look(StrEnum):
    """How a paper is set: two pages at most, at ease over several, or everything on one page."""

    BRIEF = "brief"
    PAPER = "paper"
    ONE_PAGE = "one_page"


@dataclass(frozen=True)
class PaperTable(ChartTable):
    """A table of a paper: `widths` are shares of the line, one for each column; none gives the first a little more.

    `pictures` hold one for each row, or none, in a column of their own after the others, under `picture_heading`; its
    width is then the last of `widths`.
    """

    widths: tuple[float, ...] = ()
    pictures: tuple[Chart | None, ...] = ()
    picture_heading: str = ""


@dataclass(frozen=True)
class PaperPart:
    """A heading with sentences, a picture, a table, a note, points and room to write; what is empty is left out.

    `level` is 2, or 3 within one. `lines` are set beneath each other without a gap, as an address is. `rooms` are
    words under which there is ruled space for a pen, with `ruled` lines each.
    """

    heading: str
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    chart: Chart | None = None
    table: PaperTable | None = None
    note: str = ""
    level: int = 2
    lines: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    ruled: int = 2


@dataclass(frozen=True)
class PaperSource:
    """Where figures or words come from, with an address; empty where it has none."""

    words: str
    link: str


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A whole document. `line` stands under the title, `notices` before everything else, `footer` on every page.

    `day` is the one that the file bears, so that the same paper is the same file; `about` says on what it rests.
    """

    title: str
    line: str
    parts: tuple[PaperPart, ...]
    footer: tuple[str, ...]
    day: date
    look: Look = Look.PAPER
    notices: tuple[str, ...] = ()
    sources: tuple[PaperSource, ...] = ()
    about: str = ""
