"""Answers, milestones and what waits for what, as they are written; and the plan as at any day."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from wraparound.capabilities.delivery.actions import answers, milestones
from wraparound.capabilities.delivery.calculation.ensuring import HOW_NEEDED, SAME_DAY, WHY_NEEDED, WORDS_NEEDED
from wraparound.capabilities.delivery.models.milestones import Milestone
from wraparound.capabilities.delivery.models.recommendations import Answer
from wraparound.capabilities.delivery.queries.milestones import milestone
from wraparound.capabilities.delivery.queries.plans import plan, slips
from wraparound.capabilities.delivery.terms.milestones import (
    Evidence,
    EvidenceSort,
    MilestoneState,
    MoveReason,
)
from wraparound.capabilities.delivery.terms.recommendations import (
    CannotPlan,
    Choice,
    NewAnswer,
    NewRecommendation,
    NotInPlan,
    RecommendationKey,
)
from wraparound.capabilities.delivery.terms.slips import SlipSort
from wraparound.capabilities.delivery.tests.plan_world import (
    AT,
    HERE,
    NEAR,
    OWNER,
    TODAY,
    commit,
    days,
    make_world,
    new_milestone,
)
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.outbox import Event
from wraparound.records.queries.history import version_number

FIRST = RecommendationKey("review-2022-1")


@pytest.fixture
def world():
    return make_world()


def read(world, viewer=None, *, as_at=None, today=TODAY):
    return plan(HERE, viewer=viewer or world.lead, today=today, as_at=as_at)


@pytest.mark.django_db
def test_shipped_recommendations_wait_for_an_answer_and_the_organisation_adds_its_own(world):
    assert len(read(world).unanswered) == 13

    key = answers.recommend(
        HERE, NewRecommendation(programme="Well-led review", title="Meet staff at night"), at=AT, by=world.lead
    )
    answers.recommend(HERE, NewRecommendation(programme="well-led review", title="Second"), at=AT, by=world.lead)
    added = [one.recommendation for one in read(world).answered if one.recommendation.of]

    assert [(one.programme, one.number) for one in added] == [("Well-led review", 1), ("Well-led review", 2)]
    assert added[0].key == key
    assert len(plan(NEAR, viewer=world.near_lead, today=TODAY).answered) == 13


@pytest.mark.django_db
def test_each_answer_counts_alike_and_can_be_changed_and_its_history_stays(world):
    answers.answer(HERE, FIRST, NewAnswer(choice=Choice.ADOPT), version=0, at=AT, by=world.lead)
    row = Answer.objects.get()
    later = AT + days(40)
    version = version_number(row, viewer=OPERATOR)
    declined = NewAnswer(choice=Choice.DECLINE, words="Our own induction does it already.")
    answers.answer(HERE, FIRST, declined, version=version, at=later, by=world.lead)

    (now,) = [one.answer for one in read(world, today=later.date()).answered if one.answer]
    assert (now.choice, now.words, now.on) == (Choice.DECLINE, "Our own induction does it already.", later.date())
    then = read(world, as_at=TODAY, today=later.date())
    assert [one.answer.choice for one in then.answered if one.answer] == [Choice.ADOPT]
    assert not then.may_plan
    with pytest.raises(ChangedMeanwhile):
        answers.answer(HERE, FIRST, declined, version=version, at=later, by=world.lead)


@pytest.mark.django_db
@pytest.mark.parametrize(("choice", "message"), [(Choice.ADAPT, HOW_NEEDED), (Choice.DECLINE, WHY_NEEDED)])
def test_adapting_says_how_and_declining_says_why(world, choice, message):
    with pytest.raises(CannotPlan, match=message[:30]):
        answers.answer(HERE, FIRST, NewAnswer(choice=choice, words="  "), version=0, at=AT, by=world.lead)
    assert not Answer.objects.exists()


@pytest.mark.django_db
def test_a_milestone_has_an_owner_of_the_organisation_by_name_or_address(world):
    commit(world, "By name", owner="owen  OWNWELL")
    commit(world, "By address", owner="owner@made-up.example")
    with pytest.raises(CannotPlan, match="Nobody called “Nell Nearby”"):
        commit(world, owner="Nell Nearby")

    assert {one.owner_name for one in read(world).milestones} == {OWNER}
    told = Event.objects.filter(name="delivery.changed")
    assert {one.data["people"] for one in told} == {str(world.people["owner"].pk)}


@pytest.mark.django_db
def test_evidence_says_what_it_is(world):
    number = commit(world, evidence=Evidence(sort=EvidenceSort.FIGURE, of="staff_autonomy"))
    assert milestone(number, viewer=world.lead, today=TODAY).figure
    for wrong in (
        Evidence(sort=EvidenceSort.FIGURE, of="nothing"),
        Evidence(sort=EvidenceSort.WORDS),
        Evidence(sort=EvidenceSort.PROMISE, of="999"),
        Evidence(sort=EvidenceSort.WORDS, words="Minutes", link="ftp://x"),
    ):
        with pytest.raises(CannotPlan):
            commit(world, evidence=wrong)


@pytest.mark.django_db
def test_a_day_is_moved_with_a_reason_by_its_owner_too(world):
    number = commit(world)
    later = AT + days(20)
    with pytest.raises(CannotPlan, match=SAME_DAY):
        milestones.move(number, TODAY + days(30), MoveReason.PEOPLE, at=later, by=world.lead)
    with pytest.raises(CannotPlan, match=WORDS_NEEDED[:20]):
        milestones.move(number, TODAY + days(44), MoveReason.OTHER, at=later, by=world.lead)
    for due, reason in ((44, MoveReason.EARLIER), (21, MoveReason.LARGER), (21, MoveReason.WAITED)):
        with pytest.raises(CannotPlan, match="Choose another reason or day"):
            milestones.move(number, TODAY + days(due), reason, at=later, by=world.lead)
    milestones.move(number, TODAY + days(44), MoveReason.PRESSURE, "Flu on four wards", at=later, by=world.owner)

    page = milestone(number, viewer=world.owner, today=later.date())
    (made,) = page.moves
    assert (made.days, made.reason, made.words, made.on) == (14, MoveReason.PRESSURE, "Flu on four wards", later.date())
    assert (page.steps.keep, page.steps.own) == (False, True)
    found = slips(HERE, viewer=world.chair, since=TODAY + days(3), today=later.date())
    assert [(one.sort, one.days) for one in found.slips] == [(SlipSort.LATER, 14)]
    assert slips(HERE, viewer=world.chair, since=later.date(), today=later.date()).slips == ()


@pytest.mark.django_db
def test_a_milestone_is_done_dropped_with_a_reason_and_opened_again(world):
    number = commit(world)
    with pytest.raises(CannotPlan):
        milestones.finish(number, TODAY + days(1), at=AT, by=world.owner)
    milestones.finish(number, TODAY, at=AT, by=world.owner)
    with pytest.raises(CannotPlan, match="done already"):
        milestones.drop(number, "No longer needed", at=AT, by=world.lead)
    milestones.open_again(number, at=AT, by=world.lead)
    with pytest.raises(CannotPlan):
        milestones.drop(number, " ", at=AT, by=world.lead)
    milestones.drop(number, "No longer needed", at=AT, by=world.lead)

    (one,) = read(world).milestones
    assert (one.state, one.why_ended) == (MilestoneState.DROPPED, "No longer needed")
    assert read(world).open == ()


@pytest.mark.django_db
def test_a_loop_is_refused_and_the_chain_is_named(world):
    first, second, third = (commit(world, title) for title in ("First", "Second", "Third"))
    milestones.wait_for(second, first, at=AT, by=world.lead)
    milestones.wait_for(third, second, at=AT, by=world.lead)
    with pytest.raises(CannotPlan, match="“First” would wait for “Third”, which waits for “Second”"):
        milestones.wait_for(first, third, at=AT, by=world.lead)
    milestones.wait_no_more(third, second, at=AT + days(1), by=world.lead)
    milestones.wait_for(first, third, at=AT + days(1), by=world.lead)

    later = TODAY + days(2)
    waits = {one.number: one.waits_for for one in read(world, today=later).milestones}
    assert waits == {first: (third,), second: (first,), third: ()}
    then = {one.number: one.waits_for for one in read(world, as_at=TODAY, today=later).milestones}
    assert then == {first: (), second: (first,), third: (second,)}


@pytest.mark.django_db
def test_nothing_waits_for_a_milestone_of_another_plan(world):
    here, there = commit(world), commit(world, code=NEAR, by=world.near_lead, owner="Nell Nearby")
    with pytest.raises(NotInPlan):
        milestones.wait_for(here, there, at=AT, by=world.lead)


@pytest.mark.django_db
def test_a_plan_is_its_organisations_own(world):
    number = commit(world)
    for stranger in (world.near_lead, world.region, world.improver, world.colleague, world.administrator):
        with pytest.raises(PermissionDenied):
            read(world, stranger)
        with pytest.raises(NotInPlan):
            milestone(number, viewer=stranger, today=TODAY)
    for reader in (world.chair, world.chief):
        assert read(world, reader).milestones
        with pytest.raises((NotInPlan, PermissionDenied)):
            milestones.drop(number, "Not theirs", at=AT, by=reader)
    with pytest.raises(PermissionDenied):
        read(world, world.owner)
    with pytest.raises(NotInPlan):
        milestones.drop(number, "Only the lead drops", at=AT, by=world.owner)


@pytest.mark.django_db
def test_a_change_is_not_lost_to_another(world):
    number = commit(world)
    version = milestone(number, viewer=world.lead, today=TODAY).version
    milestones.change_milestone(number, new_milestone("Otherwise"), version=version, at=AT, by=world.lead)
    with pytest.raises(ChangedMeanwhile):
        milestones.change_milestone(number, new_milestone("Too late"), version=version, at=AT, by=world.lead)
    assert Milestone.objects.get().title == "Otherwise"


STEPS = some.lists(
    some.tuples(
        some.sampled_from(["commit", "move", "finish", "drop", "wait", "wait no more"]),
        some.integers(0, 5),
        some.integers(0, 5),
        some.integers(1, 60),
    ),
    min_size=1,
    max_size=12,
)


class PlansAreTrueAsAtAnyDay(TestCase):
    """The plan as at a day is the plan that stood after the changes up to that day, whatever came later."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def test_as_at_is_what_stood(self, steps):
        world = make_world()
        numbers, stood = [], {}
        for place, step in enumerate(steps):
            at = AT + timedelta(days=place)
            _do(step, numbers, at, world)
            stood[at.date()] = _plan(world, at.date(), None)
        end = (AT + timedelta(days=len(steps) + 5)).date()

        for day, then in stood.items():
            assert _plan(world, end, day) == then
        for since, then in stood.items():
            self._slips_are_the_difference(world, since, then, end)

    def _slips_are_the_difference(self, world, since, then, end):
        was = {one.number: one for one in then}
        now = {one.number: one for one in _plan(world, end, None)}
        for one in slips(HERE, viewer=world.lead, since=since, today=end).slips:
            assert one.was == (was[one.number].due if one.number in was else None)
            assert one.now == now[one.number].due
            if one.sort in (SlipSort.LATER, SlipSort.EARLIER):
                assert sum(move.days for move in one.moves) == one.days


def _plan(world, today, as_at):
    return plan(HERE, viewer=world.lead, today=today, as_at=as_at).milestones


def _do(step, numbers, at, world):
    what, first, second, many = step
    if what == "commit" or not numbers:
        numbers.append(commit(world, f"Milestone {len(numbers)}", many, at=at))
        return
    one, other = numbers[first % len(numbers)], numbers[second % len(numbers)]
    try:
        if what == "move":
            milestones.move(one, TODAY + days(many), MoveReason.CHANGED, at=at, by=world.lead)
        elif what == "finish":
            milestones.finish(one, at.date(), at=at, by=world.lead)
        elif what == "drop":
            milestones.drop(one, "No longer needed", at=at, by=world.lead)
        elif what == "wait":
            milestones.wait_for(one, other, at=at, by=world.lead)
        else:
            milestones.wait_no_more(one, other, at=at, by=world.lead)
    except (CannotPlan, NotInPlan):
        pass
