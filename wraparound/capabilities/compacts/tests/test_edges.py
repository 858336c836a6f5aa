"""What goes wrong, comes late or happens twice: each has an answer, and nothing is lost."""

import time

import pytest
from django.test import override_settings

from wraparound.capabilities.compacts.actions import clock, signing, texts
from wraparound.capabilities.compacts.actions import undertakings as kept
from wraparound.capabilities.compacts.calculation.documents import agreement_in
from wraparound.capabilities.compacts.models import Compact, Effect, Text
from wraparound.capabilities.compacts.queries.compacts import compact, compacts
from wraparound.capabilities.compacts.queries.undertakings import promises
from wraparound.capabilities.compacts.queries.verifying import verify
from wraparound.capabilities.compacts.terms.agreement import CannotAgree, Party, TextAltered
from wraparound.capabilities.compacts.terms.compacts import CompactQuestion, PromiseQuestion
from wraparound.capabilities.compacts.tests.factories import (
    AT,
    TODAY,
    begin,
    days,
    fill,
    in_force,
    look_as,
    make_world,
    offered,
    promise,
    sign,
    token,
    undertaking,
)
from wraparound.people.actions.grants import give
from wraparound.people.models import Organisation, Person
from wraparound.people.queries.records import history_of
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.records.actions.changes import changing
from wraparound.records.models.outbox import Event

pytestmark = pytest.mark.django_db
DUE = promise().due


@pytest.fixture
def world():
    return make_world()


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
    with override_settings(SECRET_KEY="another key, fifty characters long or so, for a test", SECRET_KEY_FALLBACKS=[]):
        assert not verify(made.pk, viewer=world.leader).holds
    with override_settings(
        SECRET_KEY="another key, fifty characters long or so, for a test", SECRET_KEY_FALLBACKS=[before]
    ):
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
    from django.db import connection

    from wraparound.records.models.triggers import removing

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
