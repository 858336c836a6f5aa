"""Workbooks and CSV files of people, posts, holders and plans: read as rows of text, and written."""

import re
from collections.abc import Collection, Mapping, Sequence

from wraparound.capabilities.pipelines.calculation.exporting import Rows
from wraparound.capabilities.pipelines.terms.columns import COLUMNS, NOT_OURS, TITLES
from wraparound.capabilities.pipelines.terms.exchange import CannotImport, ImportLine, Sheet
from wraparound.capabilities.pipelines.wording.exchange import heading, why_words
from wraparound.published.export import Row, as_csv, as_workbook_of
from wraparound.published.readers.terms import FileRefused
from wraparound.published.sent_tables import Table, tables_in

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
    try:
        return tables_in(name, content, titles=tuple(TITLES.values()), macros=True)
    except FileRefused as trouble:
        raise CannotImport(str(trouble)) from trouble


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
