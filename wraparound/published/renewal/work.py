"""The tables of a release as they grow, file by file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wraparound.published.measure_files import card_from, cards_in
from wraparound.published.measures import Cards
from wraparound.published.readers.terms import FileRead, LeftOut, RejectedRow
from wraparound.published.release import read_table
from wraparound.published.renewal.terms import CARRIED, KEYS, MEASURES, ORGANISATIONS, FileTaken, Revision, Row
from wraparound.published.terms import Measure, Release


@dataclass
class Work:
    """The tables as they grow, file by file."""

    base: Release
    release: str
    tables: dict[str, dict[tuple[str, ...], Row]] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    revisions: list[Revision] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    measures: set[Measure] = field(default_factory=set)
    all_measures: bool = False

    def table(self, name: str) -> dict[tuple[str, ...], Row]:
        """A table's rows by key, read from the earlier release when first asked for."""
        if name not in self.tables:
            held = any(sidecar.table == name for sidecar in self.base.sidecars)
            rows = read_table(self.base, name) if held else ()
            self.tables[name] = {key_of(name, row.values): dict(row.values) for row in rows}
        return self.tables[name]

    def put(self, name: str, row: Row) -> str:
        """Adds a row or replaces the one of the same key; says "new", "changed" or "unchanged"."""
        table, key = self.table(name), key_of(name, row)
        before = table.get(key)
        if before is not None and content_of(name, before) == content_of(name, row):
            return "unchanged"
        table[key] = row
        self.touched.add(name)
        return "new" if before is None else "changed"


def all_cards(work: Work) -> Cards:
    """Every measure that the work knows, those just brought included."""
    rows = work.table(MEASURES).values()
    return {**cards_in(work.base), **{Measure(row["measure"]): card_from(row["file"], row["measure"]) for row in rows}}


def all_organisations(work: Work) -> Mapping[str, Row]:
    """The organisations as they now stand, by code."""
    return {row["ods_code"]: row for row in work.table(ORGANISATIONS).values()}


def file_taken(
    read: FileRead,
    counted: Mapping[str, int],
    rejected: Iterable[RejectedRow],
    left_out: tuple[LeftOut, ...] = (),
) -> FileTaken:
    """What became of a file, with every row that was rejected, in the order of its lines."""
    every = tuple(sorted((*read.rejected, *rejected), key=lambda one: one.line))
    new, changed, unchanged = (counted.get(what, 0) for what in ("new", "changed", "unchanged"))
    return FileTaken(read, new, changed, unchanged, every, (*read.left_out, *left_out))


def file_refused(read: FileRead, why: str) -> FileTaken:
    """A file of which nothing was taken."""
    return file_taken(read, {}, (RejectedRow(1, read.name, why),))


def key_of(table: str, row: Mapping[str, str]) -> tuple[str, ...]:
    """The cells that say which row of a table this is."""
    return tuple(row[name] for name in KEYS[table])


def content_of(table: str, row: Mapping[str, str]) -> dict[str, str]:
    """The cells that make a change where they differ."""
    ignored = {"release"} if table == MEASURES else CARRIED
    return {name: text for name, text in row.items() if name not in ignored}
