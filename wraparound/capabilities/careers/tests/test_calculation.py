"""Files as people send them: the grid of 27 competencies at four stages, six domains in CASE, and what is wrong."""

import json

import pytest

from wraparound.capabilities.careers.calculation.case.reading import read_case
from wraparound.capabilities.careers.calculation.tables import read_table
from wraparound.capabilities.careers.evidence import PUBLISHED, EvidenceUnsound, shipped_frameworks
from wraparound.capabilities.careers.exchange.frameworks import file_name, read_framework_file
from wraparound.capabilities.careers.terms.frameworks import (
    STANDARD_SCALE,
    CannotKeepCareer,
    FrameworkFormat,
    FrameworkHead,
)
from wraparound.capabilities.careers.tests.framework_examples import STAGES, grid_rows, grid_workbook, six_domains
from wraparound.capabilities.careers.wording.frameworks import counts_words, work_words
from wraparound.published.release import EvidenceAltered

HEAD = FrameworkHead(name="Standards (made up)", version="2026")


def read(*lines, head=HEAD):
    return read_table([line.split("|") for line in lines], head)


def troubles(*lines, head=HEAD):
    return [(one.row, one.words) for one in read(*lines, head=head).troubles]


def test_27_competencies_at_four_stages_come_in_from_a_workbook():
    found = read_framework_file("standards.xlsx", grid_workbook(), HEAD).framework
    assert counts_words(found) == "9 domains, 27 competencies, 4 stages and 108 statements"
    assert [rung.name for rung in found.rungs] == ["Not yet", *STAGES]
    third = found.competencies[2]
    assert (third.title, third.domain, third.words) == ("Competency 1.3", "d1", "What it is to do 1.3")
    assert [one.words for one in found.shown_by(third, STAGES[3])] == ["You do 1.3: shaping it for all"]
    assert work_words(found) == "9 screens, one for each domain, with 27 answers in all."


def test_six_domains_come_in_from_case_in_their_order():
    found = read_case(six_domains())
    one = found.framework
    assert [each.title for each in one.domains] == [
        *("Outcomes", "Strategy", "Fairness", "Governance", "Culture", "Partners"),
    ]
    assert [each.key for each in one.competencies] == ["1", "2", "3", "4", "5", "6"]
    assert one.domains[0].identifier == "0b0e7a52-0000-4000-8000-000000000001"
    assert one.rungs == STANDARD_SCALE
    assert one.starts.isoformat() == "2026-04-01"
    assert found.not_kept == ("educationLevel",)


def test_what_ships_is_the_six_domains_with_their_source():
    (one,) = shipped_frameworks().values()
    assert (len(one.domains), len(one.competencies), one.statements) == (6, 6, ())
    assert one.starts.isoformat() == "2024-02-28"
    assert one.link.startswith("https://www.england.nhs.uk/")


@pytest.mark.parametrize(
    ("lines", "row", "words"),
    [
        (("Subject|Thing", "a|b"), 1, "names no columns that we know"),
        (("Domain|Competency", "A|x", "B|"), 3, "names no competency"),
        (("Domain|Competency", "|x"), 2, "names no domain"),
        (("Domain|Competency", "A|x", "|x"), 3, "“x” is in this domain twice"),
        (("Part|Key|Under|Stage|Title|Words", "chapter|1"), 2, "“chapter” is no part of a framework"),
        (("Part|Key|Words", "framework|starts|soon"), 2, "“soon” is no day"),
        (("Part|Key|Words", "framework|colour|red"), 2, "is nothing that a framework says"),
        (("Part|Key|Under|Title", "domain|1||"), 2, "It needs a key and a title"),
        (("", " |"), 0, "no rows"),
    ],
)
def test_what_is_wrong_in_a_row_is_said_with_the_row(lines, row, words):
    (found,) = troubles(*lines)
    assert found[0] == row
    assert words in found[1]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("domain|1||A", "competency|1|2|x"), "is under “2”, which is no domain"),
        (("domain|1||A", "domain|2||B", "competency|1|1|x"), "The domain “2” has no competency"),
        (("domain|1||A", "domain|1||B", "competency|1|1|x"), "The domain “1” is there twice"),
        (("domain|1||A", "competency|1|1|x", "stage|||one"), "the only one of its stages"),
        (("domain|1||A", "competency|1|1|" + "x" * 501), "has 501 letters, at most 500"),
        ((), "No competency was found"),
    ],
)
def test_what_is_wrong_with_the_whole_says_what_to_do(lines, words):
    found = troubles("Part|Key|Under|Title", *(lines or ("framework|name||",)))
    assert any(words in said for _, said in found), found


def test_a_framework_needs_a_name_and_a_version():
    said = " ".join(words for _, words in troubles("Domain|Competency", "A|x", head=FrameworkHead()))
    assert "no name" in said
    assert "no version" in said


def test_every_row_that_is_wrong_is_said_at_once():
    assert [row for row, _ in troubles("Domain|Competency", "A|", "A|x", "B|")] == [2, 4]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda one: one.pop("CFItems"), "This is no CASE package"),
        (lambda one: one["CFItems"][0].pop("identifier"), "It has no identifier"),
        (lambda one: one["CFItems"][0].update(fullStatement=""), "It has no fullStatement"),
        (lambda one: one["CFItems"][1].update(one["CFItems"][0]), "Its identifier is there twice"),
        (lambda one: one["CFDocument"].update(statusStartDate="spring"), "is no day"),
    ],
)
def test_what_is_wrong_in_a_case_file_is_said(change, words):
    package = json.loads(six_domains())
    change(package)
    found = read_case(json.dumps(package))
    assert found.framework is None
    assert any(words in one.words for one in found.troubles)


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"CFDocument": 1, "CFItems": 2}', "null", "[" * 100_000])
def test_what_is_no_case_is_said_and_never_breaks(text):
    assert read_case(text).troubles[0].row == 0


def test_a_file_that_is_no_table_says_what_to_do():
    for name, content in (("a.xlsx", b""), ("a.pdf", b"%PDF-1.7"), ("a.json", b"\xff{"), ("a.json", b"x" * 2_000_001)):
        with pytest.raises(CannotKeepCareer):
            read_framework_file(name, content, HEAD)


def test_a_loop_of_parents_ends():
    package = json.loads(six_domains())
    first, second = package["CFItems"][:2]
    for one, other in ((first, second), (second, first)):
        package["CFAssociations"].append(
            {"associationType": "isChildOf", "originNodeURI": one, "destinationNodeURI": other}
        )
    assert read_case(json.dumps(package)).framework is None


def test_names_of_files_are_of_plain_letters():
    (one,) = shipped_frameworks().values()
    assert file_name(one, FrameworkFormat.CASE) == "nhs-board-leadership-competency-framework-2024.json"


def test_a_table_that_was_altered_is_not_read(tmp_path):
    for part in PUBLISHED.iterdir():
        (tmp_path / part.name).write_bytes(part.read_bytes().replace(b"Fairness", b"Unfairness"))
    with pytest.raises(EvidenceAltered):
        shipped_frameworks(tmp_path)
    assert issubclass(EvidenceUnsound, RuntimeError)


def test_the_grid_has_one_row_for_each_competency():
    assert len(grid_rows()) == 27
