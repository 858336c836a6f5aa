"""Fits kept with a release: made once, so that what somebody was shown can be shown again, and checked like the rest.

They lie beside the tables, one folder for each method version, and are never part of the release's own checksum: the
evidence was there first. An index names the release they were made from by its checksum.
"""

import hashlib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

from wraparound.published.release import BUNDLED, EvidenceAltered
from wraparound.published.terms import NotInEvidence, Release

INDEX = "index.toml"


def read_fit(release: Release, method: str, name: str, folder: Path = BUNDLED) -> bytes:
    """One kept fit as it was written; NotInEvidence where there is none, EvidenceAltered where it was changed."""
    home = _home(release, method, folder)
    try:
        index = tomllib.loads((home / INDEX).read_text(encoding="utf-8"))
        content = (home / f"{name}.json").read_bytes()
    except FileNotFoundError as trouble:
        raise NotInEvidence(
            f"Release {release.id} has no forecasts of {name} by method {method} yet. Whoever runs this site makes "
            "them with: wraparound expectations fit"
        ) from trouble
    except (OSError, ValueError) as trouble:
        raise _altered(release, f"{INDEX} of method {method}") from trouble
    if index.get("release_digest") != release.digest:
        raise _altered(release, f"{INDEX} of method {method}")
    if index.get("files", {}).get(name) != hashlib.sha256(content).hexdigest():
        raise _altered(release, f"{name}.json of method {method}")
    return content


def write_fits(release: Release, method: str, fits: Mapping[str, bytes], folder: Path = BUNDLED) -> Path:
    """Keeps these fits with the release; the index goes last, so that an interrupted writing is not taken for whole."""
    home = _home(release, method, folder)
    home.mkdir(parents=True, exist_ok=True)
    for name, content in fits.items():
        _replace(home / f"{name}.json", content)
    lines = [f'release = "{release.id}"', f'release_digest = "{release.digest}"', f'method = "{method}"', "", "[files]"]
    lines += [f'{name} = "{hashlib.sha256(content).hexdigest()}"' for name, content in sorted(fits.items())]
    _replace(home / INDEX, ("\n".join(lines) + "\n").encode())
    return home


def _home(release: Release, method: str, folder: Path) -> Path:
    return folder / release.id / "fits" / method


def _replace(path: Path, content: bytes) -> None:
    """Writes beside and moves into place: a reader sees the old file or the new, never half of one."""
    beside = path.with_suffix(f".{os.getpid()}.part")
    beside.write_bytes(content)
    beside.replace(path)


def _altered(release: Release, what: str) -> EvidenceAltered:
    return EvidenceAltered(
        f"{what}, kept with evidence release {release.id}, does not match its checksum: it was changed afterwards. "
        "Make the fits again with: wraparound expectations fit"
    )
