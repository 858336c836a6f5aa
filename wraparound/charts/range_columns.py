"""Counts to come, step by step: a column from the lower to the upper end of each range, a line across at the mean."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from wraparound.charts.svg import LETTER, line, picture, rectangle, text
from wraparound.charts.terms import Chart, ChartTable

TALL, FOOT, ROW = 240.0, 50.0, 22.0
LEAST_TALL = 3.0
"""A range of one value is still seen."""
MOST_TICKS = 6
LOOKS = ("chart-column", "chart-column chart-column--second")
ALONE, PAIR, CLOSE_PAIR = 0.62, 0.76, 0.88
"""Of the room of a step, what one column or two take; two that have little room take more of it."""
LITTLE_ROOM = 40.0
GAP, CLOSE_GAP = 2.0, 1.0
"""Between the columns of a step."""
LINE = 16.0
"""How far lines of figures stand apart."""
TICK = 7.5
"""Width of a letter below the columns."""


@dataclass(frozen=True)
class Spread:
    """A range of a count, ends included, and its mean."""

    low: float
    high: float
    mean: float


@dataclass(frozen=True)
class ColumnStep:
    """A stretch of time: words below it, fewer for a phone (both may be empty), and a range for each series."""

    words: str
    short: str
    spreads: tuple[Spread, ...]


@dataclass(frozen=True, kw_only=True)
class ColumnsPicture:
    """What to draw: one series, or two side by side, each named in `series` where there are two.

    `written`: each range stands in figures above its column, for where there are few.
    """

    name: str
    title: str
    description: str
    axis_words: str
    steps: tuple[ColumnStep, ...]
    table: ChartTable
    series: tuple[str, ...] = ()
    written: bool = False


@dataclass(frozen=True)
class _Frame:
    width: int
    left: float
    right: float
    top: float
    highest: float
    every: float
    steps: int
    small: bool

    @property
    def bottom(self) -> float:
        return self.top + TALL

    @property
    def room(self) -> float:
        """Of one step."""
        return (self.right - self.left) / self.steps

    def y(self, value: float) -> float:
        return self.bottom - TALL * value / self.highest


def columns_chart(drawn: ColumnsPicture) -> Chart:
    """The picture in both widths, with its table."""
    return Chart(
        title=drawn.title,
        description=drawn.description,
        wide=_draw(drawn, _frame(drawn, small=False), f"{drawn.name}-wide"),
        narrow=_draw(drawn, _frame(drawn, small=True), f"{drawn.name}-narrow"),
        table=drawn.table,
    )


def ticks_to(highest: float) -> tuple[float, float]:
    """Where an axis of counts ends, and how far its ticks stand apart: whole numbers, MOST_TICKS at most.

    >>> ticks_to(17), ticks_to(0), ticks_to(230)
    ((20, 5), (1, 1), (250, 50))
    """
    every = 1
    for tenfold in range(12):
        for step in (1, 2, 5):
            every = step * 10**tenfold
            if math.ceil(highest / every) < MOST_TICKS:
                return max(1, math.ceil(highest / every)) * every, every
    return highest, every


def _frame(drawn: ColumnsPicture, *, small: bool) -> _Frame:
    width = 360 if small else 720
    top = 34.0 + (ROW * (len(drawn.series) if small else 1) if drawn.series else 0) + (2 * LINE if drawn.written else 0)
    highest, every = ticks_to(max((one.high for step in drawn.steps for one in step.spreads), default=0))
    left = 8 + LETTER * len(f"{highest:.0f}")
    return _Frame(width, left, width - 4.0, top, highest, every, max(1, len(drawn.steps)), small)


def _draw(drawn: ColumnsPicture, frame: _Frame, name: str) -> str:
    return picture(
        text(drawn.axis_words, 2, 16, class_="chart-axis"),
        *_key(drawn, frame),
        *_grid(frame),
        *(part for place, step in enumerate(drawn.steps) for part in _step(step, place, frame)),
        *(part for place, step in enumerate(drawn.steps) if drawn.written for part in _above(step, place, frame)),
        *_below(drawn, frame),
        width=frame.width,
        height=int(frame.bottom + FOOT - 18),
        name=name,
        title=drawn.title,
        description=drawn.description,
    )


def _key(drawn: ColumnsPicture, frame: _Frame) -> Iterator[str]:
    """What the two columns are, below one another where there is little room."""
    x, y = 2.0, 38.0
    for look, words in zip(LOOKS, drawn.series, strict=False):
        yield rectangle(x, y - 12, 14, 14, class_=look)
        yield text(words, x + 20, y)
        x, y = (x, y + ROW) if frame.small else (x + 44 + len(words) * LETTER, y)


def _grid(frame: _Frame) -> Iterator[str]:
    for tick in range(int(frame.highest / frame.every) + 1):
        value = tick * frame.every
        height = frame.y(value)
        yield line(frame.left, height, frame.right, height, class_="chart-grid" if tick else "chart-base")
        yield text(f"{value:.0f}", frame.left - 6, height + 5, anchor="end", class_="chart-tick")


def _columns(step: ColumnStep, place: int, frame: _Frame) -> tuple[float, float]:
    """How wide each column of a step is, and where the first begins."""
    pair = CLOSE_PAIR if frame.room < LITTLE_ROOM else PAIR
    share = ALONE if len(step.spreads) == 1 else pair
    return frame.room * share / max(1, len(step.spreads)), frame.left + frame.room * (place + (1 - share) / 2)


def _step(step: ColumnStep, place: int, frame: _Frame) -> Iterator[str]:
    wide, begins = _columns(step, place, frame)
    across = wide - (CLOSE_GAP if frame.room < LITTLE_ROOM and len(step.spreads) > 1 else GAP)
    for number, (look, spread) in enumerate(zip(LOOKS, step.spreads, strict=False)):
        x, top = begins + wide * number, frame.y(spread.high)
        tall = max(LEAST_TALL, frame.y(spread.low) - top)
        yield rectangle(x, min(top, frame.bottom - tall), across, tall, class_=look)
        yield line(x, frame.y(spread.mean), x + across, frame.y(spread.mean), class_="chart-column-mean")


def _above(step: ColumnStep, place: int, frame: _Frame) -> Iterator[str]:
    """Both ends of each range over its column; where two would touch, those of the first stand higher."""
    tops = [min(frame.y(one.high), frame.bottom - LEAST_TALL) - 5 for one in step.spreads]
    if len(tops) > 1 and abs(tops[0] - tops[1]) < LINE:
        tops[0] = tops[1] - LINE
    wide, begins = _columns(step, place, frame)
    for number, (top, spread) in enumerate(zip(tops, step.spreads, strict=True)):
        said = _figures(spread, small=frame.small)
        yield text(said, begins + wide * (number + 0.5) - 1, top, anchor="middle", class_="chart-tick")


def _below(drawn: ColumnsPicture, frame: _Frame) -> Iterator[str]:
    for place, step in enumerate(drawn.steps):
        if not (words := step.short if frame.small else step.words):
            continue
        begins = frame.left + frame.room * place
        if drawn.written:
            yield text(words, begins + frame.room / 2, frame.bottom + 22, anchor="middle", class_="chart-tick")
        else:
            yield line(begins, frame.bottom, begins, frame.bottom + 6, class_="chart-base")
            yield text(words, min(begins, frame.width - TICK * len(words)), frame.bottom + 22, class_="chart-tick")


def _figures(spread: Spread, *, small: bool) -> str:
    """Both ends, or the one value; a dash stands for "to" where there is little room."""
    if spread.low == spread.high:
        return f"{spread.low:.0f}"
    return f"{spread.low:.0f}{'–' if small else ' to '}{spread.high:.0f}"
