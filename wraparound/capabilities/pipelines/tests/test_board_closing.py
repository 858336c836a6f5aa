"""What a talent board says and asks: an open vacancy, who was there, conflicts that nobody decided; and after it."""

from datetime import timedelta

import pytest

from wraparound.capabilities.pipelines.actions import board_notes, boards, vacancies
from wraparound.capabilities.pipelines.models.boards import Declared, Invited, SaidOf
from wraparound.capabilities.pipelines.terms.boards import BoardState, Stays
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.terms.vacancies import NewOutcome, NewStage, NewVacancy, Stage, Unfilled
from wraparound.capabilities.pipelines.tests.board_world import (
    HOUR,
    board_version,
    invites,
    items,
    make_board,
    read_item,
    shown,
    told,
    version_of,
)
from wraparound.capabilities.pipelines.tests.plan_world import AT, TODAY, look_as
from wraparound.capabilities.pipelines.wording import boards as say
from wraparound.capabilities.pipelines.wording.posts import day
from wraparound.records.models.rights import Conversation

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LATER = AT + 2 * HOUR
DAY = timedelta(days=1)


def with_a_conflict():
    world, number = make_board(opened=True)
    invites(world, number, "neighbour")
    made = board_notes.declare(number, items(number)[1].pk, "Applied for it once", at=LATER, by=world.neighbour)
    return world, number, made


def invited(world, number, who):
    return Invited.objects.get(board=number, person=world.people[who])


def state(number):
    return boards.TalentBoard.objects.get(pk=number).state


def decides(world, conflict):
    row = Declared.objects.get(pk=conflict)
    board_notes.decide_conflict(
        conflict=conflict,
        number=row.board_id,
        stays=Stays.LEAVES,
        because="",
        version=version_of(row),
        at=LATER,
        by=world.chair,
    )


def test_a_meeting_with_an_undecided_conflict_is_closed_only_by_who_says_so():
    world, number, _ = with_a_conflict()
    given, version = told(world, ann=""), board_version(number)
    with pytest.raises(CannotKeep, match="not decided"):
        boards.close_board(number, given, version=version, at=LATER, by=world.director)
    assert state(number) == BoardState.OPEN
    boards.close_board(number, given, version=version, undecided=True, at=LATER, by=world.director)
    assert state(number) == BoardState.CLOSED


def test_a_meeting_whose_conflicts_are_decided_asks_nothing_more_of_them(client):
    world, number, conflict = with_a_conflict()
    decides(world, conflict)
    look_as(client, world, "director")
    assert "Close with these undecided" not in client.get(f"/pipelines/boards/{number}/close/").content.decode()
    boards.close_board(number, told(world, ann=""), version=board_version(number), at=LATER, by=world.director)


def test_the_page_that_closes_a_meeting_shows_what_is_undecided_with_the_way_to_decide_it(client):
    world, number, _ = with_a_conflict()
    look_as(client, world, "director")
    there = f"/pipelines/boards/{number}/close/"
    page = client.get(there).content.decode()
    assert "Nell Nextdoor, item 2" in page
    assert f'href="/pipelines/boards/{number}/conflicts/">Decide them' in page
    given = {"version": board_version(number), "others": "on", "present": [invited(world, number, "chair").pk]}
    page = client.post(there, given, follow=True).content.decode()
    assert say.UNDECIDED_LEFT in page
    assert state(number) == BoardState.OPEN
    page = client.post(there, {**given, "undecided": "on"}, follow=True).content.decode()
    assert say.CLOSED_MESSAGE in page


def test_who_was_there_is_ticked_at_the_close_and_told_to_whoever_was_talked_about(client):
    world, number = make_board(opened=True)
    invites(world, number, "neighbour")
    board_notes.write_said(
        number, items(number)[0].pk, str(world.people["ann"].key), "Would stay", seen=0, at=LATER, by=world.director
    )
    look_as(client, world, "director")
    there = f"/pipelines/boards/{number}/close/"
    assert client.get(there).content.decode().count('name="present"') == 3
    came = [invited(world, number, who).pk for who in ("chair", "director")]
    given = {"version": board_version(number), "present": came}
    page = client.post(there, given, follow=True).content.decode()
    assert "Say what they are told" in page
    assert page.count("checked") == 2, "what was ticked stays where something else is refused"
    client.post(there, {**given, f"words_{world.people['ann'].pk}": "You stay."}, follow=True)
    there_then = {one.person_id: one.present for one in Invited.objects.filter(board=number)}
    assert there_then[world.people["neighbour"].pk] is False
    assert there_then[world.people["chair"].pk] is True
    talk = Conversation.objects.get(pk=SaidOf.objects.get(board=number, person=world.people["ann"]).conversation)
    assert "Nell Nextdoor" not in talk.present
    assert "Cara Chairwell (chair)" in talk.present


def test_a_chair_is_made_by_a_button_and_nobody_is_invited_to_a_meeting_that_is_over(client):
    world, number = make_board(opened=True)
    invites(world, number, "neighbour")
    look_as(client, world, "director")
    there = f"/pipelines/boards/{number}/invited/"
    page = client.get(there).content.decode()
    assert "Make chair<" in page
    assert "Chairs it" not in page
    boards.close_board(number, told(world, ann=""), version=board_version(number), at=LATER, by=world.director)
    page = client.get(there).content.decode()
    assert "Nell Nextdoor" in page
    for button in ("chair", "off", "invite", "present"):
        assert f'value="{button}"' not in page
    assert say.FROZEN in page


def test_the_screen_says_how_a_post_is_covered_under_the_heading_of_when_and_by_one_word(client):
    world, number = make_board(opened=True)
    look_as(client, world, "director")
    page = client.get(f"/pipelines/boards/{number}/screen/1/").content.decode()
    assert page.index("At the start") < page.index("no emergency cover.")
    for address in ("screen/1/", f"items/{items(number)[0].pk}/"):
        page = client.get(f"/pipelines/boards/{number}/{address}").content.decode()
        assert "<dt>Emergency cover</dt>" in page
        assert "stand in" not in page


def vacant(world):
    new = NewVacancy(opened_on=TODAY - 9 * DAY, needed_from=TODAY, because="She retires")
    return vacancies.open_vacancy(world.chief, new, at=AT, by=world.director)


def test_an_item_and_its_screen_say_that_a_vacancy_of_the_post_is_open_by_stage_and_day(client):
    world, number = make_board(opened=True)
    made = vacant(world)
    words = f"A vacancy is open since {day(TODAY - 9 * DAY)}."
    assert read_item(world, number, 1, "director").vacancy == words
    vacancies.enter_stage(
        made, NewStage(stage=Stage.ADVERTISED, on=TODAY - 4 * DAY, because=""), at=AT, by=world.director
    )
    words = f"A vacancy is open: advertised since {day(TODAY - 4 * DAY)}."
    assert read_item(world, number, 1, "director").vacancy == words
    assert shown(world, number, 1, "director").vacancy == words
    assert shown(world, number, 2, "director").vacancy == ""
    look_as(client, world, "director")
    for address in ("screen/1/", f"items/{items(number)[0].pk}/"):
        assert words in client.get(f"/pipelines/boards/{number}/{address}").content.decode()


def test_a_vacancy_is_said_neither_to_a_guest_who_sees_no_posts_nor_on_the_screen_with_them_in_the_room():
    world, number = make_board(opened=True)
    vacant(world)
    invites(world, number, "ann")
    assert read_item(world, number, 1, "ann").vacancy == ""
    assert shown(world, number, 1, "director").vacancy == ""


def test_a_vacancy_that_has_ended_and_a_meeting_that_is_over_say_nothing_of_it():
    world, number = make_board(opened=True)
    made = vacant(world)
    boards.close_board(number, told(world, ann=""), version=board_version(number), at=LATER, by=world.director)
    assert read_item(world, number, 1, "director").vacancy == ""
    world, other = make_board(world, opened=True, named=False)
    assert read_item(world, other, 1, "director").vacancy
    new = NewOutcome(
        stage=Stage.NOT_APPOINTED,
        on=TODAY,
        because="Nobody came",
        unfilled=Unfilled.NOBODY_MET_IT,
        candidate=None,
        others="We go on without",
    )
    vacancies.end_vacancy(made, new, at=AT, by=world.director)
    assert read_item(world, other, 1, "director").vacancy == ""
