"""A file that is looked at, and written, by one command."""

from collections.abc import Sequence
from datetime import date, datetime

from wraparound.capabilities.pipelines.actions import imports
from wraparound.capabilities.pipelines.queries.importing import place_of
from wraparound.capabilities.pipelines.queries.imports import (
    import_row,
    import_terms,
    is_mapping,
    lines_with,
    mapping_called,
    names_in,
)
from wraparound.capabilities.pipelines.terms.exchange import CannotImport, ImportSaid, Outcome
from wraparound.people.terms.access import Viewer
from wraparound.published.terms import CannotAnswer

SHOWN = 50
"""Rows of each sort that are said at the terminal; the page and the API have all of them."""


def bring_in_file(
    code: str,
    file: str,
    tables: Sequence[tuple[str, list[list[str]]]],
    *,
    mapping: str = "",
    counts_from: date | None = None,
    apply: bool = False,
    at: datetime,
    by: Viewer,
) -> ImportSaid:
    """What a file would do or, with `apply`, has done; without, its rows are not kept.

    Rows that cannot be taken are said, and the rest is written. CannotImport where the mapping is not known.
    """
    if mapping and not is_mapping(place_of(code, viewer=by), mapping, viewer=by):
        raise CannotImport(f"No mapping is called “{mapping}” at {code.upper()}. Save it on the page, under that name.")
    number = imports.send(code, file, tables, counts_from=counts_from, at=at, by=by)
    try:
        return _brought_in(number, mapping, apply=apply, at=at, by=by)
    except CannotAnswer:
        # Nobody has sent it who could put it aside on a page.
        imports.put_aside(number, at=at, by=by)
        raise


def _brought_in(number: int, mapping: str, *, apply: bool, at: datetime, by: Viewer) -> ImportSaid:
    row = import_row(number, viewer=by)
    taken = mapping_called(row, mapping, viewer=by) if mapping else None
    imports.take_as(number, taken, at=at, by=by)
    row = import_row(number, viewer=by)
    asks, refused = (lines_with(row, one, viewer=by)[:SHOWN] for one in (Outcome.ASKS, Outcome.REFUSED))
    writes = apply and row.writes > 0
    if writes:
        imports.write(number, at=at, by=by)
    found = import_terms(number, viewer=by)
    if not writes:
        imports.put_aside(number, at=at, by=by)
    lines = (*asks, *refused)
    return ImportSaid(found, lines, names_in(lines, viewer=by, on=at.date()))
