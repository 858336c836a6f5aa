"""How long something takes, as every benchmark here says it: the quickest of some runs after a first."""

import time
from collections.abc import Callable
from typing import NamedTuple


class Spent(NamedTuple):
    """Seconds on the clock and of the processor."""

    wall: float
    cpu: float


def best_of[What](work: Callable[[], What], runs: int = 3) -> tuple[What, Spent]:
    """What came, and the fewest seconds: other work on the machine only ever makes one slower."""
    found = work()
    every = [timed(work)[1] for _ in range(runs)]
    return found, Spent(min(one.wall for one in every), min(one.cpu for one in every))


def timed[What](work: Callable[[], What]) -> tuple[What, Spent]:
    """What came of one run, and what it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    return found, Spent(time.perf_counter() - wall, time.process_time() - cpu)
