"""Five indicators of the NHS Staff Survey by trust and year."""

from datetime import date
from functools import cache

from wraparound.published.release import read_table, rows_by_code
from wraparound.published.terms import (
    STAFF_AUTONOMY,
    STAFF_BURNED_OUT,
    STAFF_DISCRIMINATION,
    STAFF_ENOUGH,
    STAFF_WORK_STRESS,
    Measure,
    PerformanceFigure,
    Release,
    StaffIndicator,
    TableRow,
)

STAFF_INDICATORS = {
    "enough_staff": STAFF_ENOUGH,
    "autonomy": STAFF_AUTONOMY,
    "burned_out": STAFF_BURNED_OUT,
    "work_stress": STAFF_WORK_STRESS,
    "discrimination_by_colleagues": STAFF_DISCRIMINATION,
}
"""The table's indicators as measures."""


@cache
def staff_indicators_of(release: Release, code: str) -> tuple[StaffIndicator, ...]:
    """One trust's indicators, oldest first within an indicator; percent of respondents, 0 to 100."""
    indicators = (
        StaffIndicator(
            code=row.values["ods_code"],
            year=int(row.values["year"]),
            indicator=row.values["indicator"],
            respondents=int(row.values["respondents"]),
            percent=float(row.values["percent"]),
            address=row.address,
        )
        for row in rows_by_code(release, "people_indicators").get(code, ())
    )
    return tuple(sorted(indicators, key=lambda one: (one.indicator, one.year)))


def staff_figures_of(release: Release, code: str) -> tuple[PerformanceFigure, ...]:
    """The same as yearly figures of measures: a survey counts for its calendar year."""
    rows = rows_by_code(release, "people_indicators").get(code, ())
    return tuple(sorted((_figure(row) for row in rows), key=lambda one: (one.measure, one.period)))


def staff_figures_of_measure(release: Release, measure: Measure) -> tuple[PerformanceFigure, ...]:
    """Every trust's yearly figures of one measure, in file order."""
    rows = read_table(release, "people_indicators")
    return tuple(_figure(row) for row in rows if STAFF_INDICATORS[row.values["indicator"]] == measure)


def _figure(row: TableRow) -> PerformanceFigure:
    respondents = int(row.values["respondents"])
    return PerformanceFigure(
        code=row.values["ods_code"],
        measure=STAFF_INDICATORS[row.values["indicator"]],
        period=date(int(row.values["year"]), 1, 1),
        within=float(row.values["percent"]) / 100 * respondents,
        total=respondents,
        address=row.address,
    )
