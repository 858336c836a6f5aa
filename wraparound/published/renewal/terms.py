"""What a new release would hold, and what changes: the words of a renewal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wraparound.published.measures import Every
from wraparound.published.readers.own_tables import TABLES
from wraparound.published.readers.terms import FileRead, Layout, LeftOut, RejectedRow
from wraparound.published.terms import Measure, Release

Row = dict[str, str]

MADE_UP_REGION = "Nowhere (made up)"
OFFICIAL = {Layout.AE_WORKBOOK, Layout.AE_CSV, Layout.AE_RESAVED, Layout.RTT}
"""Files that also list who is no NHS trust: left out, not rejected."""

FIGURES, NATIONAL, REVISIONS = "imported_figures", "national_figures", "revisions"
YEARLY, MEASURES, FILES = "performance_yearly", "measures", "imported_files"
QUARTERLY, ORGANISATIONS, STEPS = "performance_quarterly", "organisations", "recording_steps"

PLAIN = ("ods_code", "period", "measure", "numerator", "denominator")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    FIGURES: (*PLAIN, "file", "line", "release"),
    NATIONAL: ("period", "measure", "numerator", "denominator", "file", "line", "release"),
    REVISIONS: (*PLAIN, "every", "release", "replaced_numerator", "replaced_denominator", "replaced_release"),
    YEARLY: PLAIN,
    MEASURES: ("measure", "title", "better", "period", "unit", "publisher", "file", "release"),
    FILES: ("file", "name", "layout", "title", "publisher", "link", "published", "rows", "taken", "release"),
    QUARTERLY: PLAIN,
    **{one.name: one.columns for one in TABLES},
}
OF_CHECKSUM = 12
"""Letters of a file's checksum that name it in the tables."""


KEYS: Mapping[str, tuple[str, ...]] = {
    FIGURES: PLAIN[:3],
    NATIONAL: ("period", "measure"),
    REVISIONS: (*PLAIN[:3], "every", "release"),
    YEARLY: PLAIN[:3],
    QUARTERLY: PLAIN[:3],
    MEASURES: ("measure",),
    FILES: ("file", "release"),
    **{one.name: one.key for one in TABLES},
}
CARRIED = frozenset({"file", "line", "release", "rows", "taken"})
"""Cells that say where a row came from: they alone make no change, except in the tables of measures and files."""


@dataclass(frozen=True)
class Revision:
    """A figure of a month, quarter or year that changed: `before` stood in `first_shown`, `after` in the new one."""

    code: str
    measure: Measure
    period: date
    every: Every
    before: tuple[int, int]
    after: tuple[int, int]
    first_shown: str


@dataclass(frozen=True)
class FileTaken:
    """What becomes of one file: rows new, changed and unchanged, and what was not taken."""

    read: FileRead
    new: int
    changed: int
    unchanged: int
    rejected: tuple[RejectedRow, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True)
class Renewal:
    """The release that would be: its tables that differ from the earlier one's, and what changes.

    Attributes:
        base: the release it would follow.
        files: what becomes of each file.
        rows: table → rows (text by column) of every table that changes.
        revisions: figures that replace others.
        organisations: codes new to us, or changed.
        measures: measures whose figures or places of break change, so that their fits must be made again.
        all_measures: whether every fit must be made again, because organisations or successions changed.
        waiting: measure and quarter that wait for a month, such as "ae_4hour_major 2026-04-01".
    """

    base: Release
    files: tuple[FileTaken, ...]
    rows: Mapping[str, tuple[Row, ...]]
    revisions: tuple[Revision, ...]
    organisations: tuple[str, ...]
    measures: tuple[Measure, ...]
    all_measures: bool
    waiting: tuple[str, ...]

    @property
    def rejected(self) -> int:
        """Rows rejected in all files."""
        return sum(len(one.rejected) for one in self.files)

    @property
    def changes_nothing(self) -> bool:
        """Whether all that was read is in the earlier release already."""
        return not self.rows
