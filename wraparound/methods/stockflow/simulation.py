"""Vacancies to come, many times over: each replication is one way in which the years ahead could go.

The pool is simulated at its own size, one person at a time: a small pool is no large one made smaller. Replications are
cut into parts that know nothing of each other, so that they can run on as many threads, processes or machines as there
are; the answer is the same to the last byte. Method page: docs/methods/stockflow.md.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from wraparound.methods.stockflow.bench import Bench
from wraparound.methods.stockflow.chance import replication_keys
from wraparound.methods.stockflow.layout import Layout, layout_of
from wraparound.methods.stockflow.seats import Seats
from wraparound.methods.stockflow.stock import Flags, Ints, Rates, Stock, ensure_rates_fit

QUARTER = 3
LONGEST_STEP = 1.0
LONGEST_MONTHS = 600
A_PART = 16_000_000
"""Months of posts, people, and what windows look at, that a part holds: a second or two, so that whoever waits sees how
far it is. In smaller parts arrays are so short that most of the time goes into asking for sums, not into sums."""

MOST_IN_A_PART = 500
NO_PAUSE = (0.0, 0.0)


class StepTooLong(ValueError):
    """A step longer than a month."""


class NothingToSimulate(ValueError):
    """No replication, or no month."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is asked for.

    Attributes:
        months: how far ahead, a whole number of quarters.
        replications: how many ways the years could go. The n-th uses the n-th of the rates, round and round.
        seed: where chance begins; the same seed is the same chance, whatever the stock and the rates.
        step: months within which it is not told apart who is asked first; a month at most.
        windows: from and until which month cover is to be looked into.
        pause: from and until which month nothing is filled.
    """

    months: int
    replications: int
    seed: int
    step: float = 1.0
    windows: tuple[tuple[int, int], ...] = ()
    pause: tuple[float, float] = NO_PAUSE

    def __post_init__(self) -> None:
        """It can be done, or an error says why not."""
        if not 0 < self.step <= LONGEST_STEP or (1 / self.step) % 1:
            raise StepTooLong(
                "A step is a month or a whole part of one: with one of a year, flows are wrong by about 5%."
            )
        if not 0 <= self.seed < 2**64:
            raise NothingToSimulate("A seed is a whole number from 0 to 2⁶⁴ − 1.")
        if self.replications < 1 or not 0 < self.months <= LONGEST_MONTHS or self.months % QUARTER:
            raise NothingToSimulate(
                f"Ask for whole quarters, {LONGEST_MONTHS} months at most, and at least one replication."
            )
        for starts, ends in self.windows:
            if not 0 <= starts < ends <= self.months:
                raise NothingToSimulate("A window begins before it ends, within the months that are asked for.")
        if not 0 <= self.pause[0] <= self.pause[1]:
            raise NothingToSimulate("A pause begins before it ends, and not before the first month.")


@dataclass(frozen=True, eq=False)
class Window:
    """What cover is asked of, from one month until another.

    Attributes:
        replication, post: the vacancies: those open when it begins and those that begin in it.
        ready: replications × entries of readiness: ready when it begins, and not gone before it ends.
        there: the same, in whatever band.
    """

    starts: int
    ends: int
    replication: Ints
    post: Ints
    ready: Flags
    there: Flags


@dataclass(frozen=True, eq=False)
class Flow:
    """What came of it: replications first, everywhere.

    Attributes:
        opened: × groups × quarters, vacancies that begin in each quarter.
        vacant: × groups × quarters, posts vacant when it ends.
        filled: × groups × quarters, vacancies that end in it because somebody takes up the post.
        people: × 4, of the people: how many there were (those who came included), took up a post, left, and are there.
        windows: as the plan asks for them.
    """

    opened: NDArray[np.int32]
    vacant: NDArray[np.int32]
    filled: NDArray[np.int32]
    people: NDArray[np.int64]
    windows: tuple[Window, ...]
    layout: Layout


@dataclass(frozen=True, eq=False)
class Part:
    """Some of the replications, with all they need; it can travel to another process or machine."""

    stock: Stock
    rates: Rates
    plan: Plan
    first: int
    many: int


class Through(Protocol):
    """What does the work on each part and gives what came of it, in order: map, or that of threads or of a cluster."""

    def __call__[Made](self, work: Callable[[Part], Made], parts: Iterable[Part], /) -> Iterable[Made]:
        """What came of each part."""


def simulate(stock: Stock, rates: Rates, plan: Plan, through: Through = map) -> Flow:
    """The years ahead, so many times."""
    return together(list(flows_of(parts_of(stock, rates, plan), through)))


def flows_of(parts: list[Part], through: Through = map) -> Iterator[Flow]:
    """What comes of each part, in order and as soon as it is there.

    Whoever wants to say how far it is, or to stop between parts, goes through them themselves:

        parts, flows = parts_of(stock, rates, plan), []
        for flow in flows_of(parts, pool.map):
            flows.append(flow)
            say(len(flows), len(parts))  # or break
        whole = together(flows)
    """
    yield from through(flow_of, parts)


def parts_of(stock: Stock, rates: Rates, plan: Plan) -> list[Part]:
    """The replications in parts, whose size depends on what is asked and never on how many run at once."""
    ensure_rates_fit(stock, rates)
    come = stock.entries.per_year.sum() * plan.months / 12
    looks = len(plan.windows) * (stock.posts.many + stock.readiness.many)
    each = stock.posts.many * plan.months + stock.people.many + stock.readiness.many + come + looks
    many = int(np.clip(A_PART / max(each, 1), 1, MOST_IN_A_PART))
    parts = -(-plan.replications // many)
    edges = [plan.replications * part // parts for part in range(parts + 1)]
    return [Part(stock, rates, plan, first, last - first) for first, last in pairwise(edges)]


def flow_of(part: Part) -> Flow:
    """What comes of one part."""
    stock, rates, plan = part.stock, part.rates, part.plan
    _, _, roles, kinds = rates.leaving.rates.shape
    layout = layout_of(stock, plan.months, roles, kinds)
    draws = np.arange(part.first, part.first + part.many) % rates.draws
    keys = replication_keys(plan.seed, part.first, part.many)
    bench = Bench(stock, layout, rates, draws, keys)
    seats = Seats(stock, rates, draws, keys, plan.pause)
    looked: dict[int, tuple[Flags, Flags]] = {}
    begin = {starts for starts, _ in plan.windows}
    steps_a_month = round(1 / plan.step)
    for month in range(plan.months):
        if month in begin:
            looked[month] = bench.ready(month), bench.there(month)
        for step in range(1, steps_a_month + 1):
            seats.advance(month + step / steps_a_month, bench)
    vacancies = seats.vacancies()
    windows = tuple(_window(one, looked[one[0]], vacancies, bench, stock.posts.many) for one in plan.windows)
    opened, vacant, filled = _by_quarter(vacancies, stock, plan.months, part.many)
    return Flow(opened, vacant, filled, _counted(bench, plan.months), windows, layout)


def together(flows: list[Flow]) -> Flow:
    """The replications of all parts, one after the other."""
    starts = np.cumsum([0, *(len(one.opened) for one in flows)])
    windows = []
    for place, first in enumerate(flows[0].windows):
        parts = [one.windows[place] for one in flows]
        rows = [part.replication + start for part, start in zip(parts, starts[:-1], strict=True)]
        windows.append(
            Window(
                first.starts,
                first.ends,
                np.concatenate(rows),
                *(np.concatenate([getattr(part, name) for part in parts]) for name in ("post", "ready", "there")),
            )
        )
    names = ("opened", "vacant", "filled", "people")
    counts = {name: np.concatenate([getattr(one, name) for one in flows]) for name in names}
    return Flow(**counts, windows=tuple(windows), layout=flows[0].layout)


def _window(
    window: tuple[int, int],
    looked: tuple[Flags, Flags],
    vacancies: tuple[Ints, NDArray[np.float32], NDArray[np.float32]],
    bench: Bench,
    posts: int,
) -> Window:
    starts, ends = window
    post, begun, over = vacancies
    within = (begun < ends) & (over > starts)
    # Whoever leaves meanwhile covers nothing; whoever takes up a post meanwhile could have covered any.
    stays = ((bench.until >= ends) | bench.taken).reshape(bench.many, -1)[:, bench.layout.person]
    ready, there = (one & stays for one in looked)
    return Window(starts, ends, post[within] // posts, post[within] % posts, ready, there)


def _by_quarter(
    vacancies: tuple[Ints, NDArray[np.float32], NDArray[np.float32]], stock: Stock, months: int, many: int
) -> tuple[NDArray[np.int32], ...]:
    post, begun, over = vacancies
    quarters = months // QUARTER
    row, group = post // stock.posts.many, stock.posts.group[post % stock.posts.many]
    closes = stock.posts.closes_in[post % stock.posts.many].astype(np.float32)

    def counted(at: NDArray[np.float32], which: Flags, first: int = 0) -> NDArray[np.int32]:
        """Replications × groups × quarters: how many of these fall into each; `first` counts those before."""
        quarter = np.clip(np.floor_divide(at[which], QUARTER), -1, quarters).astype(np.int64) + 1
        flat = (row[which] * stock.groups + group[which]) * (quarters + 2) + quarter
        found = np.bincount(flat, minlength=many * stock.groups * (quarters + 2))
        return found.reshape(many, stock.groups, quarters + 2)[:, :, 1 - first : -1].astype(np.int32)

    every = np.ones(post.size, dtype=np.bool_)
    filled = over < closes
    begins, ends = counted(begun, every, 1), counted(over, np.isfinite(over), 1)
    vacant = np.cumsum(begins - ends, axis=2, dtype=np.int32)[:, :, 1:]
    return begins[:, :, 1:], vacant, counted(over, filled)


def _counted(bench: Bench, months: int) -> NDArray[np.int64]:
    came = bench.since <= months
    taken = came & bench.taken
    left = came & ~bench.taken & (bench.until <= months)
    there = came & (bench.until > months)
    by_row = [one.reshape(bench.many, -1).sum(axis=1) for one in (came, taken, left, there)]
    return np.stack(by_row, axis=1)
