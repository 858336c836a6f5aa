"""Histories survive mergers and changes of code, and nobody's history is invented."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wraparound.published.lineage import carried_into, followed_by, living_successors, split_into
from wraparound.published.organisations import organisations_in
from wraparound.published.release import newest_release
from wraparound.published.succession import successions_in
from wraparound.published.terms import RowAddress, Succession

codes = st.sampled_from(["RAA", "RBB", "RCC", "RDD", "REE", "RFF"])
successions = st.lists(
    st.builds(
        Succession,
        predecessor=codes,
        successor=codes,
        on=st.dates(date(2010, 1, 1), date(2026, 1, 1)),
        split=st.booleans(),
        address=st.just(RowAddress("made-up", "succession", 1)),
    ),
    max_size=12,
)


def real():
    return successions_in(newest_release())


def test_north_cumbria_is_carried_into_the_trust_that_took_it_over():
    assert [one.predecessor for one in carried_into("RNN", real())] == ["RNL"]


def test_a_trust_of_two_mergers_carries_both_in_order_of_date():
    assert [one.predecessor for one in carried_into("RA7", real())] == ["RA3", "RVJ"]


def test_the_history_of_the_divided_trust_is_carried_by_no_one():
    assert not any(one.predecessor == "RW6" for code in ("R0A", "RM3") for one in carried_into(code, real()))
    assert [one.predecessor for one in split_into("RM3", real())] == ["RW6"]
    assert {one.successor for one in followed_by("RW6", real())} == {"R0A", "RM3"}


def test_every_closed_trust_of_the_succession_leads_to_open_ones():
    known = organisations_in(newest_release())
    for one in real():
        ends = living_successors(one.predecessor, real())
        assert ends
        assert all(known[code].is_open for code in ends), (one.predecessor, ends)


def test_an_open_trust_leads_to_itself():
    assert living_successors("RXW", real()) == ("RXW",)


@given(successions, codes)
def test_circles_end_and_nobody_carries_its_own_code(listed, code):
    carried = [one.predecessor for one in carried_into(code, listed)]
    assert code not in carried
    assert len(carried) == len(set(carried))
    living_successors(code, listed)


@given(successions, codes)
def test_splits_alone_carry_nothing(listed, code):
    assert carried_into(code, [one for one in listed if one.split]) == ()


@given(successions, codes)
def test_what_is_carried_was_merged_step_by_step(listed, code):
    carried = carried_into(code, listed)
    reached = {code, *(one.predecessor for one in carried)}
    assert all(one.successor in reached and not one.split for one in carried)
