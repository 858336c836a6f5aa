"""Evidence releases on disk: open one, read a table, refuse what has been altered."""

import csv
import hashlib
import io
import tomllib
from calendar import monthrange
from datetime import date
from functools import cache
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


class EvidenceAltered(RuntimeError):
    """A file of a release does not match its checksum: the release must be restored, never mended in place."""


def bundled_releases(folder: Path = BUNDLED) -> tuple[str, ...]:
    """Names of the releases that came with the software, oldest first."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/release.toml")))


def open_release(release_id: str, folder: Path = BUNDLED) -> Release:
    """The release, after every table and sidecar in it was checked against its checksum.

    Raises NotInEvidence for a name we do not hold and EvidenceAltered when a file was changed or is missing.
    """
    if release_id not in bundled_releases(folder):
        held = ", ".join(bundled_releases(folder)) or "none"
        raise NotInEvidence(f"There is no evidence release “{release_id}”. Releases held: {held}.")
    return open_and_check(release_id, folder)


@cache
def newest_release(folder: Path = BUNDLED) -> Release:
    """The newest release that came with the software."""
    held = bundled_releases(folder)
    if not held:
        raise EvidenceAltered("There is no evidence release here. Restore one from the project's own files.")
    return open_release(held[-1], folder)


def table_bytes(release: Release, table: str, folder: Path = BUNDLED) -> bytes:
    """The table's file exactly as released, checked against its checksum."""
    sidecar = release.sidecar(table)
    content = _content(folder / release.id / f"{table}.csv")
    if hashlib.sha256(content).hexdigest() != sidecar.sha256:
        raise _altered(release.id, f"{table}.csv")
    return content


@cache
def read_table(release: Release, table: str, folder: Path = BUNDLED) -> tuple[TableRow, ...]:
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
    )


def _digest(home: Path, head: dict[str, Any]) -> str:
    """SHA-256 over what the description says, and over the checksum of every table and sidecar, in order."""
    lines = [f"{name} {head[name]}" for name in ("id", "title", "published", "summary")]
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
