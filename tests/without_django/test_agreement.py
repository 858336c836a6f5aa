"""Krippendorff's alpha: the worked examples of its author, an obvious slow version, and what an interval must hold."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wraparound.methods.agreement import LEAST_TEXTS, agreed, nominal_alpha

TWO_READERS = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
"""Two readers, twelve texts, five names: Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, B."""
YES_OR_NO = list(zip("0100000010", "1110010000", strict=True))
"""Two readers, ten texts, yes or no: the same, A."""
FOUR_READERS = [
    *("1 1 - 1", "2 2 3 2", "3 3 3 3", "3 3 3 3", "2 2 2 2", "1 2 3 4", "4 4 4 4", "1 1 2 1", "2 2 2 2"),
    *("- 5 5 5", "- - 1 1", "- - 3 -"),
]
"""Four readers, twelve texts, some not read by all: the same, C."""


def units_of(lines):
    return [[None if one == "-" else one for one in line.split()] for line in lines]


@pytest.mark.parametrize(
    ("units", "alpha"), [(YES_OR_NO, 0.095), (TWO_READERS, 0.692), (units_of(FOUR_READERS), 0.743)]
)
def test_the_examples_of_its_author_come_out(units, alpha):
    assert nominal_alpha(units) == pytest.approx(alpha, abs=0.0006)


named = st.lists(st.tuples(*[st.sampled_from("abc")] * 2), min_size=2, max_size=30)


def slow_alpha(pairs):
    """Of two readers: disagreement as it is, over that between any two of all values."""
    values = [one for pair in pairs for one in pair]
    expected = sum(one != other for one, other in combinations(values, 2)) / (len(values) * (len(values) - 1) / 2)
    return 1 - (sum(one != other for one, other in pairs) / len(pairs)) / expected if expected else None


@given(named)
def test_an_obvious_slow_version_agrees(pairs):
    alpha, slow = nominal_alpha(pairs), slow_alpha(pairs)
    assert (alpha is None) == (slow is None)
    assert alpha is None or alpha == pytest.approx(slow)


@given(named)
def test_the_interval_holds_alpha_and_never_passes_one(pairs):
    found = agreed(pairs)
    if found is None:
        assert len(pairs) < LEAST_TEXTS or len({one for pair in pairs for one in pair}) == 1
        return
    assert found.low <= found.alpha <= found.high <= 1 + 1e-9
    assert found == agreed(pairs)


def test_few_texts_or_one_name_tell_nothing():
    assert agreed([("a", "b")] * (LEAST_TEXTS - 1)) is None
    assert agreed([("a", "a")] * 40) is None
    assert agreed([("a", None)] * 40) is None


def test_readers_who_never_differed_are_not_taken_to_be_always_of_one_mind():
    found = agreed([("a", "a"), ("b", "b")] * 20)
    assert found.alpha == found.high == 1
    assert 0.9 < found.low < 1


def test_an_interval_holds_the_truth_about_as_often_as_it_says():
    """Two readers who each sort as the text is in eight of ten cases: alpha of very many texts is the truth."""
    chance = random.Random(11)
    truth = nominal_alpha(drawn(chance, 20_000))
    found = [agreed(drawn(chance, 40)) for _ in range(300)]
    held = sum(one is not None and one.low <= truth <= one.high for one in found)
    assert 0.90 <= held / len(found) <= 0.99


def drawn(chance, many):
    texts = [chance.choice("abc") for _ in range(many)]
    return [tuple(one if chance.random() < 0.8 else chance.choice("abc") for _ in range(2)) for one in texts]
