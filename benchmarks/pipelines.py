"""Times the forecast of vacancies and cover on made-up regions, with what a replication costs.

Run: python benchmarks/pipelines.py [replications]. Two sizes: a region of 300 posts and 3,000 people over 5 years with
cover for the first four quarters; and 2,500 posts and 50,000 people over 240 months. Times are those after a first run.
"""

import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.util import find_spec

import numpy as np

from wraparound.methods.coverage.cover import cover_of
from wraparound.methods.stockflow.hazards import Hazards, History, Prior, hazards_from
from wraparound.methods.stockflow.ranges import range_of
from wraparound.methods.stockflow.simulation import Flow, Plan, flow_of, parts_of, simulate, together
from wraparound.methods.stockflow.stock import NOBODY, Entries, People, Posts, Rates, Readiness, Stock

ROLES, KINDS = 15, 4
DRAWS = 250
FEW = 40
YEARLY_LEAVERS = 0.1


def main() -> int:
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    rates, spent = _timed(made_up_rates)
    print(f"rates: {DRAWS} draws for leaving and filling: {spent[0]:.2f} s, {spent[1]:.2f} CPU-s")
    _region(rates, many)
    _nation(rates)
    return 0


def _region(rates: Rates, many: int) -> None:
    stock = made_up_stock(300, 3_000, regions=1, places=20)
    plan = Plan(months=60, replications=many, seed=12, windows=((0, 12),))
    simulate(stock, rates, Plan(months=3, replications=8, seed=1))
    with ThreadPoolExecutor(2) as pool:
        for name, through in (("one thread", map), ("two threads", pool.map)):
            flow, first = _timed(partial(simulate, stock, rates, plan, through))
            asked = partial(cover_of, stock, flow.layout, flow.windows[0])
            asked(lifting=())
            cover, second = _timed(partial(asked, lifting=()))
            _, third = _timed(asked)
            print(f"300 posts, 3,000 people, 5 years, {many} replications, {name}:")
            print(
                f"  vacancies {first[0]:.2f} s ({first[1]:.2f} CPU-s), cover {second[0]:.2f} s ({second[1]:.2f} CPU-s),"
            )
            print(f"  together {first[0] + second[0]:.2f} s; with all four limits lifted {third[0]:.2f} s more")
    for words, counts in (("vacancies", cover.vacancies), ("covered", cover.covered)):
        found = range_of(counts)
        print(f"  {words} in four quarters: {found.low:.0f} to {found.high:.0f} (80 in 100), mean {found.mean:.1f}")
    _beside_simpy(stock, rates, flow, first[1] / many)


def _beside_simpy(stock: Stock, rates: Rates, flow: Flow, ours: float) -> None:
    if find_spec("simpy") is None:
        print("  SimPy is not there: no ratio")
        return
    from pipelines_in_simpy import replicate

    found, spent = _timed(lambda: np.array([replicate(stock, rates, 60, seed) for seed in range(FEW)]))
    each = spent[1] / FEW
    print(f"  SimPy, {FEW} replications: {each:.2f} CPU-s each beside {ours:.4f}: {each / ours:.0f} times")
    counts = flow.opened.sum(axis=(1, 2)), flow.vacant[:, :, -1].sum(axis=1), flow.people[:, 1]
    for words, our, their in zip(("vacancies", "vacant at the end", "took up a post"), counts, found.T, strict=True):
        error = np.sqrt(our.var() / our.size + their.var(ddof=1) / their.size)
        print(
            f"  {words}: {our.mean():.1f} beside {their.mean():.1f}, {(our.mean() - their.mean()) / error:+.1f} errors"
        )


def _nation(rates: Rates) -> None:
    stock = made_up_stock(2_500, 50_000, regions=7, places=200)
    plan = Plan(months=240, replications=8, seed=12)
    part = parts_of(stock, rates, plan)
    flow, spent = _timed(lambda: together([flow_of(one) for one in part]))
    _said(flow, spent)


def _said(flow: Flow, spent: tuple[float, float]) -> None:
    many = len(flow.opened)
    print(f"2,500 posts, 50,000 people, 240 months, {many} replications: {spent[1] / many:.3f} CPU-s a replication")
    people = flow.people.mean(axis=0)
    empty = flow.vacant[:, :, -1].sum(axis=1).mean()
    print(f"  vacancies {flow.opened.sum(axis=(1, 2)).mean():.0f}, vacant at the end {empty:.0f}")
    print(f"  people {people[0]:.0f}: took up a post {people[1]:.0f}, left {people[2]:.0f}, there {people[3]:.0f}")


def _timed[What](work: Callable[[], What]) -> tuple[What, tuple[float, float]]:
    wall, used = time.perf_counter(), time.process_time()
    found = work()
    return found, (time.perf_counter() - wall, time.process_time() - used)


def made_up_rates() -> Rates:
    """As the method page has them, from a made-up history of some years."""
    chance = np.random.default_rng(5)
    edges = (0.0, 12.0, 24.0, 48.0)
    shape = (len(edges), ROLES, KINDS)

    def drawn(yearly: float, months: float) -> Hazards:
        exposure = np.full(shape, months)
        events = chance.poisson(exposure * yearly / 12).astype(float)
        prior = Prior(yearly / 12, 8, 10, 20, 10, edges)
        return hazards_from(History(events, exposure), prior, DRAWS, chance)

    moving = chance.gamma(8, 1 / 8, (DRAWS, 4)) * np.array([1 / 24, 1 / 18, 1 / 30, 1 / 12])
    going = chance.gamma(20, YEARLY_LEAVERS / 12 / 20, DRAWS)
    return Rates(drawn(0.27, 60), drawn(2.4, 10), moving, going, chance.beta(5, 5, DRAWS))


def made_up_stock(posts: int, people: int, *, regions: int, places: int) -> Stock:
    """Posts spread evenly over roles and places; half of the holders are among the people; as many come as leave."""
    chance = np.random.default_rng(7)
    number = np.arange(posts)
    role, place = number % ROLES, number % places
    vacant = chance.random(posts) < 0.08
    holder = np.where(vacant | (chance.random(posts) < 0.5), NOBODY, chance.permutation(people)[:posts])
    never = np.full(posts, np.inf)
    months = np.where(vacant, chance.exponential(4, posts), chance.exponential(36, posts))
    region = place % regions
    seats = Posts(region * ROLES + role, role, place % KINDS, place, place, months, vacant, holder, never, never)
    home = chance.integers(0, places, people)
    # Near home, in the region, or anywhere.
    nation = np.arange(places)
    reach = np.concatenate(
        [
            np.eye(places, dtype=bool),
            (nation % regions)[:, None] == (nation % regions)[None, :],
            np.ones((1, places), bool),
        ]
    )
    travel = chance.choice(3, people, p=(0.3, 0.5, 0.2))
    row = np.where(travel == 0, home, np.where(travel == 1, places + home, 2 * places))
    able = chance.integers(0, ROLES, people), chance.integers(0, KINDS, people)
    readiness = Readiness(np.arange(people), *able, chance.choice(4, people, p=(0.2, 0.3, 0.4, 0.1)))
    streams = np.arange(ROLES * KINDS)
    yearly = np.full(streams.size, people * YEARLY_LEAVERS / streams.size)
    whose, home = home, chance.integers(0, places, streams.size)
    come = Entries(
        *(yearly, streams // KINDS, streams % KINDS, np.full(streams.size, 2)),
        *(home, places + home, chance.random(streams.size) < 0.5),
    )
    people_of = People(whose, row, chance.random(people) < 0.5)
    return Stock(seats, people_of, readiness, reach, regions * ROLES, come)


if __name__ == "__main__":
    raise SystemExit(main())
