"""Asking others what they see: nobody reads it but whoever asked, once, and nothing leads back to who replied."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import transaction
from django.utils import timezone

from wraparound.capabilities.careers.actions.assessments import begin_assessment
from wraparound.capabilities.careers.actions.feedback import close_rounds_over, delete_round, open_round, reply
from wraparound.capabilities.careers.models.feedback import (
    FeedbackAnswer,
    FeedbackComment,
    FeedbackInvitation,
    FeedbackPause,
    FeedbackReport,
    FeedbackRound,
)
from wraparound.capabilities.careers.queries.feedback import asks_of, feedback_page, held_of, own_rounds
from wraparound.capabilities.careers.queries.needs import needs_today
from wraparound.capabilities.careers.terms.feedback import FeedbackRole, GivenFeedback, NewRound, TellsWho
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer
from wraparound.capabilities.careers.tests.world import (
    AT,
    HERE,
    SHIPPED,
    TODAY,
    address_of,
    make_careers_world,
    signed_in,
    somebody,
)
from wraparound.people.queries.elsewhere import held_elsewhere
from wraparound.people.terms.access import OPERATOR
from wraparound.records.models.log import Change, Look

pytestmark = [pytest.mark.database, pytest.mark.django_db]

MANAGER, PEER, REPORT = FeedbackRole.MANAGER, FeedbackRole.PEER, FeedbackRole.REPORT
LAST = TODAY + timedelta(days=21)
OVER = AT + timedelta(days=22)
NAMES = ["Asa Askedone", "Bea Askedtwo", "Cal Askedthree", "Dot Askedfour", "Eve Askedfive", "Flo Askedsix"]


def make():
    world = make_careers_world()
    world.asked = [somebody(name, HERE) for name in NAMES]
    world.assessment = begin_assessment(SHIPPED, at=AT, by=world.ward)
    return world


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make)


def opened(world, peers=NAMES[:4], reports=(), *, manager="Padma Peoplewise", at=AT, last=LAST):
    asked = {MANAGER: (manager,) if manager else (), PEER: tuple(peers), REPORT: tuple(reports)}
    return open_round(world.assessment, NewRound(asked=asked, closes_on=last), at=at, by=world.ward)


def says(number, viewer, rung="Sometimes", *, words="", at=AT, sure=False, key="1"):
    invitation = FeedbackInvitation.objects.get(feedback=number, person=viewer.person).pk
    reply(invitation, GivenFeedback(answers={key: rung}, words=words, sure=sure), at=at, by=viewer)


def told(world, number, at=OVER):
    close_rounds_over(at=at, by=OPERATOR)
    return feedback_page(number, viewer=world.ward, on=at.date())


def everything():
    """Every row of every table, without the numbers that are drawn by chance."""
    found = {}
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields]
        if model in (FeedbackAnswer, FeedbackComment):
            names.remove("id")
        found[model._meta.label_lower] = sorted(repr(row) for row in model._base_manager.values_list(*names))
    return found


def held_after(number, *said):
    with transaction.atomic():
        for viewer, rung, words in said:
            says(number, viewer, rung, words=words)
        held = everything()
        transaction.set_rollback(True)
    return held


def test_the_store_is_the_same_whoever_of_two_replied_which_and_in_which_order(world):
    number = opened(world)
    asa, bea = world.asked[:2]
    held = held_after(number, (asa, "Not yet", "Slow down"), (bea, "Almost always", ""))
    assert held == held_after(number, (asa, "Almost always", ""), (bea, "Not yet", "Slow down"))
    assert held == held_after(number, (bea, "Not yet", "Slow down"), (asa, "Almost always", ""))
    assert held != held_after(number, (asa, "Not yet", "Slow down"), (bea, "Sometimes", ""))


def test_a_round_is_read_once_it_is_closed_the_same_each_time_and_by_nobody_else(client, world):
    number = opened(world)
    changes, looks = Change.objects.count(), Look.objects.count()
    for viewer, rung in zip(world.asked, ("Not yet", "Sometimes", "Sometimes"), strict=False):
        says(number, viewer, rung, words="Go on like this")
    says(number, world.director, "Almost always", words="As your manager I am glad")
    assert (Change.objects.count(), Look.objects.count()) == (changes, looks)
    before = feedback_page(number, viewer=world.ward, on=TODAY)
    assert (before.lines, before.comments, before.manager_replied) == ((), (), False)
    with pytest.raises(NoSuchCareer):
        says(number, world.asked[0])
    page = told(world, number)
    (group,) = page.lines[0].groups
    assert group.classes[0] == (("Not yet",), 1)
    assert sum(many for _, many in group.classes) == 3
    assert page.lines[0].manager == "Almost always"
    assert page.lines[1].groups == ()
    assert page.comments == ("Go on like this",) * 3
    assert page.manager_words == "As your manager I am glad"
    assert feedback_page(number, viewer=world.ward, on=OVER.date()) == page
    assert set(FeedbackInvitation.objects.values_list("answered", flat=True)) == {False}
    assert not FeedbackAnswer.objects.exists()
    assert not FeedbackComment.objects.exists()
    with pytest.raises(NoSuchCareer):
        says(number, world.asked[3], at=OVER)
    for viewer in (*world.asked[:1], world.director, world.lead, world.keeper):
        with pytest.raises(NoSuchCareer):
            feedback_page(number, viewer=viewer, on=OVER.date())
        assert signed_in(client, viewer).get(f"/careers/feedback/{number}/").status_code == 404
    words = " ".join(one.words for one in held_of(viewer=world.ward, at=OVER))
    assert "Peers: of 3 answers, 1 said “Not yet”" in words
    assert set(held_of(viewer=world.asked[0], at=OVER)) <= set(held_elsewhere(viewer=world.asked[0], at=OVER))


def test_too_few_replies_tell_nothing_and_their_words_are_deleted_unread(world):
    number = opened(world, manager="")
    says(number, world.asked[0], "Not yet", words="Slow down")
    says(number, world.asked[1], None, words="Listen more")
    page = told(world, number)
    assert [one.groups for one in page.lines] == [()] * len(page.lines)
    assert page.comments == ()
    assert "Slow down" not in str(FeedbackReport.objects.get().content)


def test_words_that_may_tell_who_wrote_them_are_sent_only_by_whoever_is_sure(world):
    number = opened(world)
    with pytest.raises(TellsWho):
        says(number, world.asked[0], words="As I told you last Tuesday, slow down.")
    assert not FeedbackAnswer.objects.exists()
    says(number, world.asked[0], words="As I told you last Tuesday, slow down.", sure=True)
    assert FeedbackComment.objects.count() == 1


@pytest.mark.parametrize(
    ("peers", "reports", "manager", "words"),
    [
        (NAMES[:2], (), "Padma Peoplewise", "Ask 3 people at least"),
        ((*NAMES[:3], "Nobody Known"), (), "", "nobody for “Nobody Known”"),
        (NAMES[:3], NAMES[:1], "", "named twice"),
        ((*NAMES[:3], address_of("Wanda Wardwell")), (), "", "Leave yourself out"),
    ],
)
def test_whom_it_cannot_ask_is_said(world, peers, reports, manager, words):
    with pytest.raises(CannotKeepCareer, match=words):
        opened(world, peers, reports, manager=manager)


def test_a_second_round_is_of_the_same_people_or_of_three_others(world):
    number = opened(world)
    with pytest.raises(CannotKeepCareer, match="still open"):
        opened(world)
    for viewer, rung in zip(world.asked, ("Not yet", "Sometimes", "Sometimes", "Not yet"), strict=False):
        says(number, viewer, rung)
    told(world, number)
    again = {"at": OVER, "last": OVER.date() + timedelta(days=21)}
    for peers in (NAMES[:3], NAMES[:5], [*NAMES[:3], NAMES[4]]):
        with pytest.raises(CannotKeepCareer, match="fewer than 3"):
            opened(world, peers, **again)
    with pytest.raises(CannotKeepCareer, match="as your manager"):
        opened(world, [*NAMES[:4], "Padma Peoplewise"], manager="", **again)
    with pytest.raises(CannotKeepCareer, match="as your manager"):
        opened(world, [NAMES[1], NAMES[2], NAMES[3], NAMES[4], NAMES[5]], manager=NAMES[0], **again)
    second = opened(world, **again)
    for viewer, rung in zip(world.asked, ("Not yet", "Sometimes", "Sometimes", "Not yet"), strict=False):
        says(second, viewer, rung, at=OVER)
    page = told(world, second, at=OVER + timedelta(days=22))
    assert page.lines[0].groups[0].replies == 4


def test_whoever_deletes_what_they_read_opens_no_other_for_a_year_and_nothing_of_it_is_left(world):
    first = opened(world)
    says(first, world.asked[0], "Not yet")
    delete_round(first, at=AT, by=world.ward)
    assert not FeedbackAnswer.objects.exists()
    second = opened(world)
    told(world, second)
    with pytest.raises(NoSuchCareer):
        delete_round(second, at=OVER, by=world.director)
    delete_round(second, at=OVER, by=world.ward)
    for model in (FeedbackRound, FeedbackInvitation, FeedbackReport):
        assert not model._default_manager.exists()
    with pytest.raises(CannotKeepCareer, match="ask again after"):
        opened(world, at=OVER, last=OVER.date() + timedelta(days=21))
    assert FeedbackPause.objects.get().until == OVER.date() + timedelta(days=366)


def test_on_the_pages_somebody_asks_and_a_manager_is_told_that_they_are_named(client, world):
    signed_in(client, world.ward)
    address = f"/careers/mine/{world.assessment}/feedback/"
    typed = {"manager": "Padma Peoplewise", "peer": "\n".join(NAMES[:3]), "closes_on": ""}
    assert "There is a problem" in client.post(address, typed).content.decode()
    last = timezone.localdate() + timedelta(days=14)
    typed["closes_on"] = last.isoformat()
    assert client.post(address, typed)["Location"] == "/careers/asked/"
    number = own_rounds(viewer=world.ward, on=TODAY)[0].number
    assert "You see nothing before then" in client.get(f"/careers/feedback/{number}/").content.decode()
    (ask,) = asks_of(viewer=world.director, on=TODAY)
    assert [one.words for one in needs_today(viewer=world.director, at=AT)] == [
        "Wanda Wardwell asks what you see of them"
    ]
    signed_in(client, world.director)
    assert "not anonymous" in client.get(f"/careers/asked/{ask.number}/").content.decode()
    (ask,) = asks_of(viewer=world.asked[0], on=TODAY)
    signed_in(client, world.asked[0])
    there = f"/careers/asked/{ask.number}/"
    assert "not anonymous" not in client.get(there).content.decode()
    warned = client.post(there, {"at_0": "1", "words": "As I told you, slow down."}).content.decode()
    assert "“As I told you”: It says that you told them before." in warned
    assert client.post(there, {"at_0": "1", "words": "As I told you, slow down.", "sure": "on"}).status_code == 302
    assert client.get(there).status_code == 404
