"""A file of plain text, as its blocks. Documents of other sorts are read by others of this room."""

from pathlib import Path

from wraparound.capabilities.focus.terms import TextNotRead
from wraparound.methods.focus.splitting import Block, blocks_of

LONGEST_TEXT = 3_000_000
"""Letters: some 300 pages have a million."""
OTHERS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word or Excel document, or a zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel document",
    b"{\\rtf": "an RTF document",
}


def read_plain(file: Path) -> list[Block]:
    """The blocks of a text file; TextNotRead where it is none, has nothing in it, or is too long."""
    if not file.is_file():
        raise TextNotRead(f"There is no file {file}.")
    content = file.read_bytes()
    if other := next((name for begins, name in OTHERS.items() if content.startswith(begins)), None):
        raise TextNotRead(f"{file.name} is {other}, not plain text: save it as text, or paste what it says.")
    return plain_blocks(_decoded(content, file.name), file.name)


def plain_blocks(text: str, name: str) -> list[Block]:
    """The same of a text already in hand; `name` is what an error calls it."""
    if len(text) > LONGEST_TEXT:
        raise TextNotRead(f"{name} is longer than {LONGEST_TEXT:,} letters: read it in parts.")
    if "\0" in text:
        raise TextNotRead(f"{name} is not text.")
    if not any(letter.isalpha() for letter in text):
        raise TextNotRead(f"{name} has no words in it.")
    return list(blocks_of(text))


def _decoded(content: bytes, name: str) -> str:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as trouble:
        raise TextNotRead(f"{name} is not text in UTF-8: save it again as UTF-8, or paste what it says.") from trouble
