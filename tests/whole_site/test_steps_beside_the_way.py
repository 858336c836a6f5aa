"""Programmes, stretch offers and releases reach the store of equality as tokens, and go from it once taken back."""

from datetime import date, timedelta

import pytest

from wraparound.capabilities.careers.actions.offer_requests import answer_request, ask_for, end_request
from wraparound.capabilities.careers.actions.programmes import be_counted_on, drop_programme, name_programme
from wraparound.capabilities.careers.terms.offers import EmployerAnswer, Side
from wraparound.capabilities.careers.terms.programmes import NewProgramme
from wraparound.capabilities.careers.tests.test_offers import WHY, offered
from wraparound.capabilities.careers.tests.world import AT, HERE, NEAR, TODAY, make_careers_world
from wraparound.capabilities.equality.actions.own import object_to_counting
from wraparound.capabilities.equality.models.stages import StageReached
from wraparound.capabilities.equality.queries.own import own_stages, own_token
from wraparound.capabilities.equality.terms.stages import FunnelStage
from wraparound.capabilities.pipelines.actions import releases
from wraparound.capabilities.pipelines.terms.people import NewRelease, ReleaseFor, ReleaseTo
from wraparound.people.models import Person
from wraparound.records.models.outbox import Event
from wraparound.records.tasks import at_work, work_off
from wraparound.web.catalogue import listeners

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_careers_world)


def test_a_programme_counts_from_its_first_day_until_that_is_taken_back(world):
    new = NewProgramme(
        place="region:NO", name="Ready (made up)", starts_on=date(2026, 1, 5), ends_on=TODAY + timedelta(days=90)
    )
    number = name_programme(new, at=AT, by=world.lead)
    be_counted_on(number, True, at=AT, by=world.ward)
    be_counted_on(number, True, at=AT, by=world.ward)
    assert reached(world.ward) == [(FunnelStage.PROGRAMME, date(2026, 1, 5), HERE)]
    # An event is kept for good, so it says of nobody that they were on it.
    told = Event.objects.filter(name="careers.programme_joined").values_list("data", flat=True)
    assert [sorted(one) for one in told] == [["did", "part"]]
    be_counted_on(number, False, at=AT, by=world.ward)
    assert reached(world.ward) == []
    be_counted_on(number, True, at=AT, by=world.ward)
    drop_programme(number, at=AT, by=world.lead)
    assert reached(world.ward) == []


def test_what_was_taken_back_before_anybody_looked_is_never_counted(world):
    new = NewProgramme(place="region:NO", name="Ready (made up)", starts_on=TODAY, ends_on=TODAY + timedelta(days=9))
    number = name_programme(new, at=AT, by=world.lead)
    be_counted_on(number, True, at=AT, by=world.ward)
    be_counted_on(number, False, at=AT, by=world.ward)
    assert reached(world.ward) == []


def test_a_stretch_offer_counts_once_both_employers_agreed(world):
    number = ask_for(offered(world.near_director), WHY, HERE, at=AT, by=world.ward)
    answer_request(number, Side.OWN, EmployerAnswer.YES, "", at=AT, by=world.director)
    assert reached(world.ward) == []
    answer_request(number, Side.HOST, EmployerAnswer.YES, "", at=AT, by=world.near_director)
    assert reached(world.ward) == [(FunnelStage.STRETCH, TODAY, NEAR)]
    # It ended early; that they came to it stays true.
    end_request(number, "The clinic closes", Side.HOST, at=AT, by=world.near_director)
    assert len(reached(world.ward)) == 1
    object_to_counting(at=AT, by=world.ward)
    assert reached(world.ward) == []
    assert not StageReached.objects.exists()


def test_a_release_counts_while_neither_side_has_taken_it_back(world):
    new = NewRelease(
        person=str(Person.objects.get(pk=world.ward.person).key),
        purpose=ReleaseFor.POSTS,
        to=ReleaseTo.REGION,
        ends=TODAY + timedelta(days=90),
        because="To be known in the region",
    )
    number = releases.offer(new, at=AT, by=world.director)
    assert reached(world.ward) == []
    releases.agree(number, at=AT + timedelta(days=1), by=world.ward)
    assert reached(world.ward) == [(FunnelStage.RELEASED, TODAY + timedelta(days=1), HERE)]
    assert StageReached.objects.get().token == own_token(viewer=world.ward)
    releases.take_back(number, at=AT + timedelta(days=2), by=world.director)
    assert reached(world.ward) == []


def reached(viewer):
    """What the store has of somebody's steps, once the outbox is worked off."""
    mine = [one for one in listeners() if one.name.startswith("equality.")]
    with at_work() as name:
        work_off(mine, name)
    return [(one.stage, one.on, one.organisation) for one in own_stages(viewer=viewer)]
