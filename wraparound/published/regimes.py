"""Spells of trusts in special measures and recovery support."""

from collections import defaultdict
from functools import cache

from wraparound.published.release import EvidenceAltered, day, possible_days, read_table
from wraparound.published.terms import EndedBy, Regime, RegimeSpell, Release, TableRow, Window


@cache
def regime_spells_in(release: Release) -> tuple[RegimeSpell, ...]:
    """Every spell of the release, in file order, numbered within its code and regime.

    Raises EvidenceAltered when a row contradicts itself (leaves before it can have entered, ends without a date).
    """
    return spells_from(read_table(release, "regime_spells"))


def spells_from(rows: tuple[TableRow, ...]) -> tuple[RegimeSpell, ...]:
    """The spells of these rows, each numbered and checked."""
    numbers = _spell_numbers(rows)
    return tuple(_checked(_spell(row, numbers[row.address.row])) for row in rows)


def _spell(row: TableRow, number: int) -> RegimeSpell:
    cells = row.values
    return RegimeSpell(
        code=cells["ods_code"],
        name_then=cells["trust_name"],
        regime=Regime(cells["regime"]),
        number=number,
        entered=_window(cells["entered_lo"], cells["entered_hi"]),
        exited=_window(cells["exited_lo"], cells["exited_hi"]),
        last_known=possible_days(cells["last_known"]),
        ended_by=EndedBy(cells["ended_by"]),
        continued_as_recovery_support=cells["continued_into_rsp"],
        confidence=cells["confidence"],
        inferred=tuple(filter(None, cells["inferred_fields"].split(";"))),
        links=tuple(filter(None, (cells["source_url"], cells["source_url_2"]))),
        note=cells["note"],
        address=row.address,
    )


def _window(earliest: str, latest: str) -> Window | None:
    first, last = day(earliest), day(latest)
    if (first is None) != (last is None) or (first and last and last < first):
        raise EvidenceAltered(f"A window of dates from “{earliest}” to “{latest}” in regime_spells is no window.")
    return Window(first, last) if first and last else None


def _spell_numbers(rows: tuple[TableRow, ...]) -> dict[int, int]:
    """Row number → 1 for the code's first spell in that regime, 2 for the next; by exit or last day where undated."""
    by_trust: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for row in rows:
        entered = row.values["entered_lo"] or row.values["exited_lo"] or row.values["last_known"]
        by_trust[row.values["ods_code"], row.values["regime"]].append((entered, row.address.row))
    return {
        row_number: position
        for spells in by_trust.values()
        for position, (_, row_number) in enumerate(sorted(spells), start=1)
    }


def _checked(spell: RegimeSpell) -> RegimeSpell:
    trouble = None
    if spell.entered and spell.exited and spell.exited.latest < spell.entered.earliest:
        trouble = "leaves before it can have entered"
    elif (spell.ended_by is EndedBy.UNKNOWN) != (spell.exited is None):
        trouble = "has an end without a date, or a date without an end"
    elif spell.ended_by is EndedBy.UNKNOWN and spell.last_known is None:
        trouble = "has neither an end nor a last known day"
    if trouble:
        raise EvidenceAltered(f"Row {spell.address.row} of regime_spells ({spell.code}) {trouble}.")
    return spell
