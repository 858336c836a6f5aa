"""New releases from publishers' files, and earlier ones taken into use again: each recorded, none ever half done."""

from dataclasses import dataclass, replace
from datetime import datetime

from wraparound.capabilities.sources.access import CHANGE_EVIDENCE
from wraparound.capabilities.sources.actions.adoptions import adopt_release, named
from wraparound.capabilities.sources.queries.imports import answer_of, renewal_of
from wraparound.capabilities.sources.queries.under_way import under_way
from wraparound.capabilities.sources.terms import RELEASE_IN_USE, RELEASE_MADE, ImportAnswer, ImportOrder, Restored
from wraparound.people.access import ensure
from wraparound.people.terms.access import Viewer
from wraparound.published import shelves
from wraparound.published.release import EvidenceAltered, open_release, release_in_use
from wraparound.published.shelves import JournalLine
from wraparound.published.terms import CannotAnswer
from wraparound.records.actions.changes import changing
from wraparound.records.actions.outbox import tell

SHOWN_WHEN_REFUSED = 5


@dataclass(frozen=True)
class Imported:
    """What an import did, and the number of the event that tells the others; none where nothing changed."""

    answer: ImportAnswer
    event: int | None


class RowsRejected(CannotAnswer):
    """Some rows cannot be taken, so nothing was imported; the message names the first and says what to do."""


class StillUnderWay(CannotAnswer):
    """An import from a moment ago is not in use yet; a second one would begin from the release before it."""

    def __init__(self, release: str) -> None:
        """Which one."""
        super().__init__(
            f"Release {release}, imported a moment ago, is still being made ready. Send these files again when it is "
            "in use; that takes some seconds."
        )


def import_files(order: ImportOrder, *, at: datetime, by: Viewer) -> Imported:
    """Makes a new release of the one in use and these files, and tells those who listen, all of it or nothing.

    The release in use stays the earlier one until everybody has done their part (the ranges are made), and then becomes
    the new one: see `take_into_use`. A second import of the same files changes nothing. RowsRejected where rows are
    rejected and the order does not say to leave them; StillUnderWay while an earlier import is; FileRefused for a file
    that cannot be read; NowhereToKeep where releases cannot be kept.
    """
    ensure(by, CHANGE_EVIDENCE)
    with shelves.alone(keep=under_way(viewer=by)) as folder:
        if waiting := under_way(viewer=by):
            raise StillUnderWay(waiting[0])
        name = shelves.next_name(at.date())
        renewal = renewal_of(order, name, viewer=by)
        seen = answer_of(renewal, "", viewer=by)
        if seen.rejected and not order.without_rejected:
            raise RowsRejected(_refusal(seen))
        if renewal.changes_nothing:
            return Imported(seen, None)
        with changing("Evidence was imported", at=at, by=by):
            # Killed before the end of this, the release on the shelf is nobody's and the next import clears it away.
            shelves.shelve(renewal, name, order.files, folder=folder, day=at.date())
            files = ", ".join(shelves.originals_of(one.read for one in renewal.files))
            rejected = f"{seen.rejected} rows rejected" if seen.rejected else ""
            event = tell(RELEASE_MADE, {"release": name, "files": files, "note": rejected}, by=by)
    return Imported(answer_of(renewal, name, viewer=by), event)


def take_into_use(release_id: str, files: str, note: str, *, at: datetime, by: Viewer) -> None:
    """Takes a release that everybody is ready for into use; done before, it changes nothing.

    The journal line comes last: killed in between, the whole is done again.
    """
    with shelves.alone(keep=(release_id, *under_way(viewer=by))) as folder:
        if any(line.did == "import" and line.release == release_id for line in shelves.journal()):
            return
        release = open_release(release_id)
        shelves.use_release(release, folder=folder)
        with changing("Evidence was taken into use", at=at, by=by):
            adopt_release(release, at=at, by=by)
            tell(RELEASE_IN_USE, {"release": release_id}, by=by)
        originals = tuple(files.split(", ")) if files else ()
        shelves.note(JournalLine(at, named(by=by), "import", release_id, originals, note), folder=folder)


def restore_release(release_id: str, *, at: datetime, by: Viewer) -> Restored:
    """Takes an earlier or later release into use again, mended from its copy where its files were altered.

    No release is lost by it. NotInEvidence for one that is not held, EvidenceAltered where it cannot be mended.
    """
    ensure(by, CHANGE_EVIDENCE)
    with shelves.alone(keep=under_way(viewer=by)) as folder:
        before = _in_use_or_broken()
        release = shelves.mended(release_id, folder=folder)
        with changing("An earlier release of evidence was taken into use again", at=at, by=by):
            shelves.note(JournalLine(at, named(by=by), "restore", release.id, (), f"before: {before}"), folder=folder)
            shelves.use_release(release, folder=folder)
            tell(RELEASE_IN_USE, {"release": release.id}, by=by)
    return Restored(release.id, before)


def now_in_use(done: Imported, *, by: Viewer) -> ImportAnswer:
    """What the import did, with whether its release is in use by now."""
    return replace(done.answer, in_use=bool(done.answer.release) and release_in_use().id == done.answer.release)


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
