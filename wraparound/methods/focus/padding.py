"""Signs that a text was padded: the same phrase again and again, and kind words hung on the end of tasks.

Scores of this sort are easily moved by pasting phrases, so a reader is told where it looks as if somebody had. Neither
sign proves anything: forms repeat themselves too.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from wraparound.methods.focus.lexicon import NOTHING
from wraparound.methods.focus.model import Model, Scored, score

PHRASE = 4
"""Words of a phrase that is looked for."""
LEAST_TIMES = 3
REPEATED_IN = 0.1
"""A phrase is named when it stands in at least this share of the sentences, and in three of them."""
KIND = frozenset(
    {"caring", "collaborative", "collaboratively", "compassion", "compassionate", "compassionately", "inclusive"}
    | {"kind", "kindly", "respect", "respectful", "respectfully", "values"}
)
"""Kind words that the list counts as nothing, since they say nothing of what is done: “in a compassionate way”."""
TAIL = 8
"""Words at the end of a sentence that are taken off, to see what is left."""
LEAST_LEFT = 4
HUNG_ON = 0.25
"""A warning comes when in this share of the sentences, and three of them, how stands in the last words alone."""


@dataclass(frozen=True)
class Padding:
    """What looks like padding: phrases and how many sentences they stand in; sentences whose end alone says how."""

    phrases: tuple[tuple[str, int], ...]
    hung_on: tuple[int, ...]
    warned: bool


def padding(texts: Sequence[str], scores: Sequence[Scored], model: Model) -> Padding:
    """Signs of padding in the sentences of a document.

    Args:
        texts: the sentences.
        scores: each of them scored.
        model: what they were scored with; shortened sentences are scored again.
    """
    phrases = repeated(scores)
    hung = tuple(place for place, one in enumerate(scores) if _hangs(texts[place], one, model))
    enough = max(LEAST_TIMES, HUNG_ON * len(scores))
    return Padding(phrases, hung, warned=bool(phrases) or len(hung) >= enough)


def repeated(scores: Sequence[Scored]) -> tuple[tuple[str, int], ...]:
    """Phrases of four words with a term of how in them, that stand in many sentences; the most frequent first."""
    sentences: Counter[tuple[str, ...]] = Counter()
    for one in scores:
        sentences.update(set(_phrases(one)))
    least = max(LEAST_TIMES, REPEATED_IN * len(scores))
    often = [(phrase, times) for phrase, times in sentences.items() if times >= least]
    return tuple((" ".join(phrase), times) for phrase, times in sorted(often, key=lambda pair: (-pair[1], pair[0])))


def _phrases(one: Scored) -> list[tuple[str, ...]]:
    words = [token.word for token in one.tokens]
    speaking: dict[int, bool] = defaultdict(bool)
    for hit in one.hits:
        for place in range(hit.first, hit.after):
            speaking[place] |= hit.code in "REP" or (hit.code == NOTHING and words[place] in KIND)
    return [
        tuple(words[at : at + PHRASE])
        for at in range(len(words) - PHRASE + 1)
        if any(speaking[place] for place in range(at, at + PHRASE))
    ]


def _hangs(text: str, one: Scored, model: Model) -> bool:
    """Whether how is flagged by the last words alone, and what without them."""
    left = len(one.tokens) - TAIL
    if not one.how.flagged or left < LEAST_LEFT:
        return False
    shorter = score(text[: one.tokens[left].start], model)
    return shorter.what.flagged and not shorter.how.flagged
