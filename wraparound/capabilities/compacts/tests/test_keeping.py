"""What was promised: kept, late, disputed; the clock that stands still; what needs whom today; and verifying."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from wraparound.capabilities.compacts.actions import clock, signing, texts
from wraparound.capabilities.compacts.actions import undertakings as kept
from wraparound.capabilities.compacts.calculation.documents import digest_of
from wraparound.capabilities.compacts.models.agreed import Compact, Effect, Seal, Signature, Text, Undertaking
from wraparound.capabilities.compacts.queries.compacts import compact
from wraparound.capabilities.compacts.queries.needs import needs_today
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.queries.undertakings import promises
from wraparound.capabilities.compacts.queries.verifying import verify
from wraparound.capabilities.compacts.tasks import mail_those_concerned
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Follows, Party
from wraparound.capabilities.compacts.terms.compacts import PromiseQuestion, TextState, UndertakingState
from wraparound.capabilities.compacts.tests.factories import (
    AT,
    TODAY,
    begin,
    condition,
    days,
    fill,
    in_force,
    offered,
    promise,
    sign,
    token,
    undertaking,
)
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.log import Change
from wraparound.records.models.outbox import Event
from wraparound.records.models.triggers import removing
from wraparound.records.queries.outbox import event_terms

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DUE = promise().due


@pytest.fixture
def made(world):
    return in_force(world)


def on(day):
    return AT.replace(year=day.year, month=day.month, day=day.day)


def report(row, by, *, day=TODAY, at=AT, **more):
    given = {"days_given": None, "evidence": "Minutes", **more}
    kept.report(row.pk, delivered_on=day, version=token(row), at=at, by=by, **given)
    row.refresh_from_db()


def test_the_giver_says_so_and_another_side_confirms(world, made):
    row = undertaking(made, "p1")
    report(row, world.region, days_given=88.0)
    assert row.state == UndertakingState.REPORTED
    with pytest.raises(CannotAgree, match="Your own side"):
        kept.confirm(row.pk, version=token(row), at=AT, by=world.region)
    kept.confirm(row.pk, version=token(row), at=AT, by=world.leader)
    row.refresh_from_db()
    assert (row.state, row.days_given, row.confirmed_for) == (UndertakingState.KEPT, 88.0, Party.LEADER)


def test_said_by_any_other_side_it_counts_at_once(world, made):
    row = undertaking(made, "p1")
    report(row, world.leader)
    assert row.state == UndertakingState.KEPT


def test_a_day_that_has_not_come_is_refused(world, made):
    row = undertaking(made, "p1")
    with pytest.raises(CannotAgree, match="not come yet"):
        report(row, world.leader, day=TODAY + days(1))


def test_improvement_directors_and_strangers_record_nothing(world, made):
    row = undertaking(made, "p1")
    with pytest.raises(CannotAgree, match="Only the sides"):
        report(row, world.improver)
    with pytest.raises(NoSuchCompact):
        report(row, world.other_chair)


def test_two_who_record_at_once_do_not_overwrite_each_other(world, made):
    row = undertaking(made, "p1")
    seen = token(row)
    report(row, world.leader)
    with pytest.raises(ChangedMeanwhile):
        kept.give_up(row.pk, "No money", version=seen, at=AT, by=world.region)


def test_nothing_follows_on_the_day_it_is_due_and_the_clock_pauses_on_the_day_after(world, made):
    assert clock.apply_what_follows(at=on(DUE), by=OPERATOR) == 0
    assert clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR) == 1
    one = Effect.objects.get()
    assert (one.sort, one.starts, one.ends) == (Follows.PAUSE, DUE + days(1), None)
    found = compact(made.pk, viewer=world.leader, on=DUE + days(11))
    assert found.paused
    assert found.due_of("r1").moved == 10


def test_it_follows_once_however_often_it_is_asked(world, made):
    later = on(DUE + days(40))
    assert clock.apply_what_follows(at=later, by=OPERATOR) == 1
    before = Change.objects.count()
    assert clock.apply_what_follows(at=later, by=OPERATOR) == 0
    assert Change.objects.count() == before
    assert Effect.objects.get().starts == DUE + days(1)


def test_keeping_it_late_ends_the_pause_and_leaves_the_days_lost(world, made):
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    row = undertaking(made, "p1")
    report(row, world.leader, day=DUE + days(21), at=on(DUE + days(25)))
    one = Effect.objects.get()
    assert one.ends == DUE + days(21)
    found = compact(made.pk, viewer=world.leader, on=DUE + days(200))
    assert not found.paused
    assert found.due_of("r1").moved == 20
    assert found.due_of("r2").moved == 20


def test_said_afterwards_to_have_been_kept_in_time_lifts_the_pause(world, made):
    clock.apply_what_follows(at=on(DUE + days(10)), by=OPERATOR)
    row = undertaking(made, "p1")
    report(row, world.leader, day=DUE - days(3), at=on(DUE + days(12)))
    assert Effect.objects.get().lifted
    assert compact(made.pk, viewer=world.leader, on=DUE + days(60)).due_of("r1").moved == 0


def test_a_report_that_is_disputed_pauses_from_the_day_agreed(world, made):
    row = undertaking(made, "p1")
    report(row, world.region, day=DUE - days(1), at=on(DUE))
    assert clock.apply_what_follows(at=on(DUE + days(9)), by=OPERATOR) == 0
    kept.dispute(row.pk, "She came for two days only", version=token(row), at=on(DUE + days(9)), by=world.leader)
    row.refresh_from_db()
    assert row.state == UndertakingState.OPEN
    assert Effect.objects.get().starts == DUE + days(1)
    assert "two days only" in row.evidence


def test_taken_back_after_a_pause_it_begins_again_and_no_day_counts_twice(world, made):
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    row = undertaking(made, "p1")
    report(row, world.leader, day=DUE + days(11), at=on(DUE + days(11)))
    kept.open_again(row.pk, version=token(row), at=on(DUE + days(15)), by=world.leader)
    one = Effect.objects.get()
    assert (one.starts, one.ends) == (DUE + days(1), None)
    assert compact(made.pk, viewer=world.leader, on=DUE + days(21)).due_of("r1").moved == 20


def test_a_review_is_called_and_held_by_the_sides(world):
    made = in_force(
        world,
        parts={
            "conditions": (condition("c1", due=DUE, follows=Follows.REVIEW),),
            "promises": (promise("p1", follows=Follows.NOTHING),),
        },
    )
    clock.apply_what_follows(at=on(DUE + days(2)), by=OPERATOR)
    one = Effect.objects.get()
    assert one.sort == Follows.REVIEW
    needs = needs_today(viewer=world.leader, at=on(DUE + days(2)))
    assert any("review was called" in need.words for need in needs)
    with pytest.raises(CannotAgree):
        clock.hold_review(made.pk, one.pk, DUE + days(3), at=on(DUE + days(3)), by=world.improver)
    clock.hold_review(made.pk, one.pk, DUE + days(3), at=on(DUE + days(3)), by=world.chair)
    one.refresh_from_db()
    assert one.ends == DUE + days(3)
    assert clock.apply_what_follows(at=on(DUE + days(9)), by=OPERATOR) == 0


def test_results_are_ranged_anew_beside_the_frozen_range(world):
    made = in_force(world, parts={"promises": (promise("p1", follows=Follows.RERANGE, bears_on=("r1",)),)})
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    found = compact(made.pk, viewer=world.leader, on=DUE + days(1))
    (effect,) = found.effects
    assert [one.key for one in effect.ranges] == ["r1"]
    assert effect.ranges[0].known
    assert found.text.range_of("r1").known
    assert verify(made.pk, viewer=world.leader).holds


def test_grace_is_given_before_anything_follows(world):
    made = in_force(world, parts={"promises": (promise("p1", grace=10),)})
    assert clock.apply_what_follows(at=on(DUE + days(10)), by=OPERATOR) == 0
    assert clock.apply_what_follows(at=on(DUE + days(11)), by=OPERATOR) == 1
    assert Effect.objects.get(compact=made).starts == DUE + days(11)


def test_only_the_results_that_depend_on_it_move(world):
    made = in_force(world, parts={"promises": (promise("p1", bears_on=("r2",)),)})
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    found = compact(made.pk, viewer=world.leader, on=DUE + days(6))
    assert (found.due_of("r1").moved, found.due_of("r2").moved) == (0, 5)


def test_an_amendment_that_takes_the_promise_out_ends_what_followed(world, made):
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    at = on(DUE + days(5))
    number = texts.answer(made.pk, 1, reason="It is not coming", at=at, by=world.chair)
    later = promise("p3", due=DUE + days(90))
    fill(made, world.chair, number=number, promises=(later,), conditions=())
    texts.share(made.pk, number, at=at, by=world.chair)
    signing.offer(made.pk, number, at=at, by=world.chair)
    for party, viewer in ((Party.LEADER, world.leader), (Party.BOARD, world.chair), (Party.REGION, world.region)):
        sign(made, viewer, party, number=number, at=at)
    assert Effect.objects.get().ends == at.date()
    assert undertaking(made, "p1").state == UndertakingState.ENDED


def test_the_list_shows_every_side_alike_and_only_ones_own_compacts(world, made):
    found = promises(PromiseQuestion(which="overdue"), viewer=world.leader, on=DUE + days(1))
    assert [one.key for one in found.lines] == ["p1", "p2"]
    assert promises(PromiseQuestion(which="all"), viewer=world.other_chair, on=TODAY).matching == 0
    assert promises(PromiseQuestion(which="all", giver="board"), viewer=world.region, on=TODAY).matching == 2
    assert promises(PromiseQuestion(which="all", sort="condition"), viewer=world.improver, on=TODAY).matching == 1


def test_what_needs_whom_today(world):
    made = offered(world)
    for viewer in (world.leader, world.chair, world.region):
        assert any("waits for your signature" in one.words for one in needs_today(viewer=viewer, at=AT))
    assert needs_today(viewer=world.stranger, at=AT) == ()
    sign(made, world.leader, Party.LEADER)
    assert not any("signature" in one.words for one in needs_today(viewer=world.leader, at=AT))


def test_a_shared_version_asks_the_other_side_to_answer(world):
    made = begin(world)
    fill(made, world.chair)
    texts.share(made.pk, 1, at=AT, by=world.chair)
    assert any("has shared version 1" in one.words for one in needs_today(viewer=world.leader, at=AT))
    assert not any("has shared" in one.words for one in needs_today(viewer=world.chair, at=AT))


def test_those_concerned_are_mailed_and_the_mail_names_nothing(world, made, mailoutbox):
    event = Event.objects.filter(name="compacts.in_force").get()
    mail_those_concerned(event_terms(event))
    assert {one.to[0] for one in mailoutbox} == {"leader@made-up.example", "chair@made-up.example"}
    assert "Lena" not in mailoutbox[0].body
    assert "Larkmoor" not in mailoutbox[0].body


def test_a_signed_compact_verifies(world, made):
    found = verify(made.pk, viewer=world.leader)
    assert found.holds
    assert [name for name, *_ in found.checks] == [
        *("text", "signatures", "seal", "standing", "promises", "ranges", "patience")
    ]
    assert verify(made.pk, viewer=OPERATOR).fingerprint == found.fingerprint


def test_nothing_signed_is_nothing_to_verify(world):
    made = offered(world)
    with pytest.raises(CannotAgree, match="nothing to verify"):
        verify(made.pk, viewer=world.leader)


ALTERED = {
    "a level": lambda: _alter(Text, "content", '"level":54.0', '"level":53.0'),
    "a day": lambda: _alter(Text, "content", "2026-07-01", "2026-08-01"),
    "a letter": lambda: _alter(Text, "content", "improvement director", "improvement directo"),
    "a range": lambda: _alter(Text, "frozen", '"odds":', '"odds":0.1,"odds_x":'),
    "the seed": lambda: _alter(Text, "frozen", '"seed":20261123', '"seed":20261124'),
    "the release": lambda: _alter(Text, "frozen", '"release":"2026-11-23"', '"release":"2026-11-24"'),
    "a typed name": lambda: _alter(Signature, "typed", "Lena", "Lina"),
    "who signed": lambda: _alter(Signature, "acting_as", "leader", "chair"),
    "the sealed body": lambda: _alter(Seal, "body", "54.0", "53.0"),
    "the sealed signatures": lambda: _alter(Seal, "body", "Lena", "Lina"),
    "a fingerprint": lambda: _alter(Seal, "digest", "", ""),
    "a mark": lambda: _alter(Seal, "mark", "", ""),
}


@pytest.mark.parametrize("what", ALTERED)
def test_a_changed_byte_is_found(world, made, what):
    ALTERED[what]()
    assert not verify(made.pk, viewer=world.leader).holds


def test_both_altered_alike_are_still_found_because_the_key_is_not_in_the_store(world, made):
    from wraparound.capabilities.compacts.queries.texts import sealed_body
    from wraparound.capabilities.compacts.queries.verifying import sealed_signatures

    # The board's promise, which no range rests on.
    _alter(Text, "content", "A coach", "A couch")
    text = Text.objects.select_related("compact__organisation", "compact__leader").get(compact=made)
    body = sealed_body(text, viewer=OPERATOR)
    with changing("By hand", at=AT, by=OPERATOR), removing(connection):
        Undertaking.objects.filter(words="A coach").update(words="A couch")
        Signature.objects.filter(text=text).update(digest=digest_of(body))
        Seal.objects.filter(text=text, signed=False).update(body=body, digest=digest_of(body))
        seal = sealed_signatures(text, viewer=OPERATOR)
        Seal.objects.filter(text=text, signed=True).update(body=seal, digest=digest_of(seal))
    found = verify(made.pk, viewer=world.leader)
    assert [name for name, ok, _ in found.checks if not ok] == ["seal", "standing"]


def test_the_store_itself_refuses_to_alter_a_seal(world, made):
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        Seal.objects.update(mark="x")


def test_what_was_replaced_stays_readable_and_verifies(world, made):
    number = texts.answer(made.pk, 1, reason="More time", at=AT, by=world.leader)
    texts.share(made.pk, number, at=AT, by=world.leader)
    signing.offer(made.pk, number, at=AT, by=world.leader)
    for party, viewer in ((Party.LEADER, world.leader), (Party.BOARD, world.chair), (Party.REGION, world.region)):
        sign(made, viewer, party, number=number)
    assert Text.objects.get(compact=made, number=1).state == TextState.REPLACED
    assert verify(made.pk, viewer=world.leader, version=1).holds
    assert verify(made.pk, viewer=world.leader, version=number).holds


def test_when_its_time_is_up_a_compact_goes_with_everything_of_it(world):
    from wraparound.records.actions.removal import run_retention

    made = begin(world)
    fill(made, world.chair)
    texts.share(made.pk, 1, at=AT, by=world.chair)
    texts.comment(made.pk, 1, "", "No", at=AT, by=world.leader)
    texts.put_aside(made.pk, at=AT, by=world.chair)
    run_retention(at=AT + days(365 * 6 + 40), by=OPERATOR, act=True)
    assert not Compact.objects.filter(pk=made.pk).exists()
    assert not Text.objects.filter(compact=made.pk).exists()
    assert not Undertaking.objects.filter(compact=made.pk).exists()


def _alter(model, field, before, after):
    """Changes bytes in the store as somebody could who is at the machine."""
    with changing("By hand", at=AT, by=OPERATOR), removing(connection):
        for row in model.objects.all():
            old = getattr(row, field)
            new = old.replace(before, after) if before else ("0" if old[0] != "0" else "1") + old[1:]
            if new != old:
                model.objects.filter(pk=row.pk).update(**{field: new})
