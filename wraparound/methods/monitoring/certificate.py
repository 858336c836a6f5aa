"""The certificate: a stake that grows only if a unit does otherwise than its comparators, whenever one looks.

An e-process. Each quarter's remainder is placed among what reference paths did after the same two quarters before, in
one of a hundred cells; a bet on a slide pays by how much likelier the cell is if the unit slides. Under the reference
paths the expected stake is 1 after any number of quarters, so that it ever reaches 20 in at most 1 of 20 cases (Ville's
inequality; Howard, Ramdas, McAuliffe and Sekhon 2021). Method page: docs/methods/patience.md, 8.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from wraparound.methods.monitoring.paths import ReferencePaths
from wraparound.methods.trajectories.fit import weighted_quantile
from wraparound.methods.trajectories.panel import Array, share_with

ENOUGH = 20.0
"""The stake at which the certificate speaks: at most 1 of 20 units that do as their comparators did ever get there."""

SLIDES = (0.5, 1.0)
"""Points a month that are betted on, half of the stake on each."""

LOOKS_BACK = 2
CELLS = 100
BOLDEST = 1.5
"""A bet of more standard deviations would lose all on one quarter that went well."""

NORMAL = NormalDist()


@dataclass(frozen=True)
class Look:
    """One quarter: what is carried over from up to two quarters before it, 99 inner edges of the cells, and the bets.

    `bets` has one per slide: by how many standard deviations it would move this quarter down.
    """

    carried: tuple[float, ...]
    edges: tuple[float, ...]
    bets: tuple[float, ...]


@dataclass(frozen=True)
class Certificate:
    """The looks, one a quarter."""

    looks: tuple[Look, ...]


def certificate_for(paths: ReferencePaths, start: Array, median: float) -> Certificate:
    """The certificate for a unit with this start, where the median unit stands at `median` log odds."""
    weights = paths.weights(float(start[0]))
    return certificate_of(paths, weights, slide_a_month(float(start[0]), median))


def certificate_of(paths: ReferencePaths, weights: Array, log_odds_a_point: float) -> Certificate:
    """The certificate from reference paths weighted so, for a unit whose one point is worth so many log odds."""
    quarters = paths.looks
    months = (np.arange(quarters.shape[1]) + 1) * 3 - 1
    looks = []
    for look in range(quarters.shape[1]):
        before = quarters[:, max(0, look - LOOKS_BACK) : look]
        carried = _carried(before, quarters[:, look], weights)
        new = quarters[:, look] - before @ carried
        spread = float(np.sqrt(weights @ new**2))
        usual = months / paths.spread_of_looks
        moved = usual[look] - usual[max(0, look - LOOKS_BACK) : look] @ carried
        looks.append(
            Look(
                carried=tuple(round(float(one), 4) for one in carried),
                edges=tuple(
                    round(float(one), 3) for one in weighted_quantile(new, weights, np.arange(1, CELLS) / CELLS)
                ),
                bets=tuple(round(_bet(slide * log_odds_a_point * moved / spread), 4) for slide in SLIDES),
            )
        )
    return Certificate(tuple(looks))


def slide_a_month(level: float, median: float) -> float:
    """Log odds that one point (of a hundred) is worth to a unit at this level beside the median."""
    share = share_with(level + median)
    return 0.01 / (share * (1 - share))


def stakes(certificate: Certificate, quarters: Array) -> Array:
    """Rows × looks: the stake after each quarter, from 1, of quarters' means in spreads (NaN where not reported).

    No bet is made on a quarter that was not reported, or on one whose expectation rests on such.
    """
    worth = np.ones((len(quarters), len(SLIDES)))
    found = np.ones((len(quarters), min(quarters.shape[1], len(certificate.looks))))
    for place, look in enumerate(certificate.looks[: quarters.shape[1]]):
        before = quarters[:, place - len(look.carried) : place]
        new = quarters[:, place] - before @ np.array(look.carried)
        there = ~np.isnan(new)
        cell = np.searchsorted(np.array(look.edges), np.where(there, new, 0.0), side="left")
        pays = np.column_stack([_payments(bet)[cell] for bet in look.bets])
        worth *= np.where(there[:, None], pays, 1.0)
        found[:, place] = worth.mean(axis=1)
    return found


def _carried(before: Array, now: Array, weights: Array) -> Array:
    if not before.shape[1]:
        return np.empty(0)
    weighted = before * weights[:, None]
    gram = weighted.T @ before
    gram += 1e-9 * np.trace(gram) * np.eye(len(gram))
    found: Array = np.linalg.solve(gram, weighted.T @ now)
    return found


def _bet(moved: float) -> float:
    return float(np.clip(moved, 0.0, BOLDEST))


def _payments(bet: float) -> Array:
    """Cells, lowest first: how much likelier each is if everything moves down by `bet` deviations; its mean is 1."""
    edges = np.array([-np.inf, *(NORMAL.inv_cdf(one / CELLS) for one in range(1, CELLS)), np.inf])
    moved = np.array([0.0, *(NORMAL.cdf(float(one) + bet) for one in edges[1:-1]), 1.0])
    found: Array = CELLS * np.diff(moved)
    return found
