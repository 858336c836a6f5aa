"""The ladder: where a target lies on the range of what may be, on one line of percent."""

import math
from dataclasses import dataclass

from wraparound.charts.labels import Label, in_rows
from wraparound.charts.svg import element, line, picture, rectangle, text
from wraparound.charts.terms import Chart, ChartTable

ROW = 20.0
APART = "  "
"""Room kept after each label, so that two in a row do not read as one sentence."""
TICKS_APART = 44.0
LEAST_TENTHS = 4
BAR = 34.0


@dataclass(frozen=True)
class Rung:
    """A share, 0 to 1, with its words."""

    share: float
    words: str


@dataclass(frozen=True, kw_only=True)
class LadderPicture:
    """What to draw: the range as shares (0 to 1) that 5, 10, 25, 50, 75, 90 and 95 of 100 lie below, and what to mark.

    `start`, `half` and `best` are written below the range, the target above it. `best` may be missing.
    """

    name: str
    title: str
    description: str
    quantiles: tuple[float, float, float, float, float, float, float]
    start: Rung
    half: Rung
    best: Rung | None
    target: Rung
    table: ChartTable


@dataclass(frozen=True)
class Frame:
    """The line of one width, and its scale."""

    width: int
    left: float
    right: float
    low: float
    high: float

    def x(self, share: float) -> float:
        """Share → horizontal place."""
        return self.left + (self.right - self.left) * (share - self.low) / (self.high - self.low)


def ladder_chart(drawn: LadderPicture) -> Chart:
    """The picture in both widths, with its table."""
    return Chart(
        title=drawn.title,
        description=drawn.description,
        wide=_draw(drawn, Frame(720, 24, 696, *_span(drawn)), f"{drawn.name}-wide"),
        narrow=_draw(drawn, Frame(360, 20, 338, *_span(drawn)), f"{drawn.name}-narrow"),
        table=drawn.table,
    )


def _span(drawn: LadderPicture) -> tuple[float, float]:
    """Tens of percent that hold everything marked."""
    marked = [*drawn.quantiles, drawn.start.share, drawn.target.share, *([drawn.best.share] if drawn.best else [])]
    low, high = math.floor(min(marked) * 10 - 0.2), math.ceil(max(marked) * 10 + 0.2)
    low, high = max(0, low), min(10, high)
    while high - low < LEAST_TENTHS:
        low, high = (low - 1, high) if low > 0 else (low, high + 1)
    return low / 10, high / 10


def _draw(drawn: LadderPicture, frame: Frame, name: str) -> str:
    below = [(drawn.start, "chart-rung-start"), (drawn.half, "chart-rung-half")]
    below += [(drawn.best, "chart-rung-best")] if drawn.best else []
    bar = 44.0
    placed = in_rows(
        [Label(rung.words + APART, frame.x(rung.share), mark) for rung, mark in below], left=2, right=frame.width - 2
    )
    rows = max(row for _, _, row in placed) + 1
    floor = bar + BAR + 14 + ROW * rows
    return picture(
        *_bands(drawn, frame, bar),
        *_below(placed, bar),
        *_target(drawn.target, frame, bar),
        *_axis(frame, floor),
        width=frame.width,
        height=int(floor + 32),
        name=name,
        title=drawn.title,
        description=drawn.description,
    )


def _bands(drawn: LadderPicture, frame: Frame, top: float) -> list[str]:
    q5, q10, q25, _, q75, q90, q95 = drawn.quantiles
    pairs = ((q5, q95, "chart-fan-outer"), (q10, q90, "chart-fan-most"), (q25, q75, "chart-fan-half"))
    return [
        line(frame.left, top + BAR / 2, frame.right, top + BAR / 2, class_="chart-base"),
        *(
            rectangle(frame.x(low), top, frame.x(high) - frame.x(low), BAR, class_=class_)
            for low, high, class_ in pairs
        ),
    ]


def _below(placed: list[tuple[Label, float, int]], bar: float) -> list[str]:
    """All leaders first, then all marks, then all words: no leader runs through a mark or through words."""
    feet = [bar + BAR + 12 + ROW * row for *_, row in placed]
    leaders = [
        line(label.place, bar + BAR / 2, label.place, foot - 2, class_="chart-leader")
        for (label, *_), foot in zip(placed, feet, strict=True)
    ]
    marks = [
        line(label.place, bar - 4, label.place, bar + BAR + 4, class_="chart-rung-half")
        if label.class_ == "chart-rung-half"
        else element("circle", cx=label.place, cy=bar + BAR / 2, r=6, class_=label.class_)
        for label, *_ in placed
    ]
    words = [
        text(label.words.rstrip(), begins, foot + 12) for (label, begins, _), foot in zip(placed, feet, strict=True)
    ]
    return [*leaders, *marks, *words]


def _target(target: Rung, frame: Frame, bar: float) -> list[str]:
    place = frame.x(target.share)
    _, begins, _ = in_rows([Label(target.words, place)], left=2, right=frame.width - 2)[0]
    return [
        line(place, bar - 16, place, bar + BAR + 6, class_="chart-target"),
        text(target.words, begins, bar - 22, class_="chart-label chart-strong"),
    ]


def _axis(frame: Frame, floor: float) -> list[str]:
    parts = [line(frame.left, floor, frame.right, floor, class_="chart-base")]
    tenths = range(round(frame.low * 10), round(frame.high * 10) + 1)
    crowded = (frame.right - frame.left) / (len(tenths) - 1) < TICKS_APART
    for tenth in tenths:
        place = frame.x(tenth / 10)
        parts.append(line(place, floor, place, floor + 5, class_="chart-base"))
        if not (crowded and tenth % 2):
            parts.append(text(f"{tenth * 10}%", place, floor + 22, anchor="middle", class_="chart-tick"))
    return parts
