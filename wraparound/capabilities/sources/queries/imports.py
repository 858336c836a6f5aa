"""Files looked at as an import would see them, and releases beside each other; nothing is written."""

from collections.abc import Iterable, Sequence
from datetime import date

from wraparound.capabilities.sources.access import SEE_SOURCES
from wraparound.capabilities.sources.terms import (
    Comparison,
    FileOutcome,
    HeldRelease,
    ImportAnswer,
    ImportOrder,
    RevisedFigure,
    TableChange,
)
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.published import shelves
from wraparound.published.measure_files import cards_in
from wraparound.published.measures import Every
from wraparound.published.organisations import organisations_in
from wraparound.published.performance import BY_PERIOD
from wraparound.published.readers.files import LARGEST
from wraparound.published.readers.recognise import read_file
from wraparound.published.readers.terms import FileRead, Layout
from wraparound.published.release import held_releases, open_release, read_table, release_in_use
from wraparound.published.renewal.renew import cards_with, renew
from wraparound.published.renewal.sidecars import TITLES
from wraparound.published.renewal.terms import FIGURES, KEYS, QUARTERLY, YEARLY, FileTaken, Renewal, Revision
from wraparound.published.terms import CannotAnswer, Measure, Release, TableRow

NEXT = "the next release"
MEASURE_FILE = ".toml"


class NothingToImport(CannotAnswer):
    """No file was named."""


def preview(order: ImportOrder, *, viewer: Viewer, most: int = LARGEST) -> ImportAnswer:
    """What an import of these files would change; every rejected row with its line and the reason."""
    return answer_of(renewal_of(order, NEXT, viewer=viewer, most=most), "", viewer=viewer)


def renewal_of(order: ImportOrder, name: str, *, viewer: Viewer, most: int = LARGEST) -> Renewal:
    """The release that these files would make of the one in use."""
    ensure(viewer, SEE_SOURCES)
    if not order.files:
        raise NothingToImport("Name at least one file to import.")
    base = release_in_use()
    first = [path for path in order.files if path.suffix.lower() == MEASURE_FILE]
    measures = [read_file(path, {}) for path in first]
    cards = cards_with(base, measures)
    others = [read_file(path, cards, month=order.month, most=most) for path in order.files if path not in first]
    return renew(base, _once((*measures, *others)), name)


def answer_of(renewal: Renewal, release: str, *, viewer: Viewer) -> ImportAnswer:
    """A renewal in the words of an answer."""
    ensure(viewer, SEE_SOURCES)
    return ImportAnswer(
        release=release,
        base=renewal.base.id,
        files=tuple(_outcome(one) for one in renewal.files),
        tables=tuple(
            _change(renewal.base, table, [dict(row) for row in rows], _title(renewal.base, table))
            for table, rows in renewal.rows.items()
        ),
        revised=tuple(_revised(renewal.base, one) for one in renewal.revisions),
        organisations=renewal.organisations,
        measures=renewal.measures,
        waiting=renewal.waiting,
        changes_nothing=renewal.changes_nothing,
    )


def compare(older: str, newer: str, *, viewer: Viewer) -> Comparison:
    """What the newer release has that the older has not, has otherwise, or no longer has; NotInEvidence if not held."""
    ensure(viewer, SEE_SOURCES)
    first, second = open_release(older), open_release(newer)
    tables = []
    for sidecar in second.sidecars:
        rows = [dict(row.values) for row in read_table(second, sidecar.table)]
        change = _change(first, sidecar.table, rows, sidecar.title)
        if change.added or change.changed or change.removed:
            tables.append(change)
    return Comparison(first.id, second.id, tuple(tables), tuple(_figures_revised(first, second)))


def held(*, viewer: Viewer) -> tuple[HeldRelease, ...]:
    """Every release held here, newest first, with who imported it and from what."""
    ensure(viewer, SEE_SOURCES)
    in_use = release_in_use().id
    made = {line.release: line for line in shelves.journal() if line.did == "import"}
    found = []
    for name in reversed(held_releases()):
        line = made.get(name)
        found.append(
            HeldRelease(
                release=open_release(name),
                in_use=name == in_use,
                unfinished=shelves.is_unfinished(name),
                imported_at=line.at if line else None,
                imported_by=line.by if line else "",
                files=line.files if line else (),
            )
        )
    return tuple(found)


def _once(reads: Iterable[FileRead]) -> tuple[FileRead, ...]:
    """Each file once, however often it was named."""
    return tuple({one.sha256: one for one in reads}.values())


def _outcome(one: FileTaken) -> FileOutcome:
    read = one.read
    return FileOutcome(
        name=read.name,
        title=read.title,
        layout=read.layout.value,
        publisher=read.publisher,
        published=read.published,
        rows=1 if read.layout is Layout.MEASURE_FILE else read.rows,
        new=one.new,
        changed=one.changed,
        unchanged=one.unchanged,
        rejected=one.rejected,
        left_out=one.left_out,
        notes=read.notes,
    )


def _title(release: Release, table: str) -> str:
    return TITLES[table][0] if table in TITLES else release.sidecar(table).title


def _change(older: Release, table: str, rows: Sequence[dict[str, str]], title: str) -> TableChange:
    held = any(sidecar.table == table for sidecar in older.sidecars)
    before = _by_key(table, [dict(row.values) for row in read_table(older, table)] if held else [])
    after = _by_key(table, rows)
    both = before.keys() & after.keys()
    return TableChange(
        table=table,
        title=title,
        added=len(after.keys() - before.keys()),
        changed=sum(before[key] != after[key] for key in both),
        removed=len(before.keys() - after.keys()),
        rows=len(rows),
    )


def _by_key(table: str, rows: Iterable[dict[str, str]]) -> dict[tuple[str, ...], dict[str, str]]:
    key = KEYS.get(table)
    return {tuple(row[name] for name in key) if key else tuple(row.values()): row for row in rows}


def _figures_revised(older: Release, newer: Release) -> Iterable[RevisedFigure]:
    for table in (*BY_PERIOD, FIGURES):
        if not all(any(sidecar.table == table for sidecar in one.sidecars) for one in (older, newer)):
            continue
        before = {_place(row): row for row in read_table(older, table)}
        for row in read_table(newer, table):
            was = before.get(_place(row))
            if was is not None and _counts(was) != _counts(row):
                code, period, measure = _place(row)
                shown = was.values.get("release", older.id)
                day, every = date.fromisoformat(period), _every(newer, table, Measure(measure))
                revision = Revision(code, Measure(measure), day, every, _counts(was), _counts(row), shown)
                yield _revised(newer, revision)


def _every(release: Release, table: str, measure: Measure) -> Every:
    """What a period of the table is: our own tables have one sort, imported figures that of their measure."""
    card = cards_in(release)[measure]
    return {QUARTERLY: Every.QUARTER, YEARLY: Every.YEAR}.get(table, card.every)


def _place(row: TableRow) -> tuple[str, str, str]:
    return row.values["ods_code"], row.values["period"], row.values["measure"]


def _counts(row: TableRow) -> tuple[int, int]:
    return int(row.values["numerator"]), int(row.values["denominator"])


def _revised(release: Release, one: Revision) -> RevisedFigure:
    known = organisations_in(release).get(one.code)
    return RevisedFigure(
        code=one.code,
        name=known.name if known else one.code,
        measure=one.measure,
        period=one.period,
        every=one.every.value,
        before=one.before,
        after=one.after,
        before_percent=round(100 * one.before[0] / one.before[1], 2),
        after_percent=round(100 * one.after[0] / one.after[1], 2),
        first_shown=one.first_shown,
    )
