"""Text of rows and cells, as spreadsheets save it."""

import csv
from collections.abc import Iterator
from io import StringIO

SEPARATORS = ",;\t"


def rows_in_text(text: str) -> Iterator[tuple[int, list[str]]]:
    """The line on which each row ends, from 1, and its cells; csv.Error where it is no table.

    Whichever of comma, semicolon and tab the first row has most often stands between cells.
    """
    first = text.partition("\n")[0]
    reader = csv.reader(StringIO(text, newline=""), delimiter=max(SEPARATORS, key=first.count))
    for cells in reader:
        yield reader.line_num, cells
