"""Which words of a text stand in a list of words, and under which code.

A term is one word or several; `word*` fits every word that begins so. A text is gone through from its beginning: of the
terms that fit at a word the one with most words holds, then the one that fits exactly, then the longest stem, then the
one that stands first in the list; what one term has taken, no other counts again. That is
what lets a set phrase take a word away from the code it would have alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wraparound.methods.focus.tokens import Token

NOTHING = "N"
"""The code of set phrases that say nothing of either: they only keep their words from being counted."""


@dataclass(frozen=True, slots=True)
class Term:
    """A line of the list: words, the code they stand for, and how strongly (a weight above 0)."""

    words: tuple[str, ...]
    code: str
    weight: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found: its code and weight, and its words, from token `first` up to, not including, `after`."""

    code: str
    weight: float
    first: int
    after: int


@dataclass(frozen=True)
class Lexicon:
    """Terms, laid out by their first word so that a text is gone through once."""

    version: str
    exact: dict[str, list[Term]] = field(repr=False)
    stems: dict[str, list[Term]] = field(repr=False)
    longest: int = 0
    """Letters of the longest stem: no more of a word are looked at."""
    seen: dict[str, list[Term]] = field(default_factory=dict, repr=False, compare=False)
    """Which terms may begin with a word, once it was looked up: texts say the same words again and again."""


MOST_SEEN, LONGEST_SEEN = 50_000, 40


def lexicon_of(terms: Iterable[Term], *, version: str) -> Lexicon:
    """A lexicon of these terms."""
    exact: dict[str, list[Term]] = {}
    stems: dict[str, list[Term]] = {}
    for term in terms:
        first = term.words[0]
        shelf = stems if first.endswith("*") else exact
        shelf.setdefault(first.rstrip("*"), []).append(term)
    return Lexicon(version, exact, stems, max(map(len, stems), default=0))


def hits(tokens: Sequence[Token], lexicon: Lexicon) -> list[Hit]:
    """Every term found, in order, none overlapping, those that say nothing among them."""
    found, at = [], 0
    while at < len(tokens):
        term = next((one for one in _beginning(tokens[at].word, lexicon) if _fits(one, tokens, at)), None)
        if term is None:
            at += 1
            continue
        after = at + len(term.words)
        found.append(Hit(term.code, term.weight, at, after))
        at = after
    return found


def _beginning(word: str, lexicon: Lexicon) -> list[Term]:
    if word in lexicon.seen:
        return lexicon.seen[word]
    found = sorted(_all_beginning(word, lexicon), key=_strength, reverse=True)
    # Of what people write only words that begin one of ours are kept: no name is.
    if found and len(word) <= LONGEST_SEEN:
        if len(lexicon.seen) > MOST_SEEN:
            lexicon.seen.clear()
        lexicon.seen[word] = found
    return found


def _all_beginning(word: str, lexicon: Lexicon) -> list[Term]:
    found = list(lexicon.exact.get(word, ()))
    for length in range(1, min(len(word), lexicon.longest) + 1):
        found += lexicon.stems.get(word[:length], ())
    return found


def _strength(term: Term) -> tuple[int, bool, int]:
    return len(term.words), not term.words[0].endswith("*"), len(term.words[0])


def _fits(term: Term, tokens: Sequence[Token], at: int) -> bool:
    if at + len(term.words) > len(tokens):
        return False
    return all(
        token.word.startswith(word[:-1]) if word.endswith("*") else token.word == word
        for word, token in zip(term.words[1:], tokens[at + 1 : at + len(term.words)], strict=True)
    )
