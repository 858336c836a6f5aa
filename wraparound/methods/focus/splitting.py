"""A text to its sentences, each with its kind: a heading, a bullet, a cell of a table, or a sentence.

Whoever reads documents hands over blocks whose kind the document itself says; of plain text we have to tell it from how
lines look. Headings are kept and scored, and stand apart from what is counted.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from wraparound.methods.focus.tokens import STOP_WORDS


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


_BULLET = re.compile(r"^\s*(?:[•●▪■◦‣∙·*–—-]|o(?=\s{2,}|\t)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
_ABBREVIATED = re.compile(r"\b(?:e\.g|i\.e|cf|vs|approx|incl|dr|mr|mrs|ms|prof|st|dept)\.$", re.IGNORECASE)
_BEFORE_A_NUMBER = re.compile(r"\b(?:no|nos|para|paras|fig|figs|p|pp)\.$", re.IGNORECASE)
_INITIAL = re.compile(r"\b[A-Z]\.$")
_BEGINS = re.compile(r"\W*(\w[\w'’]*)")
LONGEST_ABBREVIATION = 12
"""Letters before a stop that are looked at: looking at all of them again at each stop takes minutes for a long text."""
_BREAK = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9£])")
_GOES_ON = re.compile(
    r"(?:[,;–—-]|\b(?:a|an|and|at|by|for|from|in|of|on|or|our|that|the|their|to|which|with))$", re.IGNORECASE
)
_ENDS = ".!?…"
JOINING = frozenset({"a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "our", "the", "to", "with"})
"""Words that stand small in a title."""
_SHORT = 8
"""Words; a line with more than these is no heading, unless it is marked as one."""


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of plain text: lines that go on are put together, tabs divide cells, an empty line ends a paragraph.

    A line alone that ends nowhere is a heading where it looks like one (marked with #, in capitals, with a colon at its
    end, or short before something longer), and otherwise one of a list, as objectives are often typed.
    """
    found = list(_paragraphs(text))
    for lines, after in zip(found, (*found[1:], []), strict=True):
        if bullet := _BULLET.match(lines[0]):
            yield Block(PieceKind.BULLET, " ".join((lines[0][bullet.end() :], *lines[1:])))
        elif "\t" in lines[0]:
            yield from (Block(PieceKind.CELL, cell.strip()) for cell in lines[0].split("\t") if cell.strip())
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
        alone = "\t" in line and not _BULLET.match(line)
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
    titled = all(word[0].isupper() or word in JOINING for word in words)
    longer = bool(after) and len(" ".join(after).split()) > len(words)
    followed = bool(after) and (bool(_BULLET.match(after[0])) or len(" ".join(after).split()) > 2 * _SHORT)
    return line.endswith(":") or (titled and longer) or (followed and len(words) <= 5)


def _split(text: str) -> Iterator[str]:
    begin = 0
    for found in _BREAK.finditer(text):
        before = text[max(begin, found.start() - LONGEST_ABBREVIATION) : found.start()]
        if not _goes_on(before, text[found.end() : found.end() + LONGEST_ABBREVIATION]):
            yield text[begin : found.end()].strip()
            begin = found.end()
    if rest := text[begin:].strip():
        yield rest


def _goes_on(before: str, after: str) -> bool:
    """Whether a stop belongs to an abbreviation: “e.g. Leeds”, “no. 5”, “J. Smith”; not “option B. We”."""
    if _ABBREVIATED.search(before) or (after[:1].isdigit() and _BEFORE_A_NUMBER.search(before)):
        return True
    begins = _BEGINS.match(after)
    return bool(_INITIAL.search(before)) and not (begins and begins[1].lower() in STOP_WORDS)
