"""Pages, API and demo of people to people: each shows what is theirs, refuses the rest, and says what was wrong."""

import pytest
from django.utils import timezone

from wraparound.capabilities.partnerships.models.pairs import Bar, Cohort, Joining, Pair, PairPart
from wraparound.capabilities.partnerships.queries.pairs import pair_terms
from wraparound.capabilities.partnerships.tasks import make_up_pairs
from wraparound.capabilities.partnerships.tests.pairs_world import (
    BACKEND,
    address_of,
    ask,
    make_pairs_world,
    offer,
    open_one,
    seek,
)

pytestmark = pytest.mark.django_db
HOME = "/partnerships/people/"


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_pairs_world)


@pytest.fixture
def as_(client, world):
    def look(side):
        client.force_login(world.people[side], backend=BACKEND)
        return client

    return look


@pytest.fixture
def number(world):
    """A cohort that is open today."""
    now = timezone.localtime()
    return open_one(world, at=now, joins_until=now.date())


def test_it_is_for_people_with_an_account(client, world):
    assert client.get(HOME).status_code == 302
    assert client.get("/api/partnerships/people").status_code == 401


def test_somebody_joins_changes_it_and_leaves(as_, world, number):
    page = f"{HOME}cohorts/{number}/"
    client = as_("seeker")
    assert "First years" in client.get(HOME).content.decode()
    assert "Tick whether" in client.post(page, {"version": 0, "often": "month"}).content.decode()
    sent = {
        "seeks": "on",
        "often": "month",
        "shown_as": "Sefa",
        "wants": "<b>",
        "version": 0,
        "seeks_topics": ["money"],
    }
    assert client.post(page, sent).status_code == 302
    assert "&lt;b&gt;" in client.get(page).content.decode()
    assert "another window" in client.post(page, sent).content.decode()
    assert client.post(f"{page}leave/").status_code == 302
    assert Joining.objects.get().left_at is not None
    assert client.post(f"{page}leave/").status_code == 404


def test_wishes_are_numbered_and_two_of_the_same_number_are_refused(as_, world, number):
    one, two = offer(number, world.giver), offer(number, world.spare)
    seek(number, world.seeker)
    client, page = as_("seeker"), f"{HOME}cohorts/{number}/wishes/"
    said = client.post(page, {f"seeking-{one}": 1, f"seeking-{two}": 1}).content.decode()
    assert "two of them have the same one" in said
    assert client.post(page, {f"seeking-{two}": 1, f"seeking-{one}": 2}).status_code == 302
    assert Joining.objects.get(person=world.seeker.person).wishes_seeking == [two, one]
    assert "Give a number from 1 on" in client.post(page, {f"seeking-{one}": "first"}).content.decode()


def test_one_person_is_asked_and_what_was_typed_stays_where_it_is_refused(as_, world):
    client, page = as_("seeker"), f"{HOME}ask/"
    sent = {"address": "nobody@made-up.example", "sort": "mentoring", "often": "month", "wants": "An hour a month"}
    said = client.post(page, sent).content.decode()
    assert "Choose somebody" in said
    assert "An hour a month" in said
    assert client.post(page, {**sent, "address": address_of("giver")}).status_code == 302
    assert "is asked to be your mentor" in client.get(HOME).content.decode()
    assert "would like you as a mentor" in as_("giver").get(HOME).content.decode()


def test_a_pair_is_accepted_noted_and_ended_on_its_page(as_, world):
    number = ask(world.seeker, "giver", at=timezone.localtime())
    page = f"{HOME}pairs/{number}/"
    client = as_("giver")
    assert client.post(f"{page}answer/", {"did": "nonsense"}).status_code == 302
    assert not PairPart.objects.get(person=world.giver.person).accepted_at
    client.post(f"{page}answer/", {"did": "accept"})
    version = pair_terms(number, viewer=world.giver, on=timezone.localdate()).version
    sent = {"often": "quarter", "version": version}
    assert "Give a day like" in client.post(page, {**sent, "next_meeting": "soon"}).content.decode()
    assert "has not passed" in client.post(page, {**sent, "next_meeting": "2020-01-01"}).content.decode()
    assert client.post(page, {**sent, "first_meeting": "2026-05-01"}).status_code == 302
    assert Pair.objects.get().often == "quarter"
    client.post(f"{page}note/", {"words": "Mine alone"})
    assert "Mine alone" in client.get(page).content.decode()
    assert "Mine alone" not in as_("seeker").get(page).content.decode()
    client = as_("seeker")
    assert client.post(f"{page}answer/", {"did": "end"}).status_code == 302
    said = as_("giver").get(page).content.decode()
    assert "This has ended. Nobody is told who ended it, or why." in said
    assert "Sefa" not in said


def test_whom_one_must_not_be_paired_with_is_named_and_taken_back(as_, world):
    client, page = as_("seeker"), f"{HOME}not-with/"
    assert client.post(page, {"address": address_of("giver")}).status_code == 302
    assert "Gita Givewell" in client.get(page).content.decode()
    number = Bar.objects.get().pk
    assert as_("giver").post(page, {"back": number}).status_code == 404
    assert as_("seeker").post(page, {"back": number}).status_code == 302
    assert as_("seeker").post(page, {"back": "x"}).status_code == 404


def test_an_organiser_opens_invites_keeps_apart_and_ends(as_, world):
    client = as_("organiser")
    begun = {"name": "Buddies in May", "sort": "buddies", "over": "region:NO", "joins_until": str(timezone.localdate())}
    begin = f"{HOME}organise/begin/"
    assert "There is a problem" in client.post(begin, {**begun, "over": "region:SO"}).content.decode()
    assert client.post(begin, begun).status_code == 302
    page = f"{HOME}organise/{Cohort.objects.get().pk}/"
    assert "There is a problem" in client.post(page, {"did": "invite", "invite-address": "x"}).content.decode()
    assert client.post(page, {"did": "invite", "invite-address": address_of("far")}).status_code == 302
    apart = {"did": "apart", "apart-one": address_of("giver"), "apart-two": address_of("giver")}
    assert "two different people" in client.post(page, apart).content.decode()
    assert client.post(page, {**apart, "apart-two": address_of("seeker")}).status_code == 302
    assert client.post(f"{page}pairs/").status_code == 302
    assert "still join" in client.get(page).content.decode()
    assert client.post(page, {"did": "nonsense"}).status_code == 200
    assert client.post(page, {"did": "end"}).status_code == 302
    assert "This cohort has ended" in client.get(page).content.decode()
    assert "This cohort has ended" in client.post(page, {"did": "end"}, follow=True).content.decode()


def test_the_api_gives_ones_own_and_nobody_elses(as_, world):
    ask(world.seeker, "giver", at=timezone.localtime())
    (hers,) = as_("seeker").get("/api/partnerships/people").json()["pairs"]
    assert (hers["other"], hers["state"]) == ("Gita Givewell", "waits_for_other")
    for side in ("stranger", "organiser", "auditor"):
        assert as_(side).get("/api/partnerships/people").json()["pairs"] == []


def test_where_there_is_no_made_up_region_nothing_is_made_up(world):
    assert make_up_pairs(timezone.now()) == 0
