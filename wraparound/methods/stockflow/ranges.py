"""What is said of counts that came out many times: ranges, and how much of them is chance and how much is rates."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.stockflow.stock import Array

Counts = NDArray[np.integer] | NDArray[np.float64]
"""Whole numbers, or shares of them."""


class CannotPart(ValueError):
    """Chance and rates cannot be told apart: each set of rates must have come up as often as the others, and twice."""


@dataclass(frozen=True, eq=False)
class Range:
    """The mean, and the ends of a range that holds at least `level` of the replications; by what was counted."""

    mean: Array
    low: Array
    high: Array
    level: float


@dataclass(frozen=True, eq=False)
class Sources:
    """Standard deviations of a count, by what was counted: `chance`, were the rates known, and `rates`, not known.

    Their squares add up to that of the whole. `rates` is 0 where what is seen of it is less than chance would make.
    """

    chance: Array
    rates: Array


def range_of(counts: Counts, level: float = 0.8) -> Range:
    """The range of counts, replications first, with the same share left out at either end."""
    tail = (1 - level) / 2
    low, high = np.quantile(counts, (tail, 1 - tail), axis=0, method="inverted_cdf")
    return Range(counts.mean(axis=0), low, high, level)


def sources_of(counts: Counts, draws: int) -> Sources:
    """How far counts go apart by chance and by rates; the n-th replication used the n-th of so many sets of rates.

    One-way analysis of variance with random effects (Searle, Casella and McCulloch 1992, chapter 3): what varies among
    replications of one set of rates is chance.
    """
    many = len(counts)
    if draws < 2 or many % draws or many // draws < 2:
        raise CannotPart(
            f"{many} replications of {draws} sets of rates: let each come up equally often, twice at least."
        )
    by_draw = counts.reshape(many // draws, draws, *counts.shape[1:]).astype(np.float64)
    within = by_draw.var(axis=0, ddof=1).mean(axis=0)
    between = by_draw.mean(axis=0).var(axis=0, ddof=1) - within / len(by_draw)
    return Sources(np.sqrt(within), np.sqrt(np.clip(between, 0, None)))
