"""The same amounts as most would work them out: a text to a row of a sparse matrix, all rows times the weights at once.

No such package is locked here, so this is written for the comparison, as scikit-learn does it: words, pairs of words
and pieces of words are counted, weighed by rarity, and brought to length 1; the lexicon is one regular expression. It
takes our words, lexicon and weights, and no word gets its part back: it says how much, and never why.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise

import numpy as np
from scipy.sparse import csr_array

from wraparound.methods.focus.features import CODES, SMOOTHING, pieces
from wraparound.methods.focus.lexicon import NOTHING, Lexicon, Term
from wraparound.methods.focus.model import FLAGS, Flag, Model, Weights
from wraparound.methods.focus.tokens import STOP_WORDS, tokens_of

type Amounts = np.ndarray[tuple[int], np.dtype[np.float64]]
type Row = dict[str, float]


class Matrices:
    """A model laid out as a vocabulary, an expression and a column of weights for each flag."""

    def __init__(self, model: Model) -> None:
        self._terms = _strongest_first(model.lexicon)
        self._expression = re.compile(f"(?<![^ ])(?:{_by_first_letter(self._terms)})(?![^ ])")
        self._flags = model.flags
        known = {name for weights in model.flags.values() for name in weights.adds}
        self._place = {name: place for place, name in enumerate(sorted(known))}
        self._columns = {flag: self._column(weights) for flag, weights in model.flags.items()}

    def amounts(self, texts: Sequence[str]) -> dict[Flag, Amounts]:
        """Of each text, in order, the chance of a yes, 0 to 1."""
        rows = [self._row(text) for text in texts]
        return {flag: self._of_flag(rows, flag) for flag in FLAGS}

    def _of_flag(self, rows: Sequence[Row], flag: Flag) -> Amounts:
        odds = self._flags[flag].start + self._matrix(rows) @ self._columns[flag]
        return np.asarray(1 / (1 + np.exp(-odds)))

    def _column(self, weights: Weights) -> Amounts:
        column = np.zeros(len(self._place))
        for name, adds in weights.adds.items():
            column[self._place[name]] = adds
        return column

    def _matrix(self, rows: Sequence[Row]) -> csr_array:
        place = self._place
        known = [[(place[name], size) for name, size in row.items() if name in place] for row in rows]
        begins = np.cumsum([0, *map(len, known)])
        flat = [pair for row in known for pair in row]
        return csr_array(([size for _, size in flat], [at for at, _ in flat], begins), shape=(len(rows), len(place)))

    def _row(self, text: str) -> Row:
        words = [token.word for token in tokens_of(text)]
        row, silent = self._of_lexicon(words)
        carrying = [word for at, word in enumerate(words) if word not in STOP_WORDS and at not in silent]
        for weights in self._flags.values():
            if weights.words:
                row |= _weighed(Counter([*(f"w:{one}" for one in carrying), *_pairs(carrying)]), weights.words)
                row |= _weighed(Counter(piece for word in carrying for piece in pieces(word)), weights.letters)
        return row

    def _of_lexicon(self, words: Sequence[str]) -> tuple[Row, set[int]]:
        """What the terms found say, code by code, and the places of words that a set phrase takes away."""
        text = " ".join(words)
        totals: dict[str, float] = defaultdict(float)
        silent: set[int] = set()
        for found in self._expression.finditer(text):
            term = self._terms[(found.lastindex or 0) - 1]
            if term.code == NOTHING:
                first = text.count(" ", 0, found.start())
                silent |= set(range(first, first + len(term.words)))
            else:
                totals[term.code] += term.weight
        row: Row = {}
        for code in CODES:
            if total := totals[code]:
                row[f"l:{code} any"] = 1.0
                row[f"l:{code} much"] = math.log1p(total)
                row[f"l:{code} dense"] = total / (len(words) + SMOOTHING)
        return row, silent


def _strongest_first(lexicon: Lexicon) -> list[Term]:
    every = [term for shelf in (*lexicon.exact.values(), *lexicon.stems.values()) for term in shelf]
    # Those of one first letter stand together, or the expression would try each term at each word: ten times as long.
    return sorted(
        every,
        key=lambda one: (one.words[0][0], -len(one.words), one.words[0].endswith("*"), -len(one.words[0])),
    )


def _by_first_letter(terms: Sequence[Term]) -> str:
    shelves = groupby(terms, key=lambda one: one.words[0][0])
    return "|".join(f"(?={re.escape(letter)})(?:{'|'.join(map(_pattern, own))})" for letter, own in shelves)


def _pattern(term: Term) -> str:
    words = [f"{re.escape(word[:-1])}[^ ]*" if word.endswith("*") else re.escape(word) for word in term.words]
    return f"({' '.join(words)})"


def _pairs(words: Sequence[str]) -> Iterable[str]:
    return (f"w:{one} {two}" for one, two in pairwise(words))


def _weighed(counts: Mapping[str, int], rarity: Mapping[str, float]) -> Row:
    known = {name: (1 + math.log(times)) * rarity[name] for name, times in counts.items() if name in rarity}
    length = math.sqrt(sum(size * size for size in known.values()))
    return {name: size / length for name, size in known.items()}
