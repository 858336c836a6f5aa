"""Reads one document from standard input, in a process of its own that may neither grow nor run for long.

Only text is taken out of it: programs, pictures and embedded files are not even opened. As with workbooks
(published/workbook_child.py), the process limits itself before it reads. Used by published/documents.py, which knows
the meaning of how it ends.
"""

import json
import resource
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

TOO_MUCH, NOT_READ, LOCKED = 3, 4, 5
MOST_PAGES = 300
MOST_UNPACKED = 200_000_000
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same text box once more, for programs that are older."""
WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"

type Said = dict[str, Any]


class Locked(Exception):
    """It opens with a password only."""


class TooMuch(Exception):
    """It claims to be larger than any that people write."""


def main() -> None:
    """Prints as JSON what was read: pages with their lines, or blocks with their sort, and what was left."""
    sort = sys.argv[1]
    memory, seconds = (int(word) for word in sys.argv[2:4])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
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

    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Locked
    pages, scanned = [], []
    for number, page in zip(range(1, MOST_PAGES + 1), reader.pages, strict=False):
        pages.append(_lines_of(page))
        if not pages[-1] and _has_picture(page):
            scanned.append(number)
    return {"pages": pages, "scanned": scanned, "all_pages": len(reader.pages)}


def _lines_of(page: Any) -> list[tuple[str, float, float]]:
    """Each line with the size of its letters, and how far it stands below the one before, in points."""
    found: list[tuple[str, float, float]] = []
    last = None

    def see(text: str, outer: list[float], inner: list[float], _: Any, size: float) -> None:
        nonlocal last
        if not text.strip():
            return
        height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        letters = abs(size * inner[3] * outer[3]) or abs(size)
        below = 0.0 if last is None else last - height
        if found and abs(below) < letters / 2:
            found[-1] = (found[-1][0].rstrip("\n") + text, *found[-1][1:])
            return
        last = height
        found.append((text, letters, below))

    page.extract_text(visitor_text=see)
    return [
        (line, letters, below if number == 0 else letters)
        for text, letters, below in found
        for number, line in enumerate(text.strip().split("\n"))
    ]


def blocks_of(content: bytes) -> Said:
    """Of a Word document: headings, bullets, paragraphs and cells of tables, in the order in which they are read."""
    from docx.opc.part import PartFactory
    from docx.package import Package
    from docx.parts.document import DocumentPart

    _refuse_bombs(content)
    PartFactory.part_type_for[WITH_MACROS] = DocumentPart
    part = Package.open(BytesIO(content)).main_document_part
    if not isinstance(part, DocumentPart):
        raise ValueError("not a document")
    names = {one.style_id: (one.name or "").casefold() for one in part.document.styles}
    blocks = list(_blocks(part.element.body, lambda key: names.get(key, key.casefold())))
    return {"blocks": blocks}


READERS: dict[str, Callable[[bytes], Said]] = {"pdf": pages_of, "word": blocks_of}


def _has_picture(page: Any) -> bool:
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources else None
    return bool(drawn and len(drawn.get_object()))


def _refuse_bombs(content: bytes) -> None:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if sum(one.file_size for one in archive.infolist()) > MOST_UNPACKED:
            raise TooMuch


def _blocks(within: Any, name_of: Callable[[str], str], sort: str = "") -> Iterator[tuple[str, str]]:
    """Paragraphs at any depth: in tables, content controls of forms, and insertions that wait for an answer."""
    for one in within:
        if one.tag == f"{WORD}p":
            text = "".join(_texts(one)).strip()
            if text:
                yield sort or _sort_of(one, name_of), text
            for box in one.iter(f"{WORD}txbxContent"):
                if not _is_within(box, FALLBACK, one):
                    yield from _blocks(box, name_of, sort)
        elif one.tag == f"{WORD}tc":
            yield from _blocks(one, name_of, "cell")
        elif isinstance(one.tag, str) and one.tag not in {f"{WORD}del", FALLBACK}:
            yield from _blocks(one, name_of, sort)


def _texts(within: Any) -> Iterator[str]:
    """What is read of a paragraph: not what was struck out, and not its text boxes, which stand for themselves."""
    for one in within:
        if one.tag == f"{WORD}t":
            yield one.text or ""
        elif one.tag in {f"{WORD}tab", f"{WORD}br", f"{WORD}cr"}:
            yield " "
        elif isinstance(one.tag, str) and one.tag not in {f"{WORD}del", f"{WORD}txbxContent", f"{WORD}pPr", FALLBACK}:
            yield from _texts(one)


def _sort_of(paragraph: Any, name_of: Callable[[str], str]) -> str:
    about = paragraph.find(f"{WORD}pPr")
    style = None if about is None else about.find(f"{WORD}pStyle")
    name = name_of(style.get(f"{WORD}val", "")) if style is not None else ""
    if name.startswith(("heading", "title", "subtitle")):
        return "heading"
    numbered = about is not None and about.find(f"{WORD}numPr") is not None
    return "bullet" if numbered or name.startswith("list") else "sentence"


def _is_within(one: Any, tag: str, end: Any) -> bool:
    above = one.getparent()
    while above is not None and above is not end:
        if above.tag == tag:
            return True
        above = above.getparent()
    return False


if __name__ == "__main__":
    main()
