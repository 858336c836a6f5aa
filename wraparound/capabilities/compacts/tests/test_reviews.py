"""Review meetings: called, held, frozen, said, written down, confirmed; what comes next; and nothing said is lost."""

from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wraparound.capabilities.compacts.actions import clock, endings, steps
from wraparound.capabilities.compacts.actions import reviews as act
from wraparound.capabilities.compacts.actions import undertakings as kept
from wraparound.capabilities.compacts.calculation.documents import known_in, written
from wraparound.capabilities.compacts.models.agreed import Compact, Effect
from wraparound.capabilities.compacts.models.reviews import (
    Review,
    ReviewAddition,
    ReviewSide,
    ReviewSideVersion,
    ReviewStep,
    ReviewVersion,
)
from wraparound.capabilities.compacts.queries.needs import needs_today
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.queries.reviews import review, reviews
from wraparound.capabilities.compacts.queries.reviews import step as one_step
from wraparound.capabilities.compacts.tasks import apply_what_follows
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Follows, Party, Point
from wraparound.capabilities.compacts.terms.endings import EndingHow, NewEnding
from wraparound.capabilities.compacts.terms.reviews import NewStep, ReviewRecord, ReviewState, SideAnswer, StepState
from wraparound.capabilities.compacts.tests.factories import (
    AT,
    TODAY,
    condition,
    days,
    in_force,
    look_as,
    offered,
    promise,
    token,
    undertaking,
)
from wraparound.people.models import Grant
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.log import Look
from wraparound.records.models.outbox import Event
from wraparound.records.models.triggers import removing
from wraparound.records.terms import Face

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("compact_once")]
STARTS = date(2026, 5, 11)
HUNDRED = STARTS + days(100)
STATE = ReviewState


def on(day):
    return AT.replace(year=day.year, month=day.month, day=day.day)


def called(made, by, *, because="Two wards closed", day=None, at=AT):
    return Review.objects.get(pk=act.call(made.pk, because, day, at=at, by=by))


def held(made, by, *, at=AT, row=None):
    row = row or called(made, by, at=at)
    act.hold(made.pk, row.pk, timezone.localdate(at), "Both sides", version=token(row), at=at, by=by)
    row.refresh_from_db()
    return row


def record(*agreed, steps=()):
    return ReviewRecord(took_part="Everybody", agreed=agreed or ("The plan stays",), steps=steps)


def next_step(**more):
    return NewStep(**{"words": "Write to the ward sisters", "party": Party.BOARD, "due": TODAY + days(20), **more})


def write(made, row, by, *, what=None, at=AT):
    row.refresh_from_db()
    act.write_record(made.pk, row.pk, what or record(), version=token(row), at=at, by=by)
    row.refresh_from_db()


def confirmed(made, row, by, *, at=AT):
    row.refresh_from_db()
    return act.confirm(made.pk, row.pk, version=token(row), at=at, by=by)


def agreed(made, world, *, at=AT, what=None):
    row = held(made, world.chair, at=at)
    write(made, row, world.chair, what=what, at=at)
    confirmed(made, row, world.leader, at=at)
    row.refresh_from_db()
    return row


def said(made, row, party, words, by, *, at=AT):
    side = ReviewSide.objects.filter(review=row, party=party).first()
    version = token(side) if side is not None and side.words else 0
    act.say(made.pk, row.pk, party, words, version=version, at=at, by=by)


def shown(made, row, viewer, day=TODAY):
    return review(made.pk, row.pk, viewer=viewer, on=day)


# When a review is due


def test_a_review_point_is_called_a_month_ahead_once_and_every_side_is_told(world, made):
    assert steps.come_due(at=on(HUNDRED - days(31)), by=OPERATOR) == 0
    assert steps.come_due(at=on(HUNDRED - days(30)), by=OPERATOR) == 1
    assert steps.come_due(at=on(HUNDRED - days(29)), by=OPERATOR) == 0
    row = Review.objects.get()
    assert (row.point, row.due_on, row.state) == (Point.DAYS_100, HUNDRED, STATE.PLANNED)
    told = Event.objects.get(name="compacts.review_called")
    for side in ("chair", "leader", "region"):
        assert str(world.people[side].pk) in told.data["people"].split(",")


def test_the_worker_calls_reviews_with_everything_else_that_follows(made):
    apply_what_follows(on(HUNDRED - days(3)))
    assert Review.objects.filter(point=Point.DAYS_100).exists()


def test_of_points_long_passed_only_the_last_is_asked_for(made):
    steps.come_due(at=on(date(2027, 6, 1)), by=OPERATOR)
    assert set(Review.objects.values_list("point", flat=True)) == {Point.MONTHS_12}


def test_home_asks_ahead_on_the_day_and_after_it_in_calm_words(world, made):
    steps.come_due(at=on(HUNDRED - days(30)), by=OPERATOR)
    for side in (world.chair, world.leader, world.region):
        for day, words in ((-30, "is to be held by"), (0, "is today"), (9, "has not been held yet")):
            needs = [one.words for one in needs_today(viewer=side, at=on(HUNDRED + days(day)))]
            assert any(f"Review at 100 days {words}" in one for one in needs), (side.name, day, needs)
    for other in (world.improver, world.stranger, world.other_chair, world.other_region):
        assert not any("Review at" in one.words for one in needs_today(viewer=other, at=on(HUNDRED)))


def test_a_region_that_did_not_sign_is_asked_for_nothing(world):
    made = in_force(world, asks_region=False)
    steps.come_due(at=on(HUNDRED), by=OPERATOR)
    asked = [one for one in needs_today(viewer=world.region, at=on(HUNDRED)) if "Review at" in one.words]
    assert not [one for one in asked if one.address.startswith(f"/compacts/{made.pk}/")]
    with pytest.raises(NoSuchCompact):
        reviews(made.pk, viewer=world.region, on=TODAY)


def test_the_list_shows_points_still_to_come_and_any_side_plans_one_ahead(world, made):
    found = reviews(made.pk, viewer=world.region, on=TODAY)
    assert [one.point for one in found.lines] == list(Point)
    number = act.call(made.pk, "", None, point=Point.MONTHS_6, at=AT, by=world.region)
    found = reviews(made.pk, viewer=world.region, on=TODAY)
    assert [one.number for one in found.lines if one.point is Point.MONTHS_6] == [number]
    with pytest.raises(CannotAgree, match="planned already"):
        act.call(made.pk, "", None, point=Point.MONTHS_6, at=AT, by=world.leader)


def test_any_side_calls_one_with_a_reason_and_nobody_else(world, made):
    for side in (world.chair, world.leader, world.region):
        row = called(made, side)
        assert row.because == "Two wards closed"
    with pytest.raises(CannotAgree, match="Say why"):
        act.call(made.pk, "  ", None, at=AT, by=world.chair)
    with pytest.raises(CannotAgree, match="not passed"):
        act.call(made.pk, "Why not", TODAY - days(1), at=AT, by=world.chair)
    with pytest.raises(CannotAgree, match="each for their own side"):
        called(made, world.improver)
    for other in (world.stranger, world.other_chair, world.other_region):
        with pytest.raises(NoSuchCompact):
            called(made, other)


def test_one_called_because_something_was_not_kept_leads_to_its_review(client, world):
    made = in_force(
        world,
        parts={
            "conditions": (condition("c1", due=TODAY + days(1), follows=Follows.REVIEW),),
            "promises": (promise("p1", follows=Follows.NOTHING),),
        },
    )
    at = on(TODAY + days(3))
    apply_what_follows(at)
    row = Review.objects.get(effect__isnull=False)
    assert row.because == condition().words
    assert any("/reviews/" in one.address for one in needs_today(viewer=world.leader, at=at))
    effect = Effect.objects.get()
    number = act.hold_called(made.pk, effect.pk, TODAY + days(3), at=at, by=world.chair)
    row.refresh_from_db()
    effect.refresh_from_db()
    assert (number, row.state, row.held_on, effect.ends) == (row.pk, STATE.HELD, TODAY + days(3), TODAY + days(3))
    assert row.known


def test_holding_it_on_its_own_page_ends_what_was_asked_for(world):
    made = in_force(
        world,
        parts={
            "conditions": (condition("c1", due=TODAY + days(1), follows=Follows.REVIEW),),
            "promises": (promise("p1", follows=Follows.NOTHING),),
        },
    )
    at = on(TODAY + days(3))
    apply_what_follows(at)
    held(made, world.leader, at=at, row=Review.objects.get())
    assert Effect.objects.get().ends == TODAY + days(3)


def no_longer_asked_for(world):
    made = in_force(
        world,
        parts={
            "conditions": (condition("c1", due=TODAY + days(1), follows=Follows.REVIEW),),
            "promises": (promise("p1", follows=Follows.NOTHING),),
        },
    )
    apply_what_follows(on(TODAY + days(3)))
    with changing("An amendment", at=AT, by=OPERATOR):
        clock.close_what_changed(made, [undertaking(made, "c1").pk], on(TODAY + days(5)), by=OPERATOR)
    return made


def test_one_no_longer_asked_for_is_left(world):
    no_longer_asked_for(world)
    steps.come_due(at=on(TODAY + days(5)), by=OPERATOR)
    assert Review.objects.get().state == STATE.LEFT


def test_one_held_while_the_clock_runs_stays_held(world):
    made = no_longer_asked_for(world)
    at = on(TODAY + days(5))
    listed = []

    def meanwhile(execute, sql, params, many, context):
        """The chair is quicker: between the list of what is over, and the change of the first of it."""
        if listed == ["read"]:
            listed.append("held")
            held(made, world.chair, at=at, row=Review.objects.get())
        found = execute(sql, params, many, context)
        if not listed and sql.startswith("SELECT") and '"lifted" =' in sql and "compacts_review" in sql:
            listed.append("read")
        return found

    with connection.execute_wrapper(meanwhile):
        steps.come_due(at=at, by=OPERATOR)
    assert listed == ["read", "held"]
    assert Review.objects.get().state == STATE.HELD


# Its day


def test_a_day_is_proposed_by_one_side_and_agreed_by_another(world, made):
    row = called(made, world.chair)
    act.propose_day(made.pk, row.pk, TODAY + days(9), "Chair, Lena", version=token(row), at=AT, by=world.chair)
    row.refresh_from_db()
    with pytest.raises(CannotAgree, match="Another side"):
        act.agree_day(made.pk, row.pk, version=token(row), at=AT, by=world.chair)
    act.agree_day(made.pk, row.pk, version=token(row), at=AT, by=world.leader)
    found = shown(made, row, world.region)
    assert (found.line.day, found.line.day_agreed, found.took_part) == (TODAY + days(9), True, "Chair, Lena")
    act.propose_day(made.pk, row.pk, TODAY + days(12), "", version=token(row), at=AT, by=world.leader)
    assert not shown(made, row, world.region).line.day_agreed


def test_home_asks_the_other_side_whether_the_day_suits(world, made):
    row = called(made, world.chair, day=TODAY + days(50))
    asked = [one.words for one in needs_today(viewer=world.leader, at=AT)]
    assert any("is proposed for it" in one for one in asked), asked
    assert not any("is proposed for it" in one.words for one in needs_today(viewer=world.chair, at=AT))
    act.agree_day(made.pk, row.pk, version=token(row), at=AT, by=world.leader)
    assert not any("is proposed for it" in one.words for one in needs_today(viewer=world.region, at=AT))


def test_two_who_propose_at_once_do_not_overwrite_each_other(world, made):
    row = called(made, world.chair)
    seen = token(row)
    act.propose_day(made.pk, row.pk, TODAY + days(9), "", version=seen, at=AT, by=world.chair)
    with pytest.raises(ChangedMeanwhile):
        act.propose_day(made.pk, row.pk, TODAY + days(8), "", version=seen, at=AT, by=world.leader)


# What was known


def test_what_was_known_is_frozen_and_later_promises_do_not_change_it(world, made):
    row = held(made, world.chair)
    before = shown(made, row, world.leader).known
    kept.report(
        undertaking(made, "p1").pk,
        delivered_on=TODAY,
        days_given=None,
        evidence="Minutes",
        version=token(undertaking(made, "p1")),
        at=AT,
        by=world.leader,
    )
    after = shown(made, row, world.leader).known
    assert after == before
    assert {one.state for one in before.undertakings} == {"open"}
    assert before.release
    assert before.result_of("r1").percent is not None
    assert before.result_of("r1").range.known


def test_what_is_kept_is_canonical_and_read_again_alike(world, made):
    row = held(made, world.chair)
    assert written(known_in(row.known)) == row.known


def test_figures_revised_since_are_said_and_newer_ones_are_not_called_revised(world, made):
    row = held(made, world.chair)
    known = known_in(row.known)
    first = known.results[0]
    changed = replace(known, results=(replace(first, percent=first.percent + 3.0), *known.results[1:]))
    with changing("As if it had been published otherwise then", at=AT, by=OPERATOR):
        Review.objects.filter(pk=row.pk).update(known=written(changed))
    (revised,) = shown(made, row, world.leader).revised
    assert revised.key == first.result.key
    assert revised.then - revised.now == pytest.approx(3.0)
    older = replace(known, results=tuple(replace(one, of=None) for one in known.results))
    with changing("As if it had been another period", at=AT, by=OPERATOR):
        Review.objects.filter(pk=row.pk).update(known=written(older))
    assert shown(made, row, world.leader).revised == ()


def test_the_next_review_says_what_changed_since_the_last_on_all_sides_alike(world, made):
    agreed(made, world)
    clock.apply_what_follows(at=on(promise().due + days(1)), by=OPERATOR)
    kept.report(
        undertaking(made, "p2").pk,
        delivered_on=promise().due,
        days_given=None,
        evidence="Diary",
        version=token(undertaking(made, "p2")),
        at=on(promise().due + days(1)),
        by=world.leader,
    )
    row = called(made, world.leader, at=on(promise().due + days(2)))
    found = shown(made, row, world.leader, promise().due + days(2))
    assert [one.key for one in found.since.settled] == ["p2"]
    assert [one.key for one in found.since.late] == ["p1"]
    assert [one.sort for one in found.since.begun] == [Follows.PAUSE]
    assert found.last_on == TODAY


def test_a_day_that_has_not_come_or_was_before_it_all_is_refused(world, made):
    row = called(made, world.chair)
    for day, words in ((TODAY + days(1), "not come yet"), (date(2020, 1, 1), "had not begun")):
        with pytest.raises(CannotAgree, match=words):
            act.hold(made.pk, row.pk, day, "", version=token(row), at=AT, by=world.chair)


def test_an_earlier_point_that_nobody_held_is_not_asked_for_any_more(world, made):
    steps.come_due(at=on(HUNDRED), by=OPERATOR)
    six = date(2026, 11, 11)
    steps.come_due(at=on(six), by=OPERATOR)
    held(made, world.chair, at=on(six), row=Review.objects.get(point=Point.MONTHS_6))
    assert Review.objects.get(point=Point.DAYS_100).state == STATE.LEFT


# What was said, agreed, and next


def test_each_side_writes_its_own_words_and_nobody_the_others(world, made):
    row = held(made, world.chair)
    said(made, row, Party.BOARD, "The board's words", world.chair)
    said(made, row, Party.LEADER, "The leader's words", world.leader)
    for by, party in ((world.chair, Party.LEADER), (world.leader, Party.BOARD), (world.region, Party.BOARD)):
        with pytest.raises(CannotAgree, match="another side"):
            said(made, row, party, "Put into their mouth", by)
    found = shown(made, row, world.region)
    assert found.words_of(Party.BOARD).words == "The board's words"
    assert found.words_of(Party.LEADER).words == "The leader's words"
    assert found.words_of(Party.REGION).words == ""


def test_two_of_one_side_who_write_at_once_lose_nothing(world, made):
    row = held(made, world.chair)
    said(made, row, Party.BOARD, "First", world.chair)
    seen = token(ReviewSide.objects.get())
    said(made, row, Party.BOARD, "Second", world.chair)
    with pytest.raises(ChangedMeanwhile):
        act.say(made.pk, row.pk, Party.BOARD, "Third", version=seen, at=AT, by=world.chair)
    with pytest.raises(ChangedMeanwhile):
        act.say(made.pk, row.pk, Party.BOARD, "Never saw any", version=0, at=AT, by=world.chair)
    assert ReviewSide.objects.get().words == "Second"


def test_the_record_is_agreed_once_leader_and_board_both_stand_by_it(world, made):
    row = held(made, world.region)
    write(made, row, world.region, what=record(steps=(next_step(),)))
    assert confirmed(made, row, world.chair) is STATE.HELD
    assert confirmed(made, row, world.leader) is STATE.AGREED
    found = shown(made, row, world.leader)
    assert found.agreed == ("The plan stays",)
    assert [one.counts for one in found.steps] == [True]
    assert found.words_of(Party.REGION).answer is SideAnswer.WROTE


def test_nobody_confirms_what_their_own_side_wrote(world, made):
    row = held(made, world.chair)
    with pytest.raises(CannotAgree, match="no record yet"):
        confirmed(made, row, world.leader)
    write(made, row, world.chair)
    with pytest.raises(CannotAgree, match="Your own side"):
        confirmed(made, row, world.chair)


def test_changed_by_the_other_side_it_is_asked_again_and_what_stood_there_stays_in_the_history(world, made):
    row = held(made, world.chair)
    write(made, row, world.chair, what=record("As the board has it", steps=(next_step(),)))
    confirmed(made, row, world.region)
    write(made, row, world.leader, what=record("As the leader has it"))
    found = shown(made, row, world.chair)
    assert found.agreed == ("As the leader has it",)
    assert found.words_of(Party.REGION).answer is SideAnswer.NONE
    assert Party.BOARD in found.may_answer
    assert "As the board has it" in set(ReviewVersion.objects.values_list("agreed", flat=True))
    assert ReviewStep.objects.get().taken_out_at is not None


def test_a_record_confirmed_while_it_was_changed_is_not_confirmed(world, made):
    row = held(made, world.chair)
    write(made, row, world.chair)
    seen = token(row)
    write(made, row, world.chair, what=record("Something else"))
    with pytest.raises(ChangedMeanwhile):
        act.confirm(made.pk, row.pk, version=seen, at=AT, by=world.leader)


def test_where_the_sides_do_not_agree_their_words_stand_side_by_side(world, made):
    row = held(made, world.chair)
    theirs = (next_step(), next_step(words="The leader resigns her holiday", party=Party.LEADER))
    write(made, row, world.chair, what=record("As the board has it", steps=theirs))
    with pytest.raises(CannotAgree, match="in your own words"):
        act.stand_apart(made.pk, row.pk, version=token(row), at=AT, by=world.leader)
    said(made, row, Party.LEADER, "It was not like that", world.leader)
    assert act.stand_apart(made.pk, row.pk, version=token(row), at=AT, by=world.leader) is STATE.APART
    found = shown(made, row, world.leader)
    assert found.agreed == ("As the board has it",)
    assert found.words_of(Party.LEADER).words == "It was not like that"
    # Of what was not agreed each side is asked only for what it said that it would do itself.
    assert {one.party: one.counts for one in found.steps} == {Party.BOARD: True, Party.LEADER: False}


@pytest.mark.parametrize("state", [STATE.AGREED, STATE.APART])
def test_once_settled_nothing_is_altered_and_corrections_stand_below_with_their_time(world, made, state):
    row = held(made, world.chair)
    said(made, row, Party.LEADER, "So it was", world.leader)
    write(made, row, world.chair)
    deed = act.confirm if state is STATE.AGREED else act.stand_apart
    assert deed(made.pk, row.pk, version=token(row), at=AT, by=world.leader) is state
    row.refresh_from_db()
    with pytest.raises(CannotAgree, match="settled"):
        said(made, row, Party.LEADER, "Otherwise", world.leader)
    with pytest.raises(CannotAgree, match="settled"):
        write(made, row, world.leader)
    with pytest.raises(CannotAgree, match="settled"):
        confirmed(made, row, world.region)
    with pytest.raises(CannotAgree, match="held already"):
        act.hold(made.pk, row.pk, TODAY, "", version=token(row), at=AT, by=world.chair)
    act.add(made.pk, row.pk, "It was the 4th, not the 5th", at=AT + days(2), by=world.leader)
    (added,) = shown(made, row, world.chair).added
    assert (added.party, added.words, added.at) == (Party.LEADER, "It was the 4th, not the 5th", AT + days(2))


def test_improvement_directors_add_for_nobody_and_the_centre_only_reads(world):
    made = in_force(world, asks_centre=True)
    row = held(made, world.chair)
    act.add(made.pk, row.pk, "The team has grown", at=AT, by=world.improver)
    assert ReviewAddition.objects.get().party == ""
    assert shown(made, row, world.centre).may_add is False
    with pytest.raises(CannotAgree, match="own side"):
        act.add(made.pk, row.pk, "From above", at=AT, by=world.centre)
    for by in (world.centre, world.improver):
        for deed in (lambda by=by: write(made, row, by), lambda by=by: said(made, row, Party.BOARD, "No", by)):
            with pytest.raises(CannotAgree):
                deed()


def test_a_record_without_a_word_or_with_a_step_before_the_meeting_is_refused(world, made):
    row = held(made, world.chair)
    with pytest.raises(CannotAgree, match="one line is enough"):
        write(made, row, world.chair, what=ReviewRecord())
    with pytest.raises(CannotAgree, match="before the review"):
        write(made, row, world.chair, what=record(steps=(next_step(due=TODAY - days(1)),)))
    assert shown(made, row, world.chair).written_for is None


def test_what_comes_next_is_asked_of_whoever_sees_to_it_and_shown_at_the_next_review(world, made):
    agreed(made, world, what=record(steps=(next_step(),)))
    step = ReviewStep.objects.get()
    asked = [one for one in needs_today(viewer=world.chair, at=AT) if "Write to the ward sisters" in one.words]
    assert [one.by for one in asked] == [step.due_on]
    assert not any("ward sisters" in one.words for one in needs_today(viewer=world.leader, at=AT))
    with pytest.raises(CannotAgree, match="Whoever sees to it"):
        steps.settle_step(made.pk, step.pk, done=True, said="", version=token(step), at=AT, by=world.leader)
    with pytest.raises(CannotAgree, match="why it was not done"):
        steps.settle_step(made.pk, step.pk, done=False, said=" ", version=token(step), at=AT, by=world.chair)
    steps.settle_step(made.pk, step.pk, done=True, said="All eleven", version=token(step), at=AT, by=world.chair)
    row = called(made, world.leader)
    (was,) = shown(made, row, world.leader).last_steps
    assert (was.state, was.said, was.settled_by) == (StepState.DONE, "All eleven", "Cara Chairwell")
    assert one_step(made.pk, step.pk, viewer=world.leader, on=TODAY).may_settle is False


def test_when_a_step_is_due_it_is_told_once(world, made):
    agreed(made, world, what=record(steps=(next_step(),)))
    for later in (19, 20, 21, 22):
        steps.come_due(at=on(TODAY + days(later)), by=OPERATOR)
    assert Event.objects.filter(name="compacts.step_due").count() == 1


def test_a_step_of_a_record_not_confirmed_is_asked_of_nobody(world, made):
    row = held(made, world.chair)
    write(made, row, world.chair, what=record(steps=(next_step(),)))
    step = ReviewStep.objects.get()
    assert not any("ward sisters" in one.words for one in needs_today(viewer=world.chair, at=AT))
    with pytest.raises(CannotAgree, match="did not agree"):
        steps.settle_step(made.pk, step.pk, done=True, said="", version=token(step), at=AT, by=world.chair)


def test_home_asks_the_other_side_whether_the_record_is_right(world, made):
    row = held(made, world.chair)
    assert any("still to be written" in one.words for one in needs_today(viewer=world.leader, at=AT))
    write(made, row, world.chair)
    assert any("is its record right?" in one.words for one in needs_today(viewer=world.leader, at=AT))
    assert not any("record" in one.words for one in needs_today(viewer=world.chair, at=AT))
    told = Event.objects.get(name="compacts.review_written")
    assert str(world.people["leader"].pk) in told.data["people"].split(",")


# Who may, and what is kept


def test_strangers_and_other_regions_find_nothing_and_every_look_is_logged(world, made):
    row = held(made, world.chair)
    for other in (world.stranger, world.other_chair, world.other_region, world.centre, PUBLIC):
        with pytest.raises(NoSuchCompact):
            reviews(made.pk, viewer=other, on=TODAY)
        with pytest.raises(NoSuchCompact):
            shown(made, row, other)
    before = Look.objects.filter(by=world.improver.person).count()
    shown(made, row, world.improver)
    reviews(made.pk, viewer=world.improver, on=TODAY)
    assert Look.objects.filter(by=world.improver.person).count() == before + 2


def test_a_review_taken_away_is_logged_as_having_left_the_site(client, world, made):
    row = held(made, world.chair)
    assert look_as(client, world, "chair").get(f"/compacts/{made.pk}/reviews/{row.pk}.pdf").status_code == 200
    look = Look.objects.filter(by=world.chair.person).latest("pk")
    assert (look.face, look.place) == (Face.EXPORT, "compacts:review_pdf")


def test_a_review_is_found_only_under_its_own_compact(world, made):
    row = held(made, world.chair)
    with pytest.raises(NoSuchCompact):
        review(made.pk + 1, row.pk, viewer=world.chair, on=TODAY)


def test_everything_of_its_reviews_goes_with_the_compact(world, made):
    row = agreed(made, world, what=record(steps=(next_step(),)))
    act.add(made.pk, row.pk, "One thing more", at=AT, by=world.improver)
    with changing("Its time is up", at=AT, by=OPERATOR), removing(connection):
        Compact.let_go([made.pk])
    for model in (Review, ReviewVersion, ReviewSide, ReviewSideVersion, ReviewStep, ReviewAddition):
        assert not model.objects.exists() if hasattr(model, "objects") else True


def end_role(world, side, day):
    with changing("Their time is over", at=AT, by=OPERATOR):
        Grant.objects.filter(person=world.people[side]).update(ends=day - days(1))
    return viewer_for(world.people[side].pk, "x", on=day, viewer=PUBLIC)


def test_one_whose_role_has_ended_reads_who_can_and_gets_back_what_they_typed(client, world, made):
    row = held(made, world.chair)
    end_role(world, "chair", timezone.localdate())
    look_as(client, world, "chair")
    address = f"/compacts/{made.pk}/reviews/{row.pk}/words/board/"
    answer = client.post(address, {"words": "What I had to say, at length", "version": "0"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "What I had to say, at length" in page
    assert "Nobody acts for the board today" in page
    assert not ReviewSide.objects.filter(words__contains="at length").exists()
    assert client.get(address).status_code == 404
    assert client.post(f"/compacts/{made.pk + 7}/reviews/{row.pk}/words/board/", {"words": "x"}).status_code == 404


@pytest.mark.parametrize("who", ["stranger", "other_chair", "other_region"])
def test_others_who_send_something_are_told_nothing(client, world, made, who):
    row = held(made, world.chair)
    end_role(world, "other_chair", timezone.localdate())
    look_as(client, world, who)
    for way in ("", f"{row.pk}/", f"{row.pk}/record/", f"{row.pk}/words/board/"):
        answer = client.post(f"/compacts/{made.pk}/reviews/{way}", {"words": "x", "did": "call"})
        assert answer.status_code == 404, way


@pytest.mark.parametrize("told", [True, False])
def test_a_chair_of_long_before_learns_of_no_compact(client, world, made, told):
    day = TODAY if told else TODAY - days(1)
    with changing("Their time was over", at=AT, by=OPERATOR):
        Grant.objects.filter(person=world.people["chair"]).update(ends=day)
    look_as(client, world, "chair")
    answer = client.post(f"/compacts/{made.pk}/reviews/", {"did": "call", "because": "x"})
    assert answer.status_code == (403 if told else 404)


def test_a_chair_who_came_after_its_end_learns_of_no_compact(client, world, made):
    new = NewEnding(how=EndingHow.BOARD, ends_on=STARTS, reason="The plan has changed")
    endings.declare(made.pk, new, seen=0, at=on(STARTS), by=world.chair)
    with changing("Their time was later", at=AT, by=OPERATOR):
        later = {"starts": STARTS + days(30), "ends": timezone.localdate() - days(1)}
        Grant.objects.filter(person=world.people["chair"]).update(**later)
    look_as(client, world, "chair")
    assert client.post(f"/compacts/{made.pk}/reviews/", {"did": "call", "because": "x"}).status_code == 404


def test_a_draft_that_was_never_in_force_is_not_there_for_a_chair_of_before(client, world):
    made = offered(world)
    end_role(world, "chair", timezone.localdate())
    look_as(client, world, "chair")
    for way in ("", "1/", "1/record/", "1/words/board/", "criteria/new/"):
        answer = client.post(f"/compacts/{made.pk}/reviews/{way}", {"words": "x", "did": "call"})
        assert answer.status_code == 404, way


def test_whoever_records_now_is_named_to_the_one_before(client, world, made):
    row = held(made, world.chair)
    with changing("A new chair", at=AT, by=OPERATOR):
        old = Grant.objects.get(person=world.people["chair"])
        Grant.objects.create(
            controller=old.controller,
            person=world.people["stranger"],
            role=old.role,
            purpose=old.purpose,
            scope=old.scope,
            organisation=old.organisation,
            starts=old.starts,
            reason="For the test",
            granted_by_person=world.people["leader"],
            granted_at=AT,
        )
    end_role(world, "chair", timezone.localdate())
    look_as(client, world, "chair")
    answer = client.post(f"/compacts/{made.pk}/reviews/{row.pk}/record/", {"agreed": "My line", "version": "1"})
    page = answer.content.decode()
    assert (answer.status_code, "Stan Stranger" in page, "My line" in page) == (403, True, True)


@pytest.mark.parametrize("way", ["", "{0}/", "{0}/words/board/", "{0}/record/", "criteria/new/"])
def test_one_who_only_reads_gets_back_what_they_sent(client, world, made, way):
    row = held(made, world.chair)
    look_as(client, world, "improver")
    sent = {"did": "call", "because": "My long reason", "words": "My long reason", "agreed": "My long reason"}
    answer = client.post(f"/compacts/{made.pk}/reviews/{way.format(row.pk)}", sent)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "My long reason" in page
    assert "each for their own side" in page


def test_two_who_record_it_as_held_at_once_lose_nothing(client, world, made):
    row = called(made, world.chair)
    seen = token(row)
    held(made, world.chair, row=row)
    look_as(client, world, "leader")
    sent = {"did": "hold", "held_on": f"{timezone.localdate()}", "took_part": "Those I saw", "version": f"{seen}"}
    page = client.post(f"/compacts/{made.pk}/reviews/{row.pk}/", sent).content.decode()
    assert "Somebody else changed this" in page
    assert "Those I saw" in page


def test_what_one_said_is_in_ones_own_record(client, world, made):
    row = held(made, world.chair)
    said(made, row, Party.BOARD, "What the chair said", world.chair)
    look_as(client, world, "chair")
    assert client.get("/people/me/").status_code == 200
    assert "What the chair said" in client.get("/people/me/data.json").content.decode()
    assert client.get("/people/me/history/").status_code == 200


def test_called_on_the_page_of_the_compact_it_leads_to_its_review(client, world):
    made = in_force(
        world,
        parts={
            "conditions": (condition("c1", due=TODAY + days(1), follows=Follows.REVIEW),),
            "promises": (promise("p1", follows=Follows.NOTHING),),
        },
    )
    apply_what_follows(timezone.localtime())
    look_as(client, world, "chair")
    effect = Effect.objects.get(compact=made, sort=Follows.REVIEW)
    sent = {"held_on": f"{timezone.localdate()}"}
    answer = client.post(f"/compacts/{made.pk}/reviews/{effect.pk}/held/", sent)
    row = Review.objects.get(effect=effect)
    assert answer["Location"] == f"/compacts/{made.pk}/reviews/{row.pk}/"
    assert row.state == STATE.HELD


# The pages


def test_pages_say_it_and_keep_what_was_typed(client, world, made):
    look_as(client, world, "leader")
    address = f"/compacts/{made.pk}/reviews/"
    assert "Call a review" in client.get(address).content.decode()
    assert "Say why you call it" not in client.post(address, {"did": "call", "because": "Beds"}).content.decode()
    row = Review.objects.get()
    page = client.get(f"{address}{row.pk}/").content.decode()
    assert "What we expect" in page
    assert "What we promised" in page
    stale = {"did": "hold", "held_on": f"{timezone.localdate()}", "took_part": "All of us", "version": "1"}
    page = client.post(f"{address}{row.pk}/", stale).content.decode()
    assert "Somebody else changed this" in page
    assert "All of us" in page
    sent = client.post(f"{address}{row.pk}/", {**stale, "version": str(token(row))})
    assert sent.status_code == 302
    typed = {"agreed": "One\nTwo", "words_0": "Ask again", "party_0": "", "due_0": "", "version": "1"}
    page = client.post(f"{address}{row.pk}/record/", typed).content.decode()
    assert "choose who sees to it" in page
    assert "Ask again" in page
    row.refresh_from_db()
    whole = {**typed, "party_0": "leader", "due_0": f"{timezone.localdate()}", "version": str(token(row))}
    assert client.post(f"{address}{row.pk}/record/", whole).status_code == 302
    look_as(client, world, "chair")
    row.refresh_from_db()
    page = client.get(f"{address}{row.pk}/").content.decode()
    assert "Yes, this record is right" in page
    confirmed_now = client.post(f"{address}{row.pk}/", {"did": "confirm", "version": str(token(row))})
    assert confirmed_now.status_code == 302
    assert Review.objects.get().state == STATE.AGREED
    assert "Nothing in it is altered any more" in client.get(f"{address}{row.pk}/").content.decode()


def test_a_stale_record_shows_what_it_says_now_beside_what_was_typed(client, world, made):
    row = held(made, world.chair)
    seen = token(row)
    write(made, row, world.chair, what=record("The board's line"))
    look_as(client, world, "leader")
    answer = client.post(
        f"/compacts/{made.pk}/reviews/{row.pk}/record/", {"agreed": "The leader's line", "version": str(seen)}
    )
    page = unescape(answer.content.decode())
    assert "The board's line" in page
    assert "The leader's line" in page


def test_the_page_and_the_paper_ask_few_questions(client, world, made):
    row = agreed(made, world, what=record(steps=(next_step(),)))
    later = called(made, world.leader)
    look_as(client, world, "chair")
    for way in ("", f"{row.pk}/", f"{later.pk}/", f"{row.pk}.pdf"):
        client.get(f"/compacts/{made.pk}/reviews/{way}")
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/compacts/{made.pk}/reviews/{way}")
        assert answer.status_code == 200
        assert len(queries) <= 15, (way, [one["sql"][:150] for one in queries])


def test_the_paper_and_the_record_are_pdf(client, world, made):
    row = agreed(made, world, what=record("With a sign that no typeface has: \U0001f9ff"))
    look_as(client, world, "region")
    answer = client.get(f"/compacts/{made.pk}/reviews/{row.pk}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
