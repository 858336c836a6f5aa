"""While somebody writes their plan, they alone see which of its steps say how; nobody to whom they show it does."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.utils import timezone

from wraparound.capabilities.careers.actions.development import add_step, begin_plan, mark_step, show_plan
from wraparound.capabilities.careers.models.development import DevelopmentPlan, DevelopmentPlanVersion
from wraparound.capabilities.careers.queries.development import held_of, split_of_steps
from wraparound.capabilities.careers.terms.development import NewPlanStep
from wraparound.capabilities.careers.terms.frameworks import NoSuchCareer
from wraparound.capabilities.careers.terms.profiles import Ask
from wraparound.capabilities.careers.tests.test_gaps import role
from wraparound.capabilities.careers.tests.world import AT, SHIPPED, TODAY, address_of, make_careers_world, signed_in
from wraparound.capabilities.careers.wording.development import SPLIT_ALONE, SPLIT_HEAD, SPLIT_NONE
from wraparound.people.access import NotYours
from wraparound.people.terms.access import OPERATOR

pytestmark = [pytest.mark.database, pytest.mark.django_db]

LATER = TODAY + timedelta(days=60)
TASK = "Reduce the backlog of scans by March"
PEOPLE = "Ask my team what gets in their way, listen, and act on it with them"
SAID = "Of 2 steps, 1 says what is to be done and 1 says how."


def made_world():
    world = make_careers_world()
    plan = begin_plan(role(world, SHIPPED, (Ask(competency="1", rung="Sometimes"),)), at=AT, by=world.ward)
    for words in (TASK, PEOPLE):
        add_step(plan, NewPlanStep(words=words, by_when=LATER), at=AT, by=world.ward)
    return world, plan


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(made_world)


@pytest.fixture
def begun(world_once, db):
    return deepcopy(world_once)


def everything():
    return list(DevelopmentPlan.objects.values()), list(DevelopmentPlanVersion.objects.values())


def test_its_person_sees_which_step_says_nothing_of_how_and_nothing_is_kept_of_it(begun, client):
    world, plan = begun
    kept = everything()
    assert [one.text for one in split_of_steps(plan, viewer=world.ward).without_how] == [TASK]
    page = signed_in(client, world.ward).get(f"/careers/plans/{plan}/").content.decode()
    assert SAID in page
    assert SPLIT_ALONE in page
    assert TASK in page.partition("In this one no word on how was found")[2].partition("</ul>")[0]
    assert everything() == kept
    assert not any("says how" in one.words for one in held_of(viewer=world.ward, at=AT))


def test_whoever_the_plan_is_shown_to_reads_the_steps_and_none_of_this(begun, client):
    world, plan = begun
    now = timezone.localtime()
    until = now.date() + timedelta(days=60)
    talk = show_plan(plan, address=address_of("Mena Mentor"), until=until, at=now, by=world.ward)
    page = signed_in(client, world.mentor).get(f"/careers/talks/{talk}/").content.decode()
    assert TASK in page
    assert SPLIT_HEAD not in page
    assert "says how" not in page
    assert client.get(f"/careers/plans/{plan}/").status_code == 404
    assert client.post(f"/careers/plans/{plan}/steps/", {"live": "1", "words": TASK}).status_code == 404
    for other in (world.mentor, OPERATOR):
        with pytest.raises((NoSuchCareer, NotYours)):
            split_of_steps(plan, viewer=other)


def test_it_is_read_as_one_types_and_nothing_is_saved(begun, client):
    world, plan = begun
    signed_in(client, world.ward)
    kept, form = everything(), f"/careers/plans/{plan}/steps/"
    assert SAID in client.get(form).content.decode()
    part = client.post(form, {"live": "1", "words": PEOPLE}).content.decode()
    assert "Of 3 steps, 1 says what is to be done and 2 say how." in part
    assert "<h1" not in part
    assert "Both steps say how." in client.post(f"{form}1/", {"live": "1", "words": PEOPLE}).content.decode()
    refused = client.post(form, {"words": PEOPLE}).content.decode()
    assert "Of 3 steps" in refused
    assert everything() == kept


def test_what_is_done_is_no_longer_read(begun, client):
    world, plan = begun
    mark_step(plan, 1, True, at=AT, by=world.ward)
    assert split_of_steps(plan, viewer=world.ward).said == "The one step says how."
    mark_step(plan, 2, True, at=AT, by=world.ward)
    signed_in(client, world.ward)
    assert SPLIT_HEAD not in client.get(f"/careers/plans/{plan}/").content.decode()
    assert SPLIT_NONE in client.get(f"/careers/plans/{plan}/steps/").content.decode()
