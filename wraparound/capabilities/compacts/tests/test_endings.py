"""How a compact ends: on time, early by each side, together, by a merger; once, and taken back before its day."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from wraparound.capabilities.compacts.actions import clock, closing, endings, signing, texts
from wraparound.capabilities.compacts.actions import undertakings as kept
from wraparound.capabilities.compacts.models.agreed import Compact, Effect, Signature, Text
from wraparound.capabilities.compacts.models.endings import Ending
from wraparound.capabilities.compacts.queries.endings import ending_page
from wraparound.capabilities.compacts.queries.merging import merged
from wraparound.capabilities.compacts.queries.needs import needs_today
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Party
from wraparound.capabilities.compacts.terms.compacts import TextState
from wraparound.capabilities.compacts.terms.endings import EndingHow, EndingState, NewEnding
from wraparound.capabilities.compacts.tests.factories import (
    AT,
    TODAY,
    begin,
    days,
    fill,
    in_force,
    make_world,
    offered,
    promise,
    sign,
    token,
    undertaking,
)
from wraparound.people.access import NotYours
from wraparound.people.actions.grants import end as end_grant
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import add_organisation, add_region
from wraparound.people.models import Grant
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.records.actions.changes import changing
from wraparound.records.actions.controllers import transfer_control
from wraparound.records.models.outbox import Event

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DUE = promise().due
BEGINS = date(2026, 5, 11)
LAST = date(2029, 5, 11)
DAY = date(2026, 9, 1)


@pytest.fixture
def made(world):
    return in_force(world)


def on(day):
    return AT.replace(year=day.year, month=day.month, day=day.day)


def declare(made, by, how=EndingHow.BOARD, *, day=DAY, at=None, seen=0, **more):
    new = NewEnding(how=how, ends_on=day, reason=more.pop("reason", "The plan has changed"), **more)
    return endings.declare(made.pk, new, seen=seen, at=at or on(DUE - days(10)), by=by)


def ended(made):
    return Compact.objects.get(pk=made.pk).ended_at


def amendment(world, made, at, **parts):
    number = texts.answer(made.pk, 1, reason="More time", at=at, by=world.chair)
    if parts:
        fill(made, world.chair, number=number, **parts)
    texts.share(made.pk, number, at=at, by=world.chair)
    signing.offer(made.pk, number, at=at, by=world.chair)
    return number


def test_on_time_it_ends_by_itself_and_says_so(world, made):
    clock.apply_what_follows(at=on(LAST), by=OPERATOR)
    assert ended(made) is None
    clock.apply_what_follows(at=on(LAST + days(1)), by=OPERATOR)
    one = Ending.objects.get()
    assert (one.how, one.state, one.ends_on, one.party) == (EndingHow.ON_TIME, EndingState.DONE, LAST, "")
    assert ended(made) is not None
    assert clock.apply_what_follows(at=on(LAST + days(9)), by=OPERATOR) == 0
    assert Ending.objects.count() == 1


@pytest.mark.parametrize(
    ("side", "how", "party"),
    [("chair", EndingHow.BOARD, Party.BOARD), ("leader", EndingHow.LEADER, Party.LEADER)],
)
def test_either_side_ends_it_early_on_the_day_it_gives(world, made, side, how, party):
    assert declare(made, getattr(world, side), how) is False
    assert ended(made) is None
    assert Ending.objects.get().party == party
    clock.apply_what_follows(at=on(DAY - days(1)), by=OPERATOR)
    assert ended(made) is None
    clock.apply_what_follows(at=on(DAY), by=OPERATOR)
    assert ended(made) is not None
    assert Ending.objects.get().state == EndingState.DONE
    assert Event.objects.filter(name="compacts.ended").count() == 1
    clock.apply_what_follows(at=on(DAY + days(1)), by=OPERATOR)
    assert Event.objects.filter(name="compacts.ended").count() == 1


def test_a_day_that_is_there_ends_it_at_once(world, made):
    assert declare(made, world.chair, day=DAY, at=on(DAY)) is True
    assert ended(made) is not None


def test_nobody_ends_it_in_the_name_of_the_other_side(world, made):
    with pytest.raises(CannotAgree, match="not ended in that way by that side"):
        declare(made, world.chair, EndingHow.LEADER)
    with pytest.raises(CannotAgree, match="not ended in that way by that side"):
        declare(made, world.leader, EndingHow.BOARD)
    for how in EndingHow:
        with pytest.raises(CannotAgree, match="your role may have ended"):
            declare(made, world.improver, how)
        with pytest.raises(NoSuchCompact):
            declare(made, world.other_chair, how)
        with pytest.raises(NoSuchCompact):
            declare(made, world.other_region, how)
        with pytest.raises(NoSuchCompact):
            declare(made, world.stranger, how)
    assert not Ending.objects.exists()


@pytest.mark.parametrize(
    ("day", "at", "said"),
    [
        (BEGINS - days(1), BEGINS - days(3), "begins on 11 May 2026"),
        (DAY - days(15), DAY, "more than 14 days back"),
        (LAST, DAY, "then it ends by itself"),
        (LAST + days(9), DAY, "then it ends by itself"),
    ],
)
def test_a_day_that_cannot_be_is_answered_with_those_that_can(world, made, day, at, said):
    with pytest.raises(CannotAgree, match=said):
        declare(made, world.chair, day=day, at=on(at))
    assert not Ending.objects.exists()


def test_a_day_a_little_back_ends_it_at_once_and_cuts_what_stood_still_after_it(world, made):
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    row = undertaking(made, "p1")
    given = {"days_given": None, "evidence": "Minutes", "version": token(row)}
    kept.report(row.pk, delivered_on=DUE + days(12), at=on(DUE + days(12)), by=world.leader, **given)
    assert declare(made, world.chair, day=DUE + days(6), at=on(DUE + days(14))) is True
    one = Effect.objects.get()
    assert (one.starts, one.ends) == (DUE + days(1), DUE + days(6))


def test_without_a_reason_nothing_is_declared(world, made):
    with pytest.raises(CannotAgree, match="Say why"):
        declare(made, world.chair, reason="  ")


def test_what_followed_ends_with_it_and_nothing_follows_any_more(world, made):
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    declare(made, world.leader, EndingHow.LEADER, at=on(DUE + days(2)))
    clock.apply_what_follows(at=on(DAY + days(200)), by=OPERATOR)
    one = Effect.objects.get()
    assert (one.starts, one.ends) == (DUE + days(1), DAY)


def test_what_is_recorded_after_the_end_never_starts_the_clock_again(world, made):
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    declare(made, world.chair, day=DAY, at=on(DAY))
    row = undertaking(made, "p1")
    kept.give_up(row.pk, "No money", version=token(row), at=on(DAY), by=world.region)
    one = Effect.objects.get()
    assert one.ends == DAY
    given = {"days_given": None, "evidence": "Minutes", "version": token(row)}
    kept.report(row.pk, delivered_on=DUE + days(9), at=on(DAY + days(3)), by=world.leader, **given)
    one.refresh_from_db()
    assert one.ends == DUE + days(9)


def test_until_its_day_it_is_taken_back_by_the_side_that_declared_it(world, made):
    declare(made, world.chair)
    number = Ending.objects.get().pk
    with pytest.raises(CannotAgree, match="by the side that declared it"):
        endings.take_back(made.pk, number, at=on(DAY - days(2)), by=world.leader)
    endings.take_back(made.pk, number, at=on(DAY - days(2)), by=world.chair)
    clock.apply_what_follows(at=on(DAY + days(1)), by=OPERATOR)
    assert ended(made) is None
    with pytest.raises(CannotAgree, match="since you opened this page"):
        endings.take_back(made.pk, number, at=on(DAY - days(2)), by=world.chair)
    declare(made, world.leader, EndingHow.LEADER, at=on(DAY))


def test_together_it_waits_for_the_other_side_and_for_nobody_else(world, made):
    assert declare(made, world.leader, EndingHow.TOGETHER) is False
    one = Ending.objects.get()
    assert one.state == EndingState.PROPOSED
    clock.apply_what_follows(at=on(DAY), by=OPERATOR)
    assert ended(made) is None
    for viewer in (world.leader, world.region, world.improver):
        with pytest.raises(CannotAgree, match="by the other side"):
            endings.agree(made.pk, one.pk, at=on(DAY), by=viewer)
    assert endings.agree(made.pk, one.pk, at=on(DAY), by=world.chair) is True
    one.refresh_from_db()
    assert (one.state, one.agreed_party) == (EndingState.DONE, Party.BOARD)


def test_the_other_side_says_no_and_the_compact_goes_on(world, made):
    declare(made, world.leader, EndingHow.TOGETHER)
    one = Ending.objects.get()
    endings.take_back(made.pk, one.pk, at=on(DAY), by=world.chair)
    one.refresh_from_db()
    assert one.state == EndingState.TAKEN_BACK
    assert ended(made) is None


def test_a_proposal_whose_day_is_long_past_is_not_agreed_to(world, made):
    declare(made, world.leader, EndingHow.TOGETHER)
    with pytest.raises(CannotAgree, match="more than 14 days back"):
        endings.agree(made.pk, Ending.objects.get().pk, at=on(DAY + days(15)), by=world.chair)


def test_a_region_records_nothing_but_a_merger_and_one_that_is_not_known_waits(world, made):
    for how in (EndingHow.LEFT, EndingHow.TOGETHER, EndingHow.BOARD, EndingHow.LEADER):
        with pytest.raises(CannotAgree, match="not ended in that way"):
            declare(made, world.region, how)
    declare(made, world.region, EndingHow.MERGER, successor="Thistleford Hospitals (made up)")
    one = Ending.objects.get()
    assert one.state == EndingState.PROPOSED
    endings.agree(made.pk, one.pk, at=on(DAY), by=world.leader)
    assert ended(made) is not None


def test_a_region_that_takes_no_part_records_nothing(world):
    made = in_force(world, asks_region=False)
    with pytest.raises(NoSuchCompact):
        declare(made, world.region, EndingHow.MERGER)


def merge(ends=True):
    transfer_control("ZZ01", "ZZ02", "The two trusts merged", ends=ends, at=on(DAY - days(30)), by=OPERATOR)


def test_a_merger_ends_nothing_by_itself_and_is_said_on_the_page_and_today(world, made):
    merge()
    clock.apply_what_follows(at=on(DAY), by=OPERATOR)
    assert ended(made) is None
    found = ending_page(made.pk, viewer=world.leader, on=DAY)
    assert [name for _, name in found.merged.into] == ["Thistleford Hospitals (made up)"]
    assert found.merged.on == DAY - days(30)
    for viewer in (world.leader, world.chair):
        assert any("has merged into another" in one.words for one in needs_today(viewer=viewer, at=on(DAY)))
    declare(made, world.region, EndingHow.MERGER, day=DAY, at=on(DAY), successor="Thistleford")
    assert ended(made) is not None


def test_control_that_passed_without_an_end_is_no_merger(world, made):
    merge(ends=False)
    assert ending_page(made.pk, viewer=world.leader, on=DAY).merged is None
    assert not any("merged" in one.words for one in needs_today(viewer=world.leader, at=on(DAY)))


def test_a_real_succession_is_read_from_published_evidence():
    region = add_region("RG", "A region", at=AT, by=OPERATOR)
    place = add_organisation("RRD", "A trust that is no more", "Acute", region, at=AT, by=OPERATOR)
    row = Compact(organisation=place, controller=place.controller)
    found = merged(row, viewer=OPERATOR)
    assert found.on == date(2017, 4, 1)
    assert not found.split
    assert all(code != "RRD" for code, _ in found.into)


def test_a_version_that_is_offered_can_be_signed_until_the_day_and_is_then_put_aside(world, made):
    number = amendment(world, made, on(TODAY + days(1)))
    sign(made, world.leader, Party.LEADER, number=number)
    declare(made, world.chair)
    assert ending_page(made.pk, viewer=world.leader, on=TODAY).version_offered == number
    sign(made, world.chair, Party.BOARD, number=number)
    clock.apply_what_follows(at=on(DAY), by=OPERATOR)
    text = Text.objects.get(compact=made, number=number)
    assert text.state == TextState.LEFT
    assert {one.void_because for one in Signature.objects.filter(text=text)} == {closing.ENDED_FIRST}
    assert Text.objects.get(compact=made, number=1).state == TextState.IN_FORCE
    with pytest.raises(CannotAgree, match="has ended"):
        sign(made, world.region, Party.REGION, number=number)


def test_an_amendment_signed_before_the_day_counts_and_the_ending_stays(world, made):
    number = amendment(world, made, on(TODAY + days(1)))
    declare(made, world.chair)
    for party, viewer in ((Party.LEADER, world.leader), (Party.BOARD, world.chair), (Party.REGION, world.region)):
        sign(made, viewer, party, number=number, at=on(TODAY + days(2)))
    assert Text.objects.get(compact=made, number=number).state == TextState.IN_FORCE
    clock.apply_what_follows(at=on(DAY), by=OPERATOR)
    assert Ending.objects.get().how == EndingHow.BOARD
    assert ended(made) is not None


def test_a_last_day_that_comes_first_overtakes_what_was_declared(world, made):
    declare(made, world.chair)
    with changing("An amendment made it shorter", at=AT, by=OPERATOR):
        Compact.objects.filter(pk=made.pk).update(last_day=DAY - days(5))
    clock.apply_what_follows(at=on(DAY - days(4)), by=OPERATOR)
    assert {one.how: one.state for one in Ending.objects.all()} == {
        EndingHow.BOARD: EndingState.OVERTAKEN,
        EndingHow.ON_TIME: EndingState.DONE,
    }


def test_what_is_not_in_force_needs_no_ending(world):
    made = offered(world)
    with pytest.raises(CannotAgree, match="Nothing of this compact is in force"):
        declare(made, world.chair)


def test_an_ending_that_stands_is_not_declared_over(world, made):
    declare(made, world.chair)
    with pytest.raises(CannotAgree, match="since you opened this page"):
        declare(made, world.leader, EndingHow.LEADER)
    with pytest.raises(CannotAgree, match="An ending stands already"):
        declare(made, world.leader, EndingHow.LEADER, seen=Ending.objects.get().pk)
    assert Ending.objects.count() == 1


def test_whose_role_has_ended_declares_nothing(world, made):
    grant = Grant.objects.get(person=world.people["chair"])
    end_grant(grant.pk, at=AT, by=OPERATOR)
    chair = viewer_for(world.people["chair"].pk, "Cara Chairwell", on=TODAY, viewer=PUBLIC)
    with pytest.raises(NoSuchCompact):
        declare(made, chair)


def test_killed_in_the_middle_nothing_has_happened_and_the_next_run_does_it_once(world, made, monkeypatch):
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    declare(made, world.chair)

    def killed(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(closing, "tell_sides", killed)
        with pytest.raises(KeyboardInterrupt):
            clock.apply_what_follows(at=on(DAY), by=OPERATOR)
    assert ended(made) is None
    assert Ending.objects.get().state == EndingState.DECLARED
    assert Effect.objects.get().ends is None
    clock.apply_what_follows(at=on(DAY + days(3)), by=OPERATOR)
    assert Effect.objects.get().ends == DAY
    assert Event.objects.filter(name="compacts.ended").count() == 1


def test_today_says_thirty_days_before_that_it_comes_to_its_last_day(world, made):
    def said(day):
        return [
            one.words for one in needs_today(viewer=world.leader, at=on(day)) if "comes to its last day" in one.words
        ]

    assert said(LAST - days(31)) == []
    assert len(said(LAST - days(30))) == 1


def test_today_asks_the_other_side_about_a_proposal(world, made):
    declare(made, world.leader, EndingHow.TOGETHER)
    actions = [one.action for one in needs_today(viewer=world.chair, at=on(DAY - days(30)))]
    assert "Agree, or say no" in actions
    assert "Agree, or say no" not in [one.action for one in needs_today(viewer=world.leader, at=on(DAY - days(30)))]


def test_a_compact_is_begun_with_the_successor_and_the_old_one_is_left_as_it_is(world, made):
    merge()
    with pytest.raises(CannotAgree, match="did not follow"):
        endings.begin_with_successor(made.pk, "ZZ01", at=on(DAY), by=world.chair)
    with pytest.raises(NotYours):
        endings.begin_with_successor(made.pk, "ZZ02", at=on(DAY), by=world.chair)
    both = give_chair_of("ZZ02", world)
    new = endings.begin_with_successor(made.pk, "ZZ02", at=on(DAY), by=both)
    draft = Text.objects.get(compact=new)
    assert draft.state == TextState.PRIVATE
    assert '"words":"A coach"' in draft.content
    assert new.organisation.code == "ZZ02"
    assert ended(made) is None


def give_chair_of(code, world):
    person = world.people["chair"]
    new = NewGrant(
        str(person.key), Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, code, date(2025, 1, 1), None, "Merger"
    )
    give(new, at=AT, by=OPERATOR)
    return viewer_for(person.pk, person.name, on=TODAY, viewer=PUBLIC)


def test_nothing_is_begun_with_a_successor_while_the_organisation_lives(world, made):
    with pytest.raises(CannotAgree, match="is there as before"):
        endings.begin_with_successor(made.pk, "ZZ02", at=on(DAY), by=world.chair)


def test_a_draft_that_was_put_aside_has_no_ending(world):
    made = begin(world)
    texts.put_aside(made.pk, at=AT, by=world.chair)
    found = ending_page(made.pk, viewer=world.chair, on=TODAY)
    assert (found.in_force, found.standing, found.ways) == (False, None, ())


@pytest.mark.django_db(transaction=True)
def test_both_sides_who_declare_at_the_same_moment_end_it_once():
    world = make_world()
    made = in_force(world)
    together = Barrier(2)

    def declares(how, viewer):
        together.wait(timeout=30)
        try:
            return declare(made, viewer, how, day=DAY, at=on(DAY))
        except CannotAgree as trouble:
            return str(trouble)
        finally:
            connection.close()

    sides = ((EndingHow.LEADER, world.leader), (EndingHow.BOARD, world.chair))
    with ThreadPoolExecutor(2) as pool:
        found = [one.result(timeout=60) for one in [pool.submit(declares, *side) for side in sides]]
    assert found.count(True) == 1
    assert Ending.objects.filter(state=EndingState.DONE).count() == 1
    assert Event.objects.filter(name="compacts.ended").count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_end_and_the_last_signature_at_the_same_moment_leave_one_of_two_whole_states():
    world = make_world()
    made = in_force(world)
    number = amendment(world, made, on(TODAY + days(1)))
    for party, viewer in ((Party.LEADER, world.leader), (Party.BOARD, world.chair)):
        sign(made, viewer, party, number=number, at=on(BEGINS))
    together = Barrier(2)

    def does(act):
        together.wait(timeout=30)
        try:
            return act()
        except CannotAgree as trouble:
            return str(trouble)
        finally:
            connection.close()

    ends = lambda: declare(made, world.chair, day=BEGINS, at=on(BEGINS))  # noqa: E731
    signs = lambda: sign(made, world.region, Party.REGION, number=number, at=on(BEGINS))  # noqa: E731
    with ThreadPoolExecutor(2) as pool:
        ended_first, signed = [one.result(timeout=60) for one in [pool.submit(does, act) for act in (ends, signs)]]
    assert ended_first is True
    state = Text.objects.get(compact=made, number=number).state
    assert (signed, state) in ((True, TextState.IN_FORCE), (signed, TextState.LEFT))
    assert signed is True or "has ended" in signed
    assert Text.objects.filter(compact=made, state=TextState.IN_FORCE).count() == 1
