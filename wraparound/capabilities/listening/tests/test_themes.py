"""What people wrote, sorted into themes by two readers apart, settled, and told as far as it may be."""

from collections import Counter
from datetime import date, timedelta
from itertools import combinations

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.listening.actions import themes as acts
from wraparound.capabilities.listening.actions.pulses import open_pulse
from wraparound.capabilities.listening.calculation.themes import alike, told_of
from wraparound.capabilities.listening.models.pulses import Asked, FreeWords, Pulse
from wraparound.capabilities.listening.models.themes import Sorted, TextsOpened, Theme, ThemeReport
from wraparound.capabilities.listening.queries.pulses import answer_page, pulse_page, words_page
from wraparound.capabilities.listening.queries.themes import could_read, reading_of_pulse, reading_page, sorted_by
from wraparound.capabilities.listening.terms.pulses import CannotListen, NoSuchPulse
from wraparound.capabilities.listening.terms.themes import MOST_ON_A_PAGE, Agreement, ReadingState
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
from wraparound.capabilities.listening.wording.themes import agreement_words
from wraparound.people.actions.grants import end, give
from wraparound.people.models import Grant, Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.records.actions.changes import changing
from wraparound.records.models.triggers import removing

pytestmark = pytest.mark.django_db
SPREAD = [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


def with_texts():
    """A closed pulse of the region with two readers: twelve wrote of help, six of meetings, two of something else."""
    world = make_listening_world()
    world.second = somebody("Rae Reader", "ZZ02", (Role.REGIONAL_DIRECTOR, Purpose.TALENT, Scope.REGION, "NO"))
    key = str(Person.objects.get(pk=world.second.person).key)
    world.pulse = open_pulse(pulse_over(second=key), at=AT, by=world.sender)
    wrote = ["Promised help arrives late"] * 12 + ["Fewer weekly meetings"] * 6 + ["Parking", "My mentor"]
    for viewer, said, words in zip(world.asked[:20], SPREAD * 2, wrote, strict=True):
        answers(world.pulse, [viewer], said, words=words)
    closed()
    return world


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(with_texts)


def row_for(world, viewer):
    return reading_of_pulse(world.pulse, viewer=viewer)


def page_for(world, viewer):
    return reading_page(row_for(world, viewer), title="", question="", back="", viewer=viewer)


def named(world, *names):
    for name in names:
        acts.name_theme(row_for(world, world.sender), name, at=AFTER, by=world.sender)
    return dict(Theme.objects.values_list("name", "pk"))


def sort_all(world, viewer, keys, *, meetings_as="Meetings", done=True):
    chosen = {
        one.number: keys["Help"] if "help" in one.words else keys[meetings_as] if "meet" in one.words else 0
        for one in page_for(world, viewer).texts
    }
    acts.sort_texts(row_for(world, viewer), chosen, at=AFTER, by=viewer)
    if done:
        acts.say_sorted(row_for(world, viewer), at=AFTER, by=viewer)
    return chosen


def test_two_readers_sort_apart_and_see_each_other_only_once_both_are_done(world):
    keys = named(world, "Help", "Meetings")
    sort_all(world, world.sender, keys)
    assert page_for(world, world.sender).state is ReadingState.WAITING
    half = page_for(world, world.second)
    assert half.state is ReadingState.SORTING
    assert all(one.own is None and one.other is None for one in half.texts)
    assert half.agreement is None
    sort_all(world, world.second, keys, meetings_as="Help")
    both = page_for(world, world.sender)
    assert both.state is ReadingState.SETTLING
    assert sum(one.own != one.other for one in both.texts) == 6
    assert 0 < both.agreement.alpha < 1
    assert both.agreement.texts == 20


def test_what_is_settled_is_told_to_everybody_who_was_asked_and_small_themes_together(world):
    keys = named(world, "Help", "Meetings", "Parking")
    chosen = sort_all(world, world.sender, keys)
    sort_all(world, world.second, keys)
    parking = next(one.number for one in page_for(world, world.sender).texts if one.words == "Parking")
    assert pulse_page(world.pulse, viewer=world.asked[3], on=AFTER.date()).themes is None
    acts.settle(row_for(world, world.sender), {**chosen, parking: keys["Parking"]}, asked=43, at=AFTER, by=world.sender)
    told = pulse_page(world.pulse, viewer=world.asked[3], on=AFTER.date()).themes
    assert told.counts == (("Help", 12), ("Meetings", 6), ("Parking or none of the themes", 2))
    assert (told.texts, told.readers, told.agreement.alpha) == (20, 2, 1.0)
    with pytest.raises(CannotListen, match="once both are done"):
        acts.settle(row_for(world, world.sender), chosen, asked=43, at=AFTER, by=world.sender)
    with pytest.raises(Exception, match="only ever added to"):
        ThemeReport.objects.update(content={})


def test_each_step_has_its_time_and_its_person(world):
    keys = named(world, "Help", "Meetings")
    with pytest.raises(CannotListen, match="20 of the texts are not sorted"):
        acts.say_sorted(row_for(world, world.sender), at=AFTER, by=world.sender)
    with pytest.raises(CannotListen, match="there already"):
        named(world, "help")
    chosen = sort_all(world, world.sender, keys)
    with pytest.raises(CannotListen, match="you are done"):
        acts.sort_texts(row_for(world, world.sender), chosen, at=AFTER, by=world.sender)
    with pytest.raises(CannotListen, match="no theme can be added"):
        named(world, "Late")
    with pytest.raises(CannotListen, match="one of the themes"):
        acts.sort_texts(row_for(world, world.second), {next(iter(chosen)): 999_999}, at=AFTER, by=world.second)
    with pytest.raises(CannotListen, match="once both are done"):
        acts.settle(row_for(world, world.sender), chosen, asked=43, at=AFTER, by=world.sender)
    with pytest.raises(CannotListen, match="go on alone"):
        acts.go_alone(row_for(world, world.second), at=AFTER, by=world.second)
    acts.go_alone(row_for(world, world.sender), at=AFTER, by=world.sender)
    acts.settle(row_for(world, world.sender), chosen, asked=43, at=AFTER, by=world.sender)
    told = pulse_page(world.pulse, viewer=world.asked[3], on=AFTER.date()).themes
    assert (told.readers, told.agreement) == (1, None)


def test_a_step_counts_where_the_reading_stands_when_it_is_taken(world):
    keys = named(world, "Help", "Meetings")
    early, early_second = row_for(world, world.sender), row_for(world, world.second)
    chosen = sort_all(world, world.sender, keys)
    first_done = row_for(world, world.sender)
    # Read before the actor was done, sent afterwards: a page left open in another window.
    with pytest.raises(CannotListen, match="you are done"):
        acts.sort_texts(early, dict.fromkeys(chosen, 0), at=AFTER, by=world.sender)
    with pytest.raises(CannotListen, match="you are done"):
        acts.say_sorted(early, at=AFTER, by=world.sender)
    assert sorted_by(first_done, world.sender.person, viewer=world.sender) == chosen
    sort_all(world, world.second, keys)
    with pytest.raises(CannotListen, match="go on alone"):
        acts.go_alone(first_done, at=AFTER, by=world.sender)
    with pytest.raises(CannotListen, match="you are done"):
        acts.sort_texts(early_second, dict.fromkeys(chosen, 0), at=AFTER, by=world.second)
    assert not row_for(world, world.sender).alone


def test_how_far_readers_agree_is_said_in_words_before_figures():
    said = agreement_words(Agreement(0.71, 0.55, 0.87, 40))
    assert said == (
        "The two readers mostly agreed on 40 texts (0.71, and likely between 0.55 and 0.87; 1 would be always, "
        "0 no more often than by chance)."
    )
    starts = {1.0: "always agreed", 0.8: "nearly always agreed", 0.4: "often differed", -0.1: "agreed no more"}
    for alpha, words in starts.items():
        assert agreement_words(Agreement(alpha, -0.2, 1.0, 20)).startswith(f"The two readers {words}")


def test_only_the_readers_named_before_read_and_that_they_did_is_told(world, client):
    for viewer in (world.asked[0], world.director, world.far, OPERATOR):
        with pytest.raises(NoSuchPulse):
            row_for(world, viewer)
        with pytest.raises(NoSuchPulse):
            words_page(world.pulse, viewer=viewer)
    assert len(words_page(world.pulse, viewer=world.second).words) == 20
    client.force_login(Person.objects.get(pk=world.second.person), backend=BACKEND)
    for address in ("words/", "words/themes/"):
        assert client.get(f"/listening/pulses/{world.pulse}/{address}").status_code == 200
    assert TextsOpened.objects.count() == 1
    page = pulse_page(world.pulse, viewer=world.asked[3], on=AFTER.date())
    assert page.readers == ("Senga Sender", "Rae Reader")
    assert [one.name for one in page.opened] == ["Rae Reader"]
    assert not Asked.objects.filter(person=world.second.person).exists()


def test_a_reader_whose_role_ended_reads_no_text_more(world, client):
    for viewer in (world.sender, world.second):
        assert row_for(world, viewer)
        (grant,) = Grant.objects.filter(person=viewer.person)
        end(grant.pk, at=AFTER, by=OPERATOR)
        # They still ask for another place, and were asked by this pulse themselves.
        now = with_another_role(viewer)
        asked_too(world, now)
        with pytest.raises(NoSuchPulse):
            row_for(world, now)
        with pytest.raises(NoSuchPulse):
            words_page(world.pulse, viewer=now)
        assert not pulse_page(world.pulse, viewer=now, on=AFTER.date()).reads_words
        client.force_login(Person.objects.get(pk=viewer.person), backend=BACKEND)
        for address in ("words/", "words/themes/"):
            assert client.get(f"/listening/pulses/{world.pulse}/{address}").status_code == 404
    assert not TextsOpened.objects.exists()


def with_another_role(viewer):
    """The viewer as one who leads the other region now."""
    key = str(Person.objects.get(pk=viewer.person).key)
    new = NewGrant(key, Role.TALENT_LEAD, Purpose.TALENT, Scope.REGION, "SO", date(2025, 1, 1), None, "For the test")
    give(new, at=AFTER, by=OPERATOR)
    return viewer_for(viewer.person, viewer.name, on=AFTER.date(), viewer=PUBLIC)


def asked_too(world, viewer):
    row = Pulse.objects.get(pk=world.pulse)
    with changing("For the test", at=AFTER, by=OPERATOR):
        Asked.objects.create(controller=row.controller, pulse=row, person_id=viewer.person, on=AT.date())


def test_a_second_reader_of_a_trust_is_of_the_trust(world):
    chief = somebody("Chia Chief", "ZZ01", (Role.CHIEF_EXECUTIVE, Purpose.TALENT, Scope.ORGANISATION, "ZZ01"))
    offered = could_read("organisation:ZZ01", viewer=world.director, on=AT.date())
    assert [name for _, name in offered] == [chief.name]


def test_a_second_reader_must_be_one_who_could_have_asked(world):
    assert "Farah Southway" not in dict(could_read("region:NO", viewer=world.sender, on=AT.date())).values()
    stranger = str(Person.objects.get(pk=world.far.person).key)
    with pytest.raises(CannotListen, match="second reader"):
        open_pulse(pulse_over(second=stranger, closes_on=AFTER.date()), at=AT, by=world.sender)


def test_those_who_are_asked_read_both_names_before_they_write(world):
    key = str(Person.objects.get(pk=world.second.person).key)
    at = AT + timedelta(days=100)
    new = pulse_over(second=key, closes_on=(at + timedelta(days=14)).date())
    number = open_pulse(new, at=at, by=world.sender)
    assert answer_page(number, viewer=world.asked[0], on=at.date()).readers == ("Senga Sender", "Rae Reader")


def test_the_pages_name_sort_and_settle(world, client):
    address = f"/listening/pulses/{world.pulse}/words/themes/"
    keys = {}
    for viewer in (world.sender, world.second):
        client.force_login(Person.objects.get(pk=viewer.person), backend=BACKEND)
        if not keys:
            assert "Give the theme a name." in client.post(address, {"do": "name", "name": " "}).content.decode()
            assert client.post(address, {"do": "name", "name": "Help"}).status_code == 302
            keys = dict(Theme.objects.values_list("name", "pk"))
        fields = {f"text_{one}": str(keys["Help"]) for one in FreeWords.objects.values_list("pk", flat=True)}
        short = dict(list(fields.items())[1:])
        assert "are not sorted yet" in client.post(address, {"do": "done", **short}).content.decode()
        assert client.post(address, {"do": "done", **fields}).status_code == 302
    assert client.post(address, {"do": "settle", **fields}).status_code == 200
    client.force_login(Person.objects.get(pk=world.sender.person), backend=BACKEND)
    assert "cannot tell" in client.get(address).content.decode()
    assert client.post(address, {"do": "settle", **fields}).status_code == 302
    assert "are settled" in client.get(address).content.decode()
    page = client.get(f"/listening/pulses/{world.pulse}/").content.decode()
    assert "of which theme we cannot tell" in page


def test_naming_a_theme_keeps_what_was_chosen_until_then(world, client):
    address = f"/listening/pulses/{world.pulse}/words/themes/"
    named(world, "Help")
    (key,) = Theme.objects.values_list("pk", flat=True)
    text = FreeWords.objects.order_by("pk").values_list("pk", flat=True)[0]
    client.force_login(Person.objects.get(pk=world.sender.person), backend=BACKEND)
    sent = {"do": "name", "name": "Meetings", f"text_{text}": str(key)}
    assert "Meetings" in client.post(address, sent, follow=True).content.decode()
    assert list(Sorted.objects.values_list("text", "theme")) == [(text, key)]
    refused = client.post(address, {**sent, "name": "help"}).content.decode()
    assert "This theme is there already." in refused


def test_1500_texts_are_sorted_and_settled_page_by_page(world, client):
    FreeWords.objects.bulk_create(
        FreeWords(pulse_id=world.pulse, words=" ".join(f"word{chr(97 + (each * k) % 26)}{k}ing" for k in range(1, 60)))
        for each in range(1480)
    )
    named(world, "Help")
    (key,) = Theme.objects.values_list("pk", flat=True)
    address = f"/listening/pulses/{world.pulse}/words/themes/"
    numbers = list(FreeWords.objects.order_by("pk").values_list("pk", flat=True))
    pages = [numbers[first : first + MOST_ON_A_PAGE] for first in range(0, len(numbers), MOST_ON_A_PAGE)]

    def send(page, do):
        fields = {f"text_{one}": str(key if one % 2 else 0) for one in pages[page - 1]}
        return client.post(f"{address}?page={page}", {"do": do, **fields})

    for viewer in (world.sender, world.second):
        client.force_login(Person.objects.get(pk=viewer.person), backend=BACKEND)
        page = client.get(address).content.decode()
        assert "Page 1 of 15" in page
        assert "too many texts to put those together" in page
        assert page.count("<select") == MOST_ON_A_PAGE
        assert "1400 of the texts are not sorted yet" in send(15, "done").content.decode()
        assert all(send(each, "keep").status_code == 302 for each in range(1, 15))
        assert send(15, "done").status_code == 302
    client.force_login(Person.objects.get(pk=world.sender.person), backend=BACKEND)
    assert "1400 are not settled yet" in send(1, "settle").content.decode()
    assert all(send(each, "keep_settled").status_code == 302 for each in range(2, 15))
    assert send(15, "settle").status_code == 302
    assert ThemeReport.objects.get().content["texts"] == 1500


def test_all_of_it_goes_with_the_pulse(world):
    keys = named(world, "Help", "Meetings")
    sort_all(world, world.sender, keys)
    with changing("Past its time", at=AFTER, by=OPERATOR), removing(connection):
        Pulse.let_go([world.pulse])
    assert not Sorted.objects.exists()
    assert not Theme.objects.exists()


def test_texts_that_share_two_less_common_words_stand_together():
    texts = {
        1: "Too many weekly meetings about targets",
        2: "Weekly meetings about our targets take days",
        3: "My mentor",
        4: "The meetings",
    }
    (words, together), (_, alone) = alike(texts)
    assert together == (1, 2)
    assert set(words) == {"targets", "weekly"}
    assert alone == (3, 4)


SAID = st.sampled_from(("promised", "helped", "should", "shoulder", "meeting", "meetings", "late", "mentor", "a"))


@given(st.lists(st.lists(SAID, max_size=6).map(" ".join), max_size=14))
def test_texts_stand_together_as_comparing_every_two_would_have_it(said):
    """What is read off from the holders of each word is what comparing each two texts gives, heading words too."""
    texts = dict(enumerate(said, start=5))
    held = {one: {word[:6] for word in text.split() if len(word) > 3} - {"should"} for one, text in texts.items()}
    held = {one: words | ({"should"} if "shoulder" in texts[one] else set()) for one, words in held.items()}
    many = Counter(word for words in held.values() for word in words)
    rare = {word for word, count in many.items() if 2 <= count <= max(2, len(said) // 2)}
    both = {two: rare & held[two[0]] & held[two[1]] for two in combinations(texts, 2)}
    links = {two: words for two, words in both.items() if len(words) >= 2}
    groups = [{one} for one in texts]
    for two in links:
        joined = set().union(*(one for one in groups if one & set(two)))
        groups = [one for one in groups if not one & joined] + [joined]
    found = alike(texts)
    assert {frozenset(numbers) for words, numbers in found if words} == {
        frozenset(one) for one in groups if one - {min(one)}
    }
    for words, numbers in found:
        shared = Counter(word for two, words_of_both in links.items() if two[0] in numbers for word in words_of_both)
        assert [word[:6] for word in words] == sorted(shared, key=lambda word: (-shared[word], word))[:4]
        assert all(word != "should" and any(word in texts[one].split() for one in numbers) for word in words)


@given(st.dictionaries(st.integers(1, 30), st.text("abcde fgh", max_size=40), max_size=12))
def test_standing_together_loses_no_text_and_does_not_depend_on_their_order(texts):
    found = alike(texts)
    assert sorted(number for _, numbers in found for number in numbers) == sorted(texts)
    assert found == alike(dict(reversed(texts.items())))


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 30), max_size=8))
def test_what_is_told_of_themes_leaves_room_in_every_count(counts):
    told = told_of(counts, asked=400)
    assert not told or sum(count for _, count in told) == sum(counts.values()) >= 11
    assert all(count >= 2 for _, count in told)
    assert len(told) != 1
