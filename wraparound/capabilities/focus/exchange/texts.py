"""A document in a file, or a text that somebody pasted, as its blocks."""

from pathlib import Path

from wraparound.capabilities.focus.exchange.paths import named_file
from wraparound.capabilities.focus.terms.texts import TextNotRead
from wraparound.methods.focus.letters import plain_letters
from wraparound.methods.focus.splitting import Block, blocks_of
from wraparound.published.documents import LARGEST, Document, DocumentSort, document_of

LONGEST_TEXT = 3_000_000
"""Letters: some 300 pages have a million."""


def read_file(file: Path) -> Document:
    """A document of any sort that is read here; FileRefused or TextNotRead where it cannot be, with what to do."""
    try:
        with named_file(file).open("rb") as sent:
            # One byte more than the largest is enough to be told that it is larger.
            content = sent.read(LARGEST + 1)
    except OSError as trouble:
        raise TextNotRead(f"{file} cannot be read ({trouble.strerror}). Check who may read it.") from trouble
    return document_of(file.name, content)


def pasted(text: str) -> Document:
    """A text that somebody typed or pasted; TextNotRead where it is none."""
    return Document(name="", sort=DocumentSort.TEXT, blocks=tuple(plain_blocks(text, "The text")))


def plain_blocks(text: str, name: str) -> list[Block]:
    """The blocks of a text already in hand; `name` is what an error calls it."""
    if len(text) > LONGEST_TEXT:
        raise TextNotRead(f"{name} is longer than {LONGEST_TEXT:,} letters: read it in parts.")
    if "\0" in text:
        raise TextNotRead(f"{name} has a zero between its letters, as text has not. Paste it again as plain text.")
    if not any(letter.isalpha() for letter in text):
        raise TextNotRead(f"{name} has no words in it. Give sentences.")
    return list(blocks_of(plain_letters(text)))
