"""A database that is one SQLite file: copied and replaced by SQLite's own backup, which is one transaction each way."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from wraparound.web.store.archive import BackupAltered, BackupRefused
from wraparound.web.store.kinds import Contents
from wraparound.web.store.room import Room

LONGEST_WAIT = 60.0
"""Seconds for somebody else to end what they are writing."""


@dataclass(frozen=True)
class SqliteStore:
    """The file of one site. It is read past Django, because it may be older than this software, or not there."""

    path: Path
    kind: str = "SQLite"
    part: str = "database.sqlite3"

    def made_with(self) -> str:
        return f"SQLite {sqlite3.sqlite_version}"

    def copy_out(self, copy: Path) -> Contents:
        if not self.path.is_file():
            raise BackupRefused(f"There is no database at {self.path} yet, so there is nothing to back up.")
        with _in_one_line(self.path), opened(self.path) as live, closing(sqlite3.connect(copy)) as made:
            # All pages in one step: one moment is read, and writers are not held up meanwhile.
            live.backup(made, progress=_patience(self.path))
            # The copy is this one file, without a log of writes beside it.
            made.execute("PRAGMA journal_mode=DELETE")
        return contents_of(copy)

    def check(self, copy: Path, said: Contents) -> None:
        try:
            with opened(copy) as kept:
                # Some call functions that only Django brings; what rows hold is vouched for by the checksum.
                kept.execute("PRAGMA ignore_check_constraints=ON")
                sound = kept.execute("PRAGMA quick_check").fetchall() == [("ok",)]
            sound = sound and contents_of(copy) == said
        except sqlite3.Error:
            sound = False
        if not sound:
            raise BackupAltered("The database in this backup is not what its manifest says; use another backup.")

    def contents(self) -> Contents:
        if not self.path.is_file():
            return Contents({}, ())
        with _in_one_line(self.path):
            return contents_of(self.path)

    def mark(self) -> str:
        if not self.path.is_file():
            return "0"
        with _in_one_line(self.path), opened(self.path) as live:
            # SQLite counts it on with every change of tables, and a replacement is one.
            return str(live.execute("PRAGMA schema_version").fetchone()[0])

    def replace_with(self, copy: Path, said: Contents, room: Room) -> None:
        with _in_one_line(self.path), opened(copy) as kept, closing(sqlite3.connect(self.path)) as live:
            kept.backup(live, progress=_patience(self.path))


def contents_of(path: Path) -> Contents:
    """What a database file holds, all of one moment."""
    with opened(path) as held:
        held.execute("BEGIN")
        names = [name for (name,) in held.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = {name: _rows(held, name) for name in sorted(names) if not name.startswith("sqlite_")}
        steps = held.execute("SELECT app, name FROM django_migrations") if "django_migrations" in tables else ()
        return Contents(tables, tuple(sorted(steps)))


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A file that is there, opened; never made by opening it."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=LONGEST_WAIT)) as held:
        yield held


def _rows(held: sqlite3.Connection, table: str) -> int:
    quoted = '"' + table.replace('"', '""') + '"'
    return int(held.execute(f"SELECT count(*) FROM {quoted}").fetchone()[0])


def _patience(path: Path) -> Callable[[int, int, int], None]:
    """Ends the wait for another writer, which would last for ever."""
    until = time.monotonic() + LONGEST_WAIT

    def look(status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise BackupRefused(f"Somebody else keeps writing to {path}: stop the site and try again.")

    return look


@contextmanager
def _in_one_line(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as trouble:
        raise BackupRefused(
            f"The database {path} cannot be used ({trouble}). If it is damaged, move it and the files beside it that "
            "begin with its name to another folder, and try again."
        ) from trouble
