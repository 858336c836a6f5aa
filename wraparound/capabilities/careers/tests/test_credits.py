"""Earlier work that is credited: by others, read by the person beside their answers, contested, never counted."""

import pytest
from django.core import mail

from wraparound.capabilities.careers.actions.credits import credit, end_credit, end_credit_upheld
from wraparound.capabilities.careers.actions.frameworks import take_back_framework
from wraparound.capabilities.careers.models.credits import Credit
from wraparound.capabilities.careers.queries.credits import credit_entries, credited, credits_here, held_of
from wraparound.capabilities.careers.queries.gaps import gap_page
from wraparound.capabilities.careers.tasks import mail_whom_it_credits
from wraparound.capabilities.careers.terms.credits import NewCredit
from wraparound.capabilities.careers.terms.frameworks import CannotKeepCareer, NoSuchCareer, own_key
from wraparound.capabilities.careers.terms.gaps import GapState
from wraparound.capabilities.careers.terms.profiles import Ask
from wraparound.capabilities.careers.tests.test_gaps import role
from wraparound.capabilities.careers.tests.world import (
    AT,
    HERE,
    SHIPPED,
    TODAY,
    brought_in,
    make_careers_world,
    signed_in,
)
from wraparound.people.access import NotYours
from wraparound.people.models import Person
from wraparound.records.models.log import LookedAt
from wraparound.records.models.outbox import Event
from wraparound.records.queries.outbox import event_terms

pytestmark = [pytest.mark.database, pytest.mark.django_db]
WHY, EVIDENCE = "She led a field hospital for two years.", "A reference of 3 March 2026"


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_careers_world)


def credits(world, *, by=None, whose=None, **more):
    said = {
        **{"person": str(Person.objects.get(pk=(whose or world.ward).person).key), "organisation": HERE},
        **{"framework": SHIPPED, "competencies": ("1", "5"), "why": WHY, "evidence": EVIDENCE, **more},
    }
    return credit(NewCredit(**said), at=AT, by=by or world.director)


def test_a_credit_stands_beside_the_answers_and_changes_none(client, world):
    number = role(world, SHIPPED, (Ask(competency="1", rung="Almost always"), Ask(competency="2", rung="Sometimes")))
    before = gap_page(number, viewer=world.ward, on=TODAY).lines
    credits(world)
    after = gap_page(number, viewer=world.ward, on=TODAY)
    assert after.lines == before
    assert {one.state for one in after.lines} == {GapState.UNKNOWN}
    assert set(after.credits) == {"1", "5"}
    said = signed_in(client, world.ward).get(f"/careers/roles/{number}/mine/").content.decode()
    assert said.count("Credited by Padma Peoplewise") == 1
    assert EVIDENCE in said
    assert "Earlier work is credited for 1 of them." in said
    assert "It changes none of your answers, so it stands under “Not known”" in said
    assert gap_page(number, viewer=world.colleague, on=TODAY).credits == {}
    (held,) = held_of(viewer=world.ward, at=AT)
    assert WHY in held.words
    mail_whom_it_credits(event_terms(Event.objects.get(name="careers.credited")))
    assert (mail.outbox[0].to, WHY in mail.outbox[0].body) == (["wanda.wardwell@made-up.example"], False)


def test_others_decide_and_nobody_for_themselves_or_elsewhere(world):
    for wrong in (
        {"whose": world.director},
        {"whose": world.mentor},
        {"competencies": ("nothing",)},
        {"why": " "},
        {"evidence": "x" * 601},
    ):
        with pytest.raises(CannotKeepCareer):
            credits(world, **wrong)
    with pytest.raises(NoSuchCareer):
        credits(world, by=world.near_director)
    for who in (world.ward, world.lead, world.keeper):
        with pytest.raises(NotYours):
            credits(world, by=who)
    assert Credit.objects.count() == 0


def test_those_who_lead_there_read_it_and_every_look_is_logged(world):
    number = credits(world)
    assert credits_here(viewer=world.near_director) == ()
    looks = LookedAt.objects.filter(about=world.ward.person).count()
    assert [one.titles for one in credits_here(viewer=world.director)] == [credited(viewer=world.ward)[0].titles]
    assert LookedAt.objects.filter(about=world.ward.person).count() > looks
    with pytest.raises(NoSuchCareer):
        end_credit(number, "No", at=AT, by=world.near_director)


def test_the_person_says_that_it_is_wrong_and_it_ends_with_the_reason(client, world):
    number = credits(world)
    signed_in(client, world.ward)
    assert "This is wrong" in client.get("/careers/credited/").content.decode()
    assert "Credited" in client.get(f"/people/contest/credit/{number}/").content.decode()
    end_credit_upheld(number, "It was another hospital", at=AT, by=world.director)
    (one,) = credited(viewer=world.ward)
    assert one.ended_on == TODAY
    assert "It was another hospital" in one.ended_because
    assert "counted until" in credit_entries(world.ward.person, viewer=world.ward)[0].detail
    signed_in(client, world.director)
    assert "End this credit<" not in client.get("/careers/credits/").content.decode()


def test_a_framework_stays_while_something_was_credited_against_it(world):
    number = brought_in(world)
    credits(world, framework=own_key(number), competencies=("c1",))
    with pytest.raises(CannotKeepCareer, match="earlier work credited against it"):
        take_back_framework(number, at=AT, by=world.director)
