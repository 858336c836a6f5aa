"""Counts → everything that is counted of a year, with what adds up to what; and what is published → plain values."""

import datetime
import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from wraparound.capabilities.equality.terms.counts import SideCount, StageCount
from wraparound.capabilities.equality.terms.figures import OF_SIDES, OF_STAGES, OF_STANDARDS, CountedPlace, PlaceSort
from wraparound.capabilities.equality.terms.monitoring import IndicatorSide
from wraparound.methods.equality_measures.indicators import (
    BOARD,
    CAPABILITY,
    DISABLED_BOARD,
    DISCIPLINED,
    EMPLOYED,
    TRAINED,
    Standard,
)
from wraparound.methods.suppression.publishing import Published
from wraparound.methods.suppression.snapshot import Places, Snapshot, Table

ONE_STANDARD_ALONE = frozenset({DISCIPLINED, TRAINED, CAPABILITY})
"""Nobody can come by the sum of their groups from the other standard, which counts the same people otherwise."""

KEPT_AS = 2
"""How figures are kept. Where that is another, the same counts are published anew; since 2 it is said of how many
organisations a place is made."""

type Cell = tuple[str, str, str]
"""Table, organisation and group."""


@dataclass(frozen=True, eq=False)
class Laid:
    """Counts by cell, and the tables that add up to another."""

    cells: Mapping[Cell, int]
    tables: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]


def level_table(level: str) -> str:
    """The name of the table of a pay level."""
    return f"{EMPLOYED} at {level or 'no level'}"


def place_name(sort: PlaceSort, *codes: str) -> str:
    """What a place is called among figures; it stays from year to year."""
    return ":".join((sort.value, *codes))


def nation_name(*, made_up: bool) -> str:
    """All regions together; made-up regions are never put together with others."""
    return place_name(PlaceSort.NATION, "made up" if made_up else "all")


def laid_sides(standard: Standard, counts: Iterable[SideCount], levels: Sequence[str]) -> Laid:
    """Counts of files by table. Every level of the list has a table, whether or not anybody is at it."""
    cells: dict[Cell, int] = {}
    found = list(counts)
    staff = IndicatorSide.STAFF
    every = dict.fromkeys((*levels, *sorted({one.level for one in found if one.side is staff})))
    for one in found:
        tables = [EMPLOYED, level_table(one.level)] if one.side is staff else [OF_SIDES[standard].get(one.side)]
        for table in tables:
            if table:
                _add(cells, standard, (table, one.organisation, one.group), one.people)
    of_levels = tuple(level_table(level) for level in every)
    return Laid(cells, (EMPLOYED, *of_levels, *OF_SIDES[standard].values()), {EMPLOYED: of_levels})


def laid_stages(standard: Standard, counts: Iterable[StageCount]) -> Laid:
    """Counts of stages by table."""
    cells: dict[Cell, int] = {}
    for one in counts:
        _add(cells, standard, (OF_STAGES[one.stage], one.organisation, one.group), one.people)
    return Laid(cells, tuple(OF_STAGES.values()), {})


def snapshot_of(
    standard: Standard, laid: Laid, places: Mapping[str, CountedPlace], day: datetime.date
) -> Snapshot | None:
    """Everything that is counted, of organisations of which anything is; none where there are none.

    Who is not in it sent nothing, as everybody may know: their noughts would hide nothing beside them.
    """
    codes = sorted({code for _, code, _ in laid.cells} & set(places))
    if not codes:
        return None
    groups = groups_of(standard, laid)
    leaf = {code: number for number, code in enumerate(codes)}
    counts = np.zeros((len(laid.tables), len(codes), len(groups)), dtype=np.int64)
    for (table, code, group), people in laid.cells.items():
        if code in leaf:
            counts[laid.tables.index(table), leaf[code], groups.index(group)] += people
    tables = tuple(
        Table(
            name,
            counts[number],
            only_together=name in (BOARD, DISABLED_BOARD),
            # Both standards count the same people: what one shows would tell the sum of the other.
            size_known=name not in ONE_STANDARD_ALONE,
        )
        for number, name in enumerate(laid.tables)
    )
    return Snapshot(day, _places([places[code] for code in codes]), groups, tables, laid.parts)


def groups_of(standard: Standard, laid: Laid) -> tuple[str, ...]:
    """The groups of a standard, then each kind of silence, then whatever else a list of the site has."""
    what = OF_STANDARDS[standard]
    known = (what.first, what.second, *what.without)
    return (*known, *sorted({group for _, _, group in laid.cells} - set(known)))


def mark_of(found: Snapshot | None, secret: bytes) -> str:
    """By which the same counts are known again; without the secret nobody can try counts against it."""
    told = [found.names, found.places.names, found.places.sums, found.groups, found.counts.tolist()] if found else []
    said = [KEPT_AS, *told] if told else []
    return hmac.digest(secret, repr(said).encode(), hashlib.sha256).hex()


def plain(shown: Published) -> dict[str, Any]:
    """What is published as plain values, to be kept."""
    return {
        "day": shown.day.isoformat(),
        "tables": list(shown.tables),
        "places": list(shown.places),
        "groups": list(shown.groups),
        "figures": shown.figures.tolist(),
        "in_ratios": shown.in_ratios.tolist(),
        "off_by": shown.off_by,
        "least": shown.least,
        "made_of": list(shown.made_of),
    }


def published(kept: Mapping[str, Any]) -> Published:
    """What `plain` was given."""
    shape = (len(kept["tables"]), len(kept["places"]), len(kept["groups"]))
    return Published(
        day=datetime.date.fromisoformat(kept["day"]),
        tables=tuple(kept["tables"]),
        places=tuple(kept["places"]),
        groups=tuple(kept["groups"]),
        figures=np.array(kept["figures"], dtype=np.int64).reshape(shape),
        in_ratios=np.array(kept["in_ratios"], dtype=np.bool_).reshape(shape),
        off_by=kept["off_by"],
        least=kept["least"],
        # What was published before this was kept does not say it.
        made_of=tuple(kept.get("made_of", ())),
    )


def _add(cells: dict[Cell, int], standard: Standard, cell: Cell, people: int) -> None:
    table, code, group = cell
    named = (table, code, OF_STANDARDS[standard].groups.get(group, group))
    cells[named] = cells.get(named, 0) + people


def _places(found: Sequence[CountedPlace]) -> Places:
    """Organisations, their kinds within a region, regions, and all of them; made-up ones for themselves."""
    sums: list[tuple[str, tuple[str, ...]]] = []
    regions: dict[bool, list[str]] = {}
    ordered = sorted(found, key=lambda one: (one.region, one.kind, one.code))
    for region, there in groupby(ordered, key=lambda one: one.region):
        kinds: list[str] = []
        members = list(there)
        for kind, of_kind in groupby(members, key=lambda one: one.kind):
            kinds.append(place_name(PlaceSort.KIND, region, kind))
            sums.append((kinds[-1], tuple(place_name(PlaceSort.ORGANISATION, one.code) for one in of_kind)))
        sums.append((place_name(PlaceSort.REGION, region), tuple(kinds)))
        regions.setdefault(members[0].made_up, []).append(sums[-1][0])
    sums += [(nation_name(made_up=made_up), tuple(names)) for made_up, names in sorted(regions.items())]
    return Places(tuple(place_name(PlaceSort.ORGANISATION, one.code) for one in found), tuple(sums))
