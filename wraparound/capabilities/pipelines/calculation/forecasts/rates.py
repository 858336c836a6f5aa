"""The rates that could be true: what is believed without any history, moved by that of the organisations themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wraparound.capabilities.pipelines.calculation.forecasts.grouping import TOGETHER, grouped
from wraparound.capabilities.pipelines.calculation.forecasts.priors import (
    FILLING,
    GOING,
    INSIDE,
    LEAVING,
    MOVING,
)
from wraparound.capabilities.pipelines.calculation.forecasts.spells import Past, Seen, Spell
from wraparound.capabilities.pipelines.calculation.forecasts.stock import Beginning, Labels
from wraparound.capabilities.pipelines.terms.forecasts import OF_A_HUNDRED, By, Rated, RateLine
from wraparound.capabilities.pipelines.terms.posts import PostLevel
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.methods.stockflow.hazards import (
    Array,
    Hazards,
    History,
    Prior,
    Spells,
    hazards_from,
    history_of,
    learnt,
    plain_rates,
    plain_shares,
)
from wraparound.methods.stockflow.stock import FAR, LAPSED, NEAR, READY, Rates

OF_BAND = {READY: Band.READY_NOW, NEAR: Band.ONE_TO_TWO, FAR: Band.THREE_TO_FIVE, LAPSED: None}
TAIL = (100 - OF_A_HUNDRED) / 200
LONGEST_WAIT = 600.0
"""Months after which a vacancy is no longer waited for, where it is said how long they last."""


@dataclass(frozen=True)
class Learnt:
    """Rates that could be true, with the history that moved them, by elapsed band, role and kind."""

    rates: Rates
    leaving: History
    filling: History


def rates_of(past: Past, labels: Labels, draws: int, seed: int) -> Learnt:
    """So many sets of rates; the same for the same past and seed."""
    chance = np.random.default_rng(seed)
    leaving = _history(past.leaving, LEAVING, labels)
    filling = _history(past.filling, FILLING, labels)
    moving = [_plain(MOVING[band], past.moving.get(OF_BAND[band], Seen()), draws, chance) for band in sorted(MOVING)]
    inside = past.inside
    rates = Rates(
        leaving=hazards_from(leaving, LEAVING, draws, chance),
        filling=hazards_from(filling, FILLING, draws, chance),
        moving=np.stack(moving, axis=1),
        going=_plain(GOING, past.going, draws, chance),
        inside=plain_shares(INSIDE.value, INSIDE.worth, inside.events, inside.months, draws, chance),
    )
    return Learnt(rates, leaving, filling)


def _plain(prior: Any, seen: Seen, draws: int, chance: np.random.Generator) -> Array:
    # An event of a spell that began and ended on one day still needs time in which it could come.
    months = max(seen.months, seen.events / 30)
    return plain_rates(prior.value, prior.worth, seen.events, months, draws, chance)


def _history(spells: Sequence[Spell], prior: Prior, labels: Labels) -> History:
    target = {one: row for row, one in enumerate(labels.targets)}
    rows = Spells(
        role=np.array([target[one.role, one.level] for one in spells], dtype=np.int64),
        kind=np.array([labels.kinds.index(one.kind) for one in spells], dtype=np.int64),
        entered=np.array([one.entered for one in spells], dtype=np.float64),
        left=np.array([one.left for one in spells], dtype=np.float64),
        ended=np.array([one.ended for one in spells], dtype=np.bool_),
    )
    return history_of(rows, prior.edges, len(labels.targets), len(labels.kinds))


def rate_lines(learnt_rates: Learnt, begins: Beginning) -> tuple[RateLine, ...]:
    """The rates in words of a year and of months: for all posts, then by role and by kind where posts are enough."""
    return tuple(
        line
        for of, hazards, history, prior in (
            (Rated.LEAVING, learnt_rates.rates.leaving, learnt_rates.leaving, LEAVING),
            (Rated.FILLING, learnt_rates.rates.filling, learnt_rates.filling, FILLING),
        )
        for line in _lines(of, hazards, history, prior, begins)
    )


def _lines(of: Rated, hazards: Hazards, history: History, prior: Prior, begins: Beginning) -> Iterable[RateLine]:
    posts, labels = begins.stock.posts, begins.labels
    held = np.zeros((len(labels.targets), len(labels.kinds)))
    np.add.at(held, (posts.role, posts.kind), 1.0)
    values = _a_year(hazards, history, begins) if of is Rated.LEAVING else _months(hazards)
    part = learnt(hazards, prior).mean(axis=0)
    some: list[tuple[By | None, str, Any]] = [(None, "", np.ones_like(held))]
    roles, kinds = _told(begins)
    some += [
        (By.ROLE, role, _row(held, row, 0))
        for row, (role, level) in enumerate(labels.targets)
        if level is PostLevel.BOARD and role in roles
    ]
    some += [(By.KIND, kind, _row(held, row, 1)) for row, kind in enumerate(labels.kinds) if kind in kinds]
    for by, key, where in some:
        weight = held * where
        if not weight.any():
            continue
        weight /= weight.sum()
        drawn = (values * weight).sum(axis=(1, 2))
        low, high = np.quantile(drawn, (TAIL, 1 - TAIL))
        yield RateLine(
            of=of,
            by=by,
            key=key,
            mean=round(float(drawn.mean()), 4),
            low=round(float(low), 4),
            high=round(float(high), 4),
            learnt=round(float((part * weight).sum()), 4),
            events=round(float((history.events * where).sum())),
            months=round(float((history.exposure * where).sum())),
        )


def _told(begins: Beginning) -> tuple[set[str], set[str]]:
    """Roles of the board and kinds of which a rate is told: of enough posts, and with enough left over or none.

    A rate of one post would be about its holder.
    """
    kind = [begins.labels.kinds[one] for one in begins.stock.posts.kind]
    board = [one.role for one in begins.posts if one.level is PostLevel.BOARD]
    return set(grouped(board)) - {TOGETHER}, set(grouped(kind)) - {TOGETHER}


def _row(held: Array, row: int, axis: int) -> Array:
    where = np.zeros_like(held)
    if axis == 0:
        where[row] = 1.0
    else:
        where[:, row] = 1.0
    return where


def _a_year(hazards: Hazards, history: History, begins: Beginning) -> Array:
    """Draws × roles × kinds: leavings of a post in a year, at the times in post that the history is of.

    So the rate can be held against the leavings seen; without any history, at the times that holders have now.
    """
    posts = begins.stock.posts
    there = posts.months[~posts.vacant]
    band = np.searchsorted(np.array(hazards.edges), there, side="right") - 1
    seen = history.exposure.sum(axis=(1, 2))
    weight = seen if seen.any() else np.bincount(band, minlength=len(hazards.edges)).astype(np.float64)
    weight = weight / weight.sum() if weight.any() else np.full(weight.size, 1 / weight.size)
    found: Array = 12 * np.einsum("derk,e->drk", hazards.rates, weight)
    return found


def _months(hazards: Hazards) -> Array:
    """Draws × roles × kinds: months until a vacancy is filled, on average."""
    lasting, found = np.ones(hazards.rates.shape[::2][:1] + hazards.rates.shape[2:]), 0.0
    for band, starts in enumerate(hazards.edges):
        ends = hazards.edges[band + 1] if band + 1 < len(hazards.edges) else LONGEST_WAIT
        rate = hazards.rates[:, band]
        survives = np.exp(-rate * (ends - starts))
        found = found + lasting * (1 - survives) / rate
        lasting = lasting * survives
    return np.asarray(found)
