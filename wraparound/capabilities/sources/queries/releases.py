"""Reading releases, tables and rows; needs no database."""

from wraparound.capabilities.sources.access import SEE_SOURCES
from wraparound.capabilities.sources.terms import ROWS_ON_A_PAGE, Cell, ReleaseCheck, SourceRow, TablePage
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.published.release import (
    open_release,
    read_table,
    table_bytes,
)
from wraparound.published.release import release_in_use as chosen_release
from wraparound.published.terms import NotInEvidence, Release, TableRow


def release_in_use(*, viewer: Viewer) -> Release:
    """The release that every page, command and answer rests on: the one chosen here, else the software's newest."""
    ensure(viewer, SEE_SOURCES)
    return chosen_release()


def release(release_id: str, *, viewer: Viewer) -> Release:
    """One release; NotInEvidence when it is not held."""
    ensure(viewer, SEE_SOURCES)
    return open_release(release_id)


def table_page(release_id: str, table: str, *, viewer: Viewer, page: int = 1, code: str = "") -> TablePage:
    """One page of a table, narrowed to the rows of one ODS code where it is given; NotInEvidence past the end."""
    ensure(viewer, SEE_SOURCES)
    found = open_release(release_id)
    sidecar = found.sidecar(table)
    wanted = code.strip().upper()
    rows = [row for row in read_table(found, table) if not wanted or _concerns(row, wanted)]
    pages = max(1, -(-len(rows) // ROWS_ON_A_PAGE))
    if not 1 <= page <= pages:
        raise NotInEvidence(f"Page {page} of {table} does not exist; the last page is {pages}.")
    first = (page - 1) * ROWS_ON_A_PAGE
    return TablePage(found, sidecar, wanted, tuple(rows[first : first + ROWS_ON_A_PAGE]), page, pages, len(rows))


def table_file(release_id: str, table: str, *, viewer: Viewer) -> bytes:
    """The table's file exactly as released."""
    ensure(viewer, SEE_SOURCES)
    return table_bytes(open_release(release_id), table)


def source_row(release_id: str, table: str, row: int, *, viewer: Viewer) -> SourceRow:
    """One row with its publisher, licence and neighbours; NotInEvidence when there is no such row."""
    ensure(viewer, SEE_SOURCES)
    found = open_release(release_id)
    sidecar = found.sidecar(table)
    if not 1 <= row <= sidecar.rows:
        raise NotInEvidence(
            f"Table {table} of release {release_id} has rows 1 to {sidecar.rows}; there is no row {row}."
        )
    one = read_table(found, table)[row - 1]
    cells = tuple(Cell(column, one.values[column.name], _link(one.values[column.name])) for column in sidecar.columns)
    return SourceRow(one.address, cells, sidecar, row - 1 or None, row + 1 if row < sidecar.rows else None)


def check_release(release_id: str, *, viewer: Viewer) -> ReleaseCheck:
    """Reads every table against its checksum and sidecar; EvidenceAltered at the first that differs."""
    ensure(viewer, SEE_SOURCES)
    found = open_release(release_id)
    rows = sum(len(read_table(found, sidecar.table)) for sidecar in found.sidecars)
    return ReleaseCheck(found.id, len(found.sidecars), rows, found.digest)


def _concerns(row: TableRow, code: str) -> bool:
    return code in (row.values.get(name) for name in ("ods_code", "predecessor", "successor"))


def _link(text: str) -> str:
    return text if text.startswith(("https://", "http://")) else ""
