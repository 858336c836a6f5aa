"""A plan as a workbook: out and in without loss, previews that say what is wrong, all or nothing, and undone."""

import io
import zipfile
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models.signals import post_save
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from wraparound.capabilities.delivery.actions import answers, milestones, spreadsheets
from wraparound.capabilities.delivery.actions.undoing import in_the_way, undo
from wraparound.capabilities.delivery.exchange.spreadsheets import plan_tables, plan_workbook
from wraparound.capabilities.delivery.models.milestones import Dependency, Milestone
from wraparound.capabilities.delivery.models.recommendations import Answer, OwnRecommendation
from wraparound.capabilities.delivery.models.spreadsheets import PlanFile, PlanFileRows
from wraparound.capabilities.delivery.queries.exporting import plan_out
from wraparound.capabilities.delivery.queries.spreadsheets import file_page
from wraparound.capabilities.delivery.terms.milestones import Evidence, EvidenceSort, MilestoneState, MoveReason
from wraparound.capabilities.delivery.terms.recommendations import (
    CannotPlan,
    Choice,
    NewAnswer,
    NewRecommendation,
    RecommendationKey,
)
from wraparound.capabilities.delivery.terms.spreadsheets import (
    COLUMNS,
    EVERY_ROW,
    FileState,
    NoSuchFile,
    Outcome,
    Sheet,
)
from wraparound.capabilities.delivery.tests.plan_world import (
    AT,
    FAR,
    HERE,
    OWNER,
    TODAY,
    commit,
    days,
    look_as,
    make_world,
    new_milestone,
)
from wraparound.capabilities.delivery.wording.spreadsheets import (
    answer_words,
    difference_words,
    doubts_words,
    say_page,
    trouble_words,
)
from wraparound.people.actions.grants import give
from wraparound.people.actions.people import bring_in
from wraparound.people.models import Person
from wraparound.people.queries.viewers import viewer_for
from wraparound.people.terms.access import OPERATOR, PUBLIC, NewGrant, Purpose, Role, Scope
from wraparound.people.terms.people import NewPerson
from wraparound.published.export import as_workbook_of

FIRST = RecommendationKey("review-2022-1")
LATER = AT + days(1)


@pytest.fixture
def world(db):
    return make_world()


def book(code, viewer, at=AT):
    return plan_workbook(plan_out(code, viewer=viewer, at=at))


def sheets_of(content):
    """Our sheets as lists of rows by heading."""
    found = {}
    for title, (headings, *rows) in plan_tables("plan.xlsx", content):
        found[title] = [dict(zip(headings, row, strict=False)) for row in rows]
    return found


def send(content, by, *, code=HERE, name="plan.xlsx", at=LATER):
    number = spreadsheets.send(code, name, plan_tables(name, content), at=at, by=by)
    return number, file_page(number, viewer=by, today=at.date()).does


def write(number, does, by, *, at=LATER):
    spreadsheets.write(number, does.fingerprint, at=at, by=by)


def sent_with(world, change, *, at=LATER):
    """The plan sent back, once `change` was made to its rows of milestones and answers."""
    sheets = sheets_of(book(HERE, world.lead, at))
    change(sheets["Milestones"], sheets["Answers"])
    return send(as_workbook_of({name: rows for name, rows in sheets.items() if rows}), world.lead, at=at)


def row_of(rows, title):
    return next(row for row in rows if row["What will be so"] == title)


def new_row(title="A new one", due="2026-09-30", **more):
    return {"What will be so": title, "Owner": OWNER, "Due on": due, **more}


def troubles(does):
    return [trouble_words(one) for one in does.rows_of(Outcome.REFUSED)]


def a_plan(world):
    """One of everything a plan can hold."""
    own = answers.recommend(
        HERE, NewRecommendation(programme="Well-led review", title="Walk the wards"), at=AT, by=world.lead
    )
    first = commit(world, "First", 10, recommendation=FIRST, effort=3, shared=True)
    second = commit(world, "Second", 20, evidence=Evidence(sort=EvidenceSort.WORDS, words="Minutes", link="https://x"))
    third = commit(
        world, "Third", 30, recommendation=own, evidence=Evidence(sort=EvidenceSort.FIGURE, of="staff_autonomy")
    )
    milestones.wait_for(second, first, at=AT, by=world.lead)
    milestones.wait_for(third, second, at=AT, by=world.lead)
    milestones.finish(first, TODAY, at=AT, by=world.lead)
    dropped = commit(world, "Dropped", 40)
    milestones.drop(dropped, "Nobody needs it.", at=AT, by=world.lead)
    milestones.move(second, TODAY + days(25), MoveReason.PEOPLE, at=AT + days(0), by=world.lead)
    answers.answer(HERE, FIRST, NewAnswer(choice=Choice.ADAPT, words="By\nhalf."), version=0, at=AT, by=world.lead)
    answers.answer(HERE, own, NewAnswer(choice=Choice.ADOPT, shared=True), version=0, at=AT, by=world.lead)
    return first, second, third


def test_a_plan_that_is_sent_back_as_it_went_out_changes_nothing(world):
    a_plan(world)
    number, does = send(book(HERE, world.lead), world.lead)
    assert does.many(Outcome.SAME) == len(does.rows) == 4 + 14
    assert answer_words(does) == ("Nothing in this file differs from what stands here, so there is nothing to write.",)
    with pytest.raises(CannotPlan, match="nothing to write"):
        write(number, does, world.lead)


def test_the_workbook_says_what_every_column_means_and_when_days_moved(world):
    a_plan(world)
    tables = dict(plan_tables("plan.xlsx", book(HERE, world.lead)))
    said = {(sheet, column) for sheet, column, words in tables["Columns"][1:] if words}
    assert said == {
        (sheet.value, heading)
        for sheet, columns in COLUMNS.items()
        if sheet is not Sheet.RECOMMENDATIONS
        for heading in columns.values()
    }
    assert tables["Moves"][1][1:6] == [
        "Second",
        "2026-05-04",
        "2026-05-24",
        "2026-05-29",
        "The people were needed elsewhere, or left",
    ]


def test_rows_are_changed_moved_with_a_reason_added_and_made_to_wait(world):
    first, second, _ = a_plan(world)

    def change(rows, given):
        row_of(rows, "Second").update(
            {"Due on": "30/06/2026", "Why its day moved": "Something else", "More of why": "Rain", "People’s days": "4"}
        )
        row_of(rows, "First").update({"State": "Open"})
        rows.append(new_row("Fourth", **{"Number": "new 1", "Waits for": str(second)}))
        rows.append(new_row("Fifth", **{"Waits for": f"new 1, {first}", "Owner": "colleague@made-up.example"}))
        given[1]["Answer"] = "decline"
        given[1]["How, or why"] = "Ours is older."
        given[0]["How, or why"] = "By a third."

    number, does = sent_with(world, change)
    assert troubles(does) == []
    assert (does.many(Outcome.ADD), does.many(Outcome.CHANGE)) == (3, 3)
    write(number, does, world.lead)

    moved = Milestone.objects.get(pk=second)
    assert (moved.due_on.isoformat(), moved.moved_why, moved.moved_words, moved.effort) == (
        "2026-06-30",
        "other",
        "Rain",
        4,
    )
    assert Milestone.objects.get(pk=first).state == MilestoneState.OPEN
    fifth = Milestone.objects.get(title="Fifth")
    assert fifth.owner == world.people["colleague"]
    waits = Dependency.objects.filter(milestone=fifth).values_list("on__title", flat=True)
    assert set(waits) == {"First", "Fourth"}
    told = {row.recommendation: (row.choice, row.words) for row in Answer.objects.all()}
    assert told["review-2022-2"] == ("decline", "Ours is older.")
    assert told[FIRST] == ("adapt", "By a third.")
    # Nothing of the file is kept once it is written.
    assert not PlanFileRows.objects.exists()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"Due on": "2026-07-01"}, "say why in the column “Why its day moved”"),
        ({"Due on": "2026-07-01", "Why its day moved": "Something else"}, "alone does not tell anybody"),
        (
            {"Due on": "2026-07-01", "Why its day moved": "It can be done earlier"},
            "to 2026-07-01 is later, and the reason",
        ),
        ({"Due on": "2026-05-10", "Why its day moved": "It is more work than we thought"}, "is one for a later day"),
        ({"Due on": "soon"}, "“soon” in the column “Due on” is no day"),
        ({"Due on": "2026-07-01", "Why its day moved": "Because"}, "is none of: something it waits for came later;"),
        ({"Owner": "Nobody Known"}, "Nobody called “Nobody Known” has a place or a role here"),
        ({"Number": "99999999"}, "Number 99999999 is no milestone of this plan"),
        ({"People’s days": "few"}, "is no whole number"),
        ({"People’s days": "9000"}, "from 0 to 2,000"),
        ({"Recommendation": "review-1"}, "There is no recommendation “review-1” here"),
        (
            {"What shows it": "A published figure", "Which figure or promise": "luck"},
            "Choose one of the measures there are",
        ),
        (
            {"What shows it": "A promise of a compact", "Which figure or promise": "77"},
            "Choose one of the promises there are",
        ),
        ({"What shows it": "Words", "Shown, in words": ""}, "Say in words what will show it"),
        ({"Link": "ftp://x"}, "begins with https://"),
        ({"Waits for": "nothing at all"}, "which is no milestone of this plan and none of this file"),
        ({"State": "Done"}, "Say on which day it was done"),
        ({"State": "Done", "Done or dropped on": "2027-01-01"}, "on a day to come"),
        ({"State": "Dropped", "Done or dropped on": "2026-05-01"}, "Say in the column “Why it was dropped” why"),
        ({"State": "late"}, "is none of: open; done; dropped"),
        ({"Shared with the region": "perhaps"}, "neither yes nor no"),
        ({"What will be so": "x" * 161}, "160 letters at most"),
    ],
)
def test_what_is_wrong_in_a_row_is_said_with_what_to_do(world, cells, said):
    a_plan(world)
    number, does = sent_with(world, lambda rows, _: row_of(rows, "Second").update(cells))
    assert len(troubles(does)) == 1, troubles(does)
    assert said in troubles(does)[0]
    with pytest.raises(CannotPlan, match="has to be mended"):
        write(number, does, world.lead)
    assert Milestone.objects.count() == 4


def test_why_a_day_moves_and_what_may_not_be_meant_stand_in_the_preview(world):
    a_plan(world)

    def change(rows, _):
        row_of(rows, "Third").update(
            {"Due on": "2026-07-01", "Why its day moved": "Something else", "More of why": "Rain"}
        )
        rows += [new_row("second  ", "2026-07-01"), new_row("Long past", "2020-03-03"), new_row("LONG past")]

    number, does = sent_with(world, change)
    (third,) = does.rows_of(Outcome.CHANGE)
    assert [difference_words(third, one, {}) for one in third.differences] == [
        "Due on: from 3 June 2026 to 1 July 2026",
        "Why its day moved: Something else",
        "More of why: Rain",
    ]
    second = Milestone.objects.get(title="Second").pk
    assert [doubts_words(one) for one in does.rows_of(Outcome.ADD)] == [
        (f"Milestone {second} of this plan says the same, and is due on 29 May 2026.",),
        ("Its day, 3 March 2020, is past already: it would be overdue from the beginning.",),
        ("Another row of this file says the same, and is due on 3 March 2020.",),
    ]
    assert "3 rows may not be meant so" in " ".join(answer_words(does))
    write(number, does, world.lead)
    assert Milestone.objects.count() == 7


def test_a_row_that_ends_otherwise_or_stands_twice_is_refused(world):
    a_plan(world)

    def change(rows, given):
        row_of(rows, "First").update({"State": "Dropped", "Why it was dropped": "No"})
        rows += [dict(row_of(rows, "Second")), new_row("Third", "2026-06-03")]
        given.append(dict(given[0]))

    _, does = sent_with(world, change)
    said = " ".join(troubles(does))
    assert "It is done already. Write Open as its state" in said
    assert "stands in row 3 already" in said
    assert "A milestone that says this is due on that day already" in said
    assert "This recommendation stands in row 2 already" in said


def test_a_loop_is_refused_and_the_chain_is_named(world):
    first, _, third = a_plan(world)
    number, does = sent_with(world, lambda rows, _: row_of(rows, "First").update({"Waits for": str(third)}))
    chain = "“First” would wait for “Third”, which waits for “Second”, which waits for “First”"
    assert troubles(does) == [f"This cannot wait for that: {chain}. Take one of these away first."]
    with pytest.raises(CannotPlan):
        write(number, does, world.lead)
    assert not Dependency.objects.filter(milestone=first).exists()


def test_rows_that_wait_for_each_other_only_within_the_file_are_a_loop_as_well(world):
    def change(rows, _):
        rows += [new_row("A", Number="a", **{"Waits for": "b"}), new_row("B", Number="b", **{"Waits for": "a"})]

    commit(world, "There")
    _, does = sent_with(world, change)
    assert troubles(does) == [
        "This cannot wait for that: “B” would wait for “A”, which waits for “B”. Take one of these away first."
    ]


def test_two_of_one_name_are_told_apart_by_address_or_key(world):
    (key,) = bring_in(
        [NewPerson(OWNER, "other@made-up.example", ((HERE, "Ward manager, nights", TODAY - days(9), None),))],
        at=AT,
        by=OPERATOR,
    )
    number, does = sent_with(world, lambda rows, _: rows.clear() or rows.append(new_row()))
    (said,) = troubles(does)
    assert f"Several people here are called “{OWNER}”: Somebody; Ward manager, nights. Choose one" in said
    spreadsheets.put_aside(number, at=LATER, by=world.lead)
    by_job = {"Owner": f" {OWNER.upper()} ,  ward manager, NIGHTS"}
    for cells in ({"Owner’s key": str(key)}, {"Owner": "other@made-up.example"}, by_job):
        _, does = sent_with(world, lambda rows, _, cells=cells: rows.clear() or rows.append(new_row(**cells)))
        assert [one.new.owner for one in does.milestones] == [str(key)]


def test_what_is_none_of_ours_is_said_and_not_kept(world):
    commit(world, "There")
    rows = [{"What will be so": "New", "Owner": OWNER, "Due on": "2026-09-01", "Mood": "secret"}]
    content = as_workbook_of({"Milestones": rows, "Thoughts": [{"Remark": "private"}]})
    number = spreadsheets.send(HERE, "x.xlsx", plan_tables("x.xlsx", content), at=LATER, by=world.lead)
    page = file_page(number, viewer=world.lead, today=TODAY)
    assert "Sheets that are none of ours, and were not read: “Thoughts”." in say_page(page)
    assert "Columns that are none of ours, and were not read: “Mood”." in say_page(page)
    assert page.does.stays == 1
    kept = PlanFile.objects.get(pk=number)
    assert "secret" not in str(file_page(kept.pk, viewer=world.lead, today=TODAY))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plan.xlsx", b"", "is empty"),
        ("plan.xlsx", b"<!doctype html><p>Sign in", "is a web page"),
        ("plan.pdf", b"%PDF-1.7", "a PDF"),
        ("plan.xlsx", b"PK\x03\x04 broken", "cut off or damaged"),
        ("plan.csv", b"Mood,Day\nGood,Monday", "No sheet of this file is one of ours"),
    ],
)
def test_a_file_that_is_no_plan_is_refused_with_what_to_do(world, name, content, said):
    with pytest.raises(CannotPlan, match=said):
        send(content, world.lead, name=name)
    assert not PlanFile.objects.exists()


def test_a_workbook_with_macros_is_refused(world):
    commit(world)
    held = io.BytesIO(book(HERE, world.lead))
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(CannotPlan, match="carries macros"):
        send(held.getvalue(), world.lead, name="plan.xlsm")


def test_one_sheet_as_csv_comes_in_as_well(world):
    text = f"What will be so;Owner;Due on\nTrain all;{OWNER};3 March 2027\n"
    number, does = send(text.encode(), world.lead, name="milestones.csv")
    write(number, does, world.lead)
    assert Milestone.objects.get().due_on.isoformat() == "2027-03-03"


def test_two_at_once_the_second_is_shown_again_and_nothing_is_written_twice(world):
    commit(world, "There")
    one, does = sent_with(world, lambda rows, _: row_of(rows, "There").update({"People’s days": "5"}))
    other, does_other = sent_with(world, lambda rows, _: row_of(rows, "There").update({"People’s days": "6"}))
    write(one, does, world.lead)
    with pytest.raises(CannotPlan, match="changed while you looked"):
        write(other, does_other, world.lead)
    with pytest.raises(CannotPlan, match="done already"):
        write(one, does, world.lead)
    assert Milestone.objects.get().effort == 5
    again = file_page(other, viewer=world.lead, today=LATER.date()).does
    with pytest.raises(CannotPlan, match="Tick what is to be written"):
        write(other, again, world.lead)
    spreadsheets.write(other, again.fingerprint, taken={EVERY_ROW}, at=LATER, by=world.lead)
    assert Milestone.objects.get().effort == 6


def test_ended_in_the_middle_nothing_is_written(world):
    commit(world, "There")
    number, does = sent_with(world, lambda rows, _: rows.extend(new_row(f"New {one}") for one in range(5)))

    class Ended(BaseException):
        pass

    def ends(sender, **told):
        if Milestone.objects.count() == 4:
            raise Ended

    post_save.connect(ends, sender=Milestone)
    try:
        with pytest.raises(Ended):
            write(number, does, world.lead)
    finally:
        post_save.disconnect(ends, sender=Milestone)
    assert Milestone.objects.count() == 1
    assert PlanFile.objects.get().state == FileState.SENT
    write(number, does, world.lead)
    assert Milestone.objects.count() == 6


def test_what_was_written_is_undone_in_one_step(world):
    a_plan(world)
    before = sheets_of(book(HERE, world.lead, LATER))

    def change(rows, given):
        row_of(rows, "Second").update({"Due on": "2026-06-30", "Why its day moved": "People", "Waits for": ""})
        row_of(rows, "Second").update({"Why its day moved": "Something else", "More of why": "Rain"})
        rows.append(new_row("Fourth", **{"Waits for": row_of(rows, "Second")["Number"]}))
        given[0].update({"Answer": "Adopt"})
        given.append({"Programme": "New review", "Title": "Listen more", "Answer": "Adopt"})

    number, does = sent_with(world, change)
    write(number, does, world.lead)
    assert in_the_way(number, by=world.lead) == ()
    assert OwnRecommendation.objects.count() == 2
    undo(number, at=LATER + days(1), by=world.lead)
    after = sheets_of(book(HERE, world.lead, LATER))
    # That the day went there and back is history, and stands among the moves.
    moves, earlier = after.pop("Moves"), before.pop("Moves")
    assert after == before
    assert [row["More of why"] for row in moves[len(earlier) :]] == [
        "Rain",
        "The spreadsheet that had moved it was undone.",
    ]
    with pytest.raises(CannotPlan, match="only once"):
        undo(number, at=LATER + days(1), by=world.lead)


def an_old_workbook(world):
    """A workbook taken out before the site was changed, with one change of its own; and what was changed here since."""
    _, second, third = a_plan(world)
    answers.answer(HERE, "review-2022-2", NewAnswer(choice=Choice.ADOPT), version=0, at=AT, by=world.lead)
    old = sheets_of(book(HERE, world.lead, AT + days(1) / 2))
    row_of(old["Milestones"], "Dropped").update({"Why it was dropped": "Said in the file."})
    milestones.move(second, TODAY + days(60), MoveReason.MONEY, at=LATER, by=world.lead)
    milestones.share(third, shared=True, at=LATER, by=world.lead)
    answers.answer(HERE, "review-2022-3", NewAnswer(choice=Choice.ADOPT), version=0, at=LATER, by=world.lead)
    return old, second, third


def test_an_old_workbook_leaves_what_was_changed_here_since_unless_somebody_ticks_it(client, world):
    old, second, third = an_old_workbook(world)
    number, does = send(as_workbook_of(old), world.lead, at=LATER + days(1))
    assert troubles(does) == []
    since = {one.mark: one.can_be_taken for one in does.rows_of(Outcome.MEANWHILE)}
    assert list(since.values()) == [False, False, True], since
    assert [one.title for one in does.rows_of(Outcome.MEANWHILE)][1:] == ["Second", "Third"]
    assert [one.title for one in does.rows_of(Outcome.CHANGE)] == ["Dropped"]
    look_as(client, world, "lead")
    at = f"/delivery/{HERE}/spreadsheet/{number}/"
    said = client.get(at).content.decode()
    assert "3 rows differ from what was changed here since this file was taken out on 4 May 2026." in said
    assert "Shared with the region: here yes, in your file no" in said
    assert "Due on: here 3 July 2026, in your file 29 May 2026" in said
    write(number, does, world.lead, at=LATER + days(1))
    assert Milestone.objects.get(pk=second).due_on == TODAY + days(60)
    assert Milestone.objects.get(pk=third).shared
    assert Answer.objects.filter(recommendation="review-2022-3").exists()
    assert Milestone.objects.get(title="Dropped").why_ended == "Said in the file."


def test_what_is_ticked_is_written_as_it_is_in_the_file_and_nothing_else(client, world):
    old, second, third = an_old_workbook(world)
    number, does = send(as_workbook_of(old), world.lead, at=LATER + days(1))
    look_as(client, world, "lead")
    ticked = {"step": "write", "fingerprint": does.fingerprint, "take": f"Milestones-{third_row(does)}"}
    said = client.post(f"/delivery/{HERE}/spreadsheet/{number}/", ticked, follow=True).content.decode()
    assert "2 changed" in said
    assert not Milestone.objects.get(pk=third).shared
    assert Milestone.objects.get(pk=second).due_on == TODAY + days(60)


def third_row(does):
    return next(one.line for one in does.rows if one.title == "Third")


def test_a_workbook_made_by_hand_says_that_this_cannot_be_told(world):
    commit(world, "There")
    _, does = send(
        as_workbook_of({"Milestones": [{"Number": Milestone.objects.get().pk, "What will be so": "Otherwise"}]}),
        world.lead,
    )
    assert "does not say when it was taken out" in " ".join(answer_words(does))


@pytest.mark.parametrize("what", ["ring", "again"])
def test_what_waited_before_and_cannot_wait_again_is_in_the_way_of_an_undo(client, world, what):
    first, second = commit(world, "First"), commit(world, "Second")
    milestones.wait_for(second, first, at=AT, by=world.lead)
    number, does = sent_with(world, lambda rows, _: row_of(rows, "Second").update({"Waits for": ""}))
    write(number, does, world.lead)
    if what == "ring":
        milestones.wait_for(first, second, at=LATER, by=world.lead)
    else:
        milestones.wait_for(second, first, at=LATER, by=world.lead)
    (one,) = in_the_way(number, by=world.lead)
    assert (one.title, one.because) == ("Second waits for First", "ring")
    look_as(client, world, "lead")
    said = client.get(f"/delivery/{HERE}/spreadsheet/{number}/").content.decode()
    assert "“Second waits for First” cannot be so again" in said
    with pytest.raises(CannotPlan, match="Nothing was undone"):
        undo(number, at=LATER, by=world.lead)


@pytest.mark.parametrize("what", ["changed", "waited for", "answered"])
def test_what_was_changed_since_is_in_the_way_of_an_undo_and_named(world, what):
    there = commit(world, "There")

    def change(rows, given):
        rows.append(new_row("Fourth"))
        given.append({"Programme": "New review", "Title": "Listen more"})

    number, does = sent_with(world, change)
    write(number, does, world.lead)
    fourth = Milestone.objects.get(title="Fourth").pk
    if what == "changed":
        milestones.share(fourth, shared=True, at=LATER, by=world.lead)
    elif what == "waited for":
        milestones.wait_for(there, fourth, at=LATER, by=world.lead)
    else:
        key = f"own-{OwnRecommendation.objects.get().pk}"
        answers.answer(HERE, key, NewAnswer(choice=Choice.ADOPT), version=0, at=LATER, by=world.lead)
    named = "Listen more" if what == "answered" else "Fourth"
    because = {"changed": "changed", "waited for": "waited", "answered": "answered"}[what]
    assert [(one.title, one.because) for one in in_the_way(number, by=world.lead)] == [(named, because)]
    with pytest.raises(CannotPlan, match=named):
        undo(number, at=LATER, by=world.lead)
    assert Milestone.objects.count() == 2


def test_what_nobody_wrote_within_a_week_is_put_aside(world):
    commit(world)
    number, _ = sent_with(world, lambda rows, _: rows.append(new_row()))
    assert spreadsheets.put_aside_what_is_old(at=LATER + days(6), by=OPERATOR) == 0
    assert spreadsheets.put_aside_what_is_old(at=LATER + days(7), by=OPERATOR) == 1
    assert not PlanFileRows.objects.exists()
    with pytest.raises(CannotPlan, match="done already"):
        spreadsheets.put_aside(number, at=LATER, by=world.lead)


def test_only_whoever_keeps_the_plan_sends_and_writes(world):
    commit(world)
    content = book(HERE, world.chair)
    for side in ("chair", "owner", "near_lead", "region", "administrator"):
        with pytest.raises(PermissionDenied):
            send(content, getattr(world, side))
    number, does = sent_with(world, lambda rows, _: rows.append(new_row()))
    with pytest.raises(NoSuchFile):
        write(number, does, world.near_lead)
    with pytest.raises(NoSuchFile):
        undo(number, at=LATER, by=world.near_lead)


def test_whoever_runs_the_site_brings_in_milestones_and_no_answers(world):
    number, does = send(as_workbook_of({"Answers": [{"Recommendation": FIRST, "Answer": "Adopt"}]}), OPERATOR)
    with pytest.raises(CannotPlan, match="by people who sign in"):
        write(number, does, OPERATOR)
    number, does = send(as_workbook_of({"Milestones": [new_row()]}), OPERATOR)
    write(number, does, OPERATOR)
    assert Milestone.objects.get().title == "A new one"


def keeper_of_both(world):
    """Somebody who keeps the plans of two made-up organisations, and an owner in both."""
    owner = world.people["owner"]
    places = ((HERE, "Lead", TODAY - days(99), None), (FAR, "Lead", TODAY - days(99), None))
    (key,) = bring_in([NewPerson("Bea Bothways", "both@made-up.example", places)], at=AT, by=OPERATOR)
    for code in (HERE, FAR):
        give(
            NewGrant(
                key,
                Role.IMPROVEMENT_DIRECTOR,
                Purpose.IMPROVEMENT,
                Scope.ORGANISATION,
                code,
                TODAY - days(9),
                None,
                "x",
            ),
            at=AT,
            by=OPERATOR,
        )
    person = Person.objects.get(key=key)
    assert owner.name != person.name
    return viewer_for(person.pk, person.name, on=TODAY, viewer=PUBLIC), person.name


def without_numbers(sheets):
    """Rows with titles instead of numbers, and without keys of an organisation's own recommendations."""
    titles = {row["Number"]: row["What will be so"] for row in sheets["Milestones"]}
    own = {row["Recommendation"]: row["Title"] for row in sheets["Answers"]}
    rows = []
    for row in sheets["Milestones"]:
        waits = sorted(titles[one] for one in row["Waits for"].split("; ") if one)
        rows.append({**row, "Number": "", "Waits for": waits, "Recommendation": own.get(row["Recommendation"], "")})
    given = [{**row, "Recommendation": ""} for row in sheets["Answers"]]
    return sorted(rows, key=lambda row: row["What will be so"]), given


def test_five_hundred_milestones_go_out_and_in_and_into_another_plan_without_loss(world):
    viewer, name = keeper_of_both(world)
    own = answers.recommend(
        HERE,
        NewRecommendation(programme="Review", title="Walk", words="All of them", source="Us", link="https://x"),
        at=AT,
        by=viewer,
    )
    answers.answer(
        HERE, own, NewAnswer(choice=Choice.DECLINE, words="Not now", shared=True), version=0, at=AT, by=viewer
    )
    shown = [
        Evidence(),
        Evidence(sort=EvidenceSort.WORDS, words="Minutes of\nthe board", link="https://x/y?z=1"),
        Evidence(sort=EvidenceSort.FIGURE, of="staff_autonomy", words="By a tenth"),
    ]
    rows = []
    for one in range(500):
        rows.append(
            {
                **new_row(f"Milestone {one:03} “=1+1”", (TODAY + days(one)).isoformat()),
                "Number": f"n{one}",
                "Owner": name,
                "Recommendation": ("", FIRST, own)[one % 3],
                "People’s days": one % 50 or "",
                "What shows it": ("Nothing yet", "Words, with a link if there is one", "A published figure")[one % 3],
                "Which figure or promise": shown[one % 3].of,
                "Shown, in words": shown[one % 3].words,
                "Link": shown[one % 3].link,
                "Waits for": "; ".join(f"n{one - back}" for back in (1, 7) if one % 5 and one >= back),
                "State": ("Open", "Done", "Dropped")[one % 10 if one % 10 < 3 else 0],
                "Done or dropped on": TODAY.isoformat() if one % 10 in (1, 2) else "",
                "Why it was dropped": "No longer needed" if one % 10 == 2 else "",
                "Shared with the region": ("yes", "no")[one % 2],
            }
        )
    number, does = send(as_workbook_of({"Milestones": rows}), viewer)
    assert troubles(does) == []
    write(number, does, viewer)
    out = book(HERE, viewer, LATER)
    _, again = send(out, viewer)
    assert again.many(Outcome.SAME) == 514
    assert (again.milestones, again.answers, again.added) == ((), (), {})

    number, does = send(out, viewer, code=FAR)
    assert does.elsewhere
    assert does.many(Outcome.ADD) == 501
    write(number, does, viewer)
    there = book(FAR, viewer, LATER)
    assert without_numbers(sheets_of(there)) == without_numbers(sheets_of(out))
    # Sent a second time it doubles nothing.
    _, twice = send(out, viewer, code=FAR)
    assert (twice.many(Outcome.ADD), len(twice.milestones)) == (0, 0)
    assert "due on that day already" in troubles(twice)[0]
    undo(number, at=LATER, by=viewer)
    assert not Milestone.objects.filter(organisation__code=FAR).exists()


WORDS = some.text(some.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20)


class AsItWas(TestCase):
    """Whatever a plan says, it comes back as it went out."""

    @given(
        written=some.lists(
            some.tuples(WORDS, some.integers(0, 900), some.none() | some.integers(0, 2000), WORDS, some.booleans()),
            min_size=1,
            max_size=4,
        )
    )
    @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def test_out_and_in_changes_nothing(self, written):
        world = make_world()
        for title, due, effort, words, shared in written:
            shown = Evidence(sort=EvidenceSort.WORDS, words=words)
            new = replace(new_milestone(title, due), effort=effort, evidence=shown, shared=shared)
            milestones.commit_to(HERE, new, at=AT, by=world.lead)
        _, does = send(book(HERE, world.lead), world.lead)
        assert does.many(Outcome.SAME) == len(does.rows), does.rows


def test_a_lead_sends_a_workbook_looks_writes_and_undoes_it(client, world):
    from django.core.files.uploadedfile import SimpleUploadedFile

    commit(world, "There", 400)
    look_as(client, world, "lead")
    assert "Bring a spreadsheet in" in client.get(f"/delivery/{HERE}/").content.decode()
    out = client.get(f"/delivery/{HERE}/spreadsheet/plan.xlsx")
    assert out["Content-Disposition"] == f'attachment; filename="{HERE}-plan.xlsx"'
    sheets = sheets_of(out.content)
    sheets["Milestones"].append(new_row("Walk the wards", "2030-09-30"))
    row = row_of(sheets["Milestones"], "There")
    # A number of days that is the number of a milestone too is still a number of days.
    row.update({"Owner": "Colin Colleague", "People’s days": row["Number"]})
    content = as_workbook_of({name: sheets[name] for name in ("Milestones", "Answers")})

    def page(**sent):
        return client.post(f"/delivery/{HERE}/spreadsheet/", sent, follow=True).content.decode()

    assert "Choose the workbook to send." in page()
    assert "is empty" in page(file=SimpleUploadedFile("plan.xlsx", b""))
    said = page(file=SimpleUploadedFile("plan.xlsx", content))
    assert "1 row would be added and 1 changed; 13 stay as they are." in said
    assert f"Owner: from {OWNER} to Colin Colleague" in said
    assert f"People’s days: from nothing to {row['Number']}" in said
    assert not Milestone.objects.filter(title="Walk the wards").exists()
    number = PlanFile.objects.get().pk
    at = f"/delivery/{HERE}/spreadsheet/{number}/"

    def step(**sent):
        return client.post(at, sent, follow=True).content.decode()

    does = file_page(number, viewer=world.lead, today=TODAY).does
    assert "changed while you looked" in step(step="write", fingerprint="other")
    assert "1 row added and 1 changed" in step(step="write", fingerprint=does.fingerprint)
    assert Milestone.objects.filter(title="Walk the wards").exists()
    assert "Undone. All of it is as it was before." in step(step="undo")
    assert not Milestone.objects.filter(title="Walk the wards").exists()
    assert "There is nothing of that kind" in step(step="dance")
    assert client.get(f"/delivery/ZZ02/spreadsheet/{number}/").status_code in (403, 404)


def test_a_plan_goes_out_and_in_at_the_terminal(world, tmp_path, capsys):
    from wraparound.capabilities.delivery.actions.terminal import bring_in as bring_in_file

    commit(world, "There", 400)
    sheets = sheets_of(book(HERE, world.lead))
    sheets["Milestones"].append(new_row())
    tables = plan_tables("x.xlsx", as_workbook_of({"Milestones": sheets["Milestones"]}))
    looked = bring_in_file(HERE, "x.xlsx", tables, write=False, at=LATER, by=OPERATOR)
    assert "1 row would be added" in say_page(looked)
    assert Milestone.objects.count() == 1
    written = bring_in_file(HERE, "x.xlsx", tables, write=True, at=LATER, by=OPERATOR)
    assert written.file.state is FileState.WRITTEN
    assert Milestone.objects.count() == 2
    assert {one.state for one in PlanFile.objects.all()} == {"dropped", "written"}
    assert Sheet.MILESTONES in COLUMNS
