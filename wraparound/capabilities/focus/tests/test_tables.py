"""Tables of texts as spreadsheets and programs write them: every row in gives one text out, in its place."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wraparound.capabilities.focus.exchange.tables import MOST_LINES, texts_of
from wraparound.capabilities.focus.terms.texts import TextNotRead

ANY = st.text(
    st.one_of(st.sampled_from('"\t\r\n ,a'), st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
)
PLAIN = ANY.filter(lambda text: not set("\t\r\n") & set(text) and not text.startswith('"'))


def read(content, name="statements.tsv", column="text"):
    """The texts of a table with this content."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(texts_of(file, column))


def written(rows, delimiter="\t"):
    """Rows as Python's own writer, and pandas, put them into a file."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


@settings(max_examples=40, deadline=None)
@given(st.lists(ANY))
@example(["", "a\r\r\nb", '"', '""\t', " ", ""])
def test_what_a_writer_of_tables_quotes_comes_back_in_its_place(texts):
    assert read(written([["text"], *([text] for text in texts)])) == texts
    numbered = [["id", "text", "more"], *([row, text, ""] for row, text in enumerate(texts))]
    assert read(written(numbered)) == texts
    assert read(written(numbered, ","), "statements.csv") == texts


@settings(max_examples=40, deadline=None)
@given(st.lists(PLAIN), st.sampled_from(["\n", "\r\n"]))
def test_plain_lines_come_back_in_their_place(texts, end):
    assert read(end.join(["id\ttext", *(f"{row}\t{text}" for row, text in enumerate(texts))])) == texts
    while texts and not texts[-1]:
        texts.pop()
    assert read(end.join(["text", *texts, "", ""])) == texts


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ('text\tid\n"Two\nlines\tand a tab"\t1\nnext\t2\n', ["Two\nlines\tand a tab", "next"]),
        ('text\n"Never closed\nnext\nlast\n', ['"Never closed', "next", "last"]),
        ('text\n"Never closed\nHe said "yes" to it\nlast\n', ['"Never closed', 'He said "yes" to it', "last"]),
        ('text\tid\n"Opens\t1\nmiddle\t2\ncloses"\nlast\t4\n', ['"Opens', "middle", 'closes"', "last"]),
        ('text\n"Yes" she said\n"Said ""yes"""\n""\nlast\n', ['"Yes" she said', 'Said "yes"', "", "last"]),
        ("text\nfirst\n\n\nfourth\n\n\n", ["first", "", "", "fourth"]),
        ("id\ttext\n1\tfirst\n\n2\tsecond\n3\n4\tfourth\t\t\n\t\n", ["first", "second", "", "fourth", ""]),
        ("text\nOne\ttext\nlast", ["One\ttext", "last"]),
        ("text\r\r\nfirst\r\r\nsecond\r\r\n", ["first", "second"]),
        ("\n\nid\t text \n1\tfirst\n", ["first"]),
    ],
)
def test_each_row_is_read_by_itself(content, texts):
    assert read(content) == texts


def test_a_mark_that_never_closes_takes_no_more_than_its_row_of_a_long_file():
    texts = ['"Opens', *("Listen" for _ in range(2 * MOST_LINES)), 'ends"']
    assert read("\n".join(["text", *texts])) == texts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_are_read_however_their_letters_were_written(encoding):
    assert read("id\ttext\n1\tKeep the café’s “plan”\n".encode(encoding)) == ["Keep the café’s “plan”"]


def test_a_cell_may_be_long():
    long = "Listen to people, " * 20_000
    assert read(written([["id", "text"], [1, long]], ","), "statements.csv") == [long]


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ("text\tid\ttext\na\t1\tb\n", "has 2 columns “text”: give each a name of its own"),
        ("id\ttext\n1\tfirst\n2\tone\ttwo\n", "row 2: 3 cells, and the heading has 2"),
        (b"\xff\xfet\x00e\x00x\x00", "has no column “text”"),
    ],
)
def test_a_table_that_leaves_a_doubt_is_refused_in_words(content, answer):
    with pytest.raises(TextNotRead, match=answer):
        read(content)


def test_a_column_is_found_with_spaces_around_its_name():
    assert read("id\t text \n1\tfirst\n", column="text ") == ["first"]
