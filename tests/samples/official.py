"""Small files in the publishers' own layouts, with invented counts; and where the real ones are, if they are there."""

import csv
import io
import zipfile
from pathlib import Path

import xlsxwriter

from wraparound.published.readers.ae import CSV_HEADINGS
from wraparound.published.readers.rtt import FUNCTION, NAME, PART, PERIOD, PROVIDER, TOTAL, WEEKS

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared/evidence"
MAJOR = "Type 1 Departments - Major A&E"
SHEET_HEADINGS = (
    *("Code", "Region", "Name"),
    *(MAJOR, "Type 2", "Type 3", "Total attendances"),
    *(MAJOR, "Type 2", "Type 3", "Total Attendances < 4 hours"),
    *(MAJOR, "Type 2", "Type 3", "Total Attendances > 4 hours"),
)
MEASURE_FILE = """
measure = "tea_on_time"
title = "Tea served within ten minutes"
in_a_sentence = "ten-minute figure for tea"
better = "higher"
period = "month"
adds_up = true
unit = "cups"
kinds = ["other"]
made_up = true

[source]
publisher = "Invented for a test"
title = "Cups of tea at made-up trusts"
licence = "Made up"

[[breaks]]
ods_code = "ZZA03"
period = "2024-04-01"
why = "A second kettle was counted"

[[definition_changes]]
period = "2019-07-01"
why = "Cups to take away are counted"

[organisations]
"""


def as_csv(rows) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def ae_csv(rows, month="JUNE-2024") -> bytes:
    """Rows of (code, name, attended, over four hours), all at major departments."""
    lines = [CSV_HEADINGS]
    for code, name, attended, over in rows:
        period = "TOTAL" if code == "TOTAL" else f"MSitAE-{month}"
        counts = {"A&E attendances Type 1": attended, "Attendances over 4hrs Type 1": over}
        lines.append((period, code, name, *(counts.get(heading, 0) for heading in CSV_HEADINGS[3:])))
    return as_csv(lines)


def ae_sheet(rows):
    """Rows of (code, name, attended, over) as those of the provider sheet, headings first."""
    lines = [SHEET_HEADINGS]
    for code, name, attended, over in rows:
        within = attended - over
        counts = (attended, 0, 0, attended, within, 0, 0, within, over, 0, 0, over)
        lines.append((code, "A region", name, *(f"{count:,}" for count in counts)))
    return lines


def ae_workbook(rows, month="May 26") -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    page = book.add_worksheet("Provider Level Data")
    head = [("Title:", "A&E"), ("Period:", month), ("Published:", "11th June 2026"), ("", "")]
    for place, line in enumerate([*head, *ae_sheet(rows)]):
        page.write_row(place, 0, line)
    book.close()
    return held.getvalue()


def rtt_csv(rows, month="April-2026") -> bytes:
    """Rows of (code, waiting under 18 weeks, waiting in all), once in one specialty and once in all."""
    lines = [(PERIOD, PROVIDER, NAME, PART, FUNCTION, *WEEKS, "Gt 18 To 19 Weeks SUM 1", TOTAL)]
    for code, within, total in rows:
        for function in ("C_100", "C_999"):
            weeks = (within, *(0 for _ in WEEKS[1:]), total - within)
            lines.append((f"RTT-{month}", code, f"Name of {code}", "Part_2", function, *weeks, total))
        lines.append((f"RTT-{month}", code, "", "Part_1A", "C_999", *(9 for _ in WEEKS), 9, 999))
    return as_csv(lines)


def zipped(content: bytes, name="extract.csv") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return held.getvalue()


def register(rows) -> bytes:
    """Rows of (code, name, region, opened, closed) in the 27 columns of the register."""
    lines = []
    for code, name, region, opened, closed in rows:
        line = [""] * 27
        line[0], line[1], line[2], line[10], line[11] = code, name, region, opened, closed
        lines.append(line)
    return as_csv(lines)


def plain(rows) -> bytes:
    return as_csv([("ods_code", "period", "measure", "numerator", "denominator"), *rows])


def measure_file(trusts=20) -> bytes:
    names = "\n".join(f'ZZA{number:02} = "Invented Trust {number}"' for number in range(1, trusts + 1))
    return (MEASURE_FILE + names + "\n").encode()


def tea(trusts=20, years=range(2017, 2027)) -> bytes:
    """Months of the invented measure: each trust at a level of its own that wanders slowly and repeatably."""
    rows = []
    for number in range(1, trusts + 1):
        for year in years:
            for month in range(1, 13):
                if (year, month) > (2026, 6):
                    continue
                wander = (number * 7919 + (year * 12 + month) // 9 * 104729) % 101 - 50
                within = 2400 + 60 * number + 4 * wander + 10 * (month % 5)
                rows.append((f"ZZA{number:02}", f"{year}-{month:02}-01", "tea_on_time", within, 4000))
    return plain(rows)
