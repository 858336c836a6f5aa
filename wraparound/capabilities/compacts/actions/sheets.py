"""What a sheet of promises says, recorded: every row by the same rules as one by one, and all of them or none."""

from collections.abc import Sequence
from datetime import datetime

from wraparound.capabilities.compacts.actions.undertakings import give_up, report
from wraparound.capabilities.compacts.terms.sheets import LineNotTaken, SheetChange
from wraparound.people.terms.access import Viewer
from wraparound.published.terms import CannotAnswer
from wraparound.records.actions.changes import changing


def take_sheet(changes: Sequence[SheetChange], *, at: datetime, by: Viewer) -> int:
    """Records every row in one change; how many. LineNotTaken, with nothing written, where one is refused."""
    if not changes:
        return 0
    with changing("Recorded from a sheet of promises", at=at, by=by):
        for one in changes:
            _take(one, at, by)
    return len(changes)


def _take(one: SheetChange, at: datetime, by: Viewer) -> None:
    try:
        if one.kept_on is None:
            give_up(one.number, one.evidence, version=one.version, at=at, by=by)
            return
        report(
            one.number,
            delivered_on=one.kept_on,
            days_given=one.days_given,
            evidence=one.evidence,
            version=one.version,
            at=at,
            by=by,
        )
    except CannotAnswer as trouble:
        raise LineNotTaken(one.line, str(trouble)) from trouble
