"""Measures by trust and quarter or year, and the jumps in them that come from recording."""

from datetime import date
from functools import cache

from wraparound.published.measure_files import TABLE, imported_cards
from wraparound.published.release import read_table, rows_by_code
from wraparound.published.terms import (
    RTT_18_WEEKS,
    Measure,
    PerformanceFigure,
    RecordingStep,
    Release,
    RowAddress,
    TableRow,
)

SMALLEST_WAITING_LIST = 500
"""Percentages of waiting lists shorter than this are not shown: one clinic moves them by points."""


BY_PERIOD = ("performance_quarterly", "performance_yearly")
EVERYWHERE = ""
"""The code of a recording step that concerns every trust."""


@cache
def performance_of(release: Release, code: str) -> tuple[PerformanceFigure, ...]:
    """One trust's figures, oldest first within a measure; a quarter not reported has no figure, never zero."""
    figures = (
        _figure(row)
        for table in _tables(release)
        for row in rows_by_code(release, table).get(code, ())
        if _can_be_shown(row)
    )
    return tuple(sorted(figures, key=lambda one: (one.measure, one.period)))


def figures_of_measure(release: Release, measure: Measure) -> tuple[PerformanceFigure, ...]:
    """Every trust's figures of one measure that can be shown, in file order."""
    rows = (row for table in _tables(release) for row in read_table(release, table))
    return tuple(_figure(row) for row in rows if row.values["measure"] == measure and _can_be_shown(row))


@cache
def newest_quarters(release: Release) -> dict[Measure, date]:
    """The newest quarter of each measure for which any trust has a figure."""
    newest: dict[str, str] = {}
    for row in (row for table in _tables(release) for row in read_table(release, table)):
        measure, period = row.values["measure"], row.values["period"]
        if period > newest.get(measure, "") and _can_be_shown(row):
            newest[measure] = period
    return {Measure(measure): date.fromisoformat(period) for measure, period in newest.items()}


@cache
def recording_steps_in(release: Release) -> tuple[RecordingStep, ...]:
    """Every known recording step of the release; one of another definition is everybody's (code EVERYWHERE)."""
    steps = tuple(
        RecordingStep(
            code=row.values["ods_code"],
            measure=Measure(row.values["measure"]),
            period=row.values["period"],
            why=row.values["why"],
            address=row.address,
        )
        for row in read_table(release, "recording_steps")
    )
    return steps + tuple(
        RecordingStep(
            EVERYWHERE, card.measure, change.period.isoformat(), change.why, RowAddress(release.id, TABLE, row)
        )
        for row, card in imported_cards(release)
        for change in card.definition_changes
    )


def _figure(row: TableRow) -> PerformanceFigure:
    return PerformanceFigure(
        code=row.values["ods_code"],
        measure=Measure(row.values["measure"]),
        period=date.fromisoformat(row.values["period"]),
        within=int(row.values["numerator"]),
        total=int(row.values["denominator"]),
        address=row.address,
    )


def _tables(release: Release) -> tuple[str, ...]:
    """Where figures stand: by quarter in every release, by year in those that measures by year were brought into."""
    return tuple(sidecar.table for sidecar in release.sidecars if sidecar.table in BY_PERIOD)


def _can_be_shown(row: TableRow) -> bool:
    """Whether there is anything to take a share of, and a waiting list is long enough for one."""
    total = int(row.values["denominator"])
    return total > 0 and (row.values["measure"] != RTT_18_WEEKS or total >= SMALLEST_WAITING_LIST)
