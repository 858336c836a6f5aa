"""The brief for board papers: two pages at most for every trust, tagged PDF, Word with the same words."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

import wraparound.charts
from wraparound.capabilities.expectations.exchange.briefs import brief_as_pages, brief_as_pdf, brief_as_word
from wraparound.capabilities.expectations.queries import answers, lists
from wraparound.charts.standalone import STYLE, standalone
from wraparound.people.terms.access import PUBLIC
from wraparound.published.terms import STAFF_BURNED_OUT, NotInEvidence

CODES = sorted(lists.organisations(viewer=PUBLIC))
CSS = Path(wraparound.charts.__file__).parents[1] / "web/assets/wraparound/wraparound.css"


def brief(code="RXW", measure=None):
    return answers.brief(code, measure, viewer=PUBLIC)


@pytest.mark.parametrize("code", CODES)
def test_every_trust_open_or_closed_fits_two_pages(code):
    assert 1 <= len(brief_as_pages(brief(code), 20)) <= 2


def test_the_pdf_is_tagged_titled_and_of_the_day_of_the_evidence():
    content = brief_as_pdf(brief())
    assert content.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in content
    assert b"/StructTreeRoot" in content
    assert b"pdfuaid:part>1" in content or b'pdfuaid:part="1"' in content
    assert re.search(rb"/Lang ?\(en-GB\)", content)
    assert brief_as_pdf(brief()) == content


def test_word_has_the_same_words_headings_tables_and_a_described_picture():
    made = Document(io.BytesIO(brief_as_word(brief())))
    text = "\n".join(one.text for one in made.paragraphs)
    for section in brief().sections:
        assert section.heading in text
        assert all(sentence in text for sentence in section.sentences)
    assert [one.style.name for one in made.paragraphs if one.style.name == "Heading 1"] == ["Heading 1"]
    assert len(made.tables) == 2
    assert made.tables[0].rows[0]._tr.trPr is not None
    inside = zipfile.ZipFile(io.BytesIO(brief_as_word(brief()))).read("word/document.xml").decode()
    described = re.search(r'<wp:docPr[^>]*descr="([^"]+)"', inside)
    assert "The median trust:" in described.group(1)
    assert made.core_properties.title == "What is realistic: Shrewsbury and Telford Hospital"


def test_another_measure_may_come_first_and_every_measure_has_its_line():
    first = brief("RXW", STAFF_BURNED_OUT)
    assert first.sections[0].heading == "Staff survey: burnt out"
    assert {row[0] for row in first.sections[2].table.rows} == {row[0] for row in brief().sections[2].table.rows}
    assert len(brief().sections[2].table.rows) == 8


def test_a_trust_of_which_nothing_can_be_said_has_a_brief_in_words():
    found = brief("RX8")
    assert "we cannot say" in found.sections[0].sentences[0]
    with pytest.raises(NotInEvidence):
        brief("ZZZ")


def test_hostile_text_stays_text_in_both_documents():
    hostile = replace(brief(), title='#panic("x") <b>&amp; $1$ *bold* "quoted" \\ /', line="]] #sys.inputs")
    assert brief_as_pdf(hostile)
    assert hostile.title in "\n".join(one.text for one in Document(io.BytesIO(brief_as_word(hostile))).paragraphs)


def test_pictures_in_documents_look_as_on_the_site():
    """Every class of the charts has the same looks in the style sheet and in the style that goes with a file."""
    colours = dict(re.findall(r"(--[a-z-]+): (#[0-9a-f]{6});", CSS.read_text(encoding="utf-8")))
    colours["--paper"] = "#fff"
    on_site = _rules(re.sub(r"var\((--[a-z-]+)\)", lambda found: colours[found[1]], CSS.read_text(encoding="utf-8")))
    in_file = _rules(STYLE)
    for rules in (on_site, in_file):
        rules.pop("chart-picture")
    assert in_file == on_site


def test_a_picture_stands_alone():
    drawn = brief().sections[0].chart
    assert standalone(drawn).startswith("<svg ")
    assert standalone(drawn).count("<style>") == 1


def _rules(css):
    found = {}
    for names, body in re.findall(r"((?:\.chart-[\w-]+,? ?)+)\{([^}]*)\}", css):
        for name in re.findall(r"\.(chart-[\w-]+)", names):
            found[name] = sorted(part.strip() for part in body.split(";") if part.strip())
    return found


@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_it_is_taken_from_the_page_with_a_name(client, ending, begins):
    response = client.get(f"/expectations/RXW/brief.{ending}?measure=ae_4hour_all_types")
    assert response.content.startswith(begins)
    assert f'filename="realistic-RXW-2026-11-23.{ending}"' in response["Content-Disposition"]
    assert client.get(f"/expectations/ZZZ/brief.{ending}").status_code == 404
    assert f"/expectations/RXW/brief.{ending}" in client.get("/expectations/RXW/").content.decode()
