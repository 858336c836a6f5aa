"""Asking, being asked no more often than one agreed to, answering once, and what is told and never told."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from wraparound.capabilities.listening.actions.answering import answer
from wraparound.capabilities.listening.actions.calls import open_call
from wraparound.capabilities.listening.actions.pulses import open_pulse, say_done, set_often
from wraparound.capabilities.listening.models.pulses import Answer, Asked, FreeWords, Pulse
from wraparound.capabilities.listening.queries.needs import held_of, needs_today
from wraparound.capabilities.listening.queries.pulses import (
    answer_page,
    answered_page,
    listening_page,
    pulse_page,
    words_page,
)
from wraparound.capabilities.listening.terms.calls import Forwhom, NewCall
from wraparound.capabilities.listening.terms.pulses import (
    AskedOften,
    CannotListen,
    GivenAnswers,
    NoSuchPulse,
    PulseState,
)
from wraparound.capabilities.listening.tests.world import (
    AFTER,
    AT,
    BACKEND,
    OPEN_DAYS,
    answers,
    closed,
    make_listening_world,
    opened,
    pulse_over,
    somebody,
)
from wraparound.people.access import NotYours
from wraparound.people.models import Person
from wraparound.people.terms.access import OPERATOR
from wraparound.records.models.log import LookedAt

pytestmark = pytest.mark.django_db
TODAY, LATER = AT.date(), AFTER.date()
SPREAD = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_listening_world)


def test_a_pulse_asks_everybody_once_and_tells_how_many(world):
    number = opened(world)
    page = pulse_page(number, viewer=world.sender, on=TODAY)
    assert page.line.asked == 43
    assert page.line.state is PulseState.OPEN
    assert set(Asked.objects.values_list("person", flat=True)) == {one.person for one in world.asked}
    assert LookedAt.objects.count() == 0
    assert [one.title for one in listening_page(viewer=world.asked[0], on=TODAY).waiting] == ["How is it"]
    assert listening_page(viewer=world.far, on=TODAY).others == ()


def test_nobody_is_asked_more_often_than_they_agreed_to(world):
    never, monthly = world.asked[:2]
    set_often(AskedOften.NEVER, at=AT, by=never)
    set_often(AskedOften.MONTH, at=AT, by=monthly)
    first = opened(world)
    assert not Asked.objects.filter(pulse=first, person=never.person).exists()
    with pytest.raises(CannotListen, match="Fewer than 11 can be asked now"):
        opened(world, at=AT + timedelta(days=31))
    news = [somebody(f"New Person{number:02}", "ZZ01") for number in range(11)]
    second = opened(world, at=AT + timedelta(days=31))
    assert set(Asked.objects.filter(pulse=second).values_list("person", flat=True)) == {
        monthly.person,
        *(one.person for one in news),
    }
    third = opened(world, at=AT + timedelta(days=92))
    assert Asked.objects.filter(pulse=third).count() == 42


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"title": " "}, "title"),
        ({"standing": ()}, "Ask one question"),
        ({"own": ("We are heard",) * 5}, "5 at most"),
        ({"standing": ("nothing",)}, "standing questions"),
        ({"over": "region:SO"}, "for which you may ask"),
        ({"own": ("x" * 201,)}, "200 characters"),
        ({"closes_on": TODAY}, "from tomorrow on"),
        ({"closes_on": TODAY + timedelta(days=61)}, "within 60 days"),
    ],
)
def test_what_cannot_be_asked_is_said(world, more, words):
    with pytest.raises(CannotListen, match=words):
        opened(world, **more)
    assert not Pulse.objects.exists()


def test_only_who_may_ask_asks(world):
    for viewer in (world.asked[0], world.keeper):
        with pytest.raises(NotYours):
            open_pulse(pulse_over(), at=AT, by=viewer)
    of_a_trust = open_pulse(pulse_over("organisation:ZZ01"), at=AT, by=world.director)
    with pytest.raises(NoSuchPulse):
        pulse_page(of_a_trust, viewer=world.sender, on=TODAY)


def test_somebody_answers_once_and_only_when_asked(world):
    number = opened(world)
    answers(number, world.asked[:1], 3)
    with pytest.raises(NoSuchPulse):
        answers(number, world.asked[:1], 3)
    for viewer in (world.sender, world.far, world.keeper):
        with pytest.raises(NoSuchPulse):
            answers(number, [viewer], 3)
    with pytest.raises(NoSuchPulse):
        answers(number, world.asked[1:2], 3, at=AFTER)
    assert Answer.objects.count() == 1


def test_a_pulse_that_is_answered_says_so_to_whoever_answered_and_to_nobody_else(world, client):
    now = timezone.localtime()
    number = opened(world, at=now)
    address, never = f"/listening/pulses/{number}/answer/", "/listening/pulses/999999/answer/"

    def page(viewer, at=address):
        client.force_login(Person.objects.get(pk=viewer.person), backend=BACKEND)
        answer = client.get(at)
        return answer.status_code, re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]

    asks = page(world.asked[0])[1]
    assert asks.index("Leave out what you would rather not answer") < asks.index("None of it")
    answers(number, world.asked[:1], 3, at=now)
    status, said = page(world.asked[0])
    assert (status, "You have answered. Thank you." in said) == (200, True)
    client.post(address, {"answer_0": "1"})
    assert Answer.objects.count() == 1
    assert "You have answered" not in page(world.asked[1])[1]
    for viewer in (world.sender, world.far, world.keeper):
        assert page(viewer) == page(viewer, never)
    over = answered_page(number, viewer=world.asked[0], on=now.date() + timedelta(days=OPEN_DAYS + 1))
    assert over == answered_page(number, viewer=world.asked[1], on=now.date() + timedelta(days=OPEN_DAYS + 1))
    closed(now + timedelta(days=OPEN_DAYS + 1))
    assert "is over. What came of it is here" in page(world.asked[0])[1]
    assert page(world.asked[0]) == page(world.asked[1])


def test_a_guest_finds_open_calls_and_the_way_in(world, client):
    now = timezone.localtime()
    new = {"question": "What helped?", "over": "region:NO", "publishes": "What we heard", "second": ""}
    for title, whom in (("Help in the first year", Forwhom.PUBLIC), ("By link", Forwhom.INVITED)):
        open_call(
            NewCall(title=title, forwhom=whom, closes_on=now.date() + timedelta(days=9), **new), at=now, by=world.sender
        )
    opened(world, at=now)
    answer = client.get("/listening/")
    page = answer.content.decode()
    assert "Help in the first year" in page
    assert "/people/sign-in/?next=/listening/" in page
    assert "By link" not in page
    assert "How is it<" not in page
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (GivenAnswers(answers={}, words=" "), "Answer one question"),
        (GivenAnswers(answers={0: 5}, words=""), "one of the five"),
        (GivenAnswers(answers={1: 2}, words=""), "one of the five"),
        (GivenAnswers(answers={0: 2}, words="x" * 1_001), "1,000 characters"),
    ],
)
def test_what_is_no_answer_is_said_and_can_be_put_right(world, given, words):
    number = opened(world)
    with pytest.raises(CannotListen, match=words):
        answer(number, given, at=AT, by=world.asked[0])
    assert answer_page(number, viewer=world.asked[0], on=TODAY).number == number
    assert Answer.objects.count() == 0


def test_a_pulse_waits_on_the_page_of_today_until_it_is_answered_or_over(world):
    number = opened(world)
    (need,) = needs_today(viewer=world.asked[0], at=AT)
    assert need.address == f"/listening/pulses/{number}/answer/"
    assert needs_today(viewer=world.asked[0], at=AFTER) == ()
    answers(number, world.asked[:1], 3)
    assert needs_today(viewer=world.asked[0], at=AT) == ()


def test_nothing_is_shown_before_a_pulse_is_closed(world):
    number = opened(world)
    answers(number, world.asked[:20], SPREAD * 2)
    for on in (TODAY, LATER):
        page = pulse_page(number, viewer=world.sender, on=on)
        assert (page.results, page.answered) == ((), None)
    with pytest.raises(NoSuchPulse):
        words_page(number, viewer=world.sender)
    assert closed(AT) == 0
    assert closed() == 1
    page = pulse_page(number, viewer=world.sender, on=LATER)
    assert page.answered == 20
    assert page.results[0].everybody.most.count == 8
    assert [count for _, count in page.results[0].everybody.answers] == [4] * 5


def test_those_asked_read_the_same_as_those_who_asked(world):
    number = opened(world)
    answers(number, world.asked[:20], SPREAD * 2)
    closed()
    read = [pulse_page(number, viewer=viewer, on=LATER).results for viewer in (world.sender, world.asked[40])]
    assert read[0] == read[1] == pulse_page(number, viewer=OPERATOR, on=LATER).results
    with pytest.raises(NoSuchPulse):
        pulse_page(number, viewer=world.far, on=LATER)
    with pytest.raises(NoSuchPulse):
        pulse_page(number, viewer=world.keeper, on=LATER)


def test_fewer_than_eleven_answers_tell_nothing_and_what_was_written_goes_unread(world):
    number = opened(world)
    answers(number, world.asked[:10], SPREAD, words="Only I could write this")
    closed()
    page = pulse_page(number, viewer=world.sender, on=LATER)
    assert page.answered is None
    assert page.results[0].everybody is None
    assert words_page(number, viewer=world.sender).words is None
    assert not FreeWords.objects.exists()


def test_free_words_are_read_by_the_named_reader_alone(world):
    number = opened(world)
    answers(number, world.asked[:20], SPREAD * 2, words="A name to ring")
    closed()
    assert words_page(number, viewer=world.sender).words == ("A name to ring",) * 20
    for viewer in (world.asked[0], world.director, world.keeper, OPERATOR):
        with pytest.raises(NoSuchPulse):
            words_page(number, viewer=viewer)


def test_a_group_that_would_tell_of_another_is_not_told(world):
    """20 of the acute trust and 5 of the community trust: beside everybody, the 20 would tell of the 5."""
    number = opened(world)
    answers(number, [*world.asked[:20], *world.asked[30:35]], SPREAD * 2 + [0, 1, 2, 3, 4])
    closed()
    (result,) = pulse_page(number, viewer=world.sender, on=LATER).results
    assert result.everybody.most.of == 25
    assert result.groups == ()
    assert result.not_told == ("Acute", "Community")


def test_groups_with_enough_answers_are_told(world):
    number = opened(world)
    answers(number, [*world.asked[:20], *world.asked[30:41]], SPREAD * 2 + [0, 0, 1, 1, 2, 2, 3, 3, 3, 4, 4])
    closed()
    (result,) = pulse_page(number, viewer=world.sender, on=LATER).results
    assert [(one.name, one.most.of) for one in result.groups] == [("Acute", 20), ("Community", 11)]


def test_what_was_done_is_read_by_those_asked(world):
    number = opened(world)
    answers(number, world.asked[:20], SPREAD * 2)
    said = {"heard": "Help is late", "did": "One name to ring", "on": LATER, "link": ""}
    with pytest.raises(CannotListen, match="once the pulse is closed"):
        say_done(number, **said, at=AT, by=world.sender)
    closed()
    with pytest.raises(CannotListen, match="Say both"):
        say_done(number, **{**said, "did": " "}, at=AFTER, by=world.sender)
    with pytest.raises(NoSuchPulse):
        say_done(number, **said, at=AFTER, by=world.asked[0])
    say_done(number, **said, at=AFTER, by=world.sender)
    (line,) = pulse_page(number, viewer=world.asked[5], on=LATER).done
    assert (line.heard, line.did) == ("Help is late", "One name to ring")


def test_a_copy_of_ones_data_says_that_one_was_asked_and_no_more(world):
    number = opened(world)
    answers(number, world.asked[:1], 3)
    told = {held_of(viewer=viewer, at=AT)[0].words for viewer in world.asked[:2]}
    assert told == {"How is it"}
    assert number
