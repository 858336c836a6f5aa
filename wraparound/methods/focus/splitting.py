"""A text to its sentences, each with its kind: a heading, a bullet, a cell of a table, or a sentence.

Whoever reads documents hands over blocks whose kind the document itself says; of plain text we have to tell it from how
lines look. Headings are kept and scored, and stand apart from what is counted.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class PieceKind(StrEnum):
    """What a piece of text is where it stands."""

    HEADING = "heading"
    BULLET = "bullet"
    CELL = "cell"
    SENTENCE = "sentence"


@dataclass(frozen=True)
class Block:
    """A piece of a document as its reader found it: a paragraph, a bullet, a heading or a cell.

    `where` it stands, such as page 3; empty where nobody can say.
    """

    kind: PieceKind
    text: str
    where: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence, of the kind of the block it stands in, and where that is."""

    kind: PieceKind
    text: str
    where: str = ""


_BULLET = re.compile(r"^\s*(?:[•▪◦‣∙·*–—-]|o(?=\s{2,}|\t)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|approx|incl|no|nos|para|fig|dr|mr|mrs|ms|prof|st|dept|inc|ltd|p|pp)|\b[A-Z])\.$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9£])")
_GOES_ON = re.compile(
    r"(?:[,;–—-]|\b(?:a|an|and|at|by|for|from|in|of|on|or|our|that|the|their|to|which|with))$", re.IGNORECASE
)
_ENDS = ".!?…"
_SHORT = 8
"""Words; a line with more than these is no heading, unless it is marked as one."""


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of plain text: lines that go on are put together, tabs divide cells, an empty line ends a paragraph.

    A line alone that ends nowhere is a heading where it looks like one (marked with #, in capitals, with a colon at its
    end, or short before something longer), and otherwise one of a list, as objectives are often typed.
    """
    found = list(_paragraphs(text))
    for lines, after in zip(found, (*found[1:], []), strict=True):
        if "\t" in lines[0]:
            yield from (Block(PieceKind.CELL, cell.strip()) for cell in lines[0].split("\t") if cell.strip())
        elif bullet := _BULLET.match(lines[0]):
            yield Block(PieceKind.BULLET, " ".join((lines[0][bullet.end() :], *lines[1:])))
        elif len(lines) == 1 and lines[0][-1] not in _ENDS:
            kind = PieceKind.HEADING if _is_heading(lines[0], after) else PieceKind.BULLET
            yield Block(kind, lines[0].lstrip("# "))
        else:
            yield Block(PieceKind.SENTENCE, " ".join(lines))


def sentences_of(blocks: Iterable[Block]) -> Iterator[Sentence]:
    """Every sentence of every block, in order, with the kind of its block; none without a letter."""
    for block in blocks:
        for text in _split(block.text):
            if any(letter.isalpha() for letter in text):
                yield Sentence(block.kind, text, block.where)


def _paragraphs(text: str) -> Iterator[list[str]]:
    """Lines that belong together; a line of cells is alone."""
    waiting: list[str] = []
    for raw in text.splitlines():
        line = raw.strip()
        alone = "\t" in line
        if waiting and (not line or alone or _BULLET.match(line) or _begins_anew(line, waiting[-1])):
            yield waiting
            waiting = []
        if alone:
            yield [line]
        elif line:
            waiting.append(line)
    if waiting:
        yield waiting


def _begins_anew(line: str, before: str) -> bool:
    """A line that begins with a capital after one that ends nowhere, and not in the middle of something."""
    return not line[0].islower() and before[-1] not in _ENDS and not _GOES_ON.search(before)


def _is_heading(line: str, after: list[str]) -> bool:
    if line.startswith("#") or line.isupper():
        return True
    words = line.rstrip(":").split()
    if len(words) > _SHORT or line[0].islower():
        return False
    titled = all(word[0].isupper() or len(word) < 5 for word in words)
    followed = bool(after) and (bool(_BULLET.match(after[0])) or len(" ".join(after).split()) > 2 * _SHORT)
    return line.endswith(":") or titled or (followed and len(words) <= 5)


def _split(text: str) -> Iterator[str]:
    begin = 0
    for found in _BREAK.finditer(text):
        before = text[begin : found.start()]
        if not _ABBREVIATED.search(before):
            yield text[begin : found.end()].strip()
            begin = found.end()
    if rest := text[begin:].strip():
        yield rest
