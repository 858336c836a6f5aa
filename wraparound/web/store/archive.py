"""A backup as one file: a compressed tar that begins with a manifest, and every byte of it is vouched for.

`tar xzf` opens it. Before the tar stands a seal: an empty compressed file, as the format allows, whose header carries
the SHA-256 of all that follows. The manifest holds the SHA-256 of each part besides. Both find accidents. Neither finds
somebody who means harm and makes the sums anew: keep a backup where you would keep the database itself.
"""

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import IO

FORMAT = 2
"""Since 2 the store of equality is in it."""
MANIFEST, EVIDENCE, KEY, DATABASE = "manifest.json", "evidence", "secret-key", "database."
EQUALITY_PART = "database.equality."
"""How the copy of the store of equality begins. Its key is in no backup."""
SEAL = b"\x1f\x8b\x08\x04" + bytes(5) + b"\xff" + b"\x24\x00" + b"WR" + b"\x20\x00"
"""How the seal begins: the header of a compressed file with 36 bytes of its owner's own, of which 32 are the sum."""
UNDER_SEAL = len(SEAL) + hashlib.sha256().digest_size
NOTHING_IN_IT = b"\x03\x00" + bytes(8)
"""How the seal ends: compressed nothing, the checksum of nothing, and its length."""
PIECE = 1 << 20
LONGEST_MANIFEST = 64 * PIECE


class BackupRefused(RuntimeError):
    """A backup that cannot be made or used as asked; the message says why and what to do."""


class BackupAltered(BackupRefused):
    """A file that is not, or is no longer, a backup as it was made."""


@dataclass(frozen=True)
class Sealed:
    """What a part of a backup must be: its SHA-256 and its length in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself.

    Attributes:
        made_at: the moment, in UTC.
        version: of this software.
        store: the kind of database, as `kind` of its store.
        made_with: version of the database, and of the program that copied it.
        made_up: whether it is the made-up region.
        key_mark: what the site's secret key leaves, by which two keys are told apart; it does not lead back to the key.
        tables: rows of every table, at the moment of the copy.
        migrations: what the database has been through, each as its app and its name.
        parts: everything in the backup but the manifest.
        equality: the kind of database that the store of equality is, empty in a backup from before there was one.
        equality_tables, equality_migrations: the same of that store.
    """

    made_at: str
    version: str
    store: str
    made_with: str
    made_up: bool
    key_mark: str
    tables: dict[str, int]
    migrations: tuple[tuple[str, str], ...]
    parts: dict[str, Sealed]
    equality: str = ""
    equality_tables: dict[str, int] = field(default_factory=dict)
    equality_migrations: tuple[tuple[str, str], ...] = ()
    format: int = FORMAT


def pack(into: Path, manifest: Manifest, parts: Mapping[str, Path]) -> Manifest:
    """Writes the file through to the disk, readable by its owner only; the manifest with its parts filled in."""
    full = replace(manifest, parts={name: _sealed(path) for name, path in parts.items()})
    said = json.dumps(asdict(full), indent=1).encode()
    with os.fdopen(os.open(into, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as raw:
        raw.write(bytes(UNDER_SEAL) + NOTHING_IN_IT)
        with (
            gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=raw, mtime=0) as stream,
            tarfile.open(fileobj=stream, mode="w") as tar,
        ):
            tar.addfile(_entry(MANIFEST, len(said)), io.BytesIO(said))
            for name, path in parts.items():
                with path.open("rb") as file:
                    tar.addfile(_entry(name, full.parts[name].size), file)
        raw.seek(UNDER_SEAL)
        seal = SEAL + hashlib.file_digest(raw, "sha256").digest()
        raw.seek(0)
        raw.write(seal)
        raw.flush()
        os.fsync(raw.fileno())
    return full


def unpack(path: Path, into: Path | None = None) -> Manifest:
    """Checks every byte of a backup, and writes its parts below a folder where one is given; BackupAltered otherwise.

    What it wrote is of use only when it returned.
    """
    try:
        with path.open("rb") as raw:
            seal = raw.read(UNDER_SEAL)
            if not seal.startswith(SEAL):
                raise BackupAltered(f"{path} is not a backup of Wraparound, or its first bytes were altered.")
            if hashlib.file_digest(raw, "sha256").digest() != seal[len(SEAL) :]:
                raise _altered(path, "its bytes do not add up to its seal")
            raw.seek(0)
            with gzip.GzipFile(fileobj=raw) as stream, tarfile.open(fileobj=stream, mode="r:") as tar:
                return _checked(path, tar, into)
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError) as trouble:
        raise _altered(path, "it cannot be unpacked") from trouble
    except OSError as trouble:
        raise BackupRefused(f"{path} cannot be read or unpacked ({trouble.strerror or trouble}).") from trouble


def _checked(path: Path, tar: tarfile.TarFile, into: Path | None) -> Manifest:
    manifest = _manifest(path, tar)
    found = []
    for entry in tar:
        if entry.name != MANIFEST:
            found.append(entry.name)
            if not entry.isreg() or _taken(tar, entry, manifest, into) != manifest.parts.get(entry.name):
                raise _altered(path, f"{entry.name!a} is not what its manifest says")
    if sorted(found) != sorted(manifest.parts):
        raise _altered(path, "it does not hold what its manifest says")
    return manifest


def _manifest(path: Path, tar: tarfile.TarFile) -> Manifest:
    first = tar.next()
    file = tar.extractfile(first) if first and first.name == MANIFEST and first.size <= LONGEST_MANIFEST else None
    try:
        said = json.loads(file.read()) if file else {}
        if said["format"] > FORMAT:
            raise BackupRefused(
                f"{path} was made by Wraparound {said['version']} in a format that this version does not know: "
                "install that version first."
            )
        parts = {name: Sealed(**one) for name, one in said.pop("parts").items()}
        migrations, apart = (
            tuple((app, step) for app, step in said.pop(name, ())) for name in ("migrations", "equality_migrations")
        )
        return Manifest(**said, parts=parts, migrations=migrations, equality_migrations=apart)
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise _altered(path, "its manifest cannot be understood") from trouble


def _taken(tar: tarfile.TarFile, entry: tarfile.TarInfo, manifest: Manifest, into: Path | None) -> Sealed | None:
    """What a part really is, written below the folder on the way; nothing where it may not be in a backup."""
    if entry.name not in manifest.parts or not is_fit(entry.name):
        return None
    file = tar.extractfile(entry)
    assert file is not None  # the caller has seen that it is a file
    if into is None:
        return _copied(file, None)
    place = into / entry.name
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as out:
        sealed = _copied(file, out)
        out.flush()
        os.fsync(out.fileno())
    return sealed


def is_fit(name: str) -> bool:
    """Whether something of this name may be in a backup: the database, the key, or a file of evidence."""
    parts = PurePosixPath(name).parts
    if len(parts) == 1:
        return name == KEY or name.startswith(DATABASE)
    return parts[:1] == (EVIDENCE,) and ".." not in parts


def _copied(file: IO[bytes], out: IO[bytes] | None) -> Sealed:
    digest, size = hashlib.sha256(), 0
    while piece := file.read(PIECE):
        digest.update(piece)
        size += len(piece)
        if out is not None:
            out.write(piece)
    return Sealed(digest.hexdigest(), size)


def _sealed(path: Path) -> Sealed:
    with path.open("rb") as file:
        return _copied(file, None)


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def _altered(path: Path, why: str) -> BackupAltered:
    return BackupAltered(f"{path} was altered or is not whole: {why}. Nothing was touched; use another backup.")
