"""Words of a text, each with where it stands: what every other step of the focus measure begins with.

A number is a word of its own, written 0 whatever it was, because “52” and “65” say the same here: that something was
counted. So are % and £. A possessive 's belongs to no word.
"""

import re
from dataclasses import dataclass

NUMBER = "0"
"""What any number is called."""


def listed(words: str) -> frozenset[str]:
    """Words with spaces between them, as a set."""
    return frozenset(words.split())


STOP_WORDS = listed(
    """
    a about above after again all also am an and any are as at be because been before being below between both but by
    can could did do does doing down during each either else every few for from further had has have having he her here
    hers herself him himself his how i if in into is it its itself just less like made make makes making many may me
    might more most much must my myself near no nor not now of off on once one only or other our ours ourselves out over
    own per put same see seen shall she should so some still such take taken takes than that the their theirs them
    themselves then there these they this those though through to too two under until up upon us use used very via was
    we were what when where whether which while who whom whose why will with within without would yet you your yours
    """
)
"""English words that join others: they never carry a weight, because no reader could be shown why they should."""

_WORD = re.compile(r"[^\W\d_]+(?:['’\-‑][^\W\d_]+)*|\d+(?:[.,]\d+)*|[%£]")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word in lower case, and the letters of the text that it was: from `start` up to, not including, `end`."""

    word: str
    start: int
    end: int


def tokens_of(text: str) -> list[Token]:
    """Every word, number, % and £ of a text, in order; none where it has none."""
    return [Token(_plain(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]


def _plain(raw: str) -> str:
    if raw[0].isdigit():
        return NUMBER
    word = raw.lower().replace("’", "'").replace("‑", "-")
    return _POSSESSIVE.sub("", word) if "'" in word else word
