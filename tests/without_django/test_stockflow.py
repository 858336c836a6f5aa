"""Vacancies to come: closed forms, and a slow version that goes event by event."""

import math
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from scipy.stats import chi2

from tests.without_django.stock_world import (
    ERRORS,
    MANY,
    NEVER,
    Slow,
    flat,
    near,
    numbers,
    plan,
    rates_of,
    same,
    stock_of,
)
from wraparound.methods.stockflow.simulation import StepTooLong, simulate
from wraparound.methods.stockflow.stock import FAR, LAPSED, NEAR, NOBODY, READY, Entries, People, Rates, Readiness


def test_at_a_constant_hazard_leavers_are_binomial_when_nothing_is_filled():
    flow = simulate(stock_of(40), rates_of(0.02, NEVER), plan())
    left, share = flow.opened.sum(axis=(1, 2)), 1 - math.exp(-0.02 * 24)
    variance = 40 * share * (1 - share)
    assert near(left, 40 * share)
    # Of a variance from so many replications; the fourth moment is that of a normal variable, nearly.
    assert left.var(ddof=1) == pytest.approx(variance, abs=ERRORS * variance * math.sqrt(2 / MANY))


def test_a_hazard_by_time_in_post_takes_up_where_the_holder_stands():
    edges = (0.0, 12.0)
    leaving = flat([0.01, 0.05], edges=edges)
    flow = simulate(stock_of(30, months=np.full(30, 6.0)), rates_of(leaving, NEVER), plan(12))
    assert near(flow.opened.sum(axis=(1, 2)), 30 * (1 - math.exp(-6 * 0.01 - 6 * 0.05)))


def test_in_the_long_run_the_vacant_share_is_that_of_littles_law():
    leave, fill, posts = 0.03, 0.25, 30
    flow = simulate(stock_of(posts), rates_of(leave, fill), plan(120, 1_000))
    vacant = flow.vacant[:, 0, 20:].mean(axis=1)
    assert near(vacant, posts * leave / (leave + fill))
    # Vacancies a month times how long one lasts.
    a_month = flow.opened[:, 0, 20:].mean() / 3
    assert vacant.mean() == pytest.approx(a_month / fill, rel=0.02)


def test_a_step_of_a_month_says_what_shorter_ones_say_and_longer_ones_are_refused():
    stock, rates = stock_of(20), rates_of(0.05, 0.4)
    month, week = (simulate(stock, rates, plan(replications=200, step=step)) for step in (1.0, 0.25))
    assert same(month, week)
    # With people, only who asks first can differ: under the same chance, next to nothing.
    stock, rates = small_coupled_stock(), replace(coupled_rates(), inside=np.array([1.0]))
    month, week = (simulate(stock, rates, plan(step=step)) for step in (1.0, 0.125))
    for of in (lambda flow: flow.opened.sum(axis=(1, 2)), lambda flow: flow.people[:, 1]):
        assert of(month).mean() == pytest.approx(of(week).mean(), rel=0.005)
    for step in (12.0, 3.0, 0.3, 0.0):
        with pytest.raises(StepTooLong, match="a month"):
            plan(step=step)


def test_bands_are_reached_as_the_sum_of_two_waits_says():
    people = People(numbers([0] * 60), numbers([0] * 60), np.zeros(60, dtype=bool))
    readiness = Readiness(np.arange(60), numbers([0] * 60), numbers([0] * 60), np.full(60, FAR))
    moving = [NEVER, 1 / 18, 1 / 30, NEVER]
    rates = rates_of(NEVER, NEVER, moving=moving, going=0.01)
    stock = stock_of(1, people=people, readiness=readiness)
    window = simulate(stock, rates, plan(27, 1_000, windows=((24, 27),))).windows[0]
    first, second = 1 / 30, 1 / 18
    both = 1 - (second * math.exp(-first * 24) - first * math.exp(-second * 24)) / (second - first)
    stays = math.exp(-0.01 * 27)
    assert near(window.ready.sum(axis=1), 60 * both * stays)
    assert near(window.there.sum(axis=1), 60 * stays)


def test_what_lapses_comes_back_and_settles_where_both_flows_are_even():
    people = People(numbers([0] * 50), numbers([0] * 50), np.zeros(50, dtype=bool))
    readiness = Readiness(np.arange(50), numbers([0] * 50), numbers([0] * 50), np.full(50, READY))
    rates = rates_of(NEVER, NEVER, moving=[0.1, 1, 1, 0.3], going=NEVER)
    stock = stock_of(1, people=people, readiness=readiness)
    window = simulate(stock, rates, plan(63, 1_000, windows=((60, 63),))).windows[0]
    assert near(window.ready.sum(axis=1), 50 * 0.3 / 0.4)
    assert (LAPSED, NEAR) == (3, 1)


def test_those_to_come_are_as_many_as_a_poisson_variable():
    come = Entries(np.array([6.0, 3.0]), *(numbers([0, 0]) for _ in range(5)), np.zeros(2, dtype=bool))
    flow = simulate(stock_of(1, entries=come), rates_of(NEVER, NEVER, moving=[1, 1, 1, 1], going=0.02), plan())
    came, there = flow.people[:, 0], flow.people[:, 3]
    assert near(came, 18)
    assert came.var(ddof=1) == pytest.approx(18, abs=ERRORS * 18 * math.sqrt(2 / MANY))
    assert near(there, 9 / 12 * (1 - math.exp(-0.02 * 24)) / 0.02)


def test_a_departure_that_is_known_comes_when_it_is_known_to():
    stock = stock_of(2, leaves_in=np.array([4.5, np.inf]))
    flow = simulate(stock, rates_of(NEVER, NEVER), plan(12, 3))
    assert flow.opened[:, 0].tolist() == [[0, 1, 0, 0]] * 3
    assert flow.vacant[:, 0].tolist() == [[0, 1, 1, 1]] * 3


def test_a_post_that_closes_is_neither_left_nor_vacant_afterwards():
    stock = stock_of(2, vacant=np.array([True, False]), closes_in=np.array([5.0, 7.0]))
    flow = simulate(stock, rates_of(0.5, NEVER), plan(24, 200))
    assert (flow.vacant[:, 0, 0] >= 1).all()
    assert (flow.vacant[:, 0, 2:] == 0).all()
    assert (flow.opened[:, 0, 3:] == 0).all()
    assert flow.filled.sum() == 0


def test_in_a_pause_nothing_is_filled_and_the_wait_goes_on_after_it():
    stock, rates = stock_of(30, vacant=np.ones(30, dtype=bool)), rates_of(NEVER, 0.3)
    paused = simulate(stock, rates, plan(24, 500, pause=(3, 9)))
    freely = simulate(stock, rates, plan(24, 500))
    assert paused.filled[:, :, 1:3].sum() == 0
    assert np.array_equal(paused.filled[:, :, 0], freely.filled[:, :, 0])
    assert np.array_equal(paused.filled[:, :, 3:], freely.filled[:, :, 1:-2])
    left_in_it, left_at_its_end = (stock_of(30, leaves_in=np.full(30, month)) for month in (5.0, 9.0))
    after_it = simulate(left_in_it, rates, plan(24, 500, pause=(3, 9))).filled
    assert np.array_equal(after_it, simulate(left_at_its_end, rates, plan(24, 500)).filled)
    assert after_it.sum() > 0


def test_whoever_takes_up_a_post_leaves_their_own_vacant_and_is_on_the_bench_no_longer():
    people = People(numbers([0]), numbers([0]), np.zeros(1, dtype=bool))
    stock = stock_of(
        2,
        vacant=np.array([True, False]),
        holder=numbers([NOBODY, 0]),
        group=numbers([0, 1]),
        role=numbers([0, 1]),
        groups=2,
        people=people,
        readiness=Readiness(*(numbers([one]) for one in (0, 0, 0, READY))),
    )
    rates = rates_of(NEVER, flat(2.0, roles=2), moving=[NEVER] * 4, going=1.0, inside=1.0, roles=2)
    rates = replace(rates, leaving=flat(NEVER, roles=2))
    flow = simulate(stock, rates, plan(24, 50))
    assert (flow.opened.sum(axis=2) == [0, 1]).all()
    assert (flow.filled.sum(axis=2) == [1, 1]).all()
    assert (flow.people == [1, 1, 0, 0]).all()


def ready_for_anything(many):
    nought = np.zeros(many, dtype=np.int64)
    return People(nought, nought, np.zeros(many, dtype=bool)), Readiness(
        np.arange(many), nought, nought, nought + READY
    )


def test_nobody_takes_up_two_posts_so_that_as_many_as_there_are_posts_find_one():
    people, readiness = ready_for_anything(3)
    stock = stock_of(3, vacant=np.ones(3, dtype=bool), people=people, readiness=readiness)
    flow = simulate(stock, rates_of(NEVER, 3.0, moving=[NEVER] * 4, going=NEVER, inside=1.0), plan(24, 500))
    assert (flow.people == [3, 3, 0, 0]).all()


def test_nobody_takes_up_a_post_before_they_come():
    come = Entries(np.array([6.0]), *(numbers([0]) for _ in range(5)), np.zeros(1, dtype=bool))
    stock = stock_of(1, vacant=np.array([True]), entries=come)
    flow = simulate(stock, rates_of(NEVER, 2.0, moving=[NEVER] * 4, going=NEVER, inside=1.0), plan(60))
    assert near(flow.people[:, 1], 0.5 / (0.5 + 2.0))


def test_nobody_takes_up_a_post_after_they_left():
    people, readiness = ready_for_anything(1)
    stock = stock_of(1, vacant=np.array([True]), people=people, readiness=readiness)
    flow = simulate(stock, rates_of(NEVER, 0.5, moving=[NEVER] * 4, going=1.0, inside=1.0), plan(60))
    assert near(flow.people[:, 1], 0.5 / (0.5 + 1.0))
    assert (flow.people[:, 1:3].sum(axis=1) == 1).all()


@pytest.mark.parametrize("may", [3, 40])
def test_all_who_are_ready_and_may_are_as_likely_to_be_taken_on(may):
    people, readiness = ready_for_anything(40)
    people = replace(people, organisation=numbers([1] * 40), released=np.arange(40) < may)
    stock = stock_of(1, vacant=np.array([True]), people=people, readiness=readiness)
    rates = rates_of(NEVER, 3.0, moving=[NEVER] * 4, going=NEVER, inside=1.0)
    left = ~simulate(stock, rates, plan(12, windows=((9, 12),))).windows[0].ready
    taken = left.sum(axis=0)
    assert (left.sum(axis=1) == 1).all()
    assert (taken[may:] == 0).all()
    expected = MANY / may
    assert ((taken[:may] - expected) ** 2 / expected).sum() < chi2(may - 1).ppf(0.999)


def test_somebody_counts_as_ready_from_the_moment_they_are_and_not_from_the_end_of_the_month():
    people = People(numbers([0]), numbers([0]), np.zeros(1, dtype=bool))
    readiness = Readiness(*(numbers([one]) for one in (0, 0, 0, NEAR)))
    stock = stock_of(1, vacant=np.array([True]), people=people, readiness=readiness)
    rates = rates_of(NEVER, 1.5, moving=[NEVER, 1.0, NEVER, NEVER], going=NEVER, inside=1.0)
    assert near(simulate(stock, rates, plan(24)).people[:, 1], 1.0 / (1.0 + 1.5))


def test_whoever_lapses_before_they_are_asked_for_is_not_taken_on():
    people, readiness = ready_for_anything(1)
    stock = stock_of(1, vacant=np.array([True]), people=people, readiness=readiness)
    rates = rates_of(NEVER, 1.5, moving=[1.0, NEVER, NEVER, NEVER], going=NEVER, inside=1.0)
    assert near(simulate(stock, rates, plan(24)).people[:, 1], 1.5 / (1.0 + 1.5))


def test_a_post_is_filled_from_the_bench_as_often_as_the_share_says():
    people, readiness = ready_for_anything(20)
    stock = stock_of(10, vacant=np.ones(10, dtype=bool), people=people, readiness=readiness)
    flow = simulate(stock, rates_of(NEVER, 3.0, moving=[NEVER] * 4, going=NEVER, inside=0.3), plan(24))
    assert near(flow.people[:, 1], 3)


@pytest.mark.parametrize(
    "other",
    [
        {"organisation": numbers([1])},
        {"reach": np.zeros((1, 1), dtype=bool)},
        {"role": numbers([1])},
        {"band": NEAR},
    ],
)
def test_nobody_takes_up_what_they_are_not_ready_released_or_willing_for(other):
    band = other.pop("band", READY)
    stock = stock_of(
        1,
        vacant=np.array([True]),
        people=People(numbers([0]), numbers([0]), np.zeros(1, dtype=bool)),
        readiness=Readiness(*(numbers([one]) for one in (0, 0, 0, band))),
        **other,
    )
    rates = rates_of(NEVER, 2.0, moving=[NEVER] * 4, going=NEVER, inside=1.0, roles=2)
    flow = simulate(stock, rates, plan(24, 20))
    assert flow.filled.sum() == 20
    assert (flow.people == [1, 0, 0, 1]).all()


def small_coupled_stock():
    """Twelve posts of two roles in two places, thirty people of whom some hold one; all that can happen does."""
    chance = np.random.default_rng(9)
    vacant = np.arange(12) % 6 == 0
    holder = np.where(vacant | (np.arange(12) % 2 == 1), NOBODY, np.arange(12))
    place = np.arange(12) % 2
    named = [(one, role, 0) for one in range(30) for role in range(2) if (one + role) % 3]
    person, role, kind = numbers(named).T
    people = People(np.arange(30) % 2, np.arange(30) % 3, np.arange(30) % 4 > 0)
    return stock_of(
        12,
        role=np.arange(12) // 6,
        organisation=place,
        place=place,
        vacant=vacant,
        holder=holder,
        months=chance.uniform(0, 20, 12),
        people=people,
        readiness=Readiness(person, role, kind, np.arange(person.size) % 4),
        reach=np.array([[True, False], [False, True], [True, True]]),
    )


def coupled_rates():
    edges = (0.0, 12.0)
    leaving, filling = flat([0.02, 0.06], roles=2, edges=edges), flat([0.3, 0.1], roles=2, edges=(0.0, 3.0))
    return Rates(leaving, filling, np.array([[0.05, 0.06, 0.04, 0.1]]), np.array([0.01]), np.array([0.8]))


def test_an_obvious_slow_version_that_goes_event_by_event_agrees():
    stock, rates = small_coupled_stock(), coupled_rates()
    flow = simulate(stock, rates, plan(24, MANY, windows=((23, 24),)))
    ours = (
        *(flow.opened.sum(axis=(1, 2)), flow.filled.sum(axis=(1, 2)), flow.vacant[:, 0, -1]),
        *(flow.people[:, 1], simulate(stock, rates, plan(27, MANY, windows=((24, 25),))).windows[0].ready.sum(axis=1)),
    )
    chance = Random(4)
    theirs = np.array([Slow(stock, rates, 24, chance).run() for _ in range(1_500)]).T
    for our, their in zip(ours[:4], theirs[:4], strict=True):
        error = math.sqrt(our.var() / our.size + their.var() / their.size)
        assert abs(our.mean() - their.mean()) <= ERRORS * error
        assert our.std() == pytest.approx(their.std(), rel=0.1)
    # In a window of a month some more have left, 1 in 100 of those without a post.
    assert ours[4].mean() == pytest.approx(theirs[4].mean(), rel=0.05)
