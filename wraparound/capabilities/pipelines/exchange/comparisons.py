"""What-ifs side by side as a workbook: things as they are, each what-if, and what differs, as numbers."""

from collections.abc import Iterator, Mapping, Sequence

from wraparound.capabilities.pipelines.terms.forecasts import Count, Difference, ForecastTerms, Outcome
from wraparound.capabilities.pipelines.terms.posts import PostLevel
from wraparound.capabilities.pipelines.wording import forecast_grounds as rests
from wraparound.capabilities.pipelines.wording import forecasts as tell
from wraparound.capabilities.pipelines.wording import scenarios as say
from wraparound.published.export import Cell, Row, as_workbook_of

ENDS = (("Lower end", "low"), ("Mean", "mean"), ("Upper end", "high"))
"""Columns of a figure, and of what differs."""


def comparison_workbook(done: Sequence[ForecastTerms], names: Mapping[str, str]) -> bytes:
    """A sheet for each level, with a row for each figure of things as they are and of each what-if, and notes."""
    sheets = {tell.LEVELS[level]: list(_rows(done, level)) for level in say.levels_in(done)}
    return as_workbook_of(sheets, notes=_notes(done, names))


def comparison_name(done: Sequence[ForecastTerms]) -> str:
    """What its file is called: whose, from which day, and the numbers of the forecasts."""
    head = done[0].head
    numbers = "-".join(str(one.head.number) for one in done)
    return f"what-ifs-{head.place.code or 'all'}-{head.on.isoformat()}-{numbers}.xlsx"


def _rows(done: Sequence[ForecastTerms], level: PostLevel) -> Iterator[Row]:
    as_is = say.as_is_in(done)
    for measure, words in say.MEASURES:
        yield {"Figure": words, "With": say.AS_IT_IS, "Forecast": None, **_cells(as_is, level, measure, None)}
        for one in done:
            outcome, differs = one.result.outcome if one.result else None, say.difference_of(one, level)
            cells = _cells(outcome, level, measure, differs)
            yield {"Figure": words, "With": tell.short_head(one.head), "Forecast": one.head.number, **cells}


def _cells(outcome: Outcome | None, level: PostLevel, measure: str, differs: Difference | None) -> dict[str, Cell]:
    """Numbers of a figure and of what differs; a column is empty where its number is not known or not told."""
    figure = say.figure_of(outcome, level, measure)
    more: Count | None = getattr(differs, measure) if differs else None
    return {
        **{column: _number(figure, end) for column, end in ENDS},
        **{f"More than as things are, {column.lower()}": _number(more, end) for column, end in ENDS},
        "Note": say.TOO_FEW_HERE if figure is None else None,
    }


def _number(figure: Count | float | None, end: str) -> float | None:
    """One end or the mean; of a figure of which only the mean is known, that alone."""
    if isinstance(figure, Count):
        return round(float(getattr(figure, end)), 4)
    return None if figure is None or end != "mean" else round(figure, 4)


def _notes(done: Sequence[ForecastTerms], names: Mapping[str, str]) -> tuple[str, ...]:
    head = done[0].head
    return (
        f"{say.SIDE_BY_SIDE}: {tell.place_words(head.place)}. {tell.from_words(head)}.",
        *(f"{tell.short_head(one.head)}: {say.what_words(one.head.what, names)}." for one in done),
        say.SAME_CHANCE,
        tell.HOLDS,
        say.MEAN_ALONE,
        tell.FILLED_MEANS,
        rests.CALIBRATED,
        *(f"It cannot say: {words}" for words in rests.CANNOT),
        rests.made_words(head),
    )
