"""Recognitions on the site, in the API, as files and at the terminal: the same answers, and clear refusals."""

import json
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wraparound.capabilities.compacts.actions import keys, recognition, thanks
from wraparound.capabilities.compacts.exchange.recognitions import recognition_as_pdf
from wraparound.capabilities.compacts.models.recognition import Recognition, SigningKey, Thanks
from wraparound.capabilities.compacts.queries import recognition as ask
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.attested import Signer, StatementKind
from wraparound.capabilities.compacts.tests.factories import AT, TODAY, days, in_force, look_as, token
from wraparound.capabilities.compacts.tests.test_commands import run
from wraparound.capabilities.compacts.tests.test_recognition import (
    CHAIRS,
    MINE,
    REASON,
    THANKS,
    agreed,
    digest,
    given,
    issue,
    issued,
    revoke,
    signs,
    written,
)
from wraparound.people.models import Organisation
from wraparound.people.terms.access import OPERATOR
from wraparound.records.actions.changes import changing
from wraparound.records.actions.removal import remove
from wraparound.records.models.log import Look
from wraparound.records.terms import Basis, Face

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("compact_once")]
MOST = 15


def prove(client):
    session = client.session
    session["proved_elsewhere_at"] = time.time()
    session.save()


def place(made, one=None, what=""):
    return f"/compacts/{made.pk}/recognition/{f'{one.pk}/' if one else ''}{what}"


def page(answer):
    return answer.content.decode().replace("&#39;", "'").replace("’", "'")


def shown(world, made, one):
    return f"/compacts/recognition/{recognition.show(made.pk, one.pk, on=True, at=AT, by=world.leader)}/"


def test_from_a_draft_to_a_public_page_by_hand(world, made, client):
    look_as(client, world, "chair")
    assert "None has been begun yet" in page(client.get(place(made)))
    answer = client.post(place(made, what="begin/"), {"issues": "board"})
    one = Recognition.objects.get()
    assert answer.headers["Location"] == place(made, one, "write/")
    form = page(client.get(place(made, one, "write/")))
    assert "The leader's part, in your words as the chair" in form
    assert "Your part, in your own words" not in form
    sent = {"board_words": CHAIRS, "in-r1": "on", "note-r1": "With two wards closed.", "added": "A rota.\n\nA unit.\n"}
    answer = client.post(place(made, one, "write/"), {**sent, "version": token(one)}, follow=True)
    assert "With two wards closed." in page(answer)
    assert "The leader has not said yet" in page(answer)

    look_as(client, world, "leader")
    answer = client.post(
        place(made, one, "write/"),
        {"leader_words": MINE, "in-r1": "on", "note-r1": "With two wards closed.", "version": token(one)},
        follow=True,
    )
    assert "I agree to these words" in page(answer)
    answer = client.post(place(made, one, "thanks/ask/"), {"address": "stranger@made-up.example"}, follow=True)
    assert "Stan Stranger is asked" in page(answer)
    asked = Thanks.objects.get()
    look_as(client, world, "stranger")
    answer = client.post(f"/compacts/thanks/{asked.pk}/", {"words": THANKS, "named": "on", "version": token(asked)})
    assert answer.status_code == 302
    assert THANKS in page(client.get(f"/compacts/thanks/{asked.pk}/"))
    assert client.get(place(made, one)).status_code == 404

    look_as(client, world, "leader")
    client.post(place(made, one, "thanks/choose/"), {"chosen": [asked.pk]})
    answer = client.post(place(made, one, "agree/"), {"digest": digest(made, one, world.leader)}, follow=True)
    assert "You have agreed to it" in page(answer)

    look_as(client, world, "chair")
    assert "Read it and issue it" in page(client.get(place(made, one)))
    prove(client)
    assert "There is none yet: it is made now" in page(client.get(place(made, one, "issue/")))
    wrong = {"typed": "Somebody", "read": "on", "digest": digest(made, one, world.chair)}
    assert "Type your name as it stands here" in page(client.post(place(made, one, "issue/"), wrong))
    right = {**wrong, "typed": world.chair.name}
    assert "It is issued" in page(client.post(place(made, one, "issue/"), right, follow=True))
    assert "It is issued already" in page(client.post(place(made, one, "issue/"), right, follow=True))

    look_as(client, world, "leader")
    answer = client.post(place(made, one, "show/"), {}, follow=True)
    address = f"/compacts/recognition/{Recognition.objects.get().token}/"
    assert address in page(answer)
    client.logout()
    public = client.get(address)
    said = page(public)
    for words in (
        MINE,
        CHAIRS.split(",")[0],
        THANKS,
        "Stan Stranger",
        "made up",
        "It has not been revoked",
        "Verified just",
    ):
        assert words in said
    assert "noindex" in public.headers["X-Robots-Tag"]
    assert public.headers["Cache-Control"] == "no-store"
    look_as(client, world, "leader")
    client.post(place(made, one, "show/"), {"off": "1"})
    client.logout()
    for what in ("", "statement.json", "recognition.pdf", "revocation.json"):
        assert client.get(f"{address}{what}").status_code == 404


def test_what_was_typed_is_kept_when_somebody_was_faster(world, made, client):
    one = written(world, made)
    look_as(client, world, "leader")
    seen = token(Recognition.objects.get())
    recognition.draw_anew(made.pk, one.pk, version=seen, at=AT + days(1), by=world.chair)
    answer = client.post(place(made, one, "write/"), {"leader_words": "My long new words", "version": seen})
    assert "while you were writing" in page(answer)
    assert "My long new words" in page(answer)
    assert "What it says now" in page(answer)
    again = {"leader_words": "My long new words", "version": token(Recognition.objects.get())}
    assert client.post(place(made, one, "write/"), again).status_code == 302


def test_thanks_typed_are_kept_when_they_cannot_be_given(world, made, client):
    one = written(world, made)
    row = thanks.ask(made.pk, one.pk, "stranger@made-up.example", at=AT, by=world.leader)
    look_as(client, world, "stranger")
    answer = client.post(f"/compacts/thanks/{row.pk}/", {"words": "One of the top 3", "version": token(row)})
    assert "Tick this if your name may stand" in page(answer)
    assert "One of the top 3" in page(answer)
    assert "reads as if somebody were ranked" in page(answer)
    answer = client.post(f"/compacts/thanks/{row.pk}/", {"back": "1"}, follow=True)
    assert "Nothing of yours appears" in page(answer)


def test_who_was_asked_for_and_who_cannot_be(world, made, client):
    one = written(world, made)
    look_as(client, world, "leader")
    for address, words in (
        ("", "Give the address"),
        ("x", "like a.name"),
        ("other_chair@made-up.example", "Nobody at"),
    ):
        answer = client.post(place(made, one, "thanks/ask/"), {"address": address})
        assert words in page(answer)
        assert f'value="{address}"' in page(answer) or not address


@pytest.mark.parametrize("side", ["improver", "centre"])
def test_those_who_only_read_the_compact_are_told_whose_it_is(world, client, side):
    made = in_force(world, asks_centre=True)
    one = issued(world, made)
    look_as(client, world, side)
    assert "read by the leader, the chair and a region" in page(client.get(place(made)))
    for what in ("", "write/", "issue/", "revoke/", "recognition.json", "recognition.pdf"):
        assert client.get(place(made, one, what)).status_code == 404
    for what in ("figures/", "put-aside/", "thanks/ask/", "thanks/choose/", "agree/", "show/"):
        assert client.post(place(made, one, what)).status_code == 404


@pytest.mark.parametrize("side", ["stranger", "other_chair", "other_region"])
def test_for_everybody_else_there_is_none(world, made, client, side):
    one = issued(world, made)
    look_as(client, world, side)
    for what in ("", "write/", "issue/", "revoke/", "recognition.json", "recognition.pdf"):
        assert client.get(place(made, one, what)).status_code == 404
    assert client.get(place(made)).status_code == 404
    assert client.get(f"/api/compacts/{made.pk}/recognition").status_code == 404
    assert client.get(f"/api/compacts/{made.pk}/recognition/{one.pk}").status_code == 404


def test_file_and_pdf_are_the_leaders(world, made, client):
    one = issued(world, made)
    look_as(client, world, "chair")
    for what in ("recognition.json", "recognition.pdf"):
        assert client.get(place(made, one, what)).status_code == 403
    look_as(client, world, "leader")
    answer = client.get(place(made, one, "recognition.json"))
    assert answer.content.decode() == one.issued.document
    assert client.get(place(made, one, "recognition.pdf")).content.startswith(b"%PDF")
    draft = written(world, made)
    assert client.get(place(made, draft, "recognition.json")).status_code == 404
    assert client.get(place(made, draft, "recognition.pdf")).status_code == 403


def test_the_chair_reads_that_it_is_shown_and_not_where(world, made, client):
    one = issued(world, made)
    signature = json.loads(one.issued.document)["signature"]
    address = shown(world, made, one)
    look_as(client, world, "chair")
    assert "Its leader shows it publicly." in page(client.get(place(made, one)))
    said = page(client.get(f"/api/compacts/{made.pk}/recognition/{one.pk}"))
    assert (address.split("/")[-2] in said, signature in said) == (False, False)


def test_only_the_issuer_reaches_the_pages_that_sign(world, made, client):
    one = agreed(world, made)
    look_as(client, world, "leader")
    prove(client)
    assert client.get(place(made, one, "issue/")).status_code == 403
    issue(world, made, one)
    assert client.post(place(made, one, "revoke/"), {"reason": REASON}).status_code == 403
    look_as(client, world, "region")
    prove(client)
    assert client.get(place(made, one, "revoke/")).status_code == 403


def test_signing_pages_ask_who_has_not_proved_lately_who_they_are(world, made, client):
    one = agreed(world, made)
    look_as(client, world, "chair")
    for address in (place(made, one, "issue/"), "/compacts/keys/organisation/ZZ01/"):
        assert client.get(address).headers["Location"].startswith("/people/sign-in/once-more/?next=")
        assert client.post(address, {"typed": world.chair.name, "did": "replace", "reason": "x"}).status_code == 302
    assert not SigningKey.objects.exists()
    issue(world, made, one)
    answer = client.post(place(made, one, "revoke/"), {"reason": REASON, "typed": world.chair.name, "sure": "on"})
    assert answer.headers["Location"].startswith("/people/sign-in/once-more/")
    assert Recognition.objects.get().revoked_at is None


def test_a_revocation_stands_beside_what_was_revoked(world, made, client):
    one = issued(world, made)
    address = shown(world, made, one)
    look_as(client, world, "chair")
    prove(client)
    sent = {"reason": REASON, "typed": world.chair.name}
    assert "cannot be taken back" in page(client.post(place(made, one, "revoke/"), sent))
    answer = client.post(place(made, one, "revoke/"), {**sent, "reason": "Wrong.", "sure": "on"})
    assert "at least one whole sentence" in page(answer)
    assert "It is revoked" in page(client.post(place(made, one, "revoke/"), {**sent, "sure": "on"}, follow=True))
    assert "revoked already" in page(client.post(place(made, one, "revoke/"), {**sent, "sure": "on"}, follow=True))
    client.logout()
    said = page(client.get(address))
    for words in (REASON, "Revoked on", MINE, "Verified just now, and revoked"):
        assert words in said
    assert json.loads(client.get(f"{address}revocation.json").content)["body"]["content"]["reason"] == REASON


def test_hostile_words_are_only_words(world, made, client):
    evil = '<script>alert("x")</script>'
    one = recognition.begin(made.pk, Party.BOARD, at=AT, by=world.chair)
    look_as(client, world, "chair")
    client.post(place(made, one, "write/"), {"board_words": evil, "added": evil, "in-r1": "on", "version": token(one)})
    for what in ("", "write/"):
        answer = client.get(place(made, one, what)).content.decode()
        assert "<script>alert" not in answer
        assert "&lt;script&gt;alert" in answer


def test_every_page_asks_few_questions(world, made, client):
    one = agreed(world, made)
    given(world, made, one)
    done = issued_too(world, made)
    address = shown(world, made, done)
    row = Thanks.objects.get()
    for side, where in (
        ("leader", place(made)),
        ("leader", place(made, one)),
        ("leader", place(made, one, "write/")),
        ("leader", place(made, done)),
        ("region", place(made, done)),
        ("region", place(made, done, "revoke/")),
        ("chair", "/compacts/keys/organisation/ZZ01/"),
        ("chair", "/compacts/keys/"),
        ("improver", f"/compacts/thanks/{row.pk}/"),
        ("improver", "/today/"),
        ("leader", "/today/"),
    ):
        look_as(client, world, side)
        prove(client)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(where).status_code == 200
        many = [each["sql"][:100] for each in asked if "SAVEPOINT" not in each["sql"]]
        assert len(many) <= MOST, (side, where, many)
    client.logout()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= MOST


def issued_too(world, made):
    """A second one, by the region, beside the board's draft."""
    return issued(world, made, issues=Party.REGION, by=world.region)


def test_a_look_at_the_public_page_is_in_the_leaders_log(world, made, client):
    one = issued(world, made)
    client.get(shown(world, made, one))
    look = Look.objects.order_by("-pk")[0]
    assert (look.by_name, look.face) == ("public", Face.PAGE)


def test_a_file_of_what_is_shown_is_in_the_leaders_log_as_one_that_left_the_site(world, made, client):
    one = issued(world, made)
    address = shown(world, made, one)
    revoke(world, made, one)
    for what in ("statement.json", "revocation.json", "recognition.pdf"):
        assert client.get(f"{address}{what}").status_code == 200
        assert Look.objects.order_by("-pk")[0].face == Face.EXPORT, what


def test_thanks_of_somebody_whose_record_is_removed_are_shown_no_longer(world, made, client):
    one = written(world, made)
    first = given(world, made, one)
    second = thanks.ask(made.pk, one.pk, "stranger@made-up.example", at=AT, by=world.leader)
    look_as(client, world, "stranger")
    assert "even if your record on this site is removed" in page(client.get(f"/compacts/thanks/{second.pk}/"))
    client.logout()
    thanks.give(second.pk, "You came at night.", named=True, version=token(second), at=AT, by=world.stranger)
    thanks.choose(made.pk, one.pk, [first.pk, second.pk], at=AT, by=world.leader)
    recognition.agree(made.pk, one.pk, digest=digest(made, one, world.leader), at=AT, by=world.leader)
    issue(world, made, one)
    address = shown(world, made, one)
    before = page(client.get(address))
    assert (THANKS in before, "are not shown here" in before) == (True, False)
    remove("people.person", [world.improver.person], basis=Basis.ERASURE, why="They asked", at=AT, by=OPERATOR)
    for where in (address, f"/api{address[:-1]}"):
        said = page(client.get(where))
        assert (THANKS in said, world.improver.name in said, "You came at night." in said) == (False, False, True)
    found = client.get(f"/api{address[:-1]}").json()
    assert (found["withheld"], found["attested"]["holds"], found["attested"]["statement"]["signature"]) == (1, True, "")
    assert "Words of thanks of 1 colleague are not shown here" in page(client.get(address))
    assert client.get(f"{address}statement.json").content.decode() == one.issued.document
    assert client.get(f"{address}recognition.pdf").content.startswith(b"%PDF")


def test_keys_are_looked_after_on_their_page(world, made, client):
    one = issued(world, made)
    look_as(client, world, "chair")
    prove(client)
    address = "/compacts/keys/organisation/zz01/"
    assert "Signs today" in page(client.get(address))
    assert "Say why" in page(client.post(address, {"did": "replace", "reason": ""}))
    row = SigningKey.objects.get(fingerprint=one.issued.key.fingerprint)
    again = {"did": "replace", "reason": "x", "replaces": row.fingerprint}
    assert f'name="replaces" value="{row.fingerprint}"' in page(client.get(address))
    assert "A new key signs from now on" in page(client.post(address, again, follow=True))
    assert "Another key signs since you opened this page" in page(client.post(address, again, follow=True))
    row.refresh_from_db()
    sent = {"did": "stolen", "fingerprint": row.fingerprint, "version": token(row), "why": "A lost laptop"}
    answer = page(client.post(address, {**sent, "since": "1999-01-01"}))
    assert "look at the year" in answer
    assert "A lost laptop" in answer
    answer = page(client.post(address, {**sent, "since": (TODAY + timedelta(days=999)).isoformat()}))
    assert "Give a day from" in answer
    answer = page(client.post(address, {**sent, "since": TODAY.isoformat()}, follow=True))
    assert "1 statement no longer counts" in answer
    client.logout()
    listed = page(client.get("/compacts/keys/"))
    assert "A lost laptop" in listed
    assert "Stolen: nothing signed with it from 4 May 2026 on counts." in listed
    for other, status in (("leader", 403), ("region", 403), ("other_chair", 403)):
        look_as(client, world, other)
        prove(client)
        assert client.get(address).status_code == status
    look_as(client, world, "chair")
    assert client.get("/compacts/keys/organisation/nothing/").status_code == 404


def test_the_api_says_the_same(world, made, client):
    one = issued(world, made)
    address = shown(world, made, one)
    found = client.get(f"/api{address[:-1]}").json()
    assert found["attested"]["holds"] is True
    assert found["revoked"] is None
    (key,) = client.get("/api/compacts/keys").json()
    assert key["fingerprint"] == found["attested"]["statement"]["fingerprint"]
    assert client.get("/api/compacts/recognition/nothing-here").status_code == 404
    look_as(client, world, "leader")
    assert client.get(f"/api/compacts/{made.pk}/recognition").json()["lines"][0]["number"] == one.pk
    assert client.get(f"/api/compacts/{made.pk}/recognition/{one.pk}").json()["attested"]["holds"] is True


@pytest.fixture
def files(world, made, client, tmp_path):
    one = issued(world, made)
    file, keys_file = tmp_path / "recognition.json", tmp_path / "keys.json"
    file.write_text(one.issued.document, encoding="utf-8")
    keys_file.write_bytes(client.get("/compacts/keys.json").content)
    return one, file, keys_file


def verify(capsys, *words):
    return run(capsys, "verify-recognition", *words)


def test_a_file_is_verified_at_the_terminal(capsys, files, tmp_path):
    one, file, keys_file = files
    code, out, err = verify(capsys, file)
    assert (code, err) == (0, "")
    for said in (
        "IT HOLDS.",
        MINE,
        "Made up:",
        "cannot be told from the file: compare the fingerprint",
        "revoked since",
    ):
        assert said in out
    fingerprint = one.issued.key.fingerprint
    code, out, _ = verify(capsys, file, "--key", fingerprint.upper()[:32] + " " + fingerprint[32:])
    assert (code, "That is the fingerprint which you gave." in out) == (0, True)
    code, out, _ = verify(capsys, file, "--key", keys_file)
    assert (code, "one of those of Larkmoor Hospitals (made up) (ZZ01)" in out) == (0, True)
    written_down = tmp_path / "fingerprint.txt"
    written_down.write_text(f"{fingerprint}\n", encoding="utf-8")
    assert verify(capsys, file, "--key", written_down)[0] == 0
    assert json.loads(verify(capsys, file, "--json")[1])["holds"] is True


def test_what_does_not_hold_ends_with_1_and_a_sentence(capsys, files, tmp_path):
    _, file, keys_file = files
    whole = file.read_text(encoding="utf-8")
    for content, said in (
        (whole.replace("asked before", "never asked"), "its words, its key or its signature are not those"),
        (whole[:500], "breaks off in line 1"),
        ('{"a": 1}', "a file of another sort"),
        (whole.replace('"version":1}', '"version":7}'), "a newer sort of file (version 7)"),
        ("x" * 100_000_000, "larger than 1 MB"),
        ("", "the file is empty"),
    ):
        broken = tmp_path / "broken.json"
        broken.write_text(content, encoding="utf-8")
        code, out, err = verify(capsys, broken)
        assert (code, out, err.count("\n")) == (1, "", 1), err
        assert said in err
    code, out, err = verify(capsys, file, "--key", "ab" * 32)
    assert (code, "IT DOES NOT COUNT." in out) == (1, True)
    assert "another key than the one you gave" in err
    code, out, _ = verify(capsys, file, "--key", "ab" * 32, "--json")
    assert (code, json.loads(out)["holds"]) == (1, False)
    stolen = tmp_path / "stolen.json"
    plain = json.loads(keys_file.read_text(encoding="utf-8"))
    plain["keys"][0] |= {"until": "2026-06-01", "stolen_from": "2026-05-04"}
    stolen.write_text(json.dumps(plain), encoding="utf-8")
    code, _, err = verify(capsys, file, "--key", stolen)
    assert (code, "Its key was stolen: nothing signed with it from 4 May 2026 on counts" in err) == (1, True)


def test_what_is_asked_wrongly_ends_with_2(capsys, files, tmp_path):
    _, file, _ = files
    rubbish = tmp_path / "rubbish.json"
    rubbish.write_text("rubbish", encoding="utf-8")
    for words, said in (
        ((tmp_path / "nothing.json",), "There is no file"),
        ((tmp_path,), "is not a file"),
        ((file, "--key", "abc"), "Give the name of a file, or a fingerprint"),
        ((file, "--key", rubbish), "The file of keys cannot be used"),
        ((file, "--key", "x" * 5_000), "cannot be read"),
    ):
        code, out, err = verify(capsys, *words)
        assert (code, out) == (2, ""), err
        assert said in err


def test_a_revocation_is_verified_too(capsys, world, made, files, tmp_path):
    one, _, keys_file = files
    revoke(world, made, one)
    one.refresh_from_db()
    file = tmp_path / "revocation.json"
    file.write_text(one.revocation.document, encoding="utf-8")
    code, out, _ = verify(capsys, file, "--key", keys_file)
    assert code == 0
    assert f"It revokes recognition {one.issued.number}" in out
    assert REASON in out


def test_a_file_from_elsewhere_makes_a_terminal_do_nothing(capsys, world, made, tmp_path):
    one = written(world, made)
    row = Recognition.objects.get()
    said = ask.recognition(made.pk, one.pk, viewer=world.leader).text
    bad = "Red \x1b[31malert\x07"
    whole = recognition.Written(kept=tuple(each.key for each in said.drawn), leader_words=bad)
    recognition.write(made.pk, one.pk, whole, version=token(row), at=AT, by=world.leader)
    recognition.agree(made.pk, one.pk, digest=digest(made, one, world.leader), at=AT, by=world.leader)
    issue(world, made, one)
    file = tmp_path / "recognition.json"
    file.write_text(one.issued.document, encoding="utf-8")
    code, out, _ = verify(capsys, file)
    assert (code, "\x1b" in out, "alert" in out) == (0, False, True)


def test_another_kind_of_statement_is_verified_by_the_same_command(capsys, world, made, tmp_path):
    signer = Signer("Cara Chairwell", "chair", AT)
    content = {"agreed": ["We part as friends.", "On 4 May."], "leader": {"by": "Lena Leadbetter"}}
    with changing("An ending", at=AT, by=world.chair):
        place = Organisation.objects.get(code="ZZ01")
        kept = keys.sign_statement(StatementKind.ENDING, place, content, signer, compact=made, by=world.chair)
    file = tmp_path / "ending.json"
    file.write_text(kept.document, encoding="utf-8")
    code, out, _ = verify(capsys, file)
    assert code == 0
    for said in ("A statement at the end of a compact", "agreed: We part as friends.", "leader, by: Lena Leadbetter"):
        assert said in out


def test_keys_at_the_terminal(capsys, world, made):
    assert "No key is published yet" in run(capsys, "keys")[1]
    issued(world, made)
    keys.replace_key("organisation", "ZZ01", "A new chair", replaces=signs(), at=AT + days(3), by=world.chair)
    code, out, _ = run(capsys, "keys", "--issuer", "zz01")
    assert code == 0
    assert out.count("Larkmoor Hospitals (made up) (ZZ01)") == 2
    assert "Since 4 May 2026, replaced on 7 May 2026." in out
    assert len(json.loads(run(capsys, "keys", "--json")[1])) == 2
    assert "No key" in run(capsys, "keys", "--issuer", "nothing")[1]


def test_the_pdf_takes_any_words(world, made):
    one = issued(world, made)
    revoke(world, made, one)
    found = ask.recognition(made.pk, one.pk, viewer=world.leader)
    content = found.attested.statement.content
    content["leader"]["words"] = "漢字 🏥 #set text(red) *bold* $x$ \\ @ref\n" * 60
    made_of_it = recognition_as_pdf(found.attested, found.revoked, "http://127.0.0.1/compacts/recognition/x/")
    assert made_of_it.startswith(b"%PDF")
