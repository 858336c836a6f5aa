"""The share of how, once it is counted in how often sentences of such documents are read wrongly.

Rogan and Gladen (1978), American Journal of Epidemiology 107, 71–76: of sentences, a part p has a flag and a part
p·sensitivity + (1 − p)·(1 − specificity) is given one, so p follows from the part that is given it. The share of how is
a ratio of two such parts; its interval is all shares that the counts, and the trials from which sensitivity and
specificity come, do not contradict (Fieller 1954, Journal of the Royal Statistical Society B 16, 175–185). Trials and
counts of a few are drawn in by a half, as Agresti and Coull (1998, The American Statistician 52, 119–126) do, so that
no rate of 0 or 1 passes for certain. The two flags of one sentence are taken to be misread independently.
"""

import math
from dataclasses import dataclass

from wraparound.methods.focus.counting import STEPS, WIDE, FlagCounts, HowShare, share_of_how

LEAST_TRIED = 20
"""Sentences that coders said yes to, and no to, of a kind of document, under which nothing is corrected by them."""
LEAST_TELLING = 0.3
"""Sensitivity and specificity less 1, at the lower end of its 95% interval: at 0 a flag would say nothing at all."""


@dataclass(frozen=True)
class Tried:
    """How a flag was read where coders said yes and where they said no: sentences that are sure, in counts."""

    found: int
    yes: int
    left: int
    no: int

    @property
    def sensitivity(self) -> float:
        """The part of those with the flag that is given it."""
        return (self.found + 0.5) / (self.yes + 1)

    @property
    def specificity(self) -> float:
        """The part of those without it that is not."""
        return (self.left + 0.5) / (self.no + 1)

    @property
    def telling(self) -> float:
        """What a yes tells: 1 where nothing is read wrongly, 0 where it is chance."""
        return self.sensitivity + self.specificity - 1

    @property
    def spreads(self) -> tuple[float, float]:
        """Variances of the two."""
        yes, no = self.sensitivity, self.specificity
        return yes * (1 - yes) / (self.yes + 2), no * (1 - no) / (self.no + 2)

    @property
    def is_sound(self) -> bool:
        """Whether enough was tried, and a yes clearly tells something, so that counts can be corrected by it."""
        least = self.telling - WIDE * math.sqrt(sum(self.spreads))
        return min(self.yes, self.no) >= LEAST_TRIED and least >= LEAST_TELLING


@dataclass(frozen=True)
class _Part:
    """The corrected part of sentences with a flag, which may lie outside 0 to 1, and its variance."""

    part: float
    spread: float


def corrected_share(counts: FlagCounts, what: Tried, how: Tried) -> HowShare | None:
    """The share of how with its 95% interval once misreadings are counted in; none where there is none to correct.

    None too where, by these trials, counts like these could come from a document with neither.
    """
    if share_of_how(counts) is None or min(what.telling, how.telling) <= 0:
        return None
    sure = counts.flagged + counts.neither
    seen_what, seen_how = (counts.what + counts.both) / sure, (counts.how + counts.both) / sure
    parts = _part(seen_what, what, sure), _part(seen_how, how, sure)
    together = (counts.both / sure - seen_what * seen_how) / sure / (what.telling * how.telling)
    total = parts[0].part + parts[1].part
    spread = parts[0].spread + parts[1].spread + 2 * together
    if total <= 0 or total**2 <= WIDE**2 * spread:
        return None
    share = min(1.0, max(0.0, parts[1].part / total))
    return HowShare(share, _end(share, 0.0, *parts, together), _end(share, 1.0, *parts, together))


def _part(seen: float, tried: Tried, sure: int) -> _Part:
    part = (seen + tried.specificity - 1) / tried.telling
    held, drawn = min(1.0, max(0.0, part)), min(max(seen, 0.5 / sure), 1 - 0.5 / sure)
    of_yes, of_no = tried.spreads
    spread = drawn * (1 - drawn) / sure + held**2 * of_yes + (1 - held) ** 2 * of_no
    return _Part(part, spread / tried.telling**2)


def _end(inside: float, outside: float, what: _Part, how: _Part, together: float) -> float:
    """The share furthest on that side which is not contradicted, by halving."""

    def fits(share: float) -> bool:
        off = (1 - share) * how.part - share * what.part
        spread = (1 - share) ** 2 * how.spread - 2 * share * (1 - share) * together + share**2 * what.spread
        return off**2 <= WIDE**2 * spread

    if fits(outside):
        return outside
    for _ in range(STEPS):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if fits(middle) else (inside, middle)
    return inside
