"""Papers: data set as PDF and Word, whatever anybody typed."""

import io
from datetime import date

from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from wraparound.papers.measures import LOOKS, MOST_TOGETHER, ROWS_TOGETHER, shares, stays_together, table_stays_together
from wraparound.papers.pdf import as_pages, as_pdf
from wraparound.papers.signs import BREAK, in_one_line, settled
from wraparound.papers.terms import Look, Paper, PaperPart, PaperSource, PaperTable
from wraparound.papers.word import as_word


def paper(*parts, look=Look.PAPER, **more):
    return Paper(
        title="A paper",
        line="Of a day",
        parts=parts,
        footer=("First", "Second"),
        day=date(2026, 5, 4),
        look=look,
        **more,
    )


def table(rows, *widths):
    heads = ("What", "By whom")
    return PaperTable(caption="", headings=heads, rows=tuple(("One", "Two") for _ in range(rows)), widths=widths)


@given(words=st.text(max_size=300))
def test_settled_words_are_the_same_words(words):
    same = settled(words).replace(BREAK, "").replace("\u00a0", " ")
    assert same == in_one_line(words).replace(BREAK, "").replace("\u00a0", " ")


def test_a_day_never_ends_a_line_and_an_address_breaks_after_its_marks():
    assert settled("by 3 March 2028 at last") == "by 3\u00a0March\u00a02028 at last"
    assert settled("https://made-up.example/compacts/12/") == BREAK.join(
        ("https://", "made-", "up.example/", "compacts/", "12/")
    )


def test_columns_share_the_line_and_pictures_have_one_of_their_own():
    assert shares(table(1)) == [0.6, 0.4]
    assert shares(table(1, 1.0, 3.0)) == [0.25, 0.75]
    with_picture = PaperTable("", ("What",), (("One",),), pictures=(None,), picture_heading="Picture")
    assert shares(with_picture) == [0.6, 0.4]


def test_what_is_short_or_an_entry_stays_together_and_a_heading_alone_does_not():
    assert stays_together(PaperPart("Short", sentences=("Words.",)), Look.PAPER)
    assert not stays_together(PaperPart("Alone"), Look.PAPER)
    assert not stays_together(PaperPart("Long", sentences=("x" * (MOST_TOGETHER - 10),)), Look.PAPER)
    assert stays_together(PaperPart("Entry", sentences=("x" * (MOST_TOGETHER - 10),), level=3), Look.PAPER)
    assert not stays_together(PaperPart("Entry", sentences=("x" * (MOST_TOGETHER + 1),), level=3), Look.PAPER)
    assert table_stays_together(table(ROWS_TOGETHER))
    assert not table_stays_together(table(ROWS_TOGETHER + 1))


def test_every_look_is_set_and_a_long_table_goes_on_with_its_heading_on_every_page():
    for look in LOOKS:
        whole = paper(PaperPart("Rows", table=table(120)), PaperPart("Room", rooms=("Sign here",)), look=look)
        assert len(as_pages(whole, 20)) > 1
        word = Document(io.BytesIO(as_word(whole)))
        assert word.tables[0].rows[0]._tr.trPr.xpath("w:tblHeader")
        assert len(word.tables[0].rows) == 121


def test_the_same_paper_is_the_same_pdf_and_word_bears_its_day_and_what_it_rests_on():
    one = paper(PaperPart("", sentences=("Words.",)), about="Release of a day", sources=(PaperSource("Ours.", ""),))
    assert as_pdf(one) == as_pdf(one)
    about = Document(io.BytesIO(as_word(one))).core_properties
    assert (about.title, about.language, about.comments) == ("A paper", "en-GB", "Release of a day")
    assert about.created.date() == date(2026, 5, 4)


def test_a_sign_without_a_shape_and_marks_of_control_break_nothing():
    hostile = "梁 ✅ \x00\x0b \u202e א \ud800"
    one = paper(PaperPart(hostile, sentences=(hostile,), points=(hostile,), lines=(hostile,), note=hostile))
    assert as_pdf(one).startswith(b"%PDF")
    said = "\n".join(each.text for each in Document(io.BytesIO(as_word(one))).paragraphs)
    assert "梁 ✅" in said
    assert "\x00" not in said
