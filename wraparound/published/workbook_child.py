"""Reads one workbook from standard input, in a process of its own that may neither grow nor run for long.

A few kilobytes of a spreadsheet can claim a trillion cells, and a reader that believes them takes its process with it.
So this process limits itself before it reads, and whoever asked only loses the answer. Used by published/workbooks.py.
"""

import datetime
import json
import resource
import sys
from io import BytesIO


def main() -> None:
    """Prints the sheets as JSON: [[name, [[cell, …], …]], …]; days as text, everything else as it is."""
    memory, seconds = (int(word) for word in sys.argv[1:3])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
    sheets = [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    json.dump(sheets, sys.stdout, default=_as_text)


def _as_text(cell: object) -> str:
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, (datetime.date, datetime.time)) else str(cell)


if __name__ == "__main__":
    main()
