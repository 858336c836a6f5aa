"""Ranges hold what happens as often as they say, on regions whose truth is known because it was made up.

The truth of each region comes from the priors, its history from the truth, and its years from both. Were the forecast
right, what came would be as likely to stand at any place among the replications, ties broken by chance (Czado, Gneiting
and Held 2009, Biometrics 65, 1254–1261; Talts and others 2018). How often it stands where is then a binomial count, and
its limits are those that a right forecast leaves in one of a thousand seeds, all figures taken together.
"""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binom

from tests.without_django.stock_world import numbers, posts_of
from wraparound.methods.coverage.cover import cover_of
from wraparound.methods.stockflow.hazards import Hazards, History, Prior, hazards_from
from wraparound.methods.stockflow.ranges import range_of
from wraparound.methods.stockflow.simulation import Plan, simulate
from wraparound.methods.stockflow.stock import NOBODY, Entries, People, Rates, Readiness, Stock

REGIONS = 300
REPLICATIONS = 99
"""Each with rates of its own: then what came stands among them at one of 100 places."""

FIGURES = (
    "vacancies, first year",
    "vacancies, second year",
    "vacant after two",
    "cover, first year",
    "cover, second year",
)
ONCE_IN = 1_000
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
    many, people = 100, 150
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


def places_of(came, counts, chance):
    """At which of the places, 0 to 99, what came stands among the replications; ties are broken by chance."""
    below, equal = (counts < came).sum(axis=0), (counts == came).sum(axis=0)
    return below + chance.integers(0, equal + 1)


FAULTS = {
    "none": lambda truth: truth,
    "a fifth too few leave": lambda truth: replace(truth, leaving=truth.leaving.times(1.25)),
    "a fifth too many leave": lambda truth: replace(truth, leaving=truth.leaving.times(1 / 1.2)),
    "filled a fifth too slowly": lambda truth: replace(truth, filling=truth.filling.times(1.25)),
    "ready a third too late": lambda truth: replace(truth, moving=truth.moving * 1.5),
}
"""What could be wrong with a forecast: what then comes instead of what it thinks is true."""


def side_by_side(every):
    """The draws of all of them, one after the other."""
    hazards = (
        Hazards(np.concatenate([getattr(one, name).rates for one in every]), getattr(every[0], name).edges)
        for name in ("leaving", "filling")
    )
    others = (np.concatenate([getattr(one, name) for one in every]) for name in ("moving", "going", "inside"))
    return Rates(*hazards, *others)


@pytest.fixture(scope="module")
def judged():
    """By fault, regions × figures: where what came stands; and, without one, whether printed ranges held it."""
    chance = np.random.default_rng(26)
    places, held = [], []
    for region in range(REGIONS):
        truth = drawn(1, chance)
        seen = tuple(history(one, months, chance) for one, months in ((truth.leaving, 80.0), (truth.filling, 20.0)))
        stock = a_region(chance)
        believed, true = drawn(REPLICATIONS, chance, seen), [of(truth) for of in FAULTS.values()]
        # All at once, each replication with rates and chance of its own.
        every = counted(stock, side_by_side([believed, *true]), REPLICATIONS + len(true), region)
        counts, came = every[:REPLICATIONS], every[REPLICATIONS:]
        places.append([places_of(one, counts, chance) for one in came])
        forecast = range_of(counts)
        held.append((forecast.low <= came[0]) & (came[0] <= forecast.high))
    return dict(zip(FAULTS, np.array(places).transpose(1, 0, 2), strict=True)), np.array(held)


def shares_of(places):
    """By figure: how often what came stood in the middle 80 of 100 places, and how often in the lower half."""
    return ((places >= 10) & (places < 90)).mean(axis=0), (places < 50).mean(axis=0)


def within_limits(places):
    """By figure, whether both shares are such as a right forecast would give."""
    tail = 1 / ONCE_IN / (2 * 2 * len(FIGURES))
    fits = np.ones(len(FIGURES), dtype=bool)
    for share, expected in zip(shares_of(places), (0.8, 0.5), strict=True):
        low, high = binom(len(places), expected).ppf((tail, 1 - tail))
        fits &= (low <= share * len(places)) & (share * len(places) <= high)
    return dict(zip(FIGURES, fits.tolist(), strict=True))


def test_ranges_of_eighty_in_a_hundred_hold_what_came_in_so_many_made_up_regions(judged):
    """A printed range holds a little more than it says, since its ends are whole numbers and belong to it."""
    places, held = judged
    assert all(within_limits(places["none"]).values()), shares_of(places["none"])
    assert (held.mean(axis=0) >= shares_of(places["none"])[0]).all()


@pytest.mark.parametrize(
    ("fault", "seen"),
    [
        ("a fifth too few leave", "vacancies, first year"),
        ("a fifth too many leave", "vacancies, second year"),
        ("filled a fifth too slowly", "vacant after two"),
        ("ready a third too late", "cover, second year"),
    ],
)
def test_a_forecast_that_is_wrong_is_noticed(judged, fault, seen):
    """What was found right above would not be if it were wrong."""
    places, _ = judged
    assert not within_limits(places[fault])[seen]
