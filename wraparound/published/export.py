"""Answers as flat tables for analysts: CSV, Excel and Parquet, each row with where it comes from."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import xlsxwriter

from wraparound.published.terms import CannotAnswer

Cell = str | int | float | bool | None
Row = Mapping[str, Cell]

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONG_TEXT = 60


class Format(StrEnum):
    """How a table leaves."""

    CSV = "csv"
    EXCEL = "xlsx"
    PARQUET = "parquet"


class LibraryForParquetMissing(CannotAnswer):
    """The library that writes Parquet is not installed; the message says how to install it."""


def flat(thing: object, prefix: str = "") -> dict[str, Cell]:
    """A dataclass as one row: nested ones with their name before, pairs of numbers as low and high, days as text.

    Lists of anything but text are left out: they are rows of their own.
    """
    row: dict[str, Cell] = {}
    for field in fields(thing):  # type: ignore[arg-type]
        row |= _cells(prefix + field.name, getattr(thing, field.name))
    return row


def as_csv(rows: Iterable[Row]) -> bytes:
    """UTF-8 with a byte order mark, for Excel; text that a spreadsheet would run as a formula is made harmless."""
    every = list(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns_of(every), restval="")
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in row.items()} for row in every)
    return out.getvalue().encode("utf-8-sig")


def as_excel(rows: Iterable[Row], *, sheet: str, notes: Sequence[str] = ()) -> bytes:
    """A workbook with one table, its headings frozen and filtered, and a sheet of notes."""
    return as_workbook_of({sheet: rows}, notes=notes)


def as_workbook_of(sheets: Mapping[str, Iterable[Row]], *, notes: Sequence[str] = ()) -> bytes:
    """A workbook with a sheet for each table, headings frozen and filtered, and a sheet of notes."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    heading, wrapped = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True})
    for name, rows in sheets.items():
        _write_sheet(book.add_worksheet(name), list(rows), heading, wrapped)
    if notes:
        about = book.add_worksheet("About")
        about.set_column(0, 0, 110, wrapped)
        for place, note in enumerate(notes):
            about.write_string(place, 0, note)
    book.close()
    return held.getvalue()


def _write_sheet(page: Any, every: Sequence[Row], heading: Any, wrapped: Any) -> None:
    names = columns_of(every)
    for column, name in enumerate(names):
        longest = max([len(name), *(len(str(row.get(name) or "")) for row in every)], default=8)
        page.set_column(column, column, min(longest + 2, LONG_TEXT), wrapped if longest > LONG_TEXT else None)
        page.write_string(0, column, name, heading)
        for place, row in enumerate(every, start=1):
            _write(page, place, column, row.get(name))
    if not every:
        page.write_string(0, 0, "None")
    page.freeze_panes(1, 0)
    if every:
        page.autofilter(0, 0, len(every), len(names) - 1)


def as_parquet(rows: Iterable[Row], about: Mapping[str, str]) -> bytes:
    """A Parquet file; `about` (release, method) stands in its schema too. LibraryForParquetMissing without pyarrow."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as trouble:
        raise LibraryForParquetMissing(
            "Parquet needs the library pyarrow, which this installation lacks: install the extra “parquet”, or ask for "
            "--format csv."
        ) from trouble
    every = list(rows)
    table = pyarrow.table({name: [row.get(name) for row in every] for name in columns_of(every)})
    held = io.BytesIO()
    parquet.write_table(table.replace_schema_metadata(dict(about)), held)
    return held.getvalue()


def columns_of(rows: Iterable[Row]) -> list[str]:
    """Every column, in the order in which they first appear."""
    return list(dict.fromkeys(name for row in rows for name in row))


def _cells(name: str, value: Any) -> dict[str, Cell]:
    if isinstance(value, Mapping):
        return {f"{name}_{key}": one for key, one in value.items() if isinstance(one, (str, int, float))}
    if isinstance(value, tuple):
        return _of_tuple(name, value)
    if is_dataclass(value):
        return flat(value, f"{name}_")
    if isinstance(value, date):
        return {name: value.isoformat()}
    return {name: value.value if isinstance(value, StrEnum) else value}


def _of_tuple(name: str, value: tuple[Any, ...]) -> dict[str, Cell]:
    if len(value) == 2 and all(isinstance(one, (int, float)) for one in value):
        return {f"{name}_low": value[0], f"{name}_high": value[1]}
    texts = [one for one in value if isinstance(one, str)]
    return {name: " ".join(texts)} if texts and len(texts) == len(value) else {}


def _harmless(value: Cell) -> Cell:
    return f"'{value}" if isinstance(value, str) and value.startswith(BEGINS_A_FORMULA) else value


def _write(page: Any, place: int, column: int, value: Cell) -> None:
    if isinstance(value, bool):
        page.write_boolean(place, column, value)
    elif isinstance(value, (int, float)):
        page.write_number(place, column, value)
    elif value is not None:
        page.write_string(place, column, value)
