"""Which letters and signs the typeface of papers has, so that no word somebody typed stops a page from being set."""

import calendar
import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import wraparound.charts

FONTS = Path(wraparound.charts.__file__).parent / "fonts"
FACES = ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf")
STAND_IN = "\u25a1"
"""An empty square, for a sign that the typeface does not have."""
LONGEST = 20
"""Letters without a space that stand on any line; a longer word may break anywhere."""
DAY = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(calendar.month_name[1:])}) \d{{4}}\b")
BREAK = "\u200b"
"""A place of no width where a line may end."""


def in_one_line(text: str) -> str:
    """The text without breaks and marks of control, which somebody may have pasted: what breaks a line is the page.

    >>> in_one_line("Two" + chr(10) + "lines")
    'Two lines'
    """
    return re.sub(r"[\x00-\x1f\x7f\u2028\u2029]+", " ", text)


def settled(text: str) -> str:
    """The text in which no word is so long that it would run out of its line, and no line ends within a day.

    >>> len("by 3 March 2028".split(" ")), len(settled("by 3 March 2028").split(" "))
    (4, 2)
    """
    whole = re.sub(DAY, lambda found: found[0].replace(" ", "\u00a0"), in_one_line(text))
    return re.sub(rf"\S{{{LONGEST},}}", lambda found: _broken(found[0]), whole)


def _broken(word: str) -> str:
    """An address may break after its own marks; any other long word anywhere."""
    return re.sub(r"(?<=[/?&=-])(?=\w)", BREAK, word) if word.startswith("http") else BREAK.join(word)


def printable(text: str) -> str:
    """The text with an empty square for each sign that cannot be printed, and without marks that have no shape."""
    return "".join(_printable(one) for one in unicodedata.normalize("NFC", text))


def _printable(one: str) -> str:
    if ord(one) in signs() or one in "\n\t ":
        return one
    return "" if unicodedata.category(one) in ("Cc", "Cf", "Mn", "Me", "Cs") else STAND_IN


@cache
def signs() -> frozenset[int]:
    """The code points that every face of the typeface has a shape for."""
    return frozenset.intersection(*(frozenset(_in_face((FONTS / face).read_bytes())) for face in FACES))


def _in_face(font: bytes) -> Iterator[int]:
    """The code points of a TrueType file, from format 4 of its character map (OpenType 1.9, cmap)."""
    tables = struct.unpack(">H", font[4:6])[0]
    records = (struct.unpack(">4sLLL", font[12 + 16 * place : 28 + 16 * place]) for place in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    many = struct.unpack(">H", font[start + 2 : start + 4])[0]
    for place in range(many):
        at = start + struct.unpack(">L", font[start + 8 + 8 * place : start + 12 + 8 * place])[0]
        if struct.unpack(">H", font[at : at + 2])[0] == 4:
            yield from _in_segments(font, at)


def _in_segments(font: bytes, at: int) -> Iterator[int]:
    double = struct.unpack(">H", font[at + 6 : at + 8])[0]

    def numbers(begin: int, sort: str = "H") -> tuple[int, ...]:
        return struct.unpack(f">{double // 2}{sort}", font[begin : begin + double])

    ends, starts = numbers(at + 14), numbers(at + 16 + double)
    deltas, offsets = numbers(at + 16 + 2 * double, "h"), numbers(at + 16 + 3 * double)
    for place, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            shape = code + delta
            if offset:
                where = at + 16 + 3 * double + 2 * place + offset + 2 * (code - first)
                found = struct.unpack(">H", font[where : where + 2])[0]
                shape = found + delta if found else 0
            if shape & 0xFFFF:
                yield code
