"""What a linear model is told of a text, and which word each part comes from.

Every part has owners: the tokens that it was read from. So whatever a linear model makes of a text can be handed back
to its words without remainder.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wraparound.methods.focus.lexicon import NOTHING, Hit
from wraparound.methods.focus.tokens import NUMBER, STOP_WORDS, Token

CODES = ("T", "R", "E", "P", "C")
SHORTEST, LONGEST = 3, 5
"""Letters of a piece of a word, its edges marked and counted."""
LONGEST_WORD = 40
SMOOTHING = 8
"""Words added to the length of a text before its terms are set against it: one term in three words is no certainty."""

type Owners = tuple[int, ...]
type Parts = dict[str, list[Owners]]
"""Each part of a text by name, and for every time it occurs the tokens that it belongs to."""


@dataclass(frozen=True, slots=True)
class Told:
    """One number that a model is told: name, size, and the share of it that each token has (shares sum to 1)."""

    name: str
    size: float
    shares: Mapping[int, float]


def content(tokens: Sequence[Token], found: Sequence[Hit]) -> list[int]:
    """Places of the words that may carry a weight: none that only join others, none in a phrase that says nothing."""
    silent = {place for hit in found if hit.code == NOTHING for place in range(hit.first, hit.after)}
    return [place for place, token in enumerate(tokens) if token.word not in STOP_WORDS and place not in silent]


def word_parts(tokens: Sequence[Token], content: Sequence[int]) -> Parts:
    """Words, and pairs of those that follow one another once the words between that say nothing are left out."""
    told: Parts = defaultdict(list)
    for place in content:
        told[f"w:{tokens[place].word}"].append((place,))
    for one, two in pairwise(content):
        told[f"w:{tokens[one].word} {tokens[two].word}"].append((one, two))
    return told


def letter_parts(tokens: Sequence[Token], content: Sequence[int]) -> Parts:
    """Pieces of three to five letters within a word; none of numbers."""
    told: Parts = defaultdict(list)
    for place in content:
        for piece in pieces(tokens[place].word):
            told[piece].append((place,))
    return told


def pieces(word: str) -> tuple[str, ...]:
    """Pieces of a word with its edges marked by _: “c:_tar” is how some words begin.

    None of a number, nor of what is longer than words are.
    """
    if word == NUMBER or len(word) > LONGEST_WORD:
        return ()
    edged = f"_{word}_"
    return tuple(
        f"c:{edged[start : start + length]}"
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(len(edged) - length + 1)
    )


def weighed(parts: Parts, rarity: Mapping[str, float]) -> list[Told]:
    """Parts that the model knows: 1 + log of how often, times rarity, all of them together of length 1."""
    known = [
        (name, owners, (1 + math.log(len(owners))) * rarity[name]) for name, owners in parts.items() if name in rarity
    ]
    length = math.sqrt(sum(size * size for _, _, size in known))
    return [Told(name, size / length, _shared(owners)) for name, owners, size in known]


def lexicon_parts(found: Sequence[Hit], words: int) -> list[Told]:
    """What the terms found say, code by code: that there is one, how many (as a logarithm), and how densely.

    Args:
        found: the terms of the text.
        words: how many tokens the text has.
    """
    told = []
    for code in CODES:
        own = [hit for hit in found if hit.code == code]
        total = sum(hit.weight for hit in own)
        if not total:
            continue
        shares: dict[int, float] = defaultdict(float)
        for hit in own:
            for place in range(hit.first, hit.after):
                shares[place] += hit.weight / total / (hit.after - hit.first)
        told.append(Told(f"l:{code} any", 1.0, shares))
        told.append(Told(f"l:{code} much", math.log1p(total), shares))
        told.append(Told(f"l:{code} dense", total / (words + SMOOTHING), shares))
    return told


def _shared(owners: Sequence[Owners]) -> dict[int, float]:
    shares: dict[int, float] = defaultdict(float)
    for places in owners:
        for place in places:
            shares[place] += 1 / len(owners) / len(places)
    return shares
