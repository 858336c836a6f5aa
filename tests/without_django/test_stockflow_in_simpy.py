"""The same small region in SimPy, written apart from ours, one process for each post and person: both say the same."""

import math
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from tests.without_django.stock_world import ERRORS, plan
from wraparound.methods.stockflow.simulation import simulate

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
THEIRS, OURS = 150, 1_500


@pytest.fixture
def benchmark(monkeypatch):
    """The made-up region of the benchmark, and one replication of it in SimPy."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    yield import_module("pipelines"), import_module("pipelines_in_simpy")
    for name in ("pipelines", "pipelines_in_simpy"):
        del sys.modules[name]


def test_simpy_says_the_same_of_a_small_region(benchmark):
    region, in_simpy = benchmark
    stock = region.made_up_stock(60, 400, regions=2, places=6)
    rates = region.made_up_rates().at_mean()
    flow = simulate(stock, rates, plan(60, OURS))
    ours = flow.opened.sum(axis=(1, 2)), flow.vacant[:, :, -1].sum(axis=1), flow.people[:, 1]
    theirs = np.array([in_simpy.replicate(stock, rates, 60, seed) for seed in range(THEIRS)]).T
    for our, their in zip(ours, theirs, strict=True):
        error = math.sqrt(our.var(ddof=1) / OURS + their.var(ddof=1) / THEIRS)
        assert abs(our.mean() - their.mean()) <= ERRORS * error
        # Of a standard deviation from so many replications, nearly normal.
        assert our.std() == pytest.approx(their.std(), rel=ERRORS / math.sqrt(2 * THEIRS))
