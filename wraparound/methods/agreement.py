"""How far several readers agree who sort the same texts: Krippendorff's alpha for names without an order.

Krippendorff, K. (2019), Content Analysis, 4th edition, chapter 12: 1 is full agreement, 0 what chance would give, below
0 less than that. The interval is the jackknife's (Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter
11): how much alpha moves when each text is left out in turn.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

LEAST_TEXTS = 11
"""Texts read by two at least, under which nobody can tell how far they agree."""
WIDE = 1.959964
"""Standard errors on either side for 95%."""

type Unit = Sequence[str | None]
"""What each reader said of one text, in the order of the readers; none where one said nothing."""


@dataclass(frozen=True)
class Agreed:
    """Alpha with the ends of its interval (95%), and how many texts two readers at least have sorted."""

    alpha: float
    low: float
    high: float
    texts: int


def nominal_alpha(units: Sequence[Unit]) -> float | None:
    """Krippendorff's alpha; none where no text was sorted by two, or all of them under one and the same name."""
    pairs: Counter[tuple[str, str]] = Counter()
    for unit, times in Counter(map(tuple, units)).items():
        said = [one for one in unit if one is not None]
        for pair in permutations(said, 2):
            pairs[pair] += times / (len(said) - 1)  # type: ignore[assignment]  # a count in parts
    of: Counter[str] = Counter()
    for (one, _), count in pairs.items():
        of[one] += count
    total = sum(of.values())
    expected = sum(of[one] * of[other] for one in of for other in of if one != other)
    if total <= 1 or not expected:
        return None
    observed = sum(count for (one, other), count in pairs.items() if one != other)
    return 1 - (total - 1) * observed / expected


def agreed(units: Sequence[Unit]) -> Agreed | None:
    """Alpha and its interval; none where too few texts were sorted by two, or all of them under one name.

    Where readers never differed, the lower end is what one further text on which they differ would have made of it: an
    interval of no width would claim too much.
    """
    both = [unit for unit in units if sum(one is not None for one in unit) > 1]
    alpha = nominal_alpha(both)
    if alpha is None or len(both) < LEAST_TEXTS:
        return None
    # Texts of which the same was said move alpha alike, so that each kind is left out once.
    kinds = [tuple(unit) for unit in both]
    without = {}
    for place, kind in enumerate(kinds):
        if kind not in without:
            without[kind] = nominal_alpha([*both[:place], *both[place + 1 :]])
    known = [1.0 if (one := without[kind]) is None else one for kind in kinds]
    mean = sum(known) / len(known)
    error = math.sqrt((len(known) - 1) / len(known) * sum((one - mean) ** 2 for one in known))
    if alpha == 1:
        names = sorted({one for unit in both for one in unit if one is not None})[:2]
        return Agreed(alpha, nominal_alpha([*both, names]) or 0.0, 1.0, len(both))
    return Agreed(alpha, alpha - WIDE * error, min(1.0, alpha + WIDE * error), len(both))
