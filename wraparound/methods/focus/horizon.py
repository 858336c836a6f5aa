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
_NUMBER = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty)"
_SEASON = r"(?:winter|summer|spring|autumn)"
_DAY = r"(?:christmas|easter|year end|monday|tuesday|wednesday|thursday|friday)"
_DAY_OF = r"(?:the\s+(?:end|start|middle)\s+of\s+)?(?:\d{1,2}\s+)?"
_SHORT = re.compile(
    "|".join(
        (
            rf"\b(?:by|before|until)\s+{_DAY_OF}{_MONTH}\b(?!\s+20\d\d)",
            rf"\b(?:by|before|until)\s+(?:the\s+)?(?:{_DAY}|{_SEASON})\b",
            rf"\b(?:within|over)\s+(?:the\s+(?:next|first|coming)\s+)?{_NUMBER}\s+"
            r"(?:working\s+)?(?:hours?|days?|weeks?)\b",
            r"\b(?:by|before)\s+(?:the\s+end\s+of\s+)?(?:quarter|q)\s*(?:one|two|three|four|[1-4])\b",
            r"\bby (?:the )?end of (?:the )?(?:year|quarter|month|week|year one)\b|\bby year end\b",
            r"\b(?:immediately|urgently|tomorrow|straight away|the coming year)\b",
            r"\b(?:immediate|urgent)\s+(?:action|attention|change|improvement|need|priority|step)s?\b",
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
            r"\b(?:years to come|next few years|sustain(?:able|ably|ability|ing)?)\b|\bfor good(?=\s*(?:[.,;:!]|$))",
            r"\bby the (?:third|fourth|fifth|sixth|tenth) year\b",
        )
    ),
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"\b(?:within|in|over|next|for|after|of|from)?\s*(?:the\s+(?:next|coming)\s+)?(?P<many>{_NUMBER})[-\s]years?\b",
    re.IGNORECASE,
)
_MONTHS = re.compile(
    rf"\b(?:within|over|in)\s+(?:the\s+(?:next|first|coming)\s+)?(?P<many>{_NUMBER})\s+months?\b", re.IGNORECASE
)
_SHORT_MONTHS, _LONG_MONTHS = 18, 36
_AHEAD = re.compile(r"\b(?:within|next|coming|from now|plan|strategy|vision|programme|ahead)\b", re.IGNORECASE)
_AGE = re.compile(r"^[-\s]*(?:old\b|of (?:age|experience)\b|experience\b)", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged|older than|younger than)\s+(?:over\s+|under\s+)?$", re.IGNORECASE)
_COUNTED = re.compile(
    r"^\s+(?:patients|people|staff|beds|referrals|appointments|calls|cases|children|homes)\b", re.IGNORECASE
)
_LEADS_AHEAD = re.compile(r"(?:in|over|within)\b", re.IGNORECASE)
LONGEST_SPAN = 30
"""Years; a longer span is an age."""
_PAST = re.compile(r"\b[a-z]{3,}ed\b", re.IGNORECASE)
_AGO = re.compile(r"\b(?:ago|last|past|previous|for the past|has been|have been|after)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?P<year>20\d\d)(?:\s*[/–-]\s*\d{2,4})?\b")
_ONE_TO_TWELVE = "one two three four five six seven eight nine ten eleven twelve"
_WORDS = {name: number for number, name in enumerate(_ONE_TO_TWELVE.split(), start=1)} | {
    "fifteen": 15,
    "eighteen": 18,
    "twenty": 20,
}


def horizon(text: str, *, year: int) -> Horizon:
    """How far ahead a sentence looks.

    Args:
        text: the sentence.
        year: in which it was written; years that it names are counted from there, and those before say nothing.
    """
    spans, months = _years_ahead(text, year), [_number(found["many"]) for found in _MONTHS.finditer(text)]
    ahead = bool(_LOOKS_AHEAD.search(text)) or not _LOOKS_BACK.search(text)
    short = bool(_SHORT.search(text)) or (ahead and bool(_SHORT_IF_AHEAD.search(text)))
    short = short or any(0 <= one <= SHORT_YEARS for one in spans) or any(one <= _SHORT_MONTHS for one in months)
    long = bool(_LONG.search(text)) or any(one >= LONG_YEARS for one in spans)
    long = long or any(one >= _LONG_MONTHS for one in months)
    if short and long:
        return Horizon.BOTH
    return Horizon.SHORT if short else Horizon.LONG if long else Horizon.NONE


def _years_ahead(text: str, year: int) -> list[int]:
    """Years named, counted from the one in which it was written, and spans of years that look ahead."""
    will = bool(_LOOKS_AHEAD.search(text))
    named = [int(found["year"]) - year for found in _YEAR.finditer(text) if not _COUNTED.match(text[found.end() :])]
    if not will and (_LOOKS_BACK.search(text) or _PAST.search(text)):
        # A sentence about what was names the year in which it was.
        named = [one for one in named if one > 0]
    if _AGO.search(text):
        return named
    ahead, back = will or bool(_AHEAD.search(text)), bool(_LOOKS_BACK.search(text))
    spans = (found for found in _SPAN.finditer(text) if not _is_age(text, found))
    years = [_number(found["many"]) for found in spans if ahead or (_LEADS_AHEAD.match(found[0]) and not back)]
    return named + [one for one in years if one <= LONGEST_SPAN]


def _is_age(text: str, found: re.Match[str]) -> bool:
    """Whether the years are those of somebody or something: “aged 5 years”, “five years of experience”."""
    return bool(_AGE.match(text[found.end() :]) or _AGED.search(text[: found.start("many")]))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word.lower()]
