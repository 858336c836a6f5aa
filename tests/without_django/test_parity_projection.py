"""Shares over the years ahead: beside closed forms, equal on any number of threads, and what would bring it forward."""

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from wraparound.methods.equality_measures.projection import Level, NotALevel, Seen, WhatIf, project

MUCH = 10**7
"""So much was seen that rates are known."""


def known(there, *, share_left=0.24, shortlisted=0.5, appointed=0.2):
    """A group whose rates are known: leavings a year, part of the shortlists, likelihood of appointment."""
    listed = round(MUCH * shortlisted)
    left = round(MUCH * share_left / 12)
    return Seen(there=there, shortlisted=listed, appointed=round(listed * appointed), left=left, months=MUCH)


def level(group, others, name="senior", **more):
    return Level(name=name, group=group, others=others, filled=MUCH, months_vacant=MUCH / 50, **more)


def run(levels, years=20, replications=100, draws=50, **more):
    return project(levels, years=years, replications=replications, draws=draws, seed=7, **more)


def test_a_share_moves_towards_that_of_appointments_at_the_rate_at_which_people_leave():
    """30% of shortlists, as likely appointed: 0.3 − 0.2 e^(−0.24 t), from a tenth of 200."""
    found = run([level(known(20, shortlisted=0.3), known(180, shortlisted=0.7))], years=4, replications=800)
    stayed = math.exp(-0.24 * 4)
    assert found.shares[:, 0, 15].mean() == pytest.approx(0.3 - 0.2 * stayed, abs=0.004)
    chances = [(20, stayed + 0.3 * (1 - stayed)), (180, 0.3 * (1 - stayed))]
    spread = math.sqrt(sum(many * one * (1 - one) for many, one in chances)) / 200
    sources = found.sources_of("senior")
    assert sources.chance[15] == pytest.approx(spread, rel=0.1)
    assert sources.rates[15] < 0.3 * sources.chance[15]


def test_whoever_is_appointed_half_as_likely_or_leaves_twice_as_often_stays_rarer():
    unlikely = run([level(known(50, appointed=0.1), known(50, appointed=0.2))])
    leaving = run([level(known(50, share_left=0.48), known(50, share_left=0.24))])
    for found in (unlikely, leaving):
        assert found.shares[:, 0, -1].mean() == pytest.approx(1 / 3, abs=0.012)


def test_what_is_below_comes_up_by_the_part_that_comes_from_there():
    lower = level(known(10), known(90), "lower")
    alone, fed = (level(known(10, shortlisted=0.1), known(90, shortlisted=0.9), from_below=part) for part in (0, 1))
    without, within = (run([lower, one]).shares[:, 1, -1].mean() for one in (alone, fed))
    assert without == pytest.approx(0.1, abs=0.01)
    assert 0.35 < within < 0.5


def test_the_same_to_the_last_byte_on_any_number_of_threads():
    levels = [level(known(30), known(170), "lower"), level(known(4), known(60), from_below=0.5)]
    alone = run(levels, years=5, replications=100, draws=10)
    with ThreadPoolExecutor(3) as pool:
        together = run(levels, years=5, replications=100, draws=10, through=pool.map)
    assert alone.shares.tobytes() == together.shares.tobytes()
    assert alone.shares.tobytes() != project(levels, years=5, replications=100, draws=10, seed=8).shares.tobytes()


def test_when_is_a_year_or_not_within_the_horizon_and_what_would_bring_it_forward():
    start = [level(known(20, shortlisted=0.3), known(180, shortlisted=0.7))]
    now = run(start).reached("senior", 0.28)
    never = run(start).reached("senior", 0.6)
    assert (never.share_of_runs, never.early, never.middle, never.late) == (0, None, None, None)
    assert never.words(2026, 4, 20) == "Within 20 years in no run at present rates."
    assert 1 < now.early < now.middle
    assert now.words(2026, 4, 20).startswith(f"Not before {2026 + (3 + now.early) // 4} at present rates")
    for better in (WhatIf(appointments=1.5), WhatIf(entry=1.5), WhatIf(leaving=0.5)):
        sooner = run(start, what_if=better).reached("senior", 0.28)
        assert sooner.middle < now.middle, better
    upper = [level(known(100), known(100), "lower"), *start]
    assert (run(upper, what_if=WhatIf(shortlists=1.5)).reached("senior", 0.28).middle) < now.middle
    path = np.linspace(0.1, 0.9, 80)
    assert run(start).reached("senior", path).share_of_runs < 1


def test_little_history_widens_it_and_rates_say_by_how_much():
    few = Seen(there=3, shortlisted=12, appointed=2, left=1, months=30)
    others = Seen(there=27, shortlisted=60, appointed=15, left=6, months=300)
    found = project([Level(name="board", group=few, others=others)], years=10, replications=400, draws=100, seed=3)
    sources, ends = found.sources_of("board"), found.range_of("board")
    assert sources.rates[-1] > 0.05
    assert (ends.low <= ends.mean).all()
    assert (ends.mean <= ends.high).all()
    with pytest.raises(NotALevel):
        Level(name="board", group=replace(few, appointed=13), others=others)


def test_ranges_hold_what_comes_when_rates_come_from_what_was_seen():
    """A made-up truth, history drawn from it, and what then came: the middle 80 of 100 hold it about as often."""
    held = []
    for one in range(40):
        chance = np.random.default_rng([5, one])
        shares, rates = chance.beta(2, 6, 2), chance.gamma(20, 0.001, 2)
        listed = chance.binomial(300, chance.beta(3, 6))
        seen = [
            Seen(
                there=there,
                shortlisted=many,
                appointed=chance.binomial(many, share),
                left=chance.poisson(rate * 24 * there),
                months=24.0 * there,
            )
            for there, many, share, rate in zip((15, 45), (listed, 300 - listed), shares, rates, strict=True)
        ]
        found = project(
            [Level(name="x", group=seen[0], others=seen[1], filled=60, months_vacant=300)],
            years=3,
            replications=100,
            draws=50,
            seed=one,
        )
        truth = [
            known(there, share_left=12 * rate, shortlisted=part, appointed=share)
            for there, rate, part, share in zip((15, 45), rates, (listed / 300, 1 - listed / 300), shares, strict=True)
        ]
        came = project(
            [Level(name="x", group=truth[0], others=truth[1], filled=MUCH // 5, months_vacant=MUCH)],
            years=3,
            replications=2,
            draws=1,
            seed=1_000 + one,
        )
        ends = found.range_of("x")
        held.append(ends.low[-1] <= came.shares[0, 0, -1] <= ends.high[-1])
    print(np.mean(held))
    assert 0.68 <= np.mean(held) <= 0.93


def test_posts_followed_in_place_of_many_alike_go_the_same_way_with_as_little_chance():
    start = [level(known(80, shortlisted=0.3), known(720, shortlisted=0.7))]
    every = run(start, years=6, replications=200)
    few = run(start, years=6, replications=200, followed=40)
    assert few.shares[:, 0, -1].mean() == pytest.approx(every.shares[:, 0, -1].mean(), abs=0.004)
    assert few.sources_of("senior").chance[-1] == pytest.approx(every.sources_of("senior").chance[-1], rel=0.2)
    alone = run(start, years=2, replications=10, draws=5, followed=40)
    assert few.shares.shape == (200, 1, 24)
    assert alone.shares.tobytes() == run(start, years=2, replications=10, draws=5, followed=40).shares.tobytes()
