"""The fan: what was measured in ink, the median as a thin line, and nested bands for what may be."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from wraparound.charts.labels import Label, apart_in_a_column, in_rows
from wraparound.charts.svg import LETTER, element, line, path, picture, text
from wraparound.charts.terms import Chart, ChartTable

LEAST_SPAN = 0.4
"""Share of the whole that the axis spans at least, so that small movements look small."""

ROW = 18.0
AIR = 0.02
MARGIN = 14.0
"""Beside the words on the right: between them and the drawing, and a little to the edge."""


@dataclass(frozen=True)
class FanPoint:
    """One moment ahead (decimal year) with the shares, 0 to 1, that 5, 10, 25, 50, 75, 90 and 95 of 100 lie below."""

    year: float
    q5: float
    q10: float
    q25: float
    q50: float
    q75: float
    q90: float
    q95: float


@dataclass(frozen=True)
class Break:
    """Where recording changed (decimal year), in a few words and in fewer; no line is drawn across it."""

    year: float
    words: str
    short: str


@dataclass(frozen=True, kw_only=True)
class FanPicture:
    """What to draw. Years are decimal, shares 0 to 1.

    `history` has None where nothing was reported; `median` is the median of all over the same time and `median_ahead`
    its assumed path. `fan` may be empty: then only history is drawn. `target` is a decimal year, a share and its words.
    Where lower is better the words at the end say how many get down to a share.
    """

    name: str
    title: str
    description: str
    history: tuple[tuple[float, float | None], ...]
    median: tuple[tuple[float, float], ...]
    median_ahead: tuple[tuple[float, float], ...]
    median_words: str
    median_short: str
    fan: tuple[FanPoint, ...]
    breaks: tuple[Break, ...]
    axis_words: str
    table: ChartTable
    target: tuple[float, float, str] | None = None
    lower_is_better: bool = False


@dataclass(frozen=True)
class Frame:
    """The drawing area of one width, and the scales of years and shares."""

    width: int
    height: int
    left: float
    top: float
    right: float
    bottom: float
    first: float
    last: float
    low: float
    high: float
    small: bool

    def x(self, year: float) -> float:
        """Decimal year → horizontal place."""
        return self.left + (self.right - self.left) * (year - self.first) / (self.last - self.first)

    def y(self, share: float) -> float:
        """Share → vertical place."""
        return self.bottom - (self.bottom - self.top) * (share - self.low) / (self.high - self.low)


def fan_chart(drawn: FanPicture) -> Chart:
    """The picture in both widths, with its table."""
    return Chart(
        title=drawn.title,
        description=drawn.description,
        wide=_draw(drawn, _frame(drawn, small=False), f"{drawn.name}-wide"),
        narrow=_draw(drawn, _frame(drawn, small=True), f"{drawn.name}-narrow"),
        table=drawn.table,
    )


def _draw(drawn: FanPicture, frame: Frame, name: str) -> str:
    return picture(
        *_axes(drawn, frame),
        *_bands(drawn.fan, frame),
        *_median(drawn, frame),
        *_history(drawn, frame),
        *_breaks(drawn, frame),
        *_labels(drawn, frame),
        *_target(drawn, frame),
        width=frame.width,
        height=frame.height,
        name=name,
        title=drawn.title,
        description=drawn.description,
    )


def _frame(drawn: FanPicture, *, small: bool) -> Frame:
    years = [year for year, _ in (*drawn.history, *drawn.median, *drawn.median_ahead)] + [one.year for one in drawn.fan]
    years += [drawn.target[0]] if drawn.target else []
    first, last = (math.floor(min(years)), max(years) + 0.15) if years else (0.0, 1.0)
    low, high = _span(drawn)
    width, left = (360, 44.0) if small else (720, 52.0)
    longest = max((len(words) for words, *_ in _said(drawn, small=small)), default=0)
    right = max(width / 2, width - MARGIN - longest * LETTER)
    last = max(last, first + 1)
    frame = Frame(width, 0, left, 0, right, 0, first, last, low, high, small)
    top = 52.0 + ROW * max((row + 1 for *_, row in _placed_breaks(drawn, frame)), default=0)
    return replace(frame, height=int(top + 330), top=top, bottom=top + 290)


def _span(drawn: FanPicture) -> tuple[float, float]:
    """Tens of percent that hold every share, at least forty points apart."""
    shares = [share for _, share in drawn.history if share is not None]
    shares += [share for _, share in (*drawn.median, *drawn.median_ahead)]
    shares += [end for point in drawn.fan for end in (point.q5, point.q95)]
    shares += [drawn.target[1]] if drawn.target else []
    low = math.floor(max(0.0, min(shares, default=0.3) - AIR) * 10)
    high = math.ceil(min(1.0, max(shares, default=0.7) + AIR) * 10)
    while high - low < LEAST_SPAN * 10:
        low, high = (low - 1, high) if low > 0 and (high == 10 or (high - low) % 2) else (low, high + 1)
    return low / 10, high / 10


def _axes(drawn: FanPicture, frame: Frame) -> list[str]:
    drawn_parts = [text(drawn.axis_words, 2, 16, class_="chart-axis")]
    if frame.low > 0:
        drawn_parts.append(text(f"The axis begins at {frame.low:.0%}, not at zero", 2, 34, class_="chart-tick"))
    for tenth in range(round(frame.low * 10), round(frame.high * 10) + 1):
        height = frame.y(tenth / 10)
        class_ = "chart-base" if tenth == round(frame.low * 10) else "chart-grid"
        drawn_parts.append(line(frame.left, height, frame.right, height, class_=class_))
        drawn_parts.append(text(f"{tenth * 10}%", frame.left - 6, height + 5, anchor="end", class_="chart-tick"))
    years = int(frame.last - frame.first)
    every = max(1, math.ceil(years / (5 if frame.small else 13)))
    for year in range(int(frame.first), int(frame.last) + 1):
        place = frame.x(year)
        drawn_parts.append(line(place, frame.bottom, place, frame.bottom + 5, class_="chart-base"))
        if (year - int(frame.first)) % every == 0 and year < frame.last - 0.4:
            drawn_parts.append(text(str(year), place, frame.bottom + 22, anchor="start", class_="chart-tick"))
    return drawn_parts


def _bands(fan: Sequence[FanPoint], frame: Frame) -> list[str]:
    if not fan:
        return []
    pairs = (
        ("chart-fan-outer", [(p.year, p.q5, p.q95) for p in fan]),
        ("chart-fan-most", [(p.year, p.q10, p.q90) for p in fan]),
        ("chart-fan-half", [(p.year, p.q25, p.q75) for p in fan]),
    )
    bands = [path(_around(_given_width(ends), frame), class_=class_, closed=True) for class_, ends in pairs]
    edge = path(_around(_given_width(pairs[0][1]), frame), class_="chart-fan-edge", closed=True)
    middle = [(frame.x(point.year), frame.y(point.q50)) for point in fan]
    return [*bands, edge, path(middle if len(middle) > 1 else [middle[0], middle[0]], class_="chart-fan-middle")]


def _given_width(ends: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """A single moment is drawn a quarter of a year wide, so that it can be seen."""
    if len(ends) > 1:
        return ends
    year, low, high = ends[0]
    return [(year - 0.125, low, high), (year + 0.125, low, high)]


def _around(ends: Sequence[tuple[float, float, float]], frame: Frame) -> list[tuple[float, float]]:
    upper = [(frame.x(min(year, frame.last)), frame.y(high)) for year, _, high in ends]
    lower = [(frame.x(min(year, frame.last)), frame.y(low)) for year, low, _ in ends]
    return upper + lower[::-1]


def _median(drawn: FanPicture, frame: Frame) -> list[str]:
    parts = []
    for stretch in _without_holes(drawn.median):
        measured = [(frame.x(year), frame.y(share)) for year, share in stretch]
        parts.append(path(measured, class_="chart-median"))
    if len(drawn.median_ahead) > 1:
        ahead = [(frame.x(year), frame.y(share)) for year, share in drawn.median_ahead]
        parts.append(path(ahead, class_="chart-median chart-median--assumed"))
    return parts


def _history(drawn: FanPicture, frame: Frame) -> list[str]:
    """One line for each stretch without gap or break; a lone figure is a dot."""
    parts = []
    for stretch in _stretches(drawn):
        points = [(frame.x(year), frame.y(share)) for year, share in stretch]
        if len(points) == 1:
            parts.append(element("circle", cx=points[0][0], cy=points[0][1], r=3, class_="chart-dot"))
        else:
            parts.append(path(points, class_="chart-line"))
    return parts


def _without_holes(points: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """The lines between points that are neighbours in time; where one is missing no line is drawn."""
    steps = [later[0] - earlier[0] for earlier, later in pairwise(points)]
    lines: list[list[tuple[float, float]]] = []
    for number, point in enumerate(points):
        if number == 0 or steps[number - 1] > 1.5 * min(steps):
            lines.append([])
        lines[-1].append(point)
    return [neighbours for neighbours in lines if len(neighbours) > 1]


def _stretches(drawn: FanPicture) -> list[list[tuple[float, float]]]:
    stretches: list[list[tuple[float, float]]] = []
    before: tuple[float, float | None] | None = None
    for now in drawn.history:
        year, share = now
        if share is not None:
            broken = before is None or before[1] is None or _between(drawn.breaks, before[0], year)
            if broken:
                stretches.append([])
            stretches[-1].append((year, share))
        before = now
    return stretches


def _between(breaks: Sequence[Break], earlier: float, later: float) -> bool:
    return any(earlier < one.year <= later for one in breaks)


def _breaks(drawn: FanPicture, frame: Frame) -> list[str]:
    """All lines before all words, so that no line runs through the words of another."""
    placed = [(label, begins, frame.top - 10 - ROW * row) for label, begins, row in _placed_breaks(drawn, frame)]
    return [
        *(line(one.place, height + 4, one.place, frame.bottom, class_="chart-break") for one, _, height in placed),
        *(text(one.words, begins, height, class_="chart-break-words") for one, begins, height in placed),
    ]


def _placed_breaks(drawn: FanPicture, frame: Frame) -> list[tuple[Label, float, int]]:
    """Each break's words, where they begin and in which row above the drawing; the right margin is theirs too."""
    labels = [
        Label(one.short if frame.small else one.words, frame.x(one.year))
        for one in drawn.breaks
        if frame.first <= one.year <= frame.last
    ]
    return in_rows(labels, left=frame.left, right=frame.width - 2)


def _labels(drawn: FanPicture, frame: Frame) -> list[str]:
    """Down the right side, beside what they are about."""
    labels = [Label(words, frame.y(share), class_) for words, share, class_ in _said(drawn, small=frame.small)]
    spread = apart_in_a_column(labels, top=frame.top, bottom=frame.bottom, gap=ROW)
    return [text(one.words, frame.right + 6, height + 5, class_=one.class_) for one, height in spread]


def _said(drawn: FanPicture, *, small: bool) -> list[tuple[str, float, str]]:
    """What is said of the bands (without a fan, of the last figure), the median and the target: words, share, class."""
    said = []
    if median := (drawn.median_ahead or drawn.median)[-1:]:
        share = median[0][1]
        said.append((f"{drawn.median_short if small else drawn.median_words} {_percent(share)}", share, "chart-tick"))
    if drawn.fan:
        end = drawn.fan[-1]
        ends = ((end.q95, "1 in 20"), (end.q90, "1 in 10"), (end.q50, "half"), (end.q10, "9 in 10"))
        if drawn.lower_is_better:
            ends = ((end.q90, "9 in 10"), (end.q50, "half"), (end.q10, "1 in 10"), (end.q5, "1 in 20"))
        said += [
            (f"{words}: {_percent(share)}", share, "chart-label" if words != "half" else "chart-label chart-strong")
            for share, words in ends
        ]
    elif stretches := _stretches(drawn):
        last = stretches[-1][-1][1]
        said.append((_percent(last), last, "chart-label chart-strong"))
    if drawn.target:
        said.append((drawn.target[2], drawn.target[1], "chart-label chart-strong"))
    return said


def _target(drawn: FanPicture, frame: Frame) -> list[str]:
    """The marked point; its words stand on the right at the same height."""
    if drawn.target is None:
        return []
    x, y = frame.x(drawn.target[0]), frame.y(drawn.target[1])
    return [path([(x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)], class_="chart-fan-target", closed=True)]


def _percent(share: float) -> str:
    return f"{int(share * 100 + 0.5)}%"
