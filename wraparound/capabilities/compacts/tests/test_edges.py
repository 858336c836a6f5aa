"""What goes wrong, comes late or happens twice: each has an answer, and nothing is lost."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
from django.db import connection
from django.test import override_settings

from wraparound.capabilities.compacts.actions import clock, signing, texts
from wraparound.capabilities.compacts.actions import undertakings as kept
from wraparound.capabilities.compacts.calculation.documents import agreement_in
from wraparound.capabilities.compacts.models.agreed import Compact, Effect, Text, Undertaking
from wraparound.capabilities.compacts.queries.compacts import compact, compacts
from wraparound.capabilities.compacts.queries.texts import digest_to_sign
from wraparound.capabilities.compacts.queries.undertakings import promises
from wraparound.capabilities.compacts.queries.verifying import verify
from wraparound.capabilities.compacts.terms.agreement import (
    CannotAgree,
    Follows,
    Hint,
    Part,
    Party,
    TextAltered,
    Trouble,
)
from wraparound.capabilities.compacts.terms.compacts import (
    CompactQuestion,
    PromiseQuestion,
    TextState,
    UndertakingState,
)
from wraparound.capabilities.compacts.tests.factories import (
    AT,
    TODAY,
    begin,
    days,
    fill,
    in_force,
    look_as,
    make_world,
    not_yet,
    offered,
    promise,
    result,
    sign,
    token,
    undertaking,
)
from wraparound.capabilities.compacts.wording.agreement import item_line
from wraparound.people.actions.grants import give
from wraparound.people.models import Organisation, Person
from wraparound.people.queries.records import history_of
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.records.actions.changes import changing
from wraparound.records.models.outbox import Event
from wraparound.records.models.triggers import removing

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DUE = promise().due


def on(day):
    return AT.replace(year=day.year, month=day.month, day=day.day)


def amend(world, made, at, **parts):
    number = texts.answer(made.pk, 1, reason="Things changed", at=at, by=world.chair)
    fill(made, world.chair, number=number, **parts)
    texts.share(made.pk, number, at=at, by=world.chair)
    signing.offer(made.pk, number, at=at, by=world.chair)
    for party, viewer in ((Party.LEADER, world.leader), (Party.BOARD, world.chair), (Party.REGION, world.region)):
        sign(made, viewer, party, number=number, at=at)
    return number


def test_a_compact_ends_with_its_last_day_and_nothing_follows_any_more(world):
    made = in_force(world)
    last = Compact.objects.get(pk=made.pk).last_day
    assert last.year == 2029
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    clock.apply_what_follows(at=on(last), by=OPERATOR)
    assert Compact.objects.get(pk=made.pk).ended_at is None
    clock.apply_what_follows(at=on(last + days(1)), by=OPERATOR)
    row = Compact.objects.get(pk=made.pk)
    assert row.ended_at is not None
    assert not Effect.objects.filter(ends__isnull=True).exists()
    line = compacts(CompactQuestion(), viewer=world.leader, on=last + days(2)).lines[0]
    assert line.state == "Ended"
    assert promises(PromiseQuestion(which="overdue"), viewer=world.leader, on=last + days(2)).matching == 0
    with pytest.raises(CannotAgree, match="last day"):
        texts.take_up_again(made.pk, at=on(last + days(2)), by=world.chair)
    assert clock.apply_what_follows(at=on(last + days(9)), by=OPERATOR) == 0


def test_days_lost_before_an_amendment_are_not_counted_again(world):
    made = in_force(world)
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    row = undertaking(made, "p1")
    at = on(DUE + days(21))
    kept.report(
        row.pk, delivered_on=at.date(), days_given=None, evidence="", version=token(row), at=at, by=world.leader
    )
    assert compact(made.pk, viewer=world.leader, on=at.date()).due_of("r1").moved == 20
    amend(world, made, on(DUE + days(30)))
    assert compact(made.pk, viewer=world.leader, on=DUE + days(31)).due_of("r1").moved == 0


def test_another_day_given_by_an_amendment_lets_the_clock_run_again(world):
    made = in_force(world)
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    amend(world, made, on(DUE + days(5)), promises=(promise("p1", due=DUE + days(60)),))
    assert Effect.objects.get().ends == DUE + days(5)
    assert clock.apply_what_follows(at=on(DUE + days(60)), by=OPERATOR) == 0
    assert clock.apply_what_follows(at=on(DUE + days(61)), by=OPERATOR) == 1


def test_looking_after_access_opens_no_compact_through_somebodys_history(world):
    made = begin(world)
    fill(made, world.chair)
    texts.share(made.pk, 1, at=AT, by=world.chair)
    texts.comment(made.pk, 1, "", "Between us: not this year.", at=AT, by=world.chair)
    for role in (Role.ADMINISTRATOR, Role.AUDITOR):
        new = NewGrant(
            str(world.people["stranger"].key), role, Purpose.AUDIT, Scope.NATION, "", AT.date(), None, "For the test"
        )
        give(new, at=AT, by=OPERATOR)
    person = world.people["stranger"]
    keeper = viewer_for(person.pk, person.name, on=TODAY, viewer=PUBLIC)
    for side in ("chair", "leader"):
        _, lines = history_of(str(world.people[side].key), viewer=keeper, on=TODAY)
        assert "not this year" not in str(lines)
        assert not any("ompact" in line.why for line in lines)


def test_a_key_of_before_still_verifies_what_it_sealed(world):
    made = in_force(world)
    from django.conf import settings

    before = settings.SECRET_KEY
    another = "another key, fifty characters long or so, for a test"
    with override_settings(SECRET_KEY=another, SEAL_KEYS_BEFORE=[]):
        assert not verify(made.pk, viewer=world.leader).holds
    with override_settings(SECRET_KEY=another, SEAL_KEYS_BEFORE=[before]):
        assert verify(made.pk, viewer=world.leader).holds


def test_the_page_asks_who_has_not_proved_lately_who_they_are(world, client):
    made = offered(world)
    look_as(client, world, "leader")
    place = f"/compacts/{made.pk}/versions/1/sign/"
    assert client.get(place).headers["Location"].startswith("/people/sign-in/once-more/?next=")
    session = client.session
    session["proved_elsewhere_at"] = time.time() - 700
    session.save()
    assert client.post(place, {"typed": world.leader.name}).status_code == 302
    session["proved_elsewhere_at"] = time.time()
    session.save()
    assert client.get(place).status_code == 200


def test_whoever_has_lost_their_role_meanwhile_is_told_so_and_nothing_is_signed(world, client):
    made = offered(world)
    look_as(client, world, "other_chair")
    answer = client.post(f"/compacts/{made.pk}/versions/1/sign/", {"typed": world.other_chair.name})
    assert answer.status_code == 403
    assert "your role has ended" in answer.content.decode()


def test_one_change_of_many_promises_is_told_once(world):
    made = in_force(world)
    before = Event.objects.filter(name="compacts.settled").count()
    with changing("A sheet", at=AT, by=world.leader):
        for key in ("p1", "p2"):
            row = undertaking(made, key)
            kept.report(
                row.pk, delivered_on=TODAY, days_given=None, evidence="", version=token(row), at=AT, by=world.leader
            )
    assert Event.objects.filter(name="compacts.settled").count() == before + 1


def test_a_text_that_was_altered_in_the_store_says_so(world, client):
    made = in_force(world)
    text = Text.objects.get(compact=made)
    for broken in (text.content.replace('"results"', '"resalts"'), text.content[:-9], "", "[]"):
        with pytest.raises(TextAltered):
            agreement_in(broken)
    with changing("By hand", at=AT, by=OPERATOR), removing(connection):
        Text.objects.filter(pk=text.pk).update(content=text.content.replace('"results"', '"resalts"'))
    look_as(client, world, "leader")
    answer = client.get(f"/compacts/{made.pk}/")
    assert answer.status_code == 500
    assert "What is kept here is not what was written" in answer.content.decode()
    assert not verify(made.pk, viewer=world.leader).holds


def test_every_page_says_what_was_typed_back_when_somebody_was_faster(world, client):
    made = begin(world)
    look_as(client, world, "chair")
    place = f"/compacts/{made.pk}/versions/1/not_yet/new/"
    seen = token(Text.objects.get(compact=made))
    fill(made, world.chair)
    answer = client.post(place, {"words": "My own long words", "until": "2027-01-31", "version": seen})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "while you were writing" in page
    assert "My own long words" in page
    again = client.post(
        place, {"words": "My own long words", "until": "2027-01-31", "version": token(Text.objects.get(compact=made))}
    )
    assert again.status_code == 302


def test_hostile_words_are_only_words(world, client):
    made = begin(world)
    evil = '<script>alert("x")</script>'
    fill(made, world.chair, promises=(promise("p1", words=evil),), afterwards=evil)
    texts.share(made.pk, 1, at=AT, by=world.chair)
    texts.comment(made.pk, 1, "p1", evil, at=AT, by=world.leader)
    look_as(client, world, "leader")
    for place in ("", "versions/1/", "compare/"):
        page = client.get(f"/compacts/{made.pk}/{place}").content.decode()
        assert "<script>alert" not in page
    assert Person.objects.filter(name=world.leader.name).exists()


def test_a_measure_that_stops_being_published_leaves_what_was_agreed(world, client):
    """Told as if it were real, the trust has no published figure at all: as one whose measure a later release drops."""
    made = in_force(world)
    with changing("It was made up no longer", at=AT, by=OPERATOR):
        Organisation.objects.filter(code="ZZ01").update(made_up=False)
    look_as(client, world, "leader")
    page = client.get(f"/compacts/{made.pk}/").content.decode()
    assert "No figure of this measure is published here any more" in page
    assert "Inside the realistic range" in page
    assert compact(made.pk, viewer=world.leader, on=TODAY).text.range_of("r1").known


def test_what_was_put_aside_is_not_written_signed_or_commented_on(world):
    made = begin(world)
    fill(made, world.chair)
    texts.share(made.pk, 1, at=AT, by=world.chair)
    texts.put_aside(made.pk, at=AT, by=world.chair)
    for attempt in (
        lambda: signing.offer(made.pk, 1, at=AT, by=world.chair),
        lambda: texts.answer(made.pk, 1, at=AT, by=world.leader),
        lambda: texts.comment(made.pk, 1, "", "Why?", at=AT, by=world.leader),
        lambda: texts.leave(made.pk, 1, at=AT, by=world.chair),
    ):
        with pytest.raises(CannotAgree, match="put aside"):
            attempt()
    texts.take_up_again(made.pk, at=AT, by=world.leader)
    signing.offer(made.pk, 1, at=AT, by=world.leader)
    with pytest.raises(CannotAgree, match="being signed"):
        texts.put_aside(made.pk, at=AT, by=world.chair)


def test_a_second_compact_about_the_same_post_and_leader_is_refused_while_one_is_written(world):
    made = begin(world)
    with pytest.raises(CannotAgree, match=f"number {made.pk} in your list"):
        begin(world, role="chief EXECUTIVE")
    begin(world, role="Chief operating officer")
    texts.put_aside(made.pk, at=AT, by=world.chair)
    assert begin(world).pk != made.pk


def test_whoever_leads_now_does_not_read_what_somebody_before_them_wrote_in_private(world):
    made = begin(world, by=world.leader, leader="")
    assert compact(made.pk, viewer=world.leader, on=TODAY).text.number == 1
    fill(made, world.leader)
    texts.share(made.pk, 1, at=AT, by=world.leader)
    texts.answer(made.pk, 1, at=AT, by=world.leader)
    another = world.people["stranger"]
    texts.set_parties(
        made.pk,
        leader=another.email,
        asks_region=True,
        asks_centre=False,
        version=token(Compact.objects.get(pk=made.pk)),
        at=AT,
        by=world.chair,
    )
    now = viewer_for(another.pk, another.name, on=TODAY, viewer=PUBLIC)
    assert [one.number for one in compact(made.pk, viewer=now, on=TODAY).texts] == [1]


def test_a_leader_with_neither_place_nor_role_here_does_not_sign(world):
    made = begin(world, leader="other_chair@made-up.example")
    fill(made, world.chair)
    texts.share(made.pk, 1, at=AT, by=world.chair)
    signing.offer(made.pk, 1, at=AT, by=world.chair)
    with pytest.raises(CannotAgree, match="neither a place nor a role"):
        sign(made, world.other_chair, Party.LEADER)


def test_another_leader_under_the_same_text_is_another_text(world):
    made = offered(world)
    seen = digest_to_sign(made.pk, 1, viewer=world.chair)
    sign(made, world.leader, Party.LEADER)
    sign(made, world.chair, Party.BOARD)
    with changing("By hand", at=AT, by=OPERATOR), removing(connection):
        Compact.objects.filter(pk=made.pk).update(leader=world.people["stranger"])
    with pytest.raises(CannotAgree, match="changed since you opened"):
        signing.sign(made.pk, 1, Party.REGION, world.region.name, digest=seen, at=AT, by=world.region)


@pytest.mark.parametrize("what", ["role", "leader_id", "asks_centre"])
def test_parties_and_post_are_part_of_what_is_sealed(world, what):
    made = in_force(world)
    other = {"role": "Chair", "leader_id": world.people["stranger"].pk, "asks_centre": True}[what]
    with changing("By hand", at=AT, by=OPERATOR), removing(connection):
        Compact.objects.filter(pk=made.pk).update(**{what: other})
    found = verify(made.pk, viewer=OPERATOR)
    assert "text" in [name for name, ok, _ in found.checks if not ok]
    assert "parties" in next(said for name, _, said in found.checks if name == "text")


@pytest.mark.parametrize(("field", "value"), [("due_on", DUE + days(30)), ("follows", "nothing"), ("state", "ended")])
def test_a_promise_that_the_clock_obeys_and_nobody_signed_is_found(world, field, value):
    made = in_force(world)
    with changing("By hand", at=AT, by=OPERATOR), removing(connection):
        Undertaking.objects.filter(compact=made, key="p1").update(**{field: value})
    assert [name for name, ok, _ in verify(made.pk, viewer=world.leader).checks if not ok] == ["promises"]


def test_ranges_put_in_other_words_are_the_same_ranges(world, monkeypatch):
    from wraparound.capabilities.compacts.queries import verifying

    made = in_force(world)
    worked_out = verifying.ranges_of
    reworded = lambda *given, **more: tuple(  # noqa: E731
        replace(one, sentence="Put otherwise.", where="Elsewhere.") for one in worked_out(*given, **more)
    )
    monkeypatch.setattr(verifying, "ranges_of", reworded)
    assert verify(made.pk, viewer=world.leader).holds


def test_the_centre_that_signs_later_is_sealed_with_the_others(world):
    made = in_force(world, asks_centre=True)
    assert verify(made.pk, viewer=world.leader).holds
    sign(made, world.centre, Party.CENTRE, at=AT + days(3))
    found = verify(made.pk, viewer=world.leader)
    assert found.holds
    assert any(said.startswith("4 signatures") for _, _, said in found.checks)


def test_the_centre_reads_what_was_said_since_it_was_offered_and_nothing_before(world):
    made = begin(world, asks_centre=True)
    fill(made, world.chair)
    texts.share(made.pk, 1, at=AT, by=world.chair)
    texts.comment(made.pk, 1, "", "Between the two of us", at=AT, by=world.leader)
    signing.offer(made.pk, 1, at=AT + days(1), by=world.chair)
    texts.comment(made.pk, 1, "", "For everybody", at=AT + days(2), by=world.leader)
    said = compact(made.pk, viewer=world.centre, on=TODAY).text.comments
    assert [one.words for one in said] == ["For everybody"]


def test_nobody_confirms_what_they_said_themselves_for_another_side(world):
    made = in_force(world)
    row = undertaking(made, "p1")
    new = NewGrant(
        str(world.people["region"].key),
        Role.CHAIR,
        Purpose.COMPACT,
        Scope.ORGANISATION,
        "ZZ01",
        AT.date(),
        None,
        "Test",
    )
    give(new, at=AT, by=OPERATOR)
    both = viewer_for(world.people["region"].pk, world.region.name, on=TODAY, viewer=PUBLIC)
    record(row, both, day=TODAY, at=AT)
    assert (row.state, row.reported_for) == (UndertakingState.REPORTED, Party.REGION)
    with pytest.raises(CannotAgree, match="Somebody else confirms"):
        kept.confirm(row.pk, version=token(row), at=AT, by=both)


def test_what_its_giver_says_against_another_side_counts_once_another_confirms(world):
    made = in_force(world)
    row = undertaking(made, "p1")
    kept.give_up(row.pk, "Nobody came", version=token(row), at=on(DUE + days(2)), by=world.leader)
    assert Effect.objects.get().ends is None
    record(row, world.region, day=DUE, at=on(DUE + days(3)))
    assert Effect.objects.get().ends is None
    kept.confirm(row.pk, version=token(row), at=on(DUE + days(4)), by=world.chair)
    assert Effect.objects.get().lifted


def test_a_corrected_day_sets_the_clock_by_what_is_so(world):
    made = in_force(world)
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    row = undertaking(made, "p1")
    record(row, world.leader, day=DUE + days(21), at=on(DUE + days(25)))
    assert compact(made.pk, viewer=world.leader, on=DUE + days(30)).due_of("r1").moved == 20
    kept.open_again(row.pk, version=token(row), at=on(DUE + days(26)), by=world.leader)
    row.refresh_from_db()
    record(row, world.leader, day=DUE + days(11), at=on(DUE + days(26)))
    assert compact(made.pk, viewer=world.leader, on=DUE + days(30)).due_of("r1").moved == 10


def test_said_late_and_all_at_once_the_days_lost_are_counted_all_the_same(world):
    """Nothing had followed yet, because the site did not run; what was late was late."""
    made = in_force(world)
    row = undertaking(made, "p1")
    record(row, world.leader, day=DUE + days(8), at=on(DUE + days(9)))
    assert compact(made.pk, viewer=world.leader, on=DUE + days(30)).due_of("r1").moved == 7


def test_what_an_amendment_gives_another_consequence_follows_again(world):
    parts = {"promises": (promise("p1", follows=Follows.REVIEW),)}
    made = in_force(world, parts=parts)
    assert clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR) == 1
    again = (promise("p1", due=DUE + days(40), follows=Follows.PAUSE),)
    amend(world, made, on(DUE + days(2)), promises=again)
    assert Effect.objects.get().lifted == "The review is no longer asked for"
    assert clock.apply_what_follows(at=on(DUE + days(41)), by=OPERATOR) == 1
    assert Effect.objects.filter(sort=Follows.PAUSE).get().starts == DUE + days(41)


def test_an_amended_promise_asks_again_and_one_that_stays_keeps_what_was_recorded(world):
    made = in_force(world)
    for key in ("p1", "p2"):
        record(undertaking(made, key), world.leader, day=TODAY, at=AT)
    same = promise("p2", words="A coach", giver=Party.BOARD, follows=Follows.NOTHING)
    amend(world, made, AT + days(1), promises=(promise("p1", days=60.0), same))
    assert (undertaking(made, "p1").state, undertaking(made, "p2").state) == (
        UndertakingState.OPEN,
        UndertakingState.KEPT,
    )


def test_one_compact_that_cannot_be_read_stops_no_other(world):
    broken = in_force(world)
    sound = in_force(world, role="Chief operating officer")
    with changing("By hand", at=AT, by=OPERATOR), removing(connection):
        Text.objects.filter(compact=broken).update(content="{")
        Undertaking.objects.filter(compact=broken).update(follows=Follows.RERANGE)
    clock.apply_what_follows(at=on(DUE + days(1)), by=OPERATOR)
    assert Effect.objects.get().compact_id == sound.pk


def test_a_draft_begun_before_the_first_signature_says_why_before_it_amends(world, client):
    made = offered(world)
    number = texts.answer(made.pk, 1, at=AT, by=world.leader)
    for party, viewer in ((Party.LEADER, world.leader), (Party.BOARD, world.chair), (Party.REGION, world.region)):
        sign(made, viewer, party)
    with pytest.raises(CannotAgree, match="say why first"):
        texts.share(made.pk, number, at=AT, by=world.leader)
    troubles = {one.trouble for one in compact(made.pk, viewer=world.leader, on=TODAY, version=number).text.problems}
    assert Trouble.NO_REASON_TO_AMEND in troubles
    look_as(client, world, "leader")
    assert "Why it is amended" in client.get(f"/compacts/{made.pk}/versions/{number}/basics/").content.decode()


def test_a_result_that_is_taken_out_leaves_no_promise_that_bears_on_everything(world):
    made = begin(world)
    fill(made, world.chair, promises=(promise("p1", bears_on=("r1",)),))
    texts.take_item(made.pk, 1, Part.RESULTS, "r1", version=token(Text.objects.get()), at=AT, by=world.chair)
    found = compact(made.pk, viewer=world.chair, on=TODAY).text
    assert found.agreement.promises[0].bears_on == ("r1",)
    assert [one.key for one in found.problems if one.trouble is Trouble.GONE] == ["p1"]


@pytest.mark.parametrize("year", [1999, 2101, 9999])
def test_days_beyond_our_time_are_slips_of_the_pen(world, year):
    made = begin(world)
    far = not_yet("n1", until=date(year, 1, 1))
    with pytest.raises(CannotAgree, match="look at the year"):
        fill(made, world.chair, not_yet=(far,))
    with pytest.raises(CannotAgree, match="look at the year"):
        begin(world, role="Another", starts=date(year, 1, 1))


def test_numbers_that_are_none_are_passed_over(world, client):
    made = in_force(world)
    look_as(client, world, "leader")
    for odd in ("²", "-1", "1e3", "9" * 40, "١"):
        assert client.get(f"/compacts/{made.pk}/compare/", {"before": odd, "after": odd}).status_code == 200
        place = f"/compacts/{made.pk}/versions/1/results/r1/take-out/"
        assert client.post(place, {"version": odd}).status_code in (302, 404)


def test_a_signature_of_an_organisation_with_a_long_name_is_kept(world):
    with changing("A long name", at=AT, by=OPERATOR):
        Organisation.objects.filter(code="ZZ01").update(name=("Larkmoor " + "and Thistleford " * 9)[:150].strip())
    made = in_force(world)
    assert verify(made.pk, viewer=world.leader).holds


def test_what_is_worth_a_second_thought_names_who_is_not_asked_what_is_outside_and_the_floor(world):
    made = begin(world, asks_region=False)
    fill(
        made,
        world.chair,
        promises=(promise("p1", giver=Party.REGION), promise("p2", giver=Party.OTHER, giver_name="A partner")),
        not_yet=(not_yet("n1", words="Patient safety on ward 7"),),
        results=(result("r1"), result("r2", level=95.0, reason="Both of us want it")),
    )
    pointed = {(one.key, one.hint): one.words for one in compact(made.pk, viewer=world.chair, on=TODAY).text.pointed}
    assert "the region to do, which is not asked to sign" in pointed["p1", Hint.NOT_ASKED]
    assert ("p2", Hint.NOT_ASKED) not in pointed
    assert ("n1", Hint.FLOOR) in pointed
    assert "stays for the reason given" in pointed["r2", Hint.OUTSIDE]


def test_what_follows_says_for_which_results(world, client):
    made = in_force(world, parts={"promises": (promise("p1", bears_on=("r1",)), promise("p2"))})
    look_as(client, world, "leader")
    row = undertaking(made, "p1")
    only = "for “A&amp;E within four hours, major departments: 54% or more” only"
    for place in (f"/compacts/promises/{row.pk}/", f"/compacts/{made.pk}/"):
        assert only in client.get(place).content.decode().replace("&#34;", '"')
    said = [
        item_line(one, agreement_in(Text.objects.get().content)) for one in (promise("p1", bears_on=("r1",)), promise())
    ]
    assert "for “" in said[0]
    assert said[1].endswith("for every result.")


def test_whoever_has_signed_reads_for_whom_it_waits(world, client):
    made = offered(world)
    look_as(client, world, "leader")
    assert "Read it and sign" in client.get(f"/compacts/{made.pk}/").content.decode()
    sign(made, world.leader, Party.LEADER)
    page = client.get(f"/compacts/{made.pk}/").content.decode()
    assert "Read it and sign" not in page
    assert "once the board and the region have signed" in page


def record(row, by, *, day, at):
    kept.report(row.pk, delivered_on=day, days_given=None, evidence="Minutes", version=token(row), at=at, by=by)
    row.refresh_from_db()


@pytest.mark.django_db(transaction=True)
def test_three_who_sign_at_the_same_moment_bring_it_into_force_once():
    world = make_world()
    made = offered(world)
    together = Barrier(3)

    def signs(party, viewer):
        digest = digest_to_sign(made.pk, 1, viewer=viewer)
        together.wait(timeout=30)
        try:
            return signing.sign(made.pk, 1, party, viewer.name, digest=digest, at=AT, by=viewer)
        finally:
            connection.close()

    sides = ((Party.LEADER, world.leader), (Party.BOARD, world.chair), (Party.REGION, world.region))
    with ThreadPoolExecutor(3) as pool:
        found = [one.result(timeout=60) for one in [pool.submit(signs, *side) for side in sides]]
    assert sorted(found) == [False, False, True]
    assert Text.objects.get().state == TextState.IN_FORCE
    assert Undertaking.objects.count() == 3
    assert verify(made.pk, viewer=world.leader).holds
