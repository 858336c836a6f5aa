"""The statement of an ending: facts that no side alters, words that both agree, a seal, and what comes later."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from wraparound.capabilities.compacts.actions import clock, endings, statements, texts
from wraparound.capabilities.compacts.actions import undertakings as kept
from wraparound.capabilities.compacts.calculation.documents import digest_of
from wraparound.capabilities.compacts.calculation.endings import revised
from wraparound.capabilities.compacts.exchange.statements import statement_as_json, statement_as_pdf
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.endings import (
    Ending,
    EndingVersion,
    EndStatement,
    EndStatementVersion,
    StatementSeal,
    StatementSignature,
)
from wraparound.capabilities.compacts.queries import facts as facts_room
from wraparound.capabilities.compacts.queries.endings import ending_page, facts_today, would_close
from wraparound.capabilities.compacts.queries.needs import needs_today
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.queries.verifying_endings import verify_ending
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Party
from wraparound.capabilities.compacts.terms.endings import (
    TO_AGREE,
    Delivered,
    EndingHow,
    NewEnding,
    StatementState,
)
from wraparound.capabilities.compacts.tests.factories import (
    AT,
    TODAY,
    condition,
    days,
    in_force,
    make_world,
    promise,
    token,
    undertaking,
)
from wraparound.capabilities.compacts.wording.statements import delivered_line, sections
from wraparound.people.actions.grants import end as end_grant
from wraparound.people.actions.grants import give
from wraparound.people.models import Grant, Membership
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import run_retention
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.log import Look
from wraparound.records.models.triggers import removing

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DUE = promise().due
DAY = date(2026, 9, 1)
LATER = DAY + days(3)
PARTS = {
    "conditions": (condition("c1", due=date(2026, 8, 1)),),
    "promises": (
        promise("p1"),
        promise("p2", words="A coach", giver=Party.BOARD),
        promise("p3", words="Half a day with staff", giver=Party.LEADER, receiver=Party.BOARD, due=date(2027, 5, 1)),
        promise("p4", words="A way back", giver=Party.OTHER, giver_name="Thistleford", component="return_ticket"),
    ),
}


@pytest.fixture
def made(world):
    """Ended early by the board; the region came twenty days late, the coach did not come, one day was never asked."""
    made = in_force(world, parts=PARTS)
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    row = undertaking(made, "p1")
    report(row, world.region, day=DUE + days(21), at=on(DUE + days(21)))
    kept.confirm(row.pk, version=token(row), at=on(DUE + days(21)), by=world.leader)
    kept.give_up(
        undertaking(made, "p2").pk, "No money", version=token(undertaking(made, "p2")), at=on(DUE), by=world.chair
    )
    new = NewEnding(how=EndingHow.BOARD, ends_on=DAY, reason="The plan has changed", next_steps="A deputy acts")
    endings.declare(made.pk, new, seen=0, at=on(DAY), by=world.chair)
    return made


def on(day):
    return AT.replace(year=day.year, month=day.month, day=day.day)


def report(row, by, *, day, at):
    given = {"days_given": 80.0, "evidence": "Minutes"}
    kept.report(row.pk, delivered_on=day, version=token(row), at=at, by=by, **given)
    row.refresh_from_db()


def write(made, by, party, joint="We began well.", own="I would do it again.", *, seen=0, at=None):
    return statements.write(made.pk, party, joint, own, seen=seen, at=at or on(DAY + days(1)), by=by)


def agree(made, by, party, *, at=None, digest=None, typed=None):
    digest = digest or digest_of(EndStatement.objects.get(compact=made, state=StatementState.OPEN).content)
    return statements.agree(made.pk, party, typed or by.name, digest=digest, at=at or on(DAY + days(2)), by=by)


def settled(world, made):
    write(made, world.leader, Party.LEADER)
    agree(made, world.leader, Party.LEADER)
    assert agree(made, world.chair, Party.BOARD) is True
    return made


def page(made, viewer, day=LATER, **more):
    return ending_page(made.pk, viewer=viewer, on=day, **more)


def test_the_facts_are_the_records_and_tell_every_side_alike(world, made):
    facts = facts_today(made.pk, viewer=world.leader, on=DAY)
    told = {one.key: one.state for one in facts.delivered}
    assert told == {
        "p1": Delivered.LATE,
        "p2": Delivered.NOT_KEPT,
        "p3": Delivered.NOT_DUE,
        "p4": Delivered.UNSETTLED,
        "c1": Delivered.UNSETTLED,
    }
    assert (facts.how, facts.by, facts.ended_on) == (EndingHow.BOARD, Party.BOARD, DAY)
    # Twenty days until the region came, and the coach from then to the end.
    assert facts.stood_still == (DAY - (DUE + days(1))).days
    (first, _) = facts.results
    assert first.agreed_for + days(facts.stood_still) == first.due
    assert "Eight of ten lie between" in first.range
    assert first.figure is not None
    assert facts.afterwards == "A secondment right."
    said = {part.heading: part for part in sections_of(facts)}
    assert "The region" in said
    assert any("Kept late, on 22 July 2026" in words for _, words in said["The region"].points)
    assert any("Not kept; due by" in words for _, words in said["The board"].points)
    assert any("after the compact had ended" in words for _, words in said["The leader"].points)
    assert any("leader's way back, and stays due" in words for _, words in said["Another organisation"].points)


def sections_of(facts):
    from wraparound.capabilities.compacts.terms.endings import Statement

    return sections(Statement(number=1, facts=facts), StatementState.OPEN, "Lena Leadbetter")


def test_what_its_giver_said_and_nobody_confirmed_is_told_as_that(world, made):
    report(undertaking(made, "c1"), world.chair, day=date(2026, 7, 30), at=on(DAY))
    facts = facts_today(made.pk, viewer=world.leader, on=DAY)
    one = next(each for each in facts.delivered if each.key == "c1")
    assert one.state is Delivered.SAID
    assert "nobody else has confirmed it" in delivered_line(one)
    assert "says otherwise" not in delivered_line(one)


def test_both_agree_to_the_same_bytes_and_it_is_sealed(world, made):
    write(made, world.leader, Party.LEADER)
    assert agree(made, world.leader, Party.LEADER) is False
    assert agree(made, world.chair, Party.BOARD) is True
    found = page(made, world.leader).statement
    assert (found.state, found.holds, found.statement.leader_words) == (
        StatementState.AGREED,
        True,
        "I would do it again.",
    )
    assert verify_ending(made.pk, viewer=world.leader).holds
    assert StatementSeal.objects.count() == 1


def test_the_other_side_answers_with_other_words_and_what_was_agreed_before_counts_no_longer(world, made):
    write(made, world.leader, Party.LEADER)
    agree(made, world.leader, Party.LEADER)
    number = write(made, world.chair, Party.BOARD, "We began well, and late.", "The money was cut.", seen=1)
    found = page(made, world.leader).statement
    assert number == found.number == 2
    assert found.statement.leader_words == "I would do it again."
    assert found.statement.board_words == "The money was cut."
    assert not found.agreed
    first = page(made, world.leader, version=1).statement
    assert (first.state, first.agreed[0].void) == (StatementState.REPLACED, statements.ANSWERED)
    with pytest.raises(CannotAgree, match="words have changed"):
        agree(made, world.chair, Party.BOARD, digest=first.digest)


def test_no_side_writes_the_other_sides_own_words(world, made):
    write(made, world.leader, Party.LEADER)
    with pytest.raises(CannotAgree, match="do not act for the leader"):
        write(made, world.chair, Party.LEADER, seen=1)
    write(made, world.chair, Party.BOARD, "Other", "Ours", seen=1)
    assert page(made, world.leader).statement.statement.leader_words == "I would do it again."


def test_two_who_write_at_once_lose_nothing(world, made):
    write(made, world.leader, Party.LEADER)
    with pytest.raises(ChangedMeanwhile, match="Nothing of yours was lost"):
        write(made, world.chair, Party.BOARD, seen=0)
    assert EndStatement.objects.count() == 1


def test_words_that_stand_already_and_no_words_at_all_are_not_written(world, made):
    with pytest.raises(CannotAgree, match="Write something"):
        write(made, world.leader, Party.LEADER, " ", "")
    write(made, world.leader, Party.LEADER)
    with pytest.raises(CannotAgree, match="stand already"):
        write(made, world.leader, Party.LEADER, seen=1)


def test_what_was_recorded_meanwhile_is_put_into_it_before_anybody_agrees(world, made):
    write(made, world.leader, Party.LEADER)
    report(undertaking(made, "c1"), world.leader, day=date(2026, 7, 30), at=on(DAY + days(1)))
    assert page(made, world.chair).statement.outdated
    with pytest.raises(CannotAgree, match="facts beside them are old"):
        agree(made, world.chair, Party.BOARD)
    write(made, world.leader, Party.LEADER, seen=1)
    assert not page(made, world.chair).statement.outdated
    agree(made, world.chair, Party.BOARD)


def test_it_needs_ones_own_name_and_two_people(world, made):
    write(made, world.leader, Party.LEADER)
    with pytest.raises(CannotAgree, match="Type your name"):
        agree(made, world.leader, Party.LEADER, typed="Somebody Else")
    agree(made, world.leader, Party.LEADER)
    with pytest.raises(CannotAgree, match="agreed to for the leader already"):
        agree(made, world.leader, Party.LEADER)
    both = a_chair_too(world.people["leader"])
    with pytest.raises(CannotAgree, match="Two sides need two people"):
        agree(made, both, Party.BOARD)


def a_chair_too(person):
    new = NewGrant(
        str(person.key), Role.CHAIR, Purpose.COMPACT, Scope.ORGANISATION, "ZZ01", date(2025, 1, 1), None, "For the test"
    )
    give(new, at=AT, by=OPERATOR)
    return viewer_for(person.pk, person.name, on=TODAY, viewer=PUBLIC)


def test_before_it_is_settled_the_two_sides_alone_read_it(world, made):
    write(made, world.leader, Party.LEADER)
    for viewer in (world.region, world.improver, OPERATOR):
        found = page(made, viewer)
        assert found.statement is None
        assert found.versions == ()
        with pytest.raises(NoSuchCompact):
            page(made, viewer, version=1)
        assert not found.may_write
    agree(made, world.leader, Party.LEADER)
    agree(made, world.chair, Party.BOARD)
    for viewer in (world.region, world.improver, OPERATOR):
        assert page(made, viewer).statement.state is StatementState.AGREED


@pytest.mark.parametrize("side", ["stranger", "other_chair", "other_region"])
def test_strangers_and_other_regions_find_nothing_and_change_nothing(world, made, side):
    viewer = getattr(world, side)
    write(made, world.leader, Party.LEADER)
    for tried in (
        lambda: page(made, viewer),
        lambda: verify_ending(made.pk, viewer=viewer),
        lambda: write(made, viewer, Party.BOARD, seen=1),
        lambda: agree(made, viewer, Party.BOARD),
        lambda: facts_today(made.pk, viewer=viewer, on=DAY),
    ):
        with pytest.raises(NoSuchCompact):
            tried()


@pytest.mark.parametrize(
    ("side", "party"), [("region", Party.REGION), ("region", Party.BOARD), ("improver", Party.BOARD)]
)
def test_only_leader_and_board_write_and_agree(world, made, side, party):
    write(made, world.leader, Party.LEADER)
    with pytest.raises(CannotAgree):
        write(made, getattr(world, side), party, seen=1)
    with pytest.raises(CannotAgree):
        agree(made, getattr(world, side), party)


def test_a_chair_whose_role_ended_has_not_agreed_and_a_leader_without_a_post_still_can(world, made):
    write(made, world.chair, Party.BOARD, own="Ours")
    agree(made, world.chair, Party.BOARD)
    end_grant(Grant.objects.get(person=world.people["chair"]).pk, at=on(DAY + days(2)), by=OPERATOR)
    with changing("Left the post", at=AT, by=OPERATOR):
        Membership.objects.filter(person=world.people["leader"]).update(ends=DAY)
        Grant.objects.filter(person=world.people["leader"]).update(ends=DAY)
    leader = viewer_for(world.people["leader"].pk, world.leader.name, on=DAY + days(4), viewer=PUBLIC)
    assert not leader.held
    assert agree(made, leader, Party.LEADER, at=on(DAY + days(4))) is False
    assert StatementSignature.objects.get(party=Party.BOARD).void_because == statements.ROLE_ENDED
    chair = a_chair_too(world.people["other_chair"])
    assert agree(made, chair, Party.BOARD, at=on(DAY + days(5))) is True
    assert page(made, leader).statement.state is StatementState.AGREED


def test_not_agreed_it_is_closed_after_sixty_days_and_both_sides_words_stand(world, made):
    write(made, world.leader, Party.LEADER)
    write(made, world.chair, Party.BOARD, "Never", "The money was cut.", seen=1)
    too_soon = DAY + days(1) + TO_AGREE - days(1)
    shown = would_close(made.pk, viewer=world.leader, on=too_soon)
    close = {"digest": shown.digest, "by": world.leader}
    with pytest.raises(CannotAgree, match="Give it time"):
        statements.close(made.pk, Party.LEADER, world.leader.name, at=on(too_soon), **close)
    assert page(made, world.leader, day=too_soon + days(1)).statement.may_close == (Party.LEADER,)
    shown = would_close(made.pk, viewer=world.leader, on=too_soon + days(1))
    close["digest"] = shown.digest
    statements.close(made.pk, Party.LEADER, world.leader.name, at=on(too_soon + days(1)), **close)
    assert StatementSignature.objects.get(void_at=None).digest == digest_of(EndStatement.objects.get(number=3).content)
    found = page(made, world.leader, day=too_soon + days(1)).statement
    assert (found.state, found.statement.joint) == (StatementState.NOT_AGREED, "")
    assert (found.statement, found.digest) == (shown.statement, shown.digest)
    assert (found.statement.leader_words, found.statement.board_words) == ("I would do it again.", "The money was cut.")
    assert verify_ending(made.pk, viewer=world.leader).holds
    with pytest.raises(CannotAgree, match="settled, and nobody changes it"):
        write(made, world.chair, Party.BOARD, seen=3)
    with pytest.raises(CannotAgree, match="settled, and nobody changes it"):
        statements.close(made.pk, Party.BOARD, world.chair.name, digest=found.digest, at=on(too_soon), by=world.chair)


def test_closed_are_the_very_facts_that_were_shown_or_nothing_is(world, made):
    write(made, world.leader, Party.LEADER)
    day = DAY + days(1) + TO_AGREE
    of_the_words = page(made, world.leader, day=day).statement.digest
    shown = would_close(made.pk, viewer=world.leader, on=day)
    report(undertaking(made, "c1"), world.chair, day=date(2026, 7, 30), at=on(day))

    def close(digest):
        statements.close(made.pk, Party.LEADER, world.leader.name, digest=digest, at=on(day), by=world.leader)

    for digest in (of_the_words, shown.digest):
        with pytest.raises(CannotAgree, match="facts or the words have changed since you opened this page"):
            close(digest)
    assert (EndStatement.objects.count(), StatementSignature.objects.count()) == (1, 0)
    close(would_close(made.pk, viewer=world.leader, on=day).digest)
    assert EndStatement.objects.get(state=StatementState.NOT_AGREED).number == 2


def test_while_it_runs_there_is_no_statement(world):
    made = in_force(world)
    with pytest.raises(CannotAgree, match="has not ended yet"):
        write(made, world.leader, Party.LEADER)
    assert page(made, world.leader).statement is None


def _alter(model, field, before, after):
    """Changes bytes in the store as somebody could who is at the machine."""
    with changing("By hand", at=AT, by=OPERATOR), removing(connection):
        for row in model.objects.all():
            old = getattr(row, field)
            new = old.replace(before, after) if before else ("0" if old[0] != "0" else "1") + old[1:]
            assert new != old
            model.objects.filter(pk=row.pk).update(**{field: new})


ALTERED = {
    "a fact": ("statement", lambda: _alter(EndStatement, "content", '"state":"not_kept"', '"state":"kept"')),
    "the joint words": ("statement", lambda: _alter(EndStatement, "content", "We began well", "We began ill")),
    "words of one side": ("statement", lambda: _alter(EndStatement, "content", "do it again", "do it never")),
    "a name": ("who agreed", lambda: _alter(StatementSignature, "typed", "a", "e")),
    "what they agreed to": ("who agreed", lambda: _alter(StatementSignature, "digest", "", "")),
    "how it was settled": ("who agreed", lambda: _alter(EndStatement, "state", "agreed", "not_agreed")),
    "the sealed copy": ("seal", lambda: _alter(StatementSeal, "body", "We began", "We begin")),
    "its fingerprint": ("seal", lambda: _alter(StatementSeal, "digest", "", "")),
    "its mark": ("seal", lambda: _alter(StatementSeal, "mark", "", "")),
    "how it ended": ("ending", lambda: _alter(Ending, "how", "board", "leader")),
}


@pytest.mark.parametrize("what", ALTERED)
def test_a_changed_byte_is_found_and_said_where(world, made, what, client):
    settled(world, made)
    broken, alter = ALTERED[what]
    alter()
    found = verify_ending(made.pk, viewer=world.leader)
    assert not found.holds
    assert broken in [name for name, ok, _ in found.checks if not ok]


def test_the_place_that_differs_is_named(world, made):
    settled(world, made)
    _alter(EndStatement, "content", "We began well", "We began ill")
    words = next(words for name, ok, words in verify_ending(made.pk, viewer=world.leader).checks if not ok)
    assert words == "It differs from what was settled, in the statement, joint."
    assert not page(made, world.leader).statement.holds


def test_altered_with_all_its_copies_the_key_still_finds_it(world, made):
    settled(world, made)
    one = EndStatement.objects.get()
    other = one.content.replace("We began well", "We began ill")
    seal = StatementSeal.objects.get()
    body = json.loads(seal.body)
    body["statement"] = other
    for given in body["agreed"]:
        given["digest"] = digest_of(other)
    whole = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    with changing("By hand", at=AT, by=OPERATOR), removing(connection):
        EndStatement.objects.update(content=other)
        StatementSignature.objects.update(digest=digest_of(other))
        StatementSeal.objects.update(body=whole, digest=digest_of(whole))
    assert [name for name, ok, _ in verify_ending(made.pk, viewer=world.leader).checks if not ok] == ["seal"]


def test_a_statement_altered_while_it_is_agreed_is_not_agreed_to(world, made):
    write(made, world.leader, Party.LEADER)
    agree(made, world.leader, Party.LEADER)
    _alter(EndStatement, "content", "We began well", "We began ill")
    with pytest.raises(CannotAgree, match="it was altered"):
        agree(made, world.chair, Party.BOARD)


def test_the_store_refuses_to_alter_a_seal(world, made):
    settled(world, made)
    with pytest.raises(DatabaseError, match="only ever added to"), transaction.atomic():
        StatementSeal.objects.update(mark="x")


def test_figures_revised_afterwards_leave_the_statement_and_are_said(world, made, monkeypatch):
    settled(world, made)
    before = EndStatement.objects.get().content
    assert page(made, world.leader).statement.revised == ()
    true_figures = facts_room.figures_of

    def published_anew(result, standing, *, viewer):
        known = true_figures(result, standing, viewer=viewer)
        return (*known[:-1], (known[-1][0], known[-1][1] + 0.4, known[-1][2])) if known else known

    monkeypatch.setattr(facts_room, "figures_of", published_anew)
    found = page(made, world.leader).statement
    assert {one.newer for one in found.revised} == {""}
    assert found.revised[0].now == pytest.approx(found.revised[0].then + 0.4)
    assert EndStatement.objects.get().content == before
    assert found.holds


def test_a_newer_figure_is_no_revision_and_a_vanished_one_is(world, made):
    facts = facts_today(made.pk, viewer=world.leader, on=DAY)
    one = next(each for each in facts.results if each.figure is not None)
    alone = replace(facts, results=(one,))
    same = {one.key: ((one.period, one.figure),)}
    assert revised(alone, same) == ()
    (newer,) = revised(alone, {one.key: ((one.period, one.figure), ("later", 60.0))})
    assert (newer.newer, newer.now) == ("later", 60.0)
    (gone,) = revised(alone, {})
    assert gone.now is None


def test_today_asks_to_write_to_agree_and_to_answer(world, made):
    def asked(viewer):
        found = needs_today(viewer=viewer, at=on(DAY + days(2)))
        return [one.action for one in found if "/ending/" in one.address]

    assert asked(world.leader) == asked(world.chair) == ["Begin the statement"]
    assert asked(world.region) == []
    write(made, world.leader, Party.LEADER)
    assert asked(world.leader) == ["Agree to it"]
    assert asked(world.chair) == ["Agree, or answer with other words"]
    agree(made, world.leader, Party.LEADER)
    assert asked(world.leader) == []
    agree(made, world.chair, Party.BOARD)
    assert asked(world.chair) == []


def test_the_leader_keeps_it_as_pdf_and_as_json_with_its_seal(world, made):
    settled(world, made)
    found = page(made, world.leader).statement
    pdf = statement_as_pdf(found, world.leader.name, "https://made-up.example/")
    assert pdf.startswith(b"%PDF")
    assert pdf == statement_as_pdf(found, world.leader.name, "https://made-up.example/")
    kept_by_leader = json.loads(statement_as_json(found))
    assert kept_by_leader["statement"]["joint"] == "We began well."
    seal = StatementSeal.objects.get()
    assert kept_by_leader["seal"] == {"sealed": seal.body, "mark": seal.mark}


def test_signs_without_a_shape_do_not_stop_the_pdf(world, made):
    write(made, world.leader, Party.LEADER, "We began well \U0001f600 #set $x$ ]", "日本")
    agree(made, world.leader, Party.LEADER)
    agree(made, world.chair, Party.BOARD)
    assert statement_as_pdf(page(made, world.leader).statement, "L", "x").startswith(b"%PDF")


def test_every_look_at_it_is_a_look_at_its_leader(world, made):
    before = Look.objects.count()
    page(made, world.chair)
    verify_before = Look.objects.count()
    assert verify_before > before
    settled(world, made)
    verify_ending(made.pk, viewer=world.chair)
    assert Look.objects.count() > verify_before


def test_when_its_time_is_up_everything_of_it_goes_with_the_compact(world, made):
    settled(world, made)
    run_retention(at=on(DAY) + days(365 * 6 + 40), by=OPERATOR, act=True)
    assert not Compact.objects.filter(pk=made.pk).exists()
    for model in (Ending, EndStatement, StatementSignature, StatementSeal, EndingVersion, EndStatementVersion):
        assert not model.objects.exists(), model.__name__


def test_a_compact_that_ended_before_endings_were_kept_has_a_statement_too(world):
    made = in_force(world)
    last = Compact.objects.get(pk=made.pk).last_day
    with changing("As it was done before", at=AT, by=OPERATOR):
        Compact.objects.filter(pk=made.pk).update(ended_at=on(last + days(1)))
    write(made, world.leader, Party.LEADER, at=on(last + days(3)))
    found = page(made, world.leader, day=last + days(3)).statement
    assert (found.statement.facts.how, found.statement.facts.ended_on) == (EndingHow.ON_TIME, last)
    agree(made, world.leader, Party.LEADER, at=on(last + days(3)))
    agree(made, world.chair, Party.BOARD, at=on(last + days(3)))
    assert verify_ending(made.pk, viewer=world.leader).holds


def test_nothing_to_verify_is_said(world, made):
    with pytest.raises(CannotAgree, match="nothing to verify"):
        verify_ending(made.pk, viewer=world.leader)


@pytest.mark.django_db(transaction=True)
def test_two_who_agree_at_the_same_moment_settle_it_once():
    world = make_world()
    made = in_force(world, parts=PARTS)
    new = NewEnding(how=EndingHow.LEADER, ends_on=DAY, reason="Enough")
    endings.declare(made.pk, new, seen=0, at=on(DAY), by=world.leader)
    write(made, world.leader, Party.LEADER)
    digest = digest_of(EndStatement.objects.get().content)
    together = Barrier(2)

    def agrees(viewer, party):
        together.wait(timeout=30)
        try:
            return agree(made, viewer, party, digest=digest)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(agrees, world.leader, Party.LEADER), pool.submit(agrees, world.chair, Party.BOARD)]
        found = [one.result(timeout=60) for one in both]
    assert sorted(found) == [False, True]
    assert StatementSeal.objects.count() == 1
    assert verify_ending(made.pk, viewer=world.leader).holds


def test_a_compact_with_a_settled_statement_is_not_taken_up_again(world, made):
    settled(world, made)
    with pytest.raises(CannotAgree, match="or was ended"):
        texts.take_up_again(made.pk, at=on(DAY + days(9)), by=world.chair)
