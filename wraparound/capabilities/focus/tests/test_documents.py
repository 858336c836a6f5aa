"""Documents as they are sent: what is read of each, what is not counted, and what the page says of it."""

import io

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from wraparound.capabilities.focus.exchange.texts import pasted
from wraparound.capabilities.focus.queries.texts import read_blocks
from wraparound.capabilities.focus.terms.texts import TextKind
from wraparound.capabilities.focus.wording.texts import MOST_ON_A_PAGE, say_left_out
from wraparound.methods.focus.language import Language
from wraparound.people.terms.access import PUBLIC

ENGLISH = (
    "Clear the backlog of scans by the end of March.\n\nListen to ward staff each week and act on what they say.\n"
)
WELSH = (
    "Mae'r bwrdd wedi cytuno i leihau'r rhestr aros erbyn mis Mawrth ac i wrando ar gydweithwyr yn well bob wythnos."
)
ARABIC = "يجب على المجلس أن يستمع إلى الموظفين."


def word_document():
    made = docx.Document()
    made.add_heading("Objectives", 1)
    for line in ENGLISH.split("\n\n"):
        made.add_paragraph(line.strip(), style="List Bullet")
    made.add_table(rows=1, cols=1).rows[0].cells[0].text = "Every member of staff has a talk about how they are led."
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def read(text):
    return read_blocks(pasted(text).blocks, TextKind.OBJECTIVES, year=2026, viewer=PUBLIC)


def test_what_is_not_english_is_said_and_not_counted():
    mixed = read(f"{ENGLISH}\n\n{WELSH}\n\n{ARABIC}\n")
    assert [one.language for one in mixed.sentences] == [
        *(Language.ENGLISH, Language.ENGLISH),
        *(Language.OTHER_WORDS, Language.OTHER_LETTERS),
    ]
    assert mixed.counts == read(ENGLISH).counts
    assert mixed.not_english == 2
    assert any("2 sentences are not in English" in words for words in say_left_out(mixed))


def test_a_sentence_of_ten_thousand_words_counts_as_one_and_says_so():
    found = read(f"{'we will listen to staff and cut waits and ' * 1_200}go on.")
    assert found.counts.scored == 1
    assert any("Full stops may have been lost" in words for words in say_left_out(found))


@pytest.mark.django_db
def test_a_file_is_read_on_the_page_and_forgotten(client):
    def sent(**given):
        return client.post("/focus/", {"kind": "objectives", "text": "", **given}).content.decode()

    page = sent(file=SimpleUploadedFile("mine.docx", word_document()))
    assert "1 heading not counted" in page
    assert "3 sentences: " in page
    assert "cut off or damaged" in sent(file=SimpleUploadedFile("mine.pdf", b"%PDF-1.7"))
    assert "is empty" in sent(file=SimpleUploadedFile("mine.docx", b""))
    assert "is no text" in sent(file=SimpleUploadedFile("mine.txt", bytes(range(256))))
    assert "3 sentences: " in sent(file=SimpleUploadedFile("mine.pdf", word_document()))
    assert "is not in English" in sent(file=SimpleUploadedFile("mine.txt", ARABIC.encode()))
    assert "or choose a file" in sent()
    assert "not clear which of the two" in sent(file=SimpleUploadedFile("mine.txt", b"Listen."), text="Listen.")


@pytest.mark.django_db
def test_of_a_long_document_the_page_shows_the_first_sentences_and_counts_all(client):
    text = "\n\n".join(f"We will cut waits in ward {number}." for number in range(MOST_ON_A_PAGE + 30))
    page = client.post("/focus/", {"kind": "plan", "text": text}).content.decode()
    assert f"The first {MOST_ON_A_PAGE} of {MOST_ON_A_PAGE + 30} sentences" in page
    assert f"{MOST_ON_A_PAGE + 30} sentences: " in page
