"""Stable pairs: against trying everything, and what nobody can change to their gain."""

from itertools import product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from tests.without_django.pairing_world import any_sides, sides_of, some_wishes
from wraparound.methods.pairing.reasons import Came, unstable_pairs, why_givers, why_seekers
from wraparound.methods.pairing.sides import NOBODY, CannotPair, Sides, neutral_orders, tiers
from wraparound.methods.pairing.stable import Paired, Side, pair


def is_fit(sides, paired):
    """Nobody has whom they would not take, or may not have, and no giver more than their places."""
    may_be = sides.may_be()
    held = np.bincount(paired.giver[paired.giver != NOBODY], minlength=sides.givers)
    return all(may_be[one] for one in paired.pairs) and bool((held <= sides.places).all())


def every_fit(sides):
    """Every way to pair that respects who may be together and the places, by trying them all."""
    for chosen in product(range(-1, sides.givers), repeat=sides.seekers):
        made = Paired(np.array(chosen, dtype=np.int64))
        if is_fit(sides, made):
            yield made


def blocks(sides, paired, seeker, giver):
    """Whether these two would both rather, as somebody would say it who knows no arrays."""
    if not sides.may_be()[seeker, giver] or paired.giver[seeker] == giver or sides.places[giver] == 0:
        return False
    now = paired.giver[seeker]
    rather = now == NOBODY or sides.seeking[seeker, giver] < sides.seeking[seeker, now]
    has = [one for one, other in paired.pairs if other == giver]
    room = len(has) < sides.places[giver]
    return rather and (room or any(sides.giving[giver, seeker] < sides.giving[giver, one] for one in has))


@given(any_sides(), some.sampled_from(Side))
def test_nobody_is_left_who_would_both_rather_have_each_other(sides, proposing):
    paired = pair(sides, proposing=proposing)
    assert is_fit(sides, paired)
    assert unstable_pairs(sides, paired) == []


@given(any_sides(), some.data())
def test_unstable_pairs_are_those_that_somebody_would_find_by_hand(sides, data):
    fits = list(every_fit(sides))
    paired = data.draw(some.sampled_from(fits))
    by_hand = [one for one in product(range(sides.seekers), range(sides.givers)) if blocks(sides, paired, *one)]
    assert unstable_pairs(sides, paired) == by_hand


@given(any_sides())
def test_whoever_proposes_pairs_the_same_people_and_fills_the_same_places(sides):
    first, second = (pair(sides, proposing=side) for side in Side)
    assert ((first.giver == NOBODY) == (second.giver == NOBODY)).all()
    held = [np.bincount(one.giver[one.giver != NOBODY], minlength=sides.givers) for one in (first, second)]
    assert held[0].tolist() == held[1].tolist()
    # A giver who has a place left has exactly the same people whoever proposes.
    for giver in np.flatnonzero(held[0] < sides.places):
        assert (first.giver == giver).tolist() == (second.giver == giver).tolist()


@settings(max_examples=60, deadline=None)
@given(any_sides(most=3, ties=False))
def test_seekers_who_propose_have_the_dearest_that_any_stable_way_gives_them(sides):
    stable = [one for one in every_fit(sides) if not unstable_pairs(sides, one)]
    best, least = pair(sides), pair(sides, proposing=Side.GIVERS)
    for seeker in range(sides.seekers):
        dear = [far(sides, seeker, one.giver[seeker]) for one in stable]
        assert far(sides, seeker, best.giver[seeker]) == min(dear)
        assert far(sides, seeker, least.giver[seeker]) == max(dear)


def far(sides, seeker, giver):
    """How far down a seeker has a giver; nobody stands last."""
    return sides.seeking[seeker, giver] if giver != NOBODY else 99


@given(any_sides(), some.randoms())
def test_the_numbers_that_people_have_mean_nothing(sides, chance):
    """Whoever joined first is not served first: other numbers for the same people give the same pairs."""
    seekers, givers = list(range(sides.seekers)), list(range(sides.givers))
    chance.shuffle(seekers)
    chance.shuffle(givers)
    to_seeker, to_giver = np.argsort(seekers), np.argsort(givers)
    other = Sides(
        sides.seeking[np.ix_(seekers, givers)],
        sides.giving[np.ix_(givers, seekers)],
        sides.places[givers],
        to_giver[sides.order_of_givers],
        to_seeker[sides.order_of_seekers],
        tuple((int(to_seeker[one]), int(to_giver[two])) for one, two in sides.barred),
    )
    there = {(seekers[one], givers[two]) for one, two in pair(other).pairs}
    assert there == set(pair(sides).pairs)


@settings(max_examples=40, deadline=None)
@given(any_sides(most=3, ties=False, most_places=2), some.data())
def test_no_seeker_gains_by_saying_other_wishes_than_they_have(sides, data):
    if not sides.seekers:
        return
    seeker = data.draw(some.integers(0, sides.seekers - 1))
    honest = pair(sides).giver[seeker]
    said = tiers([some_wishes(data.draw, sides.givers, ties=False)], sides.givers)
    seeking = sides.seeking.copy()
    seeking[seeker] = said[0]
    rest = sides.giving, sides.places, sides.order_of_givers, sides.order_of_seekers, sides.barred
    otherwise = pair(Sides(seeking, *rest)).giver[seeker]
    if otherwise != NOBODY and sides.seeking[seeker, otherwise] >= 0:
        assert far(sides, seeker, honest) <= far(sides, seeker, otherwise)


@given(any_sides(), some.data())
def test_a_pair_that_may_not_be_never_is(sides, data):
    for one in pair(sides).pairs:
        rest = sides.places, sides.order_of_givers, sides.order_of_seekers
        assert one not in pair(Sides(sides.seeking, sides.giving, *rest, (*sides.barred, one))).pairs


@given(any_sides())
@example(sides_of([[0], [0]], [[(0, 1)]], [1]))
def test_why_somebody_has_whom_they_have_counts_those_who_took_others(sides):
    paired = pair(sides)
    may_be = sides.may_be() & (sides.places > 0)
    for seeker, why in enumerate(why_seekers(sides, paired)):
        giver = paired.giver[seeker]
        assert why.possible == may_be[seeker].sum()
        assert (why.came is Came.PAIRED) == (giver != NOBODY)
        assert (why.came is Came.NOBODY_THERE) == (giver == NOBODY and why.possible == 0)
        if giver == NOBODY:
            assert why.tier is None
            assert why.rather_others + why.by_order == why.possible
        else:
            assert why.tier == sides.seeking[seeker, giver]
            assert why.rather_others + why.by_order < why.possible


def test_of_two_whom_a_giver_likes_alike_the_neutral_order_takes_one_and_says_so():
    orders = np.array([0]), np.array([1, 0])
    sides = sides_of([[0], [0]], [[(0, 1)]], [1], orders=orders)
    paired = pair(sides)
    assert paired.giver.tolist() == [NOBODY, 0]
    why = why_seekers(sides, paired)
    assert (why[0].came, why[0].rather_others, why[0].by_order) == (Came.OTHERS_TAKEN, 0, 1)


def test_why_in_counts_of_a_small_cohort():
    """Two would have giver 0 first, who likes the second more; the third listed nobody who would take them."""
    sides = sides_of([[0, 1], [0], [1]], [[1, 0], [0]], [1, 2])
    paired = pair(sides)
    assert paired.giver.tolist() == [1, 0, NOBODY]
    first, second, third = why_seekers(sides, paired)
    assert (first.tier, first.rather_others, first.by_order) == (1, 1, 0)
    assert (second.tier, second.rather_others) == (0, 0)
    assert (third.came, third.possible) == (Came.NOBODY_THERE, 0)
    one, other = why_givers(sides, paired)
    assert (one.places, one.filled, one.possible, one.tiers) == (1, 1, 2, (0,))
    assert (other.places, other.filled, other.possible, other.tiers) == (2, 1, 1, (0,))


def test_the_example_of_gale_and_shapley_is_reproduced():
    """Their three men and three women (1962, example 1): one stable way is best for each side."""
    sides = sides_of([[0, 1, 2], [1, 2, 0], [2, 0, 1]], [[1, 2, 0], [2, 0, 1], [0, 1, 2]], [1, 1, 1])
    assert pair(sides).giver.tolist() == [0, 1, 2]
    assert pair(sides, proposing=Side.GIVERS).giver.tolist() == [2, 0, 1]


@pytest.mark.parametrize(
    ("wishes", "said"), [([[0, 0]], "twice"), ([[3]], "not there"), ([[-1]], "not there"), ([[(0, 1), 1]], "twice")]
)
def test_wishes_that_cannot_be_are_refused(wishes, said):
    with pytest.raises(CannotPair, match=said):
        tiers(wishes, 2)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"places": [-1]}, "fewer than no places"),
        ({"barred": [(0, 1)]}, "not there"),
        ({"orders": (np.array([1]), np.array([0]))}, "everybody"),
        ({"orders": (np.array([0]), np.array([1]))}, "everybody"),
        ({"orders": (np.array([0]), np.array([0, 1]))}, "tier for each giver"),
        ({"places": [1, 1]}, "number of places"),
    ],
)
def test_sides_that_do_not_fit_together_are_refused(more, said):
    given = {"places": [1], **more}
    with pytest.raises(CannotPair, match=said):
        sides_of([[0]], [[0]], given["places"], barred=given.get("barred", ()), orders=given.get("orders"))


def test_two_thousand_whose_wishes_are_all_the_same_are_paired_without_asking_everybody_in_turn():
    many = 2_000
    wishes = np.tile(np.arange(many, dtype=np.int32), (many, 1))
    orders = neutral_orders(many, many, np.random.default_rng(3))
    paired = pair(Sides(wishes, wishes, np.ones(many, dtype=np.int64), *orders))
    assert paired.giver.tolist() == list(range(many))
