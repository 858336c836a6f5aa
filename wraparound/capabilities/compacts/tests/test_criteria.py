"""Exit criteria of a support programme: begun, changed, said to be met by one side and confirmed by another."""

from datetime import date

import pytest
from django.utils import timezone

from wraparound.capabilities.compacts.actions import criteria as act
from wraparound.capabilities.compacts.actions import endings
from wraparound.capabilities.compacts.actions import reviews as meetings
from wraparound.capabilities.compacts.models.reviews import ExitCriterion, ExitCriterionVersion, Review
from wraparound.capabilities.compacts.queries.criteria import criterion
from wraparound.capabilities.compacts.queries.needs import needs_today
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.queries.reviews import review, reviews
from wraparound.capabilities.compacts.terms.agreement import CannotAgree
from wraparound.capabilities.compacts.terms.criteria import CriterionState, NewCriterion
from wraparound.capabilities.compacts.terms.endings import EndingHow, NewEnding
from wraparound.capabilities.compacts.tests.factories import (
    AT,
    TODAY,
    days,
    look_as,
    offered,
    token,
)
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.log import Look
from wraparound.records.models.outbox import Event

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("compact_once")]
STATE = CriterionState
STARTS = date(2026, 5, 11)


def new(**more):
    parts = {"programme": "A programme (made up)", "words": "Two good inspections", "decided_by": "the region"}
    return NewCriterion(**{**parts, "expected": date(2027, 5, 1), **more})


def begun(made, by, **more):
    return ExitCriterion.objects.get(pk=act.begin(made.pk, new(**more), at=AT, by=by))


def reported(row, by, *, met=True):
    given = {"met": met, "on": TODAY, "evidence": "Letter of the fourth"}
    act.report(row.compact_id, row.pk, version=token(row), at=AT, by=by, **given)
    row.refresh_from_db()


def test_leader_board_and_region_write_them_and_nobody_else(world, made):
    for side in (world.leader, world.chair, world.region):
        assert begun(made, side).state == STATE.OPEN
    with pytest.raises(CannotAgree, match="Only the leader"):
        begun(made, world.improver)
    for other in (world.stranger, world.other_chair, world.other_region, world.centre):
        with pytest.raises(NoSuchCompact):
            begun(made, other)


def test_they_stand_beside_a_compact_in_force_only(world):
    made = offered(world)
    with pytest.raises(CannotAgree, match="Nothing is in force"):
        begun(made, world.chair)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"words": " "}, "what has to be so"),
        ({"measure": "ae_4hour_major"}, "together with its level"),
        ({"level": 60.0}, "together with its level"),
        ({"programme": ""}, "which support programme"),
        ({"decided_by": " "}, "who decides"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(world, made, more, words):
    with pytest.raises(CannotAgree, match=words):
        begun(made, world.chair, **more)
    assert not ExitCriterion.objects.exists()


def test_one_side_says_so_and_another_confirms(world, made):
    row = begun(made, world.region)
    reported(row, world.chair)
    assert row.state == STATE.REPORTED
    assert any("said to be met" in one.words for one in needs_today(viewer=world.leader, at=AT))
    assert not any("said to be met" in one.words for one in needs_today(viewer=world.chair, at=AT))
    with pytest.raises(CannotAgree, match="Another side"):
        act.confirm(made.pk, row.pk, version=token(row), at=AT, by=world.chair)
    act.confirm(made.pk, row.pk, version=token(row), at=AT, by=world.region)
    row.refresh_from_db()
    assert (row.state, row.settled_on, row.confirmed_for) == (STATE.MET, TODAY, "region")


def test_disputed_it_is_open_again_with_the_reason(world, made):
    row = begun(made, world.region)
    reported(row, world.chair)
    with pytest.raises(CannotAgree, match="Say why"):
        act.dispute(made.pk, row.pk, "", version=token(row), at=AT, by=world.leader)
    act.dispute(made.pk, row.pk, "One inspection only", version=token(row), at=AT, by=world.leader)
    row.refresh_from_db()
    assert row.state == STATE.OPEN
    assert "One inspection only" in row.evidence


def test_found_not_to_be_met_it_says_so_and_can_be_met_later(world, made):
    row = begun(made, world.region)
    reported(row, world.region, met=False)
    assert row.state == STATE.NOT_MET
    reported(row, world.leader)
    assert row.state == STATE.REPORTED


def test_a_day_that_has_not_come_or_no_evidence_is_refused(world, made):
    row = begun(made, world.region)
    for on, evidence, words in ((TODAY + days(1), "Letter", "not come"), (TODAY, " ", "how the other sides")):
        with pytest.raises(CannotAgree, match=words):
            act.report(made.pk, row.pk, met=True, on=on, evidence=evidence, version=token(row), at=AT, by=world.chair)


def test_other_words_are_another_question_and_everything_stays_in_the_history(world, made):
    row = begun(made, world.region)
    reported(row, world.chair)
    act.change(made.pk, row.pk, new(decided_by="the board"), version=token(row), at=AT, by=world.leader)
    row.refresh_from_db()
    assert row.state == STATE.REPORTED
    act.change(made.pk, row.pk, new(words="Three good inspections"), version=token(row), at=AT, by=world.leader)
    row.refresh_from_db()
    assert row.state == STATE.OPEN
    told = " ".join(words for _, _, words in criterion(row.pk, viewer=world.chair, on=TODAY).history)
    for said in ("An exit criterion was begun", "Two good inspections", "Three good inspections", "Said to be met"):
        assert said in told


def test_what_two_sides_confirmed_no_third_erases(client, world, made):
    row = begun(made, world.region)
    reported(row, world.chair)
    act.confirm(made.pk, row.pk, version=token(row), at=AT, by=world.region)
    row.refresh_from_db()
    for more in ({"words": "Three good inspections"}, {"decided_by": "the leader"}):
        with pytest.raises(CannotAgree, match="Two sides have said that it is met"):
            act.change(made.pk, row.pk, new(**more), version=token(row), at=AT, by=world.leader)
    with pytest.raises(CannotAgree, match="Two sides have said that it is met"):
        act.take_out(made.pk, row.pk, version=token(row), at=AT, by=world.leader)
    row.refresh_from_db()
    assert (row.state, row.confirmed_for, row.words) == (STATE.MET, "region", "Two good inspections")
    here = f"/compacts/{made.pk}/reviews/criteria/{row.pk}/"
    look_as(client, world, "leader")
    assert "Take it out of the plan" not in client.get(here).content.decode()
    assert "This one was found met by two sides" in client.get(f"{here}edit/").content.decode()
    act.open_again(made.pk, row.pk, version=token(row), at=AT, by=world.region)
    act.take_out(made.pk, row.pk, version=token(row), at=AT, by=world.leader)


def test_once_the_compact_has_ended_nothing_is_taken_out(world, made):
    row = begun(made, world.region)
    declared = NewEnding(how=EndingHow.BOARD, ends_on=STARTS, reason="The plan has changed")
    at = AT + days(10)
    endings.declare(made.pk, declared, seen=0, at=at, by=world.chair)
    with pytest.raises(CannotAgree, match="has ended; its exit criteria stay as they were"):
        act.take_out(made.pk, row.pk, version=token(row), at=at, by=world.chair)
    row.refresh_from_db()
    assert row.state == STATE.OPEN


def test_taken_out_it_is_not_lost_and_can_come_back(world, made):
    row = begun(made, world.region)
    act.take_out(made.pk, row.pk, version=token(row), at=AT, by=world.chair)
    (found,) = reviews(made.pk, viewer=world.leader, on=TODAY).criteria
    assert found.state is STATE.TAKEN_OUT
    act.change(made.pk, row.pk, new(), version=token(row), at=AT, by=world.chair)
    assert reviews(made.pk, viewer=world.leader, on=TODAY).criteria[0].state is STATE.OPEN


def test_two_who_change_it_at_once_do_not_overwrite_each_other(world, made):
    row = begun(made, world.region)
    seen = token(row)
    act.change(made.pk, row.pk, new(words="First"), version=seen, at=AT, by=world.chair)
    with pytest.raises(ChangedMeanwhile):
        act.change(made.pk, row.pk, new(words="Second"), version=seen, at=AT, by=world.leader)


def test_a_measure_has_its_newest_figure_beside_it(world, made):
    row = begun(made, world.region, measure="ae_4hour_major", level=60.0)
    percent, period = criterion(row.pk, viewer=world.leader, on=TODAY).latest
    assert 0 < percent < 100
    assert "from" in period


def test_they_are_on_every_review_and_frozen_with_it(world, made):
    row = begun(made, world.region)
    number = meetings.call(made.pk, "Beds", None, at=AT, by=world.chair)
    assert [one.number for one in review(made.pk, number, viewer=world.chair, on=TODAY).criteria] == [row.pk]
    meetings.hold(made.pk, number, TODAY, "", version=token(Review.objects.get()), at=AT, by=world.chair)
    reported(row, world.chair)
    found = review(made.pk, number, viewer=world.chair, on=TODAY)
    assert found.known.criteria[0].state is STATE.OPEN
    assert found.criteria[0].state is STATE.REPORTED


def test_one_of_another_compact_is_not_there_and_every_look_is_logged(world, made):
    row = begun(made, world.region)
    with pytest.raises(NoSuchCompact):
        criterion(row.pk, viewer=world.other_chair, on=TODAY)
    with pytest.raises(NoSuchCompact):
        act.take_out(made.pk, row.pk + 7, version=token(row), at=AT, by=world.chair)
    before = Look.objects.filter(by=world.chair.person).count()
    criterion(row.pk, viewer=world.chair, on=TODAY)
    assert Look.objects.filter(by=world.chair.person).count() == before + 1


def test_every_side_is_told_of_a_change(world, made):
    begun(made, world.region)
    people = Event.objects.get(name="compacts.criterion").data["people"].split(",")
    assert {str(world.people[side].pk) for side in ("chair", "leader")} <= set(people)
    assert str(world.people["region"].pk) not in people


def test_where_nobody_is_in_a_programme_the_page_says_so_in_a_sentence(client, world, made):
    page = look_as(client, world, "chair").get(f"/compacts/{made.pk}/reviews/").content.decode()
    assert "No exit criteria are kept here." in page


def test_pages_keep_what_was_typed_and_say_what_is_missing(client, world, made):
    look_as(client, world, "chair")
    address = f"/compacts/{made.pk}/reviews/criteria/"
    typed = {"programme": "Made up", "words": "Two good inspections", "level": "60", "decided_by": "the region"}
    page = client.post(f"{address}new/", typed).content.decode()
    assert "Give a measure together with its level" in page
    assert "Two good inspections" in page
    assert client.post(f"{address}new/", {**typed, "level": ""}).status_code == 302
    row = ExitCriterion.objects.get()
    page = client.post(
        f"{address}{row.pk}/", {"did": "report", "met": "yes", "on": "", "version": "1"}
    ).content.decode()
    assert "There is a problem" in page
    sent = {"did": "report", "met": "yes", "on": f"{timezone.localdate()}", "evidence": "Letter", "version": "1"}
    page = client.post(f"{address}{row.pk}/", sent).content.decode()
    assert "Somebody else changed this" in page
    assert "Letter" in page
    assert client.post(f"{address}{row.pk}/", {**sent, "version": str(token(row))}).status_code == 302
    row.refresh_from_db()
    look_as(client, world, "leader")
    assert client.post(f"{address}{row.pk}/", {"did": "confirm", "version": str(token(row))}).status_code == 302
    row.refresh_from_db()
    assert row.state == STATE.MET
    stale = {**typed, "level": "", "words": "Otherwise", "version": "1"}
    page = client.post(f"{address}{row.pk}/edit/", stale).content.decode()
    assert "As it stands now" in page
    assert "Otherwise" in page
    assert ExitCriterionVersion._default_manager.count() == 3
    assert client.get(f"/compacts/{made.pk + 1}/reviews/criteria/{row.pk}/").status_code == 404
