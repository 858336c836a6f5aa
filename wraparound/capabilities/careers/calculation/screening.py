"""What in a comment may tell who wrote it. A warning, no more: what it does not find may still tell."""

import re
from collections.abc import Iterator, Sequence

from wraparound.capabilities.careers.terms.feedback import Telling

SHORTEST_PART = 3
"""Letters of a part of a name that is looked for: “Al” stands in too many words."""
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_OFFICE = "manager|boss|deputy|director|assistant|secretary|PA|mentor|matron|sister|consultant|registrar|chair|team"
_HOW = re.IGNORECASE

LOOKED_FOR: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "It says when. Few people were there.",
        re.compile(
            rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})\b|\b(?:{_MONTHS})\s+\d{{1,2}}\b"
            rf"|\bin\s+(?:{_MONTHS})\b|\b\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b"
            rf"|\b(?:on|last|this|next)\s+(?:{_DAYS})\b|\b(?:yesterday|last\s+(?:week|month|year)|this\s+morning)\b",
            _HOW,
        ),
    ),
    (
        "It says that you told them before. They will remember who did.",
        re.compile(
            r"\bas\s+(?:I|we)(?:\s+have|['’]ve)?\s+(?:told|said|mentioned|discussed|raised|agreed|wrote)\b(?:\s+you\b)?"
            r"|\b(?:I|we)(?:\s+have|['’]ve)?\s+(?:told|asked|warned|emailed|reminded)\s+you\b"
            r"|\b(?:when|since)\s+(?:you\s+and\s+I|we|I)\b"
            r"|\bour\s+(?:last\s+)?(?:talk|meeting|one[- ]to[- ]one|1:1|appraisal)\b",
            _HOW,
        ),
    ),
    (
        "It says what you are to them.",
        re.compile(
            rf"\bas\s+(?:your|a|an|the|their|his|her)\s+(?:\w+\s+){{0,2}}(?:{_OFFICE})\b"
            rf"|\b(?:I|we)\s+(?:am|are|was|were)\s+(?:your|the|a|an)\s+(?:\w+\s+){{0,2}}(?:{_OFFICE})\b"
            rf"|\b(?:my|our)\s+(?:{_OFFICE}|ward|unit|practice|charity|council|trust|hospital|organisation)\b",
            _HOW,
        ),
    ),
    (
        "It holds an address or a telephone number.",
        re.compile(r"\S+@\S+\.\S+|https?://\S+|\b0\d(?:[\s-]?\d){8,9}\b", _HOW),
    ),
)
NAMED = "It names somebody who is asked, or who asks."
SIGNED = "It looks signed."
_SIGNED = re.compile(r"(?:regards|best wishes|thanks|yours)[\s,]+[A-Z][a-z]*\.?\s*$|\n\s*[-–—]\s*[A-Z]\w*\s*$", _HOW)


def telling_parts(words: str, names: Sequence[str]) -> tuple[Telling, ...]:
    """What may tell who wrote it, in the order of reasons; `names` are those of everybody who asks or is asked.

    >>> [one.words for one in telling_parts("As I told you last Tuesday, slow down.", [])]
    ['last Tuesday', 'As I told you']
    """
    return tuple(dict.fromkeys(_found(words, names)))


def _found(words: str, names: Sequence[str]) -> Iterator[Telling]:
    parts = {part for name in names for part in re.split(r"[\s.,'’-]+", name) if len(part) >= SHORTEST_PART}
    for part in sorted(parts):
        if hit := re.search(rf"\b{re.escape(part)}\b", words, _HOW):
            yield Telling(hit.group(), NAMED)
    for why, pattern in LOOKED_FOR:
        for hit in pattern.finditer(words):
            yield Telling(" ".join(hit.group().split()), why)
    if hit := _SIGNED.search(words):
        yield Telling(" ".join(hit.group().split()), SIGNED)
