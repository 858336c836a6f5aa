"""Rates that lean on each other, and chance that depends only on what it is for."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy.special import polygamma
from scipy.stats import chi2

from tests.without_django.stock_world import numbers
from wraparound.methods.stockflow.chance import exponential, keys_of, outputs, replication_keys, uniform
from wraparound.methods.stockflow.hazards import (
    Hazards,
    History,
    NoHistory,
    Prior,
    Spells,
    _log_variance,
    hazards_from,
    history_of,
    learnt,
    plain_rates,
    plain_shares,
    time_until,
)

EDGES = (0.0, 12.0, 24.0)
PRIOR = Prior(0.0225, 8, 10, 20, 10, EDGES)
FIRM = 1e9


def test_chance_is_that_of_the_published_generator():
    key = np.array([1234567], dtype=np.uint64)
    # As listed for SplitMix64 with this seed by Rosetta Code, “Pseudo-random numbers/Splitmix64”.
    known = (6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821)
    assert tuple(int(outputs(key, draw)[0]) for draw in range(5)) == known
    assert outputs(np.repeat(key, 5), np.arange(5)).tolist() == list(known)


def test_chance_is_spread_evenly_and_neighbours_know_nothing_of_each_other():
    drawn = uniform(keys_of(replication_keys(3, 0, 100), 7, np.arange(1_000)), 2)
    assert ((drawn > 0) & (drawn < 1)).all()
    for first, second in ((drawn[:-1], drawn[1:]), (drawn[:, :-1], drawn[:, 1:])):
        seen, _, _ = np.histogram2d(first.ravel(), second.ravel(), bins=20, range=((0, 1), (0, 1)))
        expected = seen.sum() / 400
        assert chi2(399).ppf(0.0005) < ((seen - expected) ** 2 / expected).sum() < chi2(399).ppf(0.9995)


def test_a_draw_is_the_same_whoever_else_is_drawn_for():
    everybody = exponential(keys_of(replication_keys(3, 0, 9), 7, np.arange(50)), 4)
    some_of_them = exponential(keys_of(replication_keys(3, 4, 2), 7, numbers([3, 41])), 4)
    assert np.array_equal(everybody[4:6][:, [3, 41]], some_of_them)
    assert not np.array_equal(everybody, exponential(keys_of(replication_keys(4, 0, 9), 7, np.arange(50)), 4))


@given(some.lists(some.tuples(some.integers(0, 40), some.integers(0, 40), some.booleans()), min_size=1, max_size=12))
def test_months_and_ends_are_counted_in_the_band_in_which_they_were_spent(told):
    entered = np.array([float(first) for first, _, _ in told])
    left = np.array([float(first + more) for first, more, _ in told])
    ended = np.array([end for _, _, end in told])
    role = np.arange(len(told)) % 2
    history = history_of(Spells(role, role * 0, entered, left, ended), EDGES, 2, 1)
    for band, starts in enumerate(EDGES):
        ends = (*EDGES, math.inf)[band + 1]
        for which in range(2):
            own = [one for place, one in enumerate(told) if place % 2 == which]
            # Month by month, as one would count on fingers.
            months = sum(starts <= month < ends for first, more, _ in own for month in range(first, first + more))
            lasts = [first + more - 1 for first, more, end in own if end and more]
            assert history.exposure[band, which, 0] == months
            assert history.events[band, which, 0] == sum(starts <= last < ends for last in lasts)


@given(
    some.floats(0.001, 8),
    some.floats(0, 40),
    some.lists(some.floats(0.001, 0.5), min_size=3, max_size=3),
)
def test_what_was_waited_spends_the_hazard_exactly(spent, elapsed, rates):
    waited = time_until(np.array([spent]), np.array([elapsed]), np.array([rates]), EDGES)[0]
    ends = (*EDGES[1:], math.inf)
    used = sum(
        rate * max(0.0, min(elapsed + waited, last) - max(elapsed, first))
        for rate, first, last in zip(rates, EDGES, ends, strict=True)
    )
    assert used == pytest.approx(spent, rel=1e-9)


def test_nothing_ever_ends_at_a_rate_of_nought():
    waited = time_until(np.ones(2), np.array([0.0, 30.0]), np.zeros((2, 3)), EDGES)
    assert (waited > 1e100).all()


def test_without_a_history_rates_are_those_of_the_prior():
    none = History(np.zeros((3, 2, 2)), np.zeros((3, 2, 2)))
    hazards = hazards_from(none, PRIOR, 20_000, np.random.default_rng(1))
    assert hazards.rates.mean(axis=0) == pytest.approx(0.0225, rel=0.03)
    spread = math.sqrt(sum(float(polygamma(1, one)) for one in (8, 10, 20, 10)))
    assert np.log(hazards.rates).std(axis=0) == pytest.approx(spread, rel=0.03)
    assert learnt(hazards, PRIOR) == pytest.approx(0, abs=0.06)


@pytest.mark.parametrize("shape", [0.3, 1.0, 7.5, 20.0])
def test_the_variance_of_a_logarithm_is_the_trigamma_function(shape):
    assert _log_variance(shape) == pytest.approx(float(polygamma(1, shape)), rel=1e-8)


def test_one_rate_alone_is_the_gamma_distribution_of_the_textbook():
    prior = Prior(0.02, 8, FIRM, FIRM, FIRM)
    history = History(np.full((1, 1, 1), 30.0), np.full((1, 1, 1), 1_000.0))
    rates = hazards_from(history, prior, 20_000, np.random.default_rng(2)).rates.ravel()
    shape, months = 8 + 30, 8 / 0.02 + 1_000
    assert rates.mean() == pytest.approx(shape / months, rel=0.01)
    assert rates.std() == pytest.approx(math.sqrt(shape) / months, rel=0.03)


def test_little_of_ones_own_leans_on_the_others_and_much_does_not():
    exposure = np.full((1, 3, 1), 2_000.0)
    exposure[0, 2] = 50.0
    events = np.array([60.0, 20.0, 5.0]).reshape(1, 3, 1)
    prior = Prior(0.02, 8, FIRM, 20, FIRM)
    hazards = hazards_from(History(events, exposure), prior, 4_000, np.random.default_rng(3))
    found, own = hazards.rates.mean(axis=0).ravel(), (events / exposure).ravel()
    general = events.sum() / exposure.sum()
    assert own[0] > found[0] > general > found[1] > own[1]
    assert general < found[2] < general + (own[2] - general) / 2
    part = learnt(hazards, prior).ravel()
    assert part[0] > part[2]
    assert part[1] > part[2]


def spells_in(truth, chance, months=60.0, posts=120):
    """Who held posts in some years: those who were there before and those who go on are seen in part."""
    role, kind = chance.choice(4, posts, p=(0.5, 0.3, 0.19, 0.01)), chance.integers(0, 2, posts)
    elapsed, seen, spells, on = chance.exponential(20, posts), np.zeros(posts), [], np.arange(posts)
    while on.size:
        waited = time_until(chance.exponential(size=on.size), elapsed[on], truth[:, role[on], kind[on]].T, EDGES)
        left = np.minimum(waited, months - seen[on])
        ended = waited < months - seen[on]
        spells.append((role[on], kind[on], elapsed[on], elapsed[on] + left, ended))
        seen[on] += left
        elapsed[on] = 0
        on = on[ended]
    return Spells(*(np.concatenate(part) for part in zip(*spells, strict=True)))


def test_rates_that_are_learnt_hold_the_truth_as_often_as_they_say():
    """Simulation-based calibration (Talts and others 2018): the rank of the truth among the draws is spread evenly."""
    chance = np.random.default_rng(11)
    truths, draws = 400, 99
    nothing = History(np.zeros((3, 4, 2)), np.zeros((3, 4, 2)))
    ranks = []
    for _ in range(truths):
        truth = hazards_from(nothing, PRIOR, 1, chance).rates[0]
        history = history_of(spells_in(truth, chance), EDGES, 4, 2)
        found = hazards_from(history, PRIOR, draws, chance).rates
        ranks.append([(found[:, *one] < truth[one]).sum() for one in ((0, 0, 0), (2, 3, 1))])
    for column in np.array(ranks).T:
        seen = np.bincount(column // 10, minlength=10)
        # A right method goes beyond this in one seed of a thousand, both rates taken together.
        assert ((seen - truths / 10) ** 2 / (truths / 10)).sum() < chi2(9).ppf(0.9995)


@pytest.mark.parametrize(
    ("events", "exposure", "why"),
    [
        (np.zeros((1, 1)), np.zeros((1, 1)), "by elapsed band"),
        (-np.ones((1, 1, 1)), np.ones((1, 1, 1)), "not negative"),
        (np.ones((1, 1, 1)), np.zeros((1, 1, 1)), "needs time"),
    ],
)
def test_a_history_that_cannot_be_is_refused(events, exposure, why):
    with pytest.raises(NoHistory, match=why):
        History(events, exposure)


def test_a_prior_or_a_spell_that_cannot_be_is_refused():
    with pytest.raises(NoHistory, match="above 0"):
        Prior(0.0, 8, 10, 20, 10)
    with pytest.raises(NoHistory, match="begin at 0"):
        Prior(0.02, 8, 10, 20, 10, (0.0, 12.0, 12.0))
    with pytest.raises(NoHistory, match="elapsed bands"):
        hazards_from(History(np.zeros((1, 1, 1)), np.zeros((1, 1, 1))), PRIOR, 5, np.random.default_rng(1))
    one = numbers([0])
    with pytest.raises(NoHistory, match="no earlier than first"):
        history_of(Spells(one, one, np.array([5.0]), np.array([4.0]), np.array([True])), EDGES, 1, 1)


def test_a_rate_and_a_share_on_their_own_are_those_of_the_textbook():
    chance = np.random.default_rng(6)
    rates = plain_rates(0.0225, 8, 3, 240, 40_000, chance)
    # The worked example of the method page.
    assert rates.mean() * 12 == pytest.approx(11 / (8 / 0.0225 + 240) * 12, rel=0.01)
    assert round(float(rates.mean()) * 12, 2) == 0.22
    shares = plain_shares(0.5, 4, 6, 8, 40_000, chance)
    assert shares.mean() == pytest.approx(8 / 12, rel=0.01)
    assert shares.std() == pytest.approx(math.sqrt(8 * 4 / (12**2 * 13)), rel=0.02)
    for wrong in ((0.0, 4, 1, 2), (0.5, 4, 3, 2), (0.5, 0, 1, 2)):
        with pytest.raises(NoHistory, match="share"):
            plain_shares(*wrong, 5, chance)
    with pytest.raises(NoHistory, match="needs time"):
        plain_rates(0.02, 8, 1, 0, 5, chance)


def test_the_mean_of_rates_is_one_set_of_them():
    hazards = Hazards(np.arange(8.0).reshape(4, 2, 1, 1), (0.0, 12.0))
    assert hazards.at_mean().rates.ravel().tolist() == [3.0, 4.0]
    assert hazards.times(2).rates.ravel().tolist() == (2 * np.arange(8.0)).tolist()
