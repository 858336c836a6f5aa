"""The range of a result as a thin bar, and how it has moved as a band, with words for those who do not see them."""

from datetime import date

from wraparound.capabilities.compacts.terms.agreement import Result, ResultSort
from wraparound.capabilities.compacts.terms.patience import Judged, JudgedPeriod
from wraparound.capabilities.compacts.terms.ranges import Range
from wraparound.capabilities.compacts.wording.agreement import month, result_words
from wraparound.charts.control_band import BandPicture, BandPoint, control_band_chart
from wraparound.charts.range_bar import Marked, RangeBarPicture, range_bar_chart
from wraparound.charts.terms import Chart, ChartTable

LONGER_THAN_A_MONTH = 40
"""Days."""


def range_picture(
    found: Range, result: Result, latest: tuple[float, str] | None, *, is_agreed: bool, with_start: bool = True
) -> Chart | None:
    """The bar of one measure: its range, what was agreed, where it began and the newest figure; none of other sorts.

    `latest` is the newest figure in percent with its period in words. Until it is in force it is only proposed.
    Without its start it is lower, for where there is little room.
    """
    if result.sort is not ResultSort.MEASURE or result.level is None:
        return None
    if found.low is None or found.half is None or found.high is None:
        return None
    level = "agreed" if is_agreed else "proposed"
    now = Marked(latest[0], f"now {latest[0]:.0f}%") if latest else None
    start = Marked(found.start, f"began {found.start:.0f}%") if found.start is not None and with_start else None
    rows = [
        (level.capitalize(), f"{result.level:g}%"),
        ("Nine in ten get above", f"{found.low:.1f}%"),
        ("Half get above", f"{found.half:.1f}%"),
        ("One in ten gets above", f"{found.high:.1f}%"),
        *([("Where it began", f"{found.start:.1f}%")] if found.start is not None else []),
        *([(f"Newest figure, {latest[1]}", f"{latest[0]:.1f}%")] if latest else []),
    ]
    newest = f" The newest figure, of {latest[1]}, is {latest[0]:.1f}%." if latest else ""
    return range_bar_chart(
        RangeBarPicture(
            name=f"range-{result.key}",
            title=f"{result_words(result)}: where it lies on its range",
            description=(
                f"For {month(result.by)} eight of ten lie between {found.low:.0f}% and {found.high:.0f}%, and half "
                f"reach {found.half:.0f}%. {level.capitalize()} is {result.level:g}%.{newest}"
            ),
            low=found.low,
            half=found.half,
            high=found.high,
            agreed=Marked(result.level, f"{level} {result.level:g}%"),
            now=now,
            start=start,
            table=ChartTable(
                caption=f"{result_words(result)}, for {month(result.by)}",
                headings=("What", "Percent"),
                rows=tuple(rows),
            ),
        )
    )


def band_picture(judged: Judged, result: Result) -> Chart | None:
    """How one result has moved beside its control band; none before any period is known."""
    if not any(one.percent is not None for one in judged.periods):
        return None
    monthly = _is_monthly(judged)
    points = tuple(
        BandPoint(
            name=_short(one.day),
            value=one.percent,
            expected=one.expected,
            line=one.line,
            far=one.far,
            counts=one.counts,
            below=one.below,
            ahead=one.ahead,
        )
        for one in judged.periods
    )
    return control_band_chart(
        BandPicture(
            name=f"band-{result.key}",
            title=f"{result_words(result)}: how it has moved",
            description=judged.detail or judged.sentence,
            points=points,
            agreed=(result.level, f"agreed {result.level:g}%") if result.level is not None else None,
            axis_words="Percent, each month" if monthly else "Percent, each quarter, by its first month",
            table=ChartTable(
                caption=f"{result_words(result)}, period by period",
                headings=("Period from", "Percent", "To be expected", "The line", "Says"),
                rows=tuple(_row(one) for one in judged.periods),
            ),
            lower=result.better == "lower",
        )
    )


def _row(one: JudgedPeriod) -> tuple[str, ...]:
    figures = (one.percent, one.expected, one.line)
    says = "still to come" if one.ahead else "below the line" if one.below else "" if one.counts else "does not count"
    return (f"{one.day:%B %Y}", *("" if figure is None else f"{figure:.1f}%" for figure in figures), says)


def _is_monthly(judged: Judged) -> bool:
    days = [one.day for one in judged.periods]
    return len(days) > 1 and (days[1] - days[0]).days < LONGER_THAN_A_MONTH


def _short(day: date) -> str:
    return f"{day:%b %y}"
