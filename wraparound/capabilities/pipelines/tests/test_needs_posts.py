"""What posts ask of those who keep them, and of nobody else."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wraparound.capabilities.pipelines.queries.needs import needs_today
from wraparound.capabilities.pipelines.terms.posts import HolderKind
from wraparound.capabilities.pipelines.tests.keep_world import (
    AT,
    SINCE,
    TODAY,
    WRONG,
    a_post,
    held,
    look_as,
    make_world,
)
from wraparound.people.terms.access import OPERATOR, PUBLIC

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def asked_of(viewer, at=AT):
    return [(one.words, one.address, one.by) for one in needs_today(viewer=viewer, at=at)]


def test_an_end_that_is_near_and_one_that_is_past_are_asked_about_without_a_name(world):
    post = a_post(world)
    near = TODAY + 90 * DAY
    held(world, post, "Ivo Interim", kind=HolderKind.INTERIM, expected_end=near)
    over = held(world, post, "Sam Seconded", kind=HolderKind.SECONDMENT, expected_end=TODAY - DAY)
    held(world, post, "Far Away", kind=HolderKind.ACTING, expected_end=near + DAY)
    assert asked_of(world.director) == [
        (
            "The secondment to Director of finance, Larkmoor Hospitals (made up), was expected to end on 1 March 2026. "
            "Is it so?",
            f"/pipelines/holders/{over}/leave/",
            TODAY - DAY,
        ),
        (
            "The interim in Director of finance, Larkmoor Hospitals (made up), is expected to end on 31 May 2026. "
            "Who comes then?",
            f"/pipelines/posts/{post}/",
            near,
        ),
    ]


def test_a_post_that_has_long_been_empty_is_asked_about_until_somebody_stands_in(world):
    post = a_post(world)
    held(world, post, kind=HolderKind.VACANT, since=TODAY - 90 * DAY)
    words = "Director of finance, Larkmoor Hospitals (made up), is vacant since 2 December 2025, and nobody stands in."
    assert asked_of(world.chair) == [(words, f"/pipelines/posts/{post}/", None)]
    held(world, post, "Ivo Interim", TODAY, kind=HolderKind.INTERIM)
    assert asked_of(world.chair) == []


def test_a_post_that_has_just_fallen_empty_is_not_asked_about(world):
    held(world, a_post(world), kind=HolderKind.VACANT, since=TODAY - 89 * DAY)
    assert asked_of(world.director) == []


@pytest.mark.parametrize("who", WRONG)
def test_nobody_else_is_asked(world, who):
    held(world, a_post(world), kind=HolderKind.VACANT, since=SINCE)
    assert asked_of(getattr(world, who)) == []
    assert asked_of(PUBLIC) == asked_of(OPERATOR) == []


def test_many_are_asked_about_in_one_statement(world):
    for number in range(12):
        held(world, a_post(world, f"Post {number}"), kind=HolderKind.VACANT, since=date(2025, 1, 1))
    with CaptureQueriesContext(connection) as asked:
        found = asked_of(world.director)
    assert len([one for one in asked if "pipelines_post" in one["sql"]]) == 1
    assert len(found) == 11
    assert found[-1][0] == "More posts need to be looked at."


def test_the_page_of_today_has_it(client, world):
    held(world, a_post(world), kind=HolderKind.VACANT, since=date(2024, 1, 1))
    look_as(client, world, "director")
    assert "is vacant since 1 January 2024, and nobody stands in." in client.get("/today/").content.decode()
