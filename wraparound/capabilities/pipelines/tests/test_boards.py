"""Talent boards: a frozen start, changes with reasons, outcomes told, and nobody who learns more by being invited."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from wraparound.capabilities.pipelines.actions import board_agenda, board_notes, boards, readiness, succession
from wraparound.capabilities.pipelines.actions.posts import change_post
from wraparound.capabilities.pipelines.models.boards import Declared, Invited, Item, SaidOf, TalentBoard, ToDo
from wraparound.capabilities.pipelines.models.posts import Post, Share
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.capabilities.pipelines.queries.board_papers import minutes_for_all
from wraparound.capabilities.pipelines.queries.board_people import discussed, own_said
from wraparound.capabilities.pipelines.queries.boards import board_row, boards_page
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.needs import needs_today
from wraparound.capabilities.pipelines.terms.boards import BoardState, NewBoard, NoSuchBoard, Outcome, Stays
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import CannotKeep, NewPost, PostLevel, PostRole
from wraparound.capabilities.pipelines.terms.succession import Band, NewReadiness
from wraparound.capabilities.pipelines.tests.board_world import (
    HOUR,
    board_version,
    chairs,
    invites,
    items,
    make_board,
    read,
    read_item,
    shown,
    told,
    version_of,
)
from wraparound.capabilities.pipelines.tests.plan_world import AT, SINCE, TODAY, make_plans, name, release
from wraparound.people.access import NotYours
from wraparound.people.models import Organisation
from wraparound.people.queries.people import NobodyHere
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import remove, run_retention
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.log import Look
from wraparound.records.models.rights import Conversation
from wraparound.records.terms import Basis

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LATER = AT + 2 * HOUR


def decides(world, number, place, because="She has stood in for a year", *, at=LATER, by="director"):
    item = items(number)[place - 1].pk
    return board_notes.decided(number, item, because, at=at, by=world.viewers[by])


def takes_off(world, number, who, because, *, at=LATER):
    row = Successor.objects.get(person=world.people[who], ends=None)
    with decides(world, number, 1, because, at=at):
        succession.take_off(row.pk, because=because, version=version_of(row), at=at, by=world.director)


def test_the_start_stays_what_was_known_when_it_was_opened():
    """SAP and Lattice freeze by copying: what is corrected in between shows in one place and not in the other."""
    world, number = make_board(opened=True)
    before = read_item(world, number, 1, "director").plan
    takes_off(world, number, "ann", "Moves to another region")
    name(world, world.chief, "bob", confirm=True)
    after = read_item(world, number, 1, "director")
    assert after.plan == before
    assert any("Ann Abelson" in line for _, lines in after.plan.bands for line in lines)
    assert not any("Bob" in line for _, lines in after.plan.bands for line in lines)


def test_what_changed_stands_with_who_when_why_and_whether_it_was_made_outside():
    world, number = make_board(opened=True)
    takes_off(world, number, "ann", "Moves to another region")
    name(world, world.chief, "bob")
    first, second = read(world, number, "chair").changes
    assert (first.what, first.before, first.after) == ("Ann Abelson: taken off", "confirmed as successor", "not named")
    assert (first.by, first.why, first.in_meeting) == ("Dora Peopleton", "Moves to another region", True)
    assert (second.what, second.after, second.in_meeting) == ("Bob Birchett: named", "proposed as successor", False)


def test_a_readiness_that_replaces_another_is_one_change_with_before_and_after():
    world, number = make_board(opened=True)
    with decides(world, number, 1, "One more winter first"):
        readiness.agree(longer(world), at=LATER, by=world.director)
    (change,) = read(world, number, "director").changes
    assert change.before.startswith("Ready now")
    assert change.after.startswith("1–2 years")
    assert change.why == "One more winter first"


def test_how_many_are_wanted_is_a_change_of_the_post():
    world, number = make_board(opened=True)
    post = Post.objects.get(pk=world.finance)
    new = NewPost(
        title=post.title,
        role=PostRole.FINANCE,
        level=PostLevel.BOARD,
        starts=SINCE,
        reports_to=world.chief,
        least_successors=2,
    )
    with decides(world, number, 2, "One is not enough"):
        change_post(post.pk, new, version=version_of(post), at=LATER, by=world.director)
    (change,) = read(world, number, "director").changes
    assert (change.before, change.after) == (
        "successors wanted at least not said",
        "successors wanted at least 2",
    )


def test_a_change_at_a_meeting_needs_a_reason_and_a_meeting_that_is_open():
    world, number = make_board()
    for because in ("", "  "):
        with pytest.raises(CannotKeep, match="Say why"), decides(world, number, 1, because):
            pytest.fail("was let in")
    with pytest.raises(CannotKeep, match="not open"), decides(world, number, 1):
        pytest.fail("was let in")
    assert Successor.objects.filter(ends=None).count() == 1


def test_what_fails_at_a_meeting_leaves_nothing_of_itself():
    world, number = make_board(opened=True)

    def killed_in_the_middle():
        with decides(world, number, 1):
            name(world, world.chief, "bob")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        killed_in_the_middle()
    assert not read(world, number, "director").changes
    assert Successor.objects.count() == 1


def test_an_invitation_gives_a_right_to_nothing_else():
    """SAP 2871013: who is hidden on one page is shown on another."""
    world, number = make_board(opened=True)
    invites(world, number, "neighbour")
    takes_off(world, number, "ann", "Moves to another region")
    seen = read(world, number, "neighbour")
    assert [one.title for one in seen.items] == ["Chief executive", "Director of finance"]
    assert seen.changes == ()
    assert read_item(world, number, 1, "neighbour").plan.closed
    assert "Ann Abelson" not in str(seen) + str(read_item(world, number, 1, "neighbour"))
    for act in (
        lambda: boards.close_board(number, {}, version=board_version(number), at=LATER, by=world.neighbour),
        lambda: board_agenda.add_post_item(number, world.deputy, "", at=LATER, by=world.neighbour),
        lambda: board_notes.write_minutes(number, "Mine", version=board_version(number), at=LATER, by=world.neighbour),
    ):
        with pytest.raises(NotYours):
            act()


def test_a_key_typed_into_the_form_of_invitations_tells_no_name():
    """Horilla 306 by another door: whoever may invite could list everyone by their keys."""
    world, number = make_board()
    for who in ("eve", "other_region", "ann"):
        with pytest.raises(NobodyHere):
            board_agenda.invite(number, [str(world.people[who].key)], "", at=AT, by=world.director)
    assert [one.name for one in read(world, number, "director").people] == ["Cara Chairwell", "Dora Peopleton"]


def test_a_meeting_is_not_there_for_those_who_are_not_invited():
    world, number = make_board()
    for who in ("neighbour", "region", "analyst", "other_region", "ann"):
        with pytest.raises(NoSuchBoard):
            read(world, number, who)
        assert boards_page(viewer=world.viewers[who]).ahead == ()


def test_a_private_meeting_is_read_by_who_is_invited_and_by_no_other_leader():
    world, number = make_board(private=True)
    assert read(world, number, "chair").head.private
    row = Invited.objects.get(board=number, person=world.people["chair"])
    board_agenda.take_off_invited(number, row.pk, at=AT, by=world.director)
    with pytest.raises(NoSuchBoard):
        read(world, number, "chair")
    with pytest.raises(NoSuchBoard):
        board_row(number, viewer=OPERATOR)


def test_the_screen_names_only_whom_everybody_invited_may_see():
    world, number = make_board(opened=True)
    assert "Ann Abelson" in str(shown(world, number, 1, "chair").plan)
    invites(world, number, "region")
    there = shown(world, number, 1, "chair")
    assert "Ann Abelson" not in str(there)
    assert there.left_out == 1
    assert "One person, not named here" in str(there.plan)
    release(world, "ann")
    assert "Ann Abelson" in str(shown(world, number, 1, "chair").plan)
    invites(world, number, "analyst")
    there = shown(world, number, 1, "chair")
    assert there.plan.closed
    assert "Ann Abelson" not in str(there)


def test_whoever_leaves_the_room_does_not_narrow_the_screen():
    world, number = make_board(opened=True)
    invites(world, number, "neighbour")
    assert shown(world, number, 1, "chair").plan.closed
    item = items(number)[0].pk
    conflict = board_notes.declare(number, item, "Was once passed over for it", at=LATER, by=world.neighbour)
    row = Declared.objects.get(pk=conflict)
    board_notes.decide_conflict(
        number, conflict, Stays.LEAVES, "Talked about without him", version=version_of(row), at=LATER, by=world.chair
    )
    there = shown(world, number, 1, "chair")
    assert "Ann Abelson" in str(there.plan)
    assert there.marks == ("Nell Nextdoor has declared a conflict of interest: leaves while it is talked about",)
    assert shown(world, number, 2, "chair").plan.closed


def test_the_chair_decides_of_others_and_nobody_of_themselves():
    world, number = make_board(opened=True)
    own = board_notes.declare(number, None, "A cousin holds a post here", at=LATER, by=world.chair)
    version = version_of(Declared.objects.get(pk=own))
    with pytest.raises(CannotKeep, match="Nobody decides"):
        board_notes.decide_conflict(number, own, Stays.STAYS, "", version=version, at=LATER, by=world.chair)
    board_notes.decide_conflict(number, own, Stays.STAYS, "It is distant", version=version, at=LATER, by=world.director)
    (conflict,) = read(world, number, "chair").conflicts
    assert (conflict.who, conflict.stays, conflict.decided_by) == ("Cara Chairwell", Stays.STAYS, "Dora Peopleton")


def test_what_was_said_is_read_by_the_person_at_once_private_or_not():
    world, number = make_board(private=True, opened=True)
    item = items(number)[0].pk
    key = str(world.people["ann"].key)
    board_notes.write_said(number, item, key, "Would do it tomorrow", seen=0, at=LATER, by=world.director)
    (own,) = own_said(viewer=world.ann)
    assert (own.words, own.outcome) == ("Would do it tomorrow", "")
    talk = Conversation.objects.get(about_person=world.people["ann"].pk)
    assert talk.purpose == "Talent board: Spring talent board, Larkmoor Hospitals (made up)"
    assert "Cara Chairwell (chair)" in talk.present
    assert talk.told_at is None


def test_a_meeting_is_not_closed_while_somebody_waits_for_an_outcome():
    world, number = make_board(opened=True)
    item = items(number)[0].pk
    board_notes.write_said(
        number, item, str(world.people["ann"].key), "Would do it tomorrow", seen=0, at=LATER, by=world.director
    )
    row = board_row(number, viewer=world.director)
    asked = discussed(row, viewer=world.director, today=Day(TODAY))
    assert [(one.called, one.asked) for one in asked] == [("Ann Abelson", True)]
    for given in ({}, told(world, ann="")):
        with pytest.raises(CannotKeep, match="Ann Abelson"):
            boards.close_board(number, given, version=board_version(number), at=LATER, by=world.director)
    assert TalentBoard.objects.get(pk=number).state == BoardState.OPEN
    boards.close_board(
        number, told(world, ann="You stay first in line."), version=board_version(number), at=LATER, by=world.director
    )
    talk = Conversation.objects.get(about_person=world.people["ann"].pk)
    assert talk.outcome == "You stay first in line."
    assert talk.told_at is not None


def test_of_those_only_named_on_a_plan_it_can_be_said_that_nothing_was():
    world, number = make_board(opened=True)
    boards.close_board(number, told(world, ann=""), version=board_version(number), at=LATER, by=world.director)
    assert SaidOf.objects.get().nothing
    assert not Conversation.objects.exists()
    assert own_said(viewer=world.ann)[0].nothing


def test_somebody_on_the_agenda_sees_it_from_the_opening_and_is_told_if_nothing_was_said():
    world, number = make_board(named=False)
    board_agenda.add_person_item(number, str(world.people["cy"].key), "Three years here", at=AT, by=world.director)
    assert not Conversation.objects.exists()
    boards.open_board(number, at=AT + HOUR, by=world.director)
    assert Conversation.objects.get().about_person == world.people["cy"].pk
    given = told(world, cy="", ann="")
    boards.close_board(number, given, version=board_version(number), at=LATER, by=world.director)
    assert Conversation.objects.get().outcome == boards.NOTHING_SAID


def test_nobody_closes_a_meeting_that_talked_about_themselves():
    world, number = make_board(named=False, opened=True)
    board_agenda.add_person_item(number, str(world.people["director"].key), "", at=LATER, by=world.chair)
    given = {**told(world, ann=""), str(world.people["director"].pk): Outcome(words="You stay.")}
    with pytest.raises(CannotKeep, match="yourself"):
        boards.close_board(number, given, version=board_version(number), at=LATER, by=world.director)
    boards.close_board(number, given, version=board_version(number), at=LATER, by=world.chair)
    with pytest.raises(CannotKeep, match="themselves"):
        board_agenda.add_person_item(number, str(world.people["chair"].key), "", at=LATER, by=world.chair)


def test_two_who_write_at_once_do_not_lose_each_others_words():
    world, number = make_board(opened=True)
    item = items(number)[0]
    version = version_of(item)
    board_notes.write_item(number, item.pk, "The first", version=version, at=LATER, by=world.director)
    with pytest.raises(ChangedMeanwhile):
        board_notes.write_item(number, item.pk, "The second", version=version, at=LATER, by=world.chair)
    assert Item.objects.get(pk=item.pk).minutes == "The first"
    said = {"key": str(world.people["ann"].key), "seen": 0, "at": LATER}
    board_notes.write_said(number, item.pk, words="Mine", by=world.director, **said)
    with pytest.raises(ChangedMeanwhile):
        board_notes.write_said(number, item.pk, words="Or mine", by=world.chair, **said)


def test_what_is_over_changes_only_by_a_dated_correction():
    world, number = make_board(opened=True)
    with pytest.raises(CannotKeep, match="not closed"):
        boards.correct(number, "Too early", at=LATER, by=world.director)
    boards.close_board(number, told(world, ann=""), version=board_version(number), at=LATER, by=world.director)
    item = items(number)[0]
    key = str(world.people["ann"].key)
    for act in (
        lambda: board_notes.write_minutes(number, "x", version=board_version(number), at=LATER, by=world.director),
        lambda: board_notes.write_item(number, item.pk, "x", version=version_of(item), at=LATER, by=world.director),
        lambda: board_notes.write_said(number, item.pk, key, "x", seen=0, at=LATER, by=world.director),
        lambda: board_notes.add_action(number, None, "x", world.people["chair"].pk, TODAY, at=LATER, by=world.director),
        lambda: board_agenda.take_off_item(number, item.pk, at=LATER, by=world.director),
        lambda: boards.open_board(number, at=LATER, by=world.director),
        lambda: boards.close_board(number, {}, version=board_version(number), at=LATER, by=world.director),
    ):
        with pytest.raises(CannotKeep):
            act()
    boards.correct(number, "For March read May.", at=LATER, by=world.chair)
    (correction,) = read(world, number, "director").corrections
    assert (correction.words, correction.by) == ("For March read May.", "Cara Chairwell")


def test_after_the_close_later_changes_are_not_of_the_meeting():
    world, number = make_board(opened=True)
    boards.close_board(number, told(world, ann=""), version=board_version(number), at=LATER, by=world.director)
    name(world, world.chief, "bob", confirm=True)
    assert read(world, number, "director").changes == ()


def test_it_is_not_opened_without_an_agenda_or_a_chair_and_not_twice():
    world = make_plans()
    number = boards.prepare(NewBoard(name="Empty", day=TODAY, code="ZZ01"), at=AT, by=world.director)
    with pytest.raises(CannotKeep, match="agenda"):
        boards.open_board(number, at=AT, by=world.director)
    board_agenda.add_post_item(number, world.chief, "", at=AT, by=world.director)
    with pytest.raises(CannotKeep, match="chairs"):
        boards.open_board(number, at=AT, by=world.director)
    chairs(world, number, "director")
    boards.open_board(number, at=AT, by=world.director)
    with pytest.raises(CannotKeep, match="already"):
        boards.open_board(number, at=AT, by=world.director)


def test_a_region_talks_by_name_only_about_those_released_for_its_talent_board():
    world, number = make_board(by="region", code="NO", named=False)
    key = str(world.people["ann"].key)
    release(world, "ann", purpose=ReleaseFor.POSTS)
    with pytest.raises(CannotKeep, match="not released to be talked about"):
        board_agenda.add_person_item(number, key, "", at=AT, by=world.region)
    release(world, "ann", to=ReleaseTo.REGION, purpose=ReleaseFor.TALENT_BOARD)
    board_agenda.add_person_item(number, key, "", at=AT, by=world.region)
    assert [one.known.name for one in read(world, number, "region").items if one.person] == ["Ann Abelson"]
    with pytest.raises(NoSuchBoard):
        read(world, number, "director")


def test_the_order_of_an_agenda_is_that_of_whoever_prepares_it():
    world, number = make_board()
    first, second = items(number)
    board_agenda.move_item(number, second.pk, up=True, at=AT, by=world.director)
    board_agenda.move_item(number, second.pk, up=True, at=AT, by=world.director)
    assert [one.pk for one in items(number)] == [second.pk, first.pk]
    with pytest.raises(CannotKeep, match="already"):
        board_agenda.add_post_item(number, world.chief, "", at=AT, by=world.director)


def test_meetings_and_actions_are_among_what_somebody_needs_to_do():
    world, number = make_board(opened=False)
    assert any("Spring talent board" in one.words for one in needs_today(viewer=world.chair, at=AT))
    boards.open_board(number, at=AT, by=world.director)
    due = TODAY + timedelta(days=7)
    made = board_notes.add_action(
        number, None, "Ask the deputy", world.people["chair"].pk, due, at=LATER, by=world.director
    )
    found = [one for one in needs_today(viewer=world.chair, at=LATER) if "Ask the deputy" in one.words]
    assert [one.by for one in found] == [due]
    row = ToDo.objects.get(pk=made)
    with pytest.raises(NoSuchBoard):
        board_notes.finish_action(made, "", done=True, version=version_of(row), at=LATER, by=world.neighbour)
    board_notes.finish_action(made, "She would", done=True, version=version_of(row), at=LATER, by=world.chair)
    assert not [one for one in needs_today(viewer=world.chair, at=LATER) if "Ask the deputy" in one.words]
    left = AT + timedelta(days=2)
    assert any("still open" in one.words for one in needs_today(viewer=world.director, at=left))


def test_every_name_on_a_meetings_page_is_a_look():
    world, number = make_board(opened=True)
    before = Look.objects.count()
    shown(world, number, 1, "chair")
    read_item(world, number, 1, "chair")
    assert Look.objects.count() == before + 2
    assert "shown to a talent board" in Look.objects.order_by("pk")[before].fields


def test_a_person_goes_and_the_minutes_stay_without_their_words():
    world, number = make_board(named=False)
    board_agenda.add_person_item(number, str(world.people["cy"].key), "Three years here", at=AT, by=world.director)
    boards.open_board(number, at=AT, by=world.director)
    item = items(number)[-1]
    board_notes.write_said(
        number, item.pk, str(world.people["cy"].key), "Wants to move", seen=0, at=LATER, by=world.director
    )
    cy = world.people["cy"].pk
    assert read(world, number, "director").items[-1].known.name == world.people["cy"].name
    remove("people.person", [cy], basis=Basis.ERASURE, why="Asked for it", at=LATER, by=OPERATOR)
    assert not SaidOf.objects.exists()
    assert "Three years" not in Item.objects.get(pk=item.pk).because
    (last,) = (one for one in read(world, number, "director").items if one.number == item.pk)
    assert (last.person, last.known, last.because) == (True, None, "")


def test_a_meeting_goes_whole_six_years_after_it_and_what_was_said_after_two():
    world, number = make_board(opened=True)
    board_notes.declare(number, None, "A cousin", at=LATER, by=world.chair)
    given, version = told(world, ann=""), board_version(number)
    boards.close_board(number, given, version=version, undecided=True, at=LATER, by=world.director)
    boards.correct(number, "For March read May.", at=LATER, by=world.director)
    run_retention(at=LATER + timedelta(days=740), by=OPERATOR, act=True)
    assert not SaidOf.objects.exists()
    assert TalentBoard.objects.exists()
    for days in (2, 3):
        run_retention(at=LATER + timedelta(days=6 * 366 + days), by=OPERATOR, act=True)
    assert not TalentBoard.objects.exists()
    assert not Invited.objects.exists()


def test_the_store_itself_keeps_one_chair_and_one_place():
    world, number = make_board()
    row = TalentBoard.objects.get(pk=number)
    with pytest.raises(IntegrityError), transaction.atomic(), changing("Spoiled", at=AT, by=OPERATOR):
        Invited.objects.filter(board=row, person=world.people["director"]).update(chair=True)
    with pytest.raises(IntegrityError), transaction.atomic(), changing("Spoiled", at=AT, by=OPERATOR):
        Invited.objects.create(controller=row.controller, board=row, person=world.people["chair"])
    with pytest.raises(IntegrityError), transaction.atomic(), changing("Spoiled", at=AT, by=OPERATOR):
        TalentBoard.objects.filter(pk=number).update(organisation=None)


def test_of_a_shared_post_no_guest_reads_who_is_to_follow_only_because_they_held_one():
    """Ann holds a post that serves the neighbour too, and is named for another that does: the second is not theirs."""
    world = make_plans()
    for post in (world.chief, world.finance):
        shared(world, post)
    world, number = make_board(world, opened=True)
    invites(world, number, "neighbour")
    with decides(world, number, 1):
        readiness.agree(longer(world), at=LATER, by=world.director)
    chief, finance = (read_item(world, number, place, "neighbour") for place in (1, 2))
    assert [line for line in finance.plan.holder if "Ann Abelson" in line]
    assert chief.changes
    assert "Ann Abelson" not in repr((chief.plan, chief.changes, chief.spoken_of))
    assert [one.name for one in finance.spoken_of] == ["Ann Abelson"]
    assert "Ann Abelson" not in repr(read(world, number, "neighbour").changes)
    assert "Ann Abelson" not in repr(shown(world, number, 1, "director"))
    assert "Ann Abelson" in repr(shown(world, number, 2, "director").plan)
    paper = minutes_for_all(number, viewer=world.director, today=Day(TODAY))
    assert "Ann Abelson" not in repr(paper.board.changes)
    assert "Ann Abelson" in repr(read_item(world, number, 1, "director").plan)


def test_at_an_item_that_a_guest_leads_a_change_of_another_post_names_nobody_whom_that_post_would_not():
    """Ann held a post that serves the neighbour too; for which others of her trust she is named is not theirs."""
    world = make_plans()
    for post in (world.finance, world.deputy):
        shared(world, post)
    _, number = make_board(world, by="region", code="NO", named=False)
    invites(world, number, "neighbour", "director", by="region")
    boards.open_board(number, at=AT + HOUR, by=world.region)
    with decides(world, number, 2, "She has led it before", by="director"):
        name(world, world.deputy, "ann", by="director")
    with decides(world, number, 2, "She has led it before", by="director"):
        readiness.agree(longer(world), at=LATER, by=world.director)
    for found in (read(world, number, "neighbour").changes, read_item(world, number, 2, "neighbour").changes):
        assert found
        assert "Ann Abelson" not in repr(found)
        assert not any(one.why for one in found)
    assert "Ann Abelson" not in repr(read_item(world, number, 2, "neighbour").spoken_of)
    assert "Ann Abelson" in repr(read(world, number, "director").changes)


def shared(world, post, code="ZZ02"):
    row = Post.objects.get(pk=post)
    with changing("For the test", at=AT, by=OPERATOR):
        place = Organisation.objects.get(code=code)
        Share.objects.create(controller_id=row.controller_id, post=row, organisation=place, starts=SINCE)


def longer(world):
    """Ann would need a year or two more."""
    return NewReadiness(
        person=str(world.people["ann"].key),
        role=PostRole.CHIEF_EXECUTIVE,
        level=PostLevel.BOARD,
        kind="Acute",
        band=Band.ONE_TO_TWO,
        agreed_on=TODAY,
        agreed_by="Cara Chairwell",
        evidence="A year as acting chief operating officer",
        review_by=TODAY + timedelta(days=300),
    )
