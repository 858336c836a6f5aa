"""Pages, API and paper of partnerships: who is let in, what is typed stays, and what each of them says."""

import json

import pytest
from django.utils import timezone

from tests.reading import words_in_pdf
from wraparound.capabilities.partnerships.actions.own_words import say_need
from wraparound.capabilities.partnerships.models.agreements import Agreement
from wraparound.capabilities.partnerships.models.reviews import PartnershipReview
from wraparound.capabilities.partnerships.terms.own_words import NewNeed, Topic
from wraparound.capabilities.partnerships.tests.partner_world import (
    HELPED,
    HELPER,
    TODAY,
    days,
    diagnosed,
    in_force,
    look_as,
    make_world,
    proposed,
    taken_up,
    with_terms,
)

pytestmark = [pytest.mark.django_db, pytest.mark.database]
PLACE = "/partnerships/agreements/"
TYPED = {
    "topic": "urgent_care",
    "aims": "Decisions by eleven\nOne picture at nine",
    "people": "A flow team",
    "days": "8",
    "money": "24000",
    "paid_by": "helped",
    "gains": "Your people lead a change",
    "starts": "2027-01-04",
    "ends": "2027-12-31",
    "every": "3",
}


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def page(client, address, status=200):
    answer = client.get(address, follow=True)
    assert answer.status_code == status
    return answer.content.decode()


def send(client, address, **sent):
    answer = client.post(address, sent, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_from_a_proposal_to_in_force_through_the_pages(client, world):
    look_as(client, world, "helped")
    sent = {"side": "helped", "theirs": HELPER, "topic": "urgent_care", "words": "Would you look at it with us?"}
    assert "Choose an organisation" in send(client, f"/partnerships/{HELPED}/propose/", **{**sent, "theirs": ""})
    assert "asks for help" in send(client, f"/partnerships/{HELPED}/propose/", **sent)
    number = Agreement.objects.get().pk
    here = f"{PLACE}{number}/"
    look_as(client, world, "helper")
    assert "Waits for you" in page(client, "/partnerships/")
    assert "What your board thinks is wrong" not in page(client, f"{here}diagnosis/")
    assert "each board says for itself" in send(client, f"{here}answer/", step="take_up")
    assert "Say what you think is wrong." in send(client, f"{here}diagnosis/", words="", version=0)
    send(client, f"{here}diagnosis/", words="Late decisions", version=0)
    look_as(client, world, "helped")
    assert "Late decisions" not in page(client, here)
    assert "Late decisions" in send(client, f"{here}diagnosis/", words="Full beds", version=0)
    send(client, f"{here}together/", words="Both of it", seen=0)
    look_as(client, world, "helper")
    assert "Agree to this text" in page(client, here)
    assert "version 1" in send(client, f"{here}together/", words="Mine too", seen=0)
    send(client, f"{here}together/agree/", seen=1)
    wrong = send(client, f"{here}terms/", **{**TYPED, "money": "0"}, seen=0)
    assert "Say who pays" in wrong
    assert "One picture at nine" in wrong
    assert "Version 1" in send(client, f"{here}terms/", **TYPED, seen=0)
    digest = Agreement.objects.get().terms.get().digest
    assert "Tick this" in send(client, f"{here}accept/", digest=digest)
    send(client, f"{here}accept/", digest=digest, read="on")
    look_as(client, world, "helped")
    assert "it is in force" in send(client, f"{here}accept/", digest=digest, read="on")
    found = page(client, here)
    assert "Published figures since it began" in found
    assert "do not say that the partnership caused any of it" in found
    pdf = client.get(f"{PLACE}{number}.pdf")
    assert pdf.content.startswith(b"%PDF")
    paper = words_in_pdf(pdf.content)
    assert "Urgent and emergency care." in paper
    assert "Version 1 of the terms, written on" in paper
    assert "Read on" in found
    assert "It has ended" in send(client, f"{here}end/", why="Enough")


def test_stale_terms_are_shown_beside_what_was_typed(client, world):
    number = with_terms(world)
    look_as(client, world, "helper")
    found = send(client, f"{PLACE}{number}/terms/", **TYPED, seen=0)
    assert "has written version 1 since" in found
    assert "Version 1, as it stands now" in found
    assert 'name="seen" value="1"' in found.replace('type="hidden" ', "")
    found = send(client, f"{PLACE}{number}/accept/", digest="0" * 64, read="on")
    assert "not the terms that stand now" in found


def test_declining_is_one_click(client, world):
    number = proposed(world)
    look_as(client, world, "helper")
    assert "On this site only the two boards see that" in send(client, f"{PLACE}{number}/answer/", step="decline")
    assert "That is no answer" in send(client, f"{PLACE}{number}/answer/", step="shrug")


def test_declining_what_both_have_written_is_asked_once_more(client, world):
    number = with_terms(world)
    look_as(client, world, "helped")
    assert "ends with it" in page(client, f"{PLACE}{number}/")
    assert "decline again" in send(client, f"{PLACE}{number}/answer/", step="decline")
    assert Agreement.objects.get(pk=number).state == "terms"
    assert "only the two boards" in send(client, f"{PLACE}{number}/answer/", step="decline", sure="yes")
    assert Agreement.objects.get(pk=number).state == "declined"


def test_whoever_leads_an_organisation_reads_what_others_say(client, world):
    at = timezone.localtime()
    say_need(HELPED, NewNeed(topic=Topic.CULTURE, words="People do not speak up.", means=()), at=at, by=world.helped)
    look_as(client, world, "helper")
    read = page(client, "/partnerships/said/")
    assert "People do not speak up." in read
    assert "People do not speak up." not in page(client, "/partnerships/said/?topic=money")
    assert "People do not speak up." in page(client, "/partnerships/said/?topic=culture")
    assert "/partnerships/said/" in page(client, "/partnerships/")


@pytest.mark.parametrize("more", ["", "diagnosis/", "together/", "terms/", "accept/", "end/"])
def test_strangers_and_other_boards_find_nothing(client, world, more):
    number = diagnosed(world)
    assert look_as(client, world, "other").get(f"{PLACE}{number}/{more}").status_code == 404
    assert look_as(client, world, "stranger").get(f"{PLACE}{number}/{more}").status_code == 403
    assert look_as(client, world, "region").get(f"{PLACE}{number}/{more}").status_code == 404


def test_a_region_reads_what_is_in_force_and_writes_nothing(client, world):
    number = in_force(world)
    look_as(client, world, "region")
    found = page(client, f"{PLACE}{number}/")
    assert "A flow team" in found
    assert "What both see" not in found
    for more in ("diagnosis/", "terms/", "accept/", "end/"):
        assert client.get(f"{PLACE}{number}/{more}").status_code == 403
    assert "What both see" not in json.dumps(client.get(f"/api{PLACE}{number}").json())


def test_a_region_suggests_on_its_page(client, world):
    look_as(client, world, "region")
    sent = {"helper": HELPER, "helped": HELPED, "topic": "culture", "words": "You could learn from each other"}
    assert "Choose another" in send(client, "/partnerships/suggest/", **{**sent, "helped": HELPER})
    assert "Suggested by you" in send(client, "/partnerships/suggest/", **sent)
    assert look_as(client, world, "helper").get("/partnerships/suggest/").status_code == 403
    assert "Propose it to the other board" in page(client, f"{PLACE}{Agreement.objects.get().pk}/")


def test_a_review_through_the_pages(client, world):
    number = in_force(world, at=timezone.now() - days(120), starts=TODAY, reviews=(timezone.localdate() - days(1),))
    which = PartnershipReview.objects.filter(agreement=number).order_by("due_on")[0].pk
    here = f"{PLACE}{number}/reviews/{which}/"
    look_as(client, world, "helper")
    assert "Say what you learned" in send(client, f"{here}write/", delivered="All", version=0)
    sent = {"delivered": "All of it", "learned": "Their handover", "days_given": "12", "version": 0}
    assert "has written" in send(client, f"{here}write/", **sent)
    look_as(client, world, "helped")
    assert "Their handover" not in page(client, here)
    assert "Their handover" in send(client, f"{here}write/", **{**sent, "learned": "Your picture"})
    send(client, f"{here}note/", words="We go on", seen=0)
    look_as(client, world, "helper")
    assert "Both boards agree to this note" in send(client, f"{here}note/agree/", seen=1)
    assert "at the end alone" in send(client, f"{here}region/", on="on")
    assert look_as(client, world, "region").get(here).status_code == 404


def test_the_api_says_what_the_pages_say(client, world):
    number = taken_up(world)
    look_as(client, world, "helper")
    listed = client.get("/api/partnerships/agreements").json()
    assert [(one["number"], one["state"], one["waits"]) for one in listed["open"]] == [(number, "diagnosis", True)]
    assert client.get(f"/api{PLACE}{number}").json()["moves"] == ["decline", "tell"]
    assert look_as(client, world, "other").get(f"/api{PLACE}{number}").status_code == 404
    assert look_as(client, world, "stranger").get("/api/partnerships/agreements").status_code == 403
