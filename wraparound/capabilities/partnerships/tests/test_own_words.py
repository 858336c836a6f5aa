"""What organisations say of themselves: who says it, who reads it, and how it grows old."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from wraparound.capabilities.partnerships.actions import own_words as act
from wraparound.capabilities.partnerships.calculation.own_words import counts, review_of
from wraparound.capabilities.partnerships.models.own_words import StatedNeed, StatedOffer
from wraparound.capabilities.partnerships.queries.own_words import (
    NothingSaid,
    needs_of,
    offers_of,
    old_words,
    own_words_page,
)
from wraparound.capabilities.partnerships.terms.own_words import CannotPartner, Means, NewNeed, NewOffer, Topic
from wraparound.capabilities.partnerships.tests.partner_world import (
    AT,
    HELPED,
    HELPER,
    OTHER,
    TODAY,
    days,
    look_as,
    make_world,
    token,
)
from wraparound.people.access import NotYours
from wraparound.people.terms.access import OPERATOR
from wraparound.published.months import months_after
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.log import Look, LookedAt

pytestmark = [pytest.mark.django_db, pytest.mark.database]
WORDS = "Ambulances wait at our door for hours"
NEED = NewNeed(topic=Topic.URGENT_CARE, words=WORDS, means=(Means.TEAM,))
OFFER = NewOffer(topic=Topic.URGENT_CARE, means=(Means.TEAM, Means.VISIT), words="A flow team", days=6.0)


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def test_a_board_says_what_it_needs_and_others_who_lead_read_it(world):
    act.say_need(HELPED, NEED, at=AT, by=world.helped)
    (found,) = needs_of([HELPED, HELPER], viewer=world.other, on=TODAY)
    assert (found.code, found.topic, found.words, found.means) == (HELPED, Topic.URGENT_CARE, WORDS, (Means.TEAM,))
    assert found.review == date(2026, 11, 4)
    assert found.said_by == ""
    assert needs_of([HELPED], viewer=OPERATOR, on=TODAY) == (found,)


def test_who_said_it_is_told_to_their_own_board_alone_and_logged(world):
    act.say_need(HELPED, NEED, at=AT, by=world.helped)
    (found,) = needs_of([HELPED], viewer=world.helped_chief, on=TODAY)
    assert found.said_by == "Cara Chairwell"
    looks = LookedAt.objects.filter(about=world.people["helped"].pk).values("look")
    assert Look.objects.filter(pk__in=looks, by=world.people["helped_chief"].pk).exists()


@pytest.mark.parametrize("side", ["stranger", "analyst"])
def test_others_read_nothing(world, side):
    act.say_need(HELPED, NEED, at=AT, by=world.helped)
    with pytest.raises(NotYours):
        needs_of([HELPED], viewer=getattr(world, side), on=TODAY)


def test_a_region_reads_its_own_organisations_alone(world):
    act.say_need(HELPED, NEED, at=AT, by=world.helped)
    act.say_offer(OTHER, OFFER, at=AT, by=world.other)
    assert len(needs_of([HELPED], viewer=world.region, on=TODAY)) == 1
    assert needs_of([HELPED], viewer=world.other_region, on=TODAY) == ()
    assert offers_of([OTHER], viewer=world.improver, on=TODAY) == ()
    with pytest.raises(NotYours):
        own_words_page(OTHER, viewer=world.region, on=TODAY)


@pytest.mark.parametrize("side", ["helper", "region", "improver", "stranger"])
def test_nobody_speaks_for_another_organisation(world, side):
    with pytest.raises(NotYours):
        act.say_need(HELPED, NEED, at=AT, by=getattr(world, side))
    number = act.say_need(HELPED, NEED, at=AT, by=world.helped)
    with pytest.raises(NothingSaid):
        act.end_need(HELPED, number, at=AT, by=getattr(world, side))


def test_what_is_past_its_review_is_old_is_asked_for_and_is_not_used(world):
    number = act.say_offer(HELPER, OFFER, at=AT, by=world.helper)
    later = AT + days(200)
    assert offers_of([HELPER], viewer=world.helped, on=later.date()) == ()
    (old,) = offers_of([HELPER], viewer=world.helped, on=later.date(), old_too=True)
    assert own_words_page(HELPER, viewer=world.helped, on=later.date()).is_old(old)
    assert [one.number for one in old_words(viewer=world.helper_chief, on=later.date())] == [number]
    assert old_words(viewer=world.helped, on=later.date()) == ()
    act.confirm_offer(HELPER, number, at=later, by=world.helper_chief)
    (again,) = offers_of([HELPER], viewer=world.helped, on=later.date())
    assert (again.said_on, again.review) == (TODAY, months_after(later.date(), 6))


def test_an_offer_ends_with_its_own_last_day(world):
    until = TODAY + days(10)
    act.say_offer(HELPER, NewOffer(**{**OFFER.__dict__, "until": until}), at=AT, by=world.helper)
    assert len(offers_of([HELPER], viewer=world.helped, on=until)) == 1
    assert offers_of([HELPER], viewer=world.helped, on=until + days(1)) == ()


def test_what_is_said_no_longer_is_gone_and_stays_in_history(world):
    number = act.say_need(HELPED, NEED, at=AT, by=world.helped)
    act.end_need(HELPED, number, at=AT, by=world.helped_chief)
    assert needs_of([HELPED], viewer=world.helped, on=TODAY, old_too=True) == ()
    assert StatedNeed.objects.get(pk=number).words == WORDS


def test_two_who_change_it_at_once_lose_nothing(world):
    number = act.say_need(HELPED, NEED, at=AT, by=world.helped)
    seen = token(StatedNeed.objects.get(pk=number))
    first, second = (NewNeed(topic=Topic.MONEY, words=words) for words in ("Ours first", "Ours second"))
    act.change_need(HELPED, number, first, version=seen, at=AT, by=world.helped)
    with pytest.raises(ChangedMeanwhile):
        act.change_need(HELPED, number, second, version=seen, at=AT, by=world.helped_chief)
    assert StatedNeed.objects.get(pk=number).words == "Ours first"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"words": " "}, "a sentence or two"),
        ({"days": 0.0}, "how many people"),
        ({"days": 401.0}, "how many people"),
        ({"means": ()}, "what you could give"),
        ({"until": TODAY - days(1)}, "has passed"),
        ({"review": TODAY}, "after today"),
        ({"review": TODAY + days(1_000)}, "within 24 months"),
    ],
)
def test_what_cannot_be_said_is_answered_in_words(world, wrong, said):
    with pytest.raises(CannotPartner, match=said):
        act.say_offer(HELPER, NewOffer(**{**OFFER.__dict__, **wrong}), at=AT, by=world.helper)
    assert not StatedOffer.objects.exists()


@given(today=some.dates(date(2020, 1, 1), date(2050, 1, 1)), ahead=some.integers(1, 700))
def test_law_what_is_fresh_counts_until_its_review_and_not_a_day_longer(today, ahead):
    review = review_of(today + days(ahead), today)
    assert counts(review, None, review)
    assert not counts(review, None, review + days(1))
    assert counts(review_of(None, today), None, today)


def test_the_page_says_it_and_the_form_keeps_what_was_typed(client, world):
    look_as(client, world, "helped")
    sent = {"topic": "urgent_care", "words": WORDS, "means": ["team"]}
    wrong = client.post(f"/partnerships/{HELPED}/needs/new/", {**sent, "topic": ""})
    assert "Say what it is about" in wrong.content.decode()
    assert WORDS in wrong.content.decode()
    answer = client.post(f"/partnerships/{HELPED}/needs/new/", sent, follow=True)
    assert WORDS in answer.content.decode()
    number = StatedNeed.objects.get().pk
    changed = {**sent, "words": "Other words", "version": token(StatedNeed.objects.get())}
    assert client.post(f"/partnerships/{HELPED}/needs/{number}/", changed).status_code == 302
    late = client.post(f"/partnerships/{HELPED}/needs/{number}/", {**changed, "words": "Later words"})
    assert "Somebody else changed this" in late.content.decode()
    assert "Later words" in late.content.decode()
    assert client.post(f"/partnerships/{HELPED}/needs/{number}/end/").status_code == 302
    assert client.post(f"/partnerships/{HELPED}/needs/{number}/remove/").status_code == 404


def test_a_reader_of_the_page_has_nothing_to_press(client, world):
    act.say_need(HELPED, NEED, at=AT, by=world.helped)
    page = look_as(client, world, "region").get(f"/partnerships/{HELPED}/").content.decode()
    assert WORDS in page
    assert "Say what you need" not in page
    assert client.get(f"/partnerships/{HELPED}/needs/new/").status_code == 403
    assert look_as(client, world, "helper").get(f"/partnerships/{HELPED}/needs/new/").status_code == 403
