"""Whether a sentence looks a short or a long way ahead, by rule: dates, spans of time, and a few words.

Short is up to about eighteen months, long is three years and more; between them a sentence has neither. It is a flag of
its own: “by 2028 clear the backlog” is still about what.
"""

import re
from enum import StrEnum


class Horizon(StrEnum):
    """How far ahead a sentence looks."""

    SHORT = "short"
    LONG = "long"
    BOTH = "both"
    NONE = "none"


SHORT_YEARS = 1
"""A year named is short when it is at most this many after the one in which the text was written."""
LONG_YEARS = 3

_MONTH = r"(?:january|february|march|april|june|july|august|september|october|november|december|may)"
_NUMBER = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|twenty)"
_SEASON = r"(?:winter|summer|spring|autumn)"
_DAY = r"(?:christmas|easter|year end|monday|tuesday|wednesday|thursday|friday)"
_DAY_OF = r"(?:the\s+(?:end|start|middle)\s+of\s+)?(?:\d{1,2}\s+)?"
_SHORT = re.compile(
    "|".join(
        (
            rf"\b(?:by|before|until)\s+{_DAY_OF}{_MONTH}\b(?!\s+20\d\d)",
            rf"\b(?:by|before|until)\s+(?:the\s+)?(?:{_DAY}|{_SEASON})\b",
            rf"\b(?:within|over)\s+(?:the\s+(?:next|first|coming)\s+)?{_NUMBER}\s+"
            r"(?:working\s+)?(?:hours?|days?|weeks?|months?)\b",
            r"\b(?:by|before)\s+(?:the\s+end\s+of\s+)?(?:quarter|q)\s*(?:one|two|three|four|[1-4])\b",
            r"\bby (?:the )?end of (?:the )?(?:year|quarter|month|week|year one)\b|\bby year end\b",
            r"\b(?:immediate(?:ly)?|urgent(?:ly)?(?! care| treatment)|tomorrow|straight away|the coming year)\b",
            rf"\b(?:next|coming)\s+(?:month|quarter|week|year|financial year|{_SEASON})\b",
        )
    ),
    re.IGNORECASE,
)
_SHORT_IF_AHEAD = re.compile(
    "|".join(
        (
            rf"\b(?:in|from|on|during)\s+{_DAY_OF}{_MONTH}\b(?!\s+20\d\d)",
            rf"\bin\s+(?:the\s+)?{_SEASON}\b",
            rf"\bthis\s+(?:month|quarter|week|year|financial year|{_SEASON})\b",
        )
    ),
    re.IGNORECASE,
)
"""Times that may as well be over: they count where the sentence looks ahead and not back."""
_LOOKS_AHEAD = re.compile(r"\b(?:will|shall|must|should|expected|due|planned)\b", re.IGNORECASE)
_LOOKS_BACK = re.compile(
    r"\b(?:was|were|has|have|had|met|fell|rose|did|went|led|joined|asked|changed|published|ago|last)\b", re.IGNORECASE
)
_LONG = re.compile(
    "|".join(
        (
            r"\b(?:long[- ]term|longer term|lasting|enduring|future generations|next generation of|decades?)\b",
            r"\b(?:for good|years to come|next few years|sustain(?:able|ably|ability|ing)?)\b",
            r"\bby the (?:third|fourth|fifth|sixth|tenth) year\b",
        )
    ),
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"\b(?:within|in|over|next|for|after|of|from)?\s*(?:the\s+(?:next|coming)\s+)?(?P<many>{_NUMBER})[-\s]years?\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:within|in|over|next|coming|from now|plan|strategy|vision|programme|ahead)\b", re.IGNORECASE)
_AGO = re.compile(r"\b(?:ago|last|past|previous|for the past|has been|have been|after)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?P<year>20\d\d)(?:\s*[/–-]\s*\d{2,4})?\b")
_ONE_TO_TWELVE = "one two three four five six seven eight nine ten eleven twelve"
_WORDS = {name: number for number, name in enumerate(_ONE_TO_TWELVE.split(), start=1)} | {"eighteen": 18, "twenty": 20}


def horizon(text: str, *, year: int) -> Horizon:
    """How far ahead a sentence looks.

    Args:
        text: the sentence.
        year: in which it was written; years that it names are counted from there, and those before say nothing.
    """
    spans = _years_ahead(text, year)
    ahead = bool(_LOOKS_AHEAD.search(text)) or not _LOOKS_BACK.search(text)
    short = bool(_SHORT.search(text)) or (ahead and bool(_SHORT_IF_AHEAD.search(text)))
    short = short or any(0 <= one <= SHORT_YEARS for one in spans)
    long = bool(_LONG.search(text)) or any(one >= LONG_YEARS for one in spans)
    if short and long:
        return Horizon.BOTH
    return Horizon.SHORT if short else Horizon.LONG if long else Horizon.NONE


def _years_ahead(text: str, year: int) -> list[int]:
    named = [int(found["year"]) - year for found in _YEAR.finditer(text)]
    if not _AHEAD.search(text) or _AGO.search(text):
        return named
    return named + [_number(found["many"]) for found in _SPAN.finditer(text)]


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word.lower()]
