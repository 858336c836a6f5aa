"""A site's own releases on disk: built as a whole beside the others, named in use in one step, mended from a copy.

Killed at any moment, the folder holds the releases it held, or those and one more that is complete. A release is built
under a hidden name, written through to the disk and moved into place; which one is in use is one small file, replaced
in one step. Two who write at once wait for each other; the lock goes with the process, so nobody waits for the dead.
"""

import csv
import fcntl
import hashlib
import io
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from wraparound.published.readers.terms import FileRead
from wraparound.published.release import (
    IN_USE,
    EvidenceAltered,
    bundled_releases,
    held_releases,
    home_of,
    open_and_check,
    open_release,
    site_folder,
)
from wraparound.published.renewal.sidecars import head_of, sidecar_of
from wraparound.published.renewal.terms import COLUMNS, Renewal
from wraparound.published.terms import CannotAnswer, NotInEvidence, Release

ORIGINALS, COPIES, JOURNAL, LOCK, GONE = "files", "copies", "journal.jsonl", ".lock", ".gone"
UNDER_WAY = ".building-"
UNFINISHED = "unfinished"


class NowhereToKeep(CannotAnswer):
    """This site has no folder for releases of its own, or it cannot be written; the message says what to do."""


@dataclass(frozen=True)
class JournalLine:
    """One thing that was done with the evidence here: what, when, by whom, with which files, making which release."""

    at: datetime
    by: str
    did: str
    release: str
    files: tuple[str, ...]
    note: str


@contextmanager
def alone(keep: Collection[str] = ()) -> Iterator[Path]:
    """The site's folder, held by this process alone until done; NowhereToKeep where it cannot be written.

    Unfinished releases are cleared away but for those named in `keep`, which are being made ready elsewhere.
    """
    folder = site_folder()
    if folder is None:
        raise NowhereToKeep("This installation keeps no releases of its own. Set WRAPAROUND_VAR to a folder for them.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR, 0o644)
    except OSError as trouble:
        raise NowhereToKeep(
            f"{folder} cannot be written ({trouble.strerror}). Free it, or set WRAPAROUND_VAR to another folder."
        ) from trouble
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        _sweep(folder, keep)
        yield folder
    finally:
        os.close(held)


def next_name(day: date) -> str:
    """The name of a release made on this day: the day, and a number from the second on.

    A name is never given twice, not even that of a release that was cleared away: a process that has read the first
    would take the second for the first, altered.
    """
    folder = site_folder()
    gone = {path.name for path in (folder / GONE).glob("*")} if folder else set()
    held = {*held_releases(), *gone}
    number, name = 1, day.isoformat()
    while name in held:
        number += 1
        name = f"{day.isoformat()}-{number}"
    return name


def shelve(renewal: Renewal, name: str, originals: Iterable[Path], *, folder: Path, day: date) -> Release:
    """Puts the new release on disk as a whole, with the files it was made from; it is not in use yet.

    Until `use_release` says otherwise it is unfinished, and whoever is next `alone` clears it away, unless told to keep
    it. Call it within
    `alone`. Raises OSError, having changed nothing, where the disk is full.
    """
    for path in originals:
        _keep_original(folder, path)
    building = Path(tempfile.mkdtemp(prefix=UNDER_WAY, dir=folder))
    try:
        _build(renewal, name, building, day)
        (building / UNFINISHED).touch()
        building.chmod(0o755)
        _through_to_disk(building)
        home = folder / name
        building.rename(home)
        sync_folder(folder)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    release = open_release(name)
    _copy(release, folder)
    return release


def use_release(release: Release, *, folder: Path) -> None:
    """Names the release as the one in use, in one step."""
    (home_of(release.id) / UNFINISHED).unlink(missing_ok=True)
    _replace(folder / IN_USE, f"{release.id}\n".encode())


def note(line: JournalLine, *, folder: Path) -> None:
    """Adds a line to the journal, which is only ever added to."""
    plain = {
        "at": line.at.astimezone(UTC).isoformat(timespec="seconds"),
        "by": line.by,
        "did": line.did,
        "release": line.release,
        "files": list(line.files),
        "note": line.note,
    }
    with (folder / JOURNAL).open("a", encoding="utf-8") as file:
        file.write(json.dumps(plain, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def journal() -> tuple[JournalLine, ...]:
    """Everything that was done with the evidence here, oldest first; a line cut off by a crash is left out."""
    folder = site_folder()
    path = folder / JOURNAL if folder else None
    if path is None or not path.is_file():
        return ()
    lines: list[JournalLine] = []
    for text in path.read_text(encoding="utf-8").splitlines():
        try:
            one = json.loads(text)
            at = datetime.fromisoformat(one["at"])
            lines.append(JournalLine(at, one["by"], one["did"], one["release"], tuple(one["files"]), one["note"]))
        except (ValueError, KeyError, TypeError):
            continue
    return tuple(lines)


def mended(release_id: str, *, folder: Path) -> Release:
    """The release, its files taken from its copy where they were altered or lost.

    NotInEvidence for a name that is not held; EvidenceAltered where there is no sound copy.
    """
    open_and_check.cache_clear()
    if release_id in bundled_releases():
        return open_release(release_id)
    copy = folder / COPIES / f"{release_id}.zip"
    if release_id in held_releases():
        try:
            return open_release(release_id)
        except EvidenceAltered:
            if not copy.is_file():
                raise
    if not copy.is_file():
        held = ", ".join(held_releases())
        raise NotInEvidence(f"There is no evidence release “{release_id}” here, nor a copy. Releases held: {held}.")
    return _from_copy(release_id, copy, folder)


def is_unfinished(release_id: str) -> bool:
    """Whether the release is still being made ready."""
    return (home_of(release_id) / UNFINISHED).exists()


def has_copy(release_id: str) -> bool:
    """Whether a copy is held from which the release can be mended."""
    folder = site_folder()
    return bool(folder and (folder / COPIES / f"{release_id}.zip").is_file())


def _build(renewal: Renewal, name: str, building: Path, day: date) -> None:
    base = renewal.base
    tables: list[str] = [sidecar.table for sidecar in base.sidecars]
    for table in tables:
        if table not in renewal.rows:
            for ending in ("csv", "toml"):
                shutil.copyfile(home_of(base.id) / f"{table}.{ending}", building / f"{table}.{ending}")
    for table, rows in renewal.rows.items():
        content = as_table(table, rows)
        (building / f"{table}.csv").write_bytes(content)
        (building / f"{table}.toml").write_text(sidecar_of(renewal, table, content, len(rows), day), encoding="utf-8")
    tables += [table for table in renewal.rows if table not in tables]
    files = {
        f"{table}.{ending}": hashlib.sha256((building / f"{table}.{ending}").read_bytes()).hexdigest()
        for table in tables
        for ending in ("csv", "toml")
    }
    (building / "release.toml").write_text(head_of(renewal, name, tables, files, day), encoding="utf-8")


def as_table(table: str, rows: Iterable[Mapping[str, str]]) -> bytes:
    """Rows as the CSV of a release."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS[table], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _keep_original(folder: Path, path: Path) -> None:
    with path.open("rb") as file:
        checksum = hashlib.file_digest(file, "sha256").hexdigest()
    kept = folder / ORIGINALS / f"{checksum[:12]}-{path.name}"
    if kept.is_file():
        return
    kept.parent.mkdir(exist_ok=True)
    beside = kept.with_name(f".{kept.name}.{os.getpid()}.part")
    shutil.copyfile(path, beside)
    beside.replace(kept)


def originals_of(files: Iterable[FileRead]) -> tuple[str, ...]:
    """Names under which the files are kept."""
    return tuple(f"{one.sha256[:12]}-{one.name}" for one in files)


def _copy(release: Release, folder: Path) -> None:
    (folder / COPIES).mkdir(exist_ok=True)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((folder / release.id).iterdir()):
            if path.is_file() and path.name != UNFINISHED:
                archive.write(path, path.name)
    _replace(folder / COPIES / f"{release.id}.zip", held.getvalue())


def _from_copy(release_id: str, copy: Path, folder: Path) -> Release:
    building = Path(tempfile.mkdtemp(prefix=UNDER_WAY, dir=folder))
    try:
        with zipfile.ZipFile(copy) as archive:
            archive.extractall(building)
        staged = building.parent / f"{UNDER_WAY}check" / release_id
        shutil.rmtree(staged.parent, ignore_errors=True)
        staged.parent.mkdir()
        building.rename(staged)
        open_and_check(release_id, staged.parent)
        home = folder / release_id
        home.mkdir(exist_ok=True)
        for path in staged.iterdir():
            _replace(home / path.name, path.read_bytes())
    except (zipfile.BadZipFile, OSError) as trouble:
        raise EvidenceAltered(f"The copy of release {release_id} is damaged too: {trouble}.") from trouble
    finally:
        for path in folder.glob(f"{UNDER_WAY}*"):
            shutil.rmtree(path, ignore_errors=True)
    open_and_check.cache_clear()
    return open_release(release_id)


def _sweep(folder: Path, keep: Collection[str]) -> None:
    """Clears away what somebody left half built."""
    unfinished = (mark.parent for mark in folder.glob(f"*/{UNFINISHED}") if mark.parent.name not in keep)
    for path in (*folder.glob(f"{UNDER_WAY}*"), *unfinished):
        if not path.name.startswith(UNDER_WAY):
            (folder / GONE).mkdir(exist_ok=True)
            (folder / GONE / path.name).touch()
        shutil.rmtree(path, ignore_errors=True)
        (folder / COPIES / f"{path.name}.zip").unlink(missing_ok=True)


def _through_to_disk(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """What was added to a folder or renamed in it, through to the disk."""
    """What was added to a folder or renamed in it, through to the disk."""
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)
