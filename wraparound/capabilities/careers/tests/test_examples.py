"""What somebody did, and who vouches for it: theirs, never altered, with a day on which it expires, and no score."""

from datetime import timedelta

import pytest

from wraparound.capabilities.careers.actions.examples import answer_vouch, ask_to_vouch, delete_example, write_example
from wraparound.capabilities.careers.actions.profiles import write_profile
from wraparound.capabilities.careers.models.examples import Example, ExampleVersion, Vouch
from wraparound.capabilities.careers.queries.examples import (
    asked_to_vouch,
    example_page,
    held_of,
    own_examples,
    vouch_page,
)
from wraparound.capabilities.careers.queries.needs import needs_today
from wraparound.capabilities.careers.terms.examples import NewExample, VouchState
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.terms.profiles import Ask, NewProfile, RoleLevel, RoleSought
from wraparound.capabilities.careers.tests.world import (
    AT,
    HERE,
    SHIPPED,
    TODAY,
    address_of,
    make_careers_world,
    on_hold,
    signed_in,
)
from wraparound.capabilities.careers.wording.examples import vouch_words
from wraparound.capabilities.pipelines.terms.posts import PostRole
from wraparound.records.models.log import LookedAt

pytestmark = [pytest.mark.database, pytest.mark.django_db]
LATER = TODAY + timedelta(days=30)
MENTOR = address_of("Mena Mentor")
YES, NO, BACK = VouchState.CONFIRMED, VouchState.DECLINED, VouchState.TAKEN_BACK


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_careers_world)


def written(world, **more):
    new = NewExample(framework=SHIPPED, competency="1", words="I opened a ward in a month", **more)
    return write_example(new, at=AT, by=world.ward)


def beside(world, on=TODAY):
    (line,) = own_examples(SHIPPED, viewer=world.ward, on=on)["1"]
    return [vouch_words(one) for one in line.vouches]


def test_somebody_vouches_until_a_day_and_may_take_it_back(world):
    number = written(world, link="https://made-up.example/ward")
    vouch = ask_to_vouch(number, MENTOR, LATER, at=AT, by=world.ward)
    assert [one.words for one in needs_today(viewer=world.mentor, at=AT)] == [
        "Wanda Wardwell asks you to vouch for what they did"
    ]
    assert not LookedAt.objects.exists()
    assert vouch_page(vouch, viewer=world.mentor, on=TODAY).example.words == "I opened a ward in a month"
    assert LookedAt.objects.get().look.why == "You asked them to vouch for it"
    assert beside(world) == ["Mena Mentor was asked to vouch for it and has not answered."]
    answer_vouch(vouch, YES, at=AT, by=world.mentor)
    assert beside(world) == ["Mena Mentor vouched for it on 4 May 2026, until 3 June 2026."]
    assert beside(world, LATER + timedelta(days=1)) == [
        "Mena Mentor vouched for it on 4 May 2026. That expired on 3 June 2026."
    ]
    answer_vouch(vouch, BACK, at=AT, by=world.mentor)
    assert beside(world) == []
    assert example_page(number, viewer=world.ward, on=TODAY).line.vouches[0].state is BACK
    for answer in (NO, BACK):
        with pytest.raises(NoSuchCareer):
            answer_vouch(vouch, answer, at=AT, by=world.mentor)
    answer_vouch(vouch, YES, at=AT, by=world.mentor)
    assert [one.state for one in asked_to_vouch(viewer=world.mentor, on=TODAY)] == [YES]
    assert "vouched for it" in held_of(viewer=world.ward, at=AT)[0].words
    assert held_of(viewer=world.mentor, at=AT)[0].by == "Wanda Wardwell"


def test_nobody_else_reads_it_answers_for_them_or_answers_too_late(client, world):
    number = written(world)
    vouch = ask_to_vouch(number, MENTOR, LATER, at=AT, by=world.ward)
    for viewer in (world.ward, world.colleague, world.director, world.lead, world.keeper):
        with pytest.raises(NoSuchCareer):
            vouch_page(vouch, viewer=viewer, on=TODAY)
        with pytest.raises(NoSuchCareer):
            answer_vouch(vouch, YES, at=AT, by=viewer)
    for viewer in (world.mentor, world.director, world.keeper):
        assert signed_in(client, viewer).get(f"/careers/examples/{number}/").status_code == 404
        with pytest.raises(NoSuchCareer):
            delete_example(number, at=AT, by=viewer)
    with pytest.raises(NoSuchCareer):
        answer_vouch(vouch, YES, at=AT + timedelta(days=31), by=world.mentor)
    delete_example(number, at=AT, by=world.ward)
    for model in (Example, ExampleVersion, Vouch):
        assert not model._default_manager.exists()


def test_what_cannot_be_kept_or_asked_is_said(world):
    number = written(world)
    for link in ("javascript:alert(1)", "http://made-up.example", "https://a b"):
        with pytest.raises(CannotKeepCareer, match="begins with https"):
            written(world, link=link)
    for typed, until, words in (
        (address_of("Wanda Wardwell"), LATER, "Somebody else"),
        ("Nobody Known", LATER, "We found nobody so"),
        (MENTOR, TODAY, "from tomorrow on"),
    ):
        with pytest.raises(CannotKeepCareer, match=words):
            ask_to_vouch(number, typed, until, at=AT, by=world.ward)
    ask_to_vouch(number, MENTOR, LATER, at=AT, by=world.ward)
    with pytest.raises(CannotKeepCareer, match="already"):
        ask_to_vouch(number, MENTOR, LATER, at=AT, by=world.ward)


def test_on_the_pages_it_stands_beside_its_competency_and_is_answered_in_one_click(client, world):
    role = NewProfile(
        place=f"organisation:{HERE}",
        sought=RoleSought(role=PostRole.NURSING, level=RoleLevel.DEPUTY),
        framework=SHIPPED,
        asks=(Ask(competency="1", rung="Sometimes"),),
    )
    gap = f"/careers/roles/{write_profile(role, at=AT, by=world.director)}/mine/"
    signed_in(client, world.ward)
    there = "/careers/examples/new/?framework=board-2024&competency=1"
    assert there.replace("&", "&amp;") in client.get(gap).content.decode()
    page = client.post(there, {"words": "I opened a ward", "document": "Plan of the ward"})["Location"]
    assert "Plan of the ward" in client.get(page).content.decode()
    until = (AT + timedelta(days=900)).date().isoformat()
    assert client.post(page, {"address": MENTOR, "until": until}).status_code == 302
    vouch = Vouch.objects.get().pk
    signed_in(client, world.mentor)
    assert "I vouch for it" in client.get(f"/careers/vouching/{vouch}/").content.decode()
    assert client.post(f"/careers/vouching/{vouch}/answer/", {"answer": "yes"})["Location"] == "/careers/asked/"
    assert client.post(f"/careers/vouching/{vouch}/answer/", {"answer": "sideways"}).status_code == 404
    signed_in(client, world.ward)
    shown = client.get(gap).content.decode()
    assert "I opened a ward" in shown
    assert "Mena Mentor vouched for it on" in shown


def test_a_hold_on_whoever_vouches_keeps_the_example(world):
    number = written(world)
    ask_to_vouch(number, MENTOR, LATER, at=AT, by=world.ward)
    on_hold(world.mentor)
    with pytest.raises(CannotKeepCareer, match="legal hold"):
        delete_example(number, at=AT, by=world.ward)
    assert Vouch.objects.filter(example=number).exists()
