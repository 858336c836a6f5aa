"""Vacancies to come: what holds for every stock, on any threads and under any chance, and what is refused."""

import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.without_django.stock_world import (
    NEVER,
    any_rates,
    flat,
    numbers,
    plan,
    posts_of,
    rates_of,
    same,
    stock_of,
    stocks,
)
from wraparound.methods.coverage import cover
from wraparound.methods.coverage.cover import Limit, cover_of
from wraparound.methods.stockflow import bench, layout
from wraparound.methods.stockflow.simulation import NothingToSimulate, flow_of, flows_of, parts_of, simulate, together
from wraparound.methods.stockflow.stock import Entries, NotAStock, People, Readiness


@given(stocks(), any_rates(), some.integers(0, 99))
@settings(max_examples=60)
def test_posts_and_people_are_conserved(stock, rates, seed):
    flow = simulate(stock, rates, plan(12, 6, seed))
    came, taken, left, there = flow.people.T
    assert (came == taken + left + there).all()
    assert (came >= stock.people.many).all()
    assert (taken <= flow.filled.sum(axis=(1, 2))).all()
    at_first = np.bincount(stock.posts.group[stock.posts.vacant], minlength=stock.groups)
    changed = np.cumsum(flow.opened - flow.filled, axis=2)
    assert np.array_equal(flow.vacant, at_first[None, :, None] + changed)
    posts = np.bincount(stock.posts.group, minlength=stock.groups)
    assert (flow.vacant >= 0).all()
    assert (flow.vacant <= posts[None, :, None]).all()


@given(stocks(), any_rates())
@settings(max_examples=25)
def test_more_threads_say_the_same_to_the_last_byte(stock, rates):
    asked = plan(12, 1_010, windows=((0, 12), (3, 6)))
    assert len(parts_of(stock, rates, asked)) > 2
    alone = simulate(stock, rates, asked)
    for threads in (1, 2, 5):
        with ThreadPoolExecutor(threads) as pool:
            assert same(alone, simulate(stock, rates, asked, pool.map))
    backwards = simulate(stock, rates, asked, lambda work, parts: [work(one) for one in reversed([*parts])][::-1])
    assert same(alone, backwards)


@given(stocks(), any_rates())
@settings(max_examples=25)
def test_how_much_is_looked_at_at_once_changes_nothing(stock, rates):
    rates, asked = replace(rates, inside=np.ones(rates.draws)), plan(12, 20, windows=((0, 12),))
    before = simulate(stock, rates, asked)
    covered = cover_of(stock, before.layout, before.windows[0])
    with pytest.MonkeyPatch.context() as patch:
        for module in (bench, layout, cover):
            patch.setattr(module, "AT_ONCE", 3)
        assert same(before, simulate(stock, rates, asked))
        little = cover_of(stock, before.layout, before.windows[0])
    assert np.array_equal(covered.covered, little.covered)
    assert all(np.array_equal(covered.lifted[limit], little.lifted[limit]) for limit in Limit)


def test_it_can_be_stopped_between_parts_and_what_came_until_then_stands():
    stock, rates, asked = stock_of(20), rates_of(), plan(12, 2_000)
    parts = parts_of(stock, rates, asked)
    assert [part.first for part in parts] == [0, 500, 1_000, 1_500]
    with ThreadPoolExecutor(2) as pool:
        flows = flows_of(parts, pool.map)
        first = [next(flows), next(flows)]
        flows.close()
    assert same(together(first), simulate(stock, rates, plan(12, 1_000)))


def test_a_part_holds_the_fewer_replications_the_more_each_takes():
    small = parts_of(stock_of(20), rates_of(), plan(12, 1_200))
    wide = parts_of(stock_of(5_000), rates_of(), plan(600, 8))
    assert [part.many for part in small] == [400] * 3
    assert [part.many for part in wide] == [4, 4]


def test_another_process_says_the_same_because_a_part_is_all_that_it_needs():
    stock = stock_of(5)
    parts = parts_of(stock, rates_of(), plan(12, 600))
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert all(same(flow_of(part), far) for part, far in zip(parts, pool.map(flow_of, parts), strict=True))
    assert same(flow_of(parts[0]), flow_of(pickle.loads(pickle.dumps(parts[0]))))


@given(stocks(), any_rates(), some.integers(1, 29))
@settings(max_examples=25)
def test_a_replication_is_the_same_however_many_there_are(stock, rates, few):
    many, first = (simulate(stock, rates, plan(12, replications)) for replications in (30, few))
    assert np.array_equal(many.opened[:few], first.opened)
    assert np.array_equal(many.people[:few], first.people)


def test_another_seed_is_other_chance():
    one, other = (simulate(stock_of(20), rates_of(), plan(12, 50, seed)) for seed in (1, 2))
    assert not np.array_equal(one.opened, other.opened)


@given(some.floats(1.0, 3.0), some.integers(0, 99))
@settings(max_examples=30)
def test_leaving_more_never_leaves_fewer_posts_vacant_under_the_same_chance(factor, seed):
    """Where nothing is filled: then each holder leaves earlier, if at all otherwise."""
    rates = rates_of(0.03, NEVER)
    more = replace(rates, leaving=rates.leaving.times(factor))
    fewer, many = (simulate(stock_of(20), one, plan(12, 30, seed)).vacant for one in (rates, more))
    assert (many >= fewer).all()


def test_under_the_same_chance_a_difference_is_known_far_better_than_under_other_chance():
    rates = rates_of(0.03, 0.2)
    less = replace(rates, leaving=rates.leaving.times(0.9))
    first, same_chance = (simulate(stock_of(60), one, plan(24, 500)).opened.sum(axis=(1, 2)) for one in (rates, less))
    other_chance = simulate(stock_of(60), less, plan(24, 500, seed=6)).opened.sum(axis=(1, 2))
    assert (first - same_chance).var() < (first - other_chance).var() / 3


def test_a_stream_that_is_added_leaves_the_chance_of_all_others_as_it_was():
    one = Entries(np.array([12.0]), *(numbers([0]) for _ in range(5)), np.zeros(1, dtype=bool))
    two = Entries(np.array([12.0, 5.0]), *(numbers([0, 0]) for _ in range(5)), np.zeros(2, dtype=bool))
    rates = rates_of(0.03, 0.2, moving=[0.1] * 4, going=0.01)
    fewer, more = (simulate(stock_of(10, entries=come), rates, plan(24, 100)) for come in (one, two))
    assert np.array_equal(fewer.opened, more.opened)
    assert (more.people[:, 0] >= fewer.people[:, 0]).all()
    assert (more.people[:, 2] >= fewer.people[:, 2]).all()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"vacant": np.array([True]), "holder": numbers([0])}, "no holder"),
        ({"group": numbers([3])}, "group outside"),
        ({"months": np.array([-1.0])}, "not negative"),
        ({"months": np.array([np.nan])}, "not negative"),
        ({"leaves_in": np.array([np.nan])}, "until something"),
        ({"closes_in": np.array([-1.0])}, "until something"),
        ({"holder": numbers([7])}, "holder outside"),
        ({"months": np.zeros(2)}, "different lengths"),
    ],
)
def test_a_stock_that_cannot_be_is_refused(wrong, why):
    people = People(numbers([0]), numbers([0]), np.zeros(1, dtype=bool))
    with pytest.raises(NotAStock, match=why):
        stock_of(1, people=people, **wrong)


def test_two_posts_of_one_person_two_bands_for_one_thing_and_unlike_rates_are_refused():
    people = People(numbers([0]), numbers([0]), np.zeros(1, dtype=bool))
    with pytest.raises(NotAStock, match="one post"):
        stock_of(2, people=people, holder=numbers([0, 0]))
    with pytest.raises(NotAStock, match="one band"):
        stock_of(1, people=people, readiness=Readiness(*(numbers([0, 0]) for _ in range(3)), numbers([0, 1])))
    with pytest.raises(NotAStock, match="one number of draws"):
        replace(rates_of(), going=np.ones(2))
    with pytest.raises(NotAStock, match="× 4"):
        replace(rates_of(), moving=np.ones((1, 3)))
    for wrong in ({"inside": np.array([1.1])}, {"going": np.array([np.nan])}, {"moving": np.full((1, 4), -0.1)}):
        with pytest.raises(NotAStock, match="share from inside"):
            replace(rates_of(), **wrong)
    assert posts_of(3).many == 3


@pytest.mark.parametrize("wrong", [{"months": 0}, {"months": 7}, {"months": 603}, {"replications": 0}])
def test_nothing_is_simulated_of_nothing(wrong):
    with pytest.raises(NothingToSimulate, match="whole quarters"):
        plan(**wrong)
    for seed in (-1, 2**64):
        with pytest.raises(NothingToSimulate, match="seed"):
            plan(seed=seed)


def test_a_role_or_kind_without_rates_is_refused_and_so_is_a_pause_that_cannot_be():
    with pytest.raises(NotAStock, match="role outside"):
        simulate(stock_of(1, role=numbers([1])), rates_of(), plan(12, 1))
    with pytest.raises(NotAStock, match="kind outside"):
        simulate(stock_of(1, kind=numbers([1])), rates_of(), plan(12, 1))
    with pytest.raises(NotAStock, match="same roles"):
        simulate(stock_of(1), replace(rates_of(), filling=flat(0.1, roles=2)), plan(12, 1))
    for pause in ((6, 3), (-1, 3)):
        with pytest.raises(NothingToSimulate, match="pause"):
            plan(pause=pause)


def test_a_window_lies_in_the_months_that_are_asked_for():
    for window in ((0, 27), (6, 6), (-3, 3)):
        with pytest.raises(NothingToSimulate, match="window"):
            plan(windows=(window,))
