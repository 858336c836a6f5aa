"""The coded sentences that are most like a given one, by the words that both have.

Likeness is the cosine of the words and pairs of words, each weighed by how rare it is among the coded sentences.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wraparound.methods.focus.features import content, weighed, word_parts
from wraparound.methods.focus.lexicon import Lexicon, hits
from wraparound.methods.focus.tokens import tokens_of


@dataclass(frozen=True)
class Example:
    """A coded sentence: its text, its code, and the kind of document it was written for."""

    text: str
    code: str
    kind: str


@dataclass(frozen=True)
class Examples:
    """Coded sentences, with the words by which they are found."""

    coded: tuple[Example, ...]
    lexicon: Lexicon
    rarity: Mapping[str, float]
    found_by: dict[str, list[tuple[int, float]]] = field(repr=False)


def examples_of(coded: Sequence[Example], lexicon: Lexicon, rarity: Mapping[str, float]) -> Examples:
    """Coded sentences laid out to be found by their words."""
    found_by: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, one in enumerate(coded):
        for name, size in _words(one.text, lexicon, rarity):
            found_by[name].append((place, size))
    return Examples(tuple(coded), lexicon, rarity, found_by)


def nearest(text: str, examples: Examples, *, many: int = 3) -> list[tuple[Example, float]]:
    """The coded sentences most like this one, and how like (0 to 1); fewer where no more share a word with it."""
    like: dict[int, float] = defaultdict(float)
    for name, size in _words(text, examples.lexicon, examples.rarity):
        for place, other in examples.found_by.get(name, ()):
            like[place] += size * other
    best = sorted(like, key=lambda place: (-like[place], place))[:many]
    return [(examples.coded[place], min(like[place], 1.0)) for place in best]


def _words(text: str, lexicon: Lexicon, rarity: Mapping[str, float]) -> list[tuple[str, float]]:
    tokens = tokens_of(text)
    return [(one.name, one.size) for one in weighed(word_parts(tokens, content(tokens, hits(tokens, lexicon))), rarity)]
