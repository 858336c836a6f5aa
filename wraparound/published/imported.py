"""What imports brought besides the figures that forecasts read: months, national totals, revisions."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from wraparound.published.release import read_table, rows_by_code
from wraparound.published.terms import Measure, Release, RowAddress, TableRow


@dataclass(frozen=True)
class ImportedFigure:
    """`within` the standard of `total` in a period by its first day, as a publisher's file gives it."""

    measure: Measure
    period: date
    within: int
    total: int
    address: RowAddress

    @property
    def percent(self) -> float:
        """Within the standard, of all, 0 to 100."""
        return 100 * self.within / self.total


@cache
def national_totals(release: Release) -> dict[Measure, ImportedFigure]:
    """The newest national total of each measure that a publisher's file gave one of; sums of trusts are not these."""
    if not _held(release, "national_figures"):
        return {}
    figures = sorted((_figure(row) for row in read_table(release, "national_figures")), key=lambda one: one.period)
    return {one.measure: one for one in figures}


@cache
def imported_of(release: Release, code: str) -> tuple[ImportedFigure, ...]:
    """A trust's imported figures, oldest first; months stay months."""
    rows = rows_by_code(release, "imported_figures").get(code, ()) if _held(release, "imported_figures") else ()
    return tuple(sorted((_figure(row) for row in rows), key=lambda one: one.period))


@cache
def revisions_of(release: Release, code: str) -> tuple[ImportedFigure, ...]:
    """A trust's figures that replaced others, as they are now, oldest first."""
    rows = rows_by_code(release, "revisions").get(code, ()) if _held(release, "revisions") else ()
    return tuple(sorted((_figure(row) for row in rows), key=lambda one: one.period))


def _held(release: Release, table: str) -> bool:
    return any(sidecar.table == table for sidecar in release.sidecars)


def _figure(row: TableRow) -> ImportedFigure:
    return ImportedFigure(
        measure=Measure(row.values["measure"]),
        period=date.fromisoformat(row.values["period"]),
        within=int(row.values["numerator"]),
        total=int(row.values["denominator"]),
        address=row.address,
    )
