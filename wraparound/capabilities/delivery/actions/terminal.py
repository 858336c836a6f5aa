"""A file that is looked at, and written, by one command."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from wraparound.capabilities.delivery.actions import spreadsheets
from wraparound.capabilities.delivery.queries.spreadsheets import file_page
from wraparound.capabilities.delivery.terms.spreadsheets import FilePage
from wraparound.people.terms.access import Viewer
from wraparound.published.terms import CannotAnswer


def bring_in(
    code: str,
    file: str,
    tables: Sequence[tuple[str, Sequence[Sequence[str]]]],
    *,
    write: bool,
    taken: Collection[str] = (),
    at: datetime,
    by: Viewer,
) -> FilePage:
    """What a file would do or, with `write`, has done; where it was not written its rows are not kept.

    `taken` are marks of rows that are written although what they are about was changed here since, or EVERY_ROW.
    """
    number = spreadsheets.send(code, file, tables, at=at, by=by)
    looked = file_page(number, viewer=by, today=at.date())
    does = looked.does
    try:
        if write and does is not None and does.can_be_written and (does.writes_something or taken):
            spreadsheets.write(number, does.fingerprint, taken=taken, at=at, by=by)
        else:
            spreadsheets.put_aside(number, at=at, by=by)
    except CannotAnswer:
        # Nobody has sent it who could put it aside on a page.
        spreadsheets.put_aside(number, at=at, by=by)
        raise
    return replace(looked, file=file_page(number, viewer=by, today=at.date()).file)
