"""A plan on a calendar: a mark for each milestone on its day, and how it slipped, under the head of its group."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from wraparound.charts.svg import label, line, path, picture, rectangle, text
from wraparound.charts.terms import Chart, ChartTable

HEAD, ROW, FOOT = 34.0, 46.0, 34.0
MARK = 7.0
TOP = 30.0
MOST_TICKS = {720: 9, 360: 4}
STEPS = (1, 2, 3, 6, 12, 24, 60)
"""Months between two ticks."""


@dataclass(frozen=True)
class PlanMark:
    """One milestone: words above its row, its day, when it was due at first, and from when it takes effort.

    `first` and `begins` are none where it has not moved and where nobody said how much effort it takes. `ended`: it is
    done, and its mark is filled.
    """

    words: str
    due: date
    first: date | None = None
    begins: date | None = None
    ended: bool = False


@dataclass(frozen=True)
class PlanGroup:
    """Milestones that belong together; `head` is empty where everything stands in one group."""

    head: str
    marks: tuple[PlanMark, ...]


@dataclass(frozen=True, kw_only=True)
class PlanPicture:
    """What to draw, with the day it is drawn for as a line across."""

    name: str
    title: str
    description: str
    groups: tuple[PlanGroup, ...]
    on: date
    on_words: str
    table: ChartTable


def plan_chart(drawn: PlanPicture) -> Chart:
    """The picture in both widths, with its table."""
    return Chart(
        title=drawn.title,
        description=drawn.description,
        wide=_draw(drawn, 720, f"{drawn.name}-wide"),
        narrow=_draw(drawn, 360, f"{drawn.name}-narrow"),
        table=drawn.table,
    )


def months_between(first: date, last: date, most: int) -> tuple[date, ...]:
    """First days of months from that of `first` to the one after `last`, as many as there is room for.

    >>> [one.isoformat() for one in months_between(date(2026, 1, 20), date(2026, 3, 2), 9)]
    ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01']
    """
    begins, ends = first.year * 12 + first.month - 1, last.year * 12 + last.month
    step = next((one for one in STEPS if (ends - begins) / one <= most), STEPS[-1])
    begins -= begins % step
    until = begins + step * -(-(ends - begins) // step)
    return tuple(date(month // 12, month % 12 + 1, 1) for month in range(begins, until + 1, step))


def _draw(drawn: PlanPicture, width: int, name: str) -> str:
    every = [drawn.on, *(day for group in drawn.groups for one in group.marks for day in _days(one))]
    ticks = months_between(min(every), max(every), MOST_TICKS[width])
    left, right = 12.0, width - 14.0
    bottom = TOP + sum((HEAD if one.head else 0) + ROW * len(one.marks) for one in drawn.groups)
    span = (ticks[-1] - ticks[0]).days

    def x(day: date) -> float:
        return left + (right - left) * (day - ticks[0]).days / span

    return picture(
        *(line(x(tick), TOP - 6, x(tick), bottom, class_="chart-grid") for tick in ticks),
        *_ticks(ticks, x, bottom, right),
        line(x(drawn.on), TOP - 8, x(drawn.on), bottom, class_="chart-own"),
        _today(drawn.on_words, x(drawn.on), left, right),
        *_groups(drawn, x, left, right),
        width=width,
        height=int(bottom + FOOT),
        name=name,
        title=drawn.title,
        description=drawn.description,
    )


def _days(one: PlanMark) -> list[date]:
    return [day for day in (one.due, one.first, one.begins) if day is not None]


def _today(words: str, x: float, left: float, right: float) -> str:
    """Words over the line of today, within the picture."""
    if x - left < 60:
        return text(words, left, 16, class_="chart-axis")
    if right - x < 60:
        return text(words, right, 16, class_="chart-axis", anchor="end")
    return text(words, x, 16, class_="chart-axis", anchor="middle")


def _ticks(ticks: tuple[date, ...], x: Callable[[date], float], bottom: float, right: float) -> list[str]:
    step = (ticks[1].year - ticks[0].year) * 12 + ticks[1].month - ticks[0].month
    form = "%Y" if step % 12 == 0 else "%b %Y"
    drawn: list[str] = []
    last = -100.0
    for tick in ticks:
        words = f"{tick:{form}}"
        if x(tick) - last > len(words) * 8.5 and x(tick) + len(words) * 8 <= right + 14:
            drawn.append(text(words, x(tick), bottom + 20, class_="chart-tick"))
            last = x(tick)
    return drawn


def _groups(drawn: PlanPicture, x: Callable[[date], float], left: float, right: float) -> list[str]:
    parts: list[str] = []
    y = TOP
    for group in drawn.groups:
        if group.head:
            parts.append(text(_cut(group.head, right - left), left, y + 22, class_="chart-label chart-strong"))
            y += HEAD
        for one in group.marks:
            parts += _mark(one, y, x, right)
            y += ROW
    return parts


def _mark(one: PlanMark, y: float, x: Callable[[date], float], right: float) -> list[str]:
    middle, place = y + 32, x(one.due)
    starts = min(x(day) for day in _days(one))
    parts = [label(_cut(one.words, right - 12), starts - MARK if starts > MARK else 0, y + 17, right=right)]
    if one.begins is not None:
        parts.append(rectangle(x(one.begins), middle - 4, place - x(one.begins), 8, class_="chart-column"))
    if one.first is not None:
        was = x(one.first)
        parts.append(line(was, middle, place, middle, class_="chart-unknown"))
        parts.append(path([(was, middle - 9), (was, middle + 9)], class_="chart-expected-tick"))
    corners = [(place - MARK, middle), (place, middle - MARK), (place + MARK, middle), (place, middle + MARK)]
    parts.append(path(corners, class_="chart-rung-start" if one.ended else "chart-rung-best", closed=True))
    return parts


def _cut(words: str, room: float) -> str:
    """The words, cut at a space where there is no room for all of them."""
    most = int(room / 8)
    if len(words) <= most:
        return words
    return f"{words[: most - 1].rsplit(' ', 1)[0]}…"
