"""The share of how with misreadings counted in: by hand, and how often its interval covers the truth."""

import numpy as np
import pytest

from wraparound.methods.focus.correcting import Tried, corrected_share
from wraparound.methods.focus.counting import FlagCounts, share_of_how

FULL = Tried(found=10**6, yes=10**6, left=10**6, no=10**6)
ADVERTS = (Tried(50, 53, 23, 31), Tried(32, 33, 43, 51))
"""What the coded adverts gave for what and for how (docs/methods/focus-accuracy.md)."""
TIMES = 600


def simulated(chance, parts, sentences):
    """Sentences with these parts about what and about how, and trials, both from rates like those that were tried."""
    flags, again = [], []
    for part, one in zip(parts, ADVERTS, strict=True):
        yes = chance.beta(one.found + 0.5, one.yes - one.found + 0.5)
        no = chance.beta(one.left + 0.5, one.no - one.left + 0.5)
        again.append(Tried(int(chance.binomial(one.yes, yes)), one.yes, int(chance.binomial(one.no, no)), one.no))
        true = chance.random(sentences) < part
        flags.append(np.where(true, chance.random(sentences) < yes, chance.random(sentences) >= no))
    what, how = flags
    both = int((what & how).sum())
    counts = FlagCounts(int(what.sum()) - both, int(how.sum()) - both, both, int((~what & ~how).sum()), 0)
    return counts, again


def test_by_hand_as_rogan_and_gladen_have_it():
    """Of 100 sentences 60 and 40 are given a flag; 0.9 and 0.8 right: (0.6 − 0.2) / 0.7 and (0.4 − 0.2) / 0.7."""
    many = Tried(found=900_000, yes=1_000_000, left=800_000, no=1_000_000)
    found = corrected_share(FlagCounts(what=50, how=30, both=10, neither=10, unsure=5), many, many)
    assert found.share == pytest.approx(0.2 / (0.4 + 0.2), abs=1e-4)
    assert found.low < found.share < found.high


def test_where_nothing_is_misread_nothing_is_corrected():
    counts = FlagCounts(what=50, how=30, both=10, neither=30, unsure=5)
    raw, found = share_of_how(counts), corrected_share(counts, FULL, FULL)
    assert found.share == pytest.approx(raw.share, abs=1e-4)
    assert (found.low, found.high) == pytest.approx((raw.low, raw.high), abs=0.02)


def test_nothing_is_made_of_short_texts_or_of_flags_that_tell_nothing():
    counts = FlagCounts(what=50, how=30, both=10, neither=30, unsure=5)
    blind = Tried(found=15, yes=30, left=15, no=30)
    assert corrected_share(FlagCounts(5, 5, 0, 5, 0), FULL, FULL) is None
    assert corrected_share(counts, blind, FULL) is None
    assert all(one.is_sound for one in ADVERTS)
    assert not blind.is_sound
    assert not Tried(found=10, yes=11, left=21, no=23).is_sound


@pytest.mark.parametrize("sentences", [60, 250])
@pytest.mark.parametrize("parts", [(0.6, 0.4), (0.7, 0.15), (0.25, 0.7)])
def test_its_interval_covers_the_truth_as_often_as_it_says(parts, sentences):
    """With trials as few as those of adverts; the interval of the share as it is read covers far fewer."""
    chance = np.random.default_rng(17)
    truth = parts[1] / sum(parts)
    covered, raw_covered, told = 0, 0, 0
    for _ in range(TIMES):
        counts, again = simulated(chance, parts, sentences)
        found, raw = corrected_share(counts, *again), share_of_how(counts)
        if found is None:
            continue
        told += 1
        covered += found.low <= truth <= found.high
        raw_covered += raw.low <= truth <= raw.high
    assert told > 0.97 * TIMES
    assert 0.92 <= covered / told <= 0.985
    assert raw_covered < covered
