"""Reads one workbook from standard input, in a process of its own that may neither grow nor run for long.

A few kilobytes of a spreadsheet can claim a trillion cells, and a reader that believes them takes its process with it.
So this process limits itself before it reads, and says no more than whoever asked can hold. Used by
published/workbooks.py, which knows the meaning of how it ends.
"""

import datetime
import json
import sys
from io import BytesIO

from wraparound.published.apart import TOO_MUCH, limit_here

NO_WORKBOOK = 4


def main() -> None:
    """Prints the sheets as JSON: [[name, [[cell, …], …]], …]; days as text, everything else as it is."""
    memory, seconds, most = (int(word) for word in sys.argv[1:4])
    limit_here(memory, seconds)
    # Imported here, under the limits.
    import python_calamine

    content = sys.stdin.buffer.read()
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    except MemoryError:
        sys.exit(TOO_MUCH)
    except BaseException:
        sys.exit(NO_WORKBOOK)
    if sum(map(_size, (cell for _, rows in sheets for row in rows for cell in row))) > most:
        sys.exit(TOO_MUCH)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    json.dump(sheets, sys.stdout, default=_as_text, ensure_ascii=False)


def _size(cell: object) -> int:
    """Letters that the cell takes up in what is said, as far as it can be told beforehand."""
    return len(cell) + 4 if isinstance(cell, str) else 12


def _as_text(cell: object) -> str:
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, (datetime.date, datetime.time)) else str(cell)


if __name__ == "__main__":
    main()
