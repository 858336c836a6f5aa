"""Publishers' files read as what they are: figures right, bad rows named, and nothing that breaks the reader."""

import csv
import io
import os
import random
import re
import zipfile
from datetime import date

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.samples import official
from wraparound.published.measure_files import MeasureFileNotRead, card_from, our_cards
from wraparound.published.readers.months import month_in, period_in
from wraparound.published.readers.recognise import read_file
from wraparound.published.readers.terms import FileRefused, Layout
from wraparound.published.release import newest_release
from wraparound.published.renewal.renew import renew
from wraparound.published.terms import AE_ALL, AE_MAJOR, RTT_18_WEEKS, CannotAnswer

TRUSTS = (("RXW", "Shrewsbury", 9000, 4000), ("RJ1", "Guy's", 10000, 2500))
CASES = int(os.environ.get("WRAPAROUND_FUZZ_CASES", "400"))


@pytest.fixture
def read(tmp_path):
    def reads(name, content, **asked):
        path = tmp_path / name
        path.write_bytes(content)
        return read_file(path, our_cards(), **asked)

    return reads


def figures(found):
    return {(one.code, one.measure): (one.period, one.numerator, one.denominator) for one in found.figures}


class TestEveryLayout:
    def test_the_monthly_csv_with_its_total(self, read):
        found = read("june.csv", official.ae_csv([*TRUSTS, ("TOTAL", "TOTAL", 19000, 6500)]))
        assert found.layout is Layout.AE_CSV
        assert figures(found)["RXW", AE_MAJOR] == (date(2024, 6, 1), 5000, 9000)
        assert [(one.measure, one.numerator) for one in found.national] == [(AE_MAJOR, 12500), (AE_ALL, 12500)]

    def test_the_workbook_says_its_month_and_when_it_was_published(self, read):
        found = read("may.xls", official.ae_workbook([("-", "England", 99, 9), *TRUSTS]))
        assert (found.layout, found.published, found.title) == (
            Layout.AE_WORKBOOK,
            "11th June 2026",
            "A&E attendances, May 2026",
        )
        assert figures(found)["RJ1", AE_ALL] == (date(2026, 5, 1), 7500, 10000)
        assert found.national[0].numerator == 90

    def test_a_sheet_saved_again_as_csv_needs_its_month(self, read):
        content = official.as_csv(official.ae_sheet(TRUSTS))
        assert figures(read("March-2026-AE.csv", content))["RXW", AE_MAJOR][0] == date(2026, 3, 1)
        assert figures(read("sheet.csv", content, month=date(2026, 2, 1)))["RXW", AE_MAJOR][0] == date(2026, 2, 1)
        with pytest.raises(FileRefused, match="does not say which month"):
            read("sheet.csv", content)

    @pytest.mark.parametrize("pack", [bytes, official.zipped])
    def test_the_waiting_list_counts_all_specialties_of_incomplete_pathways(self, read, pack):
        found = read("rtt.csv.zip", pack(official.rtt_csv([("RXW", 600, 1000), ("NT3", 5, 6)])))
        assert figures(found)["RXW", RTT_18_WEEKS] == (date(2026, 4, 1), 600, 1000)
        assert not found.rejected

    def test_a_total_that_its_specialties_do_not_make_is_rejected(self, read):
        lines = official.rtt_csv([("RXW", 600, 1000), ("RXW", 5, 9), ("RJ1", 60, 100)]).decode().splitlines()
        del lines[1]
        found = read("rtt.csv", "\n".join(lines).encode())
        assert [one.about for one in found.rejected] == ["RXW"]
        assert "rows are missing" in found.rejected[0].why
        assert [one.code for one in found.figures] == ["RJ1"]

    def test_the_register_leaves_out_other_countries(self, read):
        rows = [("RXW", "SHREWSBURY", "Y60", "19940401", ""), ("RQF", "VELINDRE", "", "19940401", "")]
        found = read("etr.csv", official.register(rows))
        assert [(one.code, one.region, one.opened) for one in found.entries] == [("RXW", "Midlands", date(1994, 4, 1))]
        assert found.left_out[0].rows == 1

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_the_plain_layout_in_any_encoding_of_one_kind(self, read, encoding):
        text = official.plain([("RXW", "2026-04", AE_MAJOR, 5, 9)]).decode()
        assert figures(read("a.csv", text.encode(encoding)))["RXW", AE_MAJOR] == (date(2026, 4, 1), 5, 9)

    def test_the_plain_layout_in_a_workbook(self, read):
        held = io.BytesIO()
        book = xlsxwriter.Workbook(held, {"in_memory": True})
        page = book.add_worksheet("Figures")
        page.write_row(0, 0, ("ods_code", "period", "measure", "numerator", "denominator"))
        page.write_row(1, 0, ("RXW", "2026-04", AE_MAJOR, 5, 9))
        book.close()
        assert figures(read("a.xlsx", held.getvalue()))["RXW", AE_MAJOR] == (date(2026, 4, 1), 5, 9)

    def test_our_own_table_is_known_by_its_columns(self, read):
        rows = [("ods_code", "period", "measure", "why"), ("RXW", "2026-04-01", AE_MAJOR, "A new department")]
        found = read("steps.csv", official.as_csv(rows))
        assert (found.layout, found.table, len(found.lines)) == (Layout.OWN_TABLE, "recording_steps", 1)

    def test_a_measure_file_declares_a_measure(self):
        card = card_from(official.measure_file().decode(), "tea.toml")
        assert (card.label, card.made_up, card.months_per_period, card.adds_up) == (
            "Tea served within ten minutes (made up)",
            True,
            3,
            True,
        )


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("RXW", "2026-04-01", AE_MAJOR, 9001, 9000), "larger than the denominator"),
        (("RXW", "2026-04-01", AE_MAJOR, "56.3%", 9000), "is a percentage"),
        (("RXW", "2026-04-01", AE_MAJOR, 56.3, 100), "no whole number"),
        (("RXW", "2026-04-01", AE_MAJOR, -5, 100), "below zero"),
        (("RXW", "2026-04-01", AE_MAJOR, "many", 100), "is no number"),
        (("RXW", "2026-04-01", AE_MAJOR, 5, 0), "is no share"),
        (("RXW", "2026-04-02", AE_MAJOR, 5, 9), "not the first day"),
        (("RXW", "April", AE_MAJOR, 5, 9), "is no period"),
        (("RXW", "2026-04-01", "happiness", 5, 9), "a measure we do not know"),
        (("R X", "2026-04-01", AE_MAJOR, 5, 9), "is no code"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_with_its_line(read, row, why):
    found = read("a.csv", official.plain([("RJ1", "2026-04-01", AE_MAJOR, 1, 2), row]))
    assert len(found.figures) == 1
    assert [(one.line, why in one.why) for one in found.rejected] == [(3, True)]


def test_a_period_twice_and_a_period_not_reported(read):
    row = ("RXW", "2026-04-01", AE_MAJOR, 5, 9)
    found = read("a.csv", official.plain([row, row, ("RXW", "2026-05-01", AE_MAJOR, "", "")]))
    assert [one.why for one in found.rejected] == ["ae_4hour_major of 2026-04-01 stands in line 2 already"]
    assert "no figure" in found.notes[0]


def test_a_large_department_without_one_long_wait_reported_none(read):
    found = read("june.csv", official.ae_csv([("RXW", "Shrewsbury", 9000, 0)]))
    assert not found.figures
    assert "RXW Shrewsbury" in found.notes[0]


def renamed(content: bytes, old: bytes, new: bytes) -> bytes:
    assert old in content
    return content.replace(old, new, 1)


def bomb() -> bytes:
    return official.zipped(b"0" * 300_000_000)


def macro_workbook() -> bytes:
    content = official.ae_workbook(TRUSTS)
    path_to = io.BytesIO(content)
    with zipfile.ZipFile(path_to, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    return path_to.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("a.csv", lambda: b"", "is empty"),
        ("a.csv", lambda: b"\n\n\n", "no line with anything"),
        ("a.csv", lambda: b"\0" * 5_000_000, "not text"),
        ("a.csv", lambda: b"name,age\nA,3\n", "none of the files we know"),
        ("a.csv", lambda: b"x" * 3_000_000, "more than a million letters"),
        ("a.xls", lambda: b"<!DOCTYPE html><html><table>", "is a web page"),
        ("a.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 5000, "cannot be opened as an Excel file"),
        ("a.pdf", lambda: b"%PDF-1.7 ...", "is a PDF"),
        ("a.xlsm", macro_workbook, "carries macros"),
        ("a.xlsx", lambda: official.ae_workbook(TRUSTS)[:3000], "cut off or damaged"),
        ("a.zip", lambda: official.zipped(official.rtt_csv([("RXW", 1, 2)]))[:200], "cut off or damaged"),
        ("a.zip", bomb, "as no official file does"),
        ("a.csv", lambda: renamed(official.ae_csv(TRUSTS), b"Org Code", b"Code"), "no column “Org Code”"),
        ("a.csv", lambda: renamed(official.rtt_csv([("RXW", 1, 2)]), b"Total All", b"Sum"), "no column “Total All”"),
        ("a.csv", lambda: renamed(official.plain([]), b"period", b"month"), "no column period"),
        ("a.csv", lambda: official.plain([("RXW", "é", "", 1, 2)]) + b"\xe9" * 3 + b"\x81\x8d", "two encodings"),
        ("a.csv", lambda: official.ae_csv(TRUSTS) + official.ae_csv(TRUSTS[:1], "MAY-2024"), "one month in all rows"),
        ("a.csv", lambda: "RXW é\n".encode() + "RJ1 é\n".encode("cp1252"), "two encodings"),
        ("a.toml", lambda: b"measure = ", "is no measure file"),
        ("a.toml", lambda: b"a = 1", "does not have"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(read, name, make, said):
    with pytest.raises(CannotAnswer, match=re.escape(said)) as refused:
        read(name, make())
    assert str(refused.value).startswith(name)


def test_five_gigabytes_of_zeros_are_not_read(tmp_path):
    path = tmp_path / "zeros.csv"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    with pytest.raises(FileRefused, match=r"5\.0 GB"):
        read_file(path, our_cards())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('better = "higher"', 'better = "up"'), "not as it should be"),
        (('title = "Tea served within ten minutes"', ""), "title is missing"),
        (("made_up = true", ""), "must say made_up = true"),
        (('measure = "tea_on_time"', 'measure = "Tea!"'), "cannot name a measure"),
        (('unit = "cups"', 'unit = ""'), "unit must be a line of text"),
        (("ZZA01 =", '"no code" ='), "is no code"),
    ],
)
def test_a_measure_file_says_what_it_lacks(change, said):
    text = official.measure_file().decode()
    assert change[0] in text
    with pytest.raises(MeasureFileNotRead, match=said):
        card_from(text.replace(*change), "tea.toml")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("May 26", date(2026, 5, 1)),
        ("MSitAE-JUNE-2024", date(2024, 6, 1)),
        ("RTT-April-2026", date(2026, 4, 1)),
        ("Sept 2025", date(2025, 9, 1)),
        ("dismay 26", None),
        ("2026", None),
    ],
)
def test_months_as_publishers_write_them(text, found):
    assert month_in(text.replace("Sept ", "Sep ")) == found


def test_periods():
    assert period_in("20260431") is None
    assert period_in("2026-04") == period_in("20260401") == date(2026, 4, 1)


@pytest.fixture(scope="module")
def panel():
    if not official.SHARED.is_dir():
        pytest.skip("the publishers' own files are not part of the project")
    held = {}
    for name in ("ae_monthly", "rtt_monthly"):
        with (official.SHARED / f"panels/{name}.csv").open() as lines:
            for row in csv.DictReader(lines):
                key = row["ods_code"], row["period"], row["measure"]
                held[key] = int(row["numerator"]), int(row["denominator"])
    return held


class TestOfficialSamples:
    @pytest.mark.parametrize(
        ("name", "agreeing"),
        [
            ("May-26-AE-by-provider-QVPHP.xls", 242),
            ("March-2026-AE.csv", 242),
            ("Monthly-AE-April-2019-revised-220720-632O5.xls", 266),
            ("Monthly-AE-June-2024.csv", 244),
        ],
    )
    def test_every_figure_is_that_of_the_panel(self, panel, name, agreeing):
        found = read_file(official.SHARED / "official_samples" / name, our_cards())
        both = {
            (one.code, one.period.isoformat(), one.measure): (one.numerator, one.denominator)
            for one in found.figures
            if (one.code, one.period.isoformat(), one.measure) in panel
        }
        assert len(both) == agreeing
        assert {key: panel[key] for key in both} == both
        assert not found.rejected

    def test_the_full_extract_and_the_register(self, panel):
        folder = official.SHARED / "official_samples"
        extract = read_file(folder / "20260430-RTT-April-2026-full-extract.csv.zip", our_cards())
        assert (extract.rows, len(extract.figures), len(extract.rejected)) == (180781, 528, 0)
        assert figures(extract)["RXW", RTT_18_WEEKS] == (date(2026, 4, 1), 24231, 35084)
        register = read_file(folder / "etr_2026.csv", our_cards())
        assert (register.rows, len(register.entries)) == (274, 271)


def seeds():
    return (
        ("a.csv", official.ae_csv([*TRUSTS, ("TOTAL", "TOTAL", 19000, 6500)])),
        ("b.csv", official.as_csv(official.ae_sheet(TRUSTS))),
        ("c.csv", official.rtt_csv([("RXW", 600, 1000), ("RJ1", 60, 100)])),
        ("d.zip", official.zipped(official.rtt_csv([("RXW", 600, 1000)]))),
        ("e.csv", official.register([("RXW", "SHREWSBURY", "Y60", "19940401", "")])),
        ("f.csv", official.plain([("RXW", "2026-04-01", AE_MAJOR, 5, 9), ("RJ1", "2026-04-01", AE_MAJOR, 5, 9)])),
        ("g.toml", official.measure_file()),
        ("h.csv", official.as_csv([("ods_code", "period", "measure", "why"), ("RXW", "2026-04-01", "a", "b")])),
    )


PIECES = (
    b"\0",
    b'"',
    b",",
    b"\n",
    b"\r",
    b"\xff\xfe",
    b"\xc3",
    b"-1",
    b"9" * 20,
    b"%",
    b"=1+1",
    b"PK\x03\x04",
    b"\xa0",
)


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The content after a few accidents: bytes changed, cut out, doubled, swapped in, or the end lost."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        if not changed:
            break
        at = chance.randrange(len(changed))
        upto = min(len(changed), at + chance.randint(1, 40))
        match chance.randrange(6):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at:upto]
            case 2:
                changed[at:at] = changed[at:upto]
            case 3:
                changed[at:at] = chance.choice(PIECES)
            case 4:
                del changed[at:]
            case _:
                other = chance.randrange(len(changed))
                changed[other : other + upto - at] = changed[at:upto]
    return bytes(changed)


def taken_or_refused(path):
    """What a file says; None, where it is refused with a sentence. Anything else is a crash."""
    try:
        return read_file(path, our_cards(), month=date(2026, 3, 1))
    except CannotAnswer as refused:
        if len(str(refused)) < 20:
            raise
        return None


@settings(max_examples=CASES, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None)
@given(seed=some.integers(0, 2**63), which=some.integers(0, 7))
def test_no_accident_to_a_file_breaks_the_reader(tmp_path, seed, which):
    """Run 10,000 of them with WRAPAROUND_FUZZ_CASES=10000."""
    name, content = SEEDS[which]
    path = tmp_path / name
    path.write_bytes(mutated(content, random.Random(seed)))
    found = taken_or_refused(path)
    if found is not None:
        assert all(0 <= one.numerator <= one.denominator and one.denominator > 0 for one in found.figures)
        made = renew(newest_release(), [found], "next")
        taken = sum(one.new + one.changed for one in made.files)
        assert made.changes_nothing or taken


SEEDS = seeds()


def test_no_accident_to_a_workbook_breaks_the_reader(tmp_path):
    """Each is read in a process of its own, so these are fewer."""
    chance = random.Random(5)
    seed = official.ae_workbook(TRUSTS)
    for number in range(max(5, CASES // 100)):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(mutated(seed, chance))
        taken_or_refused(path)
