"""Milestones joined to what was done: as they are, and as far as each may read them."""

from datetime import date, timedelta

import pytest

from wraparound.capabilities.delivery.actions import milestones, spreadsheets
from wraparound.capabilities.delivery.actions.undoing import in_the_way, undo
from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.capabilities.delivery.queries.spreadsheets import file_page
from wraparound.capabilities.delivery.terms.milestones import NewMilestone
from wraparound.capabilities.delivery.terms.recommendations import CannotPlan
from wraparound.capabilities.delivery.wording.spreadsheets import stays_words
from wraparound.capabilities.listening.actions.joined import join_milestone, take_back
from wraparound.capabilities.listening.actions.pulses import open_pulse, say_done
from wraparound.capabilities.listening.models.joined import Joined
from wraparound.capabilities.listening.queries.joined import can_join, joining_page
from wraparound.capabilities.listening.queries.pulses import pulse_page, pulse_to_speak_of
from wraparound.capabilities.listening.terms.joined import MOST_JOINED, JoinedState
from wraparound.capabilities.listening.terms.pulses import CannotListen, NoSuchPulse
from wraparound.capabilities.listening.tests.world import (
    AFTER,
    AT,
    BACKEND,
    answers,
    closed,
    make_listening_world,
    pulse_over,
    somebody,
)
from wraparound.capabilities.listening.wording.joined import joined_words
from wraparound.people.actions.grants import give
from wraparound.people.models import Organisation, Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.records.actions.changes import changing
from wraparound.records.models.log import LookedAt

pytestmark = pytest.mark.django_db
LATER = AFTER.date()
OWNER = "Acute Person29"
SPREAD = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(with_a_plan)


def with_a_plan():
    """A closed pulse of ZZ01 that its chief executive opened, who also reads its plan; what was done is said."""
    world = make_listening_world()
    world.lead = somebody(
        "Della Lead", "ZZ01", (Role.IMPROVEMENT_DIRECTOR, Purpose.IMPROVEMENT, Scope.ORGANISATION, "ZZ01")
    )
    chief = somebody("Chia Chief", "ZZ01", (Role.CHIEF_EXECUTIVE, Purpose.TALENT, Scope.ORGANISATION, "ZZ01"))
    key = str(Person.objects.get(pk=chief.person).key)
    new = NewGrant(
        key, Role.CHIEF_EXECUTIVE, Purpose.COMPACT, Scope.ORGANISATION, "ZZ01", date(2025, 1, 1), None, "Test"
    )
    give(new, at=AT, by=OPERATOR)
    world.chief = viewer_for(chief.person, chief.name, on=AT.date(), viewer=PUBLIC)
    world.pulse = open_pulse(pulse_over("organisation:ZZ01"), at=AT, by=world.chief)
    answers(world.pulse, world.asked[:20], SPREAD * 2)
    closed()
    world.done = said(world, world.chief)
    return world


def said(world, by):
    say_done(world.pulse, heard="Help is late", did="One name", on=LATER, link="", at=AFTER, by=by)
    return pulse_page(world.pulse, viewer=by, on=LATER).done[-1].number


def milestone(world, title="Every manager has one name to ring", *, due=60, shared=False):
    new = NewMilestone(title=title, owner=OWNER, due=LATER + timedelta(days=due), shared=shared)
    return milestones.commit_to("ZZ01", new, at=AFTER, by=world.lead)


def joined(world, number, *, told=False):
    join_milestone(world.pulse, world.done, f"ZZ01:{number}", told=told, at=AFTER, by=world.chief)


def read(world, viewer, on=LATER):
    (line,) = pulse_page(world.pulse, viewer=viewer, on=on).done
    return line.joined


def test_what_is_told_is_read_as_it_is_by_everybody_who_was_asked_and_never_whose_it_is(world):
    number = milestone(world)
    joined(world, number, told=True)
    (one,) = read(world, world.asked[3])
    assert (one.title, one.state, one.due) == (
        "Every manager has one name to ring",
        JoinedState.OPEN,
        LATER + timedelta(days=60),
    )
    assert one.link == ""
    assert OWNER not in repr(one)
    (late,) = read(world, world.asked[3], on=LATER + timedelta(days=61))
    assert "is not done yet" in joined_words(late)
    milestones.finish(number, LATER, at=AFTER, by=world.lead)
    (done,) = read(world, world.asked[3])
    assert (done.state, done.ended) == (JoinedState.DONE, LATER)
    assert not LookedAt.objects.filter(look__by=world.asked[3].person).exists()
    assert not LookedAt.objects.filter(look__by_name="operator").exists()


def test_what_is_neither_told_nor_shared_says_only_that_it_is_kept(world):
    number = milestone(world)
    joined(world, number)
    (one,) = read(world, world.asked[3])
    assert (one.state, one.title, one.due, one.link) == (JoinedState.KEPT, "", None, "")
    (own,) = read(world, world.chief)
    assert (own.state, own.link) == (JoinedState.OPEN, f"/delivery/milestones/{number}/")
    milestones.share(number, shared=True, at=AFTER, by=world.lead)
    assert read(world, world.asked[3])[0].state is JoinedState.OPEN
    milestones.share(number, shared=False, at=AFTER, by=world.lead)
    assert read(world, world.asked[3])[0].title == ""


def test_a_dropped_one_and_one_taken_back_are_said(world):
    first, second = milestone(world), milestone(world, "Fewer meetings")
    for number in (first, second):
        joined(world, number, told=True)
    milestones.drop(first, "No money", at=AFTER, by=world.lead)
    take_back(world.pulse, Joined.objects.get(milestone=second).pk, at=AFTER, by=world.chief)
    dropped, back = read(world, world.asked[3])
    assert "it will not be done" in joined_words(dropped)
    assert "No money" not in joined_words(dropped)
    assert back.state is JoinedState.TAKEN_BACK
    assert "Fewer meetings" not in repr(back)
    with pytest.raises(NoSuchPulse):
        take_back(world.pulse, back.number, at=AFTER, by=world.chief)
    joined(world, second)
    assert len(read(world, world.chief)) == 3


def test_a_joined_milestone_is_in_the_way_of_undoing_the_spreadsheet_that_added_it(world):
    row = {"What will be so": "One name to ring", "Owner": OWNER, "Due on": (LATER + timedelta(days=60)).isoformat()}
    table = [("Milestones", [list(row), list(row.values())])]
    number = spreadsheets.send("ZZ01", "plan.xlsx", table, at=AFTER, by=world.lead)
    does = file_page(number, viewer=world.lead, today=LATER).does
    spreadsheets.write(number, does.fingerprint, at=AFTER, by=world.lead)
    assert in_the_way(number, by=world.lead) == ()
    joined(world, Milestone.objects.get(title="One name to ring").pk)
    (one,) = in_the_way(number, by=world.lead)
    assert stays_words(one) == ("“One name to ring” is referred to by now, by a milestone joined to what was done.")
    with pytest.raises(CannotPlan, match="Nothing was undone"):
        undo(number, at=AFTER, by=world.lead)


def test_joining_twice_is_one_and_too_many_are_too_many(world):
    numbers = [milestone(world, f"Milestone {each}") for each in range(MOST_JOINED + 1)]
    for number in numbers[:MOST_JOINED]:
        joined(world, number)
    joined(world, numbers[0], told=True)
    assert Joined.objects.count() == MOST_JOINED
    assert Joined.objects.get(milestone=numbers[0]).told
    with pytest.raises(CannotListen, match="at most"):
        joined(world, numbers[-1])


def test_nobody_joins_what_they_cannot_read(world):
    number, shared = milestone(world), milestone(world, "Shared", shared=True)
    row = pulse_to_speak_of(world.pulse, viewer=world.director)
    assert can_join(row, viewer=world.director, today=LATER) == ()
    with pytest.raises(CannotListen, match="that you can read"):
        join_milestone(world.pulse, world.done, f"ZZ01:{number}", told=True, at=AFTER, by=world.director)
    for viewer in (world.asked[3], world.sender):
        with pytest.raises(NoSuchPulse):
            join_milestone(world.pulse, world.done, f"ZZ01:{shared}", told=True, at=AFTER, by=viewer)
    with pytest.raises(NoSuchPulse):
        joining_page(row, 999_999, viewer=world.director, today=LATER)


def test_a_region_joins_what_was_shared_with_it_and_nothing_else(world):
    director = somebody("Reg Director", "ZZ09", (Role.REGIONAL_DIRECTOR, Purpose.COMPACT, Scope.REGION, "NO"))
    milestone(world)
    shared = milestone(world, "Shared", shared=True)
    at = AFTER + timedelta(days=100)
    number = open_pulse(pulse_over(closes_on=(at + timedelta(days=14)).date()), at=at, by=director)
    row = pulse_to_speak_of(number, viewer=director)
    assert [one.key for one in can_join(row, viewer=director, today=at.date())] == [f"ZZ01:{shared}"]


def test_a_region_cannot_tell_for_good_what_a_trust_only_shared(world):
    director = somebody("Reg Director", "ZZ09", (Role.REGIONAL_DIRECTOR, Purpose.COMPACT, Scope.REGION, "NO"))
    shared, at = milestone(world, "Shared", shared=True), AFTER + timedelta(days=100)
    number = open_pulse(pulse_over(closes_on=(at + timedelta(days=14)).date()), at=at, by=director)
    closed(at + timedelta(days=15))
    later = at + timedelta(days=16)
    say_done(number, heard="Help is late", did="One name", on=later.date(), link="", at=later, by=director)
    (line,) = pulse_page(number, viewer=director, on=later.date()).done
    with pytest.raises(CannotListen, match="because its organisation shares it"):
        join_milestone(number, line.number, f"ZZ01:{shared}", told=True, at=later, by=director)
    join_milestone(number, line.number, f"ZZ01:{shared}", told=False, at=later, by=director)

    def seen():
        (line,) = pulse_page(number, viewer=world.asked[3], on=later.date()).done
        return line.joined[0].title

    assert seen() == "Shared"
    milestones.share(shared, shared=False, at=later, by=world.lead)
    assert seen() == ""


def test_what_was_told_is_not_told_of_a_plan_that_was_taken_over(world):
    number = milestone(world)
    joined(world, number, told=True)
    assert read(world, world.asked[3])[0].state is JoinedState.OPEN
    with changing("For the test", at=AFTER, by=OPERATOR):
        Milestone.objects.filter(pk=number).update(organisation=Organisation.objects.get(code="ZZ02"), shared=False)
    for viewer in (world.asked[3], world.chief):
        (one,) = read(world, viewer)
        assert (one.state, one.title, one.link) == (JoinedState.KEPT, "", "")


def test_the_pages_join_and_take_back(world, client):
    number = milestone(world)
    client.force_login(Person.objects.get(pk=world.chief.person), backend=BACKEND)
    address = f"/listening/pulses/{world.pulse}/done/{world.done}/milestones/"
    page = client.get(address).content.decode()
    assert "Every manager has one name to ring" in page
    assert "Choose a milestone." in client.post(address, {"milestone": ""}).content.decode()
    assert client.post(address, {"milestone": f"ZZ01:{number}", "told": "on"}).status_code == 302
    page = client.get(f"/listening/pulses/{world.pulse}/").content.decode()
    assert "How it stands" in page
    back = f"/listening/pulses/{world.pulse}/milestones/{Joined.objects.get().pk}/take-back/"
    assert client.post(back).status_code == 302
    assert client.post(back).status_code == 404
    assert "taken back on" in client.get(address).content.decode()
