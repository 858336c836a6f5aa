"""Rows about who holds a post, from when to when, and about times in which it stood empty."""

from dataclasses import dataclass
from datetime import date

from wraparound.capabilities.pipelines.calculation.holding import overlaps
from wraparound.capabilities.pipelines.calculation.importing.cells import (
    Cells,
    Refused,
    changed,
    differences,
    number_of,
)
from wraparound.capabilities.pipelines.calculation.importing.knowing import LONGEST_NAME, Knowing, entry_of
from wraparound.capabilities.pipelines.terms.exchange import (
    ImportLine,
    Kept,
    Kind,
    Outcome,
    RowIn,
    Value,
    Values,
    Why,
)
from wraparound.capabilities.pipelines.terms.posts import DEAREST, FIRST_DAY, CostPer, HolderKind, Span

YEAR = 366
FIELDS = ("kind", "starts", "ends", "expected_end", "left_because", "cost", "cost_per")
Entries = dict[int, list[Kept]]
"""The entries of each post, as they would be after the rows so far."""


def entries_of(known: Knowing) -> Entries:
    """The entries of each post as they are today."""
    found: Entries = {}
    for one in known.today.holders.values():
        found.setdefault(number_of(one.values["post"]), []).append(one)
    return found


def holder_line(row: RowIn, known: Knowing, answer: str, entries: Entries, seen: dict[int, int]) -> ImportLine:
    """What a row about a holder would do."""
    cells = Cells(row, known.today.spoken)
    entry = entry_of(cells, known.today.holders)
    post, guessed = (number_of(entry.values["post"]), False) if entry else _post(cells, known)
    place = number_of(known.posts[post]["organisation"])
    kind = cells.word("kind", entry.values["kind"] if entry else HolderKind.SUBSTANTIVE.value)
    whom = _person(cells, known, place, entry, answer)
    person = whom.number
    if person and not whom.newcomer and not known.may_take_up(person, place):
        raise Refused(Why.NOT_THERE, "name", known.called(person))
    found = entry or _same(entries.get(post, []), person, kind, cells.day("starts", None))
    about = f"{known.posts[post]['title']}: {whom.newcomer or known.told(person)}".removesuffix(": ")
    if found is not None:
        if found.number in seen:
            raise Refused(Why.TWICE, "entry", str(seen[found.number]))
        if (found.values["person"] or 0) != person or (kind == HolderKind.VACANT) != (found.values["person"] is None):
            raise Refused(Why.PERSON_STAYS, "name")
    after = _wanted(cells, found.values if found else _fresh(known, post, person), kind)
    old: Values = found.values if found else {}
    part = changed(old, after)
    if part and (found is None or set(part) - {"cost", "cost_per"}):
        _ensure(after, _Asked(known.posts[post], person, entries.get(post, []), found), known)
    if whom.newcomer:
        _bring_in(whom, place, after, cells, known)
    number = found.number if found else known.next()
    if found is None or part:
        values = {**(old or {"post": post, "person": person or None}), **after}
        known.write(Kind.HOLDER, number, values if found is None else part, {name: old[name] for name in part if old})
        there = entries.setdefault(post, [])
        there[:] = [one for one in there if one.number != number]
        there.append(Kept(number, values))
        _belongs(person, place, after, known)
        _make_room(post, after, known)
    seen[number] = row.line
    told = differences(old, after)
    changes = tuple(
        one for one in told if old or (one.after not in (None, "") and (one.column != "cost_per" or after["cost"]))
    )
    outcome = Outcome.ADD if found is None else Outcome.CHANGE if part else Outcome.SAME
    return ImportLine(row.sheet, row.line, outcome, about, max(person, 0), changes, by_name=whom.by_name or guessed)


def _post(cells: Cells, known: Knowing) -> tuple[int, bool]:
    """The post that a row means and whether by its title alone; a row never adds one."""
    place = known.organisation(cells)
    found = known.post(cells, place)
    if found.number is None:
        raise Refused(Why.NO_POST, "position" if cells.text("position") else "title", cells.text("title")[:60])
    return found.number, found.by_name


@dataclass(frozen=True)
class _Whom:
    """Who a row is about, by number, nought for a vacancy; `newcomer` is the name of somebody whom it would add."""

    number: int
    by_name: bool = False
    newcomer: str = ""


def _person(cells: Cells, known: Knowing, place: int, entry: Kept | None, answer: str) -> _Whom:
    if entry is not None and not (cells.text("person") or cells.text("number")):
        return _Whom(number_of(entry.values["person"] or 0))
    name = known.name_of(cells)
    if cells.word("kind", "") == HolderKind.VACANT or known.fold(name) == HolderKind.VACANT:
        return _Whom(0)
    found = known.person(cells, place, answer)
    if found.number is not None:
        return _Whom(found.number, found.by_name)
    return _Whom(known.next(), newcomer=known.ensured_name(name))


def _bring_in(whom: _Whom, place: int, after: Values, cells: Cells, known: Knowing) -> None:
    """Somebody new, once nothing of their row is refused."""
    days: dict[str, Value] = {"starts": after["starts"], "ends": after["ends"]}
    job = cells.text("title")[:LONGEST_NAME]
    known.write(Kind.PERSON, whom.number, {"name": whom.newcomer, "organisation": place, "job": job, **days})
    known.add_person(whom.number, whom.newcomer, place, cells.row.line)
    known.belongs(Kept(known.next(), {"person": whom.number, "organisation": place, "job": job, **days}))


def _belongs(person: int, place: int, after: Values, known: Knowing) -> None:
    """Whoever holds a post today or later belongs there from its first day, as the writing has it."""
    ends = after["ends"]
    lasts = not isinstance(ends, date) or ends >= known.today.day
    if person and lasts and not known.belongs_still(person, place):
        time: Values = {"person": person, "organisation": place, "job": "", "starts": after["starts"], "ends": None}
        known.belongs(Kept(known.next(), time))


def _same(there: list[Kept], person: int, kind: Value, starts: Value) -> Kept | None:
    """The entry that a row without its number means: the same person's that began that day, or that lasts."""
    if kind == HolderKind.VACANT or not person:
        mine = [one for one in there if one.values["person"] is None]
        return next((one for one in mine if one.values["starts"] == starts), None)
    mine = [one for one in there if one.values["person"] == person]
    exact = [one for one in mine if one.values["starts"] == starts]
    lasting = [one for one in mine if one.values["ends"] is None]
    chosen = exact or (lasting if starts is None else [])
    return chosen[0] if len(chosen) == 1 else None


def _fresh(known: Knowing, post: int, person: int) -> Values:
    return {
        "post": post,
        "person": person or None,
        "kind": HolderKind.SUBSTANTIVE.value,
        "starts": known.today.default,
        "ends": None,
        "expected_end": None,
        "left_because": "",
        "cost": None,
        "cost_per": CostPer.YEAR.value,
    }


def _wanted(cells: Cells, before: Values, kind: Value) -> dict[str, Value]:
    after: dict[str, Value] = {name: before[name] for name in FIELDS}
    after["kind"] = kind if before["person"] is not None else HolderKind.VACANT.value
    after["starts"] = cells.day("starts", before["starts"]) or before["starts"]
    after["ends"] = cells.day("ends", before["ends"])
    after["expected_end"] = cells.day("expected_end", before["expected_end"])
    after["left_because"] = cells.word("left_because", before["left_because"])
    after["cost"] = cells.count("cost", before["cost"], DEAREST)
    after["cost_per"] = cells.word("cost_per", before["cost_per"])
    return after


@dataclass(frozen=True)
class _Asked:
    """An entry as a row wants it: of which post and person (nought: none), and which entry it is, if it is there."""

    post: Values
    person: int
    there: list[Kept]
    found: Kept | None


def _ensure(after: Values, asked: _Asked, known: Knowing) -> None:
    """Refused where the days, or who holds the post besides, do not let it be."""
    if asked.found is not None and not asked.person:
        raise Refused(Why.VACANCY, "starts")
    _ensure_days(after, asked, known.today.day)
    span, number = _span(after), asked.found.number if asked.found else None
    others = [one for one in asked.there if one.number != number and overlaps(_span(one.values), span)]
    if asked.person and any(one.values["person"] == asked.person for one in others):
        raise Refused(Why.HELD_TWICE, "starts")
    substantive = [one for one in others if one.values["kind"] == HolderKind.SUBSTANTIVE]
    if not asked.person and (substantive or any(one.values["person"] is None for one in others)):
        raise Refused(Why.VACANCY, "starts")
    if after["kind"] != HolderKind.SUBSTANTIVE:
        return
    # Those who held it together before share it already.
    before = asked.found.values if asked.found else None
    shared = _span(before) if before and before["kind"] == HolderKind.SUBSTANTIVE else None
    new = [one for one in substantive if shared is None or not overlaps(_span(one.values), shared)]
    if new:
        raise Refused(Why.HELD, "starts", known.called(number_of(new[0].values["person"] or 0)))


def _ensure_days(after: Values, asked: _Asked, today: date) -> None:
    starts, ends, expected = after["starts"], after["ends"], after["expected_end"]
    closed = asked.post["ends"]
    assert isinstance(starts, date)  # a day of the row, or the one that stood before
    if starts < FIRST_DAY or (starts - today).days > YEAR:
        raise Refused(Why.FAR, "starts")
    if isinstance(ends, date) and (ends < starts or (ends - today).days > YEAR):
        raise Refused(Why.DAYS if ends < starts else Why.FAR, "ends")
    if isinstance(expected, date) and expected < starts:
        raise Refused(Why.DAYS, "expected_end")
    if after["left_because"] and (ends is None or not asked.person):
        raise Refused(Why.LEFT_WITHOUT_END, "left_because")
    if isinstance(closed, date) and (not isinstance(ends, date) or ends > closed):
        raise Refused(Why.AFTER_POST, "ends")


def _make_room(post: int, after: Values, known: Knowing) -> None:
    """Whoever held a post before its first day shows that it was there already."""
    values, starts = known.posts[post], after["starts"]
    first = values["starts"]
    if isinstance(starts, date) and isinstance(first, date) and starts < first:
        known.write(Kind.POST, post, {"starts": starts}, {"starts": first})
        values["starts"] = starts


def _span(values: Values) -> Span:
    starts, ends = values["starts"], values["ends"]
    assert isinstance(starts, date)  # every entry has one
    return Span(starts, ends if isinstance(ends, date) else None)
