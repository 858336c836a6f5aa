"""Nothing of a talent board is lost: everybody touched is told, and what is gone is said to be gone."""

from datetime import timedelta

import pytest

from wraparound.capabilities.pipelines.actions import board_agenda, board_notes, boards, readiness
from wraparound.capabilities.pipelines.actions.posts import change_post
from wraparound.capabilities.pipelines.models.boards import Invited, SaidOf, TalentBoard, ToDo
from wraparound.capabilities.pipelines.models.posts import Post, Share
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.capabilities.pipelines.queries.board_papers import minutes_for_all
from wraparound.capabilities.pipelines.queries.board_people import discussed
from wraparound.capabilities.pipelines.queries.boards import board_row
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.needs import needs_today
from wraparound.capabilities.pipelines.terms.posts import CannotKeep, Grade, NewPost, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, NewReadiness
from wraparound.capabilities.pipelines.tests.board_world import (
    HOUR,
    board_version,
    invites,
    items,
    make_board,
    read,
    read_item,
    shown,
    told,
    version_of,
)
from wraparound.capabilities.pipelines.tests.plan_world import AT, SINCE, TODAY, look_as, name, take_off, token
from wraparound.capabilities.pipelines.wording.board_papers import paper_of
from wraparound.people.actions.grants import give
from wraparound.people.models import Organisation
from wraparound.people.terms.access import OPERATOR, NewGrant, Purpose, Role, Scope
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import run_retention
from wraparound.records.models.rights import Conversation

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LATER = AT + 2 * HOUR


def decides(world, number, place=1, because="Agreed by all", *, by="director"):
    return board_notes.decided(number, items(number)[place - 1].pk, because, at=LATER, by=world.viewers[by])


def asked(world, number):
    row = board_row(number, viewer=world.director)
    return {one.called for one in discussed(row, viewer=world.director, today=Day(TODAY)) if one.asked}


def agrees(world, who, role, level=PostLevel.BOARD):
    new = NewReadiness(
        person=str(world.people[who].key),
        role=role,
        level=level,
        kind="Acute",
        band=Band.ONE_TO_TWO,
        agreed_on=TODAY,
        agreed_by="Cara Chairwell",
        evidence="A year as acting chief operating officer",
        review_by=TODAY + timedelta(days=300),
    )
    readiness.agree(new, at=LATER, by=world.director)


def closes(world, number, **outcomes):
    given = told(world, **outcomes)
    boards.close_board(number, given, version=board_version(number), at=LATER, by=world.director)


@pytest.mark.parametrize("hangs", ["a change", "minutes", "words about somebody", "a conflict", "an action"])
def test_an_item_is_not_taken_off_once_anything_hangs_on_it(hangs):
    world, number = make_board(opened=True)
    item = items(number)[0]
    key = str(world.people["ann"].key)
    if hangs == "a change":
        with decides(world, number):
            name(world, world.chief, "bob", by="director")
    elif hangs == "minutes":
        board_notes.write_item(number, item.pk, "x", version=version_of(item), at=LATER, by=world.director)
    elif hangs == "words about somebody":
        board_notes.write_said(number, item.pk, key, "x", seen=0, at=LATER, by=world.director)
    elif hangs == "a conflict":
        board_notes.declare(number, item.pk, "x", at=LATER, by=world.chair)
    else:
        board_notes.add_action(number, item.pk, "x", world.people["chair"].pk, TODAY, at=LATER, by=world.director)
    with pytest.raises(CannotKeep, match="It stays"):
        board_agenda.take_off_item(number, item.pk, at=LATER, by=world.director)
    board_agenda.take_off_item(number, items(number)[1].pk, at=LATER, by=world.director)
    assert [one.pk for one in items(number)] == [item.pk]


def test_a_readiness_for_a_role_that_is_not_on_the_agenda_is_in_the_minutes_and_its_person_is_told():
    world, number = make_board(opened=True)
    with decides(world, number):
        agrees(world, "cy", PostRole.NURSING)
    (change,) = read(world, number, "director").changes
    assert change.what.startswith("Cy Carverley: readiness for")
    assert (change.item, change.in_meeting, change.why) == (items(number)[0].pk, True, "Agreed by all")
    assert read_item(world, number, 1, "director").changes == (change,)
    assert read_item(world, number, 2, "director").changes == ()
    assert asked(world, number) == {"Cy Carverley"}
    with pytest.raises(CannotKeep, match="Cy Carverley"):
        closes(world, number, ann="")
    closes(world, number, ann="", cy="You were talked about for nursing.")


def test_a_readiness_that_was_agreed_elsewhere_for_another_role_is_not_of_the_meeting():
    world, number = make_board(opened=True)
    agrees(world, "cy", PostRole.NURSING)
    assert read(world, number, "director").changes == ()
    assert asked(world, number) == set()


def test_somebody_of_whom_was_written_at_one_item_is_written_of_again_at_another(client):
    world, number = make_board(opened=True)
    first, second = items(number)
    key = str(world.people["ann"].key)
    board_notes.write_said(number, first.pk, key, "Wants to stay", seen=0, at=LATER, by=world.director)
    found = read_item(world, number, 2, "director")
    assert [(one.words, one.item) for one in found.said] == [("Wants to stay", first.pk)]
    look_as(client, world, "director")
    there = f"/pipelines/boards/{number}/items/{second.pk}/"
    page = client.get(f"{there}?of={key}").content.decode()
    assert "Written at item 1" in page
    seen = SaidOf.objects.get()
    assert f'name="seen" value="{version_of(seen)}"' in page
    sent = {"do": "said", "person": key, "spoken": "Wants to stay. Or not.", "seen": version_of(seen)}
    client.post(there, sent)
    assert SaidOf.objects.get().words == "Wants to stay. Or not."


def test_whatever_is_changed_of_a_post_stands_in_the_minutes():
    world, number = make_board(opened=True)
    post = Post.objects.get(pk=world.finance)
    new = NewPost(
        title=post.title,
        role=PostRole.OPERATIONS,
        level=PostLevel.DEPUTY,
        starts=SINCE - timedelta(days=1),
        reports_to=None,
        executive=not post.executive,
        voting=not post.voting,
        grade=next(one for one in Grade if one != post.grade),
        shared_with=("ZZ02",),
    )
    with decides(world, number, 2, "A new shape"):
        change_post(post.pk, new, version=version_of(post), at=LATER, by=world.director)
    found = read(world, number, "director").changes
    of_the_post = next(one for one in found if one.what == "The post")
    for words in ("role", "level", "executive", "voting", "pay", "first day", "reports to Chief executive"):
        assert words in of_the_post.before
    assert "reports to no other post" in of_the_post.after
    shared = next(one for one in found if one.what.startswith("Shared"))
    assert shared.what == "Shared with Thistleford Hospitals (made up)"
    assert (shared.before, shared.after) == ("not shared", "shared from 4 May 2026")
    assert {one.why for one in found} == {"A new shape"}


def test_the_page_of_a_post_says_what_of_it_is_not_changed_at_the_meeting(client):
    world, number = make_board(opened=True)
    look_as(client, world, "director")
    page = client.get(f"/pipelines/posts/{world.finance}/?board={number}&item={items(number)[1].pk}").content.decode()
    assert "You are changing this plan at a talent board" in page
    assert "marked as made outside of the meeting" in page


def test_a_meeting_that_was_never_closed_goes_six_years_after_its_day_and_what_was_said_after_two():
    world, number = make_board(opened=True)
    item = items(number)[0].pk
    board_notes.write_said(
        number, item, str(world.people["ann"].key), "Would do it", seen=0, at=LATER, by=world.director
    )
    run_retention(at=LATER + timedelta(days=700), by=OPERATOR, act=True)
    assert SaidOf.objects.exists()
    run_retention(at=LATER + timedelta(days=740), by=OPERATOR, act=True)
    assert not SaidOf.objects.exists()
    assert TalentBoard.objects.exists()
    for days in (2, 3):
        run_retention(at=LATER + timedelta(days=6 * 366 + days), by=OPERATOR, act=True)
    assert not TalentBoard.objects.exists()


def test_an_old_meeting_says_that_its_plans_have_gone_and_not_that_nobody_was_ready():
    world, number = make_board(opened=True)
    made = Successor.objects.get(person=world.people["ann"]).pk
    take_off(world, made, at=LATER)
    closes(world, number, ann="")
    late = TODAY + timedelta(days=740)
    run_retention(at=LATER + timedelta(days=740), by=OPERATOR, act=True)
    assert not Successor.objects.exists()
    found = read_item(world, number, 1, "director", on=late)
    assert "24 months" in found.plan.closed
    assert "Nobody ready now" not in str(found)
    assert "24 months" in shown(world, number, 1, "director", on=late).plan.closed
    paper = paper_of(minutes_for_all(number, viewer=world.director, today=Day(late)), late)
    assert "24 months" in str(paper)
    assert "Nobody ready now" not in str(paper)
    assert "Nothing changed" not in str(paper)
    assert read(world, number, "director", on=late).gone
    assert not read(world, number, "director").gone


def test_who_was_there_is_told_as_it_was_written_down_when_the_meeting_is_closed():
    world, number = make_board(named=False)
    board_agenda.add_person_item(number, str(world.people["cy"].key), "", at=AT, by=world.director)
    invites(world, number, "neighbour")
    boards.open_board(number, at=AT + HOUR, by=world.director)
    assert Conversation.objects.get().present.startswith("Invited: ")
    came = Invited.objects.filter(board=number, person__in=[world.people[one].pk for one in ("chair", "director")])
    board_agenda.note_present(number, [one.pk for one in came], at=LATER, by=world.director)
    closes(world, number, cy="", ann="")
    assert Conversation.objects.get().present == "Cara Chairwell (chair), Dora Peopleton"


def test_who_does_what_they_took_on_says_so_though_they_are_no_longer_invited(client):
    world, number = make_board(opened=True)
    invites(world, number, "neighbour")
    due = TODAY + timedelta(days=200)
    made = board_notes.add_action(
        number, None, "Ask the deputy", world.people["neighbour"].pk, due, at=LATER, by=world.director
    )
    needs = [one for one in needs_today(viewer=world.neighbour, at=LATER) if "Ask the deputy" in one.words]
    assert [one.by for one in needs] == [due]
    row = Invited.objects.get(board=number, person=world.people["neighbour"])
    board_agenda.take_off_invited(number, row.pk, at=LATER, by=world.director)
    look_as(client, world, "neighbour")
    there = f"/pipelines/boards/actions/{made}/done/"
    assert client.get(there).status_code == 200
    sent = {"do": "done", "words": "She would", "version": version_of(ToDo.objects.get(pk=made))}
    answer = client.post(there, sent, follow=True)
    assert answer.status_code == 200
    assert "Kept as done." in answer.content.decode()
    assert ToDo.objects.get(pk=made).done_words == "She would"
    assert client.get(f"/pipelines/boards/{number}/").status_code == 404


def test_numbers_that_only_look_like_digits_are_no_numbers(client):
    world, number = make_board(opened=True)
    look_as(client, world, "director")
    asked_for = (("agenda", {"do": "up", "item": "²"}), ("invited", {"do": "present", "present": ["²", "9" * 30]}))
    for address, sent in asked_for:
        assert client.post(f"/pipelines/boards/{number}/{address}/", sent).status_code in (302, 404)


def test_a_confirmation_without_a_reason_stays_at_the_meeting(client):
    world, number = make_board(opened=True)
    made = name(world, world.chief, "bob")
    look_as(client, world, "director")
    at = {"board": number, "item": items(number)[0].pk}
    answer = client.post(f"/pipelines/successors/{made}/confirm/", {"version": token(made), **at}, follow=True)
    page = answer.content.decode()
    assert "Say why: a change at a talent board has a reason." in page
    assert "You are changing this plan at a talent board" in page


def test_guests_who_see_the_same_plans_cost_the_screen_no_more_questions(django_assert_max_num_queries, client):
    """Each of forty guests would ask once more whether they see a plan that is shared."""
    world, number = make_board(opened=True)
    post = Post.objects.select_related("controller").get(pk=world.chief)
    there = Organisation.objects.get(code="ZZ02")
    with changing("For the test", at=AT, by=OPERATOR):
        Share.objects.create(controller=post.controller, post=post, organisation=there, starts=SINCE)
    for who in ("ann", "bob", "cy", "eve", "analyst", "other_region", "neighbour"):
        key = str(world.people[who].key)
        new = NewGrant(key, Role.CHAIR, Purpose.TALENT, Scope.ORGANISATION, "ZZ02", SINCE, None, "For the test")
        give(new, at=AT, by=OPERATOR)
        invites(world, number, who)
    look_as(client, world, "director")
    assert not shown(world, number, 1, "director").plan.closed
    client.get(f"/pipelines/boards/{number}/screen/1/")
    with django_assert_max_num_queries(15):
        assert client.get(f"/pipelines/boards/{number}/screen/1/").status_code == 200
