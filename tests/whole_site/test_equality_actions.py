"""What is done about the six actions: read by more than read the plan, told beside a day, and never as a cause."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from wraparound.capabilities.delivery.actions import answers, milestones
from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.capabilities.delivery.queries.equality_actions import (
    equality_actions,
    equality_actions_of_region,
    equality_places,
)
from wraparound.capabilities.delivery.terms.milestones import Evidence, EvidenceSort, MoveReason, NewMilestone
from wraparound.capabilities.delivery.terms.recommendations import (
    BOARD_OBJECTIVES,
    CannotPlan,
    Choice,
    NewAnswer,
    RecommendationKey,
)
from wraparound.capabilities.delivery.wording.standing import NOTHING_SHOWS
from wraparound.capabilities.equality.tests.world import AT, FAR, HERE, TODAY, make_equality_world, signed_in, somebody
from wraparound.capabilities.equality.wording.acting import NO_CAUSE, OBJECTIVE, say_actions
from wraparound.cli import main
from wraparound.people.access import NotYours
from wraparound.people.terms.access import OPERATOR, Purpose, Role, Scope

pytestmark = [pytest.mark.django_db, pytest.mark.database]
FAIR = RecommendationKey("edi-2023-2")
ELSEWHERE = RecommendationKey("review-2022-1")
DAY = timedelta(days=1)
LATER = TODAY + 30 * DAY


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def make_world():
    """An organisation that answered two actions, with an objective of a board member that slipped and one done."""
    world = make_equality_world()
    keeper = (Role.IMPROVEMENT_DIRECTOR, Purpose.IMPROVEMENT, Scope.ORGANISATION, HERE)
    world.planner = somebody("Imre Improver", keeper)
    world.member = somebody("Bea Boardley")
    world.regional = somebody("Rhea Region", (Role.EQUALITY_LEAD, Purpose.EQUALITY, Scope.REGION, "NO"))
    answered(world, BOARD_OBJECTIVES, Choice.ADOPT, shared=True)
    answered(world, ELSEWHERE, Choice.ADOPT, shared=True)
    world.slipped = commits(world, "Sponsor four managers", "Bea Boardley", BOARD_OBJECTIVES, shared=True)
    world.done = commits(world, "Sit on three panels", "Imre Improver", BOARD_OBJECTIVES)
    commits(world, "Something of the review", "Imre Improver", ELSEWHERE)
    later = AT + 20 * DAY
    milestones.move(world.slipped, TODAY + 90 * DAY, MoveReason.PEOPLE, "She was away.", at=later, by=world.planner)
    milestones.finish(world.done, later.date(), at=later, by=world.planner)
    answered(world, FAIR, Choice.DECLINE, "We did it before.", at=later)
    return world


def answered(world, key, choice, words="", *, shared=False, at=AT):
    answers.answer(HERE, key, NewAnswer(choice=choice, words=words, shared=shared), version=0, at=at, by=world.planner)


def commits(world, title, owner, key, *, shared=False):
    new = NewMilestone(
        title=title,
        owner=owner,
        due=TODAY + 40 * DAY,
        recommendation=key,
        evidence=Evidence(sort=EvidenceSort.WORDS, words="A note of each meeting") if shared else Evidence(),
        shared=shared,
    )
    return milestones.commit_to(HERE, new, at=AT, by=world.planner)


def read(viewer, since=TODAY):
    return equality_actions(HERE, viewer=viewer, since=since, today=LATER)


def test_the_six_actions_are_told_with_owner_day_evidence_and_what_moved(world):
    found = read(world.lead)
    first, second, *rest = found.actions
    assert [one.recommendation.number for one in found.actions] == [1, 2, 3, 4, 5, 6]
    assert first.is_of_board
    assert not any(one.is_of_board for one in (second, *rest))
    by_title = {one.title: one for one in first.milestones}
    assert set(by_title) == {"Sponsor four managers", "Sit on three panels"}
    slipped = by_title["Sponsor four managers"]
    assert (slipped.owner, slipped.due) == ("Bea Boardley", TODAY + 90 * DAY)
    assert slipped.shows == "Shown by: A note of each meeting"
    assert by_title["Sit on three panels"].shows == NOTHING_SHOWS
    done, moved = first.moved
    assert done.startswith("“Sit on three panels”: done on 24 May 2026")
    assert "50 days later" in moved
    assert "She was away." in moved
    (answer,) = second.moved
    assert answer.startswith("The answer is: Declined on")
    assert "Before: Not answered yet." in answer
    assert [one.moved for one in rest] == [(), (), (), ()]
    assert say_actions(found).endswith(NO_CAUSE)


def test_what_moved_before_the_day_is_not_told(world):
    assert not any(one.moved for one in read(world.lead, since=LATER - DAY).actions)
    # A day before anything was entered: everything is new since.
    first = read(world.lead, since=TODAY - DAY).actions[0]
    assert any("new since then" in words for words in first.moved)
    with pytest.raises(CannotPlan):
        read(world.lead, since=LATER + DAY)


def test_equality_leads_read_this_part_of_a_plan_and_no_other(client, world):
    assert "Something of the review" not in say_actions(read(world.lead))
    assert read(world.chair).code == HERE
    for viewer in (world.far_lead, world.person, world.keeper, world.regional):
        with pytest.raises(NotYours):
            read(viewer)
    assert equality_places(viewer=world.lead).only == HERE
    assert [code for code, _ in equality_places(viewer=world.regional).regions] == ["NO"]
    who = signed_in(client, world.lead)
    assert who.get("/equality/actions/").url == f"/equality/actions/organisations/{HERE}/"
    assert who.get(f"/equality/actions/organisations/{FAR}/").status_code == 403
    assert who.get(f"/delivery/{HERE}/").status_code == 403
    page = who.get(f"/equality/actions/organisations/{HERE}/?since=soon").content.decode()
    assert OBJECTIVE in page
    assert "You asked for “soon”" in page
    assert "Bea Boardley" in page
    assert f"/equality/figures/organisations/{HERE}/" in page
    assert "Answer it" not in page
    assert (
        "Answer it" in signed_in(client, world.planner).get(f"/equality/actions/organisations/{HERE}/").content.decode()
    )


def test_a_region_reads_what_was_shared_of_it_and_counts_of_the_rest(client, world):
    found = equality_actions_of_region("NO", viewer=world.regional, today=LATER)
    assert [one.adopt for one in found.answers] == [("Trust ZZ01 (made up)",), (), (), (), (), ()]
    (place,) = found.places
    assert [(one.title, one.owner) for one in place.milestones] == [("Sponsor four managers", "")]
    assert place.kept == "Not shared: fewer than 5 answers and fewer than 5 milestones."
    page = signed_in(client, world.regional).get("/equality/actions/regions/NO/").content.decode()
    assert "Sponsor four managers" in page
    assert "Bea Boardley" not in page
    assert "Sit on three panels" not in page
    assert signed_in(client, world.lead).get("/equality/actions/regions/NO/").status_code == 403


def test_api_and_command_say_what_the_library_says(client, world, capsys):
    since = date(2026, 5, 4)
    said = main(["equality", "actions", HERE, "--since", str(since), "--json"])
    assert said == 0
    told = json.loads(capsys.readouterr().out)
    api = signed_in(client, world.lead).get(f"/api/equality/actions/organisations/{HERE}?since={since}").json()
    assert api["actions"] == told["actions"]
    assert told["actions"][0]["recommendation"]["key"] == BOARD_OBJECTIVES
    assert main(["equality", "regional-actions", "NO"]) == 0
    assert "Sponsor four managers" in capsys.readouterr().out
    region = signed_in(client, world.regional).get("/api/equality/actions/regions/NO").json()
    assert region["places"][0]["code"] == HERE


def test_nothing_moves_between_two_readings_of_the_same_day(world):
    found = equality_actions(HERE, viewer=OPERATOR, since=LATER, today=LATER)
    assert replace(found, actions=()) == replace(read(OPERATOR, since=LATER), actions=())
    assert not any(one.moved for one in found.actions)
    assert Milestone.objects.count() == 3
