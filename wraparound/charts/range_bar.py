"""A thin bar: the range of one result, what was agreed on it, and where the figure is now."""

import math
from dataclasses import dataclass

from wraparound.charts.labels import Label, in_rows
from wraparound.charts.svg import element, line, picture, rectangle, text
from wraparound.charts.terms import Chart, ChartTable

TOP, BAR, ROW = 30.0, 14.0, 19.0


@dataclass(frozen=True)
class Marked:
    """A place on the bar, in the bar's own unit, with its words."""

    value: float
    words: str


@dataclass(frozen=True, kw_only=True)
class RangeBarPicture:
    """What to draw: the range from `low` to `high` (eight of ten lie within), where half get to, what was agreed.

    `now` is the newest figure, `start` where it began; either may be missing. All in one unit.
    """

    name: str
    title: str
    description: str
    low: float
    half: float
    high: float
    agreed: Marked
    now: Marked | None
    start: Marked | None
    table: ChartTable


def range_bar_chart(drawn: RangeBarPicture) -> Chart:
    """The picture in both widths, with its table."""
    return Chart(
        title=drawn.title,
        description=drawn.description,
        wide=_draw(drawn, 520, f"{drawn.name}-wide"),
        narrow=_draw(drawn, 320, f"{drawn.name}-narrow"),
        table=drawn.table,
    )


def _draw(drawn: RangeBarPicture, width: int, name: str) -> str:
    low, high = _span(drawn)
    left, right = 6.0, width - 6.0

    def x(value: float) -> float:
        return left + (right - left) * (value - low) / (high - low)

    middle = TOP + BAR / 2
    below = [one for one in (drawn.start, drawn.now) if one is not None]
    placed = in_rows([Label(f"{one.words}  ", x(one.value)) for one in below], left=2, right=width - 2)
    rows = max((row for _, _, row in placed), default=0) + 1
    foot = TOP + BAR + 20
    _, begins, _ = in_rows([Label(drawn.agreed.words, x(drawn.agreed.value))], left=2, right=width - 2)[0]
    return picture(
        line(left, middle, right, middle, class_="chart-base"),
        rectangle(x(drawn.low), TOP, x(drawn.high) - x(drawn.low), BAR, class_="chart-fan-most"),
        line(x(drawn.half), TOP, x(drawn.half), TOP + BAR, class_="chart-rung-half"),
        line(x(drawn.agreed.value), TOP - 9, x(drawn.agreed.value), TOP + BAR + 5, class_="chart-target"),
        text(drawn.agreed.words, begins, TOP - 14, class_="chart-label chart-strong"),
        *(
            element("circle", cx=x(one.value), cy=middle, r=5, class_=mark)
            for one, mark in ((drawn.start, "chart-rung-start"), (drawn.now, "chart-rung-best"))
            if one is not None
        ),
        *(text(label.words.rstrip(), begins_at, foot + ROW * row) for label, begins_at, row in placed),
        width=width,
        height=int(foot + ROW * rows - 8 if placed else foot - 8),
        name=name,
        title=drawn.title,
        description=drawn.description,
    )


def _span(drawn: RangeBarPicture) -> tuple[float, float]:
    """A little more than everything marked."""
    marked = [drawn.low, drawn.high, drawn.agreed.value]
    marked += [one.value for one in (drawn.now, drawn.start) if one is not None]
    room = max(2.0, (max(marked) - min(marked)) * 0.12)
    return math.floor(min(marked) - room), math.ceil(max(marked) + room)
