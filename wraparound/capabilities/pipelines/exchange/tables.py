"""Workbooks and CSV files of people, posts, holders and plans: read as rows of text, and written."""

import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from wraparound.capabilities.pipelines.calculation.exporting import Rows
from wraparound.capabilities.pipelines.terms.columns import COLUMNS, NOT_OURS, TITLES
from wraparound.capabilities.pipelines.terms.exchange import LARGEST_SENT, MOST_ROWS, CannotImport, ImportLine, Sheet
from wraparound.capabilities.pipelines.wording.exchange import heading, why_words
from wraparound.published.export import BEGINS_A_FORMULA, Row, as_csv, as_workbook_of
from wraparound.published.readers.files import is_workbook, lines_of, refuse_what_is_no_table, sent_file
from wraparound.published.readers.terms import FileRefused
from wraparound.published.workbooks import WorkbookNotRead, sheets_of

Table = tuple[str, list[list[str]]]
SEPARATORS = ",;\t|"
MOST_ABOVE = 1_000
"""Lines that may stand empty above the first."""
MOST_CELLS = 5_000_000
"""Fifty in each of as many rows as are read; no list of staff has more."""
LONGEST_NAME = 31
"""Letters that Excel lets the name of a sheet have."""
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOTES = (
    "Change what is wrong, add rows at the end of a sheet, and send the workbook back under Pipelines, Spreadsheets.",
    "The columns Entry, Post number and Person key say which row is which. Leave them as they are; leave them empty in "
    "rows that you add.",
    "A column that you take out changes nothing. An empty cell changes nothing either.",
    "This file holds personal data of your organisation. Keep it as you keep those, and delete it when you are done.",
)


def read_tables(name: str, content: bytes) -> list[Table]:
    """Every sheet that has rows, with its title and cells as text; CannotImport says what is wrong with the file."""
    if not content:
        raise CannotImport(f"{name} is empty. Save it again and send it.")
    if len(content) > LARGEST_SENT:
        raise CannotImport(
            f"{name} is larger than {LARGEST_SENT // 1_000_000} MB. Leave in it only the columns you need."
        )
    with TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name[:100] or "file")
        path.write_bytes(content)
        try:
            sent = sent_file(path, most=LARGEST_SENT)
            if is_workbook(sent):
                read = sheets_of(name, content)
                found = [(title, [[_text(cell) for cell in line] for line in lines]) for title, lines in read]
            else:
                refuse_what_is_no_table(sent)
                found = [(_title_of(name), _separated(lines_of(sent), name))]
        except (FileRefused, WorkbookNotRead) as trouble:
            raise CannotImport(str(trouble)) from trouble
    found = [(title, lines) for title, lines in found if title != "About" and any(any(line) for line in lines)]
    if not found:
        raise CannotImport(f"{name} has no rows.")
    if sum(len(lines) for _, lines in found) > MOST_ROWS:
        raise _too_many(name)
    return found


def _too_many(name: str) -> CannotImport:
    return CannotImport(
        f"{name} has more than {MOST_ROWS:,} rows, or very many cells in each, and no more are read at a time. Send it "
        "in parts, with only the columns you need."
    )


def workbook_out(rows: Rows) -> bytes:
    """A workbook with our sheets, which comes in again as it went out."""
    sheets: dict[str, Sequence[Row]] = {TITLES[sheet]: found or [_empty(sheet)] for sheet, found in rows.items()}
    return as_workbook_of(sheets, notes=NOTES)


def csv_out(rows: Rows, sheet: Sheet) -> bytes:
    """One sheet as CSV."""
    return as_csv(rows[sheet] or [_empty(sheet)])


def template_out() -> bytes:
    """Our sheets without a row, to be filled in."""
    return workbook_out({sheet: [] for sheet in Sheet})


def refused_out(
    tables: Sequence[tuple[str, Sequence[str], Mapping[int, Sequence[str]]]],
    lines: Sequence[ImportLine],
    titles: Mapping[Sheet, str],
    names: Mapping[int, str],
) -> bytes:
    """The rows that cannot be taken as they stood in the file, with the sentence beside each, to be mended."""
    sheets: dict[str, list[Row]] = {}
    for title, headings, rows in tables:
        about = [line for line in lines if titles.get(line.sheet) == title]
        found: list[Row] = []
        for line in about:
            cells = dict(zip(headings, rows.get(line.line, ()), strict=False))
            where = heading(line.sheet, line.column) if line.column else ""
            found.append({"Row": line.line, "What is wrong": why_words(line, names), "Column": where, **cells})
        if found:
            sheets[_sheet_name(title, sheets)] = found
    return as_workbook_of(sheets or {"Rows": []})


def _empty(sheet: Sheet) -> Row:
    return {column.heading: "" for name, column in COLUMNS[sheet].items() if name not in NOT_OURS}


def _sheet_name(title: str, others: Collection[str]) -> str:
    """A title as the name of a sheet: without the letters that Excel refuses, short, and no other's."""
    clean = re.sub(r"[\[\]:*?/\\]", " ", title).strip(" '")[:LONGEST_NAME].strip(" '") or "Rows"
    taken, name, number = {one.casefold() for one in others} | {"history"}, clean, 1
    while name.casefold() in taken:
        number += 1
        name = f"{clean[: LONGEST_NAME - 4]} {number}"
    return name


def _separated(lines: Iterator[str], name: str) -> list[list[str]]:
    """The cells of lines of text; what separates them is what the first line with any has most of.

    No more is read than a file may have.
    """
    above = list(islice(lines, MOST_ABOVE))
    first = next((line for line in above if line.strip()), "")
    apart = max(SEPARATORS, key=first.count)
    csv.field_size_limit(100_000)
    rows, cells = list[list[str]](), 0
    try:
        for line in csv.reader((f"{one.rstrip('\r\n')}\n" for one in chain(above, lines)), delimiter=apart):
            cells += len(line)
            if len(rows) >= MOST_ROWS or cells > MOST_CELLS:
                raise _too_many(name)
            rows.append([_unharmed(cell) for cell in line])
        return rows
    except csv.Error as trouble:
        raise CannotImport(
            f"{name} cannot be read as rows and cells: {trouble}. Save it again as CSV (UTF-8)."
        ) from trouble


def _unharmed(cell: str) -> str:
    """What our own CSV made harmless for spreadsheets, as it was."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(BEGINS_A_FORMULA) else cell


def _title_of(name: str) -> str:
    """The sheet that a CSV of ours holds stands in its name: people.csv, RXW-posts.csv."""
    stem = Path(name).stem.casefold()
    return next(
        (title for title in TITLES.values() if stem.endswith(title.casefold())), Path(name).stem[:60] or "Sheet"
    )


def _text(cell: object) -> str:
    """A cell as text: whole numbers without their “.0”, which a spreadsheet gives every number."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15 else str(cell).strip()
