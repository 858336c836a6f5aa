"""Whether a sentence says that something is missing or went wrong, by rule.

The amounts keep the topic of a sentence whatever it says of it: “staff do not feel valued” talks about people. This
flag stands beside them. A bad word counts unless it is denied itself (“we no longer tolerate bullying”); a good one
counts where it is denied (“did not meet the standard”), unless the sentence says what shall be (“nobody should wait”).
"""

from collections.abc import Sequence

from wraparound.methods.focus.lexicon import Lexicon, hits
from wraparound.methods.focus.tokens import Token, listed

BAD, GOOD = "bad", "good"
DENIES = listed(
    "not no never nobody none nothing neither nor without cannot can't don't doesn't didn't won't isn't aren't wasn't "
    "weren't hasn't haven't no-one hardly rarely seldom less fewer"
)
SHALL = listed("should will must shall let ought want wish")
REMEDIES = listed(
    "address addresses challenge challenges chase clear close cut deal deals discuss discusses end freeze help helps "
    "mend prevent put reduce repair resolve resolves review reviews seek seeks solve sort spend stop support supports "
    "tackle"
)
"""A sentence that begins with one of these is about putting something right, whatever bad words follow."""
REACH = 5
"""A denial reaches this many words ahead."""


def negative(tokens: Sequence[Token], words: Lexicon) -> bool:
    """Whether the sentence is negative, by the words that are bad by themselves and those that are once denied."""
    plain = [token.word for token in tokens]
    if plain and plain[0] in REMEDIES and plain[:2] != ["stop", "all"]:
        return False
    first_wish = next((place for place, word in enumerate(plain) if word in SHALL), len(plain))
    for hit in hits(tokens, words):
        before = plain[max(0, hit.first - REACH) : hit.first]
        denied = any(word in DENIES for word in before)
        wished = first_wish < hit.after
        if hit.code == BAD and not denied and not wished:
            return True
        if hit.code == GOOD and denied and not wished and not _asks(plain):
            return True
    return False


def _asks(plain: Sequence[str]) -> bool:
    """A sentence that begins with a denial tells somebody what not to do: “never dismiss”, “do not let”."""
    return plain[:1] == ["never"] or plain[:2] == ["do", "not"] or plain[:1] == ["don't"]
