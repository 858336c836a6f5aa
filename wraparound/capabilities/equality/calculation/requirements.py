"""Which requirements shut people out: stated rules over what is asked, and over the words of free text.

The rules know words and no meaning: they miss what is said otherwise, and are wrong where words mean another thing. So
they name what they saw, and people judge. See docs/methods/equality.md.
"""

import re
from collections.abc import Iterator, Mapping

from wraparound.capabilities.equality.terms.requirements import LONGEST_READ, Hurdle, WordsFound
from wraparound.capabilities.pipelines.terms.asked import VacancyAsked
from wraparound.capabilities.pipelines.terms.matching import RequirementSort, RequirementTerms
from wraparound.capabilities.pipelines.terms.vacancies import Stage

OF_SORTS: Mapping[RequirementSort, Hurdle] = {
    RequirementSort.WOULD_MOVE: Hurdle.MOBILITY,
    RequirementSort.WOULD_PLACE: Hurdle.MOBILITY,
    RequirementSort.ROLE_HELD: Hurdle.TITLE_HELD,
    RequirementSort.KIND_HELD: Hurdle.CLOSED_SECTOR,
    RequirementSort.YEARS: Hurdle.LONG_SERVICE,
}
"""Sorts of structured requirements; what a person would consider or is ready for shuts nobody out by itself."""

_NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten)"
_TITLE = r"(?:director|chief executive|chief [a-z]+ officer|chair|non-executive)"
WORDS: Mapping[Hurdle, tuple[str, ...]] = {
    Hurdle.MOBILITY: (
        r"(?:willing|able|prepared|ready) to (?:relocate|move (?:house|home)|travel)",
        r"relocat(?:e|ion)(?! (?:expenses|costs|package|support|help)\b)",
        r"(?:full |clean |valid )*driving licen[cs]e",
        r"own (?:car|transport)|car (?:owner|driver)|access to a (?:car|vehicle)",
        r"travel (?:across|between|throughout|widely|nationally)",
        r"geographical(?:ly)? mobil(?:e|ity)",
    ),
    Hurdle.UNBROKEN: (
        r"(?:continuous|unbroken|uninterrupted) (?:nhs )?(?:service|employment|experience|career|tenure)",
        rf"(?:{_NUMBER} )?consecutive years",
        r"without (?:a |any )?(?:break|gap)s?",
        r"no (?:career )?(?:breaks|gaps)",
    ),
    Hurdle.LONG_SERVICE: (
        rf"(?:at least|minimum(?: of)?|more than|over) {_NUMBER}(?: or more)? years",
        rf"{_NUMBER}\+ years|{_NUMBER} or more years|{_NUMBER} years(?: or more)?['’]? (?:of )?experience",
    ),
    Hurdle.TITLE_HELD: (
        rf"(?:current|existing|serving|sitting|experienced|previous|former) (?:[a-z]+ )?{_TITLE}",
        rf"(?:has|have|having) (?:held|been) (?:a |an )?(?:[a-z]+ )?{_TITLE}",
        r"(?:proven|prior|previous|existing) (?:[a-z-]+ )?board(?:-level| level)? experience",
        rf"experience (?:as|of being) (?:a |an )?(?:[a-z]+ )?{_TITLE}",
        rf"(?:currently|already) (?:in )?(?:a |an )?{_TITLE}",
        r"(?:experience(?: of working)?|track record) at (?:the )?(?:board|executive|director)[- ]level",
        r"already (?:works?|working|sits?|sitting) (?:at|on) (?:the |a )?board",
    ),
    Hurdle.CLOSED_SECTOR: (
        r"(?:nhs|acute|acute trust|hospital|sector) experience (?:is )?(?:essential|required|needed)",
        r"(?:must|has to|have to) (?:come|be) from (?:within )?(?:the )?(?:nhs|an acute trust|a hospital)",
    ),
    Hurdle.KNOWN_ALREADY: (
        r"by (?:invitation|recommendation|nomination)(?: only)?",
        r"internal (?:applicants|candidates) only|ring-?fenced",
        r"(?:currently|already) employed (?:by|at|in) (?:the|this|our) (?:trust|organisation|board)",
        r"(?:known|personally known) to (?:the |our )?(?:board|chair|panel|executive)",
        r"(?:nominated|recommended|sponsored) by (?:a |an |the |their )?(?:[a-z]+ )?(?:director|executive|chair|board)",
    ),
    Hurdle.FULL_TIME: (
        r"full[- ]time(?: only)?",
        r"no (?:part[- ]time|job[- ]shar(?:e|ing)|flexible working)",
        r"(?:not|un)(?: |-)?(?:suitable|available) (?:for|as) (?:part[- ]time|a job[- ]share)",
        r"on site (?:every day|five days)|always (?:available|contactable)",
    ),
    Hurdle.QUALIFICATION: (
        r"mba|master['’]?s(?: degree| level)?|degree(?! of\b)(?:[- ]level|[- ]educated)?|educated to degree level",
    ),
}
"""Words that ask for it, each tried at the beginning of a word, whatever the case of letters."""

_FOUND = {
    hurdle: re.compile(rf"(?<![\w-])(?:{'|'.join(some)})(?![\w-])", re.IGNORECASE) for hurdle, some in WORDS.items()
}
_MOVES_HOUSE = re.compile(r"relocat|move (?:house|home)", re.IGNORECASE)
_BEFORE = r"(?:need(?:ed)?|required?|necessary|expect|ask for|be|hold|have|own|to|a|an|any)"
_NOT_ASKED = re.compile(rf"(?:\bnot?\b|\bnever\b|n['’]t\b|\bwithout\b)(?: {_BEFORE})*\s*$", re.IGNORECASE)
_AFTER = re.compile(
    r"^\W*(?:(?:is|are) (?:not|never)\b|not needed|or (?:equivalent|part[- ]time|a job[- ]share))", re.IGNORECASE
)
"""What stands before or after words that takes them back."""


def hurdles_in(text: str) -> tuple[WordsFound, ...]:
    """What words ask for that shuts people out, each hurdle once, in the order of Hurdle.

    What is said not to be asked ("need not relocate", "a degree is not needed", "or equivalent") is not found.

    >>> [one.words for one in hurdles_in("Willing to relocate. A degree or equivalent.")]
    ['Willing to relocate']
    """
    read = re.sub(r"\s+", " ", text[:LONGEST_READ])
    return tuple(WordsFound(hurdle=hurdle, words=words) for hurdle in Hurdle if (words := _first(hurdle, read)))


def _first(hurdle: Hurdle, read: str) -> str:
    return next(_asked(hurdle, read), "")


def _asked(hurdle: Hurdle, read: str) -> Iterator[str]:
    """Words that ask for it, where nothing before or after takes them back."""
    for one in _FOUND[hurdle].finditer(read) if hurdle in _FOUND else ():
        if not _NOT_ASKED.search(read[: one.start()]) and not _AFTER.search(read[one.end() :]):
            yield one.group()


def hurdle_of(one: RequirementTerms) -> Hurdle | None:
    """What a structured requirement asks that shuts people out; none where its sort is not known to.

    Years in one stay are a hurdle of their own beside years in all.
    """
    if one.sort is RequirementSort.YEARS and one.asks.unbroken:
        return Hurdle.UNBROKEN
    return OF_SORTS.get(one.sort)


def asks_to_move(text: str) -> bool:
    """Whether words ask to move house, whatever else they ask.

    >>> asks_to_move("A driving licence; willing to relocate"), asks_to_move("Has access to a car")
    (True, False)
    """
    read = re.sub(r"\s+", " ", text[:LONGEST_READ])
    return any(_MOVES_HOUSE.search(words) for words in _asked(Hurdle.MOBILITY, read))


def is_unadvertised(one: VacancyAsked) -> bool:
    """Whether people are considered for it who could not have read of it: it went on without being advertised."""
    return not one.advertised and one.stage is not Stage.OPENED
