"""A control band: what was measured period by period, what was to be expected, and the band that was agreed.

The band is neutral ground: a point in it is chance as far as anybody can tell. Nothing is coloured as good or bad; a
point below the line is drawn as a ring, so that it is found without being shouted.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from wraparound.charts.svg import LETTER, element, line, path, picture, text
from wraparound.charts.terms import Chart, ChartTable

LEAST_SPAN = 20
"""Points that the axis spans at least, so that small movements look small."""

TICKS = 6


@dataclass(frozen=True)
class BandPoint:
    """One period: its short name, and percentages.

    `value` is none where nothing was reported, the others where nobody can say. `counts`: it is judged. `below`: it
    lies below the line. `ahead`: it is still to come.
    """

    name: str
    value: float | None
    expected: float | None
    line: float | None
    far: float | None
    counts: bool
    below: bool
    ahead: bool


@dataclass(frozen=True, kw_only=True)
class BandPicture:
    """What to draw, in percent; `agreed` is the level that was agreed, with its words. `lower`: less is better."""

    name: str
    title: str
    description: str
    points: tuple[BandPoint, ...]
    agreed: tuple[float, str] | None
    axis_words: str
    table: ChartTable
    lower: bool = False


@dataclass(frozen=True)
class Frame:
    """The drawing area of one width, and its scales."""

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    many: int

    def x(self, place: float) -> float:
        """Place of a period, from 0 → horizontal place."""
        return self.left + (self.right - self.left) * (place + 0.5) / self.many

    def y(self, percent: float) -> float:
        """Percent → vertical place."""
        return self.bottom - (self.bottom - self.top) * (percent - self.low) / (self.high - self.low)


def control_band_chart(drawn: BandPicture) -> Chart:
    """The picture in both widths, with its table."""
    return Chart(
        title=drawn.title,
        description=drawn.description,
        wide=_draw(drawn, _frame(drawn, 640), f"{drawn.name}-wide"),
        narrow=_draw(drawn, _frame(drawn, 350), f"{drawn.name}-narrow"),
        table=drawn.table,
    )


def _frame(drawn: BandPicture, width: int) -> Frame:
    known = [one for point in drawn.points for one in (point.value, point.expected, point.line) if one is not None]
    known += [drawn.agreed[0]] if drawn.agreed else []
    low = max(0.0, 10 * math.floor((min(known, default=40) - 1) / 10))
    high = min(100.0, 10 * math.ceil((max(known, default=60) + 1) / 10))
    while high - low < LEAST_SPAN:
        low, high = (low - 10, high) if low > 0 else (low, high + 10)
    return Frame(width, 250, 44.0, width - 8.0, 34.0, 206.0, low, high, max(1, len(drawn.points)))


def _draw(drawn: BandPicture, frame: Frame, name: str) -> str:
    return picture(
        *_axes(drawn, frame),
        *_bands(drawn, frame),
        *_agreed(drawn, frame),
        *_expected(drawn.points, frame),
        *_values(drawn.points, frame),
        width=frame.width,
        height=frame.height,
        name=name,
        title=drawn.title,
        description=drawn.description,
    )


def _axes(drawn: BandPicture, frame: Frame) -> list[str]:
    parts = [text(drawn.axis_words, 2, 16, class_="chart-axis")]
    for percent in range(int(frame.low), int(frame.high) + 1, 10):
        height = frame.y(percent)
        class_ = "chart-base" if percent == int(frame.low) else "chart-grid"
        parts.append(line(frame.left, height, frame.right, height, class_=class_))
        parts.append(text(f"{percent}%", frame.left - 6, height + 5, anchor="end", class_="chart-tick"))
    longest = max((len(one.name) for one in drawn.points), default=1)
    room = (frame.right - frame.left) / max(1, frame.many)
    every = max(1, math.ceil((longest + 1) * LETTER / room))
    for place, one in enumerate(drawn.points):
        if place % every == 0 and frame.x(place) + longest * LETTER / 2 <= frame.width + 4:
            parts.append(text(one.name, frame.x(place), frame.bottom + 22, anchor="middle", class_="chart-tick"))
    return parts


def _bands(drawn: BandPicture, frame: Frame) -> list[str]:
    """The band from the line to as far on the good side; lighter where it is still to come."""
    parts: list[str] = []
    for ahead in (False, True):
        for run in _runs(drawn.points, ahead=ahead):
            ends = [(place, drawn.points[place].line or 0.0, drawn.points[place].far or 0.0) for place in run]
            near = [(frame.x(place), _within(frame, one)) for place, one, _ in ends]
            other = [(frame.x(place), _within(frame, one)) for place, _, one in ends]
            if len(run) == 1:
                half = (frame.right - frame.left) / frame.many / 2
                near = [(near[0][0] - half, near[0][1]), (near[0][0] + half, near[0][1])]
                other = [(other[0][0] - half, other[0][1]), (other[0][0] + half, other[0][1])]
            parts.append(path(near + other[::-1], class_=f"chart-band{' chart-band--ahead' * ahead}", closed=True))
            parts.append(path(near, class_=f"chart-band-line{' chart-band-line--ahead' * ahead}"))
    return parts


def _runs(points: Sequence[BandPoint], *, ahead: bool) -> list[list[int]]:
    """Places of neighbouring periods that have a band; what is to come begins at the last that is published."""
    has = [one.line is not None and one.far is not None and one.ahead == ahead for one in points]
    if ahead and True in has and (first := has.index(True)) > 0 and points[first - 1].line is not None:
        has[first - 1] = True
    return [[place for place, _ in run] for there, run in groupby(enumerate(has), key=lambda one: one[1]) if there]


def _within(frame: Frame, percent: float) -> float:
    return frame.y(min(frame.high, max(frame.low, percent)))


def _expected(points: Sequence[BandPoint], frame: Frame) -> list[str]:
    places = [place for place, one in enumerate(points) if one.expected is not None]
    drawn = [(frame.x(place), frame.y(points[place].expected or 0.0)) for place in places]
    return [path(drawn, class_="chart-band-expected")] if len(drawn) > 1 else []


def _agreed(drawn: BandPicture, frame: Frame) -> list[str]:
    if drawn.agreed is None:
        return []
    height = frame.y(drawn.agreed[0])
    words = text(drawn.agreed[1], frame.right, height - 6, anchor="end", class_="chart-label")
    return [line(frame.left, height, frame.right, height, class_="chart-band-agreed"), words]


def _values(points: Sequence[BandPoint], frame: Frame) -> list[str]:
    """A line through neighbouring figures; those that do not count are small and grey, one below the line is a ring."""
    parts: list[str] = []
    there = [one.value is not None for one in points]
    for known, run in groupby(enumerate(there), key=lambda one: one[1]):
        places = [place for place, _ in run]
        if known and len(places) > 1:
            drawn = [(frame.x(place), frame.y(points[place].value or 0.0)) for place in places]
            parts.append(path(drawn, class_="chart-line"))
    for place, one in enumerate(points):
        if one.value is not None:
            class_ = "chart-ring" if one.below else "chart-dot" if one.counts else "chart-dot chart-dot--quiet"
            radius = 6 if one.below else 4 if one.counts else 3
            parts.append(element("circle", cx=frame.x(place), cy=frame.y(one.value), r=radius, class_=class_))
    return parts
