"""What is read of a file, what of it is kept, and how the next one with its headings is taken."""

import io
import tracemalloc
import zipfile

import pytest

from wraparound.capabilities.pipelines.actions import imports
from wraparound.capabilities.pipelines.actions.terminal import bring_in_file
from wraparound.capabilities.pipelines.calculation.importing.packing import unpacked
from wraparound.capabilities.pipelines.calculation.importing.recognise import columns_of
from wraparound.capabilities.pipelines.exchange.tables import read_tables, refused_out
from wraparound.capabilities.pipelines.models.exchange import ImportPart
from wraparound.capabilities.pipelines.terms.columns import COLUMNS, PROTECTED
from wraparound.capabilities.pipelines.terms.exchange import CannotImport, ImportLine, Outcome, Sheet, Taken
from wraparound.capabilities.pipelines.tests.exchange_world import AT, counts
from wraparound.capabilities.pipelines.tests.keep_world import make_world
from wraparound.people.models import Membership
from wraparound.people.terms.access import OPERATOR
from wraparound.published.export import as_workbook_of
from wraparound.published.workbooks import sheets_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(scope="module")
def world_once(made_once):
    return made_once(make_world)


def test_a_file_at_the_terminal_that_cannot_be_taken_is_put_aside(world):
    tables = read_tables("x.xlsx", as_workbook_of({"Notes": [{"Remark": "Of nothing"}]}))
    with pytest.raises(CannotImport):
        bring_in_file("ZZ01", "x.xlsx", tables, at=AT, by=OPERATOR)
    assert not ImportPart.objects.exists()


def test_of_a_file_nothing_is_kept_that_is_not_taken_and_nothing_protected_ever(world):
    rows = [
        {
            "Employee Number": "77",
            "Name": "Ada Lowell",
            "Job": "Matron",
            "Ethnic Origin": "Told",
            "Date_of_Birth": "Told",
            "D.O.B.": "Told",
            "Sex": "Told",
            "Salary": "Untaken",
        }
    ]
    tables = read_tables("staff.xlsx", as_workbook_of({"Staff": rows, "Notes": [{"Remark": "Untaken"}]}))
    number = imports.send("ZZ01", "staff.xlsx", tables, at=AT, by=world.director)
    assert "Told" not in _kept(number)
    assert "Untaken" in _kept(number)
    with pytest.raises(CannotImport, match="not read"):
        imports.take_as(
            number, [Taken("Staff", Sheet.PEOPLE, (("Name", "name"), ("Sex", "job")))], at=AT, by=world.director
        )
    imports.take_as(number, None, at=AT, by=world.director)
    assert "Untaken" not in _kept(number)
    assert "Matron" in _kept(number)
    with pytest.raises(CannotImport, match="Send the file again"):
        imports.take_as(
            number, [Taken("Staff", Sheet.PEOPLE, (("Name", "name"), ("Salary", "job")))], at=AT, by=world.director
        )
    assert imports.write(number, at=AT, by=world.director)
    assert Membership.objects.get(person__name="Ada Lowell").job == "Matron"


def test_no_column_of_ours_is_taken_for_a_protected_characteristic():
    called = [name for of in COLUMNS.values() for one in of.values() for name in (one.heading, *one.others)]
    assert [one for one in called if PROTECTED.search(one)] == []


def _kept(number):
    return str([unpacked(one.content) for one in ImportPart.objects.filter(of=number, sort="table")])


COLUMNS_OF_A_LIST = (("No.", "number"), ("Who", "name"), ("What they do", "job"))


@pytest.mark.parametrize("headings", ["No.,Who,What they do", "no.,WHO,What they do"])
def test_a_mapping_that_was_saved_reads_the_next_file_whatever_it_is_called(world, headings):
    def sent(name, first, row):
        return imports.send("ZZ01", name, read_tables(name, f"{first}\n{row}".encode()), at=AT, by=world.director)

    march = sent("march.csv", "No.,Who,What they do", "1,Ada Lowell,Matron")
    taken = [Taken("march", Sheet.PEOPLE, COLUMNS_OF_A_LIST)]
    imports.take_as(march, taken, name="Our list", at=AT, by=world.director)
    april = sent("april.csv", headings, "2,Bo Marsh,Analyst")
    assert imports.known_already(april, by=world.director)
    imports.take_as(april, None, at=AT, by=world.director)
    assert counts(world.director, april) == {"add": 1}
    tables = read_tables("may.csv", f"{headings}\n3,Cy Newman,Porter".encode())
    said = bring_in_file("ZZ01", "may.csv", tables, mapping="Our list", at=AT, by=OPERATOR)
    assert said.found.counts == {"add": 1}


def _as_job(heading):
    return [Taken("Staff", Sheet.PEOPLE, (("Name", "name"), (heading, "job")))]


def zipped(text):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("people.csv", text)
    return held.getvalue()


@pytest.mark.parametrize("text", ["Name,Job\n" + "\n" * 30_000_000, "Name,Job\n" + ("," * 900_000 + "\n") * 30])
def test_a_small_file_that_claims_much_is_refused_before_it_fills_the_memory(text):
    content = zipped(text)
    assert len(content) < 50_000
    tracemalloc.start()
    try:
        with pytest.raises(CannotImport):
            read_tables("people.zip", content)
        assert tracemalloc.get_traced_memory()[1] < 150_000_000
    finally:
        tracemalloc.stop()


def test_rows_to_be_mended_leave_as_excel_whatever_the_sheet_is_called():
    titles = ["staff [2026]", "STAFF  2026 ", "a" * 40, "a" * 35, "'", "History"]
    tables = [(title, ["Name"], {2: [title]}) for title in titles]
    for sheet, (title, *_) in zip([Sheet.PEOPLE] * len(tables), tables, strict=True):
        line = ImportLine(sheet, 2, Outcome.REFUSED)
        assert sheets_of("x.xlsx", refused_out(tables, [line], {sheet: title}, {}))
    every = [ImportLine(sheet, 2, Outcome.REFUSED) for sheet in Sheet]
    said = dict(zip(Sheet, titles, strict=False))
    assert len(sheets_of("x.xlsx", refused_out(tables, every, said, {}))) == len(said)


def test_headings_as_people_shorten_them_are_known():
    given = ("Emp. No", "Full name", "Job title", "Joined", "Left")
    assert columns_of(Sheet.PEOPLE, given) == (
        ("Emp. No", "number"),
        ("Full name", "name"),
        ("Job title", "job"),
        ("Joined", "starts"),
        ("Left", "ends"),
    )
