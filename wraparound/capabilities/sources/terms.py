"""The words of sources: a release in use, a page of a table, a row walked back to its publisher."""

from dataclasses import dataclass
from datetime import datetime

from wraparound.published.terms import Column, Release, RowAddress, Sidecar, TableRow

ROWS_ON_A_PAGE = 100


@dataclass(frozen=True)
class Adoption:
    """When this site took a release into use, who did it, and the checksum it had on that day."""

    release: str
    digest: str
    adopted_at: datetime
    adopted_by: str


@dataclass(frozen=True)
class TablePage:
    """One page of a published table: rows `first` to `last` of `matching` rows (of `sidecar.rows` in all).

    `code` is the ODS code that the rows were narrowed to, empty for all.
    """

    release: Release
    sidecar: Sidecar
    code: str
    rows: tuple[TableRow, ...]
    page: int
    pages: int
    matching: int


@dataclass(frozen=True)
class Cell:
    """One cell of a row: its column with what stands in it, its text, and its address where it is a link."""

    column: Column
    text: str
    link: str


@dataclass(frozen=True)
class SourceRow:
    """One row with everything needed to check it: cells, publisher, licence, checksum, caveats, neighbours."""

    address: RowAddress
    cells: tuple[Cell, ...]
    sidecar: Sidecar
    previous: int | None
    following: int | None


@dataclass(frozen=True)
class ReleaseCheck:
    """The outcome of checking a release against its checksums."""

    release: str
    tables: int
    rows: int
    digest: str
