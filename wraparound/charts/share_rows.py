"""Shares below one another: a bar to each share, a line over its interval, and words where a share is not told."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from wraparound.charts.svg import LETTER, line, picture, rectangle, text
from wraparound.charts.terms import Chart, ChartTable

WIDE, NARROW = 720, 350
EDGE, LINE, GAP = 4.0, 18.0, 12.0
THICK, END = 14.0, 5.0
"""How thick a bar is, and how far the ends of an interval stand out on either side of its line."""
NAMES, FIGURES = 236.0, 222.0
"""Widths of the columns beside the bars, where there is room for columns."""
FOOT = 26.0
TICKS = (0, 25, 50, 75, 100)


@dataclass(frozen=True, kw_only=True)
class ShareRow:
    """A share from 0 to 1 with its ends, in words and in a figure; all three are none where it is not told."""

    words: str
    figure: str
    share: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class ShareRows:
    """Rows that belong together, under a heading; empty for none."""

    heading: str
    rows: tuple[ShareRow, ...]


@dataclass(frozen=True, kw_only=True)
class ShareRowsPicture:
    """What to draw."""

    name: str
    title: str
    description: str
    parts: tuple[ShareRows, ...]
    table: ChartTable


@dataclass(frozen=True)
class _Frame:
    width: int
    left: float
    right: float
    small: bool

    def x(self, share: float) -> float:
        """Where a share from 0 to 1 lies."""
        return self.left + (self.right - self.left) * share


def share_rows_chart(drawn: ShareRowsPicture) -> Chart:
    """The picture in both widths, with its table."""
    columns = _Frame(WIDE, EDGE + NAMES, WIDE - FIGURES - 2 * LETTER, small=False)
    return Chart(
        title=drawn.title,
        description=drawn.description,
        wide=_draw(drawn, columns, f"{drawn.name}-wide"),
        narrow=_draw(drawn, _Frame(NARROW, EDGE + END, NARROW - EDGE - END, small=True), f"{drawn.name}-narrow"),
        table=drawn.table,
    )


def _draw(drawn: ShareRowsPicture, frame: _Frame, name: str) -> str:
    parts: list[str] = []
    y = EDGE
    for part in drawn.parts:
        for words in wrap(part.heading, int((frame.width - 2 * EDGE) / LETTER)):
            y += LINE
            parts.append(text(words, EDGE, y, class_="chart-label chart-strong"))
        y += GAP if part.heading else 0.0
        for row in part.rows:
            more, y = _row(row, frame, y)
            parts += more
    grid = [line(frame.x(tick / 100), EDGE, frame.x(tick / 100), y, class_=_line_of(tick)) for tick in TICKS]
    return picture(
        *(grid if not frame.small and not any(part.heading for part in drawn.parts) else ()),
        *parts,
        *_axis(frame, y),
        width=frame.width,
        height=int(y + FOOT),
        name=name,
        title=drawn.title,
        description=drawn.description,
    )


def _line_of(tick: int) -> str:
    return "chart-grid" if tick else "chart-base"


def _row(row: ShareRow, frame: _Frame, y: float) -> tuple[list[str], float]:
    """One row from a height on, and where it ends."""
    if frame.small:
        room = int((frame.width - 2 * EDGE) / LETTER)
        names, figures = wrap(row.words, room), wrap(row.figure, room)
        lines = [text(words, EDGE, y + LINE * (at + 1) - 4) for at, words in enumerate(names)]
        y += LINE * len(names)
        lines += [text(words, EDGE, y + LINE * (at + 1) - 4, class_="chart-tick") for at, words in enumerate(figures)]
        y += LINE * len(figures) + 4
        return [*lines, *_bar(row, frame, y)], y + THICK + GAP
    names = wrap(row.words, int(NAMES / LETTER) - 1)
    figures = wrap(row.figure, int(FIGURES / LETTER))
    tall = max(THICK, LINE * max(len(names), len(figures)))
    lines = [text(words, EDGE, y + LINE * (at + 1) - 4) for at, words in enumerate(names)]
    begins = frame.width - EDGE - FIGURES
    lines += [text(words, begins, y + LINE * (at + 1) - 4, class_="chart-tick") for at, words in enumerate(figures)]
    return [*lines, *_bar(row, frame, y + (tall - THICK) / 2)], y + tall + GAP


def _bar(row: ShareRow, frame: _Frame, top: float) -> Iterator[str]:
    middle = top + THICK / 2
    if row.share is None:
        yield line(frame.left, middle, frame.right, middle, class_="chart-not-told")
        return
    yield line(frame.left, middle, frame.right, middle, class_="chart-grid")
    yield rectangle(frame.left, top, frame.x(row.share) - frame.left, THICK, class_="chart-column")
    if row.low is None or row.high is None:
        return
    yield line(frame.x(row.low), middle, frame.x(row.high), middle, class_="chart-interval")
    for end in (row.low, row.high):
        yield line(frame.x(end), middle - END, frame.x(end), middle + END, class_="chart-interval")


def _axis(frame: _Frame, y: float) -> Iterator[str]:
    yield line(frame.left, y, frame.right, y, class_="chart-base")
    for tick in TICKS:
        anchor = "start" if tick == 0 and frame.small else "end" if tick == TICKS[-1] and frame.small else "middle"
        yield line(frame.x(tick / 100), y, frame.x(tick / 100), y + 5, class_="chart-base")
        yield text(f"{tick}%", frame.x(tick / 100), y + 20, anchor=anchor, class_="chart-tick")
