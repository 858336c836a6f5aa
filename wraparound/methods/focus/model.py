"""A text to two amounts, what and how, and back to its words without remainder.

Both are linear: where the log odds begin, plus what each part adds. An amount is the chance that a coder would say yes,
between 0 and 1; it is flagged from one half up, and unsure near it.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from wraparound.methods.focus.features import Told, content, letter_parts, lexicon_parts, weighed, word_parts
from wraparound.methods.focus.lexicon import Hit, Lexicon, hits
from wraparound.methods.focus.tokens import Token, tokens_of

type Flag = Literal["what", "how"]

FLAGS: tuple[Flag, Flag] = ("what", "how")
UNSURE_WITHIN = 0.15
"""An amount is unsure while it is less than this away from one half."""


@dataclass(frozen=True)
class Weights:
    """A linear model of one flag: where the log odds begin, what each part adds, and how rare parts are.

    `words` and `letters` are empty where it is told the lexicon alone.
    """

    start: float
    adds: Mapping[str, float]
    words: Mapping[str, float]
    letters: Mapping[str, float]


@dataclass(frozen=True)
class Model:
    """Both flags, the lexicon they read by, and the name of the whole, which every answer states."""

    version: str
    lexicon: Lexicon
    flags: Mapping[Flag, Weights]


@dataclass(frozen=True)
class Amount:
    """One flag of one text: chance of a yes (0 to 1), whether flagged, whether unsure.

    `start` and the numbers `by_word`, one for each token, are log odds, and their sum is that of the amount.
    """

    amount: float
    flagged: bool
    unsure: bool
    start: float
    by_word: tuple[float, ...]

    @property
    def odds(self) -> float:
        """The log odds of a yes."""
        return self.start + math.fsum(self.by_word)


@dataclass(frozen=True)
class Scored:
    """A text scored: its tokens, the terms of the lexicon in it, and both amounts."""

    tokens: tuple[Token, ...]
    hits: tuple[Hit, ...]
    what: Amount
    how: Amount

    @property
    def unsure(self) -> bool:
        """Whether either amount is too near the middle to be called."""
        return self.what.unsure or self.how.unsure

    @property
    def change(self) -> int:
        """How many words of change and new thinking it has: shown beside, never part of an amount."""
        return sum(hit.code == "C" for hit in self.hits)


def score(text: str, model: Model) -> Scored:
    """Both amounts of a text, by itself: no other text changes them."""
    tokens = tokens_of(text)
    found = hits(tokens, model.lexicon)
    carrying = content(tokens, found)
    told: dict[int, list[Told]] = {}
    amounts = {}
    for flag, weights in model.flags.items():
        if id(weights.words) not in told:
            told[id(weights.words)] = parts(tokens, found, carrying, weights)
        amounts[flag] = _amount(told[id(weights.words)], len(tokens), weights)
    return Scored(tuple(tokens), tuple(found), amounts["what"], amounts["how"])


def parts(tokens: Sequence[Token], found: Sequence[Hit], carrying: Sequence[int], weights: Weights) -> list[Told]:
    """Everything that a model with these rarities is told of a text."""
    told = lexicon_parts(found, len(tokens))
    if weights.words:
        told += weighed(word_parts(tokens, carrying), weights.words)
        told += weighed(letter_parts(tokens, carrying), weights.letters)
    return told


def _amount(told: Sequence[Told], words: int, weights: Weights) -> Amount:
    by_word = [0.0] * words
    for one in told:
        adds = weights.adds.get(one.name, 0.0) * one.size
        if adds:
            for place, share in one.shares.items():
                by_word[place] += adds * share
    odds = weights.start + math.fsum(by_word)
    chance = 1 / (1 + math.exp(-odds)) if odds > -700 else 0.0
    return Amount(chance, chance >= 0.5, abs(chance - 0.5) < UNSURE_WITHIN, weights.start, tuple(by_word))
