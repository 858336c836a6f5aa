"""A Word document in the shape of a national return: the same lines as the workbook, indicator by indicator."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from wraparound.capabilities.equality.terms.figures import PlaceFigures, StandardFigures
from wraparound.capabilities.equality.wording import figures as say
from wraparound.capabilities.equality.wording import returns as told
from wraparound.capabilities.equality.wording.monitoring import year_words
from wraparound.papers.terms import Paper, PaperPart, PaperTable

MARK, NOT_HELD_MARK = "Not confirmed", "Not confirmed, not held here"
type Line = Mapping[str, object]


def return_paper(found: PlaceFigures, one: StandardFigures, lines: Iterable[Line], day: date) -> Paper:
    """One standard of a place in a year. `lines` are those of the workbook, in their order."""
    named = say.STANDARDS[one.standard]
    parts = [
        _part(indicator, list(of_indicator), one)
        for indicator, of_indicator in groupby(lines, key=lambda line: str(line["Indicator"]))
    ]
    return Paper(
        title=f"{named}: {found.name}",
        line=f"{year_words(found.year)}. {say.counted_words(one.counted_on, one.stages_on)}",
        notices=(told.NO_RETURN, told.UNCONFIRMED_ALL),
        parts=(*parts, PaperPart("What to know before you use it", points=(*told.NOTES, *found.says))),
        footer=(f"{one.standard}, {found.name}, {year_words(found.year)}: no return, small numbers are hidden",),
        day=day,
    )


def _part(indicator: str, lines: Sequence[Line], one: StandardFigures) -> PaperPart:
    """An indicator: its figures by group as a table, what it says as sentences, each with its mark."""
    groups = [*map(say.group_words, one.groups), told.TOGETHER]
    figures = [line for line in lines if any(line[group] != "" for group in groups)]
    said = [line for line in lines if line not in figures]
    table = PaperTable(
        caption=f"{one.standard} {indicator}: people, as shown",
        headings=("Field", *groups),
        rows=tuple((_marked(line), *(_cell(line[group]) for group in groups)) for line in figures),
    )
    return PaperPart(
        heading=f"{one.standard} {indicator}",
        sentences=tuple(f"{_marked(line)}: {line[told.MEASURE]}" for line in said),
        table=table if figures else None,
    )


def _marked(line: Line) -> str:
    """The field, with its mark."""
    return f"{line['Field']} [{NOT_HELD_MARK if line[told.STANDING] == told.ELSEWHERE else MARK}]"


def _cell(figure: object) -> str:
    return f"{figure:,}" if isinstance(figure, int) else str(figure)
