"""Making a backup of everything that is this site's own, in one file, while the site goes on."""

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from wraparound.published import shelves
from wraparound.published.shelves import sync_folder
from wraparound.web.settings.folders import RELEASES, VAR
from wraparound.web.store.apart import EQUALITY_STORE
from wraparound.web.store.archive import (
    DATABASE,
    EQUALITY_PART,
    EVIDENCE,
    KEY,
    BackupRefused,
    Manifest,
    pack,
    unpack,
)
from wraparound.web.store.kinds import Store, contents_said, equality_said
from wraparound.web.store.postgresql import PostgresStore
from wraparound.web.store.room import beside, undisturbed
from wraparound.web.store.sqlite import SqliteStore

KEY_FILE = VAR / "secret-key"


def make_backup(target: Path) -> Manifest:
    """Writes the backup, reads it back, and only then gives it its name; what it holds."""
    from django.conf import settings
    from django.utils import timezone

    _refuse_a_place_that_is_none(target)
    store, equality = store_in_use(), equality_in_use()
    with undisturbed(VAR), beside(target) as room:
        copy, apart = room.folder / store.part, room.folder / equality.part
        with _evidence_held() as evidence:
            contents, counted = store.copy_out(copy), equality.copy_out(apart)
            key = {KEY: KEY_FILE} if key_is_in_file() else {}
            manifest = Manifest(
                made_at=timezone.now().isoformat(timespec="seconds"),
                version=version("wraparound"),
                store=store.kind,
                made_with=store.made_with(),
                made_up=settings.DEMO,
                key_mark=key_mark(settings.SECRET_KEY),
                tables=contents.tables,
                migrations=contents.migrations,
                parts={},
                equality=equality.kind,
                equality_tables=counted.tables,
                equality_migrations=counted.migrations,
            )
            whole = room.folder / "whole"
            manifest = pack(whole, manifest, {store.part: copy, equality.part: apart, **key, **evidence})
        unpack(whole)
        store.check(copy, contents)
        equality.check(apart, counted)
        whole.replace(target)
        sync_folder(target.parent)
    return manifest


def verify_backup(source: Path) -> Manifest:
    """What a backup holds, after every byte of it was checked and its database was opened; BackupRefused otherwise."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        manifest = unpack(source, Path(folder))
        store = _known(manifest.store, source)
        store.check(Path(folder) / store.part, contents_said(manifest))
        if manifest.equality:
            equality = _apart(_known(manifest.equality, source))
            equality.check(Path(folder) / equality.part, equality_said(manifest))
    return manifest


def store_in_use() -> Store:
    """The database of this site, without the store of equality."""
    return _of_connection("default")


def equality_in_use() -> Store:
    """The store of equality of this site."""
    return _apart(_of_connection(EQUALITY_STORE))


def _of_connection(name: str) -> SqliteStore | PostgresStore:
    from django.db import connections

    connection = connections[name]
    if connection.vendor == "sqlite":
        return SqliteStore(Path(connection.settings_dict["NAME"]))
    return PostgresStore(connection.settings_dict, name)


def _apart(store: SqliteStore | PostgresStore) -> SqliteStore | PostgresStore:
    """The same under the name that the store of equality has in a backup."""
    return replace(store, part=store.part.replace(DATABASE, EQUALITY_PART, 1))


def _known(kind: str, source: Path) -> SqliteStore | PostgresStore:
    found = next((one for one in (SqliteStore(Path()), PostgresStore({})) if one.kind == kind), None)
    if found is None:
        raise BackupRefused(f"{source} is a backup of {kind}, which this version does not know.")
    return found


def key_is_in_file() -> bool:
    """Whether this site's secret key is the one in its own folder, and not one from the environment."""
    from django.conf import settings

    return KEY_FILE.is_file() and KEY_FILE.read_text(encoding="ascii").strip() == settings.SECRET_KEY


def key_mark(key: str) -> str:
    """What tells a secret key from another, and does not lead back to it: keys are long and random."""
    return hmac.digest(key.encode(), b"which key a backup belongs to", "sha256").hex()[:16]


@contextmanager
def _evidence_held() -> Iterator[dict[str, Path]]:
    """The files of this site's own evidence by their names in a backup; nobody imports meanwhile."""
    if not RELEASES.is_dir():
        yield {}
        return
    with shelves.alone() as folder:
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        names = {path.relative_to(folder): path for path in files}
        # Locks and what is half written have hidden names.
        yield {
            f"{EVIDENCE}/{name.as_posix()}": path
            for name, path in names.items()
            if not any(part.startswith(".") for part in name.parts)
        }


def _refuse_a_place_that_is_none(target: Path) -> None:
    if target.is_dir():
        raise BackupRefused(f"{target} is a folder: name the file to write, such as {target / 'wraparound.tar.gz'}.")
    if not target.parent.is_dir():
        raise BackupRefused(f"There is no folder {target.parent} to write {target.name} into.")
