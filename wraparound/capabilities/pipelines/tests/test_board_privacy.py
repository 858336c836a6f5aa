"""What a talent board tells to whom: reasons, plans of others, words about people, who made a change."""

from datetime import timedelta

import pytest

from wraparound.capabilities.pipelines.actions import board_agenda, board_notes, boards, succession
from wraparound.capabilities.pipelines.models.boards import Invited, Item
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.capabilities.pipelines.terms.boards import NewBoard
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.tests.board_world import (
    HOUR,
    board_version,
    items,
    make_board,
    read,
    told,
    version_of,
)
from wraparound.capabilities.pipelines.tests.plan_world import AT, TODAY, name, take_off
from wraparound.people.queries.audit import changes
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.removal import remove, run_retention
from wraparound.records.models.log import Change
from wraparound.records.queries.history import history_about
from wraparound.records.terms import Basis

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LATER = AT + 2 * HOUR
OPINION = "Too hesitant for the post"


def decides(world, number, place=1, because=OPINION, *, by="director"):
    return board_notes.decided(number, items(number)[place - 1].pk, because, at=LATER, by=world.viewers[by])


def takes_ann_off(world, number, because=OPINION):
    row = Successor.objects.get(person=world.people["ann"], ends=None)
    with decides(world, number, because=because):
        succession.take_off(row.pk, because="Agreed", version=version_of(row), at=LATER, by=world.director)


def test_who_looks_after_access_reads_no_reason_that_was_given_at_a_meeting():
    world, number = make_board(opened=True, private=True)
    takes_ann_off(world, number)
    words = [one.why for one in changes(1, viewer=OPERATOR, on=TODAY)]
    assert "At a talent board" in words
    assert not any(OPINION in one for one in words)
    assert read(world, number, "chair").changes[0].why == OPINION


def test_the_person_reads_the_reason_in_their_own_history():
    world, number = make_board(opened=True, private=True)
    takes_ann_off(world, number)
    found = history_about(world.people["ann"].pk, viewer=world.ann)
    assert f"At a talent board: {OPINION}" in [one.change.why for one in found]


def test_another_meeting_says_that_there_was_a_reason_and_not_which():
    world, number = make_board(opened=True)
    other = boards.prepare(NewBoard(name="Other", day=TODAY, code="ZZ01"), at=AT, by=world.director)
    board_agenda.add_post_item(other, world.chief, "", at=AT, by=world.director)
    row = Invited.objects.get(board=other, person=world.people["director"])
    board_agenda.choose_chair(other, row.pk, at=AT, by=world.director)
    boards.open_board(other, at=AT + HOUR, by=world.director)
    with decides(world, number, because=OPINION):
        name(world, world.chief, "bob", by="director", because="")
    (change,) = read(world, other, "director").changes
    assert change.why == "At a talent board"
    assert not change.in_meeting


def test_a_reason_goes_when_its_person_is_forgotten_and_when_its_plan_or_its_meeting_goes():
    def reasons():
        return Change.objects.filter(why__contains=OPINION).count()

    world, number = make_board(opened=True)
    takes_ann_off(world, number)
    assert reasons() == 1
    remove("people.person", [world.people["ann"].pk], basis=Basis.ERASURE, why="Asked", at=LATER, by=OPERATOR)
    assert not reasons()
    with decides(world, number, 2):
        made = name(world, world.finance, "bob", by="director")
    take_off(world, made, at=LATER)
    assert reasons() == 1
    run_retention(at=LATER + timedelta(days=740), by=OPERATOR, act=True)
    assert not reasons()


def test_a_reason_at_a_plan_that_still_stands_goes_with_the_meeting():
    world, number = make_board(opened=True)
    with decides(world, number, 2):
        name(world, world.finance, "bob", by="director")
    given = told(world, ann="", bob="You are named.")
    boards.close_board(number, given, version=board_version(number), at=LATER, by=world.director)
    run_retention(at=LATER + timedelta(days=6 * 366 + 2), by=OPERATOR, act=True)
    assert not Item.objects.exists()
    assert Successor.objects.filter(ends=None).exists()
    assert not Change.objects.filter(why__contains=OPINION).exists()


def test_a_longer_reason_than_is_kept_is_refused_and_not_cut():
    world, number = make_board(opened=True)
    with pytest.raises(CannotKeep, match="at most"), decides(world, number, because="x" * 281):
        pytest.fail("was let in")
