"""Words that a published list calls masculine- or feminine-coded, found in a text. Highlights, and no verdict.

The stems are those of Gaucher, Friesen and Kay (2011), Journal of Personality and Social Psychology 101, 109–128. They
found adverts with masculine-coded words less appealing to women. Castilla and Rho (2023), Management Science, found
next to no effect on who applies, in a field experiment and some 300,000 postings. So nothing is added up here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wraparound.methods.focus.lexicon import NOTHING, Lexicon, Term, hits, lexicon_of
from wraparound.methods.focus.tokens import tokens_of


@dataclass(frozen=True)
class Gendered:
    """A word of a text that the list has: which side it puts it on, and its letters from `start` up to `end`."""

    word: str
    side: str
    start: int
    end: int


def gendered_words(stems: Iterable[tuple[str, str]], exceptions: Iterable[str]) -> Lexicon:
    """Stems with their side, less the words that mean something else here: those of as many words or more win.

    Exceptions come first, since of two terms that fit alike the first holds: “objective*” is a stem and an exception.
    """
    terms = [Term((f"{stem}*",), side, 1.0) for stem, side in stems]
    return lexicon_of([*(Term(tuple(one.split()), NOTHING, 0.0) for one in exceptions), *terms], version="")


def gendered(text: str, words: Lexicon) -> list[Gendered]:
    """Every word of a text that the list has and no exception takes out, in order."""
    tokens = tokens_of(text)
    return [
        Gendered(tokens[hit.first].word, hit.code, tokens[hit.first].start, tokens[hit.after - 1].end)
        for hit in hits(tokens, words)
        if hit.code != NOTHING
    ]
