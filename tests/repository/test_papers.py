"""The data-protection papers say what the software does: periods, tables, and whatever they point to."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.repository.tree import files, text_of
from wraparound.records.calculation.retention import RETENTION

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs/papers"
PAPERS = sorted(FOLDER.glob("*.md"))
WITH_GAPS = FOLDER / "dpia.md"
GAPS = "What the software does not do yet"
ALL_TABLES = FOLDER / "what-an-administrator-could-read.md"

each_paper = pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)


def chapter(paper, heading):
    """What stands below a heading, down to the next of its rank."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text_of(paper), re.MULTILINE | re.DOTALL)
    assert found, f"{paper.name} has no heading {heading}"
    return found[1]


def rows(text):
    """The rows of the first table in a text, without its head."""
    lines = re.search(r"(?:^\|.*\|\n)+", text, re.MULTILINE)[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def in_the_schedule(one):
    """A retention class as its row should be."""
    return [
        f"`{one.name}`",
        one.words,
        "as long as the site" if one.months is None else f"{one.months} months",
        one.counted_from or "–",
        one.ground,
        "yes" if one.erasable else f"no: {one.why_kept}",
    ]


def anchors(paper):
    """What a link can point to in a paper: its headings, as they are addressed."""
    headings = re.findall(r"^#+ +(.+?)\s*$", text_of(paper), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(paper):
    return re.findall(r"\]\(([^)\s]+)\)", text_of(paper))


def test_the_schedule_says_what_the_software_does():
    schedule = rows(chapter(FOLDER / "retention-schedule.md", "The classes"))
    assert schedule == [in_the_schedule(one) for one in RETENTION.values()]


def test_every_table_is_in_the_paper_on_administrators():
    said = text_of(ALL_TABLES)
    tables = [model for model in apps.get_models() if f"`{model._meta.db_table}`" not in said]
    ours = [
        model._meta.label
        for model in apps.get_models()
        if model.__module__.startswith("wraparound.") and f"`{model._meta.label}`" not in said
    ]
    assert (tables, ours) == ([], []), f"say in {ALL_TABLES.name} what can be read there and what cannot"


def test_the_table_of_contents_names_every_paper():
    named = set(links(FOLDER / "README.md"))
    assert {paper.name for paper in PAPERS} - {"README.md"} <= named


@each_paper
def test_every_link_leads_somewhere(paper):
    for link in links(paper):
        file, _, anchor = link.partition("#")
        target = (FOLDER / file).resolve() if file else paper
        assert target.is_file(), f"{paper.name} points to {link}, which is not there"
        assert not anchor or anchor in anchors(target), f"{paper.name} points to {link}, which is no heading"


@each_paper
def test_every_test_and_every_file_named_is_there(paper):
    said = text_of(paper)
    tests = "\n".join(text_of(file) for file in files(ROOT, "test_*.py"))
    gone = [name for name in re.findall(r"`(test_\w+)`", said) if f"def {name}(" not in tests]
    gone += [path for path in re.findall(r"`(wraparound/[\w./]+)`", said) if not (ROOT / path).exists()]
    assert gone == []


def test_every_rule_that_is_said_to_show_something_is_in_the_code():
    code = "\n".join(text_of(file) for file in files(ROOT / "wraparound", "*.py"))
    shown = re.findall(r"^- \*\*Shown by\.\*\*.*(?:\n  .*)*", text_of(WITH_GAPS), re.MULTILINE)
    named = {name for line in shown for name in re.findall(r"`(\w+)`", line) if not name.startswith("test_")}
    assert len(shown) > 10
    assert [name for name in sorted(named) if not re.search(rf"^(?:def |class )?{name}\b", code, re.MULTILINE)] == []


@each_paper
def test_every_gap_that_is_pointed_to_is_on_the_list(paper):
    listed = {number for number, *_ in rows(chapter(WITH_GAPS, GAPS))}
    meant = re.findall(r"\[[Gg]aps?\s+([\d,\sand]+)\]\(", text_of(paper))
    assert {number for some in meant for number in re.findall(r"\d+", some)} <= listed


def test_every_number_ever_given_is_a_gap_or_said_to_be_closed_and_never_both():
    said = chapter(WITH_GAPS, GAPS)
    listed = [int(number) for number, *_ in rows(said)]
    lines = re.findall(r"^\*\*Closed on [^*]+\*\*(.*?)(?:\n\n|\Z)", said, re.MULTILINE | re.DOTALL)
    closed = [int(number) for line in lines for number in re.findall(r"[.] (\d+):", line.replace("\n", " "))]
    assert closed
    assert sorted([*listed, *closed]) == list(range(1, max(listed) + 1))
    assert listed == sorted(listed)


@each_paper
def test_what_is_to_be_filled_in_is_marked_alike(paper):
    loose = re.sub(r"\*\*\[FILL IN(: [^\]]+)?\]\*\*|`FILL IN`|\*\*\[FILL IN: what\]\*\*", "", text_of(paper))
    assert "FILL IN" not in loose
