"""What is said of counts: ranges, and how much of them is chance and how much is rates."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.without_django.stock_world import NEVER, flat, plan, stock_of
from wraparound.methods.stockflow.ranges import CannotPart, range_of, sources_of
from wraparound.methods.stockflow.simulation import simulate
from wraparound.methods.stockflow.stock import Rates


def test_what_is_chance_and_what_is_rates_is_told_apart():
    chance = np.random.default_rng(3)
    of_rates = chance.normal(0, 3, 400)
    counts = np.tile(of_rates, 10) + chance.normal(20, 2, 4_000)
    found = sources_of(counts, 400)
    assert float(found.chance) == pytest.approx(2, rel=0.04)
    assert float(found.rates) == pytest.approx(of_rates.std(ddof=1), rel=0.05)
    for many, draws in ((10, 1), (10, 10), (10, 4)):
        with pytest.raises(CannotPart, match="equally often"):
            sources_of(np.zeros(many), draws)


def test_known_rates_leave_chance_alone_and_open_ones_add_to_it():
    leaving = flat(1.0, draws=50)
    spread = np.random.default_rng(1).gamma(4, 0.02 / 4, (50, 1, 1, 1))
    rates = Rates(
        *(replace(leaving, rates=spread), flat(NEVER, draws=50), np.ones((50, 4)), np.ones(50), np.zeros(50)),
    )
    asked = plan(12, 1_000)
    open_, known = (simulate(stock_of(60), one, asked).opened.sum(axis=(1, 2)) for one in (rates, rates.at_mean()))
    found = sources_of(open_, 50)
    assert float(found.chance) == pytest.approx(known.std(), rel=0.1)
    assert float(found.chance) ** 2 + float(found.rates) ** 2 == pytest.approx(open_.var(), rel=0.05)
    share = 1 - np.exp(-12 * spread.ravel())
    assert float(found.rates) == pytest.approx(60 * share.std(ddof=1), rel=0.1)


@given(some.lists(some.integers(0, 30), min_size=1, max_size=200), some.sampled_from((0.5, 0.8, 0.95)))
def test_a_range_holds_at_least_what_it_says(counts, level):
    found = range_of(np.array(counts), level)
    inside = np.mean((np.array(counts) >= found.low) & (np.array(counts) <= found.high))
    assert inside >= level - 1e-12
    assert found.low in counts
    assert found.high in counts
