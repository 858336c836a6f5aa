"""The words of sources: a release in use, a page of a table, a row walked back to its publisher."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from wraparound.published.readers.terms import LeftOut, RejectedRow
from wraparound.published.terms import Column, Measure, Release, RowAddress, Sidecar, TableRow

RELEASE_MADE = "sources.release_made"
"""A release is on the shelf; it is taken into use once everybody who listens has done their part."""
RELEASE_IN_USE = "sources.release_in_use"
"""A release was taken into use: every answer rests on it from now on."""

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


@dataclass(frozen=True)
class ImportOrder:
    """Files to import together; the month (first day) of those that do not say theirs; whether bad rows may be left."""

    files: tuple[Path, ...]
    month: date | None = None
    without_rejected: bool = False


@dataclass(frozen=True)
class FileOutcome:
    """What becomes of one file: `new`, `changed` and `unchanged` rows of our tables; rows rejected and left out."""

    name: str
    title: str
    layout: str
    publisher: str
    published: str
    rows: int
    new: int
    changed: int
    unchanged: int
    rejected: tuple[RejectedRow, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class TableChange:
    """Rows of a table that differ between two releases."""

    table: str
    title: str
    added: int
    changed: int
    removed: int
    rows: int


@dataclass(frozen=True)
class RevisedFigure:
    """A figure of a month, quarter or year before and after its revision, as counts and percent.

    `first_shown` is the release in which the earlier one stood.
    """

    code: str
    name: str
    measure: Measure
    period: date
    every: str
    before: tuple[int, int]
    after: tuple[int, int]
    before_percent: float
    after_percent: float
    first_shown: str


@dataclass(frozen=True, kw_only=True)
class ImportAnswer:
    """What an import does, or would do.

    Attributes:
        release: the new release; empty in a preview and where nothing changes.
        base: the release it follows.
        files, tables, revised: what becomes of each file and table, and which figures replace others.
        organisations: codes that are new or changed; `measures`: whose figures changed.
        waiting: measures and quarters that wait for a month before they count.
        changes_nothing: whether all of it was in the earlier release already.
        in_use: whether the new release is in use already; until its ranges are made, the earlier one is.
    """

    release: str
    base: str
    files: tuple[FileOutcome, ...]
    tables: tuple[TableChange, ...]
    revised: tuple[RevisedFigure, ...]
    organisations: tuple[str, ...]
    measures: tuple[Measure, ...]
    waiting: tuple[str, ...]
    changes_nothing: bool
    in_use: bool = False

    @property
    def rejected(self) -> int:
        """Rows rejected in all files."""
        return sum(len(one.rejected) for one in self.files)


@dataclass(frozen=True)
class Comparison:
    """What differs between two releases, table by table, and every figure that was revised."""

    older: str
    newer: str
    tables: tuple[TableChange, ...]
    revised: tuple[RevisedFigure, ...]


@dataclass(frozen=True)
class HeldRelease:
    """A release held here: whether it is in use or still being made ready, and when and by whom it was imported."""

    release: Release
    in_use: bool
    unfinished: bool
    imported_at: datetime | None
    imported_by: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Restored:
    """A release taken into use again, and the one that was in use before."""

    release: str
    before: str
