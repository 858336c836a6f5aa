"""A sheet of promises: out, typed into, and in again; what is taken, what is pointed out, and what breaks nothing."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from unicodedata import category

import pytest
import xlsxwriter
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wraparound.capabilities.compacts.actions import undertakings as kept
from wraparound.capabilities.compacts.actions.sheets import take_sheet
from wraparound.capabilities.compacts.calculation.sheets import asked_by, day_in, first_differing, is_same
from wraparound.capabilities.compacts.exchange.promises import promises_workbook, read_sheet
from wraparound.capabilities.compacts.forms.sheets import SALT, held
from wraparound.capabilities.compacts.queries.sheets import looked_at, looked_at_again, sheet_of
from wraparound.capabilities.compacts.terms.agreement import Follows, Party
from wraparound.capabilities.compacts.terms.compacts import (
    PromiseQuestion,
    UndertakingSort,
    UndertakingState,
    UndertakingTerms,
)
from wraparound.capabilities.compacts.terms.sheets import (
    LineNotTaken,
    Meant,
    SheetChange,
    SheetNotRead,
    Why,
)
from wraparound.capabilities.compacts.tests.factories import (
    AT,
    TODAY,
    look_as,
    token,
    undertaking,
)
from wraparound.capabilities.compacts.wording.sheets import left_words, read_only_cells, state_meant
from wraparound.published.workbooks import sheets_of
from wraparound.records.models.log import Change, Look
from wraparound.records.terms import Face

pytestmark = pytest.mark.database
STATE = UndertakingState
ALL = PromiseQuestion(which="all")
ONE = UndertakingTerms(
    number=12,
    compact=3,
    key="p1",
    sort=UndertakingSort.PROMISE,
    organisation="Larkmoor Hospitals",
    leader="Lena Leadbetter",
    words="An improvement director",
    component="",
    giver=Party.REGION,
    giver_words="the region",
    receiver_words="the leader",
    days=90.0,
    cost=72_000,
    paid_by="the region",
    starts=date(2026, 5, 11),
    review=None,
    due=date(2026, 7, 1),
    follows=Follows.PAUSE,
    late_on=date(2026, 7, 2),
    state=STATE.OPEN,
    overdue=False,
    delivered_on=None,
    days_given=None,
    evidence="",
    reported_by="",
    confirmed_by="",
    version=7,
    may_report=True,
    may_give_up=True,
)


def resent(content, typed=()):
    """The sheet as a spreadsheet program would save it, with cells typed over: (number, column, value)."""
    ((title, lines), *_) = sheets_of("promises.xlsx", content)
    heading = lines[0]
    for number, column, value in typed:
        row = next(line for line in lines[1:] if line[heading.index("Number")] == number)
        row[heading.index(column)] = value
    return written(lines, title=title)


def written(lines, *, title="Promises"):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page, as_day = book.add_worksheet(title), book.add_format({"num_format": "dd/mm/yyyy"})
    for place, line in enumerate(lines):
        for column, cell in enumerate(line):
            if isinstance(cell, date):
                page.write_datetime(place, column, cell, as_day)
            elif isinstance(cell, str) and cell.startswith("FORMULA"):
                page.write_formula(place, column, '=HYPERLINK("http://elsewhere.example")', None, "as it last showed")
            elif isinstance(cell, str):
                page.write_string(place, column, cell)
            elif cell is not None:
                page.write(place, column, cell)
    book.close()
    return out.getvalue()


def asked(line, one, today=TODAY):
    return asked_by(line, one, state_meant(line.state, one), first_differing(line, read_only_cells(one)), today)


def line_of(one, **typed):
    """The row of a record as it comes back, with columns that are taken typed over."""
    (line,) = read_sheet("promises.xlsx", promises_workbook([one], TODAY))
    return replace(line, **typed)


def sheet_for(viewer, question=ALL):
    return promises_workbook(sheet_of(question, viewer=viewer, on=TODAY), TODAY)


def preview(content, viewer, on=TODAY):
    return looked_at(read_sheet("promises.xlsx", content), viewer=viewer, on=on)


# A row by itself: no database.


@pytest.mark.parametrize(
    "text",
    ["2026-03-09", "2026-03-09T00:00:00", "09/03/2026", "9.3.2026", "9 March 2026", "9th mar 2026", "9-Mar-2026"],
)
def test_a_day_is_understood_as_excel_and_people_write_it(text):
    assert day_in(text) == date(2026, 3, 9)


@pytest.mark.parametrize("text", ["", "March 2026", "31/02/2026", "9/3/26", "46090", "soon", "9 Marchember 2026"])
def test_what_is_no_day_is_none(text):
    assert day_in(text) is None


@pytest.mark.parametrize(
    "one",
    [
        ONE,
        replace(ONE, overdue=True),
        replace(ONE, state=STATE.KEPT, delivered_on=TODAY, days_given=2.5, evidence="Minutes", reported_by="Lena"),
        replace(ONE, state=STATE.NOT_KEPT, evidence="No money", reported_by="Reg Northway"),
        replace(ONE, sort=UndertakingSort.CONDITION, days=None, cost=None, paid_by="", starts=None, receiver_words=""),
    ],
)
def test_out_and_in_again_asks_for_nothing(one):
    assert asked(line_of(one), one) is None


NASTY = (
    *("=1+1", "+44 20", "-3", "@SUM(A1)", '=HYPERLINK("http://elsewhere.example","Click")', "'quoted", "#N/A", "TRUE"),
    *("two\nlines", "two\r\nlines", "tab\there", "  spaces  ", "_x000A_", "2026-03-09", "0012", "1e5", "12,5", "½"),
    *("\x07bell", "<b>&amp;</b>", "naïve Ⅸ 中文 😀", "Z͑ͫ̓ͪ̂ͫ", "\u202eright to left", "a" * 500),
)


def test_no_text_is_run_or_changed_on_its_way_out_and_in():
    lines = [
        replace(ONE, number=place, words=text, leader=text, evidence=text, state=STATE.NOT_KEPT)
        for place, text in enumerate(NASTY, start=1)
    ]
    content = promises_workbook(lines, TODAY)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        pages = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not any(b"<f" in page for page in pages)
    for line, one in zip(read_sheet("promises.xlsx", content), lines, strict=True):
        assert asked(line, one) is None, one.words
    changed = [replace(one, evidence="") for one in lines]
    back = [asked(line, one) for line, one in zip(read_sheet("promises.xlsx", content), changed, strict=True)]
    for one, found in zip(lines, back, strict=True):
        assert isinstance(found, SheetChange)
        assert found.evidence.split() == "".join(c for c in one.evidence if category(c) != "Cc" or c in "\n\t").split()


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(
    texts=st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=80), min_size=5, max_size=20),
    days=st.floats(0, 5000, allow_subnormal=False),
)
def test_out_and_in_again_asks_for_nothing_whatever_was_recorded(texts, days):
    lines = [
        replace(ONE, number=place, words=text, organisation=text, evidence=text, state=STATE.KEPT, **recorded)
        for place, text in enumerate(texts, start=1)
        for recorded in ({"delivered_on": TODAY, "days_given": days},)
    ]
    back = read_sheet("promises.xlsx", promises_workbook(lines, TODAY))
    assert [asked(line, one) for line, one in zip(back, lines, strict=True)] == [None] * len(lines)


KEPT = replace(ONE, state=STATE.KEPT, delivered_on=TODAY, days_given=3.0, evidence="Minutes")
GIVEN_UP = replace(ONE, state=STATE.NOT_KEPT, evidence="No money")


@pytest.mark.parametrize(
    ("one", "typed", "kept_on", "days_given", "evidence"),
    [
        (ONE, {"kept_on": "2026-05-01", "evidence": "Minutes"}, date(2026, 5, 1), None, "Minutes"),
        (ONE, {"kept_on": "1 May 2026", "days_given": "2.5", "state": "Kept"}, date(2026, 5, 1), 2.5, ""),
        (ONE, {"state": "not KEPT ", "evidence": "No money"}, None, None, "No money"),
        (ONE, {"state": "", "kept_on": "2026-05-01"}, date(2026, 5, 1), None, ""),
        (KEPT, {"evidence": " Minutes and\r\nletters "}, TODAY, 3.0, "Minutes and\nletters"),
        (KEPT, {"state": "Not kept", "kept_on": "", "days_given": "", "evidence": "Wrong"}, None, None, "Wrong"),
        (GIVEN_UP, {"evidence": "No money, and no room"}, None, None, "No money, and no room"),
        (GIVEN_UP, {"kept_on": "2026-05-02", "evidence": "Late"}, date(2026, 5, 2), None, "Late"),
    ],
)
def test_what_is_typed_is_understood(one, typed, kept_on, days_given, evidence):
    found = asked(line_of(one, **typed), one)
    assert isinstance(found, SheetChange)
    assert (found.kept_on, found.days_given, found.evidence) == (kept_on, days_given, evidence)
    assert (found.number, found.version) == (12, 7)


@pytest.mark.parametrize(
    ("one", "typed", "why", "said"),
    [
        (ONE, {"version": "", "kept_on": "2026-05-01"}, Why.NO_VERSION, "no longer as it was"),
        (ONE, {"version": "6", "kept_on": "2026-05-01"}, Why.CHANGED, "since the sheet was made"),
        (ONE, {"kept_on": "2026-05-05"}, Why.FUTURE, "2026-05-05, and that day has not come"),
        (ONE, {"kept_on": "last week"}, Why.DAY, "says last week, and that is no day"),
        (ONE, {"kept_on": "2026-05-01", "days_given": "about 3"}, Why.DAYS, "about 3"),
        (ONE, {"kept_on": "2026-05-01", "days_given": "-1"}, Why.DAYS, "from 0 to 5,000"),
        (ONE, {"kept_on": "2026-05-01", "days_given": "nan"}, Why.DAYS, "from 0 to 5,000"),
        (ONE, {"kept_on": "2026-05-01", "evidence": "a" * 501}, Why.LONG, "500 letters"),
        (ONE, {"evidence": "Minutes"}, Why.NO_DAY, "on which day"),
        (ONE, {"days_given": "3"}, Why.NO_DAY, "on which day"),
        (ONE, {"state": "Kept"}, Why.NO_DAY, "on which day"),
        (ONE, {"state": "not kept"}, Why.NO_REASON, "not why"),
        (ONE, {"state": "not kept", "kept_on": "2026-05-01", "evidence": "x"}, Why.BOTH, "Empty both"),
        (ONE, {"state": "maybe", "kept_on": "2026-05-01"}, Why.STATE, "says maybe, which is no state"),
        (KEPT, {"state": "Due"}, Why.TAKEN_BACK, "does not take back"),
        (KEPT, {"kept_on": ""}, Why.TAKEN_BACK, "does not take back"),
        (KEPT, {"state": "Not kept", "evidence": "Wrong"}, Why.BOTH, "Empty both"),
        (GIVEN_UP, {"evidence": ""}, Why.NO_REASON, "not why"),
        (replace(ONE, may_give_up=False), {"state": "not kept", "evidence": "x"}, Why.EARLY, "Its day has not passed"),
        (replace(ONE, may_report=False), {"kept_on": "2026-05-01"}, Why.NOT_A_SIDE, "Only the sides"),
        (
            replace(ONE, may_report=False, state=STATE.ENDED),
            {"kept_on": "2026-05-01"},
            Why.ENDED,
            "an amendment took it out",
        ),
        (ONE, {"others": (("Cost", "80000"),)}, Why.DIFFERS, "“Cost” now says 80000"),
        (ONE, {"others": (("Due", "2026-08-01"),), "kept_on": "2026-05-01"}, Why.DIFFERS, "only for reading"),
    ],
)
def test_what_cannot_be_taken_is_left_with_its_reason(one, typed, why, said):
    found = asked(line_of(one, **typed), one)
    assert found.why is why
    assert said in left_words(found)


def test_a_sheet_of_another_day_or_program_says_the_same():
    monday, tuesday = ONE, replace(ONE, overdue=True)
    assert asked(line_of(monday), tuesday) is None
    assert state_meant("Due", tuesday) is Meant.SAME
    assert is_same("01/07/2026", "2026-07-01")
    assert is_same("72,000", "72000")
    assert not is_same("7200", "72000")


def test_every_reason_has_its_sentence():
    from wraparound.capabilities.compacts.terms.sheets import LineLeft

    for why in Why:
        assert left_words(LineLeft(2, why, "About", "Column", "cell")).endswith((".", "read."))


# The file.


def test_excel_makes_days_and_numbers_of_what_is_typed():
    content = promises_workbook([ONE], TODAY)
    typed = [(12, "Kept on", date(2026, 5, 1)), (12, "Days given", 3), (12, "Due", date(2026, 7, 1))]
    (line,) = read_sheet("promises.xlsx", resent(content, typed))
    found = asked(line, ONE)
    assert (found.kept_on, found.days_given) == (date(2026, 5, 1), 3.0)


def test_a_formula_is_what_it_last_showed():
    typed = [(12, "Kept on", "2026-05-01"), (12, "Evidence", "FORMULA")]
    (line,) = read_sheet("promises.xlsx", resent(promises_workbook([ONE], TODAY), typed))
    assert asked(line, ONE).evidence == "as it last showed"


def test_columns_may_move_go_and_come():
    heading = ["mine", "EVIDENCE", " kept  on", "State", "Days given", "version", "Number"]
    rows = [["", "", "", "", "", "", ""], ["x", "Minutes", "2026-05-01", "Due", "", 7, 12]]
    (line,) = read_sheet("mine.xlsx", written([heading, *rows]))
    assert line.line == 3
    assert asked(line, ONE).evidence == "Minutes"


def many_rows(count):
    heading = ["Number", "Version", "State", "Kept on", "Days given", "Evidence"]
    return written([heading, *([place, 7, "Due", "", "", ""] for place in range(1, count + 1))])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("notes.txt", lambda: b"Dear all,\nkept on Monday", "cannot be opened as an Excel file"),
        ("empty.xlsx", lambda: b"", "empty.xlsx is empty"),
        ("torn.xlsx", lambda: promises_workbook([ONE], TODAY)[:2000], "cannot be opened as an Excel file"),
        ("people.xlsx", lambda: written([["name", "job"], ["Ada", "Chair"]]), "no column “Number”, “Version”"),
        ("half.xlsx", lambda: written([["Number", "Version", "State", "Kept on", "Evidence"]]), "column “Days given”."),
        ("twice.xlsx", lambda: written([[*SIX, "Kept on"]]), "the column “Kept on” twice"),
        ("nothing.xlsx", lambda: written([[]]), "not a sheet of promises"),
        ("none.xlsx", lambda: promises_workbook([], TODAY), "not a sheet of promises"),
        ("large.xlsx", lambda: bytes(10_000_001), "larger than 10 MB"),
        ("long.xlsx", lambda: many_rows(50_000), "has 50,000 rows, and at most 20,000"),
    ],
)
def test_a_wrong_file_is_said_to_be_one(name, content, said):
    with pytest.raises(SheetNotRead, match=said):
        read_sheet(name, content())


SIX = ("Number", "Version", "State", "Kept on", "Days given", "Evidence")


# Against what is recorded.


def test_a_sheet_that_comes_back_as_it_left_changes_nothing(world, made):
    row = undertaking(made, "p1")
    kept.report(row.pk, delivered_on=TODAY, days_given=2.5, evidence="=1+1", version=token(row), at=AT, by=world.region)
    for viewer in (world.chair, world.leader, world.region, world.improver):
        found = preview(resent(sheet_for(viewer)), viewer)
        assert (found.proposed, found.left, found.same) == ((), (), 3)
    before = Change.objects.count()
    assert take_sheet(found.changes, at=AT, by=world.chair) == 0
    assert Change.objects.count() == before


def test_what_is_typed_is_recorded_as_one_by_one_in_one_change(world, made):
    director, coach, team = (undertaking(made, key) for key in ("p1", "p2", "c1"))
    typed = [
        *((coach.pk, "Kept on", TODAY), (coach.pk, "Days given", 88), (coach.pk, "Evidence", "Minutes")),
        *((director.pk, "State", "Not kept"), (director.pk, "Evidence", "No director was found")),
    ]
    found = preview(resent(sheet_for(world.region), typed), world.region)
    assert found.same == 1
    assert {one.change.number: (one.before, one.after) for one in found.proposed} == {
        director.pk: ("Nothing recorded.", "Not kept. No director was found"),
        coach.pk: ("Nothing recorded.", "Kept on 4 May 2026, 88 days given. Minutes"),
    }
    before = Change.objects.count()
    assert take_sheet(found.changes, at=AT, by=world.region) == 2
    assert Change.objects.count() == before + 1
    for row in (director, coach, team):
        row.refresh_from_db()
    assert (coach.state, coach.days_given, coach.reported_for) == (STATE.KEPT, 88.0, Party.REGION)
    assert (director.state, director.evidence) == (STATE.NOT_KEPT, "No director was found")
    assert team.state == STATE.OPEN
    again = preview(resent(sheet_for(world.region)), world.region)
    assert (again.proposed, again.left, again.same) == ((), (), 3)


def test_not_kept_before_its_day_is_for_its_giver_to_say(world, made):
    coach = undertaking(made, "p2")
    typed = [(coach.pk, "State", "Not kept"), (coach.pk, "Evidence", "No coach was found")]
    (left,) = preview(resent(sheet_for(world.region), typed), world.region).left
    assert (left.why, left.column) == (Why.EARLY, "State")
    (one,) = preview(resent(sheet_for(world.chair), typed), world.chair).proposed
    assert one.after == "Not kept. No coach was found"
    (left,) = looked_at_again([one.change], viewer=world.region, on=TODAY).left
    assert left.why is Why.EARLY
    (one,) = looked_at_again([one.change], viewer=world.region, on=coach.due_on + timedelta(days=1)).proposed
    assert one.change.number == coach.pk


def test_another_side_than_the_giver_is_told_that_it_counts_at_once(world, made):
    row = undertaking(made, "p1")
    (one,) = preview(resent(sheet_for(world.leader), [(row.pk, "Kept on", TODAY)]), world.leader).proposed
    assert one.after == "Kept on 4 May 2026."
    take_sheet([one.change], at=AT, by=world.leader)
    row.refresh_from_db()
    assert row.state == STATE.KEPT


def test_a_row_that_changed_meanwhile_is_noticed(world, made):
    row = undertaking(made, "p1")
    content = resent(sheet_for(world.chair), [(row.pk, "Kept on", TODAY)])
    kept.give_up(row.pk, "No money", version=token(row), at=AT, by=world.region)
    found = preview(content, world.chair)
    assert [one.why for one in found.left] == [Why.CHANGED]
    assert not found.proposed


def test_whoever_only_reads_records_nothing_and_strangers_see_nothing(world, made):
    row = undertaking(made, "p1")
    content = resent(sheet_for(world.chair), [(row.pk, "Kept on", TODAY)])
    assert [one.why for one in preview(content, world.improver).left] == [Why.NOT_A_SIDE]
    for viewer in (world.stranger, world.other_chair, world.other_region, world.centre):
        found = preview(content, viewer)
        assert {one.why for one in found.left} == {Why.NOT_FOUND}
        assert not any(one.about for one in found.left)
        assert (found.proposed, found.same) == ((), 0)


def test_numbers_that_are_none_and_rows_that_come_twice_are_left(world, made):
    row = undertaking(made, "p1")
    (_, lines), *_ = sheets_of("promises.xlsx", sheet_for(world.chair))
    place = lines[0].index("Number")
    wrong = [[cell if at != place else number for at, cell in enumerate(lines[1])] for number in ("", "x", -4, 10**15)]
    twice = next(line for line in lines[1:] if line[place] == row.pk)
    found = preview(written([lines[0], *wrong, twice, twice]), world.chair)
    assert [one.why for one in found.left] == [Why.NO_NUMBER] * 4 + [Why.TWICE] * 2
    assert [one.line for one in found.left] == [2, 3, 4, 5, 6, 7]


def test_a_sheet_is_taken_whole_or_not_at_all(world, made):
    first, second = undertaking(made, "p1"), undertaking(made, "p2")
    typed = [(first.pk, "Kept on", TODAY), (second.pk, "Kept on", TODAY)]
    changes = preview(resent(sheet_for(world.chair), typed), world.chair).changes
    kept.give_up(second.pk, "No coach", version=token(second), at=AT, by=world.chair)
    before = Change.objects.count()
    with pytest.raises(LineNotTaken, match=r"Row \d cannot be taken, so nothing of the sheet was recorded"):
        take_sheet(changes, at=AT, by=world.chair)
    first.refresh_from_db()
    assert (first.state, Change.objects.count()) == (STATE.OPEN, before)
    again = looked_at_again(changes, viewer=world.chair, on=TODAY)
    assert [one.change.number for one in again.proposed] == [first.pk]
    assert [one.why for one in again.left] == [Why.CHANGED]
    strange = looked_at_again(changes, viewer=world.other_chair, on=TODAY)
    assert {one.why for one in strange.left} == {Why.NOT_FOUND}


def test_rules_hold_for_whoever_makes_up_changes(world, made):
    row = undertaking(made, "p1")
    change = SheetChange(line=2, number=row.pk, version=token(row), kept_on=TODAY, days_given=None, evidence="")
    for viewer in (world.improver, world.other_chair, world.stranger):
        with pytest.raises(LineNotTaken):
            take_sheet([change], at=AT, by=viewer)
    with pytest.raises(LineNotTaken, match="has not come"):
        take_sheet([replace(change, kept_on=TODAY + timedelta(days=1))], at=AT, by=world.chair)


def test_too_many_changes_at_once_are_refused(world, made, monkeypatch):
    typed = [(undertaking(made, key).pk, "Kept on", TODAY) for key in ("p1", "p2", "c1")]
    content = resent(sheet_for(world.chair), typed)
    assert len(preview(content, world.chair).proposed) == 3
    monkeypatch.setattr("wraparound.capabilities.compacts.queries.sheets.MOST_CHANGES", 2)
    with pytest.raises(SheetNotRead, match="3 rows of it would change something, and at most 2"):
        preview(content, world.chair)


# The pages.


@pytest.fixture
def page():
    return reverse("compacts:promises_import")


def send(client, page, content, name="promises.xlsx"):
    return client.post(page, {"file": SimpleUploadedFile(name, content)})


def carried(answer):
    """What the page gives the browser to carry to the next one."""
    return unescape(re.search(r'name="held" value="([^"]*)"', answer.content.decode())[1])


def recorded_yesterday():
    return timezone.localdate() - timedelta(days=1)


def test_a_sheet_is_taken_typed_into_looked_at_and_recorded(client, world, made, page):
    look_as(client, world, "chair")
    answer = client.get(reverse("compacts:promises_sheet"), {"which": "all"})
    assert answer["Content-Disposition"] == 'attachment; filename="promises.xlsx"'
    row, day = undertaking(made, "p1"), recorded_yesterday()
    seen = send(client, page, resent(answer.content, [(row.pk, "Kept on", day), (row.pk, "Evidence", "<b>Minutes")]))
    said = seen.content.decode()
    assert "1 row would change what is recorded; 2 rows say what is recorded already. Nothing is recorded yet." in said
    assert "&lt;b&gt;Minutes" in said
    assert "Record this row" in said
    row.refresh_from_db()
    assert row.state == STATE.OPEN
    done = client.post(page, {"held": carried(seen)}, follow=True)
    assert "1 row was recorded, and every side is told." in done.content.decode()
    row.refresh_from_db()
    assert (row.state, row.delivered_on, row.evidence) == (STATE.KEPT, day, "<b>Minutes")
    twice = client.post(page, {"held": carried(seen)})
    assert "nothing of the sheet was recorded" in twice.content.decode()
    assert "since the sheet was made" in twice.content.decode()


def test_the_sheet_is_cut_like_the_list_and_its_leaving_is_logged(client, world, made):
    look_as(client, world, "region")
    for question, many in (({"which": "all"}, 3), ({"which": "all", "sort": "condition"}, 1), ({"q": "zzz"}, 0)):
        content = client.get(reverse("compacts:promises_sheet"), question).content
        (title, lines), (about, _) = sheets_of("promises.xlsx", content)
        assert (title, about, len(lines) - 1) == ("Promises", "About", many)
    look = Look.objects.filter(face=Face.EXPORT).latest("pk")
    assert (look.by, look.place) == (world.region.person, "compacts:promises_sheet")
    look_as(client, world, "stranger")
    (_, lines), *_ = sheets_of("promises.xlsx", client.get(reverse("compacts:promises_sheet")).content)
    assert lines == [["None"]]


def test_what_was_looked_at_cannot_be_changed_sent_late_or_by_others(client, world, made, page, monkeypatch):
    row = undertaking(made, "p1")
    change = SheetChange(
        line=2, number=row.pk, version=token(row), kept_on=recorded_yesterday(), days_given=None, evidence=""
    )
    good = held((change,), world.chair)
    look_as(client, world, "leader")
    forged = signing.dumps([{"line": 2}], salt=f"{SALT}.{world.people['leader'].pk}")
    for given_text in (good, good[:-1] + ("A" if good[-1] != "A" else "B"), "", "wibble", forged):
        answer = client.post(page, {"held": given_text})
        assert "Choose the sheet again" in answer.content.decode() or "required" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == STATE.OPEN
    monkeypatch.setattr("django.core.signing.time.time", lambda: 1_700_000_000.0)
    late = held((change,), world.leader)
    monkeypatch.undo()
    assert "more than an hour ago" in client.post(page, {"held": late}).content.decode()
    assert "1 row was" in client.post(page, {"held": held((change,), world.leader)}, follow=True).content.decode()


def test_wrong_files_are_sentences_on_the_page(client, world, made, page):
    look_as(client, world, "chair")
    assert "Choose the sheet to send." in client.post(page, {}).content.decode()
    answer = send(client, page, b"Dear all", name="<notes>.txt")
    assert "&lt;notes&gt;.txt cannot be opened as an Excel file" in answer.content.decode()
    assert "<title>Error:" in answer.content.decode()
    assert "not a sheet of promises" in send(client, page, written([["name"], ["Ada"]])).content.decode()


def test_nobody_without_an_account_sends_or_takes_a_sheet(client, db, page):
    for address in (page, reverse("compacts:promises_sheet")):
        assert client.get(address).status_code == 302
