"""Adjustments are written once, released by name and until a day, read on the record, and never by who decides."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import connections
from django.test import override_settings
from django.utils import timezone

from wraparound.capabilities.equality.actions import adjustments as act
from wraparound.capabilities.equality.actions import own as act_own
from wraparound.capabilities.equality.actions.keeping import keep_daily, seal_anew
from wraparound.capabilities.equality.forms.people import mark_of
from wraparound.capabilities.equality.models.adjustments import AdjustmentLook, AdjustmentRelease, Adjustments
from wraparound.capabilities.equality.queries import adjustments as ask
from wraparound.capabilities.equality.queries.held import held_for_themselves
from wraparound.capabilities.equality.queries.needs import needs_today
from wraparound.capabilities.equality.tasks import forget_who_left, mail_those_waited_for
from wraparound.capabilities.equality.terms.adjustments import (
    CannotRelease,
    NewAdjustmentRelease,
    NoSuchRelease,
    ReleasedFor,
    ReleaseState,
)
from wraparound.capabilities.equality.tests.standing import director_of, is_filled, stands
from wraparound.capabilities.equality.tests.world import AT, HERE, TODAY, address_of, make_equality_world, signed_in
from wraparound.capabilities.pipelines.queries.deciding import NotOneOfThem, decides_on
from wraparound.people.actions.leaving import leave
from wraparound.people.terms.access import OPERATOR
from wraparound.records.models.log import Change, Look
from wraparound.records.models.outbox import Event
from wraparound.records.queries.outbox import event_terms

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LOOP, PAPERS = "A hearing loop in the room", "Papers two days before"
UNTIL = TODAY + timedelta(days=30)


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def make_world():
    world = make_equality_world()
    world.director = director_of(HERE)
    act.write_adjustments([LOOP, f"  {PAPERS} ", "", LOOP], at=AT, by=world.person)
    return world


def releases(world, reader=None, *, lines=(LOOP,), until=UNTIL, at=AT):
    """The key of what the person released."""
    new = NewAdjustmentRelease(
        reader=address_of((reader or world.other).name),
        purpose=ReleasedFor.INTERVIEW,
        about="Interview at Larkmoor",
        lines=lines,
        until=until,
    )
    return act.release(new, at=at, by=world.person)


def mine(world, on=TODAY):
    return ask.own_releases(viewer=world.person, on=on)


def test_what_helps_is_written_once_and_changed_without_a_trace(world):
    assert ask.own_adjustments(viewer=world.person).lines == (LOOP, PAPERS)
    act.write_adjustments([PAPERS], at=AT, by=world.person)
    assert ask.own_adjustments(viewer=world.person).lines == (PAPERS,)
    assert ask.own_adjustments(viewer=world.other).lines == ()
    act.write_adjustments([], at=AT, by=world.person)
    assert not Adjustments.objects.exists()
    for wrong in ([str(number) for number in range(13)], ["x" * 301]):
        with pytest.raises(CannotRelease, match="at most 12 lines"):
            act.write_adjustments(wrong, at=AT, by=world.person)


def test_a_reader_gets_what_was_chosen_and_every_look_is_shown_to_the_person(world):
    key = releases(world)
    assert ask.released_to(viewer=world.other, on=TODAY)[0].lines == ()
    assert AdjustmentLook.objects.count() == 0
    found = act.read_release(key, at=AT, by=world.other)
    assert (found.person, found.lines, found.about) == ("Pia Personne", (LOOP,), "Interview at Larkmoor")
    act.read_release(key, at=AT + timedelta(hours=1), by=world.other)
    (one,) = mine(world)
    assert (one.reader, one.state, one.looks) == ("Otto Othering", ReleaseState.RUNS, (AT, AT + timedelta(hours=1)))
    assert ask.own_looks(viewer=world.other) == one.looks


def test_nobody_but_the_named_reader_opens_it(world):
    key = releases(world)
    for viewer in (world.person, world.lead, world.chair, world.keeper, world.director):
        assert ask.released_to(viewer=viewer, on=TODAY) == ()
        with pytest.raises(NoSuchRelease):
            act.read_release(key, at=AT, by=viewer)
    with pytest.raises(NoSuchRelease):
        act.take_release_back(key, at=AT, by=world.other)
    assert not AdjustmentLook.objects.exists()


def test_it_is_taken_back_at_once_and_its_words_are_gone(world):
    key = releases(world)
    act.read_release(key, at=AT, by=world.other)
    act.take_release_back(key, at=AT, by=world.person)
    with pytest.raises(NoSuchRelease):
        act.read_release(key, at=AT, by=world.other)
    (one,) = mine(world)
    assert (one.state, one.lines, len(one.looks)) == (ReleaseState.TAKEN_BACK, (), 1)


def test_it_ends_by_itself_and_is_forgotten_a_year_later(world):
    key = releases(world)
    after = AT + timedelta(days=31)
    with pytest.raises(NoSuchRelease):
        act.read_release(key, at=after, by=world.other)
    assert act.read_release(key, at=AT + timedelta(days=30), by=world.other).lines == (LOOP,)
    keep_daily(at=after, by=OPERATOR)
    (one,) = mine(world, after.date())
    assert (one.state, one.lines, len(one.looks)) == (ReleaseState.OVER, (), 1)
    keep_daily(at=after + timedelta(days=365), by=OPERATOR)
    assert AdjustmentRelease.objects.exists()
    keep_daily(at=after + timedelta(days=366), by=OPERATOR)
    assert not AdjustmentRelease.objects.exists()
    assert not AdjustmentLook.objects.exists()


def test_what_cannot_be_released_says_why(world):
    for words, wrong in (
        ("Choose at least one", {"lines": ("Not what they hold",)}),
        ("within a year", {"until": TODAY - timedelta(days=1)}),
        ("within a year", {"until": TODAY + timedelta(days=367)}),
        ("You read it anyway", {"reader": world.person}),
    ):
        with pytest.raises(CannotRelease, match=words):
            releases(world, **wrong)
    nobody = NewAdjustmentRelease(
        reader="nobody@made-up.example", purpose=ReleasedFor.POST, about="", lines=(LOOP,), until=UNTIL
    )
    with pytest.raises(CannotRelease, match="found nobody"):
        act.release(nobody, at=AT, by=world.person)
    assert not AdjustmentRelease.objects.exists()


class TestWhoDecides:
    def test_cannot_be_named_while_the_person_is_considered(self, world):
        vacancy = stands(world, world.person)
        for decider in (world.director, world.chair):
            with pytest.raises(CannotRelease, match="takes part in deciding"):
                releases(world, decider)
        assert releases(world, world.other)
        is_filled(world, vacancy)
        assert releases(world, world.director)

    def test_is_shown_nothing_of_what_was_released_before_and_the_person_is_told(self, world):
        key = releases(world, world.director)
        assert needs_today(viewer=world.director, at=AT)
        vacancy = stands(world, world.person)
        with pytest.raises(NoSuchRelease):
            act.read_release(key, at=AT, by=world.director)
        assert ask.released_to(viewer=world.director, on=TODAY) == ()
        assert needs_today(viewer=world.director, at=AT) == ()
        assert mine(world)[0].state is ReleaseState.PAUSED
        is_filled(world, vacancy)
        assert act.read_release(key, at=AT, by=world.director).lines == (LOOP,)

    def test_is_asked_about_by_the_two_of_them_alone(self, world):
        stands(world, world.person)
        decider, person = world.director.person, world.person.person
        for viewer in (world.director, world.person, OPERATOR):
            assert decides_on(decider, person, viewer=viewer, on=TODAY)
            assert not decides_on(world.other.person, person, viewer=OPERATOR, on=TODAY)
        with pytest.raises(NotOneOfThem):
            decides_on(decider, person, viewer=world.other, on=TODAY)


class TestApart:
    def test_nothing_of_it_is_in_the_log_or_the_outbox_of_the_site(self, world):
        before = [one.objects.count() for one in (Change, Event, Look)]
        key = releases(world)
        act.read_release(key, at=AT, by=world.other)
        act.take_release_back(key, at=AT, by=world.person)
        assert [one.objects.count() for one in (Change, Event, Look)] == before

    def test_nothing_can_be_read_in_the_store_without_its_key(self, world):
        releases(world)
        with connections["equality"].cursor() as cursor:
            for table in ("adjustments", "adjustmentrelease"):
                cursor.execute(f"SELECT * FROM equality_{table}")
                kept = repr([[bytes(one) if isinstance(one, memoryview) else one for one in row] for row in cursor])
                for words in ("hearing", "Papers", "Larkmoor", "Pia", "Otto"):
                    assert words not in kept
        new = "a newer key that is long enough to be one"
        with override_settings(EQUALITY_KEYS=[new, *settings.EQUALITY_KEYS]):
            assert seal_anew(by=OPERATOR) == 3
        with override_settings(EQUALITY_KEYS=[new]):
            assert mine(world)[0].lines == (LOOP,)

    def test_an_objection_to_counting_and_a_withdrawal_leave_it_and_leaving_takes_it_all(self, world):
        releases(world)
        act_own.withdraw(by=world.person)
        act_own.object_to_counting(at=AT, by=world.person)
        assert len(mine(world)) == 1
        keep_daily(at=AT, by=OPERATOR)
        assert ask.own_adjustments(viewer=world.person).lines
        leave(at=AT, by=world.person)
        forget_who_left(event_terms(Event.objects.get(name="people.left")))
        assert not Adjustments.objects.exists()
        assert not AdjustmentRelease.objects.exists()

    def test_every_day_what_belongs_to_nobody_goes(self, world):
        releases(world)
        leave(at=AT, by=world.person)
        keep_daily(at=AT, by=OPERATOR)
        assert not Adjustments.objects.exists()
        assert not AdjustmentRelease.objects.exists()

    def test_a_reader_who_leaves_reads_no_more(self, world):
        releases(world)
        leave(at=AT, by=world.other)
        forget_who_left(event_terms(Event.objects.get(name="people.left")))
        (one,) = mine(world)
        assert (one.state, one.lines, one.reader) == (ReleaseState.OVER, (), "somebody who left")


def test_a_mail_says_that_something_waits_and_not_what(world):
    key = releases(world)
    mail_those_waited_for(AT)
    mail_those_waited_for(AT)
    (sent,) = mail.outbox
    assert sent.to == [address_of("Otto Othering")]
    for words in ("adjustment", "Pia", "hearing", "released"):
        assert words not in sent.subject + sent.body
    (need,) = needs_today(viewer=world.other, at=AT)
    assert "Pia" not in need.words
    act.read_release(key, at=AT, by=world.other)
    assert needs_today(viewer=world.other, at=AT) == ()


def test_it_is_all_in_the_file_of_the_person_and_named_by_nothing_in_the_copy(world):
    releases(world)
    (held,) = held_for_themselves(viewer=world.person, at=AT)
    assert "djustment" not in held.what + held.words
    assert held_for_themselves(viewer=world.lead, at=AT) == ()


def test_the_pages_do_it_all(world, client):
    signed_in(client, world.person)
    page = client.get("/equality/mine/adjustments/change/").content.decode()
    assert "never part of a decision on an appointment" in page
    written = {
        "lines": f"{LOOP}\n{PAPERS}\nA quiet room",
        "before": mark_of(*ask.own_adjustments(viewer=world.person).lines),
    }
    client.post("/equality/mine/adjustments/change/", written)
    # From a page that was opened before: what is there now is not written over.
    stale = client.post("/equality/mine/adjustments/change/", {"lines": "Nothing", "before": mark_of()})
    assert "was changed meanwhile" in stale.content.decode()
    form = {"lines": [mark_of("A line that is gone")], "reader": "otto othering", "purpose": "first_day", "about": ""}
    form["until"] = timezone.localdate().isoformat()
    assert "choose again" in client.post("/equality/mine/adjustments/release/", form).content.decode()
    form = {
        "lines": [mark_of(LOOP), mark_of("A quiet room")],
        "reader": "otto othering",
        "purpose": "first_day",
        "about": "",
    }
    form["until"] = (timezone.localdate() + timedelta(days=367)).isoformat()
    refused = client.post("/equality/mine/adjustments/release/", form).content.decode()
    assert "within a year" in refused
    form["until"] = timezone.localdate().isoformat()
    assert client.post("/equality/mine/adjustments/release/", form).status_code == 302
    signed_in(client, world.other)
    listed = client.get("/equality/released/").content.decode()
    assert "Pia Personne" in listed
    assert "hearing" not in listed
    key = AdjustmentRelease.objects.get().pk
    read = client.get(f"/equality/released/{key}/")
    assert "A quiet room" in read.content.decode()
    assert PAPERS not in read.content.decode()
    assert "no-store" in read.headers["Cache-Control"]
    signed_in(client, world.person)
    shown = client.get("/equality/mine/adjustments/").content.decode()
    assert "Opened once" in shown
    file = json.loads(client.get("/equality/mine/equality.json").content)
    assert file["adjustments"] == [LOOP, PAPERS, "A quiet room"]
    assert (file["released"][0]["to"], len(file["released"][0]["opened_at"])) == ("Otto Othering", 1)
    client.post(f"/equality/mine/adjustments/{key}/take-back/")
    assert signed_in(client, world.other).get(f"/equality/released/{key}/").status_code == 404
