"""`wraparound backup` and `wraparound restore`, for whoever runs the site."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wraparound.web.store.archive import EVIDENCE, KEY, BackupRefused, Manifest

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from wraparound.web.store.restore import Restored

REFUSED = 2
NO_KEY = (
    "The secret key is not in it, because this site takes it from the environment: keep WRAPAROUND_SECRET_KEY "
    "somewhere else. Without it nobody's second factor can be read."
)
OTHER_KEY = (
    "The secret key of this site is not the one of the backup: nobody's second factor can be read until it is. Set "
    "WRAPAROUND_SECRET_KEY to the key of the site that was backed up, or put that in the file secret-key."
)


def add_backup(areas: "_SubParsersAction[ArgumentParser]") -> None:
    """The verb that puts everything of this site in one file."""
    backup = areas.add_parser(
        "backup",
        help="put everything of this site in one file, while it runs",
        epilog="wraparound backup wraparound-2026-11-25.tar.gz",
    )
    backup.add_argument("file", type=Path, metavar="FILE", help="it holds secrets: keep it as you keep the database")
    backup.add_argument("--verify", action="store_true", help="check a backup made earlier, and write nothing")
    _add_demo(backup)
    backup.set_defaults(run=run_backup)


def add_restore(areas: "_SubParsersAction[ArgumentParser]") -> None:
    """The verb that puts a backup in the place of what is here."""
    restore = areas.add_parser(
        "restore",
        help="put a backup in the place of what is here; stop the site first",
        epilog="wraparound restore wraparound-2026-11-25.tar.gz --yes",
    )
    restore.add_argument(
        "file", type=Path, metavar="FILE", help="made by wraparound backup; checked before anything changes"
    )
    restore.add_argument("--yes", action="store_true", help="also where this replaces people or evidence")
    _add_demo(restore)
    restore.set_defaults(run=run_restore)


def run_backup(asked: Namespace) -> int:
    """Makes a backup, or checks one; 0 when it is whole."""
    return _answered("backup", asked, _verify if asked.verify else _back_up)


def run_restore(asked: Namespace) -> int:
    """Restores a backup; 0 when everything of it is here."""
    return _answered("restore", asked, _restore)


def _add_demo(verb: ArgumentParser) -> None:
    verb.add_argument("--demo", action="store_true", help="of the made-up region instead of this site")


def _answered(verb: str, asked: Namespace, answer: Callable[[Namespace], list[str]]) -> int:
    # Imported here: the other commands do without Django.
    import django
    from django.db import Error

    settings = "demo" if asked.demo else "local"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"wraparound.web.settings.{settings}")
    django.setup()
    try:
        lines = answer(asked)
    except BackupRefused as trouble:
        print(f"wraparound {verb}: {trouble}", file=sys.stderr)
        return REFUSED
    except (Error, OSError) as trouble:
        said = (str(trouble).splitlines() or [type(trouble).__name__])[0]
        print(f"wraparound {verb}: {said}. See that the database runs and the disk has room.", file=sys.stderr)
        return 1
    print("\n".join(lines))
    return 0


def _back_up(asked: Namespace) -> list[str]:
    from wraparound.web.store.backup import make_backup

    manifest = make_backup(asked.file)
    size = asked.file.stat().st_size
    lines = [f"Written and read back: {asked.file} ({size:,} bytes), readable by its owner only.", *_holdings(manifest)]
    return lines if KEY in manifest.parts else [*lines, NO_KEY]


def _verify(asked: Namespace) -> list[str]:
    from wraparound.web.store.backup import verify_backup

    return [f"{asked.file} is whole and unaltered.", *_holdings(verify_backup(asked.file))]


def _restore(asked: Namespace) -> list[str]:
    from wraparound.web.store.restore import restore_backup

    restored = restore_backup(asked.file, yes=asked.yes, tell=_tell)
    lines = [f"Restored: the site is as it was at {restored.manifest.made_at}.", *_counts(restored)]
    return lines if restored.key_fits else [*lines, OTHER_KEY]


def _holdings(manifest: Manifest) -> list[str]:
    evidence = sum(name.startswith(f"{EVIDENCE}/") for name in manifest.parts)
    rows, people = sum(manifest.tables.values()), manifest.tables.get("people_person", 0)
    return [
        f"  {manifest.made_at}, Wraparound {manifest.version}, {manifest.made_with}",
        f"  {rows:,} rows in {len(manifest.tables)} tables, {people:,} people among them; "
        f"{evidence:,} files of this site's own evidence; secret key: {'yes' if KEY in manifest.parts else 'no'}",
    ]


def _counts(restored: "Restored") -> list[str]:
    """Every table that holds something, and how many rows."""
    tables = [f"  {name:<32}{rows:>10,}" for name, rows in restored.contents.tables.items() if rows]
    added = f"Migrations applied since: {restored.steps_added}. " if restored.steps_added else ""
    return [f"{added}{restored.contents.rows:,} rows:", *tables, "Start the site again."]


def _tell(line: str) -> None:
    print(line, flush=True)
