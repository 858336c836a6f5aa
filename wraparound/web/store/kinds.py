"""The kinds of database a site may have, as far as backing up and restoring goes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from wraparound.web.store.archive import Manifest
from wraparound.web.store.room import Room

PEOPLE = "people_person"
"""The table that says whether a store is in use by anybody."""


@dataclass(frozen=True)
class Contents:
    """What a database holds: rows of every table, and the migrations it has been through (app and name)."""

    tables: dict[str, int]
    migrations: tuple[tuple[str, str], ...]

    @property
    def people(self) -> int:
        """How many people it knows."""
        return self.tables.get(PEOPLE, 0)

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(self.tables.values())


def contents_said(manifest: Manifest) -> Contents:
    """What a manifest says that the database holds."""
    return Contents(manifest.tables, manifest.migrations)


def equality_said(manifest: Manifest) -> Contents:
    """What it says that the store of equality holds."""
    return Contents(manifest.equality_tables, manifest.equality_migrations)


class Store(Protocol):
    """One database: copied while it is being written, replaced wholly or not at all."""

    @property
    def kind(self) -> str:
        """Its name, as people say it."""

    @property
    def part(self) -> str:
        """The name of its copy in a backup."""

    def made_with(self) -> str:
        """Version of the database, and of the program that copies it."""

    def copy_out(self, copy: Path) -> Contents:
        """Writes the copy; what it holds, of the same moment. BackupRefused where it cannot be made."""

    def check(self, copy: Path, said: Contents) -> None:
        """Nothing, or BackupRefused where a copy cannot be used or does not hold what its manifest said."""

    def contents(self) -> Contents:
        """What the database holds now; nothing where it is not there yet."""

    def mark(self) -> str:
        """What tells the database before a replacement from the one after it."""

    def replace_with(self, copy: Path, said: Contents, room: Room) -> None:
        """Replaces everything by the copy, in one transaction. BackupRefused, with nothing changed, where it cannot."""
