"""Spells on a calendar: one bar each, with open ends where a date is not known."""

from collections.abc import Callable
from dataclasses import dataclass

from wraparound.charts.svg import label, line, path, picture, rectangle, text
from wraparound.charts.terms import Chart, ChartTable

ROW = 58


@dataclass(frozen=True)
class Bar:
    """One spell, in decimal years.

    `begins` None: entry not known, but not before `not_before`. `ends` None: exit not known, last seen `seen`.
    """

    words: str
    begins: float | None
    ends: float | None
    seen: float | None
    not_before: float
    expected_by: float | None


@dataclass(frozen=True, kw_only=True)
class TimelinePicture:
    """What to draw, over whole calendar years from `first_year` up to the beginning of `end_year`.

    `every`: of how many years one is named where there is room, at least; on a phone every third or fewer.
    """

    name: str
    title: str
    description: str
    bars: tuple[Bar, ...]
    first_year: int
    end_year: int
    table: ChartTable
    every: int = 1


def timeline_chart(drawn: TimelinePicture) -> Chart:
    """The picture in both widths, with its table."""
    return Chart(
        title=drawn.title,
        description=drawn.description,
        wide=_draw(drawn, 720, every=drawn.every, name=f"{drawn.name}-wide"),
        narrow=_draw(drawn, 360, every=max(3, drawn.every), name=f"{drawn.name}-narrow"),
        table=drawn.table,
    )


def _draw(drawn: TimelinePicture, width: int, *, every: int, name: str) -> str:
    left, right = 8.0, width - 12.0
    bottom = 12 + ROW * len(drawn.bars)
    years = drawn.end_year - drawn.first_year

    def x(year: float) -> float:
        return left + (right - left) * min(max(year - drawn.first_year, 0), years) / years

    drawn_years = []
    for year in range(drawn.first_year, drawn.end_year + 1):
        drawn_years.append(line(x(year), 8, x(year), bottom, class_="chart-grid"))
        if (year - drawn.first_year) % every == 0 and x(year) < right - 20:
            drawn_years.append(text(str(year), x(year), bottom + 20, class_="chart-tick"))
    bars = [part for place, bar in enumerate(drawn.bars) for part in _bar(bar, 12 + ROW * place, x, drawn, right)]
    return picture(
        *drawn_years,
        line(left, bottom, right, bottom, class_="chart-base"),
        *bars,
        width=width,
        height=bottom + 30,
        name=name,
        title=drawn.title,
        description=drawn.description,
    )


def _bar(bar: Bar, top: float, x: Callable[[float], float], drawn: TimelinePicture, right: float) -> list[str]:
    begins = x(bar.begins if bar.begins is not None else bar.not_before)
    known_end = bar.ends if bar.ends is not None else bar.seen
    ends = max(x(known_end if known_end is not None else drawn.end_year), begins + 3)
    middle = top + 36
    parts = [label(bar.words, begins, top + 18, right=right)]
    if bar.begins is None:
        parts.append(line(begins, middle, ends, middle, class_="chart-unknown"))
        parts.append(rectangle(ends - 3, middle - 9, 3, 18, class_="chart-spell"))
    else:
        parts.append(rectangle(begins, middle - 9, ends - begins, 18, class_="chart-spell"))
    if bar.ends is None:
        parts.append(line(ends, middle, right, middle, class_="chart-unknown"))
    if bar.expected_by is not None and bar.begins is not None:
        place = x(bar.expected_by)
        parts.append(path([(place, middle - 12), (place, middle + 12)], class_="chart-expected-tick"))
    return parts
