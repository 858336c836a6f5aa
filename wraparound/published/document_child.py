"""Reads one document from standard input, in a process of its own that may neither grow nor run for long.

Only text is taken out of it: programs, pictures and embedded files are not even opened. As with workbooks
(published/workbook_child.py), the process limits itself before it reads. Used by published/documents.py, which knows
the meaning of how it ends.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from wraparound.published.apart import TOO_MUCH, limit_here
from wraparound.published.word_text import TooMuch, blocks_of

NOT_READ, LOCKED = 4, 5
MOST_PAGES = 300

TURNS = {1: b"0 -1 1 0 0 0 cm\n", 2: b"-1 0 0 -1 0 0 cm\n", 3: b"0 1 -1 0 0 0 cm\n"}
"""What turns a page back, by the quarters that it is turned leftwards."""

type Said = dict[str, Any]


class Locked(Exception):
    """It opens with a password only."""


def main() -> None:
    """Prints as JSON what was read: pages with their lines, or blocks with their sort, and what was left."""
    sort = sys.argv[1]
    memory, seconds = (int(word) for word in sys.argv[2:4])
    limit_here(memory, seconds)
    content = sys.stdin.buffer.read()
    try:
        found = READERS[sort](content)
    except (MemoryError, RecursionError, TooMuch):
        sys.exit(TOO_MUCH)
    except Locked:
        sys.exit(LOCKED)
    except BaseException:
        sys.exit(NOT_READ)
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    json.dump(found, sys.stdout, ensure_ascii=False)


def pages_of(content: bytes) -> Said:
    """Of a PDF: the lines of each page, how many pages there are, and which have pictures and no text."""
    # Imported here, under the limits.
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Locked
        pages, scanned = [], []
        for number, page in zip(range(1, MOST_PAGES + 1), reader.pages, strict=False):
            pages.append(list(_lines_of(_upright_runs(page))))
            if not pages[-1] and _has_picture(page):
                scanned.append(number)
        return {"pages": pages, "scanned": scanned, "all_pages": len(reader.pages)}
    except LimitReachedError as trouble:
        raise TooMuch from trouble


@dataclass
class _Run:
    """Letters drawn at once: their size and height, in points, and by how many quarters they are turned leftwards."""

    text: str
    size: float
    height: float
    quarters: int


def _upright_runs(page: Any) -> list[_Run]:
    """Runs of a page that is turned so that most of its letters stand upright, whatever the page says of itself."""
    runs = _runs_of(page)
    letters = Counter[int]()
    for run in runs:
        letters[run.quarters] += len(run.text)
    turned = letters.most_common(1)[0][0] if letters else 0
    if turned:
        # Gaps between words are known only of letters that stand upright.
        _turn_back(page, turned)
        runs = _runs_of(page)
    return runs


def _turn_back(page: Any, quarters: int) -> None:
    from pypdf.generic import ArrayObject, NameObject, StreamObject

    first = StreamObject()
    first.set_data(TURNS[quarters])
    drawn = page["/Contents"]
    page[NameObject("/Contents")] = ArrayObject([first, *(drawn if isinstance(drawn, ArrayObject) else [drawn])])


def _runs_of(page: Any) -> list[_Run]:
    found = list[_Run]()

    def see(text: str, outer: list[float], inner: list[float], _: Any, size: float) -> None:
        if text.strip():
            found.append(_run(text, _within(inner, outer), size))
        elif text and found:
            # A gap alone, which stands between what is before and after.
            found[-1].text += " "

    page.extract_text(visitor_text=see)
    return found


def _within(inner: list[float], outer: list[float]) -> list[float]:
    """One place in another: both as six numbers, as PDF has them."""
    return [
        inner[column] * outer[row] + inner[column + 1] * outer[row + 2] + (outer[row + 4] if column == 4 else 0)
        for column in (0, 2, 4)
        for row in (0, 1)
    ]


def _run(text: str, place: list[float], size: float) -> _Run:
    """Its height is measured across the line on which the letters stand, however that is turned."""
    right_x, right_y, up_x, up_y, x, y = place
    scale = math.hypot(up_x, up_y) or 1.0
    quarters = round(math.atan2(right_y, right_x) / (math.pi / 2)) % 4
    return _Run(text, abs(size) * scale, (x * up_x + y * up_y) / scale, quarters)


def _lines_of(runs: list[_Run]) -> Iterator[tuple[str, float, float]]:
    """Each line with the size of its letters, and how far it stands below the one before, in points."""
    found = list[tuple[_Run, float]]()
    for run in runs:
        last = found[-1][0] if found else None
        # What is turned differently stands in no line with what is before; less than nothing says so.
        below = 0.0 if last is None else last.height - run.height if last.quarters == run.quarters else -run.size
        if last and abs(below) < run.size / 2:
            last.text = _joined(last, run)
        else:
            found.append((run, below))
    for run, below in found:
        for number, line in enumerate(run.text.strip().split("\n")):
            yield line, run.size, below if number == 0 else run.size


def _joined(before: _Run, after: _Run) -> str:
    """One text; programs divide words anywhere, so that a space stands only where there is a gap, or nobody can say."""
    text = before.text.rstrip("\n")
    unknown = bool(before.quarters) or text != before.text
    apart = unknown and not text.endswith(" ") and not after.text.startswith(" ")
    return f"{text} {after.text}" if apart else text + after.text


READERS: dict[str, Callable[[bytes], Said]] = {"pdf": pages_of, "word": blocks_of}


def _has_picture(page: Any) -> bool:
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources else None
    return bool(drawn and len(drawn.get_object()))


if __name__ == "__main__":
    main()
