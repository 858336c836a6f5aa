"""Published file → the recommendations that ship with the site, checked against their sidecar."""

import csv
import hashlib
import io
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from wraparound.capabilities.delivery.terms.recommendations import Recommendation, RecommendationKey
from wraparound.published.release import EvidenceAltered

PUBLISHED = Path(__file__).parent / "published"
TABLE = "recommendations"
PROGRAMME = "Review of health and care leadership, 2022"
COLUMNS = (
    *("key", "number", "title", "words", "source", "link"),
    *("state", "confirmed", "state_source", "state_link"),
)


class EvidenceUnsound(RuntimeError):
    """The table is as its sidecar says, and yet says what cannot be."""


@cache
def shipped_recommendations(folder: Path = PUBLISHED) -> Mapping[RecommendationKey, Recommendation]:
    """Every shipped recommendation by key, in file order; EvidenceAltered or EvidenceUnsound if it cannot be read."""
    rows, known = _rows(folder)
    found: dict[RecommendationKey, Recommendation] = {}
    for number, row in enumerate(rows, start=1):
        try:
            one = _recommendation(row, known)
        except ValueError as trouble:
            raise EvidenceUnsound(f"{TABLE}.csv, row {number}: {trouble}.") from trouble
        if one.key in found:
            raise EvidenceUnsound(f"{TABLE}.csv, row {number}: it repeats an earlier key.")
        found[one.key] = one
    return MappingProxyType(found)


def _recommendation(row: Mapping[str, str], known: date) -> Recommendation:
    confirmed = {"yes": True, "no": False}.get(row["confirmed"])
    if confirmed is None:
        raise ValueError("confirmed is yes or no")
    if confirmed != bool(row["state_source"]) or confirmed != row["state_link"].startswith("http"):
        raise ValueError("a state that is confirmed names its source and link, and no other does")
    if not all(row[name] for name in ("key", "title", "words", "source", "state")):
        raise ValueError("only the source of a state may be empty")
    if not row["link"].startswith("http"):
        raise ValueError("a link begins with http")
    return Recommendation(
        key=RecommendationKey(row["key"]),
        programme=PROGRAMME,
        number=int(row["number"]),
        title=row["title"],
        words=row["words"],
        source=row["source"],
        link=row["link"],
        state=row["state"],
        state_known=known,
        confirmed=confirmed,
        state_source=row["state_source"],
        state_link=row["state_link"],
    )


def _rows(folder: Path) -> tuple[list[dict[str, str]], date]:
    """Every row as text, in file order, and the day on which it was looked up, once its bytes met the sidecar."""
    try:
        content = (folder / f"{TABLE}.csv").read_bytes()
        sidecar: dict[str, Any] = tomllib.loads((folder / f"{TABLE}.toml").read_text(encoding="utf-8"))
        if hashlib.sha256(content).hexdigest() != sidecar["sha256"]:
            raise _altered("does not match its checksum: it was changed after it was published")
        columns, *cells = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
        if tuple(columns) != COLUMNS or columns != list(sidecar["columns"]):
            raise _altered("has other columns than it should")
        if len(cells) != sidecar["rows"]:
            raise _altered(f"has {len(cells)} rows and its sidecar says {sidecar['rows']}")
        return [dict(zip(columns, row, strict=True)) for row in cells], sidecar["retrieved"]
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        raise _altered(f"or its sidecar cannot be read ({trouble})") from trouble


def _altered(what: str) -> EvidenceAltered:
    return EvidenceAltered(f"{TABLE}.csv of delivery {what}. Restore both from the project's own files.")
