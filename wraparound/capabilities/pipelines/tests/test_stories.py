"""How a post was held, in counts and months."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.pipelines.calculation.stories import story_from
from wraparound.capabilities.pipelines.terms.pointing import Stay
from wraparound.capabilities.pipelines.terms.posts import HolderKind

ON = date(2026, 1, 1)
HELD, EMPTY, INTERIM = HolderKind.SUBSTANTIVE, HolderKind.VACANT, HolderKind.INTERIM


def stay(kind, person, starts, ends=None):
    return Stay(kind=kind, person=person, starts=starts, ends=ends)


def test_holders_months_gaps_and_those_who_stood_in_are_counted():
    found = story_from(
        (
            stay(HELD, 1, date(2019, 1, 1), date(2020, 12, 31)),
            stay(EMPTY, None, date(2021, 1, 1), date(2021, 6, 30)),
            stay(INTERIM, 2, date(2021, 2, 1), date(2021, 6, 30)),
            stay(HELD, 3, date(2021, 7, 1), date(2022, 12, 31)),
            stay(EMPTY, None, date(2023, 1, 1), date(2023, 3, 31)),
            stay(HELD, 4, date(2023, 4, 1)),
        ),
        "Chief executive",
        ON,
    )
    assert (found.since, found.holders, found.left, found.here) == (date(2019, 1, 1), 3, (18, 24), (33,))
    assert (found.empty_times, found.empty_months, found.empty_now, found.stood_in) == (2, 9, False, 1)


def test_whoever_was_entered_again_without_a_gap_held_it_once():
    parts = (stay(HELD, 1, date(2024, 1, 1), date(2024, 12, 31)), stay(HELD, 1, date(2025, 1, 1)))
    found = story_from(parts, "Chair", ON)
    assert (found.holders, found.left, found.here) == (1, (), (24,))


def test_whoever_came_back_is_one_person_and_two_stays():
    parts = (stay(HELD, 1, date(2022, 1, 1), date(2022, 12, 31)), stay(HELD, 1, date(2024, 1, 1), date(2024, 12, 31)))
    found = story_from(parts, "Chair", ON)
    assert (found.holders, found.left) == (1, (12, 12))


def test_a_vacancy_that_goes_on_counts_up_to_the_day_and_what_is_to_come_does_not():
    parts = (stay(EMPTY, None, date(2025, 12, 1)), stay(HELD, 1, date(2026, 2, 1)))
    found = story_from(parts, "Chair", ON)
    assert (found.holders, found.empty_times, found.empty_months, found.empty_now) == (0, 1, 1, True)


def test_nothing_entered_is_no_story():
    assert story_from((), "Chair", ON).since is None


STAYS = st.builds(
    lambda kind, person, start, length: Stay(
        kind=kind,
        person=None if kind is EMPTY else person,
        starts=ON - timedelta(days=start),
        ends=None if length is None else ON - timedelta(days=start) + timedelta(days=length),
    ),
    st.sampled_from(HolderKind),
    st.integers(1, 4),
    st.integers(-400, 4000),
    st.none() | st.integers(0, 3000),
)


@given(st.lists(STAYS, max_size=12))
def test_counts_hold_together_whatever_was_entered(stays):
    found = story_from(stays, "Chair", ON)
    again = story_from(list(reversed(stays)), "Chair", ON)
    assert found == again
    people = {one.person for one in stays if one.kind is HELD and one.starts <= ON}
    assert found.holders == len(people) <= len(found.left) + len(found.here)
    assert all(one >= 0 for one in (*found.left, *found.here))
    assert (found.since is None) == (not any(one.starts <= ON for one in stays))
    assert not found.empty_now or found.empty_times
