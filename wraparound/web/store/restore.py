"""Putting a backup in the place of what is here: database, evidence and key, all of them or none."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wraparound.published import shelves
from wraparound.published.release import RELEASE_NAME
from wraparound.published.shelves import sync_folder
from wraparound.web.settings.folders import RELEASES, VAR
from wraparound.web.store.archive import EVIDENCE, KEY, BackupRefused, Manifest, unpack
from wraparound.web.store.backup import KEY_FILE, equality_in_use, key_is_in_file, key_mark, store_in_use
from wraparound.web.store.kinds import Contents, Store, contents_said, equality_said
from wraparound.web.store.room import Begun, Room, alone, begin, begun_in, end, put_in_place

TELL_AT_MOST = 5
EQUALITY_SAID = "equality-rows.json"


@dataclass(frozen=True)
class Restored:
    """What is here after a restore: the database with today's migrations, and whether its key is the backup's."""

    manifest: Manifest
    contents: Contents
    steps_added: int
    key_fits: bool


def restore_backup(source: Path, *, yes: bool, tell: Callable[[str], None]) -> Restored:
    """Checks the whole backup first, then replaces what is here; BackupRefused, with nothing touched, where it may not.

    Killed at any moment, the database is the earlier one or the backup's. Evidence and key follow it, at the latest
    when a restore is run again.
    """
    store, in_file = store_in_use(), key_is_in_file()
    with alone(VAR) as room:
        take_to_its_end(room, store)
        manifest = unpack(source, room.folder)
        _refuse_what_does_not_fit(manifest, store)
        store.check(room.folder / store.part, contents_said(manifest))
        if manifest.equality:
            apart = equality_in_use()
            apart.check(room.folder / apart.part, equality_said(manifest))
        lost = _what_would_be_lost(store, room, with_key=in_file)
        if lost and not yes:
            raise BackupRefused(
                f"This would replace {' and '.join(lost)} by the backup of {manifest.made_at}. Say --yes to do it."
            )
        tell(f"Replacing {' and '.join(lost) or 'nothing of anybody'} by the backup of {manifest.made_at} …")
        _make_ready(room, manifest, with_key=in_file)
        _replace(store, manifest, room)
        _migrate()
        contents = store.contents()
    added = len(contents.migrations) - len(manifest.migrations)
    return Restored(manifest, contents, added, manifest.key_mark == key_mark(_key_from_now_on(in_file)))


def take_to_its_end(room: Room, store: Store) -> None:
    """Ends what an earlier restore began before it was killed: forwards if its database is here, else backwards."""
    begun = begun_in(room)
    if begun is None:
        return
    here = _begun_on(store, "")
    if (begun.store, begun.made_up) != (here.store, here.made_up):
        raise BackupRefused(
            f"A restore was cut short here for {_named(begun.store, begun.made_up)}: run it again there first."
        )
    if store.mark() != begun.mark:
        _put_equality_in_place(room)
        put_in_place(room, RELEASES, KEY_FILE)
    end(room)


def _put_equality_in_place(room: Room) -> None:
    """The store of equality as it was in the backup; done again where that was cut short, with the same in the end."""
    apart = equality_in_use()
    copy, said = room.folder / apart.part, room.folder / EQUALITY_SAID
    if copy.is_file() and said.is_file():
        kept = json.loads(said.read_text(encoding="utf-8"))
        apart.replace_with(copy, Contents(kept, ()), room)
        said.unlink()


def _refuse_what_does_not_fit(manifest: Manifest, store: Store) -> None:
    from wraparound.web.schema import unknown

    here = _begun_on(store, "")
    if manifest.store != here.store:
        raise BackupRefused(f"This is a backup of {manifest.store}, and this site uses {here.store}: they do not fit.")
    if manifest.made_up != here.made_up:
        there = "with --demo" if manifest.made_up else "without --demo"
        raise BackupRefused(f"This is a backup of {_named(manifest.store, manifest.made_up)}: restore it {there}.")
    if manifest.equality and manifest.equality != (apart := equality_in_use().kind):
        raise BackupRefused(
            f"The store of equality in this backup is {manifest.equality}, and here it is {apart}: they do not fit."
        )
    if newer := unknown((*manifest.migrations, *manifest.equality_migrations)):
        named = ", ".join(f"{app} {name}" for app, name in newer[:TELL_AT_MOST])
        raise BackupRefused(
            f"This backup was made by Wraparound {manifest.version}, which is newer than the software here: it has "
            f"been through {named}. Install that version first."
        )


def _what_would_be_lost(store: Store, room: Room, *, with_key: bool) -> list[str]:
    """What somebody put here and the backup would replace, in words; nothing where the site is empty."""
    people = store.contents().people
    kept, here = _releases_in(room.folder / EVIDENCE), _releases_in(RELEASES)
    lost = [f"a database with {people:,} people"] if people else []
    if here - kept:
        lost.append(f"evidence releases that are not in it ({', '.join(sorted(here - kept))})")
    if with_key and _key_is_shared() and (room.folder / KEY).is_file() and _key(room.folder / KEY) != _key(KEY_FILE):
        lost.append("the secret key, with which the second factors of the site beside this region are read")
    return lost


def _releases_in(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*") if RELEASE_NAME.fullmatch(path.name)}


def _key_is_shared() -> bool:
    """Whether this is the made-up region and there is a site with real people beside it, which has the same key."""
    from django.conf import settings

    return settings.DEMO and (VAR / "wraparound.sqlite3").is_file()


def _key(path: Path) -> str:
    return path.read_text(encoding="ascii").strip()


def _make_ready(room: Room, manifest: Manifest, *, with_key: bool) -> None:
    """Everything but the database as it will be moved into place, through to the disk."""
    if RELEASES.is_symlink() or (RELEASES.is_dir() and RELEASES.stat().st_dev != room.folder.stat().st_dev):
        raise BackupRefused(
            f"{RELEASES} is a link or a disk of its own, so that it cannot be exchanged in one step. Move it away for "
            "the restore, and what is restored to where you want it afterwards."
        )
    evidence, key = room.folder / EVIDENCE, room.folder / KEY
    if manifest.equality:
        # How many rows each of its tables must have, for whoever takes this to its end, now or later.
        (room.folder / EQUALITY_SAID).write_text(json.dumps(manifest.equality_tables), encoding="utf-8")
    evidence.mkdir(exist_ok=True)
    for folder in (evidence, *(path for path in evidence.rglob("*") if path.is_dir())):
        sync_folder(folder)
    if not with_key:
        # The key comes from the environment: a file would only seem to be it.
        key.unlink(missing_ok=True)
    elif key.is_file():
        key.chmod(0o600)


def _replace(store: Store, manifest: Manifest, room: Room) -> None:
    def replace() -> None:
        begin(room, _begun_on(store, store.mark()))
        try:
            store.replace_with(room.folder / store.part, contents_said(manifest), room)
        finally:
            take_to_its_end(room, store)

    if RELEASES.is_dir():
        with shelves.alone():  # nobody imports meanwhile
            replace()
    else:
        replace()


def _migrate() -> None:
    """Brings an older backup up to today's software."""
    from django.core.management import call_command
    from django.db import Error, connection, connections

    connections.close_all()
    try:
        call_command("migrate", verbosity=0, interactive=False)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                # A table that was just filled looks empty to whoever plans how to read it.
                cursor.execute("ANALYZE")
    except Error as trouble:
        raise BackupRefused(
            "The backup is in place, but could not be brought up to this version "
            f"({str(trouble).splitlines()[0]}). Put that right, then run: manage.py migrate"
        ) from trouble


def _key_from_now_on(in_file: bool) -> str:
    """The secret key with which this site is opened next."""
    from django.conf import settings

    return _key(KEY_FILE) if in_file else str(settings.SECRET_KEY)


def _begun_on(store: Store, mark: str) -> Begun:
    from django.conf import settings

    return Begun(store.kind, settings.DEMO, mark)


def _named(store: str, made_up: bool) -> str:
    return f"the made-up region ({store})" if made_up else f"a site with real people ({store})"
