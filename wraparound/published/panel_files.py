"""Files in: a panel in the plain layout (ods_code, period, measure, numerator, denominator), with errors by row."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from wraparound.methods.trajectories.panel import Cell, NoPanel, Panel, panel_of
from wraparound.published.performance import SMALLEST_WAITING_LIST
from wraparound.published.terms import RTT_18_WEEKS, CannotAnswer

LENGTH_OF_A_MONTH = len("2026-01")
COLUMNS = ("ods_code", "period", "measure", "numerator", "denominator")


class PanelNotRead(CannotAnswer):
    """A file that is no panel in the plain layout; the message says which row and what to do."""


def read_panel(path: Path, measure: str) -> Panel:
    """The panel of one measure in a file, one of ours or any other; months or quarters, by what its periods are.

    Empty cells are periods not reported. Shares of waiting lists too short to show are left out, as everywhere.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            others: set[str] = set()
            cells = list(_cells(csv.DictReader(lines), measure, path.name, others))
    except (OSError, UnicodeDecodeError) as trouble:
        raise PanelNotRead(f"{path.name} cannot be read as text: {trouble}. Give a CSV file in UTF-8.") from trouble
    if not cells:
        there = f" It has figures of: {', '.join(sorted(others))}." if others else ""
        raise PanelNotRead(f"{path.name} has no figure of {measure}.{there}")
    months = {cell.month for cell in cells}
    try:
        return panel_of(cells, 3 if all(month % 3 == 0 for month in months) else 1)
    except NoPanel as trouble:
        raise PanelNotRead(f"{path.name}: {trouble}") from trouble


def _cells(rows: "csv.DictReader[str]", measure: str, name: str, others: set[str]) -> Iterator[Cell]:
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise PanelNotRead(f"{name} has no column {', '.join(missing)}. It needs: {', '.join(COLUMNS)}.")
    for row in rows:
        if row["measure"] != measure:
            others.add(str(row["measure"]))
        elif (row["denominator"] or "").strip():
            cell = _cell(row, name, rows.line_num)
            if cell.total > 0 and (measure != RTT_18_WEEKS or cell.total >= SMALLEST_WAITING_LIST):
                yield cell


def _cell(row: dict[str, str], name: str, number: int) -> Cell:
    try:
        period = row["period"].strip()
        day = date.fromisoformat(f"{period}-01" if len(period) == LENGTH_OF_A_MONTH else period)
        within, total = float(row["numerator"]), float(row["denominator"])
    except (ValueError, AttributeError) as trouble:
        raise PanelNotRead(
            f"{name}, line {number}: {row['ods_code']} in “{row['period']}” is not a period such as 2026-01-01 or "
            "2026-01 with two numbers."
        ) from trouble
    return Cell(row["ods_code"].strip(), day.year * 12 + day.month - 1, within, total)
