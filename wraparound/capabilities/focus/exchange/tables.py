"""A table of texts, a row at a time: tabs between the cells, or commas where the file's name ends in .csv."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from wraparound.capabilities.focus.terms import TextNotRead

LONGEST_ROW = 2_000_000
"""Letters of a row; a longer one is no row of a table."""


def texts_of(file: Path, column: str) -> Iterator[str]:
    """The text of each row, in order; lines with nothing in them are no rows. TextNotRead where it cannot be read."""
    return (row[column] for row in rows_of(file, needs=(column,)))


def rows_of(file: Path, *, needs: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """Each row by its column names; TextNotRead, in words that help, where the file is no such table."""
    if not file.exists():
        raise TextNotRead(f"There is no file {file}.")
    if not file.is_file():
        raise TextNotRead(f"{file} is not a file.")
    try:
        with file.open(encoding="utf-8-sig") as lines:
            yield from _rows(lines, file, needs)
    except UnicodeDecodeError as trouble:
        raise TextNotRead(f"{file.name} is not text in UTF-8: save it again as “Text, tabs, UTF-8”.") from trouble
    except OSError as trouble:
        raise TextNotRead(f"{file.name} cannot be read: {trouble.strerror}.") from trouble


def _rows(lines: Iterator[str], file: Path, needs: Sequence[str]) -> Iterator[Mapping[str, str]]:
    commas = file.suffix.lower() == ".csv"
    cells_of_rows = csv.reader(lines, strict=False) if commas else (_cells(line, file) for line in lines)
    heading = next((cells for cells in cells_of_rows if any(cells)), None)
    if heading is None:
        raise TextNotRead(f"{file.name} is empty.")
    if missing := [name for name in needs if name not in heading]:
        raise TextNotRead(_no_column(missing[0], heading, file))
    for number, cells in enumerate((cells for cells in cells_of_rows if any(cells)), start=1):
        if len(cells) != len(heading):
            raise TextNotRead(
                f"{file.name}, row {number}: {len(cells)} cells, and the heading has {len(heading)}. "
                "Every row needs as many; a tab inside a text makes two of it."
            )
        yield dict(zip(heading, cells, strict=True))


def _cells(line: str, file: Path) -> list[str]:
    if "\0" in line or len(line) > LONGEST_ROW:
        raise TextNotRead(f"{file.name} is not a table of text: save the sheet as “Text (tab delimited), UTF-8”.")
    return [_unquoted(cell) for cell in line.rstrip("\r\n").split("\t")]


def _unquoted(cell: str) -> str:
    """A cell without the quotation marks that spreadsheets put around it where it holds some itself."""
    quoted = len(cell) > 1 and cell[0] == cell[-1] == '"' and '"' not in cell[1:-1].replace('""', "")
    return cell[1:-1].replace('""', '"') if quoted else cell


def _no_column(name: str, heading: Sequence[str], file: Path) -> str:
    there = ", ".join(f"“{one}”" for one in heading[:12] if one) or "none with a name"
    words = f"{file.name} has no column “{name}”. It has {there}."
    if len(heading) == 1 and "," in heading[0]:
        return f"{words} Its cells look divided by commas: end its name in .csv, or divide them by tabs."
    return words
