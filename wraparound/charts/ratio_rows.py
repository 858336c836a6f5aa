"""Ratios below one another: a mark for each, a line over its interval, and the range that counts as alike as a band.

The axis is one of ratios: half lies as far from 1 as double. What reaches beyond it ends in an arrow.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from wraparound.charts.svg import LETTER, element, line, path, picture, rectangle, text
from wraparound.charts.terms import Chart, ChartTable

WIDE, NARROW = 640, 340
EDGE, LINE, GAP, ROW = 4.0, 18.0, 8.0, 30.0
NAMES = 90.0
"""Width of the column of names, where there is room for one."""
FOOT, HEAD, END, ARROW = 26.0, 24.0, 5.0, 6.0
LOWEST, HIGHEST = 0.25, 4.0
TICKS = (0.25, 0.5, 0.8, 1.0, 1.25, 2.0, 4.0)
MARKED = {0.25: "0.25", 0.5: "0.5", 1.0: "1", 2.0: "2", 4.0: "4"}


@dataclass(frozen=True, kw_only=True)
class RatioRow:
    """A ratio with its interval, above 0, and its name; none of the three where it is not told."""

    words: str
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class RatioRowsPicture:
    """What to draw. `band`: the ends of the range that counts as alike, with its words."""

    name: str
    title: str
    description: str
    rows: tuple[RatioRow, ...]
    band: tuple[float, float, str]
    table: ChartTable


@dataclass(frozen=True)
class _Frame:
    width: int
    left: float
    right: float

    @property
    def small(self) -> bool:
        """Whether names stand above their rows."""
        return self.width == NARROW

    def x(self, ratio: float) -> float:
        """Where a ratio lies; beyond the axis at its end."""
        kept = min(HIGHEST, max(LOWEST, ratio))
        share = (math.log(kept) - math.log(LOWEST)) / (math.log(HIGHEST) - math.log(LOWEST))
        return self.left + (self.right - self.left) * share


def ratio_rows_chart(drawn: RatioRowsPicture) -> Chart:
    """The picture in both widths, with its table."""
    wide = _Frame(WIDE, EDGE + NAMES, WIDE - EDGE - 2 * LETTER)
    narrow = _Frame(NARROW, EDGE + 2 * LETTER, NARROW - EDGE - 2 * LETTER)
    return Chart(
        title=drawn.title,
        description=drawn.description,
        wide=_draw(drawn, wide, f"{drawn.name}-wide"),
        narrow=_draw(drawn, narrow, f"{drawn.name}-narrow"),
        table=drawn.table,
    )


def _draw(drawn: RatioRowsPicture, frame: _Frame, name: str) -> str:
    rows: list[str] = []
    y = HEAD
    for row in drawn.rows:
        more, y = _row(row, frame, y)
        rows += more
    low, high, words = drawn.band
    middle = (frame.x(low) + frame.x(high)) / 2
    return picture(
        rectangle(frame.x(low), HEAD, frame.x(high) - frame.x(low), y - HEAD, class_="chart-band"),
        text(words, middle, HEAD - 8, anchor="middle", class_="chart-tick"),
        *(line(frame.x(tick), HEAD, frame.x(tick), y, class_=_line_of(tick)) for tick in TICKS),
        *rows,
        *_axis(frame, y),
        width=frame.width,
        height=int(y + FOOT),
        name=name,
        title=drawn.title,
        description=drawn.description,
    )


def _line_of(tick: float) -> str:
    return "chart-base" if tick == 1 else "chart-grid"


def _row(row: RatioRow, frame: _Frame, y: float) -> tuple[list[str], float]:
    """One row from a height on, and where it ends."""
    room = frame.width - 2 * EDGE if frame.small else NAMES
    names = wrap(row.words, int(room / LETTER))
    tall = LINE * len(names)
    marks = [text(words, EDGE, y + LINE * (at + 1) - 2) for at, words in enumerate(names)]
    if frame.small:
        return [*marks, *_mark(row, frame, y + tall + GAP)], y + tall + 2 * GAP + END
    height = max(ROW, tall + GAP)
    return [*marks, *_mark(row, frame, y + height / 2)], y + height


def _mark(row: RatioRow, frame: _Frame, middle: float) -> Iterator[str]:
    if row.value is None or row.low is None or row.high is None:
        yield line(frame.left, middle, frame.right, middle, class_="chart-not-told")
        return
    yield line(frame.x(row.low), middle, frame.x(row.high), middle, class_="chart-interval")
    yield _end(row.low, frame, middle, out=-1 if row.low < LOWEST else 0)
    yield _end(row.high, frame, middle, out=1 if row.high > HIGHEST else 0)
    yield element("circle", cx=frame.x(row.value), cy=middle, r=5, class_="chart-dot")


def _end(ratio: float, frame: _Frame, middle: float, *, out: int) -> str:
    """Where an interval ends, or an arrow where it reaches beyond the axis."""
    x = frame.x(ratio)
    if not out:
        return line(x, middle - END, x, middle + END, class_="chart-interval")
    points = [(x, middle - END), (x + out * ARROW, middle), (x, middle + END)]
    return path(points, class_="chart-dot", closed=True)


def _axis(frame: _Frame, y: float) -> Iterator[str]:
    yield line(frame.left, y, frame.right, y, class_="chart-base")
    for tick, words in MARKED.items():
        yield line(frame.x(tick), y, frame.x(tick), y + 5, class_="chart-base")
        yield text(words, frame.x(tick), y + 20, anchor="middle", class_="chart-tick")
