"""What became of ratings: each way a later rating is known or not, and counts that add up."""

from dataclasses import replace
from datetime import date

import pytest

from wraparound.capabilities.expectations import evidence
from wraparound.capabilities.expectations.calculation.ratings import rating_record, years_later
from wraparound.capabilities.expectations.terms.ratings import HowKnown, OverallRating
from wraparound.capabilities.expectations.tests.factories import made_up_address, made_up_trust
from wraparound.capabilities.expectations.wording.ratings import rating_limits, rating_sentences, say_rating_record
from wraparound.published.release import newest_release
from wraparound.published.terms import Rating

INADEQUATE, BETTER, GOOD = (
    OverallRating.INADEQUATE,
    OverallRating.REQUIRES_IMPROVEMENT,
    OverallRating.GOOD,
)


def a_rating(code, published, overall, row):
    name = "Invented Hospitals NHS Trust"
    return Rating(code, name, published, overall, {}, "https://example.org/", made_up_address(row))


def record(*ratings, release_day=date(2026, 1, 1)):
    rows = [a_rating(*one, row) for row, one in enumerate(ratings, start=1)]
    trusts = {code: made_up_trust(code) for code, _, _ in ratings}
    return rating_record(rows, organisations=trusts, release_day=release_day, release="made-up")


def move(found, years=2, first=INADEQUATE):
    return next(one for one in found.moves if one.years == years and one.first is first)


def row(found, years=2, first=INADEQUATE):
    return next(one for one in found.rows if one.years == years and one.first is first)


def test_the_last_published_by_then_is_in_force():
    found = record(
        ("RZ1", "2015-01-10", "Inadequate"),
        ("RZ1", "2016-01-01", BETTER),
        ("RZ1", "2017-01-10", GOOD),
        ("RZ1", "2019-05-01", GOOD),
    )
    assert (move(found).later, move(found).how) == (GOOD, HowKnown.PUBLISHED)
    assert (move(found, years=1).later, move(found, years=1).how) == (BETTER, HowKnown.PUBLISHED)
    assert [one.row for one in move(found).rows] == [1, 3, 4]


def test_the_last_we_hold_is_not_carried_forward():
    found = record(("RZ1", "2015-01-10", "Inadequate"), ("RZ1", "2016-01-01", BETTER))
    assert (move(found).later, move(found).how) == (None, HowKnown.LAST_HELD)
    assert (row(found).known, row(found).unknown) == (0, 1)


def test_a_code_that_has_closed_has_no_rating():
    gone = replace(made_up_trust("RZ1"), closed=date(2016, 6, 1))
    rows = [a_rating("RZ1", "2015-01-10", "Inadequate", 1), a_rating("RZ1", "2018-01-10", GOOD, 2)]
    found = rating_record(rows, organisations={"RZ1": gone}, release_day=date(2026, 1, 1), release="made-up")
    assert move(found, years=1).how is HowKnown.BETWEEN
    assert (move(found, years=2).later, move(found, years=2).how) == (None, HowKnown.CLOSED)


def test_two_that_may_be_of_the_same_days_leave_the_order_open():
    found = record(
        ("RZ1", "2013-01-10", "Inadequate"), ("RZ1", "2014", GOOD), ("RZ1", "2014-06-01", BETTER), ("RZ1", "2019", GOOD)
    )
    assert move(found).how is HowKnown.NOT_CLEAR


def test_a_rating_between_two_that_we_hold_was_in_force_and_is_marked():
    found = record(("RZ1", "2015-01-10", "Inadequate"), ("RZ1", "2018-06-01", BETTER))
    assert (move(found).later, move(found).how) == (INADEQUATE, HowKnown.BETWEEN)
    assert row(found).between == 1


def test_where_no_later_one_is_held_it_is_not_known_and_never_carried_forward():
    found = record(("RZ1", "2015-01-10", "Inadequate"))
    assert (move(found).later, move(found).how) == (None, HowKnown.NOT_SEEN)
    assert (row(found).known, row(found).unknown, row(found).shares) == (0, 1, ())


def test_a_date_that_leaves_the_order_open_makes_the_move_unknown():
    found = record(("RZ1", "2015-06", "Inadequate"), ("RZ1", "2017", BETTER), ("RZ1", "2020", GOOD))
    assert (move(found).later, move(found).how) == (None, HowKnown.NOT_CLEAR)
    assert move(found, years=1).later is INADEQUATE
    assert move(found, years=3).later is BETTER


def test_a_time_that_has_not_passed_is_not_counted():
    found = record(("RZ1", "2024-06-01", "Inadequate"), ("RZ1", "2025-01-01", BETTER))
    assert [one.years for one in found.moves if one.first is INADEQUATE] == [1]


def test_a_blank_overall_rating_is_none():
    found = record(("RZ1", "2015-01-10", "Inadequate"), ("RZ1", "2016-01-10", ""), ("RZ2", "2016-01-10", ""))
    assert (found.ratings, found.trusts) == (1, 1)


def test_each_trust_counts_once_from_its_newest_start_that_is_known():
    found = record(
        ("RZ1", "2013-01-10", "Inadequate"),
        ("RZ1", "2014-01-10", GOOD),
        ("RZ1", "2016-01-10", "Inadequate"),
        ("RZ1", "2017-01-10", BETTER),
        ("RZ1", "2020-01-10", "Inadequate"),
        ("RZ2", "2016-01-10", "Inadequate"),
    )
    assert [
        (one.code, one.published, one.later) for one in found.moves if (one.first, one.years) == (INADEQUATE, 2)
    ] == [
        ("RZ1", "2016-01-10", BETTER),
        ("RZ2", "2016-01-10", None),
    ]


def test_none_and_all_are_never_a_point():
    found = record(
        *(
            (f"RZ{n}", day, what)
            for n in range(3)
            for day, what in (("2015-01-01", "Inadequate"), ("2016-01-01", GOOD), ("2019-01-01", GOOD))
        )
    )
    shares = {one.rating: one for one in row(found).shares}
    assert (shares[GOOD].count, shares[GOOD].high) == (3, 1.0)
    assert 0 < shares[GOOD].low < 1
    assert (shares[INADEQUATE].low, shares[INADEQUATE].count) == (0.0, 0)
    assert shares[INADEQUATE].high > 0.3


def test_a_leap_day_a_year_on_is_the_28th():
    assert years_later(date(2016, 2, 29), 1) == date(2017, 2, 28)


@pytest.fixture(scope="module")
def real():
    release = newest_release()
    found = rating_record(
        evidence.all_ratings(release),
        organisations=evidence.organisations(release),
        release_day=release.published,
        release=release.id,
    )
    return found


def test_the_release_by_hand(real):
    """103 of 105 rows have an overall rating. Walsall and Wye Valley were looked up by hand.

    Of Wye Valley nothing later is held than the rating that came before the three years were over.
    """
    assert (real.ratings, real.trusts) == (103, 42)
    walsall = {one.years: one for one in real.moves if one.code == "RBK" and one.first is INADEQUATE}
    assert [(walsall[years].later, walsall[years].how) for years in (1, 2, 3)] == [
        (INADEQUATE, HowKnown.BETWEEN),
        (BETTER, HowKnown.PUBLISHED),
        (BETTER, HowKnown.PUBLISHED),
    ]
    wye = {one.years: one.later for one in real.moves if one.code == "RLQ" and one.first is INADEQUATE}
    assert wye == {1: INADEQUATE, 2: INADEQUATE, 3: None}


def test_counts_add_up_and_each_trust_is_there_once(real):
    for one in real.rows:
        of_row = [move for move in real.moves if (move.first, move.years) == (one.first, one.years)]
        assert len({move.code for move in of_row}) == len(of_row) == one.known + one.unknown
        assert sum(share.count for share in one.shares) == one.known
        assert all(share.low <= share.count / one.known <= share.high for share in one.shares)
        assert one.between <= one.known


def test_the_words_say_how_partial_it_is_and_blame_nobody(real):
    told = replace(real, sentences=rating_sentences(real), limits=rating_limits(real))
    said = say_rating_record(told).lower()
    assert "103 ratings of 42 trusts" in said
    assert "no fair sample" in said
    assert not any(word in said for word in ("failing", "poor performer", "league", "still"))
