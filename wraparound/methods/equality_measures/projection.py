"""When a group's share of each level reaches a target at present rates, and what would bring it forward.

Posts fall vacant and are filled by the simulation that forecasts vacancies (`methods/stockflow`), with its rates,
chance and ranges; here is only added who leaves and who is appointed: one of the group, or one of the others. Counts
in, counts out: nothing of a person. Method page: docs/methods/equality.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.equality_measures.binomial import binomial
from wraparound.methods.stockflow.chance import Keys, keys_of, replication_keys, uniform
from wraparound.methods.stockflow.hazards import Hazards, plain_rates, plain_shares
from wraparound.methods.stockflow.ranges import Range, Sources, range_of, sources_of
from wraparound.methods.stockflow.simulation import Flow, Plan, Through, simulate
from wraparound.methods.stockflow.stock import NOBODY, Array, Ints, People, Posts, Rates, Readiness, Stock

WHO = 41
"""The stream of chance that says who it is."""

EVENTS_IN_A_QUARTER = 2**20
LEAVING_WORTH, FILLING_WORTH, SHARE_WORTH = 1.0, 1.0, 1.0
USUAL_LEAVING, USUAL_FILLING = 0.0225, 0.2
"""A month, where a level has no history: those of docs/methods/stockflow.md; each counts for one event."""


class NotALevel(ValueError):
    """Counts of a level that do not fit together."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What was seen of one group at a level: over the same months for both groups.

    Attributes:
        there: how many hold a post today.
        shortlisted, appointed: people, appointed to this level of those shortlisted for it.
        left: leavings of the level, upwards too. months: months that people of the group were at the level.
    """

    there: int
    shortlisted: int
    appointed: int
    left: int
    months: float


@dataclass(frozen=True, kw_only=True)
class Level:
    """One level, from the lowest up.

    Attributes:
        name: what it is called.
        group, others: what was seen of both.
        vacant: posts without a holder today.
        filled, months_vacant: vacancies that were filled, and the months that posts were vacant.
        from_below: 0 to 1, the part of its shortlists that comes from the level below and changes as that does.
        lowest: people enter here, and nothing is below; the first level always is. So several ladders go in one run.
    """

    name: str
    group: Seen
    others: Seen
    vacant: int = 0
    filled: int = 0
    months_vacant: float = 0.0
    from_below: float = 0.0
    lowest: bool = False

    def __post_init__(self) -> None:
        """It can be so, or NotALevel says why not."""
        for seen in (self.group, self.others):
            if not 0 <= seen.appointed <= seen.shortlisted or min(seen.there, seen.left, seen.months) < 0:
                raise NotALevel(f"{self.name}: no more are appointed than shortlisted, and nothing is below 0.")
            if seen.left and not seen.months:
                raise NotALevel(f"{self.name}: whoever left was there for some months.")
        if not self.people or min(self.vacant, self.filled, self.months_vacant) < 0 or not 0 <= self.from_below <= 1:
            raise NotALevel(f"{self.name}: somebody is there, and a part lies between 0 and 1.")

    @property
    def people(self) -> int:
        """Holders today."""
        return self.group.there + self.others.there

    @property
    def share(self) -> float:
        """Of the holders today, the group; 0 to 1."""
        return self.group.there / self.people


@dataclass(frozen=True, kw_only=True)
class WhatIf:
    """What would be otherwise, from the first day; at 1 everything stays as it is.

    Attributes:
        shortlists: odds that somebody shortlisted is of the group, so many times as high, above the lowest level.
        appointments: likelihood of appointment from a shortlist, so many times as high for the group.
        leaving: the group leaves so many times as often.
        entry: as shortlists, at the lowest level.
    """

    shortlists: float = 1.0
    appointments: float = 1.0
    leaving: float = 1.0
    entry: float = 1.0


AS_NOW = WhatIf()


@dataclass(frozen=True, eq=False)
class Projection:
    """What came of it.

    Attributes:
        levels: their names.
        shares: replications × levels × ends of quarters, the group's share of the holders, 0 to 1.
        draws: the n-th replication used the n-th of so many sets of rates, round and round.
    """

    levels: tuple[str, ...]
    shares: Array
    draws: int

    def range_of(self, level: str, quality: float = 0.8) -> Range:
        """By end of quarter: the mean share, and a range that holds so many of the replications."""
        return range_of(self.shares[:, self.levels.index(level)], quality)

    def sources_of(self, level: str) -> Sources:
        """By end of quarter: how far shares go apart by chance, and by rates not known; standard deviations."""
        return sources_of(self.shares[:, self.levels.index(level)], self.draws)

    def reached(self, level: str, target: float | Array, lasting: int = 4) -> "Reached":
        """When the share is at a target, of all quarters or of each, and stays for so many quarters in a row."""
        at = self.shares[:, self.levels.index(level)] >= np.asarray(target) - CLOSE
        runs = np.lib.stride_tricks.sliding_window_view(at, lasting, axis=1).all(axis=2)
        first = np.where(runs.any(axis=1), runs.argmax(axis=1), NEVER)
        ordered = np.sort(first)
        return Reached(float(runs.any(axis=1).mean()), *(_quarter(ordered, part) for part in (0.1, 0.5, 0.9)))


CLOSE = 1e-12
NEVER = 10**6


@dataclass(frozen=True)
class Reached:
    """When a target is reached: quarters from today, counted from 1; none where that is not within the horizon.

    Attributes:
        share_of_runs: 0 to 1, in how many of the runs it is reached at all within the horizon.
        early, middle, late: by when one, five and nine of ten runs are there.
    """

    share_of_runs: float
    early: int | None
    middle: int | None
    late: int | None

    def words(self, from_year: int, quarter: int, horizon: int) -> str:
        """In a sentence, from a quarter (1 to 4) of a calendar year on, for so many years."""
        if not self.share_of_runs:
            return f"Within {horizon} years in no run at present rates."
        if self.early is None:
            return f"Within {horizon} years in fewer than one of ten runs at present rates."
        years = [None if one is None else from_year + (quarter - 1 + one) // 4 for one in (self.early, self.middle)]
        if self.early == 1:
            return "Reached already, or within the next quarter, in one of ten runs or more."
        half = f"in half of the runs by {years[1]}"
        middle = half if years[1] else f"in fewer than half of the runs within {horizon} years"
        return f"Not before {years[0]} at present rates in nine of ten runs; {middle}."


def _quarter(ordered: Ints, part: float) -> int | None:
    """By which quarter this part of the runs is there."""
    found = int(ordered[int(np.ceil(part * ordered.size)) - 1])
    return None if found == NEVER else found + 1


def project(  # noqa: PLR0913  what, for how long, how often, and from which chance
    levels: Sequence[Level],
    *,
    years: int,
    replications: int,
    draws: int,
    seed: int,
    what_if: WhatIf = AS_NOW,
    followed: int | None = None,
    through: Through = map,
) -> Projection:
    """The share of a group at each level over the years ahead, so many times.

    Args:
        levels: from the lowest up.
        years: how far ahead.
        replications: how many ways the years could go, a multiple of `draws`.
        draws: how many sets of rates that could be true, given what was seen.
        seed: where chance begins; the same seed is the same chance for every scenario, and on any number of threads.
        what_if: what would be otherwise.
        followed: of a level with more posts so many, at most, are followed one by one, each in place of several alike;
            who comes and goes is then drawn for all of them at once, so that chance is as small as there are many.
        through: what does the work of the simulation, in order: map, or that of threads.
    """
    rates = _rates_of(levels, draws, np.random.default_rng(seed))
    alike = np.array([1 if followed is None else max(1, -(-one.people // followed)) for one in levels])
    flow = simulate(
        _stock_of(levels, alike),
        _flow_rates(levels, rates, what_if),
        Plan(months=12 * years, replications=replications, seed=seed),
        through,
    )
    move = _one_by_one if followed is None else partial(_all_at_once, alike)
    return Projection(tuple(one.name for one in levels), _shares(levels, rates, flow, what_if, seed, move), draws)


@dataclass(frozen=True, eq=False)
class _Rates:
    """Draws × levels each: of both groups, leavings a month and appointments of those shortlisted; and the rest."""

    leaving: Array
    leaving_others: Array
    appointed: Array
    appointed_others: Array
    shortlisted: Array
    filling: Array


def _rates_of(levels: Sequence[Level], draws: int, chance: np.random.Generator) -> _Rates:
    by_level = [_rates_of_level(one, draws, chance) for one in levels]
    return _Rates(*(np.stack(columns, axis=1) for columns in zip(*by_level, strict=True)))


def _rates_of_level(level: Level, draws: int, chance: np.random.Generator) -> list[Array]:
    """In the order of _Rates."""
    both = (level.group, level.others)
    leaving = [plain_rates(USUAL_LEAVING, LEAVING_WORTH, one.left, one.months, draws, chance) for one in both]
    appointed = [plain_shares(0.5, SHARE_WORTH, one.appointed, one.shortlisted, draws, chance) for one in both]
    listed = sum(one.shortlisted for one in both)
    shortlisted = plain_shares(0.5, SHARE_WORTH, level.group.shortlisted, listed, draws, chance)
    filling = plain_rates(USUAL_FILLING, FILLING_WORTH, level.filled, level.months_vacant, draws, chance)
    return [*leaving, *appointed, shortlisted, filling]


def _stock_of(levels: Sequence[Level], alike: Ints) -> Stock:
    """Posts alone, each in place of so many alike; who holds them is followed here."""
    held = [-(-one.people // int(many)) for one, many in zip(levels, alike, strict=True)]
    empty = [-(-one.vacant // int(many)) for one, many in zip(levels, alike, strict=True)]
    level = np.repeat(np.arange(len(levels)), np.add(held, empty))
    vacant = np.concatenate([np.arange(here + none) >= here for here, none in zip(held, empty, strict=True)])
    none, nought, never = np.zeros(0, dtype=np.int64), np.zeros(level.size), np.full(level.size, np.inf)
    zero = np.zeros(level.size, dtype=np.int64)
    posts = Posts(level, level, zero, zero, zero, nought, vacant, np.full(level.size, NOBODY), never, never)
    nobody = People(none, none, none.astype(np.bool_))
    return Stock(posts, nobody, Readiness(none, none, none, none), np.ones((1, 1), dtype=np.bool_), len(levels))


def _flow_rates(levels: Sequence[Level], rates: _Rates, what_if: WhatIf) -> Rates:
    """A level is left at the rates of both groups, each as much as there are of it today."""
    share = np.array([one.share for one in levels])
    leaving = share * rates.leaving * what_if.leaving + (1 - share) * rates.leaving_others
    draws = len(leaving)
    none = np.zeros(draws)
    return Rates(_hazards(leaving), _hazards(rates.filling), np.zeros((draws, 4)), none, none)


def _hazards(rates: Array) -> Hazards:
    return Hazards(rates[:, None, :, None], (0.0,))


def _shares(  # noqa: PLR0913, PLR0917  the levels, their rates and flow, and how people move
    levels: Sequence[Level], rates: _Rates, flow: Flow, what_if: WhatIf, seed: int, move: "_Move"
) -> Array:
    """Replications × levels × quarters."""
    replications, many, quarters = flow.opened.shape
    keys = keys_of(replication_keys(seed, 0, replications), WHO, np.arange(many))
    draw = np.arange(replications) % len(rates.leaving)
    group, others = (
        np.tile([getattr(one, name).there for one in levels], (replications, 1)) for name in ("group", "others")
    )
    holders, found = _Holders(group, others), np.zeros((replications, many, quarters))
    leaving, leaving_others = rates.leaving[draw] * what_if.leaving, rates.leaving_others[draw]
    for quarter in range(quarters):
        chosen = _chosen(levels, rates, draw, holders.share, what_if)
        opened, filled = (one[:, :, quarter].astype(np.int64) for one in (flow.opened, flow.filled))
        move(holders, _Quarter(quarter, opened, filled, leaving, leaving_others, chosen), keys)
        found[:, :, quarter] = holders.share
    return found


@dataclass(frozen=True, eq=False)
class _Quarter:
    """What happens in a quarter, replications × levels: posts that open and are filled, rates, and who is chosen."""

    number: int
    opened: Ints
    filled: Ints
    leaving: Array
    leaving_others: Array
    chosen: Array


type _Move = Callable[["_Holders", _Quarter, Keys], None]


def _one_by_one(holders: "_Holders", now: _Quarter, keys: Keys) -> None:
    """Leaver by leaver and appointment by appointment."""
    for number in range(int(max(now.opened.max(), now.filled.max()))):
        event = 2 * (now.number * EVENTS_IN_A_QUARTER + number)
        weight = holders.group * now.leaving
        all_of = weight + holders.others * now.leaving_others
        goes = uniform(keys, event) * all_of < weight
        holders.move(goes, (number < now.opened) & (holders.group + holders.others > 0), -1)
        comes = uniform(keys, event + 1) < now.chosen
        holders.move(comes, number < now.filled, 1)


def _all_at_once(alike: Ints, holders: "_Holders", now: _Quarter, keys: Keys) -> None:
    """Whoever leaves in the quarter, then whoever comes, where each post stands for so many alike."""
    event = 2 * now.number * EVENTS_IN_A_QUARTER
    weight = holders.group * now.leaving
    all_of = np.maximum(weight + holders.others * now.leaving_others, CLOSE)
    leave = np.minimum(now.opened * alike, holders.group + holders.others)
    of_group = binomial(uniform(keys, event), leave, weight / all_of)
    of_group = np.clip(of_group, leave - holders.others, np.minimum(leave, holders.group))
    come = now.filled * alike
    joins = binomial(uniform(keys, event + 1), come, now.chosen)
    holders.group += joins - of_group
    holders.others += (come - joins) - (leave - of_group)


class _Holders:
    """Replications × levels: how many of the group hold a post, and how many of the others."""

    def __init__(self, group: Ints, others: Ints) -> None:
        self.group, self.others = group.astype(np.int64), others.astype(np.int64)

    @property
    def share(self) -> Array:
        found: Array = self.group / np.maximum(self.group + self.others, 1)
        return found

    def move(self, of_group: NDArray[np.bool_], which: NDArray[np.bool_], by: int) -> None:
        """One more or one fewer, of the group or of the others."""
        self.group += by * (of_group & which)
        self.others += by * (~of_group & which)


def _chosen(levels: Sequence[Level], rates: _Rates, draw: Ints, share: Array, what_if: WhatIf) -> Array:
    """Replications × levels: the chance that whoever is appointed is of the group.

    Shortlists are as they are now, and move with the level below by the part that comes from it; of those on them the
    group is appointed as likely as it was.
    """
    lowest = np.array([place == 0 or one.lowest for place, one in enumerate(levels)])
    start = np.array([one.share for one in levels])
    below = np.zeros_like(share)
    below[:, 1:] = (share - start)[:, :-1] * np.where(lowest, 0, [one.from_below for one in levels])[1:]
    listed = np.clip(rates.shortlisted[draw] + below, 1e-9, 1 - 1e-9)
    times = np.where(lowest, what_if.entry, what_if.shortlists)
    odds = listed / (1 - listed) * times * what_if.appointments
    weight = odds * rates.appointed[draw]
    found: Array = weight / (weight + rates.appointed_others[draw])
    return found
