"""Waiting times by trust and quarter, and the jumps in them that come from recording."""

from datetime import date
from functools import cache

from wraparound.published.release import read_table, rows_by_code
from wraparound.published.terms import Measure, PerformanceFigure, RecordingStep, Release, TableRow

SMALLEST_WAITING_LIST = 500
"""Percentages of waiting lists shorter than this are not shown: one clinic moves them by points."""


@cache
def performance_of(release: Release, code: str) -> tuple[PerformanceFigure, ...]:
    """One trust's figures, oldest first within a measure; a quarter not reported has no figure, never zero."""
    figures = (
        _figure(row) for row in rows_by_code(release, "performance_quarterly").get(code, ()) if _can_be_shown(row)
    )
    return tuple(sorted(figures, key=lambda one: (one.measure, one.period)))


def figures_of_measure(release: Release, measure: Measure) -> tuple[PerformanceFigure, ...]:
    """Every trust's figures of one measure that can be shown, in file order."""
    rows = read_table(release, "performance_quarterly")
    return tuple(_figure(row) for row in rows if row.values["measure"] == measure and _can_be_shown(row))


@cache
def newest_quarters(release: Release) -> dict[Measure, date]:
    """The newest quarter of each measure for which any trust has a figure."""
    newest: dict[str, str] = {}
    for row in read_table(release, "performance_quarterly"):
        measure, period = row.values["measure"], row.values["period"]
        if period > newest.get(measure, "") and _can_be_shown(row):
            newest[measure] = period
    return {Measure(measure): date.fromisoformat(period) for measure, period in newest.items()}


@cache
def recording_steps_in(release: Release) -> tuple[RecordingStep, ...]:
    """Every known recording step of the release."""
    return tuple(
        RecordingStep(
            code=row.values["ods_code"],
            measure=Measure(row.values["measure"]),
            period=row.values["period"],
            why=row.values["why"],
            address=row.address,
        )
        for row in read_table(release, "recording_steps")
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


def _can_be_shown(row: TableRow) -> bool:
    """Whether there is anything to take a share of, and a waiting list is long enough for one."""
    total = int(row.values["denominator"])
    return total > 0 and (row.values["measure"] != Measure.RTT_18_WEEKS or total >= SMALLEST_WAITING_LIST)
