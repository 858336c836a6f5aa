"""Answers as the bytes that are sealed, and which group an answer is counted with: docs/methods/equality.md."""

import json
from collections.abc import Iterable, Mapping

from wraparound.capabilities.equality.terms.answers import AnswerList, Characteristic, Given, Without
from wraparound.capabilities.equality.terms.monitoring import IndicatorSide

BLOCK = 256
"""Bytes to whose multiples everything is filled up, so that the length of what is sealed says nothing."""


def packed(given: Given, level: str = "", sides: Iterable[IndicatorSide] = ()) -> bytes:
    """Answers, pay level and sides as bytes, filled up to a multiple of 256.

    >>> len(packed({})), len(packed({Characteristic.SEX: "F"}, "band-8a", [IndicatorSide.STAFF]))
    (256, 256)
    """
    plain = {one.value: code for one, code in given.items()}
    said = [plain, level, sorted(one.value for one in sides)]
    content = json.dumps(said, separators=(",", ":"), ensure_ascii=False).encode()
    return filled_up(content, BLOCK)


def filled_up(content: bytes, block: int) -> bytes:
    """JSON with spaces behind it, up to a multiple of so many bytes: its length says little, and it reads as before."""
    return content.ljust(-(-len(content) // block) * block)


def unpacked(content: bytes) -> tuple[Given, str, frozenset[IndicatorSide]]:
    """What `packed` was given.

    >>> unpacked(packed({Characteristic.ETHNICITY: "A"}, "vsm", [IndicatorSide.STAFF])) == (
    ...     {Characteristic.ETHNICITY: "A"}, "vsm", frozenset({IndicatorSide.STAFF})
    ... )
    True
    """
    plain, level, sides = json.loads(content)
    return {Characteristic(one): code for one, code in plain.items()}, level, frozenset(map(IndicatorSide, sides))


def group_lookup(characteristic: Characteristic, lists: Mapping[str, AnswerList]) -> Mapping[str, str]:
    """The group of every code that can stand for an answer: those of the list, and the values of `Without`."""
    found = {one.value: one.value for one in Without}
    return found | {one.code: one.group for one in lists[characteristic.value].choices}


def group_of(given: Given, characteristic: Characteristic, of_list: Mapping[str, str]) -> str:
    """The group that somebody is counted with, by `group_lookup`: one of the list, or a value of `Without`.

    A code that the list has no longer counts as not asked: nobody has asked with today's list.

    >>> group_of({}, Characteristic.SEX, {"F": "female"})
    'not_asked'
    """
    return of_list.get(given.get(characteristic, ""), Without.NOT_ASKED.value)
