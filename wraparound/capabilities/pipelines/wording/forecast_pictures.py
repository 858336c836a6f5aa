"""Vacancies and cover to come as pictures, each with its finding, its description and its table."""

from collections.abc import Sequence
from datetime import date

from wraparound.capabilities.pipelines.terms.forecasts import Count, LevelAhead, LineAhead, YearAhead
from wraparound.capabilities.pipelines.terms.posts import PostLevel
from wraparound.capabilities.pipelines.wording.forecast_counts import range_words, vacancies_words, with_mean
from wraparound.capabilities.pipelines.wording.forecast_lines import line_words
from wraparound.capabilities.pipelines.wording.forecasts import POSTS_OF
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.charts.range_columns import ColumnsPicture, ColumnStep, Spread, columns_chart
from wraparound.charts.terms import Chart, ChartTable

A_YEAR = 4
"""Quarters."""


def quarters_picture(level: LevelAhead) -> Chart:
    """How many posts fall vacant in each quarter; filled ones and those left vacant stand in the table."""
    table = ChartTable(
        caption=f"{POSTS_OF[level.level].capitalize()} posts, quarter by quarter",
        headings=("Three months from", "Fall vacant", "Are filled", "Vacant at their end"),
        rows=tuple(
            (day(one.starts), with_mean(one.opened), with_mean(one.filled), with_mean(one.vacant))
            for one in level.quarters
        ),
    )
    return _quarters([(one.starts, one.opened) for one in level.quarters], level.level, "", table)


def quarters_of_line(line: LineAhead, level: LevelAhead) -> Chart:
    """How many posts of a line fall vacant in each quarter."""
    found = [(one.starts, opened) for one, opened in zip(level.quarters, line.quarters, strict=True)]
    table = ChartTable(
        caption=f"{line_words(line)}, quarter by quarter",
        headings=("Three months from", "Fall vacant"),
        rows=tuple((day(starts), with_mean(opened)) for starts, opened in found),
    )
    return _quarters(found, level.level, f"{line_words(line)}: ", table)


def _quarters(found: Sequence[tuple[date, Count]], level: PostLevel, before: str, table: ChartTable) -> Chart:
    lowest, highest = min(one.low for _, one in found), max(one.high for _, one in found)
    said = f"{_quarterly(lowest, highest)} {POSTS_OF[level]} posts fall vacant in a quarter"
    (starts, first), (ends, last) = found[0], found[-1]
    return columns_chart(
        ColumnsPicture(
            name=f"quarters-{level}",
            title=f"{before}{said if before else said[:1].upper() + said[1:]}",
            description=(
                f"In the three months from {day(starts)} {range_words(first)}, in those from {day(ends)} "
                f"{range_words(last)}. A column reaches from the lower to the upper end of a range, the line across it "
                "is the mean."
            ),
            axis_words="Posts that fall vacant in three months",
            steps=tuple(_step_of(place, starts, one) for place, (starts, one) in enumerate(found)),
            table=table,
        )
    )


def _step_of(place: int, starts: date, one: Count) -> ColumnStep:
    """A quarter; the first of each year has its month below it."""
    named = place % A_YEAR == 0
    return ColumnStep(month(starts) if named else "", short_month(starts) if named else "", (_spread(one),))


def years_picture(level: LevelAhead) -> Chart:
    """Vacancies of each year beside those that the people who are ready when it begins could fill."""
    return _years(level.years, level.level, "", f"{POSTS_OF[level.level].capitalize()} posts, year by year")


def years_of_line(line: LineAhead) -> Chart:
    """The same of a line."""
    words = line_words(line)
    return _years(line.years, line.level, f"{words}: ", f"{words}, year by year")


def _years(years: Sequence[YearAhead], level: PostLevel, before: str, caption: str) -> Chart:
    could = "those ready could fill " if years[0].vacancies.high else ""
    finding = f"in the first year {could}{_of_these(years[0])}; in the last, {_of_these(years[-1])}"
    return columns_chart(
        ColumnsPicture(
            name=f"years-{level}",
            title=f"{before}{finding if before else finding[:1].upper() + finding[1:]}",
            description=(
                "Two columns for each year: vacancies, and how many of them the people who are ready when the year "
                "begins could fill. A column reaches from the lower to the upper end of a range."
            ),
            axis_words="In twelve months",
            series=("Vacancies", "Those ready could fill"),
            written=True,
            steps=tuple(
                ColumnStep(
                    f"from {month(one.starts)}", short_month(one.starts), (_spread(one.vacancies), _spread(one.covered))
                )
                for one in years
            ),
            table=ChartTable(
                caption=caption,
                headings=("Twelve months from", "Vacancies", "Those ready could fill"),
                rows=tuple((day(one.starts), with_mean(one.vacancies), with_mean(one.covered)) for one in years),
            ),
        )
    )


def month(when: date) -> str:
    """A month in a few letters.

    >>> month(date(2026, 11, 26)), short_month(date(2026, 11, 26))
    ('Nov 2026', 'Nov 26')
    """
    return f"{when:%b %Y}"


def short_month(when: date) -> str:
    """A month in fewer."""
    return f"{when:%b %y}"


def _quarterly(lowest: int, highest: int) -> str:
    return range_words(Count(highest, lowest, highest)) if highest else "no"


def _of_these(one: YearAhead) -> str:
    if one.vacancies.high == 0:
        return "no vacancy is expected"
    return f"{range_words(one.covered)} of {vacancies_words(one.vacancies)}"


def _spread(one: Count) -> Spread:
    return Spread(one.low, one.high, one.mean)
