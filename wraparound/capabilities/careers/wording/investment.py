"""What is spent on developing people, in words, and as a picture."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from wraparound.capabilities.careers.terms.investment import (
    KEPT_MONTHS,
    LEAST_PEOPLE,
    TITLES,
    Amounts,
    DevelopedLevel,
    DevelopmentKind,
    InvestmentPage,
    RegionInvestmentPage,
    RowDoes,
    SpendingLine,
    SpendingRow,
    sum_of,
)
from wraparound.capabilities.careers.wording.frameworks import day, how_many
from wraparound.charts.range_columns import ColumnsPicture, ColumnStep, Spread, columns_chart
from wraparound.charts.terms import Chart, ChartTable

LEVELS: Mapping[DevelopedLevel, str] = {
    DevelopedLevel.BOARD: "Board",
    DevelopedLevel.DEPUTY: "Deputies",
    DevelopedLevel.SENIOR: "Senior managers",
    DevelopedLevel.MIDDLE: "Middle managers",
    DevelopedLevel.FIRST_LINE: "First-line leaders",
    DevelopedLevel.BEFORE: "Before a first lead",
}
SHORT: Mapping[DevelopedLevel, str] = {
    DevelopedLevel.BOARD: "Board",
    DevelopedLevel.DEPUTY: "Deputy",
    DevelopedLevel.SENIOR: "Senior",
    DevelopedLevel.MIDDLE: "Middle",
    DevelopedLevel.FIRST_LINE: "First",
    DevelopedLevel.BEFORE: "Before",
}
LEVELS_MEAN = (
    "Deputies are the tier that reports to the board. First-line leaders lead a ward or a team. Before a first lead "
    "are those who lead nobody yet."
)
KINDS: Mapping[DevelopmentKind, str] = {
    DevelopmentKind.COURSE: "Courses and programmes",
    DevelopmentKind.COACHING: "Coaching and mentoring",
    DevelopmentKind.STRETCH: "Stretch work, secondments, shadowing",
    DevelopmentKind.QUALIFICATION: "Qualifications and apprenticeships",
    DevelopmentKind.OTHER: "Something else",
}
NO_ROWS = "The file has no rows under its titles."
TOO_LATE = "What you looked at is more than a day old, or the page was changed. Send the file again."
NOTHING_KEPT = "Nothing is written for this year yet."
NOTHING_SHARED = "No organisation of the region shared anything of this year yet."
NOTHING_TO_SHARE = f"Nothing can be told of this year: it is about fewer than {LEAST_PEOPLE} people, or about nobody."
TOO_CLOSE = (
    f"What would be told differs from what was shared before by fewer than {LEAST_PEOPLE} people, so the two together "
    "could tell of somebody. Share it again once it differs by more, or not at all."
)
MOVED = (
    "Since this year was shared before, a level and kind came to stand by itself or went to “not told apart”; or of "
    "those not told apart one is of more people now, and another of fewer. What was told and this together could tell "
    "of somebody. What your region reads stays as it is."
)
THERE = (
    "A line of that level and kind is there already, or was taken off meanwhile. Open the year, and look at it first."
)
TOLD = (
    f"Your region reads what you share, as it is on that day: a level and kind of {LEAST_PEOPLE} people or more by "
    "itself, all others together. Nobody is named."
)
REGION_LEAD = (
    "What organisations of the region shared, added up. It is never more than they told: levels and kinds of few "
    "people stand together as “not told apart”."
)
OTHERS = "Not told apart"
WHOLE_POUNDS = "whole pounds, without pence"
NOTES = (
    "One row for each financial year, level and kind of development. Whole pounds, whole days; leave a cell empty for "
    "nought. Backfill is what it costs that somebody stands in.",
    f"Level is one of: {'; '.join(LEVELS.values())}.",
    f"Kind is one of: {'; '.join(KINDS.values())}.",
    "Sent back under Careers, What is spent on development, a row stands for what was there before.",
)


def year_words(year: int) -> str:
    """A financial year.

    >>> year_words(2026), year_words(1999)
    ('2026/27', '1999/00')
    """
    return f"{year}/{(year + 1) % 100:02}"


def year_of(on: date) -> int:
    """The year in which the financial year of a day began.

    >>> year_of(date(2026, 3, 31)), year_of(date(2026, 4, 1))
    (2025, 2026)
    """
    return on.year if on.month > 3 else on.year - 1  # it ends with March


def pounds(many: int) -> str:
    """Whole pounds."""
    return f"£{many:,}"


def lead_words(total: Amounts) -> str:
    """A year in a sentence or two: spent of what was promised."""
    if total.is_nothing:
        return NOTHING_KEPT
    backfill = of(total.backfill_spent, total.backfill_promised)
    standing_in = f" For standing in: {backfill}" if total.backfill_spent or total.backfill_promised else ""
    return (
        f"{of(total.money_spent, total.money_promised)} {of_days(total)}{standing_in} "
        f"It was for {how_many(total.people, 'person', 'people')}."
    )


def of(spent: int, promised: int) -> str:
    """Money spent of what was promised, with the percent."""
    if not promised:
        return f"{pounds(spent)} spent; none was promised."
    return f"{pounds(spent)} spent of {pounds(promised)} promised ({round(100 * spent / promised)}%)."


def of_days(total: Amounts) -> str:
    """Days taken of what was promised, with the percent."""
    if not total.days_promised:
        return f"{how_many(total.days_taken, 'day')} taken; none was promised."
    share = round(100 * total.days_taken / total.days_promised)
    return f"{total.days_taken:,} of {how_many(total.days_promised, 'day')} promised were taken ({share}%)."


def share_words(page: InvestmentPage) -> str:
    """Whether the region reads it."""
    if page.shared_on is None:
        return "Your region reads nothing of it."
    return f"Your region reads it as it was on {day(page.shared_on)}."


def region_words(page: RegionInvestmentPage) -> str:
    """How many of the region's organisations the page rests on."""
    return f"{len(page.shared)} of {how_many(page.organisations, 'organisation')} shared something of this year."


def apart_words(page: RegionInvestmentPage) -> str:
    """What a picture of a region shows: levels need what stands apart."""
    return f"{page.name}, what can be told by level" if page.together.others else page.name


def chart_words(page: RegionInvestmentPage) -> str:
    """Why the picture is of less than the sentence above it; empty where it is of all of it."""
    others = page.together.others
    if not others:
        return ""
    apart = sum_of(one.amounts for one in page.together.apart)
    total = page.together.total
    return (
        f"The picture shows what can be told by level: {pounds(apart.money_spent)} of the {pounds(total.money_spent)} "
        f"spent. The other {pounds(others.money_spent)} stands in the table as “not told apart”, so that nobody "
        "can be found among few."
    )


def line_name(one: SpendingLine) -> str:
    """Which line it is."""
    return f"{LEVELS[one.level]}: {KINDS[one.kind].lower()}"


def does_words(one: RowDoes) -> str:
    """What a row of a file would do."""
    name = f"{year_words(one.row.year)}, {line_name(one.row.line)}"
    if one.before == one.row.line.amounts:
        return f"{name}: nothing changes."
    if one.before.is_nothing:
        return f"{name}: new. {figures(one.row.line.amounts)}"
    return f"{name}: changed. It was: {figures(one.before)} It would be: {figures(one.row.line.amounts)}"


def figures(one: Amounts) -> str:
    """All figures in a sentence."""
    return (
        f"{how_many(one.people, 'person', 'people')}; money {pounds(one.money_spent)} of {pounds(one.money_promised)}; "
        f"days {one.days_taken:,} of {one.days_promised:,}; backfill {pounds(one.backfill_spent)} of "
        f"{pounds(one.backfill_promised)}."
    )


def spending_table(lines: Sequence[SpendingLine], others: Amounts | None, year: int, whose: str) -> ChartTable:
    """The lines as a table, with what stands together, and the total of what is in it."""
    rows = [(line_name(one), *_cells(one.amounts)) for one in lines]
    every = [*(one.amounts for one in lines), *([others] if others else [])]
    if others:
        rows.append((OTHERS, *_cells(others)))
    if len(rows) > 1:
        rows.append(("Together", *_cells(sum(every, start=Amounts()))))
    headings = ("Level and kind", *TITLES.values())
    return ChartTable(
        caption=f"Spent on development in {year_words(year)}: {whose}", headings=headings, rows=tuple(rows)
    )


def spending_chart(
    levels: Mapping[DevelopedLevel, Amounts], year: int, whose: str, others: Amounts | None = None
) -> Chart:
    """Money promised and spent by level, in thousands of pounds; the title says so where `others` are not in it."""
    promised = sum(one.money_promised for one in levels.values())
    spent = sum(one.money_spent for one in levels.values())
    steps = tuple(
        ColumnStep(LEVELS[level], SHORT[level], (_up_to(one.money_promised), _up_to(one.money_spent)))
        for level, one in levels.items()
    )
    told = "; ".join(
        f"{LEVELS[level]} {pounds(one.money_spent)} of {pounds(one.money_promised)}" for level, one in levels.items()
    )
    return columns_chart(
        ColumnsPicture(
            name="spending",
            title=f"{of(spent, promised)[:-1]}, by level, in {year_words(year)}{_beside(spent, others)}",
            description=f"{whose}. Two columns for each level, promised and spent. {told}.",
            axis_words="Thousands of pounds",
            steps=steps,
            series=("Promised", "Spent"),
            table=ChartTable(
                caption=f"Money by level in {year_words(year)}: {whose}",
                headings=("Level", "Promised", "Spent"),
                rows=tuple(
                    (LEVELS[level], pounds(one.money_promised), pounds(one.money_spent))
                    for level, one in levels.items()
                ),
            ),
        )
    )


def _beside(spent: int, others: Amounts | None) -> str:
    """What a picture leaves out, with the sum of both."""
    return f"; of {pounds(spent + others.money_spent)} spent in all, only this can be told by level" if others else ""


def _up_to(amount: int) -> Spread:
    return Spread(low=0, high=amount / 1_000, mean=amount / 1_000)


def _cells(one: Amounts) -> tuple[str, ...]:
    money = ("money_promised", "money_spent", "backfill_promised", "backfill_spent")
    return tuple(pounds(getattr(one, name)) if name in money else f"{getattr(one, name):,}" for name in TITLES)


def changed_words(many: int) -> str:
    """What came of a file."""
    return f"{how_many(many, 'line')} changed." if many else "Nothing changed: all of it stood here already."


def left_words(one: SpendingRow) -> str:
    """That a row was left out."""
    return f"Left as it is, changed here since you looked: {year_words(one.year)}, {line_name(one.line)}."


def too_old(year: int) -> str:
    """That a year is no longer kept."""
    return f"Year: {year_words(year)} has been over for {KEPT_MONTHS // 12} years or more, and is not kept any longer."


def no_year(words: str) -> str:
    """That a cell names no financial year."""
    return f"Year: “{words[:40]}” is no financial year. Write it as 2026/27."


def no_word(column: str, words: str, known: Iterable[str]) -> str:
    """That a cell says none of the words of its column."""
    return f"{column}: “{words[:40]}” is not one of these: {'; '.join(known)}."


def no_number(name: str, cells: Mapping[str, str]) -> str:
    """That a cell is no whole number."""
    title = TITLES[name]
    whole = "people, as a whole number" if name == "people" else "whole days" if "days" in name else WHOLE_POUNDS
    return f"{title}: “{cells.get(title.casefold(), '')[:40]}” cannot be read. Write {whole}, or leave the cell empty."


def no_columns(missing: Collection[str]) -> str:
    """That the first row lacks columns."""
    return f"The first row does not name these columns: {', '.join(missing)}. Take the file from here and fill it in."


def twice(row: int) -> str:
    """That a row says the same year, level and kind as an earlier one."""
    return f"Row {row} is of the same year, level and kind. Put the two together."
