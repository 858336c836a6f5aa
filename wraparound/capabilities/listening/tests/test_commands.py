"""Listening at the terminal, on pages and as JSON: all three say the same."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from wraparound.capabilities.listening.actions.calls import open_call, publish_heard, send_evidence
from wraparound.capabilities.listening.queries.calls import call_row
from wraparound.capabilities.listening.terms.calls import Forwhom, NewCall, NewEvidence
from wraparound.capabilities.listening.tests.world import AT, BACKEND, answers, closed, make_listening_world, opened
from wraparound.cli import main
from wraparound.people.models import Person
from wraparound.people.terms.access import PUBLIC

pytestmark = [pytest.mark.django_db, pytest.mark.database]
SPREAD = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


@pytest.fixture(scope="module")
def made(made_once):
    return made_once(make_closed_pulse)


def make_closed_pulse():
    """A world with a pulse that 20 of 43 answered, and that is closed."""
    world = make_listening_world()
    number = opened(world)
    answers(number, world.asked[:20], SPREAD * 2)
    closed()
    return world, number


def signed_in(client, viewer):
    client.force_login(Person.objects.get(pk=viewer.person), backend=BACKEND)
    return client


def test_the_command_says_it_in_words_and_what_the_api_says(made, client, capsys):
    world, number = made
    assert main(["listening", "results", str(number)]) == 0
    said = capsys.readouterr().out
    assert "20 of the 43 people who were asked answered (47%)" in said
    assert "8 of 20 (40%; from 21% to 62%) said “most of it” or “all of it”." in said
    assert main(["listening", "results", str(number), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    named = signed_in(client, world.sender).get(f"/api/listening/pulses/{number}").json()
    assert told["results"] == named["results"]
    assert named["results"][0]["everybody"]["most"]["count"] == 8


def test_calls_are_the_same_at_the_terminal_and_as_json_and_what_was_sent_is_in_neither(made, client, capsys):
    world, _ = made
    asked = {"over": "region:NO", "publishes": "What we heard", "closes_on": AT.date() + timedelta(days=20)}
    number = open_call(
        NewCall(title="Help in the first year", question="What helped?", forwhom=Forwhom.PUBLIC, **asked),
        at=AT,
        by=world.sender,
    )
    open_call(
        NewCall(title="By link", question="What helped?", forwhom=Forwhom.INVITED, **asked), at=AT, by=world.sender
    )
    sent = NewEvidence(words="A mentor helped", name="Ann", contact="", may_publish=True, once="1" * 32)
    send_evidence(call_row(number, viewer=PUBLIC), sent, at=AT, by=PUBLIC)
    publish_heard(number, heard="Mentors help", good="Spread mentors", at=AT + timedelta(days=30), by=world.sender)
    for words, address in (
        (["calls"], "/api/listening/calls/"),
        (["call", str(number)], f"/api/listening/calls/{number}"),
    ):
        assert main(["listening", *words]) == 0
        said = capsys.readouterr().out
        assert main(["listening", *words, "--json"]) == 0
        told = capsys.readouterr().out
        assert json.loads(told) == client.get(address).json()
        assert "Help in the first year" in said
        assert "A mentor helped" not in said + told
        assert "By link" not in said + told
    assert "Spread mentors" in said
    assert client.get(f"/api/listening/calls/{number + 1}").status_code == 404


def test_a_number_that_is_none_is_answered_in_words(made, capsys):
    assert main(["listening", "results", "999"]) != 0
    assert "No pulse of this number is there for you." in capsys.readouterr().err


def test_the_page_says_the_same_to_whoever_was_asked_and_nothing_to_others(made, client):
    world, number = made
    page = signed_in(client, world.asked[42]).get(f"/listening/pulses/{number}/")
    assert "8 of 20 (40%; from 21% to 62%)" in page.content.decode()
    assert signed_in(client, world.far).get(f"/listening/pulses/{number}/").status_code == 404
    assert signed_in(client, world.far).get(f"/api/listening/pulses/{number}").status_code == 404


def test_a_pulse_is_opened_and_answered_on_pages(made, client):
    world, _ = made
    today = timezone.localdate()
    sent = {
        **{"title": "And now", "over": "region:NO", "whom": "belong", "split": "none", "standing": "is_noticed"},
        **{"own": "We are heard\n\nWe have time", "free": "", "closes_on": (today + timedelta(days=10)).isoformat()},
    }
    page = signed_in(client, world.sender)
    assert "Ask one question at least" in page.post("/listening/new/", {**sent, "standing": [], "own": ""}).text
    address = page.post("/listening/new/", sent).headers["Location"]
    assert "43 people are asked" in page.get(address).text
    page = signed_in(client, world.asked[0])
    assert "Answer one question at least" in page.post(f"{address}answer/", {}).text
    assert "Choose one of the five answers" in page.post(f"{address}answer/", {"answer_0": "9"}).text
    assert page.post(f"{address}answer/", {"answer_0": "3", "answer_2": "0"}).status_code == 302
    assert "You have answered. Thank you." in page.get(f"{address}answer/").text
    page.post("/listening/how-often/", {"often": "never"})
    assert 'value="never" selected' in page.get("/listening/").text


@pytest.mark.parametrize("link", ["javascript:alert(1)", "//elsewhere.example/", "ftp://x"])
def test_a_link_leads_nowhere_odd(made, client, link):
    world, number = made
    sent = {"heard": "Help is late", "did": "One name", "on": "2026-06-01", "link": link}
    assert "Give an address" in signed_in(client, world.sender).post(f"/listening/pulses/{number}/done/", sent).text
