"""A sheet of targets in (CSV, Excel, pasted cells) and out again with its answers."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from wraparound.capabilities.expectations.calculation.sheets import cell_text
from wraparound.capabilities.expectations.terms.sheets import COLUMNS, SheetAnswer, SheetNotRead, SheetRow
from wraparound.capabilities.expectations.wording.sheets import row_of_table, sheet_notes
from wraparound.published.export import Row, as_csv, as_excel
from wraparound.published.workbooks import ENDINGS, WorkbookNotRead, sheets_of

NAMES = {
    "organisation": ("organisation", "organisation code", "ods code", "ods_code", "code", "trust", "provider"),
    "measure": ("measure", "indicator", "metric"),
    "target": ("target", "target %", "percent", "percentage"),
    "date": ("date", "by", "month", "by when", "by the end of"),
}
"""What the four columns may be called."""

NEEDED = f"It needs a heading with the columns {', '.join(COLUMNS[:-1])} and {COLUMNS[-1]}."


def read_sheet(name: str, content: bytes) -> list[SheetRow]:
    """The rows of a file by its name's ending; SheetNotRead says what is wrong. Empty rows are passed over."""
    if name.lower().endswith(ENDINGS):
        return list(_rows(_excel_lines(name, content), name))
    if content[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}:
        raise SheetNotRead(f"{name} looks like an Excel file: give it a name that ends in .xlsx or .xls.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel's plain "CSV" of a Western Windows; every byte is a letter there, so nothing is lost.
        text = content.decode("cp1252", errors="replace")
    return read_pasted(text, name)


def read_pasted(text: str, name: str = "What was pasted") -> list[SheetRow]:
    """Rows of text, cells apart by tabs, commas or semicolons, whichever the heading uses."""
    if "\x00" in text:
        raise SheetNotRead(f"{name} is not text. Give a CSV or an Excel file.")
    heading = next((line for line in text.splitlines() if line.strip()), "")
    apart = max("\t;,", key=heading.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=apart))
    except csv.Error as trouble:
        raise SheetNotRead(f"{name} cannot be read as rows and cells: {trouble}.") from trouble
    return list(_rows(lines, name))


def sheet_as_csv(answer: SheetAnswer) -> bytes:
    """Every row with its answer, in the order of the sheet."""
    return as_csv(sheet_table(answer))


def sheet_as_excel(answer: SheetAnswer) -> bytes:
    """The same as a workbook, with a sheet that says what it rests on."""
    return as_excel(sheet_table(answer), sheet="Targets", notes=sheet_notes(answer))


def sheet_as_text(rows: Sequence[SheetRow]) -> str:
    """The rows as they would be pasted, cells apart by tabs."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((row.organisation, row.measure, row.target, row.date) for row in rows)
    return out.getvalue()


def sheet_table(answer: SheetAnswer) -> list[Row]:
    """One flat row for each row of the sheet."""
    return [row_of_table(one, answer) for one in answer.rows]


def _excel_lines(name: str, content: bytes) -> list[list[str]]:
    """The cells of the first sheet that has any, as text."""
    try:
        found = next((lines for _, lines in sheets_of(name, content) if lines), [])
    except WorkbookNotRead as trouble:
        raise SheetNotRead(str(trouble)) from trouble
    return [[cell_text(cell) for cell in line] for line in found]


def _rows(lines: Iterable[Sequence[str]], name: str) -> Iterator[SheetRow]:
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if any(cell.strip() for cell in line))
    first = next(numbered, None)
    if first is None:
        raise SheetNotRead(f"{name} is empty. {NEEDED}")
    places = _places(first[1], name)
    for number, line in numbered:
        cells = {column: line[place].strip() if place < len(line) else "" for column, place in places.items()}
        yield SheetRow(line=number, **cells)


def _places(heading: Sequence[str], name: str) -> dict[str, int]:
    given = [" ".join(cell.split()).casefold() for cell in heading]
    places = {
        column: next((place for place, cell in enumerate(given) if cell in names), None)
        for column, names in NAMES.items()
    }
    missing = [column for column, place in places.items() if place is None]
    if missing:
        raise SheetNotRead(f"{name} has no column {', '.join(missing)}. {NEEDED}")
    return {column: place for column, place in places.items() if place is not None}
