"""What somebody lets stand beside their readiness: found by whom they show it to, and by nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from wraparound.capabilities.careers.actions.assessments import (
    begin_assessment,
    delete_assessment,
    show_assessment,
    take_back_share,
)
from wraparound.capabilities.careers.actions.examples import answer_vouch, ask_to_vouch, delete_example, write_example
from wraparound.capabilities.careers.actions.system_work import delete_work, show_work, write_work
from wraparound.capabilities.careers.queries.assessments import shared_page
from wraparound.capabilities.careers.queries.uses import use_page, where_used
from wraparound.capabilities.careers.terms.examples import NewExample, VouchState
from wraparound.capabilities.careers.terms.frameworks import NoSuchCareer
from wraparound.capabilities.careers.terms.system_work import NewSystemWork, SystemPlace
from wraparound.capabilities.careers.terms.uses import UseOf
from wraparound.capabilities.careers.tests.world import AT, SHIPPED, address_of, make_careers_world, signed_in
from wraparound.capabilities.pipelines.queries.references import shown_beside
from wraparound.capabilities.pipelines.tests.ready_world import agreed_about
from wraparound.people.models import Person
from wraparound.people.queries.elsewhere import held_elsewhere
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing
from wraparound.records.models.log import LookedAt
from wraparound.records.queries.history import changes

DIRECTOR, MENTOR = address_of("Padma Peoplewise"), address_of("Mena Mentor")


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_careers_world)


@pytest.fixture
def ready(world):
    """The number of a readiness that was agreed about the ward manager."""
    return agreed_about(str(Person.objects.get(pk=world.ward.person).key), at=AT, by=world.director)


def now():
    return timezone.localtime()


def in_a_month():
    return now().date() + timedelta(days=30)


def put(client, world, sort, number):
    """Lets a record of the ward manager stand beside their readiness, as the page sends it."""
    (line,) = use_page(sort, number, viewer=world.ward, on=now().date()).lines
    where = reverse("pipelines:beside", args=[line.entry.number])
    assert signed_in(client, world.ward).post(where, {"token": line.token}).status_code == 302


def found_by(world, viewer, readiness, days=0):
    """Where what stands beside the readiness leads for somebody in so many days: names of addresses and numbers."""
    on = now().date() + timedelta(days=days)
    found = shown_beside(world.ward.person, [readiness], viewer=viewer, on=on)
    return [one.leads and (one.leads.page, one.leads.number) for one in found.get(readiness, ())]


def test_a_link_leads_those_to_whom_it_is_shown_and_nobody_else(world, ready, client):
    number = begin_assessment(SHIPPED, at=now(), by=world.ward)
    put(client, world, UseOf.ASSESSMENT, number)
    assert found_by(world, world.ward, ready) == [("careers:mine", number)]
    for other in (world.director, world.lead, world.mentor, world.colleague, OPERATOR):
        assert found_by(world, other, ready) == []
    card = reverse("pipelines:card", args=[Person.objects.get(pk=world.ward.person).key])
    assert "What they show of themselves" not in signed_in(client, world.director).get(card).content.decode()
    share = show_assessment(number, DIRECTOR, in_a_month(), at=now(), by=world.ward)
    assert found_by(world, world.director, ready) == [("careers:shared", share)]
    assert found_by(world, world.lead, ready) == found_by(world, world.mentor, ready) == []
    page = signed_in(client, world.director).get(card).content.decode()
    assert page.count("What they show of themselves") == 1
    assert f'href="/careers/shown/{share}/"' in page
    shared_page(share, viewer=world.director, on=now().date())
    looks = LookedAt.objects.filter(about=world.ward.person, look__by=world.director.person)
    assert looks.count() >= 2


def test_taken_back_over_or_deleted_it_leads_nowhere_and_says_nothing_of_what_it_was(world, ready, client):
    number = begin_assessment(SHIPPED, at=now(), by=world.ward)
    put(client, world, UseOf.ASSESSMENT, number)
    share = show_assessment(number, DIRECTOR, in_a_month(), at=now(), by=world.ward)
    assert found_by(world, world.director, ready, days=31) == []
    take_back_share(share, at=now(), by=world.ward)
    assert found_by(world, world.director, ready) == []
    show_assessment(number, DIRECTOR, in_a_month(), at=now(), by=world.ward)
    assert len(found_by(world, world.director, ready)) == 1
    delete_assessment(number, at=now(), by=world.ward)
    assert found_by(world, world.director, ready) == []
    assert found_by(world, world.ward, ready) == [None]
    page = signed_in(client, world.ward).get(reverse("pipelines:mine")).content.decode()
    assert "Something that is not shown any more" in page
    assert "board leadership" not in page
    (held,) = [one for one in held_elsewhere(viewer=world.ward, at=now()) if "beside what is said" in one.what]
    assert held.words == "Something that is not shown any more"


def test_an_account_that_was_closed_shows_nothing(world, ready, client):
    number = begin_assessment(SHIPPED, at=now(), by=world.ward)
    put(client, world, UseOf.ASSESSMENT, number)
    show_assessment(number, DIRECTOR, in_a_month(), at=now(), by=world.ward)
    with changing("For the test", at=now(), by=OPERATOR):
        Person.objects.filter(pk=world.ward.person).update(is_active=False, closed_at=now())
    assert found_by(world, world.director, ready) == []


def test_work_and_an_example_lead_those_who_read_them(world, ready, client):
    work = NewSystemWork(
        place=SystemPlace.CHARITY,
        name="Hospice (made up)",
        purpose="Beds",
        partners="Nurses",
        changed="Two beds",
        began_on=AT.date(),
        ended_on=None,
    )
    piece = write_work(work, at=now(), by=world.ward)
    new = NewExample(framework=SHIPPED, competency="1", words="I opened a ward.")
    example = write_example(new, at=now(), by=world.ward)
    vouch = ask_to_vouch(example, MENTOR, in_a_month(), at=now(), by=world.ward)
    with pytest.raises(NoSuchCareer):
        use_page(UseOf.EXAMPLE, example, viewer=world.ward, on=now().date())
    answer_vouch(vouch, VouchState.CONFIRMED, at=now(), by=world.mentor)
    put(client, world, UseOf.WORKS, 0)
    put(client, world, UseOf.EXAMPLE, example)
    shown = show_work(DIRECTOR, in_a_month(), at=now(), by=world.ward)
    assert found_by(world, world.director, ready) == [("careers:works_shown", shown)]
    assert found_by(world, world.mentor, ready) == [("careers:vouch", vouch)]
    assert found_by(world, world.ward, ready) == [("careers:works", None), ("careers:example", example)]
    answer_vouch(vouch, VouchState.TAKEN_BACK, at=now(), by=world.mentor)
    assert found_by(world, world.mentor, ready) == []
    delete_example(example, at=now(), by=world.ward)
    delete_work(piece, at=now(), by=world.ward)
    assert found_by(world, world.director, ready) == []


def test_only_its_person_puts_it_there_sees_where_it_stands_and_takes_it_away(world, ready, client):
    number = begin_assessment(SHIPPED, at=now(), by=world.ward)
    put(client, world, UseOf.ASSESSMENT, number)
    (line,) = where_used(UseOf.ASSESSMENT, number, viewer=world.ward, on=now().date())
    assert (
        "Finance, board level, Acute" in signed_in(client, world.ward).get(f"/careers/mine/{number}/").content.decode()
    )
    for other in (world.director, world.lead, world.mentor):
        signed_in(client, other)
        assert client.post(reverse("pipelines:beside", args=[ready]), {"token": line.token}).status_code == 404
        assert client.post(reverse("pipelines:beside_end", args=[line.stands])).status_code == 404
        assert client.get(reverse("careers:use", args=["assessment", number])).status_code == 404
    told = changes(None, viewer=world.keeper, page=1)
    assert not any("beside" in str(one) for one in told)
    assert "beside a readiness" in signed_in(client, world.ward).get(reverse("people:my_history")).content.decode()
    assert client.post(reverse("pipelines:beside", args=[ready]), {"token": "a self-assessment"}).status_code == 404
    client.post(reverse("pipelines:beside_end", args=[line.stands]))
    assert where_used(UseOf.ASSESSMENT, number, viewer=world.ward, on=now().date()) == ()
