"""Whether a sentence is one that this measure can read: in English, and no longer than sentences are.

It knows English words alone. What is written in other letters, or has more small words of another language than of
English, or none of the small words that no English sentence of some length does without and no term of the list either,
is not counted: counting it as neither would say something of a text that nobody read.
"""

from collections.abc import Sequence
from enum import StrEnum

from wraparound.methods.focus.model import Scored
from wraparound.methods.focus.tokens import NUMBER, STOP_WORDS

LATIN_ENDS_AT = 0x24F
"""The last of the letters that are written with Latin ones, accents among them."""
MOSTLY = 0.5
LONG_ENOUGH = 10
"""Words of a sentence, under which even English ones may do without the small words."""
_SHARED = "a am an as at do had he i in is me no nor on or so some under was were will per most now to"
SHARED = frozenset(_SHARED.split())
"""Small words of English that other languages have too."""
ENGLISH = STOP_WORDS - SHARED
LONGEST = 150
"""Words; a sentence with more has most likely lost its full stops."""


_FRENCH = "le la les des et du une pour dans que qui sur avec nous est sont aux cette notre"
_GERMAN = "der die das und ist nicht mit für ein eine den dem von zu auf wir sich werden"
_SPANISH = "el los las una para con por del es y se nuestro nuestra como más"
_WELSH = "yn yr mae wedi gan ei eu ac i'r o'r a'r y'r mae'r bod ar hyn"
_POLISH = "się że nie jest oraz dla przez jak przy"
_PORTUGUESE = "os um uma com não mais ao pela pelo"
FOREIGN = frozenset(" ".join((_FRENCH, _GERMAN, _SPANISH, _WELSH, _POLISH, _PORTUGUESE)).split())
"""Small words of languages that papers are in besides English."""
FEWEST_FOREIGN = 2


class Language(StrEnum):
    """What a sentence is written in, as far as it can be told."""

    ENGLISH = "english"
    OTHER_LETTERS = "other_letters"
    OTHER_WORDS = "other_words"


def languages_of(texts: Sequence[str], scores: Sequence[Scored]) -> tuple[Language, ...]:
    """What each sentence of a document is written in; one with no small words at all is taken as its neighbour is."""
    found = [_language(text, scored) for text, scored in zip(texts, scores, strict=True)]
    told = next((one for one in found if one is not None), Language.ENGLISH)
    languages = []
    for one in found:
        told = one or told
        languages.append(told)
    return tuple(languages)


def _language(text: str, scored: Scored) -> Language | None:
    """By its letters first, then by its small words; none where it has no small words."""
    letters = [letter for letter in text if letter.isalpha()]
    if sum(ord(letter) > LATIN_ENDS_AT for letter in letters) > MOSTLY * len(letters):
        return Language.OTHER_LETTERS
    words = [token.word for token in scored.tokens if token.word != NUMBER]
    english, foreign = (sum(word in small for word in words) for small in (ENGLISH, FOREIGN))
    if foreign > english and foreign >= FEWEST_FOREIGN:
        return Language.OTHER_WORDS
    if english:
        return Language.ENGLISH
    return Language.OTHER_WORDS if not scored.hits and len(words) >= LONG_ENOUGH else None


def is_overlong(scored: Scored) -> bool:
    """Whether it has more words than sentences have."""
    return len(scored.tokens) > LONGEST
