"""Documents as people send them, and files made to break whoever reads them."""

import io
import os
import struct
import zipfile
import zlib

import docx
import pytest
import typst
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from wraparound.methods.focus.letters import plain_letters
from wraparound.methods.focus.splitting import Block, PieceKind
from wraparound.published import document_child
from wraparound.published.apart import bare_environment, run_apart
from wraparound.published.documents import DocumentSort, document_of
from wraparound.published.readers.terms import FileRefused
from wraparound.published.text_lines import blocks_of_lines
from wraparound.published.workbooks import sheets_of

HEADING, BULLET, TEXT, CELL = PieceKind.HEADING, PieceKind.BULLET, PieceKind.SENTENCE, PieceKind.CELL
RUNNING = "#set page(height: 9cm, header: [Made-up Trust, board], footer: context [Page #counter(page).display()])"
LONG = "We will cut the waiting list by March and listen to colleagues who are left out of decisions. "


def _part(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


PICTURE = (
    b"\x89PNG\r\n\x1a\n"
    + _part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _part(b"IDAT", zlib.compress(b"\0\0"))
    + _part(b"IEND", b"")
)
"""One black dot."""


def said(document):
    return [(one.kind, one.text) for one in document.blocks]


def saved(document):
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def pdf_of(words):
    return typst.compile(words.encode())


def refused(name, content):
    with pytest.raises(FileRefused) as trouble:
        document_of(name, content)
    return str(trouble.value)


def test_plain_text_is_headings_bullets_and_paragraphs():
    text = "My objectives\n\n1. Cut waits\n   to 18 weeks\n2. Listen to staff\n\nBackground\nThis is how\nit began."
    text += "\n\n## Next\n- a\n"
    document = document_of("mine.txt", text.encode())
    assert document.sort is DocumentSort.TEXT
    assert said(document) == [
        (HEADING, "My objectives"),
        (BULLET, "Cut waits to 18 weeks"),
        (BULLET, "Listen to staff"),
        (HEADING, "Background"),
        (TEXT, "This is how it began."),
        (HEADING, "Next"),
        (BULLET, "a"),
    ]


def test_a_sentence_over_lines_is_no_heading():
    assert [one.kind for one in blocks_of_lines(["The Board of", "Madeup Trust met on", "Monday."])] == [TEXT]


def test_a_word_document_with_a_form_an_insertion_and_something_struck_out():
    made = docx.Document()
    made.add_heading("Objectives", 1)
    made.add_paragraph("Cut the list. ").add_run("Listen.")
    made.add_paragraph("Grow trust", style="List Bullet")
    cells = made.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "Meet partners", "95%"
    made.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent>"
            "<w:p><w:r><w:t>Name of the form</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    changed = made.add_paragraph("Kept ")._p
    changed.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>and added</w:t></w:r></w:ins>"))
    changed.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>and gone</w:delText></w:r></w:del>"))
    document = document_of("objectives.docx", saved(made))
    assert document.sort is DocumentSort.WORD
    assert said(document) == [
        (TEXT, "Name of the form"),
        (HEADING, "Objectives"),
        (TEXT, "Cut the list. Listen."),
        (BULLET, "Grow trust"),
        (CELL, "Meet partners"),
        (TEXT, "Kept and added"),
    ]
    assert said(document_of("objectives.pdf", saved(made))) == said(document)


def test_a_word_document_with_macros_is_read_and_they_are_not():
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(docx.Document()))) as given, zipfile.ZipFile(held, "w") as archive:
        for one in given.namelist():
            content = given.read(one)
            if one == "[Content_Types].xml":
                plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
                content = content.replace(plain, b"application/vnd.ms-word.document.macroEnabled.main+xml")
            if one == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body><w:p><w:r><w:t>Words alone</w:t></w:r></w:p>")
            archive.writestr(one, content)
        archive.writestr("word/vbaProject.bin", b"no program")
    assert said(document_of("form.docm", held.getvalue())) == [(TEXT, "Words alone")]


def test_a_workbook_is_its_cells_with_words_and_where_they_stand():
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        sheet = book.add_worksheet("Objectives")
        sheet.write_row(0, 0, ["Objective", "Owner", 2027])
        sheet.write_row(1, 0, ["Cut waits. Listen to staff.", "CE", 0.95])
    document = document_of("objectives.xlsx", held.getvalue())
    assert document.blocks == (
        Block(CELL, "Objective", "Objectives, row 1"),
        Block(CELL, "Owner", "Objectives, row 1"),
        Block(CELL, "Cut waits. Listen to staff.", "Objectives, row 2"),
        Block(CELL, "CE", "Objectives, row 2"),
    )


def test_a_pdf_without_what_stands_on_every_page_and_with_sentences_that_go_on():
    paragraphs = [" ".join(f"{LONG.strip()[:-1]} in {name * many}." for many in range(1, 7)) for name in "abcdefghij"]
    words = f"{RUNNING}\n= Plan\n{LONG * 3}\n\n- First\n- Second\n\n== Then\n" + "\n\n".join(paragraphs)
    document = document_of("plan.pdf", pdf_of(words))
    assert said(document)[:5] == [
        (HEADING, "Plan"),
        (TEXT, (LONG * 3).strip()),
        (BULLET, "First"),
        (BULLET, "Second"),
        (HEADING, "Then"),
    ]
    assert [text for _, text in said(document)[5:]] == paragraphs
    assert document.blocks[-1].where.startswith("page ")


def test_a_scanned_page_says_so():
    picture = f'#image(bytes(({", ".join(str(one) for one in PICTURE)})), format: "png", width: 3cm)'
    assert "is scanned" in refused("scan.pdf", pdf_of(picture))
    document = document_of("some.pdf", pdf_of(f"Words that can be read.\n#pagebreak()\n{picture}"))
    assert document.notes == ("Not read, since they are pictures: page 2.",)


def test_locked_files_say_so():
    writer = PdfWriter(PdfReader(io.BytesIO(pdf_of("Secret."))))
    writer.encrypt("a password", algorithm="AES-256")
    held = io.BytesIO()
    writer.write(held)
    assert "protected with a password" in refused("locked.pdf", held.getvalue())
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "protected with a password" in refused("locked.docx", old + "EncryptedPackage".encode("utf-16-le"))
    assert "before 2007" in refused("old.doc", old + "WordDocument".encode("utf-16-le"))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("nothing.txt", b"  \n", "is empty"),
        ("cut.pdf", b"%PDF-1.7\nand then nothing", "cut off or damaged"),
        ("cut.docx", b"PK\x03\x04word/document.xml", "cut off or damaged"),
        ("page.docx", b"<!doctype html><p>Hello", "RTF or a web page"),
        ("picture.docx", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "no text"),
        ("marks.txt", b"...\n", "holds no text"),
    ],
)
def test_what_is_no_document_gets_a_clear_sentence(name, content, says):
    message = refused(name, content)
    assert name in message
    assert says in message


def test_bombs_are_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, content in (("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w>" + bytes(250_000_000))):
            archive.writestr(one, content)
    assert "larger than any document" in refused("bomb.docx", held.getvalue())
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    body = f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&e12;</w:t></w:r></w:p></w:body></w:document>"
    xml = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "lol">{entities}]>{body}'
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(docx.Document()))) as given, zipfile.ZipFile(held, "w") as archive:
        for one in given.namelist():
            archive.writestr(one, xml if one == "word/document.xml" else given.read(one))
    assert refused("laughs.docx", held.getvalue())


def written(pdf):
    held = io.BytesIO()
    pdf.write(held)
    return held.getvalue()


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_is_read_like_one_that_stands_upright(angle, marked):
    given = pdf_of("#set page(height: 10cm, width: 12cm)\n= Plan\nWe will *cut* the list.\n\n- First\n- Second")
    turned = PdfWriter(PdfReader(io.BytesIO(given)))
    turned.pages[0].add_transformation(Transformation().rotate(angle))
    if marked:
        turned.pages[0].rotate(angle)
    upright = document_child.pages_of(given)["pages"]
    assert [text for text, _, _ in upright[0]] == ["Plan", "We will cut the list.", "• First", "• Second"]
    assert document_child.pages_of(written(turned))["pages"] == upright


def drawn(stream):
    """A PDF of one page with these marks, and one font."""
    made = PdfWriter()
    page = made.add_blank_page(400, 200)
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    font = DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()})
    fonts = DictionaryObject({NameObject("/F1"): made._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = made._add_object(stream)
    return written(made)


def test_words_drawn_in_parts_are_whole_and_apart_from_each_other():
    stream = StreamObject()
    parts = ((10, "colla"), (34.7, "boration"), (80, " "), (83, "works"), (125, "well"))
    stream.set_data("".join(f"BT /F1 12 Tf 1 0 0 1 {x} 100 Tm ({text}) Tj ET " for x, text in parts).encode())
    assert document_child.pages_of(drawn(stream))["pages"][0][0][0] == "collaboration works well"


def test_a_stream_that_unpacks_without_end_is_too_much():
    stream = StreamObject()
    stream.set_data(zlib.compress(bytes(80_000_000)))
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    with pytest.raises(document_child.TooMuch):
        document_child.pages_of(drawn(stream))


STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
USUAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word_of(body, words=USUAL, **parts):
    """A package with its document under a name of its own, and a link that leads nowhere."""
    styles = "".join(
        f'<w:style w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("berschrift1", "heading 1"), ("Verzeichnis1", "toc 1"))
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        sort = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
        link = f'<Relationship Type="{sort}" Target="/word/document2.xml"/><Relationship Type="a" Target="../NULL"/>'
        archive.writestr("_rels/.rels", f"<Relationships>{link}</Relationships>")
        archive.writestr("word/document2.xml", f'<w:document xmlns:w="{words}"><w:body>{body}</w:body></w:document>')
        archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{words}">{styles}</w:styles>')
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{words}">{text}</w:{name}>')
    return held.getvalue()


def styled(key, text):
    return f'<w:p><w:pPr><w:pStyle w:val="{key}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


@pytest.mark.parametrize("words", [STRICT, USUAL])
def test_word_of_either_vocabulary_without_what_is_hidden_moved_or_listed(words):
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>shown </w:t></w:r>'
    moved = "<w:moveFrom><w:r><w:t>moved </w:t></w:r></w:moveFrom>"
    marks = "<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>ope</w:t><w:softHyphen/><w:t>rate</w:t></w:r>"
    body = (
        styled("Verzeichnis1", "Plan 3") + styled("berschrift1", "Plan") + f"<w:p>{hidden}{shown}{moved}{marks}</w:p>"
    )
    said_of_it = document_child.blocks_of(word_of(body, words))
    assert said_of_it == {"blocks": [("heading", "Plan"), ("sentence", "shown co-operate")], "notes": []}


def test_word_says_what_it_leaves_out():
    line, mark = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "<w:footnote><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
    both = word_of(line.format("Words"), footnotes=mark + line.format("A source"), comments=line.format("Why?"))
    assert document_child.blocks_of(both)["notes"] == ["Not read: footnotes and comments."]
    assert document_child.blocks_of(word_of(line.format("Words"), footnotes=mark))["notes"] == []


def test_letters_that_are_set_as_one_or_not_seen():
    assert plain_letters("o\ufb03ce \ufb01nance \ufb02ow \ufb06aff well\u00adbeing\u200b\ufeff") == (
        "office finance flow staff wellbeing"
    )
    assert said(document_of("a.txt", "\ufeffWe o\ufb00er sta\ufb00 well\u00adbeing.".encode())) == [
        (TEXT, "We offer staff wellbeing.")
    ]


def test_a_word_divided_at_the_end_of_a_line_is_whole():
    lines = ["We will work in colla-", "boration with the well\u00ad", "being team from 2024-", "Then it ends."]
    assert [one.text for one in blocks_of_lines(lines)] == [
        "We will work in collaboration with the wellbeing team from 2024- Then it ends."
    ]


def test_readers_see_no_secret_and_read_nevertheless(monkeypatch):
    monkeypatch.setenv("WRAPAROUND_SECRET_KEY", "made up")
    assert set(bare_environment(os.environ)) <= {"PATH", "LANG", "LD_LIBRARY_PATH"}
    told = run_apart("timeit", ["-n", "1", "-r", "1", "import os; print(sorted(os.environ), os.getcwd())"], b"", 60)
    assert b"PATH" in told.stdout
    assert b"WRAPAROUND" not in told.stdout
    assert b"] /" in told.stdout
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        book.add_worksheet("Plan").write(0, 0, "Café")
    assert sheets_of("plan.xlsx", held.getvalue()) == [("Plan", [["Café"]])]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"word " * 60_000, "a line of 300,000 letters"),
        (b"\xff\xfeH\x00i", "cut off in the middle of a letter"),
        (b"Caf\xc3\xa9 and caf\xe9", "saved in two ways"),
        (b"Hello \x81 there", "bytes that are no letters"),
    ],
)
def test_text_that_cannot_be_read_is_not_called_a_table(content, says):
    message = refused("mine.txt", content)
    assert says in message
    assert "row" not in message
    assert "CSV" not in message


def test_text_in_every_way_of_saving_it():
    text = "We listen to café staff – always."
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert said(document_of("mine.txt", text.encode(encoding))) == [(TEXT, text)]


def test_a_text_about_pdf_is_text_and_a_pdf_behind_other_bytes_is_one():
    assert document_of("mine.txt", b"A file begins with %PDF and that is all.").sort is DocumentSort.TEXT
    assert document_of("mine.pdf", b"\r\n\x00\x01" + pdf_of("Words.")).sort is DocumentSort.PDF
