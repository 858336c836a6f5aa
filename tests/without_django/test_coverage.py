"""Cover: against trying everything, and what lifting a limit can and cannot do."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.without_django.stock_world import (
    any_rates,
    could_take_up,
    largest_matching,
    numbers,
    rates_of,
    stock_of,
    stocks,
)
from wraparound.methods.coverage.cover import Limit, cover_of, cover_of_groups
from wraparound.methods.coverage.matching import Pairs, matched, sure_of_somebody
from wraparound.methods.stockflow.layout import layout_of
from wraparound.methods.stockflow.simulation import Plan, Window, simulate
from wraparound.methods.stockflow.stock import NOBODY, READY, People, Readiness, nobody_comes

CHOICES = some.lists(some.sets(some.integers(0, 5), max_size=6), max_size=6)


@given(some.lists(CHOICES, min_size=1, max_size=4))
def test_many_problems_at_once_have_the_largest_matchings_there_are(problems):
    sizes = [len(one) for one in problems]
    problem = np.repeat(np.arange(len(problems)), sizes)
    flat = [one for choices in problems for one in choices]
    pairs = [(place, 10 * problem[place] + person) for place, one in enumerate(flat) for person in one]
    vacancy, person = numbers(pairs).reshape(-1, 2).T
    found = np.bincount(problem[matched(Pairs(vacancy, person), len(flat))], minlength=len(problems))
    assert found.tolist() == [largest_matching(one) for one in problems]


@given(some.lists(CHOICES, min_size=1, max_size=4))
def test_leaving_out_vacancies_that_are_sure_of_somebody_loses_nothing(problems):
    problem = np.repeat(np.arange(len(problems)), [len(one) for one in problems])
    many = numbers([len(one) for choices in problems for one in choices])
    sure = sure_of_somebody(many, problem)
    for place, choices in enumerate(problems):
        own = sure[problem == place]
        rest = [one for one, left_out in zip(choices, own, strict=True) if not left_out]
        assert own.sum() + largest_matching(rest) == largest_matching(choices)


def test_a_vacancy_with_as_many_choices_as_there_are_vacancies_is_sure_of_somebody():
    assert sure_of_somebody(numbers([3, 1, 2, 1, 0]), numbers([0, 0, 0, 1, 2])).tolist() == [
        True,
        True,
        True,
        True,
        False,
    ]
    assert sure_of_somebody(numbers([3, 1, 1]), numbers([0, 0, 0])).tolist() == [True, False, False]


@some.composite
def windows(draw):
    """A small stock, and replications in which any posts are vacant and anybody is ready for what they were named."""
    stock = replace(draw(stocks(most_posts=5, most_people=5)), entries=nobody_comes())
    layout = layout_of(stock, 12, 2, 2)
    chance = np.random.default_rng(draw(some.integers(0, 2**32)))
    replication, post = np.nonzero(chance.random((3, stock.posts.many)) < 0.7)
    there = chance.random((3, layout.entries)) < 0.8
    return stock, layout, Window(0, 12, replication, post, there & (chance.random(there.shape) < 0.6), there)


def tried_everything(stock, layout, window, lifted, row, posts):
    bench = window.there if lifted is Limit.READINESS else window.ready
    ready = layout.entry[bench[row]].tolist()
    everybody = range(stock.people.many)
    return largest_matching(
        [{person for person in everybody if could_take_up(stock, post, person, ready, lifted)} for post in posts]
    )


@given(windows())
@settings(max_examples=150)
def test_cover_is_what_trying_everything_finds_whatever_limit_is_lifted(asked):
    stock, layout, window = asked
    cover = cover_of(stock, layout, window)
    for row in range(3):
        posts = window.post[window.replication == row].tolist()
        assert cover.vacancies[row] == len(posts)
        assert cover.covered[row] == tried_everything(stock, layout, window, None, row, posts)
        for limit in Limit:
            assert cover.lifted[limit][row] == tried_everything(stock, layout, window, limit, row, posts)


@given(windows())
@settings(max_examples=60)
def test_cover_of_a_group_is_what_it_could_have_were_it_alone(asked):
    stock, layout, window = asked
    vacancies, covered = cover_of_groups(stock, layout, window)
    for row in range(3):
        for group in range(stock.groups):
            own = (window.replication == row) & (stock.posts.group[window.post] == group)
            posts = window.post[own].tolist()
            assert vacancies[row, group] == len(posts)
            assert covered[row, group] == tried_everything(stock, layout, window, None, row, posts)


@given(stocks(), any_rates(), some.integers(0, 99))
@settings(max_examples=60)
def test_cover_of_a_simulation_exceeds_nothing_and_lifting_a_limit_never_lowers_it(stock, rates, seed):
    flow = simulate(stock, rates, Plan(months=12, replications=8, seed=seed, windows=((0, 12), (6, 9))))
    for window in flow.windows:
        cover = cover_of(stock, flow.layout, window)
        ready = np.array([np.unique(flow.layout.person[row]).size for row in window.ready])
        assert (cover.covered <= cover.vacancies).all()
        assert (cover.covered <= ready).all()
        for lifted in cover.lifted.values():
            assert (lifted >= cover.covered).all()
            assert (lifted <= cover.vacancies).all()
        vacancies, alone = cover_of_groups(stock, flow.layout, window)
        assert np.array_equal(vacancies.sum(axis=1), cover.vacancies)
        assert (alone.sum(axis=1) >= cover.covered).all()
        assert (alone.max(axis=1) <= cover.covered).all()


@given(stocks(), any_rates(), some.integers(0, 99))
@settings(max_examples=40)
def test_releasing_everybody_is_lifting_the_limit_and_never_lowers_cover(stock, rates, seed):
    """Under the same chance, and with nobody taken on from the bench meanwhile, which a release would change."""
    rates = replace(rates, inside=np.zeros(rates.draws))
    asked = Plan(months=12, replications=8, seed=seed, windows=((0, 12),))
    before = simulate(stock, rates, asked)
    released = replace(
        stock,
        people=replace(stock.people, released=np.ones(stock.people.many, dtype=bool)),
        entries=replace(stock.entries, released=np.ones(stock.entries.many, dtype=bool)),
    )
    after = simulate(released, rates, asked)
    first, second = (cover_of(one, flow.layout, flow.windows[0]) for one, flow in ((stock, before), (released, after)))
    assert np.array_equal(first.lifted[Limit.RELEASE], second.covered)
    assert (second.covered >= first.covered).all()


@pytest.mark.parametrize("limit", [None, *Limit])
def test_it_is_seen_which_limit_keeps_somebody_from_covering(limit):
    """Two vacancies and three people; two are held back by one thing alone, of which one would be enough."""
    here, away = numbers([0, 0]), numbers([1, 1])
    people = People(
        numbers([0, *(away if limit is Limit.RELEASE else here)]),
        numbers([0, *(away if limit is Limit.PLACE else here)]),
        np.array([False, False, False]),
    )
    readiness = Readiness(
        numbers([0, 1, 2]),
        numbers([0, *(away if limit is Limit.ROLE else here)]),
        numbers([0, 0, 0]),
        numbers([READY, *(away if limit is Limit.READINESS else here)]),
    )
    reach = np.array([[True], [False]])
    stock = stock_of(2, vacant=np.array([True, True]), people=people, readiness=readiness, reach=reach)
    rates = rates_of(1e-12, 1e-12, moving=[1e-12] * 4, going=1e-12, roles=2)
    flow = simulate(stock, rates, Plan(months=12, replications=3, seed=1, windows=((0, 12),)))
    cover = cover_of(stock, flow.layout, flow.windows[0])
    assert cover.vacancies.tolist() == [2] * 3
    assert cover.covered.tolist() == [2 if limit is None else 1] * 3
    assert {one: found.tolist() for one, found in cover.lifted.items()} == {
        one: [2 if one is limit or limit is None else 1] * 3 for one in Limit
    }


def test_the_worked_example_of_the_method_page():
    """Three vacancies: finance here, finance there, nursing there; two who are ready for finance, one for nursing."""
    people = People(numbers([0, 0, 1]), numbers([0, 2, 0]), np.array([True, True, False]))
    readiness = Readiness(numbers([0, 1, 2]), numbers([0, 0, 1]), numbers([0, 0, 0]), numbers([READY] * 3))
    place = numbers([0, 1, 1])
    stock = stock_of(
        *(3,),
        role=numbers([0, 0, 1]),
        organisation=place,
        place=place,
        vacant=np.ones(3, dtype=bool),
        people=people,
        readiness=readiness,
        reach=np.array([[True, False], [False, True], [True, True]]),
    )
    layout = layout_of(stock, 12, 2, 1)
    everybody = np.ones((1, 3), dtype=bool)
    cover = cover_of(stock, layout, Window(0, 12, numbers([0] * 3), numbers([0, 1, 2]), everybody, everybody))
    assert (cover.vacancies.tolist(), cover.covered.tolist()) == ([3], [2])
    assert {limit: found.tolist() for limit, found in cover.lifted.items()} == {
        Limit.ROLE: [2],
        Limit.PLACE: [3],
        Limit.READINESS: [2],
        Limit.RELEASE: [2],
    }


def test_whoever_leaves_in_the_window_covers_nothing_and_whoever_is_taken_on_in_it_does():
    vacant, holder = np.array([True, False]), numbers([NOBODY, 0])
    people = People(numbers([0, 0]), numbers([0, 0]), np.zeros(2, dtype=bool))
    readiness = Readiness(numbers([0, 1]), numbers([0, 0]), numbers([0, 0]), numbers([READY, READY]))
    stock = stock_of(
        *(2,), vacant=vacant, holder=holder, leaves_in=np.array([np.inf, 2.0]), people=people, readiness=readiness
    )
    rates = rates_of(1e-12, 1e-12, moving=[1e-12] * 4, going=1e-12)
    asked = Plan(months=12, replications=4, seed=1, windows=((0, 12), (0, 1)))
    leaves = [cover_of(stock, flow.layout, one) for flow in [simulate(stock, rates, asked)] for one in flow.windows]
    assert [one.vacancies.tolist() for one in leaves] == [[2] * 4, [1] * 4]
    assert [one.covered.tolist() for one in leaves] == [[1] * 4, [1] * 4]
    quick = rates_of(1e-12, 3.0, moving=[1e-12] * 4, going=1e-12, inside=1.0)
    flow = simulate(replace(stock, posts=replace(stock.posts, leaves_in=np.full(2, np.inf))), quick, asked)
    assert (flow.people[:, 1] >= 1).all()
    assert (cover_of(stock, flow.layout, flow.windows[0]).covered >= 1).all()
