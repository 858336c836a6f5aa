"""Work across organisations: theirs, confirmed by others, shown by name until a day, and gone when they delete it."""

from datetime import date, timedelta

import pytest

from wraparound.capabilities.careers.actions import system_work as act
from wraparound.capabilities.careers.models.system_work import SystemWork, SystemWorkVersion, WorkConfirmation
from wraparound.capabilities.careers.queries.needs import needs_today
from wraparound.capabilities.careers.queries.system_work import (
    asked_to_confirm,
    confirm_page,
    held_of,
    own_lines,
    shared_work,
    work_page,
)
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.terms.system_work import ConfirmState, NewSystemWork, SystemPlace
from wraparound.capabilities.careers.tests.world import AT, TODAY, address_of, make_careers_world, on_hold, signed_in
from wraparound.capabilities.careers.wording.system_work import confirm_words, time_words
from wraparound.people.actions.leaving import leave
from wraparound.people.models import FORGOTTEN
from wraparound.records.models.log import LookedAt

pytestmark = [pytest.mark.database, pytest.mark.django_db]
MENTOR = address_of("Mena Mentor")
YES, NO, BACK = ConfirmState.CONFIRMED, ConfirmState.DECLINED, ConfirmState.TAKEN_BACK


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_careers_world)


def written(world, **more):
    said = {
        "place": SystemPlace.LOCAL_AUTHORITY,
        "name": "Winter flow board",
        "purpose": "People home sooner",
        "partners": "The county and two charities",
        "changed": "Beds free two hours earlier",
        "began_on": date(2025, 3, 1),
        **more,
    }
    return act.write_work(NewSystemWork(**said), at=AT, by=world.ward)


def test_it_is_confirmed_by_somebody_else_who_may_take_that_back(world):
    number = written(world)
    asked = act.ask_to_confirm(number, MENTOR, at=AT, by=world.ward)
    assert [one.words for one in needs_today(viewer=world.mentor, at=AT)] == [
        "Wanda Wardwell asks you to confirm what they did with others"
    ]
    assert not LookedAt.objects.exists()
    assert confirm_page(asked, viewer=world.mentor).line.changed == "Beds free two hours earlier"
    assert LookedAt.objects.get().look.why == "You asked them to confirm work across organisations"
    act.answer_confirmation(asked, YES, at=AT, by=world.mentor)
    (line,) = own_lines(viewer=world.ward)
    assert [*map(confirm_words, line.confirmed)] == ["Mena Mentor confirmed it on 4 May 2026."]
    assert [one.state for one in asked_to_confirm(viewer=world.mentor)] == [YES]
    act.answer_confirmation(asked, BACK, at=AT, by=world.mentor)
    assert own_lines(viewer=world.ward)[0].confirmed == ()
    assert work_page(number, viewer=world.ward).confirmed[0].state is BACK
    for answer in (YES, NO, BACK):
        with pytest.raises(NoSuchCareer):
            act.answer_confirmation(asked, answer, at=AT, by=world.mentor)
    with pytest.raises(NoSuchCareer):
        confirm_page(asked, viewer=world.mentor)
    with pytest.raises(CannotKeepCareer, match="already"):
        act.ask_to_confirm(number, MENTOR, at=AT, by=world.ward)


def test_it_is_shown_until_a_day_or_until_taken_back_and_each_look_is_logged(world):
    written(world)
    share = act.show_work(MENTOR, TODAY + timedelta(days=3), at=AT, by=world.ward)
    with pytest.raises(CannotKeepCareer, match="shown to them already"):
        act.show_work(MENTOR, TODAY, at=AT, by=world.ward)
    assert shared_work(share, viewer=world.mentor, on=TODAY).lines[0].name == "Winter flow board"
    assert LookedAt.objects.get().about == world.ward.person
    for viewer, on in ((world.director, TODAY), (world.lead, TODAY), (world.mentor, TODAY + timedelta(days=4))):
        with pytest.raises(NoSuchCareer):
            shared_work(share, viewer=viewer, on=on)
    with pytest.raises(NoSuchCareer):
        act.take_back_work(share, at=AT, by=world.mentor)
    act.take_back_work(share, at=AT, by=world.ward)
    with pytest.raises(NoSuchCareer):
        shared_work(share, viewer=world.mentor, on=TODAY)


def test_nobody_else_reads_ends_or_deletes_it_and_deleted_nothing_is_left(world):
    number = written(world)
    asked = act.ask_to_confirm(number, MENTOR, at=AT, by=world.ward)
    for viewer in (world.mentor, world.colleague, world.director, world.lead, world.keeper):
        with pytest.raises(NoSuchCareer):
            work_page(number, viewer=viewer)
        with pytest.raises(NoSuchCareer):
            act.delete_work(number, at=AT, by=viewer)
        with pytest.raises(NoSuchCareer):
            act.end_work(number, TODAY, at=AT, by=viewer)
    for viewer in (world.ward, world.colleague, world.director):
        with pytest.raises(NoSuchCareer):
            act.answer_confirmation(asked, YES, at=AT, by=viewer)
    assert "What changed: Beds free" in held_of(viewer=world.ward, at=AT)[0].words
    assert held_of(viewer=world.mentor, at=AT)[0].by == "Wanda Wardwell"
    act.delete_work(number, at=AT, by=world.ward)
    for model in (SystemWork, SystemWorkVersion, WorkConfirmation):
        assert not model._default_manager.exists()


def test_what_cannot_be_kept_is_said_and_only_its_end_is_added(world):
    for more, words in (
        ({"changed": "  "}, "what changed"),
        ({"name": "a" * 121}, "under 120"),
        ({"began_on": TODAY + timedelta(days=1)}, "first day"),
        ({"ended_on": date(2025, 2, 1)}, "last day"),
    ):
        with pytest.raises(CannotKeepCareer, match=words):
            written(world, **more)
    number = written(world)
    assert time_words(work_page(number, viewer=world.ward)) == "With a local authority, since 1 March 2025."
    act.end_work(number, date(2026, 4, 30), at=AT, by=world.ward)
    said = "With a local authority, from 1 March 2025 to 30 April 2026, 1 year and 2 months."
    assert time_words(work_page(number, viewer=world.ward)) == said
    with pytest.raises(CannotKeepCareer, match="last day already"):
        act.end_work(number, TODAY, at=AT, by=world.ward)
    for typed, words in ((address_of("Wanda Wardwell"), "Somebody else"), ("Nobody Known", "We found nobody so")):
        with pytest.raises(CannotKeepCareer, match=words):
            act.ask_to_confirm(number, typed, at=AT, by=world.ward)


def test_on_the_pages_it_is_written_asked_confirmed_and_read(client, world):
    signed_in(client, world.ward)
    said = {"place": "place", "name": "Town board", "purpose": "One front door", "partners": "A council"}
    assert "what changed" in client.post("/careers/works/new/", said | {"began_on": "2025-01-01"}).content.decode()
    said |= {"changed": "One number to ring", "began_on": "2025-01-01"}
    page = client.post("/careers/works/new/", said)["Location"]
    assert client.post(page, {"address": "Colin Colleague"}).status_code == 302
    assert client.post(page, {"last": "2025-12-31"}).status_code == 302
    assert "Town board" in client.get("/careers/").content.decode()
    assert client.get("/api/careers/works").json()[0]["ended_on"] == "2025-12-31"
    asked = WorkConfirmation.objects.get().pk
    signed_in(client, world.colleague)
    assert "Town board" in client.get("/careers/asked/").content.decode()
    assert "I confirm it" in client.get(f"/careers/confirming/{asked}/").content.decode()
    assert client.post(f"/careers/confirming/{asked}/answer/", {"answer": "yes"})["Location"] == "/careers/asked/"
    assert client.post(f"/careers/confirming/{asked}/answer/", {"answer": "sideways"}).status_code == 404
    signed_in(client, world.ward)
    assert "Colin Colleague confirmed it on" in client.get("/careers/works/").content.decode()


def test_a_confirmation_stays_when_the_confirmer_leaves_and_a_hold_on_them_keeps_it(world):
    number = written(world)
    asked = act.ask_to_confirm(number, MENTOR, at=AT, by=world.ward)
    act.answer_confirmation(asked, YES, at=AT, by=world.mentor)
    leave(at=AT, by=world.mentor)
    (line,) = own_lines(viewer=world.ward)
    assert [*map(confirm_words, line.confirmed)] == [f"{FORGOTTEN} confirmed it on 4 May 2026."]
    act.ask_to_confirm(number, address_of("Padma Peoplewise"), at=AT, by=world.ward)
    on_hold(world.director)
    with pytest.raises(CannotKeepCareer, match="legal hold"):
        act.delete_work(number, at=AT, by=world.ward)
    leave(at=AT, by=world.ward)
    assert WorkConfirmation.objects.filter(work=number).exists()
