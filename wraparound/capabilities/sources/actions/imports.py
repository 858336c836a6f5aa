"""New releases from publishers' files, and earlier ones taken into use again: each recorded, none ever half done."""

from collections.abc import Callable
from datetime import datetime

from wraparound.capabilities.sources.access import CHANGE_EVIDENCE
from wraparound.capabilities.sources.queries.imports import answer_of, renewal_of
from wraparound.capabilities.sources.terms import ImportAnswer, ImportOrder, Restored
from wraparound.people.access import ensure
from wraparound.people.terms import Viewer
from wraparound.published import shelves
from wraparound.published.release import EvidenceAltered, release_in_use
from wraparound.published.shelves import JournalLine
from wraparound.published.terms import CannotAnswer, Release

SHOWN_WHEN_REFUSED = 5

Announce = Callable[[Release], int]
"""Tells whoever listens that a release is about to be taken into use; gives how many fits were made for it.

The one place where this event goes out; once `records` has its outbox, it goes through that.
"""


class RowsRejected(CannotAnswer):
    """Some rows cannot be taken, so nothing was imported; the message names the first and says what to do."""


def import_files(order: ImportOrder, *, announce: Announce, at: datetime, by: Viewer) -> ImportAnswer:
    """Makes a new release of the one in use and these files, has its fits made, and takes it into use.

    Nothing of it is seen before all is done; killed at any moment, the release in use is the earlier or the new one. A
    second import of the same files changes nothing. RowsRejected where rows are rejected and the order does not say to
    leave them; FileRefused for a file that cannot be read; NowhereToKeep where releases cannot be kept.
    """
    ensure(by, CHANGE_EVIDENCE)
    with shelves.alone() as folder:
        name = shelves.next_name(at.date())
        renewal = renewal_of(order, name, viewer=by)
        seen = answer_of(renewal, "", 0, viewer=by)
        if seen.rejected and not order.without_rejected:
            raise RowsRejected(_refusal(seen))
        if renewal.changes_nothing:
            return seen
        release = shelves.shelve(renewal, name, order.files, folder=folder, day=at.date())
        fits = announce(release)
        files = shelves.originals_of(one.read for one in renewal.files)
        note = f"{seen.rejected} rows rejected" if seen.rejected else ""
        shelves.note(JournalLine(at, by.name, "import", name, files, note), folder=folder)
        shelves.use_release(release, folder=folder)
    return answer_of(renewal, name, fits, viewer=by)


def restore_release(release_id: str, *, at: datetime, by: Viewer) -> Restored:
    """Takes an earlier or later release into use again, mended from its copy where its files were altered.

    No release is lost by it. NotInEvidence for one that is not held, EvidenceAltered where it cannot be mended.
    """
    ensure(by, CHANGE_EVIDENCE)
    with shelves.alone() as folder:
        before = _in_use_or_broken()
        release = shelves.mended(release_id, folder=folder)
        shelves.note(JournalLine(at, by.name, "restore", release.id, (), f"before: {before}"), folder=folder)
        shelves.use_release(release, folder=folder)
    return Restored(release.id, before)


def _in_use_or_broken() -> str:
    try:
        return release_in_use().id
    except EvidenceAltered:
        return "one whose files were altered"


def _refusal(seen: ImportAnswer) -> str:
    named = [f"{file.name}, line {row.line}: {row.about} {row.why}" for file in seen.files for row in file.rejected]
    more = f"; and {len(named) - SHOWN_WHEN_REFUSED} more" if len(named) > SHOWN_WHEN_REFUSED else ""
    rows = "1 row was" if len(named) == 1 else f"{len(named):,} rows were"
    return (
        f"{rows} rejected, so nothing was imported. {'; '.join(named[:SHOWN_WHEN_REFUSED])}{more}. See all with "
        "--preview; correct the file, or import the rest with --without-rejected."
    )
