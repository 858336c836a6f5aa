"""A call for evidence: what guests send and take back, what is refused, who reads, and what is published."""

import contextlib
import io
import re
import zipfile
from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from wraparound.capabilities.listening.actions import calls as acts
from wraparound.capabilities.listening.actions import themes
from wraparound.capabilities.listening.exchange.documents import clean_file_name, look_at
from wraparound.capabilities.listening.models.calls import Call, Document, Evidence
from wraparound.capabilities.listening.models.themes import Reading, Sorted, TextsOpened
from wraparound.capabilities.listening.queries.calls import (
    call_page,
    call_row,
    calls,
    evidence_page,
    read_row,
    receipt_page,
)
from wraparound.capabilities.listening.queries.themes import reading_of_call, reading_page, texts_of
from wraparound.capabilities.listening.terms.calls import (
    LARGEST_DOCUMENT,
    MOST_FROM_A_PLACE,
    Forwhom,
    NewCall,
    NewEvidence,
    NoSuchCall,
    NoSuchReceipt,
    SentDocument,
    SentOtherwise,
    TakenOutBecause,
)
from wraparound.capabilities.listening.terms.pulses import CannotListen
from wraparound.capabilities.listening.tests.world import AT, BACKEND, make_listening_world, somebody
from wraparound.capabilities.listening.wording.calls import became_words
from wraparound.people.actions.grants import end
from wraparound.people.models import Grant, Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, Purpose, Role, Scope
from wraparound.people.terms.network import Proxies
from wraparound.records.actions.changes import changing
from wraparound.records.models.triggers import removing

pytestmark = pytest.mark.django_db
TODAY, LAST = AT.date(), AT.date() + timedelta(days=20)
LATER = AT + timedelta(days=21)
PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
RUNS_JS = b"1 0 obj << /Type /Catalog /OpenAction << /S /JavaScript /JS (x) >> >> endobj"


def packed(*, main=WORD_TYPE, more=(), types=""):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", f'<Types><Override ContentType="{main}"/>{types}</Types>')
        made.writestr("word/document.xml", "<w/>")
        for name, content in more:
            made.writestr(name, content)
    return kept.getvalue()


REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relation(kind, more='TargetMode="External"'):
    one = f'<Relationship Type="{REL}/{kind}" Target="http://x/" {more}/>'
    return f'<?xml version="1.0"?><Relationships>{one}</Relationships>'


def fields(*pieces):
    """A part with a field whose words stand in so many pieces, after another field."""
    said = "".join(f'<w:r><w:instrText xml:space="preserve">{one}</w:instrText></w:r>' for one in pieces)
    before = '<w:fldChar w:fldCharType="begin"/><w:instrText> PAGE</w:instrText><w:fldChar w:fldCharType="end"/>'
    return f'<w:p>{before}<w:fldChar w:fldCharType="begin"/>{said}<w:fldChar w:fldCharType="end"/></w:p>'


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(with_calls)


@pytest.fixture
def world(world_once):
    cache.clear()
    return deepcopy(world_once)


def new_call(**more):
    said = {
        "title": "Help in the first year",
        "question": "What helped you?",
        "over": "region:NO",
        "forwhom": Forwhom.PUBLIC,
        "publishes": "What we heard, by June",
        "closes_on": LAST,
    }
    return NewCall(**{**said, **more})


def with_calls():
    """A public call and one by invitation, both of the region, the first with a second reader."""
    world = make_listening_world(acute=12, community=0)
    world.second = somebody("Rae Reader", "ZZ02", (Role.REGIONAL_DIRECTOR, Purpose.TALENT, Scope.REGION, "NO"))
    key = str(Person.objects.get(pk=world.second.person).key)
    world.open = acts.open_call(new_call(second=key), at=AT, by=world.sender)
    world.invited = acts.open_call(new_call(title="By link", forwhom=Forwhom.INVITED), at=AT, by=world.sender)
    return world


def evidence(number=1, words="A mentor helped", **more):
    said = {"words": words, "name": "", "contact": "", "may_publish": True, "once": f"{number:032x}"}
    return NewEvidence(**{**said, **more})


def send(world, new, *, at=AT, place="192.0.2.1"):
    row = call_row(world.open, viewer=PUBLIC)
    acts.let_in(row, len(new.document.content) if new.document else 0, place=place, at=at, by=PUBLIC)
    return acts.send_evidence(row, new, at=at, by=PUBLIC)


def test_a_guest_sends_gets_a_receipt_and_sees_what_became_of_it(world, client):
    receipt = send(world, evidence(name="Ann", contact="ann@example.org"))
    assert len(receipt.replace("-", "")) == 20
    assert receipt not in str(list(Evidence.objects.values()))
    page = client.post("/listening/calls/receipt/", {"receipt": receipt.lower().replace("-", " ")}).content.decode()
    assert "It came on 4 May 2026." in page
    assert "Nobody has opened it yet" in page
    assert "is known here" in client.post("/listening/calls/receipt/", {"receipt": "AAAAA"}).content.decode()
    (one,) = evidence_page(read_row(world.open, viewer=world.second), viewer=world.second, on=TODAY).sent
    assert (one.words, one.name, one.may_publish) == ("A mentor helped", "Ann", True)


def test_a_receipt_says_opened_of_later_days_only(world):
    receipt = send(world, evidence())
    reading = Reading.objects.get(call=world.open)
    themes.note_opened(reading, at=AT, by=world.second)
    (_, opened, *_) = became_words(receipt_page(receipt, viewer=PUBLIC))
    assert opened == "On the day you sent it, Rae Reader opened what had come by then, perhaps before yours."
    themes.note_opened(reading, at=AT + timedelta(days=1), by=world.sender)
    (_, opened, *_) = became_words(receipt_page(receipt, viewer=PUBLIC))
    assert opened.startswith("Opened by Senga Sender, last on 5 May 2026. On the day you sent it, Rae Reader opened")
    themes.note_opened(reading, at=AT + timedelta(days=1), by=world.second)
    (_, opened, *_) = became_words(receipt_page(receipt, viewer=PUBLIC))
    assert "On the day you sent it" not in opened


def test_no_browser_or_relay_keeps_what_is_sent_or_a_receipt(world, client):
    token = Call.objects.get(pk=world.invited).token
    pages = (f"{world.open}/", f"{world.invited}/by/{token}/", "receipt/")
    for answer in (ask(f"/listening/calls/{page}") for page in pages for ask in (client.get, client.post)):
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")


def test_what_is_taken_back_is_gone_and_the_receipt_says_so(world, client):
    document = SentDocument(name="a.pdf", kind="pdf", content=PDF)
    receipt = send(world, evidence(name="Ann", document=document))
    for _ in range(2):
        page = client.post("/listening/calls/receipt/", {"receipt": receipt, "do": "withdraw"}).content.decode()
        assert "and taken back on" in page
    row = Evidence.objects.get()
    assert (row.words, row.name, Document.objects.count()) == ("", "", 0)
    page = evidence_page(read_row(world.open, viewer=world.sender), viewer=world.sender, on=TODAY)
    assert (page.sent, page.withdrawn) == ((), 1)
    with pytest.raises(NoSuchReceipt):
        acts.withdraw("ABCDE", at=AT, by=PUBLIC)


def whole_store():
    """Everything that any table holds, as one text, with bytes as hexadecimal digits."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += [one.hex() if isinstance(one, bytes | memoryview) else str(one) for row in cursor for one in row]
    return "\n".join(rows)


@pytest.mark.database
def test_a_piece_that_is_taken_out_is_gone_and_says_when_in_which_role_and_why(world, client):
    document = SentDocument(name="about-bo.pdf", kind="pdf", content=PDF + b"%bo")
    receipt = send(world, evidence(words="Bo Bramble steals", name="Ann Quill", contact="ann@quill", document=document))
    send(world, evidence(2))
    reading = Reading.objects.get(call=world.open)
    piece = Evidence.objects.get(words="Bo Bramble steals").pk
    Sorted.objects.create(reading=reading, reader_id=world.second.person, text=piece)
    marks = ("Bo Bramble", "Ann Quill", "ann@quill", "about-bo.pdf", document.content.hex())
    assert all(mark in whole_store() for mark in marks)
    address = f"/listening/calls/{world.open}/sent/{piece}/take-out/"
    for viewer in (world.second, world.far, world.asked[0], PUBLIC):
        with pytest.raises(NoSuchCall):
            acts.take_out(world.open, piece, TakenOutBecause.HARMS, at=AT, by=viewer)
    client.force_login(Person.objects.get(pk=world.sender.person), backend=BACKEND)
    assert "Bo Bramble steals" in client.get(address).content.decode()
    for sent in ({"because": "harms"}, {"sure": "on"}, {"because": "dull", "sure": "on"}):
        assert "Error:" in client.post(address, sent).content.decode()
    assert "Bo Bramble" in whole_store()
    assert client.post(address, {"because": "harms", "sure": "on"}).status_code == 302
    assert not any(mark in whole_store() for mark in marks)
    assert not Sorted.objects.exists()
    row = Evidence.objects.get(pk=piece)
    assert (row.taken_out_by, row.taken_out_because, row.withdrawn_on) == ("talent_lead", "harms", None)
    assert client.get(address).status_code == 404
    with pytest.raises(CannotListen, match="took it back, or it was taken out"):
        acts.take_out(world.open, piece, TakenOutBecause.NAMES, at=AT, by=world.sender)
    page = client.get(f"/listening/calls/{world.open}/").content.decode()
    assert "1 piece was taken out by whoever asked" in page
    page = client.get(f"/listening/calls/{world.open}/read/").content.decode()
    assert "1 piece was sent; 1 more taken out." in page
    assert list(texts_of(reading, viewer=world.sender).values()) == ["A mentor helped"]
    page = client.post("/listening/calls/receipt/", {"receipt": receipt, "do": "withdraw"}).content.decode()
    assert "in the role of regional talent lead. It accuses somebody" in page
    assert "Take it back</button>" not in page
    row.refresh_from_db()
    assert row.withdrawn_on is None
    with pytest.raises(SentOtherwise):
        send(world, evidence(words="Bo Bramble steals", name="Ann Quill", contact="ann@quill", document=document))


def test_what_was_taken_back_cannot_be_taken_out_and_another_calls_piece_neither(world):
    acts.withdraw(send(world, evidence()), at=AT, by=PUBLIC)
    send(world, evidence(2))
    back, there = Evidence.objects.order_by("pk")
    for call, piece in ((world.open, back.pk), (world.invited, there.pk)):
        with pytest.raises(CannotListen, match="Nothing of this piece"):
            acts.take_out(call, piece, TakenOutBecause.NAMES, at=AT, by=world.sender)


@pytest.mark.database
def test_a_call_is_closed_early_with_its_reason_and_opened_again_until_its_last_day(world, client):
    with pytest.raises(CannotListen, match="Say why"):
        acts.close_early(world.open, " ", at=AT, by=world.sender)
    with pytest.raises(NoSuchCall):
        acts.close_early(world.open, "Asked wrongly", at=AT, by=world.second)
    with pytest.raises(CannotListen, match="cannot be opened again"):
        acts.reopen(world.open, at=AT, by=world.sender)
    acts.close_early(world.open, "We asked the wrong question", at=AT, by=world.sender)
    with pytest.raises(CannotListen, match="closed already"):
        acts.close_early(world.open, "Twice", at=AT, by=world.sender)
    with pytest.raises(CannotListen, match="closed early"):
        send(world, evidence())
    page = client.get(f"/listening/calls/{world.open}/").content.decode()
    assert "It was closed early, on 4 May 2026" in page
    assert "We asked the wrong question" in page
    assert "Send it" not in page
    for on, may in ((LAST, True), (LATER.date(), False)):
        row = read_row(world.open, viewer=world.sender)
        assert call_page(row, viewer=world.sender, on=on).may_reopen is may
    acts.reopen(world.open, at=AT + timedelta(days=20), by=world.sender)
    assert send(world, evidence(), at=AT + timedelta(days=20))
    acts.close_early(world.open, "Enough came", at=AT + timedelta(days=20), by=world.sender)
    acts.publish_heard(world.open, heard="Mentors", good="", at=AT + timedelta(days=20), by=world.sender)
    with pytest.raises(CannotListen, match="sorted or published already"):
        acts.reopen(world.open, at=AT + timedelta(days=20), by=world.sender)


def test_a_form_sent_twice_is_one(world):
    assert send(world, evidence()) == send(world, evidence()) != send(world, evidence(2))
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize("changed", [{"words": "Parking"}, {"name": "Ann"}, {"contact": "ann"}, {"may_publish": False}])
def test_something_else_from_the_same_form_is_not_thrown_away(world, changed):
    send(world, evidence())
    with pytest.raises(SentOtherwise, match="not sent yet"):
        send(world, evidence(**changed))
    assert Evidence.objects.count() == 1


def test_another_document_from_the_same_form_and_what_was_taken_back_are_not_answered_as_sent(world):
    first, other = (SentDocument(name="a.pdf", kind="pdf", content=PDF + end) for end in (b"", b"%"))
    receipt = send(world, evidence(document=first))
    assert send(world, evidence(document=first)) == receipt
    for document in (other, None):
        with pytest.raises(SentOtherwise):
            send(world, evidence(document=document))
    acts.withdraw(receipt, at=AT, by=PUBLIC)
    with pytest.raises(SentOtherwise):
        send(world, evidence(document=first))


def test_the_form_comes_back_as_it_was_typed_and_can_be_sent_beside_the_first(world):
    freed(world)
    guest, address = Client(), f"/listening/calls/{world.open}/"
    sent = {"words": "A mentor", "once": "a" * 32}
    assert "It is sent. Your receipt" in guest.post(address, sent).content.decode()
    page = guest.post(address, {**sent, "words": "And parking"}).content.decode()
    assert "It is sent" not in page
    assert "What you see here is not sent yet" in page
    assert "And parking" in page
    (once,) = re.findall(r'name="once" value="([0-9a-f]{32})"', page)
    assert once != "a" * 32
    assert "It is sent. Your receipt" in guest.post(address, {"words": "And parking", "once": once}).content.decode()
    assert set(Evidence.objects.values_list("words", flat=True)) == {"A mentor", "And parking"}


def test_what_breaks_off_in_the_middle_leaves_nothing_and_can_be_sent_again(world, monkeypatch):
    document = SentDocument(name="a.pdf", kind="exe", content=PDF)  # a kind that the store refuses
    with pytest.raises(DatabaseError):
        send(world, evidence(document=document))
    assert Evidence.objects.count() == 0
    assert send(world, evidence())
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (evidence(words="  "), "Write something"),
        (evidence(words="x" * 10_001), "10,000 characters"),
        (evidence(name="x" * 101), "shorter"),
        (evidence(once="guess"), "not one of ours"),
    ],
)
def test_what_is_no_evidence_is_said(world, new, words):
    with pytest.raises(CannotListen, match=words):
        send(world, new)
    assert Evidence.objects.count() == 0


def test_a_call_is_closed_after_its_last_day(world):
    assert send(world, evidence(), at=LATER - timedelta(days=1))
    with pytest.raises(CannotListen, match="is over"):
        send(world, evidence(2), at=LATER)


def test_a_flood_from_one_place_ends_and_leaves_others_alone(world, monkeypatch):
    for number in range(MOST_FROM_A_PLACE):
        send(world, evidence(number))
    with pytest.raises(CannotListen, match="from your network"):
        send(world, evidence(99))
    assert send(world, evidence(100), place="192.0.2.2")
    assert send(world, evidence(101), at=AT + timedelta(hours=1))


def test_guests_behind_a_proxy_do_not_share_one_limit(world, settings):
    freed(world)
    address = f"/listening/calls/{world.open}/"

    def sends(number, forwarded):
        return Client(headers={"x-forwarded-for": forwarded}).post(address, {"words": "A", "once": f"{number:032x}"})

    settings.TRUSTED_PROXIES = Proxies(many=1)
    for number in range(MOST_FROM_A_PLACE):
        assert "It is sent" in sends(number, f"192.0.2.{number}, 203.0.113.9").content.decode()
    assert "from your network" in sends(98, "192.0.2.98, 203.0.113.9").content.decode()
    assert "It is sent" in sends(99, "203.0.113.10").content.decode()


def test_whoever_is_not_let_in_has_no_document_looked_at(world, monkeypatch):
    freed(world)
    guest, address = Client(), f"/listening/calls/{world.open}/"

    def sends(number):
        exe = SimpleUploadedFile("a.exe", b"MZ")
        return guest.post(address, {"once": f"{number:032x}", "document": exe}).content.decode()

    for number in range(MOST_FROM_A_PLACE):  # What is refused is counted too: it was looked at.
        assert "none of these" in sends(number)
    page = sends(99)
    assert "from your network" in page
    assert "none of these" not in page
    cache.clear()
    monkeypatch.setattr(acts, "MOST_IN_A_DAY", 0)
    assert "none of these" not in sends(100)
    monkeypatch.undo()
    freed(world, days=-1)
    page = sends(101)
    assert "Nothing can be sent to it any more" in page
    assert "none of these" not in page


@pytest.mark.parametrize(
    ("limit", "words", "next_day"),
    [("MOST_BYTES", "as it takes. It", False), ("MOST_BYTES_IN_A_DAY", "in a day", True)],
)
def test_a_call_full_of_documents_still_takes_words(world, monkeypatch, limit, words, next_day):
    document = SentDocument(name="a.pdf", kind="pdf", content=PDF)
    monkeypatch.setattr(acts, limit, 2 * len(PDF))
    first, _ = (send(world, evidence(number, document=document)) for number in range(2))
    row = call_row(world.open, viewer=PUBLIC)
    with pytest.raises(CannotListen, match=words):
        acts.let_in(row, 1, place="192.0.2.1", at=AT, by=PUBLIC)
    with pytest.raises(CannotListen, match=words):
        acts.send_evidence(row, evidence(3, document=document), at=AT, by=PUBLIC)
    assert send(world, evidence(4))
    later = AT + timedelta(days=1)
    with contextlib.nullcontext() if next_day else pytest.raises(CannotListen, match=words):
        send(world, evidence(5, document=document), at=later)
    acts.withdraw(first, at=later, by=PUBLIC)
    assert send(world, evidence(6, document=document), at=later)


def test_a_call_that_is_full_for_good_promises_no_other_day(world, monkeypatch):
    monkeypatch.setattr(acts, "MOST_SENT", 1)
    send(world, evidence())
    for days in (0, 1):
        with pytest.raises(CannotListen, match="takes no more"):
            send(world, evidence(2), at=AT + timedelta(days=days))


@pytest.mark.parametrize(
    "names", [b"#41", b"/#41", b"/J#53", b"/J", b"/", b"/JavaScrip#74A ", b">> stream\n", b"% >> stream\n"]
)
def test_a_document_of_names_alone_is_looked_at_to_its_end(names):
    """A search that goes back over what it has seen would not come to an end with these."""
    many = PDF[:9] + names * (4_800_000 // len(names)) + PDF[9:]
    with contextlib.suppress(CannotListen):
        assert look_at("a.pdf", many).content == many


def test_a_call_takes_no_more_than_it_can_hold(world, settings, monkeypatch):
    monkeypatch.setattr(acts, "MOST_IN_A_DAY", 2)
    for number in range(2):
        send(world, evidence(number), place=str(number))
    with pytest.raises(CannotListen, match="as it takes in a day"):
        send(world, evidence(3), place="3")
    assert send(world, evidence(4), place="4", at=AT + timedelta(days=1))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("b.DOCX", packed()),
        ("c.txt", "Später mehr\r\n".encode()),
        ("d.docx", packed(more=[("word/media/a.png", b"x"), ("word/", b"")])),
        ("e.docx", packed(more=[("word/_rels/document.xml.rels", relation("hyperlink"))])),
        ("f.docx", packed(more=[("word/_rels/document.xml.rels", relation("image", ""))])),
        ("g.docx", packed(more=[("word/footer1.xml", fields(' HYPERLINK "http://x/dde"', " DDE"))])),
        ("h.xlsx", packed(main=EXCEL_TYPE, more=[("xl/printerSettings/printerSettings1.bin", b"x")])),
        ("i.pdf", PDF.replace(b"%%EOF", b"2 0 obj << /Length 9 >>\r\nstream\r\n/XFA/JS\r\nendstream\n%%EOF")),
    ],
)
def test_what_may_be_sent_is_taken(name, content):
    assert look_at(name, content).content == content


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.exe", b"MZ", "is none of these"),
        ("a.docm", packed(), "is none of these"),
        ("a", b"x", "is none of these"),
        ("a.pdf", b"", "is empty"),
        ("a.pdf", b"x" * (LARGEST_DOCUMENT + 1), "larger than 5 MB"),
        ("a.pdf", packed(), "not a whole PDF"),
        ("a.pdf", PDF.replace(b"/Type", b"/OpenAction << /S /JavaScript >> /Type"), "can run something"),
        ("a.pdf", PDF.replace(b"/Type", b"/J#61vaScript /Type"), "can run something"),
        ("a.pdf", PDF.replace(b"/Type", b"/Launch /Type"), "can run something"),
        ("a.pdf", PDF.replace(b"%%EOF", b"% stream\n" + RUNS_JS + b"\n% endstream\n%%EOF"), "can run something"),
        ("a.pdf", PDF.replace(b"%%EOF", b"% >> stream\n<< /XFA 1 >>\n% endstream\n%%EOF"), "can run something"),
        ("a.pdf", PDF.replace(b"%%EOF", b"% stream\n<< /XFA 1 >>\n% endstream\n%%EOF"), "can run something"),
        ("a.pdf", PDF.replace(b"/Type", b"/Names << /EmbeddedFiles 2 0 R >> /Type"), "can run something"),
        ("a.pdf", PDF.replace(b"/Type", b"/Embedded#46ile#73 2 0 R /Type"), "can run something"),
        ("a.docx", packed(more=[("word/_rels/settings.xml.rels", relation("attachedTemplate"))]), "draws on something"),
        ("a.docx", packed(more=[("word/_rels/a.xml.rels", relation("image"))]), "draws on something"),
        (
            "a.docx",
            packed(more=[("word/_rels/a.xml.rels", relation("frame", "TargetMode = '&#69;xternal'"))]),
            "draws on something",
        ),
        ("a.docx", packed(more=[("word/_rels/a.xml.rels", "<!DOCTYPE a><a/>")]), "not a whole document"),
        ("a.docx", packed(more=[("word/_rels/a.xml.rels", "<a" + " " * 1_000_000 + "/>")]), "far more than it should"),
        ("a.docx", packed(more=[("word/a.xml", fields(r" DDEAUTO c:\\cmd.exe"))]), "can run something"),
        ("a.docx", packed(more=[("word/a.xml", fields(" d", "de ", "c:"))]), "can run something"),
        ("a.docx", packed(more=[("other/a.xml", fields(" D&#68;E c:"))]), "can run something"),
        ("a.docx", packed(more=[("word/a.xml", fields("<![CDATA[DDE c:]]>"))]), "not a whole document"),
        ("a.docx", packed(more=[("word/a.xml", '<w:fldSimple w:instr="DDE c:"/>')]), "can run something"),
        ("a.docx", packed(more=[("word/a.xml", fields("DDE").encode("utf-16"))]), "not a whole document"),
        (
            "a.docx",
            packed(more=[("word/a.xml", """<w:instrText a=">">DDE c:</w:instrText>""")]),
            "not a whole document",
        ),
        ("a.xlsx", packed(main=EXCEL_TYPE, more=[("xl/a.xml", '<ddeLink ddeService="cmd"/>')]), "can run something"),
        *(
            ("a.docx", packed(more=[(f"word/media/a.{end}", b"x")]), "can run something")
            for end in ("zip", "ps1", "hta", "docm", "EXE", "bin", "lnk")
        ),
        ("a.docx", PDF, "not a whole document"),
        ("a.docx", packed()[:-40], "not a whole document"),
        ("a.docx", packed(main="application/vnd.ms-word.document.macroEnabled.main+xml"), "can run something"),
        ("a.docx", packed(more=[("word/vbaProject.bin", b"x")]), "can run something"),
        ("a.docx", packed(more=[("word/embeddings/a.xlsx", b"x")]), "can run something"),
        ("a.xlsx", packed(), "not a whole document"),
        ("a.docx", packed(more=[("word/big.xml", b"0" * 210_000_000)]), "far more than it should"),
        ("a.txt", b"\xff\xfe\x00a", "not plain text"),
        ("a.txt", b"a\x00b", "not plain text"),
    ],
)
def test_what_may_not_be_sent_is_refused_in_words(name, content, words):
    with pytest.raises(CannotListen, match=words):
        look_at(name, content)


def test_letters_that_stand_by_chance_in_what_is_packed_are_no_script():
    packed_part = b"<< /Length 9 >> stream\n\x01/JS \x02 endstream"
    assert look_at("a.pdf", PDF.replace(b"%%EOF", packed_part + b"\n%%EOF"))
    with pytest.raises(CannotListen, match="can run something"):
        look_at("a.pdf", PDF.replace(b"%%EOF", packed_part + b" << /JS (x) >>\n%%EOF"))
    assert look_at("a.pdf", b"%PDF-1.7" + b"stream\n" * 600_000 + b"%%EOF")


@given(st.binary(max_size=400), st.sampled_from(["pdf", "docx", "xlsx", "txt"]))
def test_whatever_is_sent_is_taken_or_refused_and_breaks_nothing(content, ending):
    with contextlib.suppress(CannotListen):
        assert look_at(f"a.{ending}", content).content == content


@given(st.text(max_size=80))
def test_a_name_of_a_document_can_be_shown_and_saved(name):
    assert not set(clean_file_name(name)) & set('/\\"\r\n;<>')
    assert len(clean_file_name(name)) <= 86


def test_the_page_works_for_a_guest_without_a_cookie_and_refuses_what_machines_fill_in(world):
    guest = Client(enforce_csrf_checks=True)
    address = f"/listening/calls/{world.open}/"
    freed(world)
    answer = guest.get(address)
    assert "The file itself may name you: send plain text" in answer.content.decode()
    assert "Set-Cookie" not in answer.headers
    assert not answer.cookies
    sent = {"words": "A mentor", "once": "a" * 32, "document": SimpleUploadedFile("Plan.pdf", PDF)}
    assert "Leave the last field empty" in guest.post(address, {**sent, "website": "x"}).content.decode()
    page = guest.post(address, {**sent, "document": SimpleUploadedFile("Plan.pdf", PDF)}).content.decode()
    assert "It is sent. Your receipt" in page
    large = SimpleUploadedFile("Plan.pdf", b"x" * (LARGEST_DOCUMENT + 1))
    assert "larger than 5 MB" in guest.post(address, {**sent, "once": "b" * 32, "document": large}).content.decode()
    assert (
        "none of these"
        in guest.post(
            address, {**sent, "once": "b" * 32, "document": SimpleUploadedFile("a.exe", b"MZ")}
        ).content.decode()
    )
    assert Evidence.objects.count() == 1


def freed(world, days=5):
    """The call as if so many days from its last, for pages, which ask the clock."""
    from django.utils import timezone

    with changing("For the test", at=AT, by=OPERATOR):
        row = Call.objects.get(pk=world.open)
        row.closes_on = timezone.localdate() + timedelta(days=days)
        row.save(update_fields=["closes_on"])


def test_a_document_leaves_as_plain_bytes_for_its_readers_alone(world, client):
    send(world, evidence(document=SentDocument(name="Our plan.pdf", kind="pdf", content=PDF)))
    address = f"/listening/calls/{world.open}/documents/{Document.objects.get().pk}/"
    for person in (None, world.asked[0], world.far, world.director):
        client.logout()
        if person:
            client.force_login(Person.objects.get(pk=person.person), backend=BACKEND)
        assert client.get(address).status_code in (302, 403, 404)
    client.force_login(Person.objects.get(pk=world.second.person), backend=BACKEND)
    answer = client.get(address)
    assert answer.content == PDF
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Our plan.pdf"'
    assert TextsOpened.objects.filter(reader=world.second.person).exists()
    assert client.get(f"/listening/calls/{world.invited}/documents/{Document.objects.get().pk}/").status_code == 404


def test_a_call_by_invitation_is_for_whoever_has_its_link(world):
    token = Call.objects.get(pk=world.invited).token
    assert call_row(world.invited, viewer=PUBLIC, token=token).pk == world.invited
    for viewer, given_token in (
        (PUBLIC, None),
        (PUBLIC, "guess"),
        (world.far, None),
        (world.second, None),
        (OPERATOR, None),
    ):
        with pytest.raises(NoSuchCall):
            call_row(world.invited, viewer=viewer, token=given_token)
    with pytest.raises(NoSuchCall):
        call_row(world.open, viewer=PUBLIC, token=Call.objects.get(pk=world.open).token)
    assert [one.number for one in calls(viewer=PUBLIC, on=TODAY)] == [world.open]
    assert {one.number for one in calls(viewer=world.sender, on=TODAY)} == {world.open, world.invited}


def test_a_reader_whose_role_ended_is_shown_no_call_by_invitation(world):
    (grant,) = Grant.objects.filter(person=world.sender.person)
    end(grant.pk, at=AT, by=OPERATOR)
    now = viewer_for(world.sender.person, world.sender.name, on=TODAY, viewer=PUBLIC)
    assert [one.number for one in calls(viewer=now, on=TODAY)] == [world.open]


def test_only_who_may_ask_opens_and_only_who_is_named_reads(world):
    for viewer in (world.asked[0], PUBLIC, world.keeper):
        with pytest.raises(Exception, match=r"Sign in|sent by those"):
            acts.open_call(new_call(), at=AT, by=viewer)
    with pytest.raises(CannotListen, match="for which you may ask"):
        acts.open_call(new_call(over="region:SO"), at=AT, by=world.sender)
    with pytest.raises(CannotListen, match="within 120 days"):
        acts.open_call(new_call(closes_on=TODAY), at=AT, by=world.sender)
    for viewer in (world.asked[0], world.far, world.director, PUBLIC, OPERATOR):
        with pytest.raises(NoSuchCall):
            read_row(world.open, viewer=viewer)
    with pytest.raises(NoSuchCall):
        acts.publish_heard(world.open, heard="x", good="", at=LATER, by=world.second)


def test_what_was_heard_is_published_with_its_themes_after_the_last_day(world):
    for number in range(14):
        send(world, evidence(number, words="A mentor helped" if number < 9 else "Parking"), place=str(number))
    with pytest.raises(CannotListen, match="last day of the call is over"):
        reading_of_call(world.open, viewer=world.sender, on=TODAY)
    with pytest.raises(CannotListen, match="once the last day is over"):
        acts.publish_heard(world.open, heard="Mentors", good="", at=AT, by=world.sender)
    row = reading_of_call(world.open, viewer=world.sender, on=LATER.date())
    themes.name_theme(row, "Mentors", at=LATER, by=world.sender)
    (key, _), *_ = reading_page(row, title="", question="", back="", viewer=world.sender).themes
    texts = reading_page(row, title="", question="", back="", viewer=world.sender).texts
    chosen = {one.number: key if "mentor" in one.words else 0 for one in texts}
    for viewer in (world.sender, world.second):
        now = reading_of_call(world.open, viewer=viewer, on=LATER.date())
        themes.sort_texts(now, chosen, at=LATER, by=viewer)
        themes.say_sorted(now, at=LATER, by=viewer)
    now = reading_of_call(world.open, viewer=world.sender, on=LATER.date())
    themes.settle(now, chosen, asked=len(texts), at=LATER, by=world.sender)
    assert call_page(call_row(world.open, viewer=PUBLIC), viewer=PUBLIC, on=LATER.date()).themes is None
    acts.publish_heard(world.open, heard="Mentors help", good="Keep mentors", at=LATER, by=world.sender)
    page = call_page(call_row(world.open, viewer=PUBLIC), viewer=PUBLIC, on=LATER.date())
    assert (page.heard, page.good, page.heard_on) == ("Mentors help", "Keep mentors", LATER.date())
    assert page.themes.counts == (("Mentors", 9), ("none of the themes", 5))
    assert page.link == ""


def test_all_of_it_goes_two_years_after_the_last_day(world):
    send(world, evidence(document=SentDocument(name="a.pdf", kind="pdf", content=PDF)))
    assert not Call.due(LAST - timedelta(days=1)).exists()
    assert Call.due(LAST).count() == 2
    with changing("Past its time", at=AT, by=OPERATOR), removing(connection):
        Call.let_go([world.open])
    assert not Evidence.objects.exists()
    assert not Document.objects.exists()
