"""Logistic regression with a ridge penalty, by Newton's method in as many unknowns as there are texts.

Texts are fewer than parts, so the weights are sought as a sum of the texts (w = Xᵀa), and each step solves one system
of the size of the texts: le Cessie and van Houwelingen (1992), Applied Statistics 41, 191–201, for the estimator;
Hastie, Tibshirani and Friedman (2009), The Elements of Statistical Learning, section 18.3.5, for the trick.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_STEPS = 50
SMALL = 1e-7
"""A step that moves no odds by more than about this is the last."""

type Array = NDArray[np.float64]


@dataclass(frozen=True)
class Fitted:
    """Where the log odds begin, and what each part adds to them."""

    start: float
    weights: Array


def fit(parts: Array, said: Array, *, penalty: float, counts: Array | None = None) -> Fitted:
    """The weights that make half of penalty × their squares, plus the loss of the texts, least.

    Args:
        parts: a row for each text, a column for each part.
        said: 1 where the coder said yes, 0 where no.
        penalty: how dear a large weight is, above 0; the start costs nothing.
        counts: how much each text counts; all the same where none are given.

    Raises:
        ValueError: where all texts say the same.
    """
    if said.min() == said.max():
        raise ValueError("All texts say the same: nothing can be learned from them.")
    rows = len(said)
    each = np.ones(rows) if counts is None else counts
    alike = parts @ parts.T
    sought, start = np.zeros(rows), float(np.log(said.mean() / (1 - said.mean())))
    for _ in range(MOST_STEPS):
        odds = start + alike @ sought
        chance = 1 / (1 + np.exp(-odds))
        weight = np.maximum(each * chance * (1 - chance), 1e-10)
        aim = odds + each * (said - chance) / weight
        system = np.block(
            [[alike + np.diag(penalty / weight), np.ones((rows, 1))], [np.ones((1, rows)), np.zeros((1, 1))]]
        )
        solved = np.linalg.solve(system, np.append(aim, 0.0))
        moved = float(np.abs(solved[:-1] - sought).max()) + abs(float(solved[-1]) - start)
        sought, start = solved[:-1], float(solved[-1])
        if moved < SMALL:
            break
    return Fitted(start, parts.T @ sought)
