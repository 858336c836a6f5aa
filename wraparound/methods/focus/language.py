"""Whether a sentence is one that this measure can read: in English, and no longer than sentences are.

It knows English words alone. What is written in other letters, or has none of the small words that no English sentence
of some length does without and no term of the list either, is not counted: counting it as neither would say something
of a text that nobody read.
"""

from enum import StrEnum

from wraparound.methods.focus.model import Scored
from wraparound.methods.focus.tokens import NUMBER, STOP_WORDS

LATIN_ENDS_AT = 0x24F
"""The last of the letters that are written with Latin ones, accents among them."""
MOSTLY = 0.5
LONG_ENOUGH = 10
"""Words of a sentence, under which even English ones may do without the small words."""
SHARED = frozenset({"a", "am", "an", "as", "at", "do", "for", "had", "he", "her", "his", "i", "in", "is", "me", "no"})
SHARED_TOO = frozenset({"most", "nor", "now", "on", "or", "so", "some", "to", "under", "was", "were", "will", "per"})
"""Small words of English that other languages have too."""
ENGLISH = STOP_WORDS - SHARED - SHARED_TOO
LONGEST = 150
"""Words; a sentence with more has most likely lost its full stops."""


class Language(StrEnum):
    """What a sentence is written in, as far as it can be told."""

    ENGLISH = "english"
    OTHER_LETTERS = "other_letters"
    OTHER_WORDS = "other_words"


def language_of(text: str, scored: Scored) -> Language:
    """What a sentence is written in: its letters first, then its small words."""
    letters = [letter for letter in text if letter.isalpha()]
    if sum(ord(letter) > LATIN_ENDS_AT for letter in letters) > MOSTLY * len(letters):
        return Language.OTHER_LETTERS
    words = [token.word for token in scored.tokens if token.word != NUMBER]
    unknown = not scored.hits and not any(word in ENGLISH for word in words)
    return Language.OTHER_WORDS if unknown and len(words) >= LONG_ENOUGH else Language.ENGLISH


def is_overlong(scored: Scored) -> bool:
    """Whether it has more words than sentences have."""
    return len(scored.tokens) > LONGEST
