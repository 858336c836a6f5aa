"""Monthly A&E attendances: the provider workbooks of both eras, the CSV beside them, and a sheet re-saved as CSV."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wraparound.published.readers.files import Sent, rows_of
from wraparound.published.readers.months import month_in
from wraparound.published.readers.numbers import NotACount, count_in
from wraparound.published.readers.terms import ENGLAND, Figure, FileRead, FileRefused, Layout, RejectedRow
from wraparound.published.terms import AE_ALL, AE_MAJOR
from wraparound.published.workbooks import sheets_of

PUBLISHER = "NHS England"
LINK = "https://www.england.nhs.uk/statistics/statistical-work-areas/ae-waiting-times-and-activity/"
SHEET = "Provider Level Data"
MAJOR = "Type 1 Departments - Major A&E"
ATTENDED, WITHIN, OVER = "Total attendances", "Total Attendances < 4 hours", "Total Attendances > 4 hours"
SHEET_HEADINGS = ("Code", "Name", MAJOR, ATTENDED, WITHIN, OVER)
SORTS = ("Type 1", "Type 2", "Other A&E Department")
SORTS_OVER = ("Type 1", "Type 2", "Other Department")
SORTS_BOOKED = ("Booked Appointments Type 1", "Booked Appointments Type 2", "Booked Appointments Other Department")
CSV_HEADINGS = (
    "Period",
    "Org Code",
    "Org name",
    *(f"A&E attendances {sort}" for sort in (*SORTS, *SORTS_BOOKED)),
    *(f"Attendances over 4hrs {sort}" for sort in (*SORTS_OVER, *SORTS_BOOKED)),
)
LARGE_DEPARTMENT = 1000
"""Attendances a month; a major department this large without a single wait over four hours reported none."""


@dataclass
class _Taken:
    figures: list[Figure]
    national: list[Figure]
    rejected: list[RejectedRow]
    not_reported: list[str]
    seen: dict[str, int]


@dataclass(frozen=True)
class _Said:
    """What a file says besides its figures: how many rows, when published, and what a reader should know."""

    rows: int
    published: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Row:
    """One provider: attendances and those over four hours, at major departments and at all."""

    line: int
    code: str
    name: str
    major: int | None
    major_over: int | None
    all_types: int | None
    all_over: int | None


def is_ae_csv(headings: Sequence[str]) -> bool:
    """Whether these are the headings of the monthly CSV, or nearly."""
    known = {heading.strip().casefold() for heading in headings}
    return len(known & {one.casefold() for one in CSV_HEADINGS}) > len(CSV_HEADINGS) // 2


def is_resaved(headings: Sequence[str]) -> bool:
    """Whether these are the headings of the provider sheet, or nearly."""
    known = {str(heading).strip().casefold() for heading in headings}
    return len(known & {one.casefold() for one in SHEET_HEADINGS}) > len(SHEET_HEADINGS) // 2


def read_ae_csv(sent: Sent) -> FileRead:
    """The CSV that stands beside the workbook, a row for each provider and one of totals."""
    lines = rows_of(sent)
    _, headings = next(lines)
    at = _columns(headings, CSV_HEADINGS, sent.name)
    taken, months, rows = _nothing(), set(), 0
    for line, cells in lines:
        rows += 1
        code = _cell(cells, at["Org Code"]).strip().upper()
        if code == "TOTAL":
            code = ENGLAND
        else:
            months.add(_cell(cells, at["Period"]))
        _take(taken, _counted(cells, at, line, code), taken.rejected)
    month = _one_month(months, sent.name)
    return _file(sent, Layout.AE_CSV, taken, month, _Said(rows))


def read_resaved(sent: Sent, month: date | None) -> FileRead:
    """The provider sheet as somebody saved it to CSV; it does not say its month, so its name or the asker must."""
    told = month or month_in(sent.name)
    if told is None:
        raise FileRefused(
            f"{sent.name} does not say which month it is about, and neither does its name. Say so: --month 2026-03"
        )
    taken, rows = _from_sheet(rows_of(sent), sent.name)
    note = "The file does not say its month; it was taken from " + ("what you said." if month else "its name.")
    return _file(sent, Layout.AE_RESAVED, taken, told, _Said(rows, notes=(note,)))


def read_ae_workbook(sent: Sent) -> FileRead:
    """The provider workbook: its sheet of providers, with the national row."""
    sheets = dict(sheets_of(sent.name, sent.path.read_bytes()))
    if SHEET not in sheets:
        raise FileRefused(
            f"{sent.name} is a workbook without the sheet “{SHEET}”; it has: {', '.join(sheets)[:200]}. Import the "
            "workbook “by provider” of the publisher, or a table in the plain layout."
        )
    lines = [(number, [_text(cell) for cell in cells]) for number, cells in enumerate(sheets[SHEET], start=1)]
    about = {cells[0].strip().rstrip(":"): cells[1].strip() for _, cells in lines[:14] if len(cells) > 1 and cells[0]}
    month = month_in(about.get("Period", ""))
    if month is None:
        raise FileRefused(f"{sent.name}, sheet “{SHEET}”: the line “Period:” with the month is missing.")
    first = next((place for place, (_, cells) in enumerate(lines) if is_resaved(cells)), None)
    if first is None:
        raise FileRefused(f"{sent.name}, sheet “{SHEET}”: the line of headings (Code, Region, Name, …) is missing.")
    taken, rows = _from_sheet((line for line in lines[first:] if any(line[1])), sent.name)
    published = about.get("Published", "")
    if revised := about.get("Revised", ""):
        published = f"{published}, revised {revised}"
    return _file(sent, Layout.AE_WORKBOOK, taken, month, _Said(rows, published))


def _from_sheet(lines: Iterable[tuple[int, list[str]]], name: str) -> tuple[_Taken, int]:
    listed = iter(lines)
    _, headings = next(listed)
    at = _columns(headings, SHEET_HEADINGS, name)
    thrice = [place for place, heading in enumerate(headings) if heading.strip().casefold() == MAJOR.casefold()]
    if len(thrice) != 3:
        raise FileRefused(
            f"{name}: the column “{MAJOR}” stands {len(thrice)} times; it must stand for all attendances, for those "
            "within and for those over four hours."
        )
    taken, rows = _nothing(), 0
    for line, cells in listed:
        code = _cell(cells, at["Code"]).strip().upper()
        name_there = _cell(cells, at["Name"]).strip()
        if code in {"", "-"} and name_there.casefold() != "england":
            continue
        rows += 1
        code = ENGLAND if name_there.casefold() == "england" else code
        _take(taken, _sheet_row(cells, at, thrice, line, code), taken.rejected)
    return taken, rows


def _sheet_row(
    cells: Sequence[str], at: dict[str, int], thrice: Sequence[int], line: int, code: str
) -> _Row | RejectedRow:
    try:
        major, major_within, major_over = (count_in(_cell(cells, place)) for place in thrice)
        attended, within, over = (count_in(_cell(cells, at[one])) for one in (ATTENDED, WITHIN, OVER))
    except NotACount as trouble:
        return RejectedRow(line, code, str(trouble))
    for total, inside, outside in ((major, major_within, major_over), (attended, within, over)):
        if None not in (total, inside, outside) and inside + outside != total:  # type: ignore[operator]
            return RejectedRow(line, code, f"{inside:,} within and {outside:,} over four hours do not make {total:,}")
    return _Row(line, code, _cell(cells, at["Name"]).strip(), major, major_over, attended, over)


def _counted(cells: Sequence[str], at: dict[str, int], line: int, code: str) -> _Row | RejectedRow:
    def total(what: str, sorts: Sequence[str]) -> int | None:
        found = [count_in(_cell(cells, at[f"{what} {sort}"])) for sort in sorts]
        known = [one for one in found if one is not None]
        return sum(known) if known else None

    try:
        return _Row(
            line,
            code,
            _cell(cells, at["Org name"]).strip(),
            total("A&E attendances", (SORTS[0], SORTS_BOOKED[0])),
            total("Attendances over 4hrs", (SORTS[0], SORTS_BOOKED[0])),
            total("A&E attendances", (*SORTS, *SORTS_BOOKED)),
            total("Attendances over 4hrs", (*SORTS_OVER, *SORTS_BOOKED)),
        )
    except NotACount as trouble:
        return RejectedRow(line, code, str(trouble))


def _take(taken: _Taken, row: _Row | RejectedRow, rejected: list[RejectedRow]) -> None:
    if isinstance(row, RejectedRow):
        rejected.append(row)
        return
    if row.code in taken.seen:
        rejected.append(RejectedRow(row.line, row.code, f"stands in line {taken.seen[row.code]} already"))
        return
    taken.seen[row.code] = row.line
    if (row.major or 0) >= LARGE_DEPARTMENT and not row.major_over:
        taken.not_reported.append(f"{row.code} {row.name}")
        return
    found = []
    for measure, attended, over in ((AE_MAJOR, row.major, row.major_over), (AE_ALL, row.all_types, row.all_over)):
        if not attended or over is None:
            continue
        if over > attended:
            rejected.append(RejectedRow(row.line, row.code, f"{over:,} waited over four hours of {attended:,} in all"))
            return
        found.append(Figure(row.code, row.name, measure, date.min, attended - over, attended, row.line))
    (taken.national if row.code == ENGLAND else taken.figures).extend(found)


def _file(sent: Sent, layout: Layout, taken: _Taken, month: date, said: _Said) -> FileRead:
    notes = said.notes
    if taken.not_reported:
        notes += (
            f"{len(taken.not_reported)} large departments report not one wait over four hours, so no figure was taken "
            f"of them: {'; '.join(taken.not_reported)}.",
        )
    return FileRead(
        name=sent.name,
        sha256=sent.sha256,
        size=sent.size,
        layout=layout,
        title=f"A&E attendances, {month:%B %Y}",
        publisher=PUBLISHER,
        link=LINK,
        published=said.published,
        rows=said.rows,
        figures=tuple(_of(taken.figures, month)),
        national=tuple(_of(taken.national, month)),
        rejected=tuple(taken.rejected),
        notes=notes,
    )


def _of(figures: Iterable[Figure], month: date) -> Iterator[Figure]:
    for one in figures:
        yield Figure(one.code, one.name, one.measure, month, one.numerator, one.denominator, one.line)


def _one_month(texts: set[str], name: str) -> date:
    months = {month_in(text) for text in texts}
    if len(months) != 1 or (month := months.pop()) is None:
        said = ", ".join(sorted(text.strip() or "nothing" for text in texts)[:4]) or "nothing"
        raise FileRefused(
            f"{name}: the column Period must name one month in all rows, such as MSitAE-JUNE-2024; it says {said}."
        )
    return month


def _columns(headings: Sequence[str], wanted: Sequence[str], name: str) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        places.setdefault(" ".join(heading.split()).casefold(), place)
    missing = [one for one in wanted if one.casefold() not in places]
    if missing:
        raise FileRefused(
            f"{name} has no column “{missing[0]}”. If the publisher renamed it, tell us; if it was renamed or removed "
            "in a copy, import the original."
        )
    return {one: places[one.casefold()] for one in wanted}


def _nothing() -> _Taken:
    return _Taken([], [], [], [], {})


def _cell(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
