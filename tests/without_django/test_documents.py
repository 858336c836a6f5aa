"""Documents as people send them, and files made to break whoever reads them."""

import io
import struct
import zipfile
import zlib

import docx
import pytest
import typst
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfReader, PdfWriter

from wraparound.methods.focus.splitting import Block, PieceKind
from wraparound.published.documents import DocumentSort, document_of
from wraparound.published.readers.terms import FileRefused
from wraparound.published.text_lines import blocks_of_lines

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
