"""A file of published percentages of the staff survey in, and its template out."""

from collections.abc import Sequence
from datetime import date

from wraparound.capabilities.equality.exchange.headed import Cells, Headed
from wraparound.capabilities.equality.exchange.monitoring import year_in
from wraparound.capabilities.equality.terms.answers import CannotCount
from wraparound.capabilities.equality.terms.survey import (
    GROUPS,
    LEAST_RESPONSES,
    LONGEST_SOURCE,
    SURVEY_QUESTIONS,
    SurveyQuestion,
    SurveyRead,
    SurveyRow,
    SurveyTrouble,
)
from wraparound.capabilities.equality.wording import survey as say
from wraparound.capabilities.equality.wording.monitoring import other_year, year_words
from wraparound.published.cells import day_in
from wraparound.published.export import as_excel
from wraparound.published.readers.terms import FileRefused
from wraparound.published.sent_tables import tables_in

LARGEST_FILE = 2_000_000
MOST_TROUBLES, MOST_RESPONSES = 50, 2_000_000


def read_survey(name: str, content: bytes, year: int, *, today: date) -> SurveyRead:
    """The rows of a file (Excel or CSV), or what is wrong with them; CannotCount where it is no such file.

    Args:
        name: of the file.
        content: its bytes.
        year: the year in which the year begins that the file is for; a row of another is wrong.
        today: nothing is published after it.
    """
    if len(content) > LARGEST_FILE:
        raise CannotCount(f"{name} is larger than {LARGEST_FILE // 1_000_000} MB. It holds a few dozen rows at most.")
    try:
        tables = tables_in(name, content, titles=[say.SHEET])
    except FileRefused as trouble:
        raise CannotCount(str(trouble)) from trouble
    lines = next((lines for title, lines in tables if title == say.SHEET), tables[0][1] if tables else ())
    return _Reader(year, today).read(lines)


def template(year: int) -> bytes:
    """A workbook with every indicator and group, empty where a figure goes, and notes."""
    rows = [
        dict.fromkeys(say.COLUMNS, "")
        | {say.STANDARD: one.standard.value, say.INDICATOR: one.code, say.GROUP: group, say.YEAR: year_words(year)}
        for one in SURVEY_QUESTIONS
        for group in groups_of(one)
    ]
    return as_excel(rows, sheet=say.SHEET, notes=say.NOTES)


def groups_of(one: SurveyQuestion) -> tuple[str, ...]:
    """The groups of which an indicator has a percentage."""
    return GROUPS[one.standard][1:] if one.of_one_group else GROUPS[one.standard]


class _Reader:
    """Reads the sheet, row by row. A row of the template that stays empty is left out."""

    def __init__(self, year: int, today: date) -> None:
        self.year, self.today = year, today
        self.troubles: list[SurveyTrouble] = []

    def read(self, lines: Sequence[Sequence[str]]) -> SurveyRead:
        under = Headed(lines, say.COLUMNS)
        for words in under.wrong:
            self._wrong(under.row, words)
        rows = [] if self.troubles else self._rows(under)
        if not rows and not self.troubles:
            self._wrong(under.row, say.NO_ROWS)
        return SurveyRead(troubles=self.troubles[:MOST_TROUBLES]) if self.troubles else SurveyRead(rows=rows)

    def _rows(self, under: Headed) -> list[SurveyRow]:
        found: dict[tuple[SurveyQuestion, str], SurveyRow] = {}
        for number, cells in under.rows():
            if not any(cells.get(one.casefold()) for one in (say.PERCENT, say.RESPONSES)):
                continue
            row = self._row(number, cells)
            if row is None:
                continue
            if (row.question, row.group) in found:
                self._wrong(number, f"The same indicator and group as in row {found[row.question, row.group].row}.")
            found[row.question, row.group] = row
        return list(found.values())

    def _row(self, number: int, cells: Cells) -> SurveyRow | None:
        before = len(self.troubles)
        question = say.question_of(cells[say.STANDARD.casefold()], cells[say.INDICATOR.casefold()])
        if question is None:
            self._wrong(number, "Standard and Indicator name none of WRES 5 to 8 or WDES 4a to 4d, 5, 6, 7, 8.")
            return None
        group = self._group(number, question, cells)
        if year_in(cells[say.YEAR.casefold()]) != self.year:
            self._wrong(number, other_year(self.year))
        percent, responses = self._percent(number, cells), self._responses(number, cells)
        source, published = self._source(number, cells), self._published(number, cells)
        if len(self.troubles) > before or published is None or responses is None:
            return None
        small = responses < LEAST_RESPONSES
        return SurveyRow(
            row=number,
            question=question,
            group=group,
            percent=None if small else percent,
            responses=None if small else responses,
            source=source,
            published_on=published,
        )

    def _group(self, number: int, question: SurveyQuestion, cells: Cells) -> str:
        typed = " ".join(cells[say.GROUP.casefold()].casefold().split())
        group = say.AS_TYPED.get(typed, typed)
        if group not in groups_of(question):
            self._wrong(number, f"Group should be {' or '.join(groups_of(question))}.")
        return group

    def _percent(self, number: int, cells: Cells) -> float | None:
        found = _number(cells[say.PERCENT.casefold()].removesuffix("%").strip())
        if found is None or not 0 <= found <= 100:
            self._wrong(number, "Percent should be a number from 0 to 100, such as 23.4.")
        elif 0 < found < 1:
            # Excel keeps 23.4% as 0.234.
            self._wrong(number, "Percent is below 1, as where a cell is formatted as percent. Write 23.4, not 23.4%.")
        return found

    def _responses(self, number: int, cells: Cells) -> int | None:
        found = _number(cells[say.RESPONSES.casefold()].replace(",", ""))
        if found is None or found != int(found) or not 1 <= found <= MOST_RESPONSES:
            self._wrong(number, "Responses should be how many of the group answered, a whole number from 1.")
            return None
        return int(found)

    def _source(self, number: int, cells: Cells) -> str:
        found = cells[say.SOURCE.casefold()]
        if not found or len(found) > LONGEST_SOURCE:
            self._wrong(number, f"Source is empty, or longer than {LONGEST_SOURCE} letters: say who published it.")
        return found

    def _published(self, number: int, cells: Cells) -> date | None:
        found = day_in(cells[say.PUBLISHED.casefold()])
        if found is None or found > self.today:
            self._wrong(number, "Published on should be a day that has come, such as 2026-03-12.")
            return None
        return found

    def _wrong(self, row: int, words: str) -> None:
        self.troubles.append(SurveyTrouble(row, words))


def _number(typed: str) -> float | None:
    """A number from text as people type it; none for anything else, and for what is no number."""
    plain = typed.strip()
    if not plain or not all(letter in "0123456789." for letter in plain):
        return None
    try:
        return float(plain)
    except ValueError:
        return None
