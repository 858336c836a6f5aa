"""Rooms to work in: hidden folders beside what is being made, held by one process at a time.

What a killed process left there is cleared away by the next. Of a restore it is first taken to its end, or to its
beginning, so that database, evidence and key are all of before or all of the backup. The database is what decides: it
changes in one transaction, and leaves another mark than the one noted before.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from wraparound.published.shelves import sync_folder
from wraparound.web.store.archive import EVIDENCE, KEY, BackupRefused

RESTORING = ".restoring"
JOURNAL = "journal.json"
EARLIER = "earlier-evidence"


@dataclass(frozen=True)
class Begun:
    """What is noted before a restore touches anything: of which store, and the mark that its database had."""

    store: str
    made_up: bool
    mark: str


@dataclass(frozen=True)
class Room:
    """A folder to work in, and the lock on it; a child that is given the lock keeps the room taken while it lives."""

    folder: Path
    lock: int


@contextmanager
def beside(target: Path) -> Iterator[Room]:
    """A hidden folder beside a file that is to be made, on the same disk, readable by its owner only."""
    folder = target.with_name(f".{target.name}.part")
    folder.mkdir(mode=0o700, exist_ok=True)
    lock = _hold(folder, fcntl.LOCK_EX, f"Another backup is being written to {target}: wait until it is done.")
    try:
        _clear(folder)
        yield Room(folder, lock)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


@contextmanager
def undisturbed(var: Path) -> Iterator[None]:
    """While this lasts, nobody restores; refused where a restore is under way or was cut short."""
    lock = _hold(var, fcntl.LOCK_SH, "A restore is under way here: wait until it is done.")
    try:
        if is_cut_short(var):
            raise BackupRefused("A restore was cut short here, so this is no time for a backup: run the restore again.")
        # A copy of everybody's records should not lie about because somebody was killed unpacking it.
        shutil.rmtree(var / RESTORING, ignore_errors=True)
        yield
    finally:
        os.close(lock)


@contextmanager
def alone(var: Path) -> Iterator[Room]:
    """The folder in which a restore is made ready; nobody else restores or backs up meanwhile."""
    lock = _hold(var, fcntl.LOCK_EX, "A backup or a restore is under way here: wait until it is done.")
    folder = var / RESTORING
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if not is_cut_short(var):
            _clear(folder)
        yield Room(folder, lock)
    finally:
        # What was begun and not ended stays, for the next to take to its end.
        if not is_cut_short(var):
            shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def is_cut_short(var: Path) -> bool:
    """Whether a restore was begun here and has not ended."""
    return (var / RESTORING / JOURNAL).exists()


def begin(room: Room, begun: Begun) -> None:
    """Notes that from now on this site is being changed."""
    beside_it = room.folder / f".{JOURNAL}"
    with beside_it.open("w", encoding="utf-8") as file:
        json.dump(asdict(begun), file)
        file.flush()
        os.fsync(file.fileno())
    beside_it.replace(room.folder / JOURNAL)
    sync_folder(room.folder)


def begun_in(room: Room) -> Begun | None:
    """What was begun and has not ended; nothing where all is well."""
    path = room.folder / JOURNAL
    return Begun(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def end(room: Room) -> None:
    """Notes that nothing is half done any more, and clears the room."""
    (room.folder / JOURNAL).unlink(missing_ok=True)
    sync_folder(room.folder)
    _clear(room.folder)


def put_in_place(room: Room, evidence: Path, key: Path) -> None:
    """Evidence and key of the backup where the site looks for them; each step is left out that was done before."""
    new, earlier = room.folder / EVIDENCE, room.folder / EARLIER
    if new.is_dir():
        if earlier.is_dir():
            # Moved aside before we were cut short; what stands there now was made by somebody since, of nothing.
            shutil.rmtree(evidence, ignore_errors=True)
        elif evidence.is_dir():
            evidence.rename(earlier)
        new.rename(evidence)
        with suppress(OSError):
            evidence.rmdir()  # where the backup has none, there is none
    if (room.folder / KEY).is_file():
        (room.folder / KEY).replace(key)
    sync_folder(evidence.parent)


def _hold(folder: Path, how: int, otherwise: str) -> int:
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, how | fcntl.LOCK_NB)
    except OSError as taken:
        os.close(held)
        raise BackupRefused(otherwise) from taken
    return held


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
