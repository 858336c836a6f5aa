"""Evidence releases on disk: open one, read a table, refuse what has been altered."""

import csv
import hashlib
import io
import os
import re
import tomllib
from calendar import monthrange
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from wraparound.published.terms import (
    Column,
    Completeness,
    Coverage,
    NotInEvidence,
    Regime,
    Release,
    RowAddress,
    Sidecar,
    TableRow,
    Window,
)

BUNDLED = Path(__file__).parent / "releases"
LENGTH_OF_A_DAY = len("2026-11-23")
IN_USE = "in_use"
"""File in the site's folder that names the release in use."""

RELEASE_NAME = re.compile(r"\d{4}-\d{2}-\d{2}(-[1-9]\d{0,4})?")
"""The day of a release, and a number where there were several on one day."""

_site: dict[str, Path] = {}


class EvidenceAltered(RuntimeError):
    """A file of a release does not match its checksum: the release must be restored, never mended in place."""


def hold_releases_in(folder: Path | None) -> None:
    """Says where this site keeps the releases it made itself, beside those of the software; None: nowhere."""
    _site.clear()
    if folder is not None:
        _site["folder"] = folder


def site_folder() -> Path | None:
    """Where this site keeps its own releases; None where it keeps none."""
    return _site.get("folder")


def bundled_releases(folder: Path = BUNDLED) -> tuple[str, ...]:
    """Names of the releases that came with the software, oldest first."""
    return _names_in(folder)


def held_releases() -> tuple[str, ...]:
    """Names of all releases held here, the software's and the site's own, oldest first."""
    own = site_folder()
    return tuple(sorted({*bundled_releases(), *(_names_in(own) if own else ())}, key=in_time))


def in_time(name: str) -> tuple[str, int]:
    """Sorts names of releases by age: the tenth of a day comes after its second."""
    return name[:LENGTH_OF_A_DAY], int(name[LENGTH_OF_A_DAY + 1 :] or 1)


def home_of(release_id: str, folder: Path | None = None) -> Path:
    """The folder of a release: in the one given, else among the software's, else among the site's own."""
    if folder is not None:
        return folder / release_id
    own = site_folder()
    return own / release_id if own and not (BUNDLED / release_id).is_dir() else BUNDLED / release_id


def open_release(release_id: str, folder: Path | None = None) -> Release:
    """The release, after every table and sidecar in it was checked against its checksum.

    Raises NotInEvidence for a name we do not hold and EvidenceAltered when a file was changed or is missing.
    """
    names = held_releases() if folder is None else bundled_releases(folder)
    if release_id not in names:
        held = ", ".join(names) or "none"
        raise NotInEvidence(f"There is no evidence release “{release_id}”. Releases held: {held}.")
    return open_and_check(release_id, home_of(release_id, folder).parent)


@cache
def newest_release(folder: Path = BUNDLED) -> Release:
    """The newest release that came with the software."""
    held = bundled_releases(folder)
    if not held:
        raise EvidenceAltered("There is no evidence release here. Restore one from the project's own files.")
    return open_release(held[-1], folder)


def release_in_use() -> Release:
    """The release that every page, command and answer rests on: the one this site chose, else the software's newest."""
    own = site_folder()
    if own is None:
        return newest_release()
    try:
        found = os.stat(own / IN_USE)
    except FileNotFoundError:
        return newest_release()
    return _chosen(own, found.st_ino, found.st_mtime_ns)


@lru_cache(maxsize=4)
def _chosen(own: Path, inode: int, changed: int) -> Release:
    """What the site's folder names as in use, read again only when the naming file was replaced."""
    name = (own / IN_USE).read_text(encoding="utf-8").strip()
    if not RELEASE_NAME.fullmatch(name) or name not in held_releases():
        raise EvidenceAltered(
            f"The release in use here, “{name[:40]}”, is not held. Take another into use with: "
            "wraparound sources restore RELEASE"
        )
    return open_release(name)


def _names_in(folder: Path) -> tuple[str, ...]:
    names = (path.parent.name for path in folder.glob("*/release.toml"))
    return tuple(sorted((name for name in names if RELEASE_NAME.fullmatch(name)), key=in_time))


def table_bytes(release: Release, table: str, folder: Path | None = None) -> bytes:
    """The table's file exactly as released, checked against its checksum."""
    sidecar = release.sidecar(table)
    content = _content(home_of(release.id, folder) / f"{table}.csv")
    if hashlib.sha256(content).hexdigest() != sidecar.sha256:
        raise _altered(release.id, f"{table}.csv")
    return content


@cache
def read_table(release: Release, table: str, folder: Path | None = None) -> tuple[TableRow, ...]:
    """Every row of a table, in file order, as text."""
    sidecar = release.sidecar(table)
    reader = csv.reader(io.StringIO(table_bytes(release, table, folder).decode("utf-8"), newline=""))
    columns = next(reader, [])
    if columns != [column.name for column in sidecar.columns]:
        raise EvidenceAltered(f"{table}.csv of {release.id} has other columns than its sidecar names.")
    rows = tuple(
        TableRow(RowAddress(release.id, table, number), dict(zip(columns, cells, strict=True)))
        for number, cells in enumerate(reader, start=1)
    )
    if len(rows) != sidecar.rows:
        raise EvidenceAltered(f"{table}.csv of {release.id} has {len(rows)} rows; its sidecar says {sidecar.rows}.")
    return rows


@cache
def rows_by_code(release: Release, table: str) -> dict[str, tuple[TableRow, ...]]:
    """The rows of a table that has one trust a row, by ODS code, in file order."""
    found: dict[str, list[TableRow]] = {}
    for row in read_table(release, table):
        found.setdefault(row.values["ods_code"], []).append(row)
    return {code: tuple(rows) for code, rows in found.items()}


@cache
def open_and_check(release_id: str, folder: Path) -> Release:
    """The release of that name, read and checked once for the life of the process.

    Bytes are checked before anything in them is understood, so that whatever was changed ends in the same sentence.
    """
    home = folder / release_id
    try:
        head = tomllib.loads(_content(home / "release.toml").decode("utf-8"))
        if head["id"] != release_id or _digest(home, head) != head["digest"]:
            raise _altered(release_id, _what_was_altered(home, head))
        sidecars = tuple(
            _sidecar(table, tomllib.loads(_content(home / f"{table}.toml").decode("utf-8"))) for table in head["tables"]
        )
    except (ValueError, KeyError, TypeError) as trouble:
        raise _altered(release_id, "A table, a sidecar or the description") from trouble
    return Release(
        id=head["id"],
        title=head["title"],
        published=head["published"],
        summary=head["summary"],
        digest=head["digest"],
        sidecars=sidecars,
        based_on=head.get("based_on", ""),
    )


def _digest(home: Path, head: dict[str, Any]) -> str:
    """SHA-256 over what the description says, and over the checksum of every table and sidecar, in order."""
    said = ("id", "title", "published", "summary", *(["based_on"] if "based_on" in head else []))
    lines = [f"{name} {head[name]}" for name in said]
    for table in head["tables"]:
        for name in (f"{table}.csv", f"{table}.toml"):
            lines.append(f"{name} {hashlib.sha256(_content(home / name)).hexdigest()}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _what_was_altered(home: Path, head: dict[str, Any]) -> str:
    """The table that differs from its sidecar, so that one knows what to restore; else a sidecar or the description."""
    for table in head["tables"]:
        says = tomllib.loads(_content(home / f"{table}.toml").decode("utf-8"))["sha256"]
        if hashlib.sha256(_content(home / f"{table}.csv")).hexdigest() != says:
            return f"{table}.csv"
    return "A sidecar or the description"


def _sidecar(table: str, side: dict[str, Any]) -> Sidecar:
    coverage = tuple(
        Coverage(Regime(entry["regime"]), Completeness(entry["completeness"]), entry["words"])
        for entry in side.get("coverage", ())
    )
    return Sidecar(
        table=table,
        title=side["title"],
        publisher=side["publisher"],
        link=side["link"],
        published=side["published"],
        retrieved=side["retrieved"],
        licence=side["licence"],
        licence_link=side["licence_link"],
        rows=side["rows"],
        sha256=side["sha256"],
        covers=side["covers"],
        caveats=tuple(side["caveats"]),
        columns=tuple(Column(name, words) for name, words in side["columns"].items()),
        coverage=coverage,
    )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as trouble:
        raise EvidenceAltered(
            f"{path.name} of evidence release {path.parent.name} cannot be read ({trouble.strerror}). "
            "Restore the release from the project's own files."
        ) from trouble


def _altered(release_id: str, what: str) -> EvidenceAltered:
    return EvidenceAltered(
        f"{what} of evidence release {release_id} does not match its checksum: it was changed after release. "
        "Restore it from the project's own files; a correction is a new release."
    )


def day(text: str) -> date | None:
    """A full date, or None for an empty cell."""
    return date.fromisoformat(text) if text else None


def possible_days(text: str) -> Window | None:
    """The days that a date known to the year, month or day can be; None for an empty cell."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    year, month, first = (*parts, 1, 1)[:3]
    if len(parts) == 3:
        return Window(date(year, month, first), date(year, month, first))
    last_month = month if len(parts) == 2 else 12
    return Window(date(year, month, 1), date(year, last_month, monthrange(year, last_month)[1]))
