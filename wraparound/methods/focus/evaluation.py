"""How well yes-or-no answers agree with those of a coder: kappa, F1, the area under the curve, and their intervals.

Cohen (1960), Educational and Psychological Measurement 20, 37–46, for kappa; Hanley and McNeil (1982), Radiology 143,
29–36, for the area as a probability. Intervals: whole documents are drawn again, not sentences, because sentences of
one document are alike (Davison and Hinkley 1997, Bootstrap Methods and their Application, section 3.8).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Array = NDArray[np.float64]
type Figure = Callable[[Array, Array], float]
"""What coders said (0 or 1) and what is held against it, to one number; not a number where it cannot be told."""


@dataclass(frozen=True)
class Coded:
    """Sentences that a coder answered: what was said (0 or 1), what is held against it, and the document of each."""

    said: Array
    held: Array
    documents: Sequence[str]


@dataclass(frozen=True)
class Interval:
    """A figure with the ends of its interval."""

    figure: float
    low: float
    high: float


def kappa(said: Array, flagged: Array) -> float:
    """Cohen's kappa of two yes-or-no answers: 1 full agreement, 0 what chance would give."""
    observed = float((said == flagged).mean())
    yes, flags = float(said.mean()), float(flagged.mean())
    chance = yes * flags + (1 - yes) * (1 - flags)
    return float("nan") if chance == 1 else (observed - chance) / (1 - chance)


def macro_f1(said: Array, flagged: Array) -> float:
    """The mean of the F1 of yes and the F1 of no."""
    return (_f1(said == 1, flagged == 1) + _f1(said == 0, flagged == 0)) / 2


def accuracy(said: Array, flagged: Array) -> float:
    """The share of answers that agree."""
    return float((said == flagged).mean())


def area(said: Array, scores: Array) -> float:
    """How often a yes has the higher score than a no, ties as half."""
    yes, no = scores[said == 1], scores[said == 0]
    if not len(yes) or not len(no):
        return float("nan")
    order = np.concatenate([yes, no])
    _, place, times = np.unique(order, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(times) - (times - 1) / 2)[place]
    return float((ranks[: len(yes)].sum() - len(yes) * (len(yes) + 1) / 2) / (len(yes) * len(no)))


def with_interval(figure: Figure, coded: Coded, *, chance: np.random.Generator, times: int = 2000) -> Interval:
    """A figure and its 95% interval, from drawing as many documents again as there are, with replacement."""
    documents = np.array(coded.documents)
    of = [np.flatnonzero(documents == name) for name in sorted(set(coded.documents))]
    drawn = []
    for _ in range(times):
        rows = np.concatenate([of[place] for place in chance.integers(0, len(of), len(of))])
        drawn.append(figure(coded.said[rows], coded.held[rows]))
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Interval(figure(coded.said, coded.held), float(low), float(high))


def best_threshold(said: Array, scores: Array) -> float:
    """The threshold with the best kappa; halfway between two neighbouring scores, the middle one of those as good."""
    levels = np.unique(scores)
    if len(levels) == 1:
        return float(levels[0])
    between = (levels[1:] + levels[:-1]) / 2
    found = np.array([kappa(said, (scores >= one).astype(float)) for one in between])
    best = np.flatnonzero(found >= np.nanmax(found) - 1e-12)
    return float(between[best[len(best) // 2]])


def _f1(said: NDArray[np.bool_], flagged: NDArray[np.bool_]) -> float:
    both = int((said & flagged).sum())
    return 2 * both / max(int(said.sum() + flagged.sum()), 1)


def share_yes(answers: Iterable[bool]) -> float:
    """The share of yes among some answers."""
    found = list(answers)
    return sum(found) / len(found)
