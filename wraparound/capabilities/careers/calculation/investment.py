"""What may be told of spending on development beyond the organisation. See docs/methods/careers.md."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from wraparound.capabilities.careers.calculation.apart import told_apart
from wraparound.capabilities.careers.terms.investment import (
    AMOUNTS,
    KEPT_MONTHS,
    LEAST_PEOPLE,
    MOST_DAYS,
    MOST_PEOPLE,
    MOST_POUNDS,
    TITLES,
    Amounts,
    DevelopedLevel,
    DevelopmentKind,
    SpendingLine,
    SpendingThen,
    SpendingTold,
    sum_of,
)
from wraparound.published.months import months_before

Cell = tuple[DevelopedLevel, DevelopmentKind]
NO_PEOPLE = "Say on how many people it was spent."


def told_of(lines: Sequence[SpendingLine]) -> SpendingTold:
    """What may be told of lines: those of LEAST_PEOPLE or more apart, and all others together, if they are enough.

    Lines on which nobody was developed are about nobody, and stand apart.
    """
    by_cell = {_cell(one): one for one in lines}
    apart, rest = told_apart({cell: one.amounts.people for cell, one in by_cell.items()}, LEAST_PEOPLE)
    cells = {cell for cell, _ in apart} | {cell for cell, one in by_cell.items() if not one.amounts.people}
    others = sum_of(one.amounts for cell, one in by_cell.items() if cell not in cells)
    shown = tuple(one for cell, one in sorted(by_cell.items(), key=_order) if cell in cells)
    return SpendingTold(apart=shown, others=others if rest >= LEAST_PEOPLE else None)


def then_of(lines: Sequence[SpendingLine]) -> SpendingThen:
    """Lines as they are now: what may be told of them, and on how many people each is."""
    people = {_cell(one): one.amounts.people for one in lines if one.amounts.people}
    return SpendingThen(told=told_of(lines), people=people)


def tell_of_few(before: SpendingThen, after: SpendingThen) -> bool:
    """Whether two moments of one year, told both, would tell of 1 to LEAST_PEOPLE − 1 people.

    Where no two of any number of moments do, no sum or difference of all that is told in them does: each line that
    stands apart, and the others, only ever grow or shrink as wholes, by nobody or by LEAST_PEOPLE and more. See
    docs/methods/careers.md.
    """
    return too_close(before.told, after.told) or moved(before, after)


def moved(before: SpendingThen, after: SpendingThen) -> bool:
    """Whether a line stands apart in one and among the others in the other, or the others grew here and shrank there.

    Others of whom it is not known on which lines they are count as moved.
    """
    within = [_within(one) for one in (before, after)]
    apart = [{_cell(one) for one in then.told.apart if one.amounts.people} for then in (before, after)]
    if within[0] is None or within[1] is None or apart[0] & within[1].keys() or apart[1] & within[0].keys():
        return True
    if not (within[0] and within[1]):
        return False
    change = [within[1].get(cell, 0) - within[0].get(cell, 0) for cell in {*within[0], *within[1]}]
    return min(change) < 0 < max(change)


def too_close(before: SpendingTold, after: SpendingTold) -> bool:
    """Whether some figure that both tell is of 1 to LEAST_PEOPLE − 1 people more or fewer."""
    pairs = [(before.total.people, after.total.people)]
    was, now = ({_cell(one): one.amounts.people for one in told.apart} for told in (before, after))
    pairs += [(was.get(cell, 0), now.get(cell, 0)) for cell in {*was, *now}]
    pairs.append((before.others.people if before.others else 0, after.others.people if after.others else 0))
    return any(0 < abs(one - other) < LEAST_PEOPLE for one, other in pairs)


def together(every: Iterable[SpendingTold]) -> SpendingTold:
    """What several organisations told, added up: nothing in it was not told already."""
    found: dict[Cell, Amounts] = {}
    others = Amounts()
    for told in every:
        others += told.others or Amounts()
        for one in told.apart:
            found[_cell(one)] = found.get(_cell(one), Amounts()) + one.amounts
    lines = tuple(SpendingLine(level=level, kind=kind, amounts=one) for (level, kind), one in found.items())
    ordered = tuple(sorted(lines, key=lambda one: _order((_cell(one), one))))
    return SpendingTold(apart=ordered, others=None if others.is_nothing else others)


def by_level(lines: Iterable[SpendingLine]) -> dict[DevelopedLevel, Amounts]:
    """What the lines say of each level, in their order; levels without any are left out."""
    found: dict[DevelopedLevel, Amounts] = {}
    for one in lines:
        found[one.level] = found.get(one.level, Amounts()) + one.amounts
    return {level: found[level] for level in DevelopedLevel if level in found}


def wrong_line(line: SpendingLine) -> str:
    """What is wrong with a line, in words; empty where nothing is."""
    one = line.amounts
    if not one.people and (one.money_spent or one.days_taken or one.backfill_spent):
        return NO_PEOPLE
    for name in AMOUNTS:
        most = MOST_PEOPLE if name == "people" else MOST_DAYS if name.startswith("days") else MOST_POUNDS
        if not 0 <= getattr(one, name) <= most:
            return f"{TITLES[name]}: give a whole number from 0 to {most:,}."
    return ""


def last_of(year: int) -> date:
    """The last day of a financial year."""
    return date(year + 1, 3, 31)


def is_kept(year: int, on: date) -> bool:
    """Whether what is spent in a financial year is kept on the day: later it is removed by night."""
    return last_of(year) > months_before(on, KEPT_MONTHS)


def as_data(told: SpendingTold) -> dict[str, Any]:
    """As it is stored."""
    return {
        "apart": [[one.level.value, one.kind.value, one.amounts.__dict__] for one in told.apart],
        "others": told.others.__dict__ if told.others else None,
    }


def from_data(data: Mapping[str, Any]) -> SpendingTold:
    """From what is stored."""
    apart = tuple(
        SpendingLine(level=DevelopedLevel(level), kind=DevelopmentKind(kind), amounts=Amounts(**amounts))
        for level, kind, amounts in data["apart"]
    )
    return SpendingTold(apart=apart, others=Amounts(**data["others"]) if data["others"] else None)


def people_as_data(then: SpendingThen) -> list[list[Any]]:
    """On how many people each line is, as it is stored; it is never told."""
    return [[level.value, kind.value, people] for (level, kind), people in then.people.items()]


def then_from(content: Mapping[str, Any], people: Iterable[Sequence[Any]]) -> SpendingThen:
    """From what is stored."""
    found = {(DevelopedLevel(level), DevelopmentKind(kind)): many for level, kind, many in people}
    return SpendingThen(told=from_data(content), people=found)


def _within(then: SpendingThen) -> dict[Cell, int] | None:
    """On how many people each of the lines is that are told as the others; none where that is not known."""
    if then.told.others is None:
        return {}
    apart = {_cell(one) for one in then.told.apart}
    found = {cell: many for cell, many in then.people.items() if cell not in apart}
    return found if sum(found.values()) == then.told.others.people else None


def _cell(one: SpendingLine) -> Cell:
    return one.level, one.kind


def _order(one: tuple[Cell, SpendingLine]) -> tuple[int, int]:
    (level, kind), _ = one
    return list(DevelopedLevel).index(level), list(DevelopmentKind).index(kind)
