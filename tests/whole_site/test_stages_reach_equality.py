"""A stage that those who appoint enter reaches the store of equality as a token, and nothing else of it does."""

import pytest

from wraparound.capabilities.equality.models.stages import StageReached
from wraparound.capabilities.equality.queries.own import own_stages, own_token
from wraparound.capabilities.equality.terms.stages import FunnelStage
from wraparound.capabilities.pipelines.actions import candidacies
from wraparound.capabilities.pipelines.terms.vacancies import Stage
from wraparound.capabilities.pipelines.tests.keep_world import AT, TODAY, make_world
from wraparound.capabilities.pipelines.tests.vacancy_world import (
    DAY,
    as_viewer,
    correction,
    decided,
    decision_of,
    ends,
    listed,
    opened,
    person_called,
)
from wraparound.records.models.outbox import Event
from wraparound.records.tasks import at_work, work_off
from wraparound.web.catalogue import listeners

pytestmark = [pytest.mark.django_db, pytest.mark.database]
S = FunnelStage


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


@pytest.fixture
def candidate(world):
    """Somebody of the trust on the long list of a vacancy, and somebody from outside on it too."""
    vacancy, person = opened(world), person_called("Colin League")
    listed(world, vacancy, name="Oona Outside")
    return vacancy, listed(world, vacancy, person), as_viewer(person)


def test_every_stage_is_followed_corrected_and_taken_back(world, candidate):
    vacancy, number, viewer = candidate
    assert reached(viewer) == [(S.LONG_LIST, TODAY - DAY * 30)]
    decided(world, number, Stage.SHORTLIST, TODAY - DAY * 20)
    decided(world, number, Stage.INTERVIEW, TODAY - DAY * 10)
    assert reached(viewer)[1:] == [(S.SHORTLIST, TODAY - DAY * 20), (S.INTERVIEW, TODAY - DAY * 10)]
    entry, version = decision_of(number, Stage.INTERVIEW)
    new = correction(TODAY - DAY * 9)
    candidacies.correct_decision(entry, new, version=version, at=AT, by=world.director)
    assert reached(viewer)[-1] == (S.INTERVIEW, TODAY - DAY * 9)
    entry, version = decision_of(number, Stage.INTERVIEW)
    candidacies.take_back_decision(entry, why="Typed wrongly", version=version, at=AT, by=world.director)
    assert [stage for stage, _ in reached(viewer)] == [S.LONG_LIST, S.SHORTLIST]
    ends(world, vacancy, Stage.APPOINTED, candidate=number)
    assert reached(viewer)[-1] == (S.POST, TODAY)


def test_nothing_but_a_token_a_stage_a_day_and_a_place_comes_in(world, candidate):
    _, _, viewer = candidate
    work()
    (row,) = StageReached.objects.all()
    assert row.token == own_token(viewer=viewer)
    assert (row.stage, row.on, row.organisation) == ("long_list", TODAY - DAY * 30, "ZZ01")
    there = {field.name for field in StageReached._meta.get_fields()}
    assert there == {"entry", "token", "stage", "on", "organisation"}
    # And what was told says nothing of a group, and not why.
    told = Event.objects.get(name="pipelines.candidate_stage").data
    assert sorted(told) == ["did", "entry", "on", "organisation", "person", "stage"]


def reached(viewer):
    """What the store has of somebody's stages, once the outbox is worked off."""
    work()
    return [(one.stage, one.on) for one in own_stages(viewer=viewer)]


def work():
    mine = [one for one in listeners() if one.name.startswith("equality.")]
    with at_work() as name:
        work_off(mine, name)
