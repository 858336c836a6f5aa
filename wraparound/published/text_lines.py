"""Lines as they stand on pages of a PDF, put together into headings, bullets and paragraphs.

Of text that somebody typed (methods/focus/splitting.py) nobody knows how lines stand; here their places and sizes say.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce

from wraparound.methods.focus.splitting import Block, PieceKind

BULLET = re.compile(r"^\s*(?:[•●▪■◦‣⁃o*–—-]|\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]{1,4}[.)])\s+(?=\S)", re.IGNORECASE)
MARK = re.compile(r"^\s*#{1,6}\s+")
"""A heading in plain text that somebody typed with a mark."""
DIVIDED = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
"""A letter and a hyphen, hard or soft, at the end of a line."""
ENDS = (".", "!", "?", ";", ":", "…", '."', ".”", ".)")
LEADS_ON = frozenset(
    {
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "is",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "to",
        "with",
    }
)
"""Words with which no heading ends: the line goes on below."""
LONGEST_HEADING = 90
NUMBERS = re.compile(r"\d+")
FEWEST_PAGES = 4
LARGER, A_GAP = 1.1, 1.25
A_MARGIN = 2
"""Lines at the top and the bottom of a page that may be the same on every page."""


def blocks_of_lines(lines: Iterable[str]) -> Iterator[Block]:
    """A bullet goes on until the next; a short line without an end, with something else below it, is a heading."""
    kind, held = PieceKind.SENTENCE, list[str]()
    found = [line.strip() for line in lines]
    for number, line in enumerate(found):
        begins = _begins(line, found[number + 1 : number + 2], held)
        if held and (not line or begins is not None or kind is PieceKind.HEADING):
            yield Block(kind, _joined(held))
            held = []
        if line:
            kind = kind if held else begins or PieceKind.SENTENCE
            held.append(_without_mark(line))
    if held:
        yield Block(kind, _joined(held))


def _joined(lines: Sequence[str]) -> str:
    """Lines as one; a word that was divided at the end of a line is whole again."""
    return reduce(_one_after, lines)


def _one_after(above: str, below: str) -> str:
    if DIVIDED.search(above) and below[:1].islower():
        return above[:-1] + below
    return f"{above} {below}"


def _begins(line: str, below: Sequence[str], above: Sequence[str]) -> PieceKind | None:
    """What begins with a line; nothing where it goes on."""
    if BULLET.match(line):
        return PieceKind.BULLET
    return PieceKind.HEADING if MARK.match(line) or _is_heading(line, below, above) else None


def _without_mark(line: str) -> str:
    mark = MARK.match(line) or BULLET.match(line)
    return line[mark.end() :] if mark else line


def _is_heading(line: str, below: Sequence[str], above: Sequence[str]) -> bool:
    """Whether a line looks like one: short, beginning large, not ended, and no part of a sentence around it."""
    if not line or len(line) > LONGEST_HEADING or line.endswith((*ENDS, ",")) or not any(map(str.isalpha, line)):
        return False
    begins = next(letter for letter in line if letter.isalpha())
    goes_on = bool(above) and not above[-1].endswith(ENDS)
    next_line = below[0] if below else ""
    follows = not next_line or bool(BULLET.match(next_line)) or not next_line[:1].islower()
    return begins.isupper() and not goes_on and follows and line.split()[-1] not in LEADS_ON


def marked_pages(pages: Sequence[Sequence[tuple[str, float, float]]]) -> list[list[str]]:
    """Lines of pages, each with the size of its letters and how far below the last it stands, as plain text has them.

    Larger letters than most have become a marked heading, and what stands further apart than lines do gets an empty
    line between.
    """
    usual = _usual_size([line for page in pages for line in page])
    return [_marked(page, usual) for page in pages]


def _usual_size(lines: Sequence[tuple[str, float, float]]) -> float:
    """That in which most letters are."""
    letters = Counter[float]()
    for text, size, _ in lines:
        letters[round(size, 1)] += len(text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _marked(page: Sequence[tuple[str, float, float]], usual: float) -> list[str]:
    # Lines that follow each other stand one step apart; the step that is most common is that of the text.
    steps = Counter(round(below) for _, _, below in page if below > 0)
    step = steps.most_common(1)[0][0] if steps else 0
    found = list[str]()
    for text, size, below in page:
        if below > A_GAP * step or below < 0:
            found.append("")
        large = size > LARGER * usual and len(text) <= LONGEST_HEADING
        found.append(f"# {text.strip()}" if large else text.strip())
    return found


def joined_over_pages(blocks: Iterable[Block]) -> Iterator[Block]:
    """A sentence that goes on at the top of the next page is one; it stands where it begins."""
    held: Block | None = None
    for one in blocks:
        if held and _goes_on(held, one):
            held = replace(held, text=_one_after(held.text, one.text))
            continue
        if held:
            yield held
        held = one
    if held:
        yield held


def _goes_on(above: Block, below: Block) -> bool:
    ended = above.kind is PieceKind.HEADING or above.text.endswith(ENDS)
    return above.where != below.where and not ended and below.kind is PieceKind.SENTENCE and below.text[:1].islower()


def without_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Pages without what stands at the edge of most of them, such as a title and the number of the page."""
    if len(pages) < FEWEST_PAGES:
        return [list(page) for page in pages]
    at_edges = Counter(edge for page in pages for edge in {_plain(line) for line in _edges(page)})
    running = {edge for edge, many in at_edges.items() if many > len(pages) / 2}
    return [_without(page, running) for page in pages]


def _edges(page: Sequence[str]) -> list[str]:
    written = [line for line in page if line.strip()]
    return [*written[:A_MARGIN], *written[-A_MARGIN:]]


def _plain(line: str) -> str:
    """A line without its numbers, so that “page 3 of 9” and “page 4 of 9” are one."""
    return NUMBERS.sub("0", line.strip())


def _without(page: Sequence[str], running: set[str]) -> list[str]:
    edges = {line for line in _edges(page) if _plain(line) in running}
    return [line for line in page if line not in edges]
