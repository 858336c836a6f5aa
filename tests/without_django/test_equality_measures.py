"""WRES and WDES measures: published figures, both shares and the direction in words, and how often intervals hold."""

import math
from pathlib import Path

import numpy as np
import pytest

from tests.without_django.test_ratios import held
from tests.without_django.test_suppression import DAY, SECRET
from wraparound.methods.equality_measures.counting import counted, numbered
from wraparound.methods.equality_measures.groups import Ethnicity, NotACode, ethnicity_of
from wraparound.methods.equality_measures.indicators import GAPS, LIKELIHOODS, SURVEY_GAPS, Standard, likelihood
from wraparound.methods.equality_measures.measuring import (
    Judged,
    funnel,
    judged,
    measure,
    measure_gap,
    measure_published,
    points_between,
    spread_of,
)
from wraparound.methods.ratios import Share, ratio_of
from wraparound.methods.suppression.publishing import publish
from wraparound.methods.suppression.snapshot import Places, Snapshot, Table

WHITE, BME, UNKNOWN = Ethnicity


def count_of(**tables):
    return lambda table, group: tables[table].get(group, 0)


def test_codes_and_people_counted():
    assert "".join(one for one in "ABCDEFGHJKLMNPRS" if ethnicity_of(one) is WHITE) == "ABC"
    assert {ethnicity_of(one) for one in ("D", "S9", "Gx")} == {BME}
    assert {ethnicity_of(one) for one in ("Z", "99")} == {UNKNOWN}
    for wrong in ("", "I", "Q", "1", "white"):
        with pytest.raises(NotACode):
            ethnicity_of(wrong)
    leaf, group = np.array([0, 0, 1, 1, 1]), numbered(["a", "b", "a", "a", "b"], "ab")
    assert counted(leaf, group, (2, 2)).tolist() == [[1, 1], [2, 1]]
    assert counted(leaf, group, (2, 2), group == 0).tolist() == [[1, 0], [2, 0]]


def test_2018_of_231_trusts_23_8_percent_were_inside_four_fifths_135_above_and_41_below():
    found = spread_of([0.8, 1.25, *[1.0] * 53, *[1.24 + 0.02] * 135, *[0.79] * 41])
    assert (found.inside, found.above, found.below) == (55, 135, 41)
    assert round(100 * found.share_inside, 1) == 23.8


def test_2024_the_boards_gap_is_minus_12_1_points():
    """28.6% of the workforce, 16.5% of boards."""
    counts = count_of(
        **{"board voting members": {BME: 165, WHITE: 800, UNKNOWN: 35}, "employed": {BME: 286, WHITE: 714}}
    )
    found = measure_gap(GAPS[0], counts, list(Ethnicity))
    assert round(found.value, 1) == -12.1
    assert found.high < 0


@pytest.mark.parametrize(
    ("standard", "number", "top", "reads"),
    [
        ("WRES", 2, "white people appointed, of all white people shortlisted", "favours white applicants"),
        ("WRES", 3, "black and minority ethnic people entering", "is worse for black and minority ethnic staff"),
        ("WRES", 4, "white people on non-mandatory training", "favours white staff"),
        ("WDES", 2, "non-disabled people appointed", "favours non-disabled applicants"),
        ("WDES", 3, "disabled people entering formal capability", "is worse for disabled staff"),
    ],
)
def test_which_group_stands_on_top_and_which_way_it_reads(standard, number, top, reads):
    what = likelihood(Standard(standard), number)
    assert what.words.startswith(top)
    assert f"Above 1 {reads}" in what.words
    assert what.top.group != what.bottom.group
    table = {
        what.top.of: {what.top.group: 100, what.bottom.group: 100},
        what.top.met: {what.top.group: 20, what.bottom.group: 10, "unknown": 3},
    }
    assert measure(what, count_of(**table)).ratio.value == 2
    assert measure(what, count_of(**table)).unknown == (3, 0)


def test_all_of_them_are_there_once():
    numbers = [(one.standard, one.number) for one in (*LIKELIHOODS, *GAPS, *SURVEY_GAPS)]
    assert sorted(numbers) == sorted([("WRES", one) for one in range(2, 10)] + [("WDES", one) for one in (2, 3, 10)])
    worse = [one.words.rpartition("worse for ")[2] for one in SURVEY_GAPS]
    who = "black and minority ethnic"
    assert worse == [f"{one} people." for one in (who, who, "white", who)]


def test_four_fifths_is_judged_by_the_whole_interval():
    assert judged(ratio_of(Share(2_000, 10_000), Share(2_000, 10_000))) is Judged.INSIDE
    assert judged(ratio_of(Share(400, 1_000), Share(200, 1_000))) is Judged.ABOVE
    assert judged(ratio_of(Share(200, 1_000), Share(400, 1_000))) is Judged.BELOW
    assert judged(ratio_of(Share(8, 20), Share(4, 20))) is Judged.CANNOT_TELL
    assert judged(ratio_of(Share(0, 20), Share(0, 20))) is Judged.CANNOT_TELL


def test_a_funnel_goes_from_stage_to_stage_and_from_end_to_end():
    counts = count_of(
        pool={"w": 400, "b": 200}, shortlist={"w": 100, "b": 40}, offer={"w": 20, "b": 4}, post={"w": 18, "b": 0}
    )
    found = funnel(("pool", "shortlist", "offer", "post"), "w", "b", counts)
    assert [(one.from_stage, one.to_stage) for one in found] == [
        ("pool", "shortlist"),
        ("shortlist", "offer"),
        ("offer", "post"),
        ("pool", "post"),
    ]
    assert [one.ratio.value for one in found[:2]] == [pytest.approx(1.25), pytest.approx(2)]
    assert found[-1].ratio.value is None


def test_a_published_ratio_holds_the_exact_one_and_is_wider():
    chance = np.random.default_rng(3)
    what, seen = likelihood(Standard.WRES, 2), 0
    places = Places(tuple("ABCD"), (("region", tuple("ABCD")),))
    for one in range(200):
        shortlisted = chance.integers(10, 300, (4, 3))
        tables = (Table("shortlisted", shortlisted), Table("appointed", chance.binomial(shortlisted, 0.3)))
        snapshot = Snapshot(DAY, places, tuple(Ethnicity), tables)
        shown = publish(snapshot, SECRET + bytes([one]))
        found = measure_published(what, shown, "region")
        if found is None:
            continue
        seen += 1
        exact = measure(what, in_all_of(snapshot))
        assert found.ratio.low <= exact.ratio.low <= exact.ratio.value <= exact.ratio.high <= found.ratio.high
    assert seen > 150


def in_all_of(snapshot):
    return lambda table, group: int(snapshot.table(table).counts.sum(axis=0)[snapshot.groups.index(group)])


def held_of_points(of, shares, draws=4_000):
    chance = np.random.default_rng(int(of[0]))
    met = chance.binomial(of, shares, (draws, 2))
    truth = 100 * (shares[0] - shares[1])
    found = [points_between(Share(int(a), of[0]), Share(int(b), of[1])) for a, b in met]
    return np.mean([one.low <= truth <= one.high for one in found])


def test_gaps_in_points_hold_the_truth_as_often_as_they_say():
    found = [held_of_points(of, shares, 400) for of in ((11, 60), (40, 400)) for shares in ((0.3, 0.2), (0.5, 0.6))]
    assert min(found) > 0.91, found
    assert math.isclose(points_between(Share(30, 100), Share(20, 100)).value, 10)


@pytest.mark.parametrize("events", [5, 20])
def test_ratios_hold_the_truth_as_often_as_the_method_page_says(events):
    page = (Path(__file__).parents[2] / "docs/methods/equality.md").read_text(encoding="utf-8")
    found = [f"{100 * held(events, 2_000, 0.3, truth):.1f}" for truth in (0.8, 1.0, 1.25, 2.0)]
    assert f"| {events} | {' | '.join(found)} |" in page
    assert min(float(one) for one in found) > 94
