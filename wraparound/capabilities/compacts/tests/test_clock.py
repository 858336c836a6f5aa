"""The clock in odd orders: taken back, corrected, told late, amended, past the last day; and what pages say of it."""

from datetime import date

import pytest

from wraparound.capabilities.compacts.actions import clock, signing, texts
from wraparound.capabilities.compacts.actions import undertakings as kept
from wraparound.capabilities.compacts.models.agreed import Compact, Effect, Undertaking
from wraparound.capabilities.compacts.queries.compacts import compact, compacts
from wraparound.capabilities.compacts.queries.needs import needs_today
from wraparound.capabilities.compacts.queries.undertakings import promises
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Follows, Party
from wraparound.capabilities.compacts.terms.compacts import CompactQuestion, PromiseQuestion, UndertakingState
from wraparound.capabilities.compacts.tests.factories import (
    AT,
    TODAY,
    condition,
    days,
    fill,
    in_force,
    look_as,
    promise,
    result,
    sign,
    token,
    undertaking,
)
from wraparound.capabilities.compacts.wording.compacts import follows_line
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DUE = promise().due


def on(day):
    return AT.replace(year=day.year, month=day.month, day=day.day)


def record(row, by, *, day, at):
    row.refresh_from_db()
    kept.report(row.pk, delivered_on=day, days_given=None, evidence="Minutes", version=token(row), at=at, by=by)
    row.refresh_from_db()


def amend(world, made, at, **parts):
    number = texts.answer(made.pk, 1, reason="Things changed", at=at, by=world.chair)
    fill(made, world.chair, number=number, **parts)
    texts.share(made.pk, number, at=at, by=world.chair)
    signing.offer(made.pk, number, at=at, by=world.chair)
    for party, viewer in ((Party.LEADER, world.leader), (Party.BOARD, world.chair), (Party.REGION, world.region)):
        sign(made, viewer, party, number=number, at=at)
    return number


def called(world, **more):
    return in_force(
        world,
        parts={"promises": (promise("p1", follows=Follows.REVIEW),), "conditions": (), **more},
    )


def test_a_not_kept_that_is_taken_back_leaves_the_giver_their_word(world):
    made = in_force(world)
    row = undertaking(made, "p1")
    kept.give_up(row.pk, "A slip", version=token(row), at=on(DUE + days(1)), by=world.leader)
    kept.open_again(row.pk, version=token(row), at=on(DUE + days(1)), by=world.leader)
    record(row, world.region, day=DUE, at=on(DUE + days(2)))
    assert compact(made.pk, viewer=world.leader, on=DUE + days(9)).due_of("r1").moved == 0
    assert Effect.objects.get().lifted == clock.IN_TIME


def test_a_dispute_is_not_wiped_by_the_side_it_speaks_against(world):
    made = in_force(world)
    row = undertaking(made, "p1")
    record(row, world.region, day=TODAY, at=AT)
    kept.dispute(row.pk, "Never came", version=token(row), at=AT, by=world.leader)
    with pytest.raises(CannotAgree, match="Nothing is recorded"):
        kept.open_again(row.pk, version=token(row), at=AT, by=world.region)
    row.refresh_from_db()
    assert "Never came" in row.evidence


@pytest.mark.parametrize("follows", [Follows.REVIEW, Follows.RERANGE])
def test_an_untrue_in_time_evades_no_review_and_no_new_range(world, follows):
    made = in_force(world, parts={"promises": (promise("p1", follows=follows),), "conditions": ()})
    row = undertaking(made, "p1")
    record(row, world.region, day=DUE, at=on(DUE))
    assert clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR) == 0
    record(row, world.leader, day=DUE + days(8), at=on(DUE + days(9)))
    one = Effect.objects.get()
    assert (one.sort, one.starts) == (follows, DUE + days(1))
    assert clock.apply_what_follows(at=on(DUE + days(30)), by=OPERATOR) == 0


def test_kept_in_time_calls_no_review_however_late_it_is_confirmed(world):
    made = called(world)
    row = undertaking(made, "p1")
    record(row, world.leader, day=DUE, at=on(DUE + days(5)))
    assert clock.apply_what_follows(at=on(DUE + days(6)), by=OPERATOR) == 0
    assert not Effect.objects.exists()


def test_told_before_or_after_the_last_day_a_pause_ends_with_the_compact(world):
    made = in_force(world, parts={"promises": (promise("p1", due=date(2029, 4, 1)),), "conditions": ()})
    last = Compact.objects.get(pk=made.pk).last_day
    row = undertaking(made, "p1")
    clock.apply_what_follows(at=on(date(2029, 4, 2)), by=OPERATOR)
    record(row, world.leader, day=last + days(5), at=on(last + days(6)))
    assert Effect.objects.get().ends == last
    clock.apply_what_follows(at=on(last + days(7)), by=OPERATOR)
    kept.open_again(row.pk, version=token(row), at=on(last + days(8)), by=world.leader)
    record(row, world.leader, day=last + days(3), at=on(last + days(8)))
    assert Effect.objects.get().ends == last


def test_what_is_due_on_the_last_day_stops_no_clock(world):
    made = in_force(world)
    last = Compact.objects.get(pk=made.pk).last_day
    with changing("Due on the last day", at=AT, by=OPERATOR):
        Undertaking.objects.filter(key="p1").update(due_on=last)
    row = undertaking(made, "p1")
    record(row, world.leader, day=last + days(5), at=on(last + days(6)))
    assert not Effect.objects.exists()


def test_kept_on_the_day_the_clock_would_have_stopped_no_day_is_lost_and_it_was_not_in_time(world):
    made = in_force(world)
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    record(undertaking(made, "p1"), world.leader, day=DUE + days(1), at=on(DUE + days(2)))
    assert Effect.objects.get().lifted == clock.NO_DAY_LOST


def test_a_review_held_before_the_last_day_is_recorded_after_it(world):
    made = called(world)
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    last = Compact.objects.get(pk=made.pk).last_day
    clock.apply_what_follows(at=on(last + days(1)), by=OPERATOR)
    one = Effect.objects.get()
    assert one.lifted
    clock.hold_review(made.pk, one.pk, DUE + days(20), at=on(last + days(2)), by=world.chair)
    one.refresh_from_db()
    assert (one.ends, one.lifted) == (DUE + days(20), "")
    with pytest.raises(CannotAgree, match="held already"):
        clock.hold_review(made.pk, one.pk, DUE + days(21), at=on(last + days(2)), by=world.chair)


def test_a_result_is_dropped_on_which_a_promise_of_the_past_bore(world):
    made = in_force(world, parts={"promises": (promise("p1", bears_on=("r1", "r2")),)})
    record(undertaking(made, "p1"), world.leader, day=DUE, at=on(DUE))
    later = on(DUE + days(5))
    amend(world, made, later, promises=(promise("p1", bears_on=("r1", "r2")),), results=(result("r1"),))
    assert undertaking(made, "p1").state == UndertakingState.KEPT
    clock.apply_what_follows(at=on(DUE + days(9)), by=OPERATOR)
    assert not Effect.objects.filter(undertaking__key="p1").exists()


def test_a_promise_still_to_come_says_again_on_what_it_bears(world):
    made = in_force(world, parts={"promises": (promise("p1", bears_on=("r1", "r2")),)})
    with pytest.raises(CannotAgree, match="no longer there"):
        amend(world, made, AT + days(1), promises=(promise("p1", bears_on=("r1", "r2")),), results=(result("r1"),))


def test_what_followed_keeps_the_words_it_followed_from(world):
    made = in_force(world)
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    amend(
        world,
        made,
        on(DUE + days(3)),
        promises=(promise("p1", words="Something quite else", due=DUE + days(60)),),
        conditions=(condition("c1"),),
    )
    (effect,) = compact(made.pk, viewer=world.leader, on=DUE + days(4)).effects
    assert effect.because == promise().words


def test_results_of_a_replaced_version_stay_where_they_were(world):
    made = in_force(world)
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    amend(world, made, on(DUE + days(11)))
    for later in (12, 30, 90):
        old = compact(made.pk, viewer=world.leader, on=DUE + days(later), version=1)
        assert old.due_of("r1").moved == 10


def test_a_fault_in_one_compact_stops_no_other_and_is_not_kept_quiet(world, monkeypatch):
    parts = {"promises": (promise("p1", follows=Follows.RERANGE),), "conditions": ()}
    broken, sound = in_force(world, parts=parts), in_force(world, role="Chief operating officer")
    real = clock._ranged_anew

    def faulty(row, *given):
        if row.pk == broken.pk:
            raise ArithmeticError("planted")
        return real(row, *given)

    monkeypatch.setattr(clock, "_ranged_anew", faulty)
    with pytest.raises(ArithmeticError):
        clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    assert [one.compact_id for one in Effect.objects.all()] == [sound.pk]


def test_said_to_be_kept_and_contested_by_nobody_no_page_says_that_the_clock_stands(world, client):
    made = in_force(world)
    row = undertaking(made, "p1")
    record(row, world.region, day=TODAY, at=AT)
    look_as(client, world, "leader")
    found = promises(PromiseQuestion(which="all"), viewer=world.leader, on=DUE + days(9))
    assert next(one for one in found.lines if one.key == "p1").counts_as_kept
    assert all(not follows_line(one, DUE + days(9)) for one in found.lines if one.key == "p1")


def test_the_list_counts_as_overdue_what_the_promises_do(world):
    made = in_force(world)
    for key in ("p1", "p2"):
        row = undertaking(made, key)
        record(row, world.region if key == "p1" else world.chair, day=TODAY, at=AT)
    later = DUE + days(9)
    overdue = promises(PromiseQuestion(which="overdue"), viewer=world.leader, on=later).matching
    (line,) = compacts(CompactQuestion(), viewer=world.leader, on=later).lines
    assert line.overdue == overdue == 0
    kept.dispute(row.pk, "Never came", version=token(row), at=on(later), by=world.leader)
    (line,) = compacts(CompactQuestion(), viewer=world.leader, on=later).lines
    assert line.overdue == 1
    last = Compact.objects.get(pk=made.pk).last_day
    clock.apply_what_follows(at=on(last + days(1)), by=OPERATOR)
    (line,) = compacts(CompactQuestion(), viewer=world.leader, on=last + days(1)).lines
    assert (line.state, line.overdue, line.due_soon, line.next_on) == ("Ended", 0, 0, None)


def test_a_review_that_was_called_names_its_reason_whatever_was_recorded_since(world):
    made = called(world)
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    record(undertaking(made, "p1"), world.leader, day=DUE, at=on(DUE + days(2)))
    words = [one.words for one in needs_today(viewer=world.leader, at=on(DUE + days(3)))]
    assert any("A review was called because of “" in one for one in words)
    assert not any("was not kept" in one for one in words)
