"""What a talent board tells to whom: reasons, plans of others, words about people, who made a change."""

import io
from datetime import timedelta

import pytest
from docx import Document

from wraparound.capabilities.pipelines.actions import board_agenda, board_notes, boards, succession
from wraparound.capabilities.pipelines.exchange.boards import minutes_as_word
from wraparound.capabilities.pipelines.models.boards import Declared, Invited, Item
from wraparound.capabilities.pipelines.models.succession import Successor
from wraparound.capabilities.pipelines.queries.board_papers import minutes_for_all
from wraparound.capabilities.pipelines.queries.board_people import own_parts
from wraparound.capabilities.pipelines.queries.boards import board_row, boards_page
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.queries.needs import needs_today
from wraparound.capabilities.pipelines.terms.boards import NewBoard, NoSuchBoard, Stays
from wraparound.capabilities.pipelines.terms.people import ReleaseFor, ReleaseTo
from wraparound.capabilities.pipelines.terms.posts import CannotKeep
from wraparound.capabilities.pipelines.terms.succession import Sort
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
from wraparound.capabilities.pipelines.tests.plan_world import AT, TODAY, make_plans, name, release, take_off
from wraparound.people.actions.grants import end, give
from wraparound.people.models import Grant
from wraparound.people.queries.audit import changes
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.records.actions.removal import remove, run_retention
from wraparound.records.models.log import Change, LookedAt
from wraparound.records.queries.history import history_about, history_of
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


def on_paper(world, number, who="director"):
    found = minutes_for_all(number, viewer=world.viewers[who], today=Day(TODAY))
    made = Document(io.BytesIO(minutes_as_word(found, TODAY)))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in made.paragraphs), *cells])


def of_the_region(world, who="ann"):
    """A meeting of the region with one of the trust's people on its agenda, who is released for it."""
    release(world, who, to=ReleaseTo.REGION, purpose=ReleaseFor.TALENT_BOARD)
    _, number = make_board(world, by="region", code="NO", named=False)
    board_agenda.add_person_item(number, str(world.people[who].key), "Asked for it", at=AT, by=world.region)
    boards.open_board(number, at=AT + HOUR, by=world.region)
    return number


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


def test_the_plan_of_another_trust_is_not_told_by_a_person_on_the_agenda():
    """On the card of the same person it is not told either."""
    world, number = make_board(named=False)
    board_agenda.add_person_item(number, str(world.people["cy"].key), "", at=AT, by=world.director)
    boards.open_board(number, at=AT + HOUR, by=world.director)
    release(world, "cy")
    name(world, world.theirs, "cy", by="neighbour")
    name(world, world.deputy, "cy")
    (change,) = read(world, number, "director").changes
    assert change.what == "Cy Carverley: named"
    assert len(read_item(world, number, 3, "director").changes) == 1
    assert on_paper(world, number).count("Cy Carverley: named") == 1
    invites(world, number, "neighbour")
    assert "Cy Carverley: named" not in on_paper(world, number)


def test_an_opinion_of_a_person_is_not_written_as_minutes():
    world, number = make_board(named=False)
    board_agenda.add_person_item(number, str(world.people["cy"].key), "Three years here", at=AT, by=world.director)
    boards.open_board(number, at=AT + HOUR, by=world.director)
    item = items(number)[-1]
    with pytest.raises(CannotKeep, match="under their name"):
        board_notes.write_item(number, item.pk, OPINION, version=version_of(item), at=LATER, by=world.director)
    assert Item.objects.get(pk=item.pk).minutes == ""


def test_why_a_person_is_on_the_agenda_is_neither_on_the_screen_nor_on_paper():
    world, number = make_board(named=False)
    board_agenda.add_person_item(number, str(world.people["cy"].key), "Three years here", at=AT, by=world.director)
    boards.open_board(number, at=AT + HOUR, by=world.director)
    assert shown(world, number, 3, "director").item.known.name == "Cy Carverley"
    assert "Three years here" not in str(shown(world, number, 3, "director"))
    assert "Cy Carverley" in on_paper(world, number)
    assert "Three years here" not in on_paper(world, number)
    assert "It may fall empty" in on_paper(world, number)
    assert read(world, number, "director").items[-1].because == "Three years here"


def test_who_made_a_change_is_not_named_to_whom_nobody_released_them():
    """ADR 0041: a name reaches a region by a release."""
    world = make_plans()
    number = of_the_region(world)
    name(world, world.chief, "ann", by="director")
    (change,) = [one for one in read(world, number, "region").changes if one.what == "Ann Abelson: named"]
    assert "Dora" not in change.by
    assert "Dora Peopleton" not in on_paper(world, number, "region")
    invites(world, number, "director", by="region")
    (change,) = [one for one in read(world, number, "region").changes if one.what == "Ann Abelson: named"]
    assert change.by == "Dora Peopleton"


def test_why_somebody_outside_is_meant_is_read_by_those_who_lead_and_is_not_on_paper():
    world, number = make_board(opened=True, named=False)
    invites(world, number, "region")
    with decides(world, number):
        name(world, world.chief, "", by="director", sort=Sort.EXTERNAL, label="Jo Somebody of Elsewhere", because="x")
    assert read(world, number, "director").changes[0].why == OPINION
    assert read(world, number, "region").changes[0].why == ""
    assert OPINION not in on_paper(world, number)


def about_cy(world, words="He owes me money"):
    _, number = make_board(world, named=False)
    board_agenda.add_person_item(number, str(world.people["cy"].key), "", at=AT, by=world.director)
    boards.open_board(number, at=AT + HOUR, by=world.director)
    invites(world, number, "neighbour", "region")
    item = items(number)[-1].pk
    made = board_notes.declare(number, item, words, at=LATER, by=world.neighbour)
    return number, made


def test_what_a_conflict_says_of_a_person_is_read_by_who_declared_it_and_who_may_see_them():
    world = make_plans()
    number, _ = about_cy(world)
    assert [one.words for one in read(world, number, "director").conflicts] == ["He owes me money"]
    assert [one.words for one in read(world, number, "neighbour").conflicts] == ["He owes me money"]
    (seen,) = read(world, number, "region").conflicts
    assert (seen.who, seen.words) == ("Nell Nextdoor", "")
    assert "He owes me money" not in on_paper(world, number)
    assert "Nell Nextdoor" in on_paper(world, number)


def test_what_a_conflict_at_a_post_says_is_not_on_paper_and_what_was_decided_of_it_is():
    world, number = make_board(opened=True)
    invites(world, number, "neighbour")
    item = items(number)[0].pk
    made = board_notes.declare(number, item, "Ann once passed him over", at=LATER, by=world.neighbour)
    version = version_of(Declared.objects.get(pk=made))
    board_notes.decide_conflict(
        number, made, Stays.LEAVES, "Ann is on the plan", version=version, at=LATER, by=world.chair
    )
    assert [one.words for one in read(world, number, "chair").conflicts] == ["Ann once passed him over"]
    paper = on_paper(world, number)
    assert "Nell Nextdoor, item 1: Leaves while it is talked about, decided by Cara Chairwell" in paper
    assert "Ann once" not in paper
    assert "Ann is on" not in paper


def test_a_person_takes_away_what_a_conflict_says_of_them_and_it_goes_with_their_name():
    world = make_plans()
    _, made = about_cy(world)
    assert any("He owes me money" in words for _, _, _, words in own_parts(viewer=world.cy))
    remove("people.person", [world.people["cy"].pk], basis=Basis.ERASURE, why="Asked", at=LATER, by=OPERATOR)
    row = Declared.objects.get(pk=made)
    assert "He owes me money" not in row.words
    assert "He owes me money" not in str(history_of("pipelines.declared", made, viewer=OPERATOR))


def says(world, number, item, who, *, by="region", words=OPINION):
    key = str(world.people[who].key)
    board_notes.write_said(number, item, key, words, seen=0, at=LATER, by=world.viewers[by])


def test_of_somebody_not_released_for_the_talent_board_of_a_region_nothing_is_written_there():
    world = make_plans()
    name(world, world.chief, "ann", confirm=True)
    name(world, world.chief, "bob", confirm=True)
    release(world, "ann", purpose=ReleaseFor.POSTS)
    release(world, "bob", to=ReleaseTo.REGION, purpose=ReleaseFor.TALENT_BOARD)
    _, number = make_board(world, by="region", code="NO", named=False)
    boards.open_board(number, at=AT + HOUR, by=world.region)
    item = items(number)[0].pk
    assert [one.name for one in read_item(world, number, 1, "region").spoken_of] == ["Bob Birchett"]
    with pytest.raises(CannotKeep, match="not released to be talked about"):
        says(world, number, item, "ann")
    says(world, number, item, "bob")
    given = told(world, ann="You are too hesitant.", bob="You stay.")
    with pytest.raises(CannotKeep, match="not released to be talked about"):
        boards.close_board(number, given, version=board_version(number), at=LATER, by=world.region)
    given = told(world, ann="", bob="You stay.")
    boards.close_board(number, given, version=board_version(number), at=LATER, by=world.region)


def test_a_chair_from_a_trust_writes_of_its_own_people_at_a_region_where_they_are_released_for_it():
    world = make_plans()
    number = of_the_region(world)
    says(world, number, items(number)[-1].pk, "ann", by="chair")
    assert read(world, number, "region").said[0].words == OPINION


def test_an_outcome_owed_after_a_change_at_the_talent_board_of_a_region_stays_owed():
    world = make_plans()
    _, number = make_board(world, by="region", code="NO", named=False)
    boards.open_board(number, at=AT + HOUR, by=world.region)
    release(world, "ann", purpose=ReleaseFor.POSTS)
    with decides(world, number, by="region"):
        name(world, world.chief, "ann", by="region")
    with pytest.raises(CannotKeep, match="say how it ended"):
        boards.close_board(number, told(world, ann=""), version=board_version(number), at=LATER, by=world.region)
    boards.close_board(number, told(world, ann="Named"), version=board_version(number), at=LATER, by=world.region)


def ends_roles(world, *people):
    for row in Grant.objects.filter(person__in=[world.people[who].pk for who in people]):
        end(row.pk, at=LATER, by=OPERATOR)


def test_a_private_meeting_whose_invited_leaders_lost_their_roles_is_closed_by_who_leads_the_place_and_by_nobody_else():
    """An auditor, a guest and the terminal still do not read it, nor does anybody once it is closed."""
    world, number = make_board(opened=True, private=True)
    lead = leads_too(world, "cy")
    assert not needs_today(viewer=lead, at=LATER)
    with pytest.raises(NoSuchBoard):
        board_row(number, viewer=lead)
    ends_roles(world, "chair")
    with pytest.raises(NoSuchBoard):
        board_row(number, viewer=lead)
    ends_roles(world, "director")
    assert "Nobody who leads it is invited" in needs_today(viewer=lead, at=LATER)[0].words
    for other in (OPERATOR, world.neighbour, world.region, world.bob):
        assert not boards_page(viewer=other).ahead
        assert not any("invited" in one.words for one in needs_today(viewer=other, at=LATER))
    assert [one.number for one in boards_page(viewer=lead).ahead] == [number]
    boards.close_board(number, told(world, ann=""), version=board_version(number), at=LATER, by=lead)
    with pytest.raises(NoSuchBoard):
        board_row(number, viewer=lead)


def test_whoever_is_invited_again_to_a_private_meeting_left_alone_has_it_to_themselves():
    world, number = make_board(opened=True, private=True)
    lead, other = leads_too(world, "cy"), leads_too(world, "bob", Role.CHIEF_EXECUTIVE)
    ends_roles(world, "chair", "director")
    board_agenda.invite(number, (), "cy@made-up.example", at=LATER, by=lead)
    assert board_row(number, viewer=lead)
    with pytest.raises(NoSuchBoard):
        board_row(number, viewer=other)


def test_a_private_meeting_of_a_region_left_alone_is_read_by_who_keeps_its_pipeline_only():
    world, number = make_board(by="region", code="NO", named=False, private=True)
    lead = leads_too(world, "eve", Role.TALENT_LEAD, Scope.REGION, "NO")
    with pytest.raises(NoSuchBoard):
        board_row(number, viewer=lead)
    ends_roles(world, "region")
    assert board_row(number, viewer=lead)
    for other in (world.other_region, world.director):
        with pytest.raises(NoSuchBoard):
            board_row(number, viewer=other)


def test_a_meeting_is_not_made_private_while_nobody_invited_leads_it():
    world, number = make_board()
    lead = leads_too(world, "cy")
    for row in Invited.objects.filter(board=number):
        board_agenda.take_off_invited(number, row.pk, at=AT, by=lead)
    invites(world, number, "neighbour")
    private = NewBoard(name="Spring talent board", day=TODAY, private=True)
    with pytest.raises(CannotKeep, match="Invite somebody who does"):
        boards.change(number, private, version=board_version(number), at=AT, by=lead)
    invites(world, number, "cy")
    boards.change(number, private, version=board_version(number), at=AT, by=lead)


def leads_too(world, who, role=Role.PEOPLE_DIRECTOR, scope=Scope.ORGANISATION, target="ZZ01"):
    person = world.people[who]
    new = NewGrant(str(person.key), role, Purpose.TALENT, scope, target, TODAY, None, "For the test")
    give(new, at=AT, by=OPERATOR)
    return viewer_for(person.pk, person.name, on=TODAY, viewer=PUBLIC)


def test_the_screen_counts_nobody_of_changes_that_it_does_not_show():
    world = make_plans()
    _, number = make_board(world, named=False)
    board_agenda.add_person_item(number, str(world.people["cy"].key), "", at=AT, by=world.director)
    boards.open_board(number, at=AT + HOUR, by=world.director)
    with decides(world, number, 3):
        name(world, world.chief, "bob", by="director")
    before = LookedAt.objects.filter(about=world.people["bob"].pk).count()
    invites(world, number, "neighbour")
    there = shown(world, number, 3, "director")
    assert (there.left_out, there.changes) == (1, ())
    assert LookedAt.objects.filter(about=world.people["bob"].pk).count() == before
