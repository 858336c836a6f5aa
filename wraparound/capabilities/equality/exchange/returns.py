"""Published figures as a workbook in the shape of the national returns, with what is not confirmed marked so."""

from collections.abc import Iterator, Mapping

from wraparound.capabilities.equality.terms.figures import (
    IndicatorFigures,
    PlaceFigures,
    StandardFigures,
    TableFigures,
)
from wraparound.capabilities.equality.wording import figures as say
from wraparound.capabilities.equality.wording import returns as told
from wraparound.capabilities.equality.wording.monitoring import year_words
from wraparound.capabilities.equality.wording.survey import published_words
from wraparound.methods.equality_measures.indicators import GAPS
from wraparound.published.export import Row, as_workbook_of

STAGES = "Stage by stage"
BOARD_NUMBERS = frozenset(one.number for one in GAPS)


def returns_workbook(found: PlaceFigures) -> bytes:
    """A sheet for each standard, by its indicators in their order, then the stages of the funnel, and notes.

    Every figure is one that a page shows: hidden ones say so, and no count is in it.
    """
    sheets: dict[str, list[Row]] = {one.standard: list(return_rows(found, one)) for one in found.standards}
    sheets[STAGES] = [row for one in found.standards for row in _stages(one, found.year)]
    title = f"{found.name}, {year_words(found.year)}"
    days = tuple(f"{one.standard}: {say.counted_words(one.counted_on, one.stages_on)}" for one in found.standards)
    return as_workbook_of(sheets, notes=(title, told.NO_RETURN, *days, *told.NOTES, *found.says))


def return_rows(found: PlaceFigures, one: StandardFigures) -> Iterator[Row]:
    """The lines of the return of one standard, in their order: field, figure of each group, what it says, standing."""
    measures = {each.number: each for each in one.indicators}
    tables = {each.table: each for each in (*one.employed, *one.sides)}
    for line in told.LINES[one.standard]:
        if line.by_level:
            for each in one.employed:
                yield _row(one, line.indicator, each.words, each, line.standing)
        elif line.table:
            yield _row(one, line.indicator, line.field, tables.get(line.table), line.standing)
        else:
            said, standing = _said(found, one, line, measures), line.standing
            yield _empty(one, line.indicator, line.field, said, standing)


def _said(
    found: PlaceFigures, one: StandardFigures, line: told.ReturnLine, measures: Mapping[int, IndicatorFigures]
) -> str:
    """What fills a line that no table does: of the survey and a single board, what others published."""
    if line.survey:
        asked = (each for each in found.survey if (each.standard, each.code) == (one.standard, line.survey))
        return next((f"{each.words} {'; '.join(each.sources)}" for each in asked), told.NOT_BROUGHT_IN)
    if line.number in BOARD_NUMBERS and line.number not in measures:
        boards = (each for each in found.boards if each.standard == one.standard)
        own = (f"{each.words} {published_words(each.link, each.published_on)}" for each in boards)
        return next(own, told.NOT_TOLD)
    return _measured(measures.get(line.number), found.year) if line.number else told.NOT_HELD


def _stages(one: StandardFigures, year: int) -> Iterator[Row]:
    for each in one.stages:
        yield {"Standard": one.standard, "Stage": each.words, **_groups(one, each)}
    for step in one.steps:
        yield {"Standard": one.standard, "Stage": step.name, told.MEASURE: _measured(step, year)}


def _row(one: StandardFigures, indicator: str, field: str, table: TableFigures | None, standing: str) -> Row:
    if table is None:
        return _empty(one, indicator, field, told.NOT_TOLD, standing)
    return {"Indicator": indicator, "Field": field, **_groups(one, table), told.MEASURE: "", told.STANDING: standing}


def _empty(one: StandardFigures, indicator: str, field: str, measure: str, standing: str) -> Row:
    groups = dict.fromkeys((*map(say.group_words, one.groups), told.TOGETHER), "")
    return {"Indicator": indicator, "Field": field, **groups, told.MEASURE: measure, told.STANDING: standing}


def _groups(one: StandardFigures, table: TableFigures) -> Mapping[str, int | str]:
    """Under each group its figure, or that it is hidden."""
    names = (*map(say.group_words, one.groups), told.TOGETHER)
    figures = (*table.figures, table.together)
    return {name: say.HIDDEN if each is None else each for name, each in zip(names, figures, strict=True)}


def _measured(measure: IndicatorFigures | None, year: int) -> str:
    """What an indicator says in a year; boards of a single organisation are not told."""
    if measure is None:
        return told.NOT_TOLD
    return next((one.words for one in measure.years if one.year == year), told.NOT_TOLD)
