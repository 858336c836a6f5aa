"""Coded sentences to the weights of a model; and what a model says of each kind of document without having seen it.

Two ways to learn: the full one, a ridge on words, pieces of words and the lexicon; and the readable one, the weight
of a flag's terms for each word of the sentence, with the threshold on which the coded sentences agree best.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from wraparound.methods.focus.evaluation import Array, best_threshold
from wraparound.methods.focus.features import Told, content, letter_parts, lexicon_parts, word_parts
from wraparound.methods.focus.fitting import fit
from wraparound.methods.focus.lexicon import Lexicon, hits
from wraparound.methods.focus.model import FLAGS, Flag, Model, Weights, parts, score
from wraparound.methods.focus.tokens import tokens_of

PENALTY = 1.0
LEAST_WORDS, LEAST_LETTERS = 2, 3
"""Sentences that a word, or a piece of one, must stand in to have a weight."""
CODES_OF: dict[Flag, str] = {"what": "T", "how": "REP"}
NEARLY_FREE = 1e-6


@dataclass(frozen=True)
class Lesson:
    """A coded sentence, and the group it is held out with."""

    text: str
    code: str
    group: str

    def says(self, flag: Flag) -> bool:
        """Whether its coder said yes to a flag."""
        return bool(set(self.code) & set(CODES_OF[flag]))


type Learn = Callable[[Sequence[Lesson], Lexicon], dict[Flag, Weights]]


def learn_fully(lessons: Sequence[Lesson], lexicon: Lexicon) -> dict[Flag, Weights]:
    """Both flags from words, pieces of words and the lexicon."""
    words, letters = _rarities(lessons, lexicon)
    empty = Weights(0.0, {}, words, letters)
    told = [_told(one.text, lexicon, empty) for one in lessons]
    names = sorted({part.name for row in told for part in row})
    table = _table(told, names)
    return {flag: _learned(flag, lessons, table, names, empty) for flag in FLAGS}


def learn_readably(lessons: Sequence[Lesson], lexicon: Lexicon) -> dict[Flag, Weights]:
    """Both flags from how densely their terms stand, nothing else."""
    return {flag: _readable(flag, lessons, lexicon) for flag in FLAGS}


def held_out(lessons: Sequence[Lesson], lexicon: Lexicon, learn: Learn) -> dict[Flag, Array]:
    """The amounts of each sentence, by what was learned from the groups that it does not belong to."""
    amounts: dict[Flag, Array] = {flag: np.zeros(len(lessons)) for flag in FLAGS}
    for group in sorted({one.group for one in lessons}):
        learned = learn([one for one in lessons if one.group != group], lexicon)
        model = Model("", lexicon, learned)
        for place, one in enumerate(lessons):
            if one.group == group:
                scored = score(one.text, model)
                amounts["what"][place], amounts["how"][place] = scored.what.amount, scored.how.amount
    return amounts


def _rarities(lessons: Sequence[Lesson], lexicon: Lexicon) -> tuple[dict[str, float], dict[str, float]]:
    words: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    for one in lessons:
        tokens = tokens_of(one.text)
        carrying = content(tokens, hits(tokens, lexicon))
        words.update(set(word_parts(tokens, carrying)))
        letters.update(set(letter_parts(tokens, carrying)))
    return _rarity(words, len(lessons), LEAST_WORDS), _rarity(letters, len(lessons), LEAST_LETTERS)


def _rarity(counts: Counter[str], sentences: int, least: int) -> dict[str, float]:
    """Parts that stand in enough sentences, with the logarithm of how few those are."""
    return {
        name: math.log((1 + sentences) / (1 + count)) + 1 for name, count in sorted(counts.items()) if count >= least
    }


def _told(text: str, lexicon: Lexicon, weights: Weights) -> list[Told]:
    tokens = tokens_of(text)
    found = hits(tokens, lexicon)
    return parts(tokens, found, content(tokens, found), weights)


def _table(told: Sequence[Sequence[Told]], names: Sequence[str]) -> Array:
    place = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(told), len(names)))
    for row, own in enumerate(told):
        for part in own:
            table[row, place[part.name]] = part.size
    return table


def _learned(flag: Flag, lessons: Sequence[Lesson], table: Array, names: Sequence[str], empty: Weights) -> Weights:
    fitted = fit(table, _said(flag, lessons), penalty=PENALTY)
    adds = dict(zip(names, fitted.weights.tolist(), strict=True))
    return Weights(fitted.start, adds, empty.words, empty.letters)


def _readable(flag: Flag, lessons: Sequence[Lesson], lexicon: Lexicon) -> Weights:
    names = [f"l:{code} dense" for code in CODES_OF[flag]]
    said = _said(flag, lessons)
    dense = np.array([_dense(one.text, lexicon, names) for one in lessons])
    slope = float(fit(dense[:, None], said, penalty=NEARLY_FREE).weights[0])
    return Weights(-slope * best_threshold(said, dense), dict.fromkeys(names, slope), {}, {})


def _dense(text: str, lexicon: Lexicon, names: Sequence[str]) -> float:
    tokens = tokens_of(text)
    return sum(part.size for part in lexicon_parts(hits(tokens, lexicon), len(tokens)) if part.name in names)


def _said(flag: Flag, lessons: Sequence[Lesson]) -> Array:
    return np.array([float(one.says(flag)) for one in lessons])
