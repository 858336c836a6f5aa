"""A document that somebody sends (text, Word, PDF or Excel) as blocks of text, each with its sort and where it stands.

Nothing but text is read of it. Word and PDF are read in a process of their own (published/document_child.py), so that a
file made to break the reader breaks that process and nothing else.
"""

import json
import re
import subprocess
import zipfile
from dataclasses import dataclass, field, replace
from enum import StrEnum
from io import BytesIO
from typing import Any

from wraparound.methods.focus.letters import plain_letters
from wraparound.methods.focus.splitting import Block, PieceKind, blocks_of
from wraparound.published.apart import grew_too_far, run_apart
from wraparound.published.document_child import LOCKED, MOST_PAGES, NOT_READ
from wraparound.published.readers.files import COMPOUND, GZIP, PDF, ZIP
from wraparound.published.readers.terms import FileRefused
from wraparound.published.text_lines import (
    blocks_of_lines,
    joined_over_pages,
    marked_pages,
    without_running_lines,
)
from wraparound.published.typed_text import typed_text
from wraparound.published.workbooks import WorkbookNotRead, sheets_of

LARGEST = 40_000_000
MOST_LETTERS = 4_000_000
"""A thousand pages of close print; what is longer is no document that anybody reads."""
MEMORY = 480_000_000
SECONDS = 30
WORDS = re.compile(rb"[A-Za-z]")
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
    sort = _sort_of(name, content)
    found, notes = _read(sort, name, content)
    every = (replace(one, text=plain_letters(one.text).strip()) for one in found)
    # Numbers and rules between parts say nothing by themselves.
    blocks = tuple(one for one in every if any(map(str.isalpha, one.text)))
    if not blocks:
        raise FileRefused(
            f"{name} holds no text that can be read: no word, or pictures alone. Open it, and send one with its words "
            "in it."
        )
    if sum(len(one.text) for one in blocks) > MOST_LETTERS:
        raise _too_much(name)
    return Document(name=name, sort=sort, blocks=blocks, notes=notes)


def _sort_of(name: str, content: bytes) -> DocumentSort:
    """By what is in it; FileRefused for what is none of them."""
    if _is_pdf(content[:1024]):
        return DocumentSort.PDF
    if content.startswith(COMPOUND):
        return _sort_of_old(name, content)
    if content.startswith(ZIP):
        return _sort_of_package(name, content)
    if content.startswith(GZIP):
        raise FileRefused(f"{name} is a gzip archive. Unpack it and send the document.")
    if content.lstrip().lower().startswith((b"{\\rtf", b"<!doctype", b"<html")):
        raise FileRefused(f"{name} is RTF or a web page. Open it in Word and save it as .docx, or paste its text.")
    if b"\x00" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileRefused(f"{name} is no text, Word document, PDF or workbook. Save it as .docx or .pdf and send that.")
    return DocumentSort.TEXT


def _is_pdf(head: bytes) -> bool:
    """Whether a PDF begins here; before it may stand what a mail or a disk put there, but no words of a text."""
    before, found, _ = head.partition(PDF)
    return bool(found) and (b"\0" in before or not WORDS.search(before))


def _sort_of_package(name: str, content: bytes) -> DocumentSort:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as trouble:
        raise _damaged(name) from trouble
    if "xl/workbook.xml" in parts:
        return DocumentSort.WORKBOOK
    if any(one.startswith("word/") for one in parts):
        return DocumentSort.WORD
    raise FileRefused(f"{name} is neither a Word document nor a workbook. Send .docx, .pdf, .xlsx or text.")


def _sort_of_old(name: str, content: bytes) -> DocumentSort:
    if WITH_PASSWORD in content:
        raise _locked(name)
    if OLD_WORD in content:
        raise FileRefused(f"{name} is a Word document of before 2007. Open it in Word and save it as .docx.")
    return DocumentSort.WORKBOOK


def _read(sort: DocumentSort, name: str, content: bytes) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    if sort is DocumentSort.WORKBOOK:
        return _cells_of(name, content), ()
    if sort is DocumentSort.WORD:
        said = _asked_of_child(sort, name, content)
        return tuple(Block(PieceKind(kind), text) for kind, text in said["blocks"]), tuple(said["notes"])
    if sort is DocumentSort.PDF:
        return _pages_of(name, _asked_of_child(sort, name, content))
    return tuple(blocks_of(plain_letters(typed_text(name, content)))), ()


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
    words = [sort.value, str(MEMORY), str(SECONDS)]
    try:
        read = run_apart("wraparound.published.document_child", words, content, 2 * SECONDS)
    except subprocess.TimeoutExpired as trouble:
        raise _too_much(name) from trouble
    if grew_too_far(read):
        raise _too_much(name)
    if read.returncode == LOCKED:
        raise _locked(name)
    if read.returncode == NOT_READ:
        raise _damaged(name)
    if read.returncode != 0:
        raise RuntimeError(f"The reader of documents does not run: {read.stderr[-500:].decode(errors='replace')}")
    found: dict[str, Any] = json.loads(read.stdout)
    return found


def _damaged(name: str) -> FileRefused:
    return FileRefused(f"{name} is cut off or damaged. Open it, save it again, and send that.")


def _locked(name: str) -> FileRefused:
    return FileRefused(f"{name} is protected with a password. Save a copy without one and send that.")


def _too_much(name: str) -> FileRefused:
    return FileRefused(f"{name} claims to be larger than any document that people write. Send it in parts.")
