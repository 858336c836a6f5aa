"""Vacancies and cover to come as pictures, each with its finding, its description and its table."""

from datetime import date

from wraparound.capabilities.pipelines.terms.forecasts import Count, LevelAhead, YearAhead
from wraparound.capabilities.pipelines.wording.forecasts import POSTS_OF, range_words, vacancies_words, with_mean
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.charts.range_columns import ColumnsPicture, ColumnStep, Spread, columns_chart
from wraparound.charts.terms import Chart, ChartTable

A_YEAR = 4
"""Quarters."""


def quarters_picture(level: LevelAhead) -> Chart:
    """How many posts fall vacant in each quarter; filled ones and those left vacant stand in the table."""
    first, last = level.quarters[0], level.quarters[-1]
    lowest, highest = min(one.opened.low for one in level.quarters), max(one.opened.high for one in level.quarters)
    return columns_chart(
        ColumnsPicture(
            name=f"quarters-{level.level}",
            title=f"{_quarterly(lowest, highest).capitalize()} {POSTS_OF[level.level]} posts fall vacant in a quarter",
            description=(
                f"In the three months from {day(first.starts)} {range_words(first.opened)}, in those from "
                f"{day(last.starts)} {range_words(last.opened)}. A column reaches from the lower to the upper end of a "
                "range, the line across it is the mean."
            ),
            axis_words="Posts that fall vacant in three months",
            steps=tuple(
                ColumnStep(
                    month(one.starts) if place % A_YEAR == 0 else "",
                    short_month(one.starts) if place % A_YEAR == 0 else "",
                    (_spread(one.opened),),
                )
                for place, one in enumerate(level.quarters)
            ),
            table=ChartTable(
                caption=f"{POSTS_OF[level.level].capitalize()} posts, quarter by quarter",
                headings=("Three months from", "Fall vacant", "Are filled", "Vacant at their end"),
                rows=tuple(
                    (day(one.starts), with_mean(one.opened), with_mean(one.filled), with_mean(one.vacant))
                    for one in level.quarters
                ),
            ),
        )
    )


def years_picture(level: LevelAhead) -> Chart:
    """Vacancies of each year beside those that the people who are ready when it begins could fill."""
    first, last = level.years[0], level.years[-1]
    return columns_chart(
        ColumnsPicture(
            name=f"years-{level.level}",
            title=f"In the first year {_of_these(first)}; in the last, {_of_these(last)}",
            description=(
                "Two columns for each year: vacancies, and how many of them the people who are ready when the year "
                "begins could fill. A column reaches from the lower to the upper end of a range."
            ),
            axis_words="In twelve months",
            series=("Vacancies", "Could be filled"),
            written=True,
            steps=tuple(
                ColumnStep(
                    f"from {month(one.starts)}", short_month(one.starts), (_spread(one.vacancies), _spread(one.covered))
                )
                for one in level.years
            ),
            table=ChartTable(
                caption=f"{POSTS_OF[level.level].capitalize()} posts, year by year",
                headings=("Twelve months from", "Vacancies", "Could be filled"),
                rows=tuple((day(one.starts), with_mean(one.vacancies), with_mean(one.covered)) for one in level.years),
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
    return f"{range_words(one.covered)} of {vacancies_words(one.vacancies)} could be filled"


def _spread(one: Count) -> Spread:
    return Spread(one.low, one.high, one.mean)
