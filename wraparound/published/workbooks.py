"""Excel files of every age, read where they can do no harm."""

import json
import subprocess
from typing import Any

from wraparound.published.apart import grew_too_far, run_apart
from wraparound.published.terms import CannotAnswer
from wraparound.published.workbook_child import NO_WORKBOOK

ENDINGS = (".xlsx", ".xlsm", ".xls")
MEMORY = 1_500_000_000
"""Bytes of address space; a hundred thousand rows of twenty cells need a tenth."""

SECONDS = 20
MOST_LETTERS = 40_000_000
"""Letters of all cells together; a hundred thousand rows of twenty cells have thirty million."""


class WorkbookNotRead(CannotAnswer):
    """A file that is no workbook, or claims more than any that people make; the message says what to do."""


def sheets_of(name: str, content: bytes) -> list[tuple[str, list[list[Any]]]]:
    """Every sheet with its cells: text, numbers, True and False, days as 2028-03-31, empty ones as "".

    It is read by a process of its own with little memory and time, so that a file made to break the reader breaks that
    process and nothing else. WorkbookNotRead where it does, or where the file is no workbook.
    """
    words = [str(MEMORY), str(SECONDS), str(MOST_LETTERS)]
    try:
        read = run_apart("wraparound.published.workbook_child", words, content, 2 * SECONDS)
    except subprocess.TimeoutExpired as trouble:
        raise _too_much(name) from trouble
    if grew_too_far(read):
        raise _too_much(name)
    if read.returncode == NO_WORKBOOK:
        raise WorkbookNotRead(
            f"{name} cannot be opened as an Excel file. If it is protected with a password, save a copy without; if it "
            "is a web page or text with Excel's ending, save it again as .xlsx or .csv."
        )
    if read.returncode != 0:
        raise RuntimeError(f"The reader of workbooks does not run: {read.stderr[-500:].decode(errors='replace')}")
    return [(title, lines) for title, lines in json.loads(read.stdout)]


def _too_much(name: str) -> WorkbookNotRead:
    return WorkbookNotRead(
        f"{name} claims more cells than we read. Copy the rows you mean into a new workbook, or save them as .csv."
    )
