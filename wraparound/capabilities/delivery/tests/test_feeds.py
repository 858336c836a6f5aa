"""Calendars of due days: what they say, to whom, and when their addresses open nothing any more."""

import re

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from icalendar import Calendar

from wraparound.capabilities.delivery.actions import feeds, milestones
from wraparound.capabilities.delivery.models.feeds import CalendarLink
from wraparound.capabilities.delivery.queries.feeds import due_days
from wraparound.capabilities.delivery.terms.feeds import NoSuchCalendar
from wraparound.capabilities.delivery.tests.plan_world import AT, HERE, NEAR, TODAY, commit, days, look_as, make_world
from wraparound.capabilities.delivery.views.feeds import TOO_OFTEN
from wraparound.people.models import Grant, Person
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.records.actions.changes import changing
from wraparound.records.models.log import Look


@pytest.fixture
def world(db):
    cache.clear()
    return make_world()


def told(secret, at=AT):
    return [one.title for one in due_days(secret, at=at, viewer=PUBLIC)[1].days]


def made_on_the_page(client, code=""):
    said = client.post("/delivery/calendar/", {"step": "make", "code": code}).content.decode()
    return re.search(r"http://testserver(/delivery/calendar/[\w-]+\.ics)", said)[1]


def test_an_owner_reads_their_own_days_in_a_calendar_without_a_cookie(client, world):
    commit(world, "Walk the wards; at night, with a very long title that does not fit into one line of a calendar", 40)
    commit(world, "Not theirs", 41, owner="Colin Colleague")
    done = commit(world, "Done", 42)
    milestones.finish(done, TODAY, at=AT, by=world.lead)
    look_as(client, world, "owner")
    address = made_on_the_page(client)
    client.logout()
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert not answer.cookies
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["SUMMARY"]).startswith("Walk the wards; at night, with a very long title")
    assert event["DTSTART"].dt == TODAY + days(40)
    assert event["URL"].startswith("http://testserver/delivery/milestones/")
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "URL", "TRANSP"}
    assert CalendarLink.objects.get().used_at is not None
    assert address.split("/")[-1].removesuffix(".ics") not in str(CalendarLink.objects.values())


def test_whoever_keeps_a_plan_has_all_of_its_days_and_looks_at_nobody(client, world):
    commit(world, "First", 5)
    commit(world, "Second", 6, owner="Colin Colleague")
    look_as(client, world, "lead")
    address = made_on_the_page(client, HERE)
    client.logout()
    before = Look.objects.count()
    assert len(Calendar.from_ical(client.get(address).content).walk("VEVENT")) == 2
    # No owner leaves, so none was looked at.
    assert Look.objects.count() == before
    assert "Owen" not in client.get(address).content.decode()


def test_nobody_has_a_calendar_of_a_plan_they_do_not_keep(world):
    for side, code in (("lead", NEAR), ("chair", HERE), ("owner", HERE), ("region", HERE)):
        with pytest.raises(PermissionDenied):
            feeds.make_link(code, at=AT, by=getattr(world, side))
    for viewer in (OPERATOR, PUBLIC):
        with pytest.raises(PermissionDenied):
            feeds.make_link("", at=AT, by=viewer)


def test_a_renewed_and_an_ended_address_open_nothing(world):
    commit(world, "Mine", 5)
    first = feeds.make_link("", at=AT, by=world.owner)
    second = feeds.make_link("", at=AT, by=world.owner)
    other = feeds.make_link(HERE, at=AT, by=world.lead)
    with pytest.raises(NoSuchCalendar):
        told(first)
    assert told(second) == ["Mine"]
    feeds.end_link("", at=AT, by=world.owner)
    with pytest.raises(NoSuchCalendar):
        told(second)
    assert told(other) == ["Mine"]


@pytest.mark.parametrize("how", ["account", "role"])
def test_it_ends_when_its_owner_leaves(client, world, how):
    commit(world, "Mine", 5)
    secret = feeds.make_link(HERE, at=AT, by=world.lead)
    assert told(secret) == ["Mine"]
    with changing("They leave", at=AT, by=OPERATOR):
        if how == "account":
            Person.objects.filter(pk=world.lead.person).update(is_active=False, closed_at=timezone.now())
        else:
            Grant.objects.filter(person=world.lead.person).update(ended_at=timezone.now())
    with pytest.raises(NoSuchCalendar):
        told(secret)
    assert client.get(f"/delivery/calendar/{secret}.ics").status_code == 404


def test_asked_too_often_it_says_so_to_that_place_alone(client, world, monkeypatch):
    monkeypatch.setattr("wraparound.capabilities.delivery.views.feeds.MOST_IN_A_MINUTE", 2)
    # The minute may end between two of them: of five, three at least are in one.
    asked = [client.get("/delivery/calendar/wrong.ics") for _ in range(5)]
    assert asked[0].status_code == 404
    assert 429 in {one.status_code for one in asked}
    assert TOO_OFTEN in {one.content.decode() for one in asked}
    assert client.get("/delivery/calendar/wrong.ics", REMOTE_ADDR="203.0.113.9").status_code == 404


def test_the_page_says_how_each_calendar_stands(client, world):
    look_as(client, world, "lead")
    assert "No address yet." in client.get("/delivery/calendar/").content.decode()
    made_on_the_page(client, HERE)
    said = client.get("/delivery/calendar/").content.decode()
    assert "never read" in said
    assert ".ics" not in said
    ended = client.post("/delivery/calendar/", {"step": "end", "code": HERE}, follow=True).content.decode()
    assert "That address opens nothing any more." in ended
    assert client.post("/delivery/calendar/", {"step": "dance"}).status_code == 404
