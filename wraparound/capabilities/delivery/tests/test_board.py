"""The page for a board: what stands on it, and that it is one page however large the plan."""

import io
import re

import pytest
from docx import Document

from wraparound.capabilities.delivery.actions import answers, milestones, spreadsheets
from wraparound.capabilities.delivery.exchange.board import board_file
from wraparound.capabilities.delivery.queries.plans import board_report
from wraparound.capabilities.delivery.queries.spreadsheets import file_page
from wraparound.capabilities.delivery.terms.milestones import MoveReason
from wraparound.capabilities.delivery.terms.recommendations import Choice, NewAnswer
from wraparound.capabilities.delivery.tests.plan_world import (
    AT,
    HERE,
    OWNER,
    TODAY,
    commit,
    days,
    look_as,
    make_world,
)
from wraparound.capabilities.delivery.wording.board import board_page
from wraparound.papers.pdf import as_pages

LATER = AT + days(40)


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def report(viewer, since=TODAY, today=TODAY):
    return board_report(HERE, viewer=viewer, since=since, today=today)


def said(found):
    """Everything that the page says, by heading."""
    paper = board_page(found)
    return {one.heading: " ".join((*one.sentences, *one.points)) for one in paper.parts}


def test_the_page_says_where_the_plan_stands_and_who_made_it(world):
    first = commit(world, "First", 5)
    second = commit(world, "Second", 20)
    done = commit(world, "Third", 30)
    milestones.wait_for(second, first, at=AT, by=world.lead)
    milestones.finish(done, TODAY + days(1), at=AT + days(2), by=world.lead)
    milestones.move(second, TODAY + days(50), MoveReason.MONEY, at=AT + days(3), by=world.lead)
    answers.answer(HERE, "review-2022-1", NewAnswer(choice=Choice.DECLINE, words="x"), version=0, at=AT, by=world.lead)
    found = report(world.chair, since=TODAY, today=LATER.date())
    page = said(found)

    assert "Of 2 open milestones, 1 is overdue" in page["In short"]
    assert "Answers so far, of 13 recommendations: 1 declined." in page["In short"]
    assert page["Overdue"] == f"First. Overdue by 35 days: it was due on 9 May 2026. {OWNER}."
    assert "Second. 30 days later" in page["What slipped since 4 May 2026"]
    assert "The money came later, or less of it." in page["What slipped since 4 May 2026"]
    assert "Third. Done on 5 May 2026" in page["Done since 4 May 2026"]
    assert page["Due next"].startswith("Second. Due on 23 June 2026")
    assert "We cannot tell when it will all be done." in page["When it ends"]
    assert board_page(found).line.endswith("as at 13 June 2026 · made by Cara Chairwell")


def test_what_waits_for_what_is_late_stands_on_it(world):
    first, second = commit(world, "First", 5), commit(world, "Second", 8)
    milestones.wait_for(second, first, at=AT, by=world.lead)
    page = said(report(world.lead, today=TODAY + days(20)))
    assert (
        "“Second” is due on 12 May 2026 and cannot be done before" in page["Due before what it waits for can be done"]
    )


@pytest.mark.parametrize("letters", [8, 160])
def test_it_is_one_page_with_five_hundred_milestones_and_says_how_many_more_there_are(world, letters):
    title = "Wide words and more of them " * 6
    rows = [["Number", "What will be so", "Owner", "Due on", "Waits for", "State", "Done or dropped on"]]
    for one in range(500):
        done = ["Done", TODAY.isoformat()] if one % 9 == 0 else ["", ""]
        due = (TODAY + days(one % 90)).isoformat()
        rows.append([f"n{one}", f"{one} {title}"[:letters], OWNER, due, f"n{one - 1}" if one % 4 else "", *done])
    number = spreadsheets.send(HERE, "plan.xlsx", [("Milestones", rows)], at=AT, by=world.lead)
    does = file_page(number, viewer=world.lead, today=TODAY).does
    spreadsheets.write(number, does.fingerprint, at=AT, by=world.lead)
    found = report(world.lead, since=TODAY - days(9), today=TODAY + days(45))
    assert len(as_pages(board_page(found), dots_per_inch=20)) == 1
    lists = [one for one in board_page(found).parts if one.points]
    assert len(lists) == 5
    for one in lists:
        assert re.fullmatch(r"And [\d,]+ more, on the page of the plan\.", one.points[-1])
    told = {one.heading: len(one.points) - 1 + int(re.sub(r"\D", "", one.points[-1])) for one in lists}
    assert told["Overdue"] + told["Due next"] == len(found.plan.open)


def test_an_empty_plan_has_its_page_as_well(world):
    found = report(world.lead)
    assert list(said(found)) == ["In short", "When it ends"]
    assert board_file(found, "pdf").startswith(b"%PDF")


def test_as_pdf_and_word_for_whoever_reads_the_plan_and_no_other_form(client, world):
    commit(world, "Walk the wards", 400)
    look_as(client, world, "chair")
    answer = client.get(f"/delivery/{HERE}/board.pdf?since=2026-03-01")
    assert answer.content.startswith(b"%PDF")
    assert re.search(rf"plan-{HERE}-[\d-]+\.pdf", answer["Content-Disposition"])
    word = Document(io.BytesIO(client.get(f"/delivery/{HERE}/board.docx").content))
    text = "\n".join(one.text for one in word.paragraphs)
    assert "Where our plan stands" in text
    assert "Walk the wards" in text
    assert client.get(f"/delivery/{HERE}/board.exe").status_code == 404
    ahead = Document(io.BytesIO(client.get(f"/delivery/{HERE}/board.docx?since=2090-01-01").content))
    assert "You asked for 1 January 2090, which is still to come." in "\n".join(one.text for one in ahead.paragraphs)
    look_as(client, world, "region")
    assert client.get(f"/delivery/{HERE}/board.pdf").status_code == 403
