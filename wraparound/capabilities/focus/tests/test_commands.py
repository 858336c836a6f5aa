"""Focus at the terminal: without a database, without a network, and with a clear word on every bad file."""

import io
import json
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
import typst

from wraparound.capabilities.focus import evidence
from wraparound.capabilities.focus.tests.test_documents import ARABIC, ENGLISH, WELSH, word_document
from wraparound.capabilities.focus.wording.kept import NONE_HERE
from wraparound.cli import main
from wraparound.methods.focus.model import score
from wraparound.people.actions.people import add_organisation, add_region
from wraparound.people.terms.access import OPERATOR
from wraparound.published.export import as_excel

TABLE = "id\ttext\n1\tReduce the backlog by March.\n2\tListen to our people and coach them.\n3\t\n4\tIt has six beds.\n"


@pytest.fixture
def no_network(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("focus opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


def given(tmp_path, content, name="statements.tsv"):
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def scored(file, capsys, *more, column="text"):
    status = main(["focus", "score", str(file), "--text-column", column, *more])
    out, err = capsys.readouterr()
    return status, out, err


def test_each_row_is_one_json_object_a_line(tmp_path, capsys, no_network):
    status, out, _ = scored(given(tmp_path, TABLE), capsys, "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [row["row"] for row in rows] == [1, 2, 3, 4]
    assert all(set(row) == {"row", "what", "how", "what_flag", "how_flag", "unsure"} for row in rows)
    assert all(0 <= row[flag] <= 1 for row in rows for flag in ("what", "how"))
    assert [(row["what_flag"], row["how_flag"]) for row in rows[:3]] == [(True, False), (False, True), (False, False)]


def test_spreadsheets_quote_cells_and_write_windows_lines(tmp_path, capsys):
    content = '\ufefftext\tid\r\n"Say ""thank you"" to staff"\t1\r\n\r\n"Half quoted\t2\r\n'
    _, out, _ = scored(given(tmp_path, content), capsys, "--json")
    assert [json.loads(line)["row"] for line in out.splitlines()] == [1, 2]
    comma = given(tmp_path, 'id,text\n1,"Listen, and thank people"\n', "statements.csv")
    assert json.loads(scored(comma, capsys, "--json")[1])["how_flag"] is True


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ("", "is empty"),
        ("id\twords\n1\tx\n", "has no column “text”. It has “id”, “words”"),
        ("id,text\n1,x\n", "look divided by commas"),
        (b"text\n\xff\xfe\x00\n", "statements.tsv is not text but zeros"),
        ("text\na\0b\n", "statements.tsv is not text but zeros"),
        ("id\ttext\n", "has a heading and no row under it"),
        ("\n\n", "has not even a heading"),
        ("id\tText\n1\tx\n", "Small and capital letters count: “Text”"),
        (b"%PDF-1.7 ...", "is a document, not a table"),
        (word_document(), "is a document, not a table"),
        (as_excel([{"text": "Listen."}], sheet="Texts"), "is an Excel workbook. Save the sheet"),
        ("<!DOCTYPE html><p>Listen.", "is a web page, not a table"),
    ],
)
def test_a_bad_table_is_answered_clearly(tmp_path, capsys, content, answer):
    status, _, err = scored(given(tmp_path, content), capsys)
    assert status == 2
    assert answer in err


def test_a_row_of_more_cells_than_the_heading_is_read_and_told_of_beside_the_answers(tmp_path, capsys):
    wide = "Listen to staff.\tA note\n"
    tabs = given(tmp_path, f"id\ttext\n1\t{wide}2\tCut waits by March.\n")
    status, out, err = scored(tabs, capsys, "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert (status, [row["row"] for row in rows]) == (0, [1, 2])
    assert (rows[0]["how_flag"], rows[1]["what_flag"]) == (True, True)
    assert "statements.tsv, row 1: 3 cells, and the heading has 2. What is over was left out" in err
    status, out, err = scored(tabs, capsys, "--json", "--strict")
    assert (status, out) == (2, "")
    assert "row 1: 3 cells" in err
    many = given(tmp_path, "id\ttext\n" + f"1\t{wide}" * 23)
    status, out, err = scored(many, capsys, "--json")
    assert (status, len(out.splitlines()), len(err.splitlines())) == (0, 23, 21)
    assert "The same of 3 more rows" in err


@pytest.mark.parametrize(
    ("heading", "ends", "cells"),
    [("id,text", ",,", "5 cells, and the heading has 2"), ("id,text,on", ",2026", "4 cells")],
)
def test_a_comma_in_an_unquoted_cell_belongs_to_the_text(tmp_path, capsys, heading, ends, cells):
    quoted, plain = ('"Listen, and thank people"', "Listen, and thank people")
    table = given(tmp_path, f"{heading}\n1,{quoted}{ends}\n2,{plain}{ends}\n", "statements.csv")
    status, out, err = scored(table, capsys, "--json")
    one, other = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert one | {"row": 2} == other
    assert f"row 2: {cells}" in err
    assert "What is over was taken into the column “text”" in err


def test_a_file_that_is_not_there_is_said_to_be_not_there(tmp_path, capsys):
    assert "There is no file" in scored(tmp_path / "none.tsv", capsys)[2]
    assert "is a folder, not a file" in scored(tmp_path, capsys)[2]
    for place, answer in ((tmp_path, "is a folder"), (tmp_path / "none.docx", "There is no file")):
        assert main(["focus", "read", str(place)]) == 2
        assert answer in capsys.readouterr().err


def test_a_file_that_turns_into_something_else_says_where_and_ends_with_an_error(tmp_path, capsys):
    rows = f"Listen.\t{'x' * 10_000}\n" * 150
    status, out, err = scored(given(tmp_path, f"text\tmore\n{rows}a\0b\n"), capsys)
    assert (status, out.count("\n") > 100) == (2, True)
    assert "this is not text but zeros or another kind of file. Open it, and save it again" in err


def test_rows_come_as_they_are_read_and_very_long_ones_do_no_harm(tmp_path, capsys):
    long = "Listen to people and clear the backlog " * 1500
    file = given(tmp_path, f"text\n{long}\nا لعربية نص\n{long[:60]}\n")
    status, out, _ = scored(file, capsys, "--json")
    assert (status, len(out.splitlines())) == (0, 3)


def test_a_sentence_takes_a_millisecond_at_most(no_network):
    texts, model = [one.text for one in evidence.lessons()], evidence.model()
    for text in texts[:100]:
        score(text, model)
    begin = time.process_time()
    for text in texts:
        score(text, model)
    assert (time.process_time() - begin) / len(texts) < 0.001
    assert sum(file.stat().st_size for file in evidence.PUBLISHED.iterdir()) < 10_000_000


def test_a_text_is_read_sentence_by_sentence(tmp_path, capsys, no_network):
    file = given(tmp_path, "Reduce the backlog by 2032.\nListen to staff.\n", "plan.txt")
    assert main(["focus", "read", str(file), "--kind", "plan", "--year", "2026", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [one["horizon"] for one in answer["sentences"]] == ["long", "none"]
    assert answer["counts"] == {"what": 1, "how": 1, "both": 0, "neither": 0, "unsure": 0}
    assert main(["focus", "read", str(file)]) == 0
    assert "provisional" in capsys.readouterr().out


def test_who_has_a_text_read_waits_for_no_arrays(tmp_path):
    """Only who learns, or measures, loads numpy."""
    file = given(tmp_path, "Reduce the backlog by 2032.\nListen to staff.\n", "plan.txt")
    table = given(tmp_path, TABLE)
    code = (
        "import sys; from wraparound.cli import main;"
        f"read = main(['focus', 'read', {str(file)!r}, '--json']);"
        f"scored = main(['focus', 'score', {str(table)!r}, '--text-column', 'text']);"
        "sys.exit(read or scored or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b"%PDF-1.7 ...", "cut off or damaged"),
        (b"PK\x03\x04...", "cut off or damaged"),
        (b"", "is empty"),
        (b"...", "holds no text that can be read: no word, or pictures alone. Open it"),
        (b"\xff\x00\xff", "is no text"),
        (bytes(range(256)) * 20, "is no text"),
        (b"Listen to sta\0ff.", "is no text"),
        (b"Listen to staff.\n" * 400 + b"a\0b", "has zeros between its letters"),
        (f"{WELSH}\n\n{ARABIC}", "None of the 2 sentences is in English"),
        (ARABIC, "The only sentence is not in English"),
    ],
)
def test_what_is_no_document_is_answered_clearly(tmp_path, capsys, content, answer):
    assert main(["focus", "read", str(given(tmp_path, content, "paper.txt"))]) == 2
    assert answer in capsys.readouterr().err


def test_two_people_code_leave_go_on_and_are_compared(tmp_path, capsys, monkeypatch):
    texts = "".join(f"Sentence number {row} of the plan\n" for row in range(14))
    file = given(tmp_path, f"text\n{texts}")
    files = [tmp_path / "a.tsv", tmp_path / "b.tsv"]

    def coding(coder, out, answers):
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
        return main(["focus", "annotate", str(file), "--coder", coder, "--out", str(out)])

    assert coding("A", files[0], "y\nn\nmaybe\nn\ny\nr\nq\n") == 0
    assert len(files[0].read_text().splitlines()) == 3
    coding("A", files[0], "y\nn\n" * 6 + "n\ny\ne\n" * 6)
    coding("B", files[1], "y\nn\nn\ny\nr\n" + "y\nn\n" * 6 + "n\ny\ne\n" * 6)
    assert [len(one.read_text().splitlines()) for one in files] == [15, 15]
    capsys.readouterr()
    assert main(["focus", "agreement", *map(str, files), "--json"]) == 0
    assert [one["alpha"] for one in json.loads(capsys.readouterr().out)["flags"]] == [1, 1]
    assert main(["focus", "agreement", str(files[0])]) == 2
    assert "two coders" in capsys.readouterr().err
    assert coding("B", files[0], "y\n") == 2
    assert "a file of their own" in capsys.readouterr().err


def test_a_word_document_and_a_pdf_are_read_at_the_terminal(tmp_path, capsys):
    for name, content in (("mine.docx", word_document()), ("mine.pdf", typst.compile(ENGLISH.encode()))):
        (tmp_path / name).write_bytes(content)
        assert main(["focus", "read", str(tmp_path / name), "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
        assert (said["counts"]["what"], said["counts"]["how"] > 0) == (1, True)
        assert said["sentences"][-1]["where"] == ("page 1" if name.endswith("pdf") else "")
    assert [one["kind"] for one in said["sentences"]] == ["sentence", "sentence"]


TASKS = "Cut waits in ward {} to ten weeks by March. "
PEOPLE = "Colleagues in team {} feel valued and listened to. "


def paper(tasks, people):
    """So many sentences of each, one a line."""
    lines = [TASKS.format(number) for number in range(tasks)] + [PEOPLE.format(number) for number in range(people)]
    return "\n\n".join(lines)


def test_documents_of_a_folder_stand_by_month_and_a_change_is_one_only_where_its_interval_leaves_out_none(
    tmp_path, capsys
):
    for name, text in (
        ("Board May 2026.txt", paper(60, 20)),
        ("2026-03 board.txt", paper(62, 18)),
        ("Board 3 July 2026.txt", paper(20, 60)),
        ("2026-08 copy.txt", paper(20, 60)),
        ("short 2026-06.txt", paper(3, 3)),
        ("undated.txt", paper(60, 20)),
        ("2026-09.pdf", "%PDF-1.7"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["focus", "trend", str(tmp_path), "--kind", "board paper", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    found = {one["name"]: one for one in said["documents"]}
    assert [one["day"] for one in said["documents"]] == [
        *("2026-03-01", "2026-05-01", "2026-06-01", "2026-07-03", "2026-08-01", "2026-09-01"),
        None,
    ]
    may, july = found["Board May 2026.txt"]["since"], found["Board 3 July 2026.txt"]["since"]
    assert may["low"] < 0 < may["high"]
    assert july["low"] > 0.3
    assert found["short 2026-06.txt"]["share"] is None
    assert found["2026-08 copy.txt"]["same_as"] == "Board 3 July 2026.txt"
    assert "says no month" in found["undated.txt"]["why_not"]
    assert "cut off or damaged" in found["2026-09.pdf"]["why_not"]
    assert (said["together"], said["beside"]) == (None, [])
    assert said["overall"]["low"] > 0.3


def test_beside_documents_stands_what_staff_said_and_no_number_of_both(tmp_path, capsys):
    (tmp_path / "2026-05.txt").write_text(paper(20, 20), encoding="utf-8")
    assert main(["focus", "trend", str(tmp_path), "--kind", "plan", "--organisation", "rxw"]) == 0
    said = capsys.readouterr().out
    assert "in no number with it" in said
    assert "2024  Staff survey: choice in their work: 53.8% of 4,036" in said
    assert main(["focus", "trend", str(tmp_path), "--kind", "plan", "--organisation", "nowhere"]) == 2
    assert main(["focus", "trend", str(tmp_path / "none"), "--kind", "plan"]) == 2
    assert "There is no folder" in capsys.readouterr().err


@pytest.mark.django_db
def test_kept_counts_of_an_organisation_stand_beside_its_published_survey(capsys):
    at = datetime(2026, 5, 4, 9, tzinfo=UTC)
    north = add_region("NO", "North (made up)", at=at, by=OPERATOR, made_up=True)
    add_organisation("RXW", "A trust", "Acute", north, at=at, by=OPERATOR)
    assert main(["focus", "kept", "--organisation", "rxw"]) == 0
    said = capsys.readouterr().out
    assert NONE_HERE in said
    assert "53.8% of 4,036" in said
    assert main(["focus", "kept", "--organisation", "RXW", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sorts"] == []
    assert main(["focus", "kept", "--organisation", "NOWHERE"]) == 2
