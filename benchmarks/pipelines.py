"""The forecast of vacancies and cover on made-up regions: how long it takes, and the same model in SimPy beside it.

Run: make benchmark-pipelines. Two sizes: a region of 300 posts and 3,000 people over 5 years with cover for the first
four quarters, one matching a replication; and 2,500 posts and 50,000 people over 240 months. Each is the best of three
runs after a first. SimPy goes event by event over the same stock with the same rates; means of both are shown, and how
many standard errors lie between them.
"""

import argparse
import os
from contextlib import nullcontext
from functools import partial

import numpy as np
from pipelines_in_simpy import replicate
from timing import best_of, timed

from wraparound.capabilities.pipelines.commands.processors import on_processors
from wraparound.methods.coverage.cover import cover_of
from wraparound.methods.stockflow.hazards import Hazards, History, Prior, hazards_from
from wraparound.methods.stockflow.ranges import range_of
from wraparound.methods.stockflow.simulation import Flow, Plan, parts_of, simulate
from wraparound.methods.stockflow.stock import NOBODY, Entries, People, Posts, Rates, Readiness, Stock

TARGETS = (
    "to reach: the region within 2 s, cover included; 2,500 posts and 50,000 people within 0.2 CPU-s a replication"
)
ROLES, KINDS = 15, 4
DRAWS = 250
FEW = 40
YEARLY_LEAVERS = 0.1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replications", type=int, default=1_000)
    many = parser.parse_args().replications
    print(f"{TARGETS}\nprocessors {os.cpu_count()}, wanted by others at the start: {os.getloadavg()[0]:.1f}\n")
    rates, spent = best_of(made_up_rates)
    print(f"rates: {DRAWS} draws for leaving and filling: {spent.wall:.2f} s, {spent.cpu:.2f} CPU-s")
    _region(rates, many)
    _nation(rates)
    return 0


def _region(rates: Rates, many: int) -> None:
    stock = made_up_stock(300, 3_000, regions=1, places=20)
    plan = Plan(months=60, replications=many, seed=12, windows=((0, 12),))
    print(f"300 posts, 3,000 people, 5 years, {many} replications:")
    for processes in (2, 1):
        with on_processors(processes) if processes > 1 else nullcontext(map) as through:
            flow, first = best_of(partial(simulate, stock, rates, plan, through))
        asked = partial(cover_of, stock, flow.layout, flow.windows[0])
        cover, second = best_of(partial(asked, lifting=()))
        words = f"vacancies {first.wall:.2f} s, cover {second.wall:.2f} s, together {first.wall + second.wall:.2f} s"
        print(f"  {processes} process{'es'[: 2 * processes - 2]}: {words}")
    _, third = best_of(asked)
    print(f"  cover once more, with all four limits lifted: {third.wall:.2f} s")
    for name, counts in (("vacancies", cover.vacancies), ("covered", cover.covered)):
        found = range_of(counts)
        print(f"  {name} in four quarters: {found.low:.0f} to {found.high:.0f} (80 in 100), mean {found.mean:.1f}")
    _beside_simpy(stock, rates, flow, first.cpu / many)


def _beside_simpy(stock: Stock, rates: Rates, flow: Flow, ours: float) -> None:
    found, spent = timed(lambda: np.array([replicate(stock, rates, 60, seed) for seed in range(FEW)]))
    each = spent.cpu / FEW
    print(
        f"  SimPy, {FEW} replications: {each:.3f} CPU-s each beside {ours:.5f} in one process: {each / ours:.0f} times"
    )
    counts = flow.opened.sum(axis=(1, 2)), flow.vacant[:, :, -1].sum(axis=1), flow.people[:, 1]
    for words, our, their in zip(("vacancies", "vacant at the end", "took up a post"), counts, found.T, strict=True):
        error = np.sqrt(our.var() / our.size + their.var(ddof=1) / their.size)
        print(
            f"  {words}: {our.mean():.1f} beside {their.mean():.1f}, {(our.mean() - their.mean()) / error:+.1f} errors"
        )


def _nation(rates: Rates) -> None:
    stock = made_up_stock(2_500, 50_000, regions=7, places=200)
    plan = Plan(months=240, replications=12, seed=12)
    flow, spent = best_of(partial(simulate, stock, rates, plan))
    each, parts = spent.cpu / plan.replications, len(parts_of(stock, rates, plan))
    print(f"2,500 posts, 50,000 people, 240 months: {each:.3f} CPU-s a replication, {spent.cpu / parts:.2f} a part")
    people, empty = flow.people.mean(axis=0), flow.vacant[:, :, -1].sum(axis=1).mean()
    print(f"  vacancies {flow.opened.sum(axis=(1, 2)).mean():.0f}, vacant at the end {empty:.0f}")
    print(f"  people {people[0]:.0f}: took up a post {people[1]:.0f}, left {people[2]:.0f}, there {people[3]:.0f}")


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
