"""Ranges hold what happens as often as they say, on regions whose truth is known because it was made up."""

import numpy as np

from tests.without_django.stock_world import numbers, posts_of
from wraparound.methods.coverage.cover import cover_of
from wraparound.methods.stockflow.hazards import Hazards, History, Prior, hazards_from
from wraparound.methods.stockflow.ranges import range_of
from wraparound.methods.stockflow.simulation import Plan, simulate
from wraparound.methods.stockflow.stock import NOBODY, Entries, People, Rates, Readiness, Stock

REGIONS, DRAWS, REPLICATIONS = 200, 100, 200
ROLES, KINDS = 5, 2
LEAVING = Prior(0.0225, 8, 10, 20, 10, (0.0, 12.0, 24.0, 48.0))
FILLING = Prior(0.2, 4, 10, 20, 10, (0.0, 6.0))
SHAPES = 6.0
"""What the priors of the other rates count for."""


def nothing_seen(prior):
    return History(*(np.zeros((len(prior.edges), ROLES, KINDS)) for _ in range(2)))


def drawn(draws, chance, seen=None):
    """Rates as they could be: by the priors alone, or with what was seen of leaving and filling."""
    histories = seen or (nothing_seen(LEAVING), nothing_seen(FILLING))
    hazards = (
        hazards_from(history, prior, draws, chance, sweeps=60)
        for history, prior in zip(histories, (LEAVING, FILLING), strict=True)
    )
    moving = chance.gamma(SHAPES, 1 / SHAPES, (draws, 4)) * np.array([1 / 24, 1 / 18, 1 / 30, 1 / 12])
    return Rates(*hazards, moving, chance.gamma(SHAPES, 0.01 / SHAPES, draws), chance.beta(5, 5, draws))


def history(hazards: Hazards, months, chance):
    exposure = np.full(hazards.rates.shape[1:], months)
    return History(chance.poisson(hazards.rates[0] * exposure).astype(float), exposure)


def a_region(chance):
    many, people = 200, 300
    vacant = chance.random(many) < 0.08
    holder = np.where(vacant | (chance.random(many) < 0.7), NOBODY, chance.permutation(people)[:many])
    place = chance.integers(0, 4, many)
    posts = posts_of(
        many,
        role=chance.integers(0, ROLES, many),
        kind=place % KINDS,
        organisation=place,
        place=place,
        months=np.where(vacant, chance.exponential(4, many), chance.exponential(30, many)),
        vacant=vacant,
        holder=holder,
    )
    home = chance.integers(0, 4, people)
    targets = chance.integers(0, ROLES, people), chance.integers(0, KINDS, people)
    readiness = Readiness(np.arange(people), *targets, chance.choice(4, people, p=(0.15, 0.35, 0.4, 0.1)))
    come = Entries(
        *(np.full(ROLES, 6.0), np.arange(ROLES), np.arange(ROLES) % KINDS, np.full(ROLES, 1)),
        *(np.arange(ROLES) % 4, np.full(ROLES, 4), np.ones(ROLES, dtype=bool)),
    )
    reach = np.concatenate([np.eye(4, dtype=bool), np.ones((1, 4), dtype=bool)])
    whom = People(home, np.where(chance.random(people) < 0.5, home, numbers([4])), chance.random(people) < 0.6)
    return Stock(posts, whom, readiness, reach, 1, come)


def counted(stock, rates, replications, seed):
    windows = ((0, 12), (12, 24))
    flow = simulate(stock, rates, Plan(months=24, replications=replications, seed=seed, windows=windows))
    covers = [cover_of(stock, flow.layout, one, lifting=()) for one in flow.windows]
    opened = flow.opened[:, 0, :]
    return np.stack(
        [
            opened[:, :4].sum(axis=1),
            opened[:, 4:].sum(axis=1),
            flow.vacant[:, 0, -1],
            *(one.covered for one in covers),
        ],
        axis=1,
    )


def test_ranges_of_eighty_in_a_hundred_hold_what_came_in_so_many_made_up_regions():
    """The truth of each region comes from the priors, its history from the truth, and its years from both.

    A range of counts holds a little more than it says, since its ends are in it. So it is also asked where what came
    stands among the replications, ties broken by chance (Czado, Gneiting and Held 2009, Biometrics 65, 1254–1261).
    """
    chance = np.random.default_rng(26)
    held, places = [], []
    for region in range(REGIONS):
        truth = drawn(1, chance)
        seen = tuple(history(one, months, chance) for one, months in ((truth.leaving, 80.0), (truth.filling, 20.0)))
        stock = a_region(chance)
        counts = counted(stock, drawn(DRAWS, chance, seen), REPLICATIONS, 2 * region)
        came = counted(stock, truth, 1, 2 * region + 1)[0]
        forecast = range_of(counts)
        held.append((forecast.low <= came) & (came <= forecast.high))
        places.append((counts < came).mean(axis=0) + chance.random(came.size) * (counts == came).mean(axis=0))
    # Vacancies of the first and the second year, vacant after two, and cover of either year.
    within = np.mean((np.array(places) > 0.1) & (np.array(places) < 0.9), axis=0)
    assert ((within >= 0.75) & (within <= 0.85)).all(), within
    assert (np.mean(held, axis=0) >= within).all()
