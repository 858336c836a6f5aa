"""Posts for what points at them: titles for whoever the caller lets in, names for nobody who could not see them."""

from datetime import date

import pytest

from wraparound.capabilities.pipelines.actions.carrying import enter_named_post
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.pointing import (
    held_since,
    holding_among,
    post_seen,
    posts_to_point_at,
    story_of,
)
from wraparound.capabilities.pipelines.terms.posts import HolderKind, PostLevel, PostRole
from wraparound.capabilities.pipelines.tests.pointing_world import BEGINS, NOW, close, enter, hold, make_pointing
from wraparound.people.access import NotYours
from wraparound.people.models import Organisation
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.records.models.log import Change, Look
from wraparound.records.models.outbox import Event

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = Day(NOW.date())


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_pointing)


def offered(world, viewer, place=None):
    return [one.title for one in posts_to_point_at(place or world.place, BEGINS, viewer=viewer, day=TODAY)]


def test_whoever_begins_compacts_chooses_among_titles_and_sees_no_post_in_pipelines(world):
    number = enter(world.director, "Chief executive", PostRole.CHIEF_EXECUTIVE)
    enter(world.director, "Director of finance", PostRole.FINANCE)
    assert offered(world, world.chair) == ["Chief executive", "Director of finance"]
    assert post_seen(number, viewer=world.chair, day=TODAY) is None
    assert post_seen(number, viewer=PUBLIC, day=TODAY) is None
    assert post_seen(None, viewer=world.director, day=TODAY) is None
    assert post_seen(number, viewer=world.director, day=TODAY).title == "Chief executive"


def test_whoever_the_callers_rule_does_not_let_in_is_told_nothing(world):
    enter(world.director, "Chief executive")
    with pytest.raises(NotYours):
        offered(world, world.stranger)
    with pytest.raises(NotYours):
        story_of(1, world.place, BEGINS, viewer=world.stranger, day=TODAY)
    with pytest.raises(NotYours):
        holding_among((), [world.lena], BEGINS, viewer=world.stranger, day=TODAY)


def test_a_closed_post_is_not_offered_and_a_shared_one_is_offered_to_both(world):
    closed = enter(world.director, "Director of estates")
    enter(world.director, "Chief executive of both", shared=("N2",))
    close(world.director, closed)
    assert offered(world, world.chair) == ["Chief executive of both"]
    other = Organisation.objects.get(code="N2").pk
    assert offered(world, world.regional, other) == ["Chief executive of both"]


def test_who_holds_the_chief_executives_post_is_told_of_those_whom_the_caller_shows_already(world):
    chief = enter(world.director, "Chief executive", PostRole.CHIEF_EXECUTIVE)
    hold(world.director, chief, world.lena)
    posts = posts_to_point_at(world.place, BEGINS, viewer=world.regional, day=TODAY)
    found = holding_among(posts, [world.lena, world.fay], BEGINS, viewer=world.regional, day=TODAY)
    assert {key: post.title for key, post in found.items()} == {world.lena: "Chief executive"}
    assert Look.objects.latest("pk").fields == "post held"
    assert holding_among(posts, [world.fay], BEGINS, viewer=world.regional, day=TODAY) == {}


def test_who_holds_another_post_is_not_told_to_whoever_could_not_see_them_in_pipelines(world):
    finance = enter(world.director, "Director of finance", PostRole.FINANCE)
    hold(world.director, finance, world.fay)
    posts = posts_to_point_at(world.place, BEGINS, viewer=world.regional, day=TODAY)
    assert holding_among(posts, [world.fay], BEGINS, viewer=world.regional, day=TODAY) == {}


def test_an_interim_is_not_said_to_hold_it(world):
    chief = enter(world.director, "Chief executive", PostRole.CHIEF_EXECUTIVE)
    hold(world.director, chief, world.lena, HolderKind.INTERIM)
    posts = posts_to_point_at(world.place, BEGINS, viewer=world.chair, day=TODAY)
    assert holding_among(posts, [world.lena], BEGINS, viewer=world.chair, day=TODAY) == {}


def test_the_story_of_a_post_is_counts_and_of_another_organisations_post_there_is_none(world):
    chief = enter(world.director, "Chief executive", PostRole.CHIEF_EXECUTIVE, starts=date(2020, 1, 1))
    hold(world.director, chief, world.fay, starts=date(2020, 1, 1), ends=date(2024, 12, 31))
    hold(world.director, chief, world.lena, starts=date(2025, 1, 1))
    found = story_of(chief, world.place, BEGINS, viewer=world.chair, day=TODAY)
    assert (found.holders, found.left, found.here) == (2, (60,), (13,))
    assert "Lena" not in repr(found)
    other = Organisation.objects.get(code="N2").pk
    assert story_of(chief, other, BEGINS, viewer=world.regional, day=TODAY) is None


def test_a_post_that_was_named_is_entered_once_with_a_guessed_role(world):
    made = enter_named_post("N1", "Deputy director of  finance", date(2026, 1, 5), at=NOW, by=OPERATOR)
    row = Post.objects.get(pk=made)
    assert (row.title, row.role, row.level) == ("Deputy director of finance", PostRole.FINANCE, PostLevel.DEPUTY)
    assert (row.starts, row.critical, row.controller.code) == (date(2026, 1, 5), False, "N1")
    told = Event.objects.get(name="pipelines.post_opened")
    assert told.data == {"post": str(made), "organisation": "N1", "on": NOW.date().isoformat()}
    changes = Change.objects.count()
    assert enter_named_post("N1", "DEPUTY DIRECTOR OF FINANCE", date(2020, 1, 1), at=NOW, by=OPERATOR) is None
    assert Change.objects.count() == changes
    assert Post.objects.count() == 1


def test_one_that_is_closed_or_of_an_unknown_organisation_is_not_entered_again(world):
    closed = enter(world.director, "Director of estates")
    close(world.director, closed)
    assert enter_named_post("N1", "Director of estates", NOW.date(), at=NOW, by=OPERATOR) is None
    assert enter_named_post("NONE", "Chair", NOW.date(), at=NOW, by=OPERATOR) is None


def test_nobody_but_the_site_itself_carries_over(world):
    with pytest.raises(NotYours):
        enter_named_post("N1", "Chair", NOW.date(), at=NOW, by=world.director)


def test_since_when_posts_are_held_is_told_without_a_name_to_whoever_may_see_the_posts(world):
    chief = enter(world.director, "Chief executive", PostRole.CHIEF_EXECUTIVE)
    enter(world.director, "Chair", PostRole.CHAIR)
    enter(world.director, "Director of finance", PostRole.FINANCE)
    hold(world.director, chief, world.lena, starts=date(2025, 3, 1))
    roles = (PostRole.CHAIR, PostRole.CHIEF_EXECUTIVE)
    looks = Look.objects.count()
    found = held_since(["N1", "N2"], roles, viewer=world.director, day=TODAY)
    assert found == {
        "N1": (
            (PostRole.CHAIR, HolderKind.VACANT, None),
            (PostRole.CHIEF_EXECUTIVE, HolderKind.SUBSTANTIVE, date(2025, 3, 1)),
        )
    }
    assert held_since(["N1"], roles, viewer=world.chair, day=TODAY) == {}
    assert held_since([], roles, viewer=OPERATOR, day=TODAY) == {}
    assert Look.objects.count() == looks
