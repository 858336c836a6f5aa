"""A small published table that a capability ships: a CSV file beside a sidecar that says what it is."""

import csv
import hashlib
import io
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from wraparound.published.release import EvidenceAltered


def checked_rows(
    folder: Path, table: str, columns: Sequence[str], *, whose: str
) -> tuple[list[dict[str, str]], Mapping[str, Any]]:
    """Every row as text, in file order, and the sidecar, once bytes, columns and number of rows met it.

    Args:
        folder: where both lie.
        table: their name, without its ending.
        columns: those that the table must have, in order.
        whose: which capability ships it, for the sentence of an error.

    Raises:
        EvidenceAltered: where the table is not the one that its sidecar describes, or one of them cannot be read.
    """

    def altered(what: str) -> EvidenceAltered:
        return EvidenceAltered(f"{table}.csv of {whose} {what}. Restore both from the project's own files.")

    try:
        content = (folder / f"{table}.csv").read_bytes()
        sidecar: dict[str, Any] = tomllib.loads((folder / f"{table}.toml").read_text(encoding="utf-8"))
        if hashlib.sha256(content).hexdigest() != sidecar["sha256"]:
            raise altered("does not match its checksum: it was changed after it was published")
        found, *cells = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
        if found != list(columns) or found != list(sidecar["columns"]):
            raise altered("has other columns than it should")
        if len(cells) != sidecar["rows"]:
            raise altered(f"has {len(cells)} rows and its sidecar says {sidecar['rows']}")
        return [dict(zip(found, row, strict=True)) for row in cells], sidecar
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        raise altered(f"or its sidecar cannot be read ({trouble})") from trouble
