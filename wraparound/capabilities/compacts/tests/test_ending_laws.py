"""What holds for every ending: days counted once, bytes that say what was written, a day that is one or is refused."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.compacts.calculation.clock import Stretch, moved_to
from wraparound.capabilities.compacts.calculation.documents import statement_in, where_they_differ, written
from wraparound.capabilities.compacts.calculation.endings import days_stood, delivered, ensure_day, for_successor
from wraparound.capabilities.compacts.terms.agreement import Agreement, CannotAgree
from wraparound.capabilities.compacts.terms.compacts import UndertakingState
from wraparound.capabilities.compacts.terms.endings import BACK, Delivered, EndingHow, Facts, Statement

FIRST = date(2026, 1, 1)
DAYS = st.dates(FIRST, date(2029, 1, 1))
LENGTHS = st.integers(0, 400)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


def facts(reason=""):
    return Facts(
        compact=1,
        organisation_code="ZZ01",
        organisation="Larkmoor (made up)",
        post="Chief executive",
        leader="",
        version=1,
        signed="",
        starts=FIRST,
        last_day=date(2029, 1, 1),
        ended_on=date(2028, 1, 1),
        how=EndingHow.BOARD,
        by=None,
        reason=reason,
        next_steps="",
        successor="",
        results=(),
        delivered=(),
        followed=(),
        stood_still=0,
        not_yet=(),
        afterwards="",
        release="",
        made_up_release="",
        taken_on=date(2028, 1, 2),
    )


@given(st.lists(st.tuples(DAYS, LENGTHS), max_size=5))
def test_days_on_which_the_clock_stood_are_those_by_which_a_far_day_moves(stretches):
    pauses = [Stretch(starts, starts + timedelta(days=long)) for starts, long in stretches]
    far = date(2035, 1, 1)
    assert days_stood(pauses, far) == (moved_to(far, "r1", pauses, far) - far).days


@given(st.lists(st.tuples(DAYS, LENGTHS), max_size=5), DAYS)
def test_no_day_counts_after_the_end_and_none_before_the_first_pause(stretches, ended_on):
    pauses = [Stretch(starts, starts + timedelta(days=long)) for starts, long in stretches]
    first = min((one.starts for one in pauses), default=ended_on)
    assert 0 <= days_stood(pauses, ended_on) <= max(0, (ended_on - first).days)


@given(st.sampled_from(UndertakingState), DAYS, st.none() | DAYS, DAYS, st.booleans())
def test_what_became_of_a_promise_never_says_kept_of_what_nobody_delivered(state, due, on, ended_on, confirmed):
    found = delivered(state, due, on, ended_on, confirmed=confirmed)
    if on is None or state is UndertakingState.NOT_KEPT:
        assert found not in (Delivered.KEPT, Delivered.LATE, Delivered.SAID)
    else:
        assert (found is Delivered.SAID) is not confirmed
        assert found is not Delivered.LATE or on > due


@given(WORDS, WORDS, WORDS, WORDS)
def test_the_bytes_say_what_was_written(joint, leader, board, reason):
    one = Statement(number=3, facts=facts(reason), joint=joint, leader_words=leader, board_words=board)
    assert statement_in(written(one)) == one


@given(DAYS, DAYS, DAYS, DAYS)
def test_a_day_is_within_its_bounds_or_refused(ends_on, starts, last_day, today):
    fits = starts <= ends_on < last_day and ends_on >= today - BACK
    try:
        ensure_day(ends_on, starts, last_day, today)
    except CannotAgree:
        assert not fits
    else:
        assert fits


@given(DAYS, st.integers(1, 36), DAYS)
def test_with_the_successor_it_lasts_no_longer_than_it_did(starts, months, today):
    found = for_successor(Agreement(starts=starts, months=months, reason="An amendment"), today)
    assert found.starts == today
    assert 1 <= found.months <= months
    assert found.reason == ""


@given(st.dictionaries(st.sampled_from("abc"), st.integers()), st.sampled_from("abc"), st.integers())
def test_the_place_that_is_named_is_one_that_differs(plain, key, value):
    other = {**plain, key: value}
    if other != plain:
        assert where_they_differ(plain, other, "it") == f"it, {key}"
