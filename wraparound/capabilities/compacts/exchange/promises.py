"""Promises and conditions out as Excel, and in again: a sheet's rows as text, or what is wrong with the file."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from wraparound.capabilities.compacts.terms.compacts import UndertakingTerms
from wraparound.capabilities.compacts.terms.sheets import (
    DAYS_GIVEN,
    EVIDENCE,
    KEPT_ON,
    LARGEST_SENT,
    MOST_LINES,
    NUMBER,
    STATE,
    VERSION,
    SheetLine,
    SheetNotRead,
)
from wraparound.capabilities.compacts.wording.sheets import NEEDED, READ_ONLY, SHEET, notes, rows_of
from wraparound.published.export import as_excel
from wraparound.published.workbooks import WorkbookNotRead, sheets_of

AGAIN = "Take the sheet from the page of promises, type into that, and send it back."


def promises_workbook(lines: Sequence[UndertakingTerms], today: date) -> bytes:
    """One row for each; text that looks like a formula stays text, and a second sheet says how to send it back."""
    return as_excel(rows_of(lines), sheet=SHEET, notes=notes(lines, today))


def read_sheet(name: str, content: bytes) -> tuple[SheetLine, ...]:
    """The rows of a sheet that was sent back, empty ones passed over; SheetNotRead says what is wrong with the file.

    Formulas are never run: a cell that holds one is what it last showed.
    """
    if not content:
        raise SheetNotRead(f"{name} is empty. {AGAIN}")
    if len(content) > LARGEST_SENT:
        raise SheetNotRead(
            f"{name} is larger than {LARGEST_SENT // 1_000_000} MB. Leave in it only the rows that you have changed."
        )
    try:
        pages = [lines for _, lines in sheets_of(name, content) if lines]
    except WorkbookNotRead as trouble:
        raise SheetNotRead(str(trouble)) from trouble
    lines = next((lines for lines in pages if not _missing(_places(lines[0]))), None)
    if lines is None:
        missing = min((_missing(_places(lines[0])) for lines in pages), key=len, default=list(NEEDED))
        columns = ", ".join(f"“{one}”" for one in missing)
        raise SheetNotRead(f"{name} is not a sheet of promises: it has no column {columns}. {AGAIN}")
    if (many := sum(any(_text(cell).strip() for cell in line) for line in lines[1:])) > MOST_LINES:
        raise SheetNotRead(
            f"{name} has {many:,} rows, and at most {MOST_LINES:,} are read at a time. Leave in it only the rows that "
            "you have changed."
        )
    return tuple(_lines(lines, name))


def _lines(lines: Sequence[Sequence[Any]], name: str) -> list[SheetLine]:
    heading = [_heading(cell) for cell in lines[0]]
    places = _places(lines[0])
    if twice := [one for one in places if heading.count(one.casefold()) > 1]:
        raise SheetNotRead(f"{name} has the column “{twice[0]}” twice. Leave the one that is to be read.")
    found = []
    for number, line in enumerate(lines[1:], start=2):
        cells = {column: _text(line[place]) if place < len(line) else "" for column, place in places.items()}
        if any(cell.strip() for cell in cells.values()):
            found.append(_line(number, cells))
    return found


def _line(number: int, cells: dict[str, str]) -> SheetLine:
    return SheetLine(
        line=number,
        number=cells[NUMBER],
        version=cells[VERSION],
        kept_on=cells[KEPT_ON],
        days_given=cells[DAYS_GIVEN],
        evidence=cells[EVIDENCE],
        state=cells[STATE],
        others=tuple((column, cells[column]) for column in READ_ONLY if column in cells),
    )


def _places(heading: Sequence[Any]) -> dict[str, int]:
    """Where each of our columns stands; others are passed over."""
    given = [_heading(cell) for cell in heading]
    known = {column: column.casefold() for column in (*NEEDED, *READ_ONLY)}
    return {column: given.index(name) for column, name in known.items() if name in given}


def _missing(places: dict[str, int]) -> list[str]:
    return [column for column in NEEDED if column not in places]


def _heading(cell: object) -> str:
    return " ".join(_text(cell).split()).casefold()


def _text(cell: object) -> str:
    """A cell as text: whole numbers without their “.0”, which a spreadsheet gives every number."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15 else str(cell)
