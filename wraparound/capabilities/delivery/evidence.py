"""Published files → the recommendations that ship with the site, checked against their sidecar."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from wraparound.capabilities.delivery.terms.recommendations import (
    EQUALITY_PLAN,
    Recommendation,
    RecommendationKey,
)
from wraparound.published.small_tables import checked_rows

PUBLISHED = Path(__file__).parent / "published"
PROGRAMMES = {"recommendations": "Review of health and care leadership, 2022", "equality_actions": EQUALITY_PLAN}
"""The tables that ship, each with the name of its programme."""
COLUMNS = (
    *("key", "number", "title", "words", "source", "link"),
    *("state", "confirmed", "state_source", "state_link"),
)


class EvidenceUnsound(RuntimeError):
    """The table is as its sidecar says, and yet says what cannot be."""


@cache
def shipped_recommendations(folder: Path = PUBLISHED) -> Mapping[RecommendationKey, Recommendation]:
    """Every shipped recommendation by key, programme by programme, in file order.

    Raises:
        EvidenceAltered: a file is not the one that its sidecar describes.
        EvidenceUnsound: a row says what cannot be.
    """
    found: dict[RecommendationKey, Recommendation] = {}
    for table, programme in PROGRAMMES.items():
        rows, sidecar = checked_rows(folder, table, COLUMNS, whose="delivery")
        for number, row in enumerate(rows, start=1):
            try:
                one = _recommendation(row, programme, sidecar["retrieved"])
            except ValueError as trouble:
                raise EvidenceUnsound(f"{table}.csv, row {number}: {trouble}.") from trouble
            if one.key in found:
                raise EvidenceUnsound(f"{table}.csv, row {number}: it repeats an earlier key.")
            found[one.key] = one
    return MappingProxyType(found)


def _recommendation(row: Mapping[str, str], programme: str, known: date) -> Recommendation:
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
        programme=programme,
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
