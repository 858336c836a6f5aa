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
COULD_FILL = "Those ready could fill"


type Quarter = tuple[date, Count, Count]
"""From which day, vacancies of the quarter, and how many of them those who are ready when it begins could fill."""


def quarters_picture(level: LevelAhead) -> Chart:
    """Vacancies of each quarter beside those that could be filled; what falls vacant and is filled is in the table.

    Of a forecast stored before cover was worked out by quarter: how many posts fall vacant in each.
    """
    caption = f"{POSTS_OF[level.level].capitalize()} posts, quarter by quarter"
    flows = [(day(one.starts), *map(with_mean, (one.opened, one.filled, one.vacant))) for one in level.quarters]
    stood = [(one.starts, one.standing, one.covered) for one in level.quarters if one.standing and one.covered]
    if not stood:
        table = ChartTable(
            caption, ("Three months from", "Fall vacant", "Are filled", "Vacant at their end"), (*flows,)
        )
        return _falling([(one.starts, one.opened) for one in level.quarters], level.level, "", table)
    headings = ("Three months from", "Vacancies", COULD_FILL, "Fall vacant", "Are filled", "Vacant at their end")
    rows = [
        (words, with_mean(vacancies), with_mean(covered), *flow)
        for (words, *flow), (_, vacancies, covered) in zip(flows, stood, strict=True)
    ]
    return _quarters(stood, level.level, "", ChartTable(caption, headings, (*rows,)))


def quarters_of_line(line: LineAhead, level: LevelAhead) -> Chart:
    """The same of a line; of it nothing is known of what is filled."""
    words, starts = line_words(line), [one.starts for one in level.quarters]
    caption, before = f"{words}, quarter by quarter", f"{words}: "
    fall = list(zip(starts, line.quarters, strict=True))
    if not line.standing:
        falling = tuple((day(when), with_mean(opened)) for when, opened in fall)
        return _falling(fall, level.level, before, ChartTable(caption, ("Three months from", "Fall vacant"), falling))
    stood = list(zip(starts, line.standing, line.covered_then, strict=True))
    rows = tuple(
        (day(when), with_mean(vacancies), with_mean(covered), with_mean(opened))
        for (when, vacancies, covered), opened in zip(stood, line.quarters, strict=True)
    )
    headings = ("Three months from", "Vacancies", COULD_FILL, "Fall vacant")
    return _quarters(stood, level.level, before, ChartTable(caption, headings, rows))


def _quarters(found: Sequence[Quarter], level: PostLevel, before: str, table: ChartTable) -> Chart:
    """Two columns for each quarter."""
    (_, first, covered), (_, last, covered_last) = found[0], found[-1]
    could = "those ready could fill " if first.high else ""
    finding = f"in the first quarter {could}{_of_these(first, covered)}; in the last, {_of_these(last, covered_last)}"
    return columns_chart(
        ColumnsPicture(
            name=f"quarters-{level}",
            title=_titled(before, finding),
            description=(
                "Two columns for each quarter: vacancies, and how many of them the people who are ready when the "
                "quarter begins could fill. A column reaches from the lower to the upper end of a range, the line "
                "across it is the mean."
            ),
            axis_words="In three months",
            series=("Vacancies", COULD_FILL),
            steps=tuple(
                _step_of(place, starts, vacancies, could_be)
                for place, (starts, vacancies, could_be) in enumerate(found)
            ),
            table=table,
        )
    )


def _falling(found: Sequence[tuple[date, Count]], level: PostLevel, before: str, table: ChartTable) -> Chart:
    """One column for each quarter: posts that fall vacant in it."""
    lowest, highest = min(one.low for _, one in found), max(one.high for _, one in found)
    (starts, first), (ends, last) = found[0], found[-1]
    return columns_chart(
        ColumnsPicture(
            name=f"quarters-{level}",
            title=_titled(before, f"{_quarterly(lowest, highest)} {POSTS_OF[level]} posts fall vacant in a quarter"),
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


def _step_of(place: int, starts: date, *counts: Count) -> ColumnStep:
    """A quarter; the first of each year has its month below it."""
    named = place % A_YEAR == 0
    spreads = tuple(_spread(one) for one in counts)
    return ColumnStep(month(starts) if named else "", short_month(starts) if named else "", spreads)


def years_picture(level: LevelAhead) -> Chart:
    """Vacancies of each year beside those that the people who are ready when it begins could fill."""
    return _years(level.years, level.level, "", f"{POSTS_OF[level.level].capitalize()} posts, year by year")


def years_of_line(line: LineAhead) -> Chart:
    """The same of a line."""
    words = line_words(line)
    return _years(line.years, line.level, f"{words}: ", f"{words}, year by year")


def _years(years: Sequence[YearAhead], level: PostLevel, before: str, caption: str) -> Chart:
    first, last = years[0], years[-1]
    could = "those ready could fill " if first.vacancies.high else ""
    of_the_first, of_the_last = (_of_these(one.vacancies, one.covered) for one in (first, last))
    return columns_chart(
        ColumnsPicture(
            name=f"years-{level}",
            title=_titled(before, f"in the first year {could}{of_the_first}; in the last, {of_the_last}"),
            description=(
                "Two columns for each year: vacancies, and how many of them the people who are ready when the year "
                "begins could fill. A column reaches from the lower to the upper end of a range."
            ),
            axis_words="In twelve months",
            series=("Vacancies", COULD_FILL),
            written=True,
            steps=tuple(
                ColumnStep(
                    f"from {month(one.starts)}", short_month(one.starts), (_spread(one.vacancies), _spread(one.covered))
                )
                for one in years
            ),
            table=ChartTable(
                caption=caption,
                headings=("Twelve months from", "Vacancies", COULD_FILL),
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


def _of_these(vacancies: Count, covered: Count) -> str:
    if vacancies.high == 0:
        return "no vacancy is expected"
    return f"{range_words(covered)} of {vacancies_words(vacancies)}"


def _titled(before: str, finding: str) -> str:
    """The finding after whom it is about, or as a sentence of its own."""
    return f"{before}{finding}" if before else finding[:1].upper() + finding[1:]


def _spread(one: Count) -> Spread:
    return Spread(one.low, one.high, one.mean)
