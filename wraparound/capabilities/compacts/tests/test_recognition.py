"""A recognition: begun, written by each side, thanked for, agreed to, issued, shown, revoked; and who may do what."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings

from wraparound.capabilities.compacts.actions import keys, recognition, thanks
from wraparound.capabilities.compacts.actions import undertakings as kept
from wraparound.capabilities.compacts.actions.clock import apply_what_follows
from wraparound.capabilities.compacts.calculation.attested import read
from wraparound.capabilities.compacts.models.agreed import Compact
from wraparound.capabilities.compacts.models.recognition import (
    SIGNING_KEYS,
    Attestation,
    Recognition,
    SigningKey,
    Thanks,
)
from wraparound.capabilities.compacts.queries import recognition as ask
from wraparound.capabilities.compacts.queries.keys import NoSuchIssuer, published_keys
from wraparound.capabilities.compacts.queries.needs import needs_today
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.queries.recognition import NoSuchRecognition, NotShown
from wraparound.capabilities.compacts.queries.thanks import NoSuchThanks, own_thanks
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Party
from wraparound.capabilities.compacts.terms.attested import IssuerSort, KeyStanding, Signer, StatementKind
from wraparound.capabilities.compacts.terms.recognition import Lacking, Written
from wraparound.capabilities.compacts.tests.factories import (
    AT,
    TODAY,
    begin,
    days,
    in_force,
    look_as,
    make_world,
    promise,
    token,
    undertaking,
)
from wraparound.capabilities.compacts.wording.recognition import hint_about, parts
from wraparound.people.access import NotYours, SignInNeeded
from wraparound.people.actions.grants import end
from wraparound.people.models import Grant, Region
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import remove
from wraparound.records.actions.rights import ChangedMeanwhile
from wraparound.records.models.locked import lock
from wraparound.records.models.log import Look
from wraparound.records.models.outbox import Event
from wraparound.records.models.triggers import removing
from wraparound.records.terms import Basis

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MINE = "We opened the short-stay unit with the ward sisters."
CHAIRS = "She asked before she answered, and stayed when it was hard."
THANKS = "You listened to the night shift."


@pytest.fixture
def made(world):
    return in_force(world)


def colleague(world):
    return world.improver


def write(one, by, *, at=AT, **more):
    row = Recognition.objects.get(pk=one.pk)
    text = ask.recognition(row.compact_id, one.pk, viewer=by).text
    whole = {"kept": tuple(each.key for each in text.drawn), **more}
    recognition.write(row.compact_id, one.pk, Written(**whole), version=token(row), at=at, by=by)


def written(world, made, *, issues=Party.BOARD, by=None):
    one = recognition.begin(made.pk, issues, at=AT, by=by or world.chair)
    write(one, world.leader, leader_words=MINE)
    write(one, world.chair, board_words=CHAIRS)
    if issues is Party.REGION:
        write(one, world.region, region_words="The region saw what it took.")
    return one


def agreed(world, made, **more):
    one = written(world, made, **more)
    recognition.agree(made.pk, one.pk, digest=digest(made, one, world.leader), at=AT, by=world.leader)
    return one


def digest(made, one, viewer):
    return ask.recognition(made.pk, one.pk, viewer=viewer).digest


def issue(world, made, one, *, by=None, at=AT, typed=None):
    by = by or world.chair
    recognition.issue(made.pk, one.pk, typed or by.name, digest=digest(made, one, by), at=at, by=by)
    one.refresh_from_db()
    return one


def issued(world, made, **more):
    by = world.region if more.get("issues") is Party.REGION else world.chair
    return issue(world, made, agreed(world, made, **more), by=by)


def signs():
    """The fingerprint of the organisation's key that signs today."""
    return SigningKey.objects.get(organisation__code="ZZ01", replaced_at__isnull=True).fingerprint


def statement(one):
    return read(Recognition.objects.get(pk=one.pk).issued.document.encode())


def given(world, made, one, *, words=THANKS, at=AT):
    row = thanks.ask(made.pk, one.pk, "improver@made-up.example", at=at, by=world.leader)
    thanks.give(row.pk, words, named=True, version=token(row), at=at, by=colleague(world))
    return row


def test_it_is_drawn_from_the_compact(world, made):
    row = undertaking(made, "p1")
    late = promise().due + days(11)
    at = AT + (late - TODAY)
    apply_what_follows(at=AT + (promise().due - TODAY) + timedelta(days=1), by=OPERATOR)
    kept.report(row.pk, delivered_on=late, days_given=88.0, evidence="", version=token(row), at=at, by=world.leader)
    one = recognition.begin(made.pk, Party.BOARD, at=at, by=world.chair)
    said = {each.key: each.words for each in ask.recognition(made.pk, one.pk, viewer=world.chair).text.drawn}
    assert set(said) == {"r1", "r2", "p1", "clock"}
    assert "is expected by 10 July 2027 (10 days later than agreed, because the clock stood still)" in said["r1"]
    assert "It began at a made-up " in said["r1"]
    assert "When it was signed, the realistic range was: eight of ten lie between" in said["r1"]
    assert "The newest made-up figure is " in said["r1"]
    assert said["p1"].startswith("Promised by the region to the leader, and kept on 12 July 2026: An improvement")
    assert "88 days were given" in said["p1"]
    assert said["clock"].startswith(
        "The clock stood still for 10 days, because of what was not kept in time: “An impro"
    )


def test_sentences_can_be_left_out_and_added_to_and_their_figures_stay(world, made):
    one = written(world, made)
    before = ask.recognition(made.pk, one.pk, viewer=world.chair).text.drawn
    write(
        one, world.chair, kept=("r1", "made-up-key"), notes=(("r1", "With two wards closed."),), added=("A new rota.",)
    )
    text = ask.recognition(made.pk, one.pk, viewer=world.leader).text
    assert [each.words for each in text.drawn] == [each.words for each in before]
    assert [each.left_out for each in text.drawn] == [False, True]
    said = json.dumps(ask.recognition(made.pk, one.pk, viewer=world.leader).content, ensure_ascii=False)
    assert "With two wards closed." in said
    assert "A new rota." in said
    assert before[1].words not in said


def test_todays_figures_come_in_and_what_was_left_out_stays_out(world, made):
    one = written(world, made)
    write(one, world.leader, kept=("r2",), leader_words=MINE, notes=(("r2", "Ours."),))
    row = Recognition.objects.get(pk=one.pk)
    recognition.draw_anew(made.pk, one.pk, version=token(row), at=AT + days(40), by=world.chair)
    text = ask.recognition(made.pk, one.pk, viewer=world.leader).text
    assert text.drawn_on == TODAY + days(40)
    assert [(each.key, each.left_out, each.note) for each in text.drawn] == [("r1", True, ""), ("r2", False, "Ours.")]
    assert text.leader_words == MINE


def test_nobody_writes_the_words_of_another_side(world, made):
    one = recognition.begin(made.pk, Party.BOARD, at=AT, by=world.leader)
    write(one, world.chair, leader_words="I was wonderful.", board_words=CHAIRS, region_words="So they were.")
    text = ask.recognition(made.pk, one.pk, viewer=world.leader).text
    assert (text.leader_words, text.board_words, text.region_words) == ("", CHAIRS, "")
    assert (text.board_by, text.region_by) == (world.chair.name, "")
    write(one, world.leader, leader_words=MINE, board_words="")
    text = ask.recognition(made.pk, one.pk, viewer=world.leader).text
    assert (text.leader_words, text.board_words) == (MINE, CHAIRS)


def test_what_is_still_lacking_is_said_and_keeps_it_from_being_agreed(world, made):
    one = recognition.begin(made.pk, Party.BOARD, at=AT, by=world.chair)
    assert ask.recognition(made.pk, one.pk, viewer=world.chair).lacking == (Lacking.LEADER_WORDS, Lacking.BOARD_WORDS)
    write(one, world.leader, kept=(), leader_words=MINE)
    with pytest.raises(CannotAgree, match=r"nothing yet of what was achieved.*The chair has not said"):
        recognition.agree(made.pk, one.pk, digest=digest(made, one, world.leader), at=AT, by=world.leader)


def test_only_a_compact_that_is_or_was_in_force_has_one(world):
    made = begin(world)
    with pytest.raises(CannotAgree, match="never signed by everybody"):
        recognition.begin(made.pk, Party.BOARD, at=AT, by=world.chair)
    assert "never signed" in ask.recognitions(made.pk, viewer=world.chair).why_not


def test_one_that_has_ended_can_have_one(world, made):
    with changing("Ended", at=AT, by=OPERATOR):
        Compact.objects.filter(pk=made.pk).update(ended_at=AT + days(3))
    assert issued(world, made).issued is not None


def test_one_draft_for_each_issuer_at_a_time(world, made):
    recognition.begin(made.pk, Party.BOARD, at=AT, by=world.leader)
    with pytest.raises(CannotAgree, match="being written already"):
        recognition.begin(made.pk, Party.BOARD, at=AT, by=world.chair)
    assert ask.recognitions(made.pk, viewer=world.leader).may_begin == (Party.REGION,)
    recognition.begin(made.pk, Party.REGION, at=AT, by=world.region)
    assert ask.recognitions(made.pk, viewer=world.leader).may_begin == ()


def test_who_may_begin_and_read_it(world, made):
    one = written(world, made)
    for stranger in (world.stranger, world.other_chair, world.other_region, PUBLIC):
        with pytest.raises(NoSuchCompact):
            ask.recognition(made.pk, one.pk, viewer=stranger)
    for reader in (world.improver, OPERATOR):
        assert not ask.recognitions(made.pk, viewer=reader).lines
        with pytest.raises(NoSuchRecognition):
            ask.recognition(made.pk, one.pk, viewer=reader)
        with pytest.raises(CannotAgree):
            recognition.begin(made.pk, Party.REGION, at=AT, by=reader)
    for side in (world.leader, world.chair, world.region):
        assert ask.recognition(made.pk, one.pk, viewer=side).number == one.pk
    with pytest.raises(CannotAgree, match="begun by the leader"):
        recognition.begin(made.pk, Party.REGION, at=AT, by=world.chair)


def test_a_region_that_was_not_asked_to_sign_neither_reads_nor_issues(world):
    made = in_force(world, asks_region=False)
    one = agreed(world, made)
    with pytest.raises(NoSuchCompact):
        ask.recognition(made.pk, one.pk, viewer=world.region)
    with pytest.raises(CannotAgree):
        recognition.begin(made.pk, Party.REGION, at=AT, by=world.leader)


def test_the_centre_reads_the_compact_and_not_its_recognition(world):
    made = in_force(world, asks_centre=True)
    one = written(world, made)
    assert ask.recognitions(made.pk, viewer=world.centre).lines == ()
    with pytest.raises(NoSuchRecognition):
        ask.recognition(made.pk, one.pk, viewer=world.centre)


def test_every_look_is_a_look_at_its_leader(world, made):
    one = written(world, made)
    before = Look.objects.count()
    ask.recognition(made.pk, one.pk, viewer=world.chair)
    look = Look.objects.order_by("-pk")[0]
    assert Look.objects.count() > before
    assert "recognition" in look.fields


def test_two_who_write_at_once_do_not_overwrite_each_other(world, made):
    one = written(world, made)
    seen = token(Recognition.objects.get(pk=one.pk))
    write(one, world.leader, leader_words="Other words.")
    with pytest.raises(ChangedMeanwhile):
        recognition.write(made.pk, one.pk, Written(kept=(), board_words="x"), version=seen, at=AT, by=world.chair)


def test_issued_it_is_signed_and_verifies(world, made):
    one = issued(world, made)
    found = statement(one)
    assert (found.kind, found.typed) == (StatementKind.RECOGNITION, world.chair.name)
    assert found.acting_as == "chair of Larkmoor Hospitals (made up), for its board"
    assert (found.issuer.sort, found.issuer.code, found.issuer.made_up) == (IssuerSort.ORGANISATION, "ZZ01", True)
    assert found.content["leader"] == {"by": world.leader.name, "words": MINE}
    assert found.content["board"] == {"by": world.chair.name, "words": CHAIRS}
    assert found.content["notes"][0].startswith("Made up")
    here = ask.recognition(made.pk, one.pk, viewer=world.leader)
    assert here.attested.holds
    assert here.attested.standing is KeyStanding.PUBLISHED
    told = Event.objects.filter(name="compacts.recognition_issued").get()
    assert str(world.leader.person) in told.data["people"].split(",")


def test_the_region_signs_with_its_own_key(world, made):
    own = issued(world, made)
    of_region = issued(world, made, issues=Party.REGION, by=world.region)
    found = statement(of_region)
    assert (found.issuer.sort, found.issuer.code) == (IssuerSort.REGION, "NO")
    assert found.acting_as == "regional director, for No (made up)"
    assert found.fingerprint != statement(own).fingerprint
    assert ask.recognition(made.pk, of_region.pk, viewer=world.leader).attested.holds
    assert {each.issuer.sort for each in published_keys(viewer=PUBLIC).keys} == set(IssuerSort)


def test_a_second_one_is_signed_with_the_same_key(world, made):
    first, second = issued(world, made), issued(world, made)
    assert statement(first).fingerprint == statement(second).fingerprint
    assert statement(first).number != statement(second).number
    assert SigningKey.objects.count() == 1


@pytest.mark.parametrize(
    ("side", "words"),
    [
        ("leader", "do not act for the board"),
        ("region", "do not act for the board"),
    ],
)
def test_only_the_issuers_own_side_issues(world, made, side, words):
    one = agreed(world, made)
    by = getattr(world, side)
    with pytest.raises(CannotAgree, match=words):
        recognition.issue(made.pk, one.pk, by.name, digest=digest(made, one, by), at=AT, by=by)
    assert not SigningKey.objects.exists()


def test_a_chair_does_not_recognise_themselves(world):
    made = in_force(world)
    with changing("By hand", at=AT, by=OPERATOR), removing(connection):
        Compact.objects.filter(pk=made.pk).update(leader=world.people["chair"])
    one = recognition.begin(made.pk, Party.BOARD, at=AT, by=world.chair)
    write(one, world.chair, leader_words=MINE, board_words=CHAIRS)
    recognition.agree(made.pk, one.pk, digest=digest(made, one, world.chair), at=AT, by=world.chair)
    with pytest.raises(CannotAgree, match="Nobody recognises themselves"):
        issue(world, made, one)


def test_the_leader_must_have_agreed_to_exactly_these_words(world, made):
    one = written(world, made)
    with pytest.raises(CannotAgree, match="has not agreed"):
        issue(world, made, one)
    with pytest.raises(CannotAgree, match="their recognition"):
        recognition.agree(made.pk, one.pk, digest=digest(made, one, world.chair), at=AT, by=world.chair)
    seen = digest(made, one, world.leader)
    write(one, world.chair, board_words="Other words of mine.")
    with pytest.raises(CannotAgree, match="changed since you opened"):
        recognition.agree(made.pk, one.pk, digest=seen, at=AT, by=world.leader)
    recognition.agree(made.pk, one.pk, digest=digest(made, one, world.leader), at=AT, by=world.leader)
    write(one, world.chair, board_words="Yet other words.")
    assert not ask.recognition(made.pk, one.pk, viewer=world.leader).agreed
    with pytest.raises(CannotAgree, match="has not agreed to these words"):
        issue(world, made, one)
    recognition.agree(made.pk, one.pk, digest=digest(made, one, world.leader), at=AT, by=world.leader)
    recognition.take_back_agreement(made.pk, one.pk, at=AT, by=world.leader)
    with pytest.raises(CannotAgree, match="has not agreed"):
        issue(world, made, one)


def test_what_the_issuer_was_shown_and_their_own_name_are_needed(world, made):
    one = agreed(world, made)
    with pytest.raises(CannotAgree, match="Type your name"):
        issue(world, made, one, typed="Somebody Else")
    with pytest.raises(CannotAgree, match="changed since you opened"):
        recognition.issue(made.pk, one.pk, world.chair.name, digest="0" * 64, at=AT, by=world.chair)


def test_it_is_issued_once_and_not_changed_afterwards(world, made):
    one = agreed(world, made)
    seen = digest(made, one, world.chair)
    issue(world, made, one)
    for attempt in (
        lambda: recognition.issue(made.pk, one.pk, world.chair.name, digest=seen, at=AT, by=world.chair),
        lambda: write(one, world.chair, board_words="x"),
        lambda: recognition.leave(made.pk, one.pk, at=AT, by=world.chair),
        lambda: recognition.take_back_agreement(made.pk, one.pk, at=AT, by=world.leader),
    ):
        with pytest.raises(CannotAgree, match="issued already"):
            attempt()
    assert Attestation.objects.count() == 1


def test_a_role_that_has_ended_issues_and_revokes_nothing(world, made):
    one = agreed(world, made)
    seen = digest(made, one, world.chair)
    grant = Grant.objects.get(person=world.people["chair"])
    end(grant.pk, at=AT, by=OPERATOR)
    former = viewer_for(world.chair.person, world.chair.name, on=TODAY + days(1), viewer=PUBLIC)
    with pytest.raises(NoSuchCompact):
        recognition.issue(made.pk, one.pk, former.name, digest=seen, at=AT + days(1), by=former)


def test_a_leader_whose_role_ended_still_has_theirs(world, made):
    one = issued(world, made)
    grant = Grant.objects.get(person=world.people["leader"])
    end(grant.pk, at=AT, by=OPERATOR)
    former = viewer_for(world.leader.person, world.leader.name, on=TODAY + days(1), viewer=PUBLIC)
    assert ask.document_of(made.pk, one.pk, viewer=former)
    assert recognition.show(made.pk, one.pk, on=True, at=AT + days(1), by=former)


def test_the_file_is_the_leaders_alone(world, made):
    one = issued(world, made)
    assert read(ask.document_of(made.pk, one.pk, viewer=world.leader).encode()).number == one.issued.number
    for other in (world.chair, world.region):
        with pytest.raises(NotYours):
            ask.document_of(made.pk, one.pk, viewer=other)
        with pytest.raises(CannotAgree, match="their recognition"):
            recognition.show(made.pk, one.pk, on=True, at=AT, by=other)


def test_the_other_sides_get_neither_its_public_address_nor_what_makes_up_its_file(world, made):
    one = issued(world, made)
    shown = recognition.show(made.pk, one.pk, on=True, at=AT, by=world.leader)
    revoke(world, made, one)
    own = ask.recognition(made.pk, one.pk, viewer=world.leader)
    assert (own.token, own.shown) == (shown, True)
    assert own.attested.statement.signature in ask.document_of(made.pk, one.pk, viewer=world.leader)
    assert own.revoked.statement.signature
    for other in (world.chair, world.region):
        found = ask.recognition(made.pk, one.pk, viewer=other)
        assert (found.token, found.shown, found.attested.holds) == ("", True, True)
        assert (found.attested.statement.signature, found.revoked.statement.signature) == ("", "")
        assert (shown in repr(found), own.attested.statement.signature in repr(found)) == (False, False)


@pytest.mark.parametrize("aside", [False, True])
def test_words_of_thanks_that_were_not_chosen_are_read_in_a_draft_alone(world, made, aside):
    one = written(world, made)
    given(world, made, one)
    assert THANKS in repr(ask.recognition(made.pk, one.pk, viewer=world.chair))
    if aside:
        recognition.leave(made.pk, one.pk, at=AT, by=world.chair)
    else:
        recognition.agree(made.pk, one.pk, digest=digest(made, one, world.leader), at=AT, by=world.leader)
        issue(world, made, one)
    for side in (world.leader, world.chair, world.region):
        assert THANKS not in repr(ask.recognition(made.pk, one.pk, viewer=side))


def test_nothing_of_it_is_public_until_its_leader_shows_it(world, made):
    one = issued(world, made)
    with pytest.raises(NotShown):
        ask.public_recognition("", viewer=PUBLIC)
    shown = recognition.show(made.pk, one.pk, on=True, at=AT, by=world.leader)
    assert len(shown) >= 32
    assert recognition.show(made.pk, one.pk, on=True, at=AT, by=world.leader) == shown
    assert ask.public_recognition(shown, viewer=PUBLIC).attested.holds
    recognition.show(made.pk, one.pk, on=False, at=AT, by=world.leader)
    with pytest.raises(NotShown):
        ask.public_recognition(shown, viewer=PUBLIC)
    assert recognition.show(made.pk, one.pk, on=True, at=AT, by=world.leader) != shown


def test_what_somebody_shows_whose_record_is_removed_is_shown_no_longer(world, made):
    one = issued(world, made)
    shown = recognition.show(made.pk, one.pk, on=True, at=AT, by=world.leader)
    remove("people.person", [world.leader.person], basis=Basis.ERASURE, why="They asked", at=AT, by=OPERATOR)
    with pytest.raises(NotShown):
        ask.public_recognition(shown, viewer=PUBLIC)


def test_a_draft_is_not_shown(world, made):
    one = agreed(world, made)
    with pytest.raises(CannotAgree, match="Only what was issued"):
        recognition.show(made.pk, one.pk, on=True, at=AT, by=world.leader)


REASON = "The figures of one ward turned out to be wrong."


def revoke(world, made, one, *, by=None, reason=REASON, typed=None, at=AT):
    by = by or world.chair
    recognition.revoke(made.pk, one.pk, reason, typed or by.name, at=at, by=by)


def test_it_is_revoked_for_a_reason_and_stays_readable(world, made):
    one = issued(world, made)
    shown = recognition.show(made.pk, one.pk, on=True, at=AT, by=world.leader)
    for short in ("", "   ", "It was wrong."):
        with pytest.raises(CannotAgree, match="at least one whole sentence"):
            revoke(world, made, one, reason=short)
    with pytest.raises(CannotAgree, match="Type your name"):
        revoke(world, made, one, typed="Nobody")
    for other in (world.leader, world.region):
        with pytest.raises(CannotAgree, match="do not act for the board"):
            revoke(world, made, one, by=other)
    revoke(world, made, one)
    found = ask.public_recognition(shown, viewer=PUBLIC)
    assert found.attested.holds
    said = found.revoked.statement
    assert (said.kind, said.content["reason"], said.content["revokes"]) == (
        StatementKind.REVOCATION,
        REASON,
        one.issued.number,
    )
    assert found.revoked.holds
    told = Event.objects.filter(name="compacts.recognition_revoked").get()
    assert str(world.leader.person) in told.data["people"].split(",")
    assert any("was revoked" in need.words for need in needs_today(viewer=world.leader, at=AT + days(2)))
    with pytest.raises(CannotAgree, match="revoked already"):
        revoke(world, made, one)
    assert issued(world, made).pk != one.pk


def test_the_store_itself_refuses_to_alter_what_was_signed_or_take_it_away(world, made):
    one = issued(world, made)
    for spoil in (
        lambda: Attestation.objects.update(document="{}"),
        lambda: Attestation.objects.filter(pk=one.issued_id).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            spoil()


def test_what_was_altered_in_the_store_all_the_same_is_said(world, made, client):
    one = issued(world, made)
    shown = recognition.show(made.pk, one.pk, on=True, at=AT, by=world.leader)
    with changing("By hand", at=AT, by=OPERATOR), removing(connection):
        whole = one.issued.document.replace("asked before", "never asked")
        Attestation.objects.filter(pk=one.issued_id).update(document=whole)
    answer = client.get(f"/compacts/recognition/{shown}/")
    assert answer.status_code == 500
    assert "not what was signed" in answer.content.decode()


def test_thanks_are_asked_for_by_address_of_colleagues_only(world, made):
    one = written(world, made)
    row = thanks.ask(made.pk, one.pk, "IMPROVER@made-up.example", at=AT, by=world.leader)
    assert Event.objects.filter(name="compacts.thanks_asked").get().data["people"] == str(row.person_id)
    assert any("words of thanks to Lena" in need.words for need in needs_today(viewer=colleague(world), at=AT))
    for address, words in (
        ("improver@made-up.example", "was asked already"),
        ("leader@made-up.example", "their own recognition"),
        ("other_chair@made-up.example", "Nobody at Larkmoor"),
        ("nobody@made-up.example", "Nobody at Larkmoor"),
    ):
        with pytest.raises(CannotAgree, match=words):
            thanks.ask(made.pk, one.pk, address, at=AT, by=world.chair)
    with pytest.raises(NoSuchRecognition):
        thanks.ask(made.pk, one.pk, "stranger@made-up.example", at=AT, by=world.improver)


def test_a_colleague_gives_them_with_their_name_and_sees_nothing_else(world, made):
    one = written(world, made)
    row = thanks.ask(made.pk, one.pk, "stranger@made-up.example", at=AT, by=world.chair)
    found = own_thanks(row.pk, viewer=world.stranger)
    assert (found.leader, found.asked_by) == (world.leader.name, world.chair.name)
    for other in (world.leader, world.chair, world.other_chair, PUBLIC):
        with pytest.raises((NoSuchThanks, SignInNeeded)):
            own_thanks(row.pk, viewer=other)
    with pytest.raises(NoSuchCompact):
        ask.recognition(made.pk, one.pk, viewer=world.stranger)
    with pytest.raises(CannotAgree, match="your name may stand"):
        thanks.give(row.pk, THANKS, named=False, version=token(row), at=AT, by=world.stranger)
    with pytest.raises(CannotAgree, match="Write your words"):
        thanks.give(row.pk, "  ", named=True, version=token(row), at=AT, by=world.stranger)
    thanks.give(row.pk, THANKS, named=True, version=token(row), at=AT, by=world.stranger)
    assert own_thanks(row.pk, viewer=world.stranger).words == THANKS
    with pytest.raises(ChangedMeanwhile):
        thanks.give(row.pk, "More", named=True, version=found.version, at=AT, by=world.stranger)


def test_the_leader_chooses_which_appear(world, made):
    one = written(world, made)
    row = given(world, made, one)
    with pytest.raises(CannotAgree, match="their recognition"):
        thanks.choose(made.pk, one.pk, [row.pk], at=AT, by=world.chair)
    assert not ask.recognition(made.pk, one.pk, viewer=world.leader).content["thanks"]
    thanks.choose(made.pk, one.pk, [row.pk, 999_999], at=AT, by=world.leader)
    recognition.agree(made.pk, one.pk, digest=digest(made, one, world.leader), at=AT, by=world.leader)
    issue(world, made, one)
    assert statement(one).content["thanks"] == [{"by": colleague(world).name, "words": THANKS}]


def test_thanks_can_be_taken_back_until_it_is_issued_and_then_nothing_of_them_is_kept(world, made):
    one = written(world, made)
    row = given(world, made, one, words="A sentence that I regret.")
    thanks.choose(made.pk, one.pk, [row.pk], at=AT, by=world.leader)
    recognition.agree(made.pk, one.pk, digest=digest(made, one, world.leader), at=AT, by=world.leader)
    thanks.take_back(row.pk, at=AT, by=colleague(world))
    with pytest.raises(CannotAgree, match="changed since"):
        issue(world, made, one)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM compacts_thanks_version")
        assert "regret" not in str(cursor.fetchall())
    recognition.agree(made.pk, one.pk, digest=digest(made, one, world.leader), at=AT, by=world.leader)
    issue(world, made, one)
    assert statement(one).content["thanks"] == []
    row.refresh_from_db()
    for late in (
        lambda: thanks.give(row.pk, "Too late", named=True, version=token(row), at=AT, by=colleague(world)),
        lambda: thanks.take_back(row.pk, at=AT, by=colleague(world)),
        lambda: thanks.choose(made.pk, one.pk, [], at=AT, by=world.leader),
        lambda: thanks.ask(made.pk, one.pk, "stranger@made-up.example", at=AT, by=world.leader),
    ):
        with pytest.raises(CannotAgree, match="nothing of it changes"):
            late()


def test_of_a_draft_that_is_put_aside_no_words_of_thanks_are_kept(world, made):
    one = written(world, made)
    row = given(world, made, one)
    thanks.choose(made.pk, one.pk, [row.pk], at=AT, by=world.leader)
    recognition.leave(made.pk, one.pk, at=AT, by=world.chair)
    row.refresh_from_db()
    assert (row.words, row.given_at, row.chosen) == ("", None, False)
    with pytest.raises(CannotAgree, match="nothing of it changes"):
        thanks.give(row.pk, THANKS, named=True, version=token(row), at=AT, by=colleague(world))


def test_words_that_stand_in_a_draft_put_aside_can_be_taken_back(world, made, client):
    one = written(world, made)
    row = given(world, made, one)
    recognition.leave(made.pk, one.pk, at=AT, by=world.chair)
    with changing("As it was kept once", at=AT, by=OPERATOR):
        Thanks.objects.filter(pk=row.pk).update(words=THANKS, given_at=AT)
    look_as(client, world, "improver")
    address = f"/compacts/thanks/{row.pk}/"
    assert "Take my words back" in client.get(address).content.decode()
    said = client.post(address, {"back": "1"}, follow=True).content.decode()
    assert "Nothing you wrote is kept." in said
    assert "none are kept" in said
    row.refresh_from_db()
    assert (row.words, row.given_at) == ("", None)


def test_other_words_than_those_that_were_chosen_are_chosen_again(world, made):
    one = written(world, made)
    row = given(world, made, one)
    thanks.choose(made.pk, one.pk, [row.pk], at=AT, by=world.leader)
    row.refresh_from_db()
    thanks.give(row.pk, THANKS, named=True, version=token(row), at=AT, by=colleague(world))
    assert Thanks.objects.get(pk=row.pk).chosen
    thanks.give(row.pk, "Something else.", named=True, version=token(row), at=AT, by=colleague(world))
    assert not Thanks.objects.get(pk=row.pk).chosen


def test_the_page_of_today_asks_each_for_what_is_theirs(world, made):
    def asked(viewer):
        return " ".join(need.words for need in needs_today(viewer=viewer, at=AT) if "ecognition" in need.words)

    one = recognition.begin(made.pk, Party.BOARD, at=AT, by=world.chair)
    assert "your part, in your own words, is still missing" in asked(world.leader)
    assert "your own words about the leader’s part are still missing" in asked(world.chair)
    assert not asked(world.region)
    write(one, world.leader, leader_words=MINE)
    write(one, world.chair, board_words=CHAIRS)
    assert "waits for you to agree" in asked(world.leader)
    assert not asked(world.chair)
    recognition.agree(made.pk, one.pk, digest=digest(made, one, world.leader), at=AT, by=world.leader)
    assert "waits to be issued by you" in asked(world.chair)
    issue(world, made, one)
    assert not asked(world.leader)
    assert not asked(world.chair)


def test_a_key_that_was_replaced_goes_on_verifying_what_it_signed(world, made):
    before = issued(world, made)
    with pytest.raises(CannotAgree, match="Say why"):
        keys.replace_key("organisation", "ZZ01", " ", replaces=signs(), at=AT, by=world.chair)
    keys.replace_key("organisation", "ZZ01", "A new chair", replaces=signs(), at=AT + days(9), by=world.chair)
    after = issue(world, made, agreed(world, made), at=AT + days(9))
    assert statement(before).fingerprint != statement(after).fingerprint
    for one in (before, after):
        assert ask.recognition(made.pk, one.pk, viewer=world.leader).attested.standing is KeyStanding.PUBLISHED
    old = SigningKey.objects.get(fingerprint=statement(before).fingerprint)
    assert (old.locked, old.reason) == ("", "A new chair")
    assert len(published_keys(viewer=PUBLIC).keys) == 2


def test_a_key_is_replaced_once_however_often_it_is_sent(world, made):
    issued(world, made)
    seen = signs()
    new = keys.replace_key("organisation", "ZZ01", "A new chair", replaces=seen, at=AT, by=world.chair)
    for stale in (seen, ""):
        with pytest.raises(CannotAgree, match="Another key signs since you opened this page"):
            keys.replace_key("organisation", "ZZ01", "A new chair", replaces=stale, at=AT, by=world.chair)
    assert (signs(), SigningKey.objects.count()) == (new.fingerprint, 2)


@pytest.mark.django_db(transaction=True)
def test_two_who_sign_first_at_the_same_moment_make_one_key():
    world = make_world()
    made = in_force(world)
    place, together = Region.objects.get(code="NO"), Barrier(2)

    def sign(words):
        together.wait(timeout=30)
        try:
            with changing("An ending", at=AT, by=world.region):
                signer = Signer(world.region.name, "regional director", AT)
                return keys.sign_statement(
                    StatementKind.ENDING, place, {"agreed": [words]}, signer, compact=made, by=world.region
                ).key_id
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(sign, words) for words in ("One.", "Another.")]
        found = [one.result(timeout=60) for one in both]
    assert found == [SigningKey.objects.get().pk] * 2


def test_what_a_stolen_key_signed_from_that_day_on_does_not_count(world, made):
    before = issued(world, made)
    after = issue(world, made, agreed(world, made), at=AT + days(10))
    row = SigningKey.objects.get()
    late = AT + days(20)

    def say(since, by=world.chair, why="A laptop was lost"):
        row.refresh_from_db()
        return keys.say_stolen(row.fingerprint, since, why, version=token(row), at=late, by=by)

    for since in (TODAY - days(1), TODAY + days(21)):
        with pytest.raises(CannotAgree, match="Give a day from 4 May 2026"):
            say(since)
    for other in (world.leader, world.region, world.other_chair):
        with pytest.raises(NotYours):
            say(TODAY, by=other)
    assert say(TODAY + days(5)) == 1
    found = ask.recognition(made.pk, before.pk, viewer=world.leader).attested
    assert (found.standing, found.holds) == (KeyStanding.STOLEN_LATER, True)
    found = ask.recognition(made.pk, after.pk, viewer=world.leader).attested
    assert (found.standing, found.holds) == (KeyStanding.STOLEN, False)
    assert [words.split(":")[0] for words in found.does_not] == ["Its key was stolen"]
    assert Event.objects.filter(name="compacts.key_stolen").count() == 1
    assert any("was stolen" in need.words for need in needs_today(viewer=world.leader, at=late))
    with pytest.raises(CannotAgree, match="A later day cannot be given"):
        say(TODAY + days(6))
    assert say(TODAY + days(2)) == 0
    again = issue(world, made, agreed(world, made), at=late)
    assert ask.recognition(made.pk, again.pk, viewer=world.leader).attested.holds


def test_keys_are_looked_after_by_the_chair_and_the_regional_director_each_their_own(world, made):
    issued(world, made)
    for by, sort, code in (
        (world.leader, "organisation", "ZZ01"),
        (world.region, "organisation", "ZZ01"),
        (world.other_chair, "organisation", "ZZ01"),
        (world.chair, "region", "NO"),
        (world.other_region, "region", "NO"),
        (OPERATOR, "organisation", "ZZ01"),
    ):
        with pytest.raises(NotYours):
            keys.replace_key(sort, code, "Why not", replaces=signs(), at=AT, by=by)
    with pytest.raises(NoSuchIssuer):
        keys.replace_key("planet", "ZZ01", "Why not", replaces="", at=AT, by=world.chair)
    assert keys.replace_key("region", "NO", "Ready beforehand", replaces="", at=AT, by=world.region).region_id


@pytest.mark.parametrize("locks", [[], ["too short"]])
def test_a_site_without_a_key_to_lock_with_says_so_and_issues_nothing(world, made, locks):
    one = agreed(world, made)
    with override_settings(LOCK_KEYS=locks), pytest.raises(CannotAgree, match="WRAPAROUND_LOCK_KEYS"):
        issue(world, made, one)
    assert not SigningKey.objects.exists()
    assert issue(world, made, one).issued is not None


def test_a_private_key_that_no_longer_opens_signs_nothing_and_loses_nothing(world, made):
    before = issued(world, made)
    one = agreed(world, made)
    another = ["another key of this site, long enough to lock"]
    with override_settings(LOCK_KEYS=another), pytest.raises(CannotAgree, match="Nothing was signed"):
        issue(world, made, one)
    assert ask.recognition(made.pk, before.pk, viewer=world.leader).attested.holds
    with override_settings(LOCK_KEYS=another):
        keys.replace_key("organisation", "ZZ01", "The site has another key", replaces=signs(), at=AT, by=world.chair)
        assert issue(world, made, one).issued is not None


@pytest.mark.parametrize("swapped", ["another's", "nobody's", "no key"])
def test_with_a_private_part_that_is_not_its_own_a_key_signs_nothing(world, made, swapped):
    issued(world, made)
    of_region = issued(world, made, issues=Party.REGION, by=world.region)
    one = agreed(world, made)
    others = {"another's": of_region.issued.key.locked, "nobody's": lock("ab" * 32, SIGNING_KEYS)}
    with changing("By hand", at=AT, by=OPERATOR):
        row = SigningKey.objects.filter(organisation__code="ZZ01")
        row.update(locked=others.get(swapped, lock("no key", SIGNING_KEYS)))
    with pytest.raises(CannotAgree, match=r"Nothing was signed\. The private part that is kept with this key"):
        issue(world, made, one)
    one.refresh_from_db()
    assert (one.issued, Attestation.objects.count()) == (None, 2)
    keys.replace_key("organisation", "ZZ01", "It was altered", replaces=signs(), at=AT, by=world.chair)
    assert ask.recognition(made.pk, issue(world, made, one).pk, viewer=world.leader).attested.holds


def test_the_private_part_of_a_key_is_locked_and_in_no_history(world, made):
    issued(world, made)
    row = SigningKey.objects.get()
    assert len(row.locked) > 100
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM compacts_signingkey_version")
        names = [column[0] for column in cursor.description]
    assert "locked" not in names


def test_with_the_compact_it_goes_and_the_keys_stay(world, made):
    one = issued(world, made)
    given_for = written(world, made)
    given(world, made, given_for)
    file = one.issued.document
    remove("compacts.compact", [made.pk], basis=Basis.RETENTION, why="Kept long enough", at=AT, by=OPERATOR)
    assert not Recognition.objects.exists()
    assert not Thanks.objects.exists()
    assert not Attestation.objects.exists()
    with connection.cursor() as cursor:
        for table in ("compacts_recognition_version", "compacts_thanks_version"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone()[0] == 0
    assert read(file.encode()).fingerprint == SigningKey.objects.get().fingerprint


@pytest.mark.parametrize(
    "words",
    [
        "In the top 10 of the country",
        "the 90th percentile",
        "best of all chiefs",
        "She ranked first",
        "a score of 9",
        "9 out of 10",
        "better than most",
        "the best leader",
    ],
)
def test_words_like_a_rank_are_pointed_out_and_never_refused(words):
    assert "reads as if" in hint_about(words, "The chair's words")


@pytest.mark.parametrize("words", ["On the top floor", "He did his best", "Half of the wards", ""])
def test_other_words_are_left_alone(words):
    assert hint_about(words, "The chair's words") == ""


def test_a_rank_in_the_draft_is_a_hint_and_it_can_be_issued_all_the_same(world, made):
    one = recognition.begin(made.pk, Party.BOARD, at=AT, by=world.chair)
    write(one, world.leader, leader_words=MINE)
    write(one, world.chair, board_words="One of the top 5 leaders I know.")
    assert len(ask.recognition(made.pk, one.pk, viewer=world.chair).pointed) == 1
    recognition.agree(made.pk, one.pk, digest=digest(made, one, world.leader), at=AT, by=world.leader)
    assert issue(world, made, one).issued is not None


def test_everything_that_is_signed_is_read(world, made):
    one = written(world, made)
    row = given(world, made, one)
    thanks.choose(made.pk, one.pk, [row.pk], at=AT, by=world.leader)
    content = ask.recognition(made.pk, one.pk, viewer=world.leader).content
    said = str(parts(content))
    for words in (MINE, CHAIRS, THANKS, colleague(world).name, world.chair.name, "Figures as they stood on 4 May 2026"):
        assert words in said
    (alone,) = parts({"achieved": 3, "thanks": {"a": 1}, "leader": [], "notes": "x", "added": [1]})
    assert (alone.points, alone.paragraphs) == ((), ())
