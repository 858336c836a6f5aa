"""Who could help whom, for every open trust: how long it takes, cold and warm.

Run: make benchmark-partnerships. Cold is a process that has read nothing: it opens the release, checks it, makes the
ranges of a year ago for every measure, and reads where every trust stands. Warm is every answer after that: a site
keeps where trusts stand for the release in use. No package answers the same question, so nothing stands beside it but
the same rule in a plain loop over every pair of trusts and every pair of their measures, without any of its guard.
"""

import os
import time
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from wraparound.capabilities.partnerships.queries.proposals import propose, propose_for_all, trusts_known
from wraparound.capabilities.partnerships.terms.proposals import NOT_READ, Known, ProposalQuestion
from wraparound.capabilities.partnerships.terms.standings import AspectSide
from wraparound.people.terms.access import OPERATOR

DAY = date(2026, 11, 26)
TARGET = "to reach: every open trust within 3 s, warm"
RUNS = 5


class Spent(NamedTuple):
    """Seconds on the clock, and of the processor: other work on the machine lengthens the first alone."""

    wall: float
    cpu: float


def main() -> None:
    """Prints seconds: cold, then the best and the worst of some warm runs, then the plain loop."""
    print(f"{TARGET}\nprocessors {os.cpu_count()}, wanted by others at the start: {os.getloadavg()[0]:.1f}\n")
    known, cold = _timed(lambda: trusts_known(viewer=OPERATOR, on=DAY, words=NOT_READ))
    print(f"cold: where {len(known)} open trusts stand: {_words([cold])}")
    every, first = _timed(lambda: propose_for_all(viewer=OPERATOR, on=DAY))
    found = sum(len(one) for one in every.values())
    again = [_timed(lambda: propose_for_all(viewer=OPERATOR, on=DAY))[1] for _ in range(RUNS)]
    print(f"cold and every proposal: {cold.wall + first.wall:.2f} s ({cold.cpu + first.cpu:.2f} CPU-s)")
    print(f"warm: {found:,} proposals for {len(every)} trusts: {_words(again)}")
    asked = ProposalQuestion(code="RXW", filters=())
    page, one = _timed(lambda: propose(asked, viewer=OPERATOR, on=DAY))
    print(f"warm: one trust in words, {len(page.proposals)} proposals: {1000 * one.wall:.0f} ms")
    pairs, plain = _timed(lambda: _plain(list(known.values())))
    assert pairs == found, "the plain loop must find the same"
    print(f"the rule alone in a plain loop, without guard or criteria: {pairs:,} pairs, {_words([plain])}")


def _plain(every: list[Known]) -> int:
    """How many pairs of trusts have a need of one that is a strength of the other."""
    return sum(
        any(
            need.side is AspectSide.NEED and strength.side is AspectSide.STRENGTH
            for need in asker.aspects
            for strength in helper.aspects
            if (need.sort, need.name) == (strength.sort, strength.name)
        )
        for asker in every
        for helper in every
        if asker is not helper
    )


def _timed[Made](work: Callable[[], Made]) -> tuple[Made, Spent]:
    wall, cpu = time.perf_counter(), time.process_time()
    made = work()
    return made, Spent(time.perf_counter() - wall, time.process_time() - cpu)


def _words(runs: list[Spent]) -> str:
    best, worst = min(one.wall for one in runs), max(one.wall for one in runs)
    wall = f"{best:.2f} s" if best == worst else f"{best:.2f} to {worst:.2f} s"
    return f"{wall} ({min(one.cpu for one in runs):.2f} CPU-s)"


if __name__ == "__main__":
    main()
