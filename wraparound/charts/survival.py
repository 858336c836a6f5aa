"""The recovery picture: share not yet out, as steps with a band, against what was expected and where half were out."""

from collections.abc import Sequence
from dataclasses import dataclass

from wraparound.charts.svg import element, label, line, path, picture, rectangle, text
from wraparound.charts.terms import Chart, ChartTable

LABELLED_SHARE = 0.7
"""The share beside which the band is labelled: above the half-way label, right of what was expected."""


@dataclass(frozen=True)
class Step:
    """Share not yet out just after a time, with its limits; 0 to 1. Time in months."""

    months: float
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Mark:
    """One length to point out on the time axis, with its words."""

    months: float
    words: str


@dataclass(frozen=True, kw_only=True)
class SurvivalPicture:
    """What to draw. `expected` is the official first and last month; `half` where half were out; `own` one spell."""

    name: str
    title: str
    description: str
    steps: tuple[Step, ...]
    ends_at: float
    expected: tuple[float, float] | None
    expected_words: str
    half: float | None
    half_words: str
    own: Mark | None
    table: ChartTable


@dataclass(frozen=True)
class Frame:
    """The drawing area of one width, and the scale that takes months and shares into it."""

    width: int
    height: int
    left: float
    top: float
    right: float
    bottom: float
    most_months: float
    small: bool

    def x(self, months: float) -> float:
        """Months → horizontal place."""
        return self.left + (self.right - self.left) * min(months, self.most_months) / self.most_months

    def y(self, share: float) -> float:
        """Share 0 to 1 → vertical place; zero is at the bottom."""
        return self.bottom - (self.bottom - self.top) * share


def survival_chart(drawn: SurvivalPicture) -> Chart:
    """The picture in both widths, with its table."""
    most = _whole_years(max([drawn.ends_at, 24, *([drawn.own.months] if drawn.own else [])]))
    wide = Frame(720, 420, 52, 54, 700, 366, most, small=False)
    narrow = Frame(360, 400, 40, 70, 348, 346, most, small=True)
    return Chart(
        title=drawn.title,
        description=drawn.description,
        wide=_draw(drawn, wide, f"{drawn.name}-wide"),
        narrow=_draw(drawn, narrow, f"{drawn.name}-narrow"),
        table=drawn.table,
    )


def _draw(drawn: SurvivalPicture, frame: Frame, name: str) -> str:
    return picture(
        *_expected(drawn, frame),
        *_axes(frame),
        *_drawn_band(drawn, frame),
        path(_stairs([(s.months, s.share) for s in drawn.steps], drawn.ends_at, frame), class_="chart-line"),
        *_half(drawn, frame),
        *_own(drawn, frame),
        *_band_label(drawn, frame),
        width=frame.width,
        height=frame.height,
        name=name,
        title=drawn.title,
        description=drawn.description,
    )


def _axes(frame: Frame) -> list[str]:
    drawn = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        height = frame.y(share)
        drawn.append(line(frame.left, height, frame.right, height, class_="chart-base" if share == 0 else "chart-grid"))
        drawn.append(text(f"{share:.0%}", frame.left - 6, height + 5, anchor="end", class_="chart-tick"))
    drawn.append(text("Not yet out", 2, 16, class_="chart-axis"))
    years = int(frame.most_months // 12)
    every = 2 if frame.small and years > 5 else 1
    for year in range(0, years + 1, every):
        place = frame.x(year * 12)
        drawn.append(line(place, frame.bottom, place, frame.bottom + 5, class_="chart-base"))
        drawn.append(text(str(year), place, frame.bottom + 22, anchor="middle", class_="chart-tick"))
    drawn.append(text("Years after entry", frame.right, frame.bottom + 44, anchor="end", class_="chart-axis"))
    return drawn


def _expected(drawn: SurvivalPicture, frame: Frame) -> list[str]:
    if drawn.expected is None:
        return []
    first, last = (frame.x(months) for months in drawn.expected)
    return [
        rectangle(first, frame.top, last - first, frame.bottom - frame.top, class_="chart-expected"),
        line(first, frame.top - 8, first, frame.bottom, class_="chart-expected-edge"),
        label(drawn.expected_words, first, frame.top - 14, right=frame.right),
    ]


def _half(drawn: SurvivalPicture, frame: Frame) -> list[str]:
    if drawn.half is None:
        return []
    place, height = frame.x(drawn.half), frame.y(0.5)
    return [
        line(frame.left, height, place, height, class_="chart-half"),
        line(place, height, place, frame.bottom, class_="chart-half"),
        element("circle", cx=place, cy=height, r=5, class_="chart-dot"),
        label(drawn.half_words, place + 10, height - 10, right=frame.right, class_="chart-label chart-strong"),
    ]


def _own(drawn: SurvivalPicture, frame: Frame) -> list[str]:
    if drawn.own is None:
        return []
    place = frame.x(drawn.own.months)
    return [
        line(place, frame.y(0.30), place, frame.bottom, class_="chart-own"),
        label(drawn.own.words, place - 4, frame.y(0.30) - 8, right=frame.right, class_="chart-label chart-strong"),
    ]


def _band_label(drawn: SurvivalPicture, frame: Frame) -> list[str]:
    """The words "95% range" with a line to the band's upper edge, high up where nothing else is written."""
    step = min(drawn.steps, key=lambda one: abs(one.share - LABELLED_SHARE))
    place, height = frame.x(step.months), frame.y(step.high)
    if place > frame.right - 130:
        return []
    return [
        line(place + 3, height + 4, place + 24, height - 10, class_="chart-leader"),
        text("95% range", place + 28, height - 10, class_="chart-tick"),
    ]


def _drawn_band(drawn: SurvivalPicture, frame: Frame) -> list[str]:
    points = _band(drawn.steps, drawn.ends_at, frame)
    return [path(points, class_="chart-band", closed=True)] if points else []


def _stairs(points: Sequence[tuple[float, float]], ends_at: float, frame: Frame) -> list[tuple[float, float]]:
    drawn: list[tuple[float, float]] = []
    for months, share in points:
        if drawn:
            drawn.append((frame.x(months), drawn[-1][1]))
        drawn.append((frame.x(months), frame.y(share)))
    if drawn and frame.x(ends_at) > drawn[-1][0]:
        drawn.append((frame.x(ends_at), drawn[-1][1]))
    return drawn


def _band(steps: Sequence[Step], ends_at: float, frame: Frame) -> list[tuple[float, float]]:
    begun = [step for step in steps if step.share < 1]  # before the first end there are no limits to draw
    upper = _stairs([(step.months, step.high) for step in begun], ends_at, frame)
    lower = _stairs([(step.months, step.low) for step in begun], ends_at, frame)
    return upper + lower[::-1]


def _whole_years(months: float) -> float:
    return -(-months // 12) * 12.0
