"""The register of NHS trusts (etr.csv of the Organisation Data Service): no headings, 27 columns."""

from collections.abc import Sequence
from datetime import date

from wraparound.published.readers.files import Sent, rows_of
from wraparound.published.readers.months import period_in
from wraparound.published.readers.terms import FileRead, Layout, LeftOut, RegisterEntry, RejectedRow

COLUMNS = 27
CODE, NAME, REGION, OPENED, CLOSED = 0, 1, 2, 10, 11
REGIONS = {
    "Y56": "London",
    "Y58": "South West",
    "Y59": "South East",
    "Y60": "Midlands",
    "Y61": "East of England",
    "Y62": "North West",
    "Y63": "North East and Yorkshire",
}
LONGEST_CODE = 5


def is_register(first: Sequence[str]) -> bool:
    """Whether this is a row of the register: 27 cells, a code, and a day of opening."""
    return (
        len(first) == COLUMNS and first[CODE].isalnum() and len(first[CODE]) <= LONGEST_CODE and first[OPENED].isdigit()
    )


def read_register(sent: Sent) -> FileRead:
    """Every trust of England with its days of opening and closing; those of Wales are left out."""
    entries: list[RegisterEntry] = []
    rejected: list[RejectedRow] = []
    elsewhere: list[str] = []
    seen: dict[str, int] = {}
    rows = 0
    for line, cells in rows_of(sent):
        rows += 1
        code = cells[CODE].strip().upper()
        if len(cells) != COLUMNS:
            rejected.append(RejectedRow(line, code, f"has {len(cells)} cells instead of {COLUMNS}"))
        elif code in seen:
            rejected.append(RejectedRow(line, code, f"stands in line {seen[code]} already"))
        elif not cells[REGION].strip():
            elsewhere.append(f"{code} {cells[NAME].strip().title()}")
        elif trouble := _trouble(cells):
            rejected.append(RejectedRow(line, code, trouble))
        else:
            region = REGIONS[cells[REGION].strip()]
            days = _day(cells[OPENED]), _day(cells[CLOSED])
            entries.append(RegisterEntry(code, " ".join(cells[NAME].split()), region, *days, line))
        seen.setdefault(code, line)
    return FileRead(
        name=sent.name,
        sha256=sent.sha256,
        size=sent.size,
        layout=Layout.REGISTER,
        title="Register of NHS trusts",
        publisher="NHS England, Organisation Data Service",
        link="https://digital.nhs.uk/services/organisation-data-service",
        rows=rows,
        entries=tuple(entries),
        rejected=tuple(rejected),
        left_out=(LeftOut("trusts of another country, without a region of England", len(elsewhere), tuple(elsewhere)),)
        if elsewhere
        else (),
    )


def _trouble(cells: Sequence[str]) -> str:
    code = cells[CODE].strip()
    if not code.isalnum() or not code.isascii() or not 3 <= len(code) <= LONGEST_CODE:
        return f"“{code[:20]}” is no code of an organisation"
    if not cells[NAME].strip():
        return "has no name"
    if cells[REGION].strip() not in REGIONS:
        return f"“{cells[REGION][:20]}” is no region of England ({', '.join(REGIONS)})"
    for place, what in ((OPENED, "opening"), (CLOSED, "closing")):
        if cells[place].strip() and _day(cells[place]) is None:
            return f"“{cells[place][:20]}” is no day of {what}, such as 20260401"
    opened, closed = _day(cells[OPENED]), _day(cells[CLOSED])
    if opened and closed and closed < opened:
        return f"closed on {closed:%d %B %Y}, before it opened on {opened:%d %B %Y}"
    return ""


def _day(text: str) -> date | None:
    plain = text.strip()
    return period_in(plain) if len(plain) == len("20260401") else None
