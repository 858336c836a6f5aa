"""Hazards by elapsed time, role and kind, pooled in part: what little is known of each leans on what is known of all.

A hazard is a chance per month of ending, for whoever has not ended yet. It is one general rate times a factor for
elapsed time, one for the role and one for the kind; each has a gamma prior, events are counts of a Poisson variable,
and so each is drawn from a gamma distribution given the others (Gibbs; Gelman and others 2013, Bayesian Data Analysis,
chapters 5 and 11). One draw is one set of rates that could be true: their spread is what is not known about rates.
Method page: docs/methods/stockflow.md.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

SWEEPS = 150
"""Rounds from the prior to a draw; chains run side by side, one a draw, so that draws are independent."""

LEAST_RATE = 1e-300


class NoHistory(ValueError):
    """Spells or counts that cannot be read as a history; the message says what is wrong."""


@dataclass(frozen=True, eq=False)
class History:
    """What was seen: elapsed bands × roles × kinds. `events` are ends, `exposure` is months under observation."""

    events: Array
    exposure: Array

    def __post_init__(self) -> None:
        """Counts fit each other, or NoHistory says why not."""
        if self.events.ndim != 3 or self.events.shape != self.exposure.shape:
            raise NoHistory("Events and exposure are both by elapsed band, role and kind.")
        parts = np.stack([self.events, self.exposure])
        if not np.isfinite(parts).all() or (parts < 0).any():
            raise NoHistory("Events and exposure must be finite and not negative.")
        if ((self.events > 0) & (self.exposure == 0)).any():
            raise NoHistory("An event needs time in which it could happen.")


@dataclass(frozen=True)
class Prior:
    """What is believed before any history is seen.

    Attributes:
        monthly: the general rate, events a month.
        worth: as how many seen events that belief counts (the shape of its gamma distribution).
        by_elapsed, by_role, by_kind: the same for the factors of each; the spread of one is 1 / √worth.
        edges: months at which elapsed bands begin, the first of them 0.
    """

    monthly: float
    worth: float
    by_elapsed: float
    by_role: float
    by_kind: float
    edges: tuple[float, ...] = (0.0,)

    def __post_init__(self) -> None:
        """It can be true, or NoHistory says why not."""
        numbers = (self.monthly, self.worth, self.by_elapsed, self.by_role, self.by_kind)
        if not all(math.isfinite(one) and one > 0 for one in numbers):
            raise NoHistory("A prior rate and what it is worth are above 0.")
        if self.edges[:1] != (0.0,) or list(self.edges) != sorted(set(self.edges)):
            raise NoHistory("Elapsed bands begin at 0 months, each later than the one before.")


@dataclass(frozen=True, eq=False)
class Hazards:
    """Draws × elapsed bands × roles × kinds: rates a month that could be true, each draw as likely as another."""

    rates: Array
    edges: tuple[float, ...]

    @property
    def draws(self) -> int:
        """How many sets of rates there are."""
        return int(self.rates.shape[0])

    def at_mean(self) -> "Hazards":
        """One set, the mean of all: with it, what is left of a range is chance alone."""
        return Hazards(self.rates.mean(axis=0, keepdims=True), self.edges)

    def times(self, factor: float) -> "Hazards":
        """The same, so many times as high."""
        return Hazards(self.rates * factor, self.edges)


@dataclass(frozen=True, eq=False)
class Spells:
    """Times under observation, each of a role and kind; months since the beginning of what may end.

    `entered`: elapsed when first seen; `left`: elapsed when last seen; `ended`: whether it ended then.
    """

    role: Ints
    kind: Ints
    entered: Array
    left: Array
    ended: NDArray[np.bool_]


def history_of(spells: Spells, edges: Sequence[float], roles: int, kinds: int) -> History:
    """Ends and months under observation of each band, role and kind; a band holds its first month and not its last."""
    if (spells.entered < 0).any() or (spells.left < spells.entered).any():
        raise NoHistory("A spell is last seen no earlier than first, and neither before it begins.")
    shape = (len(edges), roles, kinds)
    events, exposure = np.zeros(shape), np.zeros(shape)
    for band, starts in enumerate(edges):
        ends = edges[band + 1] if band + 1 < len(edges) else math.inf
        months = np.clip(np.minimum(spells.left, ends) - np.maximum(spells.entered, starts), 0, None)
        np.add.at(exposure[band], (spells.role, spells.kind), months)
        # An end at an edge closes the band in which the time was spent; of a spell without time nothing was seen.
        here = spells.ended & (spells.left > spells.entered) & (spells.left > starts) & (spells.left <= ends)
        np.add.at(events[band], (spells.role[here], spells.kind[here]), 1.0)
    return History(events, exposure)


def hazards_from(
    history: History, prior: Prior, draws: int, chance: np.random.Generator, *, sweeps: int = SWEEPS
) -> Hazards:
    """So many independent draws of the rates that could be true, given the history.

    With no history at all they are draws of the prior.
    """
    if history.events.shape[0] != len(prior.edges):
        raise NoHistory(f"The history has {history.events.shape[0]} elapsed bands, the prior {len(prior.edges)}.")
    seen = history.exposure
    worths = (prior.by_elapsed, prior.by_role, prior.by_kind)
    factors = [chance.gamma(worth, 1 / worth, (draws, size)) for worth, size in zip(worths, seen.shape, strict=True)]
    general = chance.gamma(prior.worth, prior.monthly / prior.worth, draws)
    events = history.events.sum()
    by_axis = [history.events.sum(axis=tuple({0, 1, 2} - {axis})) for axis in range(3)]
    for _ in range(sweeps if seen.any() else 0):
        months = (factors[0] * _seen_by(seen, factors, 0)).sum(axis=1)
        general = chance.gamma(prior.worth + events, 1.0, draws) / (prior.worth / prior.monthly + months)
        for axis, worth in enumerate(worths):
            months = general[:, None] * _seen_by(seen, factors, axis)
            factors[axis] = chance.gamma(worth + by_axis[axis], 1.0, months.shape) / (worth + months)
    return Hazards(np.einsum("d,de,dr,dk->derk", general, *factors), prior.edges)


def plain_rates(  # noqa: PLR0913, PLR0917  a prior, what was seen, and how many
    monthly: float, worth: float, events: float, months: float, draws: int, chance: np.random.Generator
) -> Array:
    """Draws of a rate a month, pooled with no other: the prior counts for `worth` events in worth / monthly months."""
    History(np.array([[[events]]]), np.array([[[months]]]))
    return chance.gamma(worth + events, 1 / (Prior(monthly, worth, 1, 1, 1).worth / monthly + months), draws)


def plain_shares(  # noqa: PLR0913, PLR0917  a prior, what was seen, and how many
    share: float, worth: float, met: float, of: float, draws: int, chance: np.random.Generator
) -> Array:
    """Draws of a share, 0 to 1: the prior counts for `worth` cases, of which this share met it."""
    if not (0 < share < 1 and worth > 0 and 0 <= met <= of):
        raise NoHistory("A prior share lies between 0 and 1, and no more cases met it than there were.")
    return chance.beta(share * worth + met, (1 - share) * worth + of - met, draws)


def time_until(spent: Array, elapsed: Array, rates: Array, edges: Sequence[float]) -> Array:
    """Months until the end, from an exponential waiting time with mean 1 that is spent at the rates of each band.

    `spent` and `elapsed` are of one shape, months since the beginning in the latter; `rates` has the bands last.
    """
    left, waited = spent.copy(), np.zeros_like(spent)
    for band, starts in enumerate(edges):
        rate = np.maximum(rates[..., band], LEAST_RATE)
        if band + 1 == len(edges):
            waited += left / rate
            break
        room = np.clip(edges[band + 1] - np.maximum(elapsed, starts), 0, None)
        waited += np.minimum(room, left / rate)
        left = np.clip(left - room * rate, 0, None)
    return waited


def learnt(hazards: Hazards, prior: Prior) -> Array:
    """Elapsed bands × roles × kinds: which part of what was open about a rate the history has closed, 0 to 1.

    By how much the variance of its logarithm fell: at 0 the rate is the prior's, near 1 it is the history's own.
    """
    before = sum(_log_variance(one) for one in (prior.worth, prior.by_elapsed, prior.by_role, prior.by_kind))
    part: Array = np.clip(1 - np.log(hazards.rates).var(axis=0) / before, 0, 1)
    return part


def _log_variance(shape: float) -> float:
    """Of the logarithm of a gamma variable: the trigamma function of its shape."""
    found = 0.0
    while shape < 10:
        found += 1 / shape**2
        shape += 1
    series = 1 / shape + 1 / (2 * shape**2) + 1 / (6 * shape**3) - 1 / (30 * shape**5) + 1 / (42 * shape**7)
    return found + series


def _seen_by(seen: Array, factors: Sequence[Array], axis: int) -> Array:
    """Draws × places of one axis: months seen there, each times what the other two factors are.

    Summed here, one after the other, and not by a library that shares sums among as many threads as it finds.
    """
    first, second = (factors[other] for other in range(3) if other != axis)
    months: Array = np.einsum("da,db,sab->ds", first, second, np.moveaxis(seen, axis, 0))
    return months
