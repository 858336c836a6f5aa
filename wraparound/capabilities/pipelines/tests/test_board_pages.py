"""Pages of a talent board: what is typed stays, what is refused is said, few questions asked, one word for all."""

import io
import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document

from wraparound.capabilities.pipelines.actions import board_agenda, board_notes, boards
from wraparound.capabilities.pipelines.models.boards import Invited, SaidOf, TalentBoard
from wraparound.capabilities.pipelines.models.posts import Post
from wraparound.capabilities.pipelines.models.succession import Readiness, Successor
from wraparound.capabilities.pipelines.queries.board_pages import talent_board
from wraparound.capabilities.pipelines.queries.boards import boards_page
from wraparound.capabilities.pipelines.queries.days import Day
from wraparound.capabilities.pipelines.tests.board_world import (
    HOUR,
    board_version,
    invites,
    items,
    make_board,
    told,
    version_of,
)
from wraparound.capabilities.pipelines.tests.plan_world import (
    AT,
    TODAY,
    look_as,
    make_plans,
    name,
    ready,
    release,
    token,
)
from wraparound.capabilities.pipelines.wording.board_terminal import say_board, say_boards
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing
from wraparound.records.models.rights import Conversation

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MOST_QUERIES, LARGEST = 15, 60_000
LATER = AT + 2 * HOUR


def text_of(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def sent(client, address, **data):
    return client.post(address, data, follow=True).content.decode()


def busy(*, closed=False):
    """A meeting with everything in it, of which a neighbour is invited and sees nothing by name."""
    world, number = make_board(opened=True)
    for who in ("bob", "cy"):
        ready(world, who, world.chief)
    invites(world, number, "neighbour")
    first, second = items(number)
    with board_notes.decided(number, first.pk, "Bob has led the winter plan", at=LATER, by=world.director):
        made = name(world, world.chief, "bob", confirm=True)
    name(world, world.chief, "cy")
    board_notes.write_said(
        number, first.pk, str(world.people["ann"].key), "Wants to stay in finance", seen=0, at=LATER, by=world.director
    )
    board_notes.write_item(
        number, second.pk, "Advertise in May.", version=version_of(second), at=LATER, by=world.director
    )
    board_notes.declare(number, first.pk, "A cousin of one of them", at=LATER, by=world.neighbour)
    due = TODAY + timedelta(days=30)
    board_notes.add_action(
        number, first.pk, "Find a mentor", world.people["chair"].pk, due, at=LATER, by=world.director
    )
    if closed:
        given = told(world, ann="You stay in finance, as you asked.", bob="You are confirmed.", cy="")
        version = board_version(number)
        boards.close_board(number, given, version=version, undecided=True, at=LATER, by=world.director)
    return world, number, made


def test_from_agenda_to_minutes(client):
    """The whole way on pages: prepared, opened, changed with a reason, said, closed, told, printed."""
    world = make_plans()
    ready(world, "ann", world.chief)
    ann, chair = world.people["ann"], world.people["chair"]
    look_as(client, world, "director")
    page = sent(
        client, "/pipelines/boards/new/", code="ZZ01", name="Spring talent board", day=str(timezone.localdate())
    )
    assert "Put posts on the agenda" in page
    number = TalentBoard.objects.get().pk
    here = f"/pipelines/boards/{number}/"
    page = sent(client, f"{here}agenda/", do="add", posts=[world.chief, world.finance], because="It stands empty")
    assert "1. Chief executive" in page
    page = sent(client, f"{here}invited/", do="invite", keys=[str(chair.key)], email="")
    row = Invited.objects.get(board=number, person=chair)
    assert "Cara Chairwell" in page
    sent(client, f"{here}invited/", do="chair", invited=row.pk)
    assert "The meeting is open" in sent(client, f"{here}open/")
    first = items(number)[0].pk
    there = f"/pipelines/posts/{world.chief}/?board={number}&item={first}"
    page = text_of(client, there)
    assert "You are changing this plan at a talent board" in page
    assert f"successors/new/?board={number}&amp;item={first}" in page
    form = {
        "use": "successor",
        "sort": "named",
        "person": str(ann.key),
        "confirm": "on",
        "board": number,
        "item": first,
    }
    page = sent(client, f"/pipelines/posts/{world.chief}/successors/new/", **form)
    assert "Say why: a change at a talent board has a reason." in page
    assert not Successor.objects.exists()
    page = sent(client, f"/pipelines/posts/{world.chief}/successors/new/", **form, board_because="Ready and willing")
    assert "Ann Abelson: named and confirmed" in page
    assert "Why: Ready and willing" in page
    page = sent(client, f"{here}items/{first}/", do="said", person=str(ann.key), spoken="Would start at once", seen=0)
    assert "Would start at once" in page
    names = re.findall(r'\sid="([^"]+)"', page)
    assert len(names) == len(set(names)), "two forms of one page call a field alike"
    page = sent(client, f"{here}close/", version=board_version(number), others="on")
    assert "Ann Abelson: Say what they are told, or tick that nothing was said about them." in page
    given = {f"words_{ann.pk}": "You are first in line.", "others": "on", "version": board_version(number)}
    assert "have been told" in sent(client, f"{here}close/", **given)
    page = text_of(client, f"{here}minutes/")
    for words in ("Ready and willing", "Would start at once", "You are first in line.", "It stands empty"):
        assert words in page
    look_as(client, world, "ann")
    page = text_of(client, "/pipelines/mine/")
    assert "Would start at once" in page
    assert "You were told: You are first in line." in page
    assert "Talent board: Spring talent board" in text_of(client, "/people/me/")


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("", "What has changed"),
        ("invited/", "sees the agenda and no plans"),
        ("agenda/", "Put on the agenda"),
        ("conflicts/", "A cousin of one of them"),
        ("actions/", "Find a mentor"),
        ("close/", "Close the meeting and tell them"),
        ("minutes/", "Wants to stay in finance"),
        ("screen/1/", "has declared a conflict of interest"),
        ("items/{first}/", "Bob has led the winter plan"),
        ("edit/", "Spring talent board"),
    ],
)
def test_no_page_of_a_busy_meeting_asks_the_store_often(client, address, named):
    world, number, _ = busy()
    look_as(client, world, "director")
    there = f"/pipelines/boards/{number}/{address}".replace("{first}", str(items(number)[0].pk))
    client.get(there)
    with CaptureQueriesContext(connection) as asked:
        page = text_of(client, there)
    assert named in page
    assert len(asked) <= MOST_QUERIES, "\n".join(one["sql"][:150] for one in asked)
    assert len(page) < LARGEST


@pytest.mark.parametrize("address", ["", "minutes/", "items/{first}/", "screen/1/", "conflicts/", "actions/"])
def test_whoever_is_only_invited_reads_no_name_on_any_page(client, address):
    """The same people are hidden on every page, on the screen, in Word, in the API and in the sheet of changes."""
    world, number, _ = busy(closed=True)
    look_as(client, world, "neighbour")
    there = f"/pipelines/boards/{number}/{address}".replace("{first}", str(items(number)[0].pk))
    for page in (text_of(client, there), text_of(client, f"/api/pipelines/boards/{number}")):
        for hidden in ("Ann Abelson", "Bob Birchett", "Cy Carverley", "Wants to stay in finance", "winter plan"):
            assert hidden not in page
    assert client.get(f"/pipelines/posts/{world.chief}/").status_code in (403, 404)


def words_in(content):
    made = Document(io.BytesIO(content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in made.paragraphs), *cells])


def test_the_word_file_holds_what_it_must_and_nothing_that_somebody_invited_may_not_see(client):
    world, number, _ = busy(closed=True)
    boards.correct(number, "For May read June.", at=LATER, by=world.chair)
    look_as(client, world, "director")
    answer = client.get(f"/pipelines/boards/{number}/minutes.docx")
    assert answer["Content-Disposition"] == f'attachment; filename="talent-board-ZZ01-{TODAY}.docx"'
    said = words_in(answer.content)
    for must in (
        *("Spring talent board: minutes", "Larkmoor Hospitals (made up)", "1. Chief executive", "Advertise in May."),
        *(
            "Nell Nextdoor, item 1: Not decided",
            "Find a mentor",
            "Cara Chairwell",
            "For May read June.",
            "It may fall empty",
        ),
    ):
        assert must in said
    for must_not in (
        "Ann Abelson",
        "Bob Birchett",
        "Cy Carverley",
        "Wants to stay",
        "You stay in finance",
        "winter plan",
        "A cousin of one of them",
    ):
        assert must_not not in said
    row = Invited.objects.get(board=number, person=world.people["neighbour"])
    with changing("For the test", at=LATER, by=OPERATOR):
        row.taken_off = True
        row.save()
    said = words_in(client.get(f"/pipelines/boards/{number}/minutes.docx").content)
    for must in ("Bob Birchett: named and confirmed", "Bob has led the winter plan", "At the start: One person"):
        assert must in said
    for must_not in ("Wants to stay", "You stay in finance"):
        assert must_not not in said


def test_what_was_typed_stays_when_somebody_else_was_quicker(client):
    world, number, _ = busy()
    second = items(number)[1]
    look_as(client, world, "director")
    there = f"/pipelines/boards/{number}/items/{second.pk}/"
    version = version_of(second)
    board_notes.write_item(number, second.pk, "Advertise in June.", version=version, at=LATER, by=world.chair)
    page = sent(client, there, do="minutes", words="Advertise in July.", version=version)
    assert "Somebody else changed this" in page
    assert "Advertise in June." in page
    assert "Advertise in July." in page
    page = sent(client, there, do="minutes", words="June or July.", version=version_of(second))
    assert "June or July." in page


def test_each_change_that_a_meeting_makes_asks_why_and_comes_back_to_it(client):
    world, number, made = busy()
    first = items(number)[0].pk
    look_as(client, world, "director")
    at = {"board": number, "item": first}
    cy = Successor.objects.get(person=world.people["cy"])
    page = sent(client, f"/pipelines/successors/{cy.pk}/confirm/", version=token(cy.pk), **at)
    assert "Say why: a change at a talent board has a reason." in page
    assert Successor.objects.get(pk=cy.pk).confirmed_on is None
    page = sent(
        client, f"/pipelines/successors/{cy.pk}/confirm/", version=token(cy.pk), board_because="As agreed", **at
    )
    assert "Cy Carverley: confirmed" in page
    there = f"/pipelines/successors/{made}/take-off/"
    assert "Why, for the talent board" in text_of(client, f"{there}?board={number}&item={first}")
    assert "Why, for the talent board" not in text_of(client, there)
    page = sent(client, there, because="Moves", version=token(made), board_because="Moves in May", **at)
    assert "Why: Moves in May" in page
    ready_row = Readiness.objects.get(person=world.people["ann"])
    there = f"/pipelines/readiness/{ready_row.pk}/end/"
    assert "board_because" not in text_of(client, there)
    page = sent(client, there, because="Asked to", version=version_of(ready_row), board_because="Stays put", **at)
    assert "Why: Stays put" in page
    post = Post.objects.get(pk=world.chief)
    form = {
        **{"title": post.title, "role": post.role, "level": post.level, "critical": "on", "starts": post.starts},
        **{"critical_because": post.critical_because, "least_successors": 2, "version": version_of(post)},
    }
    page = sent(client, f"/pipelines/posts/{post.pk}/edit/", **form, board_because="One is not enough", **at)
    assert "Why: One is not enough" in page


def test_a_change_from_a_meeting_that_is_not_the_actors_to_read_is_refused(client):
    """Numbers typed into an address open nothing: the meeting of another trust takes no reason of ours."""
    world, _, _ = busy()
    theirs = boards.prepare(boards.NewBoard(name="Theirs", day=TODAY, code="ZZ02"), at=AT, by=world.neighbour)
    item = board_agenda.add_post_item(theirs, world.theirs, "", at=AT, by=world.neighbour)
    look_as(client, world, "director")
    cy = Successor.objects.get(person=world.people["cy"])
    answer = client.post(
        f"/pipelines/successors/{cy.pk}/confirm/",
        {"version": token(cy.pk), "board": theirs, "item": item, "board_because": "x"},
    )
    assert answer.status_code == 404
    assert Successor.objects.get(pk=cy.pk).confirmed_on is None


def test_the_api_and_the_command_say_what_the_page_says(client):
    world, number, _ = busy()
    look_as(client, world, "director")
    told_by_api = json.loads(text_of(client, f"/api/pipelines/boards/{number}"))
    page = text_of(client, f"/pipelines/boards/{number}/")
    said = say_board(talent_board(number, viewer=OPERATOR, today=Day(TODAY), whole=True))
    named = [one["what"] for one in told_by_api["changes"] if "readiness" not in one["what"]]
    assert named == ["Bob Birchett: named and confirmed", "Cy Carverley: named"]
    for change in told_by_api["changes"]:
        assert change["what"] in page
        assert change["what"] in said
    assert "Find a mentor" in said
    assert "Spring talent board" in say_boards(boards_page(viewer=OPERATOR))
    listed = json.loads(text_of(client, "/api/pipelines/boards"))
    assert [one["name"] for one in listed["ahead"]] == ["Spring talent board"]


def test_empty_lists_say_what_to_do(client):
    world = make_plans()
    look_as(client, world, "director")
    assert "No talent board has been prepared yet" in text_of(client, "/pipelines/boards/")
    look_as(client, world, "ann")
    assert "No talent board here is yours to read" in text_of(client, "/pipelines/boards/")
    assert client.get("/pipelines/boards/new/").status_code == 403


def test_a_person_of_a_region_reads_what_was_said_though_its_meeting_is_closed_to_them(client):
    world, number = make_board(by="region", code="NO", named=False)
    release(world, "eve", to="region", purpose="talent_board")
    board_agenda.add_person_item(number, str(world.people["eve"].key), "Asked for it", at=AT, by=world.region)
    boards.open_board(number, at=AT + HOUR, by=world.region)
    item = items(number)[-1].pk
    key = str(world.people["eve"].key)
    board_notes.write_said(number, item, key, "Would move house", seen=0, at=LATER, by=world.region)
    look_as(client, world, "eve")
    assert client.get(f"/pipelines/boards/{number}/").status_code == 404
    assert "Would move house" in text_of(client, "/pipelines/mine/")
    assert Conversation.objects.get().told_at is None
    assert SaidOf.objects.get().words == "Would move house"
