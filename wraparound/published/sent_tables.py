"""A workbook or a CSV file that somebody sends, as tables of text: every sheet with its title, its lines and cells."""

import csv
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from wraparound.published.export import BEGINS_A_FORMULA
from wraparound.published.readers.files import is_workbook, lines_of, refuse_what_is_no_table, sent_file
from wraparound.published.readers.terms import FileRefused
from wraparound.published.workbooks import WorkbookNotRead, sheets_of

Table = tuple[str, list[list[str]]]
LARGEST_SENT = 40_000_000
MOST_ROWS = 100_000
SEPARATORS = ",;\t|"
MOST_ABOVE = 1_000
"""Lines that may stand empty above the first."""
MOST_CELLS = 5_000_000
"""Fifty in each of as many rows as are read; no list of staff has more."""
ABOUT = "About"
"""The sheet of notes that our own workbooks carry."""


def tables_in(
    name: str, content: bytes, *, titles: Sequence[str] = (), unread: Collection[str] = (ABOUT,), macros: bool = False
) -> list[Table]:
    """Every sheet that has rows, but for those `unread`; FileRefused says what is wrong with the file.

    A CSV file is one sheet; which of `titles` it holds stands at the end of its name: people.csv, RXW-posts.csv. Macros
    are never run; a workbook that carries some is refused, unless `macros` says that only its cells matter.
    """
    if not content:
        raise FileRefused(f"{name} is empty. Save it again and send it.")
    if len(content) > LARGEST_SENT:
        raise FileRefused(
            f"{name} is larger than {LARGEST_SENT // 1_000_000} MB. Leave in it only the columns you need."
        )
    with TemporaryDirectory() as folder:
        path = Path(folder) / _short(name)
        path.write_bytes(content)
        try:
            found = _read(path, name, content, titles, macros=macros)
        except WorkbookNotRead as trouble:
            raise FileRefused(str(trouble)) from trouble
    found = [(title, lines) for title, lines in found if title not in unread and any(any(line) for line in lines)]
    if not found:
        raise FileRefused(f"{name} has no rows.")
    if sum(len(lines) for _, lines in found) > MOST_ROWS:
        raise _too_many(name)
    return found


def _short(name: str) -> str:
    """The end of a name, no longer than a disk lets it be: that counts bytes, and some letters have four."""
    return Path(name).name.encode("utf-8", "replace")[-100:].decode("utf-8", "ignore") or "file"


def _read(path: Path, name: str, content: bytes, titles: Sequence[str], *, macros: bool) -> list[Table]:
    sent = sent_file(path, most=LARGEST_SENT)
    workbook = is_workbook(sent)
    if not (workbook and macros):
        refuse_what_is_no_table(sent)
    if not workbook:
        return [(_title_of(name, titles), _separated(lines_of(sent), name))]
    return [(title, [[_text(cell) for cell in line] for line in lines]) for title, lines in sheets_of(name, content)]


def _too_many(name: str) -> FileRefused:
    return FileRefused(
        f"{name} has more than {MOST_ROWS:,} rows, or very many cells in each, and no more are read at a time. Send it "
        "in parts, with only the columns you need."
    )


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
        raise FileRefused(
            f"{name} cannot be read as rows and cells: {trouble}. Save it again as CSV (UTF-8)."
        ) from trouble


def _unharmed(cell: str) -> str:
    """What our own CSV made harmless for spreadsheets, as it was."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(BEGINS_A_FORMULA) else cell


def _title_of(name: str, titles: Sequence[str]) -> str:
    """The sheet that a CSV of ours holds stands in its name: people.csv, RXW-posts.csv."""
    stem = Path(name).stem.casefold()
    return next((title for title in titles if stem.endswith(title.casefold())), Path(name).stem[:60] or "Sheet")


def _text(cell: object) -> str:
    """A cell as text: whole numbers without their “.0”, which a spreadsheet gives every number."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15 else str(cell).strip()
