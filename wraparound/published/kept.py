"""What is made from a release and kept beside it: fits and back-tests, made once, checked like the rest.

They lie beside the tables, a shelf for each sort and a folder for each method version, and are never part of the
release's own checksum: the evidence was there first. An index names the release they were made from by its checksum,
and each file by its own: a file's name carries its checksum, so that the index alone decides which one counts.
"""

import fcntl
import hashlib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from wraparound.published.release import EvidenceAltered, home_of
from wraparound.published.terms import NotInEvidence, Release

INDEX = "index.toml"
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
OF_CHECKSUM = 12
"""Letters of the checksum in a file's name."""


class Shelf(StrEnum):
    """What is kept beside a release."""

    FITS = "fits"
    BACKTESTS = "backtests"


MADE_WITH = {Shelf.FITS: "wraparound expectations fit", Shelf.BACKTESTS: "wraparound expectations backtest --keep"}


def read_kept(release: Release, shelf: Shelf, method: str, name: str, folder: Path | None = None) -> bytes:
    """One kept file as it was written; NotInEvidence where there is none, EvidenceAltered where it was changed."""
    try:
        return _read(release, shelf, method, name, folder)
    except FileNotFoundError:
        # Somebody kept a newer one between our look at the index and the file: the index names it now.
        try:
            return _read(release, shelf, method, name, folder)
        except FileNotFoundError as trouble:
            raise _altered(release, shelf, f"{Path(trouble.filename).name} of method {method}") from trouble


def _read(release: Release, shelf: Shelf, method: str, name: str, folder: Path | None) -> bytes:
    home = _home(release, shelf, method, folder)
    if not (home / INDEX).is_file() or name not in (files := _files(release, shelf, method, folder)):
        raise NotInEvidence(
            f"Release {release.id} keeps no {shelf} of {name} by method {method}. Whoever runs this site makes them "
            f"with: {MADE_WITH[shelf]}"
        )
    path = home / _file_name(name, files[name])
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as trouble:
        raise _altered(release, shelf, f"{path.name} of method {method}") from trouble
    if files[name] != hashlib.sha256(content).hexdigest():
        raise _altered(release, shelf, f"{path.name} of method {method}")
    return content


def names_kept(release: Release, shelf: Shelf, method: str, folder: Path | None = None) -> tuple[str, ...]:
    """The names on a shelf, in alphabetical order; none where nothing was kept."""
    if not (_home(release, shelf, method, folder) / INDEX).is_file():
        return ()
    return tuple(sorted(_files(release, shelf, method, folder)))


def keep(
    release: Release, shelf: Shelf, method: str, contents: Mapping[str, bytes], folder: Path | None = None
) -> Path:
    """Puts these on the shelf beside what is there, all or none; ValueError for a name that is no plain word.

    New files lie beside the old until the index, moved into place in one step, names them. Killed at any moment, the
    shelf shows what it showed or what is new. Two who keep at once wait for each other.
    """
    odd = [name for name in contents if not NAME.fullmatch(name)]
    if odd:
        raise ValueError(f"Not a name for what is kept: {', '.join(odd)}. Small letters, digits, - and _ only.")
    home = _home(release, shelf, method, folder)
    home.mkdir(parents=True, exist_ok=True)
    with _alone(home):
        files = _files(release, shelf, method, folder) if (home / INDEX).is_file() else {}
        for name, content in contents.items():
            files[name] = hashlib.sha256(content).hexdigest()
            _replace(home / _file_name(name, files[name]), content)
        lines = [f'release = "{release.id}"', f'release_digest = "{release.digest}"', f'method = "{method}"']
        lines += ["", "[files]", *(f'{name} = "{checksum}"' for name, checksum in sorted(files.items()))]
        _replace(home / INDEX, ("\n".join(lines) + "\n").encode())
        _remove_unnamed(home, {_file_name(name, checksum) for name, checksum in files.items()})
    return home


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Holds the shelf until done; the lock goes with the process, so nobody waits for one that died."""
    held = os.open(home, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _remove_unnamed(home: Path, named: set[str]) -> None:
    for path in home.iterdir():
        if path.name not in named | {INDEX}:
            path.unlink(missing_ok=True)


def _file_name(name: str, checksum: str) -> str:
    return f"{name}.{checksum[:OF_CHECKSUM]}.json"


def _files(release: Release, shelf: Shelf, method: str, folder: Path | None) -> dict[str, str]:
    """Name → checksum, as the index of this release says."""
    try:
        index = tomllib.loads((_home(release, shelf, method, folder) / INDEX).read_text(encoding="utf-8"))
    except (OSError, ValueError) as trouble:
        raise _altered(release, shelf, f"{INDEX} of method {method}") from trouble
    files = index.get("files")
    if index.get("release_digest") != release.digest or not isinstance(files, dict):
        raise _altered(release, shelf, f"{INDEX} of method {method}")
    return dict(files)


def _home(release: Release, shelf: Shelf, method: str, folder: Path | None) -> Path:
    return home_of(release.id, folder) / shelf.value / method


def _replace(path: Path, content: bytes) -> None:
    """Writes beside and moves into place: a reader sees the old file or the new, never half of one."""
    beside = path.with_suffix(f".{os.getpid()}.part")
    beside.write_bytes(content)
    beside.replace(path)


def _altered(release: Release, shelf: Shelf, what: str) -> EvidenceAltered:
    return EvidenceAltered(
        f"{what}, kept with evidence release {release.id}, does not match its checksum: it was changed afterwards. "
        f"Remove that folder and make it again with: {MADE_WITH[shelf]}"
    )
