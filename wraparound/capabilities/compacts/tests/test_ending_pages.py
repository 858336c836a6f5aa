"""Pages and API of endings: who is let in, what is typed stays, and what was altered is said."""

import json
import re
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wraparound.capabilities.compacts.actions import clock, endings, statements
from wraparound.capabilities.compacts.actions import undertakings as kept
from wraparound.capabilities.compacts.calculation.documents import digest_of
from wraparound.capabilities.compacts.models.agreed import Compact, Text
from wraparound.capabilities.compacts.models.endings import Ending, EndStatement, StatementSignature
from wraparound.capabilities.compacts.queries.endings import ending_page
from wraparound.capabilities.compacts.queries.verifying_endings import verify_ending
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.endings import EndingHow, NewEnding
from wraparound.capabilities.compacts.tests.factories import (
    AT,
    condition,
    days,
    in_force,
    look_as,
    promise,
    token,
    undertaking,
)
from wraparound.capabilities.compacts.tests.test_api import plain
from wraparound.people.actions.grants import end as end_grant
from wraparound.people.models import Grant
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing
from wraparound.records.actions.controllers import transfer_control
from wraparound.records.models.log import Look
from wraparound.records.models.triggers import removing
from wraparound.records.terms import Face

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("compact_once")]
MOST_QUERIES = 15
LATER = promise().due + days(200)


@pytest.fixture
def over(world, made):
    at = timezone.localtime()
    new = NewEnding(how=EndingHow.BOARD, ends_on=at.date(), reason="The plan has changed", next_steps="A deputy acts")
    endings.declare(made.pk, new, seen=0, at=at, by=world.chair)
    return made


def place(made, more=""):
    return f"/compacts/{made.pk}/ending/{more}"


def proves(client, ago=0):
    session = client.session
    session["proved_elsewhere_at"] = time.time() - ago
    session.save()
    return client


def text_of(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, answer.status_code
    return re.sub(r"\s+", " ", answer.content.decode())


def settled(world, made):
    at = timezone.localtime()
    statements.write(made.pk, Party.LEADER, "We began well.", "I would do it again.", seen=0, at=at, by=world.leader)
    digest = digest_of(EndStatement.objects.get(compact=made).content)
    for party, viewer in ((Party.LEADER, world.leader), (Party.BOARD, world.chair)):
        statements.agree(made.pk, party, viewer.name, digest=digest, at=at, by=viewer)


def declared(**more):
    given = {"how": "leader", "ends_on": (timezone.localdate() + timedelta(days=9)).isoformat(), "reason": "A reason"}
    return {**given, "next_steps": "", "successor": "", "seen": "0", **more}


def test_the_page_before_says_calmly_how_it_would_go_and_that_nothing_about_pay_follows(world, made, client):
    look_as(client, world, "leader")
    page = text_of(client, place(made))
    assert "It ends by itself after its last day, 11 May 2029" in page
    assert "Nothing about pay or employment is decided or set off here" in page
    assert "What was agreed for afterwards stands: A secondment right." in page
    assert "End it early" in page
    assert f'href="{place(made)}"' in text_of(client, f"/compacts/{made.pk}/")


def test_the_way_back_is_shown_before_and_after(world, client):
    made = in_force(world, parts={"promises": (promise("p1", words="A post held open", component="return_ticket"),)})
    look_as(client, world, "leader")
    said = "The leader&#39;s way back stands as it was promised: “A post held open”."
    assert said in text_of(client, place(made))
    at = timezone.localtime()
    new = NewEnding(how=EndingHow.LEADER, ends_on=at.date(), reason="Enough")
    endings.declare(made.pk, new, seen=0, at=at, by=world.leader)
    assert said in text_of(client, place(made))


def test_declared_by_somebody_who_signed_in_a_moment_ago_and_taken_back(world, made, client):
    look_as(client, world, "leader")
    assert client.post(place(made, "declare/"), declared()).headers["Location"].startswith("/people/sign-in/once-more/")
    assert not Ending.objects.exists()
    kept = text_of(client, place(made, "declare/"))
    assert ">A reason</textarea>" in kept.replace("> ", ">").replace("\n", "")
    proves(client)
    assert client.post(place(made, "declare/"), declared()).status_code == 302
    page = text_of(client, place(made))
    assert "Lena Leadbetter, for the leader, has declared it" in page
    assert "Take it back: the compact goes on" in page
    proves(client, ago=700)
    answer = client.post(place(made, "take-back/"), {"ending": Ending.objects.get().pk})
    assert answer.headers["Location"].startswith("/people/sign-in/once-more/?next=")
    assert Ending.objects.get().state == "declared"
    assert "Sign in once more first. Nothing was recorded yet" in text_of(client, place(made))
    proves(client)
    client.post(place(made, "take-back/"), {"ending": Ending.objects.get().pk})
    assert "The compact goes on" in text_of(client, place(made))
    assert "That was taken back, or not agreed to" in text_of(client, place(made))


def test_a_reason_that_was_given_up_is_shown_once_and_kept_nowhere(world, made, client):
    look_as(client, world, "leader")
    client.post(place(made, "declare/"), declared(reason="Words thought better of"))
    assert "Words thought better of" in text_of(client, place(made, "declare/"))
    assert "Words thought better of" not in json.dumps(dict(client.session))
    assert "Words thought better of" not in text_of(client, place(made, "declare/"))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"reason": ""}, "Say why, in your own words"),
        ({"how": ""}, "Say how it ends"),
        ({"how": "board"}, "Select a valid choice"),
        ({"ends_on": "2001-01-01"}, "It cannot end before that day"),
        ({"ends_on": "next week"}, "From which day"),
        ({"seen": "77"}, "since you opened this page"),
    ],
)
def test_what_cannot_be_declared_is_said_beside_what_was_typed(world, made, client, sent, said):
    proves(look_as(client, world, "leader"))
    answer = client.post(place(made, "declare/"), declared(next_steps="Typed with care", **sent))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert said in page
    assert "Typed with care" in page
    assert not Ending.objects.exists()


def test_whoever_has_lost_their_role_meanwhile_is_told_so(world, made, client):
    proves(look_as(client, world, "chair"))
    assert text_of(client, place(made, "declare/"))
    end_grant(Grant.objects.get(person=world.people["chair"]).pk, at=timezone.localtime(), by=OPERATOR)
    answer = client.post(place(made, "declare/"), declared(how="board"))
    assert answer.status_code == 403
    assert "your role has ended" in answer.content.decode()
    assert not Ending.objects.exists()


@pytest.mark.parametrize("side", ["stranger", "other_chair", "other_region", "centre"])
def test_what_is_not_theirs_is_not_there(world, over, client, side):
    settled(world, over)
    look_as(client, world, side)
    for more in ("", "declare/", "agree/", "verify/", "statement/", "statement/1/", "statement/write/"):
        assert client.get(place(over, more)).status_code == 404
    for more in ("statement/agree/", "statement/close/", "statement.pdf", "statement.json"):
        assert client.get(place(over, more)).status_code == 404
    for more in ("take-back/", "successor/"):
        assert client.post(place(over, more)).status_code == 404
    for address in ("/ending", "/ending/verify"):
        assert client.get(f"/api/compacts/{over.pk}{address}").status_code == 404


def test_an_improvement_director_reads_and_changes_nothing(world, made, client):
    look_as(client, world, "improver")
    assert "End it early" not in text_of(client, place(made))
    assert "ended by its leader or by the chair" in text_of(client, place(made, "declare/"))
    assert client.post(place(made, "declare/"), declared()).status_code == 403
    assert client.get(place(made, "agree/")).status_code == 302


def test_the_region_is_offered_a_merger_and_nothing_else(world, made, client):
    look_as(client, world, "region")
    assert "Record a merger" in text_of(client, place(made))
    page = text_of(client, place(made, "declare/"))
    assert re.findall(r'<option value="(\w+)"', page) == ["merger"]


def test_a_merger_stands_on_the_compacts_page(world, made, client):
    transfer_control("ZZ01", "ZZ02", "They merged", ends=True, at=AT, by=OPERATOR)
    look_as(client, world, "leader")
    said = "Larkmoor Hospitals (made up) has merged into Thistleford Hospitals (made up) on 4 May 2026."
    assert said in text_of(client, f"/compacts/{made.pk}/")
    page = text_of(client, place(made))
    assert said in page
    assert "Begin a compact with Thistleford Hospitals (made up)" in page
    client.post(place(made, "successor/"), {"code": "ZZ02"})
    assert "ask whoever looks after access" in text_of(client, place(made))


def test_both_agree_on_the_page_and_the_leader_takes_it_away(world, over, client):
    proves(look_as(client, world, "leader"))
    assert "Nobody has written it yet" in text_of(client, place(over))
    facts = text_of(client, place(over, "statement/"))
    assert "These are the facts as they stand today" in facts
    words = {"party": "leader", "joint": "We began well.", "own": "Mine.", "seen": "0"}
    assert client.post(place(over, "statement/write/"), words).status_code == 302
    agreeing = text_of(client, place(over, "statement/agree/"))
    digest = re.search(r'name="digest" value="(\w+)"', agreeing)[1]
    given = {"party": "leader", "typed": world.leader.name, "digest": digest}
    assert "Tick this once you have read" in client.post(place(over, "statement/agree/"), given).content.decode()
    assert client.post(place(over, "statement/agree/"), {**given, "read": "on"}).status_code == 302
    assert client.get(place(over, "statement.pdf")).status_code == 302
    proves(look_as(client, world, "chair"))
    board = {"party": "board", "typed": world.chair.name, "digest": digest, "read": "on"}
    client.post(place(over, "statement/agree/"), board)
    look_as(client, world, "leader")
    assert "Agreed by both sides" in text_of(client, place(over, "statement/"))
    pdf = client.get(place(over, "statement.pdf"))
    assert (pdf.status_code, pdf.headers["Content-Type"], pdf.content[:4]) == (200, "application/pdf", b"%PDF")
    assert json.loads(client.get(place(over, "statement.json")).content)["outcome"] == "agreed"
    assert "Yes. The statement is, to the byte, what was settled." in text_of(client, place(over, "verify/"))


def test_the_leader_reads_it_without_any_role(world, over, client):
    settled(world, over)
    with changing("Every role has ended", at=AT, by=OPERATOR):
        Grant.objects.filter(person=world.people["leader"]).update(ended_at=AT, ends=AT.date())
    look_as(client, world, "leader")
    assert "We began well." in text_of(client, place(over, "statement/"))
    assert client.get(place(over, "statement.pdf")).status_code == 200


def test_agreeing_asks_who_has_not_proved_lately(world, over, client):
    at = timezone.localtime()
    statements.write(over.pk, Party.LEADER, "Both", "Mine", seen=0, at=at, by=world.leader)
    proves(look_as(client, world, "chair"), ago=700)
    for more in ("statement/agree/",):
        assert client.get(place(over, more)).headers["Location"].startswith("/people/sign-in/once-more/?next=")
        answer = client.post(place(over, more), {"party": "board", "typed": world.chair.name})
        assert answer.headers["Location"].startswith("/people/sign-in/once-more/?next=")
    assert not StatementSignature.objects.exists()


def test_what_is_closed_is_what_the_page_shows_and_changed_facts_are_shown_anew(world, client):
    made = in_force(world, parts={"promises": (promise("p1"),)})
    clock.apply_what_follows(at=AT + timedelta(days=1), by=OPERATOR)
    now = timezone.localtime()
    long_ago = now - timedelta(days=61)
    new = NewEnding(how=EndingHow.BOARD, ends_on=long_ago.date(), reason="The plan has changed")
    endings.declare(made.pk, new, seen=0, at=long_ago, by=world.chair)
    statements.write(made.pk, Party.LEADER, "Both", "Mine", seen=0, at=long_ago, by=world.leader)
    proves(look_as(client, world, "leader"))
    row = undertaking(made, "p1")
    first = text_of(client, place(made, "statement/close/"))
    digest = re.search(r'name="digest" value="(\w+)"', first)[1]
    given = {"days_given": 80.0, "evidence": "The minutes of July"}
    kept.report(row.pk, delivered_on=promise().due, version=token(row), at=now, by=world.region, **given)
    sent = {"party": "leader", "typed": world.leader.name, "digest": digest, "read": "on"}
    page = client.post(place(made, "statement/close/"), sent).content.decode()
    assert "The facts or the words have changed since you opened this page" in page
    assert "The minutes of July" in page
    assert 'name="read" checked' not in page
    assert EndStatement.objects.count() == 1
    anew = re.search(r'name="digest" value="(\w+)"', page)[1]
    assert anew != digest
    assert client.post(place(made, "statement/close/"), {**sent, "digest": anew}).status_code == 302
    assert digest_of(EndStatement.objects.get(state="not_agreed").content) == anew


def test_the_other_side_was_faster_and_nothing_typed_is_lost(world, over, client):
    at = timezone.localtime()
    statements.write(over.pk, Party.LEADER, "Their words", "Mine", seen=0, at=at, by=world.leader)
    look_as(client, world, "chair")
    words = {"party": "board", "joint": "Typed with care", "own": "Ours", "seen": "0"}
    answer = client.post(place(over, "statement/write/"), words)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Nothing of yours was lost" in page
    assert "Typed with care" in page
    assert "Their words" in page
    seen = re.search(r'name="seen" value="(\d+)"', page)[1]
    assert client.post(place(over, "statement/write/"), {**words, "seen": seen}).status_code == 302


def test_an_altered_statement_is_said_on_every_page(world, over, client):
    settled(world, over)
    with changing("By hand", at=AT, by=OPERATOR), removing(connection):
        one = EndStatement.objects.get()
        EndStatement.objects.update(content=one.content.replace("We began well", "We began ill"))
    look_as(client, world, "leader")
    for more in ("", "statement/"):
        assert "What is kept here is not what was settled" in text_of(client, place(over, more))
        assert "statement.pdf" not in text_of(client, place(over, more))
    for more in ("statement.pdf", "statement.json"):
        answer = client.get(place(over, more))
        assert (answer.status_code, answer.headers.get("Location")) == (302, place(over, "verify/"))
        assert "so it cannot be taken away" in text_of(client, place(over, "verify/"))
    page = text_of(client, place(over, "verify/"))
    assert "No. Something of the statement is not what was settled." in page
    assert "in the statement, joint." in page
    with changing("By hand", at=AT, by=OPERATOR), removing(connection):
        EndStatement.objects.update(content="{")
    assert "not what was written" in text_of(client, place(over, "statement/"), status=500)
    assert "Does not hold" in text_of(client, place(over, "verify/"))


@pytest.mark.parametrize(("more", "by"), [("statement.pdf", "statement_pdf"), ("statement.json", "statement_json")])
def test_a_statement_taken_away_is_logged_as_having_left_the_site(world, over, client, more, by):
    settled(world, over)
    look_as(client, world, "chair").get(place(over, more))
    look = Look.objects.filter(by=world.chair.person).latest("pk")
    assert (look.face, look.place) == (Face.EXPORT, f"compacts:{by}")


def test_no_page_asks_the_store_often(world, over, client):
    settled(world, over)
    running = in_force(world, role="Director of finance", asks_centre=True)
    undertaking(running, "p1")
    at = timezone.localtime()
    open_one = in_force(world, role="Director of nursing", parts={"conditions": (condition("c1", due=LATER),)})
    new = NewEnding(how=EndingHow.LEADER, ends_on=at.date(), reason="Enough")
    endings.declare(open_one.pk, new, seen=0, at=at, by=world.leader)
    statements.write(open_one.pk, Party.LEADER, "Both", "Mine", seen=0, at=at, by=world.leader)
    for side in ("leader", "chair", "region"):
        proves(look_as(client, world, side))
        client.get("/today/")
        pages = ["/today/", f"/compacts/{over.pk}/", f"/compacts/{open_one.pk}/"]
        pages += [
            place(one, more) for one in (over, running, open_one) for more in ("", "declare/", "statement/", "verify/")
        ]
        pages += [place(open_one, more) for more in ("statement/write/", "statement/agree/")]
        for address in pages:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code in (200, 302)
            assert len(queries) <= MOST_QUERIES, (address, side, [query["sql"][:100] for query in queries])


def to_the_second(answer):
    """Moments without the parts of a second, of which the API tells fewer."""
    return json.loads(re.sub(r"(T\d\d:\d\d:\d\d)(\.\d+)?(Z|\+00:00)", r"\1Z", json.dumps(answer)))


def test_the_api_says_the_same(world, over, client):
    settled(world, over)
    look_as(client, world, "leader")
    on = timezone.localdate()
    answer = client.get(f"/api/compacts/{over.pk}/ending").json()
    assert to_the_second(answer) == to_the_second(plain(ending_page(over.pk, viewer=world.leader, on=on)))
    assert client.get(f"/api/compacts/{over.pk}/ending/verify").json() == plain(
        verify_ending(over.pk, viewer=world.leader)
    )


def test_hostile_words_are_only_words(world, made, client):
    at = timezone.localtime()
    nasty = "<script>alert(1)</script>"
    new = NewEnding(how=EndingHow.LEADER, ends_on=at.date(), reason=nasty, next_steps=nasty)
    endings.declare(made.pk, new, seen=0, at=at, by=world.leader)
    statements.write(made.pk, Party.LEADER, nasty, nasty, seen=0, at=at, by=world.leader)
    look_as(client, world, "chair")
    for more in ("", "statement/", "statement/write/"):
        assert nasty not in client.get(place(made, more)).content.decode()


def test_an_ended_compact_offers_nothing_that_cannot_be_done(world, over, client):
    look_as(client, world, "chair")
    page = text_of(client, f"/compacts/{over.pk}/")
    assert "How it ended, and the statement of both sides" in page
    assert "Amend it" not in page
    clock.apply_what_follows(at=timezone.localtime(), by=OPERATOR)
    assert Compact.objects.get(pk=over.pk).ended_at is not None
    assert Text.objects.filter(compact=over).count() == 1
