"""Attacks on check-ins: every role, address, command, log, table, file and event."""

import io
import json
import zipfile

import pytest
from django.db import connection
from django.test import Client, override_settings

from tests.whole_site.world import every_grant
from wraparound.capabilities.compacts.actions import check_ins as act
from wraparound.capabilities.compacts.models.check_ins import CheckIn
from wraparound.capabilities.compacts.queries.reading import NoSuchCompact
from wraparound.capabilities.compacts.tasks import apply_what_follows
from wraparound.capabilities.compacts.tests.check_in_world import (
    MENTOR,
    accept,
    ask,
    read,
    reply,
    somebody,
    words_in,
    write,
)
from wraparound.capabilities.compacts.tests.factories import AT, BACKEND, look_as
from wraparound.people.access import NotYours
from wraparound.people.actions.grants import give
from wraparound.people.models import Person
from wraparound.people.queries import audit
from wraparound.people.queries.elsewhere import held_elsewhere
from wraparound.people.queries.records import history_of, looks_at, own_history, own_looks
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.records.actions.controllers import controller_called, transfer_control
from wraparound.records.models.log import Change, Look, Transfer
from wraparound.records.models.outbox import Event

pytestmark = [pytest.mark.django_db, pytest.mark.database]
MARK = "zanzibarquixotry"
"""A word that stands nowhere else."""


@pytest.fixture
def mentor(world, made):
    found = somebody("Maud Mentorly", MENTOR)
    ask(made, MENTOR, world.leader)
    accept(made, found)
    return found


def page_of(client, person):
    client.force_login(Person.objects.get(pk=person.person), backend=BACKEND)
    return client


def addresses(made, entry):
    """Every address of check-ins: what reads, and what takes something sent to it."""
    here = f"/compacts/{made.pk}/check-ins/"
    shown = [here, f"{here}{entry}/", f"{here}person/", f"{here}raise/", f"{here}raise/?from={entry}"]
    sent = [
        here,
        f"{here}{entry}/",
        f"{here}{entry}/take-back/",
        f"{here}person/",
        f"{here}person/answer/",
        f"{here}raise/",
    ]
    return shown, sent


def test_every_role_gets_what_somebody_gets_who_asks_for_what_is_not_there(world, made, mentor):
    entry = write(made, world.leader, MARK)
    shown, sent = addresses(made, entry)
    viewers = [
        world.chair,
        world.region,
        world.centre,
        world.improver,
        world.stranger,
        world.other_chair,
        world.other_region,
    ]
    for number, (role, purpose, scope) in enumerate(every_grant()):
        who = somebody(f"Holder Number{number:02}", f"holder{number}@made-up.example", "ZZ01")
        over = {
            Scope.PERSON: str(world.people["leader"].key),
            Scope.ORGANISATION: "ZZ01",
            Scope.REGION: "NO",
            Scope.NATION: "",
        }
        key = str(Person.objects.get(pk=who.person).key)
        give(NewGrant(key, role, purpose, scope, over[scope], AT.date(), None, "For the test"), at=AT, by=OPERATOR)
        viewers.append(who)
    for viewer in viewers:
        client = page_of(Client(), viewer)
        nothing = client.get("/compacts/999999/check-ins/").content
        for address in shown:
            answer = client.get(address)
            assert answer.status_code == 404, (viewer.name, address)
            assert _alike(answer.content) == _alike(nothing), (viewer.name, address)
        for address in sent:
            answer = client.post(
                address, {"how": MARK, "words": MARK, "did": "accept", "address": MENTOR, "seen": entry}
            )
            assert answer.status_code == 404, (viewer.name, address)
        told = client.get(f"/api/compacts/{made.pk}/check-ins")
        assert (told.status_code, told.content) == (404, client.get("/api/compacts/999999/check-ins").content)
        for address in ("/today/", f"/compacts/{made.pk}/", "/compacts/", f"/api/compacts/{made.pk}"):
            said = client.get(address).content.decode()
            assert MARK not in said
            assert mentor.name not in said
            assert "check-ins/" not in said
    assert CheckIn.objects.count() == 1


def _alike(page):
    """A page without what differs from one request to the next: its secret, and what was asked for, on paper."""
    return b"\n".join(one for one in page.splitlines() if b"csrf" not in one and b"wrap-printed" not in one)


def test_the_two_get_their_pages(client, world, made, mentor):
    entry = write(made, world.leader, MARK)
    shown, _ = addresses(made, entry)
    assert [look_as(client, world, "leader").get(one).status_code for one in shown] == [200] * 5
    assert [page_of(client, mentor).get(one).status_code for one in shown] == [200, 200, 404, 404, 404]
    for who in (mentor, world.leader):
        told = page_of(client, who).get(f"/api/compacts/{made.pk}/check-ins")
        assert MARK in told.content.decode()


def test_somebody_not_signed_in_is_asked_to_sign_in(client, world, made):
    assert client.get(f"/compacts/{made.pk}/check-ins/").status_code == 302
    assert client.get(f"/api/compacts/{made.pk}/check-ins").status_code == 401


def test_the_operator_opens_nothing_and_chooses_nobody(world, made, mentor):
    write(made, world.leader, MARK)
    with pytest.raises(NoSuchCompact):
        read(made, OPERATOR)
    with pytest.raises(NoSuchCompact):
        ask(made, "stranger@made-up.example", OPERATOR)
    with pytest.raises(NoSuchCompact):
        act.take_back(made.pk, 1, at=AT, by=OPERATOR)


def everything_kept():
    """Every cell of every table, as text, by table."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = " ".join(
                cell.decode("utf-8", "replace")
                if isinstance(cell, bytes)
                else bytes(cell).decode("utf-8", "replace")
                if isinstance(cell, memoryview)
                else str(cell)
                for row in cursor.fetchall()
                for cell in row
            )
    return found


def test_no_table_and_no_log_has_a_word_of_it(client, world, made, caplog):
    caplog.set_level(0)
    look_as(client, world, "leader")
    here = f"/compacts/{made.pk}/check-ins/"
    maud = somebody("Maud Mentorly", MENTOR)
    client.post(f"{here}person/", {"address": MENTOR, "version": 0})
    accept(made, maud)
    assert client.post(here, {"how": MARK, "talk": f"{MARK} too", "seen": 0}).status_code == 302
    # What could not be kept leaves nothing behind either.
    assert MARK in client.post(here, {"how": MARK * 400, "seen": 1}).content.decode()
    entry = CheckIn.objects.get().pk
    client.get(f"{here}raise/?from={entry}")
    page_of(client, maud).post(f"{here}{entry}/", {"words": f"I answer {MARK}", "seen": entry})
    assert CheckIn.objects.count() == 2
    assert words_in(read(made, world.leader)).count(f"I answer {MARK}") == 1
    for who in (world.leader, maud):
        page_of(client, who).get("/people/me/data.json")
        page_of(client, who).get("/people/me/data.xlsx")
        client.get(f"/api/compacts/{made.pk}/check-ins")
    act.take_back(made.pk, CheckIn.objects.latest("pk").pk, at=AT, by=maud)
    apply_what_follows(AT)
    kept = everything_kept()
    assert {"compacts_checkin", "compacts_checkin_version", "django_session", "records_event", "records_look"} <= set(
        kept
    )
    assert [table for table, said in kept.items() if MARK in said.lower()] == []
    assert "gAAAA" in kept["compacts_checkin"]
    assert [table for table, said in kept.items() if "gAAAA" in said] == ["compacts_checkin"]
    assert MARK not in caplog.text.lower()
    assert not any(MARK in str(vars(record)).lower() for record in caplog.records)


def test_whoever_looks_after_access_is_not_told_that_there_are_any(world, made, mentor):
    before = audit.changes(1, viewer=OPERATOR, on=AT.date())
    first = write(made, world.leader, MARK)
    read(made, mentor)
    reply(made, first, mentor)
    act.take_back(made.pk, first, at=AT, by=world.leader)
    assert Change.objects.filter(why__icontains="check-in").exists()
    assert audit.changes(1, viewer=OPERATOR, on=AT.date()) == before
    key = str(world.people["leader"].key)
    for viewer in (OPERATOR, _auditor()):
        assert not any("check-in" in str(one).lower() for one in history_of(key, viewer=viewer, on=AT.date())[1])
        assert not any("check-in" in str(one) for one in looks_at(key, 1, viewer=viewer, on=AT.date()).looks)
        assert not any("check-in" in str(one) for one in audit.look_lines(1, viewer=viewer, on=AT.date()).looks)
        assert not any("check-in" in str(one) for one in audit.changes(1, viewer=viewer, on=AT.date()))
        assert "check-in" not in str(audit.control(viewer=viewer))
        assert mentor.name not in str(audit.changes(1, viewer=viewer, on=AT.date())[0])
    assert Look.objects.filter(fields="check-ins").exists()
    # The person themselves is told who looked, and what was changed.
    assert any(mentor.name in one.who for one in own_looks(1, viewer=world.leader).looks)
    assert any("check-in" in one.sort for one in own_history(viewer=world.leader))


def test_nothing_of_it_travels_as_an_event_or_is_counted_when_control_passes(world, made, mentor):
    before = Event.objects.count()
    first = write(made, world.leader, MARK)
    reply(made, first, mentor)
    assert Event.objects.count() == before
    controller_called("ZZ09", "Another (made up)", by=OPERATOR, made_up=True)
    transfer_control("ZZ01", "ZZ09", "They merged", ends=False, at=AT, by=OPERATOR)
    assert CheckIn.objects.filter(controller__code="ZZ09").count() == 2
    assert "check" not in str(Transfer.objects.get().records)


def _auditor():
    who = somebody("Aud Itorly", "aud@made-up.example")
    key = str(Person.objects.get(pk=who.person).key)
    give(
        NewGrant(key, Role.AUDITOR, Purpose.AUDIT, Scope.NATION, "", AT.date(), None, "For the test"),
        at=AT,
        by=OPERATOR,
    )
    return viewer_for(who.person, who.name, on=AT.date(), viewer=PUBLIC)


def test_a_copy_of_ones_own_data_has_what_one_can_open_and_nobody_elses_has(client, world, made, mentor):
    first = write(made, world.leader, f"{MARK} of the leader")
    reply(made, first, mentor, f"{MARK} of the mentor")

    def words_held(viewer):
        return [one.words for one in held_elsewhere(viewer=viewer, at=AT)]

    assert words_held(world.leader) == [f"How are you? {MARK} of the leader", f"{MARK} of the mentor"]
    assert words_held(mentor) == [f"{MARK} of the mentor"]
    for viewer in (world.chair, world.region, world.stranger, _auditor()):
        assert words_held(viewer) == []
    with pytest.raises(NotYours):
        held_elsewhere(viewer=OPERATOR, at=AT)
    taken = json.loads(page_of(client, world.leader).get("/people/me/data.json").content)
    assert MARK in json.dumps(taken["elsewhere"])
    with zipfile.ZipFile(io.BytesIO(client.get("/people/me/data.xlsx").content)) as book:
        assert MARK in "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    assert MARK not in page_of(client, world.chair).get("/people/me/data.json").content.decode()


def test_taken_away_under_a_missing_key_the_copy_says_so(world, made):
    write(made, world.leader, MARK)
    with override_settings(LOCK_KEYS=["another key that is long enough, and not the one"]):
        (one,) = held_elsewhere(viewer=world.leader, at=AT)
    assert "cannot be opened" in one.words
