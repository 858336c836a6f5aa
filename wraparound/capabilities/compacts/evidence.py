"""Published files → the catalogue of support, what is known of the pay framework, and made-up figures, checked."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from wraparound.capabilities.compacts.terms.agreement import Party
from wraparound.capabilities.compacts.terms.papers import PayRule
from wraparound.capabilities.compacts.terms.support import Strength, SupportComponent
from wraparound.published.small_tables import checked_rows
from wraparound.published.terms import Measure, PerformanceFigure, RowAddress, TableRow

PUBLISHED = Path(__file__).parent / "published"
CATALOGUE = "support"
PAY = "pay_framework"
MADE_UP = "made_up_figures"
MADE_UP_RELEASE = "made-up-2"
"""What stands for a release in the address of a made-up figure, so that it is never taken for a real one."""

MADE_UP_CODES = "ZZ"
GIVERS = frozenset(Party)
UNITS = frozenset({"days", "money", "none"})
COLUMNS = {
    CATALOGUE: (
        *("key", "name", "what", "usual_giver", "known", "strength"),
        *("source", "link", "source_2", "link_2", "unit"),
    ),
    PAY: ("key", "says", "confirmed", "source", "link"),
    MADE_UP: ("code", "measure", "period", "within", "total"),
}


class EvidenceUnsound(RuntimeError):
    """A published table is as its sidecar says, and yet says what cannot be."""


@cache
def support_catalogue(folder: Path = PUBLISHED) -> Mapping[str, SupportComponent]:
    """Every component of support by key, in file order; EvidenceAltered or EvidenceUnsound where it cannot be read."""
    components = [_understood(_component, row) for row in _rows(CATALOGUE, folder)]
    _ensure_different(CATALOGUE, (one.key for one in components))
    return MappingProxyType({one.key: one for one in components})


@cache
def pay_framework(folder: Path = PUBLISHED) -> tuple[PayRule, ...]:
    """What is known of the pay framework for very senior managers, and what could not be confirmed, in file order."""
    rules = tuple(_understood(_pay_rule, row) for row in _rows(PAY, folder))
    _ensure_different(PAY, (one.key for one in rules))
    return rules


def made_up_figures(code: str, folder: Path = PUBLISHED) -> tuple[PerformanceFigure, ...]:
    """The invented figures of one made-up trust, oldest first within a measure; empty for any other code."""
    return _every_made_up_figure(folder).get(code, ())


@cache
def _every_made_up_figure(folder: Path) -> Mapping[str, tuple[PerformanceFigure, ...]]:
    figures = [_understood(_made_up_figure, row) for row in _rows(MADE_UP, folder)]
    _ensure_different(MADE_UP, ((one.code, one.measure, one.period) for one in figures))
    found: dict[str, list[PerformanceFigure]] = {}
    for one in sorted(figures, key=lambda one: (one.code, one.measure, one.period)):
        found.setdefault(one.code, []).append(one)
    return MappingProxyType({code: tuple(own) for code, own in found.items()})


def _component(row: TableRow) -> SupportComponent:
    words = {name: said for name, said in row.values.items() if name != "strength"}
    component = SupportComponent(strength=Strength(row.values["strength"]), **words)
    if component.usual_giver not in GIVERS or component.unit not in UNITS:
        raise ValueError(f"a giver is one of {', '.join(sorted(GIVERS))}, a unit one of {', '.join(sorted(UNITS))}")
    if not all((component.key, component.name, component.what, component.known, component.source)):
        raise ValueError("only source_2 and link_2 may be empty")
    if not component.link.startswith("http") or bool(component.source_2) != component.link_2.startswith("http"):
        raise ValueError("every source needs a link that begins with http")
    return component


def _pay_rule(row: TableRow) -> PayRule:
    confirmed = {"yes": True, "no": False}.get(row.values["confirmed"])
    if confirmed is None:
        raise ValueError("confirmed is yes or no")
    if confirmed != bool(row.values["source"]) or confirmed != row.values["link"].startswith("http"):
        raise ValueError("what is confirmed names a source and its link, and nothing else does")
    words = {name: said for name, said in row.values.items() if name != "confirmed"}
    return PayRule(confirmed=confirmed, **words)


def _made_up_figure(row: TableRow) -> PerformanceFigure:
    code, within, total = row.values["code"], int(row.values["within"]), int(row.values["total"])
    if not code.startswith(MADE_UP_CODES):
        raise ValueError(f"{code} is no made-up code, which begins with {MADE_UP_CODES}")
    if not 0 <= within <= total or total == 0:
        raise ValueError(f"{within} of {total} is no share")
    return PerformanceFigure(
        code=code,
        measure=Measure(row.values["measure"]),
        period=date.fromisoformat(row.values["period"]),
        within=within,
        total=total,
        address=row.address,
    )


def _understood[Term](read: Callable[[TableRow], Term], row: TableRow) -> Term:
    try:
        return read(row)
    except ValueError as trouble:
        raise EvidenceUnsound(f"{row.address.table}.csv, row {row.address.row}: {trouble}.") from trouble


def _ensure_different(table: str, keys: Iterable[object]) -> None:
    seen = set[object]()
    for number, key in enumerate(keys, start=1):
        if key in seen:
            raise EvidenceUnsound(f"{table}.csv, row {number}: it repeats what an earlier row is about.")
        seen.add(key)


def _rows(table: str, folder: Path) -> tuple[TableRow, ...]:
    """Every row of a table as text, in file order, after its bytes, columns and number of rows met its sidecar."""
    named, _ = checked_rows(folder, table, COLUMNS[table], whose="the compacts")
    release = MADE_UP_RELEASE if table == MADE_UP else ""
    return tuple(TableRow(RowAddress(release, table, number), row) for number, row in enumerate(named, start=1))
