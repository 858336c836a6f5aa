"""The bytes of a file that somebody sends: what sort it is, its lines as text, and nothing that grows without end."""

import codecs
import csv
import hashlib
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from wraparound.published.readers.terms import FileRefused

LARGEST = 600_000_000
"""Bytes of text we read from one file, unpacked; the largest official file has 82 million."""

LONGEST_LINE = 1_000_000
LONGEST_CELL = 100_000
CHUNK = 1 << 20
HEAD = 1 << 16
MOST_PACKED_TIMES = 200
"""How many times larger than its packed form a file may be; the largest official file is 24 times."""

TWO_BYTE_LETTER = re.compile(rb"[\xc3-\xc5][\x80-\xbf]")
"""An accented letter in UTF-8; in Windows-1252 the same bytes are two letters that never stand together."""

MARKED = ("utf-8-sig", "utf-16")
"""Ways of saving that say so in the first bytes."""

ZIP, COMPOUND, PDF, GZIP = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF", b"\x1f\x8b"


@dataclass(frozen=True)
class Sent:
    """A file as it was sent: its name, where it lies, its size in bytes and the checksum of its content."""

    name: str
    path: Path
    size: int
    sha256: str
    head: bytes
    most: int


def sent_file(path: Path, most: int = LARGEST) -> Sent:
    """The file at this path, looked at but not read; FileRefused where it cannot be or is larger than any official.

    `most` is how many bytes of text are read from it, unpacked.
    """
    name = path.name
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise FileRefused(f"{name} is no file. Name the file itself, such as March-2026-AE.csv.")
        if size == 0:
            raise FileRefused(f"{name} is empty. Download or save it again.")
        if size > LARGEST:
            raise FileRefused(
                f"{name} has {size / 1e9:.1f} GB; the largest official file has 0.1. It is not one of those we read."
            )
        with path.open("rb") as file:
            head = file.read(HEAD)
            checksum = hashlib.sha256(head)
            while chunk := file.read(CHUNK):
                checksum.update(chunk)
    except OSError as trouble:
        raise FileRefused(f"{name} cannot be read ({trouble.strerror}). Check its name and folder.") from trouble
    return Sent(name, path, size, checksum.hexdigest(), head, most)


def is_workbook(sent: Sent) -> bool:
    """Whether the content is an Excel workbook, of either age, whatever its ending says."""
    if sent.head.startswith(COMPOUND):
        return True
    return sent.head.startswith(ZIP) and _holds(sent, lambda names: "xl/workbook.xml" in names)


def is_zip(sent: Sent) -> bool:
    """Whether the content is a zip archive."""
    return sent.head.startswith(ZIP)


def refuse_what_is_no_table(sent: Sent) -> None:
    """FileRefused, by what the content really is, for everything that is neither text, workbook nor zip of text."""
    start = sent.head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    web_page = start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<script"))
    if web_page:
        raise FileRefused(
            f"{sent.name} is a web page, whatever its ending says: the link led to a page, not to the file. Download "
            "the file itself, or open it in Excel and save it as .xlsx."
        )
    for mark, sort in ((PDF, "a PDF"), (GZIP, "a gzip archive")):
        if sent.head.startswith(mark):
            raise FileRefused(f"{sent.name} is {sort}, not a table. Send the table: .xlsx, .csv, .xls or .zip.")
    if sent.head.startswith(ZIP) and _holds(sent, lambda names: any("vbaproject" in one.lower() for one in names)):
        raise FileRefused(
            f"{sent.name} carries macros (programs). Open it, save it as .xlsx without macros, and send that."
        )


def lines_of(sent: Sent) -> Iterator[str]:
    """The lines of a text file, or of the one text file in a zip, decoded; FileRefused where they are no text."""
    if is_zip(sent):
        yield from _unzipped_lines(sent)
    else:
        with sent.path.open("rb") as file:
            yield from _text_lines(file, sent.name, sent.most)


def rows_of(sent: Sent) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of every row that is not empty."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(lines_of(sent), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error as trouble:
        raise FileRefused(
            f"{sent.name}, line {reader.line_num}: this is not a line of a CSV file ({trouble}). A quotation mark may "
            "be missing. Save the file again as CSV (UTF-8)."
        ) from trouble


def text_of(sent: Sent, largest: int) -> str:
    """A short text file as a whole; FileRefused where it is longer."""
    if sent.size > largest:
        raise FileRefused(f"{sent.name} is too long for a measure file: {sent.size:,} bytes, at most {largest:,}.")
    return "".join(lines_of(sent))


def _holds(sent: Sent, test: Callable[[set[str]], bool]) -> bool:
    with _archive(sent) as archive:
        return test(set(archive.namelist()))


def _archive(sent: Sent) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(sent.path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as trouble:
        raise FileRefused(
            f"{sent.name} begins as a zip file but is cut off or damaged. Download it again, to the end."
        ) from trouble


def _unzipped_lines(sent: Sent) -> Iterator[str]:
    with _archive(sent) as archive:
        inside = [one for one in archive.infolist() if not one.is_dir() and not one.filename.startswith("__MACOSX/")]
        if len(inside) != 1:
            raise FileRefused(
                f"{sent.name} holds {len(inside)} files; we read zips of one CSV file. Unpack it and import the one "
                "that you mean."
            )
        one = inside[0]
        if one.flag_bits & 1:
            raise FileRefused(f"{sent.name} is protected with a password. Unpack it and import the CSV file.")
        if one.file_size > sent.most or one.file_size > MOST_PACKED_TIMES * max(one.compress_size, CHUNK):
            raise FileRefused(
                f"{sent.name} would unpack to {one.file_size / 1e9:.2f} GB from {one.compress_size / 1e6:.1f} MB, as "
                "no official file does. It is not read."
            )
        try:
            with archive.open(one) as file:
                yield from _text_lines(file, f"{one.filename} in {sent.name}", sent.most)
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as trouble:
            if isinstance(trouble, FileRefused):
                raise
            raise FileRefused(f"{sent.name} is cut off or damaged inside. Download it again, to the end.") from trouble
        except Exception as trouble:
            # zlib.error and lzma.LZMAError have no common ancestor; all mean that the packed bytes are damaged.
            if type(trouble).__module__ not in {"zlib", "lzma", "_lzma", "bz2"}:
                raise
            raise FileRefused(f"{sent.name} is cut off or damaged inside. Download it again, to the end.") from trouble


def _text_lines(file: IO[bytes], name: str, most: int) -> Iterator[str]:
    """Lines with their ends, from UTF-8 (with or without mark), UTF-16 with mark, or Windows-1252."""
    head = file.read(CHUNK)
    decoder = codecs.getincrementaldecoder(_encoding(head, name))("strict")
    held, seen, number = "", 0, 0
    chunk = head
    while chunk:
        seen += len(chunk)
        if seen > most:
            raise FileRefused(f"{name} has more than {most / 1e6:.0f} MB of text, as no official file does.")
        held += _decoded(decoder, chunk, name, number)
        *whole, held = held.split("\n")
        for line in whole:
            number += 1
            yield line + "\n"
        if len(held) > LONGEST_LINE:
            raise FileRefused(f"{name}, line {number + 1}: a line of more than a million letters is no row of a table.")
        chunk = file.read(CHUNK)
    held += _decoded(decoder, b"", name, number, final=True)
    if held:
        yield held


def _decoded(decoder: codecs.IncrementalDecoder, chunk: bytes, name: str, number: int, *, final: bool = False) -> str:
    try:
        text = decoder.decode(chunk, final)
    except UnicodeError as trouble:
        raise FileRefused(
            f"{name}, after line {number}: letters in two encodings, or bytes that are no text. Open the file, and "
            "save it again as CSV (UTF-8)."
        ) from trouble
    if "\0" in text:
        raise FileRefused(
            f"{name}, after line {number}: this is not text but zeros or another kind of file. Open it, and save it "
            "again as CSV (UTF-8)."
        )
    return text


def _encoding(head: bytes, name: str) -> str:
    found = saved_as(head, whole=False)
    if b"\0" in head and found not in MARKED:
        raise FileRefused(f"{name} is not text but zeros or another kind of file. Download or save it again.")
    if not found:
        raise FileRefused(f"{name}: letters in two encodings. Open the file, and save it again as CSV (UTF-8).")
    return found


def saved_as(content: bytes, *, whole: bool) -> str:
    """How text was saved: UTF-8 (with or without mark), UTF-16 with mark, or Windows-1252; empty where in two ways.

    `whole`: the content ends where the text does; otherwise its last letter may be cut in two.
    """
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(content, whole)
    except UnicodeDecodeError:
        return "" if TWO_BYTE_LETTER.search(content) else "cp1252"
    return "utf-8"
