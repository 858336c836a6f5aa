"""Compacts at the terminal: the same answers as pages and API, and an end with 1 where something is broken."""

import json

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from wraparound.capabilities.compacts.actions import endings, reviews, statements, texts
from wraparound.capabilities.compacts.calculation.documents import digest_of
from wraparound.capabilities.compacts.models.agreed import Compact, Effect, Text
from wraparound.capabilities.compacts.models.endings import EndStatement
from wraparound.capabilities.compacts.models.reviews import Review
from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.endings import EndingHow, NewEnding
from wraparound.capabilities.compacts.tests.check_in_world import MENTOR, accept, ask, read, reply, somebody, write
from wraparound.capabilities.compacts.tests.factories import (
    AT,
    begin,
    days,
    fill,
    look_as,
    promise,
    undertaking,
)
from wraparound.capabilities.compacts.tests.test_api import published
from wraparound.capabilities.compacts.tests.test_patience_backtest import a_file
from wraparound.capabilities.pipelines.tests.pointing_world import enter
from wraparound.cli import main
from wraparound.people.terms.access import OPERATOR, Purpose, Role, Scope
from wraparound.people.tests.factories import grant_of, make_person, viewer_of_key
from wraparound.published.workbooks import sheets_of
from wraparound.records.actions.changes import changing
from wraparound.records.models.log import Look
from wraparound.records.models.outbox import Event
from wraparound.records.models.triggers import removing
from wraparound.records.queries.history import version_number
from wraparound.records.terms import Face

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("compact_once")]


def run(capsys, *words):
    try:
        code = main(["compacts", *map(str, words)])
    except SystemExit as stopped:
        code = stopped.code
    said = capsys.readouterr()
    return code, said.out, said.err


def alter(made, before, after):
    """As somebody would who has the database in their hands."""
    text = Text.objects.get(compact=made)
    assert before in text.content
    with changing("By hand", at=AT, by=OPERATOR), removing(connection):
        Text.objects.filter(pk=text.pk).update(content=text.content.replace(before, after))


def test_a_compact_in_words(capsys, world, made):
    code, out, err = run(capsys, "list", "--q", "larkmoor")
    assert (code, err) == (0, "")
    assert "1 compact; page 1 of 1" in out
    assert f"{made.pk}  Larkmoor Hospitals (made up): Chief executive, with Lena Leadbetter. In force" in out
    out = run(capsys, "show", made.pk)[1]
    for said in (
        "with Lena Leadbetter",
        "Version 1, by the board: in force",
        "What we expect:",
        "An improvement director, two days a week, 90 days, by the region to the leader",
        "Signed: Cara Chairwell, chair of Larkmoor Hospitals (made up), for its board.",
        "The centre was not asked to sign.",
        "What was promised, and whether it was kept:",
        "Who can see this, and why:",
        "Reg Northway",
    ):
        assert said in out
    assert "no such compact" in run(capsys, "show", 999)[2]
    assert "No compact fits" in run(capsys, "list", "--q", "zzz")[1]


def test_a_draft_is_not_the_operators_to_read(capsys, world):
    made = begin(world)
    fill(made, world.chair)
    code, out, _ = run(capsys, "show", made.pk)
    assert code == 0
    assert "No version of its text can be read here" in out
    assert "improvement director" not in out
    assert run(capsys, "show", made.pk, "--version", 1)[0] == 2
    code, _, err = run(capsys, "verify", made.pk)
    assert (code, err.count("\n")) == (2, 1)


def test_what_holds_ends_with_0_and_what_does_not_with_1(capsys, made):
    code, out, err = run(capsys, "verify", made.pk)
    assert (code, err) == (0, "")
    assert f"Version 1 of compact {made.pk} holds." in out
    assert json.loads(run(capsys, "verify", made.pk, "--version", 1, "--json")[1])["holds"] is True
    alter(made, '"level":54.0', '"level":53.0')
    code, out, err = run(capsys, "verify", made.pk)
    assert code == 1
    assert "DOES NOT HOLD" in out
    assert "NO  It differs from what was signed, in text" in out
    assert "is not what was signed" in err
    code, out, _ = run(capsys, "verify", made.pk, "--json")
    assert (code, json.loads(out)["holds"]) == (1, False)


def test_a_text_that_cannot_be_read_any_more_is_broken_and_not_asked_wrongly(capsys, made):
    alter(made, '"months":36', '"months":"many"')
    for words in (("show", made.pk), ("compare", made.pk, "--before", 1, "--after", 1), ("verify", made.pk)):
        code, _, err = run(capsys, *words)
        assert (code, err.count("\n")) == (1, 1)


def test_promises_in_words_as_json_and_as_excel(capsys, client, tmp_path, world, made):
    code, out, _ = run(capsys, "promises", "--which", "all", "--giver", "region")
    assert code == 0
    assert "1 promise or condition; page 1 of 1" in out
    assert "An improvement director, two days a week" in out
    assert "None fits" in run(capsys, "promises", "--which", "kept")[1]
    as_json = json.loads(run(capsys, "promises", "--which", "all", "--json")[1])
    look_as(client, world, "chair")
    api = client.get("/api/compacts/promises?which=all").json()
    assert [one["number"] for one in as_json["lines"]] == [one["number"] for one in api["lines"]]
    file = tmp_path / "promises.xlsx"
    code, _, err = run(capsys, "promises", "--which", "all", "--out", file)
    assert (code, "3 rows written" in err) == (0, True)
    ((_, lines),) = sheets_of(file.name, file.read_bytes())
    assert undertaking(made, "p1").pk in [line[lines[0].index("Number")] for line in lines[1:]]
    assert all(line[lines[0].index("Version")] > 0 for line in lines[1:])
    assert Look.objects.latest("pk").face == Face.EXPORT
    assert "We cannot write" in run(capsys, "promises", "--out", tmp_path / "promises.doc")[2]


def test_a_sheet_made_at_the_terminal_can_be_sent_back(capsys, tmp_path, world, made):
    from wraparound.capabilities.compacts.exchange.promises import read_sheet
    from wraparound.capabilities.compacts.queries.sheets import looked_at

    file = tmp_path / "promises.xlsx"
    run(capsys, "promises", "--which", "all", "--out", file)
    lines = read_sheet(file.name, file.read_bytes())
    found = looked_at(lines, viewer=world.chair, on=timezone.localdate())
    assert (found.proposed, found.left, found.same) == ((), (), 3)


def test_two_versions_side_by_side(capsys, world, made):
    assert "say the same" in run(capsys, "compare", made.pk, "--before", 1, "--after", 1)[1]
    number = texts.answer(made.pk, 1, reason="More time", at=AT, by=world.leader)
    fill(made, world.leader, number=number, promises=(promise("p1", due=promise().due + days(31)),))
    texts.share(made.pk, number, at=AT, by=world.leader)
    out = run(capsys, "compare", made.pk, "--before", 1, "--after", number)[1]
    assert "What we promise, p1" in out
    assert "from 11 May 2026 to 1 August 2026" in out
    assert "after:  nothing" in out


def test_reviews_in_words_and_as_the_programs_have_them(capsys, client, world, made):
    at = timezone.localtime()
    number = reviews.call(made.pk, "Two wards closed", None, at=at, by=world.chair)
    row = Review.objects.get(pk=number)
    version = version_number(row, viewer=OPERATOR)
    reviews.hold(made.pk, number, at.date(), "Both sides", version=version, at=at, by=world.chair)
    reviews.say(made.pk, number, Party.BOARD, "We are behind it", version=0, at=at, by=world.chair)
    code, out, err = run(capsys, "reviews", made.pk)
    assert (code, err) == (0, "")
    for said in ("Review at 12 months", f"{number}  Review that the board called", "No exit criteria are kept here."):
        assert said in out
    out = run(capsys, "review", made.pk, number)[1]
    for said in ("What the board says", "We are behind it", "What we promised", "A coach [Overdue]"):
        assert said in out
    told = json.loads(run(capsys, "review", made.pk, number, "--json")[1])
    look_as(client, world, "chair")
    assert told["known"] == client.get(f"/api/compacts/{made.pk}/reviews/{number}").json()["known"]
    assert run(capsys, "review", made.pk, number + 7)[0] != 0


def test_a_compact_without_anything_in_force_has_no_reviews(capsys, world):
    made = begin(world)
    assert "once a version of the compact is in force" in run(capsys, "reviews", made.pk)[1]


def test_what_was_agreed_follows_at_the_terminal_too(capsys, world, made):
    code, out, _ = run(capsys, "follow")
    assert code == 0
    assert out.startswith(f"{Effect.objects.filter(compact=made).count()} thing")
    assert "Nothing follows today" in run(capsys, "follow")[1]
    assert "What followed:" in run(capsys, "show", made.pk)[1]


def test_prospectuses(capsys, client, world):
    assert "No prospectus is published that fits" in run(capsys, "prospectuses")[1]
    row = published(world)
    out = run(capsys, "prospectuses", "--q", "larkmoor")[1]
    assert f"{row.pk}  Chief executive. Larkmoor Hospitals (made up)" in out
    out = run(capsys, "prospectus", row.pk)[1]
    assert "What you will not be judged on\n  - The deficit of the years before" in out
    assert "This organisation is made up" in out
    assert "no such prospectus" in run(capsys, "prospectus", row.pk, "--edition", 2)[2]
    as_json = json.loads(run(capsys, "prospectus", row.pk, "--json")[1])
    api = client.get(f"/api/compacts/prospectuses/{row.pk}").json()
    assert as_json["edition"]["prospect"] == api["edition"]["prospect"]


def test_the_catalogue_is_the_same_in_words_and_for_programs(capsys, client):
    out = run(capsys, "catalogue")[1]
    api = client.get("/api/compacts/catalogue").json()
    assert json.loads(run(capsys, "catalogue", "--json")[1]) == api
    assert all(one["name"] in out and one["known"] in out and one["link"] in out for one in api)


@pytest.mark.parametrize(
    "words",
    [("list", "--state", "wibble"), ("show", "twelve"), ("compare", "1"), ("promises", "--which", "lost")],
)
def test_what_is_asked_wrongly_is_said_in_one_line(capsys, words):
    code, _, err = run(capsys, *words)
    assert (code, err.count("\n")) == (2, 1)


def test_the_command_answers_as_json_and_as_text(tmp_path, capsys):
    path = a_file(tmp_path, trusts=12)
    assert main(["compacts", "patience", "--backtest", "--panel", str(path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["protocol"] == 2
    assert answer["rules"][0]["rule"] == "line"
    assert main(["compacts", "patience", "--backtest", "--panel", str(tmp_path / "no.csv")]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_document_is_printed_or_written_as_pdf_or_word(capsys, made, tmp_path):
    code, out, _ = run(capsys, "document", made.pk, "letter")
    assert code == 0
    assert "Dear Lena Leadbetter," in out
    for ending, begins in (("pdf", b"%PDF"), ("docx", b"PK")):
        file = tmp_path / f"letter.{ending}"
        assert run(capsys, "document", made.pk, "letter", "--out", file)[0] == 0
        assert file.read_bytes().startswith(begins)
    assert Look.objects.filter(face=Face.EXPORT, fields__contains="expectation letter").exists()


def test_a_document_that_cannot_be_had_says_why_and_writes_nothing(capsys, made, tmp_path):
    there = tmp_path / "pay.pdf"
    code, _, trouble = run(capsys, "document", made.pk, "pay-case", "--out", there)
    assert (code, there.exists()) == (2, False)
    assert "only when the chair or the regional director" in trouble
    assert "end its name in .pdf or .docx" in run(capsys, "document", made.pk, "letter", "--out", "letter.txt")[2]
    assert "There is no folder" in run(capsys, "document", made.pk, "letter", "--out", tmp_path / "no" / "a.pdf")[2]
    assert run(capsys, "document", made.pk, "nothing")[0] == 2
    assert "There is no such compact" in run(capsys, "document", 999_999, "letter")[2]


COMMANDS = (
    "compacts list",
    "compacts list --json",
    "compacts show {number}",
    "compacts show {number} --json",
    "compacts promises",
    "compacts verify {number}",
    "compacts follow",
    "compacts lock-anew",
    "compacts lock-anew --json",
    "people show {key}",
    "people history {key}",
    "people looks {key}",
    "people record {key}",
    "people audit",
    "people background",
    "people controllers",
    "people retention",
)


def test_no_command_shows_a_word_of_a_check_in_or_that_there_is_one(capsys, world, made):
    maud = somebody("Maud Mentorly", MENTOR)
    ask(made, MENTOR, world.leader)
    accept(made, maud)
    first = write(made, world.leader, "zanzibarquixotry")
    reply(made, first, maud, "zanzibarquixotry")
    read(made, maud)
    for command in COMMANDS:
        assert main(command.format(number=made.pk, key=world.people["leader"].key).split()) == 0, command
        captured = capsys.readouterr()
        said = captured.out + captured.err
        assert "zanzibarquixotry" not in said, command
        # That somebody has an account here is no secret; with whom a leader talks is.
        assert command == "people audit" or maud.name not in said, command
        assert "check-in" not in said.lower(), command


def test_locking_anew_says_how_many_and_ends_with_2_without_a_key(capsys, world, made):
    write(made, world.leader, "zanzibarquixotry")
    with override_settings(LOCK_KEYS=["a newer key, which is long enough for it", *settings.LOCK_KEYS]):
        assert run(capsys, "lock-anew")[1].strip().startswith("1 was locked anew")
        assert json.loads(run(capsys, "lock-anew", "--json")[1]) == {"anew": 0, "already": 1, "shut": 0}
    with override_settings(LOCK_KEYS=[]):
        code, _, err = run(capsys, "lock-anew")
    assert code == 2
    assert "WRAPAROUND_LOCK_KEYS" in err


def test_an_ending_and_its_statement(capsys, world, made):
    code, out, _ = run(capsys, "ending", made.pk)
    assert code == 0
    assert "It ends by itself after its last day, 11 May 2029." in out
    code, _, err = run(capsys, "verify-ending", made.pk)
    assert code == 2
    assert "nothing to verify" in err
    at = timezone.localtime()
    new = NewEnding(how=EndingHow.BOARD, ends_on=at.date(), reason="The plan has changed", next_steps="A deputy acts")
    endings.declare(made.pk, new, seen=0, at=at, by=world.chair)
    assert "It is not settled yet" in run(capsys, "ending", made.pk)[1]
    statements.write(made.pk, Party.LEADER, "We began well.", "Mine", seen=0, at=at, by=world.leader)
    digest = digest_of(EndStatement.objects.get(compact=made).content)
    for party, viewer in ((Party.LEADER, world.leader), (Party.BOARD, world.chair)):
        statements.agree(made.pk, party, viewer.name, digest=digest, at=at, by=viewer)
    code, out, _ = run(capsys, "ending", made.pk)
    assert code == 0
    for said in ("early, by the board", "Agreed by both sides", "We began well.", "What each side did and did not do"):
        assert said in out
    code, out, _ = run(capsys, "verify-ending", made.pk)
    assert (code, "holds" in out) == (0, True)
    with changing("By hand", at=AT, by=OPERATOR), removing(connection):
        one = EndStatement.objects.get()
        EndStatement.objects.update(content=one.content.replace("We began well", "We began ill"))
    code, out, err = run(capsys, "verify-ending", made.pk)
    assert code == 1
    assert "DOES NOT HOLD" in out
    assert "in the statement, joint." in out
    assert "is not what was settled" in err


class TestPointingAtPosts:
    def keeper(self):
        key = make_person("Dora Director", "ZZ01")
        grant_of(key, Role.PEOPLE_DIRECTOR, Purpose.TALENT, Scope.ORGANISATION, "ZZ01")
        return viewer_of_key(key, on=timezone.localdate())

    def test_it_says_what_it_would_do_and_does_it_when_told(self, capsys, world):
        made, other = begin(world, role="Chief executive officer"), begin(world, role="Turnaround director")
        alike, keeper = begin(world, role="Director of digital"), self.keeper()
        titles = ("Chief executive officer", "Director of digital", "Director of digital")
        number, *_ = [enter(keeper, one, code="ZZ01", at=timezone.localtime()) for one in titles]
        code, out, err = run(capsys, "point-at-posts")
        assert (code, err) == (0, "")
        assert f"Compact {made.pk} (Chief executive officer, ZZ01) would point at post {number}" in out
        assert f"Compact {other.pk} (Turnaround director, ZZ01): no open post of ZZ01 is called so." in out
        assert f"Compact {alike.pk} (Director of digital, ZZ01): several posts are called so" in out
        assert "Nothing was written. Add --write to do it." in out
        assert Compact.objects.get(pk=made.pk).post is None
        assert "points at post" in run(capsys, "point-at-posts", "--write")[1]
        assert Compact.objects.get(pk=made.pk).post == number
        assert "would point" not in run(capsys, "point-at-posts")[1]
        assert "points at a post" in run(capsys, "point-at-posts", "--only", "ZZ02")[1]

    def test_what_compacts_name_is_entered_only_where_the_operator_says_so_for_one_organisation(self, capsys, made):
        code, _, err = run(capsys, "point-at-posts", "--enter", "--write")
        assert code != 0
        assert "--only" in err
        out = run(capsys, "point-at-posts", "--only", "ZZ01", "--enter", "--write")[1]
        assert "Asked to be entered: Chief executive, ZZ01." in out
        # Not even the day on which it was begun is told, and nothing that leads to it.
        told = Event.objects.get(name="compacts.post_named")
        assert (told.record, told.controller) == (None, "")
        assert told.data == {
            "organisation": "ZZ01",
            "title": "Chief executive",
            "since": timezone.localdate().isoformat(),
        }
