"""What the past teaches, and the stock of a day: each rule of docs/methods/stockflow.md on rows small enough to see."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.pipelines.calculation.forecasts.grouping import TOGETHER, grouped, grouped_twice
from wraparound.capabilities.pipelines.calculation.forecasts.rates import rates_of
from wraparound.capabilities.pipelines.calculation.forecasts.spells import MONTH, Past, Seen
from wraparound.capabilities.pipelines.calculation.forecasts.stock import beginning, people_to_come
from wraparound.capabilities.pipelines.calculation.forecasts.working import ground_on
from wraparound.capabilities.pipelines.terms.forecasts import FEWEST_POSTS, CannotForecast
from wraparound.capabilities.pipelines.terms.people import Move, Travel
from wraparound.capabilities.pipelines.terms.succession import Band
from wraparound.capabilities.pipelines.tests.forecast_world import (
    BOARD,
    FINANCE,
    NURSING,
    ON,
    a_region,
    agreed,
    ground,
    held,
    person,
    place,
    post,
    with_more,
)
from wraparound.methods.stockflow.stock import LAPSED, NEAR, NOBODY, READY

OLD, NEW = date(2020, 1, 1), date(2024, 1, 1)


def months(days):
    return days / MONTH


def test_whoever_leaves_is_one_leaving_and_the_months_until_then_were_at_risk():
    past = Past(ground([post(1)], [held(1, 7, OLD, date(2022, 12, 31)), held(1, 8, NEW)]))
    first, second = past.leaving
    assert (first.ended, second.ended) == (True, False)
    assert first.left == pytest.approx(months((date(2022, 12, 31) - OLD).days))
    assert second.left == pytest.approx(months((ON - NEW).days))


def test_a_move_to_another_of_these_posts_is_no_leaving_but_leaves_a_vacancy():
    rows = [held(1, 7, OLD, date(2023, 12, 31)), held(2, 7, NEW)]
    past = Past(ground([post(1), post(2)], rows))
    assert [one.ended for one in past.leaving] == [False, False]
    assert [one.ended for one in past.filling] == [False]
    assert past.opened(date(2023, 6, 1), date(2024, 6, 1), past.ground.posts) == 1


def test_a_post_that_ends_with_its_holder_is_neither_a_leaving_nor_a_vacancy():
    past = Past(ground([post(1, ends=date(2024, 5, 1))], [held(1, 7, OLD, date(2024, 5, 1))]))
    assert [one.ended for one in past.leaving] == [False]
    assert past.filling == ()
    assert past.opened(OLD, ON, past.ground.posts) == 0


def test_a_vacancy_lasts_until_somebody_holds_it_substantively_whoever_stands_in():
    rows = [
        held(1, 7, OLD, date(2024, 1, 31)),
        held(1, 8, date(2024, 2, 1), date(2024, 7, 31), stays=False),
        held(1, 9, date(2024, 8, 1)),
    ]
    (vacancy,) = Past(ground([post(1)], rows)).filling
    assert vacancy.ended
    assert vacancy.left == pytest.approx(months((date(2024, 8, 1) - date(2024, 2, 1)).days))


def test_a_job_share_is_one_holder_until_the_last_of_them_goes():
    rows = [held(1, 7, OLD, date(2023, 1, 1)), held(1, 8, date(2021, 1, 1), date(2024, 1, 1))]
    past = Past(ground([post(1)], rows))
    assert [one.ended for one in past.leaving] == [True]
    assert past.opened(OLD, ON, past.ground.posts) == 1


def test_of_an_organisation_nothing_counts_before_its_posts_were_entered():
    entered = date(2025, 3, 2)
    past = Past(ground([post(1)], [held(1, 7, date(2015, 3, 2))], places={1: place(entered=entered)}))
    (only,) = past.leaving
    assert only.entered == pytest.approx(months((entered - date(2015, 3, 2)).days))
    assert only.left - only.entered == pytest.approx(months((ON - entered).days))


def test_a_recorded_leaving_begins_the_past_the_day_after_and_does_not_count_itself():
    entered, left = date(2026, 1, 1), date(2022, 6, 30)
    rows = [held(1, 7, OLD, left), held(1, 8, date(2022, 9, 1))]
    past = Past(ground([post(1)], rows, places={1: place(entered=entered)}))
    assert past.since[1] == left + timedelta(days=1)
    assert sum(one.ended for one in past.leaving) == 0
    assert [one.ended for one in past.filling] == [True]


def test_bands_move_to_what_follows_and_lapse_when_nobody_looks_again():
    rows = [
        agreed(7, Band.ONE_TO_TWO, starts=date(2024, 1, 1), ends=date(2024, 12, 31), review_by=date(2024, 12, 31)),
        agreed(7, Band.READY_NOW, starts=date(2025, 1, 1), review_by=date(2025, 7, 1)),
    ]
    moving = Past(ground([post(1)], (), rows, {7: person()})).moving
    assert moving[Band.ONE_TO_TWO] == Seen(1.0, pytest.approx(months(365)))
    assert moving[Band.READY_NOW] == Seen(1.0, pytest.approx(months(181)))
    assert moving[None].events == 0
    assert moving[None].months == pytest.approx(months((ON - date(2025, 7, 1)).days))


def test_who_goes_without_a_post_is_counted_and_whoever_stays_is_time_at_risk():
    rows = [agreed(7, starts=date(2025, 3, 2)), agreed(8, starts=date(2025, 3, 2))]
    people = {7: person(left=date(2025, 9, 2)), 8: person()}
    going = Past(ground([post(1)], (), rows, people)).going
    assert going.events == 1
    assert going.months == pytest.approx(months(184 + 365))


def test_rates_come_near_those_by_which_a_region_was_lived_through_and_history_is_what_moves_them():
    past = Past(a_region(40, leaving=0.45, years=12))
    begins = beginning(past)
    found = rates_of(past, begins.labels, 400, 1)
    yearly = 12 * found.rates.leaving.rates.mean(axis=(1, 2, 3))
    assert np.quantile(yearly, 0.01) < 0.45 < np.quantile(yearly, 0.99)
    unlearnt = rates_of(Past(ground([post(1)], [held(1, 7, ON)], places={1: place(entered=ON)})), begins.labels, 400, 1)
    assert np.quantile(12 * unlearnt.rates.leaving.rates.mean(axis=(1, 2, 3)), 0.9) < 0.45


def test_a_post_is_held_vacant_or_as_good_as_held_and_a_known_last_day_is_known():
    rows = [
        held(1, 7, NEW, expected_end=ON + timedelta(days=61)),
        held(2, 8, OLD, date(2025, 12, 31)),
        held(3, 9, OLD, date(2025, 12, 31)),
        held(3, 10, ON + timedelta(days=30)),
        held(4, 11, NEW, stays=False),
        held(4, 12, OLD, NEW - timedelta(days=1)),
    ]
    people = {number: person() for number in range(7, 13)}
    begins = beginning(Past(ground([post(one) for one in range(1, 6)], rows, people=people)))
    posts = begins.stock.posts
    assert [one.number for one in begins.posts] == [1, 2, 3, 4]
    assert begins.left.unknown == 1
    assert posts.vacant.tolist() == [False, True, False, True]
    assert posts.leaves_in[0] == pytest.approx(months(62))
    assert np.isinf(posts.leaves_in[1:]).all()
    assert [begins.people[one] if one != NOBODY else None for one in posts.holder] == [7, None, 10, None]
    assert posts.months[1] == pytest.approx(months((ON - date(2025, 12, 31)).days))


def test_somebody_who_holds_two_posts_is_one_person():
    rows = [held(1, 7, NEW), held(2, 7, NEW)]
    begins = beginning(Past(ground([post(1), post(2)], rows, people={7: person()})))
    assert sorted(begins.stock.posts.holder.tolist()) == [NOBODY, 0]


def test_what_is_past_its_review_has_lapsed_and_what_ended_is_not_there():
    rows = [
        agreed(7, review_by=date(2026, 1, 1)),
        agreed(8, Band.ONE_TO_TWO),
        agreed(9, ends=date(2026, 2, 1)),
        agreed(10, starts=date(2024, 9, 1), ends=date(2026, 2, 1)),
        agreed(10, Band.READY_NOW, starts=date(2026, 2, 1)),
    ]
    people = {number: person() for number in range(7, 11)}
    begins = beginning(Past(ground([post(1)], [held(1, 6, NEW)], rows, people)))
    bands = {
        begins.people[who]: band
        for who, band in zip(begins.stock.readiness.person, begins.stock.readiness.band, strict=True)
    }
    assert bands == {7: LAPSED, 8: NEAR, 10: READY}


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ({"roles": ((NURSING, BOARD),)}, False),
        ({"roles": ((FINANCE, BOARD),)}, True),
        ({"kinds": ("Community",)}, False),
        ({"moves": (Move.SHADOWING,)}, False),
        ({"moves": (Move.SHADOWING, Move.POST)}, True),
        ({"not_before": ON + timedelta(days=800)}, False),
        ({"not_before": ON + timedelta(days=80)}, True),
        ({"experience": "Ran a winter"}, True),
    ],
)
def test_whoever_says_that_they_would_not_take_such_a_post_up_is_not_counted_on(said, counts):
    begins = beginning(Past(ground([post(1)], [held(1, 6, NEW)], [agreed(7)], {7: person(**said)})))
    assert begins.stock.readiness.many == int(counts)
    assert begins.left.unwilling == int(not counts)


def test_how_far_somebody_would_go_is_what_they_said_and_else_their_region():
    places = {1: place(), 2: place("ZZ02"), 3: place("ZZ03", region="SO")}
    people = {
        7: person(),
        8: person(travel=Travel.NEAR),
        9: person(travel=Travel.REGION, places=("SO",)),
        10: person(travel=Travel.MOVE),
        11: person(travel=Travel.MOVE, places=("SO",)),
    }
    begins = beginning(
        Past(ground([post(1)], [held(1, 6, NEW)], [agreed(one) for one in people], people, places=places))
    )
    reach = begins.stock.reach[begins.stock.people.reach].tolist()
    assert reach == [
        [True, True, False],
        [True, False, False],
        [True, True, True],
        [True, True, True],
        [True, False, True],
    ]
    assert begins.left.not_said == 1


def test_as_many_are_to_come_as_are_asked_for_and_not_more_streams_than_can_be_kept():
    begins = beginning(Past(a_region()))
    come = people_to_come(begins, 12.0)
    assert come.per_year.sum() == pytest.approx(12.0)
    assert come.many <= 120


def test_an_earlier_day_knows_nothing_of_what_came_after_it():
    found = a_region()
    day = date(2022, 3, 2)
    then = ground_on(found, day, frozenset({1, 2, 3}))
    assert {one.place for one in then.posts} == {1, 2, 3}
    assert all(one.starts <= day and (one.ends is None or one.ends <= day) for one in then.held)
    assert all(one.expected_end is None for one in then.held)
    later = with_more(found, held=tuple(one for one in found.held if one.starts <= day))
    cut = [
        held(one.post, one.person, one.starts, one.ends if one.ends and one.ends <= day else None) for one in later.held
    ]
    again = ground_on(with_more(found, held=tuple(cut)), day, frozenset({1, 2, 3}))
    assert again == then


def test_a_post_said_to_be_vacant_or_held_by_an_interim_alone_is_known_and_vacant_since_then():
    rows = [held(1, None, date(2025, 12, 2), stays=False), held(2, 7, date(2025, 9, 2), stays=False), held(3, 8, NEW)]
    begins = beginning(Past(ground([post(one) for one in range(1, 5)], rows, people={7: person(), 8: person()})))
    assert [one.number for one in begins.posts] == [1, 2, 3]
    assert begins.left.unknown == 1
    assert begins.stock.posts.vacant.tolist() == [True, True, False]
    assert begins.stock.posts.months[:2] == pytest.approx([months(90), months(181)])


def test_whoever_comes_belongs_to_an_organisation_of_the_kind_for_which_they_are_ready():
    begins = beginning(Past(a_region(9)))
    come = people_to_come(begins, 12.0)
    kinds = [begins.ground.places[begins.labels.places[home]].kind for home in come.organisation]
    assert kinds == [begins.labels.kinds[kind] for kind in come.kind]


def test_where_nobody_has_entered_who_holds_a_post_there_is_nothing_to_begin_with():
    with pytest.raises(CannotForecast, match="who holds these posts"):
        beginning(Past(ground([post(1)])))


@given(st.lists(st.sampled_from("abcdefgh"), max_size=60))
def test_law_no_line_is_about_fewer_posts_than_five_unless_there_are_no_more(keys):
    found = grouped(keys)
    counts = {group: found.count(group) for group in found}
    assert len(found) == len(keys)
    assert all(many >= min(FEWEST_POSTS, len(keys)) for many in counts.values())
    assert all(group in (TOGETHER, key) for group, key in zip(found, keys, strict=True))
    # Nothing is put together that can stand alone, but for what makes the others enough.
    small = {key for key in keys if keys.count(key) < FEWEST_POSTS}
    assert not small or counts[TOGETHER] >= sum(keys.count(key) for key in small)


@given(st.lists(st.sampled_from([f"{role}|{kind}" for role in "abc" for kind in "xyz"]), max_size=80))
def test_law_no_line_less_the_lines_within_it_is_about_fewer_posts_than_five(keys):
    found = grouped_twice(keys, "|")
    assert all(group in (TOGETHER, key) for group, key in zip(found, keys, strict=True))
    told = set(found) - {TOGETHER}
    for side in range(2):
        for part in {key.split("|")[side] for key in told}:
            whole = [key for key in keys if key.split("|")[side] == part]
            left = [key for key in whole if key not in told]
            assert not left or len(left) >= FEWEST_POSTS
