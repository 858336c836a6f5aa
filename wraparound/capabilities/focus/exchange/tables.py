"""A table of texts, a row at a time: tabs between the cells, or commas where the file's name ends in .csv.

Cells may stand in quotation marks, as spreadsheets and programs write them, and then hold tabs, commas and line ends.
A quotation mark that opens a text and never closes as such a cell would is a part of the text: decided row by row, so
that a stray one swallows nothing.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from wraparound.capabilities.focus.exchange.paths import named_file
from wraparound.capabilities.focus.terms.texts import TextNotRead
from wraparound.published.readers.files import PDF, Sent, is_workbook, is_zip, lines_of, sent_file
from wraparound.published.readers.terms import FileRefused

LONGEST_ROW = 2_000_000
"""Letters of a row; a longer one is no row of a table."""
MOST_LINES = 2_000
"""Lines that one cell may hold; a quotation mark not closed by then was a part of the text."""
QUOTED = re.compile(r'"((?:[^"]++|"")*+)("?)')

type Say = Callable[[str], None]
"""What is told, in a sentence, of a row that has more cells than the heading."""


def texts_of(file: Path, column: str, *, say: Say | None = None) -> Iterator[str]:
    """The text of each row, in order; TextNotRead where it cannot be read.

    In a table of one column an empty line between others is a row with an empty text; those at the end are none.

    Args:
        file: the table.
        column: the name of the column that holds the text.
        say: is told of each row of too many cells, which is read all the same; without it such a row is an error.
    """
    name = column.strip()
    return (row[name] for row in rows_of(file, needs=(name,), say=say))


def rows_of(file: Path, *, needs: Sequence[str], say: Say | None = None) -> Iterator[Mapping[str, str]]:
    """Each row by its column names; TextNotRead, in words that help, where the file is no such table."""
    try:
        sent = sent_file(named_file(file))
        _refuse_what_is_no_table(sent)
        yield from _rows(lines_of(sent), file, needs, say)
    except FileRefused as trouble:
        raise TextNotRead(str(trouble)) from trouble


def _refuse_what_is_no_table(sent: Sent) -> None:
    """TextNotRead, by what a file holds and not by its ending, for workbooks, documents and web pages."""
    if is_workbook(sent):
        raise TextNotRead(
            f"{sent.name} is an Excel workbook. Save the sheet of texts as “Text (tab delimited)” or as CSV, and give "
            "that."
        )
    if sent.head.startswith(PDF) or (is_zip(sent) and b"word/" in sent.head):
        raise TextNotRead(
            f"{sent.name} is a document, not a table with a text in each row. Read it as such: wraparound focus read"
        )
    if sent.head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise TextNotRead(f"{sent.name} is a web page, not a table. Download the table itself, as text or CSV.")


def _rows(pieces: Iterator[str], file: Path, needs: Sequence[str], say: Say | None) -> Iterator[Mapping[str, str]]:
    rows = _Rows(pieces, "," if file.suffix.lower() == ".csv" else "\t", file.name)
    heading = _heading(rows, file, needs)
    width = len(heading)
    # Sentences have commas: cells that are over belong to the text that is asked for, where one is.
    text = heading.index(needs[0]) if len(needs) == 1 else width - 1
    number = empty = 0
    for cells in rows.of_width(width):
        if not cells:
            empty += width == 1
            continue
        for _ in range(empty):
            yield {heading[0]: ""}
        number, empty = number + empty + 1, 0
        if width > 1 and any(cells[width:]):
            many = f"{file.name}, row {number}: {len(cells)} cells, and the heading has {width}."
            _tell_of_surplus(many, heading[text] if rows.delimiter == "," else "", say)
        yield dict(zip(heading, _fitted(cells, width, text, rows.delimiter), strict=True))


def _heading(rows: "_Rows", file: Path, needs: Sequence[str]) -> list[str]:
    heading = next(([cell.strip() for cell in cells] for cells in rows.of_width(0) if any(cells)), None)
    if heading is None:
        raise TextNotRead(f"{file.name} is empty: it has not even a heading. Save the table again.")
    if missing := [name for name in needs if name not in heading]:
        raise TextNotRead(_no_column(missing[0], heading, file))
    if twice := [name for name in needs if heading.count(name) > 1]:
        raise TextNotRead(
            f"{file.name} has {heading.count(twice[0])} columns “{twice[0]}”: give each a name of its own, "
            "so that it is plain which is meant."
        )
    return heading


def _tell_of_surplus(many: str, taken_into: str, say: Say | None) -> None:
    """Says what became of the cells that stand under no heading; TextNotRead where nobody is there to be told.

    Args:
        many: where, and how many cells, in a sentence.
        taken_into: the column that they were taken into, where commas divide; empty where they were left out.
        say: is told.
    """
    advice = f"A {'comma' if taken_into else 'tab'} inside a text makes two of it: put such a text in quotation marks."
    if say is None:
        raise TextNotRead(f"{many} {advice}")
    became = f"was taken into the column “{taken_into}”" if taken_into else "was left out"
    say(f"{many} What is over {became}. {advice}")


def _fitted(cells: Sequence[str], width: int, text: int, delimiter: str) -> Sequence[str]:
    """As many cells as the heading has.

    What is over belongs to the column of the text where commas divide, since sentences have commas, or where there is
    no other column; a tab stands in hardly any sentence, so that what is over is a cell without a heading.
    """
    if width == 1:
        return [delimiter.join(cells)]
    if delimiter == "," and any(cells[width:]):
        last = max(place for place, cell in enumerate(cells) if cell) + 1
        over = last - width
        return [*cells[:text], delimiter.join(cells[text : text + over + 1]), *cells[text + over + 1 : last]]
    return [*cells[:width], *[""] * (width - len(cells))]


class _Rows:
    """Rows of cells from lines that keep their ends; a line with nothing in it is a row of no cells."""

    def __init__(self, pieces: Iterator[str], delimiter: str, name: str) -> None:
        self.delimiter = delimiter
        self._pieces, self._name = pieces, name
        self._ahead: deque[str] = deque()
        self._before = ""
        self._plain = re.compile(rf"[^{delimiter}\r\n]*")
        self._after = re.compile(rf" *(?=[{delimiter}\r\n]|\Z)")

    def of_width(self, width: int) -> Iterator[list[str]]:
        """Each row; how many cells it should have decides where its quotation marks leave a doubt, 0 for unknown."""
        while line := self._line():
            # Some programs on Windows end each line with \r\r\n: the second end is of the same line.
            doubled, self._before = line == "\r\n" and self._before.endswith("\r"), line
            if not doubled:
                yield self._row(line, width) if line.strip("\r\n") else []

    def _line(self) -> str:
        line = self._ahead.popleft() if self._ahead else next(self._pieces, "")
        if "\0" in line or len(line) > LONGEST_ROW:
            raise TextNotRead(f"{self._name} is not a table of text: save the sheet as “Text (tab delimited), UTF-8”.")
        return line

    def _row(self, line: str, width: int) -> list[str]:
        cells, more = self._cells(line)
        plain = line.rstrip("\r\n").split(self.delimiter)
        if more and width and len(cells) != width == len(plain):
            self._ahead.extendleft(reversed(more))
            return plain
        return cells

    def _cells(self, line: str) -> tuple[list[str], list[str]]:
        """The cells of a row that begins with a line, and the lines after it that it took."""
        cells: list[str] = []
        taken: list[str] = []
        text, place = line, 0
        while True:
            quoted = self._quoted(text, place) if text.startswith('"', place) else None
            if quoted:
                cell, place, more = quoted
                text, taken = text + "".join(more), taken + more
            else:
                end = place + len(self._plain.match(text, place)[0])  # type: ignore[index]
                cell, place = text[place:end], end
            cells.append(cell)
            if not text.startswith(self.delimiter, place):
                return cells, taken
            place += 1

    def _quoted(self, text: str, place: int) -> tuple[str, int, list[str]] | None:
        """A cell in quotation marks, where it ends, and the lines it took; none where they are no such marks."""
        more: list[str] = []
        whole = text
        while found := QUOTED.match(whole, place):
            if found[2]:
                if after := self._after.match(whole, found.end()):
                    return found[1].replace('""', '"'), after.end(), more
                break
            new = self._until_a_mark(MOST_LINES - len(more), LONGEST_ROW - len(whole))
            more += new
            if not new or '"' not in new[-1]:
                break
            whole += "".join(new)
        self._ahead.extendleft(reversed(more))
        return None

    def _until_a_mark(self, most: int, letters: int) -> list[str]:
        """The next lines, up to the first with a quotation mark in it."""
        lines: list[str] = []
        while len(lines) < most and letters > 0 and (line := self._line()):
            lines.append(line)
            letters -= len(line)
            if '"' in line:
                break
        return lines


def _no_column(name: str, heading: Sequence[str], file: Path) -> str:
    there = ", ".join(f"“{one}”" for one in heading[:12] if one) or "none with a name"
    more = f" and {len(heading) - 12} more" if len(heading) > 12 else ""
    words = f"{file.name} has no column “{name}”. It has {there}{more}."
    if len(heading) == 1 and "," in heading[0]:
        return f"{words} Its cells look divided by commas: end its name in .csv, or divide them by tabs."
    if alike := next((one for one in heading if one.casefold() == name.casefold()), None):
        return f"{words} Small and capital letters count: “{alike}”."
    return f"{words} The first line of a table must name its columns."
