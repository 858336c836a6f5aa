"""Published files → the frameworks and ways in that ship, in our own words, each checked against its sidecar."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from wraparound.capabilities.careers.terms.frameworks import Competency, Domain, Framework
from wraparound.capabilities.careers.terms.ways_in import Route, RouteFact
from wraparound.published.small_tables import checked_rows

PUBLISHED = Path(__file__).parent / "published"
TABLE = "frameworks"
COLUMNS = ("framework", "part", "key", "under", "title", "words")
ROUTES = "routes"
ROUTE_COLUMNS = ("route", "part", "words", "source", "link", "read_on")
FACTS = ("long", "earn", "learn", "fact")
"""Parts of a route that say something of a programme, each with its source."""


class EvidenceUnsound(RuntimeError):
    """The table is as its sidecar says, and yet says what cannot be."""


@cache
def shipped_frameworks(folder: Path = PUBLISHED) -> Mapping[str, Framework]:
    """Every shipped framework by its word, in file order; EvidenceAltered or EvidenceUnsound if it cannot be read."""
    rows, _ = checked_rows(folder, TABLE, COLUMNS, whose="careers")
    found: dict[str, Framework] = {}
    for word in dict.fromkeys(row["framework"] for row in rows):
        try:
            found[word] = _framework([row for row in rows if row["framework"] == word])
        except (ValueError, TypeError) as trouble:
            raise EvidenceUnsound(f"{TABLE}.csv, {word}: {trouble}.") from trouble
    return MappingProxyType(found)


def _framework(rows: Sequence[Mapping[str, str]]) -> Framework:
    said = {row["key"]: row["words"] for row in rows if row["part"] == "framework"}
    domains = [row for row in rows if row["part"] == "domain"]
    competencies = [row for row in rows if row["part"] == "competency"]
    if not (said.get("source") and said.get("link", "").startswith("http") and said.get("licence")):
        raise ValueError("it names no source, link or licence")
    if {row["under"] for row in competencies} != {row["key"] for row in domains}:
        raise ValueError("a domain has no competency, or a competency no domain")
    return Framework(
        **{**said, "starts": date.fromisoformat(said["starts"])},  # type: ignore[arg-type]  # texts, and one day
        domains=tuple(Domain(key=row["key"], title=row["title"], words=row["words"]) for row in domains),
        competencies=tuple(
            Competency(key=row["key"], domain=row["under"], title=row["title"], words=row["words"])
            for row in competencies
        ),
    )


@cache
def shipped_routes(folder: Path = PUBLISHED) -> Mapping[str, Route]:
    """Every way in by its key, in file order; EvidenceAltered or EvidenceUnsound if they cannot be read."""
    rows, _ = checked_rows(folder, ROUTES, ROUTE_COLUMNS, whose="careers")
    found: dict[str, Route] = {}
    for key in dict.fromkeys(row["route"] for row in rows):
        try:
            found[key] = _route(key, [row for row in rows if row["route"] == key])
        except ValueError as trouble:
            raise EvidenceUnsound(f"{ROUTES}.csv, {key}: {trouble}.") from trouble
    return MappingProxyType(found)


def _route(key: str, rows: Sequence[Mapping[str, str]]) -> Route:
    def own(part: str) -> tuple[str, ...]:
        found = [row for row in rows if row["part"] == part]
        if not found or any(row["source"] or row["link"] or row["read_on"] for row in found):
            raise ValueError(f"“{part}” is missing, or says a source for our own words")
        return tuple(row["words"] for row in found)

    def facts(part: str) -> tuple[RouteFact, ...]:
        return tuple(_fact(row) for row in rows if row["part"] == part)

    (title,), (line,) = own("title"), own("line")
    long, earn, learn, more = (facts(part) for part in FACTS)
    return Route(
        key=key,
        title=title,
        line=line,
        what=own("what"),
        who=own("who"),
        counts=own("counts"),
        long=long,
        earn=earn,
        learn=learn,
        facts=more,
        next_steps=own("next"),
    )


def _fact(row: Mapping[str, str]) -> RouteFact:
    if not (row["source"] and row["link"].startswith("https://")):
        raise ValueError(f"“{row['words']}” names no source or link")
    day = date.fromisoformat(row["read_on"])
    return RouteFact(words=row["words"], source=row["source"], link=row["link"], read_on=day)
