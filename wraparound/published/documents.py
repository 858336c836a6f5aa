"""A document that somebody sends (text, Word, PDF or Excel) as blocks of text, each with its sort and where it stands.

Nothing but text is read of it. Word and PDF are read in a process of their own (published/document_child.py), so that a
file made to break the reader breaks that process and nothing else.
"""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from wraparound.methods.focus.splitting import Block, PieceKind, blocks_of
from wraparound.published.document_child import LOCKED, MOST_PAGES, NOT_READ, TOO_MUCH
from wraparound.published.readers.files import COMPOUND, GZIP, PDF, ZIP, is_workbook, sent_file, text_of
from wraparound.published.readers.terms import FileRefused
from wraparound.published.text_lines import (
    blocks_of_lines,
    joined_over_pages,
    marked_pages,
    without_running_lines,
)
from wraparound.published.workbooks import WorkbookNotRead, sheets_of

LARGEST = 40_000_000
MOST_LETTERS = 4_000_000
"""A thousand pages of close print; what is longer is no document that anybody reads."""
MEMORY = 480_000_000
SECONDS = 30
OLD_WORD = "WordDocument".encode("utf-16-le")
WITH_PASSWORD = "EncryptedPackage".encode("utf-16-le")


class DocumentSort(StrEnum):
    """What a file really is, whatever its ending says."""

    TEXT = "text"
    WORD = "word"
    PDF = "pdf"
    WORKBOOK = "workbook"


@dataclass(frozen=True, kw_only=True)
class Document:
    """What was read of a file.

    Attributes:
        name: of the file.
        sort: what it really is.
        blocks: in the order in which they are read.
        notes: what was left out, in sentences.
    """

    name: str
    sort: DocumentSort
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = field(default=())


def document_of(name: str, content: bytes) -> Document:
    """The blocks of a file; FileRefused says what is wrong with it, and what to do."""
    if not content.strip():
        raise FileRefused(f"{name} is empty. Save it again and send it.")
    if len(content) > LARGEST:
        raise FileRefused(f"{name} is larger than {LARGEST // 1_000_000} MB. Send it without pictures, or in parts.")
    with TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name.encode("utf-8", "replace")[-100:].decode("utf-8", "ignore") or "file")
        path.write_bytes(content)
        sort = _sort_of(path, name, content)
        every, notes = _read(sort, path, name, content)
    # Numbers and rules between parts say nothing by themselves.
    blocks = tuple(one for one in every if any(map(str.isalpha, one.text)))
    if not blocks:
        raise FileRefused(f"{name} holds no text that can be read.")
    if sum(len(one.text) for one in blocks) > MOST_LETTERS:
        raise _too_much(name)
    return Document(name=name, sort=sort, blocks=blocks, notes=notes)


def _sort_of(path: Path, name: str, content: bytes) -> DocumentSort:
    """By what is in it; FileRefused for what is none of them."""
    if PDF in content[:1024]:
        return DocumentSort.PDF
    if content.startswith(COMPOUND):
        return _sort_of_old(name, content)
    if content.startswith(ZIP):
        sent = sent_file(path, most=LARGEST)
        if is_workbook(sent):
            return DocumentSort.WORKBOOK
        if b"word/" in content:
            return DocumentSort.WORD
        raise FileRefused(f"{name} is neither a Word document nor a workbook. Send .docx, .pdf, .xlsx or text.")
    if content.startswith(GZIP):
        raise FileRefused(f"{name} is a gzip archive. Unpack it and send the document.")
    if content.lstrip().lower().startswith((b"{\\rtf", b"<!doctype", b"<html")):
        raise FileRefused(f"{name} is RTF or a web page. Open it in Word and save it as .docx, or paste its text.")
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileRefused(f"{name} is no text, Word document, PDF or workbook. Save it as .docx or .pdf and send that.")
    return DocumentSort.TEXT


def _sort_of_old(name: str, content: bytes) -> DocumentSort:
    if WITH_PASSWORD in content:
        raise _locked(name)
    if OLD_WORD in content:
        raise FileRefused(f"{name} is a Word document of before 2007. Open it in Word and save it as .docx.")
    return DocumentSort.WORKBOOK


def _read(sort: DocumentSort, path: Path, name: str, content: bytes) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    if sort is DocumentSort.WORKBOOK:
        return _cells_of(name, content), ()
    if sort is DocumentSort.WORD:
        said = _asked_of_child(sort, name, content)
        return tuple(Block(PieceKind(kind), text) for kind, text in said["blocks"]), ()
    if sort is DocumentSort.PDF:
        return _pages_of(name, _asked_of_child(sort, name, content))
    return tuple(blocks_of(text_of(sent_file(path, most=LARGEST), LARGEST))), ()


def _cells_of(name: str, content: bytes) -> tuple[Block, ...]:
    """Cells that hold text."""
    try:
        sheets = sheets_of(name, content)
    except WorkbookNotRead as trouble:
        raise FileRefused(str(trouble)) from trouble
    return tuple(
        Block(PieceKind.CELL, cell.strip(), f"{title}, row {row}")
        for title, lines in sheets
        for row, line in enumerate(lines, start=1)
        for cell in line
        if isinstance(cell, str)
    )


def _pages_of(name: str, said: dict[str, Any]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    pages = without_running_lines(marked_pages(said["pages"]))
    blocks = tuple(
        joined_over_pages(
            Block(one.kind, one.text, f"page {number}")
            for number, lines in enumerate(pages, start=1)
            for one in blocks_of_lines(lines)
        )
    )
    scanned, every = said["scanned"], said["all_pages"]
    if not blocks and scanned:
        raise FileRefused(
            f"{name} is scanned: its pages are pictures, and hold no text. Send the document it was printed from, or "
            "have its text recognised first."
        )
    notes = []
    if scanned:
        notes.append(f"Not read, since they are pictures: {_pages_words(scanned)}.")
    if every > MOST_PAGES:
        notes.append(f"Read were the first {MOST_PAGES} of its {every:,} pages.")
    return blocks, tuple(notes)


def _pages_words(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    most = 12
    rest = f" and {len(numbers) - most} more" if len(numbers) > most else ""
    return f"pages {', '.join(str(one) for one in numbers[:most])}{rest}"


def _asked_of_child(sort: DocumentSort, name: str, content: bytes) -> dict[str, Any]:
    words = [sys.executable, "-I", "-m", "wraparound.published.document_child", sort.value, str(MEMORY), str(SECONDS)]
    try:
        read = subprocess.run(words, input=content, capture_output=True, timeout=2 * SECONDS, check=False)
    except subprocess.TimeoutExpired as trouble:
        raise _too_much(name) from trouble
    if read.returncode < 0 or read.returncode == TOO_MUCH:
        raise _too_much(name)
    if read.returncode == LOCKED:
        raise _locked(name)
    if read.returncode == NOT_READ:
        raise FileRefused(f"{name} is cut off or damaged. Open it, save it again, and send that.")
    if read.returncode != 0:
        raise RuntimeError(f"The reader of documents does not run: {read.stderr[-500:].decode(errors='replace')}")
    found: dict[str, Any] = json.loads(read.stdout)
    return found


def _locked(name: str) -> FileRefused:
    return FileRefused(f"{name} is protected with a password. Save a copy without one and send that.")


def _too_much(name: str) -> FileRefused:
    return FileRefused(f"{name} claims to be larger than any document that people write. Send it in parts.")
