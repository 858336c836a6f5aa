"""Interest of people without an account: registered, confirmed, read, answered, taken back, and gone by itself."""

import re
from copy import deepcopy
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone

from wraparound.capabilities.careers.actions import interests as acts
from wraparound.capabilities.careers.actions.ways_in import add_opening, end_opening
from wraparound.capabilities.careers.models.ways_in import Interest, InterestOpened, InterestVersion
from wraparound.capabilities.careers.queries import interests as asks
from wraparound.capabilities.careers.tasks import mail_those_who_answer
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.terms.interests import (
    DAYS_TO_CONFIRM,
    MOST_FROM_A_PLACE,
    MOST_TO_AN_ADDRESS,
    InterestAnswer,
    InterestState,
    NewInterest,
    NoSuchInterest,
)
from wraparound.capabilities.careers.terms.ways_in import NewOpening
from wraparound.capabilities.careers.tests.world import AT, FAR, HERE, TODAY, make_careers_world, signed_in, somebody
from wraparound.people.terms.access import OPERATOR, PUBLIC, Purpose, Role, Scope
from wraparound.records.actions.removal import run_retention
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.outbox import Event
from wraparound.records.queries.outbox import event_terms

pytestmark = [pytest.mark.database, pytest.mark.django_db]
BRINGS = "I led a night shift for six years"
FORM = {"name": "Ada Newly", "address": "ada@made-up.example", "region": "NO", "brings": BRINGS, "agrees": "on"}


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(with_a_lead_elsewhere)


@pytest.fixture
def world(world_once):
    cache.clear()
    return deepcopy(world_once)


def with_a_lead_elsewhere():
    world = make_careers_world()
    world.far_lead = somebody("Fay Faraway", FAR, (Role.TALENT_LEAD, Purpose.TALENT, Scope.REGION, "SO"))
    return world


def registered(*, at=AT, place="192.0.2.1", **more):
    """Number and token of an interest that was registered."""
    said = {**FORM, "route": "graduate", "agrees": True, **more}
    kept = acts.register(NewInterest(**said), place=place, at=at, by=PUBLIC)
    number, token = kept.path.split("/")[-3:-1]
    return int(number), token


def confirmed(**more):
    number, token = registered(**more)
    acts.confirm(number, token, at=AT, by=PUBLIC)
    return number, token


def answer(number, state, words="Come and see us on Monday", *, by, at=AT):
    version = asks.interest_page(asks.answered_row(number, viewer=by), viewer=by).version
    return acts.answer_interest(number, InterestAnswer(state=state, words=words), version=version, at=at, by=by)


def link_in(sent):
    return urlsplit(re.search(r"https?://\S+", sent.body).group()).path


def test_a_graduate_registers_says_yes_changes_reads_and_takes_it_back(
    client, world, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/careers/ways-in/graduate/register/", FORM)
    said = page.content.decode()
    assert "Look in your email" in said
    assert "/interest/" not in said
    assert page.headers["Cache-Control"] == "no-store"
    assert asks.interests(viewer=world.lead) == ()
    link = link_in(mail.outbox[0])
    assert mail.outbox[0].to == ["ada@made-up.example"]
    assert "You have not said yes yet" in client.get(link).content.decode()
    client.post(link, {"do": "confirm"})
    assert "Nobody has opened it yet." in client.get(link).content.decode()
    client.post(link, {"do": "change", "name": "Ada Newly", "brings": "And I kept a budget"})
    (line,) = asks.interests(viewer=world.lead)
    signed_in(client, world.lead)
    assert "Ada" not in client.get("/careers/interests/").content.decode()
    assert "And I kept a budget" in client.get(f"/careers/interests/{line.number}/").content.decode()
    client.logout()
    assert "Opened by Tala Leadwell" in client.get(link).content.decode()
    assert "Nothing of what you wrote is left." in client.post(link, {"do": "withdraw"}).content.decode()
    assert client.get(link).status_code == 404
    for rows in (Interest, InterestOpened, InterestVersion):
        assert rows.objects.count() == 0


def test_in_the_made_up_region_alone_the_link_stands_on_the_page(client, world, settings):
    settings.DEMO = True
    said = client.post("/careers/ways-in/graduate/register/", FORM).content.decode()
    assert "no email is sent" in said
    assert "Those who look for new leaders in your region answer you." in said
    link = re.search(r'href="(/careers/interest/[^"]+)"', said).group(1)
    assert "You have not said yes yet" in client.get(link).content.decode()


def test_what_people_write_stands_in_no_history_and_no_link_in_the_table(world):
    number, token = confirmed()
    acts.change_interest(number, token, name="Ada Other", brings="Else", at=AT, by=PUBLIC)
    columns = {one.name for one in InterestVersion._meta.concrete_fields}
    assert not columns & {"name", "address", "brings", "answer", "nonce"}
    assert token not in str(list(Interest.objects.values()))
    with pytest.raises(NoSuchInterest):
        asks.own_interest(number, token[:-1] + ("0" if token[-1] != "0" else "1"), viewer=PUBLIC)
    assert all("Ada" not in str(one.data) for one in Event.objects.all())


@pytest.mark.parametrize(
    "wrong",
    [{"name": " "}, {"address": "nobody"}, {"region": ""}, {"brings": "x" * 1_001}, {"agrees": ""}, {"website": "x"}],
)
def test_what_is_missing_is_said_beside_what_was_typed_and_nothing_is_kept(client, world, wrong):
    page = client.post("/careers/ways-in/graduate/register/", {**FORM, **wrong}).content.decode()
    assert "There is a problem" in page
    assert Interest.objects.count() == 0


def test_the_same_again_changes_nothing_and_leads_to_the_same_link(world):
    first = registered()
    assert registered(name="Somebody Else", brings="Other", place="192.0.2.2") == first
    assert Interest.objects.get().name == "Ada Newly"
    assert registered(route="return", place="192.0.2.3") != first


def test_floods_are_stopped_by_place_and_by_address(world):
    for at in range(MOST_FROM_A_PLACE):
        registered(address=f"{at}@made-up.example")
    with pytest.raises(CannotKeepCareer, match="within an hour"):
        registered(address="more@made-up.example")
    registered(address="more@made-up.example", at=AT + timedelta(hours=1))
    for at in range(MOST_TO_AN_ADDRESS):
        registered(address="one@made-up.example", place=f"198.51.100.{at}")
    with pytest.raises(CannotKeepCareer, match="enough emails for one day"):
        registered(address="ONE@made-up.example ", place="198.51.100.99")


def test_only_the_region_and_whose_opening_it_is_read_it(world):
    new = NewOpening(place=f"organisation:{HERE}", route="graduate", title="Trainee", where="Here", closes_on=TODAY)
    opening = add_opening(new, at=AT, by=world.director)
    plain, _ = confirmed(place="192.0.2.1")
    for_it, _ = confirmed(opening=opening, region="", place="192.0.2.2")
    seen = {
        "lead": {plain, for_it},
        "director": {for_it},
        "near_director": set(),
        "far_lead": set(),
    }
    for who, expected in seen.items():
        viewer = getattr(world, who)
        assert {one.number for one in asks.interests(viewer=viewer)} == expected
        for number in {plain, for_it} - expected:
            with pytest.raises(NoSuchCareer):
                acts.note_opened(number, at=AT, by=viewer)
            with pytest.raises(NoSuchCareer):
                acts.answer_interest(
                    number, InterestAnswer(state=InterestState.OFFERED, words="x"), version=0, at=AT, by=viewer
                )
    assert asks.whom_to_tell(plain, viewer=OPERATOR, on=TODAY) == (world.lead.person,)
    assert set(asks.whom_to_tell(for_it, viewer=OPERATOR, on=TODAY)) == {world.lead.person, world.director.person}
    end_opening(opening, at=AT, by=world.director)
    with pytest.raises(CannotKeepCareer, match="not open any more"):
        registered(opening=opening, address="late@made-up.example")
    assert {one.number for one in asks.interests(viewer=world.director)} == {for_it}


def test_those_who_answer_are_told_that_somebody_waits_and_not_who(world):
    number, _ = confirmed()
    (told,) = Event.objects.filter(name="careers.interest_confirmed")
    assert told.data == {"interest": str(number)}
    mail_those_who_answer(event_terms(told))
    (sent,) = mail.outbox
    assert sent.to == ["tala.leadwell@made-up.example"]
    assert "Ada" not in sent.body + sent.subject


def test_an_answer_needs_kind_words_is_told_by_mail_and_read_by_the_link(
    client, world, django_capture_on_commit_callbacks
):
    number, token = confirmed()
    acts.note_opened(number, at=AT, by=world.lead)
    assert Interest.objects.get(pk=number).state == InterestState.SEEN
    with pytest.raises(CannotKeepCareer, match="why it is not now"):
        answer(number, InterestState.NOT_NOW, " ", by=world.lead)
    version = asks.own_interest(number, token, viewer=PUBLIC).version
    answer(number, InterestState.TALKING, by=world.lead)
    assert Interest.objects.get(pk=number).outcome_on is None
    late = InterestAnswer(state=InterestState.NOT_NOW, words="No place this year")
    with pytest.raises(ChangedMeanwhile):
        acts.answer_interest(number, late, version=version, at=AT, by=world.lead)
    version = asks.own_interest(number, token, viewer=PUBLIC).version
    signed_in(client, world.lead)
    with django_capture_on_commit_callbacks(execute=True):
        said = {"version": version, "state": "not_now", "words": "No place this year. Look again in May."}
        assert client.post(f"/careers/interests/{number}/", said).status_code == 302
    assert "No place" not in mail.outbox[0].body
    client.logout()
    page = client.get(link_in(mail.outbox[0])).content.decode()
    assert "No place this year. Look again in May." in page
    assert "Tala Leadwell, on" in page
    first = Interest.objects.get(pk=number).outcome_on
    answer(number, InterestState.OFFERED, by=world.lead, at=AT + timedelta(days=30))
    assert Interest.objects.get(pk=number).outcome_on == first == timezone.localdate()


def test_it_goes_by_itself_unconfirmed_after_two_weeks_and_after_a_year(world):
    registered(address="never@made-up.example")
    number, _ = confirmed()
    acts.note_opened(number, at=AT, by=world.lead)
    assert acts.remove_unconfirmed(at=AT + timedelta(days=DAYS_TO_CONFIRM), by=OPERATOR) == 0
    assert acts.remove_unconfirmed(at=AT + timedelta(days=DAYS_TO_CONFIRM + 1), by=OPERATOR) == 1
    run_retention(at=AT + timedelta(days=364), by=OPERATOR, act=True)
    assert Interest.objects.count() == 1
    run_retention(at=AT + timedelta(days=367), by=OPERATOR, act=True)
    assert (Interest.objects.count(), InterestOpened.objects.count()) == (0, 0)
