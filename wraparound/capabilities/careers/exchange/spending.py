"""What is spent on development, as a file in and out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from wraparound.capabilities.careers.calculation.investment import is_kept, wrong_line
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, RowTrouble
from wraparound.capabilities.careers.terms.investment import (
    FIRST_YEAR,
    LAST_YEAR,
    TITLES,
    Amounts,
    DevelopedLevel,
    DevelopmentKind,
    SpendingLine,
    SpendingRead,
    SpendingRow,
)
from wraparound.capabilities.careers.wording import investment as say
from wraparound.published.export import as_excel
from wraparound.published.readers.terms import FileRefused
from wraparound.published.sent_tables import tables_in

LARGEST_FILE = 2_000_000
"""Bytes; forty years have a tenth of it."""
MOST_ROWS = 2_000
SHEET = "Development"
COLUMNS = ("Year", "Level", "Kind", *TITLES.values())
Cell = tuple[DevelopedLevel, DevelopmentKind]


def read_spending_file(name: str, content: bytes, on: date) -> SpendingRead:
    """The rows of a file (Excel or CSV), or what is wrong with them; CannotKeepCareer where it is no such file."""
    if len(content) > LARGEST_FILE:
        raise CannotKeepCareer(f"{name} is larger than {LARGEST_FILE // 1_000_000} MB. Send fewer years at a time.")
    try:
        sheets = tables_in(name, content)
    except FileRefused as trouble:
        raise CannotKeepCareer(str(trouble)) from trouble
    lines = next((lines for title, lines in sheets if title == SHEET), sheets[0][1])
    if len(lines) > MOST_ROWS:
        raise CannotKeepCareer(f"{name} has more than {MOST_ROWS:,} rows. Send fewer years at a time.")
    return read_spending(lines, on)


def spending_out(lines: Iterable[tuple[int, SpendingLine]], on: date) -> bytes:
    """Every line as a workbook that comes in again; without any, one with a row of the day’s year to begin with."""
    first = SpendingLine(level=DevelopedLevel.BOARD, kind=DevelopmentKind.COURSE, amounts=Amounts())
    return as_excel(rows_out(list(lines) or [(say.year_of(on), first)]), sheet=SHEET, notes=say.NOTES)


def read_spending(lines: Sequence[Sequence[str]], on: date) -> SpendingRead:
    """The rows of a table whose first row names the columns; rows are counted from 1, empty ones are passed over.

    A year that is no longer kept on the day is wrong.
    """
    at = next((place for place, line in enumerate(lines) if any(cell.strip() for cell in line)), None)
    if at is None:
        return SpendingRead(troubles=(RowTrouble(row=0, words=say.NO_ROWS),))
    heads = {cell.strip().casefold(): place for place, cell in enumerate(lines[at])}
    missing = [title for title in COLUMNS[:4] if title.casefold() not in heads]
    if missing:
        return SpendingRead(troubles=(RowTrouble(row=at + 1, words=say.no_columns(missing)),))
    rows: list[SpendingRow] = []
    troubles: list[RowTrouble] = []
    known: dict[tuple[int, Cell], int] = {}
    for row, line in enumerate(lines[at + 1 :], start=at + 2):
        if not any(cell.strip() for cell in line):
            continue
        cells = {head: line[place].strip() for head, place in heads.items() if place < len(line)}
        read = _row(row, cells, on)
        if not isinstance(read, SpendingRow):
            troubles += read
            continue
        key = (read.year, (read.line.level, read.line.kind))
        if key in known:
            troubles.append(RowTrouble(row=row, words=say.twice(known[key])))
        known.setdefault(key, row)
        rows.append(read)
    if not rows and not troubles:
        troubles.append(RowTrouble(row=0, words=say.NO_ROWS))
    return SpendingRead(troubles=tuple(troubles)) if troubles else SpendingRead(rows=tuple(rows))


def _row(row: int, cells: Mapping[str, str], on: date) -> SpendingRow | list[RowTrouble]:
    """What a row says, or all that is wrong with it."""
    year = year_in(cells.get("year", ""))
    level, kind = _called(say.LEVELS, cells.get("level", "")), _called(say.KINDS, cells.get("kind", ""))
    amounts = {name: whole_in(cells.get(title.casefold(), "")) for name, title in TITLES.items()}
    faults = (
        (year is None, say.no_year(cells.get("year", ""))),
        (level is None, say.no_word("Level", cells.get("level", ""), say.LEVELS.values())),
        (kind is None, say.no_word("Kind", cells.get("kind", ""), say.KINDS.values())),
        *((value is None, say.no_number(name, cells)) for name, value in amounts.items()),
    )
    if troubles := [RowTrouble(row=row, words=words) for wrong, words in faults if wrong]:
        return troubles
    given = {name: value or 0 for name, value in amounts.items()}
    line = SpendingLine(level=DevelopedLevel(level or ""), kind=DevelopmentKind(kind or ""), amounts=Amounts(**given))
    if trouble := wrong_line(line) or ("" if is_kept(year or 0, on) else say.too_old(year or 0)):
        return [RowTrouble(row=row, words=trouble)]
    return SpendingRow(row=row, year=year or 0, line=line)


def year_in(words: str) -> int | None:
    """The year in which a financial year begins; none where it is none.

    >>> year_in("2026/27"), year_in("2026-27"), year_in("2026"), year_in("2026/29"), year_in("26")
    (2026, 2026, 2026, None, None)
    """
    first, _, second = words.strip().replace("-", "/").partition("/")
    if not (first.isascii() and first.isdigit() and len(first) == 4) or not FIRST_YEAR <= int(first) <= LAST_YEAR:
        return None
    following = str(int(first) + 1)
    return int(first) if second.strip() in ("", following, following[2:]) else None


def whole_in(words: str) -> int | None:
    """A whole number as people type it, nought where nothing is typed; none where it is none.

    >>> whole_in("£12,000"), whole_in(""), whole_in("3.0"), whole_in("2.5"), whole_in("-1")
    (12000, 0, 3, None, None)
    """
    plain = words.strip().removeprefix("£").replace(",", "").replace(" ", "").removesuffix(".00").removesuffix(".0")
    if not plain:
        return 0
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 12 else None


def rows_out(lines: Iterable[tuple[int, SpendingLine]]) -> Iterator[dict[str, str | int]]:
    """Years with their lines, as rows of a file that comes in again."""
    for year, one in lines:
        amounts = {title: getattr(one.amounts, name) for name, title in TITLES.items()}
        yield {
            "Year": say.year_words(year),
            "Level": say.LEVELS[one.level],
            "Kind": say.KINDS[one.kind],
            **amounts,
        }


def _called(table: Mapping[Any, str], words: str) -> str | None:
    """The value of a word, or of itself, whatever its letters."""
    plain = words.strip().casefold()
    return next((key.value for key, one in table.items() if plain in (one.casefold(), key.value)), None)


def rows_kept(rows: Iterable[SpendingRow]) -> list[list[Any]]:
    """Rows as they travel with the page, signed, until the yes."""
    return [
        [one.row, one.year, one.line.level.value, one.line.kind.value, one.line.amounts.__dict__, one.seen]
        for one in rows
    ]


def rows_from(kept: Iterable[Sequence[Any]]) -> tuple[SpendingRow, ...]:
    """Rows from what travelled."""
    return tuple(
        SpendingRow(
            row=row,
            year=year,
            line=SpendingLine(level=DevelopedLevel(level), kind=DevelopmentKind(kind), amounts=Amounts(**amounts)),
            seen=seen,
        )
        for row, year, level, kind, amounts, seen in kept
    )
