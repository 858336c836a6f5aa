"""Boards agree to be led together, and posts follow: shared from the day, closed the day before, and back again."""

from datetime import date, timedelta

import pytest
from django.core import mail

from wraparound.capabilities.partnerships.actions.arrangements import (
    agree_arrangement,
    end_arrangement,
    say_arrangement,
    take_back_arrangement,
)
from wraparound.capabilities.partnerships.queries.arrangements import arrangement
from wraparound.capabilities.partnerships.terms.arrangements import (
    ArrangementSort,
    ArrangementState,
    NewArrangement,
)
from wraparound.capabilities.partnerships.tests.arranged_world import AT, SINCE, make_world
from wraparound.capabilities.pipelines.actions.arranged import follow_arrangement
from wraparound.capabilities.pipelines.actions.holders import take_up
from wraparound.capabilities.pipelines.actions.posts import add_post
from wraparound.capabilities.pipelines.models.posts import Holder, Post, Share
from wraparound.capabilities.pipelines.queries.needs import needs_today
from wraparound.capabilities.pipelines.terms.posts import HolderKind, NewHolder, NewPost, PostLevel, PostRole
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing
from wraparound.records.tasks import work_off
from wraparound.web.catalogue import listeners

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FROM = date(2026, 4, 1)
THEN = AT.replace(month=5)


def agreed(world, sort=ArrangementSort.SHARED_CHIEF, until=None):
    """One of ZZ01 and ZZ02 that both boards agreed, and posts that followed."""
    new = NewArrangement(
        sort=sort,
        leads="ZZ01",
        others=("ZZ02",),
        starts=FROM,
        until=until,
        accountable="Each board for its own.",
        why="",
    )
    number = say_arrangement(new, at=AT, by=world.chair)
    version = arrangement(number, viewer=world.other).version
    agree_arrangement(number, "ZZ02", version=version, at=AT, by=world.other)
    follow()
    return number


def follow():
    """The worker hears of what happened."""
    work_off(listeners(), "test")


def a_post(world, title="Chief executive", role=PostRole.CHIEF_EXECUTIVE, *, code="ZZ01", by=None):
    described = NewPost(title=title, role=role, level=PostLevel.BOARD, starts=SINCE)
    return add_post(code, described, at=AT, by=by or world.director)


def test_a_shared_post_serves_the_other_from_the_day_and_no_longer_once_it_ends():
    world = make_world()
    post, own = a_post(world), a_post(world, code="ZZ02", by=world.other_director)
    number = agreed(world)

    share = Share.objects.get(post=post)
    assert (share.organisation.code, share.starts, share.ends) == ("ZZ02", FROM, None)
    assert Post.objects.get(pk=own).ends is None
    # Whether its own post goes is not guessed: those who keep it are asked, and nobody else.
    asked = f"/pipelines/posts/{own}/close/"
    assert asked in [one.address for one in needs_today(viewer=world.other_director, at=THEN)]
    assert asked not in [one.address for one in needs_today(viewer=world.director, at=THEN)]
    # Told twice, it is once.
    follow_arrangement("shared_chief", "ZZ01", ["ZZ02"], FROM, at=AT, by=OPERATOR)
    assert Share.objects.filter(post=post).count() == 1

    last = date(2026, 12, 31)
    version = arrangement(number, viewer=world.other).version
    end_arrangement(number, last_day=last, because="Both are strong again.", version=version, at=AT, by=world.other)
    follow()
    assert Share.objects.get(post=post).ends == last
    assert arrangement(number, viewer=world.chair).state is ArrangementState.ENDED
    after = AT.replace(year=2027, month=2, day=1)
    assert asked not in [one.address for one in needs_today(viewer=world.other_director, at=after)]


def test_where_two_posts_could_be_meant_none_is_shared():
    world = make_world()
    a_post(world), a_post(world, "Joint chief executive")
    agreed(world)

    assert not Share.objects.exists()


def test_the_posts_of_one_that_is_taken_over_close_the_day_before_and_open_again_when_it_is_taken_back():
    world = make_world()
    post = a_post(world, "Director of finance", PostRole.FINANCE, code="ZZ02", by=world.other_director)
    stays = a_post(world, "Director of finance", PostRole.FINANCE)
    held = NewHolder(kind=HolderKind.SUBSTANTIVE, name="Hetty Holdfast", starts=SINCE)
    take_up(post, held, at=AT, by=world.other_director)
    number = agreed(world, ArrangementSort.ACQUISITION)

    closed = Post.objects.get(pk=post)
    assert (closed.ends, closed.ended_because) == (
        FROM - timedelta(days=1),
        "Taken over by Larkmoor Hospitals (made up)",
    )
    assert Holder.objects.get(post=post, kind=HolderKind.SUBSTANTIVE).ends == closed.ends
    assert Post.objects.get(pk=stays).ends is None

    version = arrangement(number, viewer=world.chair).version
    take_back_arrangement(number, because="It did not come about.", version=version, at=AT, by=world.chair)
    follow()
    assert Post.objects.get(pk=post).ends is None
    assert Holder.objects.get(post=post, kind=HolderKind.SUBSTANTIVE).ends is None


def test_taken_back_leaves_nothing_and_what_a_keeper_had_shared_before_stays():
    world = make_world()
    post = a_post(world)
    number = agreed(world)
    assert Share.objects.filter(post=post, starts=FROM).count() == 1
    version = arrangement(number, viewer=world.chair).version
    take_back_arrangement(number, because="A slip", version=version, at=AT, by=world.chair)
    follow()
    assert not Share.objects.exists()

    row = Post.objects.get(pk=post)
    other = row.organisation.__class__.objects.get(code="ZZ02")
    with changing("Shared by its keeper", at=AT, by=world.director):
        Share(controller=row.controller, post=row, organisation=other, starts=SINCE + timedelta(days=9)).save()
    again = agreed(world)
    version = arrangement(again, viewer=world.chair).version
    end_arrangement(again, last_day=FROM, because="Over", version=version, at=AT, by=world.chair)
    follow()
    assert Share.objects.get(post=post).ends is None


def test_what_is_agreed_until_a_day_is_shared_until_then():
    world = make_world()
    post = a_post(world)
    agreed(world, until=date(2027, 3, 31))
    assert Share.objects.get(post=post).ends == date(2027, 3, 31)


def test_the_boards_that_are_asked_are_mailed_once_and_nobody_else():
    world = make_world()
    new = NewArrangement(
        sort=ArrangementSort.GROUP,
        leads="ZZ01",
        others=("ZZ02",),
        starts=FROM,
        until=None,
        accountable="Each.",
        why="Secret",
    )
    say_arrangement(new, at=AT, by=world.chair)
    follow()
    follow()
    assert [one.to for one in mail.outbox] == [["other@made-up.example"]]
    assert "Secret" not in mail.outbox[0].body
